"""What the services offer as evidence of OIT items, only where there is something of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.urls import reverse

from measures.services.models import MonthSum
from portal.fiscal import FiscalYear

Known = Mapping[tuple[int, str], int]
"""How many there are of what `presence` finds, by fiscal year and name."""


class Topic(Enum):
    """What an item asks for."""

    STATISTICS = "statistics"
    """By month and channel, of the first six months at least."""
    SATISFACTION = "satisfaction"
    """The report on the yearly survey."""


@dataclass(frozen=True)
class Offer:
    """A page or file of the services."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """A topic in a fiscal year."""

    topic: Topic
    year: FiscalYear


def presence() -> list[Any]:
    """Querysets of (year, what, number) that together say what there is; those of other rooms may be united."""
    return [
        part.order_by().annotate(what=Value(what, CharField())).values_list("year", "what", "number")
        for what, part in _counted().items()
    ]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is of each, in the order asked; an empty list where there is nothing.

    `rows` are what `presence` finds.
    """
    known = {(int(year), what): number for year, what, number in rows}
    return [_OFFERS[one.topic](one.year, known) for one in wanted]


# ── statistics and satisfaction ──────────────────────────────────────────────
_HALF, _ANSWERS = "services_half", "services_answers"
_ANSWERED = F("rated_1") + F("rated_2") + F("rated_3") + F("rated_4") + F("rated_5")


def _counted() -> dict[str, QuerySet[Any, Any]]:
    """Months of the first six with something counted, and months with an answer, by year."""
    half = Q(month__month__in=(10, 11, 12, 1, 2, 3)) & (Q(is_counted=True) | Q(online__gt=0))
    answered = MonthSum.objects.annotate(answers=_ANSWERED).filter(answers__gt=0)
    return {
        _HALF: MonthSum.objects.filter(half).values("year").annotate(number=Count("pk")),
        _ANSWERS: answered.values("year").annotate(number=Count("pk")),
    }


def _statistics(year: FiscalYear, known: Known) -> list[Offer]:
    if not known.get((year, _HALF)):
        return []
    return _pages(
        f"สถิติการให้บริการ {year.label}",
        year,
        (("statistics", ""), ("statistics_xlsx", " (XLSX)"), ("statistics_csv", " (CSV)")),
    )


def _satisfaction(year: FiscalYear, known: Known) -> list[Offer]:
    if not known.get((year, _ANSWERS)):
        return []
    return _pages(
        f"รายงานผลการสำรวจความพึงพอใจการให้บริการ {year.label}",
        year,
        (("satisfaction", ""), ("satisfaction_pdf", " (PDF)"), ("satisfaction_xlsx", " (XLSX)")),
    )


def _pages(title: str, year: FiscalYear, routes: Iterable[tuple[str, str]]) -> list[Offer]:
    return [Offer(f"{title}{kind}", reverse(f"services:{route}", args=[year])) for route, kind in routes]


_OFFERS = {Topic.STATISTICS: _statistics, Topic.SATISFACTION: _satisfaction}
