"""What is odd in a contract but may well be true: told to staff by code and Thai sentence, never mended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from portal.fiscal import FiscalYear
from portal.thai import baht, fold, short_date
from procurement.rows import Note, Row
from procurement.tax_numbers import Person, is_right, person_of

KINDS = {
    "over_reference": "ราคาที่ตกลงสูงกว่าราคากลาง",
    "ends_before_signing": "สัญญาสิ้นสุดก่อนวันลงนาม",
    "value_differs": "มูลค่าตามสัญญาไม่เท่าราคาที่ตกลง",
    "doubled_spaces": "เว้นวรรคซ้อน",
    "formula_text": "ข้อความขึ้นต้นเหมือนสูตร",
    "unnumbered": "ยังไม่มีเลขที่สัญญา",
    "repeated_number": "เลขที่สัญญาซ้ำข้ามโครงการ",
    "no_supplier": "ลงนามแล้ว ไม่มีชื่อผู้ประกอบการ",
    "wrong_tax_id": "เลขนิติบุคคลไม่ผ่านเลขตรวจสอบ",
    "odd_project_number": "เลขที่โครงการไม่ใช่ 11 หลัก",
    "outside_year": "ลงนามนอกปีงบประมาณ",
    "no_reference_price": "ไม่มีราคากลาง",
    "identical_row": "แถวซ้ำกันทุกช่อง",
    "rounded": "ทศนิยมเกินสตางค์",
    "lost_zero": "เลขผู้เสียภาษีขาด 0 ข้างหน้า",
    "masked": "ปิดเลขของบุคคลธรรมดา",
    "unknown_word": "คำที่ไม่อยู่ในรายการ",
    "total_differs": "แถวรวมไม่ตรงกับผลบวก",
    "undated": "ไม่มีวันที่ของสัญญา",
    "outside_month": "วันที่ของสัญญาอยู่นอกเดือนของรายงาน",
}
"""The kinds of findings by code, as headings; the last ones come from cells and tables that are read."""
_FREE_TEXTS = {
    "title": "ชื่องาน",
    "supplier_name": "ชื่อผู้ประกอบการ",
    "contract_number": "เลขที่สัญญา",
    "reason": "เหตุผลที่คัดเลือก",
}
_TELLING = ("project_number", "contract_number", "title", "agreed_price")
_DOUBLED = re.compile(r"[^\S\r\n]{2,}")
_FORMULA = re.compile(r"\s*([=+@＝＋＠]|[-－](?=[0-9A-Za-z(]))")
"""What a spreadsheet would take for a formula; a dash before Thai words is a list's."""
_UNNUMBERED = re.compile(r".*(\.{3,}|…).*|[/\s]+[0-9]*|[./\s…-]+")
_PROJECT = re.compile(r"[0-9]{11}")


class Oddity(NamedTuple):
    """What is odd: its code (a key of KINDS), the field it stands in, and a Thai sentence."""

    code: str
    field: str
    what: str


def oddities_of(facts: Mapping[str, Any]) -> list[Oddity]:
    """What is odd in the facts of one contract (keys of `FACTS`, those that are known)."""
    return [*_of_money(facts), *_of_days(facts), *_of_names(facts)]


def findings_of(rows: Sequence[Row]) -> list[Note]:
    """What is odd in each row, and in the rows together, with the cells."""
    found = []
    for row in rows:
        found += [Note(row.place_of(one.field), one.code, one.what) for one in oddities_of(row.facts)]
    return [*found, *repeated(rows)]


