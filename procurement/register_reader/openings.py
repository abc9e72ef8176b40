"""Files opened: CSV in the encodings and separators of Thai offices, JSON as data portals and we serve it, Excel."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from portal.thai import file_size
from portal.uploads import inspect_upload
from portal.uploads.kinds import CSV, INSTEAD, XLSX, signature_of
from portal.uploads.text_checks import ENCODINGS
from procurement.register_reader.dates import UNWRITABLE, shown
from procurement.register_reader.sources import (
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
from procurement.register_reader.workbooks import open_workbook
from procurement.rows import UnreadableRegister

_SEPARATORS = {",": "จุลภาค (,)", ";": "อัฒภาค (;)", "\t": "แท็บ"}
_HEAD = 20  # rows that the separator is judged by
_LONGEST_NUMBER = 30
_SERVED, _OUR_OWN = ("fields", "id", "records"), ("columns", "key", "contracts")
"""Where data portals and our own table list columns, how each is named there, and where the rows are."""
_PLAIN = (str, int, float, bool, type(None))


def open_source(content: bytes, name: str) -> Source:
    """Open a file by what its name claims and its content confirms.

    Raises UnreadableRegister in Thai for what does not open: empty, too large, damaged, encrypted, another kind
    than its name says, too many rows or columns.
    """
    extension = name.rpartition(".")[2].casefold() if "." in name else ""
    try:
        if extension == "json":
            return _json_source(content, name)
        if extension not in ("csv", "xlsx"):
            instead = _of_import(INSTEAD.get(extension, "บันทึกเป็นชนิดดังกล่าวก่อน จึงนำเข้าใหม่"))
            raise UnreadableRegister(
                f"ไฟล์ “{name[:80]}” เป็นชนิดที่นำเข้าไม่ได้ นำเข้าได้เฉพาะ .csv .json และ .xlsx โปรด{instead}"
            )
        inspect_upload(ContentFile(content, name=name), allow=(CSV, XLSX))
        return open_workbook(content, name) if extension == "xlsx" else _csv_source(content, name)
    except ValidationError as error:
        raise UnreadableRegister(_of_import(" ".join(error.messages))) from error


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
                raise UnreadableRegister(_too_many_rows(name))
    except csv.Error as error:
        raise UnreadableRegister(
            f"ไฟล์ “{name}” เสียหายตั้งแต่แถว {len(rows) + 1:,} (เครื่องหมายคำพูดไม่ครบคู่ หรือไฟล์ส่งมาไม่ครบ) "
            "โปรดดาวน์โหลดหรือบันทึกใหม่ทั้งไฟล์"
        ) from error
    _check_width(name, rows)
    notes += _torn_end(name, text, rows)
    return Source(name, Format.CSV, [Sheet("", _without_blank_end(rows))], notes)


def _torn_end(name: str, text: str, rows: list[list[CellValue]]) -> list[str]:
    """What is to be told of a last row without the line end that the others have: a download may have stopped in it.

    Raises UnreadableRegister when that row has fewer cells than any other.
    """
    if text.endswith(("\n", "\r")) or len(rows) < 2:
        return []
    if len(rows[-1]) < min(len(row) for row in rows[:-1] if row):
        raise UnreadableRegister(
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
    raise UnreadableRegister("ไฟล์ไม่ใช่ข้อความที่อ่านได้ โปรดบันทึกเป็น CSV UTF-8 แล้วนำเข้าใหม่")


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


# ── JSON ─────────────────────────────────────────────────────────────────────
def _json_source(content: bytes, name: str) -> Source:
    if not content.strip():
        raise UnreadableRegister(f"ไฟล์ “{name}” ว่างเปล่า โปรดดาวน์โหลดใหม่")
    if len(content) > largest_file():
        raise UnreadableRegister(too_large(name, len(content)))
    if signature_of(content[:1024]):
        raise UnreadableRegister(f"ไฟล์ “{name}” มีนามสกุล .json แต่เนื้อในเป็นไฟล์ชนิดอื่น โปรดดาวน์โหลดเป็น JSON ใหม่")
    try:
        found = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_Objects(name),
            parse_int=_whole,
            parse_constant=float,  # NaN and Infinity, which are a fault of their cell
        )
    except UnicodeDecodeError as error:
        raise UnreadableRegister(
            f"ไฟล์ “{name}” ชำรุดหรือส่งมาไม่ครบ หรือไม่ใช่ JSON แบบ UTF-8 โปรดดาวน์โหลดใหม่ทั้งไฟล์"
        ) from error
    except (ValueError, RecursionError) as error:
        line = f" ใกล้บรรทัดที่ {error.lineno:,}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableRegister(
            f"ไฟล์ “{name}” เป็น JSON ที่ชำรุดหรือส่งมาไม่ครบ{line} โปรดดาวน์โหลดใหม่ทั้งไฟล์"
        ) from error
    keys, records = _records(found)
    if records is None:
        raise UnreadableRegister(
            f"ไฟล์ “{name}” ไม่มีรายการข้อมูล ต้องเป็นรายการของระเบียน (records) อย่างที่ data.go.th ให้ดาวน์โหลด โปรดดาวน์โหลดใหม่"
        )
    if len(records) > MAX_ROWS:
        raise UnreadableRegister(_too_many_rows(name))
    sheet = _sheet_of_records(keys, records, name)
    notes = ["เลขแถวในไฟล์ JSON นับรายการแรกเป็นแถว 2 เพราะนับชื่อคอลัมน์เป็นแถว 1"]
    return Source(name, Format.JSON, [sheet], notes)


class _Objects:
    """Makes the objects of a file: none says a name twice, and there are no more than may be read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        self._count += 1
        if self._count > MAX_ROWS + MAX_COLUMNS:
            raise UnreadableRegister(_too_many_rows(self._name))
        made = dict(pairs)
        if len(made) < len(pairs):
            seen: set[str] = set()
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            raise UnreadableRegister(_named_twice(self._name, twice))
        return made


