"""The flat table of contracts: one row for each contract, as CSV, Excel and JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO, Any, cast

from django.db.models import Exists, ExpressionWrapper, F, IntegerField, OuterRef
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from portal.spreadsheets import (
    FONT,
    RISKY_STARTS,
    SIZE,
    Kind,
    Value,
    dress,
    safe_text,
    write_text,
)
from procurement.flat_columns import BIDS, COLUMNS, FlatColumn, bids_text, columns_of
from procurement.layouts import EXPLANATION
from procurement.models import Bid
from procurement.models.contract import ContractQuerySet

AT_A_TIME = 2_000
"""Contracts whose bidders are asked for with one query."""
LONGEST = 32_767
"""Letters Excel keeps in a cell."""
SHEET = "สัญญา"
YEARS = ("year", "process_year")


# ── rows ─────────────────────────────────────────────────────────────────────
def flat_rows(contracts: ContractQuerySet, *, office: str, site: str, on: dt.date) -> Iterator[list[Value]]:
    """A row of values for each contract in the order of the query, read as they are asked for.

    One query for the contracts, and one more for the bidders of every `AT_A_TIME` of them.
    """
    columns = columns_of(office, site, on)
    reads = ["pk", *dict.fromkeys(name for column in columns for name in column.reads if name != "pk")]
    at = {name: index for index, name in enumerate(reads)}
    pick = itemgetter(*(at[column.reads[0]] if column.reads else at["pk"] for column in columns))
    made = [
        (index, column.show, [at[name] for name in column.reads])
        for index, column in enumerate(columns)
        if column.show is not None
    ]
    of_one = [(index, show, places[0]) for index, show, places in made if len(places) == 1]
    of_several = [(index, show, itemgetter(*places)) for index, show, places in made if len(places) > 1]
    bids = next(index for index, column in enumerate(columns) if column.key == BIDS)
    # Years come as plain numbers: making a FiscalYear of each is a good part of the whole work.
    plain = [ExpressionWrapper(F(name), IntegerField()) if name in YEARS else name for name in reads]
    has_bids = Exists(Bid.objects.filter(contract=OuterRef("pk")))
    records = contracts.values_list(*plain, has_bids).iterator(chunk_size=AT_A_TIME)
    while some := list(islice(records, AT_A_TIME)):
        bidders = _bidders([record[0] for record in some if record[-1]])
        for record in some:
            row = list(pick(record))
            for index, show, place in of_one:
                row[index] = show(record[place])
            for index, show, values in of_several:
                row[index] = show(*values(record))
            row[bids] = bidders.get(record[0])
            yield row


def _bidders(contracts: Sequence[int]) -> dict[int, str]:
    """The bidders of contracts as texts, by the contract's key; one query."""
    bids = (
        Bid.objects.filter(contract__in=contracts)
        .order_by("contract", "order", "pk")
        .values_list("contract", "name", "tax_id", "price")
    )
    return {contract: bids_text(bid[1:] for bid in group) for contract, group in groupby(bids, itemgetter(0))}


# ── files ────────────────────────────────────────────────────────────────────
def csv_lines(rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The table as CSV (RFC 4180, UTF-8 with a byte-order mark), some rows at a time, dates as 2026-03-09."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    free = [index for index, column in enumerate(COLUMNS) if column.is_free]
    page.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow([column.title for column in COLUMNS])
    for number, values in enumerate(map(list, rows), start=1):
        for index in free:
            if (text := cast("str", values[index])) and text[0] in RISKY_STARTS:
                values[index] = safe_text(text)
        writer.writerow(values)
        if number % AT_A_TIME == 0:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def json_lines(rows: Iterable[Sequence[Value]], **facts: str) -> Iterator[bytes]:
    """The table as one JSON object: what it is, its columns with their headings, and `contracts`, an object each.

    Dates are ISO 8601, money is a number of baht, what is not known is null or an empty text.
    """
    keys = [column.key for column in COLUMNS]
    about = [{"key": column.key, "title": column.title, "description": column.about} for column in COLUMNS]
    head = json.dumps({**facts, "columns": about}, ensure_ascii=False)
    before = f'{head[:-1]}, "contracts": [\n'
    some: list[str] = []
    for row in rows:
        some.append(json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False, default=_plain))
        if len(some) == AT_A_TIME:
            yield (before + ",\n".join(some)).encode()
            before, some = ",\n", []
    yield ((before if some or before != ",\n" else "") + ",\n".join(some) + "\n]}\n").encode()


