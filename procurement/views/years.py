"""Ways through the pages of a year of procurement: breadcrumbs, other years, pages, filters, files of tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from portal import thai
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.spreadsheets import XLSX_TYPE
from procurement.exports.open_table import OpenTable
from procurement.figures import PublicYear, public_years

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX_TYPE, "json": "application/json"}
PER_PAGE = 20


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


def page_number(request: HttpRequest) -> int:
    """The page asked for, the first by default. Raises Http404 when it is no number."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    return int(number)


def page_of(rows: Any, request: HttpRequest) -> Page[Any]:
    """The page of the rows that is asked for. Raises Http404 when its number is none or there is no such page."""
    number, pages = page_number(request), Paginator(rows, PER_PAGE)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    return pages.page(number)


# ── lists with filters ───────────────────────────────────────────────────────
def with_query(address: str, parts: Mapping[str, str]) -> str:
    """The address with these parts as its query string; none without parts."""
    return f"{address}?{urlencode(parts)}" if parts else address


def chip_links(
    address: str, chips: Iterable[tuple[str, str]], parts: Mapping[str, str]
) -> list[dict[str, str]]:
    """The filters in force, each with the address of the list without it."""
    return [
        {
            "label": label,
            "url": with_query(address, {key: text for key, text in parts.items() if key != name}),
        }
        for name, label in chips
    ]


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


def download(content: bytes, name: str) -> HttpResponse:
    """A file that browsers save, with the type that its name says."""
    return HttpResponse(
        content,
        content_type=TYPES[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
