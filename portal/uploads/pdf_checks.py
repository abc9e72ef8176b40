"""PDF files: that they open without a password, are whole, and hold nothing that runs or hides."""

from collections.abc import Iterator
from typing import IO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from portal.uploads.faults import fault

MAX_OBJECTS = 1_000_000
_TAIL = 2048
_ACTIONS = {
    "/JavaScript": "คำสั่ง JavaScript",
    "/Launch": "คำสั่งเปิดโปรแกรม",
    "/ImportData": "คำสั่งนำเข้าข้อมูล",
    "/GoToE": "ไฟล์อื่นฝัง",
    "/Rendition": "สื่อฝัง",
    "/RichMediaExecute": "สื่อฝัง",
}
_KEYS = {
    "/JS": "คำสั่ง JavaScript",
    "/JavaScript": "คำสั่ง JavaScript",
    "/EmbeddedFiles": "ไฟล์อื่นฝัง",
    "/EF": "ไฟล์อื่นฝัง",
    "/RichMediaContent": "สื่อฝัง",
    "/XFA": "แบบฟอร์ม XFA ",
}
# What a hostile or torn file makes pypdf raise, besides its own errors.
UNREADABLE = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


def inspect_pdf(file: IO[bytes], *, name: str, size: int) -> int:
    """Check a PDF and return its number of pages. Raises ValidationError (see faults)."""
    file.seek(max(size - _TAIL, 0))
    if b"%%EOF" not in file.read(_TAIL):
        raise fault("damaged", name)
    file.seek(0)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise fault("encrypted", name)
        for what in _dangers(reader):
            raise fault("pdf_active", name, what=what)
        pages = len(reader.pages)
        if any(page.get("/Type") not in ("/Page", None) for page in reader.pages):
            raise fault("damaged", name)
    except UNREADABLE as error:
        raise fault("damaged", name) from error
    if not pages:
        raise fault("damaged", name)
    return pages


def _dangers(reader: PdfReader) -> Iterator[str]:
    """Walk everything a viewer can reach from the trailer and yield what is dangerous in it."""
    waiting: list[PdfObject] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MAX_OBJECTS:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            key = (found.idnum, found.generation)
            if key in seen:
                continue
            seen.add(key)
            resolved = found.get_object()
            if resolved is not None:
                waiting.append(resolved)
        elif isinstance(found, DictionaryObject):
            yield from (what for name, what in _KEYS.items() if name in found)
            action = found.get("/S")
            if action in _ACTIONS:
                yield _ACTIONS[action]
            waiting.extend(found.values())
        elif isinstance(found, ArrayObject):
            waiting.extend(found)
