"""Pages of the parts of a year: codes, Do's and Don'ts, teams, activities with pictures, the assessment."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from measures.ethics.exports import PARTS, Part
from measures.ethics.models import (
    AssessmentDocument,
    CodeDocument,
    CodeKind,
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsDocument,
    EthicsPicture,
    EthicsTeam,
    Guideline,
    GuidelineKind,
    TeamDocument,
)
from measures.ethics.models.activity import picture_rows
from measures.ethics.views.ways import TITLE, crumbs, known_years, part_page
from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from portal.lists import page_of
from portal.rich_text import plain_text
from portal.views.pictures import picture_response

PER_PAGE = 50


# ── codes, and what follows from them ─────────────────────────────────────────
@public
def codes(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The codes and rules that were in force in the year, by kind."""
    every = known_years(request, year)
    rows = list(EthicsCode.objects.published().in_force_in(year).select_related("owner_group"))
    rows.sort(key=lambda code: CodeKind.values.index(code.kind))
    kinds = [
        {"title": code_kind, "codes": list(group)}
        for code_kind, group in groupby(rows, key=lambda code: str(code.get_kind_display()))
    ]
    return part_page(
        request,
        Part.CODE,
        year,
        every,
        rows,
        lead="ประมวลจริยธรรมและข้อกำหนดที่ใช้บังคับกับบุคลากรของสำนักงานในปีนี้ พร้อมกฎหมายที่อ้างอิง",
        kinds=kinds,
    )


@public
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """One code: its text, its reference, its documents, and the Do's and Don'ts that hold now."""
    documents = CodeDocument.objects.select_related("current")
    rows = EthicsCode.objects.visible_in(request).select_related("owner_group")
    one = get_object_or_404(
        rows.prefetch_related("guidelines", Prefetch("documents", documents)), Q(pk=pk) | Q(revises=pk)
    )
    now = FiscalYear.current()
    holding = [row for row in one.guidelines.all() if row.until_year is None or row.until_year >= now]
    return render(
        request,
        "ethics/code.html",
        {
            "nav": "measures",
            "heading": one.title,
            "lead": str(one.get_kind_display()),
            "description": plain_text(one.text)[:160] or one.legal_reference,
            "crumbs": [{"title": TITLE, "url": reverse("ethics:latest")}, {"title": one.title}],
            "code": one,
            "columns": _columns(holding),
            "documents": one.documents.all(),
            "published_at": one.first_published_at,
            "updated_at": one.published_at if one.published_at != one.first_published_at else None,
            "owner_group": one.owner_group,
        },
    )


@public
def guidelines(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The Do's and Don'ts that held in the year, by code."""
    every = known_years(request, year)
    rows = EthicsCode.objects.published().in_force_in(year).select_related("owner_group")
    of_year = Guideline.objects.of_year(year)
    found = [code for code in rows.prefetch_related(Prefetch("guidelines", of_year)) if code.guidelines.all()]
    return part_page(
        request,
        Part.GUIDELINES,
        year,
        every,
        found,
        lead="Do’s & Don’ts ของสำนักงาน แต่ละข้อมีตัวอย่างจากงานประจำวัน",
        codes=[{"code": code, "columns": _columns(code.guidelines.all())} for code in found],
    )


def _columns(rows: Any) -> list[dict[str, Any]]:
    """The Do's and the Don'ts apart; nothing where there is neither."""
    found = [
        {"kind": kind, "rows": [row for row in rows if row.kind == kind.value]} for kind in GuidelineKind
    ]
    return found if any(column["rows"] for column in found) else []


@public
def team(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The teams that were in office in the year, each with its order, duties and seats."""
    every = known_years(request, year)
    rows = EthicsTeam.objects.visible_in(request).of_year(year).select_related("owner_group")
    documents = TeamDocument.objects.select_related("current")
    teams = list(rows.prefetch_related("members", Prefetch("documents", documents)))
    if PREVIEW in request.GET and not teams:
        raise Http404
    return part_page(
        request,
        Part.TEAM,
        year,
        every,
        teams,
        lead="ผู้ขับเคลื่อนจริยธรรมและตอบคำถามเมื่อบุคลากรไม่แน่ใจว่าสิ่งใดควรทำ ตามคำสั่งของสำนักงาน",
        teams=teams,
    )


# ── activities ───────────────────────────────────────────────────────────────
@public
def activities(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """Trainings and activities of the year, the newest first, fifty a page."""
    every = known_years(request, year)
    rows = EthicsActivity.objects.published().for_year(year).select_related("owner_group")
    page = page_of(rows, request, size=PER_PAGE)
    shown = list(page.object_list)
    return part_page(
        request,
        Part.ACTIVITIES,
        year,
        every,
        shown,
        lead="อบรมและกิจกรรมที่จัดในปีนี้ วันที่ จำนวนผู้เข้าร่วม และผลที่ได้",
        page=page,
        activities=shown,
        count=page.paginator.count,
    )


@public
def activity(request: HttpRequest, year: FiscalYear, pk: int) -> HttpResponse:
    """One activity with its pictures and documents."""
    documents = EthicsDocument.objects.select_related("current")
    rows = EthicsActivity.objects.visible_in(request).for_year(year).select_related("owner_group")
    one = get_object_or_404(
        rows.prefetch_related(Prefetch("pictures", picture_rows()), Prefetch("documents", documents)),
        Q(pk=pk) | Q(revises=pk),
    )
    back = (PARTS[Part.ACTIVITIES], reverse("ethics:activities", args=[year]))
    return render(
        request,
        "ethics/activity.html",
        {
            "nav": "measures",
            "heading": one.title,
            "lead": f"{one.get_kind_display()} {one.when}",
            "crumbs": crumbs(year, back, (one.title, "")),
            "year": year,
            "activity": one,
            "documents": one.documents.all(),
            "preview": f"&{PREVIEW}={one.pk}" if PREVIEW in request.GET else "",
            "published_at": one.first_published_at,
            "updated_at": one.published_at if one.published_at != one.first_published_at else None,
            "owner_group": one.owner_group,
        },
    )


@public
def picture(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """A rendition of a picture, while its activity is visible."""
    if size not in ("large", "small"):
        raise Http404
    owners = EthicsActivity.objects.visible_in(request)
    row = get_object_or_404(EthicsPicture.objects.select_related(size), pk=pk, owner__in=owners)
    return picture_response(request, getattr(row, size))


# ── assessment ───────────────────────────────────────────────────────────────
@public
def assessment(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """How the ethical conduct of the staff was assessed, the result, and what follows."""
    every = known_years(request, year)
    rows = EthicsAssessment.objects.visible_in(request).filter(year=year).select_related("owner_group")
    documents = AssessmentDocument.objects.select_related("current")
    one = rows.prefetch_related(Prefetch("documents", documents)).first()
    if PREVIEW in request.GET and one is None:
        raise Http404
    return part_page(
        request,
        Part.ASSESSMENT,
        year,
        every,
        [one] if one else [],
        lead="ผลในภาพรวมของสำนักงาน ไม่เปิดเผยผลของบุคคลใด",
        assessment=one,
        documents=one.documents.all() if one else [],
    )
