"""The statistics of a year as files: one month of a service a row, and a workbook with the months over the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from measures.services.figures.statistics import Month, State, Sums, YearFigures
from portal import thai
from portal.models import Office
from portal.spreadsheets import Column, Kind, Value, csv_bytes, workbook_bytes, write_table

TITLE = "สถิติการให้บริการ"
LONG = (
    Column("ปีงบประมาณ พ.ศ.", 14),
    Column("บริการ", 50),
    Column("เดือนที่เริ่มวันที่", 20, Kind.DATE),
    Column("เดือน", 20),
    Column("Walk-in (ครั้ง)", 14, Kind.INTEGER),
    Column("การบันทึก Walk-in", 22),
    Column("E-Service (ครั้ง)", 14, Kind.INTEGER),
    Column("คำขอที่แล้วเสร็จ", 14, Kind.INTEGER),
    Column("แล้วเสร็จในกำหนด", 14, Kind.INTEGER),
)
"""One row for each service and month; a number that is not known is empty, and the next column says why."""


def statistics_csv(figures: YearFigures) -> bytes:
    return csv_bytes(LONG, _rows(figures))


def statistics_xlsx(figures: YearFigures, office: Office) -> bytes:
    """Sheets: months over services, the sums of six months and of the year, and one row for each service and month."""
    book = Workbook()
    book.remove(book.worksheets[0])
    year = figures.year.label.replace(thai.NBSP, " ")
    on = thai.long_date(figures.counted_on).replace(thai.NBSP, " ")
    headings = [f"{TITLE} {year}", office.name, f"ข้อมูล ณ วันที่ {on}", *notes(figures)]
    _write_months(book, figures, headings)
    write_table(
        book.create_sheet("สรุป"),
        [
            Column("บริการ", 50),
            *(Column(title, 16, Kind.INTEGER) for title in _sum_titles(figures)),
        ],
        [[line.title, *_sums(line.half), *_sums(line.whole)] for line in figures.lines]
        + [["รวมทุกบริการ", *_sums(figures.half), *_sums(figures.whole)]],
        headings=headings,
    )
    write_table(book.create_sheet("รายแถว"), LONG, _rows(figures), headings=headings)
    made = dt.datetime.combine(figures.counted_on, dt.time(), dt.UTC)
    return workbook_bytes(book, title=headings[0], author=office.name, created=made)


def _sum_titles(figures: YearFigures) -> list[str]:
    return [
        f"{what} {period}"
        for period in ("หกเดือนแรก", figures.whole_title)
        for what in ("Walk-in", "E-Service", "รวม", "แล้วเสร็จ", "ในกำหนด", "เดือนที่ยังไม่บันทึก")
    ]


def notes(figures: YearFigures) -> Iterator[str]:
    """What a reader of the figures must know of them."""
    if figures.whole.missing:
        yield (
            f"ยังไม่ได้บันทึก Walk-in {thai.number(figures.whole.missing)} เดือนของบริการ ยอดรวมที่มีเดือนเหล่านี้จึงยังไม่ครบ"
        )
    if figures.amended and figures.amended_on:
        on = thai.long_date(figures.amended_on).replace(thai.NBSP, " ")
        yield f"บันทึกหรือแก้ไขหลังสิ้นปี {thai.number(figures.amended)} รายการ ครั้งสุดท้ายวันที่ {on}"


def _write_months(book: Workbook, figures: YearFigures, headings: Sequence[str]) -> None:
    columns = [Column("เดือน", 20)]
    for line in figures.lines:
        columns += [
            Column(f"{line.title} {channel}", 16, Kind.INTEGER) for channel in ("Walk-in", "E-Service")
        ]
    columns += [Column(f"รวม {channel}", 16, Kind.INTEGER) for channel in ("Walk-in", "E-Service")]
    together = [*(line.months for line in figures.lines), figures.months]
    rows: list[list[Value]] = [
        [_plain(month.title), *(cell for months in together for cell in _cells(months[at]))]
        for at, month in enumerate(figures.months)
    ]
    for title, name in (("รวมหกเดือนแรก", "half"), (f"รวม{figures.whole_title}", "whole")):
        sums: list[Sums] = [getattr(one, name) for one in (*figures.lines, figures)]
        rows.append([title, *(number for one in sums for number in (one.walk_in, one.online))])
    write_table(book.create_sheet("รายเดือน"), columns, rows, headings=headings)


def _cells(month: Month) -> tuple[Value, Value]:
    return month.walk_in_value, month.online_value


def _sums(sums: Sums) -> list[Value]:
    return [sums.walk_in, sums.online, sums.total, sums.closed, sums.within, sums.missing]


def _rows(figures: YearFigures) -> Iterator[Sequence[Value]]:
    for line in figures.lines:
        for month in line.months:
            online = month.online_value
            yield [
                str(int(figures.year)),
                line.title,
                month.starts_on,
                _plain(month.title),
                month.walk_in if month.state is State.COUNTED else None,
                month.state.value,
                online if isinstance(online, int) else None,
                month.closed,
                month.within,
            ]


def _plain(text: str) -> str:
    return text.replace(thai.NBSP, " ")
