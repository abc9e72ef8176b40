"""The text of an accepted file, piece by piece with its place, hidden sheets, rows and comments included."""

import csv
import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from django.core.files import File
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from portal.uploads.archives import Budget, SafeArchive, opened
from portal.uploads.faults import fault
from portal.uploads.kinds import CSV, DOCX, PDF, PICTURES, XLSX
from portal.uploads.office import CONTENT_TYPES, feed, local
from portal.uploads.pdf_checks import UNREADABLE
from portal.uploads.text_checks import inspect_csv

_SHARED_STRINGS = "xl/sharedStrings.xml"
_WORKBOOK = "xl/workbook.xml"
_WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
_PLACES = (
    ("word/document", "เนื้อหา"),
    ("word/header", "หัวกระดาษ"),
    ("word/footer", "ท้ายกระดาษ"),
    ("word/footnotes", "เชิงอรรถ"),
    ("word/endnotes", "อ้างอิงท้ายเรื่อง"),
    ("word/comments", "ความเห็นของผู้ตรวจ"),
    ("xl/comments", "ความเห็นในเซลล์"),
    ("xl/threadedComments", "ความเห็นในเซลล์"),
    ("xl/pivotCache", "ข้อมูลหลังตารางสรุป (PivotTable)"),
    ("xl/externalLinks", "ค่าที่เก็บจากไฟล์อื่น"),
    ("docProps/", "คุณสมบัติของไฟล์"),
)
_CHART_DATA = re.compile(r"(word|xl)/embeddings/[^/]+\.xlsx", re.IGNORECASE)
_ENDS_A_PIECE = {"p", "si", "row", "comment", "threadedComment", "definedName", "is", "c", "v"}
_SPEAKING_ATTRIBUTES = {"v", "descr", "title"}
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# What stands in a text only when the letters of a font could not be told.
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]|\r(?!\n)")
_MOST_STRANGE = 0.05  # of the letters of a page
_TWO_BYTES = re.compile(rb"begincodespacerange\s*<[0-9A-Fa-f]{4}>\s*<[0-9A-Fa-f]{4}>\s*endcodespacerange")
_DEEPEST = 8  # drawings within drawings


@dataclass(frozen=True)
class Piece:
    """A stretch of text and where a clerk finds it, such as "แผ่นงาน “รายชื่อ” เซลล์ B7"."""

    where: str
    text: str
    is_hidden: bool = False


def text_of(file: "File[bytes]", kind: str) -> Iterator[Piece]:
    """Yield the text of an accepted file; pictures and scanned pages have none.

    `kind` is the name of a Kind ("pdf", "docx", "xlsx", "csv", …). Raises ValidationError for a damaged file, and
    at the end of a PDF in which the letters of a page cannot be told.
    """
    stream = file.open("rb")
    stream.seek(0)
    name = file.name or ""
    if kind == PDF.name:
        yield from _pdf_pieces(stream, name)
    elif kind in (DOCX.name, XLSX.name):
        with opened(stream, Budget(file.size, name)) as archive:
            yield from _package_pieces(archive, name)
    elif kind == CSV.name:
        yield from _csv_pieces(stream, name)
    elif kind not in {picture.name for picture in PICTURES}:
        raise ValueError(f"unknown kind of file: {kind}")
    stream.seek(0)


def hidden_parts(file: "File[bytes]", kind: str) -> list[str]:
    """Name the hidden sheets, rows and columns of a workbook, in Thai, for whoever is about to publish it."""
    if kind != XLSX.name:
        return []
    stream = file.open("rb")
    stream.seek(0)
    name = file.name or ""
    found = []
    with opened(stream, Budget(file.size, name)) as archive:
        for sheet in _sheets(archive, name):
            place = f"แผ่นงาน “{sheet.title}”"
            if sheet.is_hidden:
                found.append(f"{place} ถูกซ่อนไว้ทั้งแผ่น")
            cells = _Cells(sheet, {})
            for _ in feed(archive.chunks(sheet.part), cells, name):
                cells.pieces.clear()
            if cells.hidden_rows:
                found.append(f"{place} ซ่อนแถวไว้ {cells.hidden_rows:,} แถว")
            if cells.hidden_columns:
                found.append(f"{place} ซ่อนคอลัมน์ {', '.join(cells.hidden_columns)}")
    stream.seek(0)
    return found


