"""Publishing: who may show what to the public, when, and what the public sees meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from measures.models import EvidenceDocument, EvidenceLink, Measure
from portal.models import AuditEvent
from portal.publishing import Status
from tests.makers import MeasureDraft, attach, csv_file, fetch, published

pytestmark = pytest.mark.django_db
ADDRESS = "/measures/2566/hr/"


@pytest.fixture
def draft(people, office):
    return MeasureDraft(created_by=people.alice)


# ── draft → review → public → withdrawn ──────────────────────────────────────
def test_a_draft_is_hidden_from_the_public(draft, client):
    assert client.get(ADDRESS).status_code == 404


def test_a_draft_in_review_is_hidden_from_the_public(draft, people, client):
    draft.submit(by=people.alice)
    assert client.get(ADDRESS).status_code == 404


def test_what_another_person_publishes_is_public(draft, people, client):
    published(draft, people)
    assert client.get(ADDRESS).status_code == 200
    assert draft.published_by == people.bob
    assert draft.submitted_by == people.alice


def test_a_withdrawn_record_is_gone_with_its_files(draft, people, client):
    document = attach(draft, people)
    published(draft, people)
    assert fetch(client, document.get_absolute_url())[0] == 200
    draft.withdraw(by=people.bob, reason="ข้อมูลคลาดเคลื่อน")
    assert client.get(ADDRESS).status_code == 404
    assert fetch(client, document.get_absolute_url())[0] == 404
    assert fetch(client, f"{document.get_absolute_url()}1/")[0] == 404


def test_a_withdrawn_record_can_be_mended_and_published_again(draft, people, client):
    published(draft, people)
    first = draft.first_published_at
    draft.withdraw(by=people.bob, reason="แก้ไข")
    published(draft, people)
    assert client.get(ADDRESS).status_code == 200
    assert draft.first_published_at == first


def test_a_record_sent_back_is_a_draft_with_the_reason(draft, people):
    draft.submit(by=people.alice)
    draft.send_back(by=people.bob, reason="ขาดตัวเลข")
    draft.refresh_from_db()
    assert (draft.status, draft.status_reason) == (Status.DRAFT, "ขาดตัวเลข")


@pytest.mark.parametrize("verb", ["send_back", "withdraw"])
def test_a_refusal_needs_a_reason(draft, people, verb):
    draft.submit(by=people.alice)
    if verb == "withdraw":
        draft.publish(by=people.bob)
    with pytest.raises(ValidationError, match="ต้องระบุเหตุผล"):
        getattr(draft, verb)(by=people.bob, reason="   ")


def test_an_incomplete_record_cannot_be_submitted(people, office):
    draft = MeasureDraft(created_by=people.alice, summary="", steps=[])
    with pytest.raises(ValidationError) as error:
        draft.submit(by=people.alice)
    assert error.value.messages == ["ยังไม่ได้เขียนขั้นตอนหรือวิธีการปฏิบัติ", "ยังไม่ได้เขียนสรุปผลการดำเนินการ"]
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


# ── the author is not the publisher ──────────────────────────────────────────
def test_the_author_cannot_publish_his_own_text(draft, people, client):
    draft.submit(by=people.alice)
    with pytest.raises(PermissionDenied):
        draft.publish(by=people.alice)
    assert client.get(ADDRESS).status_code == 404


def test_whoever_wrote_in_it_cannot_publish_it_although_another_submitted_it(draft, people):
    draft.note_author(people.bob)
    draft.save()
    draft.submit(by=people.alice)
    with pytest.raises(PermissionDenied):
        draft.publish(by=people.bob)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.PUBLISHED},
        {"status": Status.PUBLISHED, "published_at": timezone.now()},
        {"status": Status.IN_REVIEW},
        {"status": Status.WITHDRAWN},
    ],
    ids=["nameless", "without a publisher", "review without a sender", "withdrawn by nobody"],
)
def test_the_database_refuses_a_status_without_a_name_and_a_time(draft, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=draft.pk).update(**changes)


def test_the_database_refuses_a_publisher_who_submitted_it(draft, people):
    published(draft, people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=draft.pk).update(published_by=people.alice)


# ── publishing later ─────────────────────────────────────────────────────────
def test_a_scheduled_record_appears_at_its_time(draft, people, client, time_machine):
    morning = timezone.now() + dt.timedelta(days=2)
    draft.submit(by=people.alice)
    draft.publish(by=people.bob, at=morning)
    assert draft.is_scheduled
    assert client.get(ADDRESS).status_code == 404
    time_machine.move_to(morning + dt.timedelta(minutes=1))
    assert client.get(ADDRESS).status_code == 200


def test_a_time_that_has_passed_is_refused(draft, people):
    draft.submit(by=people.alice)
    with pytest.raises(ValidationError, match="ผ่านมาแล้ว"):
        draft.publish(by=people.bob, at=timezone.now() - dt.timedelta(days=1))


# ── changing what is public ──────────────────────────────────────────────────
def test_the_public_sees_the_old_text_until_the_new_one_is_approved(draft, people, client):
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.summary = "ข้อความใหม่ของสรุปผล"
    copy.save()
    copy.submit(by=people.alice)
    assert "ข้อความใหม่ของสรุปผล" not in client.get(ADDRESS).content.decode()
    result = copy.publish(by=people.bob, reason="เพิ่มตัวเลข")
    assert result.pk == draft.pk
    assert "ข้อความใหม่ของสรุปผล" in client.get(ADDRESS).content.decode()
    assert not Measure.objects.filter(revises=draft).exists()


def test_a_correction_needs_a_reason(draft, people):
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.submit(by=people.alice)
    with pytest.raises(ValidationError, match="เหตุผล"):
        copy.publish(by=people.bob)


def test_there_is_one_working_copy_however_often_it_is_asked_for(draft, people):
    published(draft, people)
    assert draft.revise(by=people.alice) == draft.revise(by=people.charlie)
    assert Measure.objects.filter(revises=draft).count() == 1


def test_a_working_copy_brings_its_links_and_keeps_the_address_of_documents(draft, people, client):
    EvidenceLink.objects.create(owner=draft, title="เก่า", address="/news/")
    kept, dropped = attach(draft, people), attach(draft, people, "ก,ข\n1,2\n")
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.links.update(title="ใหม่")
    copy.documents.get(copied_from=dropped).delete()
    copy.documents.get(copied_from=kept).replace(
        csv_file("ปี,จำนวน\n2566,99\n"), by=people.alice, note="แก้ตัวเลข"
    )
    copy.submit(by=people.alice)
    assert b"12" in fetch(client, kept.get_absolute_url())[1]
    copy.publish(by=people.bob, reason="แก้ตัวเลข")
    assert list(draft.links.values_list("title", flat=True)) == ["ใหม่"]
    assert list(draft.documents.values_list("pk", flat=True)) == [kept.pk]
    assert b"99" in fetch(client, kept.get_absolute_url())[1]
    assert b"12" in fetch(client, f"{kept.get_absolute_url()}1/")[1]
    assert fetch(client, dropped.get_absolute_url())[0] == 404
    assert EvidenceDocument.objects.count() == 1


# ── preview ──────────────────────────────────────────────────────────────────
def test_a_preview_is_for_staff_and_is_never_cached(draft, people, client, signed_in):
    assert client.get(draft.get_preview_url()).status_code == 404
    response = signed_in(people.bob).get(draft.get_preview_url())
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


@pytest.mark.parametrize("key", ["", "x", "-1", "1.5", "๑", "9" * 40, "1 or 1=1"])
def test_a_preview_of_nonsense_is_a_404(draft, people, signed_in, key):
    assert signed_in(people.bob).get(ADDRESS, {"preview": key}).status_code == 404


def test_a_preview_of_a_working_copy_shows_the_copy(draft, people, signed_in):
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.summary = "ฉบับแก้ไขที่กำลังทำ"
    copy.save()
    page = signed_in(people.alice).get(copy.get_preview_url()).content.decode()
    assert "ฉบับแก้ไขที่กำลังทำ" in page


# ── history ──────────────────────────────────────────────────────────────────
def test_history_keeps_who_published_what_and_why(draft, people):
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.summary = "ตัวเลขใหม่"
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ตัวเลขเดิมผิด")
    newest, older = draft.history.order_by("-history_id")[:2]
    assert (newest.summary, newest.history_user, newest.history_change_reason) == (
        "ตัวเลขใหม่",
        people.bob,
        "ตัวเลขเดิมผิด",
    )
    assert older.summary != "ตัวเลขใหม่"


def test_every_verb_is_in_the_audit_log(draft, people):
    published(draft, people)
    draft.withdraw(by=people.bob, reason="ทดสอบ")
    verbs = (
        AuditEvent.objects.filter(object_id=str(draft.pk)).order_by("seq").values_list("verb", "actor_name")
    )
    assert list(verbs) == [
        ("ส่งขออนุมัติ", people.alice.display_name),
        ("เผยแพร่", people.bob.display_name),
        ("ถอนออกจากการเผยแพร่", people.bob.display_name),
    ]
