"""The services of the office as an open table."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from portal.open_tables import Field, OpenTable
from portal.spreadsheets import Kind


def _lines(texts: Any) -> str:
    return "\n".join(str(text) for text in texts)


def _steps(service: Any) -> str:
    return _lines(
        f"{number}. {step.title} ({step.duration_words}) {step.responsible}".replace(
            "\N{NO-BREAK SPACE}", " "
        )
        for number, step in enumerate(service.steps.all(), start=1)
    )


def _papers(service: Any) -> str:
    return _lines(f"{paper.name} ({paper.number_words})" for paper in service.requirements.all())


def _yes(value: bool) -> str:
    return "ใช่" if value else "ไม่ใช่"


SERVICES = OpenTable(
    "บริการของสำนักงาน",
    (
        Field("id", "เลขที่บริการ", 10, lambda one: one.pk, Kind.INTEGER),
        Field("title", "บริการ", 44, lambda one: one.title),
        Field("summary", "สรุป", 44, lambda one: one.summary),
        Field("eligibility", "ผู้มีสิทธิยื่นคำขอ", 36, lambda one: one.eligibility),
        Field("steps", "ขั้นตอน ระยะเวลา และผู้รับผิดชอบ", 60, _steps),
        Field("standard_time", "ระยะเวลามาตรฐาน", 14, lambda one: one.standard_time, Kind.INTEGER),
        Field("standard_unit", "หน่วย", 12, lambda one: one.get_standard_unit_display()),
        Field("papers", "เอกสารที่ต้องใช้", 44, _papers),
        Field("fee", "ค่าธรรมเนียม (บาท)", 16, lambda one: one.fee, Kind.MONEY),
        Field("fee_note", "คำอธิบายค่าธรรมเนียม", 24, lambda one: one.fee_note),
        Field("legal_reference", "กฎหมายที่เกี่ยวข้อง", 44, lambda one: one.legal_reference),
        Field("channels", "ช่องทางให้บริการ", 36, lambda one: one.channels),
        Field("online", "ยื่นออนไลน์ได้", 12, lambda one: _yes(one.is_online)),
        Field("offered", "ยังเปิดให้บริการ", 12, lambda one: _yes(one.is_offered)),
        Field("owner", "กลุ่มงานที่รับผิดชอบ", 28, lambda one: str(one.owner_group)),
        Field("published_on", "วันที่ปรับปรุง", 20, lambda one: one.published_at.date(), Kind.DATE),
        Field("address", "ที่อยู่เว็บ", 40, lambda one: f"{settings.SITE_URL}{one.get_absolute_url()}"),
    ),
)
"""Records are published services with `is_online` set, their steps and requirements at hand."""
