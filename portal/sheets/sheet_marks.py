"""What the values of a sheet do not tell: how far its cells reach, its formulas, its hidden rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from portal.sheets.places import UnreadableFile
from portal.sheets.sources import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, column_letters
from portal.uploads.faults import fault

_ADDRESS = re.compile(r"([A-Z]{1,7})([0-9]{1,9})")
_TRUE = ("1", "true")
_CONTENT = frozenset({"f", "v", "is"})


class SheetMarks:
    """One part of a workbook, parsed as it comes in (ECMA-376 part 1, 18.3.1: row, c, col).

    Names count without their prefix, a cell or row without an address stands after the one before it. A cell
    counts when something stands in it; colour alone does not. All indexes are counted from 0.
    """

    def __init__(self, chunks: Iterable[bytes], title: str, name: str) -> None:
        """Raises ValidationError for what is no sound XML or has a DTD, UnreadableFile in Thai for cells
        beyond what is read."""
        self.formulas: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.height = 0
        self.width = 0
        self._title = title
        self._name = name
        self._row = self._column = -1
        self._cell: tuple[int, int] | None = None
        self._columns: dict[str, int] = {}
        self._hidden: list[tuple[int, int]] = []
        self._names: dict[str, str] = {}
        self._parse(chunks)

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Those that reach into the cells."""
        return frozenset(
            index for first, last in self._hidden for index in range(first, min(last + 1, self.width))
        )

    @property
    def area(self) -> int:
        """The cells of the smallest table from A1 on that holds all."""
        return self.height * self.width

    def _parse(self, chunks: Iterable[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        is_first = True
        try:
            for chunk in chunks:
                # UTF-16, which Excel never writes and other readers take for something else.
                if is_first and b"\x00" in chunk[:400]:
                    raise fault("damaged", self._name)
                is_first = False
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise fault("damaged", self._name) from error

    def _refuse_dtd(self, *declared: object) -> None:
        raise fault("damaged", self._name)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self._begin_cell(attributes.get("r"))
        elif name in _CONTENT:
            if self._cell is not None:
                self._fill(*self._cell, is_formula=name == "f")
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and (_is_true(attributes, "hidden") or _is_zero(attributes.get("width"))):
            self._hidden.append((_whole(attributes.get("min"), 1) - 1, _whole(attributes.get("max"), 0) - 1))

    def _end(self, tag: str) -> None:
        if tag == "c" or tag.endswith(":c"):
            self._cell = None

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes.get("r"), self._row + 2) - 1
        self._column = -1
        if _is_true(attributes, "hidden") or _is_zero(attributes.get("ht")):
            self.hidden_rows.add(self._row)

    def _begin_cell(self, address: str | None) -> None:
        if address is None:
            self._column += 1
            self._cell = (max(self._row, 0), self._column)
            return
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise fault("damaged", self._name)
        letters, number = match.groups()
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _index(letters)
        self._column = column
        self._cell = (int(number) - 1, column)

    def _fill(self, row: int, column: int, *, is_formula: bool) -> None:
        if row >= self.height:
            self.height = row + 1
            self._check()
        if column >= self.width:
            self.width = column + 1
            self._check()
        if is_formula:
            self.formulas.add((row, column))

    def _check(self) -> None:
        if self.width > MAX_COLUMNS:
            raise UnreadableFile(
                f"แผ่นงาน “{self._title}” มีข้อมูลไกลถึงคอลัมน์ {column_letters(self.width - 1)} ({self.width:,} คอลัมน์) "
                f"อ่านได้ไม่เกิน {MAX_COLUMNS} คอลัมน์ โปรดลบคอลัมน์ที่ไม่ใช้ แล้วบันทึกใหม่"
            )
        if self.height > MAX_ROWS or self.area > MAX_CELLS:
            raise UnreadableFile(
                f"แผ่นงาน “{self._title}” มีข้อมูลไกลถึงแถว {self.height:,} อ่านได้ไม่เกิน {MAX_ROWS:,} แถว "
                "โปรดลบแถวที่ไม่ใช้ท้ายตาราง หรือแบ่งเป็นหลายไฟล์ แล้วบันทึกใหม่"
            )


def _is_true(attributes: dict[str, str], key: str) -> bool:
    return key in attributes and attributes[key].strip() in _TRUE


def _is_zero(size: str | None) -> bool:
    """Whether a row's height or a column's width leaves nothing to see."""
    if size is None:
        return False
    try:
        return float(size) <= 0
    except ValueError:
        return False


def _whole(text: str | None, otherwise: int) -> int:
    """A number of a row or column; the other one where none is written. Raises ValueError."""
    if text is None:
        return otherwise
    if len(text) > 9:
        raise ValueError("no row or column has such a number")
    return int(text)


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
