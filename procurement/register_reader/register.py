"""The portal's own flat table of contracts (CSV, Excel, JSON), read back by the headings it was written with."""

from __future__ import annotations

from typing import Any

from portal.sheets.cells import CellFault
from portal.sheets.headers import Header, find_header
from portal.sheets.sources import CellValue, Format, Sheet, Source, named_few
from portal.spreadsheets import safe_text
from procurement.flat_columns import BIDS, bids_of
from procurement.flat_columns import COLUMNS as FLAT
from procurement.layouts import EXPLANATION, FormColumn
from procurement.models import Layout
from procurement.oddities import findings_of
from procurement.register_reader.assembly import Assembly
from procurement.register_reader.cells import is_nothing, read_cell
from procurement.register_reader.scope import Scope
from procurement.rows import BidFacts, Note, ReadRegister, Row

COLUMNS = tuple(
    FormColumn(column.title, column.key, column.width, aliases=(column.key,))
    for column in FLAT
    if column.is_fact or column.key == "office"
)
"""The headings that are read back: the facts, the bidders, and whose contract it is; the rest is derived."""
_NEEDED = ("year", "title")
_RECOGNISED_BY = 6
_OWN = frozenset({"contract_number", "stated_progress", "legal_group", "expense_type", "reason", BIDS})
"""Headings that no official form has."""
_BID_FIELDS = ("supplier_name", "tax_id", "agreed_price")
_FREE = frozenset(column.key for column in FLAT if column.is_free)


def recognises(source: Source) -> bool:
    """Whether a sheet of the source has the headings of the portal's own table."""
    return any(_header(sheet) for sheet in source.sheets)


def read(source: Source, scope: Scope) -> ReadRegister:
    """Read the contracts of every sheet with those headings; what cannot be read is a fault with its cell."""
    register = ReadRegister(Layout.REGISTER)
    unread = []
    for sheet in source.sheets:
        header = _header(sheet)
        if header is None:
            if sheet.name != EXPLANATION:
                unread.append(sheet.name)
            continue
        if faults := header.faults(sheet, COLUMNS, _NEEDED):
            register.faults += faults
            continue
        register.faults += sheet.obstacles(range(header.first_row, len(sheet.rows)))
        _read_sheet(register, sheet, header, scope, is_csv=source.format is Format.CSV)
    if unread:
        register.notes.append(f"ไม่ได้อ่านแผ่นงาน {named_few(unread)} เพราะไม่มีหัวตารางของทะเบียน")
    if register.other_offices and not register.rows and not register.faults:
        register.notes.append(f"ไม่มีแถวของ “{scope.office.name}” ในไฟล์นี้ โปรดตรวจคอลัมน์ “หน่วยงาน”")
    register.findings += findings_of(register.rows)
    return register


def _header(sheet: Sheet) -> Header | None:
    header = find_header(sheet, COLUMNS, at_least=_RECOGNISED_BY)
    return header if header and "title" in header.columns and _OWN & set(header.columns) else None


def _read_sheet(register: ReadRegister, sheet: Sheet, header: Header, scope: Scope, *, is_csv: bool) -> None:
    assembly = Assembly(register, sheet, header.titles)
    columns = {key: at for key, at in header.columns.items() if key not in (BIDS, "office")}
    for number in range(header.first_row, len(sheet.rows)):
        if sheet.is_blank(number):
            continue
        office = sheet.cell(number, header.columns["office"]) if "office" in header.columns else None
        if not is_nothing(office) and not scope.includes(office):
            register.other_offices += 1
            continue
        if is_csv:
            _unguard(sheet.rows[number], header)
        row = assembly.check(assembly.row(number, columns))
        if scope.all_offices and not is_nothing(office):
            assembly.word(row, "office", number, header.columns["office"])
        if BIDS in header.columns:
            _read_bids(assembly, row, number, header.columns[BIDS], sheet.cell(number, header.columns[BIDS]))
        register.rows.append(row)


def _unguard(cells: list[CellValue], header: Header) -> None:
    """Take away the ' that keeps a spreadsheet from taking a text of a CSV for a formula."""
    for key, at in header.columns.items():
        if key in _FREE and at < len(cells):
            text = cells[at]
            if isinstance(text, str) and text.startswith("'") and safe_text(text[1:]) == text:
                cells[at] = text[1:]


def _read_bids(assembly: Assembly, row: Row, number: int, column: int, value: Any) -> None:
    """The bidders of a cell, each word read as its field; a cell that is not as the table writes it is a fault."""
    if is_nothing(value):
        return
    place = row.places[BIDS] = assembly.place(number, column, BIDS)
    try:
        lines = bids_of(str(value))
    except ValueError:
        assembly.fault(
            place,
            "unreadable",
            "อ่านผู้เสนอราคาไม่ได้ โปรดเขียนบรรทัดละหนึ่งราย คือ ชื่อ | เลขประจำตัวผู้เสียภาษี | ราคา เช่น ร้านตัวอย่าง | | 12500.00",
        )
        return
    bids = []
    for line, words in enumerate(lines, start=1):
        found: dict[str, Any] = {}
        for field, word in zip(_BID_FIELDS, words, strict=True):
            try:
                found[field], code, odd = read_cell(field, word)
            except CellFault as fault:
                assembly.fault(place, "unreadable", f"ผู้เสนอราคาบรรทัดที่ {line}: {fault}")
                continue
            if code:
                assembly.read.findings.append(Note(place, code, f"ผู้เสนอราคาบรรทัดที่ {line}: {odd}"))
        if len(found) == len(_BID_FIELDS):
            bids.append(BidFacts(found["supplier_name"], found["agreed_price"], found["tax_id"]))
    row.bids = tuple(bids)
