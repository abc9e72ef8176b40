"""From the first page to the answer of an officer, in Chromium with JavaScript switched off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.browser import Site

STORY = "ผู้รับจ้างจ่ายเงินให้เจ้าหน้าที่พัสดุเพื่อให้ได้งาน"
QUESTION = "ต้องการสำเนาใบเสร็จเพิ่มหรือไม่"
ANSWER = "ขอสำเนาใบเสร็จของเดือนมีนาคม แล้วจะตรวจสอบต่อ"
OFFICER = """
import sys, django
django.setup()
from complaints import opening
from complaints.actions.talking import write_to_reporter
from complaints.demonstration.channel import PASSPHRASE
from complaints.models import Case, KeyHolder
from complaints.models.terms import EntryKind, Part
locator, answer = sys.argv[1:]
case = Case.objects.get(locator=locator)
holder = KeyHolder.objects.get(user__username="integrity", retired_at=None)
ring = opening.unlocked(holder, PASSPHRASE)
report, talk = ring.key_of(case, Part.REPORT), ring.key_of(case, Part.TALK)
print(opening.read_report(report, case).what)
(file,) = case.evidence.all()
print(opening.read_facts(report, file).name, opening.read_file(report, file, original=True).decode())
print(opening.read_words(talk, case.entries.get(kind=EntryKind.FROM_REPORTER)).text)
write_to_reporter(by=ring.user, case=case, text=answer)
"""


def press(page: Any, button: str) -> None:
    page.click(f"main button:has-text('{button}')")


def report(page: Any) -> tuple[str, str]:
    """Send a report with a file, type the end of its code back, take the receipt and leave; locator and secret."""
    page.goto("/complaints/")
    page.click("text=เริ่มแจ้งเรื่อง")
    page.check("input[value=procurement]")
    page.fill("[name=what]", STORY)
    press(page, "ดำเนินการต่อ")
    page.check("input[value=unsure]")
    press(page, "ดำเนินการต่อ")
    file = {"name": "ใบเสร็จ.txt", "mimeType": "text/plain", "buffer": "เล่มที่ 4".encode()}
    page.set_input_files("[name=files]", file)
    press(page, "แนบไฟล์ที่เลือก")
    assert "ใบเสร็จ.txt" in page.inner_text("main")
    press(page, "ดำเนินการต่อ")
    page.check("input[value=anonymous]")
    press(page, "ดำเนินการต่อ")
    assert STORY in page.inner_text("main")
    press(page, "ส่งเรื่อง")
    locator, secret = page.inner_text("[data-locator]").strip(), page.inner_text("[data-secret]").strip()
    page.fill("[name=last_four]", secret.replace("-", "")[-4:].lower())
    press(page, "จดแล้ว")
    assert locator in page.inner_text("main")
    assert secret not in page.content()
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("report", True, "Strict")
    leave(page, "เสร็จแล้ว")
    page.goto("/complaints/new/receipt/")
    assert locator not in page.content()
    return locator, secret


def follow(page: Any, locator: str, secret: str) -> None:
    """Open the case with its code, typed as people type."""
    page.goto("/complaints/track/")
    page.fill("[name=locator]", locator.lower())
    page.fill("[name=secret]", secret.lower().replace("-", " "))
    press(page, "เปิดดูเรื่อง")
    assert urlsplit(page.url).path == "/complaints/track/case/"


def leave(page: Any, button: str) -> None:
    press(page, button)
    assert urlsplit(page.url).path == "/"
    assert page.context.cookies() == []


def test_a_report_is_sent_followed_and_answered_without_javascript(
    site: Site, page_factory: Callable[..., Any]
):
    page = page_factory(width=360, javascript=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    locator, secret = report(page)
    follow(page, locator, secret)
    page.fill("[name=text]", QUESTION)
    press(page, "ส่งถึงเจ้าหน้าที่")
    assert QUESTION in page.inner_text("main")
    read = site.run(OFFICER, locator, ANSWER).splitlines()
    assert read[-3:] == [STORY, "ใบเสร็จ.txt เล่มที่ 4", QUESTION]
    leave(page, "ออกจากหน้านี้")
    follow(page, locator, secret)
    assert ANSWER in page.inner_text("main")

    # nothing of it stood in an address, and no other site was asked for anything
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in asked} == {site.url}
    for url in asked:
        assert locator not in url
        assert secret not in url
        assert not (urlsplit(url).query and "/complaints/" in url)
