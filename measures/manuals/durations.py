"""How long a step takes, and all of them together, in words; units are never turned into one another but minutes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from portal import thai


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
