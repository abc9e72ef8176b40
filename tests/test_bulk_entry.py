"""Bulk entry: the form out, the filled-in form back in, looked over and confirmed once, with referrals as the list."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from measures.authority.imports import REFERRALS
from measures.authority.models import Referral
from portal.bulk_entry import confirm_entry, open_entry, plan_entry
from portal.models import AuditEvent, BulkEntry, StoredFile, WorkGroup
from portal.publishing import Status
from portal.uploads.citizen_ids import check_digit
from tests.makers import ReferralDraft, published

pytestmark = pytest.mark.django_db
HOME = "/admin/authority/referral/bulk/"
PERSON = f"110050000001{check_digit('110050000001')}"
HEADINGS = ["เรื่องที่ประชาชนมักถาม", "หน่วยงานที่รับผิดชอบ", "เว็บไซต์", "โทรศัพท์", "ลำดับ"]
LICENCE = ["ขอใบอนุญาตประกอบวิชาชีพครู", "คุรุสภา", "https://www.ksp.or.th", "0 2304 9899", 1]
MOVING = ["ย้ายนักเรียนระหว่างโรงเรียนของรัฐ", "สำนักงานเขตพื้นที่การศึกษา", None, None, 2]


def workbook(*rows: list[Any], headings: list[str] | None = None, title: str = "ข้อมูล") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (headings or HEADINGS, *rows):
        sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def planning() -> WorkGroup:
    return WorkGroup.objects.get(slug="planning")


def send(client: Any, content: bytes, name: str = "เรื่อง.xlsx", **data: Any) -> Any:
    upload = SimpleUploadedFile(name, content)
    return client.post(HOME, {"file": upload, "owner_group": planning().pk, **data})


def confirm(client: Any, address: str) -> Any:
    seen = client.get(address).context["seen"]
    return client.post(address, {"seen": seen}, follow=True)


def faults_of(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer
    return [str(fault) for fault in answer.context["faults"]]


# ── out ──────────────────────────────────────────────────────────────────────
def test_the_form_explains_its_columns_and_offers_its_table(office: Any, people: Any, signed_in: Any) -> None:
    answer = signed_in(people.alice).get(f"{HOME}template/")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["คำอธิบาย", "เรื่องที่หน่วยงานอื่นรับผิดชอบ"]
    table = book["เรื่องที่หน่วยงานอื่นรับผิดชอบ"]
    assert [cell.value for cell in table[1]] == [
        "เรื่องที่ประชาชนมักถาม *",
        "หน่วยงานที่รับผิดชอบ *",
        "เว็บไซต์",
        "โทรศัพท์",
        "ลำดับ",
    ]
    assert table["D2"].number_format == "@", "a telephone number keeps its zero"
    prompts = {
        str(check.sqref).split(":")[0]: check.prompt for check in table.data_validations.dataValidation
    }
    assert "เช่น 0 5561 0000" in prompts["D2"]
    told = [value for row in book["คำอธิบาย"].iter_rows(values_only=True) for value in row if value]
    assert "ย้ายนักเรียนระหว่างโรงเรียนของรัฐ" in told
    assert any(value == "ต้องกรอก" for value in told)


# ── in ───────────────────────────────────────────────────────────────────────
def test_a_filled_in_form_becomes_drafts_once_it_is_confirmed(
    office: Any, people: Any, signed_in: Any
) -> None:
    client = signed_in(people.alice)
    answer = send(client, workbook(LICENCE, MOVING))
    assert answer.status_code == 302
    assert not Referral.objects.exists(), "the preview writes nothing"
    page = client.get(answer["Location"])
    assert page.context["counted"] == [("ใหม่", 2), ("แก้ไข", 0), ("เหมือนเดิม", 0)]
    assert "ย้ายนักเรียนระหว่างโรงเรียนของรัฐ" in page.content.decode()
    assert "นำเข้าแล้วเป็นฉบับร่าง" in confirm(client, answer["Location"]).content.decode()
    licence, moving = Referral.objects.all()
    assert (licence.subject, licence.agency, licence.phone, licence.order) == (
        LICENCE[0],
        "คุรุสภา",
        "0 2304 9899",
        1,
    )
    assert (moving.address, moving.phone, moving.status) == ("", "", Status.DRAFT)
    assert (moving.created_by, moving.owner_group, moving.authors) == (
        people.alice,
        planning(),
        [people.alice.pk],
    )
    assert moving.history.get().history_change_reason == "นำเข้าจาก เรื่อง.xlsx"
    entry = BulkEntry.objects.get()
    told = AuditEvent.objects.get(verb="นำเข้าจาก Excel")
    assert told.detail["sha256"] == entry.source.sha256
    assert (told.detail["new"], told.detail["unchanged"]) == (2, 0)
    assert (entry.confirmed_by, entry.counts["new"]) == (people.alice, 2)


def test_the_form_with_what_is_there_changes_nothing_when_it_comes_back(
    office: Any, people: Any, signed_in: Any
) -> None:
    ReferralDraft(created_by=people.alice, subject="=อันตราย", phone="02", agency="ก  ข")
    ReferralDraft(created_by=people.alice, subject="เรื่องเดียวกัน", order=3)
    ReferralDraft(created_by=people.alice, subject="เรื่องเดียวกัน", order=4)
    client = signed_in(people.alice)
    filled = client.get(f"{HOME}template/?filled=1").content
    page = client.get(send(client, filled)["Location"])
    assert page.context["counted"] == [("ใหม่", 0), ("แก้ไข", 0), ("เหมือนเดิม", 3)]
    assert "ทุกแถวของไฟล์นี้ตรงกับข้อมูลในระบบแล้ว" in page.content.decode()


def test_a_row_with_the_key_of_a_draft_changes_it_and_of_a_public_record_makes_a_working_copy(
    office: Any, people: Any, signed_in: Any
) -> None:
    draft = ReferralDraft(created_by=people.alice, subject=MOVING[0])
    public = published(ReferralDraft(created_by=people.alice, subject=LICENCE[0], agency="เดิม"), people)
    client = signed_in(people.alice)
    address = send(client, workbook(LICENCE, MOVING))["Location"]
    assert "<del>เดิม</del>" in client.get(address).content.decode()
    confirm(client, address)
    draft.refresh_from_db()
    public.refresh_from_db()
    assert draft.agency == MOVING[1]
    assert draft.edition == 1
    assert public.agency == "เดิม"
    assert public.working_copy.agency == "คุรุสภา"
    assert BulkEntry.objects.get().counts == {"new": 0, "changed": 1, "revised": 1, "unchanged": 0}


def test_every_fault_is_told_at_once_with_its_cell_and_nothing_is_kept(
    office: Any, people: Any, signed_in: Any
) -> None:
    rows = [
        [None, "คุรุสภา", None, None, 1],
        ["เรื่องหนึ่ง", "หน่วยงาน", "ไม่ใช่ที่อยู่ เว็บ", None, "หนึ่ง"],
        ["เรื่องสอง", f"นาย ก {PERSON}", None, "x" * 61, -1],
        ["เรื่องหนึ่ง", "หน่วยงาน", None, None, 2],
    ]
    found = faults_of(send(signed_in(people.alice), workbook(*rows)))
    assert [fault.partition(")")[0] for fault in found][:1] == ["แผ่นงาน “ข้อมูล” เซลล์ A2 (เรื่องที่ประชาชนมักถาม"]
    told = "\n".join(found)
    assert PERSON not in told
    assert "เซลล์ E3 (ลำดับ): อ่านตัวเลข “หนึ่ง” ไม่ได้" in told
    assert "เซลล์ B4 (หน่วยงานที่รับผิดชอบ): มีเลขประจำตัวประชาชน" in told
    assert "เซลล์ D4 (โทรศัพท์): ข้อความยาว 61 ตัวอักษร เกิน 60 ตัวอักษร" in told
    assert "เซลล์ E4 (ลำดับ): “-1” อยู่นอกขอบเขต ลำดับต้องตั้งแต่ 0 ถึง 32,767" in told
    assert not BulkEntry.objects.exists()
    assert not StoredFile.objects.exists()


def test_confirming_twice_changes_nothing_the_second_time(office: Any, people: Any, signed_in: Any) -> None:
    client = signed_in(people.alice)
    address = send(client, workbook(LICENCE))["Location"]
    seen = client.get(address).context["seen"]
    client.post(address, {"seen": seen})
    again = client.post(address, {"seen": seen}, follow=True)
    assert "ยืนยันการนำเข้าไปแล้ว โดย" in again.content.decode()
    assert Referral.objects.count() == 1


def test_what_changed_since_the_preview_stops_the_confirmation(
    office: Any, people: Any, signed_in: Any
) -> None:
    client = signed_in(people.alice)
    address = send(client, workbook(LICENCE))["Location"]
    seen = client.get(address).context["seen"]
    ReferralDraft(created_by=people.alice, subject=LICENCE[0])
    stopped = client.post(address, {"seen": seen}, follow=True)
    assert "ข้อมูลในระบบเปลี่ยนไปหลังจากเปิดหน้านี้" in stopped.content.decode()
    assert Referral.objects.get().agency == "คุรุสภา"
    assert Referral.objects.get().phone == ""


def test_only_whoever_may_add_enters_many_and_only_for_the_own_group(
    office: Any, people: Any, signed_in: Any
) -> None:
    for person in (people.bob, people.erin, people.dana):
        for page in ("", "template/"):
            assert signed_in(person).get(f"{HOME}{page}").status_code == 403
    address = send(signed_in(people.alice), workbook(LICENCE))["Location"]
    charlie = signed_in(people.charlie)
    assert charlie.get(address).status_code == 404
    assert send(charlie, workbook(MOVING)).context["form"].errors["owner_group"]
    ReferralDraft(created_by=people.alice, subject=LICENCE[0])
    personnel = WorkGroup.objects.get(slug="personnel")
    found = faults_of(send(charlie, workbook(LICENCE), owner_group=personnel.pk))
    assert "คุณแก้ไขไม่ได้" in found[0]


def test_a_file_that_nobody_confirmed_can_be_dropped(office: Any, people: Any, signed_in: Any) -> None:
    client = signed_in(people.alice)
    address = send(client, workbook(LICENCE))["Location"]
    kept = b"".join(client.get(f"{address}file/").streaming_content)
    assert hashlib.sha256(kept).hexdigest() == StoredFile.objects.get().sha256
    client.post(f"{address}discard/")
    assert not BulkEntry.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_plan_of_a_kept_file_is_confirmed_without_a_page(office: Any, people: Any) -> None:
    entry, _ = open_entry(
        REFERRALS, by=people.alice, content=workbook(LICENCE), name="a.xlsx", group=planning()
    )
    assert entry is not None
    plan = plan_entry(REFERRALS, entry, by=people.alice)
    confirm_entry(REFERRALS, entry, by=people.alice, seen=plan.digest)
    assert Referral.objects.get().subject == LICENCE[0]
