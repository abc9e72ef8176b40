"""Questions: asked by anybody, answered in public by two people, declined with a reason, forgotten in time."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.services.actions import questions as actions
from measures.services.models import Answer, Enquiry, EnquiryState
from measures.services.models.form import new_token
from measures.services.views import questions as pages
from portal import work
from portal.models import AuditEvent, WorkGroup
from portal.working_days import working_days_between
from tests.makers import AnswerDraft, published, published_service, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

ASK = "/services/questions/ask/"
SENT = {"subject": "ขอใบแทนใบอนุญาต", "body": "ใบอนุญาตหาย ต้องทำอย่างไร"}


@pytest.fixture(autouse=True)
def _quiet() -> None:
    pages.throttle.forget()


def send(client: Client, **values: str) -> Any:
    """The form as a browser sends it: opened first, then filled in."""
    token = re.search(r'name="token" value="([^"]+)"', client.get(ASK).content.decode())
    assert token is not None
    return client.post(ASK, {"token": token[1], "website": "", **SENT, **values})


def asked(**values: Any) -> Enquiry:
    return actions.ask(**{"token": new_token(), **SENT, **values})


# ── asking ───────────────────────────────────────────────────────────────────
def test_anybody_asks_and_sees_what_becomes_of_it(client: Client) -> None:
    response = send(client, email="somebody@example.com")
    assert response.status_code == 303
    assert not client.cookies
    page = client.get(response["Location"])
    said = words(page.content)
    enquiry = Enquiry.objects.get()
    assert "ได้รับคำถามแล้ว" in said
    assert "แจ้งเมื่อตอบแล้ว" in said
    assert "somebody@example.com" not in said
    assert working_days_between(timezone.localdate(), enquiry.due_on) == 15
    assert "no-store" in page["Cache-Control"]
    assert client.get(f"/services/questions/asked/{new_token()}/").status_code == 404


def test_the_form_of_a_service_knows_which_and_its_group_gets_the_question(
    client: Client, people: Any
) -> None:
    service = published_service(people)
    page = client.get(ASK, {"service": service.pk}).content.decode()
    assert f'<option value="{service.pk}" selected>' in page
    send(client, service=str(service.pk))
    enquiry = Enquiry.objects.get()
    assert (enquiry.service, enquiry.group) == (service, service.owner_group)
    for nonsense in ("x", "9" * 20, "-1"):
        assert client.get(ASK, {"service": nonsense}).status_code == 200


def test_a_question_sent_twice_is_one(client: Client) -> None:
    token = new_token()
    first, second = (client.post(ASK, {"token": token, **SENT}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Enquiry.objects.count() == 1
    other = client.post(ASK, {"token": token, **SENT, "body": "ถามอีกเรื่อง"})
    assert other["Location"] != first["Location"]
    assert Enquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"subject": ""}, "เขียนเรื่องที่ถามหนึ่งประโยค"),
        ({"subject": "\u200b\u200d \ufeff"}, "เขียนเรื่องที่ถามหนึ่งประโยค"),
        ({"body": " \n "}, "เขียนสิ่งที่อยากรู้"),
        ({"body": "ก" * 350_000}, "ยาว 350,000 ตัวอักษร เกินกำหนด 5,000 ตัวอักษร"),
        ({"body": "เลขของฉัน 1-1017-00230-70-8"}, "มีเลขประจำตัวประชาชน"),
        ({"subject": "๑๑๐๑๗๐๐๒๓๐๗๐๘"}, "มีเลขประจำตัวประชาชน"),
        ({"email": "ไม่ใช่อีเมล"}, "อีเมลไม่ถูกต้อง"),
        ({"service": "999"}, "ไม่มีบริการนี้แล้ว"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_typed_is_lost(
    client: Client, values: dict[str, str], message: str
) -> None:
    response = send(client, **values)
    page = words(response.content)
    assert response.status_code == 400
    assert message in page
    for name, text in {**SENT, **values}.items():
        if name not in values:
            assert text in response.content.decode()
    assert not Enquiry.objects.exists()


def test_more_than_the_portal_takes_is_refused_with_a_way_back(client: Client) -> None:
    response = send(client, body="ก" * 1_000_000)
    assert response.status_code == 413
    assert "ย้อนกลับ" in words(response.content)


def test_script_and_marks_without_width_stay_words(client: Client) -> None:
    response = send(client, subject="<script>alert(1)</script>", body="ก\u200bข\x00ค\u202e")
    page = client.get(response["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert Enquiry.objects.get().body == "กขค"


def test_a_program_that_fills_in_everything_sends_nothing(client: Client) -> None:
    assert send(client, website="http://spam.example").status_code == 303
    assert not Enquiry.objects.exists()


def test_a_crowd_is_told_to_wait_and_loses_nothing(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(pages.throttle, "most", 1)
    assert send(client).status_code == 303
    response = send(client, body="คำถามที่สองของวันนี้")
    assert response.status_code == 429
    assert "โปรดรอหนึ่งนาที" in words(response.content)
    assert "คำถามที่สองของวันนี้" in response.content.decode()


# ── answering ────────────────────────────────────────────────────────────────
def test_an_answer_is_drafted_by_one_and_published_by_another(
    client: Client,
    people: Any,
    signed_in: Any,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    enquiry = asked(email="somebody@example.com")
    alice, bob = signed_in(people.alice), signed_in(people.bob)
    page = alice.get(reverse("admin:services_enquiry_change", args=[enquiry.pk])).content.decode()
    assert "somebody@example.com" not in page
    assert "ไม่เผยแพร่" in page
    begun = alice.post(reverse("admin:services_enquiry_answer", args=[enquiry.pk]))
    draft = Answer.objects.get()
    assert begun["Location"] == reverse("admin:services_answer_change", args=[draft.pk])
    assert (draft.question, draft.detail) == (SENT["subject"], SENT["body"])
    again = alice.post(reverse("admin:services_enquiry_answer", args=[enquiry.pk]))
    assert again["Location"] == begun["Location"]
    edited = {
        "question": "ใบอนุญาตหายต้องทำอย่างไร",
        "detail": "",
        "answer": "แจ้งความแล้วยื่นคำขอใบแทน",
        "asked_on": "1/12/2569",
        "owner_group": draft.owner_group_id,
        "order": "0",
        "_edition": "0",
        "_submit": "1",
    }
    alice.post(begun["Location"], edited)
    draft.refresh_from_db()
    assert draft.status == "in_review"
    assert "ใบอนุญาตหาย" not in words(client.get("/services/questions/").content)
    with django_capture_on_commit_callbacks(execute=True):
        bob.post(reverse("admin:services_answer_verb", args=[draft.pk, "publish"]))
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.decided_by, enquiry.email) == (EnquiryState.ANSWERED, people.bob, "")
    (mail,) = mailoutbox
    assert mail.to == ["somebody@example.com"]
    place = f"/services/questions/asked/{enquiry.token}/"
    assert place in mail.body
    assert "ใบอนุญาตหายต้องทำอย่างไร" in words(client.get(place).content)
    public = words(client.get(draft.get_absolute_url()).content)
    assert "แจ้งความแล้วยื่นคำขอใบแทน" in public
    assert "ถามวันที่ 1 ธันวาคม 2569" in public
    assert "ตอบวันที่" in public
    assert "ต้องทำอย่างไร" in words(client.get("/services/questions/").content)


def test_an_answer_without_words_is_not_submitted(people: Any) -> None:
    draft = actions.begin_answer(by=people.alice, enquiry=asked())
    with pytest.raises(ValidationError, match="ยังไม่ได้เขียนคำตอบ"):
        draft.submit(by=people.alice)


def test_an_answer_for_later_tells_when_it_is_out(
    people: Any, time_machine: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    enquiry = asked(email="somebody@example.com")
    draft = actions.begin_answer(by=people.alice, enquiry=enquiry)
    draft.answer = "ได้"
    draft.save()
    draft.submit(by=people.alice)
    actions.publish_answer(by=people.bob, answer=draft, at=timezone.now() + dt.timedelta(days=1))
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.NEW
    time_machine.move_to(timezone.now() + dt.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.sweep() == {"answered": 1, "forgotten": 0}
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.ANSWERED
    assert len(mailoutbox) == 1


def test_a_mail_server_that_fails_stops_no_answer(
    people: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(actions, "send_mail", fail)
    enquiry = asked(email="somebody@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        actions.decline(by=people.heidi, enquiry=enquiry, reason="ไม่ใช่คำถาม")
    assert Enquiry.objects.get().state == EnquiryState.DECLINED


def test_a_question_is_declined_with_a_reason_that_who_asked_reads(
    client: Client, people: Any, signed_in: Any
) -> None:
    enquiry = asked(email="somebody@example.com")
    heidi = signed_in(people.heidi)
    decline = reverse("admin:services_enquiry_decline", args=[enquiry.pk])
    told = heidi.post(decline, {"reason": " "}, follow=True)
    assert "ต้องระบุเหตุผล" in words(told.content)
    heidi.post(decline, {"reason": "เรื่องส่วนตัว โปรดติดต่อกลุ่มบริหารงานบุคคล"})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.email) == (EnquiryState.DECLINED, "")
    page = words(client.get(f"/services/questions/asked/{enquiry.token}/").content)
    assert "เรื่องส่วนตัว โปรดติดต่อกลุ่มบริหารงานบุคคล" in page
    assert AuditEvent.objects.filter(verb="ไม่เผยแพร่คำถาม").exists()
    told = heidi.post(reverse("admin:services_enquiry_answer", args=[enquiry.pk]), follow=True)
    assert "อยู่ในสถานะ “ไม่เผยแพร่” แล้ว" in words(told.content)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.update(reason="")


def test_a_question_that_is_being_answered_is_not_declined(people: Any) -> None:
    enquiry = asked()
    actions.begin_answer(by=people.alice, enquiry=enquiry)
    with pytest.raises(ValidationError, match="มีคำตอบที่เขียนไว้แล้ว"):
        actions.decline(by=people.alice, enquiry=enquiry, reason="ซ้ำ")


def test_groups_see_their_own_questions_and_those_of_nobody(people: Any, signed_in: Any) -> None:
    planning = WorkGroup.objects.get(slug="planning")
    own = asked(subject="เรื่องแผน")
    Enquiry.objects.filter(pk=own.pk).update(group=planning)
    asked(subject="เรื่องที่ยังไม่มีกลุ่ม")
    boxes = {
        name: {item.title for box in work.boxes(getattr(people, name)) for item in box.items}
        for name in ("alice", "charlie", "heidi", "bob", "frank")
    }
    assert {"เรื่องแผน", "เรื่องที่ยังไม่มีกลุ่ม"} <= boxes["alice"]
    assert {"เรื่องแผน", "เรื่องที่ยังไม่มีกลุ่ม"} <= boxes["heidi"]
    assert "เรื่องแผน" not in boxes["charlie"] | boxes["bob"] | boxes["frank"]
    assert "เรื่องที่ยังไม่มีกลุ่ม" in boxes["charlie"]
    charlie = signed_in(people.charlie)
    assert charlie.get(reverse("admin:services_enquiry_change", args=[own.pk])).status_code == 302
    assert charlie.post(reverse("admin:services_enquiry_answer", args=[own.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.begin_answer(by=people.charlie, enquiry=own)


def test_the_desk_hands_a_question_to_a_group_and_changes_nothing_else(people: Any, signed_in: Any) -> None:
    enquiry = asked()
    planning = WorkGroup.objects.get(slug="planning")
    page = reverse("admin:services_enquiry_change", args=[enquiry.pk])
    signed_in(people.heidi).post(page, {"group": planning.pk, "subject": "แก้คำถาม", "body": "x"})
    enquiry.refresh_from_db()
    assert (enquiry.group, enquiry.subject) == (planning, SENT["subject"])


# ── reading ──────────────────────────────────────────────────────────────────
def test_answers_are_searched_filtered_and_the_frequent_stand_first(client: Client, people: Any) -> None:
    service = published_service(people)
    published(
        AnswerDraft(created_by=people.alice, service=service, is_faq=True, detail="ใบอนุญาต ๒๕๕๐"), people
    )
    published(AnswerDraft(created_by=people.alice, question="จองห้องประชุมอย่างไร", answer="ยื่นออนไลน์"), people)
    AnswerDraft(created_by=people.alice, question="ร่างที่ยังไม่เผยแพร่")
    page = words(client.get("/services/questions/").content)
    assert "พบ 2 คำถาม" in page
    assert page.index("คำถามที่พบบ่อย") < page.index("จองห้องประชุมอย่างไร")
    assert "ร่างที่ยังไม่เผยแพร่" not in page
    for query, found in (
        ({"q": "ใบอนุญาต 2550"}, "ขอใบแทน"),
        ({"q": "ห้องประชุม"}, "จองห้อง"),
        ({"service": str(service.pk)}, "ขอใบแทน"),
        ({"faq": "1"}, "ขอใบแทน"),
    ):
        said = words(client.get("/services/questions/", query).content)
        assert "พบ 1 คำถาม" in said, query
        assert found in said, query
    nothing = words(client.get("/services/questions/", {"q": "<b>ไม่มีแน่", "service": "999"}).content)
    assert "ไม่มีคำตอบเกี่ยวกับบริการนี้" in nothing
    assert "ไม่พบคำถามที่ตรงกับที่ค้น" in nothing


def test_an_address_in_an_answer_is_a_link_and_a_tag_is_none(client: Client, people: Any) -> None:
    answer = published(
        AnswerDraft(created_by=people.alice, answer="ดู https://www.ksp.or.th/ <script>x</script>"), people
    )
    page = client.get(answer.get_absolute_url()).content.decode()
    assert 'href="https://www.ksp.or.th/"' in page
    assert "<script>x" not in page


# ── forgetting ───────────────────────────────────────────────────────────────
def test_the_words_of_a_question_are_forgotten_after_a_year(
    client: Client, people: Any, time_machine: Any
) -> None:
    old, waiting = asked(), asked(subject="ยังรออยู่")
    actions.decline(by=people.heidi, enquiry=old, reason="ไม่ใช่คำถาม")
    time_machine.move_to(timezone.now() + dt.timedelta(days=364))
    assert actions.sweep()["forgotten"] == 0
    time_machine.move_to(timezone.now() + dt.timedelta(days=2))
    assert actions.sweep()["forgotten"] == 1
    assert actions.sweep()["forgotten"] == 0
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.subject, old.body) == (actions.FORGOTTEN, "")
    assert waiting.body == SENT["body"]
    assert client.get(f"/services/questions/asked/{old.token}/").status_code == 200
