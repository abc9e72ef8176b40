"""Word and Excel files: that they are what they claim, and carry nothing that runs, hides or calls out."""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import IO, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from portal.uploads.archives import Budget, SafeArchive, opened
from portal.uploads.faults import fault
from portal.uploads.kinds import ARCHIVE_SIGNATURES, DOCX, XLSX, Kind

CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {f"{kind.content_type}.main+xml": kind for kind in (DOCX, XLSX)}
_DDE = re.compile(r"\bDDE(AUTO)?\b")
_CALLS_OUT = {"ddeLink", "oleLink"}
_MACRO_PATHS = ("vbaproject.bin", "/activex/", "/macrosheets/", "/dialogsheets/")

WORKBOOK_LINK = "มีสูตรที่อ้างถึงไฟล์ Excel อื่น ชื่อโฟลเดอร์และค่าจากไฟล์นั้นจะเผยแพร่ไปด้วย"
CHART_DATA = "มีตารางข้อมูลซ่อนอยู่หลังแผนภูมิ ผู้อ่านเปิดดูได้ทั้งตาราง"


class XmlTarget(Protocol):
    """What is told the elements and text of an XML part, one after the other."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


def feed(chunks: Iterable[bytes], target: XmlTarget, name: str) -> Iterator[None]:
    """Parse an XML part piece by piece, pausing after each; DTDs and entities are refused."""
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield
        parser.close()
    except (ParseError, DefusedXmlException, LookupError) as error:
        raise fault("damaged", name) from error
    yield


def local(tag: str) -> str:
    """Return an element or attribute name without its namespace."""
    return tag.rpartition("}")[2]


def inspect_office(file: IO[bytes], *, name: str, size: int, kind: Kind) -> tuple[str, ...]:
    """Check a .docx or .xlsx and return what a publisher should know. Raises ValidationError."""
    with opened(file, Budget(size, name)) as archive:
        return tuple(dict.fromkeys(_inspect(archive, name, kind, is_nested=False)))


def _inspect(archive: SafeArchive, name: str, kind: Kind, *, is_nested: bool) -> Iterator[str]:
    if any(sign in f"/{member}".casefold() for member in archive.names for sign in _MACRO_PATHS):
        raise fault("macros", name)
    _check_type(archive, name, kind)
    if "xl/connections.xml" in archive:
        raise fault("remote", name, target="การเชื่อมต่อฐานข้อมูล")
    chart_books = set()
    for member in archive.names:
        if member.endswith(".rels"):
            links = _Links(member, name)
            _consume(feed(archive.chunks(member), links, name))
            chart_books |= links.chart_books
            yield from links.warnings
    for member in archive.names:
        if member in chart_books and not is_nested:
            yield CHART_DATA
            content = io.BytesIO(b"".join(archive.chunks(member)))
            with opened(content, archive.budget) as book:
                yield from _inspect(book, name, XLSX, is_nested=True)
        elif member.endswith(".xml"):
            _consume(feed(archive.chunks(member), _Content(name), name))
        elif not member.endswith("/"):
            _check_blob(archive, member, name)


def _check_type(archive: SafeArchive, name: str, kind: Kind) -> None:
    if CONTENT_TYPES not in archive:
        raise fault("mismatch", name, extension=kind.name, actual="ไฟล์บีบอัด ZIP")
    types = _Types()
    _consume(feed(archive.chunks(CONTENT_TYPES), types, name))
    if any("macroEnabled" in found or "vbaProject" in found for found in types.found):
        raise fault("macros", name)
    mains = {_MAIN_PARTS[found]: part for found, part in types.found.items() if found in _MAIN_PARTS}
    if kind not in mains:
        actual = " และ ".join(main.label for main in mains) or "เอกสารชนิดอื่น"
        raise fault("mismatch", name, extension=kind.name, actual=actual)
    if mains[kind] not in archive or not mains[kind].endswith(".xml"):
        raise fault("damaged", name)


def _check_blob(archive: SafeArchive, member: str, name: str) -> None:
    head = b""
    for chunk in archive.chunks(member):
        head = head or chunk[:16]
    if "/embeddings/" in member or head.startswith(ARCHIVE_SIGNATURES):
        raise fault("embedded", name, part=posixpath.basename(member))


def _consume(steps: Iterator[None]) -> None:
    for _ in steps:
        pass


class _Silent:
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Most targets look at elements only."""

    def end(self, tag: str) -> None:
        """Most targets look at elements only."""

    def data(self, text: str) -> None:
        """Most targets look at elements only."""


class _Types(_Silent):
    """The content types of a package, with the last part of each."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.found[attributes.get("ContentType", "")] = attributes.get("PartName", "").removeprefix("/")


class _Links(_Silent):
    """The relationships of one part: refuses what is fetched on opening, notes what leaks."""

    def __init__(self, member: str, name: str) -> None:
        self._member = member
        self._name = name
        self.chart_books: set[str] = set()
        self.warnings: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) != "Relationship":
            return
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if attributes.get("TargetMode") != "External":
            if kind.endswith("/package") and "/charts/_rels/" in self._member:
                folder = posixpath.dirname(posixpath.dirname(self._member))
                self.chart_books.add(posixpath.normpath(posixpath.join(folder, target)).removeprefix("/"))
        elif "/externalLink" in kind or "/xlExternalLink" in kind:
            self.warnings.append(WORKBOOK_LINK)
        elif not kind.endswith("/hyperlink") and not (
            kind.endswith("/attachedTemplate") and _is_local(target)
        ):
            raise fault("remote", self._name, target=target[:80])


class _Content(_Silent):
    """The content of one part: refuses fields and links that start another program."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._field = ""
        self._is_in_field = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) in _CALLS_OUT:
            raise fault("remote", self._name, target="DDE/OLE")
        self._is_in_field = local(tag) == "instrText"
        if local(tag) == "fldSimple":
            instruction = next((text for key, text in attributes.items() if local(key) == "instr"), "")
            self._refuse_dde(instruction)
        elif local(tag) == "p":
            self._field = ""

    def data(self, text: str) -> None:
        if self._is_in_field:
            self._field += text
            self._refuse_dde(self._field)

    def end(self, tag: str) -> None:
        self._is_in_field = False

    def _refuse_dde(self, instruction: str) -> None:
        if _DDE.search(instruction):
            raise fault("remote", self._name, target="DDE")


def _is_local(target: str) -> bool:
    """Whether a template lies on the writer's own disk, where no reader's computer can fetch it."""
    path = target.removeprefix("file:///")
    return re.match(r"[A-Za-z]:", path) is not None or not re.match(r"[A-Za-z][\w+.-]*:|[\\/]{2}", path)
