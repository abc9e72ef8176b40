"""Manuals entered by an Excel form: steps as lines of a cell, faults by cell, the same rows out and in again."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from measures.manuals.imports import MANUALS
from measures.manuals.models import Manual
from portal import durations
from portal.bulk_entry import confirm_entry, open_entry, template_xlsx
from portal.models import WorkGroup
from tests.makers import ManualDraft

pytestmark = pytest.mark.django_db
HEADINGS = ["ชื่อคู่มือ", "กลุ่มงานที่รับผิดชอบ", "วัตถุประสงค์", "ขั้นตอน"]
STEPS = "รับเอกสาร | ๑๕ นาที | เจ้าพนักงานธุรการ\nเสนอลงนาม | 2 วันทำการ | หัวหน้ากลุ่มงาน"


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in (HEADINGS, *rows):
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def planning() -> WorkGroup:
    return WorkGroup.objects.get(slug="planning")


def test_a_row_becomes_a_draft_with_its_steps_and_goes_out_as_it_came_in(office: Any, people: Any) -> None:
    row = ["จัดทำแผนปฏิบัติราชการ", planning().name, "ให้แผนเสร็จก่อนเริ่มปีงบประมาณ", STEPS]
    entry, plan = open_entry(MANUALS, by=people.alice, content=workbook(row), name="คู่มือ.xlsx")
    assert [str(fault) for fault in plan.faults] == []
    assert entry is not None
    confirm_entry(MANUALS, entry, by=people.alice, seen=plan.digest)
    manual = Manual.objects.get()
    assert (manual.status, manual.created_by) == ("draft", people.alice)
    assert [(step.title, step.time, step.responsible) for step in manual.step_list] == [
        ("รับเอกสาร", "15\N{NO-BREAK SPACE}นาที", "เจ้าพนักงานธุรการ"),
        ("เสนอลงนาม", "2\N{NO-BREAK SPACE}วันทำการ", "หัวหน้ากลุ่มงาน"),
    ]
    form = template_xlsx(MANUALS, author="สำนักงาน", created=timezone.now(), records=[manual])
    assert "เสนอลงนาม | 2" in str([cell.value for cell in load_workbook(io.BytesIO(form)).worksheets[1][2]])
    _, again = open_entry(MANUALS, by=people.alice, content=form, name="คู่มือ.xlsx")
    assert again.faults == []
    assert again.counts == {"new": 0, "changed": 0, "revised": 0, "unchanged": 1}


def test_steps_that_cannot_be_read_are_told_by_cell_and_line(office: Any, people: Any) -> None:
    steps = "รับเอกสาร | 15 นาที\nเสนอ | สองวัน | หัวหน้า\nส่ง | 0 นาที | ธุรการ\nเก็บ | 1 ชั่วโมง | ธุรการ"
    entry, plan = open_entry(
        MANUALS,
        by=people.alice,
        content=workbook(["งานสารบรรณ", planning().name, "ให้ค้นได้", steps]),
        name="คู่มือ.xlsx",
    )
    assert entry is None
    said = " ".join(str(fault) for fault in plan.faults)
    assert "D2" in said
    assert "บรรทัดที่ 1" in said
    assert "สามส่วน" in said
    assert "“สองวัน” ไม่ใช่ระยะเวลา" in said
    assert "ตั้งแต่ 1 ถึง 9,999" in said
    assert "บรรทัดที่ 4" not in said
    assert not Manual.objects.exists()


def test_the_detail_of_a_step_stays_when_its_time_changes(office: Any, people: Any) -> None:
    manual = ManualDraft(created_by=people.alice, title="งานสารบรรณ")
    manual.steps.all().delete()
    manual.steps.create(
        order=1, title="รับเอกสาร", detail="ลงทะเบียนรับ", amount=15, unit="minutes", responsible="ธุรการ"
    )
    row = ["งานสารบรรณ", planning().name, manual.purpose, "รับเอกสาร | 30 นาที | ธุรการ"]
    entry, plan = open_entry(MANUALS, by=people.alice, content=workbook(row), name="คู่มือ.xlsx")
    assert entry is not None, plan.faults
    confirm_entry(MANUALS, entry, by=people.alice, seen=plan.digest)
    assert [(step.amount, step.detail) for step in manual.steps.all()] == [(30, "ลงทะเบียนรับ")]


@pytest.mark.parametrize(
    "text", ["", "นาที", "2", "2.5 วันทำการ", "-1 นาที", "2 สัปดาห์", "1 นาที 2 นาที", "9" * 400 + " นาที"]
)
def test_what_is_no_duration_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="ระยะเวลา"):
        durations.read(text)
