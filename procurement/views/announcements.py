"""Announcements of a year: the list with its filters, one announcement, and the list as files."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from portal import thai
from portal.access import public
from portal.fiscal import FiscalYear
from portal.lists import chip_links, page_of
from procurement.exports.announcements import ANNOUNCEMENTS
from procurement.forms import AnnouncementFilter
from procurement.models import Announcement, AnnouncementDocument, AnnouncementKind, Contract, PlanItem
from procurement.views.corrections import changes, withdrawn
from procurement.views.years import crumbs, downloads, known_year, table_file, years_of

TITLE = "ประกาศจัดซื้อจัดจ้าง"
OPEN_KINDS = (
    AnnouncementKind.DRAFT_TERMS,
    AnnouncementKind.INVITATION,
    AnnouncementKind.CHANGED_INVITATION,
)
"""Announcements that vendors can answer until their last day."""
ENDING = (
    AnnouncementKind.INVITATION,
    AnnouncementKind.CANCELLED_INVITATION,
    AnnouncementKind.CHANGED_INVITATION,
)
"""A later announcement of these kinds of the same project takes the place of an open one."""
CLOSES: dict[str, str] = {
    AnnouncementKind.DRAFT_TERMS: "วิจารณ์ร่างได้ถึง",
    AnnouncementKind.INVITATION: "เสนอราคาได้ถึง",
    AnnouncementKind.CHANGED_INVITATION: "เสนอราคาได้ถึง",
}
AMOUNTS: dict[str, str] = {
    AnnouncementKind.PLAN: "งบประมาณ",
    AnnouncementKind.REFERENCE_PRICE: "ราคากลาง",
    AnnouncementKind.DRAFT_TERMS: "งบประมาณ",
    AnnouncementKind.INVITATION: "งบประมาณ",
    AnnouncementKind.CANCELLED_INVITATION: "งบประมาณ",
    AnnouncementKind.CHANGED_INVITATION: "งบประมาณ",
    AnnouncementKind.WINNER: "ราคาที่ชนะ",
    AnnouncementKind.CANCELLED_WINNER: "ราคาที่ชนะ",
    AnnouncementKind.CHANGED_WINNER: "ราคาที่ชนะ",
}
"""What the last day and the amount are, by kind of announcement."""
LAST_DAY, AMOUNT = "วันสุดท้าย", "จำนวนเงิน"
"""What they are called in announcements of other kinds."""


def told_facts(one: Announcement) -> list[str]:
    """Its last day and its amount, each with what it is."""
    facts = []
    if one.closes_on:
        facts.append(f"{CLOSES.get(one.kind, LAST_DAY)} {thai.long_date(one.closes_on)}")
    if one.amount is not None:
        facts.append(f"{AMOUNTS.get(one.kind, AMOUNT)} {thai.baht(one.amount)}")
    return facts


def state(one: Any) -> dict[str, str]:
    """The word for whether an announcement (annotated with `open_until`) can be answered, and its status as a tag."""
    if one.open_until:
        is_draft = one.kind == AnnouncementKind.DRAFT_TERMS
        return {"label": "เปิดรับคำวิจารณ์" if is_draft else "เปิดรับข้อเสนอ", "status": "open"}
    if one.kind not in OPEN_KINDS or not one.closes_on:
        return {}
    if one.closes_on < timezone.localdate():
        return {"label": "ปิดรับแล้ว", "status": "ended"}
    return {"label": "ไม่เปิดรับแล้ว มีประกาศฉบับหลัง", "status": ""}


def of_year(year: FiscalYear) -> Any:
    """The published announcements of a year: open ones by their last day, then the newest first."""
    rows = Announcement.objects.published().filter(year=year).annotate(open_until=_open_until())
    return rows.order_by(F("open_until").asc(nulls_last=True), "-announced_on", "-pk")


def _open_until() -> Case:
    """The last day while an announcement can be answered: not over, and no later one in its place."""
    today = timezone.localdate()
    later = Announcement.objects.published().filter(
        Q(announced_on__gt=OuterRef("announced_on"))
        | Q(announced_on=OuterRef("announced_on"), pk__gt=OuterRef("pk")),
        project_number=OuterRef("project_number"),
        kind__in=ENDING,
    )
    is_open = Q(closes_on__gte=today, kind__in=OPEN_KINDS) & ~Q(Exists(later.exclude(project_number="")))
    return Case(When(is_open, then=F("closes_on")), default=Value(None), output_field=DateField())


@public
def announcements(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The announcements of a year, those that vendors can still answer first."""
    found, every = known_year(year)
    wanted = AnnouncementFilter(request.GET)
    page = page_of(wanted.narrow(of_year(year)).select_related("owner_group"), request)
    here = reverse("procurement:announcements", args=[year])
    shown = list(page.object_list)
    for one in shown:
        one.state, one.closes_label = state(one), CLOSES.get(one.kind, LAST_DAY)
        one.amount_label = AMOUNTS.get(one.kind, AMOUNT)
    return render(
        request,
        "procurement/announcements.html",
        {
            "nav": "procurement",
            "heading": f"{TITLE} {year.label}",
            "lead": "ราคากลาง ร่างเอกสาร ประกาศเชิญชวน การเปลี่ยนแปลงและยกเลิก และผู้ชนะการเสนอราคา",
            "crumbs": crumbs(year, ("ประกาศ", "")),
            "year": year,
            "years": years_of("procurement:announcements", every, lambda one: one.announcements),
            "form": wanted,
            "chips": chip_links(here, wanted.chips(), wanted.asked),
            "clear_url": here,
            "page": page,
            "announcements": shown,
            "count": page.paginator.count,
            "total": found.announcements,
            "downloads": downloads("procurement:announcements", year, wanted.asked),
            "updated_at": max((one.published_at for one in shown), default=None),
            "owner_group": shown[0].owner_group if shown else None,
        },
    )


