"""Spreadsheets out and in: tables as Excel and CSV with real dates and numbers, and workbooks read safely."""

import csv
import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from portal.thai import local
from portal.uploads import inspect_upload
from portal.uploads.faults import fault
from portal.uploads.kinds import XLSX

Value = str | int | Decimal | date | datetime | None

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
THAI_DATE = "[$-107041E]d mmmm yyyy;@"  # a real date, shown as 9 มีนาคม 2569
MONEY = "#,##0.00"
INTEGER = "#,##0"
FONT = "TH Sarabun New"  # the typeface of official letters; 16 points is their body size
SIZE = 16
_HEADING_SIZE = 18
_LINE = Side(style="thin", color="FF8A9A92")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER_FILL = PatternFill("solid", start_color="FFE3EFE9")
# What makes a spreadsheet take text for a formula (OWASP, CSV injection), full-width forms included.
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # breaks the file for Excel
_MAX_TEXT = 32_767  # letters Excel keeps in a cell
MOST_HEIGHT = 409.0  # points Excel allows a row
_MAX_GRID = 2_000_000  # cells in the used area of a sheet that is read
_MIDNIGHT_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class Kind(Enum):
    """What a column holds, and with it how its cells look."""

    TEXT = "General"
    DATE = THAI_DATE
    MONEY = MONEY
    INTEGER = INTEGER


@dataclass(frozen=True)
class Column:
    """A column: its title, its width in Excel's unit (the figure 0 of the default typeface), and its kind."""

    title: str
    width: float
    kind: Kind = Kind.TEXT


def safe_text(text: str) -> str:
    """Return text that no spreadsheet takes for a formula when it opens a CSV: with ' before a risky start.

    A dash alone, as Thai tables say "none", is left as it is.
    """
    return f"'{text}" if text.startswith(RISKY_STARTS) and text != "-" else text


def write_text(cell: Cell, text: str) -> None:
    """Store text in a cell as text, whatever it begins with; what Excel cannot keep is left out or cut."""
    cell.value = _NOT_XML.sub("", text)[:_MAX_TEXT]
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(RISKY_STARTS)
    cell.number_format = "General"


def dress(cell: Cell, kind: Kind, *, is_header: bool) -> None:
    """Give a cell of a table its look: as a heading, or as its kind of value."""
    cell.font = Font(name=FONT, size=SIZE, bold=is_header)
    cell.border = _GRID
    is_text = kind is Kind.TEXT or is_header
    cell.alignment = Alignment(
        horizontal="center" if is_header else ("left" if is_text else "right"),
        vertical="center" if is_header else "top",
        wrap_text=True,
    )
    if is_header:
        cell.fill = _HEADER_FILL


def write_value(cell: Cell, value: Value, kind: Kind = Kind.TEXT) -> None:
    """Store a value with the type it has: text as text, numbers as numbers, dates as dates."""
    if isinstance(value, str):
        write_text(cell, value)
    elif isinstance(value, datetime):
        cell.value = local(value).replace(tzinfo=None)
        cell.number_format = f"{THAI_DATE.removesuffix(';@')} hh:mm;@"
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = THAI_DATE
        elif value is not None:
            cell.number_format = kind.value


def write_table(
    ws: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, headings: Sequence[str] = ()
) -> int:
    """Write headings over the whole width, a header row and the rows; make the sheet ready to print.

    Prints on A4 landscape, as wide as the page, the header row on every page. Returns the number of the last
    row written. Raises ValueError when a row has not one value for each column.
    """
    for index, column in enumerate(columns, start=1):
        ws.column_dimensions[get_column_letter(index)].width = column.width
    for number, heading in enumerate(headings, start=1):
        _write_heading(ws, number, heading, columns)
    header = len(headings) + 1
    titles = [column.title for column in columns]
    _write_row(ws, header, columns, titles, is_header=True)
    last = header
    for last, row in enumerate(rows, start=header + 1):
        _write_row(ws, last, columns, row, is_header=False)
    ws.freeze_panes = f"A{header + 1}"
    _set_up_printing(ws, header)
    return last


def estimate_height(text: str, width: float, *, size: int = SIZE) -> float:
    """Return the height in points that wrapped text needs in a column of that width (Excel's unit).

    Excel fits rows to wrapped text only when somebody types in them, so the file must say it. Thai breaks
    between words, which leaves lines about a tenth short; marks above and below take no width.
    """
    letter = size / 16 * 1.3  # of Excel's unit, in TH Sarabun New, measured on official forms
    room = max(width * 0.9 - 1, letter)
    lines = sum(max(1, math.ceil(_letters(line) * letter / room)) for line in text.split("\n"))
    return min(lines * size * 1.5, MOST_HEIGHT)


