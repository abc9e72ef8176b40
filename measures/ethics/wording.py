"""Sentences on a year of ethics that pages, files and the annual report share, the gaps among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils import timezone

from measures.ethics.figures import Gifts, YearFigures
from measures.ethics.models import GuidelineKind, Half
from portal import thai
from portal.fiscal import FiscalYear

NO_CODE = "ยังไม่มีประมวลจริยธรรมที่เผยแพร่"
NO_GUIDELINE = "ยังไม่มีข้อควรทำและไม่ควรทำของปีนี้"
NO_TEAM = "ยังไม่มีคำสั่งแต่งตั้งคณะทำงานของปีนี้"
NO_ACTIVITY = "ยังไม่มีอบรมหรือกิจกรรมของปีนี้"
NO_GIFT_ACTIVITY = "ยังไม่มีกิจกรรม No Gift Policy ของปีนี้"
NO_ASSESSMENT = "ยังไม่มีผลการประเมินจริยธรรมของปีนี้"
NO_DECLARATION = "ยังไม่มีประกาศ No Gift Policy ของปีนี้"
NO_GIFTS = "ยังไม่มีจำนวนจากทะเบียนการรับของขวัญของปีนี้"


class Counted(Protocol):
    """Gifts of a half or of a year."""

    @property
    def total(self) -> int: ...
    @property
    def declined(self) -> int: ...
    @property
    def returned(self) -> int: ...
    @property
    def handed_over(self) -> int: ...
    @property
    def received(self) -> int: ...


@dataclass(frozen=True)
class Sentence:
    """One sentence of the annual report, what it counts, and the page that proves it."""

    text: str
    key: str
    address: str


def _count(number: int, unit: str) -> str:
    return f"{thai.number(number)}{thai.NBSP}{unit}"


def people(number: int) -> str:
    return _count(number, "คน")


def times(number: int) -> str:
    return _count(number, "ครั้ง")


# ── parts in words ───────────────────────────────────────────────────────────
def activities_in_words(figures: YearFigures) -> str:
    """How many trainings and activities, and how many attendances; the gap where there is none."""
    every = figures.activities
    if not every.number:
        return NO_ACTIVITY
    guests = f" เป็นผู้เข้าร่วมจากภายนอก {people(every.guests)}" if every.guests else ""
    return f"จัดอบรมและกิจกรรมส่งเสริมจริยธรรม {times(every.number)} ผู้เข้าร่วมรวม {people(every.people)}{guests}"


def codes_in_words(figures: YearFigures) -> str:
    return f"เผยแพร่ประมวลและข้อกำหนดจริยธรรม {_count(len(figures.codes), 'ฉบับ')}" if figures.codes else NO_CODE


def guidelines_in_words(figures: YearFigures) -> str:
    if not figures.guidelines:
        return NO_GUIDELINE
    parts = (
        f"{kind.label} {_count(figures.guidelines[kind], 'ข้อ')}"
        for kind in GuidelineKind
        if kind in figures.guidelines
    )
    return f"กำหนดข้อ{' และข้อ'.join(parts)}"


def teams_in_words(figures: YearFigures) -> str:
    """Each team with its order and seats."""
    told = (
        f"{team.name} ตามคำสั่งที่ {team.order_number} ลงวันที่ {thai.long_date(team.order_on)} "
        f"{_count(team.seats, 'ตำแหน่ง')}"
        for team in figures.teams
    )
    return f"มี{' และ'.join(told)}" if figures.teams else NO_TEAM


def assessment_in_words(figures: YearFigures) -> str:
    one = figures.assessment
    if one is None:
        return NO_ASSESSMENT
    return (
        f"ประเมินจริยธรรมบุคลากร {people(one.assessed)} จาก {people(one.staff_total)} ผลในภาพรวมระดับ{one.level}"
    )


def declaration_in_words(figures: YearFigures) -> str:
    one = figures.declaration
    if one is None:
        return NO_DECLARATION
    return f"{one.position}ประกาศเจตนารมณ์ No Gift Policy เมื่อ {thai.long_date(one.declared_on)}"


def no_gift_in_words(figures: YearFigures) -> str:
    if not figures.no_gift.number:
        return NO_GIFT_ACTIVITY
    return (
        f"จัดกิจกรรม No Gift Policy {times(figures.no_gift.number)} ผู้เข้าร่วมรวม {people(figures.no_gift.people)}"
    )


def gifts_in_words(counted: Counted) -> str:
    """What became of the gifts; that there was none is said too."""
    if not counted.total:
        return "ไม่มีการรับของขวัญ"
    parts = {
        "ไม่รับ": counted.declined,
        "ส่งคืนผู้ให้": counted.returned,
        "ส่งมอบให้หน่วยงาน": counted.handed_over,
    }
    told = " ".join(f"{words} {times(number)}" for words, number in parts.items() if number)
    return f"มีผู้มอบ {times(counted.total)} {told}"


def gifts_to_come(figures: YearFigures) -> str:
    """Which halves of the register of the year are missing."""
    return halves_to_come(figures.year, figures.gifts)


def halves_to_come(year: FiscalYear, gifts: Gifts) -> str:
    """Which halves of the register are missing; nothing when both are told."""
    known = {row.half for row in gifts.halves}
    if len(known) == len(Half):
        return ""
    if not known and year.ends_on < timezone.localdate():
        return NO_GIFTS
    missing = " และ".join(str(half.label) for half in Half if half not in known)
    return f"ยังไม่มีจำนวนของ{missing}"


def gifts_told(figures: YearFigures) -> str:
    """The register of the year, as far as it is told."""
    gifts = figures.gifts
    if gifts.until is None:
        return gifts_to_come(figures)
    span = "ทั้งปี" if gifts.is_whole else f"ถึงวันที่ {thai.long_date(gifts.until)}"
    return f"ทะเบียนการรับของขวัญ{span}: {gifts_in_words(gifts)}"


def summary(figures: YearFigures) -> list[tuple[str, str]]:
    """Every part with its sentence."""
    return [
        ("ประมวลจริยธรรม", codes_in_words(figures)),
        ("ข้อควรทำและไม่ควรทำ", guidelines_in_words(figures)),
        ("คณะทำงาน", teams_in_words(figures)),
        ("อบรมและกิจกรรม", activities_in_words(figures)),
        ("ผลการประเมิน", assessment_in_words(figures)),
        ("ประกาศ No Gift Policy", declaration_in_words(figures)),
        ("กิจกรรม No Gift Policy", no_gift_in_words(figures)),
        ("การรับของขวัญ", gifts_told(figures)),
    ]


# ── the annual report ────────────────────────────────────────────────────────
def sentences(figures: YearFigures) -> Iterator[Sentence]:
    """What the year has to say in the annual report; gaps are left out."""

    def told(text: str, key: str, route: str) -> Sentence:
        return Sentence(text, key, reverse(f"ethics:{route}", args=[figures.year]))

    if figures.activities.number:
        yield told(activities_in_words(figures), "activities", "activities")
    if figures.codes:
        yield told(codes_in_words(figures), "codes", "codes")
    if figures.guidelines:
        yield told(guidelines_in_words(figures), "guidelines", "guidelines")
    if figures.teams:
        yield told(teams_in_words(figures), "teams", "team")
    if figures.assessment:
        yield told(assessment_in_words(figures), "assessment", "assessment")
    if figures.declaration:
        yield told(declaration_in_words(figures), "declaration", "declaration")
    if figures.no_gift.number:
        yield told(no_gift_in_words(figures), "no gift activities", "no_gift")
    if figures.gifts.halves:
        yield told(_gift_sentence(figures), "gifts", "gifts")


def _gift_sentence(figures: YearFigures) -> str:
    gifts = figures.gifts
    span = "ทั้งปี" if gifts.is_whole else f"ถึงวันที่ {thai.long_date(gifts.until or figures.counted_on)}"
    offered = f" ({gifts_in_words(gifts)})" if gifts.total else ""
    return f"รับของขวัญ{span} {_count(gifts.received, 'รายการ')}{offered}"
