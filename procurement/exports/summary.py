"""แบบสรุปผลการจัดซื้อจัดจ้างประจำปี as a workbook: in all, by method, by month, by kind, against reference prices."""

from __future__ import annotations

import datetime as dt

from openpyxl import Workbook
from openpyxl.styles import Font

from portal import thai
from portal.models import Office
from portal.spreadsheets import FONT, SIZE, Column, Kind, Value, estimate_height, workbook_bytes, write_table
from procurement.exports.official import bought_by, none_large
from procurement.figures import Line, YearFigures, percent

_COUNTED = (
    Column("รายการ", 58),
    Column("จำนวนสัญญา", 18, Kind.INTEGER),
    Column("ราคาที่ตกลงซื้อหรือจ้าง (บาท)", 28, Kind.MONEY),
    Column("ร้อยละของจำนวนสัญญา", 20, Kind.MONEY),
    Column("ร้อยละของราคาที่ตกลง", 20, Kind.MONEY),
)
_FACTS = (Column("รายการ", 66), Column("จำนวน", 28, Kind.MONEY), Column("หน่วย", 16))
_WHOLE_UNITS = frozenset({"สัญญา", "โครงการ"})


def summary_xlsx(figures: YearFigures, office: Office, *, as_of: dt.date | None, others: int = 0) -> bytes:
    """The summary of a year as a workbook of four sheets; the same figures give the same bytes.

    `others` is how many of the contracts other offices bought.

    Counted from published contracts that were signed and not cancelled (`procurement.figures`); amounts in baht.
    """
    totals = figures.totals
    title = f"สรุปผลการจัดซื้อจัดจ้างประจำ{_plain(totals.year.label)}"
    buyer = bought_by(office, own=totals.number - others, others=others)
    headings = [title, buyer]
    if as_of:
        headings.append(f"ข้อมูล ณ วันที่ {_plain(thai.long_date(as_of))}")
    book = Workbook()
    first = book.worksheets[0]
    first.title = "สรุป"
    rows = _facts(figures)
    last = write_table(first, _FACTS, rows, headings=headings)
    for number, (_, _, unit) in enumerate(rows, start=last - len(rows) + 1):
        if unit in _WHOLE_UNITS:
            first.cell(number, 2).number_format = Kind.INTEGER.value
    notes = ["นับสัญญาที่ลงนามแล้วและเผยแพร่แล้ว ไม่รวมที่ยกเลิก"]
    if totals.number and not figures.standing.large:
        notes.insert(0, none_large(f"สัญญาที่ลงนามแล้วของ{totals.year.label}"))
    for number, note in enumerate(notes, start=last + 2):
        first.cell(number, 1, note).font = Font(name=FONT, size=SIZE)
        first.row_dimensions[number].height = estimate_height(note, 110)
    for name, lines in (
        ("ตามวิธี", totals.by_method),
        ("ตามเดือน", totals.by_month),
        ("ตามประเภท", totals.by_kind),
    ):
        sheet = book.create_sheet(name)
        last = write_table(sheet, _COUNTED, _counted(lines, figures), headings=[f"{title} {name}", buyer])
        for cell in sheet[last]:
            cell.font = Font(name=FONT, size=SIZE, bold=True)
    updated = figures.standing.updated_at or dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    return workbook_bytes(book, title=title, author=office.name, created=updated)


def _facts(figures: YearFigures) -> list[tuple[str, Value, str]]:
    """The year in a few lines: what, how much, in which unit."""
    totals, comparison, standing = figures.totals, figures.comparison, figures.standing
    lines: list[tuple[str, Value, str]] = [
        ("สัญญาที่ลงนามแล้ว", totals.number, "สัญญา"),
        ("โครงการ", totals.projects, "โครงการ"),
        ("วงเงินงบประมาณรวม (นับโครงการละครั้ง)", totals.budget, "บาท"),
        ("ราคาที่ตกลงซื้อหรือจ้างรวม", totals.agreed, "บาท"),
        ("สัญญาที่มีวงเงินเกิน 500,000 บาท", standing.large, "สัญญา"),
        ("รายการที่ยังไม่ลงนามในสัญญา", standing.unsigned, "สัญญา"),
        ("รายการที่ยกเลิกการดำเนินการ", standing.cancelled, "สัญญา"),
        ("โครงการที่มีทั้งราคากลางและราคาที่ตกลง", comparison.number, "โครงการ"),
    ]
    if comparison.number:
        lines += [
            ("ราคากลางรวมของโครงการเหล่านั้น", comparison.reference, "บาท"),
            ("ราคาที่ตกลงรวมของโครงการเหล่านั้น", comparison.agreed, "บาท"),
            ("ราคากลางหักด้วยราคาที่ตกลง", comparison.difference, "บาท"),
            ("ราคาที่ตกลงต่ำกว่าราคากลาง", comparison.below, "โครงการ"),
            ("ราคาที่ตกลงเท่ากับราคากลาง", comparison.equal, "โครงการ"),
            ("ราคาที่ตกลงสูงกว่าราคากลาง", comparison.above, "โครงการ"),
        ]
    return lines


def _counted(lines: tuple[Line, ...], figures: YearFigures) -> list[tuple[Value, ...]]:
    """A line for each, and one for all."""
    number, agreed = figures.totals.number, figures.totals.agreed
    whole = Line("all", "รวม", number, agreed)
    return [
        (
            _plain(line.label),
            line.number,
            line.agreed,
            percent(line.number, number),
            percent(line.agreed, agreed),
        )
        for line in (*lines, whole)
    ]


def _plain(text: str) -> str:
    return text.replace(thai.NBSP, " ")
