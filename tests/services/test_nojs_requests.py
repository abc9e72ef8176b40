"""From the first button to the answer of the office, in Chromium with JavaScript switched off and without a cookie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.browser import Site

PAPER = {"name": "หนังสือ.png", "mimeType": "image/png"}
FORM = """
import django
django.setup()
from measures.services.models import RequestForm
print(RequestForm.objects.get(title="คำขอข้อมูลข่าวสารของราชการ").service_id)
"""
DESK = """
import sys, django
django.setup()
from measures.services.actions import handling
from measures.services.models import Outcome, ServiceRequest
from portal.models import User
request = ServiceRequest.objects.latest("pk")
print(request.answers[0]["value"], [event.kind for event in request.events.all()])
by = User.objects.get(username="desk")
act, text = sys.argv[1:]
if act == "ask":
    handling.ask(by=by, request=request, text=text)
else:
    handling.close(by=by, request=request, outcome=Outcome.DONE, text=text)
"""


def press(page: Any, button: str) -> None:
    page.click(f"main button:has-text('{button}')")


def follow(page: Any, code: str) -> None:
    page.goto("/services/track/")
    page.fill("[name=code]", code.lower().replace("-", " "))
    press(page, "ดูคำขอ")


def test_a_request_is_put_aside_sent_followed_and_answered_without_javascript(
    site: Site, page_factory: Callable[..., Any]
):
    page = page_factory(width=360, javascript=False)
    page.goto(f"/services/{site.run(FORM).strip()}/online/")
    press(page, "เริ่มกรอกคำขอ")
    page.fill("textarea >> nth=0", "รายงานการประชุมที่เปิดเผยได้")
    press(page, "บันทึกไว้ทำต่อ")
    kept = page.input_value("#id_address")
    assert urlsplit(kept).path == urlsplit(page.url).path
    other = page_factory(width=1280, javascript=False)  # another machine, with the address alone
    other.goto(kept)
    assert other.input_value("textarea >> nth=0") == "รายงานการประชุมที่เปิดเผยได้"
    other.check("text=ขอสำเนาเป็นไฟล์")
    other.check("main form [type=checkbox]:not([name=remove])")
    other.fill("[name=name]", "ทดลอง ระบบดี")
    press(other, "ตรวจคำตอบ")
    assert "อย่างน้อยหนึ่งช่องทาง" in other.inner_text("main")
    other.fill("[name=phone]", "08 1234 5678")
    press(other, "ตรวจคำตอบ")
    assert "ทดลอง ระบบดี" in other.inner_text("main")
    press(other, "ส่งคำขอ")
    code = other.inner_text("[data-code]").strip()
    follow(page, code)
    assert "รับคำขอแล้ว" in page.inner_text("h1")
    assert code not in page.content()
    assert site.run(DESK, "ask", "ขอหนังสือมอบอำนาจ").startswith("รายงานการประชุมที่เปิดเผยได้")
    follow(page, code)
    assert "ขอหนังสือมอบอำนาจ" in page.inner_text("main")
    page.set_input_files("[name=papers]", {**PAPER, "buffer": other.screenshot()})
    press(page, "ส่งถึงเจ้าหน้าที่")
    assert "หนังสือ.png" in page.inner_text("main")
    assert "'asked', 'answered'" in site.run(DESK, "close", "ส่งเอกสารให้แล้ว")
    follow(page, code)
    assert "ส่งเอกสารให้แล้ว" in page.inner_text("main")
    press(page, "พอใจมากที่สุด")
    assert "บันทึกคะแนนแล้ว" in page.inner_text("main")
    assert page.context.cookies() == other.context.cookies() == []
