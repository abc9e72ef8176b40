"""The official forms ITA-o16, o17, o12 and o13 as workbooks: an explanation sheet and the sheet of rows.

The forms are those of the integrity and transparency assessment (สำนักงาน ป.ป.ช., OIT of 2567 and 2568): the
header stands in row 1, nothing is merged, nothing is summed, and listed values are drop-downs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal import thai
from portal.models import Office
from portal.spreadsheets import (
    FONT,
    SIZE,
    Column,
    Kind,
    Value,
    estimate_height,
    workbook_bytes,
    write_table,
)
from procurement.figures import LARGE
from procurement.layouts import EXPLANATION, FormColumn, OfficialForm
from procurement.models import Contract, ExpenseType, FundSource, Progress
from procurement.models.contract import ContractQuerySet
from procurement.months import known_until

NONE_LARGE = f"ไม่มีสัญญาที่มีวงเงินเกิน {LARGE:,} บาท"
_SPARE_ROWS = 200
"""Empty rows under the last one whose cells still offer the drop-downs."""
_TEXT_FORMAT = "@"
_TEXT_KEYS = frozenset({"project_number", "tax_id"})
_EXPLAINED = (
    Column("คอลัมน์", 10),
    Column("หัวคอลัมน์", 36),
    Column("ความหมาย", 60),
    Column("ค่าที่ใช้", 46),
    Column("ที่มา", 30),
)


@dataclass(frozen=True)
class FilledForm:
    """An official form with its rows: contracts as the public sees them, as of a day."""

    form: OfficialForm
    office: Office
    contracts: tuple[Contract, ...]
    known_until: dt.date | None
    """The last day the register knows of the data year; None while it knows nothing."""
    made_on: dt.date
    """The day it is filled in; what was corrected until then is in it."""
    unclassified: int = 0
    """Contracts left out of a form of investments because nobody said what kind of expenditure they are."""

    @property
    def as_of(self) -> dt.date | None:
        """The day its statuses speak of: the form's last day, or the last one the register knows."""
        if self.known_until is None:
            return None
        return min(self.known_until, last_day_of(self.form)) if self.form.until_march else self.known_until

    @property
    def has_large(self) -> bool:
        """Whether a budget, a price or a value in it is above 500,000 baht."""
        return any(
            amount > LARGE
            for contract in self.contracts
            for amount in (contract.budget, contract.agreed_price, contract.contract_value)
            if amount is not None
        )

    @property
    def rows(self) -> list[list[Value]]:
        """Its cells, one list for each contract, in the order of the form's columns."""
        return [
            [_CELLS[column.key](self, contract, number) for column in self.form.columns]
            for number, contract in enumerate(self.contracts, start=1)
        ]

    @property
    def said(self) -> list[str]:
        """What the explanation sheet and the pages say of its content.

        That nothing is large is said of what the form holds, and only while all of that is known.
        """
        period = _period(self.form)
        if self.contracts:
            said = [f"มี {len(self.contracts):,} รายการ"]
        elif self.form.investment_only:
            said = [f"ไม่มีรายการจัดซื้อจัดจ้างที่เผยแพร่และเป็นงบลงทุนใน{period}"]
        else:
            said = [f"ไม่มีรายการจัดซื้อจัดจ้างที่เผยแพร่ใน{period}"]
        if self.unclassified:
            said.append(f"อีก {self.unclassified:,} รายการของปีนี้ยังไม่ระบุงบรายจ่าย จึงไม่อยู่ในแบบ")
        elif self.known_until and not self.has_large:
            said.append(none_large(f"{_kept(self.form)}ของ{period}"))
        return said


def last_day_of(form: OfficialForm) -> dt.date:
    """The last day whose contracts belong in the form."""
    year = form.data_year
    return dt.date(year.ends_on.year, 3, 31) if form.until_march else year.ends_on


def contracts_of(form: OfficialForm) -> ContractQuerySet:
    """The published contracts that belong in the form, the earliest first.

    A form until March leaves out what is dated later; a contract that a source calls signed without a day counts
    by the day it was recorded or announced. A form of investments holds them whatever their state.
    """
    contracts: ContractQuerySet = Contract.objects.published().for_year(form.data_year)
    if form.investment_only:
        contracts = contracts.filter(expense_type=ExpenseType.INVESTMENT)
    if form.signed_only:
        contracts = contracts.signed()
    if form.until_march:
        contracts = contracts.filter(dated_on__lte=last_day_of(form))
    return contracts.order_by("dated_on", "pk")


def fill(form: OfficialForm, office: Office) -> FilledForm:
    """The form with what is public now; two queries, three for a form of investments."""
    unclassified = 0
    if form.investment_only:
        unclassified = Contract.objects.published().for_year(form.data_year).filter(expense_type="").count()
    return FilledForm(
        form,
        office,
        tuple(contracts_of(form)),
        known_until(form.data_year),
        made_on=timezone.localdate(),
        unclassified=unclassified,
    )