def workbook_bytes(wb: Workbook, *, title: str, author: str, created: datetime) -> bytes:
    """Return the .xlsx file; the same content, title, author and time give the same bytes."""
    moment = created.astimezone(UTC).replace(tzinfo=None, microsecond=0) if created.tzinfo else created
    title, author = _NOT_XML.sub("", title), _NOT_XML.sub("", author)
    wb.properties = DocumentProperties(
        title=title, creator=author, lastModifiedBy=author, created=moment, modified=moment, language="th-TH"
    )
    written = io.BytesIO()
    # Workbook.save() would put the present time into the properties.
    ExcelWriter(wb, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED)).save()
    output = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _MIDNIGHT_OF_ZIP)
            target.writestr(info, source.read(name), zipfile.ZIP_DEFLATED)
    return output.getvalue()


def csv_bytes(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return the table as CSV (RFC 4180, UTF-8 with a byte-order mark), dates as 2026-03-09."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow([safe_text(column.title) for column in columns])
    for row in rows:
        writer.writerow([_plain(value) for value in _checked(row, columns)])
    return output.getvalue().encode("utf-8-sig")


def open_workbook_safely(content: bytes, *, name: str = "ตาราง.xlsx") -> Workbook:
    """Open an uploaded workbook for reading, with values in place of formulas.

    Raises ValidationError in Thai where `inspect_upload` would, and for a sheet with a cell too far away.
    """
    inspect_upload(ContentFile(content, name=name), allow=(XLSX,))
    try:
        workbook = load_workbook(io.BytesIO(content), data_only=True)
    # openpyxl raises whatever its descriptors meet in a file that is well-formed but no workbook.
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, OverflowError) as error:
        raise fault("damaged", name) from error
    if not workbook.worksheets:
        raise fault("damaged", name)
    for sheet in workbook.worksheets:
        if sheet.max_row * sheet.max_column > _MAX_GRID:
            raise ValidationError(
                "แผ่นงาน “%(sheet)s” มีเซลล์ที่ใช้อยู่ไกลถึง %(cell)s โปรดลบแถวและคอลัมน์ที่ไม่ใช้ แล้วบันทึกและแนบใหม่",
                code="too_far",
                params={
                    "sheet": sheet.title,
                    "cell": f"{get_column_letter(sheet.max_column)}{sheet.max_row}",
                },
            )
    return workbook


def _checked(row: Sequence[Value], columns: Sequence[Column]) -> Sequence[Value]:
    if len(row) != len(columns):
        raise ValueError(f"{len(row)} values for {len(columns)} columns")
    return row


def _plain(value: Value) -> str | int | Decimal:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return safe_text(value) if isinstance(value, str) else value


def _write_heading(ws: Worksheet, row: int, heading: str, columns: Sequence[Column]) -> None:
    cell = cast(Cell, ws.cell(row, 1))  # merged only below
    write_text(cell, heading)
    cell.font = Font(name=FONT, size=_HEADING_SIZE, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if len(columns) > 1:
        ws.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
    width = sum(column.width for column in columns)
    ws.row_dimensions[row].height = estimate_height(heading, width, size=_HEADING_SIZE)


def _write_row(
    ws: Worksheet, number: int, columns: Sequence[Column], row: Sequence[Value], *, is_header: bool
) -> None:
    height = estimate_height("", 1)
    for index, (column, value) in enumerate(zip(columns, _checked(row, columns), strict=True), start=1):
        cell = cast(Cell, ws.cell(number, index))  # rows are never merged
        write_value(cell, value, column.kind)
        dress(cell, column.kind, is_header=is_header)
        if isinstance(value, str):
            height = max(height, estimate_height(value, column.width))
    ws.row_dimensions[number].height = height


def _set_up_printing(ws: Worksheet, header: int) -> None:
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = 9  # A4
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.print_title_rows = f"{header}:{header}"
    ws.page_margins.left = ws.page_margins.right = 0.5  # inches
    ws.page_margins.top = ws.page_margins.bottom = 0.75
    footer = cast(HeaderFooterItem, ws.oddFooter).center
    footer.text = "หน้า &P จาก &N"
    footer.font = f"{FONT},Regular"
    footer.size = 14


def _letters(text: str) -> int:
    return sum(unicodedata.category(letter) not in ("Mn", "Cf") for letter in text)
