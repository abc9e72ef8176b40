"""What the room offers as evidence of OIT items: the plan, its rules, the results and the report of a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import CharField, Count, Value
from django.urls import reverse

from measures.hr.models import HrPlan, HrReport, HrRule
from portal.fiscal import FiscalYear


class Topic(Enum):
    """What an item asks for."""

    PLAN = "hr-plan"
    RULES = "hr-rules"
    RESULTS = "hr-results"
    REPORT = "hr-report"


_PLACES = {
    Topic.PLAN: ("plan", "แผนบริหารและพัฒนาทรัพยากรบุคคล"),
    Topic.RULES: ("rules", "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล"),
    Topic.RESULTS: ("results", "ผลการดำเนินการตามแผนบริหารทรัพยากรบุคคล"),
    Topic.REPORT: ("headcount", "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล"),
}
"""The part of the page that shows each, and its title."""
_FOUND_AS = {Topic.RESULTS: Topic.REPORT}
"""What is there when another thing is."""


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


def presence() -> list[Any]:
    """Querysets of (year, what, number) that say what is public; may be united with others."""
    parts: list[tuple[Topic, str, Any]] = [
        (Topic.PLAN, "year", HrPlan.objects.published()),
        (Topic.RULES, "plan__year", HrRule.objects.filter(plan__in=HrPlan.objects.published())),
        (Topic.REPORT, "year", HrReport.objects.published()),
    ]
    return [
        rows.order_by()
        .annotate(what=Value(topic.value, CharField()))
        .values(year, "what")
        .annotate(number=Count("pk"))
        .values_list(year, "what", "number")
        for topic, year, rows in parts
    ]


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is for each, in the order asked; `rows` are what `presence` finds."""
    known = {(year, what) for year, what, number in rows if number}
    return [
        _offers(one) if (one.year, _FOUND_AS.get(one.topic, one.topic).value) in known else []
        for one in wanted
    ]


def _offers(one: Wanted) -> list[Offer]:
    part, title = _PLACES[one.topic]
    title = f"{title} {one.year.label}"
    files = [] if one.topic is Topic.RULES else [("year_pdf", "PDF"), ("year_xlsx", "XLSX")]
    return [
        Offer(title, f"{reverse('hr:year', args=[one.year])}#{part}"),
        *(Offer(f"{title} ({kind})", reverse(f"hr:{route}", args=[one.year])) for route, kind in files),
    ]
