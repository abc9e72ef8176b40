"""Makes e-GP's open data for imports, all of it invented: small purchases of one office, as many as asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

OFFICE = "สำนักงานศึกษาธิการจังหวัดสุโขทัย"
_COLUMNS = {
    "_id": "1",
    "ลำดับ": "1",
    "รหัสโครงการ": "67129000001",
    "ชื่อโครงการ": "ซื้อวัสดุสำนักงาน โดยวิธีเฉพาะเจาะจง",
    "ชื่อประเภทโครงการ": "ซื้อ",
    "ชื่อหน่วยงาน": "สำนักงานปลัดกระทรวงศึกษาธิการ",
    "ชื่อหน่วยงานย่อย": OFFICE,
    "วิธีจัดซื้อฯ": "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง",
    "กลุ่มวิธีจัดซื้อฯ": "เฉพาะเจาะจง",
    "วันที่ประกาศ": "-",
    "งบประมาณ(บาท)": "12000",
    "ราคากลาง(บาท)": "12000",
    "ราคาตกลงซื้อ/จ้าง": "11500.50",
    "ปีงบประมาณ": "2568",
    "วันที่เกิดรายการ": "16 ม.ค. 68",
    "จังหวัด": "สุโขทัย",
    "เขต/อำเภอ": "เมืองสุโขทัย",
    "แขวง/ตำบล": "ธานี",
    "สถานะโครงการ": "ระหว่างดำเนินการ",
    "พิกัดของโครงการ": "",
    "ละติจูดโครงการ": "",
    "ลองจิจูดโครงการ": "",
    "เลขนิติบุคคล": "310220173xxxx",
    "ชื่อผู้ชนะ": "ร้านสมมุติเครื่องเขียน",
    "เลขที่สัญญา": "1/2568",
    "วันที่ลงนามสัญญา": "16 ม.ค. 68",
    "วันที่สิ้นสุดสัญญา": "31 ม.ค. 68",
    "งบสัญญา(บาท)": "11500.50",
    "สถานะสัญญา": "ระหว่างดำเนินการ",
}
_SHORT = {
    "project": "รหัสโครงการ",
    "title": "ชื่อโครงการ",
    "method": "กลุ่มวิธีจัดซื้อฯ",
    "office": "ชื่อหน่วยงานย่อย",
    "price": "ราคาตกลงซื้อ/จ้าง",
    "reference": "ราคากลาง(บาท)",
    "value": "งบสัญญา(บาท)",
    "tax_id": "เลขนิติบุคคล",
    "supplier": "ชื่อผู้ชนะ",
    "number": "เลขที่สัญญา",
    "signed": "วันที่ลงนามสัญญา",
    "ends": "วันที่สิ้นสุดสัญญา",
    "status": "สถานะสัญญา",
}


def egp_csv(*rows: dict[str, Any]) -> bytes:
    """A row for each dictionary, which says what is not as in a small purchase of stationery."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(_COLUMNS))
    writer.writeheader()
    for row in rows:
        writer.writerow(_COLUMNS | {_SHORT[name]: value for name, value in row.items()})
    return text.getvalue().encode("utf-8-sig")


def many(count: int) -> Iterator[dict[str, Any]]:
    """That many purchases, each a project of its own, from a few hundred suppliers."""
    for n in range(count):
        yield {
            "project": f"{67000000000 + n}",
            "title": f"จ้างเหมาบริการและซื้อวัสดุสำหรับงานที่ {n} ของกลุ่มอำนวยการ โดยวิธีเฉพาะเจาะจง",
            "supplier": f"ห้างหุ้นส่วนจำกัด สมมุติการค้า {n % 400}",
            "tax_id": f"3{n % 400:08d}xxxx",
            "price": f"{1000 + n}.25",
            "value": f"{1000 + n}.25",
            "number": f"{n + 1}/2568",
            "signed": f"{n % 28 + 1} ม.ค. 68",
        }
