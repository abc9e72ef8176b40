"""Pictures as they lie in a PDF: their metadata is cut out, their points stay as they were packed."""

from __future__ import annotations

from collections.abc import Iterator

from complaints.evidence.copies import Uncleanable

_BROKEN = "เอกสาร PDF มีภาพที่ชำรุด"
_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP14, _APP15 = 0xE0, 0xEE, 0xEF
_JFIF = 16  # bytes of a JFIF segment without its thumbnail
_CODESTREAM, _END_OF_CODESTREAM = b"\xff\x4f\xff\x51", b"\xff\xd9"
_SOT, _SOD = b"\xff\x90", b"\xff\x93"
_TOLD_SEGMENTS = {b"\xff\x64", b"\xff\x55"}  # comments, and the index of tile-parts
_NEEDED_BOXES = {b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"}
_SRGB = 16
_COLOURS = {b"GRAY": 17, b"CMYK": 12}  # the colours of a profile, and their number in a list of known ones


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


# ── JPEG 2000 (ISO/IEC 15444-1) ──────────────────────────────────────────────
def bare_jpeg2000(content: bytes) -> bytes:
    """Return a JPEG 2000 file with the boxes that its points need (annex I), or a bare codestream (annex A)."""
    if content.startswith(_CODESTREAM):
        return _bare_codestream(content)
    outer = list(_boxes(content))
    header = b"".join(body for box, body in outer if box == b"jp2h")
    packed = next((body for box, body in outer if box == b"jp2c"), b"")
    if not header or not packed.startswith(_CODESTREAM):
        raise Uncleanable(_BROKEN)
    kept = b"".join(
        _box(box, _plain_colours(body) if box == b"colr" else body)
        for box, body in _boxes(header)
        if box in _NEEDED_BOXES
    )
    return (
        _box(b"jP  ", b"\r\n\x87\n")
        + _box(b"ftyp", b"jp2 \0\0\0\0jp2 ")
        + _box(b"jp2h", kept)
        + _box(b"jp2c", _bare_codestream(packed))
    )


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position < len(content):
        size, box = int.from_bytes(content[position : position + 4]), content[position + 4 : position + 8]
        begin = 8
        if size == 1:
            size, begin = int.from_bytes(content[position + 8 : position + 16]), 16
        elif size == 0:
            size = len(content) - position
        if size < begin or position + size > len(content):
            raise Uncleanable(_BROKEN)
        yield box, content[position + begin : position + size]
        position += size


def _box(box: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4) + box + body


def _plain_colours(body: bytes) -> bytes:
    """Return the plain colours in place of a colour profile, which may name who made it (annex I.5.3.3)."""
    method = body[:1]
    if method == b"\1":
        return body[:7]
    return b"\1\0\0" + _COLOURS.get(body[19:23], _SRGB).to_bytes(4)


def _bare_codestream(content: bytes) -> bytes:
    """Return a codestream without comments and without what lies after its end.

    The index of tile-parts (TLM), which readers can do without, goes as well: comments leave from tile-parts too.
    """
    bare = bytearray(content[:2])
    position = _headers(content, 2, _SOT, bare)
    while content[position : position + 2] == _SOT:
        size = int.from_bytes(content[position + 6 : position + 10])
        end = position + size if size else content.rfind(_END_OF_CODESTREAM)
        part = bytearray(content[position : position + 12])
        data = _headers(content, position + 12, _SOD, part)
        if len(part) < 12 or not data < end <= len(content):
            raise Uncleanable(_BROKEN)
        part += content[data:end]
        part[6:10] = len(part).to_bytes(4)
        bare += part
        position = end
    return bytes(bare) + _END_OF_CODESTREAM


def _headers(content: bytes, position: int, last: bytes, bare: bytearray) -> int:
    """Add the marker segments up to `last` to `bare`, and return where it stands."""
    while (marker := content[position : position + 2]) != last:
        size = int.from_bytes(content[position + 2 : position + 4])
        if marker[:1] != b"\xff" or size < 2 or position + 2 + size > len(content):
            raise Uncleanable(_BROKEN)
        if marker not in _TOLD_SEGMENTS:
            bare += content[position : position + 2 + size]
        position += 2 + size
    return position
