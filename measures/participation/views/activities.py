"""The activities of a fiscal year, one of them, its photographs, and the tables to take away."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from measures.participation import figures
from measures.participation.exports import ACTIVITIES, LONG_AGO, participation_form
from measures.participation.models import (
    Activity,
    ActivityDocument,
    ActivityPicture,
    Consultation,
    Counts,
    Tally,
)
from portal import thai
from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from portal.lists import page_of
from portal.models import Office
from portal.open_tables import download
from portal.views.pictures import picture_response

TITLE = "การมีส่วนร่วม"
CRUMB = {"title": TITLE, "url": "/participation/"}
PER_PAGE = 50
CONSULTATIONS_OF_A_YEAR = 20
DOWNLOADS = (
    ("o19_xlsx", "แบบฟอร์มการมีส่วนร่วม (Excel)"),
    ("activities_xlsx", "Excel"),
    ("activities_csv", "CSV"),
    ("activities_json", "JSON"),
)


def year_links() -> list[dict[str, Any]]:
    return [{"year": one, "url": reverse("participation:year", args=[one])} for one in figures.years()]


@public
def year(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """All of a year: its figures, people by group, activities fifty a page, consultations."""
    found = figures.figures_of(year)
    if found is None:
        raise Http404
    activities = Activity.objects.published().for_year(year).select_related("owner_group")
    page = page_of(activities.prefetch_related("counts"), request, size=PER_PAGE)
    asked = list(Consultation.objects.published().for_year(year).with_end()[:CONSULTATIONS_OF_A_YEAR])
    said = Tally.objects.of_each(asked)
    for one in asked:
        one.counts = said.get(one.pk, Counts())
    return render(
        request,
        "participation/year.html",
        {
            "nav": "measures",
            "heading": f"{TITLE} {year.label}",
            "lead": "ประเด็น ผู้มีส่วนร่วม ผล และการนำผลไปใช้ ของทุกกิจกรรม",
            "crumbs": [CRUMB, {"title": year.label}],
            "year": year,
            "years": year_links(),
            "found": found,
            "page": page,
            "activities": page.object_list,
            "count": found.activities,
            "consultations": asked,
            "more_consultations": found.consultations > len(asked),
            "downloads": [
                {"title": title, "url": reverse(f"participation:{route}", args=[year])}
                for route, title in DOWNLOADS
            ]
            if found.activities
            else [],
            "as_of": found.as_of,
        },
    )


@public
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity; with `?preview=` its draft, or the working copy of what is published."""
    rows = Activity.objects.visible_in(request).select_related("owner_group")
    rows = rows.prefetch_related(
        "counts",
        "links",
        Prefetch("documents", ActivityDocument.objects.select_related("current")),
        Prefetch("pictures", ActivityPicture.objects.select_related("large", "small")),
    )
    one = get_object_or_404(rows, Q(pk=pk) | Q(revises=pk))
    year = FiscalYear(one.year)
    return render(
        request,
        "participation/activity.html",
        {
            "nav": "measures",
            "heading": one.title,
            "lead": f"กิจกรรมการมีส่วนร่วม {year.label}",
            "crumbs": [
                CRUMB,
                {"title": year.label, "url": reverse("participation:year", args=[year])},
                {"title": one.title},
            ],
            "activity": one,
            "documents": one.documents.all(),
            "published_at": one.first_published_at,
            "updated_at": one.published_at if one.published_at != one.first_published_at else None,
            "owner_group": one.owner_group,
            "preview": f"&{PREVIEW}={one.pk}" if PREVIEW in request.GET else "",
        },
    )


@public
def picture(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """A rendition of a photograph, while its activity is visible."""
    if size not in ("large", "small"):
        raise Http404
    owners = Activity.objects.visible_in(request)
    row = get_object_or_404(ActivityPicture.objects.select_related(size), pk=pk, owner__in=owners)
    return picture_response(request, getattr(row, size))


# ── to take away ─────────────────────────────────────────────────────────────
@public
def activities_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return download(ACTIVITIES.csv(_all_of(year)), f"participation-{year}.csv")


@public
def activities_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    rows, office = _all_of(year), Office.load()
    made = max((one.published_at for one in rows if one.published_at), default=LONG_AGO)
    content = ACTIVITIES.xlsx(rows, headings=[_title(year), office.name], author=office.name, made=made)
    return download(content, f"participation-{year}.xlsx")


@public
def activities_json(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    about = {"title": _title(year), "publisher": Office.load().name}
    return download(ACTIVITIES.json(_all_of(year), about=about), f"participation-{year}.json")


@public
def o19_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The year in the columns of the participation form."""
    return download(participation_form(year, _all_of(year)), f"participation-o19-{year}.xlsx")


def _title(year: FiscalYear) -> str:
    return f"{ACTIVITIES.title} {year.label}".replace(thai.NBSP, " ")


def _all_of(year: FiscalYear) -> list[Activity]:
    """The public activities of a year from the first day on. Raises Http404 where there are none."""
    rows = Activity.objects.published().for_year(year).select_related("owner_group")
    found = list(rows.prefetch_related("counts", "links").order_by("held_on", "pk"))
    if not found:
        raise Http404
    return found
