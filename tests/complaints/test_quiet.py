"""The channel forgets who sends a request, and its errors say nothing to logs, mail, screens or signals."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler
from django.utils.module_loading import import_string

from complaints import quiet
from complaints.quiet import KeepQuiet
from tests.complaints.breaking import ANSWERED, BREAKING, SECRET, Refused

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.7"
AGENT = "ZQBrowser/4711 (Windows NT 10.0)"
SENDER = {
    "REMOTE_ADDR": ADDRESS,
    "REMOTE_HOST": "dsl-7.example.net",
    "REMOTE_PORT": "51713",
    "REMOTE_USER": "EDU\\somchai",
    "HTTP_USER_AGENT": AGENT,
    "HTTP_REFERER": "https://search.example/?q=ทุจริต",
    "HTTP_ACCEPT_LANGUAGE": "th-TH,x-klingon",
    "HTTP_X_FORWARDED_FOR": f"{ADDRESS}, 198.51.100.4",
    "HTTP_X_FORWARDED_HOST": "inside.example.net",
    "HTTP_FORWARDED": f"for={ADDRESS}",
    "HTTP_X_REAL_IP": ADDRESS,
    "HTTP_CF_CONNECTING_IP": ADDRESS,
    "HTTP_TRUE_CLIENT_IP": ADDRESS,
    "HTTP_VIA": "1.1 proxy.school.example",
    "HTTP_X_REQUEST_ID": "req-4711",
    "HTTP_SEC_CH_UA": "ZQBrowser",
    "HTTP_DNT": "dnt-4711",
    "HTTP_X_ANYTHING_NEW": "device-4711",
    "SSL_CLIENT_S_DN": "CN=somchai",
    "SECRET_KEY": "what a server puts beside the request from its own environment",
}
TOLD = (ADDRESS, "203.0.113", AGENT, "ZQwhistle4711", "เรียกเงินสองพัน", "somchai", "4711")


@pytest.fixture(autouse=True)
def _fresh_budgets() -> None:
    quiet.forget_budgets()


def seen_by_view(path: str = "/complaints/new/", **extra: Any) -> HttpRequest:
    """The request as a view behind the door gets it."""
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse("ok")

    request = RequestFactory().get(path, **{**SENDER, **extra})
    assert request.headers["User-Agent"]  # so that the door meets headers already read
    KeepQuiet(view)(request)
    return seen[0]


# ── who sends it ─────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "path", ["/complaints/", "/complaints/new/", "/complaints/staff/", "/complaints", "/Complaints/x"]
)
def test_the_door_forgets_who_comes(path: str):
    request = seen_by_view(path)
    known = repr(request.META) + repr(request.headers) + repr(request.environ)
    for trace in (*SENDER.values(), "198.51.100.4"):
        if not (trace == SENDER["HTTP_REFERER"] and path.startswith(quiet.STAFF_PATH)):
            assert trace not in known, trace
    assert request.META["REMOTE_ADDR"] == ""
    assert request.META["PATH_INFO"] == path
    assert request.META["HTTP_COOKIE"] == ""


def test_other_pages_know_their_visitor():
    request = seen_by_view("/procurement/")
    assert request.META["REMOTE_ADDR"] == ADDRESS
    assert request.META["HTTP_USER_AGENT"] == AGENT
    assert not hasattr(request, "network_bucket")


def test_staff_pages_keep_the_referer_only_where_a_browser_sends_no_origin():
    assert "HTTP_REFERER" in seen_by_view("/complaints/staff/").META
    assert "HTTP_REFERER" not in seen_by_view("/complaints/staff/", HTTP_ORIGIN="https://a.example").META
    assert "HTTP_REFERER" not in seen_by_view("/complaints/new/").META


def test_https_is_still_told_by_the_proxy(settings: Any):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert seen_by_view(HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not seen_by_view(HTTP_X_FORWARDED_PROTO="http").is_secure()


def test_the_door_stands_before_everything_else():
    assert django_settings.MIDDLEWARE[0] == "complaints.quiet.KeepQuiet"


def bucket(address: str, **extra: Any) -> str:
    return str(seen_by_view(REMOTE_ADDR=address, **extra).network_bucket)  # type: ignore[attr-defined]


def test_a_bucket_is_a_network_and_nobody_can_read_it():
    here = bucket("203.0.113.7")
    assert here == bucket("203.0.113.200") == bucket("203.0.113.7:51713") == bucket("::ffff:203.0.113.9")
    assert here != bucket("203.0.114.7")
    assert bucket("2001:db8:1:2::3") == bucket("[2001:db8:1:ffff::9]:443") == bucket("2001:db8:1::%eth0")
    assert bucket("2001:db8:1::") != bucket("2001:db8:2::")
    assert bucket("unix:") == bucket("") != here
    assert re.fullmatch("[0-9a-f]{64}", here)


def test_a_bucket_of_yesterday_leads_to_nobody_today():
    with time_machine.travel("2026-11-22 10:00+07:00", tick=False) as clock:
        before = bucket(ADDRESS)
        assert bucket(ADDRESS) == before
        clock.move_to("2026-11-23 10:00+07:00")
        assert bucket(ADDRESS) != before
        clock.move_to("2026-11-22 10:00+07:00")
        assert bucket(ADDRESS) != before, "the key is gone, not put aside"


@pytest.mark.parametrize(
    ("proxies", "sender"), [(0, ADDRESS), (1, "198.51.100.4"), (2, "192.0.2.66"), (3, ADDRESS)]
)
def test_only_trusted_proxies_say_who_comes(settings: Any, proxies: int, sender: str):
    """What stands before their part of X-Forwarded-For, anybody may have written."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    found = bucket(ADDRESS, HTTP_X_FORWARDED_FOR="192.0.2.66, 198.51.100.4")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert found == bucket(sender)


