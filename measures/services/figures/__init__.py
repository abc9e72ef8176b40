"""What the services count for the roof: sentences of a year that can be frozen as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from measures.services.figures import satisfaction, statistics
from portal import thai
from portal.fiscal import FiscalYear

__all__ = ["Told", "figures_of", "satisfaction", "statistics"]


@dataclass(frozen=True)
class Told:
    """Sentences on a year, the page that shows and explains them, and the day they were counted."""

    address: str
    counted_on: dt.date
    lines: tuple[str, ...]


def figures_of(year: FiscalYear) -> Told | None:
    """What was counted of the services in a year; None where nothing was. Two queries."""
    today = timezone.localdate()
    found = statistics.year_figures(year, on=today)
    if not found.whole.total and not found.is_counted:
        return None
    return Told(
        address=reverse("services:statistics", args=[year]),
        counted_on=today,
        lines=tuple(_lines(found)),
    )


def _lines(found: statistics.YearFigures) -> Iterator[str]:
    whole = found.whole
    online = f"เป็น E-Service {_times(whole.online)}"
    share = f" (ร้อยละ{thai.NBSP}{statistics.percent(whole.online, whole.total)})" if whole.total else ""
    yield f"ให้บริการ {_times(whole.total)} {online}{share}"
    if whole.missing:
        yield f"ยังไม่ได้บันทึกผู้มารับบริการที่สำนักงาน {thai.number(whole.missing)}{thai.NBSP}เดือนของบริการ ยอดรวมจึงยังไม่ครบ"
    if whole.closed:
        yield (
            f"แล้วเสร็จในระยะเวลามาตรฐาน {thai.number(whole.within)} จาก {thai.number(whole.closed)}{thai.NBSP}คำขอ "
            f"(ร้อยละ{thai.NBSP}{statistics.percent(whole.within, whole.closed)})"
        )
    said = satisfaction.of_all(found)
    if said.mean is not None:
        yield f"ความพึงพอใจเฉลี่ย {said.mean_text} จาก 5{thai.NBSP}คะแนน จากผู้ตอบ {thai.number(said.number)}{thai.NBSP}คน"


def _times(number: int) -> str:
    return f"{thai.number(number)}{thai.NBSP}ครั้ง"
