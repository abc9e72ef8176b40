"""One cell of a list read as the value that its column takes, as people type it in Thai offices."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from typing import Any

from portal import thai
from portal.bulk_entry.fields import NUMBERS, Field, Kind, clean_text, is_dash, one_line
from portal.sheets.cells import CellFault, amount_from_text, day_of, expect_readable, fiscal_year_of, text_of
from portal.sheets.dates import shown
from portal.sheets.sources import CellValue, is_empty, named_few
from portal.thai import fold
from portal.uploads import find_citizen_ids

LONGEST = 32_766
"""Letters; a cell of Excel holds one more, and a text that fills it was cut."""
_NOISE = Decimal("0.000001")  # of binary fractions
_YES = frozenset({"ใช่", "มี", "จริง", "ถูก", "yes", "y", "true", "1", "✓", "✔", "/"})
_NO = frozenset({"ไม่ใช่", "ไม่มี", "ไม่", "เท็จ", "no", "n", "false", "0", "x", "✗"})
_LEADING_NUMBER = re.compile(r"^\s*(?:[0-9๐-๙]{1,2}[.)]\s+|[•\-–]\s+)")


class CellReader:
    """Reads cells of a list's columns; the records that references may name are asked for once."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._named: dict[str, dict[str, list[Any]]] = {}
        for field in fields:
            named: dict[str, list[Any]] = {}
            for record in field.records() if field.records else ():
                named.setdefault(fold(field.label(record)), []).append(record)
            self._named[field.name] = named

    def read(self, field: Field, value: CellValue) -> Any:
        """The value of a cell. Raises CellFault: what is wrong and how to mend it, in Thai."""
        if isinstance(value, str):
            expect_readable(value)
        if isinstance(value, float) and not math.isfinite(value):
            raise CellFault("เซลล์นี้เป็นค่าผิดพลาด (NaN หรือ Infinity) ไม่ใช่ตัวเลข โปรดพิมพ์ค่าที่ถูกต้อง")
        says_none = isinstance(value, str) and is_dash(value.strip())
        if is_empty(value) or (says_none and not (field.is_required and field.kind is Kind.TEXT)):
            if field.is_required:
                raise CellFault(f"ช่องนี้ต้องไม่ว่าง โปรดกรอก{field.heading}" + example_of(field))
            return field.empty
        if field.kind is Kind.REFERENCE:
            return self._reference(field, value)
        return _READERS[field.kind](field, value)

    def _reference(self, field: Field, value: CellValue) -> Any:
        text = one_line(text_of(value))
        named = self._named[field.name]
        found = named.get(fold(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise CellFault(
                f"มี “{shown(text)}” อยู่ {len(found)} รายการ จึงไม่แน่ว่าหมายถึงรายการใด โปรดแก้ชื่อให้ต่างกันก่อน"
            )
        names = [field.label(record) for records in named.values() for record in records]
        raise CellFault(_unknown(text, names))


def example_of(field: Field) -> str:
    """` เช่น …`, where the column has an example."""
    return f" เช่น {field.example}" if field.example else ""


# ── texts ────────────────────────────────────────────────────────────────────
def _fitting(field: Field, text: str) -> str:
    if len(text) > min(field.max_length or LONGEST, LONGEST):
        most = min(field.max_length or LONGEST, LONGEST)
        raise CellFault(f"ข้อความยาว {len(text):,} ตัวอักษร เกิน {most:,} ตัวอักษร โปรดย่อให้สั้นลง")
    if field.kind is not Kind.ADDRESS and find_citizen_ids(text):
        raise CellFault("มีเลขประจำตัวประชาชนอยู่ในข้อความ โปรดลบออกหรือปิดสี่หลักท้ายด้วย xxxx ก่อนนำเข้า")
    return text


def _text(field: Field, value: CellValue) -> str:
    return _fitting(field, one_line(text_of(value)))


def _long_text(field: Field, value: CellValue) -> str:
    return _fitting(field, clean_text(text_of(value)))


def _lines(field: Field, value: CellValue) -> list[str]:
    text = _fitting(field, clean_text(text_of(value)))
    lines = (_LEADING_NUMBER.sub("", line).strip() for line in text.split("\n"))
    return [one_line(line) for line in lines if line]


def _address(field: Field, value: CellValue) -> str:
    text = one_line(text_of(value))
    return _fitting(field, text if "://" in text else f"https://{text}")


# ── numbers, days, years ─────────────────────────────────────────────────────
def _integer(field: Field, value: CellValue) -> int:
    amount = _amount(value)
    if amount != int(amount):
        raise CellFault(f"“{shown(str(value))}” ไม่ใช่จำนวนเต็ม โปรดใส่ตัวเลขที่ไม่มีทศนิยม")
    return int(_within(field, int(amount)))


def _number(field: Field, value: CellValue) -> Decimal:
    amount = _amount(value)
    rounded = amount.quantize(Decimal(1).scaleb(-field.decimals), ROUND_HALF_UP)
    if abs(rounded - amount) > _NOISE:
        raise CellFault(f"“{shown(str(value))}” มีทศนิยมเกิน {field.decimals} ตำแหน่ง โปรดแก้ให้พอดี")
    return Decimal(_within(field, rounded))


def _amount(value: CellValue) -> Decimal:
    if isinstance(value, str):
        try:
            amount = amount_from_text(value)
        except CellFault as error:
            raise CellFault(f"อ่านตัวเลข “{shown(value)}” ไม่ได้ โปรดใส่เฉพาะตัวเลข เช่น 1,250") from error
    elif isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise CellFault("ต้องเป็นตัวเลข แต่เซลล์นี้เป็นวันที่หรือค่าจริง/เท็จ โปรดตั้งรูปแบบเซลล์เป็นตัวเลขแล้วพิมพ์ใหม่")
    else:
        amount = Decimal(str(value))
    if abs(amount) >= Decimal(10) ** 15:
        raise CellFault("ตัวเลขใหญ่เกินที่ Excel เก็บได้ครบทุกหลัก โปรดตรวจสอบ")
    return amount


def _within(field: Field, value: Any) -> Any:
    is_low = field.least is not None and value < field.least
    is_high = field.most is not None and value > field.most
    if is_low or is_high:
        gap = " " if field.heading.endswith(")") else ""
        raise CellFault(
            f"“{field.shown(value)}” อยู่นอกขอบเขต {field.heading}{gap}{limits_of(field)} โปรดตรวจสอบ"
        )
    return value


def limits_of(field: Field) -> str:
    """`ต้องตั้งแต่ 1 ถึง 10`, as far as there are limits."""
    told = ""
    if field.least is not None:
        told += f"ตั้งแต่ {field.shown(field.least)}"
    if field.most is not None:
        told += f" ถึง {field.shown(field.most)}" if told else f"ไม่เกิน {field.shown(field.most)}"
    return f"ต้อง{told}" if told else ""


def _day(field: Field, value: CellValue) -> Any:
    return _within(field, day_of(value))


def _year(field: Field, value: CellValue) -> Any:
    return fiscal_year_of(value)


# ── words of closed lists ────────────────────────────────────────────────────
def _choice(field: Field, value: CellValue) -> Any:
    text = one_line(text_of(value))
    for chosen, label in field.choices:
        if fold(text) in (fold(label), fold(str(chosen))):
            return chosen
    raise CellFault(_unknown(text, [label for _, label in field.choices]))


def _yes_no(field: Field, value: CellValue) -> bool:
    if isinstance(value, bool):
        return value
    text = fold(text_of(value))
    if text in _YES or text in _NO:
        return text in _YES
    raise CellFault(f"อ่าน “{shown(text)}” ไม่ได้ โปรดใส่ “ใช่” หรือ “ไม่ใช่”")


def _unknown(text: str, names: Sequence[str]) -> str:
    near = get_close_matches(text, names, n=1)
    if near:
        return f"ไม่มี “{shown(text)}” ในรายการ หมายถึง “{near[0]}” หรือไม่ โปรดเลือกค่าที่ถูกต้อง"
    offered = named_few(names) if names else "(ยังไม่มีรายการให้เลือก)"
    return f"ไม่มี “{shown(text)}” ในรายการ เลือกได้ดังนี้: {offered}"


_READERS: dict[Kind, Callable[[Field, CellValue], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.LINES: _lines,
    Kind.ADDRESS: _address,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.DATE: _day,
    Kind.YEAR: _year,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
}


def allowed(field: Field) -> str:
    """What a column takes, in words, for the explanation sheet."""
    if field.kind is Kind.CHOICE:
        return "เลือกจากรายการ: " + " / ".join(label for _, label in field.choices)
    if field.kind is Kind.REFERENCE:
        return "เลือกจากรายการในแผ่นงาน “ตัวเลือก”"
    if field.kind in NUMBERS:
        what = {Kind.INTEGER: "จำนวนเต็ม", Kind.MONEY: "จำนวนเงิน (บาท)"}.get(field.kind, "ตัวเลข")
        return f"{what} {limits_of(field).removeprefix('ต้อง')}".strip()
    if field.kind is Kind.DATE:
        limits = limits_of(field).removeprefix("ต้อง")
        return f"วันที่ เช่น 9/3/2569 หรือ 9 มีนาคม 2569 {limits}".strip().replace(thai.NBSP, " ")
    words = {
        Kind.YES_NO: "ใช่ / ไม่ใช่",
        Kind.YEAR: "ปีงบประมาณ พ.ศ. สี่หลัก เช่น 2569",
        Kind.LINES: "ข้อความหลายข้อ ข้อละหนึ่งบรรทัด (ขึ้นบรรทัดใหม่ในเซลล์ด้วย Alt+Enter)",
        Kind.ADDRESS: "ที่อยู่เว็บไซต์",
        Kind.LONG_TEXT: "ข้อความ หลายบรรทัดได้",
    }.get(field.kind, "ข้อความ")
    return f"{words} ไม่เกิน {field.max_length:,} ตัวอักษร" if field.max_length else words
