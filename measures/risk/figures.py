"""What a year's register adds up to: how many risks, how high, what was done, what fell, and what is still missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from measures.risk.matrix import Point
from measures.risk.models import Half, Progress, Risk, RiskResult, Treatment
from measures.risk.models.risk import reported
from measures.risk.scales import HIGH, Assessment, scale_of
from portal.fiscal import FiscalYear
from portal.publishing import Status


@dataclass(frozen=True)
class YearFigures:
    """Counts of a year, from what is public now; of each risk its newest result counts."""

    year: FiscalYear
    counted_on: dt.date
    risks: int
    high: int
    """Risks of a level that is called high or very high, before the measures."""
    bribery: int
    treatments: int
    done: int
    """Measures that are done according to the newest result."""
    assessed_again: int
    """Risks with a result of any period."""
    lowered: int
    """Risks whose level was lower in the newest result than in the plan."""
    newest_half: Half | None


@dataclass(frozen=True)
class Gap:
    """Something that should be there by now: a sentence, and the risk it is about."""

    text: str
    pk: int
    number: int


def years() -> dict[FiscalYear, dt.datetime]:
    """Fiscal years with a public risk, oldest first, and when anything in their register changed last; one query."""
    now = timezone.now()
    told = Q(results__status=Status.PUBLISHED, results__revises=None, results__published_at__lte=now)
    rows = Risk.objects.published(now).order_by("year").values("year")
    rows = rows.annotate(plan=Max("published_at"), told=Max("results__published_at", filter=told))
    return {FiscalYear(row["year"]): max(row["plan"], row["told"] or row["plan"]) for row in rows}


def points(year: FiscalYear) -> list[Point]:
    """Where each public risk of the year stands in the plan, by number; one query."""
    scale = scale_of(year)
    rows = Risk.objects.published().for_year(year).order_by("number", "pk")
    return [
        Point(pk, number, int(year), scale.assess(likelihood, impact), is_bribery, planned)
        for pk, number, likelihood, impact, is_bribery, planned in rows.annotate(
            planned=Count("treatments")
        ).values_list("pk", "number", "likelihood", "impact", "is_bribery", "planned")
    ]


def figures_of(year: FiscalYear, plan: Sequence[Point] | None = None) -> YearFigures | None:
    """The figures of a year from its `points`, None without a public risk; one query beside them."""
    found = points(year) if plan is None else plan
    if not found:
        return None
    scale = scale_of(year)
    before = {point.pk: point.assessment for point in found}
    newest: dict[int, tuple[Assessment, int]] = {}
    halves = set()
    done = Count("rows", filter=Q(rows__progress=Progress.DONE))
    results = RiskResult.objects.published().for_year(year).select_related(None).order_by()
    told = results.annotate(done=done).values_list(
        "risk_id", "half", "residual_likelihood", "residual_impact", "done"
    )
    for risk, half, likelihood, impact, number in sorted(told, key=lambda row: list(Half).index(row[1])):
        halves.add(Half(half))
        newest[risk] = scale.assess(likelihood, impact), number
    return YearFigures(
        year=year,
        counted_on=timezone.localdate(),
        risks=len(found),
        high=sum(point.assessment.level.key in HIGH for point in found),
        bribery=sum(point.is_bribery for point in found),
        treatments=sum(point.planned for point in found),
        done=sum(number for _, number in newest.values()),
        assessed_again=len(newest),
        lowered=sum(left.is_below(before[risk]) for risk, (left, _) in newest.items() if risk in before),
        newest_half=max(halves, key=list(Half).index, default=None),
    )


def gaps_of(year: FiscalYear, plan: Sequence[Point], day: dt.date | None = None) -> list[Gap]:
    """What is missing in the register of a year, whose `points` are given, on a day: a measure, or a result whose
    period is over; at most one query."""
    today = day or timezone.localdate()
    due = [half for half in Half if half.is_due(year, today)]
    gaps = [
        Gap(f"ความเสี่ยงที่ {point.number} ยังไม่มีมาตรการ", point.pk, point.number)
        for point in plan
        if not point.planned
    ]
    if not due:
        return gaps
    told = {f"has_{half.value}": Exists(reported(half).filter(pk=OuterRef("pk"))) for half in due}
    rows = Treatment.objects.filter(risk__in=Risk.objects.published().for_year(year)).annotate(**told)
    by_risk: dict[tuple[int, int], list[dict[str, object]]] = {}
    for row in rows.order_by("risk__number", "risk", "order", "pk").values(
        "risk", "risk__number", "title", *told
    ):
        by_risk.setdefault((row["risk__number"], row["risk"]), []).append(row)
    for (number, pk), treatments in by_risk.items():
        for half in due:
            lacking = [row for row in treatments if not row[f"has_{half.value}"]]
            if len(lacking) == len(treatments):
                gaps.append(Gap(f"ความเสี่ยงที่ {number} ยังไม่มีผลของ{half.label}", pk, number))
                continue
            gaps += [
                Gap(f"ความเสี่ยงที่ {number} มาตรการ “{row['title']}” ยังไม่มีผลของ{half.label}", pk, number)
                for row in lacking
            ]
    return sorted(gaps, key=lambda gap: (gap.number, gap.pk))
