"""A person comes back with the code: what the page says, what can be sent from it, and what nobody else gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from measures.services import codes
from measures.services.actions import handling
from measures.services.codes import Mistyped
from measures.services.models import EventKind, Outcome, Progress, Rating, RequestFile, ServiceRequest
from measures.services.views import requests as pages
from measures.services.views import tracking
from portal.fiscal import FiscalYear
from portal.thai import thai_digits
from portal.working_days import add_working_days
from tests.makers import fetch, published_form, words
from tests.services.request_stage import CITIZEN, kept_sums, now, on_the_day, paper, received, sums_of_rows
from tests.stage import committed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day(db: None) -> Iterator[None]:
    with on_the_day():
        yield


@pytest.fixture(autouse=True)
def _unthrottled() -> None:
    tracking.tries.forget()
    pages.uploads.forget()


@pytest.fixture
def sent(people: Any, office: Any) -> Any:
    """A request with its code, for the planning group, to which Alice belongs."""
    return received(form=published_form(people))


def opened(client: Client, code: str) -> Any:
    return client.post(reverse("services:track"), {"code": code})


def hidden(page: Any, form: str) -> dict[str, str]:
    """The hidden fields of the form of a page that is sent to a route."""
    part = page.content.decode().partition(f'action="{reverse(form)}"')[2].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', part))


def write(client: Client, page: Any, **said: Any) -> Any:
    return client.post(
        reverse("services:track_write"), {**hidden(page, "services:track_write"), "text": "", **said}
    )


# ── the code ──────────────────────────────────────────────────────────────────
def test_a_code_is_read_as_people_type_it_and_a_slip_is_told_from_what_is_not_there():
    code = codes.new_code(FiscalYear(2570))
    assert re.fullmatch(r"70(-[0-9A-Z]{4}){3}-[0-9A-Z]", code)
    for typed in (
        code,
        code.lower(),
        code.replace("-", " "),
        thai_digits(code),
        f" {code.replace('0', 'O')} ",
    ):
        assert codes.read(typed) == code
    other = "A" if code[-1] != "A" else "B"
    for typed in (
        "",
        "70",
        code[:-1],
        code[:-1] + other,
        code + "0",
        "ก" * 15,
        "x" * 10_000,
        "AA" + code[2:],
    ):
        with pytest.raises(Mistyped):
            codes.read(typed)


def test_the_code_shows_the_request_and_stands_in_no_address_and_no_page(client: Client, sent: Any):
    page = opened(client, sent.code.lower().replace("-", " "))
    said = words(page.content)
    for told in ("70/0001", "รับคำขอแล้ว", "จะดำเนินการให้เสร็จภายใน", "ลำดับเหตุการณ์"):
        assert told in said, told
    assert page.status_code == 200
    assert sent.code not in page.content.decode()
    assert sent.request.code_hash not in page.content.decode()
    assert page.cookies == client.cookies == {}
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    for secret in (sent.request.name, sent.request.phone, sent.request.email, "โรงเรียนสอนภาษา"):
        assert secret not in said


def test_a_mistyped_code_and_one_that_is_not_there_are_told_apart(client: Client, sent: Any):
    mistyped = opened(client, sent.code[:-1] + ("A" if sent.code[-1] != "A" else "B"))
    assert mistyped.status_code == 400
    assert "รหัสพิมพ์ไม่ถูก" in words(mistyped.content)
    missing = opened(client, codes.new_code(FiscalYear(2570)))
    assert missing.status_code == 404
    assert "ไม่พบคำขอของรหัสนี้" in words(missing.content)
    while tracking.tries.lets_through():
        pass
    assert opened(client, sent.code).status_code == 429


@pytest.mark.parametrize("typed", ["", "\x00", "x" * 1_000_000, "<script>alert(1)</script>", "\u200b"])
def test_rubbish_for_a_code_is_a_clean_refusal(client: Client, office: Any, typed: str):
    page = opened(client, typed)
    assert page.status_code == 400
    assert b"<script>alert" not in page.content


# ── what the person sends ─────────────────────────────────────────────────────
def test_the_person_answers_what_was_asked_once_and_the_clock_runs_on(client: Client, people: Any, sent: Any):
    due = sent.request.due_on
    handling.ask(by=people.alice, request=sent.request, text="ขอสำเนาแผนผัง")
    assert now(sent.request).due_on == due
    page = opened(client, sent.code)
    assert "ขอสำเนาแผนผัง" in words(page.content)
    with on_the_day(3):
        page = opened(client, sent.code)
        said = {**hidden(page, "services:track_write"), "text": "แนบแล้ว"}
        for _ in range(2):  # pressed twice
            page = client.post(reverse("services:track_write"), {**said, "papers": [paper()]})
            assert page.status_code == 200
            assert "ส่งถึงเจ้าหน้าที่แล้ว" in words(page.content)
    one = now(sent.request)
    assert (one.progress, one.waiting_since) == (Progress.WORKING, None)
    assert one.due_on == add_working_days(due, 3)
    assert one.events.filter(kind=EventKind.ANSWERED).count() == RequestFile.objects.count() == 1
    write(client, opened(client, sent.code), text="ถามเพิ่ม")
    assert one.events.order_by("pk").last().kind == EventKind.WROTE


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "เขียนข้อความ หรือแนบไฟล์"),
        ({"text": "ก" * 5_001}, "5,001 ตัวอักษร"),
        ({"text": f"เลข {CITIZEN}"}, "xxxx"),
        ({"text": "ข้อความดี", "papers": [paper("ก.exe")]}, "ก.exe"),
        ({"text": "ข้อความดี", "papers": [paper(f"{n}.pdf") for n in range(6)]}, "ครั้งละไม่เกิน 5 ไฟล์"),
        ({"text": "ข้อความดี", "turn": "x"}, "ข้อผิดพลาด"),
    ],
)
def test_what_is_wrong_with_a_message_is_told_and_the_words_stay(
    client: Client, sent: Any, said: dict[str, Any], told: str
):
    page = write(client, opened(client, sent.code), **said)
    assert page.status_code == 400
    assert told in words(page.content)
    assert said.get("text", "") in page.content.decode()
    assert sent.request.events.count() == 1


def test_a_page_that_was_open_too_long_asks_for_the_code_and_keeps_the_words(
    client: Client, sent: Any, monkeypatch: Any
):
    page = opened(client, sent.code)
    monkeypatch.setattr(tracking, "TICKET_SECONDS", -1)
    answer = write(client, page, text="ข้อความยาวที่พิมพ์ไว้")
    assert answer.status_code == 400
    assert "กรอกรหัสอีกครั้ง" in words(answer.content)
    kept = hidden(answer, "services:track")["kept"]
    monkeypatch.undo()
    page = client.post(reverse("services:track"), {"code": sent.code, "kept": kept})
    assert "ข้อความยาวที่พิมพ์ไว้" in page.content.decode()


def test_a_ticket_opens_its_own_request_only_and_dies_with_the_code(client: Client, people: Any, sent: Any):
    page = opened(client, sent.code)
    ticket = hidden(page, "services:track_write")["ticket"]
    for route in ("track_write", "track_withdraw", "track_rate", "track_file"):
        where = reverse(f"services:{route}")
        assert client.get(where)["Location"] == reverse("services:track")
        for forged in ("", "x", ticket[:-1], ticket + "x", "\x00"):
            assert client.post(where, {"ticket": forged, "score": "5"}).status_code == 400
    handling.renew_code(by=people.alice, request=sent.request, reason="ทำหาย")
    assert write(client, page, text="ยังอยู่ไหม").status_code == 400
    assert opened(client, sent.code).status_code == 404
    assert sent.request.events.filter(is_public=True).count() == 1


def test_files_are_given_to_who_holds_the_ticket_and_to_nobody_else(client: Client, people: Any, sent: Any):
    other = received(form=sent.request.form)
    write(client, opened(client, other.code), text="แนบ", papers=[paper()])
    write(client, opened(client, sent.code), text="แนบ", papers=[paper("ของฉัน.pdf")])
    mine, hers = sent.request.files.get(), other.request.files.get()
    page = opened(client, sent.code)
    assert "ของฉัน.pdf" in words(page.content)
    ticket = hidden(page, "services:track_write")["ticket"]
    where = reverse("services:track_file")
    answer = client.post(where, {"ticket": ticket, "file": str(mine.pk)})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()
    for key in (str(hers.pk), "0", "x", "9" * 40, ""):
        assert client.post(where, {"ticket": ticket, "file": key}).status_code == 404


def test_the_person_withdraws_and_that_counts_for_no_standard(client: Client, sent: Any):
    page = opened(client, sent.code)
    where = reverse("services:track_withdraw")
    unsure = client.post(where, hidden(page, "services:track_withdraw"))
    assert unsure.status_code == 400
    assert "ทำเครื่องหมายเพื่อยืนยัน" in words(unsure.content)
    said = {**hidden(page, "services:track_withdraw"), "sure": "on", "reason": "เปลี่ยนใจ"}
    assert "ยกเลิกคำขอแล้ว" in words(client.post(where, said).content)
    one = now(sent.request)
    assert (one.progress, one.outcome, one.is_within_standard) == ("closed", "withdrawn", None)
    assert kept_sums() == sums_of_rows()
    late = write(client, page, text="ขอคืนคำ")
    assert late.status_code == 400
    assert "คำขอนี้ปิดแล้ว" in words(late.content)


def test_the_first_click_counts_and_words_may_follow_once(client: Client, people: Any, sent: Any):
    where = reverse("services:track_rate")
    page = opened(client, sent.code)
    ticket = {"ticket": hidden(page, "services:track_write")["ticket"]}
    assert client.post(where, {**ticket, "score": "5"}).status_code == 400
    handling.close(by=people.alice, request=sent.request, outcome=Outcome.DONE, text="เสร็จแล้ว")
    page = opened(client, sent.code)
    assert "พอใจบริการครั้งนี้เพียงใด" in words(page.content)
    page = client.post(where, {**ticket, "score": "4"})
    client.post(where, {**ticket, "score": "1"})
    assert client.post(where, {**ticket, "score": "6"}).status_code == 400
    rating = Rating.objects.get()
    assert (rating.score, rating.channel, rating.service) == (4, "online", sent.request.service)
    said = hidden(page, "services:track_rate")
    client.post(where, {**said, "comment": "รวดเร็ว"})
    client.post(where, {**said, "comment": "ครั้งที่สอง"})
    assert now(rating).comment == "รวดเร็ว"
    assert kept_sums() == sums_of_rows()


# ── what others get ───────────────────────────────────────────────────────────
def test_mail_says_that_there_is_something_to_read_and_nothing_of_it(people: Any, sent: Any):
    with committed():
        handling.ask(by=people.alice, request=sent.request, text="ความลับหนึ่ง")
        handling.tell(by=people.alice, request=sent.request, text="ความลับสอง")
        handling.close(by=people.alice, request=sent.request, outcome=Outcome.DONE, text="ความลับสาม")
    assert len(mail.outbox) == 3
    for one in mail.outbox:
        assert one.to == ["somsri@example.com"]
        assert "70/0001" in one.subject
        assert reverse("services:track") in one.body
        for secret in ("ความลับ", "สมศรี", sent.code, "โรงเรียน"):
            assert secret not in one.subject + one.body.replace("สำนักงานศึกษาธิการ", "")
    mail.outbox.clear()
    ServiceRequest.objects.update(email="")
    with committed():
        handling.reopen(by=people.alice, request=sent.request, reason="แก้ไข")
    assert mail.outbox == []


def test_nothing_of_a_request_is_at_an_address_that_can_be_guessed(client: Client, sent: Any):
    write(client, opened(client, sent.code), text="แนบ", papers=[paper()])
    file = sent.request.files.get()
    for address in (
        sent.request.get_absolute_url(),
        reverse("services:staff_file", args=[sent.request.pk, file.pk]),
        reverse("services:staff_queue"),
    ):
        assert client.get(address).status_code == 302
    for address in ("/search/?q=สมศรี", "/search/?q=โรงเรียนสอนภาษา", "/services/track/"):
        status, body = fetch(client, address)
        assert status == 200
        assert "สมศรี ใจงาม" not in words(body)
        assert "แผนผัง.pdf" not in words(body)
