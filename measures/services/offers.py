"""What the services offer as evidence of OIT items: manuals, online forms, statistics, the report on satisfaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.urls import reverse

from measures.services.models import MonthSum, RequestForm, Service
from portal.fiscal import FiscalYear

_MANUALS, _FORMS, _HALF, _ANSWERS = "service manuals", "request forms", "services counted", "service answers"
_ANSWERED = F("rated_1") + F("rated_2") + F("rated_3") + F("rated_4") + F("rated_5")


class Topic(Enum):
    """What an item asks for."""

    MANUALS = "manuals"
    E_SERVICE = "e_service"
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
    """A topic in a fiscal year; manuals and forms are those of today."""

    topic: Topic
    year: FiscalYear


def presence() -> list[Any]:
    """Querysets of (year, what, number) that together say what there is; those of other rooms may be united.

    What holds today stands under this year.
    """
    return [
        part.annotate(what=Value(what, CharField())).values_list("year", "what", "number")
        for what, part in _counted()
    ]


def _counted() -> Iterator[tuple[str, QuerySet[Any, Any]]]:
    """Manuals and forms of today; by year, months of the first six with something counted, and months with answers."""
    for what, rows in ((_MANUALS, Service.objects.published()), (_FORMS, RequestForm.objects.accepting())):
        today = rows.order_by().annotate(year=Value(int(FiscalYear.current())))
        yield what, today.values("year").annotate(number=Count("pk"))
    months = MonthSum.objects.order_by()
    half = Q(month__month__in=(10, 11, 12, 1, 2, 3)) & (Q(is_counted=True) | Q(online__gt=0))
    yield _HALF, months.filter(half).values("year").annotate(number=Count("pk"))
    answered = months.annotate(answers=_ANSWERED).filter(answers__gt=0)
    yield _ANSWERS, answered.values("year").annotate(number=Count("pk"))


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is of each, in the order asked; an empty list where there is nothing.

    `rows` are what `presence` finds.
    """
    known = [(int(year), what) for year, what, number in rows if number]
    today = {what for _, what in known if what in (_MANUALS, _FORMS)}
    return [_of_today(one.topic, today) if one.topic in _TODAY else _of_year(one, known) for one in wanted]


# ── manuals and E-Service: of today ──────────────────────────────────────────
_TODAY: Mapping[Topic, str] = {Topic.MANUALS: _MANUALS, Topic.E_SERVICE: _FORMS}


def _of_today(topic: Topic, known: set[str]) -> list[Offer]:
    index = reverse("services:index")
    if _TODAY[topic] not in known:
        return []
    if topic is Topic.MANUALS:
        return [
            Offer("คู่มือการให้บริการของสำนักงาน", index),
            Offer("บริการของสำนักงาน (XLSX)", reverse("services:index_xlsx")),
        ]
    return [Offer("บริการที่ยื่นออนไลน์ได้ พร้อมวิธีใช้", reverse("services:index", query={"online": "1"}))]


# ── statistics and satisfaction: of a year ───────────────────────────────────
_OF_YEAR: Mapping[Topic, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    Topic.STATISTICS: (
        _HALF,
        "สถิติการให้บริการ",
        (("statistics", ""), ("statistics_xlsx", " (XLSX)"), ("statistics_csv", " (CSV)")),
    ),
    Topic.SATISFACTION: (
        _ANSWERS,
        "รายงานผลการสำรวจความพึงพอใจการให้บริการ",
        (("satisfaction", ""), ("satisfaction_pdf", " (PDF)"), ("satisfaction_xlsx", " (XLSX)")),
    ),
}
"""Topic → what must be there, its title, and the routes with what to say of each."""


def _of_year(one: Wanted, known: list[tuple[int, str]]) -> list[Offer]:
    what, title, routes = _OF_YEAR[one.topic]
    if (one.year, what) not in known:
        return []
    return [
        Offer(f"{title} {one.year.label}{kind}", reverse(f"services:{route}", args=[one.year]))
        for route, kind in routes
    ]
