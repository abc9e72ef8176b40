"""What comes in by upload: each file is named, measured, opened and judged before anything is stored."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, cast

from django.core.files import File

from portal.thai import file_size
from portal.uploads.citizen_ids import CitizenIdHit, find_citizen_ids, scan_for_citizen_ids
from portal.uploads.contents import hidden_parts, text_of
from portal.uploads.faults import fault
from portal.uploads.kinds import CSV, DOCUMENTS, INSTEAD, MEGABYTE, PDF, PICTURES, Kind, signature_of
from portal.uploads.office import inspect_office
from portal.uploads.pdf_checks import inspect_pdf
from portal.uploads.picture_checks import inspect_picture
from portal.uploads.text_checks import inspect_csv

__all__ = [
    "DOCUMENTS",
    "PICTURES",
    "CitizenIdHit",
    "FileFacts",
    "Kind",
    "find_citizen_ids",
    "hidden_parts",
    "inspect_upload",
    "scan_for_citizen_ids",
    "text_of",
]

MAX_NAME_BYTES = 255  # what Linux keeps; a Thai letter takes three
_NAME_LETTERS = 80
_HEAD = 1024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# Marks that turn the direction of text: "รายงานgpj.exe" is shown as "รายงานexe.jpg".
_TURNING_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True)
class FileFacts:
    """What is known of an accepted file; `warnings` are Thai sentences for whoever publishes it."""

    kind: str
    content_type: str
    size: int
    pages: int | None
    sha256: str
    warnings: tuple[str, ...] = ()


def inspect_upload(file: "File[bytes]", *, allow: Sequence[Kind] = DOCUMENTS) -> FileFacts:
    """Judge an uploaded file by its name, size, first bytes and content, which must agree.

    Leaves the file open at its beginning. Raises ValidationError in Thai: the fault, the file's name, and how
    to mend it; its `code` is a key of portal.uploads.faults.MESSAGES.
    """
    name = file.name or ""
    kind = _claimed_kind(name, allow)
    size = file.size
    if not size:
        raise fault("empty", name)
    if size > kind.limit:
        raise fault("too_large", name, size=file_size(size), limit=file_size(kind.limit))
    stream = cast(IO[bytes], file)
    stream.seek(0)
    head = stream.read(_HEAD)
    _check_signature(stream, head, name, kind)
    pages, warnings = _check_content(stream, name, size, kind)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    stream.seek(0)
    return FileFacts(kind.name, kind.content_type, size, pages, digest.hexdigest(), warnings)


def _claimed_kind(name: str, allow: Sequence[Kind]) -> Kind:
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES:
        raise fault("name_too_long", name, letters=_NAME_LETTERS)
    stem, _, extension = name.rpartition(".")
    unreadable = any(
        unicodedata.category(letter) in ("Cc", "Cs") or letter in _TURNING_MARKS for letter in name
    )
    if unreadable or "/" in name or "\\" in name or ("." in name and not stem.strip(". ")):
        raise fault("name_unreadable", name)
    extension = extension.casefold()
    for kind in allow:
        if extension in kind.extensions:
            return kind
    allowed = ", ".join(f".{extension}" for kind in allow for extension in kind.extensions)
    raise fault(
        "extension", name, allowed=allowed, instead=INSTEAD.get(extension, "บันทึกเป็นชนิดดังกล่าวก่อน จึงแนบใหม่")
    )


def _check_signature(stream: IO[bytes], head: bytes, name: str, kind: Kind) -> None:
    found = signature_of(head)
    expected = {"docx": "zip", "xlsx": "zip", "csv": None}.get(kind.name, kind.label)
    if found == expected:
        return
    if found == "ole" and expected == "zip":
        raise fault("encrypted" if _contains(stream, _ENCRYPTED_PACKAGE) else "old_office", name)
    if kind is CSV and found == "ข้อความ UTF-16":
        raise fault("not_text", name)
    unknown = "ข้อมูลที่ไม่รู้จัก" if _CONTROL.search(head) else "ข้อความหรือ CSV"
    actual = {None: unknown, "ole": "Word หรือ Excel รุ่นเก่า", "zip": "ไฟล์บีบอัด ZIP, Word หรือ Excel"}
    raise fault("mismatch", name, extension=kind.extensions[0], actual=actual.get(found, found))


def _check_content(stream: IO[bytes], name: str, size: int, kind: Kind) -> tuple[int | None, tuple[str, ...]]:
    stream.seek(0)
    if kind is PDF:
        return inspect_pdf(stream, name=name, size=size), ()
    if kind is CSV:
        inspect_csv(stream, name=name)
    elif kind in PICTURES:
        inspect_picture(stream, name=name, kind=kind)
    else:
        return None, inspect_office(stream, name=name, size=size, kind=kind)
    return None, ()


def _contains(stream: IO[bytes], needle: bytes) -> bool:
    stream.seek(0)
    tail = b""
    while chunk := stream.read(MEGABYTE):
        if needle in tail + chunk:
            return True
        tail = chunk[-len(needle) :]
    return False
