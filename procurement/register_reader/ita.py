"""The official forms ITA-o16, o17, o12 and o13, as offices fill them in: both generations, by their headings.

The sheet is found by its header, not by its name. Rows of other offices are counted, total rows and rows that
say there was no purchase are passed over and told.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from decimal import Decimal
from typing import Any

from portal.sheets.cells import CellFault
from portal.sheets.dates import shown
from portal.sheets.headers import Header, find_header
from portal.sheets.sources import CellValue, Sheet, Source, named_few
from portal.thai import baht, fold
from procurement.layouts import EXPLANATION, GENERATION_2567, GENERATION_2568
from procurement.models import Layout, Method, MethodGroup
from procurement.oddities import findings_of
from procurement.register_reader.assembly import Assembly
from procurement.register_reader.cells import is_nothing, parse_fact
from procurement.register_reader.scope import Scope
from procurement.register_reader.wordings import term_of
from procurement.rows import Note, ReadRegister, Row

COLUMNS = GENERATION_2567
"""Every column of either generation: 2568 dropped the tax number and the two dates."""
_KEYS = frozenset(column.key for column in COLUMNS)
_RECOGNISED_BY = 8
_NEEDED = tuple(
    column.key
    for column in GENERATION_2568
    if column.key in _KEYS - {"number", "agency_type", "ministry", "office", "district", "province"}
)
_READ = (*_NEEDED, "tax_id", "signed_on", "ends_on")
_COARSE = {
    MethodGroup.OPEN: Method.OPEN,
    MethodGroup.SELECTED: Method.SELECTED,
    MethodGroup.SPECIFIC: Method.SPECIFIC,
    MethodGroup.CONTEST: Method.CONTEST,
    MethodGroup.OTHER: Method.OTHER,
}
_NO_PURCHASE = re.compile("-? ?ไม่มี(การ|สัญญา|รายการ|โครงการ|ข้อมูล)")
_SUMMED = ("budget", "reference_price", "agreed_price")


def recognises(source: Source) -> bool:
    """Whether a sheet of the source has the header of one of the forms."""
    return any(_header(sheet) for sheet in source.sheets)


def read(source: Source, scope: Scope) -> ReadRegister:
    """Read the contracts of every sheet with that header; what cannot be read is a fault with its cell."""
    register = ReadRegister(Layout.ITA)
    done, unread = [], []
    for sheet in source.sheets:
        header = _header(sheet)
        if header is None:
            if sheet.name != EXPLANATION:
                unread.append(sheet.name)
            continue
        done.append(sheet.name)
        if faults := header.faults(sheet, COLUMNS, _NEEDED):
            register.faults += faults
            continue
        register.faults += sheet.obstacles(range(header.first_row, len(sheet.rows)))
        _Reader(register, sheet, header, scope).read()
    if unread or len(done) > 1:
        register.notes.append(f"อ่านแผ่นงาน {named_few(done)}")
    if unread:
        register.notes.append(f"ไม่ได้อ่านแผ่นงาน {named_few(unread)} เพราะไม่มีหัวตารางของแบบ ITA")
    if register.other_offices and not register.rows and not register.faults:
        register.notes.append(f"ไม่มีแถวของ “{scope.office.name}” ในไฟล์นี้ โปรดตรวจคอลัมน์ “ชื่อหน่วยงาน”")
    register.findings += findings_of(register.rows)
    return register


def method_of(word: str, group: MethodGroup) -> Method:
    """The method that a form's word means: as fine as it says it, else the plain method of the group."""
    finer = term_of("method", word)
    if isinstance(finer, Method) and finer.group is group:
        return finer
    return _COARSE[group]


def _header(sheet: Sheet) -> Header | None:
    header = find_header(sheet, COLUMNS, at_least=_RECOGNISED_BY)
    return header if header and "title" in header.columns else None


