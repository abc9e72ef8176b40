"""แบบ สขร.1 as offices fill it in: a sheet a month, several facts in a cell, months without any purchase.

Source: ประกาศคณะกรรมการข้อมูลข่าวสารของราชการ 16 ม.ค. 2558 (พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540 ม. 9 (8)).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import cast

from portal.fiscal import FiscalYear
from portal.sheets.cells import CellFault
from portal.sheets.dates import day_from_cell
from portal.sheets.headers import Header, find_header
from portal.sheets.sources import CellValue, Sheet, Source, is_empty, named_few
from portal.thai import baht, fold, month_year
from procurement.layouts import MONTHLY
from procurement.models import Layout
from procurement.oddities import findings_of
from procurement.register_reader.assembly import Assembly
from procurement.register_reader.cells import is_nothing, parse_fact
from procurement.register_reader.packed import agreement_of, offers_of
from procurement.register_reader.report_months import month_of
from procurement.register_reader.scope import Scope
from procurement.rows import BidFacts, Note, Place, ReadRegister, Row

_PACKED = ("bids", "winner", "agreement")
_PLAIN = ("title", "budget", "reference_price", "method", "reason", "project_number")
_NEEDED = ("title", "budget", "method", "winner", "agreement")
_SUMMED = ("budget", "reference_price")
_NOTHING_BOUGHT = ("ไม่มีการจัดซื้อ", "ไม่มีรายการจัดซื้อ", "ไม่มีการจัดจ้าง", "ไม่มีการดำเนินการจัดซื้อ", "ไม่มีรายการจัดจ้าง")
_BELOW = ("ลงชื่อ", "หมายเหตุ", "ผู้รายงาน", "ผู้จัดทำ", "......")
_TITLES = {column.key: column.title for column in MONTHLY} | {
    "supplier_name": "ผู้ได้รับการคัดเลือก",
    "agreed_price": "ราคาที่ตกลงซื้อหรือจ้าง",
    "contract_number": "เลขที่ของสัญญาหรือข้อตกลง",
    "signed_on": "วันที่ของสัญญาหรือข้อตกลง",
}
_TOLD = 20  # rows that a note names


def recognises(source: Source) -> bool:
    """Whether a sheet of the source has the header of แบบ สขร.1."""
    return any(_header(sheet) for sheet in source.sheets)


def read(source: Source, scope: Scope) -> ReadRegister:
    """Read the contracts of every month in the source; the form is always one office's own.

    Facts that the form packs into one cell come out as `supplier_name`, `agreed_price`, `contract_number`,
    `signed_on`, and as bids; the year is the fiscal year of the month in the title or the sheet's name.
    """
    register = ReadRegister(Layout.MONTHLY)
    done, unread = [], []
    titles = [_title_of(sheet, _header(sheet)) for sheet in source.sheets]
    for sheet, title in zip(source.sheets, titles, strict=True):
        header = _header(sheet)
        month = month_of(title, sheet.name, " ".join(titles))
        if header is None and not (month and _says_nothing_bought(sheet, 0)):
            unread.append(sheet.name)
            continue
        done.append(sheet.name)
        if header is None:
            register.empty_months.append(cast(dt.date, month))
            continue
        if faults := header.faults(sheet, MONTHLY, _NEEDED):
            register.faults += faults
            continue
        register.faults += sheet.obstacles(range(header.first_row, len(sheet.rows)))
        _Reader(register, sheet, header, month).read()
    if len(source.sheets) > 1:
        register.notes.insert(0, f"อ่านแผ่นงาน {named_few(done)}")
    if unread:
        register.notes.insert(0, f"ไม่ได้อ่านแผ่นงาน {named_few(unread)} เพราะไม่มีหัวตารางแบบ สขร.1")
    if register.empty_months:
        months = ", ".join(month_year(month) for month in sorted(set(register.empty_months)))
        register.notes.append(f"เดือนที่ไม่มีการจัดซื้อจัดจ้าง: {months}")
    register.empty_months = sorted(set(register.empty_months))
    register.findings += findings_of(register.rows)
    return register


def _header(sheet: Sheet) -> Header | None:
    header = find_header(sheet, MONTHLY, at_least=4)
    packed = header is not None and sum(key in header.columns for key in _PACKED)
    return header if header and "title" in header.columns and packed else None


def _title_of(sheet: Sheet, header: Header | None) -> str:
    """The words above the table, a line for each row."""
    rows = sheet.rows[: header.first_row if header else 8]
    lines = [" ".join(str(value) for value in row if isinstance(value, str)) for row in rows]
    return "\n".join(lines)


def _says_nothing_bought(sheet: Sheet, first: int) -> bool:
    return any(_is_nothing_bought(row) for row in sheet.rows[first:])


def _is_nothing_bought(cells: list[CellValue]) -> bool:
    words = [fold(value).replace(" ", "").lstrip("-") for value in cells if isinstance(value, str)]
    return any(word.startswith(_NOTHING_BOUGHT) for word in words)


class _Reader:
    """Reads one sheet: a contract begins where a title stands, and may go on in the rows below it."""

    def __init__(self, register: ReadRegister, sheet: Sheet, header: Header, month: dt.date | None) -> None:
        self._register = register
        self._sheet = sheet
        self._header = header
        self._month = month
        self._assembly = Assembly(register, sheet, _TITLES)
        self._plain = {key: header.columns[key] for key in _PLAIN if key in header.columns}
        self._spans = {key: self._span(key) for key in _PACKED if key in header.columns}
        self._sums = dict.fromkeys(_SUMMED, Decimal(0))

    def read(self) -> None:
        contracts: list[list[int]] = []
        passed_over: list[int] = []
        is_open = False
        is_empty_month = False
        for number in range(self._header.first_row, len(self._sheet.rows)):
            cells = self._sheet.rows[number]
            if self._sheet.is_blank(number):
                is_open = False
            elif _is_nothing_bought(cells):
                is_empty_month = True
            elif self._is_total(number):
                is_open = False
                self._compare(number, contracts)
            elif self._begins(number):
                contracts.append([number])
                is_open = True
            elif is_open and self._goes_on(number):
                contracts[-1].append(number)
            elif not all(is_nothing(value) for value in cells):
                is_open = False
                passed_over.append(number)
        for rows in contracts:
            self._add(rows)
        self._close(passed_over, is_empty_month=is_empty_month, is_filled=bool(contracts))

    def _close(self, passed_over: list[int], *, is_empty_month: bool, is_filled: bool) -> None:
        name = f"แผ่นงาน “{self._sheet.name}” " if self._sheet.name else ""
        if is_empty_month and is_filled:
            what = "แผ่นงานมีทั้งรายการจัดซื้อจัดจ้างและข้อความว่าไม่มีการจัดซื้อจัดจ้าง โปรดลบส่วนที่ไม่ถูกต้อง"
            self._assembly.fault(self._sheet.place(self._header.first_row), "contradiction", what)
        elif is_empty_month and self._month is None:
            what = "แผ่นงานบอกว่าไม่มีการจัดซื้อจัดจ้าง แต่ไม่พบว่าเป็นเดือนใด โปรดเขียนเดือนและปี พ.ศ. ในชื่อรายงานหรือชื่อแผ่นงาน"
            self._assembly.fault(self._sheet.place(0), "no_month", what)
        elif is_empty_month and self._month:
            self._register.empty_months.append(self._month)
        elif not is_filled:
            self._register.notes.append(f"{name}ไม่มีรายการในตาราง")
        if passed_over:
            rows = " ".join(str(number + 1) for number in passed_over[:_TOLD])
            rest = f" และอีก {len(passed_over) - _TOLD:,} แถว" if len(passed_over) > _TOLD else ""
            self._register.notes.append(
                f"{name}ข้ามแถว {rows}{rest} ซึ่งไม่ใช่รายการในตาราง (เช่น หมายเหตุ ลายมือชื่อ)"
            )

    # ── what a row is ─────────────────────────────────────────────────────────
    def _span(self, key: str) -> list[int]:
        """The columns of a packed fact: those under its title, and those without a title to their right."""
        first = self._header.columns[key]
        span = [first, *self._header.extra.get(key, [])]
        taken = {*self._header.columns.values(), *self._header.unknown}
        taken.update(*self._header.extra.values())
        while (after := max(span) + 1) < self._sheet.width and after not in taken:
            span.append(after)
        return sorted(span)

    def _value(self, number: int, key: str) -> CellValue:
        column = self._header.columns.get(key)
        return None if column is None else self._sheet.cell(number, column)

    def _has(self, number: int, *keys: str) -> bool:
        return any(not is_nothing(self._value(number, key)) for key in keys)

    def _begins(self, number: int) -> bool:
        """Whether a contract begins in the row: a title with an amount, or with a row number and an agreement."""
        if not self._has(number, "title"):
            return self._has(number, "number") and self._has(number, "budget", "winner")
        if self._has(number, "budget", "reference_price"):
            return self._is_amount(number)
        return self._has(number, "number") and self._has(number, "winner", "agreement", "method")

    def _is_amount(self, number: int) -> bool:
        """Whether a figure stands under the amounts; the words of a second row of the header have none."""
        values = [self._value(number, key) for key in ("budget", "reference_price", "number")]
        return any(any(letter.isdecimal() for letter in str(value)) for value in values if value is not None)

    def _goes_on(self, number: int) -> bool:
        """Whether the row only goes on with the packed cells of the contract above it."""
        texts = [fold(value) for value in self._sheet.rows[number] if isinstance(value, str)]
        if self._has(number, "title", "number", "budget") or any(sign in t for t in texts for sign in _BELOW):
            return False
        return any(not is_empty(self._sheet.cell(number, c)) for span in self._spans.values() for c in span)

    def _is_total(self, number: int) -> bool:
        texts = [fold(v) for v in self._sheet.rows[number] if isinstance(v, str) and v.strip()]
        is_said = any(text.startswith(("รวม", "ยอดรวม", "ผลรวม")) for text in texts)
        return is_said and not self._has(number, "agreement", "method") and not self._names_somebody(number)

    def _names_somebody(self, number: int) -> bool:
        """Whether more than amounts stands under the bidders or who was chosen."""
        spans = [self._spans[key] for key in ("bids", "winner") if key in self._spans]
        cells = [self._sheet.cell(number, column) for span in spans for column in span]
        return not all(_is_price(_written(value)) for value in cells if not is_nothing(value))

    def _compare(self, number: int, contracts: list[list[int]]) -> None:
        """Tell of a total row, and hold it against the rows above it."""
        self._register.notes.append(f"{self._sheet.place(number)} เป็นแถวรวม จึงข้ามไป")
        for key in _SUMMED:
            try:
                stated = parse_fact(key, self._value(number, key))
                total = sum(
                    (parse_fact(key, self._value(first, key)) or Decimal(0) for first, *_ in contracts),
                    Decimal(0),
                )
            except CellFault:
                continue  # a word in a total stops nothing, and a row's own fault is told where it is read
            if stated is not None and stated != total:
                place = self._assembly.place(number, self._header.columns[key], key)
                what = f"แถวรวมเขียนว่า {baht(stated)} แต่แถวข้างบนรวมกันได้ {baht(total)}"
                self._register.findings.append(Note(place, "total_differs", what))

    # ── a contract ────────────────────────────────────────────────────────────
    def _add(self, rows: list[int]) -> None:
        row = self._assembly.row(rows[0], self._plain)
        self._put_winner(row, rows)
        self._put_agreement(row, rows)
        self._put_bids(row, rows)
        signed = row.facts.get("signed_on")
        day = self._month or signed
        if day is not None:
            row.facts["year"] = FiscalYear.containing(day)
        elif not any(fault.place == row.place_of("signed_on") for fault in self._register.faults[-10:]):
            what = "ไม่พบเดือนและปีของรายงาน โปรดเขียนเดือนและปี พ.ศ. ในชื่อรายงานหรือชื่อแผ่นงาน เช่น มกราคม 2568"
            self._assembly.fault(row.place, "no_month", what)
        if signed and self._month and (signed.year, signed.month) != (self._month.year, self._month.month):
            what = f"วันที่ของสัญญาไม่อยู่ในเดือน{month_year(self._month)} ของรายงานนี้"
            self._register.findings.append(Note(row.place_of("signed_on"), "outside_month", what))
        if not row.facts.get("title") and "title" in row.facts:
            self._assembly.fault(row.place_of("title"), "missing", "ไม่มีชื่องานที่จัดซื้อหรือจัดจ้าง โปรดเติมให้ครบ")
        self._register.rows.append(row)

    def _text(self, key: str, rows: list[int]) -> str:
        """All that stands in a packed cell, its columns and the rows it goes on in, a line each.

        A price in a column of its own is written behind its name, as the form has it.
        """
        lines: list[str] = []
        for number in rows:
            cells = [self._sheet.cell(number, column) for column in self._spans.get(key, ())]
            filled = [_written(value).splitlines() for value in cells if not is_nothing(value)]
            if len(filled) == 2 and all(map(_is_price, filled[1])) and len(filled[0]) == len(filled[1]):
                for name, price in zip(*filled, strict=True):
                    lines += [name, f"เสนอราคา {price.strip().removesuffix('บาท')} บาท"]
            else:
                lines += [line for cell in filled for line in cell]
        return "\n".join(lines)

    def _last_place(self, number: int, key: str, field: str) -> Place:
        """The place of the fact that stands last in a packed cell, which may have a column of its own."""
        span = self._spans[key]
        filled = [column for column in span if not is_empty(self._sheet.cell(number, column))]
        return self._assembly.place(number, filled[-1] if filled else span[0], field)

    def _offers(self, row: Row, key: str, rows: list[int]) -> list[BidFacts] | None:
        row.places[key] = self._assembly.place(rows[0], self._spans[key][0], key)
        try:
            return offers_of(self._text(key, rows))
        except CellFault as fault:
            self._assembly.fault(row.places[key], "unreadable", str(fault))
            return None

    def _put_winner(self, row: Row, rows: list[int]) -> None:
        found = self._offers(row, "winner", rows)
        place = row.places.pop("winner")
        row.places["supplier_name"] = replace(place, header=_TITLES["supplier_name"])
        row.places["agreed_price"] = self._last_place(rows[0], "winner", "agreed_price")
        winner = found[0] if found else BidFacts("")
        if found and len(found) > 1:
            names = named_few([one.name for one in found], 3)
            what = f"มีผู้ได้รับการคัดเลือกหลายรายในเซลล์เดียว ({names}) โปรดแยกเป็นแถวละหนึ่งสัญญา"
            self._assembly.fault(place, "several_winners", what)
        row.facts["supplier_name"] = winner.name
        row.facts["agreed_price"] = winner.price
        if winner.tax_id:
            row.facts["tax_id"] = winner.tax_id
            row.places["tax_id"] = place

    def _put_bids(self, row: Row, rows: list[int]) -> None:
        if "bids" in self._spans:
            found = self._offers(row, "bids", rows)
            # The winner's name alone, without a price, does not tell who offered what.
            only_winner = found and [(one.name, one.price) for one in found] == [
                (row.facts["supplier_name"], None)
            ]
            row.bids = None if found is None or only_winner else tuple(found)

    def _put_agreement(self, row: Row, rows: list[int]) -> None:
        first = self._spans["agreement"][0]
        row.places["contract_number"] = self._assembly.place(rows[0], first, "contract_number")
        row.places["signed_on"] = self._last_place(rows[0], "agreement", "signed_on")
        row.facts["contract_number"], row.facts["signed_on"] = "", None
        cells = [self._sheet.cell(number, column) for number in rows for column in self._spans["agreement"]]
        day = next((value for value in cells if isinstance(value, dt.date)), None)
        text = "\n".join(_written(v) for v in cells if not is_nothing(v) and not isinstance(v, dt.date))
        try:
            number, written = agreement_of(text)
            row.facts["signed_on"] = day_from_cell(day) if day else written
            row.facts["contract_number"] = parse_fact("contract_number", number)
            if text:
                row.words["agreement"] = parse_fact("agreement", text)
        except ValueError as fault:
            self._assembly.fault(row.places["signed_on"], "unreadable", str(fault))
            return
        if row.facts["signed_on"] is None:
            what = "ไม่พบวันที่ในช่องเลขที่และวันที่ของสัญญา"
            self._register.findings.append(Note(row.places["signed_on"], "undated", what))


def _is_price(text: str) -> bool:
    """Whether there is nothing but an amount."""
    try:
        return parse_fact("agreed_price", text) is not None
    except CellFault:
        return False


def _written(value: CellValue) -> str:
    """A cell as text: a whole number without the .0 that Excel keeps it with, a price with its satang."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value)
