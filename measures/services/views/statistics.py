"""Public statistics of a year: Walk-in beside E-Service by service and month, as a page and as files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from measures.services.exports import statistics as exports
from measures.services.figures.statistics import (
    HALF,
    Line,
    Month,
    Sums,
    YearFigures,
    public_years,
    year_figures,
)
from portal import thai
from portal.access import public
from portal.charts import pair_chart
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.spreadsheets import XLSX_TYPE

CHANNELS = ("Walk-in", "E-Service")


class ServiceFilter(forms.Form):
    """Which service is shown; empty for all."""

    service = forms.TypedChoiceField(label="บริการ", required=False, coerce=int, empty_value=None, choices=())


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest year that has statistics."""
    years = public_years()
    if not years:
        raise Http404
    return redirect("services:statistics", year=years[-1])


@public
def statistics(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """A year: months with their chart, six months beside the year, the months of each service, method."""
    years = public_years()
    if year not in years:
        raise Http404
    whole = year_figures(year)
    titles = [(str(line.pk), line.title) for line in whole.lines if line.pk]
    form = ServiceFilter({"service": request.GET.get("service", "")})
    form.fields["service"].choices = [("", "ทุกบริการ"), *titles]  # type: ignore[attr-defined]  # its own choices
    if not form.is_valid():
        raise Http404
    asked: int | None = form.cleaned_data["service"]
    figures = year_figures(year, service=asked) if asked else whole
    here = reverse("services:statistics", args=[year])
    return render(
        request,
        "services/statistics.html",
        {
            "heading": f"สถิติการให้บริการ {year.label}",
            "lead": _lead(figures),
            "crumbs": [{"title": f"สถิติการให้บริการ {year.label}"}],
            "year": year,
            "years": [{"year": one, "url": reverse("services:statistics", args=[one])} for one in years],
            "figures": figures,
            "form": form,
            "chips": [{"label": figures.lines[0].title, "url": here}] if asked else [],
            "months": _months(figures),
            "sums": [_sum(line.title, line.address, line.half, line.whole) for line in figures.lines],
            "all_sums": _sum("รวมทุกบริการ", "", figures.half, figures.whole) if not asked else None,
            "services": [_service(line, figures.whole_title) for line in figures.lines],
            "unrecorded": [
                {"title": line.title, "months": ", ".join(month.title for month in line.unrecorded)}
                for line in figures.lines
                if line.unrecorded
            ],
            "notes": list(exports.notes(figures)),
            "is_rated": any(sum(month.scores) for month in whole.months),
            "as_of": figures.counted_on,
        },
    )


@public
def statistics_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The same figures, one month of a service a row."""
    return _download(exports.statistics_csv(_figures(year)), "text/csv; charset=utf-8", year, "csv")


@public
def statistics_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The same figures as a workbook."""
    return _download(exports.statistics_xlsx(_figures(year), Office.load()), XLSX_TYPE, year, "xlsx")


def _figures(year: FiscalYear) -> YearFigures:
    if year not in public_years():
        raise Http404
    return year_figures(year)


def _lead(figures: YearFigures) -> str:
    whole = figures.whole
    until = "ทั้งปี" if figures.is_over else "ตั้งแต่ต้นปี"
    return (
        f"{until}ให้บริการ {_times(whole.total)} ที่สำนักงาน (Walk-in) {_times(whole.walk_in)} "
        f"ออนไลน์ (E-Service) {_times(whole.online)}"
    )


def _times(number: int) -> str:
    return f"{thai.number(number)}{thai.NBSP}ครั้ง"


def _months(figures: YearFigures) -> dict[str, Any]:
    """The chart of the months, and its table."""
    rows = [_month_row(month) for month in figures.months]
    rows.insert(HALF, _sum_row("รวมหกเดือนแรก", figures.half))
    points = [
        (thai.MONTHS_SHORT[month.starts_on.month - 1], Decimal(month.walk_in), Decimal(month.online))
        for month in figures.months
    ]
    most = max(max(pair) for _, *pair in points)
    return {
        "message": _message(figures),
        "note": "จำนวนครั้งที่ให้บริการ แยกตามเดือนที่มารับบริการหรือส่งคำขอ",
        "chart": pair_chart(points, names=CHANNELS, top=int(most) + int(most) % 2 or 4) if most else "",
        "headers": ("เดือน", *CHANNELS, "รวม"),
        "rows": rows,
        "total": _sum_row(f"รวม{figures.whole_title}", figures.whole),
    }


def _month_row(month: Month) -> tuple[str, ...]:
    return (month.title, *map(_shown, (month.walk_in_value, month.online_value, month.total_value)))


def _shown(value: int | str) -> str:
    return value if isinstance(value, str) else thai.number(value)


def _message(figures: YearFigures) -> str:
    """The one thing that the chart says: the month with most, where there is one."""
    totals = [month.walk_in + month.online for month in figures.months]
    most = max(totals)
    if not most or totals.count(most) > 1:
        return "ผู้รับบริการ ตามเดือน"
    month = figures.months[totals.index(most)]
    return f"มีผู้รับบริการมากที่สุดในเดือน{month.title} {_times(most)}"


def _sum(title: str, address: str, half: Sums, whole: Sums) -> dict[str, Any]:
    return {"title": title, "address": address, "half": half, "whole": whole}


def _service(line: Line, whole_title: str) -> dict[str, Any]:
    rows = [_month_row(month) for month in line.months]
    rows.insert(HALF, _sum_row("รวมหกเดือนแรก", line.half))
    return {
        "title": line.title,
        "headers": ("เดือน", *CHANNELS, "รวม"),
        "rows": rows,
        "total": _sum_row(f"รวม{whole_title}", line.whole),
        "sums": line.whole,
    }


def _sum_row(title: str, sums: Sums) -> tuple[str, ...]:
    return (title, *map(thai.number, (sums.walk_in, sums.online, sums.total)))


def _download(content: bytes, content_type: str, year: FiscalYear, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="service-statistics-{year}.{kind}"'},
    )
