"""Activities as open tables, and the four elements in the columns of the participation form (o19)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from openpyxl import Workbook

from measures.participation.models import Activity, Group
from portal import thai
from portal.fiscal import FiscalYear
from portal.models import Office
from portal.open_tables import Field, OpenTable
from portal.spreadsheets import Column, Kind, workbook_bytes, write_table

UNCERTAIN = (
    "ทราบเพียงชื่อแบบ “แบบฟอร์มการมีส่วนร่วม o19_v3” และองค์ประกอบทั้งสี่ "
    "ลำดับคอลัมน์ในไฟล์นี้ต้องเทียบกับแบบฟอร์มฉบับจริงของสำนักงาน ป.ป.ช. หนึ่งครั้งก่อนนำไปใช้"
)
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
FORM_NAME = "แบบฟอร์มการมีส่วนร่วม o19_v3"


def _number_of(group: Group) -> Callable[[Activity], int]:
    return lambda one: sum(row.number for row in one.counts.all() if row.group == group)


def _address(one: Activity) -> str:
    return f"{settings.SITE_URL}{one.get_absolute_url()}"


def _links(one: Activity) -> str:
    return "\n".join(f"{link.title} {_whole(link.address)}" for link in one.links.all())


def _whole(address: str) -> str:
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


ACTIVITIES = OpenTable(
    "กิจกรรมการมีส่วนร่วม",
    (
        Field("year", "ปีงบประมาณ พ.ศ.", 12, lambda one: int(one.year)),
        Field("held_on", "จัดเมื่อ", 20, lambda one: one.held_on, Kind.DATE),
        Field("title", "ชื่อกิจกรรม", 44, lambda one: one.title),
        Field("kind", "ลักษณะการมีส่วนร่วม", 22, lambda one: one.get_kind_display()),
        Field("place", "สถานที่หรือช่องทาง", 30, lambda one: one.place),
        Field("topic", "ประเด็นหรือเรื่อง", 50, lambda one: one.topic),
        *(
            Field(f"people_{group.value}", f"{group.label} (คน)", 12, _number_of(group), Kind.INTEGER)
            for group in Group
        ),
        Field("people", "ผู้มีส่วนร่วมรวม (คน)", 12, lambda one: one.total_people, Kind.INTEGER),
        Field("result", "ผลจากการมีส่วนร่วม", 50, lambda one: one.result),
        Field("use", "การนำผลไปปรับปรุง", 50, lambda one: one.use),
        Field("links", "แผน การจัดซื้อ หรือผลการตัดสินใจ", 40, _links),
        Field("owner_group", "กลุ่มงานที่รับผิดชอบ", 26, lambda one: str(one.owner_group)),
        Field("url", "ที่อยู่ของกิจกรรม", 40, _address),
    ),
)


def _who(one: Activity) -> str:
    """`ผู้ปกครอง 40 คน` and so on, a group a line, then the sum."""
    lines = [
        f"{row.get_group_display()} {thai.number(row.number)} คน" for row in one.count_list if row.number
    ]
    return "\n".join([*lines, f"รวม {thai.number(one.total_people)} คน"])


FORM = (
    ("ประเด็นหรือเรื่องในการมีส่วนร่วม", 44, lambda one: f"{one.title}\n{one.topic}"),
    ("สรุปข้อมูลของผู้มีส่วนร่วม", 36, _who),
    ("ผลจากการมีส่วนร่วม", 48, lambda one: one.result),
    ("การนำผลจากการมีส่วนร่วมไปปรับปรุงพัฒนาการดำเนินงาน", 48, lambda one: one.use),
)
"""The four elements that the manual names: title, width in Excel's unit, value of an activity."""


def participation_form(year: FiscalYear, activities: Sequence[Activity]) -> bytes:
    """The activities of a year in the columns of the participation form, with a sheet that says what is sure of it.

    The manual names the form and the four elements; the columns around them and their order are the portal's.
    """
    office = Office.load()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "แบบฟอร์มการมีส่วนร่วม"
    columns = [
        Column("ลำดับ", 8, Kind.INTEGER),
        *(Column(title, width) for title, width, _ in FORM),
        Column("วันที่จัด", 20, Kind.DATE),
        Column("ที่อยู่ของข้อมูลและหลักฐาน", 44),
    ]
    rows: list[list[Any]] = [
        [number, *(value(one) for _, _, value in FORM), one.held_on, _address(one)]
        for number, one in enumerate(activities, start=1)
    ]
    title = f"{FORM_NAME} {year.label}".replace(thai.NBSP, " ")
    write_table(sheet, columns, rows, headings=[title, office.name])
    notes = book.create_sheet("คำชี้แจง")
    write_table(
        notes,
        [Column("เรื่อง", 30), Column("คำชี้แจง", 100)],
        [
            ("ที่มา", "ดึงจากกิจกรรมการมีส่วนร่วมที่เผยแพร่บนเว็บไซต์ของสำนักงาน"),
            ("องค์ประกอบ", "ประเด็นหรือเรื่อง ผู้มีส่วนร่วม ผล และการนำผลไปปรับปรุง ตามคู่มือการประเมิน (OIT)"),
            ("ตรวจก่อนใช้ครั้งแรก", UNCERTAIN),
        ],
        headings=["คำชี้แจง"],
    )
    made = max((one.published_at for one in activities if one.published_at), default=LONG_AGO)
    return workbook_bytes(book, title=title, author=office.name, created=made)
