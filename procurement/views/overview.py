"""Procurement of a fiscal year at a glance, and the same numbers as a file."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.access import public
from portal.charts import month_chart, row_chart
from portal.fiscal import FiscalYear
from portal.open_tables import download
from portal.spreadsheets import csv_bytes
from portal.templatetags.thai import keep
from portal.thai import MONTHS_SHORT, NBSP, baht, money, number
from procurement.exports.figures import COLUMNS, rows
from procurement.figures import (
    Comparison,
    Line,
    PublicYear,
    Totals,
    months,
    percent,
    public_years,
    year_figures,
)
from procurement.indicators import indicators
from procurement.layouts import OFFICIAL_FORMS, OfficialForm
from procurement.models import Contract, Method, Process
from procurement.months import last_day
from procurement.views.years import known_year, years_of

UNITS = ((Decimal(800), Decimal(1), "บาท"), (Decimal(800_000), Decimal(1_000), "พันบาท"))
"""Up to which largest value a chart counts in which unit: three digits fit over a bar."""
_MILLION = (Decimal(1_000_000), "ล้านบาท")
TOPS = (1, 2, 4, 10, 20, 40, 60, 80, 100, 200, 400, 600, 800)
"""Heights of a chart whose half is a round number too."""


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest year with something published; the address may lead elsewhere next year."""
    years = public_years()
    if not years:
        raise Http404
    response = redirect("procurement:year", years[-1].year)
    response["Cache-Control"] = "public, max-age=60"
    return response


@public
def year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Totals, charts beside tables, neutral indicators, and the ways to every list and file of the year."""
    found, every = known_year(year)
    figures = year_figures(year)
    totals, standing = figures.totals, figures.standing
    newest = Contract.objects.published().for_year(year).select_related("owner_group")
    latest_row = newest.order_by("-published_at", "-pk").first() if totals.number else None
    return render(
        request,
        "procurement/year.html",
        {
            "nav": "procurement",
            "heading": f"จัดซื้อจัดจ้าง {year.label}",
            "lead": _lead(totals),
            "crumbs": [
                {"title": "จัดซื้อจัดจ้าง", "url": reverse("procurement:latest")},
                {"title": year.label},
            ],
            "year": year,
            "years": years_of("procurement:year", every),
            "found": found,
            "figures": figures,
            "totals": totals,
            "agreed": _large_sum(totals.agreed),
            "budget": _large_sum(totals.budget),
            "budget_text": f"วงเงินงบประมาณรวม {baht(totals.budget)} นับโครงการละครั้ง",
            "beside": _beside(standing.unsigned, standing.cancelled),
            "has_no_large": bool(totals.number and not standing.large),
            "by_month": _by_month(totals),
            "by_method": _breakdown(totals, totals.by_method, "วิธี", _method_message(totals)),
            "by_kind": _breakdown(totals, totals.by_kind, "ประเภท", "มูลค่าตามประเภทที่ซื้อหรือจ้าง"),
            "comparison": _comparison(figures.comparison),
            "indicators": indicators(figures) if totals.number else [],
            "forms": _forms(year, every),
            "months": _months(totals, standing.as_of),
            "has_ocds": Process.objects.public().filter(year=year).exists(),
            "published_at": standing.first_published_at,
            "updated_at": standing.updated_at,
            "as_of": standing.as_of,
            "owner_group": latest_row.owner_group if latest_row else None,
        },
    )


@public
def figures_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The numbers of the overview, one a row."""
    known_year(year)
    figures = year_figures(year)
    return download(csv_bytes(COLUMNS, rows(figures)), f"procurement-figures-{year}.csv")


def _forms(year: FiscalYear, every: list[PublicYear]) -> list[OfficialForm]:
    """The official forms of the year's data and those that its assessment asks for, if there is data for them."""
    known = {one.year for one in every if one.contracts} | {year}
    return [
        form
        for form in OFFICIAL_FORMS.values()
        if year in (form.data_year, form.year) and form.data_year in known
    ]


def _months(totals: Totals, as_of: dt.date | None) -> list[dict[str, str]]:
    """The way to each month in which something was signed, and to those before the last day that the register knows.

    The page of a month tells whether nothing was bought in it or nothing is known of it.
    """
    pairs = zip(months(totals.year), totals.by_month, strict=False)
    return [
        {"title": line.label, "url": reverse("procurement:month", args=[totals.year, first])}
        for first, line in pairs
        if line.number or (as_of is not None and last_day(first) <= as_of)
    ]


# ── in words and pictures ────────────────────────────────────────────────────
def _lead(totals: Totals) -> str:
    if not totals.number:
        return "ยังไม่มีสัญญาที่เผยแพร่ในปีนี้"
    return f"สัญญาที่ลงนามแล้ว {number(totals.number)}{NBSP}สัญญา รวม {baht(totals.agreed)}"


def _large_sum(amount: Decimal) -> tuple[str, str]:
    """The amount and its unit for a tile; from a million on in millions, which fit there on a small screen."""
    if amount >= _MILLION[0]:
        return money(amount / _MILLION[0]), _MILLION[1]
    return money(amount), "บาท"


