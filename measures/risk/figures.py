"""What a year's register adds up to: how many risks, how high, what was done, what fell, and what is still missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Q
from django.utils import timezone

from measures.risk.matrix import Point
from measures.risk.models import Half, Progress, Risk, RiskResult, Treatment
from measures.risk.models.risk import reported
from measures.risk.scales import HIGH, Assessment, scale_of
from portal.fiscal import FiscalYear


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


def years() -> list[FiscalYear]:
    """Fiscal years with a public risk, oldest first."""
    found = Risk.objects.published().order_by("year").values_list("year", flat=True).distinct()
    return [FiscalYear(one) for one in found]


def points(year: FiscalYear) -> list[Point]:
    """Where each public risk of the year stands in the plan; one query."""
    scale = scale_of(year)
    rows = Risk.objects.published().for_year(year).order_by("number", "pk")
    return [
        Point(pk, number, int(year), scale.assess(likelihood, impact), is_bribery)
        for pk, number, likelihood, impact, is_bribery in rows.values_list(
            "pk", "number", "likelihood", "impact", "is_bribery"
        )
    ]


def figures_of(year: FiscalYear) -> YearFigures | None:
    """The figures of a year, None without a public risk; two queries."""
    scale = scale_of(year)
    rows = Risk.objects.published().for_year(year).order_by().annotate(planned=Count("treatments"))
    plan = {
        pk: (scale.assess(likelihood, impact), is_bribery, planned)
        for pk, likelihood, impact, is_bribery, planned in rows.values_list(
            "pk", "likelihood", "impact", "is_bribery", "planned"
        )
    }
    if not plan:
        return None
    newest: dict[int, tuple[Assessment, int]] = {}
    halves = set()
    done = Count("rows", filter=Q(rows__progress=Progress.DONE))
    results = RiskResult.objects.published().for_year(year).select_related(None).annotate(done=done)
    told = results.values_list("risk_id", "half", "residual_likelihood", "residual_impact", "done")
    for risk, half, likelihood, impact, number in sorted(told, key=lambda row: list(Half).index(row[1])):
        halves.add(Half(half))
        newest[risk] = scale.assess(likelihood, impact), number
    return YearFigures(
        year=year,
        counted_on=timezone.localdate(),
        risks=len(plan),
        high=sum(before.level.key in HIGH for before, *_ in plan.values()),
        bribery=sum(is_bribery for _, is_bribery, _ in plan.values()),
        treatments=sum(planned for *_, planned in plan.values()),
        done=sum(number for _, number in newest.values()),
        assessed_again=len(newest),
        lowered=sum(left.is_below(plan[risk][0]) for risk, (left, _) in newest.items() if risk in plan),
        newest_half=max(halves, key=list(Half).index, default=None),
    )


def gaps_of(year: FiscalYear, day: dt.date | None = None) -> list[Gap]:
    """What is missing in the register of a year on a day: a measure, or a result whose period is over; two queries."""
    today = day or timezone.localdate()
    due = [half for half in Half if half.is_due(year, today)]
    public = Risk.objects.published().for_year(year)
    gaps = [
        Gap(f"ความเสี่ยงที่ {number} ยังไม่มีมาตรการ", pk, number)
        for pk, number in public.without_treatment().values_list("pk", "number")
    ]
    if not due:
        return gaps
    told = {f"has_{half.value}": Exists(reported(half)) for half in due}
    rows = Treatment.objects.filter(risk__in=public).annotate(**told)
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
