"""The catalogue: what a citizen finds of a service, on screen, on paper and as data."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from openpyxl import load_workbook

from measures.services.models import (
    FormField,
    RequestForm,
    Requirement,
    Service,
    ServiceDocument,
    ServiceStep,
)
from portal.attachments import store_upload
from portal.models import WorkGroup
from tests.makers import (
    AnswerDraft,
    RequestFormDraft,
    ServiceDraft,
    csv_file,
    fetch,
    published,
    published_form,
    published_service,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return words(answer.content)


# ── the list ─────────────────────────────────────────────────────────────────
def test_services_stand_under_their_groups_and_those_given_up_come_last(client: Client, people: Any) -> None:
    published_service(people, title="ขอใช้ห้องประชุม")
    other = WorkGroup.objects.get(slug="administration")
    published_service(people, title="ขอสำเนาข้อมูลข่าวสาร", owner_group=other)
    published_service(people, title="ขอใบสุทธิ", is_offered=False)
    ServiceDraft(created_by=people.alice, title="ร่างที่ยังไม่เผยแพร่")
    page = said(client, "/services/")
    assert "พบ 3 บริการ" in page
    assert "ร่างที่ยังไม่เผยแพร่" not in page
    assert page.index("ขอสำเนาข้อมูลข่าวสาร") < page.index("ขอใบสุทธิ")
    assert page.index("ขอใช้ห้องประชุม") < page.index("บริการที่เลิกให้บริการแล้ว") < page.index("ขอใบสุทธิ")
    assert "เลิกให้บริการแล้ว" in said(client, Service.objects.get(title="ขอใบสุทธิ").get_absolute_url())


@pytest.mark.parametrize("typed", ["เปิดโรงเรียน", "กวดวิชา", "๒๕๕๐ จัดตั้ง", "สำเนาทะเบียนบ้าน", " จัดต\u200bั้ง "])
def test_search_finds_a_service_by_whatever_people_call_it(client: Client, people: Any, typed: str) -> None:
    service = ServiceDraft(
        created_by=people.alice, keywords="เปิดโรงเรียน กวดวิชา", conditions="ตาม พ.ร.บ. 2550"
    )
    Requirement.objects.create(owner=service, name="สำเนาทะเบียนบ้าน", copies=1)
    published(service, people)
    published_service(people, title="ขอใช้ห้องประชุม", summary="หน่วยงานขอใช้ห้อง")
    page = words(client.get("/services/", {"q": typed}).content)
    assert "พบ 1 บริการ" in page
    assert "ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ" in page
    assert "ขอใช้ห้องประชุม" not in page


def test_only_services_that_can_be_asked_for_online_are_shown_when_that_is_wanted(
    client: Client, people: Any
) -> None:
    published_form(people)
    published_service(people, title="ขอใช้ห้องประชุม")
    page = words(client.get("/services/", {"online": "1"}).content)
    assert "พบ 1 บริการ" in page
    assert "ขอใช้ห้องประชุม" not in page
    RequestForm.objects.update(is_open=False)
    assert "ไม่พบบริการที่ตรงกับคำค้น" in words(client.get("/services/", {"online": "1"}).content)


def test_nothing_found_shows_the_way_back(client: Client, people: Any) -> None:
    published_service(people)
    page = words(client.get("/services/", {"q": "<script>alert(1)</script>"}).content)
    assert "ไม่พบบริการที่ตรงกับคำค้น" in page
    assert "ดูบริการทั้งหมด" in page
    assert client.get("/services/?page=2").status_code == 404
    assert client.get("/services/?page=x").status_code == 404


# ── one service ──────────────────────────────────────────────────────────────
def test_a_manual_says_all_that_the_law_asks_of_it(client: Client, people: Any) -> None:
    service = ServiceDraft(created_by=people.alice, contact="กลุ่มส่งเสริมการศึกษาเอกชน", fee=20, fee_note="ต่อฉบับ")
    ServiceStep.objects.create(
        owner=service, order=2, title="ลงนาม", duration=90, unit="minutes", responsible="ผู้อำนวยการ"
    )
    Requirement.objects.create(owner=service, name="บัตรประชาชน", originals=1, copies=2, note="เฉพาะผู้ยื่น")
    form = ServiceDocument(owner=service, title="แบบ น.1", current=store_upload(csv_file(), by=people.alice))
    form.save()
    published(service, people)
    page = said(client, service.get_absolute_url())
    for fact in (
        "15 วันทำการ",
        "20.00 บาท ต่อฉบับ",
        "บุคคลธรรมดาหรือนิติบุคคล",
        "พระราชบัญญัติโรงเรียนเอกชน พ.ศ. 2550",
        "ที่สำนักงาน",
        "กลุ่มส่งเสริมการศึกษาเอกชน",
        "1. ตรวจสอบเอกสาร",
        "นักวิชาการศึกษา",
        "2. ลงนาม",
        "90 นาที",
        "1 วันทำการ 1 ชั่วโมง 30 นาที",
        "บัตรประชาชน",
        "เฉพาะผู้ยื่น",
        "แบบ น.1",
    ):
        assert fact in page, fact
    assert "ยื่นคำขอออนไลน์" not in page
    assert fetch(client, form.get_absolute_url())[0] == 200


def test_no_fee_is_said_in_words(client: Client, people: Any) -> None:
    service = published_service(people)
    assert "ไม่มีค่าธรรมเนียม" in said(client, service.get_absolute_url())
    assert "ไม่ต้องใช้เอกสารประกอบ" in said(client, service.get_absolute_url())


def test_frequent_questions_of_a_service_stand_on_its_page(client: Client, people: Any) -> None:
    service = published_service(people)
    published(AnswerDraft(created_by=people.alice, service=service, is_faq=True), people)
    published(AnswerDraft(created_by=people.alice, service=service, question="ถามครั้งเดียว"), people)
    page = said(client, service.get_absolute_url())
    assert "ขอใบแทนใบอนุญาตใช้เอกสารอะไร" in page
    assert "ถามครั้งเดียว" not in page


def test_a_draft_and_a_working_copy_are_seen_by_staff_alone(
    client: Client, people: Any, signed_in: Any
) -> None:
    service = published_service(people)
    copy = service.revise(by=people.alice)
    Service.objects.filter(pk=copy.pk).update(summary="ข้อความใหม่")
    assert "ข้อความใหม่" not in said(client, service.get_absolute_url())
    assert client.get(copy.get_preview_url()).status_code == 404
    assert "ข้อความใหม่" in said(signed_in(people.alice), copy.get_preview_url())


# ── online ───────────────────────────────────────────────────────────────────
def test_the_page_of_a_form_says_how_what_for_and_how_long(client: Client, people: Any) -> None:
    draft = RequestFormDraft(created_by=people.alice, service=published_service(people), retention_days=90)
    FormField.objects.create(
        owner=draft, order=2, label="ระดับ", kind="choice", choices=["ประถม", "มัธยม"], is_required=False
    )
    form = published(draft, people)
    page = said(client, form.service.get_absolute_url())
    assert "ยื่นคำขอออนไลน์" in page
    how = said(client, form.get_absolute_url())
    for fact in (
        "กรอกแบบแล้วกดส่ง จดรหัสติดตามไว้",
        "พิจารณาคำขอและแจ้งผล",
        "ม. 24",
        "90 วัน หลังปิดคำขอ",
        "15 วันทำการ",
        "ชื่อโรงเรียน",
        "ประถม · มัธยม",
        "(ไม่บังคับ)",
    ):
        assert fact in how, fact


def test_a_closed_form_sends_people_to_the_other_channels(client: Client, people: Any) -> None:
    form = published_form(people)
    RequestForm.objects.update(is_open=False)
    assert "ขณะนี้ปิดรับคำขอออนไลน์" in said(client, form.get_absolute_url())
    assert "ยื่นคำขอออนไลน์" not in said(client, form.service.get_absolute_url())


def test_a_service_is_not_withdrawn_from_under_its_form(client: Client, people: Any) -> None:
    form = published_form(people)
    with pytest.raises(ValidationError, match="ให้ถอนแบบคำขอก่อน"):
        form.service.withdraw(by=people.bob, reason="เลิก")
    form.withdraw(by=people.bob, reason="เลิก")
    form.service.withdraw(by=people.bob, reason="เลิก")
    assert client.get(form.get_absolute_url()).status_code == 404
    assert client.get(form.service.get_absolute_url()).status_code == 404


def test_a_form_waits_for_its_service(people: Any) -> None:
    draft = RequestFormDraft(created_by=people.alice)
    with pytest.raises(ValidationError, match="ให้เผยแพร่บริการก่อน"):
        draft.submit(by=people.alice)


# ── data ─────────────────────────────────────────────────────────────────────
def test_the_services_are_open_data(client: Client, people: Any) -> None:
    published_form(people)
    published_service(people, title="=ขอใช้ห้อง", fee=20)
    status, content = fetch(client, "/services/services.csv")
    assert status == 200
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["บริการ"] for row in rows} == {"ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ", "'=ขอใช้ห้อง"}
    online = next(row for row in rows if row["ยื่นออนไลน์ได้"] == "ใช่")
    assert online["ขั้นตอน ระยะเวลา และผู้รับผิดชอบ"] == "1. ตรวจสอบเอกสาร (1 วันทำการ) นักวิชาการศึกษา"
    assert online["ที่อยู่เว็บ"].startswith("http://testserver/services/")
    status, content = fetch(client, "/services/services.xlsx")
    assert status == 200
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    table = list(sheet.iter_rows(min_row=3, values_only=True))
    fee = table[0].index("ค่าธรรมเนียม (บาท)")
    assert sorted(row[fee] for row in table[1:]) == [0, 20]


def test_the_list_costs_the_same_for_many(
    client: Client, people: Any, django_assert_max_num_queries: Any
) -> None:
    published_form(people)
    Service.objects.bulk_create(
        Service(
            **{
                at.attname: getattr(Service.objects.get(), at.attname)
                for at in Service._meta.concrete_fields
                if not at.primary_key
            }
            | {"title": f"บริการที่ {number}"}
        )
        for number in range(60)
    )
    with django_assert_max_num_queries(10):
        page = said(client, "/services/")
    assert "พบ 61 บริการ" in page
    assert "หน้าถัดไป" in page
