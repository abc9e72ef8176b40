"""A year of personnel as everybody sees it: plan beside results, computed sums, files, and no way to a person."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from measures.figures import figures_of
from measures.hr.figures import public_years
from measures.hr.models import (
    DisciplineCount,
    HeadcountRow,
    HrPlan,
    HrPlanDocument,
    HrReport,
    HrReportDocument,
    Training,
)
from measures.hr.texts import person_in
from measures.models import Slug
from measures.offers import offers
from portal.attachments import store_upload
from portal.fiscal import FiscalYear
from portal.models import AuditEvent
from portal.pdf import render_pdf
from portal.publishing import Status
from tests.makers import HrPlanDraft, HrReportDraft, published

pytestmark = pytest.mark.django_db
TWO_ROWS = (
    {"level": "k2", "authorised": 30, "filled": 28, "men": 8, "women": 20, "trained": 26},
    {"personnel": "temporary", "level": "none", "authorised": 28, "filled": 24, "men": 10, "women": 14},
)
TRAININGS = (
    {"topic": "การเขียนหนังสือราชการ", "people": 24, "hours": 12, "money": 18500},
    {
        "topic": "ราคากลาง",
        "organiser": "external",
        "organiser_name": "กรมบัญชีกลาง",
        "people": 3,
        "hours": "1.5",
    },
)


def reported(people: Any, year: int = 2566, **facts: Any) -> HrReport:
    """A published plan and report of a year; the plan's one project is done."""
    published(HrPlanDraft(created_by=people.alice, year=year), people)
    report = HrReportDraft(
        created_by=people.alice, year=year, headcount=TWO_ROWS, trainings=TRAININGS, **facts
    )
    tell_results(report)
    return published(report, people)


def tell_results(report: HrReport) -> None:
    report.add_missing_results()
    report.results.update(outcome="done", achieved="ร้อยละ 91", spent=Decimal("39100.50"))