def _whole(digits: str) -> int | str:
    """A whole number; one longer than any amount or number stays text, for its field to judge."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _records(found: Any) -> tuple[list[str], list[Any] | None]:
    """The names of the columns, where the file lists them, and its records; None where there are none."""
    if isinstance(found, dict) and isinstance(found.get("result"), dict):
        found = found["result"]
    keys: list[str] = []
    if isinstance(found, dict):
        columns, name, records = _SERVED if "records" in found else _OUR_OWN
        fields = found.get(columns)
        if isinstance(fields, list):
            keys = [str(one.get(name, "")) if isinstance(one, dict) else str(one) for one in fields]
        found = found.get(records)
    if not isinstance(found, list) or not all(isinstance(record, dict | list) for record in found):
        return keys, None
    return (keys, found) if found or keys else (keys, None)


def _sheet_of_records(keys: list[str], records: list[Any], name: str) -> Sheet:
    """Records as rows below a header; two spellings of a name ("จังหวัด(Eng)", "จังหวัด (Eng)") are one column.

    Raises UnreadableRegister for names that are no text, too many of them, and two values under one name.
    """
    columns: dict[str, int] = {}
    header: list[CellValue] = []
    alike: dict[str, int] = {}

    def column_of(key: str) -> int:
        if key not in alike:
            plain = "".join(key.split())
            if plain not in columns:
                if UNWRITABLE.search(key):
                    raise UnreadableRegister(
                        f"ไฟล์ “{name}” มีอักขระควบคุมที่มองไม่เห็นในชื่อคอลัมน์ “{shown(key)}” โปรดแก้ชื่อคอลัมน์ หรือดาวน์โหลดใหม่"
                    )
                if len(header) >= MAX_COLUMNS:
                    raise UnreadableRegister(
                        f"ไฟล์ “{name}” มีชื่อคอลัมน์เกิน {MAX_COLUMNS} ชื่อ โปรดลบคอลัมน์ที่ไม่ใช้ หรือดาวน์โหลดใหม่"
                    )
                columns[plain] = len(header)
                header.append(key)
            alike[key] = columns[plain]
        return alike[key]

    for key in keys:
        column_of(key)
    rows: list[list[CellValue]] = []
    cells = 0
    for record in records:
        values = record.items() if isinstance(record, dict) else zip(keys, record, strict=False)
        row: list[CellValue] = [None] * len(header)
        for key, value in values:
            index = column_of(key)
            row.extend([None] * (index + 1 - len(row)))
            plain = value if isinstance(value, _PLAIN) else _spelled(value)
            if row[index] not in (None, "", plain) and plain not in (None, ""):
                raise UnreadableRegister(_named_twice(name, key))
            if row[index] in (None, ""):
                row[index] = plain
        cells += len(row)
        if cells > MAX_CELLS:
            raise UnreadableRegister(_too_many_rows(name))
        rows.append(row)
    return Sheet("", [header, *rows])


def _spelled(value: Any) -> str:
    """A list or an object in the place of a value, as text."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


# ── limits ───────────────────────────────────────────────────────────────────
def largest_file() -> int:
    """The bytes of the largest file that is read, whatever its kind: what the settings allow a document."""
    return CSV.limit


def too_large(name: str, size: int) -> str:
    """Why a file of so many bytes is refused."""
    return f"ไฟล์ “{name}” มีขนาด {file_size(size)} เกินกำหนด {file_size(largest_file())} โปรดแบ่งเป็นหลายไฟล์"


def _too_many_rows(name: str) -> str:
    return f"ไฟล์ “{name}” มีข้อมูลเกิน {MAX_ROWS:,} แถว โปรดลบแถวว่างท้ายตาราง หรือแบ่งเป็นหลายไฟล์ตามปีงบประมาณ"


def _named_twice(name: str, key: str) -> str:
    return f"ไฟล์ “{name}” มีชื่อ “{shown(key)}” ซ้ำกันในระเบียนเดียว จึงไม่แน่ว่าค่าใดถูกต้อง โปรดลบค่าที่ไม่ใช้ หรือดาวน์โหลดใหม่ทั้งไฟล์"


def _check_width(name: str, rows: list[list[CellValue]]) -> None:
    for number, row in enumerate(rows, start=1):
        if len(row) > MAX_COLUMNS and any(not is_empty(value) for value in row[MAX_COLUMNS:]):
            last = max(index for index, value in enumerate(row) if not is_empty(value))
            raise UnreadableRegister(
                f"ไฟล์ “{name}” แถว {number:,} มีข้อมูลไกลถึงคอลัมน์ {column_letters(last)} ({last + 1} คอลัมน์) อ่านได้ไม่เกิน "
                f"{MAX_COLUMNS} คอลัมน์ โปรดลบคอลัมน์ที่ไม่ใช้ แล้วบันทึกใหม่"
            )


def _without_blank_end(rows: list[list[CellValue]]) -> list[list[CellValue]]:
    last = len(rows)
    while last and all(is_empty(value) for value in rows[last - 1]):
        last -= 1
    return rows[:last]
