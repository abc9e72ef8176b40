"""How long a step takes, and all of them together, in words; units are never turned into one another but minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import models

from portal import thai

MOST = 9_999
"""Of one unit in one step."""
HOURS_A_DAY = 7
"""Working hours of an office day, 08.30–16.30 without the hour at noon."""
_WRITTEN = re.compile(r"([0-9]+)\s*(\D+)")


class Unit(models.TextChoices):
    """What the time of a step is counted in."""

    MINUTES = "minutes", "นาที"
    HOURS = "hours", "ชั่วโมง"
    WORKING_DAYS = "working_days", "วันทำการ"
    DAYS = "days", "วันปฏิทิน"


def in_words(amount: int, unit: str) -> str:
    """`30 นาที`, `5 วันทำการ`"""
    return f"{thai.number(amount)}{thai.NBSP}{Unit(unit).label}"


def total_in_words(parts: Iterable[tuple[int, str]]) -> str:
    """The sum of amounts with their units: `3 วันปฏิทิน 2 วันทำการ 1 ชั่วโมง 15 นาที`; nothing for no parts.

    Sixty minutes make an hour. Hours make no day, and a working day is no calendar day: how long either is, no
    law says, so neither is guessed.
    """
    sums = dict.fromkeys(Unit, 0)
    for amount, unit in parts:
        sums[Unit(unit)] += amount
    hours, sums[Unit.MINUTES] = divmod(sums[Unit.MINUTES], 60)
    sums[Unit.HOURS] += hours
    return " ".join(in_words(sums[unit], unit) for unit in reversed(Unit) if sums[unit])


def office_minutes(parts: Iterable[tuple[int, str]]) -> int:
    """About how many minutes of work the parts are, to hold one against another; never shown.

    A working day has HOURS_A_DAY, and seven calendar days hold five working days.
    """
    return sum(amount * _OFFICE_MINUTES[Unit(unit)] for amount, unit in parts)


_OFFICE_MINUTES = {
    Unit.MINUTES: 1,
    Unit.HOURS: 60,
    Unit.WORKING_DAYS: HOURS_A_DAY * 60,
    Unit.DAYS: HOURS_A_DAY * 60 * 5 // 7,
}


def read(text: str) -> tuple[int, Unit]:
    """Amount and unit of what a person wrote: `30 นาที`, `๕ วันทำการ`. Raises ValueError with a Thai sentence."""
    known = {str(one.label): one for one in Unit}
    found = _WRITTEN.fullmatch(thai.arabic_digits(text).strip())
    if not found or found[2].strip() not in known:
        raise ValueError(
            f"“{text.strip()[:60]}” ไม่ใช่ระยะเวลา เขียนจำนวนเต็มแล้วตามด้วย {' '.join(known)} เช่น 2 วันทำการ"
        )
    if not 1 <= int(found[1][:9]) <= MOST:
        raise ValueError(f"ระยะเวลาต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง {MOST:,}")
    return int(found[1]), known[found[2].strip()]
