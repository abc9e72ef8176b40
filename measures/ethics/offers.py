"""What the room offers as evidence of OIT items: the page of a part of a year and its PDF, where there is something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Case, CharField, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractYear
from django.urls import reverse

from measures.ethics.models import (
    ActivityKind,
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
    Guideline,
)
from portal import thai
from portal.fiscal import FiscalYear

_FOR_GOOD = 9999
"""The last year of what has no end."""


class Topic(Enum):
    """What an item asks for; the value is how rows of `presence` are known among those of other rooms."""

    CODE = "ethics code"
    GUIDELINES = "ethics guidelines"
    TEAM = "ethics team"
    ACTIVITIES = "ethics activities"
    ASSESSMENT = "ethics assessment"
    DECLARATION = "gift declaration"
    NO_GIFT_ACTIVITIES = "no gift activities"
    GIFTS = "gift register"


_SPANS = {Topic.CODE, Topic.GUIDELINES, Topic.TEAM}
"""What holds from a year to another: the number of a row is its last year."""
_PAGES: dict[Topic, tuple[str, str, str]] = {
    Topic.CODE: ("codes", "code", "ประมวลและข้อกำหนดจริยธรรม"),
    Topic.GUIDELINES: ("guidelines", "guidelines", "ข้อควรทำและไม่ควรทำ (Do’s & Don’ts)"),
    Topic.TEAM: ("team", "team", "คณะทำงานและทีมให้คำปรึกษาทางจริยธรรม"),
    Topic.ACTIVITIES: ("activities", "activities", "อบรมและกิจกรรมส่งเสริมจริยธรรม"),
    Topic.ASSESSMENT: ("assessment", "assessment", "ผลการประเมินจริยธรรม"),
    Topic.DECLARATION: ("declaration", "declaration", "ประกาศเจตนารมณ์ No Gift Policy"),
    Topic.NO_GIFT_ACTIVITIES: ("no_gift", "no-gift", "การสร้างวัฒนธรรม No Gift Policy"),
    Topic.GIFTS: ("no_gift", "no-gift", "รายงานผลตามนโยบาย No Gift Policy"),
}
"""Route of the page, name of the file, title."""


@dataclass(frozen=True)
class Offer:
    """A page or file of the room."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """A topic in a fiscal year."""

    topic: Topic
    year: FiscalYear


def _fiscal(field: str, first: Q) -> Any:
    """The fiscal year of a date, where `first` says which days belong to the next one."""
    later = Case(When(first, then=1), default=0, output_field=IntegerField())
    return Cast(ExtractYear(field) + thai.be(0) + later, IntegerField())


def presence() -> list[Any]:
    """Querysets of (year, what, number) that together say what there is; those of other rooms may be united."""
    activities = EthicsActivity.objects.published()
    is_no_gift = Q(kind=ActivityKind.NO_GIFT)
    dated: list[tuple[Topic, Any]] = [
        (Topic.ACTIVITIES, activities.exclude(is_no_gift)),
        (Topic.NO_GIFT_ACTIVITIES, activities.filter(is_no_gift)),
        (Topic.ASSESSMENT, EthicsAssessment.objects.published()),
        (Topic.DECLARATION, GiftDeclaration.objects.published()),
        (Topic.GIFTS, GiftCount.objects.published()),
    ]
    codes = EthicsCode.objects.published()
    since = _fiscal("effective_on", Q(effective_on__month__gte=10))
    until = _fiscal("ends_on", Q(ends_on__month__gt=10) | Q(ends_on__month=10, ends_on__day__gt=1))
    rules = Guideline.objects.filter(owner__in=codes.values("pk"))
    spans: list[tuple[Topic, Any]] = [
        (Topic.CODE, codes.annotate(since=since, until=Coalesce(until, _FOR_GOOD))),
        (Topic.GUIDELINES, rules.annotate(since=F("from_year"), until=Coalesce("until_year", _FOR_GOOD))),
        (
            Topic.TEAM,
            EthicsTeam.objects.published().annotate(since=F("year"), until=Coalesce("until_year", _FOR_GOOD)),
        ),
    ]
    counted = [
        rows.order_by()
        .annotate(what=Value(topic.value, CharField()))
        .values("year", "what")
        .annotate(number=Count("pk"))
        .values_list("year", "what", "number")
        for topic, rows in dated
    ]
    spanned = [
        rows.order_by()
        .annotate(what=Value(topic.value, CharField()))
        .values_list("since", "what", Cast("until", IntegerField()))
        .distinct()
        for topic, rows in spans
    ]
    return [*counted, *spanned]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is of each, in the order asked; an empty list where there is nothing."""
    known = {topic.value: topic for topic in Topic}
    found = [(int(year), known[what], number) for year, what, number in rows if what in known]
    now = FiscalYear.current()
    return [
        _offers(one)
        if one.year <= now
        and any(
            topic is one.topic and (year <= one.year <= number if topic in _SPANS else year == one.year)
            for year, topic, number in found
        )
        else []
        for one in wanted
    ]


def _offers(one: Wanted) -> list[Offer]:
    route, part, words = _PAGES[one.topic]
    title = f"{words} {one.year.label}"
    return [
        Offer(title, reverse(f"ethics:{route}", args=[one.year])),
        Offer(f"{title} (PDF)", reverse("ethics:part_pdf", args=[one.year, part])),
    ]
