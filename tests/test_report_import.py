"""Bringing in an earlier report: preview first, then drafts; all or nothing; twice changes nothing."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from measures.actions import confirm_import, plan_import
from measures.forms import keep_report
from measures.models import AnnualReport, ItaResult, Measure, ReportImport, Slug
from measures.report_reader import read_report
from portal.fiscal import FiscalYear
from portal.models import StoredFile, WorkGroup
from tests.makers import MeasureDraft, published

pytestmark = pytest.mark.django_db

TITLES = {
    Slug.MANUALS: "การเผยแพร่คู่มือหรือมาตรฐานการปฏิบัติงาน",
    Slug.PARTICIPATION: "การเผยแพร่การเปิดโอกาสให้เกิดการมีส่วนร่วม",
    Slug.SERVICES: "การเผยแพร่คู่มือหรือมาตรฐานการให้บริการ และ E-Service",
    Slug.AUTHORITY: "การเผยแพร่อำนาจหน้าที่",
    Slug.NEWS: "การเผยแพร่ข่าวประชาสัมพันธ์",
    Slug.RISK: "การเผยแพร่การประเมินความเสี่ยงการทุจริตและประพฤติมิชอบ",
    Slug.PROCUREMENT: "การเผยแพร่แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ",
    Slug.HR: "การเผยแพร่รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี",
    Slug.ETHICS: "การเผยแพร่การขับเคลื่อนจริยธรรม",
    Slug.COMPLAINTS: "การเผยแพร่ช่องทางแจ้งให้ข้อมูลหรือร้องเรียนการเรียกรับสินบนหรือทุจริตต่อหน้าที่",
    Slug.IMPROVEMENT: "การเผยแพร่การปรับปรุงองค์กรให้มีความโปร่งใสมากขึ้น",
}
HEADER = (
    "มาตรการหรือกิจกรรม ปีงบประมาณ พ.ศ. ๒๕๖๖\tขั้นตอนหรือวิธีการปฏิบัติ\tสรุปผลการดำเนินการ\tผลลัพธ์/ความสำเร็จของการดำเนินการ"
)


def report_text(summary: str = "ดำเนินการแล้ว {} เรื่อง", skip: Slug | None = None) -> bytes:
    rows = [
        f"{title}\t๑. สำรวจข้อมูล ๒. เผยแพร่ข้อมูล\t{summary.format(number)}\tประชาชนได้รับทราบข้อมูล"
        for number, (slug, title) in enumerate(TITLES.items(), start=1)
        if slug != skip
    ]
    return "\n".join(
        ["รายงานผลการดำเนินการ", "", HEADER, *rows, "", " ผู้บริหาร", " (นายสมมุติ ตัวอย่าง)", " ศึกษาธิการจังหวัดสุโขทัย"]
    ).encode()


def batch_of(people, content: bytes) -> ReportImport:
    group = WorkGroup.objects.get(slug="planning")
    return keep_report(content, "รายงาน.txt", year=FiscalYear(2566), owner_group=group, by=people.alice)


def bring_in(people, content: bytes) -> list[Measure]:
    read = read_report(content, "รายงาน.txt", expected_year=2566)
    return confirm_import(by=people.alice, batch=batch_of(people, content), read=read)


def test_what_is_brought_in_are_drafts_with_arabic_digits(people, office):
    bring_in(people, report_text())
    measures = Measure.objects.filter(year=2566).order_by("number")
    assert [measure.slug for measure in measures] == [slug.value for slug in Slug]
    assert {measure.status for measure in measures} == {"draft"}
    assert measures[0].steps == ["สำรวจข้อมูล", "เผยแพร่ข้อมูล"]
    assert measures[0].owner_group.slug == "planning"
    report = AnnualReport.objects.get(year=2566)
    assert (report.signer_name, report.status) == ("นายสมมุติ ตัวอย่าง", "draft")


def test_bringing_in_the_same_report_again_changes_nothing(people, office):
    bring_in(people, report_text())
    before = list(Measure.objects.values_list("pk", "updated_at"))
    assert bring_in(people, report_text()) == []
    assert list(Measure.objects.values_list("pk", "updated_at")) == before
    assert AnnualReport.objects.count() == 1


def test_a_published_measure_gets_a_working_copy(people, office):
    measure = published(MeasureDraft(created_by=people.alice), people)
    bring_in(people, report_text())
    measure.refresh_from_db()
    assert measure.summary == "จัดทำและเผยแพร่รายงานแล้ว"
    assert measure.working_copy.summary == "ดำเนินการแล้ว 8 เรื่อง"


def test_a_measure_in_review_stops_the_whole_import(people, office):
    measure = MeasureDraft(created_by=people.alice)
    measure.submit(by=people.alice)
    with pytest.raises(Exception, match="รออนุมัติอยู่"):
        bring_in(people, report_text())
    assert list(Measure.objects.all()) == [measure]
    assert not AnnualReport.objects.exists()


def test_a_plan_says_what_would_change(people, office):
    MeasureDraft(created_by=people.alice)
    plan = plan_import(read_report(report_text(), "รายงาน.txt"), FiscalYear(2566))
    acts = {planned.read.slug: planned.act for planned in plan}
    assert acts.pop("hr") == "แก้ไขฉบับร่าง"
    assert set(acts.values()) == {"สร้าง"}
    assert Measure.objects.count() == 1


# ── in the admin ─────────────────────────────────────────────────────────────
def upload(client, content: bytes, name: str = "รายงาน.txt", year: int = 2566):
    group = WorkGroup.objects.get(slug="planning").pk
    sent = {"year": year, "owner_group": group, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("admin:measures_measure_import"), sent, follow=True)


def test_the_admin_shows_a_preview_before_anything_is_saved(people, office, signed_in):
    alice = signed_in(people.alice)
    page = upload(alice, report_text())
    assert "11 จาก 11" in page.content.decode()
    assert not Measure.objects.exists()
    address = reverse("admin:measures_measure_import_preview", args=[ReportImport.objects.get().pk])
    done = alice.post(address, follow=True).content.decode()
    assert "บันทึกเป็นฉบับร่าง 11 มาตรการ" in done
    assert Measure.objects.count() == 11
    assert "ถูกนำเข้าไปแล้ว" in alice.post(address, follow=True).content.decode()


def test_the_preview_says_that_a_measure_waits_for_approval(people, office, signed_in):
    measure = MeasureDraft(created_by=people.alice)
    measure.submit(by=people.alice)
    page = upload(signed_in(people.alice), report_text()).content.decode()
    assert f"มาตรการที่ {measure.number} รออนุมัติอยู่" in page
    assert "ยืนยัน บันทึกเป็นฉบับร่าง" not in page


def test_the_preview_numbers_measures_by_their_official_number(people, office, signed_in):
    page = upload(signed_in(people.alice), report_text(skip=Slug.MANUALS)).content.decode()
    read = read_report(report_text(skip=Slug.MANUALS), "รายงาน.txt")
    numbers = [planned.number for planned in plan_import(read, FiscalYear(2566))]
    assert numbers == list(range(2, 12))
    assert "<b>2. " in page


def test_a_report_of_another_year_leads_back_to_the_upload(people, office, signed_in):
    report = "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. 2566\n".encode() + report_text()
    page = upload(signed_in(people.alice), report, year=2567).content.decode()
    assert f'href="{reverse("admin:measures_measure_import")}"' in page.partition("ยังนำเข้าไม่ได้")[2]


def test_the_original_file_is_kept_as_it_came(people, office, signed_in):
    upload(signed_in(people.alice), report_text())
    batch = ReportImport.objects.get()
    with batch.source.open() as file:
        assert file.read() == report_text()
    assert batch.source.uploaded_by == people.alice


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "รายงาน.txt", "ว่าง"),
        (b"PK\x03\x04broken", "รายงาน.docx", "รายงาน.docx"),
        (b"MZ\x90\x00\x03\x00", "รายงาน.txt", "รายงาน.txt"),
        ("ไม่มีตารางในไฟล์นี้".encode(), "บันทึก.txt", "ตาราง"),
        (b"%PDF-1.7", "รายงาน.pdf", "pdf"),
    ],
    ids=["empty", "broken docx", "program", "no table", "pdf"],
)
def test_an_unreadable_file_is_explained_and_nothing_is_kept(people, office, signed_in, content, name, said):
    text = upload(signed_in(people.alice), content, name).content.decode()
    assert said in text
    assert not ReportImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_report_with_a_missing_measure_says_which(people, office, signed_in):
    text = upload(signed_in(people.alice), report_text(skip=Slug.ETHICS)).content.decode()
    assert "จริยธรรม" in text
    assert "10 จาก 11" in text


def test_only_those_who_write_measures_bring_reports_in(people, office, signed_in):
    assert signed_in(people.erin).get(reverse("admin:measures_measure_import")).status_code == 403
    assert signed_in(people.bob).get(reverse("admin:measures_measure_import")).status_code == 403


# ── on the command line ──────────────────────────────────────────────────────
def run(*args: str) -> str:
    out = io.StringIO()
    call_command("import_report", *args, stdout=out)
    return out.getvalue()


def test_the_command_shows_first_and_saves_only_when_confirmed(people, office, tmp_path):
    file = tmp_path / "report.txt"
    file.write_bytes(report_text())
    assert "ยังไม่ได้บันทึก" in run(str(file), "--year", "2566")
    assert not Measure.objects.exists()
    assert "11 มาตรการ" in run(str(file), "--year", "2566", "--confirm", "--by", "alice")
    assert Measure.objects.filter(year=2566, status="draft").count() == 11


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["missing.txt", "--year", "2566"], "ไม่พบไฟล์"),
        (["report.txt", "--year", "2023"], "ปีงบประมาณ"),
        (["report.txt", "--year", "2566", "--confirm"], "--by"),
        (["report.txt", "--year", "2566", "--confirm", "--by", "nobody"], "--by"),
    ],
)
def test_the_command_explains_what_is_wrong(people, office, tmp_path, args, said):
    (tmp_path / "report.txt").write_bytes(report_text())
    with pytest.raises(CommandError, match=said):
        run(str(tmp_path / args[0]), *args[1:])
    assert not Measure.objects.exists()


def test_the_offices_own_report_comes_in_whole(people, office, shared):
    file = shared / "domain" / "000_c2e2605c658626c6.txt"
    assert "11 มาตรการ" in run(str(file), "--year", "2566", "--confirm", "--by", "alice")
    measures = list(Measure.objects.filter(year=2566).order_by("number"))
    assert [len(measure.steps) for measure in measures] == [3, 3, 4, 1, 1, 3, 4, 1, 1, 3, 1]
    assert all(measure.summary and measure.outcome for measure in measures)
    assert "19/2560" in measures[3].steps[0]
    result = ItaResult.objects.get(year=2566)
    assert (str(result.score), result.level) == ("88.37", "A")
