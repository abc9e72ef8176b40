"""What the register offers as evidence of OIT items: the assessment of a year, and the results of a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import CharField, Count, Value
from django.urls import reverse

from measures.risk.models import Half, Risk, RiskResult
from portal.fiscal import FiscalYear

_PLANS = "risk plans"
_RESULTS = {half: f"risk results {half.value}" for half in Half}


class Topic(Enum):
    """What an item asks for."""

    ASSESSMENT = "assessment"
    RESULTS = "results"


@dataclass(frozen=True)
class Offer:
    """A page or file of the register."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """A topic in a fiscal year."""

    topic: Topic
    year: FiscalYear


def presence() -> list[Any]:
    """Querysets of (year, what, number) that together say what is public; those of other rooms may be united."""
    public = Risk.objects.published()
    plans = public.order_by().values("year").annotate(number=Count("pk"), what=Value(_PLANS, CharField()))
    results = RiskResult.objects.published().filter(risk__in=public).select_related(None).order_by()
    return [
        plans.values_list("year", "what", "number"),
        *(
            results.filter(half=half)
            .values("risk__year")
            .annotate(number=Count("pk"), what=Value(what, CharField()))
            .values_list("risk__year", "what", "number")
            for half, what in _RESULTS.items()
        ),
    ]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is of each, in the order asked; `rows` are what `presence` finds."""
    there = {(year, what) for year, what, number in rows if number}
    return [_offers(one, there) for one in wanted]


def _offers(one: Wanted, there: set[tuple[int, str]]) -> list[Offer]:
    year = one.year
    if one.topic is Topic.ASSESSMENT:
        if (year, _PLANS) not in there:
            return []
        title = f"การประเมินความเสี่ยงการทุจริต {year.label}"
        return [
            Offer(title, reverse("risk:year", args=[year])),
            Offer(f"{title} (XLSX)", reverse("risk:register_xlsx", args=[year])),
        ]
    told = [half for half, what in _RESULTS.items() if (year, what) in there]
    if not told:
        return []
    periods = "และ".join(half.label for half in told)
    title = f"ผลการจัดการความเสี่ยงการทุจริต {periods} {year.label}"
    return [
        Offer(title, reverse("risk:results", args=[year])),
        Offer(f"{title} (PDF)", reverse("risk:results_pdf", args=[year])),
        Offer(f"{title} (XLSX)", reverse("risk:register_xlsx", args=[year])),
    ]
