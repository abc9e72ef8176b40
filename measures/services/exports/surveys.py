"""Results of a survey as files: how often each answer was given; never anybody's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from measures.services.figures.satisfaction import LEAST
from measures.services.figures.surveys import Results
from measures.services.models import QuestionKind, Survey
from portal import thai
from portal.models import Office
from portal.spreadsheets import Column, Kind, Value, csv_bytes, workbook_bytes, write_table

COLUMNS = (
    Column("ข้อ", 8, Kind.INTEGER),
    Column("คำถาม", 50),
    Column("วิธีตอบ", 20),
    Column("ผู้ตอบข้อนี้ (คน)", 14, Kind.INTEGER),
    Column("คำตอบ", 40),
    Column("จำนวน (คน)", 14, Kind.INTEGER),
    Column("คะแนนเฉลี่ย", 14, Kind.MONEY),
)


def results_csv(results: Results) -> bytes:
    return csv_bytes(COLUMNS, _rows(results))


def results_xlsx(survey: Survey, results: Results, office: Office, *, on: dt.date) -> bytes:
    """One row for each answer, under the survey's name and days."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "ผลการสำรวจ"
    headings = [
        f"ผลการสำรวจ {survey.title}",
        office.name,
        f"เปิดรับ {thai.date_range(survey.opens_on, survey.closes_on)}",
        f"ผู้ตอบ {thai.number(results.number)} คน ข้อมูล ณ วันที่ {thai.long_date(on)}",
    ]
    headings = [heading.replace(thai.NBSP, " ") for heading in headings]
    write_table(sheet, COLUMNS, _rows(results), headings=headings)
    made = dt.datetime.combine(on, dt.time(), dt.UTC)
    return workbook_bytes(book, title=headings[0], author=office.name, created=made)


def _rows(results: Results) -> Iterator[Sequence[Value]]:
    for number, question in enumerate(results.questions, start=1):
        first: list[Value] = [number, question.text, str(question.kind.label), question.answered]
        if not question.is_told:
            is_words = question.kind == QuestionKind.TEXT
            yield [*first, "เจ้าหน้าที่อ่านเท่านั้น" if is_words else f"ไม่แสดง เพราะมีผู้ตอบไม่ถึง {LEAST} คน", None, None]
        for line in question.lines:
            yield [*first, line.title, line.count, question.mean]
