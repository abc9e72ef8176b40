"""The parts of a year of ethics as plain sections, from which the PDF and the workbook are made alike."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from measures.ethics.figures import YearFigures
from measures.ethics.models import (
    EthicsActivity,
    EthicsCode,
    EthicsPicture,
    Guideline,
    TeamMember,
)
from measures.ethics.models.activity import picture_rows
from measures.ethics.wording import (
    NO_ACTIVITY,
    NO_ASSESSMENT,
    NO_CODE,
    NO_DECLARATION,
    NO_GIFT_ACTIVITY,
    NO_GUIDELINE,
    NO_TEAM,
    gifts_in_words,
    gifts_to_come,
    people,
    summary,
)
from portal import thai
from portal.rich_text import plain_text
from portal.spreadsheets import Column, Kind, Value

MOST_PICTURES = 12
"""Pictures in one PDF."""


class Part(StrEnum):
    """A part of a year, or all of it; the value is the name of its files."""

    ETHICS = "ethics"
    CODE = "code"
    GUIDELINES = "guidelines"
    TEAM = "team"
    ACTIVITIES = "activities"
    ASSESSMENT = "assessment"
    NO_GIFT = "no-gift"
    DECLARATION = "declaration"
    GIFTS = "gifts"


PARTS: dict[Part, str] = {
    Part.ETHICS: "รายงานการขับเคลื่อนจริยธรรม",
    Part.CODE: "ประมวลและข้อกำหนดจริยธรรม",
    Part.GUIDELINES: "ข้อควรทำและไม่ควรทำ",
    Part.TEAM: "คณะทำงานและทีมให้คำปรึกษาทางจริยธรรม",
    Part.ACTIVITIES: "อบรมและกิจกรรมส่งเสริมจริยธรรม",
    Part.ASSESSMENT: "ผลการประเมินจริยธรรม",
    Part.NO_GIFT: "รายงานผลตามนโยบาย No Gift Policy",
    Part.DECLARATION: "ประกาศเจตนารมณ์ No Gift Policy",
    Part.GIFTS: "ทะเบียนการรับของขวัญ",
}
"""What each file is called."""


@dataclass(frozen=True)
class PrintedPicture:
    """A picture as it stands on paper: its bytes in a data address, the words for it, its caption."""

    source: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Section:
    """One table with its title; `gap` says in words what is missing. The last `totals` rows are sums."""

    title: str
    sheet: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]] = ()
    gap: str = ""
    totals: int = 0
    pictures: Sequence[PrintedPicture] = ()


FACTS = (Column("หัวข้อ", 36), Column("ข้อความ", 96))


def sections_of(part: Part, figures: YearFigures, *, pictures: bool = False) -> list[Section]:
    """The sections of a part; `pictures` are read from the disk where they are wanted."""
    make = _MAKERS[part]
    return [section for one in make for section in one(figures, pictures)]


# ── sections ─────────────────────────────────────────────────────────────────
def _summary(figures: YearFigures, pictures: bool) -> list[Section]:
    return [Section("สรุปของปี", "สรุป", FACTS, summary(figures))]


def _codes(figures: YearFigures, pictures: bool) -> list[Section]:
    columns = (
        Column("ประเภท", 26),
        Column("ชื่อ", 44),
        Column("อ้างอิงกฎหมาย", 40),
        Column("มีผลตั้งแต่วันที่", 20, Kind.DATE),
        Column("สิ้นผลเมื่อ", 20, Kind.DATE),
        Column("สาระสำคัญ", 70),
        Column("ที่อยู่", 40),
    )
    rows = [
        (
            str(code.get_kind_display()),
            code.title,
            code.legal_reference,
            code.effective_on,
            code.ends_on,
            plain_text(code.text),
            code.address or f"{settings.SITE_URL}{code.get_absolute_url()}",
        )
        for code in figures.codes
    ]
    return [Section(PARTS[Part.CODE], "ประมวลจริยธรรม", columns, rows, "" if rows else NO_CODE)]


def _guidelines(figures: YearFigures, pictures: bool) -> list[Section]:
    columns = (Column("ประมวล", 40), Column("ชนิด", 12), Column("ข้อปฏิบัติ", 60), Column("ตัวอย่าง", 60))
    rows = [
        (row.owner.title, str(row.get_kind_display()), row.text, row.example)
        for row in guidelines_of(figures.codes, figures)
    ]
    return [Section(PARTS[Part.GUIDELINES], "ควรทำ ไม่ควรทำ", columns, rows, "" if rows else NO_GUIDELINE)]


def guidelines_of(codes: Sequence[EthicsCode], figures: YearFigures) -> list[Guideline]:
    """The Do's and Don'ts of the year, by code in the order of the codes; one query."""
    found: dict[int, list[Guideline]] = {code.pk: [] for code in codes}
    rows = Guideline.objects.filter(owner__in=found).of_year(figures.year).select_related("owner")
    for row in rows:
        found[row.owner_id].append(row)
    return [row for code in codes for row in sorted(found[code.pk], key=lambda one: one.kind)]


def _teams(figures: YearFigures, pictures: bool) -> list[Section]:
    """The orders, then the seats."""
    if not figures.teams:
        return [Section(PARTS[Part.TEAM], "คณะทำงาน", FACTS, gap=NO_TEAM)]
    orders = (
        Column("คณะทำงาน", 44),
        Column("คำสั่งที่", 14),
        Column("ลงวันที่", 22, Kind.DATE),
        Column("ปฏิบัติหน้าที่ถึงปีงบประมาณ พ.ศ.", 20),
        Column("หน้าที่และอำนาจ", 80),
    )
    seats = (
        Column("คณะทำงาน", 44),
        Column("ตำแหน่งในคณะทำงาน", 26),
        Column("ตำแหน่งทางราชการ", 44),
        Column("ชื่อ", 30),
    )
    of_team = {team.pk: team for team in figures.teams}
    places = {pk: place for place, pk in enumerate(of_team)}
    members = sorted(
        TeamMember.objects.filter(owner__in=of_team),
        key=lambda one: (places[one.owner_id], one.order, one.pk),
    )
    return [
        Section(
            PARTS[Part.TEAM],
            "คำสั่งแต่งตั้ง",
            orders,
            [
                (
                    team.name,
                    team.order_number,
                    team.order_on,
                    str(team.until_year or ""),
                    numbered(team.duty_list),
                )
                for team in figures.teams
            ],
        ),
        Section(
            "ตำแหน่งในคณะทำงาน",
            "คณะทำงาน",
            seats,
            [(of_team[one.owner_id].name, one.role, one.position, one.name) for one in members],
        ),
    ]


def numbered(lines: Sequence[str]) -> str:
    """Lines in one cell, numbered when there is more than one."""
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _activities(figures: YearFigures, pictures: bool) -> list[Section]:
    rows = EthicsActivity.objects.published().for_year(figures.year)
    return [_table_of(rows, PARTS[Part.ACTIVITIES], "อบรมและกิจกรรม", NO_ACTIVITY, pictures)]


def _no_gift_activities(figures: YearFigures, pictures: bool) -> list[Section]:
    rows = EthicsActivity.objects.published().for_year(figures.year).of_no_gift()
    return [_table_of(rows, "กิจกรรมสร้างวัฒนธรรม No Gift Policy", "กิจกรรม No Gift", NO_GIFT_ACTIVITY, pictures)]


def _table_of(activities: Any, title: str, sheet: str, gap: str, pictures: bool) -> Section:
    columns = (
        Column("จัดเมื่อ", 22, Kind.DATE),
        Column("ถึงวันที่", 22, Kind.DATE),
        Column("ประเภท", 22),
        Column("ชื่อกิจกรรม", 46),
        Column("สถานที่หรือช่องทาง", 30),
        Column("บุคลากร (คน)", 12, Kind.INTEGER),
        Column("จากทั้งหมด (คน)", 12, Kind.INTEGER),
        Column("ภายนอก (คน)", 12, Kind.INTEGER),
        Column("รวม (คน)", 12, Kind.INTEGER),
        Column("ผลที่ได้", 60),
    )
    activities = activities.order_by("held_on", "pk")
    if pictures:
        activities = activities.prefetch_related(Prefetch("pictures", picture_rows()))
    found = list(activities)
    rows: list[Sequence[Value]] = [
        (
            one.held_on,
            one.last_day,
            str(one.get_kind_display()),
            one.title,
            one.place,
            one.staff,
            one.staff_total,
            one.guests,
            one.people,
            one.result,
        )
        for one in found
    ]
    if rows:
        sums = (sum(one.staff for one in found), None, sum(one.guests for one in found))
        rows.append(("รวม", "", "", f"{len(found)} ครั้ง", "", *sums, sum(one.people for one in found), ""))
    shown = [_printed(row) for one in found for row in one.pictures.all()[:1]] if pictures else []
    return Section(
        title, sheet, columns, rows, "" if rows else gap, 1 if rows else 0, tuple(shown[:MOST_PICTURES])
    )


def _printed(row: EthicsPicture) -> PrintedPicture:
    with row.small.open() as file:
        content = base64.b64encode(file.read()).decode()
    caption = f"{row.owner.title} {row.owner.when}"
    return PrintedPicture(f"data:{row.small.content_type};base64,{content}", row.alt, caption)


def _assessment(figures: YearFigures, pictures: bool) -> list[Section]:
    one = figures.assessment
    if one is None:
        return [Section(PARTS[Part.ASSESSMENT], "ผลการประเมิน", FACTS, gap=NO_ASSESSMENT)]
    rows = (
        ("ประเมินแล้วเสร็จเมื่อ", thai.long_date(one.assessed_on)),
        ("ประเมินเรื่องใด อย่างไร", one.about),
        ("ผู้รับการประเมิน", f"{people(one.assessed)} จากบุคลากรทั้งหมด {people(one.staff_total)}"),
        ("ระดับผลในภาพรวม", one.level),
        ("ผลการประเมิน", one.result),
        ("การนำผลไปใช้ในการบริหารทรัพยากรบุคคล", one.use),
        ("เรื่องที่จะปรับปรุง", one.improved or "ไม่มี"),
    )
    return [Section(PARTS[Part.ASSESSMENT], "ผลการประเมิน", FACTS, rows)]


def _declaration(figures: YearFigures, pictures: bool) -> list[Section]:
    one = figures.declaration
    if one is None:
        return [Section(PARTS[Part.DECLARATION], "ประกาศ No Gift", FACTS, gap=NO_DECLARATION)]
    rows = [
        ("ประกาศเมื่อ", thai.long_date(one.declared_on)),
        ("ผู้ลงนาม", f"{one.signed_by} {one.position}"),
        ("ภาษา", one.languages),
        ("ข้อความประกาศ", one.text),
    ]
    if one.english.strip():
        rows.append(("ข้อความภาษาอังกฤษ", one.english))
    return [Section(PARTS[Part.DECLARATION], "ประกาศ No Gift", FACTS, rows)]


def _gifts(figures: YearFigures, pictures: bool) -> list[Section]:
    columns = (
        Column("รอบ", 44),
        Column("มีผู้มอบทั้งหมด (ครั้ง)", 16, Kind.INTEGER),
        Column("ไม่รับ (ครั้ง)", 14, Kind.INTEGER),
        Column("ส่งคืนผู้ให้ (ครั้ง)", 14, Kind.INTEGER),
        Column("ส่งมอบให้หน่วยงาน (ครั้ง)", 16, Kind.INTEGER),
        Column("ผล", 44),
        Column("หมายเหตุ", 40),
    )
    gifts = figures.gifts
    rows: list[Sequence[Value]] = [
        (
            str(row.get_half_display()),
            row.total,
            row.declined,
            row.returned,
            row.handed_over,
            gifts_in_words(row),
            row.note,
        )
        for row in gifts.halves
    ]
    if rows:
        rows.append(
            ("รวม", gifts.total, gifts.declined, gifts.returned, gifts.handed_over, gifts_in_words(gifts), "")
        )
    return [
        Section(PARTS[Part.GIFTS], "ทะเบียนของขวัญ", columns, rows, gifts_to_come(figures), 1 if rows else 0)
    ]


_Maker = Callable[[YearFigures, bool], list[Section]]
_MAKERS: dict[Part, tuple[_Maker, ...]] = {
    Part.ETHICS: (
        _summary, _codes, _guidelines, _teams, _activities, _assessment, _declaration, _gifts,
    ),
    Part.CODE: (_codes,),
    Part.GUIDELINES: (_guidelines,),
    Part.TEAM: (_teams,),
    Part.ACTIVITIES: (_activities,),
    Part.ASSESSMENT: (_assessment,),
    Part.NO_GIFT: (_declaration, _no_gift_activities, _gifts),
    Part.DECLARATION: (_declaration,),
    Part.GIFTS: (_gifts,),
}  # fmt: skip
