"""The eleven measures of a fiscal year, and each one of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from measures.models import AnnualReport, EvidenceDocument, ItaResult, Measure, OitItem, Slug
from measures.sentences import public_figures
from portal.access import public
from portal.fiscal import FiscalYear
from portal.publishing import PublishableQuerySet


@public
def latest(request: HttpRequest) -> HttpResponse:
    """The newest year with published measures; the address may lead elsewhere next year."""
    newest = Measure.objects.published().order_by("-year").values_list("year", flat=True).first()
    if newest is None:
        raise Http404
    response = redirect("measures:year", newest)
    response["Cache-Control"] = "public, max-age=60"
    return response


@public
def year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """All measures of a year as folds, with the result and the report beside them."""
    measures = list(
        _with_evidence(Measure.objects.published().filter(year=year))
        .prefetch_related("sentences")
        .order_by("number")
    )
    if not measures:
        raise Http404
    codes = oit_codes(year)
    for measure in measures:
        measure.codes = codes.get(measure.slug, "")
    report = AnnualReport.objects.published().filter(year=year).first()
    version = report.frozen.select_related("pdf", "xlsx").first() if report else None
    return render(
        request,
        "measures/year.html",
        {
            "nav": "measures",
            "heading": "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
            "lead": f"สิบเอ็ดเรื่องที่สำนักงานทำใน{year.label} แต่ละเรื่องบอกว่าทำอย่างไร ได้ผลอะไร และดูหลักฐานได้ที่ไหน",
            "crumbs": [{"title": "มาตรการ 11 ด้าน", "url": reverse("measures:latest")}, {"title": year.label}],
            "year": year,
            "years": _years("measures:year"),
            "measures": measures,
            "total": len(Slug),
            "has_checklist": bool(codes),
            "result": ItaResult.objects.published().filter(year=year).first(),
            "report": report,
            "version": version,
            "published_at": min(m.first_published_at for m in measures),
            "updated_at": max(m.published_at for m in measures),
        },
    )


@public
def measure(request: HttpRequest, year: FiscalYear, slug: str) -> HttpResponse:
    """One measure with its steps, summary, outcome and evidence."""
    found = get_object_or_404(
        _with_evidence(Measure.objects.visible_in(request)).prefetch_related("sentences"),
        year=year,
        slug=slug,
    )
    siblings = list(
        Measure.objects.published().filter(year=year).order_by("number").only("number", "slug", "year")
    )
    return render(
        request,
        "measures/measure.html",
        {
            "nav": "measures",
            "heading": found.title,
            "lead": f"มาตรการที่ {found.number} จาก {len(Slug)} ของ{year.label}",
            "crumbs": [
                {"title": "มาตรการ 11 ด้าน", "url": reverse("measures:latest")},
                {"title": year.label, "url": reverse("measures:year", args=[year])},
                {"title": found.get_slug_display()},
            ],
            "year": year,
            "years": _years("measures:measure", slug),
            "measure": found,
            "figures": public_figures(found),
            "items": OitItem.objects.filter(year=year, measure=slug).order_by("number"),
            "previous": next((m for m in reversed(siblings) if m.number < found.number), None),
            "following": next((m for m in siblings if m.number > found.number), None),
            "published_at": found.first_published_at,
            "updated_at": found.published_at,
            "owner_group": found.owner_group,
        },
    )


def oit_codes(year: FiscalYear) -> dict[str, str]:
    """The OIT codes of each measure in a year as shown beside its title: {"services": "OIT o15–o18"}."""
    numbers: dict[str, list[int]] = {}
    for slug, number in (
        OitItem.objects.filter(year=year).exclude(measure="").values_list("measure", "number")
    ):
        numbers.setdefault(slug, []).append(number)
    return {slug: f"OIT {_ranges(sorted(found))}" for slug, found in numbers.items()}


def _ranges(numbers: list[int]) -> str:
    """Numbers as codes, neighbours joined: [15, 16, 17, 18] → `o15–o18`, [3, 7] → `o3 o7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(f"o{run[0]}" if len(run) == 1 else f"o{run[0]}–o{run[-1]}" for run in runs)


def _with_evidence(measures: PublishableQuerySet) -> PublishableQuerySet:
    documents = EvidenceDocument.objects.select_related("current")
    return measures.select_related("owner_group").prefetch_related("links", Prefetch("documents", documents))


def _years(route: str, *args: str) -> list[dict[str, Any]]:
    """Links to the same page of every published year, oldest first."""
    measures = Measure.objects.published()
    if args:
        measures = measures.filter(slug=args[0])
    found = measures.order_by("year").values_list("year", flat=True).distinct()
    return [{"year": year, "url": reverse(route, args=[year, *args])} for year in found]
