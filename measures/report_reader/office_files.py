"""Lines out of Word and Excel files whose container has been found safe to open."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from measures.report_reader.source_lines import Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PROOFS = "ที่มาของตัวเลข"
"""The sheet of the portal's own reports that proves their figures; no measure stands there."""
_MAX_COLUMNS = 50
_MAX_ROWS = 1_048_576


def xlsx_lines(content: bytes) -> Iterator[Line]:
    """Every row of every visible sheet but the portal's own proofs.

    A merged cell's text stands in its first cell, as Excel keeps it.
    """
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title != PROOFS]
    for table, sheet in enumerate(visible, start=1):
        title = f"แผ่นงาน “{sheet.title}”"
        sheet.reset_dimensions()  # what the file claims may be a million empty rows
        for number, row in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True), start=1):
            if number > _MAX_ROWS:
                raise ValueError("a row number beyond what a sheet can have")
            if not any(row):
                continue
            cells = ["" if value is None else str(value) for value in row]
            while cells and not cells[-1].strip():
                cells.pop()
            addresses = tuple(f"{title} เซลล์ {get_column_letter(i + 1)}{number}" for i in range(len(cells)))
            yield Line(number, f"{title} แถวที่ {number}", tuple(cells), True, table, addresses)


def docx_lines(content: bytes) -> Iterator[Line]:
    """Every paragraph and table row of the body. A merged cell's text stands in its first cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = fromstring(package.read("[Content_Types].xml"), forbid_dtd=True)
        part = next(t.get("PartName", "") for t in types if t.get("ContentType") == _DOCUMENT_TYPE)
        document = fromstring(package.read(part.removeprefix("/")), forbid_dtd=True)
    numbers: Counter[str] = Counter()
    paragraph_number = table_number = 0
    for block in _children(document.find(f"{_W}body"), "p", "tbl"):
        if block.tag == f"{_W}p":
            paragraph_number += 1
            text = _paragraph(block, numbers)
            yield Line(paragraph_number, f"ย่อหน้าที่ {paragraph_number}", (text,), is_table_row=False)
            continue
        table_number += 1
        for row_number, row in enumerate(_children(block, "tr"), start=1):
            place = f"ตารางที่ {table_number} แถวที่ {row_number}"
            yield Line(row_number, place, tuple(_row(row, numbers)), True, table_number)


def _children(parent: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of these names, also those inside content controls and accepted insertions."""
    for child in parent if parent is not None else ():
        name = child.tag.removeprefix(_W)
        if name in names:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _children(child, *names)


def _row(row: Element, numbers: Counter[str]) -> Iterator[str]:
    for cell in _children(row, "tc"):
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        is_continued = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        yield "" if is_continued else "\n".join(_paragraph(p, numbers) for p in cell.iter(f"{_W}p"))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        for _ in range(min(int(span.get(f"{_W}val", "1")), _MAX_COLUMNS) - 1 if span is not None else 0):
            yield ""


def _paragraph(paragraph: Element, numbers: Counter[str]) -> str:
    """The text of a paragraph; Word's own numbering, which is not text, becomes `1. `."""
    parts = []
    listed = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
            parts.append("-" if node.tag.endswith("Hyphen") else " ")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
    text = "".join(parts)
    key = listed.get(f"{_W}val", "0") if listed is not None else "0"
    if key != "0" and text.strip():
        numbers[key] += 1
        text = f"{numbers[key]}. {text}"
    return text
