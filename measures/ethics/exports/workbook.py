"""A part of a year of ethics as a workbook: one sheet for each section, with real dates and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font

from measures.ethics.exports.parts import Section
from portal import thai
from portal.spreadsheets import FONT, SIZE, Value, workbook_bytes, write_table


def part_xlsx(sections: Sequence[Section], *, title: str, author: str, created: dt.datetime) -> bytes:
    """The sections as sheets; the same sections and time give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in sections:
        sheet = book.create_sheet(section.sheet[:31])
        headings = [section.title, title, *([section.gap] if section.gap else [])]
        last = write_table(sheet, section.columns, [_plain(row) for row in section.rows], headings=headings)
        for number in range(last - section.totals + 1, last + 1):
            for cell in sheet[number]:
                cell.font = Font(name=FONT, size=SIZE, bold=True)
    return workbook_bytes(book, title=title, author=author, created=created)


def _plain(row: Sequence[Value]) -> list[Value]:
    """The row with spaces that a search in a spreadsheet finds."""
    return [cell.replace(thai.NBSP, " ") if isinstance(cell, str) else cell for cell in row]
