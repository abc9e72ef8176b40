"""ITA results, and the OIT checklist with what the office discloses for each item."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from measures import oit, results
from measures.models import AnnualReport, ItaResult, Measure, OitDisclosure, OitItem, Slug
from portal.access import public
from portal.fiscal import FiscalYear
from portal.spreadsheets import csv_bytes

CSV = "text/csv; charset=utf-8"


def _crumbs(*titles: tuple[str, str]) -> list[dict[str, str]]:
    return [{"title": "ข้อมูลสาธารณะ (OIT)", "url": reverse("measures:ita_latest")}] + [
        {"title": title, "url": url} for title, url in titles
    ]


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest checklist with something in it."""
    year = oit.latest_year()
    if year is None:
        raise Http404
    return redirect("measures:ita", year=year)


@public
def checklist(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    sizes = oit.sizes()
    if year not in sizes:
        raise Http404
    shown = oit.checklist(year)
    result = ItaResult.objects.published().filter(year=year).first()
    return render(
        request,
        "measures/ita.html",
        {
            "checklist": shown,
            "result": result,
            "nav": "ita",
            "heading": f"ข้อมูลสาธารณะ (OIT) {year.label}",
            "lead": "ทุกข้อที่การประเมินคุณธรรมและความโปร่งใสให้เปิดเผย เรียงตามลำดับของสำนักงาน ป.ป.ช. พร้อมลิงก์ตรงถึงข้อมูล",
            "crumbs": _crumbs((year.label, "")),
            "years": [
                {"year": known, "url": reverse("measures:ita", args=[known]), "note": f"{number} ข้อ"}
                for known, number in sizes.items()
            ],
            "year": year,
            "updated_at": shown.as_of,
            "owner_group": shown.newest.owner_group if shown.newest else None,
        },
    )


@public
def checklist_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    entries = oit.checklist(year).entries
    if not entries:
        raise Http404
    content = csv_bytes(oit.CSV_COLUMNS, [entry.row for entry in entries])
    return _download(content, f"oit-{year}.csv")


@public
def item(request: HttpRequest, year: FiscalYear, code: str) -> HttpResponse:
    found = get_object_or_404(OitItem, year=year, code=code)
    entry = oit.entry(found, OitDisclosure.objects.visible_in(request))
    around = list(OitItem.objects.for_year(year).filter(number__in=[found.number - 1, found.number + 1]))
    return render(
        request,
        "measures/oit_item.html",
        {
            "entry": entry,
            "previous": next((near for near in around if near.number < found.number), None),
            "next": next((near for near in around if near.number > found.number), None),
            "nav": "ita",
            "heading": f"{found.code} {found.title}",
            "lead": f"ข้อมูลสาธารณะ (OIT) {year.label}",
            "crumbs": _crumbs((year.label, reverse("measures:ita", args=[year])), (found.code, "")),
            "published_at": entry.disclosure.first_published_at if entry.disclosure else None,
            "updated_at": entry.disclosure.published_at if entry.disclosure else None,
            "owner_group": entry.disclosure.owner_group if entry.disclosure else None,
        },
    )


@public
def result(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    rows = ItaResult.objects.visible_in(request).select_related("owner_group")
    shown = get_object_or_404(rows.prefetch_related("scores", "improvements__owner_group"), year=year)
    every = list(ItaResult.objects.published().order_by("year"))
    return render(
        request,
        "measures/ita_result.html",
        {
            "result": shown,
            "trend": results.by_year(every, highlight=year),
            "indicators": results.by_indicator(list(shown.scores.all())),
            "has_checklist": OitItem.objects.for_year(year).exists(),
            "measure": Measure.objects.published().filter(year=year, slug=Slug.IMPROVEMENT).first(),
            "report": AnnualReport.objects.published().filter(year=year).first(),
            "nav": "ita",
            "heading": f"ผลประเมิน ITA {year.label}",
            "lead": "คะแนน ระดับ จุดที่ควรพัฒนา และสิ่งที่สำนักงานทำหลังทราบผล",
            "crumbs": _crumbs((f"ผลประเมิน {year.label}", "")),
            "years": [
                {"year": known.year, "url": known.get_absolute_url(), "note": f"{known.score} คะแนน"}
                for known in every
            ],
            "year": year,
            "published_at": shown.first_published_at,
            "updated_at": shown.published_at,
            "owner_group": shown.owner_group,
        },
    )


@public
def results_csv(request: HttpRequest) -> HttpResponse:
    """The results of all years in one table."""
    rows = ItaResult.objects.published().order_by("year")
    return _download(csv_bytes(results.CSV_COLUMNS, [results.row(row) for row in rows]), "ita-results.csv")


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
