"""Job `privacy-regressions`: what is told to the channel is readable nowhere, and who told it is kept nowhere.

A report is sent through the real pages with a marker in every field, file name and file, officers answer through
theirs; then the whole database, folders, cache, logs, mail and sessions are searched. Afterwards the same with a crash
forced into every view.
"""

from __future__ import annotations

import base64
import datetime as dt
import email.header
import gzip
import inspect
import io
import json
import logging
import re
import sys
import tempfile
import urllib.parse
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import FakePayload
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.log import AdminEmailHandler

from complaints import quiet
from complaints.models import Case, Entry, IdentityRequest, Tombstone
from portal import thai
from portal.fiscal import FiscalYear
from portal.models import AuditEvent
from tests import catalogue
from tests.complaints import evidence_files, stage
from tests.complaints.on_disk import database_in_a_file
from tests.complaints.reporter import Form
from tests.complaints.traces import traces_of

ADDRESS = "203.0.113.7"
AGENT = "ZQagent5519"
MARKER = "ZQmarker8264"
THAI = "ปลาบึกยักษ์แม่โขง"
STORIES = (MARKER, THAI, evidence_files.MARK, evidence_files.THAI_MARK)
START = "/complaints/"


def mark(place: str) -> str:
    return f"{MARKER} {THAI} {place}"


class Crash(Exception):
    """What is forced into a view; its message is a marker, as an error of a database or of a library may quote one."""


