"""The kinds of file the portal accepts, how each is recognised, and how large it may be."""

from dataclasses import dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of file: its name in addresses and lists, and what it is allowed to weigh."""

    name: str
    label: str
    content_type: str
    extensions: tuple[str, ...]
    limit_setting: str
    default_limit: int

    @property
    def limit(self) -> int:
        """Largest size in bytes: from the settings where they name one."""
        return int(getattr(settings, self.limit_setting, self.default_limit))


def _document(name: str, label: str, content_type: str) -> Kind:
    return Kind(name, label, content_type, (name,), "UPLOAD_MAX_DOCUMENT_BYTES", 25 * MEGABYTE)


def _picture(name: str, label: str, *extensions: str) -> Kind:
    return Kind(name, label, f"image/{name}", extensions, "UPLOAD_MAX_PICTURE_BYTES", 10 * MEGABYTE)


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
PDF = _document("pdf", "PDF", "application/pdf")
DOCX = _document("docx", "Word", f"{_OPEN_XML}.wordprocessingml.document")
XLSX = _document("xlsx", "Excel", f"{_OPEN_XML}.spreadsheetml.sheet")
CSV = _document("csv", "CSV", "text/csv")
JPEG = _picture("jpeg", "JPEG", "jpg", "jpeg")
PNG = _picture("png", "PNG", "png")
WEBP = _picture("webp", "WebP", "webp")

DOCUMENTS = (PDF, DOCX, XLSX, CSV)
PICTURES = (JPEG, PNG, WEBP)

# What to do instead, for the extensions clerks most often try.
INSTEAD = {
    "doc": "เปิดด้วย Word แล้วเลือก “บันทึกเป็น” ให้เป็น .docx ก่อน จึงแนบใหม่",
    "xls": "เปิดด้วย Excel แล้วเลือก “บันทึกเป็น” ให้เป็น .xlsx ก่อน จึงแนบใหม่",
    "docm": "เปิดด้วย Word แล้วเลือก “บันทึกเป็น” ให้เป็น .docx ซึ่งไม่มีมาโคร จึงแนบใหม่",
    "xlsm": "เปิดด้วย Excel แล้วเลือก “บันทึกเป็น” ให้เป็น .xlsx ซึ่งไม่มีมาโคร จึงแนบใหม่",
    "ppt": "เปิดด้วย PowerPoint แล้วเลือก “บันทึกเป็น” ให้เป็น PDF ก่อน จึงแนบใหม่",
    "pptx": "เปิดด้วย PowerPoint แล้วเลือก “บันทึกเป็น” ให้เป็น PDF ก่อน จึงแนบใหม่",
    "odt": "เปิดแล้วเลือก “บันทึกเป็น” ให้เป็น .docx หรือ PDF ก่อน จึงแนบใหม่",
    "ods": "เปิดแล้วเลือก “บันทึกเป็น” ให้เป็น .xlsx ก่อน จึงแนบใหม่",
    "zip": "แตกไฟล์ออกก่อน แล้วแนบทีละไฟล์",
    "rar": "แตกไฟล์ออกก่อน แล้วแนบทีละไฟล์",
    "7z": "แตกไฟล์ออกก่อน แล้วแนบทีละไฟล์",
    "heic": "ตั้งค่ากล้องหรือแปลงภาพเป็น .jpg ก่อน จึงแนบใหม่",
    "txt": "บันทึกเป็น PDF หรือ .docx ก่อน จึงแนบใหม่",
}

# First bytes, and what a person calls such a file. The longest that fits decides.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"MZ", "โปรแกรม (.exe)"),
    (b"\x7fELF", "โปรแกรม"),
    (b"Rar!\x1a\x07", "ไฟล์บีบอัด RAR"),
    (b"7z\xbc\xaf\x27\x1c", "ไฟล์บีบอัด 7-Zip"),
    (b"\x1f\x8b", "ไฟล์บีบอัด GZIP"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xfe", "ข้อความ UTF-16"),
    (b"\xfe\xff", "ข้อความ UTF-16"),
)
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php")
ARCHIVE_SIGNATURES = (
    b"PK\x03\x04",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"\xd0\xcf\x11\xe0",
)


def signature_of(head: bytes) -> str | None:
    """Return what the first bytes say the file is ("PDF", "zip", "ole", "PNG", …), or None for plain text."""
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    for signature, name in _SIGNATURES:
        # Two letters alone are weak evidence: a CSV may begin with the word "BMA".
        is_certain = not signature.isalpha() or len(signature) > 2 or b"\x00" in head
        if head.startswith(signature) and is_certain:
            return name
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return "HTML หรือ XML"
    return None
