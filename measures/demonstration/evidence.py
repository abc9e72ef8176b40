"""Evidence for the demonstration measures: small real workbooks with invented figures, and said to be so."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from openpyxl import Workbook

from measures.models import EvidenceDocument, Measure, Slug
from portal.attachments import store_upload
from portal.models import Office, User
from portal.spreadsheets import Column, Kind, Value, workbook_bytes, write_table

MADE_AT = dt.datetime(2023, 10, 31, 9, 0, tzinfo=dt.UTC)
NOTE = "ข้อมูลสาธิต ปีงบประมาณ พ.ศ. 2566 ตัวเลขสมมติเพื่อแสดงการทำงานของเว็บไซต์"
MONTHS = "ต.ค. 2565|พ.ย. 2565|ธ.ค. 2565|ม.ค. 2566|ก.พ. 2566|มี.ค. 2566|เม.ย. 2566|พ.ค. 2566|มิ.ย. 2566|ก.ค. 2566|ส.ค. 2566|ก.ย. 2566".split(
    "|"
)
WALK_IN = (42, 38, 31, 45, 40, 52, 29, 61, 48, 37, 35, 33)
E_SERVICE = (0, 0, 4, 9, 11, 15, 12, 22, 19, 18, 21, 24)

Table = tuple[str, list[Column], list[tuple[Value, ...]]]

TABLES: dict[Slug, Table] = {
    Slug.SERVICES: (
        "สถิติการให้บริการรายเดือน แยก Walk-in กับ E-Service",
        [
            Column("เดือน", 16),
            Column("Walk-in", 14, Kind.INTEGER),
            Column("E-Service", 14, Kind.INTEGER),
            Column("รวม", 14, Kind.INTEGER),
        ],
        [
            (month, walk_in, online, walk_in + online)
            for month, walk_in, online in zip(MONTHS, WALK_IN, E_SERVICE, strict=True)
        ],
    ),
}


SUMMED = {Slug.SERVICES}
"""Tables whose numbers add up to something."""


def attach_evidence(measure: Measure, by: User) -> None:
    """A workbook for the measure, where there is a table for it."""
    table = TABLES.get(Slug(measure.slug))
    if table is None:
        return
    title, columns, rows = table
    if measure.slug in SUMMED:
        rows = [*rows, _total(columns, rows)]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "ข้อมูล"
    write_table(sheet, columns, rows, headings=(title, NOTE))
    content = workbook_bytes(book, title=title, author=Office.load().name, created=MADE_AT)
    file = ContentFile(content, name=f"{measure.slug}-{measure.year}.xlsx")
    EvidenceDocument(owner=measure, title=f"{title} (ข้อมูลสาธิต)", current=store_upload(file, by=by)).save()


def _total(columns: list[Column], rows: list[tuple[Value, ...]]) -> tuple[Value, ...]:
    """The row under the table: the sum of each column of numbers."""
    sums = [
        sum(value for value in values if isinstance(value, int)) if column.kind is Kind.INTEGER else None
        for column, values in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    return ("รวม", *sums[1:])