def none_large(where: str) -> str:
    """The sentence that nothing is above 500,000 baht, with the set of which it is true."""
    return f"{NONE_LARGE}ใน{where}".replace(thai.NBSP, " ")


def bought_by(office: Office, *, own: int, others: int) -> str:
    """Who bought what is in a file, by how many contracts are our own and how many other offices': for headings."""
    if not others:
        return office.name
    return f"{office.name} และหน่วยงานอื่นในทะเบียน" if own else "หน่วยงานอื่นในทะเบียน"


def official_xlsx(filled: FilledForm) -> bytes:
    """The form as a workbook; the same content gives the same bytes on the same day."""
    form = filled.form
    book = Workbook()
    explanation, data = book.worksheets[0], book.create_sheet(form.sheet)
    explanation.title = EXPLANATION
    _write_explanation(explanation, filled)
    columns = [Column(column.title, column.width, column.kind) for column in form.columns]
    last = write_table(data, columns, filled.rows)
    finish_cells(data, form.columns, range(2, last + 1))
    _offer_lists(data, form.columns, last)
    data.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    book.active = book.worksheets.index(data)
    explanation.sheet_view.tabSelected = False
    return workbook_bytes(
        book,
        title=f"{form.sheet} {form.title}",
        author=filled.office.name,
        created=made_at(contract.published_at for contract in filled.contracts),
    )


def made_at(times: Iterable[dt.datetime | None]) -> dt.datetime:
    """The time a file bears: that of the newest of its records, so that it changes only when they do."""
    return max((time for time in times if time), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))


# ── rows ─────────────────────────────────────────────────────────────────────
def _money_from(contract: Contract, form: OfficialForm) -> str:
    """What the form asks for: the source of the money in 2567, the category of expenditure first in 2568."""
    source = str(FundSource(contract.fund_source).label) if contract.fund_source else ""
    offered = next(column.choices for column in form.columns if column.key == "money_from")
    if contract.expense_type and ExpenseType(contract.expense_type).label in offered:
        return str(ExpenseType(contract.expense_type).label)
    return source


def _state(filled: FilledForm, contract: Contract) -> Progress:
    day = filled.as_of
    return contract.progress_on(day) if day else contract.progress


def _agreed(filled: FilledForm, contract: Contract) -> Value:
    """The agreed price, which the form leaves empty while nothing is signed."""
    return None if _state(filled, contract) == Progress.UNSIGNED else contract.agreed_price


def _method(contract: Contract) -> str:
    group = contract.method_group
    return str(group.label) if group else ""


def _of_office(contract: Contract, fact: str) -> str:
    """A fact of our office; what another one's contract does not say of its office stays empty."""
    return "" if contract.other_office else fact


_CELLS: dict[str, Callable[[FilledForm, Contract, int], Value]] = {
    "number": lambda filled, contract, number: number,
    "year": lambda filled, contract, number: int(contract.year),
    "agency_type": lambda filled, contract, number: _of_office(contract, filled.office.agency_type),
    "ministry": lambda filled, contract, number: _of_office(contract, filled.office.ministry),
    "office": lambda filled, contract, number: contract.other_office or filled.office.name,
    "district": lambda filled, contract, number: _of_office(contract, filled.office.district),
    "province": lambda filled, contract, number: _of_office(contract, filled.office.province),
    "title": lambda filled, contract, number: contract.title,
    "budget": lambda filled, contract, number: contract.budget,
    "money_from": lambda filled, contract, number: _money_from(contract, filled.form),
    "progress": lambda filled, contract, number: str(_state(filled, contract).label),
    "method_group": lambda filled, contract, number: _method(contract),
    "reference_price": lambda filled, contract, number: contract.reference_price,
    "agreed_price": lambda filled, contract, number: _agreed(filled, contract),
    "tax_id": lambda filled, contract, number: contract.shown_tax_id,
    "supplier_name": lambda filled, contract, number: contract.supplier_name,
    "project_number": lambda filled, contract, number: contract.project_number,
    "signed_on": lambda filled, contract, number: contract.signed_on,
    "ends_on": lambda filled, contract, number: contract.ends_on,
}


def finish_cells(sheet: Worksheet, columns: Sequence[FormColumn], rows: range) -> None:
    """Numbers that are names stay text, also when somebody types them anew; row numbers stand in the middle."""
    for index, column in enumerate(columns, start=1):
        for row in rows if column.key in _TEXT_KEYS else ():
            sheet.cell(row, index).number_format = _TEXT_FORMAT
        for row in rows if column.key == "number" else ():
            sheet.cell(row, index).alignment = Alignment(horizontal="center", vertical="top")


def _offer_lists(sheet: Worksheet, columns: Sequence[FormColumn], last: int) -> None:
    for index, column in enumerate(columns, start=1):
        if not column.choices:
            continue
        offered = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
        offered.errorTitle, offered.error = "ค่าไม่อยู่ในรายการ", f"โปรดเลือก{column.title}จากรายการ"
        offered.showErrorMessage = True
        letter = get_column_letter(index)
        offered.add(f"{letter}2:{letter}{last + _SPARE_ROWS}")
        sheet.add_data_validation(offered)