# ── limits ───────────────────────────────────────────────────────────────────
def test_a_budget_is_used_up_by_its_network_alone():
    here, there = seen_by_view(), seen_by_view(REMOTE_ADDR="198.51.100.4")
    assert [quiet.budget(here, "report", most=3, seconds=60) for _ in range(5)] == [True] * 3 + [False] * 2
    assert quiet.budget(there, "report", most=3, seconds=60)
    assert quiet.budget(here, "track", most=3, seconds=60)


def test_a_budget_comes_back_and_refusals_do_not_keep_it_away(monkeypatch: pytest.MonkeyPatch):
    now = 1_000.0
    monkeypatch.setattr(quiet.time, "monotonic", lambda: now)
    request = seen_by_view()
    assert quiet.budget(request, "report", most=1, seconds=60)
    now += 59
    assert not quiet.budget(request, "report", most=1, seconds=60)
    now += 1
    assert quiet.budget(request, "report", most=1, seconds=60)
    now += 3_601
    assert quiet.budget(seen_by_view(REMOTE_ADDR="198.51.100.4"), "report", most=1, seconds=60)
    assert len(quiet._counts) == 1, "what is an hour old is forgotten"


def test_many_at_once_count_as_many():
    request = seen_by_view()
    with ThreadPoolExecutor(16) as pool:
        granted = list(pool.map(lambda _: quiet.budget(request, "track", most=20, seconds=60), range(50)))
    assert Counter(granted) == {True: 20, False: 30}


def test_counts_never_fill_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(quiet, "_MOST_COUNTS", 5)
    request = seen_by_view()
    for number in range(50):
        quiet.budget(request, f"{number}", most=1, seconds=60)
    assert len(quiet._counts) <= 5
    with pytest.raises(ValueError, match="an hour"):
        quiet.budget(request, "report", most=1, seconds=3_601)