def _pdf_pieces(stream: IO[bytes], name: str) -> Iterator[Piece]:
    try:
        reader = PdfReader(stream)
        is_garbled = False
        for number, page in enumerate(reader.pages, start=1):
            _make_readable(page, _DEEPEST)
            text = page.extract_text()
            is_garbled = is_garbled or _says_nothing(text)
            yield Piece(f"หน้า {number}", text)
            for note in page.get("/Annots") or ():
                shown = note.get_object()
                texts = (str(shown[key]) for key in ("/Contents", "/V") if key in shown)
                yield from (Piece(f"หมายเหตุหรือช่องกรอกในหน้า {number}", text, is_hidden=True) for text in texts)
        for value in (reader.metadata or {}).values():
            yield Piece("คุณสมบัติของไฟล์", str(value), is_hidden=True)
    except UNREADABLE as error:
        raise fault("damaged", name) from error
    if is_garbled:
        raise fault("unsearchable", name)


def _says_nothing(text: str) -> bool:
    """Whether the letters of a page could not be told; a page without any is one that was scanned."""
    strange = len(_STRANGE.findall(text))
    return strange > _MOST_STRANGE * len("".join(text.split()))


def _make_readable(drawn: DictionaryObject, depth: int) -> None:
    """Name the codes of fonts whose encoding is a table of two-byte codes in the file, as WeasyPrint writes it.

    pypdf knows encodings by name only; what letter a code is, the font's ToUnicode tells (ISO 32000-2, 9.10.3).
    """
    resources = _under(drawn, "/Resources")
    if not isinstance(resources, DictionaryObject) or not depth:
        return
    for font in _entries(resources, "/Font"):
        encoding = _under(font, "/Encoding")
        if (
            "/ToUnicode" in font
            and isinstance(encoding, StreamObject)
            and _TWO_BYTES.search(encoding.get_data())
        ):
            font[NameObject("/Encoding")] = NameObject("/Identity-H")
    for drawing in _entries(resources, "/XObject"):
        if drawing.get("/Subtype") == "/Form":
            _make_readable(drawing, depth - 1)


def _under(holder: DictionaryObject, key: str) -> object:
    """What stands under a key, wherever in the file it is kept; None when nothing does."""
    return holder[key] if key in holder else None  # noqa: SIM401  # get() would give the reference


def _entries(resources: DictionaryObject, kind: str) -> Iterator[DictionaryObject]:
    named = _under(resources, kind)
    if isinstance(named, DictionaryObject):
        found = (named[name] for name in named)
        yield from (entry for entry in found if isinstance(entry, DictionaryObject))


def _csv_pieces(stream: IO[bytes], name: str) -> Iterator[Piece]:
    encoding = inspect_csv(stream, name=name)
    stream.seek(0)
    # The whole file at most once more in memory; its size has been limited by inspect_upload.
    rows = csv.reader(io.StringIO(stream.read().decode(encoding), newline=""))
    try:
        for number, row in enumerate(rows, start=1):
            yield Piece(f"แถว {number}", "\n".join(row))
    except csv.Error as error:
        raise fault("damaged", name) from error


def _package_pieces(archive: SafeArchive, name: str) -> Iterator[Piece]:
    sheets = _sheets(archive, name)
    strings: dict[int, str] = {}
    if _SHARED_STRINGS in archive:
        shared = _Words("")
        for _ in feed(archive.chunks(_SHARED_STRINGS), shared, name):
            pass
        strings = dict(enumerate(piece.text for piece in shared.pieces))
    for sheet in sheets:
        cells = _Cells(sheet, strings)
        for _ in feed(archive.chunks(sheet.part), cells, name):
            yield from cells.pieces
            cells.pieces.clear()
    done = {sheet.part for sheet in sheets} | {_SHARED_STRINGS, CONTENT_TYPES}
    for member in archive.names:
        if _CHART_DATA.fullmatch(member):
            with opened(io.BytesIO(b"".join(archive.chunks(member))), archive.budget) as book:
                for piece in _package_pieces(book, name):
                    yield Piece(f"ข้อมูลหลังแผนภูมิ {piece.where}", piece.text, is_hidden=True)
        elif member.endswith(".xml") and member not in done:
            words = _Words(_place(member))
            for _ in feed(archive.chunks(member), words, name):
                yield from words.pieces
                words.pieces.clear()


