"""Manuals entered many at once: a row a manual, with its steps as lines of one cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from measures.manuals.models import Manual, ManualStep
from portal.bulk_entry import BulkList, Filing, field_of, fields_of, save_kept
from portal.bulk_entry.parted_lines import StepLine, faults_in, longest_of, read_step, steps_column

_LONGEST = longest_of(ManualStep)


def _read(line: str) -> StepLine:
    return read_step(line, longest=_LONGEST)


def _written(manual: Any) -> list[str]:
    return [str(StepLine(step.title, step.amount, step.unit, step.responsible)) for step in manual.step_list]


def _check(values: Mapping[str, Any], record: Manual | None) -> Mapping[str, str]:
    faults = faults_in(values.get("steps", ()), _read)
    return {"steps": faults} if faults else {}


def _save(filing: Filing, record: Manual | None, values: Mapping[str, Any]) -> Manual:
    """Keep the manual, and its steps where the file has them; the detail of a step that stays as it was is kept."""
    texts = {name: value for name, value in values.items() if name != "steps"}
    manual = cast(Manual, save_kept(MANUALS, filing, record, texts))
    if "steps" in values:
        details = {step.title: step.detail for step in manual.steps.all()}
        manual.steps.all().delete()
        for number, line in enumerate(values["steps"], start=1):
            step = _read(line)
            detail = details.get(step.title, "")
            ManualStep.objects.create(manual=manual, order=number, detail=detail, **step._asdict())
    return manual


MANUALS = BulkList(
    model=Manual,
    key=("title", "owner_group"),
    about="คู่มือการปฏิบัติงาน คู่มือละหนึ่งแถว ชื่อคู่มือกับกลุ่มงานที่ตรงกับของเดิมคือการแก้ไขคู่มือนั้น",
    fields=(
        field_of(Manual, "title", example="การขออนุญาตจัดตั้งโรงเรียนเอกชนในระบบ"),
        field_of(Manual, "owner_group"),
        field_of(Manual, "purpose", example="ให้ผู้ขออนุญาตได้รับบริการตามขั้นตอนและเวลาที่กำหนด"),
        steps_column(_written),
        *fields_of(
            Manual, "scope laws adapted_from version approved_by approved_on in_force_from review_on order"
        ),
    ),
    check=_check,
    save=_save,
)