# ── errors say nothing ───────────────────────────────────────────────────────
class Heard(logging.Handler):
    """Everything a log could be asked to write, whole: message, traceback, and what hangs on the record."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s %(args)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@pytest.fixture
def heard(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """A log that hears all, mail to administrators as Django sends it, and the addresses that break."""
    settings.ROOT_URLCONF = "tests.complaints.breaking"
    settings.ADMINS = [("ผู้ดูแล", "admin@example.go.th")]
    handler, by_mail = Heard(), AdminEmailHandler(include_html=True)
    names = ("", "django", "django.request", "django.security", "complaints", "complaints.quiet")
    for name in names:
        monkeypatch.setattr(logging.getLogger(name), "handlers", [handler, by_mail])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger("django"), "propagate", True)
        yield handler


def client() -> Client:
    return Client(raise_request_exception=False, **SENDER)


def assert_quiet(heard: Heard, capfd: pytest.CaptureFixture[str]) -> None:
    captured = capfd.readouterr()
    mailed = "\n".join(f"{each.subject} {each.body} {each.alternatives}" for each in mail.outbox)
    for place, text in (("log", heard.text), ("mail", mailed), ("screen", captured.out + captured.err)):
        for trace in TOLD:
            assert trace not in text, place


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", BREAKING)
def test_a_broken_page_says_its_class_and_place_only(
    heard: Heard, capfd: pytest.CaptureFixture[str], office: Any, name: str, method: str
):
    told: list[Any] = []
    got_request_exception.connect(lambda **kwargs: told.append(kwargs), weak=False, dispatch_uid="test")
    data = {"what": SECRET, "file": SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode())}
    try:
        answer = getattr(client(), method)(f"/complaints/break/{name}/", data if method == "post" else None)
    finally:
        got_request_exception.disconnect(dispatch_uid="test")
    assert answer.status_code == 500
    assert "ระบบขัดข้อง" in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert_quiet(heard, capfd)
    assert told == []
    assert re.search(r"complaints\.quiet ช่องทางแจ้งเรื่องขัดข้อง: [\w.]+ ที่ [\w.]+:\d+", heard.text)


def test_the_class_and_place_lead_to_the_line(heard: Heard):
    client().get("/complaints/break/cause/")
    [line] = heard.lines[:1]
    assert "builtins.LookupError" in line
    assert "tests.complaints.breaking:" in line


@pytest.mark.parametrize(("name", "status"), [(name, status) for name, (_, status) in ANSWERED.items()])
def test_a_refused_request_is_answered_and_not_told(
    heard: Heard, capfd: pytest.CaptureFixture[str], office: Any, name: str, status: int
):
    answer = client().get(f"/complaints/answer/{name}/")
    assert answer.status_code == status
    assert_quiet(heard, capfd)


def test_an_address_that_is_no_page_is_not_written_down(
    heard: Heard, capfd: pytest.CaptureFixture[str], office: Any
):
    for path in (
        f"/complaints/{SECRET}/",
        f"/complaints/new/{SECRET}",
        f"/complaints/?code={SECRET}",
        f"/Complaints{SECRET}",
    ):
        client().get(path)
    client().get("/complaints/", HTTP_HOST="zqwhistle4711.example")
    assert_quiet(heard, capfd)


def test_a_form_that_cannot_be_read_is_not_told(heard: Heard, capfd: pytest.CaptureFixture[str], office: Any):
    page = client()
    too_many = {
        f"{SECRET}{number}": "x" for number in range(django_settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 2)
    }
    assert page.post("/complaints/form/", too_many).status_code == 400
    assert page.post("/complaints/form/", {"what": SECRET * 100_000}).status_code in (400, 413)
    torn = f"--x\r\nContent-Disposition: form-data; name={SECRET}".encode()
    assert (
        page.post(
            "/complaints/form/", torn, content_type="multipart/form-data; boundary=" + "y" * 300
        ).status_code
        == 400
    )
    files = {f"f{number}": io.BytesIO(SECRET.encode()) for number in range(50)}
    assert page.post("/complaints/form/", files).status_code == 400
    assert_quiet(heard, capfd)


def test_what_breaks_below_the_door_says_nothing_either(
    heard: Heard, capfd: pytest.CaptureFixture[str], office: Any, settings: Any
):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.complaints.test_quiet.break_below"]
    answer = client().get("/complaints/plain/")
    assert answer.status_code == 500
    assert_quiet(heard, capfd)
    assert "tests.complaints.test_quiet.break_below" not in heard.text
    assert "Refused ที่ " in heard.text


def break_below(get_response: Any) -> Any:
    """A middleware that breaks, with words."""

    def middleware(request: HttpRequest) -> HttpResponse:
        raise Refused(SECRET)

    return middleware


def test_what_breaks_past_every_guard_is_answered_at_the_door(
    heard: Heard, capfd: pytest.CaptureFixture[str]
):
    def broken(request: HttpRequest) -> HttpResponse:
        raise Refused(SECRET)

    answer = KeepQuiet(broken)(RequestFactory().get("/complaints/new/", **SENDER))
    assert answer.status_code == 500
    assert answer["Referrer-Policy"] == "no-referrer"
    assert_quiet(heard, capfd)


def test_libraries_are_silenced_while_the_channel_answers(heard: Heard, capfd: pytest.CaptureFixture[str]):
    assert client().get("/complaints/talk/").content == b"ok"
    assert_quiet(heard, capfd)
    assert "WARNING some.library ช่องทางแจ้งเรื่อง: some.library:" in heard.text
    assert (
        "ERROR another ช่องทางแจ้งเรื่อง: tests.complaints.breaking.Refused ที่ tests.complaints.breaking:"
        in heard.text
    )


def test_elsewhere_a_crash_is_told_as_ever(heard: Heard, office: Any):
    assert client().get("/elsewhere/view/").status_code == 500
    assert "Traceback" in heard.text
    assert SECRET in heard.text
    assert mail.outbox


def test_no_report_of_a_crash_shows_the_channel(settings: Any):
    reporter = import_string(settings.DEFAULT_EXCEPTION_REPORTER)
    for path, is_told in (("/complaints/new/", False), ("/elsewhere/", True)):
        request = RequestFactory().post(path, {"what": SECRET}, **SENDER)
        try:
            raise Refused(SECRET)
        except Refused as error:
            made = reporter(request, Refused, error, error.__traceback__)
            texts = [made.get_traceback_text(), made.get_traceback_html(), repr(made.get_traceback_data())]
        assert [SECRET in text for text in texts] == [is_told] * 3
        assert not any(trace in text for trace in TOLD for text in texts) or is_told
    shown = import_string(settings.DEFAULT_EXCEPTION_REPORTER_FILTER)()
    request = RequestFactory().post("/complaints/new/", {"what": SECRET}, **SENDER)
    assert shown.is_active(request)
    assert shown.get_safe_request_meta(request) == shown.get_post_parameters(request) == {}
    assert shown.get_safe_cookies(request) == {}


# ── headers ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("path", "cache", "referrer"),
    [
        ("/complaints/plain/", "private, no-store", "no-referrer"),
        ("/complaints/open/", "max-age=60, public", "no-referrer"),
        ("/complaints/nowhere/", "private, no-store", "no-referrer"),
        ("/complaints/staff/plain/", "private, no-store", "same-origin"),
    ],
)
def test_answers_are_kept_by_nobody_unless_they_are_public(
    settings: Any, office: Any, path: str, cache: str, referrer: str
):
    settings.ROOT_URLCONF = "tests.complaints.breaking"
    answer = client().get(path)
    assert sorted(answer["Cache-Control"].split(", ")) == sorted(cache.split(", "))
    assert answer["Referrer-Policy"] == referrer
    assert answer["X-Robots-Tag"] == "noindex, noarchive"


def test_search_engines_may_list_the_start_and_no_step(office: Any):
    assert "X-Robots-Tag" not in client().get("/complaints/").headers
    assert client().get("/complaints/new/")["X-Robots-Tag"] == "noindex, noarchive"
    assert "X-Robots-Tag" not in client().get("/about/").headers
