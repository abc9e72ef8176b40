"""The yearly report on satisfaction as files: a tagged PDF in official form, and a workbook with real numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from openpyxl import Workbook

from measures.services.figures.satisfaction import LEAST, Line, Said, YearSaid
from portal import thai
from portal.models import Office
from portal.pdf import render_pdf
from portal.spreadsheets import Column, Kind, Value, workbook_bytes, write_table

TITLE = "รายงานผลการสำรวจความพึงพอใจการให้บริการ"
WITHHELD = "ไม่แสดง"
LEVELS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
SCORE_TITLES = tuple(f"{score} {level}" for score, level in enumerate(LEVELS, start=1))
_COLUMNS = (
    Column("บริการ", 50),
    Column("ตั้งแต่", 20, Kind.DATE),
    Column("ถึง", 20, Kind.DATE),
    Column("ผู้ตอบ (คน)", 12, Kind.INTEGER),
    *(Column(title, 14, Kind.INTEGER) for title in SCORE_TITLES),
    Column("คะแนนเฉลี่ย", 14, Kind.MONEY),
    Column("ร้อยละที่พึงพอใจมากขึ้นไป", 18, Kind.MONEY),
)


def satisfaction_xlsx(said: YearSaid, office: Office) -> bytes:
    """One row for each service and period; what is not told is a word, never an empty cell."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = f"ความพึงพอใจ {said.year}"
    year = said.year.label.replace(thai.NBSP, " ")
    on = thai.long_date(said.counted_on).replace(thai.NBSP, " ")
    headings = [f"{TITLE} {year}", office.name, f"ข้อมูล ณ วันที่ {on}", *notes(said)]
    write_table(sheet, _COLUMNS, _rows(said), headings=headings)
    made = dt.datetime.combine(said.counted_on, dt.time(), dt.UTC)
    return workbook_bytes(book, title=headings[0], author=office.name, created=made)


def satisfaction_pdf(said: YearSaid, office: Office) -> bytes:
    """The report on A4 with Thai digits; the same figures on the same day give the same bytes."""
    html = render_to_string(
        "services/satisfaction_print.html",
        {
            "title": TITLE,
            "office": office.name,
            "said": said,
            "rows": [(line.title, line.half, line.whole) for line in said.lines],
            "levels": list(zip(range(1, 6), LEVELS, strict=True)),
            "notes": list(notes(said)),
            "half_ends": half_ends(said),
            "address": f"{settings.SITE_URL}{reverse('services:satisfaction', args=[said.year])}",
        },
    )
    made = dt.datetime.combine(said.counted_on, dt.time(), thai.BANGKOK)
    return render_pdf(
        html, title=f"{TITLE} {said.year.label}", stylesheets=["satisfaction.css"], created=made
    )


def notes(said: YearSaid) -> Iterator[str]:
    """What a reader must know of the figures."""
    if said.hidden:
        yield (
            f"บริการที่มีผู้ตอบไม่ถึง {LEAST} คนแสดงเฉพาะจำนวนผู้ตอบ "
            "และบางบริการหรือบางช่วงไม่แสดงด้วย เพื่อไม่ให้นำยอดมาลบกันจนรู้คำตอบของคนจำนวนน้อย"
        )


def half_ends(said: YearSaid) -> dt.date:
    return dt.date(thai.ce(said.year), 3, 31)


def periods(said: YearSaid) -> tuple[tuple[str, dt.date, dt.date], ...]:
    """Name, first and last day of what is told, the running year until the day of counting."""
    last = min(said.year.ends_on, said.counted_on)
    first = said.year.starts_on
    return (("หกเดือนแรก", first, min(half_ends(said), last)), ("ทั้งปี", first, last))


def _rows(said: YearSaid) -> Iterator[Sequence[Value]]:
    for line in (*said.lines, said.total):
        for (_, first, last), one in zip(periods(said), _pair(line), strict=True):
            yield [line.title, first, last, one.number, *_cells(one)]


def _pair(line: Line) -> tuple[Said, Said]:
    return line.half, line.whole


def _cells(one: Said) -> list[Value]:
    if one.scores is None or one.mean is None:
        return [WITHHELD if one.number else "–"] * 7
    return [*one.scores, one.mean, one.satisfied_value]
