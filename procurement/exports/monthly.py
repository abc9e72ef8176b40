"""แบบ สขร.1 as a workbook: one month, or the twelve of a fiscal year, a sheet each.

The form is that of ประกาศคณะกรรมการข้อมูลข่าวสารของราชการ (16 ม.ค. 2558): its code at the top right, title, office
and day over the table, and names with their prices in one cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from portal import thai
from portal.models import Office
from portal.spreadsheets import FONT, SIZE, Column, Value, workbook_bytes, write_table
from procurement.exports.official import bought_by, finish_cells, made_at
from procurement.layouts import MONTHLY
from procurement.models import Contract, Method
from procurement.months import Knowledge, Month, MonthsOfYear, last_day, signed_in

CODE = "แบบ สขร.1"
_COLUMNS = [Column(column.title, column.width, column.kind) for column in MONTHLY]
_TITLE_COLUMN = next(index for index, column in enumerate(MONTHLY) if column.key == "title")


def monthly_xlsx(months: Sequence[Month], office: Office, *, title: str) -> bytes:
    """The months as a workbook, a sheet each; two queries, however many months; the same content, the same bytes.

    Raises ValueError without a month.
    """
    if not months:
        raise ValueError("no months")
    contracts = signed_in(months[0].starts_on, last_day(months[-1].starts_on)).prefetch_related("bids")
    by_month: dict[dt.date, list[Contract]] = {}
    for contract in contracts:
        by_month.setdefault(contract.signed_on.replace(day=1), []).append(contract)
    book = Workbook()
    book.remove(book.worksheets[0])
    for month in months:
        _write_month(
            book.create_sheet(month.name.replace(thai.NBSP, " ")),
            month,
            office,
            by_month.get(month.starts_on, []),
        )
    return workbook_bytes(
        book,
        title=title,
        author=office.name,
        created=made_at(contract.published_at for found in by_month.values() for contract in found),
    )


def year_xlsx(of_year: MonthsOfYear, office: Office) -> bytes:
    """The twelve months of a fiscal year, October first."""
    return monthly_xlsx(of_year.months, office, title=f"สรุปผลการดำเนินการจัดซื้อจัดจ้าง {of_year.year.label}")


def titled(contract: Contract) -> str:
    """What was bought, with the office where another one bought it."""
    return f"{contract.title} (จัดซื้อโดย{contract.other_office})" if contract.other_office else contract.title


def offered(contract: Contract) -> str:
    """Who offered which price, in one cell; only the winner's name where offers are not known."""
    bids = list(contract.bids.all())
    if not bids:
        return contract.supplier_name
    return "\n".join(_named(bid.name, "เสนอราคา", bid.price) for bid in bids)


def chosen(contract: Contract) -> str:
    """Who was chosen, and the price agreed."""
    return _named(contract.supplier_name, "ราคาที่ตกลง", contract.agreed_price)


def agreement(contract: Contract) -> str:
    """Number and day of the contract."""
    number = f"เลขที่ {contract.contract_number}" if contract.contract_number else ""
    day = f"วันที่ {thai.long_date(contract.signed_on)}" if contract.signed_on else ""
    return _plain("\n".join(filter(None, (number, day))))


_CELLS: dict[str, Callable[[Contract, int], Value]] = {
    "number": lambda contract, number: number,
    "title": lambda contract, number: titled(contract),
    "budget": lambda contract, number: contract.budget,
    "reference_price": lambda contract, number: contract.reference_price,
    "method": lambda contract, number: str(Method(contract.method).label) if contract.method else "",
    "bids": lambda contract, number: offered(contract),
    "winner": lambda contract, number: chosen(contract),
    "reason": lambda contract, number: contract.reason,
    "agreement": lambda contract, number: agreement(contract),
    "project_number": lambda contract, number: contract.project_number,
}


def _write_month(sheet: Worksheet, month: Month, office: Office, contracts: Sequence[Contract]) -> None:
    """The sheet of a month: code, title, office and day, then the table.

    A month without a purchase has one row that says so; one that is not known says so over an empty table.
    """
    rows: list[list[Value]] = [
        [_CELLS[column.key](contract, number) for column in MONTHLY]
        for number, contract in enumerate(contracts, start=1)
    ]
    if month.knowledge is Knowledge.NOTHING:
        nothing: list[Value] = [None] * len(MONTHLY)
        nothing[_TITLE_COLUMN] = Knowledge.NOTHING.value
        rows.append(nothing)
    others = sum(bool(contract.other_office) for contract in contracts)
    buyer = bought_by(office, own=len(contracts) - others, others=others)
    last = write_table(sheet, _COLUMNS, rows, headings=[CODE, *_headings(month, buyer)])
    code = sheet.cell(1, 1)
    code.alignment = Alignment(horizontal="right", vertical="center")
    code.font = Font(name=FONT, size=SIZE)
    finish_cells(sheet, MONTHLY, range(last - len(rows) + 1, last + 1))


def _headings(month: Month, buyer: str) -> list[str]:
    title = f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {month.name}"
    if not month.is_known:
        return [_plain(title), buyer, f"({month.knowledge.value})"]
    day = month.as_of if month.as_of >= month.starts_on else month.ends_on
    said = f"วันที่ {day.day} เดือน {thai.MONTHS[day.month - 1]} พ.ศ. {thai.be(day.year)}"
    return [_plain(title), buyer, said]


def _named(name: str, what: str, price: Decimal | None) -> str:
    if price is None:
        return name
    return "\n".join(filter(None, (name, f"{what} {_plain(thai.baht(price))}")))


def _plain(text: str) -> str:
    """The text with plain spaces, as whoever reads the file again expects them."""
    return text.replace(thai.NBSP, " ")
