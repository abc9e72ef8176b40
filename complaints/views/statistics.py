"""Public statistics of complaints: a year on a page and as files, none of which exposes anybody."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from complaints import exports
from complaints.statistics import Breakdown, YearFigures, figures_among, figures_of, half_ends, opening
from portal import thai
from portal.access import public
from portal.charts import month_chart
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.small_cells import LEAST, NOT_TOLD, SMALL, Shown
from portal.spreadsheets import XLSX_TYPE

NO_COMPLAINT = "ไม่มีเรื่องร้องเรียน"
_LOW_BARS = f" แท่งที่เขียนว่า {SMALL.text} สูงเท่ากับ {SMALL.most}"
_TOP = 4
"""Complaints at the top of a chart with less."""


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest year that has figures."""
    years = opening().years()
    if not years:
        raise Http404
    return redirect("complaints:statistics", year=years[-1])


@public
def statistics(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The figures of a year as they stood at its last cut."""
    figures, years = figures_among(year)
    if figures is None:
        raise Http404
    return render(
        request,
        "complaints/statistics.html",
        {
            "heading": f"สถิติเรื่องร้องเรียนการทุจริต {year.label}",
            "lead": _lead(figures),
            "crumbs": [
                {"title": "แจ้งทุจริต", "url": reverse("complaints:start")},
                {"title": f"สถิติ {year.label}"},
            ],
            "year": year,
            "years": [{"year": one, "url": reverse("complaints:statistics", args=[one])} for one in years],
            "figures": figures,
            "half_ends": half_ends(year),
            "none": NO_COMPLAINT if figures.is_none else "",
            "totals": _table("จำนวนเรื่อง", figures, exports.total_rows(figures)),
            "months": _months(figures),
            "breakdowns": [_breakdown(figures, one) for one in figures.breakdowns],
            "note": exports.figures_note(figures),
            "as_of": figures.as_of,
        },
    )


@public
def statistics_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The same figures, one count a row."""
    return _download(exports.figures_csv(_figures(year)), "text/csv; charset=utf-8", year, "csv")


@public
def statistics_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The same figures as a workbook."""
    return _download(exports.figures_xlsx(_figures(year), Office.load()), XLSX_TYPE, year, "xlsx")


def _figures(year: FiscalYear) -> YearFigures:
    figures = figures_of(year)
    if figures is None:
        raise Http404
    return figures


def _lead(figures: YearFigures) -> str:
    period = "ทั้งปี" if figures.whole else "หกเดือนแรก"
    until = f"นับถึงวันที่ {thai.long_date(figures.as_of)}"
    if figures.is_none:
        return f"{period}{NO_COMPLAINT} {until}"
    received = figures.totals.received
    count = f"น้อยกว่า{thai.NBSP}{LEAST}" if received == SMALL else received.text
    return f"{period}ได้รับ {count}{thai.NBSP}เรื่อง {until}"


def _table(title: str, figures: YearFigures, rows: list[exports.Row]) -> dict[str, Any]:
    return {
        "headers": (title, *exports.titles_over(figures, rows)),
        "rows": [(label, *(count.text for count in counts)) for label, counts in rows],
    }


def _breakdown(figures: YearFigures, one: Breakdown) -> dict[str, Any]:
    table = _table(one.title, figures, exports.breakdown_rows(one, is_over=figures.whole is not None))
    return table | {"key": one.key, "heading": one.heading, "is_shown": one.is_shown}


def _months(figures: YearFigures) -> dict[str, Any]:
    """The chart of the months with its table; no chart where nothing came or nothing of it is shown."""
    rows = exports.month_rows(figures)
    counts = [count for _, (count,) in rows]
    return {
        "chart": _chart(figures, counts),
        "headers": ("เดือน", "ได้รับ (เรื่อง)"),
        "rows": [(label, count.text) for label, (count,) in rows],
        "is_shown": any(count.is_told for count in counts),
        "note": "จำนวนเรื่อง แยกตามเดือนที่ได้รับ" + (_LOW_BARS if SMALL in counts else ""),
    }


def _chart(figures: YearFigures, counts: list[Shown]) -> str:
    values = [Decimal(count.most or 0) for count in counts]
    if not any(values):
        return ""
    names = [thai.MONTHS_SHORT[month.starts_on.month - 1] for month in figures.months]
    texts = [count.text if count != NOT_TOLD else "" for count in counts]
    top = max(_TOP, int(max(values)))
    return month_chart(list(zip(names, values, strict=True)), top=top + top % 2, texts=texts)


def _download(content: bytes, content_type: str, year: FiscalYear, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="complaint-statistics-{year}.{kind}"'},
    )
