"""Pictures drawn anew: upright, their points and nothing else."""

from __future__ import annotations

import io

from django.core.exceptions import ValidationError
from PIL import ExifTags, Image, ImageOps

from complaints.evidence.copies import CleanCopy, Uncleanable
from complaints.evidence.kinds import JPG, PNG, Kind
from portal.pictures import in_srgb
from portal.uploads.picture_checks import opened_picture

_QUALITY = 90
_REASONS = {
    "picture_bomb": ("ภาพมีจำนวนจุดมากผิดปกติ", True),
    "picture_huge": ("ภาพมีจำนวนจุดมากผิดปกติ", True),
    "animated": ("เป็นภาพเคลื่อนไหว", False),
    "damaged": ("ภาพชำรุดหรือส่งมาไม่ครบ", True),
}
_TAKEN = (ExifTags.Base.DateTime, ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.Software)
_END_OF_JPEG = b"\xff\xd9"
_END_OF_PNG = b"IEND\xaeB`\x82"


def clean_picture(content: bytes, kind: Kind) -> CleanCopy:
    """Decode a picture and encode its points again in the same kind; EXIF, GPS, XMP, ICC and comments stay behind."""
    try:
        with opened_picture(io.BytesIO(content), name="") as picture:
            notes = _left_behind(picture, content, kind)
            points = in_srgb(ImageOps.exif_transpose(picture))
    except ValidationError as fault:
        reason, is_unsound = _REASONS[fault.code or ""]
        raise Uncleanable(reason, is_unsound=is_unsound) from fault
    return CleanCopy(encoded(points, kind), notes)


def encoded(points: Image.Image, kind: Kind) -> bytes:
    """Encode points that carry nothing else."""
    output = io.BytesIO()
    if kind is JPG:
        points.convert("RGB").save(output, "JPEG", quality=_QUALITY)
    elif kind is PNG:
        points.save(output, "PNG", compress_level=5)
    else:
        points.save(output, "WEBP", quality=_QUALITY, method=2)
    return output.getvalue()


def _left_behind(picture: Image.Image, content: bytes, kind: Kind) -> tuple[str, ...]:
    """Say which kinds of metadata the original has, so that the officer knows to look there."""
    exif = picture.getexif()
    found = []
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        found.append("พิกัดสถานที่ (GPS)")
    if any(tag in exif for tag in _TAKEN) or exif.get_ifd(ExifTags.IFD.Exif):
        found.append("เวลา เครื่อง หรือโปรแกรมที่ใช้")
    if any(key in picture.info for key in ("comment", "xmp", "photoshop")) or getattr(picture, "text", None):
        found.append("ข้อความกำกับ")
    if picture.format == "MPO":
        found.append("ภาพซ้อน")
    end = {JPG: _END_OF_JPEG, PNG: _END_OF_PNG}.get(kind)
    if end and picture.format != "MPO" and not content.rstrip(b"\0").endswith(end):
        found.append("ข้อมูลต่อท้ายภาพ")
    return (f"ต้นฉบับมี{' · '.join(found)} ซึ่งไม่อยู่ในสำเนา",) if found else ()
