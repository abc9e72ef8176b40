"""What every reader asks of one cell: that its text can be kept, its amount, day, year or plain text."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from portal.fiscal import FiscalYear
from portal.sheets.dates import UNWRITABLE, day_from_cell, day_from_serial, day_from_text, shown
from portal.sheets.sources import CellValue
from portal.thai import be, fold

SCIENTIFIC = re.compile(r"[0-9.,]+e[+-]?[0-9]+")
"""A number as Excel shortens it, folded."""
_AMOUNT = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?(?:\.?-|/-)?")
_ERRORS = frozenset({"#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "####"})


class CellFault(ValueError):
    """A cell that cannot be read; the message is Thai: what is wrong, and how to mend it."""


def expect_readable(text: str) -> None:
    """Raises CellFault for an error value of Excel and for control characters."""
    if text in _ERRORS:
        raise CellFault(f"เซลล์นี้เป็นค่าผิดพลาดของ Excel ({text}) โปรดพิมพ์ค่าที่ถูกต้อง")
    if UNWRITABLE.search(text):
        raise CellFault("มีอักขระควบคุมที่มองไม่เห็นอยู่ในเซลล์ โปรดพิมพ์ข้อความใหม่ทั้งเซลล์")


def amount_from_text(text: str) -> Decimal:
    """The amount that a text says, as people type it: `12,500.50`, `๑,๒๐๐ บาท`, `(300)`. Raises CellFault."""
    plain = fold(text).removeprefix("฿").removesuffix("฿").removesuffix("บาท").strip()
    is_negative = plain.startswith("-") or (plain.startswith("(") and plain.endswith(")"))
    plain = plain.strip("()").removeprefix("-").strip()
    if match := _AMOUNT.fullmatch(plain):
        amount = Decimal(match[1].replace(",", "") + (match[2] or ""))
        return -amount if is_negative and amount else amount
    if SCIENTIFIC.fullmatch(plain):
        raise CellFault(f"“{shown(text)}” เป็นเลขแบบย่อที่ Excel ปัดทิ้งบางหลักแล้ว โปรดพิมพ์จำนวนเงินเต็ม")
    raise CellFault(f"อ่านจำนวนเงิน “{shown(text)}” ไม่ได้ โปรดใส่เฉพาะตัวเลข เช่น 12,500.50")


def text_of(value: CellValue) -> str:
    """A cell's value as the text that was meant. Raises CellFault for a day or true and false."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        raise CellFault("Excel เปลี่ยนข้อความในเซลล์นี้เป็นวันที่ (เช่น 1/2568) โปรดตั้งรูปแบบเซลล์เป็น “ข้อความ” แล้วพิมพ์ใหม่")
    if isinstance(value, bool):
        raise CellFault("เซลล์นี้เป็นค่าจริง/เท็จ (TRUE/FALSE) โปรดพิมพ์ข้อความที่ถูกต้อง")
    if isinstance(value, float | Decimal) and value == int(value):
        return str(int(value))
    return str(value)


def fiscal_year_of(value: CellValue) -> FiscalYear:
    """The fiscal year that a cell says: `2568`, `ปีงบประมาณ พ.ศ. ๒๕๖๘`. Raises CellFault."""
    text = fold(text_of(value))
    match = re.fullmatch(r"(?:ปี ?)?(?:งบประมาณ ?)?(?:พ\.?ศ\.? ?)?([0-9]{1,9})(?:\.0+)?", text)
    if not match:
        raise CellFault(f"อ่านปีงบประมาณ “{shown(text)}” ไม่ได้ โปรดใส่ปี พ.ศ. สี่หลัก เช่น 2568")
    if 1900 <= int(match[1]) <= 2200:
        raise CellFault(f"ปี {match[1]} เป็น ค.ศ. โปรดใส่ปีงบประมาณ พ.ศ. คือ {be(int(match[1]))}")
    try:
        return FiscalYear(match[1])
    except ValueError as error:
        raise CellFault(f"{error} แต่เซลล์นี้เป็น “{shown(text)}”") from error


def day_of(value: CellValue) -> dt.date:
    """The day that a cell says: a real date, a serial number of Excel, or text. Raises CellFault."""
    try:
        if isinstance(value, str):
            return day_from_text(value)
        if isinstance(value, dt.date):
            return day_from_cell(value)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return day_from_serial(float(value))
    except OverflowError as error:
        raise CellFault("ตัวเลขนี้ไม่ใช่วันที่ โปรดเขียนเป็นวัน เดือน และปี พ.ศ. เช่น 17 ม.ค. 2568") from error
    except ValueError as error:
        raise CellFault(str(error)) from error
    raise CellFault("ต้องเป็นวันที่ เช่น 17 ม.ค. 2568")
