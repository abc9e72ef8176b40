"""QR codes as SVG: one path on a white ground, the same inline and as a file."""

from urllib.parse import urlsplit

import qrcode
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M

MAX_BYTES = 1024
QUIET_ZONE = 4  # modules on each side (ISO/IEC 18004)
_INK = "#10231b"


def qr_svg(url: str, *, title: str) -> SafeString:
    """Draw the QR code of an http(s) address, of at most MAX_BYTES bytes, with error correction M.

    `title` is what a screen reader says. Raises ValidationError in Thai for any other text.
    """
    check_address(url)
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(url.encode())
    code.make(fit=True)
    rows = code.get_matrix()
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" '
        'shape-rendering="crispEdges"><title>{1}</title><path fill="#fff" d="M0 0h{0}v{0}H0z"/>'
        '<path fill="{2}" d="{3}"/></svg>',
        len(rows),
        title,
        _INK,
        "".join(_runs(rows)),
    )


def check_address(url: str) -> None:
    """Raise ValidationError in Thai for what `qr_svg` will not draw."""
    if not url.strip():
        raise ValidationError("ยังไม่ได้ระบุที่อยู่เว็บสำหรับคิวอาร์โค้ด โปรดระบุที่อยู่เว็บ", code="empty")
    if len(url.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise ValidationError(
            "ที่อยู่เว็บยาวเกินไปสำหรับคิวอาร์โค้ด โปรดใช้ที่อยู่ที่สั้นกว่านี้ (ไม่เกิน %(limit)s ไบต์)",
            code="too_long",
            params={"limit": f"{MAX_BYTES:,}"},
        )
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address or not url.isprintable() or " " in url:
        raise ValidationError(
            "ที่อยู่เว็บไม่ถูกต้อง โปรดระบุที่อยู่ที่ขึ้นต้นด้วย https:// หรือ http:// และไม่มีช่องว่าง", code="not_an_address"
        )


def _runs(rows: list[list[bool]]) -> list[str]:
    """Return one rectangle, as a piece of path, for each horizontal run of dark modules."""
    pieces = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = next((step for step, dark in enumerate(row[x:]) if not dark), len(row) - x)
            if length:
                pieces.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length + 1
    return pieces
