"""The procurement desk: contracts typed by hand, a file from upload to publication, and what waits for whom."""

from __future__ import annotations

import csv
import errno
import io
import re
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import work
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, StoredFile, WorkGroup
from portal.storage import PrivateStorage
from procurement.admin.forms import ContractForm
from procurement.admin.progress import CONFIRMED, streamed
from procurement.exports.ocds import Package
from procurement.models import Bid, Contract, Correction, Finding, RegisterImport, Stage
from procurement.register_reader.egp import COLUMNS
from tests.makers import AnnouncementDraft, ContractDraft, NewsDraft, PlanDraft, published, words
from tests.test_admin_thai import foreign_words

pytestmark = pytest.mark.django_db
ADD = "/admin/procurement/registerimport/add/"
LIST = "/admin/procurement/registerimport/"
NATURAL = "3640100123456"
"""An invented citizen number whose check digit is right."""
JURISTIC = "0105500000011"
SHORT = "105500000011"


# ── a file as e-GP serves it, invented ───────────────────────────────────────
def egp_row(number: int, **facts: str) -> dict[str, str]:
    row = {
        "id": str(number),
        "number": str(number),
        "project_number": f"{66019000000 + number}",
        "title": f"ซื้อวัสดุสำนักงาน งวดที่ {number} โดยวิธีเฉพาะเจาะจง",
        "kind": "ซื้อ",
        "department": "สำนักงานปลัดกระทรวงศึกษาธิการ",
        "office": "สำนักงานศึกษาธิการจังหวัดสุโขทัย",
        "legal_group": "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง",
        "method": "เฉพาะเจาะจง",
        "announced_on": "10 ม.ค. 66",
        "budget": "12,000.00",
        "reference_price": "12,000.00",
        "agreed_price": "11,500.50",
        "year": "2566",
        "recorded_on": "16 ม.ค. 66",
        "province": "สุโขทัย",
        "district": "เมืองสุโขทัย",
        "subdistrict": "ธานี",
        "project_status": "ระหว่างดำเนินการ",
        "point": "",
        "latitude": "17.005",
        "longitude": "99.826",
        "tax_id": JURISTIC,
        "supplier_name": "บริษัท สมมุติเครื่องเขียน จำกัด",
        "contract_number": f"{number}/2566",
        "signed_on": "16 ม.ค. 66",
        "ends_on": "31 ม.ค. 66",
        "contract_value": "11,500.50",
        "stated_progress": "ระหว่างดำเนินการ",
    }
    return row | facts


def egp_file(rows: Sequence[dict[str, str]], name: str = "egp2566.csv") -> SimpleUploadedFile:
    columns = [column for column in COLUMNS if not column.key.endswith("_eng")]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.title for column in columns])
    writer.writerows([row[column.key] for column in columns] for row in rows)
    return SimpleUploadedFile(name, text.getvalue().encode("utf-8-sig"), content_type="text/csv")


def upload(client: Any, file: SimpleUploadedFile, **choices: str) -> Any:
    group = WorkGroup.objects.get(slug="administration")
    data = {"file": file, "owner_group": group.pk, "as_of": "1 ตุลาคม 2566", **choices}
    return client.post(ADD, data)


def confirm(client: Any, batch: RegisterImport, **data: str) -> str:
    response = client.post(f"{LIST}{batch.pk}/confirm/", data)
    assert response.streaming
    body = b"".join(response.streaming_content).decode()
    response.close()
    return body


def press(client: Any, batch: RegisterImport, verb: str, **data: str) -> str:
    response = client.post(f"{LIST}{batch.pk}/verb/{verb}/", data, follow=True)
    return words(response.getvalue())


@pytest.fixture
def desk(office: Any, people: Any, signed_in: Any) -> Any:
    """Grace's client at the procurement desk."""
    return signed_in(people.grace)


@pytest.fixture
def batch(desk: Any) -> RegisterImport:
    """Three contracts, looked at and not confirmed."""
    response = upload(desk, egp_file([egp_row(n) for n in (1, 2, 3)]))
    assert response.status_code == 302, words(response.content)
    return RegisterImport.objects.get()


def page_of(client: Any, batch: RegisterImport) -> str:
    return words(client.get(f"{LIST}{batch.pk}/change/").content)


# ── the path of a file ───────────────────────────────────────────────────────
def test_a_file_is_previewed_before_anything_is_written(desk: Any, batch: RegisterImport) -> None:
    page = page_of(desk, batch)
    assert "34,501.50" in page
    assert "ซื้อวัสดุสำนักงาน งวดที่ 2" in page
    assert "16 ม.ค. 2566" in page
    assert "ยืนยัน บันทึกเป็นฉบับร่าง" in desk.get(f"{LIST}{batch.pk}/change/").content.decode()
    assert not Contract.objects.exists()
    assert batch.stage is Stage.UNCONFIRMED