class _Reader:
    """Reads one sheet."""

    def __init__(self, register: ReadRegister, sheet: Sheet, header: Header, scope: Scope) -> None:
        self._register = register
        self._sheet = sheet
        self._columns = header.columns
        self._first = header.first_row
        self._scope = scope
        self._assembly = Assembly(register, sheet, header.titles)
        self._sums = dict.fromkeys(_SUMMED, Decimal(0))

    def read(self) -> None:
        columns = {key: self._columns[key] for key in _READ if key in self._columns}
        for number in range(self._first, len(self._sheet.rows)):
            if self._sheet.is_blank(number):
                continue
            if self._is_total(number):
                self._pass_over_total(number)
            elif self._says_nothing(number):
                word = str(self._cell(number, "title")).strip()
                self._register.notes.append(
                    f"{self._sheet.place(number)} บอกว่า “{shown(word)}” จึงไม่มีสัญญาในแถวนี้"
                )
            elif self._is_of_another_office(number):
                self._register.other_offices += 1
                self._count(number)
            else:
                self._add(number, columns)
                self._count(number)

    def _add(self, number: int, columns: dict[str, int]) -> None:
        row = self._assembly.check(self._assembly.row(number, columns))
        if "progress" in columns:
            _rename(row, "progress", "stated_progress")
        group = row.facts.get("method_group")
        if isinstance(group, MethodGroup):
            row.facts["method_group"] = method_of(row.words["method_group"], group)
        _rename(row, "method_group", "method")
        if self._scope.all_offices and "office" in self._columns:
            self._assembly.word(row, "office", number, self._columns["office"])
        self._register.rows.append(row)

    def _cell(self, number: int, key: str) -> CellValue:
        """The value under a heading; None where the form does not have it."""
        column = self._columns.get(key)
        return None if column is None else self._sheet.cell(number, column)

    def _has(self, number: int, keys: Sequence[str]) -> bool:
        """Whether one of the cells says something; a dash says nothing, and neither does a zero."""
        values = (self._cell(number, key) for key in keys)
        return any(not is_nothing(value) and value not in (0, "0") for value in values)

    def _is_total(self, number: int) -> bool:
        """Whether the row only adds up the others: it names no project, supplier or year, and says รวม or nothing."""
        if self._has(number, ("project_number", "supplier_name", "tax_id", "year", "office")):
            return False
        texts = [
            fold(value) for value in self._sheet.rows[number] if isinstance(value, str) and value.strip()
        ]
        if any(text.startswith("รวม") for text in texts):
            return True
        return not self._has(number, ("title",)) and self._has(number, _SUMMED)

    def _pass_over_total(self, number: int) -> None:
        self._register.notes.append(f"{self._sheet.place(number)} เป็นแถวรวม จึงข้ามไป")
        for key in _SUMMED:
            value = self._cell(number, key)
            if is_nothing(value):
                continue
            try:
                stated = parse_fact(key, value)
            except CellFault:
                continue  # a total is not stored, so a word in it stops nothing
            if stated is not None and stated != self._sums[key]:
                place = self._assembly.place(number, self._columns[key], key)
                what = f"แถวรวมเขียนว่า {baht(stated)} แต่แถวข้างบนรวมกันได้ {baht(self._sums[key])}"
                self._register.findings.append(Note(place, "total_differs", what))

    def _count(self, number: int) -> None:
        """Add a row's amounts to the sums that a total row is held against; faults are told where it is read."""
        for key in _SUMMED:
            try:
                self._sums[key] += parse_fact(key, self._cell(number, key)) or 0
            except CellFault:
                continue

    def _says_nothing(self, number: int) -> bool:
        """Whether the row says in words that there was no purchase: ไม่มีสัญญาที่มีวงเงินเกิน 500,000 บาท."""
        title = self._cell(number, "title")
        if not (isinstance(title, str) and _NO_PURCHASE.match(fold(title))):
            return False
        return not self._has(number, ("project_number", "supplier_name", "tax_id", "signed_on", *_SUMMED))

    def _is_of_another_office(self, number: int) -> bool:
        """Whether the row names another office; a form without the column, or a row without a name, is ours."""
        office = self._cell(number, "office")
        return not is_nothing(office) and not self._scope.includes(office)


def _rename(row: Row, key: str, name: str) -> None:
    """Let the column of a form stand for the fact it tells."""
    kept: tuple[MutableMapping[str, Any], ...] = (row.facts, row.words, row.places)
    for found in kept:
        if key in found:
            found[name] = found.pop(key)
