"""What participation offers as evidence of OIT items: the page of a year, its form and its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Value
from django.urls import reverse

from measures.participation.models import Activity
from portal.fiscal import FiscalYear

_ACTIVITIES = "participation"


@dataclass(frozen=True)
class Offer:
    """A page or file of participation."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """The activities of a fiscal year."""

    year: FiscalYear


def presence() -> list[Any]:
    """Querysets of (year, what, number) that say in which years there were activities; may be united with others."""
    found = Activity.objects.published().annotate(what=Value(_ACTIVITIES, CharField())).order_by()
    return [found.values("year", "what").annotate(number=Count("pk")).values_list("year", "what", "number")]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is for each, in the order asked; an empty list for a year without an activity."""
    known = {year for year, what, number in rows if what == _ACTIVITIES and number}
    return [_offers(one.year) if one.year in known else [] for one in wanted]


def _offers(year: FiscalYear) -> list[Offer]:
    title = f"การมีส่วนร่วม {year.label}"
    return [
        Offer(title, reverse("participation:year", args=[year])),
        Offer(f"แบบฟอร์มการมีส่วนร่วม {year.label} (XLSX)", reverse("participation:o19_xlsx", args=[year])),
        Offer(f"กิจกรรมการมีส่วนร่วม {year.label} (CSV)", reverse("participation:activities_csv", args=[year])),
    ]