def test_a_file_goes_from_the_desk_to_the_public_as_a_whole(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any, client: Any
) -> None:
    told = confirm(desk, batch)
    assert '<progress max="100"' in told
    assert "นำเข้าเสร็จแล้ว" in told
    assert told.rstrip().endswith("</html>")
    assert Contract.objects.filter(status="draft", source=batch).count() == 3

    press(desk, batch, "submit")
    assert Contract.objects.filter(status="in_review").count() == 3
    assert "เผยแพร่ทั้งชุด" not in page_of(desk, batch)
    publisher = signed_in(people.bob)
    assert "egp2566.csv" in words(publisher.get("/admin/").content)
    assert "egp2566.csv" in words(publisher.get("/admin/review/").content)
    assert "งวดที่ 2" not in words(publisher.get("/admin/review/").content)

    assert "เผยแพร่ทั้งชุดแล้ว" in press(publisher, batch, "publish")
    assert Contract.objects.published().count() == 3
    assert "เผยแพร่แล้ว" in page_of(desk, batch)
    assert "egp2566.csv" not in words(publisher.get("/admin/").content)

    assert "ต้องระบุเหตุผล" in press(publisher, batch, "withdraw", reason=" ")
    press(publisher, batch, "withdraw", reason="นำเข้าผิดไฟล์")
    assert not Contract.objects.published().exists()
    assert Correction.objects.filter(reason="นำเข้าผิดไฟล์").count() == 3
    package = Package.of(FiscalYear(2566))
    assert {one["tender"]["status"] for one in package.as_dict()["releases"]} == {"withdrawn"}
    assert len(package.known_ocids()) == 3
    Contract.objects.filter(contract_number="1/2566").update(project_number="66019000099")
    ContractDraft(project_number="66019000001", created_by=people.grace)
    assert len(Package.of(FiscalYear(2566)).as_dict()["releases"]) == 3


def test_a_file_sent_back_tells_why(desk: Any, batch: RegisterImport, people: Any, signed_in: Any) -> None:
    confirm(desk, batch)
    press(desk, batch, "submit")
    publisher = signed_in(people.bob)
    assert "ต้องระบุเหตุผล" in press(publisher, batch, "send-back", reason="")
    press(publisher, batch, "send-back", reason="ขาดราคากลาง")
    assert set(Contract.objects.values_list("status", "status_reason")) == {("draft", "ขาดราคากลาง")}
    assert "ขาดราคากลาง" in page_of(desk, batch)
    assert "ส่งกลับ: ขาดราคากลาง" in words(desk.get("/admin/").content)


