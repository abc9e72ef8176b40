"""A small table that everybody may take away: one list of fields, written as CSV, Excel and JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook

from portal.spreadsheets import XLSX_TYPE, Column, Kind, Value, csv_bytes, workbook_bytes, write_table

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX_TYPE, "json": "application/json"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Field:
    """A column: its key in JSON, its Thai title, how it looks in a spreadsheet, and its value of a record."""

    key: str
    title: str
    width: float
    value: Callable[[Any], Value]
    kind: Kind = Kind.TEXT

    @property
    def column(self) -> Column:
        return Column(self.title, self.width, self.kind)


@dataclass(frozen=True)
class OpenTable:
    """The columns of a table and the word for it in headings."""

    title: str
    fields: Sequence[Field]

    def rows(self, records: Iterable[Any]) -> list[list[Value]]:
        return [[field.value(record) for field in self.fields] for record in records]

    def csv(self, records: Iterable[Any]) -> bytes:
        """CSV with Thai titles; dates as 2026-03-09."""
        return csv_bytes([field.column for field in self.fields], self.rows(records))

    def xlsx(
        self, records: Iterable[Any], *, headings: Sequence[str], author: str, made: dt.datetime
    ) -> bytes:
        """A workbook with headings over the table; the same records and time give the same bytes."""
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = self.title[:31]
        columns = [field.column for field in self.fields]
        write_table(sheet, columns, self.rows(records), headings=headings)
        return workbook_bytes(book, title=headings[0], author=author, created=made)

    def json(self, records: Iterable[Any], *, about: dict[str, Any]) -> bytes:
        """`{…about, "licence", "fields": {key: Thai title}, "items": [{key: value}]}` in UTF-8.

        Money is a number with satang, a date is ISO 8601, what is not known is null.
        """
        keys = [field.key for field in self.fields]
        items = [dict(zip(keys, (_plain(value) for value in row), strict=True)) for row in self.rows(records)]
        whole = {
            **about,
            "licence": LICENCE,
            "fields": {field.key: field.title for field in self.fields},
            "items": items,
        }
        return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return float(value)  # at most 15 digits, which a binary fraction gives back exactly
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value == "" else value


def download(content: bytes, name: str) -> HttpResponse:
    """A file that browsers save, with the type that its name says."""
    return HttpResponse(
        content,
        content_type=TYPES[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
