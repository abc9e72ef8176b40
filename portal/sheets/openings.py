"""Tables opened: Excel, and CSV in the encodings and separators of Thai offices."""

from __future__ import annotations

import csv
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from portal.sheets.places import UnreadableFile
from portal.sheets.sources import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    CellValue,
    Format,
    Sheet,
    Source,
    column_letters,
    is_empty,
)
from portal.sheets.workbooks import open_workbook
from portal.thai import file_size
from portal.uploads import inspect_upload
from portal.uploads.kinds import CSV, INSTEAD, XLSX
from portal.uploads.text_checks import ENCODINGS

_SEPARATORS = {",": "จุลภาค (,)", ";": "อัฒภาค (;)", "\t": "แท็บ"}
_HEAD = 20  # rows that the separator is judged by


def open_table(content: bytes, name: str, *, takes: str = ".xlsx และ .csv") -> Source:
    """Open a CSV file or a workbook by what its name claims and its content confirms.

    `takes` says in Thai which extensions the caller reads. Raises UnreadableFile in Thai for what does not open:
    empty, too large, damaged, encrypted, another kind than its name says, too many rows or columns.
    """
    extension = name.rpartition(".")[2].casefold() if "." in name else ""
    if extension not in ("csv", "xlsx"):
        instead = _of_import(INSTEAD.get(extension, "บันทึกเป็นชนิดดังกล่าวก่อน จึงนำเข้าใหม่"))
        raise UnreadableFile(f"ไฟล์ “{name[:80]}” เป็นชนิดที่นำเข้าไม่ได้ นำเข้าได้เฉพาะ {takes} โปรด{instead}")
    try:
        inspect_upload(ContentFile(content, name=name), allow=(CSV, XLSX))
        return open_workbook(content, name) if extension == "xlsx" else _csv_source(content, name)
    except ValidationError as error:
        raise UnreadableFile(_of_import(" ".join(error.messages))) from error


def _of_import(message: str) -> str:
    """What is said of attachments, said of a file on its way in."""
    return message.replace("แนบใหม่", "นำเข้าใหม่")


# ── CSV ──────────────────────────────────────────────────────────────────────
def _csv_source(content: bytes, name: str) -> Source:
    text, notes = _decoded(content)
    separator = _separator_of(text)
    if separator != ",":
        notes.append(f"ไฟล์คั่นช่องด้วย{_SEPARATORS[separator]}")
    rows: list[list[CellValue]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(list(row))
            cells += len(row)
            if len(rows) > MAX_ROWS or cells > MAX_CELLS:
                raise UnreadableFile(too_many_rows(name))
    except csv.Error as error:
        raise UnreadableFile(
            f"ไฟล์ “{name}” เสียหายตั้งแต่แถว {len(rows) + 1:,} (เครื่องหมายคำพูดไม่ครบคู่ หรือไฟล์ส่งมาไม่ครบ) "
            "โปรดดาวน์โหลดหรือบันทึกใหม่ทั้งไฟล์"
        ) from error
    _check_width(name, rows)
    notes += _torn_end(name, text, rows)
    return Source(name, Format.CSV, [Sheet("", _without_blank_end(rows))], notes)


def _torn_end(name: str, text: str, rows: list[list[CellValue]]) -> list[str]:
    """What is to be told of a last row without the line end that the others have: a download may have stopped in it.

    Raises UnreadableFile when that row has fewer cells than any other.
    """
    if text.endswith(("\n", "\r")) or len(rows) < 2:
        return []
    if len(rows[-1]) < min(len(row) for row in rows[:-1] if row):
        raise UnreadableFile(
            f"ไฟล์ “{name}” ถูกตัดกลางแถวสุดท้าย (แถว {len(rows):,} มีเพียง {len(rows[-1])} ช่อง) โปรดดาวน์โหลดใหม่ทั้งไฟล์ "
            "ถ้าแถวนั้นครบแล้ว ให้เปิดด้วย Excel แล้วบันทึกใหม่"
        )
    return [
        f"แถวสุดท้าย (แถว {len(rows):,}) ไม่มีการขึ้นบรรทัดใหม่ต่อท้าย ไฟล์อาจส่งมาไม่ครบ โปรดตรวจว่าค่าสุดท้ายของแถวนี้ครบถ้วน"
    ]


def _decoded(content: bytes) -> tuple[str, list[str]]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, ["ไฟล์เก็บตัวอักษรไทยแบบ TIS-620 (Windows-874)"] if encoding == "cp874" else []
    raise UnreadableFile("ไฟล์ไม่ใช่ข้อความที่อ่านได้ โปรดบันทึกเป็น CSV UTF-8 แล้วนำเข้าใหม่")


def _separator_of(text: str) -> str:
    """The separator that cuts the first rows into the most cells; a comma where none cuts anything."""
    head = "".join(text[:200_000].splitlines(keepends=True)[:_HEAD])
    widths = {}
    for separator in _SEPARATORS:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        try:
            widths[separator] = max((len(row) for row in rows), default=0)
        except csv.Error:
            widths[separator] = 0
    return max(widths, key=lambda separator: widths[separator])


# ── limits ───────────────────────────────────────────────────────────────────
def largest_file() -> int:
    """The bytes of the largest file that is read, whatever its kind: what the settings allow a document."""
    return CSV.limit


def too_large(name: str, size: int) -> str:
    """Why a file of so many bytes is refused."""
    return f"ไฟล์ “{name}” มีขนาด {file_size(size)} เกินกำหนด {file_size(largest_file())} โปรดแบ่งเป็นหลายไฟล์"


def too_many_rows(name: str) -> str:
    """Why a file of more rows or cells than are read is refused."""
    return f"ไฟล์ “{name}” มีข้อมูลเกิน {MAX_ROWS:,} แถว โปรดลบแถวว่างท้ายตาราง หรือแบ่งเป็นหลายไฟล์ตามปีงบประมาณ"


def _check_width(name: str, rows: list[list[CellValue]]) -> None:
    for number, row in enumerate(rows, start=1):
        if len(row) > MAX_COLUMNS and any(not is_empty(value) for value in row[MAX_COLUMNS:]):
            last = max(index for index, value in enumerate(row) if not is_empty(value))
            raise UnreadableFile(
                f"ไฟล์ “{name}” แถว {number:,} มีข้อมูลไกลถึงคอลัมน์ {column_letters(last)} ({last + 1} คอลัมน์) อ่านได้ไม่เกิน "
                f"{MAX_COLUMNS} คอลัมน์ โปรดลบคอลัมน์ที่ไม่ใช้ แล้วบันทึกใหม่"
            )


def _without_blank_end(rows: list[list[CellValue]]) -> list[list[CellValue]]:
    last = len(rows)
    while last and all(is_empty(value) for value in rows[last - 1]):
        last -= 1
    return rows[:last]