@public
def announcement(request: HttpRequest, year: FiscalYear, pk: int) -> HttpResponse:
    """One announcement with its documents, the plan, the other announcements and the contracts of its project."""
    documents = AnnouncementDocument.objects.select_related("current")
    rows = Announcement.objects.visible_in(request).filter(year=year).annotate(open_until=_open_until())
    rows = rows.select_related("owner_group", "revises").prefetch_related(Prefetch("documents", documents))
    one = rows.filter(Q(pk=pk) | Q(revises=pk)).first()
    if one is None:
        return withdrawn(request, announcement=pk)
    plan: list[PlanItem] = []
    others: list[Announcement] = []
    contracts: list[Contract] = []
    if one.project_number:
        project = {"project_number": one.project_number}
        itself = [one.pk, one.revises_id or one.pk]
        plan = list(PlanItem.objects.published().filter(**project).order_by("year", "pk"))
        others = list(Announcement.objects.published().filter(**project).exclude(pk__in=itself))
        contracts = list(Contract.objects.published().filter(**project).order_by("dated_on", "pk"))
    original = one.revises or one
    return render(
        request,
        "procurement/announcement.html",
        {
            "nav": "procurement",
            "heading": one.title,
            "lead": f"{one.get_kind_display()} {year.label}",
            "crumbs": crumbs(
                year,
                ("ประกาศ", reverse("procurement:announcements", args=[year])),
                (one.get_kind_display(), ""),
            ),
            "year": year,
            "announcement": one,
            "number": " ".join(filter(None, (one.project_number, f"ฉบับที่ {original.pk}"))),
            "state": state(one),
            "closes_label": CLOSES.get(one.kind, LAST_DAY),
            "amount_label": AMOUNTS.get(one.kind, AMOUNT),
            "others": others,
            "contracts": contracts,
            "plan": plan,
            "changes": changes(original.corrections.select_related("announcement")),
            "published_at": one.first_published_at,
            "updated_at": one.published_at,
            "owner_group": one.owner_group,
        },
    )


def _file(request: HttpRequest, year: FiscalYear, kind: str) -> HttpResponse:
    known_year(year)
    rows = AnnouncementFilter(request.GET).narrow(of_year(year)).select_related("owner_group")
    return table_file(
        ANNOUNCEMENTS, list(rows.order_by("-announced_on", "-pk")), kind=kind, year=year, name="announcements"
    )


@public
def announcements_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _file(request, year, "csv")


@public
def announcements_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _file(request, year, "xlsx")


@public
def announcements_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _file(request, year, "json")
