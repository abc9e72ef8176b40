"""Files of the register opened: CSV and Excel as any table, JSON as data portals and we serve it."""

from __future__ import annotations

import json
from typing import Any

from portal.sheets.dates import UNWRITABLE, shown
from portal.sheets.openings import largest_file, open_table, too_large, too_many_rows
from portal.sheets.sources import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, CellValue, Format, Sheet, Source
from portal.uploads.kinds import signature_of
from procurement.rows import UnreadableRegister

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
    if extension == "json":
        return _json_source(content, name)
    return open_table(content, name, takes=".csv .json และ .xlsx")


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
        raise UnreadableRegister(too_many_rows(name))
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
            raise UnreadableRegister(too_many_rows(self._name))
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
            raise UnreadableRegister(too_many_rows(name))
        rows.append(row)
    return Sheet("", [header, *rows])


def _spelled(value: Any) -> str:
    """A list or an object in the place of a value, as text."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _named_twice(name: str, key: str) -> str:
    return f"ไฟล์ “{name}” มีชื่อ “{shown(key)}” ซ้ำกันในระเบียนเดียว จึงไม่แน่ว่าค่าใดถูกต้อง โปรดลบค่าที่ไม่ใช้ หรือดาวน์โหลดใหม่ทั้งไฟล์"
