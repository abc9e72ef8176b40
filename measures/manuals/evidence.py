"""What the manuals offer as evidence of OIT items: the page of a year and its table, where there is a manual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, DateTimeField, ExpressionWrapper, F, IntegerField, Value
from django.db.models.functions import Cast, ExtractYear, Greatest
from django.urls import reverse

from measures.manuals.models import ManualEdition
from portal import thai
from portal.fiscal import FiscalYear

_MANUALS = "manuals"


@dataclass(frozen=True)
class Offer:
    """A page or file of the manuals."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """The manuals in force in a fiscal year."""

    year: FiscalYear


def presence() -> list[Any]:
    """Querysets of (year, what, number) that say since which years there are manuals; may be united with others."""
    # ninety-two days after a day of a fiscal year it is the calendar year of the same number
    came_out = ExtractYear(
        ExpressionWrapper(F("published_at") + dt.timedelta(92), DateTimeField())
    ) + thai.be(0)
    found = ManualEdition.objects.public().annotate(
        year=Greatest(came_out, Cast("in_force_from", IntegerField())), what=Value(_MANUALS, CharField())
    )
    return [
        found.order_by()
        .values("year", "what")
        .annotate(number=Count("pk"))
        .values_list("year", "what", "number")
    ]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is for each, in the order asked; an empty list where no manual was in force."""
    first = min((year for year, what, _ in rows if what == _MANUALS), default=None)
    this_year = FiscalYear.current()
    return [_offers(one.year) if first and first <= one.year <= this_year else [] for one in wanted]


def _offers(year: FiscalYear) -> list[Offer]:
    title = f"คู่มือการปฏิบัติงานของทุกกลุ่มงาน {year.label}"
    return [
        Offer(title, reverse("manuals:year", args=[year])),
        Offer(f"{title} (XLSX)", reverse("manuals:year_xlsx", args=[year])),
    ]