# ── the explanation sheet ────────────────────────────────────────────────────
def _period(form: OfficialForm) -> str:
    if not form.until_march:
        return form.data_year.label
    return f"{form.data_year.label} ({thai.date_range(form.data_year.starts_on, last_day_of(form))})"


_INCLUDED = {
    (True, False): "สัญญาที่ลงนามแล้ว ไม่รวมรายการที่ยังไม่ลงนามและที่ยกเลิก",
    (False, False): "สัญญาทุกรายการ รวมรายการที่ยังไม่ลงนามและที่ยกเลิกตามคอลัมน์สถานะ",
    (False, True): "สัญญาที่ใช้งบลงทุนทุกรายการ รวมรายการที่ยังไม่ลงนามและที่ยกเลิกตามคอลัมน์สถานะ",
}
"""(Signed only, investments only) → what the form holds, in words."""


def _kept(form: OfficialForm) -> str:
    """What the form holds, in a word or two."""
    if form.investment_only:
        return "รายการงบลงทุน"
    return "สัญญาที่ลงนามแล้ว" if form.signed_only else "รายการทั้งหมด"


def described(filled: FilledForm) -> list[tuple[str, str]]:
    """What the form is and what is in it, as (question, answer)."""
    form = filled.form
    included = _INCLUDED[form.signed_only, form.investment_only]
    others = sum(bool(contract.other_office) for contract in filled.contracts)
    left_out = "" if others else "รายการของหน่วยงานอื่น"
    if form.until_march:
        included += f" เฉพาะที่ลงนามไม่เกินวันที่ {thai.long_date(last_day_of(form))}"
        if any(contract.signed_on is None for contract in filled.contracts):
            included += " สัญญาที่แหล่งข้อมูลบอกว่าลงนามแล้วแต่ไม่บอกวัน นับตามวันที่เกิดรายการหรือวันที่ประกาศ"
    if form.investment_only:
        left_out += (
            " รายการที่ใช้งบรายจ่ายอื่น รายการที่ยังไม่ระบุงบรายจ่าย รายการในแผนที่ยังไม่มีในทะเบียนสัญญา เพราะแผนไม่ระบุงบรายจ่าย"
        )
    left_out += " และรายการที่ยังไม่ได้เผยแพร่หรือถอนออกแล้ว"
    as_of = thai.long_date(filled.as_of) if filled.as_of else "ยังไม่มีข้อมูลที่เผยแพร่ของปีงบประมาณนี้"
    return [
        ("แบบ", f"{form.sheet} {form.title}"),
        ("ใช้ในการประเมิน", f"ITA {form.year.label}"),
        ("หน่วยงาน", bought_by(filled.office, own=len(filled.contracts) - others, others=others)),
        ("ข้อมูลของ", _period(form)),
        ("ข้อมูล ณ วันที่", as_of),
        (
            "จัดทำไฟล์เมื่อวันที่",
            f"{thai.long_date(filled.made_on)} รวมการแก้ไขที่เผยแพร่ถึงวันนี้แล้ว แม้แก้หลังวันที่ของข้อมูล",
        ),
        ("รายการที่อยู่ในแบบ", included),
        ("รายการที่ไม่อยู่ในแบบ", left_out.strip().removeprefix("และ")),
        ("ผลการจัดซื้อจัดจ้าง", " ".join(filled.said)),
    ]


def _write_explanation(sheet: Worksheet, filled: FilledForm) -> None:
    """The form's facts, a line each, then a table of its columns."""
    form = filled.form
    rows = [
        (get_column_letter(index), column.title, column.meaning, _allowed(column), column.origin)
        for index, column in enumerate(form.columns, start=1)
    ]
    lines = [f"{what}: {answer}".replace(thai.NBSP, " ") for what, answer in described(filled)]
    write_table(sheet, _EXPLAINED, rows, headings=[f"คำอธิบายแบบ {form.sheet}", *lines])
    width = sum(column.width for column in _EXPLAINED)
    for number, line in enumerate(lines, start=2):
        sheet.cell(number, 1).font = Font(name=FONT, size=SIZE)
        sheet.cell(number, 1).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        sheet.row_dimensions[number].height = estimate_height(line, width)
    sheet.freeze_panes = None


def _allowed(column: FormColumn) -> str:
    """The values a column takes, in words."""
    if column.choices:
        return "\n".join(column.choices)
    if column.key in _TEXT_KEYS:
        return "ข้อความ"
    if column.key == "year":
        return "จำนวนเต็มสี่หลัก"
    return {
        Kind.TEXT: "ข้อความ",
        Kind.DATE: "วันที่",
        Kind.MONEY: "จำนวนเงินตั้งแต่ 0.00",
        Kind.INTEGER: "จำนวนเต็มตั้งแต่ 1",
    }[column.kind]
