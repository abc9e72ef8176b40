"""Monthly summaries (แบบ สขร.1): the months of a year, one month, and their workbooks."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django_tables2 import RequestConfig

from portal.access import public
from portal.fiscal import FiscalYear
from portal.models import Office
from procurement.exports.monthly import monthly_xlsx as make_monthly
from procurement.exports.monthly import year_xlsx
from procurement.exports.official import none_large
from procurement.figures import public_years
from procurement.monthly_tables import MonthsTable, MonthTable
from procurement.months import Month, MonthsOfYear, months_of, signed_in
from procurement.views.files import register_tag, workbook
from procurement.views.years import crumbs, years_of

TITLE = "สรุปผลการจัดซื้อจัดจ้างรายเดือน"


@public
def monthly(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The twelve months of a year; months without a purchase are shown, months to come are marked."""
    of_year = _months(year)
    return render(
        request,
        "procurement/monthly.html",
        {
            "nav": "procurement",
            "heading": f"{TITLE} {year.label}",
            "lead": "สัญญาทุกฉบับที่ลงนามในแต่ละเดือน ตามแบบ สขร.1",
            "crumbs": crumbs(year, ("รายเดือน", "")),
            "year": year,
            "years": years_of("procurement:monthly", public_years(), lambda one: one.contracts),
            "of_year": of_year,
            "table": MonthsTable(of_year),
            "none_large": none_large(f"สัญญาที่ลงนามใน{year.label}") if of_year.has_no_large else "",
            "as_of": of_year.known_until,
        },
    )


@public
def month(request: HttpRequest, year: FiscalYear, month: dt.date) -> HttpResponse:
    """The contracts signed in a month."""
    of_year = _months(year)
    found = _month(of_year, month)
    at = of_year.months.index(found)
    table = MonthTable(signed_in(found.starts_on, found.ends_on).prefetch_related("bids"), found)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(
        request,
        "procurement/month.html",
        {
            "nav": "procurement",
            "heading": f"จัดซื้อจัดจ้างเดือน{found.name}",
            "lead": "สัญญาที่ลงนามในเดือนนี้ ตามแบบ สขร.1",
            "crumbs": crumbs(
                year, ("รายเดือน", reverse("procurement:monthly", args=[year])), (found.name, "")
            ),
            "year": year,
            "month": found,
            "earlier": of_year.months[at - 1] if at else None,
            "later": of_year.months[at + 1] if at + 1 < len(of_year.months) else None,
            "table": table,
            "as_of": found.as_of if found.is_known else None,
        },
    )


@public
def monthly_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponseBase:
    """The twelve months in one workbook."""
    of_year = _months(year)
    office = Office.load()
    return workbook(
        request,
        name=f"สขร.1_ปีงบประมาณ_{year}_{office.short_name or office.name}.xlsx",
        tag=register_tag(office, "monthly", year, *(month.knowledge for month in of_year.months)),
        make=lambda: year_xlsx(of_year, office),
    )


@public
def month_xlsx(request: HttpRequest, year: FiscalYear, month: dt.date) -> HttpResponseBase:
    """A month as its own workbook; none while nothing is known of it."""
    found = _month(_months(year), month)
    if not found.is_known:
        raise Http404
    office = Office.load()
    name = found.name.replace("\N{NO-BREAK SPACE}", "_")
    return workbook(
        request,
        name=f"สขร.1_{name}_{office.short_name or office.name}.xlsx",
        tag=register_tag(office, "month", found.starts_on, found.knowledge, found.as_of),
        make=lambda: make_monthly([found], office, title=f"สรุปผลการดำเนินการจัดซื้อจัดจ้าง {found.name}"),
    )


def _months(year: FiscalYear) -> MonthsOfYear:
    found = months_of(year)
    if found is None:
        raise Http404
    return found


def _month(of_year: MonthsOfYear, starts_on: dt.date) -> Month:
    found = of_year.month(starts_on)
    if found is None:
        raise Http404
    return found
