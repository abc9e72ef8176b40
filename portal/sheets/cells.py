"""What every reader asks of one cell: that its text can be kept, an amount in it, its value as text."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from portal.sheets.dates import UNWRITABLE, shown
from portal.sheets.sources import CellValue
from portal.thai import fold

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
