"""The public figures of a year as files: one count a row, and a workbook with a sheet for each table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from complaints.statistics import Breakdown, Totals, YearFigures
from portal import thai
from portal.models import Office
from portal.small_cells import NOT_TOLD, WITHHELD, Shown
from portal.spreadsheets import Column, Kind, Value, csv_bytes, workbook_bytes, write_table

TITLE = "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
_CSV = (
    Column("ตาราง", 40),
    Column("รายการ", 40),
    Column("ตั้งแต่", 20, Kind.DATE),
    Column("ถึง", 20, Kind.DATE),
    Column("จำนวน (เรื่อง)", 16),
    Column("อย่างน้อย", 12, Kind.INTEGER),
    Column("อย่างมาก", 12, Kind.INTEGER),
)


def figures_csv(figures: YearFigures) -> bytes:
    """One count a row: table, line, period, the count as the page shows it, and the least and most it can be."""
    return csv_bytes(_CSV, _rows(figures))


def figures_xlsx(figures: YearFigures, office: Office) -> bytes:
    """A workbook: totals, months, and a sheet for each breakdown; counts that are not exact are text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    year = figures.year.label.replace(thai.NBSP, " ")
    until = thai.long_date(figures.as_of).replace(thai.NBSP, " ")
    headings = [f"{TITLE} {year}", office.name, f"ข้อมูล ณ วันที่ {until}"]
    headings += filter(None, [figures_note(figures)])
    for title, heading, first, rows in [
        ("สรุป", "จำนวนเรื่อง", "รายการ", total_rows(figures)),
        *(
            (one.title, one.heading, one.title, breakdown_rows(one, is_over=figures.whole is not None))
            for one in figures.breakdowns
        ),
    ]:
        sheet = book.create_sheet(title)
        columns = [Column(title, 20, Kind.INTEGER) for title in titles_over(figures, rows)]
        write_table(sheet, [Column(first, 60), *columns], map(_cells, rows), headings=[*headings, heading])
    sheet = book.create_sheet("รายเดือน", 1)
    write_table(
        sheet,
        [Column("เดือน", 40), Column("ได้รับ (เรื่อง)", 20, Kind.INTEGER)],
        map(_cells, month_rows(figures)),
        headings=[*headings, "เรื่องที่ได้รับ ตามเดือน"],
    )
    made = dt.datetime.combine(figures.as_of, dt.time(), dt.UTC)
    return workbook_bytes(book, title=headings[0], author=office.name, created=made)


# ── rows for people: a label, and a count for each period that is over ───────
Row = tuple[str, tuple[Shown, ...]]


def period_titles(figures: YearFigures) -> tuple[str, ...]:
    """The periods that are over, as heads of columns."""
    return ("หกเดือนแรก", "ทั้งปี") if figures.whole else ("หกเดือนแรก",)


def titles_over(figures: YearFigures, rows: list[Row]) -> tuple[str, ...]:
    """The heads of the columns that rows have: those of the last periods."""
    return period_titles(figures)[-len(rows[0][1]) :]


def cuts(figures: YearFigures) -> tuple[Totals, ...]:
    return (figures.half, figures.whole) if figures.whole else (figures.half,)


def total_rows(figures: YearFigures) -> list[Row]:
    """Received, finished, in progress: what the OIT item asks for."""
    known = cuts(figures)
    return [
        ("เรื่องที่ได้รับทั้งหมด", tuple(cut.received for cut in known)),
        ("ดำเนินการแล้วเสร็จ", tuple(cut.finished for cut in known)),
        ("อยู่ระหว่างดำเนินการ", tuple(cut.in_progress for cut in known)),
    ]


def month_rows(figures: YearFigures) -> list[Row]:
    """The months until the last cut."""
    return [(thai.month_year(month.starts_on), (month.received or NOT_TOLD,)) for month in figures.months]


def breakdown_rows(breakdown: Breakdown, *, is_over: bool) -> list[Row]:
    """The lines of a breakdown, without the first period where nothing of it is shown, unless it is the only one."""
    if not is_over:
        return [(line.label, (line.half or NOT_TOLD,)) for line in breakdown.lines]
    if not any(line.half for line in breakdown.lines):
        return [(line.label, (line.whole or NOT_TOLD,)) for line in breakdown.lines]
    return [(line.label, (line.half or NOT_TOLD, line.whole or NOT_TOLD)) for line in breakdown.lines]


def figures_note(figures: YearFigures) -> str:
    """What the signs mean, if there are any."""
    counts = [count for _, row in _all_rows(figures) for count in row]
    notes = []
    if any(count.is_told and not count.is_exact for count in counts):
        notes.append("<3 คือ 1 หรือ 2 เรื่อง")
    if NOT_TOLD in counts:
        notes.append(f"“{WITHHELD}” คือไม่แสดงเพื่อไม่ให้คำนวณจำนวนที่น้อยได้")
    return " ".join(notes)


def _all_rows(figures: YearFigures) -> list[Row]:
    is_over = figures.whole is not None
    lines = [row for one in figures.breakdowns for row in breakdown_rows(one, is_over=is_over)]
    return [*total_rows(figures), *month_rows(figures), *lines]


def _cells(row: Row) -> Sequence[Value]:
    label, counts = row
    return [
        label.replace(thai.NBSP, " "),
        *(count.least if count.is_exact else count.text for count in counts),
    ]


def _rows(figures: YearFigures) -> Iterator[Sequence[Value]]:
    first, is_over = figures.year.starts_on, figures.whole is not None
    ends = [cut.until for cut in cuts(figures)]
    tables = [
        ("จำนวนเรื่อง", total_rows(figures)),
        *((one.heading, breakdown_rows(one, is_over=is_over)) for one in figures.breakdowns),
    ]
    for title, rows in tables:
        for label, counts in rows:
            for end, count in zip(ends[-len(counts) :], counts, strict=True):
                yield [title, label, first, end, *_count(count)]
    for month, (label, (count,)) in zip(figures.months, month_rows(figures), strict=True):
        yield [
            "เรื่องที่ได้รับ ตามเดือน",
            label.replace(thai.NBSP, " "),
            month.starts_on,
            month.ends_on,
            *_count(count),
        ]


def _count(count: Shown) -> Sequence[Value]:
    return [count.text, count.least if count.is_told else None, count.most]