# ── the world in which it happens ────────────────────────────────────────────
class EveryWord(logging.Handler):
    """Keeps each log record as the line that is written, and as everything the record carries along."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.setFormatter(logging.Formatter("{asctime} {levelname} {name} {message}", style="{"))
        self.lines: list[str] = []
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if record.name != "django.db.backends":  # what it carries is the database, which is searched itself
            self.records.append(repr(record.__dict__))


@dataclass
class World:
    """Everything outside of the browser that could keep a word."""

    people: Any
    database: Path | None
    folders: tuple[Path, ...]
    logs: EveryWord
    temporary: list[str]
    printed: Callable[[], str]
    _printed: list[str] = field(default_factory=list)

    def heaps(self) -> Iterator[tuple[str, bytes]]:
        """Each place, with all its bytes."""
        yield from _tables()
        if self.database:
            for path in sorted(self.database.parent.glob(f"{self.database.name}*")):
                yield path.name, path.read_bytes()
        for folder in self.folders:
            for path in folder.rglob("*"):
                yield "name of a file", str(path).encode()
                if path.is_file():
                    yield str(path), path.read_bytes()
        for session in Session.objects.all():
            yield "session", json.dumps(session.get_decoded(), ensure_ascii=False).encode()
        for alias in caches:
            yield "cache", repr(getattr(caches[alias], "_cache", "")).encode()
        yield from _mails()
        yield "log", "\n".join(self.logs.lines).encode()
        yield "record of a log", "\n".join(self.logs.records).encode()
        self._printed.append(self.printed())
        yield "standard output", "".join(self._printed).encode()

    def found(self, words: list[str], *, but: tuple[str, ...] = ()) -> list[str]:
        """Where any of the words can be read; `but` are places that are not asked."""
        return [
            f"{where}: {trace}"
            for where, heap in self.heaps()
            if not where.startswith(but)
            for trace in traces_of(heap, words)
        ]


def _tables() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            values = [value for row in cursor.fetchall() for value in row if value is not None]
            yield f"table {table}", b"\n".join(_stored(value) for value in values)
            if connection.vendor == "postgresql":
                for form in ("TEXT", "BINARY"):
                    statement = f"COPY {connection.ops.quote_name(table)} TO STDOUT (FORMAT {form})"
                    with cursor.copy(statement) as copy:
                        yield f"table {table} as {form}", b"".join(bytes(part) for part in copy)


def _stored(value: Any) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return (json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)).encode()


def _mails() -> Iterator[tuple[str, bytes]]:
    for message in mail.outbox:
        sent = message.message()
        yield "mail", sent.as_bytes()
        for name, value in sent.items():
            yield "mail", f"{name}: {email.header.make_header(email.header.decode_header(value))}".encode()
        for part in sent.walk():
            yield "mail", part.get_payload(decode=True) or b""


@pytest.fixture
def world(
    transactional_db: Any, tmp_path: Path, settings: Any, monkeypatch: Any, capfd: Any, request: Any
) -> Iterator[World]:
    """The channel as in service: a database in a file, an office with keys, every log at its most talkative."""
    folders = tuple(tmp_path / name for name in ("media", "temporary"))
    for folder in folders:
        folder.mkdir()
    settings.DEMONSTRATION = True
    settings.ADMINS = [("ผู้ดูแล", "admin@example.go.th")]
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "walk"}
    }
    quiet.forget_budgets()
    monkeypatch.setenv("TMPDIR", str(folders[1]))
    monkeypatch.setattr(tempfile, "tempdir", str(folders[1]))
    temporary: list[str] = []
    for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, _counting(getattr(tempfile, name), temporary))
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", tempfile.NamedTemporaryFile)
    (database_folder := tmp_path / "database").mkdir()
    with database_in_a_file(database_folder) as database, _talkative() as logs:
        request.getfixturevalue("office")
        people = request.getfixturevalue("people")
        for name in ("ivan", "judy", "dana", "erin", "bob"):
            user = getattr(people, name)
            user.email = f"{name}@example.go.th"
            user.save()
        people.bob.groups.add(*people.ivan.groups.all())  # a second officer, so that the first may step out
        connection.force_debug_cursor = True  # every statement with its values goes to the log
        yield World(people, database, folders, logs, temporary, lambda: "".join(capfd.readouterr()))
        connection.force_debug_cursor = False


def _counting(make: Callable[..., Any], made: list[str]) -> Callable[..., Any]:
    def counted(*args: Any, **options: Any) -> Any:
        made.append(make.__name__)
        return make(*args, **options)

    return counted


@contextmanager
def _talkative() -> Iterator[EveryWord]:
    """All loggers tell everything, to us and by mail to the administrators, which the portal itself never does."""
    everything, to_admins = EveryWord(), AdminEmailHandler(include_html=True)
    to_admins.setLevel(logging.ERROR)
    known = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    kept = []
    for logger in (logging.root, *known):
        kept.append((logger, logger.level, logger.disabled))
        logger.disabled = False
        if logger is logging.root or not logger.propagate:
            logger.addHandler(everything)
            logger.addHandler(to_admins)
        if logger.name.partition(".")[0] in ("root", "django", "complaints", "portal", "allauth"):
            logger.setLevel(logging.DEBUG)
    try:
        yield everything
    finally:
        for logger, level, is_disabled in kept:
            logger.removeHandler(everything)
            logger.removeHandler(to_admins)
            logger.setLevel(level)
            logger.disabled = is_disabled


# ── browsers ─────────────────────────────────────────────────────────────────
class OwnForm(Form):
    """As `Form`; one without an address goes to the page on which it stands."""

    def __init__(self, action: str, here: str) -> None:
        super().__init__(action)
        self.here, self.is_there = here, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form" and not dict(attrs).get("action"):
            attrs = [*attrs, ("action", self.here)]
        super().handle_starttag(tag, attrs)
        self.is_there |= self.inside


class Browser(Client):
    """A browser that remembers its page; with `crashes`, every view that it reaches breaks once before it answers."""

    def __init__(self, crashes: set[str] | None = None, **headers: Any) -> None:
        super().__init__(**headers)
        self.crashes, self.is_only_breaking = crashes, False
        self.page: Any = None
        self.told: list[str] = []
        """Addresses asked for, Location headers and titles: what a browser, a proxy and a referrer see."""

    def request(self, **environ: Any) -> Any:
        body = environ["wsgi.input"].read() if "wsgi.input" in environ else b""
        if self.crashes is not None and environ["PATH_INFO"].startswith(START):
            answer = self._crash(environ, body)
            if answer and self.is_only_breaking:
                return answer
        environ["wsgi.input"] = FakePayload(body)
        answer = super().request(**environ)
        title = re.search(rb"<title>(.*?)</title>", answer.content, re.DOTALL)
        self.told += [environ["PATH_INFO"], environ.get("QUERY_STRING", ""), answer.get("Location", "")]
        self.told.append(title[1].decode() if title else "")
        return answer

    def _crash(self, environ: dict[str, Any], body: bytes) -> Any:
        """Send the request to a view that breaks, unless it broke for this method already."""
        match = resolve(environ["PATH_INFO"])
        if f"{environ['REQUEST_METHOD']} {match.view_name}" in self.crashes:
            return None
        environ["wsgi.input"] = FakePayload(body)
        with _breaking(match.func) as broken:
            answer = super().request(**environ)
        if broken:
            self.crashes |= {match.view_name, f"{environ['REQUEST_METHOD']} {match.view_name}"}
            assert answer.status_code == 500, match.view_name
            shown = answer.content + repr(answer.headers).encode() + repr(answer.cookies).encode()
            assert traces_of(shown, [*STORIES, ADDRESS, AGENT]) == [], match.view_name
        return answer

    def open(self, name: str, *args: Any) -> Any:
        self.page = self.get(reverse(f"complaints:{name}", args=args), follow=True)
        return self.page

    @property
    def text(self) -> str:
        return str(self.page.content.decode(errors="replace"))

    def send(self, name: str, /, *args: Any, is_slip: bool = False, **answers: Any) -> Any:
        """Fill in the form of the page that goes to this address, and follow where it leads."""
        address = reverse(f"complaints:{name}", args=args)
        form = OwnForm(address, here=self.page.request["PATH_INFO"])
        form.feed(self.text)
        assert form.is_there, f"no form for {address} in {form.here}"
        self.page = self.post(address, form.hidden | answers, follow=True)
        if self.crashes is None and not is_slip:
            assert self.page.redirect_chain or self.page.status_code == 200, (
                name,
                args,
                self.page.status_code,
            )
            assert not re.search(r'class="errors"', self.text), self.text
        return self.page


@contextmanager
def _breaking(view: Callable[..., Any]) -> Iterator[list[str]]:
    """Raise Crash where the view makes its first response: with what was sent, and the marker, in its frames."""
    code = inspect.unwrap(view).__code__
    begin = HttpResponseBase.__init__
    broken: list[str] = []

    def crash(self: Any, *args: Any, **options: Any) -> None:
        frame = sys._getframe(1)
        while not broken and frame is not None:
            if frame.f_code is code:
                broken.append(code.co_name)
                raise Crash(mark("ข้อความของข้อผิดพลาด"))
            frame = frame.f_back  # type: ignore[assignment]
        begin(self, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HttpResponseBase, "__init__", crash)
        yield broken


# ── the walk ─────────────────────────────────────────────────────────────────
@dataclass
class Walk:
    """A report from its first word to its end, by the person and by those who handle it."""

    world: World
    crashes: set[str] | None = None
    files: tuple[tuple[str, bytes], ...] = ((f"{mark('ชื่อไฟล์')}.txt", mark("ในไฟล์").encode()),)
    told: list[str] = field(default_factory=list)
    secret: str = ""
    locator: str = ""

    def __post_init__(self) -> None:
        headers = {
            "REMOTE_ADDR": ADDRESS,
            "HTTP_USER_AGENT": AGENT,
            "HTTP_X_FORWARDED_FOR": ADDRESS,
            "HTTP_X_REAL_IP": ADDRESS,
            "HTTP_REFERER": f"http://testserver/?{MARKER}",
            "HTTP_ACCEPT_LANGUAGE": MARKER,
        }
        self.reporter = Browser(self.crashes, **headers)
        self.officer, self.custodian = (Browser(self.crashes, enforce_csrf_checks=True) for _ in range(2))
        self.officer.force_login(self.world.people.ivan)
        self.custodian.force_login(self.world.people.judy)
        stage.holder(self.world.people.ivan)
        stage.holder(self.world.people.bob)
        stage.holder(self.world.people.judy, stage.HolderKind.CUSTODIAN)
        stage.escrow()

    @property
    def said(self) -> list[str]:
        """Addresses, Location headers and titles of all browsers."""
        return [*self.reporter.told, *self.officer.told, *self.custodian.told]

    def uploads(self, files: tuple[tuple[str, bytes], ...] = ()) -> list[SimpleUploadedFile]:
        """All files, or those given: later only the last, of which no copy need be made."""
        return [SimpleUploadedFile(name, content) for name, content in files or self.files[-1:]]

    def write(self) -> None:
        """The reporter fills in everything, and sends nothing yet."""
        person = self.reporter
        for page in ("start", "new"):
            person.open(page)
        person.send("new", kind="bribery", **{name: mark(name) for name in ("what", "when", "where", "who")})
        person.send("new_readers", concerns="yes", excluded_names=mark("excluded_names"))
        person.send("new_files", files=self.uploads(self.files), add="1")
        person.send("new_files", go="1")
        person.send(
            "new_identity", known="known", name=mark("name"), contact=mark("contact"), note=mark("note")
        )

    def report(self) -> None:
        """The report is sent; the code is shown."""
        person = self.reporter
        person.send("new_check")
        shown = {
            name: re.search(rf"data-{name}[^>]*>(.*?)</p>", self._page) for name in ("locator", "secret")
        }
        assert shown["locator"], self._page
        assert shown["secret"], self._page
        self.locator, self.secret = (re.sub(r"<[^>]*>|\s", "", found[1]) for found in shown.values() if found)

    def keep_code(self) -> None:
        person = self.reporter
        person.send("new_code", last_four=re.sub("-", "", self.secret)[-4:])
        digest = re.search(r"data-sha256[^>]*>(.*?)</dd>", self._page, re.DOTALL)
        assert digest, self._page
        person.send("new_leave")
        person.open("receipt")
        written = re.sub(r"<[^>]*>|\s", "", digest[1])
        person.send("receipt", locator=self.locator, sha256=written)

    def come_back(self) -> None:
        """The reporter opens the case with the code, after a slip, and adds words and evidence."""
        person = self.reporter
        person.open("track")
        person.send("track", is_slip=True, locator=self.locator, secret=self.secret[:-1] + "*")
        person.send("track", locator=self.locator, secret=self.secret)
        person.send("track_case", text=mark("ข้อความแรก"), files=self.uploads())
        person.send("track_case", text=mark("ข้อความที่สอง"))

    def handle(self) -> None:
        """The officer reads, writes in every way there is, and closes; the custodian opens who it is."""
        officer, locator = self.officer, self.locator
        officer.open("staff_queue")
        officer.open("staff_case", locator)
        officer.send("staff_unlock", passphrase=stage.PASSPHRASE)
        self.act("acknowledge")
        self.act("examine")
        self.act("message", text=mark("ถึงผู้แจ้ง"), is_answer="on")
        self.act("note", text=mark("บันทึกภายใน"))
        self.act("ask-identity", reason=mark("เหตุผลที่ขอเปิดตัวตน"))
        self.approve()
        officer.open("staff_case", locator)
        assert officer.page.status_code == 200
        officer.send("staff_identity", locator)
        officer.open("staff_evidence", locator, 1)
        officer.open("staff_original", locator, 1)
        officer.send("staff_original", locator, 1)
        self.custodian.open("staff_identities")
        self.custodian.send("staff_withdrawal", self.request_for_identity())
        self.act("close", outcome="substantiated", reason=mark("เหตุผลของผล"), words=mark("แจ้งผล"))
        self.act("reopen", reason=mark("เหตุผลที่เปิดใหม่"))
        self.act("transfer", body=mark("หน่วยงาน"), reason=mark("เหตุผลที่ส่งต่อ"), words=mark("แจ้งการส่งต่อ"))
        self.act("recuse", reason=mark("เหตุผลที่ถอนตัว"))
        self.take_in()
        officer.open("staff_queue")
        officer.send("staff_lock")

    def act(self, name: str, /, **answers: Any) -> None:
        self.officer.open("staff_act", self.locator, name)
        self.officer.send("staff_act", self.locator, name, **answers)

    def approve(self) -> None:
        """The custodian reads why, and lets the officer see who it is."""
        custodian = self.custodian
        custodian.open("staff_identities")
        custodian.send("staff_unlock", passphrase=stage.PASSPHRASE)
        custodian.open("staff_decision", self.request_for_identity())
        custodian.send(
            "staff_decision", self.request_for_identity(), decision="approve", answer=mark("คำตอบ")
        )

    def request_for_identity(self) -> Any:
        return IdentityRequest.objects.get().pk

    def take_in(self) -> None:
        """A report by letter, written down by the officer."""
        self.officer.open("staff_intake")
        words = ("what", "when", "where", "who", "name", "contact", "note", "letter_number")
        answers = {"channel": "letter", "kind": "abuse", "concerns": "no", "known": "known"}
        answers |= {
            "received_on": thai.long_date(timezone.localdate()),
            **{name: mark(name) for name in words},
        }
        self.officer.send("staff_intake", **answers, evidence=self.uploads())
        self.officer.send("staff_intake", handed="1")

    def read_the_end(self) -> None:
        """The reporter reads how it ended, answers, and leaves."""
        person = self.reporter
        person.open("track_case")
        assert mark("แจ้งผล") in person.text
        assert mark("ข้อความที่สอง") in person.text
        person.send("track_case", text=mark("ตอบหลังปิดเรื่อง"))
        person.send("track_leave")

    def whole(self) -> None:
        for stretch in (
            self.write,
            self.report,
            self.keep_code,
            self.come_back,
            self.handle,
            self.read_the_end,
        ):
            stretch()

    @property
    def _page(self) -> str:
        return self.reporter.text


def code_words(walk: Walk) -> list[str]:
    """The secret as it may stand somewhere: as shown, as typed, without its check character."""
    bare = walk.secret.replace("-", "")
    return [walk.secret, bare, bare[:-1], walk.secret.lower(), bare.lower(), bare[:-1].lower()]


# ── nothing is left ──────────────────────────────────────────────────────────
@pytest.fixture
def files() -> dict[str, bytes]:
    """Evidence that tells of its maker in every corner; made before anything is watched."""
    return {
        f"{mark('ภาพ')}.jpg": evidence_files.jpeg(),
        f"{mark('หนังสือ')}.docx": evidence_files.docx(),
        f"{mark('ชื่อไฟล์')}.txt": mark("ในไฟล์").encode("utf-16"),
    }


def test_what_was_told_and_who_told_it_can_be_read_nowhere(files, world):
    walk = Walk(world, files=tuple(files.items()))
    words = [*STORIES, ADDRESS, AGENT, stage.PASSPHRASE]
    walk.write()
    assert world.found(words) == []  # an unfinished report lies sealed too
    walk.report()
    assert world.found([*words, *code_words(walk)]) == []  # while the code is still shown
    walk.keep_code()
    walk.come_back()
    walk.handle()
    walk.read_the_end()
    assert Case.objects.count() == 2
    assert Entry.objects.count() >= 14
    assert world.found([*words, *code_words(walk)]) == []
    assert mail.outbox
    assert world.temporary == []


def test_the_code_stands_in_no_address_and_no_title_and_the_locator_in_no_log_or_mail(world):
    walk = Walk(world)
    walk.whole()
    said = "\n".join(walk.said).encode()
    assert traces_of(said, [*code_words(walk), *STORIES, ADDRESS, AGENT]) == []
    own = "\n".join(walk.reporter.told).encode()
    assert traces_of(own, [walk.locator]) == []
    elsewhere = ("table complaints_", "table portal_audit", "portal.sqlite3", "record of a log")
    assert world.found([walk.locator], but=elsewhere) == []
    numbers = AuditEvent.objects.filter(object_name=walk.locator).values_list("detail", flat=True)
    assert len(numbers) > 8


# ── after a crash in every view ──────────────────────────────────────────────
def test_a_crash_in_any_view_tells_nothing(files, world):
    broken: set[str] = set()
    few = [(name, content) for name, content in files.items() if not name.endswith(".docx")]
    walk = Walk(world, crashes=broken, files=tuple(few))
    walk.whole()
    unbroken = _visit_the_rest(walk, broken)
    assert not unbroken, str(unbroken)
    assert {name for name, _, _ in _routes()} - broken == set()
    assert any("Crash" in line for line in world.logs.lines)
    words = [*STORIES, ADDRESS, AGENT, stage.PASSPHRASE, *code_words(walk)]
    assert world.found(words) == []
    assert world.temporary == []


def _visit_the_rest(walk: Walk, broken: set[str]) -> dict[str, list[int]]:
    """Go to every address of the channel where the walk did not lead, as whoever is let in.

    What each view that did not break answered, if there is any.
    """
    tried: dict[str, list[int]] = defaultdict(list)
    Tombstone.objects.create(
        year=FiscalYear(2567),
        received_month=dt.date(2024, 3, 1),
        kind="bribery",
        channel="letter",
        answer_period=15,
        retention_class="short",
        deleted_month=dt.date(2026, 3, 1),
    )
    people = walk.world.people
    browsers = [walk.reporter, walk.officer, walk.custodian]
    for user in (people.dana, people.erin, people.bob):
        browsers.append(Browser(broken))
        browsers[-1].force_login(user)
    browsers[-1].open("staff_unlock")
    browsers[-1].send("staff_unlock", passphrase=stage.PASSPHRASE)
    known = {
        "str": walk.locator,
        "number": stage.KeyHolder.objects.get(user=people.ivan).pk,
        "slug": "note",
        "fy": FiscalYear(2567),
        "uuid": walk.request_for_identity(),
    }
    waiting = stage.holder(stage.officer("waiting"), is_confirmed=False)
    for name, path, _ in _routes():
        parts = re.findall(r"<(\w+):(\w+)>", path)
        values = {part: known[converter] for converter, part in parts}
        if name == "complaints:staff_confirm":
            values["number"] = waiting.pk
        address = reverse(name, kwargs=values)
        for browser in browsers:
            browser.is_only_breaking = True
            for send, sent in ((browser.get, {}), (browser.post, {"text": mark("ข้อความ")})):
                if name not in broken:
                    tried[name].append(send(address, sent).status_code)
    return {name: found for name, found in tried.items() if name not in broken}


def _routes() -> list[tuple[str, str, Any]]:
    """Every address of the channel: name, path, view."""
    return [route for route in catalogue.routes() if route[0].startswith("complaints:")]


# ── the search itself ────────────────────────────────────────────────────────
def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", content)
    return packed.getvalue()


HIDDEN: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda word: word.encode(),
    "utf-16-le": lambda word: word.encode("utf-16-le"),
    "utf-16-be": lambda word: word.encode("utf-16-be"),
    "base64": lambda word: base64.b64encode(word.encode()),
    "base64, shifted": lambda word: base64.b64encode(b"x" + word.encode()),
    "base64, shifted twice": lambda word: base64.b64encode(b"xx" + word.encode()),
    "base64 for addresses": lambda word: base64.urlsafe_b64encode(b"\xff\xfe" + word.encode("utf-16-le")),
    "hex": lambda word: word.encode().hex().encode(),
    "HEX": lambda word: word.encode("utf-16-le").hex().upper().encode(),
    "JSON": lambda word: json.dumps([word]).encode(),
    "repr": lambda word: repr({"sent": word.encode()}).encode(),
    "percent": lambda word: urllib.parse.urlencode({"text": word}).encode(),
    "zlib": lambda word: zlib.compress(word.encode() * 3),
    "gzip": lambda word: gzip.compress(word.encode()),
    "zip": lambda word: _zipped(word.encode()),
    "part of a zip": lambda word: _zipped(word.encode("utf-16-be"))[:-30],
    "session": lambda word: (
        b"." + base64.urlsafe_b64encode(zlib.compress(json.dumps(word).encode())).rstrip(b"=")
    ),
    "zip in base64 in zlib": lambda word: zlib.compress(base64.b64encode(_zipped(word.encode()))),
    "zlib in hex": lambda word: zlib.compress(word.encode()).hex().encode(),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("word", [THAI, MARKER])
def test_the_search_finds_a_word_however_it_is_hidden(hide, word):
    heap = b"\x00before \x7f" + hide(word) + b"\xffbehind\x00" * 3
    assert traces_of(heap, ["another", word])
    assert traces_of(heap, ["another"]) == []


def test_the_search_finds_a_word_in_every_place(world, settings):
    """Planted where a careless change would leave it, in a world like that of the walk."""
    walk = Walk(world)
    planted: dict[str, Callable[[], Any]] = {
        "table portal_feedback": lambda: _feedback(mark("โต๊ะ")),
        "table complaints_flow": lambda: _flow(mark("โฟลว์").encode()),
        "portal.sqlite3-wal": lambda: _flow(mark("วอล").encode()),
        "session": lambda: _in_session(walk.officer, mark("เซสชัน")),
        "cache": lambda: caches["default"].set("key", mark("แคช")),
        "mail": lambda: mail.send_mail("เรื่อง", mark("จดหมาย"), None, ["a@example.go.th"]),
        "log": lambda: logging.getLogger("complaints.somewhere").debug("%s", mark("บันทึก")),
        "standard output": lambda: sys.stderr.write(mark("จอ")) and sys.stderr.flush(),
        "a.bin": lambda: (world.folders[1] / "a.bin").write_bytes(zlib.compress(mark("ไฟล์").encode())),
        "name of a file": (world.folders[0] / MARKER).mkdir,
    }
    if connection.vendor != "sqlite":
        del planted["portal.sqlite3-wal"]
    assert world.found([MARKER, THAI]) == []
    for plant in planted.values():
        plant()
    places = world.found([MARKER])
    assert [where for where in planted if not any(where in place for place in places)] == []


def _feedback(word: str) -> None:
    from portal.models import Feedback  # noqa: PLC0415

    Feedback.objects.create(path="/", is_useful=True, token="x", comment=word)


def _flow(content: bytes) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from complaints.models import Flow  # noqa: PLC0415

    Flow.objects.update_or_create(pk="a" * 64, defaults={"sealed": content, "expires_at": timezone.now()})


def _in_session(browser: Client, word: str) -> None:
    session = browser.session
    session["kept"] = word * 30
    session.save()
