"""Procurement files as offices and portals write them, with invented contracts: e-GP's CSV and JSON, workbooks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from portal.models import Office
from procurement.register_reader import read_register
from procurement.rows import ReadRegister

OFFICE = "สำนักงานศึกษาธิการจังหวัดสมมุติ"
ELSEWHERE = "สำนักงานศึกษาธิการจังหวัดแห่งอื่น"
NAMES_29 = (
    "_id", "ลำดับ", "รหัสโครงการ", "ชื่อโครงการ", "ชื่อประเภทโครงการ", "ชื่อหน่วยงาน", "ชื่อหน่วยงานย่อย", "วิธีจัดซื้อฯ",
    "กลุ่มวิธีจัดซื้อฯ", "วันที่ประกาศ", "งบประมาณ(บาท)", "ราคากลาง(บาท)", "ราคาตกลงซื้อ/จ้าง", "ปีงบประมาณ", "วันที่เกิดรายการ",
    "จังหวัด", "เขต/อำเภอ", "แขวง/ตำบล", "สถานะโครงการ", "พิกัดของโครงการ", "ละติจูดโครงการ", "ลองจิจูดโครงการ", "เลขนิติบุคคล",
    "ชื่อผู้ชนะ", "เลขที่สัญญา", "วันที่ลงนามสัญญา", "วันที่สิ้นสุดสัญญา", "งบสัญญา(บาท)", "สถานะสัญญา",
)  # fmt: skip
ENGLISH = {"จังหวัด": "จังหวัด(Eng)", "เขต/อำเภอ": "เขต/อำเภอ(Eng)", "แขวง/ตำบล": "แขวง/ตำบล(Eng)"}
SPACED = {"จังหวัด": "จังหวัด (Eng)", "เขต/อำเภอ": "เขต/อำเภอ (Eng)", "แขวง/ตำบล": "แขวง/ตำบล (Eng)"}
PLACE_NAMES = {"จังหวัด": "Sommut", "เขต/อำเภอ": "Mueang Sommut", "แขวง/ตำบล": "Ban Mai"}

GENERAL = "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"


def names_32(english: dict[str, str] = ENGLISH) -> list[str]:
    return [spelled for name in NAMES_29 for spelled in (name, *([english[name]] if name in english else []))]


def contract(number: int = 1, **changes: Any) -> dict[str, Any]:
    """One contract of e-GP's open data, by the names of its columns; `None` empties one."""
    values: dict[str, Any] = dict(zip(NAMES_29, (
        str(number), str(number), f"{68010000000 + number}", f"จ้างทำป้ายนิเทศ ชุดที่ {number} โดยวิธีเฉพาะเจาะจง",
        "จ้างทำของ/จ้างเหมาบริการ", "สำนักงานปลัดกระทรวงศึกษาธิการ", OFFICE, GENERAL, "เฉพาะเจาะจง", "-", "12000", "12000",
        "11500.5", "2568", "17 ม.ค. 68", "สมมุติ", "เมืองสมมุติ", "บ้านใหม่", "ระหว่างดำเนินการ", "", "", "", "0105500000003",
        "ร้านสมมุติการป้าย", f"{number}/2568", "17 ม.ค. 68", "20 ม.ค. 68", "11500.5", "ระหว่างดำเนินการ",
    ), strict=True))  # fmt: skip
    return {key: value for key, value in (values | changes).items() if value is not None}


def shifted(rows: Iterable[dict[str, Any]]) -> list[list[Any]]:
    """As data.go.th serves it: 32 names over 29 values and three empty cells."""
    return [names_32(), *([*(row.get(name, "") for name in NAMES_29), "", "", ""] for row in rows)]


def aligned(rows: Iterable[dict[str, Any]], *, english: bool = False) -> list[list[Any]]:
    """As it should be: 29 names, or 32 with the English names of the places in their columns."""
    names = names_32() if english else list(NAMES_29)
    whole = ({ENGLISH[name]: PLACE_NAMES[name] for name in ENGLISH} | row for row in rows)
    return [names, *([row.get(name, "") for name in names] for row in whole)]


def csv_file(rows: Sequence[Sequence[Any]], *, encoding: str = "utf-8", separator: str = ",") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def json_file(rows: Sequence[Sequence[Any]], shape: str = "list") -> bytes:
    """Rows below a header as a list of objects, or as CKAN's datastore gives them."""
    names, *values = rows
    records = [dict(zip(names, row, strict=True)) for row in values]
    found: Any = {
        "list": records,
        "datastore": {"success": True, "result": {"fields": [{"id": n} for n in names], "records": records}},
        "fields": {
            "fields": [{"id": n, "type": "text"} for n in names],
            "records": [list(row) for row in values],
        },
    }[shape]
    return json.dumps(found, ensure_ascii=False).encode()


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(content: bytes | Workbook, name: str = "ทะเบียน.csv", *, all_offices: bool = False) -> ReadRegister:
    if isinstance(content, Workbook):
        content, name = saved(content), "ทะเบียน.xlsx"
    return read_register(content, name, office=Office(name=OFFICE), all_offices=all_offices)


def facts(register: ReadRegister) -> list[dict[str, Any]]:
    return [row.facts for row in register.rows]


def told(notes: Iterable[object]) -> list[str]:
    return [str(note) for note in notes]
