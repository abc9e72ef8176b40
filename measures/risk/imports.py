"""Risks that come in many rows at once: a row a risk, as in the plans of offices, with up to three measures in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import models

from measures.risk.models import Risk, Treatment
from measures.risk.models.risk import fault_of_period
from portal.bulk_entry import BulkList, Field, Filing, field_of, fields_of, save_kept

MEASURES = 3
"""Measures of a row; a risk with more keeps the others as they are."""
_PARTS = ("title", "responsible", "starts_on", "ends_on")
_EXAMPLES = {
    "title": "ประกาศขั้นตอนและระยะเวลาของการขออนุญาตบนเว็บไซต์",
    "responsible": "ผู้อำนวยการกลุ่มส่งเสริมการศึกษาเอกชน",
    "starts_on": "1/10/2569",
    "ends_on": "30/9/2570",
}


def _name(place: int, part: str) -> str:
    return f"measure_{place}_{part}"


def _part_of(place: int, part: str) -> Callable[[Any], Any]:
    """Reads a part of the measure at that place, counted from 1."""

    def read(risk: Risk) -> Any:
        treatments = list(risk.treatments.all())
        empty = None if part.endswith("_on") else ""
        return getattr(treatments[place - 1], part) if place <= len(treatments) else empty

    return read


def _label(part: str) -> str:
    return str(Treatment._meta.get_field(part).verbose_name)  # type: ignore[union-attr]  # a field of our own


def _measure_field(place: int, part: str) -> Field:
    heading = f"{_label(part)} {place}" if part == "title" else f"{_label(part)}ของมาตรการ {place}"
    meaning = "ความเสี่ยงทุกเรื่องต้องมีมาตรการก่อนเผยแพร่" if place == 1 else "เว้นว่างทั้งสี่ช่องเมื่อไม่มีมาตรการข้อนี้"
    return replace(
        field_of(Treatment, part, heading=heading, meaning=meaning, example=_EXAMPLES[part]),
        name=_name(place, part),
        is_required=False,
        empty=None if part.endswith("_on") else "",
        get=_part_of(place, part),
    )


def _check(values: Mapping[str, Any], record: Any | None) -> dict[str, str]:
    """What is wrong with the measures of a row, by column."""
    faults: dict[str, str] = {}
    known = list(record.treatments.all()) if record is not None else []
    for place in range(1, MEASURES + 1):
        given = {part: values.get(_name(place, part)) for part in _PARTS if _name(place, part) in values}
        if not given:
            continue
        filled = {part: value for part, value in given.items() if value not in ("", None)}
        if not filled:
            if place <= len(known) and known[place - 1].has_results:
                faults[_name(place, "title")] = "มาตรการนี้มีรายงานผลแล้ว จึงนำออกจากแผนไม่ได้"
            continue
        for part in _PARTS:
            if part not in filled and (part in given or place > len(known)):
                faults[_name(place, part)] = f"กรอก{_label(part)}ของมาตรการ {place} ให้ครบ หรือเว้นว่างทั้งสี่ช่อง"
        starts_on, ends_on, year = filled.get("starts_on"), filled.get("ends_on"), values.get("year")
        if starts_on and ends_on and year and (fault := fault_of_period(starts_on, ends_on, year)):
            faults[_name(place, "ends_on")] = fault
    return faults


def _save(filing: Filing, record: Any | None, values: Mapping[str, Any]) -> models.Model:
    """Keep the risk as a draft or a working copy, then its measures in their places."""
    own = {name: value for name, value in values.items() if not name.startswith("measure_")}
    risk: Any = save_kept(RISKS, filing, record, own)
    known = list(risk.treatments.order_by("order", "pk"))
    for place in range(1, MEASURES + 1):
        given = {part: values[_name(place, part)] for part in _PARTS if _name(place, part) in values}
        if not given:
            continue
        row = known[place - 1] if place <= len(known) else None
        if all(value in ("", None) for value in given.values()):
            if row is not None:
                row.delete()
            continue
        row = row or Treatment(risk=risk, order=place)
        for part, value in given.items():
            setattr(row, part, value)
        row.save()
    return risk  # type: ignore[no-any-return]


RISKS = BulkList(
    model=Risk,
    key=("year", "number"),
    about="แผนบริหารความเสี่ยงการทุจริต ความเสี่ยงเรื่องละหนึ่งแถว พร้อมมาตรการไม่เกินสามข้อในแถวเดียวกัน "
    "มาตรการข้อที่สี่เป็นต้นไปเพิ่มทีหลังได้ในระบบ",
    fields=(
        field_of(Risk, "year", example="2570"),
        field_of(Risk, "number", meaning="ลำดับของความเสี่ยงในแผนปีนั้น ใช้เป็นเลขในเมทริกซ์", example="1"),
        field_of(Risk, "process", example="การอนุญาตจัดตั้งโรงเรียนเอกชน"),
        field_of(Risk, "event", example="เจ้าหน้าที่เรียกรับเงินเพื่อเร่งพิจารณาคำขออนุญาต"),
        field_of(Risk, "is_bribery", example="ใช่"),
        field_of(Risk, "cause"),
        field_of(Risk, "likelihood", meaning="1 น้อยมาก 2 น้อย 3 ปานกลาง 4 สูง 5 สูงมาก", example="3"),
        field_of(Risk, "impact", meaning="1 น้อยมาก 2 น้อย 3 ปานกลาง 4 สูง 5 สูงมาก", example="4"),
        field_of(Risk, "existing_control", example="มีคู่มือสำหรับประชาชนบอกระยะเวลาทุกขั้นตอน"),
        *fields_of(Risk, "source source_detail source_url"),
        *(_measure_field(place, part) for place in range(1, MEASURES + 1) for part in _PARTS),
        field_of(Risk, "owner_group"),
    ),
    records=lambda: Risk.objects.originals().prefetch_related("treatments"),
    check=_check,
    save=_save,
)
