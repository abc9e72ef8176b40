"""What kind of file a piece of evidence is, told from its content; its name may only agree or disagree."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from portal.uploads import kinds
from portal.uploads.kinds import signature_of


@dataclass(frozen=True)
class Kind:
    """One kind of evidence; `extensions` are those that agree with it, the first one names the clean copy."""

    name: str
    label: str
    content_type: str
    extensions: tuple[str, ...] = ()


JPG = Kind("jpg", "ภาพ JPEG", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Kind("png", "ภาพ PNG", "image/png", ("png",))
WEBP = Kind("webp", "ภาพ WebP", "image/webp", ("webp",))
PDF = Kind("pdf", "เอกสาร PDF", "application/pdf", ("pdf",))
DOCX = Kind("docx", "เอกสาร Word", kinds.DOCX.content_type, ("docx",))
XLSX = Kind("xlsx", "ตาราง Excel", kinds.XLSX.content_type, ("xlsx",))
MP4 = Kind("mp4", "วิดีโอ MP4", "video/mp4", ("mp4", "m4v"))
M4A = Kind("m4a", "เสียง M4A", "audio/mp4", ("m4a", "mp4", "m4b"))
OPAQUE = Kind("opaque", "ไฟล์ชนิดอื่น", "application/octet-stream")

PICTURES = (JPG, PNG, WEBP)
OFFICE = (DOCX, XLSX)
CLEANABLE = (*PICTURES, PDF, *OFFICE)
"""Kinds that a clean copy is made of."""

_BY_SIGNATURE = {"JPEG": JPG, "PNG": PNG, "WebP": WEBP, "PDF": PDF}
_HEAD = 1024
_OTHER_BRANDS = (b"qt  ", b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx ")
_CONTAINERS = frozenset({b"moov", b"trak", b"mdia"})
_MOST_BOXES = 10_000


def kind_of(content: bytes) -> Kind:
    """Return the kind that the first bytes and the outline of a file agree on; OPAQUE where none does."""
    found = signature_of(content[:_HEAD])
    if found == "zip":
        return _office_kind(content)
    if content[4:8] == b"ftyp" and content[8:12] not in _OTHER_BRANDS:
        return _media_kind(content)
    return _BY_SIGNATURE.get(found or "", OPAQUE)


def holds_an_archive(content: bytes, kind: Kind) -> bool:
    """Whether a file that is no archive can be opened as one too."""
    return kind not in OFFICE and kind is not OPAQUE and zipfile.is_zipfile(io.BytesIO(content))


def _office_kind(content: bytes) -> Kind:
    """Tell Word and Excel by their main part; whether the rest is sound, cleaning finds out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return OPAQUE
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return DOCX
        if "xl/workbook.xml" in names:
            return XLSX
    return OPAQUE


# ── sound and film (ISO/IEC 14496-12) ─────────────────────────────────────────
def _media_kind(content: bytes) -> Kind:
    try:
        tracks = {content[start + 8 : start + 12] for box, start, _ in _boxes(content) if box == b"hdlr"}
    except ValueError:
        return OPAQUE
    if b"vide" in tracks:
        return MP4
    return M4A if b"soun" in tracks else OPAQUE


def _boxes(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each box with where its content begins and ends; ValueError where the outline does not hold."""
    waiting = [(0, len(content))]
    seen = 0
    while waiting:
        start, end = waiting.pop()
        while start < end:
            size = int.from_bytes(content[start : start + 4])
            box, body = content[start + 4 : start + 8], start + 8
            if size == 1:
                size, body = int.from_bytes(content[body : body + 8]), body + 8
            elif size == 0:
                size = end - start
            seen += 1
            if start + size > end or body > start + size or seen > _MOST_BOXES:
                raise ValueError("a box reaches past its container")
            yield box, body, start + size
            if box in _CONTAINERS:
                waiting.append((body, start + size))
            start += size
