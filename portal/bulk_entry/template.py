"""The Excel form of a list: an explanation, the table with its drop-downs, and the values that may be chosen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal import policies
from portal.bulk_entry.cell_values import LONGEST, allowed
from portal.bulk_entry.fields import NO, YES, Field, Kind
from portal.bulk_entry.lists import BulkList
from portal.bulk_entry.reading import EXPLANATION, OPTIONS
from portal.models import User
from portal.spreadsheets import (
    FONT,
    SIZE,
    THAI_DATE,
    Column,
    Value,
    dress,
    estimate_height,
    workbook_bytes,
    write_table,
)
from portal.spreadsheets import Kind as Look

SPARE_ROWS = 500
"""Empty rows under the last one that are ready to be typed in."""
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")
_LOOKS = {
    Kind.MONEY: Look.MONEY,
    Kind.INTEGER: Look.INTEGER,
    Kind.NUMBER: Look.MONEY,
    Kind.DATE: Look.DATE,
}
_WIDTHS = {
    Kind.TEXT: 34,
    Kind.LONG_TEXT: 56,
    Kind.LINES: 56,
    Kind.ADDRESS: 34,
    Kind.CHOICE: 24,
    Kind.REFERENCE: 34,
    Kind.DATE: 22,
    Kind.MONEY: 20,
}
_TEXT_FORMAT = "@"
_YEAR_FORMAT = "0"
_AS_TEXT = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINES, Kind.ADDRESS})
_EXPLAINED = (
    Column("คอลัมน์", 10),
    Column("หัวคอลัมน์", 34),
    Column("ต้องกรอก", 12),
    Column("กรอกอะไร", 56),
    Column("ค่าที่ใช้", 52),
    Column("ตัวอย่าง", 40),
)
_LONGEST_PROMPT = 250  # letters; Excel shows no more


def editable(list_: BulkList, by: User) -> tuple[list[Any], str]:
    """The records that a filled-in form holds: those of the list that the person may change; and a Thai sentence on
    those that one file or one cell has no room for, empty when there are none."""
    present = list_.present()
    if list_.is_publishable:
        present = [record for record in present if policies.may_edit(by, record)]
    fitting = [record for record in present if _fits(list_, record)][: list_.most_rows]
    left = len(present) - len(fitting)
    told = (
        f"แบบฟอร์มนี้มี {len(fitting):,} รายการ อีก {left:,} รายการมากหรือยาวเกินที่ไฟล์เดียวรับได้ ให้แก้ไขในระบบ"
        if left
        else ""
    )
    return fitting, told


def _fits(list_: BulkList, record: Any) -> bool:
    values = (one.written(one.value_of(record)) for one in list_.fields)
    return all(len(value) <= LONGEST for value in values if isinstance(value, str))


def template_xlsx(
    list_: BulkList, *, author: str, created: dt.datetime, records: Iterable[Any] = (), note: str = ""
) -> bytes:
    """The form as a workbook, with the records in it that are given; brought in again they change nothing.

    `note` is a Thai sentence for the explanation sheet.
    """
    book = Workbook()
    explanation, data = book.worksheets[0], book.create_sheet(sheet_title(list_))
    explanation.title = EXPLANATION
    _explain(explanation, list_, note)
    columns = [
        Column(heading_of(one), _WIDTHS.get(one.kind, 16), _LOOKS.get(one.kind, Look.TEXT))
        for one in list_.fields
    ]
    rows = [[one.written(one.value_of(record)) for one in list_.fields] for record in records]
    last = write_table(data, columns, rows)
    data.print_title_rows = "1:1"
    options = _write_options(book, list_)
    for index, one in enumerate(list_.fields, start=1):
        _prepare(data, index, one, columns[index - 1], last)
        _help(data, index, one, last, options.get(one.name, ""))
    data.freeze_panes = "A2"
    data.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    book.active = book.worksheets.index(data)
    explanation.sheet_view.tabSelected = False
    return workbook_bytes(book, title=f"แบบฟอร์ม {list_.title}", author=author, created=created)


def sheet_title(list_: BulkList) -> str:
    """The name of the sheet with the table; Excel allows 31 letters, and some signs not at all."""
    return _NOT_IN_TITLE.sub(" ", list_.title)[:31].strip()


def heading_of(one: Field) -> str:
    """The heading as the form shows it: with a star where the column must be filled."""
    return f"{one.heading} *" if one.is_required else one.heading


def _prepare(sheet: Worksheet, index: int, one: Field, column: Column, last: int) -> None:
    """Give the cells of a column their look, those that are still empty too."""
    for row in range(2, last + SPARE_ROWS + 1):
        cell = cast(Cell, sheet.cell(row, index))  # nothing is merged
        if row > last:
            dress(cell, column.kind, is_header=False)
        if one.kind in _AS_TEXT:
            cell.number_format = _TEXT_FORMAT
        elif one.kind is Kind.YEAR:
            cell.number_format = _YEAR_FORMAT
        elif one.kind is Kind.DATE:
            cell.number_format = THAI_DATE
        elif one.kind is Kind.NUMBER:
            cell.number_format = "#,##0." + "0" * one.decimals if one.decimals else "#,##0"
        elif column.kind is not Look.TEXT:
            cell.number_format = column.kind.value


def _help(sheet: Worksheet, index: int, one: Field, last: int, source: str) -> None:
    """A list to choose from where there is one, and beside every cell what it wants."""
    if one.kind is Kind.YES_NO:
        source = f'"{YES},{NO}"'
    offered = DataValidation(type="list", formula1=source, allow_blank=True) if source else DataValidation()
    offered.showErrorMessage = bool(source)
    offered.errorTitle, offered.error = "ค่าไม่อยู่ในรายการ", "โปรดเลือกจากรายการ"
    wanted = [
        *([one.meaning] if one.meaning else []),
        allowed(one),
        *([f"เช่น {one.example}"] if one.example else []),
    ]
    offered.showInputMessage = True
    offered.promptTitle = one.heading[:32]
    offered.prompt = " ".join(wanted)[:_LONGEST_PROMPT]
    letter = get_column_letter(index)
    offered.add(f"{letter}2:{letter}{last + SPARE_ROWS}")
    sheet.add_data_validation(offered)


def _write_options(book: Workbook, list_: BulkList) -> dict[str, str]:
    """Write the values of each column that has a closed list; returns where they stand, by column."""
    lists: list[tuple[Field, list[str]]] = []
    for one in list_.fields:
        if one.kind is Kind.CHOICE:
            lists.append((one, [label for _, label in one.choices]))
        elif one.kind is Kind.REFERENCE and one.records:
            lists.append((one, [one.label(record) for record in one.records()]))
    lists = [(one, names) for one, names in lists if names]
    if not lists:
        return {}
    sheet = book.create_sheet(OPTIONS)
    columns = [Column(one.heading, 40) for one, _ in lists]
    longest = max(len(names) for _, names in lists)
    rows = [[names[row] if row < len(names) else None for _, names in lists] for row in range(longest)]
    write_table(sheet, columns, rows)
    where = {}
    for index, (one, names) in enumerate(lists, start=1):
        letter = get_column_letter(index)
        where[one.name] = f"'{OPTIONS}'!${letter}$2:${letter}${len(names) + 1}"
    return where


def _explain(sheet: Worksheet, list_: BulkList, note: str) -> None:
    lines = [line for line in (list_.about, note, *_RULES) if line]
    rows: list[Sequence[Value]] = [
        (
            get_column_letter(index),
            one.heading,
            "ต้องกรอก" if one.is_required else "–",
            one.meaning,
            allowed(one),
            one.example,
        )
        for index, one in enumerate(list_.fields, start=1)
    ]
    if list_.key:
        names = " + ".join(one.heading for one in list_.fields if one.name in list_.key)
        lines.append(f"แถวที่มี “{names}” ตรงกับรายการในระบบ คือการแก้ไขรายการนั้น แถวที่ไม่ตรงคือรายการใหม่")
    write_table(sheet, _EXPLAINED, rows, headings=[f"แบบฟอร์ม {list_.title}", *lines])
    width = sum(column.width for column in _EXPLAINED)
    for number, line in enumerate(lines, start=2):
        sheet.cell(number, 1).font = Font(name=FONT, size=SIZE)
        sheet.cell(number, 1).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        sheet.row_dimensions[number].height = estimate_height(line, width)
    sheet.freeze_panes = None


_RULES = (
    "กรอกข้อมูลในแผ่นงานถัดไป แถวละหนึ่งรายการ คอลัมน์ที่มีเครื่องหมาย * ต้องกรอกทุกแถว แถวว่างระบบข้ามให้",
    "สลับลำดับคอลัมน์หรือลบคอลัมน์ที่ไม่มี * ได้ แต่อย่าเปลี่ยนชื่อหัวคอลัมน์ ลบคอลัมน์แล้วระบบจะคงค่าเดิมไว้ ส่วนช่องที่ปล่อยว่างหมายถึงไม่มีค่า",
    "วันที่พิมพ์เป็น พ.ศ. ได้ เช่น 9/3/2569 หรือ 9 มีนาคม 2569 ใช้เลขไทยได้ อย่าใส่สูตร และอย่าซ่อนแถวหรือคอลัมน์ที่มีข้อมูล",
    "เมื่อนำเข้า ระบบให้ตรวจก่อนทุกแถว ยังไม่บันทึกจนกว่าจะกดยืนยัน ถ้ามีที่ผิดระบบจะบอกเป็นรายเซลล์ แก้ในไฟล์เดิมแล้วนำเข้าใหม่ได้",
)
