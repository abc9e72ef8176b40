"""Lists of the services brought in by Excel: totals of days and months, services with their steps, questions."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from measures.services.actions import counter
from measures.services.imports.catalogue import SERVICES
from measures.services.imports.counter import DAY_TOTALS, MONTH_TOTALS
from measures.services.imports.questions import ANSWERS
from measures.services.models import Answer, CounterEntry, CounterPeriod, MonthSum, Service
from portal import thai
from portal.bulk_entry import BulkList, confirm_entry, open_entry, template_xlsx
from portal.models import WorkGroup
from tests.makers import ServiceDraft, published_service, words

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 12, 1, 9, 30, tzinfo=thai.BANGKOK)
DAY = dt.date(2026, 11, 25)
UNCHANGED = {"new": 0, "changed": 0, "revised": 0, "unchanged": 1}


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def service(people: Any, office: Any) -> Any:
    return published_service(people, order=1)


def workbook(list_: BulkList, *rows: dict[str, Any]) -> bytes:
    """A filled-in form: values by the names of columns."""
    book = Workbook()
    assert book.active is not None
    names = {name: next(one.heading for one in list_.fields if one.name == name) for name in rows[0]}
    book.active.append(list(names.values()))
    for row in rows:
        book.active.append([row[name] for name in names])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def bring_in(list_: BulkList, by: Any, content: bytes) -> dict[str, int]:
    """Open and confirm a file; how many rows of each kind it had."""
    entry, plan = open_entry(list_, by=by, content=content, name="ข้อมูล.xlsx")
    assert [str(fault) for fault in plan.faults] == []
    assert entry is not None
    return confirm_entry(list_, entry, by=by, seen=plan.digest).counts


def faults(list_: BulkList, by: Any, *rows: dict[str, Any]) -> str:
    """What is said of a file that is refused."""
    entry, plan = open_entry(list_, by=by, content=workbook(list_, *rows), name="ข้อมูล.xlsx")
    assert entry is None
    return " ".join(str(fault) for fault in plan.faults)


def filled(list_: BulkList) -> bytes:
    """The form with what there is, as it goes out."""
    return template_xlsx(list_, author="สำนักงาน", created=timezone.now(), records=list_.present())


# ── totals of days and months ────────────────────────────────────────────────
def test_totals_of_days_add_what_is_not_counted_yet_and_twice_is_once(service: Any, people: Any) -> None:
    counter.record_visit(by=people.heidi, service=service, count=2, at=NOW - dt.timedelta(days=6))
    row = {"service": service.title, "day": "25/11/2569", "total": "๗"}
    nobody = {"service": service.title, "day": dt.date(2026, 11, 26), "total": 0}
    counts = bring_in(DAY_TOTALS, people.heidi, workbook(DAY_TOTALS, row, nobody))
    assert (counts["new"], counts["changed"]) == (1, 1)
    entries = CounterEntry.objects.filter(period=CounterPeriod.DAY).order_by("day")
    assert [(entry.day, entry.count) for entry in entries] == [(DAY, 5), (dt.date(2026, 11, 26), 0)]
    assert MonthSum.objects.get().walk_in == 7
    again = bring_in(DAY_TOTALS, people.heidi, workbook(DAY_TOTALS, row, nobody))
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2)
    assert bring_in(DAY_TOTALS, people.heidi, filled(DAY_TOTALS))["unchanged"] == 2
    assert MonthSum.objects.get().walk_in == 7


def test_totals_of_days_that_cannot_be_are_told_by_cell(service: Any, people: Any) -> None:
    counter.record_visit(by=people.heidi, service=service, count=9, at=NOW - dt.timedelta(days=6))
    counter.record_total(
        by=people.heidi, service=service, day=dt.date(2026, 10, 1), period=CounterPeriod.MONTH, count=3
    )
    said = faults(
        DAY_TOTALS,
        people.heidi,
        {"service": service.title, "day": DAY, "total": 4},
        {"service": service.title, "day": dt.date(2026, 12, 2), "total": 1},
        {"service": service.title, "day": dt.date(2022, 3, 1), "total": 1},
        {"service": service.title, "day": dt.date(2026, 10, 7), "total": 1},
        {"service": service.title, "day": dt.date(2026, 11, 3), "total": -3},
        {"service": service.title, "day": dt.date(2026, 11, 4), "total": 10**9},
        {"service": "ไม่มีบริการนี้", "day": dt.date(2026, 11, 5), "total": 1},
    )
    for cell, what in {
        "C2": "บันทึกไว้แล้ว 9 ครั้ง",
        "B3": "ยังมาไม่ถึง",
        "B4": "ปิดยอดแล้ว",
        "B5": "บันทึกยอดรวมทั้งเดือนแล้ว",
        "C6": "ต้องตั้งแต่ 0",
        "C7": "ต้องตั้งแต่ 0 ถึง 9,999",
        "A8": "ไม่มีบริการนี้",
    }.items():
        assert cell in said, said
        assert what in said, said
    assert MonthSum.objects.get(month=dt.date(2026, 11, 1)).walk_in == 9


def test_totals_of_months_come_in_once(service: Any, people: Any) -> None:
    row = {"service": service.title, "month": "1 พฤศจิกายน 2569", "walk_in": 42}
    assert bring_in(MONTH_TOTALS, people.heidi, workbook(MONTH_TOTALS, row))["new"] == 1
    assert bring_in(MONTH_TOTALS, people.heidi, workbook(MONTH_TOTALS, row)) == UNCHANGED
    assert CounterEntry.objects.get().count == 42


def test_who_records_finds_both_forms_at_the_totals(service: Any, people: Any, signed_in: Any) -> None:
    desk = signed_in(people.heidi)
    page = desk.get("/services/staff/counter/totals/").content.decode()
    for name in ("counterentry", "monthsum"):
        address = f"/admin/services/{name}/bulk/"
        assert f'href="{address}"' in page
        assert "ดาวน์โหลดแบบฟอร์ม" in words(desk.get(address).content)
    row = {"service": service.title, "day": DAY, "total": 7}
    file = SimpleUploadedFile("ยอด.xlsx", workbook(DAY_TOTALS, row))
    preview = desk.post("/admin/services/counterentry/bulk/", {"file": file}, follow=True)
    page = words(preview.content)
    assert "ใหม่" in page
    assert "25 พ.ย. 2569" in page
    assert not CounterEntry.objects.exists()


# ── services ─────────────────────────────────────────────────────────────────
STEPS = "รับคำขอ | ๑๕ นาที | เจ้าหน้าที่สารบรรณ\nเสนอลงนาม | 2 วันทำการ | ศึกษาธิการจังหวัด"
PAPERS = "บัตรประจำตัวประชาชน | 1 | 0 | แสดงแล้วรับคืน\n2. สำเนาทะเบียนบ้าน | 0 | ๑"


def service_row(**values: Any) -> dict[str, Any]:
    return {
        "title": "ขอหนังสือรับรอง",
        "owner_group": WorkGroup.objects.get(slug="planning").name,
        "summary": "ครูขอหนังสือรับรองการทำงาน",
        "eligibility": "ครูในจังหวัด",
        "standard_time": 3,
        "standard_unit": "วันทำการ",
        "steps": STEPS,
        "requirements": PAPERS,
        "fee": "1.50",
        "fee_note": "ต่อหน้า",
        "legal_reference": "พระราชบัญญัติโรงเรียนเอกชน พ.ศ. 2550",
        "channels": "ที่สำนักงาน",
        **values,
    }


def test_services_come_in_with_steps_and_papers_and_go_out_as_they_came(people: Any, office: Any) -> None:
    assert bring_in(SERVICES, people.alice, workbook(SERVICES, service_row()))["new"] == 1
    service = Service.objects.get()
    assert (service.status, service.created_by) == ("draft", people.alice)
    assert (service.standard_words, service.fee_words) == ("3\xa0วันทำการ", "1.50\xa0บาท ต่อหน้า")
    assert [(step.title, step.duration_words, step.responsible) for step in service.steps.all()] == [
        ("รับคำขอ", "15\xa0นาที", "เจ้าหน้าที่สารบรรณ"),
        ("เสนอลงนาม", "2\xa0วันทำการ", "ศึกษาธิการจังหวัด"),
    ]
    assert [
        (paper.name, paper.originals, paper.copies, paper.note) for paper in service.requirements.all()
    ] == [
        ("บัตรประจำตัวประชาชน", 1, 0, "แสดงแล้วรับคืน"),
        ("สำเนาทะเบียนบ้าน", 0, 1, ""),
    ]
    sheet = load_workbook(io.BytesIO(filled(SERVICES))).worksheets[1]
    assert "บัตรประจำตัวประชาชน | 1 | 0 | แสดงแล้วรับคืน" in str([cell.value for cell in sheet[2]])
    assert bring_in(SERVICES, people.alice, filled(SERVICES)) == UNCHANGED


def test_a_changed_row_of_a_published_service_makes_a_working_copy(people: Any, office: Any) -> None:
    service = published_service(people)
    steps = service.steps.count()
    row = {"title": service.title, "owner_group": service.owner_group.name, "summary": "สรุปใหม่"}
    plan = open_entry(SERVICES, by=people.alice, content=workbook(SERVICES, row), name="a.xlsx")[1]
    assert "โปรด" in str(plan.faults[0]), "columns that must be filled may not be missing"
    whole = {one.name: one.written(one.value_of(service)) for one in SERVICES.fields}
    counts = bring_in(SERVICES, people.alice, workbook(SERVICES, {**whole, "summary": "สรุปใหม่"}))
    assert counts["revised"] == 1
    copy = Service.objects.get(revises=service)
    assert (copy.summary, copy.steps.count()) == ("สรุปใหม่", steps)
    service.refresh_from_db()
    assert service.summary != "สรุปใหม่"


@pytest.mark.parametrize(
    ("values", "cell", "said"),
    [
        ({"steps": "รับคำขอ | สองวัน | ธุรการ"}, "G2", "“สองวัน” ไม่ใช่ระยะเวลา"),
        ({"steps": "รับคำขอ"}, "G2", "ต้องมีสามส่วน"),
        ({"requirements": "บัตร | 0 | 0"}, "H2", "อย่างน้อยหนึ่งฉบับ"),
        ({"requirements": "บัตร | -3 | 1"}, "H2", "ต้องเป็นจำนวนเต็มตั้งแต่ 0 ถึง 99"),
        ({"requirements": "บัตร"}, "H2", "ต้องมีสามหรือสี่ส่วน"),
        ({"requirements": f"{'ก' * 251} | 1 | 0"}, "H2", "เกินกำหนด 250 ตัวอักษร"),
        ({"standard_time": 0}, "E2", "ต้องตั้งแต่ 1"),
        ({"standard_unit": "สัปดาห์"}, "F2", "สัปดาห์"),
        ({"fee": "-1"}, "I2", "ต้องตั้งแต่ 0"),
        ({"title": ""}, "A2", "ต้องไม่ว่าง"),
    ],
)
def test_what_is_wrong_with_a_service_is_told_by_cell(
    people: Any, office: Any, values: dict[str, Any], cell: str, said: str
) -> None:
    told = faults(SERVICES, people.alice, service_row(**values))
    assert cell in told
    assert said in told
    assert not Service.objects.exists()


# ── questions ────────────────────────────────────────────────────────────────
def test_questions_come_in_as_drafts_and_twice_change_nothing(service: Any, people: Any) -> None:
    row = {
        "question": "ขอใบแทนใบอนุญาตใช้เอกสารอะไร",
        "answer": "ใช้คำขอใบแทนและใบแจ้งความ",
        "owner_group": WorkGroup.objects.get(slug="planning").name,
        "service": service.title,
        "asked_on": "9/3/2569",
        "is_faq": "ใช่",
    }
    assert bring_in(ANSWERS, people.alice, workbook(ANSWERS, row))["new"] == 1
    answer = Answer.objects.get()
    assert (answer.status, answer.service, answer.asked_on) == ("draft", service, dt.date(2026, 3, 9))
    assert answer.is_faq
    assert bring_in(ANSWERS, people.alice, filled(ANSWERS)) == UNCHANGED
    told = faults(
        ANSWERS,
        people.alice,
        {**row, "question": "ก" * 301},
        {**row, "question": "สอง", "asked_on": "31/2/2569"},
        {**row, "question": "สาม", "service": "ไม่มี"},
    )
    for cell in ("A2", "E3", "D4"):
        assert cell in told, told
    assert Answer.objects.count() == 1


def test_editors_find_the_forms_of_services_and_questions(people: Any, signed_in: Any, office: Any) -> None:
    ServiceDraft(created_by=people.alice)
    alice = signed_in(people.alice)
    for name in ("service", "answer"):
        assert "นำเข้าจาก Excel" in words(alice.get(f"/admin/services/{name}/").content)
        form = alice.get(f"/admin/services/{name}/bulk/template/?filled=1")
        assert load_workbook(io.BytesIO(form.content)).sheetnames[0] == "คำอธิบาย"
