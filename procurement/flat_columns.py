"""The columns of the flat table of contracts, declared once to write it and to read it back.

The first columns are the facts of `procurement.models.contract.FACTS` under their own labels, in their order, and
the bidders; a table with these headings can be imported again. What follows is derived, and not read back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from django.urls import reverse

from portal import thai
from portal.spreadsheets import Kind, Value
from procurement.models import Contract, Method, Person
from procurement.models.contract import FACTS
from procurement.models.process import process_key
from procurement.models.terms import how_far
from procurement.tax_numbers import person_of, shown

BIDS = "bids"
OFTEN = 4_096
"""Values of a column that are remembered: in a table of many rows most come again."""


@dataclass(frozen=True)
class FlatColumn:
    """A column: its stable key (in JSON), heading, look, meaning, and how its value follows from the database.

    `reads` are the lookups it needs; `show` makes the value of them. Free texts may hold anything.
    """

    key: str
    title: str
    width: float
    about: str
    reads: tuple[str, ...]
    show: Callable[..., Value] | None = None
    kind: Kind = Kind.TEXT
    is_free: bool = False

    @property
    def is_fact(self) -> bool:
        """Whether it is read back when the table is imported."""
        return self.key in FACTS or self.key == BIDS


_WIDTHS = {"title": 60, "reason": 40, "supplier_name": 40, "legal_group": 36, "method": 36, "fund_source": 28}
_ABOUT = {
    "year": "ปีงบประมาณของโครงการ (1 ตุลาคม ถึง 30 กันยายน)",
    "project_number": "เลข 11 หลักของระบบ e-GP เก็บเป็นข้อความ ว่างเมื่อไม่ได้ซื้อผ่าน e-GP",
    "legal_group": "กลุ่มงานตามถ้อยคำของระบบ e-GP ค่าที่ขึ้นต้นว่า “วิธีการจัดหา” หมายถึงงานซื้อหรือจ้างทั่วไป "
    "ซึ่งใช้วิธีใดวิธีหนึ่งในสามวิธีนั้น วิธีที่ใช้จริงอยู่ในคอลัมน์วิธีการจัดซื้อจัดจ้าง",
    "supplier_name": "สะกดตามแหล่งข้อมูลของสัญญานั้น",
    "tax_id": "ของนิติบุคคลแสดงเมื่อเลขตรวจสอบถูกต้อง ของบุคคลธรรมดาปิดสี่หลักท้าย นอกนั้นเว้นว่าง",
    "agreed_price": "ว่างเมื่อยังไม่ได้ตกลงราคา",
    "contract_value": "ว่างเมื่อเท่ากับราคาที่ตกลง หรือแหล่งข้อมูลไม่ได้บอก",
    "recorded_on": "วันที่ของรายการในข้อมูลเปิดของระบบ e-GP",
    "stated_progress": "ถ้อยคำของแหล่งข้อมูล ไม่ใช่สถานะที่คำนวณจากวันที่",
}


def _fact(name: str) -> FlatColumn:
    field = cast("Any", Contract._meta.get_field(name))
    show: Callable[..., Value] | None = None
    kind, width = Kind.TEXT, 18.0
    if field.choices:
        show = {"": "", **{value: str(label) for value, label in field.flatchoices}}.get
    elif name == "tax_id":
        show = lru_cache(OFTEN)(shown)
    elif name == "year":
        show, width = int, 12
    elif field.get_internal_type() == "DecimalField":
        kind = Kind.MONEY
    elif field.get_internal_type() == "DateField":
        kind, width = Kind.DATE, 22
    is_free = show is None and kind is Kind.TEXT
    return FlatColumn(
        name,
        str(field.verbose_name),
        _WIDTHS.get(name, width),
        _ABOUT.get(name, ""),
        (name,),
        show,
        kind,
        is_free,
    )


@lru_cache(OFTEN)
def _method_group(method: str) -> str:
    return str(Method(method).group.label) if method else ""


@lru_cache(OFTEN)
def _person(tax_id: str) -> str:
    person = person_of(tax_id)
    return "" if person is Person.UNKNOWN else person.value


_BIDS = FlatColumn(
    BIDS,
    "ผู้เสนอราคาและราคาที่เสนอ",
    48,
    "บรรทัดละหนึ่งราย: ชื่อ | เลขประจำตัวผู้เสียภาษี | ราคาที่เสนอ (บาท)",
    (),
    is_free=True,
)


def columns_of(office: str, site: str, on: dt.date) -> tuple[FlatColumn, ...]:
    """The columns as they are filled for an office, the address of its site, and a day."""

    @lru_cache(16 * OFTEN)  # many pairs of dates
    def progress(stated: str, signed_on: dt.date | None, ends_on: dt.date | None) -> str:
        return str(how_far(stated, signed_on, ends_on, on).label)

    @cache
    def before_key(year: int) -> str:
        return site + reverse("procurement:contract", args=[year, 0]).removesuffix("0/")

    def address(pk: int, year: int) -> str:
        return f"{before_key(year)}{pk}/"

    def process(number: str, pk: int, first: int | None, year: int) -> str:
        return process_key(number, first or year, pk)

    return (
        *_FACTS,
        _BIDS,
        FlatColumn(
            "progress",
            "สถานะการจัดซื้อจัดจ้าง",
            24,
            "คำนวณจากวันที่ ณ วันที่ส่งออก ใช้ถ้อยคำของแหล่งข้อมูลเมื่อไม่มีวันที่ หรือเมื่อยกเลิก",
            ("stated_progress", "signed_on", "ends_on"),
            progress,
        ),
        FlatColumn(
            "method_group",
            "กลุ่มวิธีการจัดซื้อจัดจ้าง",
            26,
            "วิธีตามมาตรา 55 ของ พ.ร.บ. การจัดซื้อจัดจ้างฯ พ.ศ. 2560",
            ("method",),
            _method_group,
        ),
        FlatColumn("person", "ประเภทผู้ประกอบการ", 16, "เท่าที่เลขประจำตัวผู้เสียภาษีบอกได้", ("tax_id",), _person),
        FlatColumn(
            "office",
            "หน่วยงาน",
            36,
            "ผู้จัดซื้อจัดจ้าง",
            ("source_words__office",),
            lambda other: other or office,
            is_free=True,
        ),
        FlatColumn("owner_group", "กลุ่มงานที่รับผิดชอบ", 24, "ผู้รับผิดชอบข้อมูล", ("owner_group__name",), is_free=True),
        FlatColumn(
            "process",
            "รหัสกระบวนการจัดซื้อจัดจ้าง",
            20,
            "สัญญาของกระบวนการเดียวกันมีรหัสเดียวกัน เป็นส่วนท้ายของ ocid ในข้อมูลเปิด OCDS",
            ("project_number", "pk", "process_year", "year"),
            process,
            is_free=True,
        ),
        FlatColumn(
            "published_on",
            "วันที่เผยแพร่ล่าสุด",
            22,
            "",
            ("published_at",),
            lru_cache(OFTEN)(thai.day_of),
            Kind.DATE,
        ),
        FlatColumn(
            "source_sha256",
            "SHA-256 ของไฟล์ต้นทาง",
            24,
            "ลายนิ้วมือของไฟล์ที่นำเข้า ว่างเมื่อเจ้าหน้าที่บันทึกเอง",
            ("source__source__sha256",),
        ),
        FlatColumn("address", "หน้าเว็บของสัญญา", 40, "", ("pk", "year"), address),
    )


_FACTS = tuple(_fact(name) for name in FACTS)
COLUMNS = columns_of("", "", dt.date.min)
"""Every column in its order; to know headings and keys by."""


def bids_text(bids: Iterable[tuple[str, str, Decimal | None]]) -> str:
    """Bidders (name, tax number, price) as one cell, a line for each, the numbers as the public may see them."""
    return "\n".join(
        " | ".join(
            (" ".join(name.split("\n")), shown(tax_id), f"{price:.2f}" if price is not None else "")
        ).rstrip()
        for name, tax_id, price in bids
    )


def bids_of(text: str) -> list[tuple[str, str, str]]:
    """The bidders (name, tax number, price) of a cell that `bids_text` wrote, each word as it stands there.

    Raises ValueError for a line that it would not write.
    """
    bids = []
    for line in text.splitlines():
        name, tax_id, price = line.rsplit("|", 2)
        bids.append((name.strip(), tax_id.strip(), price.strip()))
    return bids
