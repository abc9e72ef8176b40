"""Manuals and their steps as open tables: CSV, Excel and JSON from one list of fields each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from measures.manuals.durations import Unit
from measures.manuals.figures import Share
from measures.manuals.models import ManualEdition
from measures.manuals.models.text import Step
from portal.open_tables import Field, OpenTable
from portal.spreadsheets import Kind


@dataclass(frozen=True)
class ManualRow:
    """An edition with its share on a day."""

    edition: ManualEdition
    share: Share
    as_of: dt.date


@dataclass(frozen=True)
class StepRow:
    """One step of an edition, counted from 1."""

    edition: ManualEdition
    number: int
    step: Step


def step_rows(rows: list[ManualRow]) -> list[StepRow]:
    """All steps of all these manuals, in their order."""
    return [
        StepRow(row.edition, number, step)
        for row in rows
        for number, step in enumerate(row.edition.step_list, start=1)
    ]


def _address(row: ManualRow | StepRow) -> str:
    return f"{settings.SITE_URL}{row.edition.get_absolute_url()}"


MANUALS = OpenTable(
    "คู่มือการปฏิบัติงาน",
    (
        Field("owner_group", "กลุ่มงาน", 30, lambda row: str(row.edition.owner_group)),
        Field("title", "ชื่อคู่มือ", 50, lambda row: row.edition.title),
        Field("purpose", "วัตถุประสงค์", 50, lambda row: row.edition.purpose),
        Field("steps", "จำนวนขั้นตอน", 10, lambda row: len(row.edition.steps), Kind.INTEGER),
        Field(
            "total_time",
            "ระยะเวลารวม",
            24,
            lambda row: row.edition.total_time.replace("\N{NO-BREAK SPACE}", " "),
        ),
        Field("laws", "กฎหมายและระเบียบที่เกี่ยวข้อง", 50, lambda row: row.edition.laws),
        Field("adapted_from", "ปรับจากคู่มือ", 36, lambda row: row.edition.adapted_from),
        Field("version", "ฉบับที่", 10, lambda row: row.edition.version),
        Field("approved_by", "ผู้อนุมัติคู่มือ", 30, lambda row: row.edition.approved_by),
        Field("approved_on", "อนุมัติเมื่อ", 20, lambda row: row.edition.approved_on, Kind.DATE),
        Field("in_force_from", "ใช้ตั้งแต่ปีงบประมาณ พ.ศ.", 12, lambda row: int(row.edition.in_force_from)),
        Field("acknowledged", "บุคลากรรับทราบแล้ว (คน)", 12, lambda row: row.share.acknowledged, Kind.INTEGER),
        Field("asked", "บุคลากรที่ต้องรับทราบ (คน)", 12, lambda row: row.share.asked, Kind.INTEGER),
        Field("as_of", "ข้อมูล ณ วันที่", 20, lambda row: row.as_of, Kind.DATE),
        Field("url", "ที่อยู่ของคู่มือ", 40, _address),
    ),
)
STEPS = OpenTable(
    "ขั้นตอนของคู่มือการปฏิบัติงาน",
    (
        Field("owner_group", "กลุ่มงาน", 30, lambda row: str(row.edition.owner_group)),
        Field("manual", "ชื่อคู่มือ", 40, lambda row: row.edition.title),
        Field("version", "ฉบับที่", 10, lambda row: row.edition.version),
        Field("number", "ขั้นตอนที่", 10, lambda row: row.number, Kind.INTEGER),
        Field("title", "ขั้นตอน", 44, lambda row: row.step.title),
        Field("detail", "รายละเอียด", 50, lambda row: row.step.detail),
        Field("amount", "ระยะเวลา", 10, lambda row: row.step.amount, Kind.INTEGER),
        Field("unit", "หน่วยเวลา", 12, lambda row: str(Unit(row.step.unit).label)),
        Field("responsible", "ตำแหน่งผู้รับผิดชอบ", 36, lambda row: row.step.responsible),
        Field("url", "ที่อยู่ของคู่มือ", 40, _address),
    ),
)
