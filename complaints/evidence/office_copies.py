"""Word and Excel files packed anew: their text, tables and pictures, without who wrote them, where and when."""

from __future__ import annotations

import io
import posixpath
import zipfile

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

from complaints.evidence.copies import CleanCopy, Uncleanable
from complaints.evidence.kinds import DOCX, JPG, PNG, WEBP, XLSX, Kind
from complaints.evidence.office_parts import Links, scrubbed_part
from complaints.evidence.picture_copies import encoded
from portal.pictures import in_srgb
from portal.uploads import kinds
from portal.uploads.archives import Budget, opened
from portal.uploads.office import CHART_DATA, CONTENT_TYPES, WORKBOOK_LINK, inspect_office
from portal.uploads.picture_checks import MAX_PIXELS

_REASONS = {
    "macros": "มีมาโครหรือโปรแกรมฝังอยู่",
    "embedded": "มีไฟล์อื่นฝังอยู่ภายใน",
    "remote": "ดึงเนื้อหาจากที่อื่นเมื่อเปิดอ่าน",
    "encrypted": "ตั้งรหัสผ่านไว้",
    "bomb": "คลายออกแล้วมีขนาดใหญ่ผิดปกติ",
    "unsafe_archive": "มีโครงสร้างภายในผิดปกติ",
}
_TOLD = {
    WORKBOOK_LINK: "มีสูตรที่อ้างถึงไฟล์ Excel อื่น ที่อยู่ของไฟล์นั้นไม่อยู่ในสำเนา",
    CHART_DATA: "มีตารางข้อมูลซ่อนอยู่หลังแผนภูมิ ตารางนั้นอยู่ในสำเนาด้วย",
}
_DAMAGED = "ไฟล์ชำรุดหรือไม่ใช่ชนิดที่นามสกุลบอก"
# Only what is under these is read by Word and Excel as the document; docProps, customXml, signatures, labels go.
_FOLDERS = {DOCX: "word/", XLSX: "xl/"}
# Parts within them that tell of people and machines, or are made again on opening.
_GONE = (
    "word/people",
    "word/commentsext",
    "word/commentsids",
    "word/fonts/",
    "word/glossary/",
    "word/vbadata",
    "word/webextensions/",
    "xl/persons/",
    "xl/threadedcomments/",
    "xl/printersettings/",
    "xl/revisions/",
    "xl/querytables/",
    "xl/webextensions/",
    "xl/customproperty/",
    "word/printersettings",
)
_TEXT = (".xml", ".rels", ".vml")
_PICTURES = {
    "jpg": JPG,
    "jpeg": JPG,
    "png": PNG,
    "webp": WEBP,
    "gif": PNG,
    "bmp": PNG,
    "tif": PNG,
    "tiff": PNG,
}
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_TYPES = {DOCX: kinds.DOCX, XLSX: kinds.XLSX}
_CHARTS, _MEDIA = "/embeddings/", "/media/"


def clean_office(content: bytes, kind: Kind) -> CleanCopy:
    """Write a .docx or .xlsx anew from its parts; a file that runs, hides or calls out has no copy."""
    try:
        warnings = inspect_office(io.BytesIO(content), name="", size=len(content), kind=_TYPES[kind])
        packer = _Packer()
        copy = packer.packed(content, kind, Budget(len(content), ""))
        inspect_office(io.BytesIO(copy), name="", size=len(copy), kind=_TYPES[kind])
    except ValidationError as fault:
        raise Uncleanable(_REASONS.get(fault.code or "", _DAMAGED), is_unsound=True) from fault
    return CleanCopy(copy, (*(_TOLD[warning] for warning in warnings), *packer.notes))


def _stays(name: str, kind: Kind) -> bool:
    """Whether a part may stay by its name; that the document leads to it is asked as well."""
    folded = name.casefold()
    if name in {CONTENT_TYPES, "_rels/.rels"}:
        return True
    if not folded.startswith(_FOLDERS[kind]) or folded.startswith(_GONE):
        return False
    return folded.endswith(_TEXT) or _CHARTS in folded or _MEDIA in folded


class _Packer:
    """Packs the parts that stay, and gathers what the officer should know."""

    def __init__(self) -> None:
        self._notes: dict[str, None] = {}
        self._points = 0

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(self._notes)

    def packed(self, content: bytes, kind: Kind, budget: Budget) -> bytes:
        """Return the package with the parts of its document, scrubbed, under fixed dates."""
        output = io.BytesIO()
        with opened(io.BytesIO(content), budget) as archive:
            links = Links(name for name in archive.names if _stays(name, kind))
            for name in archive.names:
                if name.endswith(".rels") and _stays(name, kind):
                    links.read(name, b"".join(archive.chunks(name)))
            reached = links.reached()
            packed = sorted(name for name in reached if not name.casefold().endswith(_TEXT))
            for number, name in enumerate(packed, start=1):
                folder = (_MEDIA if _MEDIA in name.casefold() else _CHARTS).removeprefix("/")
                extension = posixpath.splitext(name)[1].casefold()
                links.rename(name, f"{_FOLDERS[kind]}{folder}part{number}{extension}")
            with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
                for name in [CONTENT_TYPES, *sorted(reached)]:
                    info = zipfile.ZipInfo(links.new_name(name), _NO_TIME)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    part = b"".join(archive.chunks(name))
                    if name.casefold().endswith(_TEXT):
                        part = scrubbed_part(name, part, links, reached=reached)
                    elif _MEDIA in name.casefold():
                        part = self._picture(name, part)
                    else:  # the table behind a chart
                        part = self.packed(part, XLSX, budget)
                    target.writestr(info, part)
            self._notes |= dict.fromkeys(links.notes)
        return output.getvalue()

    def _picture(self, name: str, content: bytes) -> bytes:
        """Draw a picture anew under its old name; one that cannot be read is left blank."""
        extension = posixpath.splitext(name)[1].removeprefix(".").casefold()
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                self._points += picture.width * picture.height
                if self._points > MAX_PIXELS:
                    raise Uncleanable("มีภาพในเอกสารมากหรือใหญ่เกินกำหนด")
                points = in_srgb(ImageOps.exif_transpose(picture))
        except (OSError, SyntaxError, ValueError, EOFError):
            self._notes["มีภาพชนิดที่ทำสำเนาไม่ได้ เว้นว่างไว้ในสำเนา โปรดดูในต้นฉบับ"] = None
            return encoded(Image.new("RGB", (1, 1), "white"), PNG)
        return encoded(points, _PICTURES.get(extension, PNG))
