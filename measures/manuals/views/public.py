"""What everybody reads: the list of manuals, one manual, an edition of it, and the manuals of a year."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from measures.manuals import figures
from measures.manuals.forms import ManualFilter
from measures.manuals.models import DocumentKind, EditionFile, Manual, ManualDocument, ManualEdition
from portal.access import public
from portal.fiscal import FiscalYear
from portal.lists import chip_links, page_of, with_query
from portal.models import WorkGroup

TITLE = "คู่มือการปฏิบัติงาน"
PER_PAGE = 50
CRUMB = {"title": TITLE, "url": "/manuals/"}


def wanted_of(request: HttpRequest) -> ManualFilter:
    return ManualFilter(request.GET, WorkGroup.objects.filter(is_active=True))


def newest_editions(manuals: Any) -> dict[int, ManualEdition]:
    """The newest public edition of each of these manuals, by the manual's primary key; one query."""
    editions = ManualEdition.objects.public().filter(manual__in=[one.pk for one in manuals])
    ordered = editions.order_by("manual", "number").select_related("owner_group", "manual")
    return {edition.manual_id: edition for edition in ordered}


@public
def index(request: HttpRequest) -> HttpResponse:
    """The published manuals by work group, fifty a page, with the share of people who acknowledged."""
    wanted = wanted_of(request)
    page = page_of(
        wanted.narrow(Manual.objects.published()).select_related("owner_group"), request, size=PER_PAGE
    )
    shown = list(page.object_list)
    editions = newest_editions(shown)
    shares = figures.shares(editions.values())
    for one in shown:
        one.newest = editions.get(one.pk)
        one.share = shares.get(one.newest.pk) if one.newest else None
    here = reverse("manuals:index")
    now = figures.figures_of(FiscalYear.current())
    return render(
        request,
        "manuals/index.html",
        {
            "nav": "measures",
            "heading": TITLE,
            "lead": "งานแต่ละอย่างมีกี่ขั้นตอน ใช้เวลาเท่าใด ตำแหน่งใดรับผิดชอบ และอาศัยกฎหมายใด",
            "crumbs": [{"title": TITLE}],
            "form": wanted,
            "chips": chip_links(here, wanted.chips(), wanted.asked),
            "clear_url": here,
            "page": page,
            "manuals": shown,
            "count": page.paginator.count,
            "now": now,
            "past": [
                {"year": one, "url": reverse("manuals:year", args=[one])}
                for one in (now.years if now else ())
            ],
            "downloads": [
                {"title": title, "url": with_query(reverse(f"manuals:{route}"), wanted.asked)}
                for route, title in (
                    ("list_csv", "CSV"),
                    ("list_xlsx", "Excel"),
                    ("list_json", "JSON"),
                    ("steps_csv", "ขั้นตอน CSV"),
                    ("steps_xlsx", "ขั้นตอน Excel"),
                )
            ]
            if shown
            else [],
            "as_of": timezone.localdate() if shown else None,
            "updated_at": max((one.published_at for one in shown), default=None),
        },
    )


@public
def manual(request: HttpRequest, pk: int) -> HttpResponse:
    """One manual as it is in force, with its files, its editions, and how many people have read it."""
    documents = ManualDocument.objects.select_related("current")
    rows = Manual.objects.visible_in(request).select_related("owner_group")
    rows = rows.prefetch_related("steps", Prefetch("documents", documents))
    shown = get_object_or_404(rows, Q(pk=pk) | Q(revises=pk))
    editions = list(
        ManualEdition.objects.public().filter(manual=shown.revises_id or shown.pk).order_by("-number")
    )
    newest = editions[0] if editions else None
    is_public = shown.is_published
    return render(
        request,
        "manuals/manual.html",
        {
            "nav": "measures",
            "heading": shown.title,
            "lead": f"{TITLE}ของ{shown.owner_group}",
            "crumbs": [CRUMB, {"title": shown.title}],
            "manual": shown,
            "files": by_kind(shown.documents.all()),
            "newest": newest,
            "editions": editions,
            "share": figures.shares([newest]).get(newest.pk) if newest and is_public else None,
            "today": timezone.localdate(),
            "published_at": shown.first_published_at,
            "updated_at": shown.published_at if shown.published_at != shown.first_published_at else None,
            "owner_group": shown.owner_group,
        },
    )


@public
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An edition as it came out, as long as its manual is public; the newest one also has this address for good."""
    files = EditionFile.objects.select_related("stored", "edition")
    rows = ManualEdition.objects.public().filter(manual=pk)
    rows = rows.select_related("owner_group", "manual").prefetch_related(Prefetch("files", files))
    shown = get_object_or_404(rows, number=number)
    later = ManualEdition.objects.public().filter(manual=pk, number__gt=number).order_by("number").first()
    return render(
        request,
        "manuals/edition.html",
        {
            "nav": "measures",
            "heading": f"{shown.title} ฉบับที่ {shown.version}",
            "lead": f"{TITLE}ของ{shown.owner_group}",
            "crumbs": [
                CRUMB,
                {"title": shown.manual.title, "url": shown.manual.get_absolute_url()},
                {"title": f"ฉบับที่ {shown.version}"},
            ],
            "edition": shown,
            "files": by_kind(shown.files.all()),
            "later": later,
            "published_at": shown.published_at,
            "owner_group": shown.owner_group,
        },
    )


@public
def year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The manuals in force in a fiscal year; of a year that is over, as they were on its last day."""
    found = figures.figures_of(year)
    if found is None:
        raise Http404
    return render(
        request,
        "manuals/year.html",
        {
            "nav": "measures",
            "heading": f"{TITLE} {year.label}",
            "lead": "คู่มือที่ใช้ในปีนี้ พร้อมจำนวนบุคลากรที่รับทราบ",
            "crumbs": [CRUMB, {"title": year.label}],
            "year": year,
            "years": [{"year": one, "url": reverse("manuals:year", args=[one])} for one in found.years],
            "found": found,
            "is_over": found.groups_without is None,
            "downloads": [
                {"title": title, "url": reverse(f"manuals:{route}", args=[year])}
                for route, title in (("year_csv", "CSV"), ("year_xlsx", "Excel"))
            ],
            "as_of": found.as_of,
        },
    )


def by_kind(files: Any) -> list[dict[str, Any]]:
    """The files under the heading of their kind; kinds without one are left out."""
    groups = [{"kind": kind, "files": [one for one in files if one.kind == kind]} for kind in DocumentKind]
    return [group for group in groups if group["files"]]
