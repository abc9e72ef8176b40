"""Ways through the pages of a year of procurement: breadcrumbs, other years, pages, filters, files of tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from portal import thai
from portal.fiscal import FiscalYear
from portal.lists import with_query
from portal.models import Office
from portal.open_tables import OpenTable, download
from procurement.figures import PublicYear, public_years


def crumbs(year: FiscalYear, *titles: tuple[str, str]) -> list[dict[str, str]]:
    """From procurement over the year to the titles, each with its address (none for the page itself)."""
    above = [
        {"title": "จัดซื้อจัดจ้าง", "url": reverse("procurement:latest")},
        {"title": year.label, "url": reverse("procurement:year", args=[year])},
    ]
    return above + [{"title": title, "url": url} for title, url in titles]


def known_year(year: FiscalYear) -> tuple[PublicYear, list[PublicYear]]:
    """What of the year is public, and all public years; one query. Raises Http404 for a year with nothing."""
    every = public_years()
    found = next((one for one in every if one.year == year), None)
    if found is None:
        raise Http404
    return found, every


def years_of(
    route: str, years: Sequence[PublicYear], has: Callable[[PublicYear], int] = lambda one: 1
) -> list[dict[str, Any]]:
    """Links to the same page of every year that has something on it, oldest first."""
    return [{"year": one.year, "url": reverse(route, args=[one.year])} for one in years if has(one)]


# ── lists with filters ───────────────────────────────────────────────────────
def downloads(route: str, year: FiscalYear, parts: Mapping[str, str]) -> list[dict[str, str]]:
    """The files of what a list shows: `<route>_csv` and the others, filtered as the list is."""
    return [
        {"title": title, "url": with_query(reverse(f"{route}_{kind}", args=[year]), parts)}
        for kind, title in (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
    ]


# ── files ────────────────────────────────────────────────────────────────────
def table_file(
    table: OpenTable, records: Sequence[Any], *, kind: str, year: FiscalYear, name: str
) -> HttpResponse:
    """The records of a year as a download `<name>-<year>.<kind>`; the same records give the same bytes."""
    if kind == "csv":
        return download(table.csv(records), f"{name}-{year}.csv")
    office = Office.load()
    title = f"{table.title} {year.label}".replace(thai.NBSP, " ")
    if kind == "json":
        about = {"title": title, "publisher": office.name, "fiscal_year_be": int(year)}
        return download(table.json(records, about=about), f"{name}-{year}.json")
    made = max((record.published_at for record in records), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    content = table.xlsx(records, headings=[title, office.name], author=office.name, made=made)
    return download(content, f"{name}-{year}.xlsx")
