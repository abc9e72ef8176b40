"""Parts of a year to take away: PDF, workbook, and the activities as open data."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from measures.ethics import exports
from measures.ethics.exports import ACTIVITIES, PARTS, Part, sections_of
from measures.ethics.figures import YearFigures, figures_of
from measures.ethics.models import EthicsActivity
from measures.ethics.views.ways import known_years
from portal import thai
from portal.access import public
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.open_tables import download
from portal.spreadsheets import XLSX_TYPE

PDF_TYPE = "application/pdf"
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@public
def part_pdf(request: HttpRequest, year: FiscalYear, part: str) -> HttpResponse:
    """A part of a year, or all of it, on paper."""
    wanted, figures, title = _wanted(request, year, part)
    content = exports.part_pdf(
        sections_of(wanted, figures, pictures=True),
        title=title,
        office=Office.load().name,
        address=f"{settings.SITE_URL}{reverse('ethics:year', args=[year])}",
        created=figures.updated_at or LONG_AGO,
    )
    return _file(content, PDF_TYPE, f"ethics-{year}-{part}.pdf")


@public
def part_xlsx(request: HttpRequest, year: FiscalYear, part: str) -> HttpResponse:
    """A part of a year, or all of it, as a workbook with a sheet for each section."""
    wanted, figures, title = _wanted(request, year, part)
    content = exports.part_xlsx(
        sections_of(wanted, figures),
        title=title,
        author=Office.load().name,
        created=figures.updated_at or LONG_AGO,
    )
    return _file(content, XLSX_TYPE, f"ethics-{year}-{part}.xlsx")


@public
def activities_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    known_years(request, year)
    return download(ACTIVITIES.csv(_activities(year)), f"ethics-activities-{year}.csv")


@public
def activities_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    known_years(request, year)
    about = {
        "title": f"{ACTIVITIES.title} {year.label}".replace(thai.NBSP, " "),
        "publisher": Office.load().name,
        "fiscal_year_be": int(year),
    }
    return download(ACTIVITIES.json(_activities(year), about=about), f"ethics-activities-{year}.json")


def _activities(year: FiscalYear) -> list[EthicsActivity]:
    rows = EthicsActivity.objects.published().for_year(year).select_related("owner_group")
    return list(rows.order_by("held_on", "pk"))


def _wanted(request: HttpRequest, year: FiscalYear, part: str) -> tuple[Part, YearFigures, str]:
    """The part, the figures of the year and the title of the file. Raises Http404 for a part that is none."""
    if part not in {one.value for one in Part}:
        raise Http404
    known_years(request, year)
    wanted = Part(part)
    return wanted, figures_of(year), f"{PARTS[wanted]} {year.label}".replace(thai.NBSP, " ")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
