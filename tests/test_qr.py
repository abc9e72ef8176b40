"""QR codes: what a telephone reads is exactly the address."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import zxingcpp
from django.core.exceptions import ValidationError

from portal.qr import MAX_BYTES, qr_svg

SVG = "{http://www.w3.org/2000/svg}"
ADDRESSES = [
    "https://itas.nacc.go.th/",
    "https://itas.nacc.go.th/go/eit/abc123?year=2567&agency=" + "0123456789abcdef" * 12,
    "https://example.go.th/ค้นหา?คำ=สำนักงานศึกษาธิการจังหวัดสุโขทัย&ปี=๒๕๖๖",
    "http://127.0.0.1:8000/news/?q=%E0%B8%81&a='\"<>",
    "https://example.go.th/" + "a" * (MAX_BYTES - 22),
]


def pixels(svg: str, scale: int = 4) -> np.ndarray:
    """Paint the paths of the SVG (runs such as M4 4h7v1h-7z) on a grid of grey pixels."""
    root = ET.fromstring(svg)
    size = int(root.get("viewBox").split()[2])
    ground, ink = root.findall(f"{SVG}path")
    assert ground.get("d") == f"M0 0h{size}v{size}H0z"
    assert ground.get("fill") == "#fff"
    grid = np.full((size, size), 255, dtype=np.uint8)
    rest = re.sub(r"M(\d+) (\d+)h(\d+)v1h-\3z", "", ink.get("d"))
    assert rest == ""
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", ink.get("d")):
        grid[int(y), int(x) : int(x) + int(length)] = 0
    return grid.repeat(scale, 0).repeat(scale, 1)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_telephone_reads_exactly_the_address(address):
    [found] = zxingcpp.read_barcodes(pixels(qr_svg(address, title="ทดสอบ")))
    assert found.text == address
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    assert found.ec_level == "M"


def test_the_quiet_zone_is_four_modules_of_white():
    grid = pixels(qr_svg(ADDRESSES[0], title="ทดสอบ"), scale=1)
    assert (grid[:4] == 255).all()
    assert (grid[-4:] == 255).all()
    assert (grid[:, :4] == 255).all()
    assert (grid[:, -4:] == 255).all()
    assert grid[4, 4] == 0


def test_it_says_its_title_and_carries_no_style():
    svg = qr_svg(ADDRESSES[0], title='แบบวัด EIT <b>"')
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == 'แบบวัด EIT <b>"'
    assert "style=" not in svg
    assert len(root) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "javascript:alert(1)",
        "itas.nacc.go.th",
        "ftp://a.th/",
        "https://",
        "https://a.th/ b",
        "https://[x",
        "https://a.th/\n",
    ],
)
def test_what_is_no_web_address_is_refused_in_thai(text):
    with pytest.raises(ValidationError, match="โปรด"):
        qr_svg(text, title="ทดสอบ")


def test_an_address_over_one_kilobyte_is_refused():
    with pytest.raises(ValidationError, match="ยาวเกินไป"):
        qr_svg(ADDRESSES[-1] + "a", title="ทดสอบ")


def test_the_same_address_gives_the_same_drawing():
    assert qr_svg(ADDRESSES[1], title="ก") == qr_svg(ADDRESSES[1], title="ก")