def _plain(value: object) -> float | str:
    """A value JSON has no word for; fifteen digits of money are exact in a JSON number."""
    return float(value) if isinstance(value, Decimal) else cast("dt.date", value).isoformat()


def xlsx_file(
    rows: Iterable[Sequence[Value]], *, title: str, author: str, created: dt.datetime, notes: Sequence[str]
) -> IO[bytes]:
    """The table as a workbook in a temporary file, written row by row; a second sheet explains the columns."""
    workbook = Workbook(write_only=True)
    cast("Any", workbook)._named_styles["Normal"].font = Font(
        name=FONT, size=SIZE
    )  # of every cell that says no other
    workbook.properties = DocumentProperties(
        title=title,
        creator=author,
        lastModifiedBy=author,
        created=created.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0),
        modified=created.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0),
        language="th-TH",
    )
    _write_contracts(workbook.create_sheet(SHEET), rows)
    _write_explanation(workbook.create_sheet(EXPLANATION), title, notes)
    file = TemporaryFile()  # noqa: SIM115  # the response closes it
    workbook.save(file)
    file.seek(0)
    return file


def _write_contracts(sheet: Any, rows: Iterable[Sequence[Value]]) -> None:
    for index, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, column.title) for column in COLUMNS])
    # A cell with the look of its column is filled again for every row; a text needs no look of its own.
    dressed = {
        index: _dressed(sheet, column) for index, column in enumerate(COLUMNS) if column.kind is not Kind.TEXT
    }
    free = [index for index, column in enumerate(COLUMNS) if column.is_free]
    texts = [index for index in range(len(COLUMNS)) if index not in dressed]
    for row in rows:
        cells: list[Any] = list(row)
        for index in texts:
            if not cells[index]:
                cells[index] = None
        for index, cell in dressed.items():
            if cells[index] is not None:
                cell.value = cells[index]
                cells[index] = cell
        for index in free:
            if cells[index] is not None:
                cells[index] = _text(sheet, cells[index])
        sheet.append(cells)


def _text(sheet: Any, text: str) -> str | Cell:
    """A text that Excel shows as it is: most do by themselves, one that looks like a formula is marked as text."""
    if text.isprintable() and safe_text(text) is text and len(text) <= LONGEST:
        return text
    cell = WriteOnlyCell(sheet)
    write_text(cell, text)
    return cell


def _heading(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet)
    write_text(cell, text)
    dress(cell, Kind.TEXT, is_header=True)
    return cell


class _DressedCell(Cell):
    """A cell whose look stays: its number is looked up once, and not again for every row.

    Nor is it described at length: a write-only sheet tries each cell as a plain value first, and makes an error that
    names it before it sees that it is a cell.
    """

    __slots__ = ("style_id",)

    def __repr__(self) -> str:
        return "<cell>"


def _dressed(sheet: Any, column: FlatColumn) -> Cell:
    like = WriteOnlyCell(sheet)
    like.number_format = column.kind.value
    cell: Any = _DressedCell(sheet, row=1, column=1)
    cell._style = cast("Any", like)._style
    cell.style_id = like.style_id
    return cast("Cell", cell)


def _write_explanation(sheet: Any, title: str, notes: Sequence[str]) -> None:
    """What the table is, and what each column means."""
    for letter, width in zip("ABCD", (8, 40, 22, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    for line in (title, *notes):
        sheet.append([_text(sheet, line)])
    sheet.append([])
    sheet.append([_heading(sheet, text) for text in ("คอลัมน์", "หัวคอลัมน์", "รหัสในไฟล์ JSON", "ความหมาย")])
    for index, column in enumerate(COLUMNS, start=1):
        sheet.append([get_column_letter(index), column.title, column.key, column.about])
