"""The yearly plan of procurement, as a page and as files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from procurement.exports.plan import PLAN
from procurement.figures import public_years
from procurement.models import Announcement, AnnouncementKind, Contract, PlanDocument, PlanItem
from procurement.views.years import crumbs, known_year, table_file, years_of


@public
def plan(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """What the office means to buy, with what has become of it; a preview shows its row in its future place."""
    years = public_years() if PREVIEW in request.GET else known_year(year)[1]
    items = _shown(request, year)
    follow_up(items)
    updated_at = max((item.published_at for item in items if item.published_at), default=None)
    return render(
        request,
        "procurement/plan.html",
        {
            "nav": "procurement",
            "heading": f"แผนการจัดซื้อจัดจ้าง {year.label}",
            "lead": "โครงการที่สำนักงานวางแผนจะซื้อหรือจ้างในปีนี้ และสิ่งที่เกิดขึ้นแล้วของแต่ละโครงการ",
            "crumbs": crumbs(year, ("แผน", "")),
            "year": year,
            "years": years_of("procurement:plan", years, lambda one: one.plan),
            "items": items,
            "budget": sum((item.budget for item in items), Decimal(0)),
            "started": sum(bool(item.announcements or item.contracts) for item in items),
            "published_at": min((i.first_published_at for i in items if i.first_published_at), default=None),
            "updated_at": updated_at,
            "owner_group": items[0].owner_group if items else None,
        },
    )


def _shown(request: HttpRequest, year: FiscalYear) -> list[Any]:
    """The published items of the year in the order of the plan; in a preview with that item in its place."""
    rows = PlanItem.objects.published().filter(year=year)
    if PREVIEW in request.GET:
        previewed = get_object_or_404(PlanItem.objects.visible_in(request), year=year)
        rows = PlanItem.objects.filter(Q(pk__in=rows.exclude(pk=previewed.revises_id)) | Q(pk=previewed.pk))
    documents = PlanDocument.objects.select_related("current")
    rows = rows.select_related("owner_group").prefetch_related(Prefetch("documents", documents))
    return list(rows.order_by("expected_on", "pk"))


def follow_up(items: list[Any]) -> None:
    """Give each item the published announcements and contracts of its e-GP project, oldest first; two queries."""
    numbers = {item.project_number for item in items if item.project_number}
    for item in items:
        item.announcements, item.contracts = [], []
    if not numbers:
        return
    by_number: dict[str, list[Any]] = {}
    for item in items:
        by_number.setdefault(item.project_number, []).append(item)
    announced = Announcement.objects.published().exclude(kind=AnnouncementKind.PLAN)
    for one in announced.filter(project_number__in=numbers).order_by("announced_on", "pk"):
        for item in by_number[one.project_number]:
            item.announcements.append(one)
    signed = Contract.objects.published().filter(project_number__in=numbers)
    for one in signed.order_by("dated_on", "pk"):
        for item in by_number[one.project_number]:
            item.contracts.append(one)


def _file(year: FiscalYear, kind: str) -> HttpResponse:
    known_year(year)
    rows = PlanItem.objects.published().filter(year=year).select_related("owner_group")
    return table_file(PLAN, list(rows.order_by("expected_on", "pk")), kind=kind, year=year, name="plan")


@public
def plan_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _file(year, "csv")


@public
def plan_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _file(year, "xlsx")


@public
def plan_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _file(year, "json")
