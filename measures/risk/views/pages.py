"""What everybody reads: the register of a year with its matrix, the results of the year, and one risk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from measures.risk import figures
from measures.risk.matrix import Point, matrix_of
from measures.risk.models import (
    BRIBERY_FROM,
    Half,
    ResultDocument,
    Risk,
    RiskResult,
    TreatmentResult,
)
from measures.risk.scales import scale_of
from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from portal.lists import page_of
from portal.publishing import Status

TITLE = "ความเสี่ยงการทุจริต"
PER_PAGE = 50
GAPS_SHOWN = 20


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest year with a public risk, this year where there is none; another one next year."""
    years = figures.years()
    response = redirect("risk:year", max(years, default=FiscalYear.current()))
    response["Cache-Control"] = "public, max-age=60"
    return response


@public
def year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The register of a year: matrix, table, scale, and what is missing by now."""
    every = expect_year(year)
    points = figures.points(year)
    page = page_of(points, request, size=PER_PAGE)
    gaps = figures.gaps_of(year, points)
    return render(
        request,
        "risk/year.html",
        {
            **_frame(year, f"{TITLE} {year.label}"),
            "lead": _lead(points),
            "years": [{"year": one, "url": reverse("risk:year", args=[one])} for one in every],
            "page": page,
            "risks": list(_in_full(page)),
            "count": len(points),
            "matrix": matrix_of(scale_of(year), points),
            "gaps": gaps[:GAPS_SHOWN],
            "more_gaps": max(len(gaps) - GAPS_SHOWN, 0),
            "lacks_bribery": bool(points)
            and year >= BRIBERY_FROM
            and not any(point.is_bribery for point in points),
            "periods": _periods(year),
            "downloads": _files(
                year, ("register_xlsx", "Excel"), ("risks_csv", "CSV"), ("risks_json", "JSON")
            )
            if points
            else [],
            "updated_at": every.get(year),
        },
    )


@public
def results(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """What came of the measures of a year, by risk, at half of it and at its end."""
    every = expect_year(year)
    points = figures.points(year)
    page = page_of(points, request, size=PER_PAGE)
    shown = with_results(_in_full(page))
    gaps = figures.gaps_of(year, points)
    left = [
        Point(risk.pk, risk.number, int(year), risk.results_shown[-1].residual)
        for risk in shown
        if risk.results_shown
    ]
    return render(
        request,
        "risk/results.html",
        {
            **_frame(year, f"ผลการจัดการความเสี่ยงการทุจริต {year.label}", under=True),
            "lead": "สิ่งที่ทำตามมาตรการแต่ละข้อ หลักฐาน และระดับความเสี่ยงที่เหลือ นับถึง 31 มีนาคม และ 30 กันยายน",
            "years": [{"year": one, "url": reverse("risk:results", args=[one])} for one in every],
            "page": page,
            "risks": shown,
            "count": len(points),
            "matrix": matrix_of(scale_of(year), left) if left else None,
            "figures": figures.figures_of(year, points),
            "gaps": gaps[:GAPS_SHOWN],
            "more_gaps": max(len(gaps) - GAPS_SHOWN, 0),
            "periods": _periods(year),
            "downloads": _files(
                year,
                ("register_xlsx", "Excel"),
                ("results_csv", "CSV"),
                ("results_json", "JSON"),
                ("results_pdf", "PDF"),
            )
            if left
            else [],
            "updated_at": every.get(year),
        },
    )


@public
def risk(request: HttpRequest, year: FiscalYear, pk: int) -> HttpResponse:
    """One risk from the plan to its results, with its history; a preview of a result shows it in its place."""
    previewed = None
    rows = Risk.objects.all()
    if PREVIEW in request.GET and request.GET.get("of") == "result":
        previewed = get_object_or_404(RiskResult.objects.visible_in(request), risk=pk)
    else:
        rows = rows.visible_in(request)
    rows = rows.select_related("owner_group").prefetch_related("treatments")
    shown = get_object_or_404(rows, Q(pk=pk) | Q(revises=pk), year=year)
    found = list(results_of([shown.revises_id or shown.pk]))
    if previewed is not None:
        own = results_in_full(RiskResult.objects.filter(pk=previewed.pk))
        found = [one for one in found if one.half != previewed.half] + list(own)
    found.sort(key=_place)
    return render(
        request,
        "risk/risk.html",
        {
            **_frame(year, f"ความเสี่ยงที่ {shown.number} {shown.process}", under=True, last=shown.label),
            "lead": shown.event,
            "risk": shown,
            "scale": scale_of(year),
            "periods": [
                {
                    "half": half,
                    "ends_on": half.ends_on(year),
                    "is_due": half.is_due(year, timezone.localdate()),
                    "result": next((one for one in found if one.half == half), None),
                }
                for half in Half
            ],
            "history": _history(shown, found) if shown.is_published else [],
            "published_at": shown.first_published_at,
            "updated_at": max(
                (one.published_at for one in (shown, *found) if one.published_at), default=None
            ),
            "owner_group": shown.owner_group,
        },
    )


# ── what is shown ────────────────────────────────────────────────────────────
def expect_year(year: FiscalYear) -> dict[FiscalYear, dt.datetime]:
    """All years to choose from, with their last change. Raises Http404 for one without a risk; the present one may
    be empty."""
    known = figures.years()
    if year not in {*known, FiscalYear.current()}:
        raise Http404
    return known


def _in_full(page: Page[Any]) -> QuerySet[Any]:
    """The risks of a page of points, each with its measures."""
    rows = Risk.objects.filter(pk__in=[point.pk for point in page.object_list]).order_by("number", "pk")
    return rows.select_related("owner_group").prefetch_related("treatments")


def results_in_full(rows: Any) -> Any:
    """Results with the measures they speak of and their files."""
    measures = TreatmentResult.objects.select_related("treatment")
    files = ResultDocument.objects.select_related("current")
    return rows.prefetch_related(Prefetch("rows", measures), Prefetch("documents", files))


def results_of(keys: Iterable[int]) -> Any:
    """The public results of these risks."""
    return results_in_full(RiskResult.objects.published().filter(risk__in=list(keys)))


def with_results(risks: Iterable[Risk]) -> list[Any]:
    """The risks, each with `results_shown` by period, and `treatments_shown`: each measure with what became of it
    in each period."""
    today = timezone.localdate()
    shown: list[Any] = list(risks)
    found: dict[int, list[RiskResult]] = {}
    for one in sorted(results_of(risk.pk for risk in shown), key=_place):
        found.setdefault(one.risk_id, []).append(one)
    for risk in shown:
        risk.results_shown = found.get(risk.pk, [])
        told = {(row.treatment_id, one.half): row for one in risk.results_shown for row in one.rows.all()}
        risk.treatments_shown = [
            {
                "treatment": one,
                "halves": [
                    {
                        "half": half,
                        "is_due": half.is_due(risk.year, today),
                        "row": told.get((one.pk, half.value)),
                    }
                    for half in Half
                ],
            }
            for one in risk.treatments.all()
        ]
    return shown


def _place(result: RiskResult) -> int:
    return list(Half).index(result.period)


def _periods(year: FiscalYear) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {"half": half, "ends_on": half.ends_on(year), "is_due": half.is_due(year, today)} for half in Half
    ]


def _lead(points: list[Point]) -> str:
    if not points:
        return "ยังไม่มีความเสี่ยงที่เผยแพร่ในปีนี้"
    counts: dict[str, int] = {}
    for point in sorted(points, key=lambda point: -point.assessment.level.rank):
        word = point.assessment.level.word
        counts[word] = counts.get(word, 0) + 1
    parts = " ".join(f"ระดับ{word} {number}\N{NO-BREAK SPACE}เรื่อง" for word, number in counts.items())
    return f"ประเมินความเสี่ยง {len(points)}\N{NO-BREAK SPACE}เรื่อง {parts}"


def _frame(year: FiscalYear, heading: str, *, under: bool = False, last: str = "") -> dict[str, Any]:
    crumbs = [{"title": TITLE, "url": reverse("risk:latest")}]
    if under:
        crumbs += [
            {"title": year.label, "url": reverse("risk:year", args=[year])},
            {"title": last or "ผลการจัดการความเสี่ยง", "url": ""},
        ]
    else:
        crumbs += [{"title": year.label, "url": ""}]
    return {"nav": "measures", "heading": heading, "crumbs": crumbs, "year": year}


def _files(year: FiscalYear, *kinds: tuple[str, str]) -> list[dict[str, str]]:
    return [{"title": title, "url": reverse(f"risk:{route}", args=[year])} for route, title in kinds]


def _history(risk: Risk, results: list[RiskResult]) -> list[dict[str, Any]]:
    """What happened to a public risk, newest first: the plan, its revisions with their reasons, and the results."""
    entries: list[dict[str, Any]] = []
    # what was scheduled and taken back before its time was never public
    since = risk.first_published_at or timezone.now()
    public = risk.history.filter(status=Status.PUBLISHED, published_at__range=(since, timezone.now()))
    versions = public.order_by("published_at", "history_id")
    seen: set[dt.datetime] = set()
    for version in versions:
        if version.published_at in seen:
            continue
        is_first = not seen
        seen.add(version.published_at)
        level = scale_of(version.year).assess(version.likelihood, version.impact)
        entries.append(
            {
                "title": "เผยแพร่แผน" if is_first else "แก้ไขแผน",
                "at": version.published_at,
                "text": " ".join(
                    filter(None, (f"ระดับ{level.words}", "" if is_first else version.status_reason))
                ),
            }
        )
    entries += [
        {
            "title": f"เผยแพร่ผล{one.get_half_display()}",
            "at": one.published_at,
            "text": f"ระดับที่เหลือ{one.residual.words}",
            "url": f"#{one.half}",
        }
        for one in results
        if one.published_at and one.residual
    ]
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)
