"""What the rooms count for a measure: figures that nobody types, told with their source and their day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from measures.models import Slug
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


FROM_ROOMS: Mapping[str, Callable[[FiscalYear], Figures | None]] = {Slug.PROCUREMENT: _procurement}
"""The measures whose figures a room counts; another room adds its function here."""


def figures_of(slug: str, year: FiscalYear) -> Figures | None:
    """The figures of a measure in a year, from what the public sees now; None where there is nothing."""
    count = FROM_ROOMS.get(slug)
    return count(year) if count else None
