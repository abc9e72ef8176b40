"""The staff side of personnel: forms that say what does not add up, sums while editing, and lists in Excel."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from measures.hr.models import HrPlan, HrReport, Training
from measures.hr.models.report import MOST_TRAININGS
from portal.models import WorkGroup
from portal.publishing import Status
from portal.uploads.citizen_ids import check_digit
from tests.makers import HrPlanDraft, HrReportDraft, published
from tests.test_bulk_entry import confirm, faults_of, workbook

pytestmark = pytest.mark.django_db
PERSON = f"110050000001{check_digit('110050000001')}"
PARTS = ("headcount", "trainings", "movements", "discipline", "results", "documents")
POSTS = {"personnel": "civil", "level": "k2", "authorised": 58, "filled": 52, "men": 18, "women": 34}
TRAINING = {"topic": "ราคากลาง", "organiser": "own", "people": 9, "hours": "6", "money": "0"}
TRAININGS = "/admin/hr/training/bulk/"
HEADCOUNT = "/admin/hr/headcountrow/bulk/"
TRAINING_HEADINGS = [
    "ปีงบประมาณ พ.ศ.",
    "หัวข้อการอบรมหรือพัฒนา",
    "ผู้จัด",
    "ชื่อหน่วยงานที่จัด",
    "เริ่มวันที่",
    "ถึงวันที่",
    "บุคลากรที่เข้าอบรม (คน)",
    "ชั่วโมงต่อคน",
    "งบประมาณที่ใช้ (บาท)",
]
ROW = [2566, "ราคากลาง", "หน่วยงานอื่นจัด", "กรมบัญชีกลาง", "9/3/2566", "10/3/2566", 24, 12, 18500]


def form(rows: dict[str, list[dict[str, Any]]] | None = None, **values: Any) -> dict[str, Any]:
    """What the browser sends for a new report with these rows."""
    sent: dict[str, Any] = {
        "year": 2566,
        "as_of": "30/9/2566",
        "owner_group": WorkGroup.objects.get(slug="planning").pk,
        "problems": "งบประมาณไม่พอ",
        "suggestions": "ขอเพิ่ม",
        "no_discipline": "on",
        **values,
    }
    for part in PARTS:
        given = (rows or {}).get(part, [])
        sent |= {f"{part}-TOTAL_FORMS": len(given), f"{part}-INITIAL_FORMS": 0}
        for at, row in enumerate(given):
            sent |= {f"{part}-{at}-{name}": value for name, value in row.items()}
    return sent


def add(client: Any, rows: dict[str, list[dict[str, Any]]] | None = None, **values: Any) -> str:
    """The page that answers, as text."""
    answer = client.post("/admin/hr/hrreport/add/", form(rows, **values), follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def send(client: Any, home: str, *rows: list[Any], headings: list[str] | None = None) -> Any:
    content = workbook(*rows, headings=headings or TRAINING_HEADINGS)
    return client.post(home, {"file": SimpleUploadedFile("การอบรม.xlsx", content)})


# ── forms ────────────────────────────────────────────────────────────────────
def test_a_clerk_types_rows_reads_their_sums_and_finds_the_projects_there(
    office: Any, people: Any, signed_in: Any
) -> None:
    published(HrPlanDraft(created_by=people.alice), people)
    client = signed_in(people.alice)
    training = {**TRAINING, "starts_on": "9/3/2566", "ends_on": "9/3/2566"}
    add(client, {"headcount": [{**POSTS, "trained": 9}], "trainings": [training]})
    report = HrReport.objects.get()
    page = client.get(f"/admin/hr/hrreport/{report.pk}/change/").content.decode()
    assert "รวมกรอบ 58 อัตรา มีคนครอง 52 คน (ชาย 18 หญิง 34) ว่าง 6 อัตรา ได้รับการพัฒนา 9 คน" in page
    assert "อบรมการใช้งานดิจิทัล" in page
    assert [str(result) for result in report.results.all()] == ["อบรมการใช้งานดิจิทัล"]
    assert "ยังไม่ได้เลือกผลการดำเนินการ" in page


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"headcount": [{**POSTS, "men": 10}]}, "ชาย 10 รวมกับหญิง 34 เป็น 44 ไม่เท่ากับมีคนครอง 52"),
        ({"headcount": [{**POSTS, "authorised": 51}]}, "มีคนครอง 52 มากกว่ากรอบ 51"),
        ({"headcount": [{**POSTS, "trained": 53}]}, "ได้รับการพัฒนา 53 คน มากกว่ามีคนครอง 52 คน"),
        ({"headcount": [{**POSTS, "level": "g1"}]}, "ระดับนี้ไม่ใช่ระดับของประเภทบุคลากรที่เลือก"),
        ({"headcount": [{**POSTS, "men": -18}]}, "ต้อง"),
        (
            {"trainings": [{**TRAINING, "starts_on": "30/9/2565", "ends_on": "1/10/2565"}]},
            "วันที่นี้อยู่นอกปีงบประมาณ พ.ศ. 2566",
        ),
        (
            {"trainings": [{**TRAINING, "starts_on": "9/3/2566", "ends_on": "8/3/2566"}]},
            "วันสิ้นสุดการอบรมต้องไม่มาก่อนวันเริ่ม",
        ),
        (
            {"trainings": [{**TRAINING, "money": "-1", "starts_on": "9/3/2566", "ends_on": "9/3/2566"}]},
            "ต้องไม่ติดลบ",
        ),
        (
            {
                "trainings": [
                    {**TRAINING, "topic": f"อบรม {PERSON}", "starts_on": "9/3/2566", "ends_on": "9/3/2566"}
                ]
            },
            "มีเลขประจำตัวประชาชน",
        ),
        (
            {
                "trainings": [
                    {**TRAINING, "topic": "\u200b\u200b", "starts_on": "9/3/2566", "ends_on": "9/3/2566"}
                ]
            },
            "topic",
        ),
    ],
)
def test_what_does_not_add_up_is_said_beside_it_and_nothing_is_saved_or_lost(
    office: Any, people: Any, signed_in: Any, rows: dict[str, list[dict[str, Any]]], words: str
) -> None:
    for row in rows.get("headcount", []):
        row.setdefault("trained", 0)
    page = add(signed_in(people.alice), rows, problems="ข้อความที่พิมพ์ไว้แล้ว")
    assert words in page
    assert "ข้อความที่พิมพ์ไว้แล้ว" in page
    assert not HrReport.objects.exists()


def test_a_megabyte_a_script_and_unseen_letters(
    client: Any, office: Any, people: Any, signed_in: Any
) -> None:
    alice = signed_in(people.alice)
    page = add(alice, problems="ก" * 350_000)
    assert "20000" in page
    assert "ก" * 1_000 in page
    assert not HrReport.objects.exists()
    page = add(alice, as_of="1/10/2566")
    assert "วันที่นี้อยู่นอกปีงบประมาณ พ.ศ. 2566" in page
    training = {**TRAINING, "topic": "ราคา\u200bกลาง<script>alert(1)</script>"}
    training |= {"starts_on": "9/3/2566", "ends_on": "9/3/2566"}
    add(alice, {"headcount": [{**POSTS, "trained": 9}], "trainings": [training]}, problems="ไม่มี\u202e")
    report = HrReport.objects.get()
    assert report.trainings.get().topic == "ราคากลาง<script>alert(1)</script>"
    assert report.problems == "ไม่มี"
    report.submit(by=people.alice)
    report.publish(by=people.bob)
    shown = client.get("/hr/2566/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_a_plan_of_a_year_is_one_and_its_days_lie_in_the_year(
    office: Any, people: Any, signed_in: Any
) -> None:
    HrPlanDraft(created_by=people.alice)
    sent = {
        "year": 2566,
        "policy": "พัฒนาทุกคน",
        "approved_by": "ศึกษาธิการจังหวัด",
        "approved_on": "1/10/2566",
        "owner_group": WorkGroup.objects.get(slug="planning").pk,
    }
    for part in ("projects", "rules"):
        sent |= {f"{part}-TOTAL_FORMS": 0, f"{part}-INITIAL_FORMS": 0}
    alice = signed_in(people.alice)
    page = alice.post("/admin/hr/hrplan/add/", sent).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "วันที่อนุมัติแผนของปีงบประมาณ พ.ศ. 2566 ต้องอยู่ระหว่าง" in page
    page = alice.post("/admin/hr/hrplan/add/", {**sent, "approved_on": "25/10/2565"}).content.decode()
    assert "ปีงบประมาณนี้มีแผนอยู่แล้ว" in page
    assert HrPlan.objects.count() == 1


# ── lists in Excel ───────────────────────────────────────────────────────────
def test_trainings_come_in_by_excel_into_the_draft_of_their_year(
    office: Any, people: Any, signed_in: Any
) -> None:
    report = HrReportDraft(created_by=people.alice)
    client = signed_in(people.alice)
    template = load_workbook(io.BytesIO(client.get(f"{TRAININGS}template/").content))
    assert template["การอบรมและพัฒนา"]["A1"].value == "ปีงบประมาณ พ.ศ. *"
    address = send(client, TRAININGS, ROW)["Location"]
    assert report.trainings.count() == 1, "the preview writes nothing"
    assert "นำเข้าแล้ว" in confirm(client, address).content.decode()
    row = report.trainings.get(topic="ราคากลาง")
    assert (row.people, row.hours, row.money, row.organiser_name) == (24, 12, 18500, "กรมบัญชีกลาง")
    assert (row.starts_on, row.ends_on) == (dt.date(2023, 3, 9), dt.date(2023, 3, 10))
    report.refresh_from_db()
    assert report.authors == [people.alice.pk]
    changed = [*ROW[:6], 25, *ROW[7:]]
    confirm(client, send(client, TRAININGS, changed)["Location"])
    assert report.trainings.get(topic="ราคากลาง").people == 25
    assert report.trainings.count() == 2


def test_faults_of_a_list_are_told_cell_by_cell(office: Any, people: Any, signed_in: Any) -> None:
    HrReportDraft(created_by=people.alice)
    client = signed_in(people.alice)
    wrong = [
        [2565, *ROW[1:]],
        [2566, "อบรมนอกปี", "สำนักงานจัดเอง", "", "9/3/2567", "9/3/2567", 24, 6, 0],
        [2566, "ติดลบ", "สำนักงานจัดเอง", "", "9/3/2566", "9/3/2566", -2, 6, -5],
    ]
    told = "\n".join(faults_of(send(client, TRAININGS, *wrong))).replace("\xa0", " ")
    assert "A2" in told
    assert "ยังไม่มีรายงานของปีงบประมาณ พ.ศ. 2565" in told
    assert "E3" in told
    assert "อยู่นอกปีงบประมาณ พ.ศ. 2566" in told
    assert "G4" in told
    assert "I4" in told
    headings = ["ปีงบประมาณ พ.ศ.", "ประเภทบุคลากร", "ระดับ", "กรอบอัตรากำลัง", "มีคนครอง", "ชาย", "หญิง"]
    rows = [
        [2566, "พนักงานราชการ", "กลุ่มงานบริการ", 5, 5, 2, 2],
        [2566, "พนักงานราชการ", "ชำนาญการ", 5, 5, 2, 3],
    ]
    told = "\n".join(faults_of(send(client, HEADCOUNT, *rows, headings=headings)))
    assert "ชาย 2 รวมกับหญิง 2 เป็น 4 ไม่เท่ากับมีคนครอง 5" in told
    assert "ระดับนี้ไม่ใช่ระดับของประเภทบุคลากรที่เลือก" in told
    assert Training.objects.count() == 1


def test_a_list_for_a_public_report_makes_its_working_copy_once(
    client: Any, office: Any, people: Any, signed_in: Any
) -> None:
    report = published(HrReportDraft(created_by=people.alice), people)
    known = report.trainings.get()
    day = f"1/10/{2565}"
    again = [2566, known.topic, "สำนักงานจัดเอง", "", day, day, 8, 6, 18500]
    alice = signed_in(people.alice)
    confirm(alice, send(alice, TRAININGS, ROW, again)["Location"])
    report.refresh_from_db()
    copy = report.working_copy
    assert copy is not None
    assert report.status == Status.PUBLISHED
    assert report.trainings.get().people == 9
    assert sorted(copy.trainings.values_list("topic", "people")) == [(known.topic, 8), ("ราคากลาง", 24)]
    assert "ราคากลาง" not in client.get("/hr/2566/").content.decode()


def test_a_report_takes_no_more_trainings_than_its_page_can_hold(
    office: Any, people: Any, signed_in: Any
) -> None:
    report = HrReportDraft(created_by=people.alice)
    alice = signed_in(people.alice)
    rows = [[*ROW[:1], f"เรื่องที่ {number}", *ROW[2:]] for number in range(MOST_TRAININGS)]
    page = confirm(alice, send(alice, TRAININGS, *rows)["Location"]).content.decode()
    assert "ไม่เกิน 120 เรื่อง" in page
    assert report.trainings.count() == 1
    confirm(alice, send(alice, TRAININGS, *rows[1:])["Location"])
    assert report.trainings.count() == MOST_TRAININGS


def test_a_list_changes_no_report_of_another_group_and_none_under_review(
    office: Any, people: Any, signed_in: Any
) -> None:
    report = HrReportDraft(created_by=people.alice)
    charlie = signed_in(people.charlie)
    page = confirm(charlie, send(charlie, TRAININGS, ROW)["Location"]).content.decode()
    assert "ซึ่งคุณแก้ไขไม่ได้ ยังไม่ได้บันทึกสิ่งใด" in page
    report.submit(by=people.alice)
    told = faults_of(send(signed_in(people.alice), TRAININGS, ROW))
    assert "รออนุมัติอยู่" in told[0]
    assert report.trainings.count() == 1


def test_a_training_is_written_down_on_the_day_it_happens(office: Any, people: Any, signed_in: Any) -> None:
    report = HrReportDraft(created_by=people.alice)
    days = {"starts_on": "9/3/2566", "ends_on": "9/3/2566"}
    sent = {**TRAINING, **days, "report": report.pk, "hours": "6.5", "money": "12,500.50"}
    charlie = signed_in(people.charlie).post("/admin/hr/training/add/", sent)
    assert charlie.status_code == 200, "the report of another group is no choice"
    alice = signed_in(people.alice)
    assert alice.post("/admin/hr/training/add/", sent).status_code == 302
    assert (
        "วันที่นี้อยู่นอก"
        in alice.post(
            "/admin/hr/training/add/", {**sent, "starts_on": "9/3/2567", "ends_on": "9/3/2567"}
        ).content.decode()
    )
    written = report.trainings.get(topic="ราคากลาง", hours=Decimal("6.5"))
    assert written.money == Decimal("12500.50")
    assert report.trainings.count() == 2