def seen(client: Any, address: str) -> str:
    """The page as HTML with plain spaces."""
    return html.unescape(client.get(address).content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def pdf_words(content: bytes) -> str:
    """The text of a PDF without spaces, which lie elsewhere there."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


# ── the page and its files ───────────────────────────────────────────────────
def test_the_page_shows_plan_and_results_beside_one_another_with_computed_sums(
    client: Any, office: Any, people: Any
) -> None:
    reported(people)
    page = seen(client, "/hr/2566/")
    assert "อบรมการใช้งานดิจิทัล" in page
    assert "40,000.00" in page
    assert "39,100.50" in page
    assert "ร้อยละ 91" in page
    assert "กรอบอัตรากำลัง 58 อัตรา" in page
    assert "มีคนครอง 52 คน" in page
    assert "ว่าง 6 อัตรา" in page
    assert "27 คน-ครั้ง" in page
    assert "292.5 คน-ชั่วโมง เฉลี่ย 5.6 ชั่วโมงต่อบุคลากรหนึ่งคน" in page
    assert "งบประมาณไม่พอ" in page
    assert "ขอรับการจัดสรรเพิ่ม" in page
    assert "ไม่มีการดำเนินการทางวินัย" in page
    assert client.get("/hr/").headers["Location"] == "/hr/2566/"


def test_a_plan_is_public_long_before_its_report(client: Any, office: Any, people: Any) -> None:
    published(HrPlanDraft(created_by=people.alice, year=2567), people)
    page = client.get("/hr/2567/").content.decode()
    assert "อบรมการใช้งานดิจิทัล" in page
    assert "ใช้จริง" not in page
    assert client.get("/hr/2567/hr.pdf").status_code == client.get("/hr/2567/hr.xlsx").status_code == 200
    assert client.get("/hr/2567/headcount.csv").status_code == 404
    (line,) = figures_of(Slug.HR, FiscalYear(2567)).sentences  # type: ignore[union-attr]  # there is a plan
    assert line.text.startswith("แผนบริหารและพัฒนาทรัพยากรบุคคลมี 1\N{NO-BREAK SPACE}โครงการ")


def test_the_workbook_has_a_sheet_for_each_part_with_real_numbers(
    client: Any, office: Any, people: Any
) -> None:
    reported(people)
    book = load_workbook(io.BytesIO(client.get("/hr/2566/hr.xlsx").content))
    assert book.sheetnames == [
        "แผนและผล",
        "หลักเกณฑ์",
        "อัตรากำลัง",
        "การอบรม",
        "บรรจุ-แต่งตั้ง",
        "วินัย",
        "ปัญหาและข้อเสนอแนะ",
    ]
    posts = [*book["อัตรากำลัง"].iter_rows(min_row=5, values_only=True)]
    assert posts[0][:5] == ("ข้าราชการพลเรือน", "ชำนาญการ", 30, 28, 2)
    assert posts[-1] == ("รวม", None, 58, 52, 6, 18, 34, 26)
    training = [*book["การอบรม"].iter_rows(min_row=5, values_only=True)]
    assert isinstance(training[0][3], dt.datetime)
    assert training[-1][5:] == (27, None, 292.5, 18500)
    projects = [*book["แผนและผล"].iter_rows(min_row=5, values_only=True)]
    assert projects[-1][7] == 40000
    assert projects[-1][11] == 39100.5


def test_the_paper_says_what_the_page_says_and_is_the_same_every_time(
    client: Any, office: Any, people: Any
) -> None:
    reported(people)
    first = client.get("/hr/2566/hr.pdf").content
    assert first == client.get("/hr/2566/hr.pdf").content
    words = pdf_words(first)
    for told in ("อบรมการใช้งานดิจิทัล", "๔๐,๐๐๐.๐๐", "๕๘", "กรมบัญชีกลาง", "งบประมาณไม่พอ"):
        assert told in words
    assert "ร่าง" not in words


def test_the_open_tables_hold_a_row_for_each_row(client: Any, office: Any, people: Any) -> None:
    reported(people)
    text = client.get("/hr/2566/headcount.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["ว่าง"] for row in rows] == ["2", "4"]
    assert rows[0]["ข้อมูล ณ วันที่"] == "2023-09-30"
    items = json.loads(client.get("/hr/2566/training.json").content)["items"]
    assert [(item["people"], item["hours"], item["person_hours"]) for item in items] == [
        (24, 12.0, 288.0),
        (3, 1.5, 4.5),
    ]
    assert client.get("/hr/2566/headcount.json").status_code == 200
    assert client.get("/hr/2566/training.csv").status_code == 200


def test_drafts_show_nowhere_and_a_preview_shows_them_to_staff_alone(
    client: Any, office: Any, people: Any, signed_in: Any
) -> None:
    plan = HrPlanDraft(created_by=people.alice)
    report = HrReportDraft(created_by=people.alice)
    assert client.get("/hr/").status_code == client.get("/hr/2566/").status_code == 404
    assert public_years() == []
    alice = signed_in(people.alice)
    for record, words in ((plan, "อบรมการใช้งานดิจิทัล"), (report, "การเขียนหนังสือราชการ")):
        assert client.get(record.get_preview_url()).status_code == 404
        assert words in alice.get(record.get_preview_url()).content.decode()
    draft = alice.get(f"/hr/2566/hr.pdf?preview={report.pk}&of=hrreport")
    assert "ร่างยังไม่เผยแพร่" in pdf_words(draft.content)
    assert alice.get(f"/hr/2565/?preview={report.pk}&of=hrreport").status_code == 404


def test_the_page_costs_the_same_for_few_and_many_and_pages_its_trainings(
    client: Any, office: Any, people: Any, django_assert_max_num_queries: Any
) -> None:
    report = reported(people)
    with django_assert_max_num_queries(12) as few:
        client.get("/hr/2566/")
    day = report.year.starts_on
    Training.objects.bulk_create(
        Training(report=report, topic=f"เรื่องที่ {number}", starts_on=day, ends_on=day, people=1, hours=3)
        for number in range(2_000)
    )
    with django_assert_max_num_queries(12) as many:
        answer = client.get("/hr/2566/")
    assert len(few) == len(many)
    assert answer.content.decode().count("เรื่องที่") < 60
    assert client.get("/hr/2566/?page=41").status_code == 200
    assert client.get("/hr/2566/?page=42").status_code == 404


def test_files_of_plan_and_report_stand_on_the_page_of_their_year_and_go_with_them(
    client: Any, office: Any, people: Any
) -> None:
    plan = HrPlanDraft(created_by=people.alice)
    signed = attached(HrPlanDocument, plan, "แผนฉบับลงนาม", people.alice)
    published(plan, people)
    report = HrReportDraft(created_by=people.alice)
    told = attached(HrReportDocument, report, "รายงานฉบับลงนาม", people.alice)
    tell_results(report)
    source = client.get("/hr/2566/").content.decode()
    assert signed.get_absolute_url() in source
    assert "รายงานฉบับลงนาม" not in source
    assert client.get(told.get_absolute_url()).status_code == 404
    published(report, people)
    published(HrPlanDraft(created_by=people.alice, year=2567), people)
    source = client.get("/hr/2566/").content.decode()
    for file in (signed, told):
        assert f'href="{file.get_absolute_url()}"' in source
        assert file.current.sha256 in source
    assert source.index("แผนฉบับลงนาม") < source.index("รายงานฉบับลงนาม")
    assert "(PDF," in source
    assert b"".join(client.get(told.get_absolute_url()).streaming_content).startswith(b"%PDF")
    assert "ฉบับลงนาม" not in client.get("/hr/2567/").content.decode(), "another year has its own"
    copy = report.revise(by=people.alice)
    assert [file.title for file in copy.documents.all()] == ["รายงานฉบับลงนาม"]
    report.withdraw(by=people.bob, reason="ตัวเลขผิด")
    assert client.get(told.get_absolute_url()).status_code == 404


def attached(kind: Any, owner: Any, title: str, by: Any) -> Any:
    file = ContentFile(render_pdf(f"<p>{title}</p>", title=title, created=owner.created_at), name="ไฟล์.pdf")
    return kind.objects.create(owner=owner, title=title, current=store_upload(file, by=by))


def test_another_year_leaves_the_page_of_this_one_as_it_was(client: Any, office: Any, people: Any) -> None:
    reported(people)
    before = client.get("/hr/2566/headcount.json").content, client.get("/hr/2566/hr.xlsx").content
    published(HrPlanDraft(created_by=people.alice, year=2567), people)
    other = HrReportDraft(created_by=people.alice, year=2567)
    tell_results(other)
    published(other, people)
    assert (
        client.get("/hr/2566/headcount.json").content,
        client.get("/hr/2566/hr.xlsx").content,
    ) == before


# ── what follows from it ─────────────────────────────────────────────────────
def test_sentences_for_the_annual_report_lead_to_the_parts_that_prove_them(office: Any, people: Any) -> None:
    reported(people)
    figures = figures_of(Slug.HR, FiscalYear(2566))
    assert figures is not None
    assert figures.counted_on == dt.date(2023, 9, 30)
    told = {
        sentence.key: (sentence.text.replace("\xa0", " "), sentence.address) for sentence in figures.sentences
    }
    assert told["posts"] == (
        "กรอบอัตรากำลัง 58 อัตรา มีคนครอง 52 คน ว่าง 6 อัตรา",
        "/hr/2566/#headcount",
    )
    assert told["trained"][0] == "บุคลากรได้รับการพัฒนา 26 คน จาก 52 คน (นับคนละหนึ่งครั้ง)"
    assert told["training"][0].startswith("อบรมและพัฒนา 2 เรื่อง ผู้เข้าอบรมรวม 27 คน-ครั้ง")
    assert "แล้วเสร็จ 1 โครงการ" in told["projects"][0]


def test_items_of_the_checklist_get_plan_rules_results_and_report_of_the_year_they_ask_for(
    office: Any, people: Any
) -> None:
    reported(people)

    def first(year: int, code: str) -> str:
        found = offers(FiscalYear(year), code).get(code, [])
        return found[0].address if found else ""

    assert [first(2566, code) for code in ("o23", "o24", "o25", "o26")] == [
        "/hr/2566/#plan",
        "/hr/2566/#results",
        "/hr/2566/#rules",
        "",
    ]
    assert first(2567, "o19") == "/hr/2566/#headcount"
    assert first(2567, "o18") == ""


# ── nobody is pointed at ─────────────────────────────────────────────────────
def test_one_or_two_disciplinary_cases_are_never_told_exactly(client: Any, office: Any, people: Any) -> None:
    report = HrReportDraft(created_by=people.alice, no_discipline=False)
    for kind, cases in (("reprimand", 1), ("pay_cut", 2), ("dropped", 7)):
        DisciplineCount.objects.create(report=report, kind=kind, cases=cases)
    published(report, people)
    page = seen(client, "/hr/2566/")
    part = page[page.index('id="discipline"') : page.index('id="problems"')]
    assert part.count("<dd><3 เรื่อง</dd>") == 2
    assert "<dd>7 เรื่อง</dd>" in part
    assert "<dd>9–11 เรื่อง</dd>" in part, "ten would tell that they are one and two"
    book = load_workbook(io.BytesIO(client.get("/hr/2566/hr.xlsx").content))
    told = [row[1] for row in book["วินัย"].iter_rows(min_row=5, values_only=True)]
    assert told == [7, "<3", "<3", "9–11"]
    assert "รวม๙–๑๑" in pdf_words(client.get("/hr/2566/hr.pdf").content)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("ยกย่องนางสาวสมหญิง ใจดี เป็นบุคลากรดีเด่น", "นางสาวสมหญิง ใจดี"),
        ("แต่งตั้ง นาย สมชาย  รักงาน ให้รักษาการ", "นาย สมชาย  รักงาน"),
        ("น.ส.มาลี บริการใจ", "น.ส.มาลี บริการใจ"),
        ("นาย\u200bสมชาย\u200b ใจดี", "นายสมชาย ใจดี"),
        ("นายทะเบียน ตรวจเอกสารครบ", ""),
        ("ตำแหน่งนายช่างโยธา ชำนาญงาน ว่างหนึ่งอัตรา", ""),
        ("นายกรัฐมนตรี มอบนโยบาย", ""),
        ("ปรึกษาทนายความ ก่อนทำสัญญา", ""),
        ("ทำนายแนวโน้ม อัตรากำลัง", ""),
    ],
)
def test_a_persons_name_is_known_from_an_office(text: str, person: str) -> None:
    assert person_in(text) == person


@pytest.mark.parametrize("where", ["problems", "training", "result"])
def test_a_report_that_names_somebody_is_not_sent_for_review(people: Any, where: str) -> None:
    published(HrPlanDraft(created_by=people.alice), people)
    report = HrReportDraft(created_by=people.alice)
    tell_results(report)
    name = "ขอบคุณนางสาวสมหญิง ใจดี"
    if where == "problems":
        report.problems = name
        report.save()
    elif where == "training":
        report.trainings.update(topic=name)
    else:
        report.results.update(text=name)
    (missing,) = report.missing_for_publication()
    assert "มีชื่อบุคคล “นางสาวสมหญิง ใจดี”" in missing


# ── a project is typed once ──────────────────────────────────────────────────
def test_a_revised_plan_keeps_its_projects_and_does_not_drop_one_with_a_result(
    client: Any, office: Any, people: Any
) -> None:
    reported(people)
    plan = HrPlan.objects.get()
    copy = plan.revise(by=people.alice)
    copy.projects.update(title="อบรมดิจิทัลและปัญญาประดิษฐ์")
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ปรับชื่อ")
    page = client.get("/hr/2566/").content.decode()
    assert "อบรมดิจิทัลและปัญญาประดิษฐ์" in page
    assert "39,100.50" in page
    copy = plan.revise(by=people.alice)
    copy.projects.all().delete()
    copy.projects.create(
        title="อื่น",
        indicator="ก",
        target="1",
        starts_on=plan.year.starts_on,
        ends_on=plan.year.ends_on,
        owner_group=plan.owner_group,
    )
    (missing,) = copy.missing_for_publication()
    assert missing.startswith("โครงการ “อบรมดิจิทัลและปัญญาประดิษฐ์” มีผลในรายงานที่เผยแพร่แล้ว")


def test_a_report_waits_until_every_project_of_the_plan_is_told_of(people: Any) -> None:
    published(HrPlanDraft(created_by=people.alice), people)
    report = HrReportDraft(created_by=people.alice)
    (missing,) = report.missing_for_publication()
    assert "ระบบจะเพิ่มแถวให้กรอก" in missing
    report.add_missing_results()
    (missing,) = report.missing_for_publication()
    assert missing == "โครงการ “อบรมการใช้งานดิจิทัล” ของแผนยังไม่ได้เลือกผลการดำเนินการ"
    tell_results(report)
    assert report.missing_for_publication() == []


# ── what does not add up ─────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "facts",
    [
        {"men": 5, "women": 6},
        {"authorised": 9},
        {"trained": 11},
        {"level": "g1"},
        {"men": -4, "women": 14},
        {"personnel": "civil", "level": "k2"},
    ],
    ids=["men and women", "over the posts", "trained", "level of another type", "negative", "twice"],
)
def test_the_database_itself_refuses_what_does_not_add_up(people: Any, facts: dict[str, Any]) -> None:
    report = HrReportDraft(created_by=people.alice)
    sound = {"authorised": 12, "filled": 10, "men": 4, "women": 6, "trained": 9}
    with pytest.raises(IntegrityError), transaction.atomic():
        HeadcountRow.objects.create(report=report, **{"personnel": "civil", "level": "k3", **sound, **facts})
    assert report.headcount.count() == 1


def test_sums_that_contradict_one_another_keep_a_report_from_review(people: Any) -> None:
    report = HrReportDraft(created_by=people.alice, trainings=({"people": 5, "hours": 6},))
    (missing,) = report.missing_for_publication()
    assert "ได้รับการพัฒนารวม 9 คน แต่การอบรมทุกครั้งมีผู้เข้าอบรมรวมเพียง 5 คน" in missing
    report.trainings.update(people=9, starts_on=dt.date(2022, 9, 30))
    (missing,) = report.missing_for_publication()
    assert "อยู่นอกปีงบประมาณ" in missing.replace("\xa0", " ")
    report.trainings.update(starts_on=dt.date(2022, 10, 1))
    report.as_of = dt.date(2023, 10, 1)
    assert any("ข้อมูล ณ วันที่" in words for words in report.missing_for_publication())
    DisciplineCount.objects.create(report=report, kind="reprimand", cases=1)
    assert any("เอาอย่างใดอย่างหนึ่งออก" in words for words in report.missing_for_publication())


def test_what_went_out_stays_traceable(people: Any) -> None:
    report = reported(people)
    report.withdraw(by=people.bob, reason="ตัวเลขผิด")
    assert report.status == Status.WITHDRAWN
    verbs = AuditEvent.objects.filter(object_type="hr.hrreport", object_id=str(report.pk))
    assert {"ส่งขออนุมัติ", "เผยแพร่", "ถอนออกจากการเผยแพร่"} <= set(verbs.values_list("verb", flat=True))
    assert reverse("hr:year", args=[2566]) == "/hr/2566/"
