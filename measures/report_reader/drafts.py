"""Rows of the table joined into measures: a row torn by a page break goes on in the row below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from measures.report_reader.slugs import slug_of
from measures.report_reader.spacing import Joiner, column_width, goes_on, is_broken
from measures.report_reader.tables import COLUMNS, Row, Table

_STEP = re.compile(r"(?:^|(?<=[ \n]))([0-9๐-๙]{1,2})[.)] ?(?=[^0-9๐-๙\s])")
_REFERENCE = re.compile(r"(?:ข้อ|มาตรา|ที่|ลำดับ|หมวด|ส่วน|บท|หน้า) ?$")
_NUMBERED_TITLE = re.compile(r"[0-9๐-๙]{1,2}[.)] ?")
_TITLE_OPENS = re.compile("การ|มาตรการ|กิจกรรม|โครงการ")


@dataclass
class Draft:
    """A measure while its rows are being joined. `is_led_in`: text stands before the first number."""

    rows: list[Row] = field(default_factory=list)
    title: str = ""
    steps: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    summary: str = ""
    outcome: str = ""
    is_led_in: bool = False

    @property
    def last_number(self) -> int:
        return self.numbers[-1] if self.numbers else 0

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each text with the column it stands in."""
        yield "title", self.title
        yield from (("steps", step) for step in self.steps)
        yield "summary", self.summary
        yield "outcome", self.outcome

    def where(self, column: str) -> str:
        """In Thai, every place of the file that one cell of the measure came from."""
        rows = [row for row in self.rows if row.cells[column]] or self.rows[:1]
        places = " และ".join(row.place_of(column) for row in rows)
        return f"{places} ช่อง “{COLUMNS[column]}”"


def drafts_of(table: Table, joiner: Joiner) -> tuple[list[Draft], list[Row]]:
    """The measures of a table, and the rows that belong to none of them."""
    drafts: list[Draft] = []
    unknown: list[Row] = []
    for page in table.pages():
        widths = _widths(page)
        for row in page:
            is_torn_off = bool(drafts) and (row.is_after_break or not row.cells["title"])
            if _is_lone_title(row) and slug_of(row.cells["title"]) is None and not is_torn_off:
                unknown.append(row)
            elif drafts and not _begins_measure(row, drafts[-1]):
                _add(drafts[-1], row, widths, joiner)
            else:
                drafts.append(Draft())
                _add(drafts[-1], row, widths, joiner)
    return drafts, unknown


def _widths(page: list[Row]) -> dict[str, int | None]:
    cells = {column: [row.cells[column] for row in page] for column in COLUMNS}
    if not is_broken(cell for column in cells.values() for cell in column):
        return dict.fromkeys(COLUMNS)
    return {column: column_width(texts) for column, texts in cells.items()}


def _is_lone_title(row: Row) -> bool:
    return not any(row.cells[column] for column in ("steps", "summary", "outcome"))


def _begins_measure(row: Row, current: Draft) -> bool:
    """Whether a row is a new measure, by weighing what speaks for a beginning and what for going on."""
    title, steps = row.cells["title"], row.cells["steps"]
    if not title:
        return False
    slug, current_slug = slug_of(title), slug_of(current.title)
    first = _STEP.match(steps)
    beginning = (
        3 * title.startswith("การเผยแพร่")
        + 3 * bool(_NUMBERED_TITLE.match(title))
        + bool(_TITLE_OPENS.match(title))
        + 2 * (slug is not None and slug != current_slug)
        + 2 * (first is not None and int(first[1]) == 1)
    )
    if not row.is_after_break:
        return beginning > 0 or not goes_on(current.title)
    going_on = (
        row.is_after_break
        + 2 * any(goes_on(text) for _, text in current.texts())
        + 3 * (first is not None and current.last_number > 0 and int(first[1]) == current.last_number + 1)
        + 2 * (first is None and bool(steps) and current.last_number > 0)
        + 2 * (_is_lone_title(row) or (slug is not None and slug == current_slug))
        + (not _TITLE_OPENS.match(title))
    )
    return beginning >= going_on


def _add(draft: Draft, row: Row, widths: dict[str, int | None], joiner: Joiner) -> None:
    """Join a row to a measure, cell by cell."""
    draft.rows.append(row)
    is_break = joiner.is_torn or row.is_after_break
    title = row.cells["title"] if draft.title else _NUMBERED_TITLE.sub("", row.cells["title"], count=1)
    draft.title = joiner.joined(draft.title, joiner.unwrapped(title, widths["title"]), is_break=is_break)
    for number, text in _numbered(row.cells["steps"], draft.last_number):
        step = joiner.unwrapped(text, widths["steps"])
        if number is not None:
            draft.is_led_in |= bool(draft.steps) and not draft.numbers
            draft.numbers.append(number)
            draft.steps.append(step)
        elif draft.steps:
            draft.steps[-1] = joiner.joined(draft.steps[-1], step, is_break=is_break)
        else:
            draft.steps.append(step)
    summary = joiner.paragraphs(row.cells["summary"], widths["summary"])
    draft.summary = joiner.joined(draft.summary, summary, is_break=is_break)
    outcome = joiner.paragraphs(row.cells["outcome"], widths["outcome"])
    draft.outcome = joiner.joined(draft.outcome, outcome, is_break=is_break)


def _numbered(text: str, last: int) -> Iterator[tuple[int | None, str]]:
    """The steps in a cell with their numbers; text before the first number has none.

    Within a line only the number that is due opens a step, so that `ข้อ 2.` of a law does not.
    """
    number: int | None = None
    start = 0
    for match in _STEP.finditer(text):
        is_at_line = match.start() == 0 or text[match.start() - 1] == "\n"
        before = text[start : match.start()]
        is_due = int(match[1]) == last + 1 and not _REFERENCE.search(before[-12:])
        if not (is_at_line or is_due):
            continue
        if before.strip():
            yield number, before.strip()
        last = number = int(match[1])
        start = match.end()
    if rest := text[start:].strip():
        yield number, rest
