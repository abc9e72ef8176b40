"""One cell read as the fact it holds: money, days, years, tax numbers, words of closed lists, plain text."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from portal.sheets.cells import (
    SCIENTIFIC,
    CellFault,
    amount_from_text,
    day_of,
    expect_readable,
    fiscal_year_of,
    text_of,
)
from portal.sheets.dates import shown
from portal.sheets.sources import CellValue
from portal.thai import fold
from portal.uploads import find_citizen_ids
from procurement.models import Kind, Method
from procurement.register_reader.wordings import CODED, labels_of, near, term_of
from procurement.tax_numbers import Person, is_right, masked, person_of

MONEY = frozenset({"budget", "reference_price", "agreed_price", "contract_value"})
DAYS = frozenset({"announced_on", "recorded_on", "signed_on", "ends_on"})
_LENGTHS = {
    "title": 1000,
    "supplier_name": 250,
    "contract_number": 100,
    "project_number": 20,
    "reason": 4000,
    "agreement": 1000,
}
_LONGEST_WORD = 500
"""Letters of a source's word, of a closed list or of none that we know."""
_NOTHING = frozenset({"", "-", "–", "—", "−"})
_NONE_SAID = frozenset({"ไม่มี", "ไม่ระบุ", "null", "none", "n/a", "nan"})
_SATANG = Decimal("0.01")
_NOISE = Decimal("0.000001")  # of binary fractions, far below a satang
_TOO_MUCH = (
    Decimal(10) ** 12
)  # baht: no contract of the state comes near, and thirteen digits are a person's number
_TAX_GAPS = re.compile(r"[-‐‑‒–—. ]")
_MASKED = re.compile(r"([0-9]{9})[x*]{4}")


class Reading(NamedTuple):
    """What a cell says, and what is odd in how it says it: a code and a Thai sentence, empty for nothing."""

    value: Any
    code: str = ""
    odd: str = ""


def parse_fact(field: str, value: CellValue) -> Any:
    """The value of a cell as the field of `FACTS`, or the key of a form's column, takes it.

    Money: Decimal or None. Days: date or None. `year`: FiscalYear or None. `number`: int or None. Words of
    closed lists: the member, or "" for an empty cell (`money_from`: a FundSource or an ExpenseType). All else:
    text as it was written, without spaces around it; "-" and empty are "". A human being's full tax number
    comes out masked. Raises CellFault.
    """
    return read_cell(field, value).value


def read_cell(field: str, value: CellValue) -> Reading:
    """As `parse_fact`, together with what is odd in the way it was written."""
    if isinstance(value, str):
        return _read_text(field, value)
    if value is None:
        return _EMPTY.get(field, _NO_TEXT)
    if isinstance(value, float) and not math.isfinite(value):
        raise CellFault("เซลล์นี้เป็นค่าผิดพลาด (NaN หรือ Infinity) ไม่ใช่ตัวเลข โปรดพิมพ์ค่าที่ถูกต้อง")
    return _reader_of(field)(field, value)


def is_nothing(value: CellValue) -> bool:
    """Whether a cell is empty or says so with a dash."""
    return value is None or (isinstance(value, str) and value.strip() in _NOTHING)


@lru_cache(maxsize=65536)
def _read_text(field: str, text: str) -> Reading:
    bare = text.strip()
    if bare in _NOTHING or (field not in _PLAIN and fold(bare) in _NONE_SAID):
        return _EMPTY.get(field, _NO_TEXT)
    expect_readable(text)
    return _reader_of(field)(field, bare)


def _reader_of(field: str) -> Callable[[str, CellValue], Reading]:
    if field in MONEY:
        return _money
    if field in DAYS:
        return _day
    if field in CODED:
        return _term
    return _OTHER_READERS.get(field, _text)


# ── money ────────────────────────────────────────────────────────────────────
def _money(field: str, value: CellValue) -> Reading:
    if isinstance(value, bool | dt.date):
        raise CellFault("ต้องเป็นจำนวนเงิน แต่เซลล์นี้เป็นวันที่หรือค่าจริง/เท็จ โปรดตั้งรูปแบบเซลล์เป็นตัวเลขแล้วพิมพ์ใหม่")
    amount = amount_from_text(value) if isinstance(value, str) else Decimal(str(value))
    if amount < 0:
        raise CellFault(f"จำนวนเงินติดลบ ({shown(f'{amount:,f}')}) โปรดตรวจสอบ")
    if amount >= _TOO_MUCH:
        raise CellFault("จำนวนเงินถึงหนึ่งล้านล้านบาท โปรดตรวจสอบว่าเป็นจำนวนเงินจริง")
    satang = amount.quantize(_SATANG, ROUND_HALF_UP)
    if abs(satang - amount) > _NOISE:
        # The source's own number cannot be stored; the note keeps it, so that nothing is rounded in silence.
        odd = f"มีทศนิยมเกินสองตำแหน่ง ({shown(f'{amount:,f}')}) ทะเบียนเก็บ {satang:,f} บาท"
        return Reading(satang, "rounded", odd)
    return Reading(satang)


# ── days and years ───────────────────────────────────────────────────────────
def _day(field: str, value: CellValue) -> Reading:
    return Reading(day_of(value))


