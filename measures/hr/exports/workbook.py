"""The workbook of a year: a sheet for each part, with real dates and numbers and a row of sums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from measures.hr.exports.tables import HEADCOUNT, TRAINING
from measures.hr.figures import ProjectLine, Year
from portal import thai
from portal.small_cells import Shown
from portal.spreadsheets import Column, Kind, Value, workbook_bytes, write_table

Row = Sequence[Value]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its tab, its heading, its columns and rows; `total` is the last row."""

    tab: str
    heading: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None = None


def workbook(year: Year, *, office: str) -> bytes:
    """The .xlsx file; the same records give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets(year):
        rows = [*sheet.rows, sheet.total] if sheet.total else sheet.rows
        headings = [f"{sheet.heading} {year.year.label}".replace(thai.NBSP, " "), office]
        if year.report and sheet.tab != RULES:
            headings.append(f"ข้อมูล ณ วันที่ {thai.long_date(year.report.as_of)}".replace(thai.NBSP, " "))
        write_table(book.create_sheet(sheet.tab), sheet.columns, rows, headings=headings)
    title = f"การบริหารและพัฒนาทรัพยากรบุคคล ปีงบประมาณ พ.ศ. {year.year}"
    return workbook_bytes(book, title=title, author=office, created=_moment(year.changed_at))


RULES = "หลักเกณฑ์"


def sheets(year: Year) -> Iterator[Sheet]:
    """The parts that the year has."""
    if year.projects:
        yield _projects(year)
    if year.rules:
        yield Sheet(
            RULES,
            "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล",
            [Column("เรื่อง", 40), Column("หลักเกณฑ์โดยสรุป", 80), Column("กฎหมายหรือประกาศ", 50)],
            [(label, rule.text, rule.reference) for label, rules in year.rules for rule in rules],
        )
    if year.report is None:
        return
    yield _headcount(year)
    yield _training(year)
    yield Sheet(
        "บรรจุ-แต่งตั้ง",
        "การบรรจุ แต่งตั้ง ย้าย และพ้นจากตำแหน่ง",
        [Column("รายการ", 50), Column("จำนวน (คน)", 16, Kind.INTEGER)],
        [(one.label, one.shown.least) for one in year.movements],
    )
    yield Sheet(
        "วินัย",
        "การดำเนินการทางวินัย (จำนวน 1 หรือ 2 แสดงเป็น <3)",
        [Column("รายการ", 50), Column("จำนวน (เรื่อง)", 16, Kind.INTEGER)],
        [(one.label, _told(one.shown)) for one in year.discipline] or [("ไม่มีการดำเนินการทางวินัย", 0)],
        ("รวม", _told(year.discipline_total)) if year.discipline else None,
    )
    yield Sheet(
        "ปัญหาและข้อเสนอแนะ",
        "ปัญหา อุปสรรค และข้อเสนอแนะ",
        [Column("เรื่อง", 24), Column("ข้อความ", 120)],
        [("ปัญหาและอุปสรรค", year.report.problems), ("ข้อเสนอแนะ", year.report.suggestions)],
    )


def _projects(year: Year) -> Sheet:
    columns = [
        Column("ด้าน", 30),
        Column("โครงการหรือกิจกรรม", 50),
        Column("วัตถุประสงค์", 44),
        Column("ตัวชี้วัด", 36),
        Column("ค่าเป้าหมาย", 24),
        Column("เริ่ม", 20, Kind.DATE),
        Column("สิ้นสุด", 20, Kind.DATE),
        Column("งบประมาณ (บาท)", 18, Kind.MONEY),
        Column("ผู้รับผิดชอบ", 32),
        Column("ผลการดำเนินการ", 22),
        Column("ค่าที่ทำได้", 24),
        Column("งบประมาณที่ใช้ (บาท)", 18, Kind.MONEY),
        Column("ผลโดยสรุป", 60),
    ]
    total: list[Value] = ["รวม", *[None] * 6, year.budget, *[None] * 3, None, None]
    if year.report:
        total[11] = year.spent
    return Sheet("แผนและผล", "แผนและผลการดำเนินการตามแผน", columns, list(map(_line, year.projects)), total)


def _line(line: ProjectLine) -> Row:
    project, result = line.project, line.result
    planned: Row = (
        (
            str(project.get_area_display()),
            project.title,
            project.aim,
            project.indicator,
            project.target,
            project.starts_on,
            project.ends_on,
            project.budget,
            str(project.owner_group),
        )
        if project
        else ("", line.title, *[None] * 7)
    )
    done: Row = (
        (str(result.get_outcome_display()), result.achieved, result.spent, result.text)
        if result
        else ("", "", None, "")
    )
    return (*planned, *done)


def _headcount(year: Year) -> Sheet:
    fields = HEADCOUNT.fields[:-1]  # the day stands over the table
    sums = year.total
    return Sheet(
        "อัตรากำลัง",
        "อัตรากำลัง จำแนกตามประเภทและระดับ",
        [field.column for field in fields],
        [[field.value(row) for field in fields] for row in year.headcount],
        ("รวม", None, sums.authorised, sums.filled, sums.vacant, sums.men, sums.women, sums.trained),
    )


def _training(year: Year) -> Sheet:
    totals = year.training_totals
    return Sheet(
        "การอบรม",
        "การอบรมและพัฒนาบุคลากร",
        [field.column for field in TRAINING.fields],
        TRAINING.rows(year.trainings),
        ("รวม", None, None, None, None, totals.attended, None, totals.hours, totals.money),
    )


def _told(count: Shown) -> Value:
    """A number where it is exact, else the words for it."""
    return count.least if count.is_exact else count.text


def _moment(moment: dt.datetime) -> dt.datetime:
    return moment.replace(microsecond=0)
