"""What records of a fiscal year share: days within it, spans of years, possible numbers, texts that say something."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from portal import thai
from portal.fiscal import FiscalYear

MOST_PEOPLE = 10_000
"""People of one office or at one activity; more is a slip of the hand."""
LONGEST, LONGEST_CODE = 20_000, 100_000
"""Characters of a text, and of a whole code of ethics; more belongs into a file."""
INVISIBLE = "มีแต่อักขระที่มองไม่เห็น ผู้อ่านจะไม่เห็นข้อความใด ให้ลบแล้วพิมพ์ใหม่"


def outside(day: dt.date | None, year: int | None) -> str:
    """What is wrong with a day that lies outside of the fiscal year, and how to mend it; nothing when it is right."""
    if day is None or year is None:
        return ""
    fiscal = FiscalYear(year)
    if day in fiscal:
        return ""
    span = thai.date_range(fiscal.starts_on, fiscal.ends_on)
    return f"{thai.long_date(day)} ไม่อยู่ใน{fiscal.label} ({span}) ให้แก้วันที่หรือปีงบประมาณ"


def holds_in(year: int, since: str, until: str) -> Q:
    """Rows whose years, from the field `since` to the field `until` (none: no end), hold this one."""
    return Q(**{f"{since}__lte": year}) & (Q(**{until: None}) | Q(**{f"{until}__gte": year}))


def most_people() -> list[Any]:
    """The validators of a number of people."""
    return [MaxValueValidator(MOST_PEOPLE, f"จำนวนต้องไม่เกิน {MOST_PEOPLE:,} คน ตรวจตัวเลขอีกครั้ง")]


def wrong_texts(record: models.Model) -> dict[str, str]:
    """Messages by field for texts that are longer than their limit, or that say nothing but what nobody sees."""
    wrong: dict[str, str] = {}
    for field in record._meta.concrete_fields:
        if not (field.editable and isinstance(field, models.CharField | models.TextField)) or field.choices:
            continue
        text = getattr(record, field.attname) or ""
        if field.max_length and len(text) > field.max_length:
            wrong[field.name] = (
                f"ยาว {len(text):,} ตัวอักษร เกินที่รับได้ {field.max_length:,} ตัวอักษร ให้ย่อ หรือแนบเป็นไฟล์แทน"
            )
        elif text and not thai.fold(text):
            wrong[field.name] = INVISIBLE
    return wrong
