"""The register of a year to take away: open tables, the workbook, and the results on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from measures.risk import figures
from measures.risk.exports import (
    RESULTS,
    RISKS,
    plan_rows,
    register_workbook,
    result_rows,
    results_on_paper,
)
from measures.risk.matrix import matrix_of
from measures.risk.models import Risk
from measures.risk.scales import scale_of
from measures.risk.views.pages import with_results
from portal import thai
from portal.access import public
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.open_tables import OpenTable, download


@public
def risks_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return download(RISKS.csv(plan_rows(_risks(year))), f"risks-{year}.csv")


@public
def risks_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _json(RISKS, plan_rows(_risks(year)), year, "risks")


@public
def results_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return download(RESULTS.csv(result_rows(_risks(year))), f"risk-results-{year}.csv")


@public
def results_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _json(RESULTS, result_rows(_risks(year)), year, "risk-results")


@public
def register_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Plan, results, matrix and scale of the year in one workbook."""
    risks = _risks(year)
    content = register_workbook(
        risks,
        year=year,
        matrix=matrix_of(scale_of(year), figures.points(year)),
        office=Office.load().name,
        made=_made(risks),
    )
    return download(content, f"risk-register-{year}.xlsx")


@public
def results_pdf(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The results of the year as a document that can be printed and signed."""
    risks = _risks(year)
    content = results_on_paper(risks, year=year, office=Office.load().name, made=_made(risks))
    name = f"risk-results-{year}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _risks(year: FiscalYear) -> list[Any]:
    """The public risks of the year with measures and results. Raises Http404 where there are none."""
    rows = Risk.objects.published().for_year(year).order_by("number", "pk")
    risks = with_results(rows.select_related("owner_group").prefetch_related("treatments"))
    if not risks:
        raise Http404
    return risks


def _made(risks: list[Any]) -> dt.datetime:
    """When anything in the files changed last."""
    moments: list[dt.datetime] = [one.published_at for risk in risks for one in (risk, *risk.results_shown)]
    return max(moments)


def _json(table: OpenTable, rows: list[Any], year: FiscalYear, name: str) -> HttpResponse:
    about = {
        "title": f"{table.title} {year.label}".replace(thai.NBSP, " "),
        "publisher": Office.load().name,
        "fiscal_year_be": int(year),
        "scale_version": scale_of(year).version,
    }
    return download(table.json(rows, about=about), f"{name}-{year}.json")
