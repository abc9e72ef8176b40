"""Consultations: commented by anybody once a form, moderated in public, answered, and done only when concluded."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from measures.participation.actions import answer, close_as_done, erase_names, followed, hide, receive, show
from measures.participation.actions.receiving import Closed, code_of
from measures.participation.models import (
    Closure,
    Consultation,
    Contribution,
    Counts,
    Response,
    Stage,
    State,
    Tally,
    new_token,
)
from measures.participation.views import sending
from portal.models import AuditEvent
from tests.makers import ConclusionDraft, ConsultationDraft, PlanDraft, published, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _this_day(time_machine: Any) -> None:
    time_machine.move_to(dt.datetime(2023, 1, 20, 3, tzinfo=dt.UTC), tick=False)
    sending.throttle.forget()


@pytest.fixture
def consultation(people: Any, office: Any) -> Consultation:
    """Open on this day, with two paragraphs."""
    draft = ConsultationDraft(created_by=people.alice, paragraphs=("ข้อ 1 เป้าหมาย", "ข้อ 2 ตัวชี้วัด"))
    published(draft, people)
    return Consultation.objects.get()


def page(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(words(response.content).split())


def comment_url(consultation: Consultation) -> str:
    return reverse("participation:comment", args=[consultation.pk])


def filled(client: Any, consultation: Consultation, **facts: str) -> dict[str, str]:
    """The form as a visitor sends it, with the token that stands in it."""
    source = client.get(comment_url(consultation)).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', source)
    assert token
    return {"token": token[1], "paragraph_key": "", "text": "ขอให้เพิ่มตัวชี้วัด", "name": "", **facts}


def send(client: Any, consultation: Consultation, **facts: str) -> Any:
    return client.post(comment_url(consultation), filled(client, consultation, **facts))


def code_in(response: Any) -> str:
    found = re.search(r"<b>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z])</b>", response.content.decode())
    assert found, words(response.content)
    return found[1]


# ── the days ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (dt.date(2023, 1, 3), Stage.COMING),
        (dt.date(2023, 1, 4), Stage.OPEN),
        (dt.date(2023, 2, 3), Stage.OPEN),
        (dt.date(2023, 2, 4), Stage.CLOSED),
    ],
)
def test_the_stage_follows_from_the_day(consultation: Consultation, day: dt.date, stage: Stage) -> None:
    assert consultation.stage_on(day) == stage


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"closes_on": dt.date(2023, 1, 3)}, "วันปิดรับต้องไม่มาก่อน"),
        ({"opens_on": dt.date(2022, 9, 30)}, "ไม่อยู่ในปีงบประมาณ"),
        ({"closes_on": dt.date(2024, 6, 1)}, "ไม่เกินหนึ่งปี"),
    ],
)
def test_days_outside_are_refused(people: Any, facts: Any, told: str) -> None:
    values = {
        "year": 2566,
        "title": "เรื่อง",
        "introduction": "ที่มา",
        "contact": "โทร",
        "opens_on": dt.date(2023, 1, 4),
        "closes_on": dt.date(2023, 2, 3),
        "owner_group_id": 1,
        "created_by": people.alice,
        **facts,
    }
    with pytest.raises(ValidationError, match=told):
        Consultation(**values).full_clean(exclude=["owner_group"])


# ── sending ───────────────────────────────────────────────────────────────────
def test_anybody_comments_without_account_or_cookie_and_follows_with_the_code(
    consultation: Consultation, client: Any, people: Any
) -> None:
    key = consultation.paragraphs.get(order=2).key
    told = page(client, consultation.get_absolute_url())
    assert told.count("แสดงความเห็นต่อข้อนี้") == 2
    source = client.get(f"{comment_url(consultation)}?paragraph={key}").content.decode()
    assert f'<option value="{key}" selected>' in source
    response = send(client, consultation, paragraph_key=key, name="ครู")
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]
    code = code_in(response)
    made = Contribution.objects.get()
    assert (made.state, made.paragraph_key, made.name) == (State.NEW, key, "ครู")
    assert code not in made.code_hash
    assert "ขอให้เพิ่มตัวชี้วัด" not in page(client, consultation.contributions_url), "somebody looks at it first"
    follow = reverse("participation:follow")
    told = words(client.post(follow, {"code": code.lower().replace("-", " ")}).content)
    assert "รอเจ้าหน้าที่ตรวจ" in told
    hide(by=people.alice, contributions=Contribution.objects.all(), reason="มีชื่อบุคคลอื่น")
    assert "มีชื่อบุคคลอื่น" in words(client.post(follow, {"code": code}).content)
    show(by=people.alice, contributions=Contribution.objects.all())
    written = answer(
        by=people.alice, contributions=Contribution.objects.all(), subject="ตัวชี้วัด", text="เพิ่มแล้ว"
    )
    assert "ยังไม่มีคำตอบ" in words(client.post(follow, {"code": code}).content)
    published(written, people)
    told = words(client.post(follow, {"code": code}).content)
    assert "แสดงต่อสาธารณะแล้ว" in told
    assert "เพิ่มแล้ว" in told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "ใส่รหัสติดตาม"),
        ("7K30", "รหัสไม่ถูกต้อง"),
        ("0000-0000-0000-0000-0", "รหัสไม่ถูกต้อง"),
        (code_of("x" * 43), "ไม่พบความเห็น"),
        ("A" * 1000, "ยาวเกินไป"),
        ("<script>", "รหัสไม่ถูกต้อง"),
    ],
)
def test_a_wrong_code_is_told_and_shows_nothing(client: Any, office: Any, code: str, told: str) -> None:
    response = client.post(reverse("participation:follow"), {"code": code})
    assert response.status_code == 400
    assert told in words(response.content)


def test_a_form_sent_twice_is_one_contribution_with_the_same_code(
    consultation: Consultation, client: Any
) -> None:
    form = filled(client, consultation)
    first, second = (client.post(comment_url(consultation), form) for _ in range(2))
    assert code_in(first) == code_in(second)
    assert Contribution.objects.count() == 1
    third = client.post(comment_url(consultation), {**form, "text": "อีกเรื่องหนึ่ง"})
    assert code_in(third) != code_in(first), "other words are another contribution"
    assert Tally.objects.of(consultation)[""] == Counts(received=2)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"text": ""}, "เขียนความเห็นก่อนกดส่ง"),
        ({"text": "\u200b\u200d\ufeff \u2060"}, "เขียนความเห็นก่อนกดส่ง"),
        ({"text": "ก" * 349_525}, "ยาว 349,525 ตัวอักษร เกินกำหนด 5,000 ตัวอักษร"),
        ({"text": "เลข 1-2345-67890-12-1"}, "เลขประจำตัวประชาชน"),
        ({"text": "เลข 1234\u200b567890121"}, "เลขประจำตัวประชาชน"),
        ({"name": "1234567890121"}, "เลขประจำตัวประชาชน"),
        ({"name": "ช" * 101}, "เกินกำหนด 100"),
        ({"paragraph_key": "nowhere"}, "ไม่มีข้อนี้ในร่าง"),
    ],
)
def test_bad_input_is_told_and_what_was_written_stays(
    consultation: Consultation, client: Any, facts: dict[str, str], told: str
) -> None:
    response = send(client, consultation, **facts)
    assert response.status_code == 400
    assert told in words(response.content)
    if len(facts.get("text", "")) > 20:
        assert facts["text"].replace("\u200b", "")[:200] in response.content.decode().replace("\u200b", "")
    assert not Contribution.objects.exists()


def test_script_and_marks_without_width_are_kept_as_harmless_text(
    consultation: Consultation, client: Any, people: Any
) -> None:
    send(client, consultation, text="<script>alert(1)</script>\u202eก\u200bข\x00", name="<b>ชื่อ</b>")
    made = Contribution.objects.get()
    assert made.text == "<script>alert(1)</script>กข"
    show(by=people.alice, contributions=Contribution.objects.all())
    source = client.get(consultation.contributions_url).content.decode()
    assert "<script>alert" not in source
    assert "&lt;script&gt;alert(1)" in source
    assert "<b>ชื่อ" not in source


def test_a_comment_on_a_closed_consultation_is_refused_and_not_lost(
    consultation: Consultation, client: Any, time_machine: Any
) -> None:
    form = filled(client, consultation, text="มาช้าไปหนึ่งวัน")
    time_machine.move_to(dt.datetime(2023, 2, 3, 17, 1, tzinfo=dt.UTC), tick=False)
    response = client.post(comment_url(consultation), form)
    assert response.status_code == 400
    told = words(response.content)
    assert "ปิดรับความเห็นเรื่องนี้แล้วเมื่อสิ้นวันที่ 3 กุมภาพันธ์ 2566" in told
    assert "มาช้าไปหนึ่งวัน" in told
    assert "ปิดรับความเห็นเรื่องนี้แล้ว" in page(client, comment_url(consultation))
    assert "แสดงความเห็นต่อข้อนี้" not in page(client, consultation.get_absolute_url())
    with pytest.raises(Closed):
        receive(consultation=consultation, token=new_token(), text="ทางอื่น")
    assert not Contribution.objects.exists()


def test_programs_and_crowds_are_turned_away(consultation: Consultation, client: Any) -> None:
    assert send(client, consultation, website="http://spam.example").status_code == 303
    assert not Contribution.objects.exists()
    for _ in range(sending.throttle.most):
        assert sending.throttle.lets_through()
    response = send(client, consultation)
    assert response.status_code == 429
    assert "ข้อความของท่านยังอยู่ในหน้านี้" in words(response.content)
    assert "ขอให้เพิ่มตัวชี้วัด" in words(response.content)


def test_a_draft_consultation_takes_nothing(people: Any, office: Any, client: Any) -> None:
    draft = ConsultationDraft(created_by=people.alice)
    for address in (draft.get_absolute_url(), comment_url(draft), draft.contributions_url):
        assert client.get(address).status_code == 404
    assert client.post(comment_url(draft), {"text": "ก"}).status_code == 404
    with pytest.raises(Closed):
        receive(consultation=draft, token=new_token(), text="ทางอื่น")


# ── moderation and answers ────────────────────────────────────────────────────
def test_what_is_hidden_gives_its_reason_in_public_and_no_words(
    consultation: Consultation, client: Any, people: Any
) -> None:
    said(consultation, text="ถ้อยคำที่ไม่ควรแสดง", name="ผู้ส่งลับ")
    with pytest.raises(ValidationError, match="ต้องระบุเหตุผล"):
        hide(by=people.alice, contributions=Contribution.objects.all(), reason=" ")
    hide(by=people.alice, contributions=Contribution.objects.all(), reason="ไม่เกี่ยวกับร่าง")
    told = page(client, consultation.contributions_url)
    assert "เหตุผล: ไม่เกี่ยวกับร่าง" in told
    assert "ถ้อยคำที่ไม่ควรแสดง" not in told
    assert "ผู้ส่งลับ" not in told
    assert "ไม่แสดง บอกเหตุผล1 รายการ" in page(client, consultation.get_absolute_url())
    assert AuditEvent.objects.filter(verb="ไม่แสดงความเห็น", detail__reason="ไม่เกี่ยวกับร่าง").exists()


def test_one_answer_stands_beside_a_group_of_contributions(
    consultation: Consultation, client: Any, people: Any
) -> None:
    for text in ("เพิ่มครู", "ขอครูเพิ่ม", "ครูไม่พอ"):
        said(consultation, by=people.alice, text=text)
    group = Contribution.objects.exclude(text="ครูไม่พอ")
    written = answer(by=people.alice, contributions=group, subject="เรื่องครู", text="จัดครูร่วมกัน")
    with pytest.raises(ValidationError, match="มีคำตอบหรือร่างคำตอบแล้ว"):
        answer(by=people.alice, contributions=Contribution.objects.all())
    assert "จัดครูร่วมกัน" not in page(client, consultation.contributions_url)
    published(written, people)
    told = page(client, consultation.contributions_url)
    assert told.count("จัดครูร่วมกัน") == 2
    assert "ตอบรวม 2 ความเห็น" in told
    assert "มีคำตอบแล้ว2 จาก 3 รายการ" in page(client, consultation.get_absolute_url())
    told = page(client, Response.objects.get().get_absolute_url())
    assert "ตอบความเห็น 2 รายการ" in told
    assert "ครูไม่พอ" not in told


def test_only_the_work_group_that_asked_decides(consultation: Consultation, people: Any) -> None:
    said(consultation)
    rows = Contribution.objects.all()
    for stranger in (people.charlie, people.bob, people.erin, people.dana, people.frank):
        for act in (show, answer):
            with pytest.raises(PermissionDenied):
                act(by=stranger, contributions=rows)
        with pytest.raises(PermissionDenied):
            hide(by=stranger, contributions=rows, reason="ไม่ชอบ")
    with pytest.raises(ValidationError, match="ยังไม่แสดงต่อสาธารณะ"):
        answer(by=people.alice, contributions=rows)


def test_the_database_holds_what_is_decided_together(consultation: Consultation, people: Any) -> None:
    said(consultation)
    for wrong in (
        {"state": State.SHOWN},
        {"state": State.HIDDEN, "decided_at": timezone.now(), "decided_by": people.alice},
        {"text": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contribution.objects.update(**wrong)


def test_a_working_copy_keeps_comments_with_their_paragraphs(
    consultation: Consultation, client: Any, people: Any
) -> None:
    first, second = consultation.paragraphs.all()
    said(consultation, by=people.alice, paragraph_key=first.key, text="ต่อข้อหนึ่ง")
    copy = consultation.revise(by=people.alice)
    copy.paragraphs.filter(key=first.key).update(text="ถ้อยคำที่แก้แล้ว")
    copy.paragraphs.filter(key=second.key).delete()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ตัดข้อสองซึ่งซ้ำ")
    told = page(client, consultation.get_absolute_url())
    assert "ถ้อยคำที่แก้แล้ว" in told
    assert "ความเห็น 1 รายการ" in told
    assert "ต่อข้อหนึ่ง" in page(client, f"{consultation.contributions_url}?paragraph={first.key}")
    again = Consultation.objects.get(pk=consultation.pk).revise(by=people.alice)
    again.paragraphs.create(order=2, heading="ข้อใหม่", text="แทน")
    again.paragraphs.filter(key=first.key).delete()
    with pytest.raises(ValidationError, match="มีผู้ให้ความเห็นแล้ว"):
        again.submit(by=people.alice)


# ── the end ───────────────────────────────────────────────────────────────────
def test_a_consultation_is_done_only_with_a_published_conclusion_and_every_answer(
    consultation: Consultation, client: Any, people: Any, time_machine: Any
) -> None:
    waiting = said(consultation)
    said(consultation, by=people.alice, text="ขอคำตอบ")
    with pytest.raises(ValidationError, match="ยังไม่สิ้นวันปิดรับ"):
        close_as_done(by=people.alice, consultation=consultation)
    time_machine.move_to(dt.datetime(2023, 2, 10, tzinfo=dt.UTC), tick=False)
    draft = ConclusionDraft(created_by=people.alice, consultation=consultation)
    with pytest.raises(ValidationError) as caught:
        close_as_done(by=people.alice, consultation=consultation)
    told = " ".join(caught.value.messages)
    for text in ("ยังไม่ได้เผยแพร่ผลสรุป", "ยังไม่ได้ตรวจ 1 รายการ", "ยังไม่มีคำตอบ 1 รายการ"):
        assert text in told
    with pytest.raises(DatabaseError), transaction.atomic():
        Closure.objects.create(consultation=consultation, conclusion=draft, closed_by=people.alice)
    show(by=people.alice, contributions=Contribution.objects.filter(pk=waiting.pk))
    published(
        answer(by=people.alice, contributions=Contribution.objects.all(), subject="รวม", text="รับไว้"), people
    )
    with pytest.raises(ValidationError, match="ท่านเสนอ – เราทำ"):
        close_as_done(by=people.alice, consultation=consultation)
    assert client.get(draft.get_absolute_url()).status_code == 404
    conclusion = published(draft, people)
    assert "ปิดรับแล้ว รอสรุปผล" in page(client, consultation.get_absolute_url())
    close_as_done(by=people.alice, consultation=consultation)
    assert "เสร็จสิ้น มีผลสรุปแล้ว" in page(client, consultation.get_absolute_url())
    told = page(client, conclusion.get_absolute_url())
    for text in ("เพิ่มตัวชี้วัด", "ทำแล้ว", "เพิ่มแล้วในหน้า 12"):
        assert text in told
    conclusion.withdraw(by=people.bob, reason="ตัวเลขผิด")
    assert Consultation.objects.get().stage == Stage.CLOSED


@pytest.mark.parametrize(
    ("row", "lack"),
    [
        ({"decision": "not_done", "did": "", "why_not": " "}, "เหตุที่ไม่ได้ทำ"),
        ({"decision": "done", "did": " "}, "ทำหรือจะทำอะไร"),
    ],
)
def test_a_row_without_its_reason_is_not_published(people: Any, row: dict[str, str], lack: str) -> None:
    consultation = ConsultationDraft(
        created_by=people.alice, opens_on=dt.date(2022, 10, 3), closes_on=dt.date(2022, 10, 9)
    )
    conclusion = ConclusionDraft(created_by=people.alice, consultation=consultation)
    conclusion.outcomes.create(order=2, said="ข้อเสนอ", **row)
    with pytest.raises(ValidationError, match=lack):
        conclusion.submit(by=people.alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        conclusion.outcomes.update(did="", why_not="")


def test_a_row_of_the_conclusion_leads_to_a_page_that_is_there(
    consultation: Consultation, people: Any, signed_in: Any, client: Any, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2023, 2, 10, tzinfo=dt.UTC), tick=False)
    conclusion = ConclusionDraft(created_by=people.alice, consultation=consultation)
    row = conclusion.outcomes.get()
    form = {
        "owner_group": conclusion.owner_group_id,
        "summary": conclusion.summary,
        "outcomes-TOTAL_FORMS": "1",
        "outcomes-INITIAL_FORMS": "1",
        "outcomes-0-id": row.pk,
        "outcomes-0-owner": conclusion.pk,
        "outcomes-0-order": "1",
        "outcomes-0-said": row.said,
        "outcomes-0-decision": row.decision,
        "outcomes-0-did": row.did,
        "outcomes-0-address": "/procurement/2566/plan/",
    }
    clerk = signed_in(people.alice)
    change = reverse("admin:participation_conclusion_change", args=[conclusion.pk])
    refused = clerk.post(change, form)
    assert refused.status_code == 200
    assert "ไม่มีหน้านี้ในเว็บไซต์" in words(refused.content)
    item = published(PlanDraft(created_by=people.alice), people)
    place = f"/procurement/2566/plan/#plan-{item.pk}"
    assert clerk.post(change, {**form, "outcomes-0-address": place}).status_code == 302
    row.refresh_from_db()
    assert (row.address, row.link_title) == (place, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2566")
    source = client.get(published(conclusion, people).get_absolute_url()).content.decode()
    assert f'href="{place}"' in source


# ── names ─────────────────────────────────────────────────────────────────────
def test_names_go_a_year_after_the_last_day_as_the_form_says_and_the_words_stay(
    consultation: Consultation, people: Any, client: Any, time_machine: Any
) -> None:
    told = page(client, comment_url(consultation))
    assert told.count("3 กุมภาพันธ์ 2567") == 2, "beside the box, and among what is kept"
    assert "หนึ่งปีนับแต่วันปิดรับ" in told
    code = code_in(send(client, consultation, name="ครูสมศรี"))
    said(consultation, name="ไม่ได้แสดง", text="อื่น")
    said(consultation, text="ไม่มีชื่อ", by=people.alice)
    show(by=people.alice, contributions=Contribution.objects.filter(name="ครูสมศรี"))
    time_machine.move_to(dt.datetime(2024, 2, 3, 3, tzinfo=dt.UTC), tick=False)
    call_command("participation_retention", stdout=(out := io.StringIO()))
    assert "0 รายการ" in out.getvalue().replace("\N{NO-BREAK SPACE}", " ")
    assert "ครูสมศรี" in page(client, consultation.contributions_url), "the last day is a day"
    time_machine.move_to(dt.datetime(2024, 2, 3, 18, tzinfo=dt.UTC), tick=False)  # the 4th in Thailand
    call_command("participation_retention", stdout=(out := io.StringIO()))
    assert "2 รายการ" in out.getvalue().replace("\N{NO-BREAK SPACE}", " ")
    told = page(client, consultation.contributions_url)
    assert "ครูสมศรี" not in told
    assert "ขอให้เพิ่มตัวชี้วัด" in told
    assert told.count("ลบชื่อแล้วเมื่อครบกำหนด") == 1
    assert told.count("ไม่ระบุชื่อ") == 1, "nobody erased what was never given"
    assert "แสดงต่อสาธารณะแล้ว" in words(client.post(reverse("participation:follow"), {"code": code}).content)
    event = AuditEvent.objects.get(verb="ลบชื่อผู้ให้ความเห็นตามกำหนด")
    assert event.detail["number"] == 2
    assert "ครูสมศรี" not in str(event.detail)
    assert erase_names() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.exclude(name_erased_at=None).update(name="กลับมา")


def test_a_consultation_that_is_open_longer_keeps_its_names_longer(
    consultation: Consultation, people: Any, time_machine: Any
) -> None:
    said(consultation, name="ครู")
    Consultation.objects.update(closes_on=dt.date(2023, 3, 1))
    assert erase_names(on=dt.date(2024, 2, 10)) == 0
    assert erase_names(on=dt.date(2024, 3, 1)) == 1


# ── where it is found ─────────────────────────────────────────────────────────
def test_the_home_page_invites_while_it_is_open(
    consultation: Consultation, client: Any, time_machine: Any
) -> None:
    source = client.get("/").content.decode()
    assert f'href="{consultation.get_absolute_url()}"' in source
    assert "เปิดรับถึง 3 ก.พ. 2566" in words(source.encode())
    time_machine.move_to(dt.datetime(2023, 2, 3, 17, tzinfo=dt.UTC), tick=False)
    source = client.get("/").content.decode()
    assert consultation.get_absolute_url() not in source
    assert "h-answers" not in source, "an empty part disappears"


def test_ten_thousand_contributions_change_no_page(
    consultation: Consultation, client: Any, people: Any
) -> None:
    """Queries are the same, and none of them reads the contributions from end to end."""
    key = consultation.paragraphs.first().key  # type: ignore[union-attr]
    for number in range(25):
        said(consultation, by=people.alice, paragraph_key=key, text=f"ความเห็นที่ {number}")
    written = answer(by=people.alice, contributions=Contribution.objects.all(), subject="รวม", text="รับไว้")
    published(written, people)
    addresses = [
        "/",
        "/participation/",
        "/participation/2566/",
        "/participation/consultations/",
        consultation.get_absolute_url(),
        consultation.contributions_url,
        f"{consultation.contributions_url}?paragraph={key}",
        written.get_absolute_url(),
        comment_url(consultation),
    ]

    def asked() -> list[list[str]]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append([query["sql"] for query in captured.captured_queries])
        return found

    before = asked()
    counted = [sql for queries in before for sql in queries if "COUNT(" in sql and "contribution" in sql]
    assert counted == [], "how many there are is known"
    assert max(map(len, before[1:])) <= 12, "the home page is counted elsewhere, filled"
    moment = timezone.now()
    states = [State.SHOWN] * 6000 + [State.HIDDEN] * 1000 + [State.NEW] * 3000
    Contribution.objects.bulk_create(
        Contribution(
            consultation=consultation,
            paragraph_key=key if number % 2 else "",
            text=f"ความเห็นจำนวนมาก {number}",
            token=f"many-{number}",
            code_hash=f"many-{number}",
            state=state,
            reason="ซ้ำ" if state == State.HIDDEN else "",
            decided_at=None if state == State.NEW else moment,
            decided_by=None if state == State.NEW else people.alice,
            response=written if state == State.SHOWN else None,
        )
        for number, state in enumerate(states)
    )
    Tally.objects.count_again(consultation)
    after = asked()
    assert list(map(len, after)) == list(map(len, before))
    assert "6,025" in page(client, consultation.get_absolute_url())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            for sql in {sql for queries in after for sql in queries if "participation_contribution" in sql}:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = [row[3] for row in cursor.fetchall()]
                assert not [step for step in plan if step.startswith("SCAN participation_contribution")], sql


# ── the desk ──────────────────────────────────────────────────────────────────
def test_staff_look_at_many_at_once_and_go_on_to_answer(
    consultation: Consultation, people: Any, signed_in: Any, client: Any
) -> None:
    rows = [said(consultation, text=f"เรื่องที่ {number}") for number in range(3)]
    clerk, listed = signed_in(people.alice), reverse("admin:participation_contribution_changelist")
    assert "ความเห็นที่รอตรวจ" in words(clerk.get("/admin/").content)
    chosen = {"_selected_action": [row.pk for row in rows[:2]]}
    assert clerk.post(listed, {"action": "show_selected", **chosen}).status_code == 302
    hidden = {"action": "hide_selected", "_selected_action": [rows[2].pk]}
    assert "เหตุผลที่ไม่แสดง" in words(clerk.post(listed, hidden).content)
    assert "บอกเหตุผล" in words(clerk.post(listed, {**hidden, "_hide": "1", "reason": ""}).content)
    assert clerk.post(listed, {**hidden, "_hide": "1", "reason": "โฆษณา"}).status_code == 302
    states = dict(Contribution.objects.values_list("text", "state"))
    assert states == {"เรื่องที่ 0": "shown", "เรื่องที่ 1": "shown", "เรื่องที่ 2": "hidden"}
    begun = clerk.post(listed, {"action": "answer_selected", **chosen})
    response = Response.objects.get()
    assert begun["Location"] == reverse("admin:participation_response_change", args=[response.pk])
    told = words(clerk.get(begun["Location"]).content)
    assert "เรื่องที่ 0" in told
    assert "ยังไม่ได้เขียนคำตอบ" in told
    saved = clerk.post(
        begun["Location"],
        {"owner_group": response.owner_group_id, "subject": "รวม", "text": "รับไว้", "_submit": "1"},
    )
    assert saved.status_code == 302
    assert Response.objects.get().status == "in_review"
    one = reverse("admin:participation_contribution_change", args=[rows[0].pk])
    assert "ต้องบอกเหตุผล" in words(clerk.post(one, {"decision": "hidden", "why": ""}).content)
    assert clerk.post(one, {"decision": "hidden", "why": "ส่งผิดเรื่อง"}).status_code == 302
    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].reason, rows[0].response) == ("hidden", "ส่งผิดเรื่อง", None)
    other = signed_in(people.charlie)
    assert other.post(one, {"decision": "shown", "why": ""}).status_code == 403
    assert "เป็นของกลุ่มงานอื่น" in words(
        other.post(listed, {"action": "show_selected", **chosen}, follow=True).content
    )


def test_the_button_closes_when_nothing_stands_in_the_way(
    consultation: Consultation, people: Any, signed_in: Any, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2023, 2, 10, tzinfo=dt.UTC), tick=False)
    clerk = signed_in(people.alice)
    address = reverse("admin:participation_consultation_change", args=[consultation.pk])
    close = reverse("admin:participation_consultation_verb", args=[consultation.pk, "close"])
    assert "การรับฟังที่รอสรุปผล" in words(clerk.get("/admin/").content)
    assert "ยังไม่ได้เผยแพร่ผลสรุป" in words(clerk.get(address).content)
    assert "ยังไม่ได้เผยแพร่ผลสรุป" in words(clerk.post(close, follow=True).content)
    assert not Closure.objects.exists()
    published(ConclusionDraft(created_by=people.alice, consultation=consultation), people)
    assert "ปิดการรับฟังเป็นเสร็จสิ้นแล้ว" in words(clerk.post(close, follow=True).content)
    assert Consultation.objects.get().stage == Stage.DONE
    assert followed(code_of(new_token())) is None
