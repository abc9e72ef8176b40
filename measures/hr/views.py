"""Public pages and files of personnel: one page a year, with the plan and its results beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from measures.hr import exports, figures
from measures.hr.figures import Posts, Year
from measures.hr.models import HrPlan, HrReport
from measures.hr.models.terms import Outcome
from portal import thai
from portal.access import PREVIEW, public
from portal.charts import row_chart
from portal.fiscal import FiscalYear
from portal.lists import page_number
from portal.models import Office
from portal.open_tables import OpenTable, download
from portal.templatetags.thai import keep

TITLE = "การบริหารและพัฒนาทรัพยากรบุคคล"
PER_PAGE = 50
TOPS = (10, 20, 40, 60, 100, 200, 400, 1_000)
"""Ends of the chart of posts."""
KINDS = {"hrplan": HrPlan, "hrreport": HrReport}


@public
def latest(request: HttpRequest) -> HttpResponse:
    """To the newest year with something published; the address may lead elsewhere next year."""
    years = figures.public_years()
    if not years:
        raise Http404
    response = redirect("hr:year", years[-1])
    response["Cache-Control"] = "public, max-age=60"
    return response


@public
def year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Plan and results, posts and people, training, movements, discipline, problems and suggestions of a year."""
    found = _found(request, year)
    number = page_number(request)
    pages = Paginator(found.trainings, PER_PAGE)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    record = found.report or found.plan
    return render(
        request,
        "hr/year.html",
        {
            "nav": "measures",
            "heading": f"{TITLE} {year.label}",
            "lead": _lead(found),
            "crumbs": [{"title": TITLE, "url": reverse("hr:latest")}, {"title": year.label}],
            "year": year,
            "years": [{"year": one, "url": reverse("hr:year", args=[one])} for one in figures.public_years()],
            "found": found,
            "done": found.with_outcome(Outcome.DONE),
            "posts": _posts_chart(found),
            "hours_each": found.training_totals.hours_each(found.total.filled),
            "page": pages.page(number),
            "documents": figures.files_of(found.plan, found.report),
            "published_at": found.published_at,
            "updated_at": found.changed_at if found.changed_at != found.published_at else None,
            "as_of": found.report.as_of if found.report else None,
            "owner_group": record.owner_group if record else None,
        },
    )


# ── files ────────────────────────────────────────────────────────────────────
@public
def year_pdf(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    content = exports.paper(_found(request, year), office=Office.load().name)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="hr-{year}.pdf"'},
    )


@public
def year_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return download(exports.workbook(_found(request, year), office=Office.load().name), f"hr-{year}.xlsx")


@public
def headcount_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return download(exports.HEADCOUNT.csv(_reported(request, year).headcount), f"hr-headcount-{year}.csv")


@public
def headcount_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _json(exports.HEADCOUNT, _reported(request, year).headcount, year, "hr-headcount")


@public
def training_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return download(exports.TRAINING.csv(_reported(request, year).trainings), f"hr-training-{year}.csv")


@public
def training_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _json(exports.TRAINING, _reported(request, year).trainings, year, "hr-training")


def _json(table: OpenTable, rows: Sequence[Any], year: FiscalYear, name: str) -> HttpResponse:
    title = f"{table.title} {year.label}".replace(thai.NBSP, " ")
    about = {"title": title, "publisher": Office.load().name, "fiscal_year_be": int(year)}
    return download(table.json(rows, about=about), f"{name}-{year}.json")


# ── inside ───────────────────────────────────────────────────────────────────
def _found(request: HttpRequest, year: FiscalYear) -> Year:
    """What is public of the year; in a preview (`?preview=<pk>&of=<kind>`) with that record in its place.

    Raises Http404 where there is nothing.
    """
    if PREVIEW not in request.GET:
        found = figures.figures_of(year)
        if found is None:
            raise Http404
        return found
    kind = KINDS.get(request.GET.get("of", "hrreport"), HrReport)
    rows = figures.with_plan_rows if kind is HrPlan else figures.with_report_rows
    previewed = get_object_or_404(rows(kind.objects.visible_in(request)), year=year)
    beside = figures.figures_of(year)
    if isinstance(previewed, HrPlan):
        return figures.year_of(year, previewed, beside.report if beside else None)
    return figures.year_of(year, beside.plan if beside else None, previewed)


def _reported(request: HttpRequest, year: FiscalYear) -> Year:
    """The year with its report. Raises Http404 before there is one."""
    found = _found(request, year)
    if found.report is None:
        raise Http404
    return found


def _lead(found: Year) -> str:
    if found.report is None:
        return "แผนของปีนี้เผยแพร่แล้ว ผลการดำเนินการจะเผยแพร่เมื่อสิ้นปีงบประมาณ"
    total = found.total
    return (
        f"กรอบอัตรากำลัง {thai.number(total.authorised)} อัตรา มีคนครอง {thai.number(total.filled)} คน "
        f"ว่าง {thai.number(total.vacant)} อัตรา ได้รับการพัฒนา {thai.number(total.trained)} คน"
    )


def _posts_chart(found: Year) -> dict[str, Any] | None:
    """The chart of people by type beside the table of posts, people and vacancies."""
    if not found.types:
        return None
    totals = [one.total for one in found.types]
    most = max(one.filled for one in totals)
    top = next((top for top in TOPS if top >= most), most)
    largest = max(range(len(totals)), key=lambda at: totals[at].filled)
    return {
        "message": f"บุคลากรส่วนใหญ่เป็น{totals[largest].label}",
        "note": "จำนวนคนที่ครองตำแหน่ง แยกตามประเภท ตารางแสดงกรอบ จำนวนคน และตำแหน่งว่าง",
        "chart": row_chart(
            [(one.label, Decimal(one.filled)) for one in totals], top=top, highlight=largest, digits=0
        ),
        "headers": ("ประเภท", "กรอบ", "มีคนครอง", "ว่าง"),
        "rows": [_cells(one) for one in totals],
        "total": _cells(found.total),
    }


def _cells(one: Posts) -> tuple[str, str, str, str]:
    return keep(one.label), thai.number(one.authorised), thai.number(one.filled), thai.number(one.vacant)
