"""The four-column table among the lines of a report: its header, its pages, rows and surroundings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from measures.report_reader.results import UnreadableReport
from measures.report_reader.source_lines import Line
from measures.report_reader.spacing import plain, squeezed

COLUMNS = {
    "title": "มาตรการหรือกิจกรรม",
    "steps": "ขั้นตอนหรือวิธีการปฏิบัติ",
    "summary": "สรุปผลการดำเนินการ",
    "outcome": "ผลลัพธ์/ความสำเร็จ",
}
"""The columns of the report (o35) and their Thai names."""

_HEADINGS = {
    "title": re.compile("(?:ชื่อ)?(?:มาตรการ|กิจกรรม)"),
    "steps": re.compile("ขั้นตอน|วิธีการ|วิธีปฏิบัติ|แนวทาง"),
    "summary": re.compile("สรุปผล|ผลการดำเนิน"),
    "outcome": re.compile("ผลลัพธ์|ความสำเร็จ|ผลสำเร็จ"),
}
_LONGEST_HEADING = 150  # letters; the office's longest has 80
_SIGNATURE = re.compile(r"\(?(?:ลงชื่อ|ลงนาม|ผู้บริหาร|ผู้รายงาน|ผู้รับรอง|นาย|นาง|ว่าที่|ดร\.|\.{4})")


@dataclass(frozen=True)
class Row:
    """One row of the table: its text by column, and where it stands."""

    line: Line
    cells: dict[str, str]
    columns: dict[str, int]
    extra: tuple[str, ...]
    page: int
    is_after_break: bool

    @property
    def is_short(self) -> bool:
        """Whether a row has fewer cells than its header; spreadsheets leave empty ones out."""
        return not self.line.addresses and len(self.line.cells) <= max(self.columns.values())

    def place_of(self, column: str) -> str:
        """Where one cell is, in Thai: its address where a sheet has one, else the place of its row."""
        return self.line.place_of(self.columns[column])


@dataclass
class Table:
    """The report's table and the lines around it. `pages` counts the headers that begin a page."""

    headers: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)
    between: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    unread_columns: list[str] = field(default_factory=list)

    def pages(self) -> Iterator[list[Row]]:
        """The rows of each page."""
        for page in sorted({row.page for row in self.rows}):
            yield [row for row in self.rows if row.page == page]


def find_table(lines: Sequence[Line], name: str) -> Table:
    """The report's table. Raises UnreadableReport when no row has the four headings, or none follows them."""
    table = Table()
    columns: dict[str, int] = {}
    last_table = 0
    is_after_break = False
    for line in _without_signature_rows(lines):
        found = _headings(line)
        if len(found) == len(COLUMNS):
            is_first = not table.headers
            table.headers.append(line)
            columns, last_table, is_after_break = found, line.table, not is_first
            if is_first:
                table.unread_columns = _unread(line, found)
        elif not table.headers:
            table.before.append(line)
        elif line.is_table_row:
            is_after_break = is_after_break or line.table != last_table
            last_table = line.table
            table.rows.append(_row(line, columns, len(table.headers), is_after_break=is_after_break))
            table.between += table.after
            table.after, is_after_break = [], False
        else:
            table.after.append(line)
    if not table.headers:
        raise UnreadableReport(_no_header(lines, name))
    if not table.rows:
        raise no_measures(table, name)
    return table


def no_measures(table: Table, name: str) -> UnreadableReport:
    """The fault of a table that has its header and no measure under it."""
    return UnreadableReport(
        f"ไฟล์ {name} {table.headers[0].place} มีหัวตาราง แต่ไม่มีแถวของมาตรการอยู่ใต้หัวตาราง "
        "โปรดตรวจว่าบันทึกรายงานครบทุกหน้า แล้วนำเข้าใหม่"
    )


def _row(line: Line, columns: dict[str, int], page: int, *, is_after_break: bool) -> Row:
    cells = {
        column: plain(line.cells[index]) if index < len(line.cells) else ""
        for column, index in columns.items()
    }
    extra = tuple(cell for cell in line.cells[max(columns.values()) + 1 :] if cell.strip())
    return Row(line, cells, columns, extra, page, is_after_break)


def _headings(line: Line) -> dict[str, int]:
    """The columns whose headings stand in a line, each with its index."""
    found: dict[str, int] = {}
    if not line.is_table_row:
        return found
    for index, cell in enumerate(line.cells):
        text = squeezed(plain(cell)) if len(cell) < 10 * _LONGEST_HEADING else ""
        for column, heading in _HEADINGS.items():
            if column not in found and 0 < len(text) <= _LONGEST_HEADING and heading.match(text):
                found[column] = index
                break
    return found


def _unread(header: Line, columns: dict[str, int]) -> list[str]:
    """Headings of columns that a report has beside the four, other than the running number."""
    others = (plain(cell) for index, cell in enumerate(header.cells) if index not in columns.values())
    return [other for other in others if other and not re.match("ลำดับ|ที่$|ข้อ", other)]


def _no_header(lines: Sequence[Line], name: str) -> str:
    best = max(lines, key=lambda line: len(_headings(line)), default=None)
    found = _headings(best) if best else {}
    mend = "โปรดใส่หัวตารางให้ครบสี่ช่อง คือ " + ", ".join(f"“{title}”" for title in COLUMNS.values())
    if not any(line.is_table_row for line in lines):
        return (
            f"ไฟล์ {name} ไม่มีตาราง จึงอ่านเป็นรายงานไม่ได้ โปรดเลือกไฟล์รายงานที่มีตารางสี่ช่อง "
            "หากเป็นข้อความ ต้องคั่นแต่ละช่องด้วยแท็บ แล้วนำเข้าใหม่"
        )
    if not best or not found:
        return f"ไฟล์ {name} มีตาราง แต่ไม่พบหัวตารางของรายงานในแถวใด {mend} แล้วนำเข้าใหม่"
    missing = ", ".join(f"“{title}”" for column, title in COLUMNS.items() if column not in found)
    return f"ไฟล์ {name} {best.place} หัวตารางขาดช่อง {missing} {mend} แล้วนำเข้าใหม่"


def _without_signature_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with the signature below a spreadsheet's table as lines outside it."""
    start = len(lines)
    while start and len(lines[start - 1].filled) <= 1:
        start -= 1
    for index in range(start, len(lines)):
        if any(_SIGNATURE.match(cell.strip()) for cell in lines[index].filled):
            yield from lines[:index]
            for line in lines[index:]:
                yield Line(line.number, line.place, line.filled, is_table_row=False, table=line.table)
            return
    yield from lines