def _beside(unsigned: int, cancelled: int) -> str:
    parts = []
    if unsigned:
        parts.append(f"รายการที่ยังไม่ลงนาม {number(unsigned)}{NBSP}รายการ")
    if cancelled:
        parts.append(f"รายการที่ยกเลิก {number(cancelled)}{NBSP}รายการ")
    return " และ".join(parts)


def _unit(most: Decimal) -> tuple[Decimal, str]:
    """The divisor and the word of the unit in which a chart counts baht."""
    return next(((divisor, word) for limit, divisor, word in UNITS if most <= limit), _MILLION)


def _scale(values: list[Decimal]) -> tuple[list[Decimal], int, int, str]:
    """The values in the unit of a chart, the top of the chart, its decimals, and the unit."""
    divisor, word = _unit(max(values))
    scaled = [value / divisor for value in values]
    top = next((top for top in TOPS if top >= max(scaled)), int(max(scaled)) + 1)
    return scaled, top, 0 if top >= 60 else (1 if top >= 10 else 2), word


def _by_month(totals: Totals) -> dict[str, Any]:
    months = totals.by_month[:12]
    scaled, top, digits, unit = _scale([line.agreed for line in months])
    most = totals.largest_month
    names = [MONTHS_SHORT[(place + 9) % 12] for place in range(12)]
    return {
        "message": f"มูลค่าสูงสุดในเดือน{months[most].label}" if most is not None else "มูลค่าสัญญารายเดือน",
        "note": f"มูลค่าตามราคาที่ตกลง แยกตามเดือนที่ลงนาม ภาพแสดงเป็น{unit} ตารางแสดงเป็นบาท",
        "chart": month_chart(list(zip(names, scaled, strict=True)), top=top, highlight=most, digits=digits),
        "headers": ("เดือน", "สัญญา", "บาท"),
        "rows": [_row(line) for line in totals.by_month],
        "total": ("รวม", number(totals.number), money(totals.agreed)),
    }


def _breakdown(totals: Totals, lines: tuple[Line, ...], what: str, message: str) -> dict[str, Any] | None:
    if not lines:
        return None
    ordered = sorted(lines, key=lambda line: -line.agreed)
    scaled, top, digits, unit = _scale([line.agreed for line in ordered])
    points = [(line.label, value) for line, value in zip(ordered, scaled, strict=True)]
    return {
        "message": message,
        "note": f"มูลค่าตามราคาที่ตกลง แยกตาม{what} ภาพแสดงเป็น{unit} ตารางแสดงเป็นบาท",
        "chart": row_chart(points, top=top, highlight=0, digits=digits),
        "headers": (what, "สัญญา", "บาท"),
        "rows": [_row(line) for line in ordered],
        "total": ("รวม", number(totals.number), money(totals.agreed)),
    }


def _row(line: Line) -> tuple[str, str, str]:
    return keep(line.label), number(line.number), money(line.agreed)


def _method_message(totals: Totals) -> str:
    """What the chart of values by method shows: which method has the most, and its share of the value."""
    most = max(totals.by_method, key=lambda line: line.agreed, default=None)
    share = percent(most.agreed, totals.agreed) if most else None
    if most is None or share is None or most.key not in Method.values:
        return "มูลค่าตามวิธีจัดซื้อจัดจ้าง"
    whole = share.quantize(Decimal(1), ROUND_HALF_UP) if share < Decimal("99.5") or share == 100 else share
    return f"มูลค่ามากที่สุดอยู่ที่วิธี{most.label} ร้อยละ{NBSP}{whole} ของมูลค่าทั้งปี"


def _comparison(found: Comparison) -> dict[str, Any] | None:
    """Agreed beside reference prices; nothing without a project that has both."""
    if not found.number:
        return None
    scaled, top, digits, unit = _scale([found.reference, found.agreed])
    points = list(zip(("ราคากลางรวม", "ราคาที่ตกลงรวม"), scaled, strict=True))
    difference = abs(found.difference)
    if found.difference:
        where = "ต่ำกว่า" if found.difference > 0 else "สูงกว่า"
        message = f"ราคาที่ตกลง{where}ราคากลางรวมร้อยละ{NBSP}{percent(difference, found.reference)}"
    else:
        message = "ราคาที่ตกลงเท่ากับราคากลางรวม"
    return {
        "message": message,
        "note": f"เฉพาะ {number(found.number)}{NBSP}โครงการที่มีทั้งสองราคา ภาพแสดงเป็น{unit} ตารางแสดงเป็นบาท",
        "chart": row_chart(points, top=top, highlight=1, digits=digits),
        "headers": ("ราคา", "โครงการ", "บาท"),
        "rows": [
            ("ราคากลางรวม", number(found.number), money(found.reference)),
            ("ราคาที่ตกลงรวม", number(found.number), money(found.agreed)),
            ("ตกลงต่ำกว่าราคากลาง", number(found.below), "–"),
            ("ตกลงเท่ากับราคากลาง", number(found.equal), "–"),
            ("ตกลงสูงกว่าราคากลาง", number(found.above), "–"),
        ],
    }
