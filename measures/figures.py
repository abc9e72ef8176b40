"""What the rooms count for a measure: figures that nobody types, told with their source and their day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from complaints import statistics as complaints
from complaints.small_cells import Shown
from measures.models import Slug
from measures.services import figures as services
from portal import thai
from portal.fiscal import FiscalYear
from procurement import figures as procurement


@dataclass(frozen=True)
class Figures:
    """Figures of one measure in one year, in sentences that can be frozen as they are."""

    source: str
    """The register they were counted from."""
    address: str
    """The page that shows and explains them."""
    counted_on: dt.date
    lines: tuple[str, ...]

    @property
    def heading(self) -> str:
        return f"ข้อมูลจาก{self.source} นับเมื่อวันที่ {thai.long_date(self.counted_on)}"

    def frozen(self) -> dict[str, Any]:
        """As plain JSON for a report: `heading`, `lines`, `address`, `counted_on` (ISO)."""
        return {
            "heading": self.heading,
            "lines": list(self.lines),
            "address": self.address,
            "counted_on": self.counted_on.isoformat(),
        }


def _procurement(year: FiscalYear) -> Figures | None:
    """How many contracts were signed, their agreed prices, and both by method."""
    totals = procurement.totals(year)
    if not totals.number:
        return None
    return Figures(
        source="ทะเบียนจัดซื้อจัดจ้าง",
        address=reverse("procurement:year", args=[year]),
        counted_on=totals.counted_on,
        lines=(
            f"ลงนามแล้ว {_contracts(totals.number)} ราคาที่ตกลงซื้อหรือจ้างรวม {thai.baht(totals.agreed)}",
            *(
                f"วิธี{line.label} {_contracts(line.number)} {thai.baht(line.agreed)}"
                for line in totals.by_method
            ),
        ),
    )


def _contracts(number: int) -> str:
    return f"{thai.number(number)}\N{NO-BREAK SPACE}สัญญา"


def _complaints(year: FiscalYear) -> Figures | None:
    """What was received until the last cut, how far it is, and the kinds; small counts as the public sees them."""
    figures = complaints.figures_of(year)
    if figures is None:
        return None
    return Figures(
        source="ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
        address=reverse("complaints:statistics", args=[year]),
        counted_on=figures.as_of,
        lines=tuple(_complaint_lines(figures)),
    )


def _complaint_lines(figures: complaints.YearFigures) -> Iterator[str]:
    period = "ทั้งปี" if figures.whole else "หกเดือนแรก"
    if figures.is_none:
        yield f"{period}ไม่มีเรื่องร้องเรียน"
        return
    parts = [(f"{period}ได้รับ", figures.totals.received)]
    parts += [("แล้วเสร็จ", figures.totals.finished), ("อยู่ระหว่างดำเนินการ", figures.totals.in_progress)]
    yield " ".join(f"{words} {_cases(count)}" for words, count in parts if count.is_told)
    kinds = figures.breakdowns[0]
    for line in kinds.lines:
        count = line.whole if figures.whole else line.half
        if count and count.is_told and count.most:
            yield f"{line.label} {_cases(count)}"


def _cases(count: Shown) -> str:
    return f"{count.text}\N{NO-BREAK SPACE}เรื่อง"


def _services(year: FiscalYear) -> Figures | None:
    """How often people were served, how much of it online, how much in time, and how satisfied they were."""
    told = services.figures_of(year)
    if told is None:
        return None
    return Figures(source="สถิติการให้บริการ", address=told.address, counted_on=told.counted_on, lines=told.lines)


FROM_ROOMS: Mapping[str, Callable[[FiscalYear], Figures | None]] = {
    Slug.SERVICES: _services,
    Slug.PROCUREMENT: _procurement,
    Slug.COMPLAINTS: _complaints,
}
"""The measures whose figures a room counts; another room adds its function here."""


def figures_of(slug: str, year: FiscalYear) -> Figures | None:
    """The figures of a measure in a year, from what the public sees now; None where there is nothing."""
    count = FROM_ROOMS.get(slug)
    return count(year) if count else None
