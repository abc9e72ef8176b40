"""Lines of one cell that hold several facts each, parted by a bar: the steps of a manual, the papers of a service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from django.db import models

from portal import durations
from portal.bulk_entry.fields import Field, Kind

STEP = "ขั้นตอน | ระยะเวลา | ผู้รับผิดชอบ"


class StepLine(NamedTuple):
    """A step as its line says it; `str` gives the line."""

    title: str
    amount: int
    unit: str
    responsible: str

    def __str__(self) -> str:
        return f"{self.title} | {durations.in_words(self.amount, self.unit)} | {self.responsible}"


def read_step(line: str, *, longest: Mapping[str, int]) -> StepLine:
    """The step of a line. Raises ValueError with a Thai sentence; see `longest_of`."""
    title, time, responsible = parts_of(line, STEP)
    amount, unit = durations.read(time)
    return StepLine(
        expect_fitting(title, longest["title"]),
        amount,
        unit,
        expect_fitting(responsible, longest["responsible"]),
    )


def steps_column(get: Callable[[models.Model], list[str]]) -> Field:
    """The column whose cells hold the steps of a record, a line each; `get` gives the lines of one."""
    return Field(
        "steps",
        "ขั้นตอน",
        Kind.LINES,
        meaning=f"ขั้นตอนละหนึ่งบรรทัดในเซลล์เดียว (Alt+Enter) เขียน {STEP}",
        example="ตรวจเอกสาร | 30 นาที | นักวิชาการศึกษา",
        empty=[],
        get=get,
    )


def parts_of(line: str, wanted: str, *, may_lack: int = 0) -> list[str]:
    """The parts of a line, as many as `wanted` names; the last `may_lack` may be missing and are empty then.

    Raises ValueError with a Thai sentence when there are too few or too many, or one of the others is empty.
    """
    most = wanted.count("|") + 1
    parts = [part.strip() for part in line.split("|")]
    needed = parts[: most - may_lack]
    if not most - may_lack <= len(parts) <= most or not all(needed):
        number = {2: "สอง", 3: "สาม", 4: "สี่"}
        few = f"{number[most - may_lack]}หรือ" if may_lack else ""
        raise ValueError(f"“{line[:60]}” ต้องมี{few}{number[most]}ส่วน คั่นด้วยเครื่องหมาย | คือ {wanted}")
    return parts + [""] * (most - len(parts))


def expect_fitting(text: str, longest: int) -> str:
    """The text. Raises ValueError with a Thai sentence when it is longer than its column."""
    if len(text) > longest:
        raise ValueError(f"“{text[:60]}…” ยาว {len(text)} ตัวอักษร เกินกำหนด {longest} ตัวอักษร")
    return text


def faults_in(lines: Iterable[str], read: Callable[[str], object]) -> str:
    """What `read` refuses in the lines of a cell, each with its number; empty when nothing."""
    faults = []
    for number, line in enumerate(lines, start=1):
        try:
            read(line)
        except ValueError as error:
            faults.append(f"บรรทัดที่ {number}: {error}")
    return " ".join(faults)


def longest_of(model: type[models.Model]) -> dict[str, int]:
    """How many letters each text of a model may have."""
    return {
        field.name: field.max_length
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.max_length
    }
