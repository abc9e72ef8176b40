"""Bad input: whatever an address, a form or an upload carries, the answer is a clean refusal in Thai."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.test.client import RequestFactory
from django.urls import Resolver404, resolve
from PIL import Image

from portal.models import Feedback, NewsPicture, StoredFile
from tests import catalogue
from tests.makers import MeasureDraft, NewsDraft, attach, published, words
from tests.stage import Answer, ask
from tests.test_measures import change_address, form_of
from tests.test_uploads import docx, pdf, picture, repacked, xlsx

pytestmark = pytest.mark.django_db
HOSTILE = {
    "word": "ไม่มี",
    "thai digits": "๒๕๖๖",
    "gregorian year": "2023",
    "last year of all": "9999",
    "year nought": "0000",
    "minus": "-1",
    "fraction": "1.5",
    "nought": "0",
    "64 bits and more": "9" * 25,
    "longer than Python turns into a number": "9" * 5000,
    "up": "..%2F..%2Fetc%2Fpasswd",
    "up twice encoded": "%252e%252e%252f",
    "not UTF-8": "%ff%fe",
    "NUL": "a%00b",
    "line break": "a%0d%0aSet-Cookie:%20a=b",
    "script": "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "template": "%7B%7B7*7%7D%7D",
    "sql": "1'%20OR%20'1'='1",
    "half a uuid": "00000000-0000-0000-0000",
    "no uuid of ours": "00000000-0000-4000-8000-000000000000",
    "right to left": "%E2%80%AEabc",
}
"""What stands in an address where a year, a number, a slug or a token should be; already percent-encoded."""
QUERIES = {
    "nothing": "",
    "empty": "q=&page=&kind=&year=&preview=&part=&v=",
    "words": "page=หนึ่ง&kind=x&year=x&preview=x&part=x",
    "thai digits": "page=๒&year=๒๕๖๖&preview=๑&part=๑",
    "beyond": "page=99999&year=9999&preview=99999&part=99999",
    "below": "page=0&year=0&preview=0&part=0",
    "minus": "page=-1&year=-1&preview=-1&part=-1",
    "huge": "page={0}&year={0}&preview={0}&part={0}".format("9" * 400),
    "twice": "page=1&page=2&q=a&q=b&preview=1&preview=2",
    "arrays": "page[]=1&q[$ne]=1&year[]=2566",
    "not UTF-8": "q=%ff%fe&page=%ff&kind=%ff",
    "NUL": "q=a%00b&page=%00",
    "bare": "&&&===;;;%",
    "half a percent": "q=%e0%b8&page=%",
    "surrogate": "q=%ed%a0%80",
    "quotes": 'q="\'`)(*:-AND OR NOT NEAR("',
    "wildcards": "q=%25%25%25___\\\\\\",
    "markup": "q=<script>alert(1)</script>&kind=<b>",
    "format": "q={0.__class__}%(x)s%n",
    "many": "&".join(f"a{number}=1" for number in range(1500)),
}

FOR_A_DATABASE = {
    "year nought",
    "64 bits and more",
    "not UTF-8",
    "NUL",
    "sql",
    "huge",
    "surrogate",
    "quotes",
    "wildcards",
}
"""What a database itself may take amiss; all else never comes to it."""


def _cases(values: dict[str, str]) -> list[Any]:
    return [
        pytest.param(value, id=name, marks=[] if name in FOR_A_DATABASE else pytest.mark.pages)
        for name, value in values.items()
    ]


@pytest.fixture
def visitor(office: Any) -> Client:
    """An anonymous browser that is told of a crash as a visitor would be."""
    return Client(raise_request_exception=False)


def refuses_in_thai(answer: Answer) -> None:
    """A Thai page with ways on, and nothing of the inside of the portal."""
    page = answer.text
    assert '<html lang="th">' in page, answer.address
    assert 'action="/search/"' in page, answer.address
    assert 'href="/contact/"' in page, answer.address
    assert "Traceback" not in page
    assert "Exception" not in page
    assert "<script" not in page


def _filled(path: str, value: str) -> Iterator[str]:
    """The path with the value in place of each of its parameters in turn, good values in the others."""
    good = {
        "year": "2566",
        "number": "1",
        "pk": "1",
        "slug": "hr",
        "code": "o1",
        "size": "small",
        "edition": "1",
    }
    for wrong in re.findall(r"<\w+:(\w+)>", path):
        yield re.sub(
            r"<\w+:(\w+)>",
            lambda found, wrong=wrong: value if found[1] == wrong else good.get(found[1], "x"),
            path,
        )


# ── long texts ───────────────────────────────────────────────────────────────
def test_every_form_for_everybody_sends_thai_in_its_own_length():
    """As an address has it, a Thai letter is nine bytes: a megabyte of text would be more than is read at all."""
    folder = Path(settings.BASE_DIR) / "templates"
    found = {}
    for path in folder.rglob("*.html"):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("admin/", "account/", "mfa/")) or "staff" in name:
            continue
        for form in re.finditer(
            r'(<form\b[^>]*method="post"[^>]*>)(.*?)</form>', path.read_text(), re.DOTALL
        ):
            if "components/field.html" in form[2] or "<textarea" in form[2]:
                found.setdefault(name, []).append('enctype="multipart/form-data"' in form[1])
    assert len(found) > 10
    found.pop("portal/display.html")  # choices only
    assert [name for name, whole in found.items() if not all(whole)] == []


@pytest.mark.parametrize(
    "address",
    [
        "/services/questions/ask/",
        "/services/track/",
        "/participation/follow/",
        "/feedback/x/",
        "/accounts/login/",
    ],
)
def test_more_than_is_read_at_all_is_told_with_the_way_back(visitor: Client, address: str):
    Feedback.objects.create(path="/", is_useful=False, token="x")
    response = visitor.post(address, {"body": "ก" * 1_000_000})
    page = words(response.content)
    assert response.status_code == 413
    assert "ข้อความยาวเกินกว่าที่ระบบรับได้" in page
    assert "กดปุ่มย้อนกลับของเบราว์เซอร์" in page


def test_a_megabyte_about_a_page_is_told_and_stays_in_its_box(visitor: Client):
    Feedback.objects.create(path="/", is_useful=False, token="x")
    text = "ก" * 349_525
    response = visitor.post("/feedback/x/", {"comment": text})
    page = response.content.decode()
    assert response.status_code == 400
    assert "ข้อความยาวเกิน 2,000 ตัวอักษร" in page
    assert text in page


# ── addresses ────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("value", _cases(HOSTILE))
def test_an_address_with_a_bad_part_is_a_thai_404(visitor: Client, people: Any, value: str):
    measure = published(MeasureDraft(created_by=people.alice), people)
    attach(measure, people)
    names = {*catalogue.PAGES, *catalogue.FILES, *catalogue.PERSONAL}
    every = [at for name, path, _ in catalogue.routes() if name in names for at in _filled(path, value)]
    nowhere = [address for address in every if not _has_view(address)]
    for address in [*(address for address in every if _has_view(address)), *nowhere[::10]]:
        answer = ask(visitor, address)
        assert answer.status in (400, 404), (address, answer.status)
        refuses_in_thai(answer)


def _has_view(address: str) -> bool:
    """Whether it comes to a view at all; of the others, which all meet the same refusal, some are asked."""
    try:
        resolve(unquote(address))
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize("query", _cases(QUERIES))
def test_a_bad_query_never_breaks_a_page(visitor: Client, people: Any, query: str):
    published(NewsDraft(created_by=people.alice), people)
    published(MeasureDraft(created_by=people.alice), people)
    for address in catalogue.addresses():
        if "?" in address:
            continue
        answer = ask(visitor, f"{address}?{query}")
        assert answer.status in (200, 302, 400, 404), (address, answer.status)
        assert b"<script>alert" not in answer.body, address
        if answer.status in (400, 404):
            refuses_in_thai(answer)


def test_a_query_of_ten_megabytes_is_refused_before_it_is_read(visitor: Client):
    for address in ("/", "/search/", "/news/", "/admin/", "/accounts/login/", "/nowhere/"):
        answer = ask(visitor, f"{address}?q={'a' * 10_000_000}")
        assert answer.status == 400, address
        assert len(answer.body) < 50_000, address
        refuses_in_thai(answer)


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/measures/2566/nowhere/", "/news/999999/", "/wp-login.php", "/.env"]
)
def test_an_unknown_address_is_a_thai_404(visitor: Client, address: str):
    answer = ask(visitor, address)
    assert answer.status == 404
    assert "ไม่พบหน้านี้" in answer.text
    refuses_in_thai(answer)


@pytest.mark.parametrize(
    "path",
    [
        b"/\xff\xfe/",
        b"/news/\xe0\xb8/",
        b"/\x00",
        b"/measures/\xf0\x9f\x92\xa9/",
        b"//evil.example/%2f..",
        b"/../../etc/passwd",
    ],
)
def test_raw_bytes_in_the_path_never_break_it(visitor: Client, path: bytes):
    """As a server hands them over: bytes taken for Latin letters (PEP 3333)."""
    environ = RequestFactory().get("/").environ | {"PATH_INFO": path.decode("latin-1")}
    told: list[str] = []
    body = b"".join(WSGIHandler()(environ, lambda status, headers: told.append(status)))
    assert told[0].startswith(("400", "404")), told
    assert b'<html lang="th">' in body


@pytest.mark.parametrize(
    "host", ["evil.example", "a b", "testserver:x", "[::1", "testserver@evil", "-", "x" * 5000]
)
def test_a_host_that_is_not_ours_is_a_thai_400(visitor: Client, host: str):
    answer = ask(visitor, "/", headers={"host": host})
    assert answer.status == 400
    refuses_in_thai(answer)


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": "x" * 4000},
        {"If-None-Match": '"' * 50},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Mon, 99 Foo 99999 99:99:99 GMT"},
        {"Accept-Language": "en-US,en;q=0.9"},
        {"Accept-Language": "x" * 3000},
        {"Cookie": "session=\xff; display=<script>; csrf=" + "x" * 3000},
        {"Cookie": ";;;===;display=l.dark.l.dark"},
        {"Range": "bytes=99999-0"},
        {"Referer": "javascript:alert(1)"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1'"},
    ],
)
def test_odd_headers_change_nothing(visitor: Client, headers: dict[str, str]):
    plain = ask(visitor, "/authority/")
    odd = ask(visitor, "/authority/", headers=headers)
    assert odd.status == 200
    assert odd.body == plain.body
    display = ask(visitor, "/display/", headers=headers)
    assert display.status == 200
    assert "javascript:" not in display.text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_another_method_is_refused(visitor: Client, method: str):
    for address in ("/", "/news/", "/sitemap.xml", "/healthz"):
        assert ask(visitor, address, method).status == 405, address


# ── what is posted by visitors ───────────────────────────────────────────────
RUBBISH = [
    {},
    {"path": "", "useful": ""},
    {"path": "/admin/", "useful": "yes"},
    {"path": "//evil.example/", "useful": "yes"},
    {"path": "https://evil.example/", "useful": "yes"},
    {"path": "/news/\x00", "useful": "yes"},
    {"path": "/" + "a" * 100_000, "useful": "yes"},
    {"path": "/news/", "useful": "maybe"},
    {"path": "/news/", "useful": ["x", "maybe"]},
    {"path": "/news/%ff", "useful": "1"},
]


@pytest.mark.parametrize("sent", RUBBISH)
def test_feedback_of_no_page_is_refused_and_not_kept(visitor: Client, sent: dict[str, Any]):
    answer = ask(visitor, "/feedback/", "post", data=sent)
    assert answer.status == 400
    refuses_in_thai(answer)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("address", ["/feedback/", "/display/", "/accounts/login/"])
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"garbage", "multipart/form-data"),
        (b"garbage", "multipart/form-data; boundary=x"),
        (
            b'--x\r\nContent-Disposition: form-data; name="path"; filename="a\x00b"\r\n\r\nx\r\n--x--',
            "multipart/form-data; boundary=x",
        ),
        (b"<x/>", "text/xml; charset=nonsense"),
        (b"&".join(b"a%d=1" % number for number in range(5_000)), "application/x-www-form-urlencoded"),
        (b"path=" + b"a" * 4_000_000, "application/x-www-form-urlencoded"),
    ],
    ids=["bytes", "json", "no boundary", "torn", "NUL in a name", "charset", "5,000 fields", "4 MB"],
)
def test_a_garbled_form_is_a_clean_refusal(visitor: Client, address: str, body: bytes, content_type: str):
    response = visitor.generic("POST", address, body, content_type)
    assert response.status_code in (200, 400, 413)
    if response["Content-Type"] != "application/json":  # the sign-in answers scripts in their own language
        assert '<html lang="th">' in response.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"size": "huge", "scheme": "dark"},
        {"size": "l", "scheme": "</style>"},
        {"size": "\x00", "scheme": "auto"},
    ],
)
def test_a_wish_nobody_offered_is_refused_and_leaves_no_cookie(visitor: Client, sent: dict[str, str]):
    answer = ask(visitor, "/display/", "post", data=sent)
    assert answer.status == 400
    assert answer.cookies == []


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "\n//evil.example",
    ],
)
def test_nobody_is_led_off_the_site(visitor: Client, after: str):
    answer = ask(visitor, "/display/", "post", data={"size": "l", "scheme": "dark", "next": after})
    assert answer.headers["Location"] == "/"


# ── uploads by staff ─────────────────────────────────────────────────────────
def _bomb(content: bytes, name: str) -> bytes:
    return repacked(content, added={name: bytes(300 * 1024 * 1024)})


def _noise() -> bytes:
    drawn = io.BytesIO()
    Image.effect_noise((64, 64), 40).save(drawn, "PNG")
    return drawn.getvalue()


FAULTS = {
    "empty": ("รายงาน.pdf", lambda: b"", "ว่างเปล่า"),
    "a page called PDF": ("รายงาน.pdf", lambda: b"<!doctype html><script>alert(1)</script>", "แต่เนื้อในเป็น"),
    "a program called DOCX": ("รายงาน.docx", lambda: b"MZ" + bytes(4000), "แต่เนื้อในเป็น"),
    "a picture called XLSX": ("รายงาน.xlsx", _noise, "แต่เนื้อในเป็น"),
    "a spreadsheet called DOCX": ("รายงาน.docx", xlsx, "แต่เนื้อในเป็น"),
    "a page": ("รายงาน.html", lambda: b"<!doctype html>", "เป็นชนิดที่แนบไม่ได้"),
    "a drawing with script": (
        "ตรา.svg",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "เป็นชนิดที่แนบไม่ได้",
    ),
    "two endings": ("รายงาน.pdf.exe", pdf, "เป็นชนิดที่แนบไม่ได้"),
    "encrypted PDF": ("รายงาน.pdf", lambda: pdf(password="x"), "ตั้งรหัสผ่าน"),
    "encrypted spreadsheet": (
        "ตาราง.xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096) + "EncryptedPackage".encode("utf-16-le"),
        "ตั้งรหัสผ่าน",
    ),
    "old Word": ("รายงาน.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "รุ่นเก่า"),
    "torn PDF": ("รายงาน.pdf", lambda: pdf(20)[:-600], "ชำรุด"),
    "torn DOCX": ("รายงาน.docx", lambda: docx("ก" * 5000)[:-300], "ชำรุด"),
    "PDF that acts": ("รายงาน.pdf", lambda: pdf(action="/JavaScript"), "อาจเป็นอันตราย"),
    "macros": ("รายงาน.docx", lambda: repacked(docx("ก"), added={"word/vbaProject.bin": b"x"}), "มาโคร"),
    "zip bomb in XLSX": (
        "ตาราง.xlsx",
        lambda: _bomb(xlsx(), "xl/media/image1.png"),
        "คลายออกแล้วมีขนาดใหญ่ผิดปกติ",
    ),
    "zip bomb in DOCX": (
        "รายงาน.docx",
        lambda: _bomb(docx("ก"), "word/media/a.png"),
        "คลายออกแล้วมีขนาดใหญ่ผิดปกติ",
    ),
    "a way out of the package": (
        "รายงาน.docx",
        lambda: repacked(docx("ก"), added={"../../etc/x": b"x"}),
        "ไม่ปลอดภัย",
    ),
    "no text": ("ตาราง.csv", lambda: b"a,b\x00c", "ไม่ใช่ข้อความ"),
}


def _stored() -> tuple[int, list[Path]]:
    media = Path(settings.MEDIA_ROOT)
    return StoredFile.objects.count(), sorted(path for path in media.rglob("*") if path.is_file())


def _attach(client: Client, measure: Any, name: str, content: bytes) -> str:
    """What the page says after a clerk attached the file and saved."""
    sent = form_of(measure) | {
        "documents-TOTAL_FORMS": 1,
        "documents-0-title": "เอกสาร",
        "documents-0-order": 0,
        "documents-0-owner": measure.pk,
        "documents-0-upload": SimpleUploadedFile(name, content, content_type="application/pdf"),
    }
    response = client.post(change_address(measure), sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("name", "make", "said"), FAULTS.values(), ids=FAULTS)
def test_a_bad_upload_is_named_and_nothing_is_stored(
    people: Any, office: Any, signed_in: Any, name, make, said
):
    measure = MeasureDraft(created_by=people.alice)
    before = _stored()
    page = _attach(signed_in(people.alice), measure, name, make())
    assert said in page
    assert name in page
    assert _stored() == before
    assert not measure.documents.exists()


def test_an_upload_over_the_limit_is_named_and_nothing_is_stored(
    people: Any, office: Any, signed_in: Any, settings: Any
):
    settings.UPLOAD_MAX_DOCUMENT_BYTES = 1000
    measure = MeasureDraft(created_by=people.alice)
    page = _attach(signed_in(people.alice), measure, "รายงาน.csv", "ก,ข\n".encode() * 1000)
    assert "เกินกำหนด" in page
    assert _stored() == (0, [])


def test_a_good_upload_is_stored(people: Any, office: Any, signed_in: Any):
    """Without this the tests above could pass because no upload ever works."""
    measure = MeasureDraft(created_by=people.alice)
    _attach(signed_in(people.alice), measure, "รายงาน.pdf", pdf())
    count, files = _stored()
    assert (count, len(files)) == (1, 1)
    assert measure.documents.get().current.original_name == "รายงาน.pdf"


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("ภาพ.jpg", lambda: b"", "ว่างเปล่า"),
        ("ภาพ.jpg", lambda: b"<svg onload=alert(1)>", "แต่เนื้อในเป็น"),
        ("ภาพ.png", lambda: picture("JPEG"), "แต่เนื้อในเป็น"),
        ("ภาพ.gif", lambda: picture("GIF"), "เป็นชนิดที่แนบไม่ได้"),
        ("ภาพ.jpg", lambda: picture("JPEG", (400, 300))[:-200], "ชำรุด"),
        ("ภาพ.png", lambda: picture("PNG", (9000, 9000)), "ล้านจุด"),
    ],
    ids=["empty", "drawing", "other kind", "kind", "torn", "huge"],
)
def test_a_bad_picture_is_named_and_nothing_is_stored(
    people: Any, office: Any, signed_in: Any, name, make, said
):
    news = NewsDraft(created_by=people.alice)
    sent: dict[str, Any] = {
        "owner_group": news.owner_group_id,
        "kind": news.kind,
        "title": news.title,
        "summary": news.summary,
        "body": news.body,
        "_edition": news.edition,
        "pictures-0-upload": SimpleUploadedFile(name, make(), content_type="image/jpeg"),
        "pictures-0-alt": "ครูประชุม",
        "pictures-0-order": 0,
        "pictures-0-owner": news.pk,
    }
    for prefix, total in (("pictures", 1), ("documents", 0)):
        sent |= {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": 0}
    page = signed_in(people.alice).post(f"/admin/portal/newsitem/{news.pk}/change/", sent, follow=True)
    assert said in page.content.decode()
    assert _stored() == (0, [])
    assert not NewsPicture.objects.exists()
