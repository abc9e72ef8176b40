"""How satisfied people were in a year: by service and period, as a page and as the yearly report."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from measures.services.exports import satisfaction as exports
from measures.services.figures.satisfaction import LEAST, Said, YearSaid, public_years, year_said
from portal import thai
from portal.access import public
from portal.charts import bar_chart
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.spreadsheets import XLSX_TYPE

PDF_TYPE = "application/pdf"
_A_DAY = 24 * 60 * 60


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest year with answers."""
    years = public_years()
    if not years:
        raise Http404
    return redirect("services:satisfaction", year=years[-1])


@public
def satisfaction(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """A year: all answers with their spread, then each service for six months and the year."""
    years = public_years()
    if year not in years:
        raise Http404
    said = year_said(year)
    return render(
        request,
        "services/satisfaction.html",
        {
            "heading": f"ความพึงพอใจต่อการให้บริการ {year.label}",
            "lead": _lead(said.total.whole),
            "crumbs": [
                {"title": "สถิติการให้บริการ", "url": reverse("services:statistics_latest")},
                {"title": f"ความพึงพอใจ {year.label}"},
            ],
            "year": year,
            "years": [{"year": one, "url": reverse("services:satisfaction", args=[one])} for one in years],
            "said": said,
            "spread": _spread(said.total.whole),
            "periods": exports.periods(said),
            "notes": list(exports.notes(said)),
            "least": LEAST,
            "as_of": said.counted_on,
        },
    )


@public
def satisfaction_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The same figures as a workbook."""
    return _download(exports.satisfaction_xlsx(_said(year), Office.load()), XLSX_TYPE, year, "xlsx")


@public
def satisfaction_pdf(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The report on paper; set once for the same figures."""
    said, office = _said(year), Office.load()
    key = "satisfaction:" + hashlib.sha256(f"{said!r} {office.name}".encode()).hexdigest()
    content: bytes | None = cache.get(key)
    if content is None:
        content = exports.satisfaction_pdf(said, office)
        cache.set(key, content, _A_DAY)
    return _download(content, PDF_TYPE, year, "pdf")


def _said(year: FiscalYear) -> YearSaid:
    if year not in public_years():
        raise Http404
    return year_said(year)


def _lead(whole: Said) -> str:
    number = f"{thai.number(whole.number)}{thai.NBSP}คน"
    if whole.mean is None:
        return f"ผู้ตอบ {number} แสดงผลเมื่อมีผู้ตอบตั้งแต่ {LEAST}{thai.NBSP}คน"
    return f"คะแนนเฉลี่ย {whole.mean_text} จาก 5{thai.NBSP}คะแนน จากผู้ตอบ {number}"


def _spread(whole: Said) -> dict[str, Any] | None:
    """How the answers spread over the five steps, as a chart with its table."""
    if whole.scores is None:
        return None
    return {
        "message": f"พึงพอใจมากถึงมากที่สุด ร้อยละ{thai.NBSP}{whole.satisfied}",
        "note": f"จำนวนผู้ตอบแต่ละระดับ ผู้ตอบทั้งหมด {thai.number(whole.number)}{thai.NBSP}คน",
        "chart": bar_chart(
            [(str(score), Decimal(count)) for score, count in enumerate(whole.scores, start=1)],
            top=max(4, max(whole.scores) + max(whole.scores) % 2),
            highlight=None,
            digits=0,
        ),
        "headers": ("ระดับ", "ผู้ตอบ (คน)"),
        "rows": [
            (title, thai.number(count))
            for title, count in zip(exports.SCORE_TITLES, whole.scores, strict=True)
        ],
        "total": ("คะแนนเฉลี่ย", whole.mean_text),
    }


def _download(content: bytes, content_type: str, year: FiscalYear, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="service-satisfaction-{year}.{kind}"'},
    )
