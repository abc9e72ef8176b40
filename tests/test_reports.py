"""The annual report: page, PDF and spreadsheet say the same; what is published is frozen."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from measures.actions import publish_report
from measures.models import Measure, ReportVersion
from portal.thai import official_digits
from tests.makers import ReportDraft, ResultDraft, all_measures, fetch, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(people, office):
    all_measures(people)
    published(ResultDraft(created_by=people.alice), people)


@pytest.fixture
def report(year, people):
    draft = ReportDraft(created_by=people.alice)
    draft.submit(by=people.alice)
    return publish_report(by=people.bob, report=draft).report


def correct(report, people, introduction: str = "คำนำที่แก้แล้ว") -> ReportVersion:
    copy = report.revise(by=people.alice)
    copy.introduction = introduction
    copy.save()
    copy.submit(by=people.alice)
    return publish_report(by=people.bob, report=copy, reason="แก้คำนำ")


# ── what it says ─────────────────────────────────────────────────────────────
def test_the_page_has_eleven_rows_the_result_and_the_signature(report, client):
    text = fetch(client, "/measures/2566/report/")[1].decode()
    assert text.count('role="rowheader"') == 11
    for words in ("88.37", "ระดับ A", "(นายสมมุติ ตัวอย่าง)", "สำนักงานดำเนินการสิบเอ็ดด้าน"):
        assert words in text


def test_the_pdf_says_it_in_official_form(report, client):
    status, content = fetch(client, "/measures/2566/report.pdf")
    assert status == 200
    reader = PdfReader(io.BytesIO(content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "สำนักงานดำเนินการสิบเอ็ดด้าน" in text
    assert "๘๘.๓๗" in text
    assert "หน้า ๑ จาก" in text
    assert "ฉบับที่ ๑ เผยแพร่" in text
    assert "/measures/2566/report/" in text
    assert "นายสมมุติ ตัวอย่าง" in text
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "th"
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_the_header_row_is_repeated_on_every_page_with_rows(report, client):
    reader = PdfReader(io.BytesIO(fetch(client, "/measures/2566/report.pdf")[1]))
    assert len(reader.pages) > 1
    for page in reader.pages:
        assert "สรุปผลการดำเนินการ" in page.extract_text().replace("\n", "")


def test_the_spreadsheet_has_real_rows_ready_to_print(report, client):
    status, content = fetch(client, "/measures/2566/report.xlsx")
    assert status == 200
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    header = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "ที่")
    assert [sheet.cell(header + n, 1).value for n in range(1, 12)] == list(range(1, 12))
    assert sheet.cell(header + 1, 3).value == "1. จัดทำรายงาน\n2. เผยแพร่บนเว็บไซต์"
    assert sheet.cell(header + 1, 3).alignment.wrap_text
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    rest = [cell.value for row in sheet.iter_rows(min_row=header + 12) for cell in row if cell.value]
    place = rest.index("(นายสมมุติ ตัวอย่าง)")
    assert rest[place - 1] == "ผู้บริหาร"
    introduction = sheet.cell(header - 1, 1)
    assert introduction.value == report.introduction
    assert not introduction.font.bold
    assert any("88.37" in str(value) for value in rest)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ตามแบบ ITA-o16 ข้อ 11", "ตามแบบ ITA-o16 ข้อ ๑๑"),
        ("ที่ 19/2560 ลงวันที่ 3", "ที่ ๑๙/๒๕๖๐ ลงวันที่ ๓"),
        ("88.37 คะแนน ระดับ A", "๘๘.๓๗ คะแนน ระดับ A"),
    ],
)
def test_official_digits_leave_codes_alone(typed, printed):
    assert official_digits(typed) == printed


# ── frozen ───────────────────────────────────────────────────────────────────
def test_a_published_report_does_not_change_with_the_measures(report, people, client):
    before = {address: fetch(client, f"/measures/2566/report{address}")[1] for address in (".pdf", ".xlsx")}
    Measure.objects.filter(year=2566).update(summary="เปลี่ยนภายหลัง")
    assert "เปลี่ยนภายหลัง" not in fetch(client, "/measures/2566/report/")[1].decode()
    for address, content in before.items():
        assert fetch(client, f"/measures/2566/report{address}")[1] == content


def test_the_hash_on_the_page_is_the_hash_of_the_file(report, client):
    page = fetch(client, "/measures/2566/report/")[1].decode()
    for address in (".pdf", ".xlsx"):
        assert hashlib.sha256(fetch(client, f"/measures/2566/report{address}")[1]).hexdigest() in page


def test_a_correction_is_a_new_version_and_the_old_one_stays(report, people, client):
    old = fetch(client, "/measures/2566/report/1.pdf")[1]
    version = correct(report, people)
    assert version.number == 2
    page = fetch(client, "/measures/2566/report/")[1].decode()
    assert "คำนำที่แก้แล้ว" in page
    assert "แก้คำนำ" in page
    assert fetch(client, "/measures/2566/report/1.pdf")[1] == old
    first = fetch(client, "/measures/2566/report/1/")[1].decode()
    assert "คำนำที่แก้แล้ว" not in first
    assert "นี่คือฉบับเก่า" in first
    assert fetch(client, "/measures/2566/report/3/")[0] == 404


def test_a_version_refuses_change_and_deletion(report):
    version = ReportVersion.objects.get()
    version.reason = "แอบแก้"
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()


def test_a_file_is_answered_with_304_when_it_is_known(report, client):
    etag = client.get("/measures/2566/report.pdf")
    tag = etag["ETag"]
    etag.close()
    assert client.get("/measures/2566/report.pdf", headers={"If-None-Match": tag}).status_code == 304


def test_a_withdrawn_report_takes_every_version_with_it(report, people, client):
    report.withdraw(by=people.bob, reason="ทดสอบ")
    for address in ("/", ".pdf", ".xlsx", "/1/", "/1.pdf", "/1.xlsx"):
        assert fetch(client, f"/measures/2566/report{address}")[0] == 404


def test_a_report_published_again_after_withdrawal_says_why(report, people, client):
    report.withdraw(by=people.bob, reason="พิมพ์ผิด")
    report.submit(by=people.alice)
    with pytest.raises(ValidationError, match="เหตุผล"):
        publish_report(by=people.bob, report=report)
    assert publish_report(by=people.bob, report=report, reason="แก้คำผิดแล้ว").number == 2
    assert "แก้คำผิดแล้ว" in fetch(client, "/measures/2566/report/")[1].decode()


# ── who and when ─────────────────────────────────────────────────────────────
def test_the_author_cannot_publish_his_own_report(year, people):
    draft = ReportDraft(created_by=people.alice)
    draft.submit(by=people.alice)
    with pytest.raises(PermissionDenied):
        publish_report(by=people.alice, report=draft)
    assert not ReportVersion.objects.exists()


def test_a_report_waits_for_every_measure(people, office):
    draft = ReportDraft(created_by=people.alice)
    with pytest.raises(ValidationError) as error:
        draft.submit(by=people.alice)
    assert len(error.value.messages) == 11
    assert error.value.messages[0] == "มาตรการที่ 1 (คู่มือการปฏิบัติงาน) ของปี 2566 ยังไม่เผยแพร่"


def test_staff_see_the_report_before_it_is_frozen(year, people, client, signed_in):
    draft = ReportDraft(created_by=people.alice)
    assert fetch(client, draft.get_preview_url())[0] == 404
    bob = signed_in(people.bob)
    assert "ตัวอย่างก่อนเผยแพร่" in fetch(bob, draft.get_preview_url())[1].decode()
    assert fetch(bob, f"/measures/2566/report.pdf?preview={draft.pk}")[1].startswith(b"%PDF")
    assert not ReportVersion.objects.exists()


def test_publishing_in_the_admin_freezes_the_report(year, people, client, signed_in):
    draft = ReportDraft(created_by=people.alice)
    draft.submit(by=people.alice)
    verb = reverse("admin:measures_annualreport_verb", args=[draft.pk, "publish"])
    later = signed_in(people.bob).post(verb, {"at": "1/1/2599"}, follow=True).content.decode()
    assert "ตั้งเวลาล่วงหน้าไม่ได้" in later
    assert not ReportVersion.objects.exists()
    assert "เผยแพร่แล้ว" in signed_in(people.bob).post(verb, follow=True).content.decode()
    assert ReportVersion.objects.get().published_by_name == people.bob.display_name
    assert fetch(client, "/measures/2566/report/")[0] == 200
