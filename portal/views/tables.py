"""Open tables handed out as files: CSV, Excel and JSON, each with the type that its name says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from portal import thai
from portal.models import Office
from portal.open_table import OpenTable
from portal.spreadsheets import XLSX_TYPE

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX_TYPE, "json": "application/json"}


def table_file(
    table: OpenTable,
    records: Sequence[Any],
    *,
    kind: str,
    title: str,
    name: str,
    about: dict[str, Any] | None = None,
) -> HttpResponse:
    """The records as a download `<name>.<kind>` under a title; the same records give the same bytes.

    `about` is what JSON says of the table besides its title and the office.
    """
    if kind == "csv":
        return download(table.csv(records), f"{name}.csv")
    office = Office.load()
    title = title.replace(thai.NBSP, " ")
    if kind == "json":
        facts = {"title": title, "publisher": office.name, **(about or {})}
        return download(table.json(records, about=facts), f"{name}.json")
    made = max((record.published_at for record in records), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    content = table.xlsx(records, headings=[title, office.name], author=office.name, made=made)
    return download(content, f"{name}.xlsx")


def download(content: bytes, name: str) -> HttpResponse:
    """A file that browsers save, with the type that its name says."""
    return HttpResponse(
        content,
        content_type=TYPES[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
