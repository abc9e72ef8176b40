"""What the channel offers as evidence of OIT items: the guide, the channel itself, the figures of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import CharField, Count, DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone

from complaints.models import Case, KeyHolder, Tombstone
from complaints.models.terms import HolderKind
from complaints.statistics import Opening, half_ends
from portal import thai
from portal.fiscal import FiscalYear
from portal.models import Page

_CASES, _KEYS, _GUIDE = "cases", "keys", "guide"
_KNOWN = (_CASES, _KEYS, _GUIDE)
GUIDE = "complaint-guide"
"""The page at which the guide stands once the office has published it."""


_CHANNEL = (("start", "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต"), ("privacy", "ความลับของผู้แจ้งเรื่อง"))
"""Routes and titles of the channel."""


class Topic(Enum):
    """What an item asks for."""

    GUIDE = "guide"
    CHANNEL = "channel"
    SIX_MONTHS = "six_months"
    YEAR = "year"


@dataclass(frozen=True)
class Offer:
    """A page or file of the channel."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """A topic in a fiscal year; the guide and the channel are those of today."""

    topic: Topic
    year: FiscalYear


def presence() -> list[Any]:
    """Querysets of (year, what, number) that together say what there is; those of other rooms may be united.

    What holds today stands under this year.
    """
    # ninety-two days after a day of a fiscal year it is the calendar year of the same number
    year = ExtractYear(ExpressionWrapper(F("created_at") + dt.timedelta(92), DateTimeField())) + thai.be(0)
    receives = Q(kind=HolderKind.OFFICER, retired_at=None, user__is_active=True)
    guide = Page.objects.published().filter(slug=GUIDE).annotate(number=Value(1))
    parts: list[tuple[str, QuerySet[Any, Any]]] = [
        (_CASES, Case.objects.values("year").annotate(number=Count("pk"))),
        (_CASES, Tombstone.objects.values("year").annotate(number=Count("pk"))),
        (
            _KEYS,
            KeyHolder.objects.annotate(year=year)
            .values("year")
            .annotate(number=Count("pk", filter=receives)),
        ),
        (_GUIDE, guide.annotate(year=Value(int(FiscalYear.current())))),
    ]
    return [
        part.order_by().annotate(what=Value(what, CharField())).values_list("year", "what", "number")
        for what, part in parts
    ]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is of each, in the order asked; an empty list where there is nothing.

    `rows` are what `presence` finds.
    """
    known = [(FiscalYear(year), what, number) for year, what, number in rows if what in _KNOWN]
    years = [year for year, what, _ in known if what != _GUIDE]
    opened = Opening(
        opened_on=None,
        first_year=min(years, default=None),
        is_open=any(number for _, what, number in known if what == _KEYS),
    )
    has_guide = any(what == _GUIDE for _, what, _ in known)
    return [_offers(one, opened, has_guide=has_guide) for one in wanted]


def _offers(one: Wanted, opened: Opening, *, has_guide: bool) -> list[Offer]:
    if one.topic is Topic.GUIDE:
        address = reverse("portal:page", args=[GUIDE])
        return [Offer("คู่มือการจัดการเรื่องร้องเรียนการทุจริต", address)] if has_guide else []
    if one.topic is Topic.CHANNEL:
        return [Offer(title, reverse(f"complaints:{route}")) for route, title in _CHANNEL if opened.is_open]
    year = one.year
    cut = year.ends_on if one.topic is Topic.YEAR else half_ends(year)
    if year not in opened.years() or timezone.localdate() <= cut:
        return []
    title = f"สถิติเรื่องร้องเรียนการทุจริต {year.label}"
    return [
        Offer(f"{title}{kind}", reverse(f"complaints:{route}", args=[year]))
        for route, kind in (("statistics", ""), ("statistics_xlsx", " (XLSX)"), ("statistics_csv", " (CSV)"))
    ]
