"""Files as e-GP's open data serves them, made from the demonstration's purchases, column shift included."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from decimal import Decimal

from portal import thai
from portal.models import Office
from procurement.demonstration.deals import Deal
from procurement.models import LegalGroup, Method

HEADERS = (
    "_id,ลำดับ,รหัสโครงการ,ชื่อโครงการ,ชื่อประเภทโครงการ,ชื่อหน่วยงาน,ชื่อหน่วยงานย่อย,วิธีจัดซื้อฯ,กลุ่มวิธีจัดซื้อฯ,วันที่ประกาศ,"
    "งบประมาณ(บาท),ราคากลาง(บาท),ราคาตกลงซื้อ/จ้าง,ปีงบประมาณ,วันที่เกิดรายการ,จังหวัด,จังหวัด(Eng),เขต/อำเภอ,เขต/อำเภอ(Eng),"
    "แขวง/ตำบล,แขวง/ตำบล(Eng),สถานะโครงการ,พิกัดของโครงการ,ละติจูดโครงการ,ลองจิจูดโครงการ,เลขนิติบุคคล,ชื่อผู้ชนะ,เลขที่สัญญา,"
    "วันที่ลงนามสัญญา,วันที่สิ้นสุดสัญญา,งบสัญญา(บาท),สถานะสัญญา"
).split(",")
"""Thirty-two names; three of them (the English place names) have no values, so that the rest stand shifted."""
_ANOTHER_OFFICE = "สำนักงานศึกษาธิการจังหวัดสมมุติ"


def egp_file(deals: Iterable[Deal]) -> bytes:
    """The purchases as CSV (UTF-8 with BOM), with one row of another office, as in a file of a whole ministry."""
    office = Office.load()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    rows = [_values(deal, office.name, office) for deal in deals]
    other = [*rows[0]]
    other[2], other[6], other[15:18] = "65109990001", _ANOTHER_OFFICE, ["สมมุติ", "เมืองสมมุติ", "ในเมือง"]
    for number, row in enumerate([*rows, other], start=1):
        writer.writerow([number, number, *row[2:], "", "", ""])
    return text.getvalue().encode("utf-8-sig")


def _values(deal: Deal, office_name: str, office: Office) -> list[str | Decimal | int]:
    """The twenty-nine values of a row, in e-GP's order."""
    return [
        "",
        "",
        deal.project_number,
        deal.title,
        deal.kind.label,
        office.parent,
        office_name,
        LegalGroup.GENERAL.label,
        Method.SPECIFIC.label,
        _short(deal.announced_on),
        deal.budget,
        "" if deal.reference_price is None else deal.reference_price,
        deal.agreed_price,
        int(deal.year),
        _short(deal.signed_on),
        office.province,
        office.district,
        "บ้านกล้วย",
        deal.status,
        "",
        "",
        "",
        deal.firm.tax_id,
        deal.firm.name,
        deal.contract_number,
        _short(deal.signed_on),
        _short(deal.ends_on),
        deal.agreed_price,
        deal.status,
    ]


def _short(day: dt.date) -> str:
    """A day as e-GP writes it: `30 พ.ค. 68`."""
    date, month, year = thai.short_date(day).split("\N{NO-BREAK SPACE}")
    return f"{date} {month} {year[-2:]}"
