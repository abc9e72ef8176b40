"""A filled-in file read: its sheets, headers, rows and cells, and everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from portal.bulk_entry.cell_values import CellReader
from portal.bulk_entry.fields import Field
from portal.bulk_entry.lists import BulkList
from portal.sheets.cells import CellFault
from portal.sheets.dates import shown
from portal.sheets.headers import Header, find_header, header_key
from portal.sheets.openings import open_table
from portal.sheets.places import Note, Place, UnreadableFile
from portal.sheets.sources import Sheet, column_letters, is_empty, named_few

EXPLANATION, OPTIONS = "คำอธิบาย", "ตัวเลือก"
"""Sheets of our own that hold no rows."""


@dataclass
class ReadRow:
    """A row of the file: values of the columns that the file has, and where each of them stands."""

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def place_of(self, name: str) -> Place:
        """The cell of a column; the row where the file has none."""
        return self.places.get(name, self.place)


@dataclass
class ReadList:
    """All that was read from one file. Nothing may be kept while there are `faults`."""

    rows: list[ReadRow] = field(default_factory=list)
    faults: list[Note] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Sentences on the file: columns and sheets that were passed over, its encoding."""


def read_list(list_: BulkList, content: bytes, name: str) -> ReadList:
    """Read a workbook or a CSV file of a list.

    Raises UnreadableFile in Thai where nothing can be read at all: another kind of file, damaged, no header, no rows.
    """
    source = open_table(content, name)
    read = ReadList(notes=list(source.notes))
    reader = CellReader(list_.fields)
    passed_over = []
    found = False
    for sheet in source.sheets:
        if sheet.name in (EXPLANATION, OPTIONS) or all(map(sheet.is_blank, range(len(sheet.rows)))):
            continue
        header = find_header(sheet, list_.fields, at_least=min(2, len(list_.fields)))
        if header is None:
            passed_over.append(sheet.name)
            continue
        found = True
        _read_sheet(list_, sheet, header, reader, read)
    if not found:
        headings = named_few([one.heading for one in list_.fields], 6)
        raise UnreadableFile(
            f"ไฟล์ “{name}” ไม่มีหัวตารางของรายการนี้ หัวคอลัมน์ต้องเป็น {headings} "
            "โปรดดาวน์โหลดแบบฟอร์ม แล้วคัดลอกข้อมูลลงในแบบฟอร์ม"
        )
    if passed_over:
        read.notes.append(f"ไม่ได้อ่านแผ่นงาน {named_few(passed_over)} เพราะไม่มีหัวตารางของรายการนี้")
    if not read.rows and not read.faults:
        raise UnreadableFile(f"ไฟล์ “{name}” มีแต่หัวตาราง ยังไม่มีข้อมูล โปรดกรอกข้อมูลใต้หัวตารางอย่างน้อยหนึ่งแถว")
    read.faults.sort(key=in_order)
    return read


def in_order(fault: Note) -> tuple[str, int, int, str]:
    """Where a fault stands in the order of the file: column AA comes after Z."""
    return fault.place.sheet, fault.place.row, len(fault.place.column), fault.place.column


def _read_sheet(list_: BulkList, sheet: Sheet, header: Header, reader: CellReader, read: ReadList) -> None:
    read.faults += _header_faults(list_, sheet, header)
    columns = [one for one in list_.fields if one.name in header.columns]
    ignored = [
        f"{column_letters(index)} “{shown(_lowest(sheet, header, index))}”"
        for index in header.unknown
        if any(not is_empty(sheet.cell(row, index)) for row in range(header.first_row, len(sheet.rows)))
    ]
    if ignored:
        where = f"แผ่นงาน “{sheet.name}” " if sheet.name else ""
        read.notes.append(f"{where}มีคอลัมน์ที่ไม่อยู่ในแบบฟอร์ม จึงไม่นำเข้า: {', '.join(ignored)}")
    rows = [
        row
        for row in range(header.first_row, len(sheet.rows))
        if any(not is_empty(sheet.cell(row, header.columns[one.name])) for one in columns)
    ]
    if len(read.rows) + len(rows) > list_.most_rows:
        raise UnreadableFile(
            f"ไฟล์มีข้อมูล {len(read.rows) + len(rows):,} แถว นำเข้าได้ครั้งละไม่เกิน {list_.most_rows:,} แถว "
            "โปรดแบ่งเป็นหลายไฟล์"
        )
    obstacles = sheet.obstacles(range(header.first_row, len(sheet.rows)), list(header.columns.values()))
    read.faults += obstacles
    told = {obstacle.place for obstacle in obstacles}
    for number in rows:
        row = ReadRow(sheet.place(number))
        for one in columns:
            index = header.columns[one.name]
            place = row.places[one.name] = sheet.place(number, index, one.heading)
            if sheet.place(number, index) in told:
                continue
            try:
                row.values[one.name] = reader.read(one, sheet.cell(number, index))
            except CellFault as error:
                read.faults.append(Note(place, "unreadable", str(error)))
        read.rows.append(row)


def _header_faults(list_: BulkList, sheet: Sheet, header: Header) -> Iterator[Note]:
    """Needed columns that are missing, columns that seem to be misspelt, and columns that stand there twice."""
    needed = {one.name for one in list_.fields if one.is_required} | set(list_.key)
    unknown = [header_key(title) for title in header.unknown.values()]
    for one in list_.fields:
        if one.name not in header.columns and _near(one, unknown):
            needed.add(one.name)
    yield from header.faults(sheet, list_.fields, needed)
    for one in list_.fields:
        for index in header.extra.get(one.name, ()):
            if any(not is_empty(sheet.cell(row, index)) for row in range(header.first_row, len(sheet.rows))):
                first = column_letters(header.columns[one.name])
                what = f"หัวคอลัมน์ “{one.heading}” ซ้ำกับคอลัมน์ {first} โปรดลบคอลัมน์ที่ไม่ใช้"
                yield Note(sheet.place(header.first_row - 1, index), "twice", what)


def _lowest(sheet: Sheet, header: Header, column: int) -> str:
    """The heading of a column that we do not know, without titles of the sheet above it."""
    above = (sheet.cell(row, column) for row in range(header.first_row - 1, -1, -1))
    return next((str(value) for value in above if not is_empty(value)), header.unknown[column])


def _near(one: Field, unknown: list[str]) -> bool:
    return bool(get_close_matches(header_key(one.heading), unknown, n=1, cutoff=0.8))