def _place(member: str) -> str:
    return next((place for start, place in _PLACES if member.startswith(start)), f"ส่วน {member} ในไฟล์")


@dataclass(frozen=True)
class _Sheet:
    title: str
    part: str
    is_hidden: bool


@dataclass
class _Directory:
    """The sheets a workbook names and the parts they point to."""

    sheets: list[dict[str, str]] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        plain = {local(key): value for key, value in attributes.items()}
        if local(tag) == "sheet":
            self.sheets.append(plain)
        elif local(tag) == "Relationship":
            self.targets[plain.get("Id", "")] = plain.get("Target", "")

    def end(self, tag: str) -> None:
        """Only beginnings matter."""

    def data(self, text: str) -> None:
        """Only elements matter."""


def _sheets(archive: SafeArchive, name: str) -> list[_Sheet]:
    directory = _Directory()
    for part in (_WORKBOOK, _WORKBOOK_LINKS):
        if part in archive:
            for _ in feed(archive.chunks(part), directory, name):
                pass
    found = []
    for sheet in directory.sheets:
        target = directory.targets.get(sheet.get("id", ""), "")
        part = target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part in archive and part.endswith(".xml"):
            found.append(_Sheet(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"))
    return found


class _Words:
    """The running text of one XML part, cut at paragraphs."""

    def __init__(self, where: str) -> None:
        self.pieces: list[Piece] = []
        self._where = where
        self._is_hidden = where != _PLACES[0][1]
        self._is_string_table = not where
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) in ("tab", "br"):
            self._text.append(" ")
        for key, value in attributes.items():
            if local(key) in _SPEAKING_ATTRIBUTES:
                self.pieces.append(Piece(self._where, value, self._is_hidden))

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        if local(tag) == "si" or (local(tag) in _ENDS_A_PIECE and not self._is_string_table):
            text = "".join(self._text)
            self._text.clear()
            if text.strip() or self._is_string_table:
                self.pieces.append(Piece(self._where, text, self._is_hidden))


class _Cells:
    """The cells of one sheet with their addresses, and what of it is hidden."""

    def __init__(self, sheet: _Sheet, strings: dict[int, str]) -> None:
        self.pieces: list[Piece] = []
        self.hidden_rows = 0
        self.hidden_columns: list[str] = []
        self._sheet = sheet
        self._strings = strings
        self._hidden_ranges: list[tuple[int, int]] = []
        self._is_row_hidden = False
        self._cell: dict[str, str] = {}
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match local(tag):
            case "row":
                self._is_row_hidden = _is_true(attributes.get("hidden"))
                self.hidden_rows += self._is_row_hidden
            case "col" if _is_true(attributes.get("hidden")):
                first, last = _number(attributes.get("min")), _number(attributes.get("max"))
                self._hidden_ranges.append((first, last))
                names = dict.fromkeys((_column_name(first), _column_name(last)))
                self.hidden_columns.append("–".join(names))
            case "c":
                self._cell = attributes
                self._text.clear()
            case "f" | "v" | "t":
                self._text.append("\n")

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        if local(tag) != "c":
            return
        text = "".join(self._text).strip()
        self._text.clear()
        if self._cell.get("t") == "s":
            text = self._strings.get(_number(text), "")
        elif self._cell.get("t", "n") == "n":
            text = "\n".join(_as_typed(line) for line in text.splitlines())
        if text:
            address = self._cell.get("r", "?")
            where = f"แผ่นงาน “{self._sheet.title}” เซลล์ {address}"
            self.pieces.append(Piece(where, text, self._is_hidden(address)))

    def _is_hidden(self, address: str) -> bool:
        if self._sheet.is_hidden or self._is_row_hidden:
            return True
        cell = _CELL.fullmatch(address)
        column = _column_number(cell[1]) if cell else 0
        return any(first <= column <= last for first, last in self._hidden_ranges)


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _as_typed(number: str) -> str:
    """Return a stored number as a person sees it: 1.234567890121E12 is 1234567890121."""
    try:
        value = float(number)
    except ValueError:
        return number
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else number


def _column_name(number: int) -> str:
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _column_number(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
