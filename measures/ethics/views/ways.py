"""Ways through the pages of a year of ethics: breadcrumbs, other years, files of a part, and which years there are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from measures.ethics.exports import PARTS, Part
from measures.ethics.figures import years
from measures.ethics.models import EthicsCode, EthicsTeam
from portal.access import PREVIEW
from portal.fiscal import FiscalYear

TITLE = "จริยธรรมและ No Gift Policy"


def known_years(request: HttpRequest, year: FiscalYear) -> list[FiscalYear]:
    """The years that are listed. Raises Http404 for a year of which nothing is told, but lets staff preview one.

    A year in which a code or a team was in force, though nothing was recorded for it, has its pages too.
    """
    every = years()
    if year in every or PREVIEW in request.GET:
        return every
    if year <= FiscalYear.current():
        in_force = EthicsCode.objects.published().in_force_in(year)
        if in_force.exists() or EthicsTeam.objects.published().of_year(year).exists():
            return every
    raise Http404


def crumbs(year: FiscalYear, *titles: tuple[str, str]) -> list[dict[str, str]]:
    """From ethics over the year to the titles, each with its address (none for the page itself)."""
    above = [
        {"title": TITLE, "url": reverse("ethics:latest")},
        {"title": year.label, "url": reverse("ethics:year", args=[year])},
    ]
    return above + [{"title": title, "url": url} for title, url in titles]


def years_of(route: str, every: list[FiscalYear]) -> list[dict[str, Any]]:
    """Links to the same page of every year."""
    return [{"year": one, "url": reverse(route, args=[one])} for one in every]


def files_of(part: Part, year: FiscalYear) -> list[dict[str, str]]:
    """The files of a part of a year."""
    found = [
        {"title": kind.upper(), "url": reverse(f"ethics:part_{kind}", args=[year, part.value])}
        for kind in ("pdf", "xlsx")
    ]
    if part is Part.ACTIVITIES:
        found += [
            {"title": kind.upper(), "url": reverse(f"ethics:activities_{kind}", args=[year])}
            for kind in ("csv", "json")
        ]
    return found


def part_page(
    request: HttpRequest,
    part: Part,
    year: FiscalYear,
    every: list[FiscalYear],
    rows: list[Any],
    *,
    lead: str,
    above: tuple[tuple[str, str], ...] = (),
    **context: Any,
) -> HttpResponse:
    """The page of a part of a year; `rows` are the records on it, the newest of which dates the page."""
    route = part.name.lower() if part is not Part.CODE else "codes"
    newest = max((row for row in rows if row.published_at), key=lambda row: row.published_at, default=None)
    return render(
        request,
        f"ethics/{route}.html",
        {
            "nav": "measures",
            "heading": f"{PARTS[part]} {year.label}",
            "lead": lead,
            "crumbs": crumbs(year, *above, (PARTS[part], "")),
            "year": year,
            "years": years_of(f"ethics:{route}", every),
            "files": [] if PREVIEW in request.GET else files_of(part, year),
            "updated_at": newest.published_at if newest else None,
            "owner_group": newest.owner_group if newest else None,
            **context,
        },
    )
