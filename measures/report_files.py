"""The files of an annual report: a tagged PDF in Thai official form, and a spreadsheet with real rows."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from measures.report_content import COLUMNS, Told, told, whole_address, whole_summary
from measures.report_reader.office_files import PROOFS
from portal import thai
from portal.fiscal import FiscalYear
from portal.pdf import render_pdf
from portal.spreadsheets import (
    FONT,
    MOST_HEIGHT,
    SIZE,
    Column,
    Kind,
    estimate_height,
    workbook_bytes,
    write_table,
    write_text,
)
from portal.thai import official_digits

PDF_TYPE = "application/pdf"
SUMMARY_WIDTHS = (42, 52, 64, 80, 110)
LINK_COLOUR = "FF0563C1"
"""The blue of links in a spreadsheet."""
_ONE_WORD = re.compile(r"[A-Za-z]+-[A-Za-z0-9]+|[0-9๐-๙]+/[0-9๐-๙]+|เว็บไซต์|การดำเนินการ|จัดซื้อจัดจ้าง")
"""What a line must not break although a dictionary would let it."""


def report_pdf(content: dict[str, Any], *, created: dt.datetime, number: int | None = None) -> bytes:
    """The report as A4 landscape PDF/UA with Thai digits; the same content and time give the same bytes.

    `number` is the version that is frozen; without one every page says that it is a draft.
    """
    year = FiscalYear(content["year"])
    html = render_to_string(
        "measures/report_print.html",
        {
            "heading": official_digits(content["title"]),
            "content": _in_official_form(content),
            "columns": _in_official_form(list(COLUMNS)),
            "year": official_digits(str(year)),
            "edition": official_digits(
                f"ฉบับที่ {number} เผยแพร่ {thai.long_date(created)}" if number else "ร่าง ยังไม่เผยแพร่"
            ),
            "address": f"{settings.SITE_URL}{reverse('measures:report', args=[year])}",
        },
    )
    return render_pdf(
        html, title=f"{content['title']} {year.label}", stylesheets=["report.css"], created=created
    )


def report_xlsx(content: dict[str, Any], *, created: dt.datetime) -> bytes:
    """The report as a workbook: introduction, one row for each measure, signature; for A4 landscape."""
    year = FiscalYear(content["year"])
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = f"รายงาน {year}"
    rows = [
        (row["number"], row["title"], numbered(row["steps"]), whole_summary(row), row["outcome"])
        for row in content["rows"]
    ]
    columns = [
        Column("ที่", 6, Kind.INTEGER),
        Column(COLUMNS[0], 34),
        Column(COLUMNS[1], 52),
        Column(COLUMNS[2], _width_for(row[3] for row in rows)),
        Column(COLUMNS[3], 42),
    ]
    headings = [content["title"], f"{content['office']} {year.label}".replace("\xa0", " ")]
    if content["introduction"]:
        headings.append(content["introduction"])
    last = write_table(sheet, columns, rows, headings=headings)
    if content["introduction"]:
        cell = sheet[f"A{len(headings)}"]
        cell.font = Font(name=FONT, size=SIZE)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        sheet.freeze_panes = None  # a long text that never scrolls away would leave no room for the rows
    for (cell,) in sheet.iter_rows(min_row=last - len(rows) + 1, max_row=last, max_col=1):
        cell.alignment = Alignment(horizontal="center", vertical="top")
    _write_close(sheet, last + 2, content)
    if proven := told(content):
        _write_proofs(book.create_sheet(PROOFS), proven, year)
    return workbook_bytes(book, title=content["title"], author=content["office"], created=created)


def page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def numbered(steps: list[str]) -> str:
    """Steps in one cell, numbered when there is more than one."""
    if len(steps) < 2:
        return "".join(steps)
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))


def _width_for(texts: Iterable[str]) -> float:
    """The narrowest width of a column in which none of the texts needs a higher row than a spreadsheet has."""
    longest = list(texts)
    fits = (
        width
        for width in SUMMARY_WIDTHS
        if all(estimate_height(text, width) < MOST_HEIGHT for text in longest)
    )
    return next(fits, SUMMARY_WIDTHS[-1])


def _write_close(sheet: Worksheet, row: int, content: dict[str, Any]) -> None:
    """The ITA result and the signature block under the table."""
    lines = []
    if result := content["result"]:
        lines.append(f"ผลการประเมิน ITA: {result['score']} คะแนน อยู่ในระดับ {result['level']}")
    lines += ["", "ผู้บริหาร", f"({content['signer_name']})", content["signer_title"]]
    if content["signed_on"]:
        lines.append(thai.long_date(dt.date.fromisoformat(content["signed_on"])).replace("\xa0", " "))
    for offset, line in enumerate(lines):
        cell = sheet[f"D{row + offset}"]
        sheet.merge_cells(start_row=row + offset, end_row=row + offset, start_column=4, end_column=5)
        write_text(cell, line)
        cell.font = Font(name=FONT, size=SIZE)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[row + offset].height = estimate_height(line or " ", 84)


def _write_proofs(sheet: Worksheet, proven: Sequence[Told], year: FiscalYear) -> None:
    """A row for each figure that was drawn from the records, with a link to the page that proves it."""
    columns = [
        Column("มาตรการที่", 12, Kind.INTEGER),
        Column("ข้อความ", 70),
        Column("ที่มา", 36),
        Column("นับเมื่อวันที่", 22, Kind.DATE),
        Column("ดูข้อมูล", 60),
    ]
    rows = [(one.number, one.text, one.source, one.counted_on, one.address) for one in proven]
    last = write_table(sheet, columns, rows, headings=[f"ที่มาของตัวเลขในรายงาน ปีงบประมาณ พ.ศ. {year}"])
    for (cell,) in sheet.iter_rows(min_row=last - len(rows) + 1, max_row=last, min_col=5, max_col=5):
        cell.hyperlink = str(cell.value)
        cell.font = Font(name=FONT, size=SIZE, color=LINK_COLOUR, underline="single")


def _in_official_form(value: Any) -> Any:
    """The content for print: Thai digits, words that stay whole, the date in words; safe for a template.

    Addresses stay as they are typed, and are whole.
    """
    if isinstance(value, str):
        text = str(escape(official_digits(value)))
        return mark_safe(_ONE_WORD.sub(r'<span class="nobr">\g<0></span>', text))  # noqa: S308  # escaped above
    if isinstance(value, list):
        return [_in_official_form(item) for item in value]
    if isinstance(value, dict):
        day = value.get("signed_on")
        written = {"signed_on": thai.long_date(dt.date.fromisoformat(day))} if day else {}
        return {
            key: whole_address(item) if key == "address" else _in_official_form(item)
            for key, item in {**value, **written}.items()
        }
    return value
