"""Excel workbooks opened fast and warily: values, merged areas, and where formulas and hidden cells are."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
from typing import Any

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from portal.sheets.places import UnreadableFile
from portal.sheets.sheet_marks import SheetMarks
from portal.sheets.sources import MAX_CELLS, Area, CellValue, Format, Sheet, Source
from portal.uploads import find_citizen_ids
from portal.uploads.archives import Budget, SafeArchive, opened
from portal.uploads.faults import fault

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def open_workbook(content: bytes, name: str) -> Source:
    """The sheets of a workbook that `inspect_upload` let pass.

    Raises UnreadableFile in Thai for a sheet too large, ValidationError for a damaged file.
    """
    marks = _marks(content, name)
    source = Source(name, Format.XLSX, [])
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for found in workbook.sheets_metadata:
            if found.typ == SheetTypeEnum.WorkSheet:
                is_hidden = found.visible != SheetVisibleEnum.Visible
                source.sheets.append(_sheet(workbook, found.name, marks[found.name], is_hidden=is_hidden))
    except (CalamineError, KeyError, ValueError, OSError) as error:
        raise fault("damaged", name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what a fault inside the reader's Rust becomes
            raise fault("damaged", name) from error
        raise
    return source


def _sheet(workbook: CalamineWorkbook, title: str, marks: SheetMarks, *, is_hidden: bool) -> Sheet:
    found = workbook.get_sheet_by_name(title)
    rows = [[_value(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    merged = [Area(*first, *last) for first, last in found.merged_cell_ranges or ()]
    return Sheet(
        title,
        rows,
        merged,
        frozenset(marks.formulas),
        frozenset(marks.hidden_rows),
        marks.hidden_columns,
        is_hidden=is_hidden,
    )


def _value(value: Any) -> CellValue:
    if value == "":
        return None
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value  # type: ignore[no-any-return]  # str, int, float, bool, date or datetime


def _marks(content: bytes, name: str) -> dict[str, SheetMarks]:
    """The marks of each sheet by its name, once every part of the workbook is known to keep within the limits.

    The reader that comes after finds the parts in its own way, so none may reach too far, whichever it takes.
    """
    with opened(io.BytesIO(content), Budget(len(content), name)) as archive:
        titles = {part: title for title, part in _parts(archive, name).items()}
        marks = {}
        for part in archive.names:
            if part.casefold().endswith(".xml"):
                marks[part] = SheetMarks(archive.chunks(part), titles.get(part, part), name)
        if sum(found.area for found in marks.values()) > MAX_CELLS:
            raise UnreadableFile(
                f"ไฟล์ “{name}” มีเซลล์รวมทุกแผ่นงานเกิน {MAX_CELLS:,} เซลล์ "
                "โปรดลบแถวและคอลัมน์ที่ไม่ใช้ หรือแบ่งเป็นหลายไฟล์ แล้วบันทึกใหม่"
            )
        return {title: marks[part] for part, title in titles.items()}


def _parts(archive: SafeArchive, name: str) -> dict[str, str]:
    """The part of each sheet, by the sheet's name. Raises ValidationError where two share one."""
    targets = {}
    for relation in _parsed(archive, "xl/_rels/workbook.xml.rels", name):
        target = relation.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if relation.get("TargetMode") != "External" and not path.casefold().endswith(".xml"):
            raise fault("damaged", name)
        targets[relation.get("Id", "")] = path
    found: dict[str, str] = {}
    for element in _parsed(archive, "xl/workbook.xml", name).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            part = targets.get(element.get(_RELATION) or element.get(_STRICT_RELATION) or "", "")
            title = element.get("name", "")
            if part not in archive:
                continue
            if title in found or part in found.values():
                raise fault("damaged", name)
            if find_citizen_ids(title):
                raise UnreadableFile("มีเลขประจำตัวประชาชนอยู่ในชื่อแผ่นงาน โปรดเปลี่ยนชื่อแผ่นงานก่อนนำเข้า")
            found[title] = part
    return found


def _parsed(archive: SafeArchive, part: str, name: str) -> Any:
    if part not in archive:
        raise fault("damaged", name)
    return fromstring(b"".join(archive.chunks(part)))
