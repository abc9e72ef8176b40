"""Risks by an Excel form: a row a risk with its measures, faults told by cell, and nothing lost of what is public."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from measures.risk.imports import RISKS
from measures.risk.models import Risk
from portal.models import WorkGroup
from tests.makers import RiskDraft, RiskResultDraft, published
from tests.test_bulk_entry import confirm, faults_of, saved

pytestmark = pytest.mark.django_db
HOME = "/admin/risk/risk/bulk/"
HEADINGS = [field.heading for field in RISKS.fields]
FIRST, LAST = dt.date(2026, 10, 1), dt.date(2027, 9, 30)


def row(number: int, *measures: tuple[Any, ...], **values: Any) -> list[Any]:
    """A row of the list; each measure is title, responsible, first and last day."""
    facts = {
        "year": 2570,
        "number": number,
        "process": f"งานที่ {number}",
        "event": "รับเงินเพื่อเร่งเรื่อง",
        "is_bribery": "ใช่",
        "likelihood": 3,
        "impact": 4,
        "existing_control": "มีคู่มือ",
        "source": "สำนักงานประเมินเอง",
        "owner_group": str(WorkGroup.objects.get(slug="planning")),
        **values,
    }
    for place, measure in enumerate(measures, start=1):
        names = ("title", "responsible", "starts_on", "ends_on")
        facts |= {f"measure_{place}_{name}": value for name, value in zip(names, measure, strict=True)}
    return [facts.get(field.name) for field in RISKS.fields]


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "ความเสี่ยงการทุจริต"
    for one in (HEADINGS, *rows):
        sheet.append(one)
    return saved(book)


def send(client: Any, content: bytes) -> Any:
    return client.post(HOME, {"file": SimpleUploadedFile("แผน.xlsx", content)})


GOOD = ("แจ้งสถานะคำขอ", "ผู้อำนวยการกลุ่ม", FIRST, LAST)


def test_a_plan_comes_in_as_drafts_with_their_measures(office: Any, people: Any, signed_in: Any) -> None:
    client = signed_in(people.alice)
    answer = send(client, workbook(row(1, GOOD, ("สลับผู้รับเรื่อง", "หัวหน้างาน", FIRST, LAST)), row(2)))
    assert answer.status_code == 302, faults_of(answer)
    confirm(client, answer["Location"])
    one, two = Risk.objects.order_by("number")
    assert [(t.order, t.title, t.ends_on) for t in one.treatments.all()] == [
        (1, "แจ้งสถานะคำขอ", LAST),
        (2, "สลับผู้รับเรื่อง", LAST),
    ]
    assert one.is_bribery
    assert not two.treatments.exists(), "a measure may follow; without one the risk cannot be published"
    filled = client.get(f"{HOME}template/?filled=1").content
    page = client.get(send(client, filled)["Location"])
    assert page.context["counted"] == [("ใหม่", 0), ("แก้ไข", 0), ("เหมือนเดิม", 2)]
    sheet = load_workbook(io.BytesIO(filled))["ความเสี่ยงการทุจริต"]
    assert "สลับผู้รับเรื่อง" in [cell.value for cell in sheet[2]]


@pytest.mark.parametrize(
    ("values", "measure", "told"),
    [
        ({"likelihood": 6}, GOOD, "“6” อยู่นอกขอบเขต โอกาสเกิดต้องตั้งแต่ 1 ถึง 5"),
        ({"impact": "สูงมาก"}, GOOD, "อ่านตัวเลข “สูงมาก” ไม่ได้"),
        ({}, ("แจ้งสถานะ", None, FIRST, LAST), "กรอกตำแหน่งผู้รับผิดชอบของมาตรการ 1 ให้ครบ"),
        ({}, ("แจ้งสถานะ", "หัวหน้า", FIRST, dt.date(2026, 9, 1)), "วันสิ้นสุดมาก่อนวันเริ่ม"),
        ({}, ("แจ้งสถานะ", "หัวหน้า", dt.date(2023, 1, 1), dt.date(2023, 2, 1)), "อยู่นอกปีงบประมาณ"),
        ({"process": "\u200b\u200b"}, GOOD, "ด้วยตัวอักษรที่อ่านได้"),
    ],
    ids=["off the scale", "a word", "half a measure", "backwards", "another year", "zero width"],
)
def test_faults_are_told_by_cell_and_nothing_is_kept(
    office: Any, people: Any, signed_in: Any, values: dict[str, Any], measure: Any, told: str
) -> None:
    faults = faults_of(send(signed_in(people.alice), workbook(row(1, measure, **values), row(2, GOOD))))
    assert len(faults) == 1, faults
    assert told in faults[0]
    assert "2" in faults[0], "the row is named"
    assert not Risk.objects.exists()


def test_a_changed_row_of_a_public_risk_makes_a_working_copy_that_keeps_its_measures(
    office: Any, people: Any, signed_in: Any
) -> None:
    treatments = ({"title": "เดิม", "responsible": "หัวหน้า"}, {"title": "อีกข้อ", "responsible": "หัวหน้า"})
    risk = published(RiskDraft(created_by=people.alice, year=2570, number=1, treatments=treatments), people)
    client = signed_in(people.alice)
    confirm(client, send(client, workbook(row(1, GOOD, ("อีกข้อ", "หัวหน้า", FIRST, LAST))))["Location"])
    copy = risk.working_copy
    assert [t.title for t in copy.treatments.all()] == ["แจ้งสถานะคำขอ", "อีกข้อ"]
    copy.submit(by=people.alice)
    before = [t.pk for t in risk.treatments.all()]
    copy.publish(by=people.bob, reason="ปรับแผน")
    assert [(t.pk, t.title) for t in risk.treatments.all()] == [
        (before[0], "แจ้งสถานะคำขอ"),
        (before[1], "อีกข้อ"),
    ]


def test_a_measure_with_results_is_not_taken_out_by_an_empty_cell(
    office: Any, people: Any, signed_in: Any
) -> None:
    facts = {"created_by": people.alice, "year": 2566, "number": 1}
    RiskResultDraft(created_by=people.alice, risk=published(RiskDraft(**facts), people))
    faults = faults_of(send(signed_in(people.alice), workbook(row(1, year=2566))))
    assert ["มีรายงานผลแล้ว จึงนำออกจากแผนไม่ได้" in fault for fault in faults] == [True]