def _year(field: str, value: CellValue) -> Reading:
    return Reading(fiscal_year_of(value))


# ── numbers that are names ───────────────────────────────────────────────────
def _project_number(field: str, value: CellValue) -> Reading:
    if isinstance(value, str) and len(value) == 11 and value.isascii() and value.isdecimal():
        return Reading(value)
    text = fold(text_of(value)).removeprefix("'").replace(" ", "").upper()
    if SCIENTIFIC.fullmatch(text.lower()):
        raise CellFault(
            "Excel เปลี่ยนเลขที่โครงการเป็นเลขแบบย่อแล้ว โปรดตั้งรูปแบบเซลล์เป็น “ข้อความ” แล้วพิมพ์เลข 11 หลักใหม่"
        )
    return Reading(_storable(field, text))


def _tax_id(field: str, value: CellValue) -> Reading:
    text = _TAX_GAPS.sub("", fold(text_of(value)).removeprefix("'"))
    if match := _MASKED.fullmatch(text):
        return Reading(masked(f"{match[1]}xxxx"))
    if SCIENTIFIC.fullmatch(fold(text_of(value))):
        raise CellFault(
            "Excel เปลี่ยนเลขประจำตัวผู้เสียภาษีเป็นเลขแบบย่อแล้ว โปรดตั้งรูปแบบเซลล์เป็น “ข้อความ” แล้วพิมพ์เลข 13 หลักใหม่"
        )
    if not (text.isascii() and text.isdecimal()):
        raise CellFault("เลขประจำตัวผู้เสียภาษีต้องเป็นตัวเลข 13 หลัก หรือปิดสี่หลักท้ายด้วย xxxx โปรดตรวจสอบเซลล์นี้")
    if len(text) == 12 and is_right(f"0{text}"):
        return Reading(
            f"0{text}", "lost_zero", "เลขประจำตัวผู้เสียภาษีมี 12 หลัก เติม 0 ข้างหน้าให้ครบแล้ว เพราะเลขตรวจสอบตรงกัน"
        )
    if len(text) != 13:
        raise CellFault(
            f"เลขประจำตัวผู้เสียภาษีมี {len(text)} หลัก ต้องมี 13 หลัก โปรดตรวจกับเอกสารต้นเรื่อง แล้วพิมพ์โดยตั้งเซลล์เป็น “ข้อความ”"
        )
    if person_of(text) is Person.NATURAL:
        return Reading(masked(text), "masked", "เป็นเลขของบุคคลธรรมดา ระบบปิดสี่หลักท้ายแล้ว")
    return Reading(text)


# ── words ────────────────────────────────────────────────────────────────────
def _term(field: str, value: CellValue) -> Reading:
    text = _storable(field, text_of(value))  # the word itself is kept beside the code
    if term := term_of(field, text):
        return Reading(term)
    meant = near(field, text)
    # e-GP and สขร.1 have words of their own: they are kept beside the code, and staff are told.
    if field in ("kind", "method") and not meant:
        other = Kind.OTHER if field == "kind" else Method.OTHER
        return Reading(
            other, "unknown_word", f"คำว่า “{shown(text)}” ไม่อยู่ในรายการ จึงจัดเป็น “{other.label}” และเก็บคำเดิมไว้"
        )
    if field in ("legal_group", "stated_progress") and not meant:
        return Reading("", "unknown_word", f"ไม่รู้จักคำว่า “{shown(text)}” จึงเก็บไว้แต่คำเดิม")
    if meant:
        raise CellFault(f"ไม่มี “{shown(text)}” ในรายการ หมายถึง “{meant}” หรือไม่ โปรดเลือกค่าที่ถูกต้อง")
    raise CellFault(f"ไม่มี “{shown(text)}” ในรายการ เลือกได้ดังนี้: {' / '.join(labels_of(field))}")


def _number(field: str, value: CellValue) -> Reading:
    text = fold(text_of(value)).rstrip(".")
    return Reading(int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None)


def _text(field: str, value: CellValue) -> Reading:
    return Reading(_storable(field, text_of(value)))


def _storable(field: str, text: str) -> str:
    """The text itself, if the register can keep it: short enough, and nobody's citizen number in it."""
    limit = _LENGTHS.get(field, _LONGEST_WORD)
    if len(text) > limit:
        raise CellFault(f"ข้อความยาว {len(text):,} ตัวอักษร เกิน {limit:,} ตัวอักษร โปรดย่อให้สั้นลง")
    if find_citizen_ids(text):
        raise CellFault("มีเลขประจำตัวประชาชนอยู่ในข้อความ โปรดลบออกหรือปิดสี่หลักท้ายด้วย xxxx ก่อนนำเข้า")
    return text


_OTHER_READERS: dict[str, Callable[[str, CellValue], Reading]] = {
    "year": _year,
    "number": _number,
    "project_number": _project_number,
    "tax_id": _tax_id,
}
_PLAIN = frozenset({"title", "supplier_name", "contract_number", "reason"})
"""Fields of free text, where "ไม่มี" is a word and not an empty cell."""
_NO_TEXT = Reading("")
_EMPTY = {field: Reading(None) for field in (*MONEY, *DAYS, "year", "number")}