def repeated(rows: Iterable[Row]) -> list[Note]:
    """Contract numbers that stand in several projects of a file, and rows that are the same in every fact.

    Offices number their contracts apart: rows of several offices are compared within each (`words["office"]`).
    """
    first_of: dict[tuple[Any, ...], list[Row]] = {}
    numbers: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    found = []
    for row in rows:
        alike = first_of.setdefault(tuple(row.facts.get(name) for name in _TELLING), [])
        if first := next((one for one in alike if one.facts == row.facts and one.words == row.words), None):
            found.append(Note(row.place, "identical_row", f"ทุกช่องเหมือนกับ{first.place} อาจเป็นรายการซ้ำ"))
            continue
        alike.append(row)
        number = row.facts.get("contract_number") or ""
        if number and not _UNNUMBERED.fullmatch(number):
            numbers[row.words.get("office", ""), fold(number)].append(row)
    for same in numbers.values():
        if len({row.facts.get("project_number") for row in same}) > 1:
            others = " ".join(f"แถว {row.place.row}" for row in same[:4])
            rest = f" และอีก {len(same) - 4:,} แถว" if len(same) > 4 else ""
            for row in same:
                what = f"เลขที่สัญญา {row.facts['contract_number']} ใช้ในหลายโครงการของไฟล์นี้ ({others}{rest})"
                found.append(Note(row.place_of("contract_number"), "repeated_number", what))
    return found


def _of_money(facts: Mapping[str, Any]) -> Iterable[Oddity]:
    reference, agreed, value = (
        facts.get(name) for name in ("reference_price", "agreed_price", "contract_value")
    )
    if "reference_price" in facts and reference is None:
        yield Oddity("no_reference_price", "reference_price", "ไม่มีราคากลาง")
    if reference is not None and agreed is not None and agreed > reference:
        what = f"ราคาที่ตกลง {baht(agreed)} สูงกว่าราคากลาง {baht(reference)}"
        yield Oddity("over_reference", "agreed_price", what)
    if value is not None and agreed is not None and value != agreed:
        what = f"มูลค่าตามสัญญา {baht(value)} ไม่เท่ากับราคาที่ตกลง {baht(agreed)}"
        yield Oddity("value_differs", "contract_value", what)


def _of_days(facts: Mapping[str, Any]) -> Iterable[Oddity]:
    signed, ends, year = (facts.get(name) for name in ("signed_on", "ends_on", "year"))
    if signed and ends and ends < signed:
        what = f"สัญญาสิ้นสุด {short_date(ends)} ก่อนวันลงนาม {short_date(signed)}"
        yield Oddity("ends_before_signing", "ends_on", what)
    if signed and year and signed not in FiscalYear(year):
        what = f"ลงนามเมื่อ {short_date(signed)} ซึ่งอยู่นอก{FiscalYear(year).label}"
        yield Oddity("outside_year", "signed_on", what)


def _of_names(facts: Mapping[str, Any]) -> Iterable[Oddity]:
    for name, label in (("title", "ชื่องาน"), ("supplier_name", "ชื่อผู้ประกอบการ")):
        if _DOUBLED.search(facts.get(name) or ""):
            yield Oddity("doubled_spaces", name, f"{label}มีเว้นวรรคซ้อนกัน ทะเบียนเก็บไว้ตามที่เขียน")
    for name, label in _FREE_TEXTS.items():
        if sign := _FORMULA.match(facts.get(name) or ""):
            what = f"{label}ขึ้นต้นด้วย “{sign[1]}” เหมือนสูตรของ Excel ทะเบียนเก็บไว้เป็นข้อความและไม่คำนวณ โปรดตรวจกับเอกสารต้นเรื่อง"
            yield Oddity("formula_text", name, what)
    if facts.get("signed_on") and not facts.get("supplier_name", "-"):
        yield Oddity("no_supplier", "supplier_name", "ลงนามในสัญญาแล้ว แต่ไม่มีชื่อผู้ประกอบการ")
    number = facts.get("contract_number") or ""
    if number and _UNNUMBERED.fullmatch(number):
        yield Oddity("unnumbered", "contract_number", f"เลขที่สัญญา “{number}” ยังไม่มีตัวเลขกำกับ")
    tax_id = facts.get("tax_id") or ""
    if person_of(tax_id) is Person.JURISTIC and not is_right(tax_id):
        what = "เลขนิติบุคคลไม่ผ่านเลขตรวจสอบ จึงไม่แสดงต่อประชาชนจนกว่าจะแก้ไข"
        yield Oddity("wrong_tax_id", "tax_id", what)
    project = facts.get("project_number") or ""
    if project and not _PROJECT.fullmatch(project):
        what = f"เลขที่โครงการ e-GP “{project}” ไม่ใช่ตัวเลข 11 หลัก"
        yield Oddity("odd_project_number", "project_number", what)
