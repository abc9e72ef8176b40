"""Where something stands in a file that was brought in, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: the sheet's name (empty in CSV and JSON), the row counted from 1 as Excel does,
    the column's letters (empty where the whole row is meant) and its header."""

    sheet: str
    row: int
    column: str = ""
    header: str = ""

    def __str__(self) -> str:
        """`แผ่นงาน “ITA-o16” เซลล์ N12 (ราคากลาง)`, without what is not known."""
        parts = [f"แผ่นงาน “{self.sheet}”"] if self.sheet else []
        parts.append(f"เซลล์ {self.column}{self.row}" if self.column else f"แถว {self.row}")
        if self.header:
            parts.append(f"({self.header})")
        return " ".join(parts)


@dataclass(frozen=True)
class Note:
    """A place and what is to be said of it, in Thai; `code` names the kind of note."""

    place: Place
    code: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message is Thai and says how to mend it."""
