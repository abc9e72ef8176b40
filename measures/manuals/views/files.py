"""Manuals to take away: tables of what the pages show, and the files of an edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from measures.manuals import figures
from measures.manuals.exports import MANUALS, STEPS, ManualRow, step_rows
from measures.manuals.figures import Share
from measures.manuals.models import EditionFile, Manual, ManualEdition
from measures.manuals.views.public import newest_editions, wanted_of
from portal import thai
from portal.access import public
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.open_tables import OpenTable, download
from portal.views.documents import file_response

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@public
def list_csv(request: HttpRequest) -> HttpResponse:
    return _table(MANUALS, _rows(request), kind="csv", name="manuals")


@public
def list_xlsx(request: HttpRequest) -> HttpResponse:
    return _table(MANUALS, _rows(request), kind="xlsx", name="manuals")


@public
def list_json(request: HttpRequest) -> HttpResponse:
    return _table(MANUALS, _rows(request), kind="json", name="manuals")


@public
def steps_csv(request: HttpRequest) -> HttpResponse:
    return _table(STEPS, step_rows(_rows(request)), kind="csv", name="manual-steps")


@public
def steps_xlsx(request: HttpRequest) -> HttpResponse:
    return _table(STEPS, step_rows(_rows(request)), kind="xlsx", name="manual-steps")


@public
def year_csv(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _table(MANUALS, _of_year(year), kind="csv", name=f"manuals-{year}", year=year)


@public
def year_xlsx(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    return _table(MANUALS, _of_year(year), kind="xlsx", name=f"manuals-{year}", year=year)


@public
def edition_file(request: HttpRequest, pk: int, number: int, place: int) -> HttpResponseBase:
    """A file of an edition, as long as the manual is public."""
    editions = ManualEdition.objects.public().filter(manual=pk, number=number)
    rows = EditionFile.objects.filter(edition__in=editions).select_related("stored")
    return file_response(request, get_object_or_404(rows, number=place).stored)


def _rows(request: HttpRequest) -> list[ManualRow]:
    """What the list shows with the same query string."""
    manuals = list(wanted_of(request).narrow(Manual.objects.published()))
    editions = newest_editions(manuals)
    shares, today = figures.shares(editions.values()), timezone.localdate()
    found = [editions[one.pk] for one in manuals if one.pk in editions]
    return [ManualRow(edition, shares.get(edition.pk, Share(0, 0)), today) for edition in found]


def _of_year(year: FiscalYear) -> list[ManualRow]:
    """What the page of a year shows, without manuals that were withdrawn since. Raises Http404."""
    found = figures.figures_of(year)
    if found is None:
        raise Http404
    return [ManualRow(line.edition, line.share, found.as_of) for line in found.lines if line.is_public]


def _table(
    table: OpenTable, rows: Sequence[Any], *, kind: str, name: str, year: FiscalYear | None = None
) -> HttpResponse:
    if kind == "csv":
        return download(table.csv(rows), f"{name}.csv")
    office = Office.load()
    title = f"{table.title} {year.label}".replace(thai.NBSP, " ") if year else table.title
    if kind == "json":
        return download(table.json(rows, about={"title": title, "publisher": office.name}), f"{name}.json")
    made = max((row.edition.published_at for row in rows), default=LONG_AGO)
    content = table.xlsx(rows, headings=[title, office.name], author=office.name, made=made)
    return download(content, f"{name}.xlsx")
