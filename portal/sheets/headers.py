"""Where a table begins in a sheet: its header found among titles, split rows and merged cells, by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Protocol

from portal.sheets.dates import shown
from portal.sheets.places import Note
from portal.sheets.sources import CellValue, Sheet, column_letters, is_empty, named_few
from portal.thai import arabic_digits, fold

HEADER_ROWS = 8
"""A header begins in one of the first eight rows of a sheet."""
_NOISE = re.compile(r"[\s.,:()/*_\"'“”\-–]+")
_UNIT = re.compile(r"(หน่วย)?บาท$")
_DEPTH = 3  # rows a header may be split over


class TitledColumn(Protocol):
    """A column that may be looked for: the key that a reader knows it by, its title, other titles it goes by."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


@lru_cache(maxsize=4096)
def header_key(text: str) -> str:
    """What two spellings of a column's title have in common: folded, without spaces, signs and unit."""
    return _UNIT.sub("", _NOISE.sub("", fold(text)))


@dataclass(frozen=True)
class Header:
    """A header that was found: the columns by key, the first row of data, titles that mean nothing to us."""

    columns: dict[str, int]
    titles: dict[str, str]
    """The title of each key as the file spells it."""
    first_row: int
    """Index from 0 of the row below the header."""
    unknown: dict[int, str]
    """Titles that are not in the layout, by the index of their column."""
    extra: dict[str, list[int]]
    """Further columns under the same title, as merged headers span them."""

    def faults(self, sheet: Sheet, columns: Sequence[TitledColumn], needed: Iterable[str]) -> list[Note]:
        """A fault for each needed column that is missing, naming a near title where a column was renamed."""
        found = []
        for column in columns:
            if column.key in needed and column.key not in self.columns:
                titles = {header_key(title): index for index, title in self.unknown.items()}
                near = get_close_matches(header_key(column.title), list(titles), n=1, cutoff=0.6)
                if near:
                    index = titles[near[0]]
                    named = shown(self.unknown[index])
                    what = (
                        f"ไม่พบคอลัมน์ “{column.title}” แต่มีคอลัมน์ {column_letters(index)} ชื่อ “{named}” "
                        f"หากเป็นคอลัมน์เดียวกัน โปรดแก้หัวคอลัมน์เป็น “{column.title}”"
                    )
                else:
                    rest = (
                        f" คอลัมน์ที่ไม่รู้จักคือ {named_few([shown(title) for title in self.unknown.values()], 6)}"
                        if self.unknown
                        else ""
                    )
                    what = f"ไม่พบคอลัมน์ “{column.title}” โปรดเติมคอลัมน์นี้หรือแก้หัวคอลัมน์ให้ตรง{rest}"
                found.append(Note(sheet.place(self.first_row - 1), "missing_column", what))
        return found


def find_header(sheet: Sheet, columns: Sequence[TitledColumn], *, at_least: int = 3) -> Header | None:
    """The header of a table of these columns in the first rows of a sheet; None where fewer than `at_least`
    of the titles stand together. A header split over up to three rows, or over merged cells, is one header."""
    known = {header_key(title): column.key for column in columns for title in (column.title, *column.aliases)}
    best: Header | None = None
    for top in range(min(HEADER_ROWS, len(sheet.rows))):
        for depth in range(1, _DEPTH + 1):
            if top + depth > len(sheet.rows):
                break
            header = _header_at(sheet, known, top, depth)
            if best is None or len(header.columns) > len(best.columns):
                best = header
    if best is None or len(best.columns) < at_least:
        return None
    return replace(best, first_row=_first_row(sheet, best.first_row))


def _first_row(sheet: Sheet, row: int) -> int:
    """The first row of data: below merged cells of the header, units and the numbers of the columns."""
    row = max([row, *(area.bottom + 1 for area in sheet.merged if area.top < row <= area.bottom)])
    while row < len(sheet.rows) and _belongs_to_header([v for v in sheet.rows[row] if not is_empty(v)]):
        row += 1
    return row


def _belongs_to_header(values: list[CellValue]) -> bool:
    if values and all(isinstance(value, str) and not header_key(value) for value in values):
        return any(value != "-" for value in values)
    numbers = [re.sub(r"[().\s]", "", arabic_digits(str(value))).removesuffix(".0") for value in values]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _header_at(sheet: Sheet, known: dict[str, str], top: int, depth: int) -> Header:
    columns: dict[str, int] = {}
    titles: dict[str, str] = {}
    unknown: dict[int, str] = {}
    extra: dict[str, list[int]] = {}
    rows = [sheet.filled(row) for row in range(top, top + depth)]
    for index in range(sheet.width):
        parts = list(dict.fromkeys(str(row[index]).strip() for row in rows if not is_empty(row[index])))
        if not parts:
            continue
        # The whole of a split title, else any row of it: "ราคากลาง" over "(บาท)", or a title over its parts.
        spelled = [" ".join(parts), *parts]
        key = next((known[found] for text in spelled if (found := header_key(text)) in known), None)
        if key is None:
            unknown[index] = " ".join(parts)
        elif key in columns:
            extra.setdefault(key, []).append(index)
        else:
            columns[key] = index
            titles[key] = " ".join(" ".join(parts).split())
    return Header(columns, titles, top + depth, unknown, extra)
