"""Pictures as they lie in a PDF: their metadata is cut out, their points stay as they were packed."""

from __future__ import annotations

from complaints.evidence.copies import Uncleanable

_BROKEN = "เอกสาร PDF มีภาพที่ชำรุด"
_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP14, _APP15 = 0xE0, 0xEE, 0xEF
_JFIF = 16  # bytes of a JFIF segment without its thumbnail
_TOLD_BOXES = {b"xml ", b"uuid", b"uinf", b"asoc", b"lbl ", b"jp2i"}


def bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG with its tables and points only (ITU-T T.81, annex B).

    Of application segments two stay: JFIF without its thumbnail, and Adobe's, which says how colours are coded.
    Comments and what lies after the end of the picture go.
    """
    start = content.find(b"\xff\xd8")
    if start < 0:
        raise Uncleanable(_BROKEN)
    bare = bytearray(b"\xff\xd8")
    position = start + 2
    while position < len(content):
        if content[position] != 0xFF:
            raise Uncleanable(_BROKEN)
        marker = content[position + 1 : position + 2]
        if marker == b"\xff":  # a fill byte
            position += 1
            continue
        if marker == bytes([_EOI]):
            return bytes(bare) + b"\xff\xd9"
        size = int.from_bytes(content[position + 2 : position + 4])
        if not marker or size < 2:
            raise Uncleanable(_BROKEN)
        segment = content[position : position + 2 + size]
        bare += _kept(marker[0], segment)
        position += 2 + size
        if marker[0] == _SOS:
            end = _end_of_scan(content, position)
            bare += content[position:end]
            position = end
    raise Uncleanable(_BROKEN)


def _kept(marker: int, segment: bytes) -> bytes:
    if marker == _APP0:
        is_jfif = segment[4:9] == b"JFIF\0" and len(segment) >= 2 + _JFIF
        return segment[:2] + _JFIF.to_bytes(2) + segment[4:16] + b"\0\0" if is_jfif else b""
    if marker == _APP14:
        return segment if segment[4:9] == b"Adobe" and len(segment) == 16 else b""
    if _APP0 < marker <= _APP15 or marker == _COM:
        return b""
    return segment


def _end_of_scan(content: bytes, position: int) -> int:
    """Return where the next marker stands; stuffed zeros and restart marks belong to the scan."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0 or position + 1 >= len(content):
            raise Uncleanable(_BROKEN)
        following = content[position + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            position += 2
        elif following == 0xFF:
            position += 1
        else:
            return position


def bare_jpeg2000(content: bytes) -> bytes:
    """Return a JPEG 2000 file without its boxes of text (ISO/IEC 15444-1, annex I); a bare codestream as it is."""
    if content.startswith(b"\xff\x4f\xff\x51"):
        return content
    bare = bytearray()
    position = 0
    while position < len(content):
        size, box = int.from_bytes(content[position : position + 4]), content[position + 4 : position + 8]
        if size == 1:
            size = int.from_bytes(content[position + 8 : position + 16])
        elif size == 0:
            size = len(content) - position
        if size < 8 or position + size > len(content):
            raise Uncleanable(_BROKEN)
        if box not in _TOLD_BOXES:
            bare += content[position : position + size]
        position += size
    return bytes(bare)
