"""A file on its way in as plain sheets of cells: what every reader builds on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from portal.sheets.places import Note, Place

CellValue = str | int | float | Decimal | bool | dt.date | dt.datetime | None
MAX_ROWS = 200_000
MAX_COLUMNS = 120
MAX_CELLS = 6_400_000
FEW = 12
"""How many places a sentence names before it counts the rest."""


class Format(Enum):
    CSV = "CSV"
    JSON = "JSON"
    XLSX = "Excel"


@dataclass(frozen=True)
class Area:
    """Merged cells, by the indexes of their first and last rows and columns, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """A table of cells: `rows[0]` is row 1 as Excel counts, `rows[r][c]` its cells from column A on.

    A merged area has its value in the top left cell, as the file has it; `filled` repeats it. Rows may be of
    different lengths: `cell` gives None past their end. The name is empty in CSV and JSON.
    """

    name: str
    rows: list[list[CellValue]]
    merged: list[Area] = field(default_factory=list)
    formulas: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column, from 0) with a formula in the place of a value."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> CellValue:
        """The value of a cell, by indexes from 0; None for what is empty or outside."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        value = self.rows[row][column]
        return None if value == "" else value

    def filled(self, row: int) -> list[CellValue]:
        """A row with the values of merged areas repeated in each of their cells, as headers need it."""
        values = [self.cell(row, column) for column in range(self.width)]
        for area in self.merged:
            if area.top <= row <= area.bottom:
                value = self.cell(area.top, area.left)
                for column in range(area.left, min(area.right + 1, len(values))):
                    values[column] = value
        return values

    def place(self, row: int, column: int | None = None, header: str = "") -> Place:
        """Where a cell stands (indexes from 0), as people count."""
        letters = "" if column is None else column_letters(column)
        return Place(self.name, row + 1, letters, header)

    def is_blank(self, row: int) -> bool:
        """Whether nothing at all stands in the row."""
        return all(is_empty(value) for value in self.rows[row])

    def obstacles(self, rows: range, columns: Sequence[int] | None = None) -> list[Note]:
        """What must not be in the rows of a table that is read: formulas, and rows, columns or a whole sheet
        hidden with data in them (indexes from 0); each a fault with its place."""
        found: list[Note] = []
        if self.is_hidden:
            what = "แผ่นงานนี้ถูกซ่อนไว้แต่มีข้อมูล โปรดเลิกซ่อน (คลิกขวาที่ชื่อแผ่นงาน เลือก “ยกเลิกการซ่อน”) หรือลบทิ้ง แล้วบันทึกใหม่"
            found.append(Note(Place(self.name, 1), "hidden_sheet", what))
        for row in sorted(self.hidden_rows.intersection(rows)):
            if row < len(self.rows) and not self.is_blank(row):
                what = "แถวนี้ถูกซ่อนไว้แต่มีข้อมูล โปรดเลิกซ่อนหรือล้างตัวกรอง หรือลบแถวทิ้ง แล้วบันทึกใหม่"
                found.append(Note(self.place(row), "hidden_row", what))
        for column in sorted(self.hidden_columns):
            first = next((row for row in rows if not is_empty(self.cell(row, column))), None)
            if first is not None:
                what = f"คอลัมน์ {column_letters(column)} ถูกซ่อนไว้แต่มีข้อมูล โปรดเลิกซ่อนหรือลบคอลัมน์ทิ้ง แล้วบันทึกใหม่"
                found.append(Note(self.place(first, column), "hidden_column", what))
        wanted = None if columns is None else set(columns)
        for row, column in sorted(self.formulas):
            if row in rows and (wanted is None or column in wanted):
                what = "เซลล์นี้เป็นสูตร ไม่ใช่ค่า โปรดคัดลอกแล้ววางแบบพิเศษเป็น “ค่า” แล้วบันทึกใหม่"
                found.append(Note(self.place(row, column), "formula", what))
        return found


@dataclass
class Source:
    """A file that opened: its format, its sheets, and what is to be told of it (encoding, separator)."""

    name: str
    format: Format
    sheets: list[Sheet]
    notes: list[str] = field(default_factory=list)


def is_empty(value: CellValue) -> bool:
    """Whether a cell holds nothing to read: no value, or spaces only."""
    return value is None or (isinstance(value, str) and not value.strip())


def column_letters(index: int) -> str:
    """The letters of a column by its index from 0: 0 → A, 26 → AA."""
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def named_few(names: Sequence[str], limit: int = FEW) -> str:
    """Names in quotes, the first few and a count of the rest."""
    shown = " ".join(f"“{name}”" for name in names[:limit])
    return f"{shown} และอีก {len(names) - limit:,} รายการ" if len(names) > limit else shown
