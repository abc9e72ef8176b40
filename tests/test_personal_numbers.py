"""A citizen's number in an uploaded file keeps its record from the public until somebody takes it upon themselves."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from measures.models import EvidenceDocument, Measure
from portal.attachments import store_upload
from portal.bulk_publishing import publish_all, submit_all
from portal.models import AuditEvent, StoredFile
from portal.pdf import render_pdf
from portal.personal_numbers import MOST_PLACES
from portal.publishing import Status
from tests.makers import MeasureDraft, attach, csv_file, fetch, published
from tests.test_measures import change_address, form_of
from tests.test_review import verb

pytestmark = pytest.mark.django_db

PERSON = "1234567890121"  # right check digit
COMPANY = "0105536000315"
NUMBERS = f"ชื่อ,เลข\nนาย ก,{PERSON}\n"


def workbook(number: str) -> bytes:
    book, output = Workbook(), io.BytesIO()
    book.active.title = "สรุป"
    hidden = book.create_sheet("รายชื่อ")
    hidden.sheet_state = "hidden"
    hidden["B7"] = number
    book.save(output)
    return output.getvalue()


def letter(number: str) -> bytes:
    document, output = Document(), io.BytesIO()
    document.add_paragraph(f"ผู้รับจ้าง {number}")
    document.save(output)
    return output.getvalue()


def printed(number: str) -> bytes:
    body = f'<!DOCTYPE html><html lang="th"><head><title>ก</title></head><body><p>{number}</p></body></html>'
    return render_pdf(body, title="หนังสือ")


FILES = {
    "pdf": (printed, "หน้า 1 (x-xxxx-xxxxx-12-1)"),
    "docx": (letter, "เนื้อหา (x-xxxx-xxxxx-12-1)"),
    "xlsx": (workbook, "แผ่นงาน “รายชื่อ” เซลล์ B7 (x-xxxx-xxxxx-12-1 ซ่อนอยู่)"),
    "csv": (lambda number: f"ชื่อ,เลข\nก,{number}\n".encode(), "แถว 2 (x-xxxx-xxxxx-12-1)"),
}


def evidence(people: Any, content: bytes, name: str = "หลักฐาน.csv", year: int = 2566) -> EvidenceDocument:
    measure = MeasureDraft(year=year, created_by=people.alice)
    stored = store_upload(ContentFile(content, name=name), by=people.alice)
    document = EvidenceDocument(owner=measure, title="หลักฐาน", current=stored)
    document.save()
    return document


@pytest.mark.parametrize("kind", FILES)
def test_a_number_in_a_file_of_any_kind_stops_submission_and_its_place_is_told(people, kind):
    make, place = FILES[kind]
    document = evidence(people, make(PERSON), f"หลักฐาน.{kind}")
    with pytest.raises(ValidationError) as refused:
        document.owner.submit(by=people.alice)
    (said,) = refused.value.messages
    assert f"“หลักฐาน” (ไฟล์ หลักฐาน.{kind}) มีเลขประจำตัวประชาชน 1 แห่ง คือ {place}" in said
    assert "แนบไฟล์ใหม่" in said
    assert PERSON not in said
    document.owner.refresh_from_db()
    assert document.owner.status == Status.DRAFT


@pytest.mark.parametrize("kind", FILES)
def test_a_companys_number_or_a_wrong_check_digit_stops_nothing(people, kind):
    for year, number in enumerate((COMPANY, f"{PERSON[:12]}7"), start=2566):
        document = evidence(people, FILES[kind][0](number), f"หลักฐาน.{kind}", year=year)
        assert document.current.citizen_numbers == 0
        document.owner.submit(by=people.alice)


def test_nothing_of_the_number_itself_is_kept(people):
    stored = evidence(people, NUMBERS.encode()).current
    assert stored.citizen_number_places == [
        {"masked": "x-xxxx-xxxxx-12-1", "where": "แถว 2", "hidden": False}
    ]


def test_many_numbers_are_counted_and_some_are_named(people):
    document = evidence(people, "\n".join([PERSON] * 200).encode())
    assert document.current.citizen_numbers == 200
    assert len(document.current.citizen_number_places) == MOST_PLACES
    with pytest.raises(ValidationError, match=r"200 แห่ง คือ .* และอีก 197 แห่ง"):
        document.owner.submit(by=people.alice)


def test_a_person_clears_a_file_with_a_reason_that_the_log_keeps(people, office, client):
    document = evidence(people, NUMBERS.encode())
    for nothing in ("", "  "):
        with pytest.raises(ValidationError, match="เหตุผล"):
            document.clear_numbers(by=people.alice, reason=nothing)
    document.clear_numbers(by=people.alice, reason="เลขสมมุติในตัวอย่างแบบฟอร์ม")
    stored = StoredFile.objects.get(pk=document.current_id)
    assert (stored.cleared_by, stored.cleared_reason) == (people.alice, "เลขสมมุติในตัวอย่างแบบฟอร์ม")
    event = AuditEvent.objects.get(verb="ยืนยันให้เผยแพร่ไฟล์ที่มีเลขประจำตัวประชาชน")
    assert (event.actor_name, event.object_id) == (people.alice.display_name, str(document.pk))
    assert event.detail == {"reason": stored.cleared_reason, "sha256": stored.sha256, "numbers": 1}
    published(document.owner, people)
    assert fetch(client, document.get_absolute_url())[0] == 200
    with pytest.raises(ValidationError, match="ไม่มีเลข"):
        document.clear_numbers(by=people.alice, reason="อีกครั้ง")


def test_a_reviewer_cannot_publish_what_came_into_review_uncleared(people):
    document = evidence(people, NUMBERS.encode())
    measure = document.owner
    StoredFile.objects.update(citizen_numbers=0)  # as if it had been submitted before files were searched
    measure.submit(by=people.alice)
    StoredFile.objects.update(citizen_numbers=1)
    with pytest.raises(ValidationError, match="เลขประจำตัวประชาชน"):
        measure.publish(by=people.bob)
    with pytest.raises(ValidationError, match="เลขประจำตัวประชาชน"):
        publish_all(Measure.objects.filter(pk=measure.pk), by=people.bob)


def test_many_at_once_are_held_to_it_too(people):
    document = evidence(people, NUMBERS.encode())
    MeasureDraft(slug="ethics", created_by=people.alice)
    with pytest.raises(ValidationError) as refused:
        submit_all(Measure.objects.all(), by=people.alice)
    assert len(refused.value.messages) == 1
    document.clear_numbers(by=people.alice, reason="เลขตัวอย่าง")
    assert len(submit_all(Measure.objects.all(), by=people.alice)) == 2


def test_a_replaced_file_asks_again_and_a_working_copy_does_not(people):
    document = evidence(people, NUMBERS.encode())
    document.clear_numbers(by=people.alice, reason="เลขตัวอย่าง")
    measure = published(document.owner, people)
    copy = measure.revise(by=people.alice)
    copy.submit(by=people.alice)
    copy.send_back(by=people.bob, reason="แก้อีก")
    kept = copy.documents.get()
    kept.replace(csv_file(NUMBERS + "ข,1\n"), by=people.alice, note="เพิ่มแถว")
    copy.refresh_from_db()
    with pytest.raises(ValidationError, match="เลขประจำตัวประชาชน"):
        copy.submit(by=people.alice)
    kept.replace(csv_file("ชื่อ,เลข\nก,-\n"), by=people.alice, note="ปิดเลข")
    copy.submit(by=people.alice)


def test_the_database_knows_no_clearance_without_a_person_and_a_reason(people):
    stored = evidence(people, NUMBERS.encode()).current
    for changes in (
        {"cleared_at": stored.uploaded_at},
        {"cleared_by": people.alice, "cleared_at": stored.uploaded_at},
        {"cleared_reason": "ก"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.filter(pk=stored.pk).update(**changes)


def test_a_file_whose_text_cannot_be_read_is_kept_and_said_to_be_unsearched(people, monkeypatch, signed_in):
    def fail(*args: Any) -> None:
        raise ValidationError("ชำรุด")

    monkeypatch.setattr("portal.personal_numbers.scan_for_citizen_ids", fail)
    document = evidence(people, NUMBERS.encode())
    assert document.current.citizen_numbers is None
    with document.current.open() as kept:
        assert kept.read() == NUMBERS.encode()
    page = signed_in(people.alice).get(change_address(document.owner)).content.decode()
    assert "ค้นหาในไฟล์นี้ไม่ได้" in page
    with pytest.raises(ValidationError, match="ค้นหาเลขประจำตัวประชาชนไม่ได้"):
        document.owner.submit(by=people.alice)
    document.clear_numbers(by=people.alice, reason="เปิดตรวจทุกหน้าแล้ว ไม่มีเลขของผู้ใด")
    document.owner.submit(by=people.alice)


def without_its_letters(pdf: bytes, change: str) -> bytes:
    """The same pages with fonts that programs cannot read as they do others."""
    writer, output = PdfWriter(clone_from=io.BytesIO(pdf)), io.BytesIO()
    for kept in writer.pages[0]["/Resources"]["/Font"].values():
        font = kept.get_object()
        if change == "no letters told":
            del font["/ToUnicode"]
            font[NameObject("/Encoding")] = NameObject("/Identity-H")
        else:
            table = StreamObject()
            table.set_data(b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange")
            font[NameObject("/Encoding")] = writer._add_object(table)
    writer.write(output)
    return output.getvalue()


def test_a_number_in_a_thai_pdf_with_its_own_table_of_codes_is_found(people):
    """As WeasyPrint writes fonts of which some letters are missing."""
    pdf = without_its_letters(printed(f"ผู้รับจ้าง นายตัวอย่าง เลขประจำตัวประชาชน {PERSON}"), "a table of codes")
    document = evidence(people, pdf, "สัญญา.pdf")
    assert document.current.citizen_numbers == 1


def test_a_pdf_whose_letters_cannot_be_told_does_not_pass_for_one_without_numbers(people):
    pdf = without_its_letters(printed(f"ผู้รับจ้าง นายตัวอย่าง เลขประจำตัวประชาชน {PERSON}"), "no letters told")
    document = evidence(people, pdf, "สัญญา.pdf")
    assert document.current.citizen_numbers != 0
    with pytest.raises(ValidationError, match="ไฟล์ สัญญา"):
        document.owner.submit(by=people.alice)


# ── in the admin ─────────────────────────────────────────────────────────────
def sent(measure: Measure, **values: Any) -> dict[str, Any]:
    """The form of a measure with one document, as a browser sends it."""
    document = measure.documents.first()
    known = {"documents-INITIAL_FORMS": 1, "documents-0-id": document.pk} if document else {}
    basis = {"title": "หลักฐาน", "order": 0, "owner": measure.pk}
    return (
        form_of(measure)
        | {"documents-TOTAL_FORMS": 1, **known}
        | {f"documents-0-{name}": value for name, value in {**basis, **values}.items()}
    )


def test_a_clerk_sees_the_places_gives_a_reason_and_a_publisher_reads_it(people, office, signed_in):
    measure, alice = MeasureDraft(created_by=people.alice), signed_in(people.alice)
    upload = SimpleUploadedFile("รายชื่อ.xlsx", workbook(PERSON))
    page = alice.post(
        change_address(measure), sent(measure, upload=upload) | {"_continue": "1"}, follow=True
    ).content.decode()
    assert page.count("แผ่นงาน “รายชื่อ” เซลล์ B7 (x-xxxx-xxxxx-12-1 ซ่อนอยู่)") == 3  # message, panel, document
    assert '<textarea name="documents-0-clear_reason"' in page
    assert PERSON not in page
    assert "หรือยืนยันพร้อมเหตุผล" in verb(alice, measure, "submit")
    measure.refresh_from_db()
    assert measure.status == Status.DRAFT
    page = alice.post(
        change_address(measure), sent(measure, clear_reason="เลขสมมุติ") | {"_continue": "1"}, follow=True
    ).content.decode()
    assert f"{people.alice.display_name} ยืนยันว่าเผยแพร่ได้" in page
    assert '<input type="hidden" name="documents-0-clear_reason"' in page
    assert "ส่งขออนุมัติแล้ว" in verb(alice, measure, "submit")
    page = signed_in(people.bob).get(change_address(measure)).content.decode()
    assert "เหตุผล: เลขสมมุติ" in page
    assert "เผยแพร่แล้ว" in verb(signed_in(people.bob), measure, "publish")


def test_nobody_clears_a_file_that_they_have_not_seen(people, office, signed_in):
    document = evidence(people, NUMBERS.encode())
    upload = SimpleUploadedFile("ใหม่.csv", (NUMBERS + "ข,2\n").encode())
    values = {"upload": upload, "note": "เพิ่ม", "clear_reason": "เลขสมมุติ"}
    page = (
        signed_in(people.alice).post(change_address(document.owner), sent(document.owner, **values)).content
    )
    assert "ให้บันทึกก่อน" in page.decode()
    document.refresh_from_db()
    assert document.current.original_name == "หลักฐาน.csv"
    assert document.current.awaits_clearance


def test_a_clean_file_asks_nothing(people, office, signed_in):
    measure = MeasureDraft(created_by=people.alice)
    attach(measure, people)
    page = signed_in(people.alice).get(change_address(measure)).content.decode()
    assert "ไม่พบ (ภาพและหน้าที่สแกน" in page
    assert '<textarea name="documents-0-clear_reason"' not in page


def test_somebody_of_another_group_cannot_clear(people, office, signed_in):
    document = evidence(people, NUMBERS.encode())
    signed_in(people.charlie).post(change_address(document.owner), sent(document.owner, clear_reason="ผ่าน"))
    document.refresh_from_db()
    assert document.current.awaits_clearance