def test_the_sender_takes_a_set_back_and_nobody_else_does(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    confirm(desk, batch)
    press(desk, batch, "submit")
    assert "ทำรายการนี้ไม่ได้" in press(signed_in(people.bob), batch, "take-back")
    assert "ถอนคำขออนุมัติทั้งชุด" in page_of(desk, batch)
    assert "กลับเป็นฉบับร่าง" in press(desk, batch, "take-back")
    assert set(Contract.objects.values_list("status", flat=True)) == {"draft"}
    assert AuditEvent.objects.get(verb="ถอนคำขออนุมัติทั้งชุด").detail["contracts"] == 3
    assert "ถอนคำขออนุมัติทั้งชุด" not in page_of(desk, batch)


def test_a_publisher_sees_the_sum_and_the_contracts_of_a_waiting_set(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    confirm(desk, batch)
    press(desk, batch, "submit")
    page = page_of(signed_in(people.bob), batch)
    assert "34,501.50" in page
    assert "ซื้อวัสดุสำนักงาน งวดที่ 2" in page


def test_a_file_that_changes_nothing_does_not_wait_for_confirmation(desk: Any, batch: RegisterImport) -> None:
    confirm(desk, batch)
    upload(desk, egp_file([egp_row(n) for n in (1, 2, 3)]))
    page = page_of(desk, RegisterImport.objects.latest("pk"))
    assert "ไม่มีสิ่งใดเปลี่ยน" in page
    assert "รอยืนยัน" not in page
    assert words(desk.get(LIST).content).count("ไม่มีสิ่งใดเปลี่ยน") == 1
    assert "egp2566.csv" not in words(desk.get(f"{LIST}?stage=unconfirmed").content)
    assert "ยังไม่ยืนยัน" not in words(desk.get("/admin/").content).split("ไฟล์ที่ยังไม่ยืนยัน")[-1]
    Contract.objects.earliest("pk").delete()
    page_of(desk, RegisterImport.objects.latest("pk"))
    assert "egp2566.csv" in words(desk.get(f"{LIST}?stage=unconfirmed").content), "the register changed since"


def test_the_history_of_an_imported_contract_tells_the_acts_of_its_set(
    desk: Any, batch: RegisterImport
) -> None:
    confirm(desk, batch)
    press(desk, batch, "submit")
    address = reverse("admin:procurement_contract_history", args=[Contract.objects.earliest("pk").pk])
    assert "ส่งขออนุมัติทั้งชุด" in words(desk.get(address).content)


def test_a_contract_with_a_finding_is_marked_in_the_list(desk: Any, batch: RegisterImport) -> None:
    confirm(desk, batch)
    Finding.objects.all().delete()
    assert "มีข้อสังเกต" not in _rows(desk)
    first = Contract.objects.earliest("pk")
    Finding.objects.create(batch=batch, contract=first, code="rounded", row=2, what="ทศนิยมเกินสตางค์")
    assert _rows(desk).count("มีข้อสังเกต") == 1


def _rows(client: Any) -> str:
    page = client.get(reverse("admin:procurement_contract_changelist")).content.decode()
    return page[page.index("<tbody") : page.index("</tbody")]


def test_the_officer_cannot_decide_and_the_publisher_cannot_bring_in(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    publisher = signed_in(people.bob)
    assert publisher.get(ADD).status_code == 403
    assert "ยืนยัน บันทึกเป็นฉบับร่าง" not in publisher.get(f"{LIST}{batch.pk}/change/").content.decode()
    publisher.post(f"{LIST}{batch.pk}/confirm/")
    publisher.post(f"{LIST}{batch.pk}/verb/discard/")
    assert not Contract.objects.exists()
    confirm(desk, batch)
    press(desk, batch, "submit")
    for person in ("grace", "alice", "dana", "erin", "heidi"):
        press(signed_in(getattr(people, person)), batch, "publish")
    assert not Contract.objects.published().exists()


def test_a_file_confirmed_twice_is_written_once(desk: Any, batch: RegisterImport) -> None:
    confirm(desk, batch)
    again = desk.post(f"{LIST}{batch.pk}/confirm/", follow=True)
    assert "ยืนยันไปแล้ว" in words(again.content)
    upload(desk, egp_file([egp_row(n) for n in (1, 2, 3)], "เดิม.csv"))
    second = RegisterImport.objects.exclude(pk=batch.pk).get()
    assert "ทุกแถวของไฟล์นี้ตรงกับทะเบียนแล้ว" in page_of(desk, second)
    assert Contract.objects.count() == 3


def test_a_correction_of_what_is_public_needs_a_reason_that_the_public_reads(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    confirm(desk, batch)
    press(desk, batch, "submit")
    press(signed_in(people.bob), batch, "publish")
    changed = egp_file(
        [egp_row(1), egp_row(2, agreed_price="11,400.00", contract_value="11,400.00"), egp_row(3)]
    )
    upload(desk, changed)
    second = RegisterImport.objects.exclude(pk=batch.pk).get()
    page = page_of(desk, second)
    assert "11,500.50" in page
    assert "11,400.00" in page
    assert "เหตุผลของการแก้ไขข้อมูลที่เผยแพร่แล้ว (จำเป็น" in page
    assert "ต้องระบุเหตุผล" in words(confirm(desk, second).encode())
    assert Contract.objects.filter(revises__isnull=False).count() == 0
    confirm(desk, second, reason="ผู้ขายลดราคาให้")
    press(desk, second, "submit")
    press(signed_in(people.bob), second, "publish")
    assert Contract.objects.published().get(contract_number="2/2566").agreed_price == Decimal("11400.00")
    assert set(Correction.objects.values_list("reason", flat=True)) == {"ผู้ขายลดราคาให้"}


def test_the_officer_gives_the_reason_of_a_correction_and_the_publisher_may_change_it(
    desk: Any, people: Any, signed_in: Any
) -> None:
    publisher = signed_in(people.bob)
    for draft, given, told in (
        (ContractDraft, "", "ลงราคาผิด"),
        (PlanDraft, "ปรับแผนครั้งที่ 1", "ปรับแผนครั้งที่ 1"),
        (AnnouncementDraft, "", "ลงราคาผิด"),
    ):
        record = published(draft(created_by=people.alice), people)
        name = f"admin:procurement_{record._meta.model_name}"
        assert "correction_reason" not in desk.get(reverse(f"{name}_add")).content.decode()
        copy = record.revise(by=people.grace)
        copy.correction_reason = "ลงราคาผิด"
        copy.title = f"{record.title} (แก้ไข)"
        copy.save()
        page = desk.get(reverse(f"{name}_change", args=[copy.pk])).content.decode()
        assert re.search(r'<textarea name="correction_reason"[^>]*>\s*ลงราคาผิด</textarea>', page)
        copy.submit(by=people.grace)
        page = publisher.get(reverse(f"{name}_change", args=[copy.pk])).content.decode()
        assert re.search(r'<textarea id="publish-reason"[^>]*>ลงราคาผิด</textarea>', page)
        publisher.post(reverse(f"{name}_verb", args=[copy.pk, "publish"]), {"reason": given})
        assert record.corrections.get().reason == told
        record.refresh_from_db()
        assert record.title.endswith("(แก้ไข)")
        assert not record.revise(by=people.grace).correction_reason, "the next change has a reason of its own"


def test_publishing_many_corrections_is_told_while_it_runs_and_undone_when_the_browser_goes_away(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    confirm(desk, batch)
    press(desk, batch, "submit")
    publisher = signed_in(people.bob)
    press(publisher, batch, "publish")
    upload(desk, egp_file([egp_row(n, agreed_price="11,000.00") for n in (1, 2, 3)]), reason="ลดราคา")
    second = RegisterImport.objects.exclude(pk=batch.pk).get()
    confirm(desk, second)
    press(desk, second, "submit")

    response = publisher.post(f"{LIST}{second.pk}/verb/publish/")
    for piece in response.streaming_content:
        if b'value="67"' in piece:
            break
    else:
        pytest.fail("the page never told that two of three were done")
    response.close()
    assert set(Contract.objects.published().values_list("agreed_price", flat=True)) == {Decimal("11500.50")}
    assert not Correction.objects.exists()
    assert RegisterImport.objects.get(pk=second.pk).stage is Stage.IN_REVIEW

    assert "ประชาชนเห็นสัญญาเหล่านี้ได้ทันที" in press(publisher, second, "publish")
    assert set(Contract.objects.published().values_list("agreed_price", flat=True)) == {Decimal("11000.00")}
    assert Correction.objects.filter(reason="ลดราคา").count() == 3


def test_faults_stop_the_file_and_are_told_by_cell(desk: Any) -> None:
    rows = [egp_row(1), egp_row(2, agreed_price="หนึ่งหมื่น"), egp_row(3, signed_on="32 ม.ค. 66")]
    assert upload(desk, egp_file(rows)).status_code == 302
    batch = RegisterImport.objects.get()
    page = page_of(desk, batch)
    assert "อ่านไม่ได้ 2 แห่ง" in page
    assert re.search(r"เซลล์ [A-Z]+3 ", page)
    assert re.search(r"เซลล์ [A-Z]+4 ", page)
    assert "/confirm/" not in desk.get(f"{LIST}{batch.pk}/change/").content.decode()
    assert "ยังไม่มีสิ่งใดถูกบันทึก" in confirm(desk, batch)
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("ว่าง.csv", b""), ("ภาพ.csv", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("อื่น.csv", "ก,ข\n1,2\n".encode())],
)
def test_a_file_that_is_no_register_is_refused_where_it_was_chosen(
    desk: Any, name: str, content: bytes
) -> None:
    response = upload(desk, SimpleUploadedFile(name, content))
    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()
    assert not RegisterImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_full_disk_and_a_lost_file_are_told_in_words(
    desk: Any, batch: RegisterImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = batch.source.file
    kept.storage.delete(kept.name)
    page = page_of(desk, batch)
    assert "เปิดไฟล์ที่เก็บไว้ไม่ได้" in page
    assert "/confirm/" not in desk.get(f"{LIST}{batch.pk}/change/").content.decode()
    assert desk.get(f"{LIST}{batch.pk}/file/").status_code == 404

    def full(*args: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(PrivateStorage, "_save", full)
    response = upload(desk, egp_file([egp_row(9)]))
    assert response.status_code == 200
    assert "พื้นที่เก็บข้อมูลอาจเต็ม" in words(response.content)
    assert RegisterImport.objects.get() == batch


def test_an_unconfirmed_file_can_be_thrown_away(desk: Any, batch: RegisterImport) -> None:
    assert "ลบไฟล์ที่ยังไม่ยืนยันแล้ว" in press(desk, batch, "discard")
    assert not RegisterImport.objects.exists()
    assert not StoredFile.objects.exists()
    assert AuditEvent.objects.filter(verb="ลบไฟล์ที่ยังไม่ยืนยัน").count() == 1


def test_the_original_is_handed_out_to_those_who_see_imports(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any, client: Any
) -> None:
    address = f"{LIST}{batch.pk}/file/"
    for person in (people.grace, people.bob, people.erin):
        response = signed_in(person).get(address)
        body = b"".join(response.streaming_content)
        response.close()
        assert body.startswith(b"\xef\xbb\xbf")
        assert response["Content-Disposition"].startswith("attachment")
    assert signed_in(people.alice).get(address).status_code == 403
    assert client.get(address).status_code == 302
    assert signed_in(people.erin).get(f"{LIST}999/file/").status_code == 404


def test_a_browser_closed_in_the_middle_leaves_nothing_behind(desk: Any, batch: RegisterImport) -> None:
    response = desk.post(f"{LIST}{batch.pk}/confirm/")
    pieces = iter(response.streaming_content)
    seen = ""
    while "บันทึกลงทะเบียน" not in seen:
        seen = next(pieces).decode()
    response.close()
    batch.refresh_from_db()
    assert batch.confirmed_at is None
    assert not Contract.objects.exists()
    assert "นำเข้าเสร็จแล้ว" in confirm(desk, batch)


def test_what_breaks_under_way_is_told_on_the_page(rf: Any, people: Any) -> None:
    def broken() -> Iterator[Any]:
        raise OSError("no space left")
        yield  # a generator

    request = rf.get("/admin/")
    request.user = people.grace
    from django.contrib import admin  # noqa: PLC0415

    from procurement.admin.imports import RegisterImportAdmin  # noqa: PLC0415  # the registry is filled

    head = {**admin.site.each_context(request), "opts": RegisterImport._meta, "title": "กำลังนำเข้า"}
    assert RegisterImportAdmin
    response = streamed(broken(), words=CONFIRMED, head=head, back="/admin/", request=request)
    page = response.getvalue().decode()
    assert "ยังไม่มีสิ่งใดถูกบันทึก" in page
    assert "no space left" not in page
    assert page.rstrip().endswith("</html>")


def test_the_list_of_imports_costs_no_more_for_more_files(desk: Any, batch: RegisterImport) -> None:
    with CaptureQueriesContext(connection) as few:
        assert "egp2566.csv" in words(desk.get(LIST).content)
    old_number = len(few)
    for number in range(5):
        upload(desk, egp_file([egp_row(10 + number)], f"ไฟล์ {number}.csv"))
    for each in RegisterImport.objects.exclude(pk=batch.pk):
        confirm(desk, each)
    with CaptureQueriesContext(connection) as many:
        page = words(desk.get(LIST).content)
    assert "ฉบับร่าง" in page
    assert len(many) <= old_number
    filtered = words(desk.get(f"{LIST}?stage=unconfirmed").content)
    assert "egp2566.csv" in filtered
    assert "ไฟล์ 3.csv" not in filtered


def test_every_page_of_an_import_is_thai(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    upload(desk, egp_file([egp_row(1, agreed_price="x"), egp_row(2, agreed_price="99,000.00")], "ผิด.csv"))
    faulty = RegisterImport.objects.exclude(pk=batch.pk).get()
    seen = [desk.get(ADD), desk.post(ADD, {}), desk.get(f"{LIST}{faulty.pk}/change/")]
    seen += [desk.get(LIST), desk.get(f"{LIST}{batch.pk}/change/"), desk.get(f"{LIST}{batch.pk}/history/")]
    told = confirm(desk, batch)
    seen.append(desk.get(f"{LIST}{batch.pk}/change/"))
    press(desk, batch, "submit")
    seen.append(signed_in(people.bob).get(f"{LIST}{batch.pk}/change/"))
    row = Contract.objects.first()
    assert row
    seen.append(signed_in(people.bob).get(f"/admin/procurement/contract/{row.pk}/change/"))
    pages = [told, *(response.content.decode() for response in seen)]
    wrong = {word for page in pages for word in foreign_words(re.sub("“x”|เซลล์ [A-Z]+", "", page))}
    assert wrong == set()


# ── contracts by hand ────────────────────────────────────────────────────────
def contract_form(**facts: Any) -> dict[str, Any]:
    empty = {
        f"{prefix}-{name}": "0"
        for prefix in ("bids", "documents")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    return {
        **empty,
        "year": "2566",
        "owner_group": WorkGroup.objects.get(slug="administration").pk,
        "project_number": "๖๖๐๑๐๐๐๐๐๐๑",
        "title": "จ้างซ่อมเครื่องปรับอากาศ",
        "kind": "hire",
        "method": "specific",
        "budget": "๑๒,๐๐๐",
        "agreed_price": "11,500.50 บาท",
        "supplier_name": "ร้านสมมุติเครื่องเย็น",
        "contract_number": "7/2566",
        "signed_on": "16 มกราคม 2566",
        "ends_on": "31/1/2566",
        **facts,
    }


ERRORS = re.compile(r'<ul class="errorlist.*?</ul>', re.DOTALL)
CONTRACT_ADD = "/admin/procurement/contract/add/"


def test_a_contract_is_typed_as_people_write(desk: Any) -> None:
    response = desk.post(CONTRACT_ADD, contract_form())
    assert response.status_code == 302, words(response.content)
    contract = Contract.objects.get()
    assert (contract.budget, contract.agreed_price) == (Decimal("12000.00"), Decimal("11500.50"))
    assert contract.project_number == "66010000001"
    assert str(contract.signed_on) == "2023-01-16"
    page = desk.get(f"/admin/procurement/contract/{contract.pk}/change/").content.decode()
    assert 'value="11,500.50"' in page
    assert "สิ้นสุดระยะสัญญา" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (SHORT, f"ถ้าหมายถึง {JURISTIC}"),
        ("0105500000018", "หลักสุดท้ายไม่ตรงกับหลักอื่น"),
        ("01055", "มี 5 หลัก"),
        ("สมมุติ", "ต้องเป็นตัวเลข 13 หลัก"),
    ],
)
def test_a_wrong_tax_number_is_told_with_the_way_out(desk: Any, typed: str, told: str) -> None:
    response = desk.post(CONTRACT_ADD, contract_form(tax_id=typed))
    assert told in words(response.content)
    assert not Contract.objects.exists()


def test_a_citizen_number_is_masked_on_saving_and_that_is_said(desk: Any) -> None:
    bids = {
        "bids-TOTAL_FORMS": "1",
        "bids-0-name": "นายสมมุติ ตัวอย่าง",
        "bids-0-tax_id": NATURAL,
        "bids-0-order": "1",
    }
    response = desk.post(
        CONTRACT_ADD, contract_form(tax_id=f"3-6401-00123-45-{NATURAL[-1]}", **bids), follow=True
    )
    contract = Contract.objects.get()
    assert contract.tax_id == contract.bids.get().tax_id == f"{NATURAL[:9]}xxxx"
    page = words(response.content)
    assert page.count("ปิดสี่หลักท้ายเป็น xxxx") == 2
    assert NATURAL not in page


WITH_NUMBER = f"นายสมมุติ เลข 3-6401-00123-45-{NATURAL[-1]}"
REFUSED = "มีเลขประจำตัวประชาชน"


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        *(("contract", field) for field in ("title", "supplier_name", "contract_number", "reason")),
        ("contract", "bids-0-name"),
        *(("planitem", field) for field in ("title", "plan_number")),
        *(("announcement", field) for field in ("title", "summary")),
    ],
)
def test_a_citizen_number_typed_into_a_text_is_refused_and_not_repeated(
    desk: Any, kind: str, field: str
) -> None:
    bids = {"bids-TOTAL_FORMS": "1", "bids-0-name": "ก", "bids-0-order": "1"}
    form = contract_form(**bids) | {
        "method_group": "invite",
        "expected_on": "1/11/2565",
        "announced_on": "1/11/2565",
        **({"kind": "D0"} if kind == "announcement" else {}),
    }
    typed = NATURAL if field == "plan_number" else WITH_NUMBER
    response = desk.post(f"/admin/procurement/{kind}/add/", form | {field: typed})
    told = [words(error.encode()) for error in ERRORS.findall(response.content.decode())]
    assert len([error for error in told if REFUSED in error]) == 1
    assert not any(NATURAL[-4:] in error for error in told)
    assert not Contract.objects.exists()


def test_a_citizen_number_in_a_text_is_neither_sent_nor_published(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    """However it came in: one by one and as a whole, in what was drafted and in what already waits."""
    for draft in (PlanDraft, AnnouncementDraft, ContractDraft):
        record = draft(title=WITH_NUMBER, created_by=people.grace)
        with pytest.raises(ValidationError, match=REFUSED):
            record.submit(by=people.grace)
    confirm(desk, batch)
    first, second, _ = batch.contracts.order_by("pk")
    bid = Bid.objects.create(contract=first, name=WITH_NUMBER)
    assert "“ผู้เสนอราคา” มีเลขประจำตัวประชาชน" in press(desk, batch, "submit")
    Bid.objects.filter(pk=bid.pk).update(name="นายสมมุติ")
    press(desk, batch, "submit")
    Contract.objects.filter(pk=second.pk).update(supplier_name=WITH_NUMBER)
    publisher = signed_in(people.bob)
    assert "“ผู้ประกอบการที่ได้รับการคัดเลือก” มีเลขประจำตัวประชาชน" in press(publisher, batch, "publish")
    assert not Contract.objects.published().exists()


def test_a_citizen_number_is_in_no_reason_that_the_public_reads(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    told = words(upload(desk, egp_file([egp_row(1)]), reason=WITH_NUMBER).content)
    assert REFUSED in told
    answer = desk.post(f"{LIST}{batch.pk}/confirm/", {"reason": WITH_NUMBER}, follow=True)
    assert REFUSED in words(answer.content)
    assert not Contract.objects.exists()
    confirm(desk, batch)
    press(desk, batch, "submit")
    publisher = signed_in(people.bob)
    assert REFUSED in press(publisher, batch, "publish", reason=WITH_NUMBER)
    assert not Contract.objects.published().exists()
    press(publisher, batch, "publish")
    assert REFUSED in press(publisher, batch, "withdraw", reason=WITH_NUMBER)
    contract = Contract.objects.published().first()
    assert contract
    address = f"/admin/procurement/contract/{contract.pk}/verb/withdraw/"
    assert REFUSED in words(publisher.post(address, {"reason": WITH_NUMBER}, follow=True).content)
    with pytest.raises(ValidationError, match=REFUSED):
        contract.withdraw(by=people.bob, reason=WITH_NUMBER)
    assert Contract.objects.published().count() == 3
    assert not Correction.objects.exists()


def test_an_odd_number_from_a_source_does_not_stop_other_changes(desk: Any, people: Any) -> None:
    contract = ContractDraft(created_by=people.grace, tax_id="0105500000018", project_number="6601")
    facts = contract_form(tax_id="0105500000018", project_number="6601", title="ชื่อใหม่")
    response = desk.post(f"/admin/procurement/contract/{contract.pk}/change/", facts)
    assert response.status_code == 302, words(response.content)
    contract.refresh_from_db()
    assert contract.title == "ชื่อใหม่"


def test_the_same_contract_twice_is_refused_in_words(desk: Any) -> None:
    desk.post(CONTRACT_ADD, contract_form())
    response = desk.post(CONTRACT_ADD, contract_form(title="ชื่ออื่น"))
    assert "มีสัญญานี้ในทะเบียนแล้ว" in words(response.content)
    assert Contract.objects.count() == 1


def test_the_later_of_two_who_type_one_contract_at_once_is_told_so(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the form looked, the other contract was not there yet; the database refuses, and the form looks again."""
    desk.post(CONTRACT_ADD, contract_form())
    looked, really = [], ContractForm._twin

    def look(form: ContractForm, facts: dict[str, Any]) -> bool:
        looked.append(form)
        return len(looked) > 1 and really(form, facts)

    monkeypatch.setattr(ContractForm, "_twin", look)
    response = desk.post(CONTRACT_ADD, contract_form(title="ชื่ออื่น"))
    assert response.status_code == 200
    assert "มีสัญญานี้ในทะเบียนแล้ว" in words(response.content)
    assert 'value="ชื่ออื่น"' in response.content.decode()
    assert len(looked) == 2
    assert Contract.objects.count() == 1


def test_contracts_of_one_project_are_held_against_each_other(desk: Any, people: Any) -> None:
    first = ContractDraft(created_by=people.grace, project_number="66010000001", budget="500000")
    second = ContractDraft(
        created_by=people.grace, project_number="66010000001", budget="600000", contract_number="2/2566"
    )
    page = words(desk.get(f"/admin/procurement/contract/{first.pk}/change/").content)
    assert f"{second}" in page
    assert "ข้อมูลโครงการไม่ตรงกัน: วงเงินงบประมาณที่ได้รับจัดสรร (บาท)" in page


def test_the_page_of_an_imported_contract_tells_where_it_comes_from(
    desk: Any, people: Any, signed_in: Any
) -> None:
    upload(desk, egp_file([egp_row(1, agreed_price="13,000.00", contract_value="13,000.00")]))
    confirm(desk, RegisterImport.objects.get())
    contract = Contract.objects.get()
    assert Finding.objects.filter(contract=contract).exists()
    for person in (people.grace, people.erin):
        page = words(signed_in(person).get(f"/admin/procurement/contract/{contract.pk}/change/").content)
        assert "egp2566.csv" in page
        assert "แถว 2" in page
        assert "สถานะตามแหล่งข้อมูล: ระหว่างดำเนินการ" in page
        assert "ราคาที่ตกลง 13,000.00 บาท สูงกว่าราคากลาง 12,000.00 บาท" in page
    listed = words(desk.get("/admin/procurement/contract/?findings=yes").content)
    assert "งวดที่ 1" in listed
    assert "งวดที่ 1" not in words(desk.get("/admin/procurement/contract/?findings=no").content)
    assert "งวดที่ 1" in words(desk.get("/admin/procurement/contract/?progress=ended&year=2566").content)
    assert "งวดที่ 1" not in words(desk.get("/admin/procurement/contract/?progress=active").content)
    assert "งวดที่ 1" in words(desk.get("/admin/procurement/contract/?q=สมมุติเครื่องเขียน").content)


def test_a_source_of_money_is_set_for_many_drafts_at_once(desk: Any, people: Any) -> None:
    drafts = [ContractDraft(created_by=people.grace, contract_number=f"{n}/2566") for n in range(3)]
    shown = ContractDraft(created_by=people.alice, contract_number="9/2566")
    published(shown, people)
    address = "/admin/procurement/contract/"
    chosen = {"action": "fund_selected", "_selected_action": [str(record.pk) for record in [*drafts, shown]]}
    asked = words(desk.post(address, chosen).content)
    assert "ฉบับร่าง 3 รายการ" in asked
    assert "อย่างน้อยหนึ่งอย่าง" in words(desk.post(address, {**chosen, "_fund": "1"}).content)
    done = desk.post(address, {**chosen, "_fund": "1", "fund_source": "income"}, follow=True)
    assert "ตั้งแหล่งเงินแล้ว 3 รายการ" in words(done.content)
    assert sorted(Contract.objects.values_list("fund_source", flat=True)) == [
        "",
        "income",
        "income",
        "income",
    ]
    assert AuditEvent.objects.filter(verb="แก้ไข").count() == 3


def test_many_drafts_are_sent_at_once_and_the_others_are_named(desk: Any, people: Any) -> None:
    ready = ContractDraft(created_by=people.grace)
    short = ContractDraft(created_by=people.grace, title="ไม่มีวิธี", method="")
    chosen = {"action": "submit_selected", "_selected_action": [ready.pk, short.pk]}
    page = words(desk.post("/admin/procurement/contract/", chosen, follow=True).content)
    assert "ส่งขออนุมัติแล้ว 1 รายการ" in page
    assert "ยังไม่ได้เลือกวิธีการจัดซื้อจัดจ้าง" in page
    assert set(Contract.objects.values_list("status", flat=True)) == {"in_review", "draft"}


def test_nobody_deletes_many_contracts_with_one_click(desk: Any, people: Any) -> None:
    draft = ContractDraft(created_by=people.grace)
    page = desk.get("/admin/procurement/contract/").content.decode()
    assert "delete_selected" not in page
    desk.post(
        "/admin/procurement/contract/",
        {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"},
    )
    assert Contract.objects.filter(pk=draft.pk).exists()


def test_a_working_copy_tells_only_what_somebody_changed(desk: Any, people: Any, signed_in: Any) -> None:
    contract = published(ContractDraft(created_by=people.alice), people)
    copy = contract.revise(by=people.grace)
    copy.contract_number = "2/2566"
    copy.save()
    page = words(desk.get(f"/admin/procurement/contract/{copy.pk}/change/").content)
    assert "เลขที่สัญญาหรือใบสั่ง" in page
    for hidden in ("รหัสจับคู่", "คำสำหรับค้น", "วันที่ใช้เรียงลำดับ"):
        assert hidden not in page


# ── what waits ───────────────────────────────────────────────────────────────
def test_thousands_of_imported_drafts_neither_flood_nor_slow_the_first_page(
    desk: Any, batch: RegisterImport, people: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    NewsDraft(created_by=people.alice)
    own = ContractDraft(created_by=people.grace, title="พิมพ์เอง", contract_number="99/2566")
    with CaptureQueriesContext(connection) as before:
        desk.get("/admin/")
    old_number = len(before)
    confirm(desk, batch)
    model = Contract.objects.filter(source=batch).first()
    assert model
    rows = []
    for number in range(3000):
        fields = {
            f.attname: getattr(model, f.attname) for f in Contract._meta.concrete_fields if not f.primary_key
        }
        row = Contract(**{**fields, "natural_key": f"ทดสอบ {number}", "title": f"สัญญาที่ {number}"})
        rows.append(row)
    Contract.objects.bulk_create(rows, batch_size=500)
    began = time.process_time()  # whatever else the machine does
    with django_assert_max_num_queries(old_number):
        page = words(desk.get("/admin/").content)
    assert time.process_time() - began < 2
    assert "ฉบับร่าง 3,003 สัญญา" in page
    assert own.title in page
    assert "สัญญาที่ 7" not in page
    Contract.objects.filter(source=batch).update(
        status="in_review", submitted_by=people.grace, submitted_at=model.created_at
    )
    boxes = {box.heading: box for box in work.boxes(people.bob)}
    assert [item.note for item in boxes["ไฟล์จัดซื้อจัดจ้างรออนุมัติ"].items] == ["รออนุมัติ 3,003 สัญญา · เกศ ทดสอบ"]
    assert "รออนุมัติ" not in boxes


def test_a_hand_made_correction_of_an_imported_contract_waits_by_itself(
    desk: Any, batch: RegisterImport, people: Any, signed_in: Any
) -> None:
    confirm(desk, batch)
    press(desk, batch, "submit")
    press(signed_in(people.bob), batch, "publish")
    copy = Contract.objects.get(contract_number="1/2566").revise(by=people.grace)
    copy.title = "ชื่อที่แก้แล้ว"
    copy.save()
    copy.submit(by=people.grace)
    boxes = {box.heading: [item.title for item in box.items] for box in work.boxes(people.bob)}
    assert boxes["รออนุมัติ"] == [str(copy)]
    assert "ไฟล์จัดซื้อจัดจ้างรออนุมัติ" not in boxes
    assert RegisterImport.objects.get().stage is Stage.PUBLISHED


def test_the_officer_finds_the_commonest_acts(people: Any) -> None:
    acts = [act.title for act in work.acts(people.grace)]
    assert {"นำเข้าจาก e-GP", "สัญญาจัดซื้อจัดจ้าง", "ประกาศจัดซื้อจัดจ้าง", "แผนจัดซื้อจัดจ้าง"} <= set(acts)
    assert "นำเข้าจาก e-GP" not in [act.title for act in work.acts(people.bob)]


def test_suppliers_and_corrections_are_read_and_never_written(desk: Any, people: Any) -> None:
    published(ContractDraft(created_by=people.alice), people).withdraw(by=people.bob, reason="ซ้ำ")
    AnnouncementDraft(created_by=people.grace)
    for name in ("supplier", "correction"):
        listed = desk.get(f"/admin/procurement/{name}/")
        assert listed.status_code == 200
        assert desk.get(f"/admin/procurement/{name}/add/").status_code == 403
    correction = Correction.objects.get()
    page = words(desk.get(reverse("admin:procurement_correction_change", args=[correction.pk])).content)
    assert "ซื้อวัสดุสำนักงาน" in page
    assert "ร้านสมมุติเครื่องเขียน" in words(desk.get("/admin/procurement/supplier/").content)
