"""Excel workbooks opened fast and warily: values, merged areas, and where formulas and hidden cells are."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
from typing import Any

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from portal.uploads.archives import Budget, SafeArchive, opened
from portal.uploads.faults import fault
from procurement.register_reader.sources import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Area,
    CellValue,
    Format,
    Sheet,
    Source,
    column_letters,
)
from procurement.rows import UnreadableRegister

# The parts are scanned as bytes: they were parsed and judged before (portal.uploads.office), and a scan of ten
# thousand rows takes a hundredth of what a parser does. A pattern begins with the very letters of an element,
# prefix and all, because only so it is fast. A cell counts when something stands in it; colour alone does not.
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_CELL = rb"<%(p)sc\b[^>]*?\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>\s*<%(p)s(?:f|v|is)\b"
_NAMELESS_CELL = rb"<%(p)sc\b(?![^>]*\br=)[^>]*>\s*<%(p)s(?:f|v|is)\b"
_FORMULA = rb"<%(p)sc\b[^>]*?\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>\s*<%(p)sf[\s/>]"
_HIDDEN_ROW = rb"<%(p)srow\b(?=[^>]*\bhidden=[\"'](?:1|true)[\"'])[^>]*?\br=[\"']([0-9]+)[\"']"
_COLUMNS = rb"<%(p)scol\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>"
_ATTRIBUTE = re.compile(rb"\b(min|max)=[\"']([0-9]{1,5})[\"']")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def open_workbook(content: bytes, name: str) -> Source:
    """The sheets of a workbook that `inspect_upload` let pass.

    Raises UnreadableRegister in Thai for a sheet too large, ValidationError for a damaged file.
    """
    with opened(io.BytesIO(content), Budget(len(content), name)) as archive:
        parts = _parts(archive, name)
        marks = {title: _Marks(b"".join(archive.chunks(part)), title, name) for title, part in parts.items()}
    source = Source(name, Format.XLSX, [])
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for found in workbook.sheets_metadata:
            if found.typ == SheetTypeEnum.WorkSheet:
                is_hidden = found.visible != SheetVisibleEnum.Visible
                sheet = _sheet(workbook, found.name, marks.get(found.name), is_hidden=is_hidden)
                source.sheets.append(sheet)
    except (CalamineError, ValueError, OSError) as error:
        raise fault("damaged", name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what a fault inside the reader's Rust becomes
            raise fault("damaged", name) from error
        raise
    return source


def _sheet(workbook: CalamineWorkbook, title: str, marks: _Marks | None, *, is_hidden: bool) -> Sheet:
    found = workbook.get_sheet_by_name(title)
    rows = [[_value(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    merged = [Area(*first, *last) for first, last in found.merged_cell_ranges or ()]
    sheet = Sheet(title, rows, merged, is_hidden=is_hidden)
    if marks is not None:
        sheet.formulas = marks.formulas
        sheet.hidden_rows = marks.hidden_rows
        sheet.hidden_columns = marks.hidden_columns
    return sheet


def _value(value: Any) -> CellValue:
    if value == "":
        return None
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value  # type: ignore[no-any-return]  # str, int, float, bool, date or datetime


class _Marks:
    """What the values do not tell: formulas, hidden rows and columns, and how far the cells reach."""

    def __init__(self, part: bytes, title: str, name: str) -> None:
        if b"\x00" in part[:400]:  # UTF-16, which Excel never writes
            raise fault("damaged", name)
        root = _ROOT.search(part)
        prefix = (root[1] if root else b"") or b""

        def all_of(pattern: bytes) -> list[Any]:
            return re.findall(pattern % {b"p": prefix}, part)

        cells = all_of(_CELL)
        columns = {letters: _index(letters) for letters in {letters for letters, _ in cells}}
        width = max(columns.values(), default=-1) + 1
        height = max((int(number) for _, number in cells), default=0)
        nameless = len(all_of(_NAMELESS_CELL))
        if width > MAX_COLUMNS:
            raise UnreadableRegister(
                f"แผ่นงาน “{title}” มีข้อมูลไกลถึงคอลัมน์ {column_letters(width - 1)} ({width:,} คอลัมน์) อ่านได้ไม่เกิน "
                f"{MAX_COLUMNS} คอลัมน์ โปรดลบคอลัมน์ที่ไม่ใช้ แล้วบันทึกใหม่"
            )
        if height > MAX_ROWS or max(height * width, nameless) > MAX_CELLS:
            raise UnreadableRegister(
                f"แผ่นงาน “{title}” มีข้อมูลไกลถึงแถว {height:,} อ่านได้ไม่เกิน {MAX_ROWS:,} แถว "
                "โปรดลบแถวที่ไม่ใช้ท้ายตาราง หรือแบ่งเป็นหลายไฟล์ แล้วบันทึกใหม่"
            )
        self.formulas = frozenset((int(number) - 1, _index(letters)) for letters, number in all_of(_FORMULA))
        self.hidden_rows = frozenset(int(number) - 1 for number in all_of(_HIDDEN_ROW))
        hidden: set[int] = set()
        for attributes in all_of(_COLUMNS):
            ends = {key: int(number) for key, number in _ATTRIBUTE.findall(attributes)}
            hidden.update(range(ends.get(b"min", 1) - 1, min(ends.get(b"max", 0), width)))
        self.hidden_columns = frozenset(hidden)


def _parts(archive: SafeArchive, name: str) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    targets = {}
    for relation in _parsed(archive, "xl/_rels/workbook.xml.rels", name):
        target = relation.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        targets[relation.get("Id", "")] = path
    found = {}
    for element in _parsed(archive, "xl/workbook.xml", name).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            part = targets.get(element.get(_RELATION) or element.get(_STRICT_RELATION) or "", "")
            if part in archive:
                found[element.get("name", "")] = part
    return found


def _parsed(archive: SafeArchive, part: str, name: str) -> Any:
    if part not in archive:
        raise fault("damaged", name)
    return fromstring(b"".join(archive.chunks(part)))


def _index(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
