"""Manuals entered many at once: a row a manual, with its steps as lines of one cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.db import models

from measures.manuals.models import Manual, ManualStep
from portal import durations
from portal.bulk_entry import BulkList, Field, Filing, Kind, field_of, fields_of, save_kept

_PARTS = "ขั้นตอน | ระยะเวลา | ผู้รับผิดชอบ"
_LONGEST = {
    field.name: field.max_length
    for field in ManualStep._meta.concrete_fields
    if isinstance(field, models.CharField) and field.max_length
}


def _read(line: str) -> dict[str, Any]:
    """The facts of a step from its line. Raises ValueError with a Thai sentence."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3 or not all(parts):
        raise ValueError(f"“{line[:60]}” ต้องมีสามส่วน คั่นด้วยเครื่องหมาย | คือ {_PARTS}")
    amount, unit = durations.read(parts[1])
    for name, text in (("title", parts[0]), ("responsible", parts[2])):
        longest = _LONGEST[name]
        if len(text) > longest:
            raise ValueError(f"“{text[:60]}…” ยาว {len(text)} ตัวอักษร เกินกำหนด {longest} ตัวอักษร")
    return {"title": parts[0], "amount": amount, "unit": unit, "responsible": parts[2]}


def _written(manual: Manual) -> list[str]:
    return [f"{step.title} | {step.time} | {step.responsible}" for step in manual.step_list]


def _check(values: Mapping[str, Any], record: Manual | None) -> Mapping[str, str]:
    faults = []
    for number, line in enumerate(values.get("steps", ()), start=1):
        try:
            _read(line)
        except ValueError as error:
            faults.append(f"บรรทัดที่ {number}: {error}")
    return {"steps": " ".join(faults)} if faults else {}


def _save(filing: Filing, record: Manual | None, values: Mapping[str, Any]) -> Manual:
    """Keep the manual, and its steps where the file has them; the detail of a step that stays as it was is kept."""
    texts = {name: value for name, value in values.items() if name != "steps"}
    manual = cast(Manual, save_kept(MANUALS, filing, record, texts))
    if "steps" in values:
        details = {step.title: step.detail for step in manual.steps.all()}
        manual.steps.all().delete()
        for number, line in enumerate(values["steps"], start=1):
            facts = _read(line)
            ManualStep.objects.create(
                manual=manual, order=number, detail=details.get(facts["title"], ""), **facts
            )
    return manual


MANUALS = BulkList(
    model=Manual,
    key=("title", "owner_group"),
    about="คู่มือการปฏิบัติงาน คู่มือละหนึ่งแถว ชื่อคู่มือกับกลุ่มงานที่ตรงกับของเดิมคือการแก้ไขคู่มือนั้น",
    fields=(
        field_of(Manual, "title", example="การขออนุญาตจัดตั้งโรงเรียนเอกชนในระบบ"),
        field_of(Manual, "owner_group"),
        field_of(Manual, "purpose", example="ให้ผู้ขออนุญาตได้รับบริการตามขั้นตอนและเวลาที่กำหนด"),
        Field(
            "steps",
            "ขั้นตอน",
            Kind.LINES,
            meaning=f"ขั้นตอนละหนึ่งบรรทัดในเซลล์เดียว (Alt+Enter) เขียน {_PARTS}",
            example="ตรวจเอกสาร | 30 นาที | นักวิชาการศึกษา",
            empty=[],
            get=_written,
        ),
        *fields_of(
            Manual, "scope laws adapted_from version approved_by approved_on in_force_from review_on order"
        ),
    ),
    check=_check,
    save=_save,
)
