"""The form builder: what staff compose, what they are told, and that nothing they typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from measures.services.models import MOST_FIELDS, FormField, RequestDraft, RequestForm
from tests.makers import RequestFormDraft, published, published_form, published_service, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

ADD = "/admin/services/requestform/add/"


@pytest.fixture
def alice(people: Any, signed_in: Any) -> Client:
    return signed_in(people.alice)


def facts(service: Any, *fields: dict[str, str]) -> dict[str, str]:
    """The form of the admin, filled in, with so many fields."""
    filled = {
        "service": str(service.pk),
        "title": "คำขอใช้ห้องประชุม",
        "how_to": "<p>กรอกแล้วส่ง</p>",
        "owner_group": str(service.owner_group_id),
        "is_open": "on",
        "asks_contact": "on",
        "purpose": "ติดต่อผู้ขอ",
        "legal_basis": "ม. 24 (4)",
        "retention_days": "365",
        "fields-TOTAL_FORMS": str(len(fields)),
        "fields-INITIAL_FORMS": "0",
        "fields-MIN_NUM_FORMS": "0",
        "fields-MAX_NUM_FORMS": "1000",
    }
    for number, field in enumerate(fields):
        given = {
            "label": "เรื่อง",
            "kind": "text",
            "is_required": "on",
            "order": "0",
            "help_text": "",
            "choices": "",
        }
        filled |= {f"fields-{number}-{name}": text for name, text in {**given, **field}.items()}
    return filled


def test_a_form_is_composed_without_code_and_looked_at_before_it_is_out(alice: Client, people: Any) -> None:
    service = published_service(people)
    fields = [
        {"label": "เรื่องที่ประชุม"},
        {"label": "ช่วงเวลา", "kind": "choice", "choices": "1. เช้า\n2. บ่าย\n\nทั้งวัน"},
        {"label": "วันที่ใช้", "kind": "date"},
        {"label": "หนังสือนำส่ง", "kind": "file", "is_required": ""},
        {"label": "ยินยอมให้ติดต่อกลับ", "kind": "consent"},
    ]
    answer = alice.post(ADD, facts(service, *fields))
    assert answer.status_code == 302, words(answer.content)
    form = RequestForm.objects.get()
    assert [(field.order, field.label) for field in form.fields.all()] == [
        (number, field["label"]) for number, field in enumerate(fields, start=1)
    ]
    assert form.fields.get(kind="choice").choices == ["เช้า", "บ่าย", "ทั้งวัน"]
    assert len({field.key for field in form.fields.all()}) == 5
    page = words(alice.get(form.get_preview_url()).content)
    assert "เรื่องที่ประชุม" in page
    assert "เช้า · บ่าย · ทั้งวัน" in page
    assert Client().get(form.get_preview_url()).status_code == 404
    assert "ดูตัวอย่าง" in words(alice.get(reverse("admin:services_requestform_change", args=[form.pk])).content)


def test_the_preview_is_the_form_as_it_will_be_and_cannot_be_sent(alice: Client, people: Any) -> None:
    form = RequestFormDraft(created_by=people.alice, service=published_service(people))
    page = alice.get(form.get_preview_url()).content.decode()
    start = reverse("services:start", args=[form.service_id])
    assert "ตัวอย่างก่อนเผยแพร่ ยังส่งคำขอไม่ได้" in words(page.encode())
    assert f'action="{start}"' not in page
    assert page.count('type="button" disabled') == 2
    assert alice.post(start).status_code == 404
    assert not RequestDraft.objects.exists()
    published(form, people)
    there = Client().post(start, follow=True).content.decode()
    assert boxes(page) == boxes(there)
    assert len(boxes(page)) > form.fields.count()


def boxes(page: str) -> list[str]:
    """What can be filled in or chosen in a request form, with all that is said of it, in its order."""
    found = re.findall(r'<(?:input|textarea|select|option)\b[^>]*name="(?:f_|name|phone|email)[^>]*>', page)
    return found + re.findall(r"<(?:label|legend)\b.*?</(?:label|legend)>", page[page.index(found[0]) :])


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ({"kind": "choice"}, "ต้องมีตัวเลือกอย่างน้อยสองข้อ"),
        ({"kind": "choice", "choices": "ข้อเดียว"}, "ต้องมีตัวเลือกอย่างน้อยสองข้อ"),
        ({"kind": "choice", "choices": "เช้า\nบ่าย\n เช้า "}, "มีตัวเลือกซ้ำกัน"),
        ({"kind": "text", "choices": "เช้า\nบ่าย"}, "ช่องชนิด “ข้อความสั้น” ไม่ใช้ตัวเลือก"),
        ({"label": "เลขของฉัน 1-1017-00230-70-8"}, "มีเลขประจำตัวประชาชน"),
        ({"label": ""}, "ฟิลด์นี้จำเป็น|กรอก|ต้อง"),
    ],
)
def test_what_is_wrong_with_a_field_is_said_there_and_nothing_is_lost(
    alice: Client, people: Any, field: dict[str, str], message: str
) -> None:
    answer = alice.post(
        ADD, facts(published_service(people), {"label": "ชื่อ"}, {"help_text": "คำใบ้", **field})
    )
    assert answer.status_code == 200
    page = words(answer.content)
    assert any(part in page for part in message.split("|")), page
    for typed in ("ชื่อ", "คำใบ้", *field.get("choices", "").split("\n")):
        assert typed.strip() in answer.content.decode()
    assert not RequestForm.objects.exists()


def test_the_same_question_twice_and_too_many_are_refused(alice: Client, people: Any) -> None:
    service = published_service(people)
    twice = alice.post(ADD, facts(service, {"label": "ชื่อ"}, {"label": " ชื่อ "}))
    assert "มีคำถามนี้ในแบบคำขอแล้ว" in words(twice.content)
    many = alice.post(ADD, facts(service, *({"label": f"ช่อง {n}"} for n in range(MOST_FIELDS + 1))))
    assert "แบบคำขอมี 61 ช่อง เกิน 60 ช่อง" in words(many.content)
    assert "ช่อง 60" in many.content.decode()
    assert not RequestForm.objects.exists()


def test_a_form_without_a_field_is_kept_and_not_submitted(alice: Client, people: Any) -> None:
    answer = alice.post(ADD, {**facts(published_service(people)), "_submit": "1"}, follow=True)
    page = words(answer.content)
    assert "แบบคำขอไม่มีช่องให้กรอก ให้เพิ่มอย่างน้อยหนึ่งช่อง" in page
    assert RequestForm.objects.get().status == "draft"


def test_a_service_has_one_form(alice: Client, people: Any) -> None:
    form = published_form(people)
    answer = alice.post(ADD, facts(form.service, {}))
    assert "บริการนี้มีแบบคำขอออนไลน์อยู่แล้ว ให้แก้ไขแบบเดิม" in words(answer.content)


def test_fields_keep_their_keys_when_a_published_form_is_changed(people: Any) -> None:
    form = published_form(people)
    key = form.fields.get().key
    copy = form.revise(by=people.alice)
    FormField.objects.filter(owner=copy).update(label="ชื่อโรงเรียนตามใบอนุญาต")
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ถามให้ชัดขึ้น")
    field = RequestForm.objects.get().fields.get()
    assert (field.key, field.label) == (key, "ชื่อโรงเรียนตามใบอนุญาต")


def test_the_service_of_a_form_that_was_public_is_settled(alice: Client, people: Any) -> None:
    draft = RequestFormDraft(created_by=people.alice, service=published_service(people))
    page = reverse("admin:services_requestform_change", args=[draft.pk])
    assert 'name="service"' in alice.get(page).content.decode()
    copy = published(draft, people).revise(by=people.alice)
    page = reverse("admin:services_requestform_change", args=[copy.pk])
    assert 'name="service"' not in alice.get(page).content.decode()


def test_steps_that_take_longer_than_the_standard_are_noticed(alice: Client, people: Any) -> None:
    none = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    rows = {f"{name}-{key}": text for name in ("requirements", "documents") for key, text in none.items()}
    steps = {"TOTAL_FORMS": "2", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    for number, title in enumerate(("ตรวจเอกสาร", "ลงนาม")):
        row = {
            "order": "0",
            "title": title,
            "duration": "2",
            "unit": "working_days",
            "responsible": "เจ้าหน้าที่",
        }
        steps |= {f"{number}-{name}": text for name, text in row.items()}
    filled = {
        "title": "ขอใช้ห้องประชุม",
        "summary": "ขอใช้ห้อง",
        "eligibility": "ทุกคน",
        "conditions": "",
        "owner_group": str(people.alice.work_groups.get().pk),
        "standard_time": "3",
        "standard_unit": "working_days",
        "fee": "0",
        "fee_note": "",
        "legal_reference": "ระเบียบ",
        "channels": "ที่สำนักงาน",
        "contact": "",
        "keywords": "",
        "order": "0",
        "is_offered": "on",
        **rows,
        **{f"steps-{key}": text for key, text in steps.items()},
    }
    answer = alice.post("/admin/services/service/add/", filled, follow=True)
    page = words(answer.content)
    assert "ทุกขั้นตอนรวม 4 วันทำการ เกินระยะเวลามาตรฐาน 3 วันทำการ" in page
