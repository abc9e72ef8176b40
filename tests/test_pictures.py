"""Pictures: what is shown is upright, small, and says nothing of who took it where."""

import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from portal.pictures import clean_picture

MARKER = "นายผู้ถ่ายภาพ-MARKER-6612"


def planted(size=(3000, 2000), *, orientation=1) -> bytes:
    """A telephone's photograph: left half red, right half blue, with GPS, artist, XMP and comment."""
    picture = Image.new("RGB", size, "#c00000")
    picture.paste("#0000c0", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = MARKER
    exif[0x010E] = MARKER
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (17.0, 0.0, 30.5), 3: "E", 4: (99.0, 49.0, 12.25), 29: "2024:04:10"})
    output = io.BytesIO()
    picture.save(
        output,
        "JPEG",
        exif=exif,
        comment=MARKER.encode(),
        xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARKER}</x:xmpmeta>".encode(),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    content = output.getvalue()
    assert MARKER.encode() in content
    assert dict(Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825))
    return content


def cleaned(content: bytes, name: str = "ภาพ.jpg"):
    return clean_picture(SimpleUploadedFile(name, content))


def test_no_metadata_survives_in_any_rendition():
    for rendition in cleaned(planted()).renditions.values():
        for trace in (
            MARKER.encode(),
            MARKER.encode("utf-16-le"),
            b"Exif",
            b"EXIF",
            b"XMP ",
            b"ICCP",
            b"MARKER",
        ):
            assert trace not in rendition.content
        picture = Image.open(io.BytesIO(rendition.content))
        assert picture.format == "WEBP"
        assert not picture.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)


def test_metadata_in_a_png_is_dropped_too():
    notes = PngInfo()
    notes.add_text("Author", MARKER)
    notes.add_itxt("XML:com.adobe.xmp", MARKER)
    output = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 102, 67, 128)).save(output, "PNG", pnginfo=notes)
    [rendition] = cleaned(output.getvalue(), "ภาพ.png").renditions.values()
    assert b"MARKER" not in rendition.content
    assert Image.open(io.BytesIO(rendition.content)).getpixel((25, 25))[3] == 128


def test_there_are_two_widths_with_size_and_check_sum():
    picture = cleaned(planted())
    assert {width: (r.width, r.height) for width, r in picture.renditions.items()} == {
        1280: (1280, 853),
        640: (640, 427),
    }
    for rendition in picture.renditions.values():
        assert rendition.size == len(rendition.content) < 60_000
        assert rendition.sha256 == hashlib.sha256(rendition.content).hexdigest()
        assert Image.open(io.BytesIO(rendition.content)).size == (rendition.width, rendition.height)
    assert picture.widest.width == 1280


@pytest.mark.parametrize(
    ("width", "widths"), [(1280, [1280, 640]), (900, [900, 640]), (640, [640]), (300, [300])]
)
def test_a_small_picture_is_never_enlarged(width, widths):
    assert list(cleaned(planted((width, 200))).renditions) == widths


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_photograph_stands_upright(orientation):
    widest = cleaned(planted((1000, 600), orientation=orientation)).widest
    picture = Image.open(io.BytesIO(widest.content)).convert("RGB")
    assert picture.size == ((1000, 600) if orientation == 3 else (600, 1000))
    first = {3: (10, 300), 6: (300, 10), 8: (300, 990)}[orientation]
    red, _, blue = picture.getpixel(first)
    assert (red > 150, blue > 150) == ((False, True) if orientation == 3 else (True, False))


def test_a_picture_for_the_printing_press_is_brought_to_screen_colours():
    picture = Image.new("CMYK", (20, 20), (0, 255, 255, 0))
    output = io.BytesIO()
    picture.save(output, "JPEG")
    red, green, blue = (
        Image.open(io.BytesIO(cleaned(output.getvalue()).widest.content)).convert("RGB").getpixel((10, 10))
    )
    assert red > 200
    assert green < 60
    assert blue < 60


def test_a_broken_colour_profile_does_not_lose_the_picture():
    output = io.BytesIO()
    Image.new("RGB", (20, 20), "#006643").save(output, "JPEG", icc_profile=b"nonsense")
    assert cleaned(output.getvalue()).widest.width == 20


def test_the_same_picture_gives_the_same_bytes():
    content = planted((700, 500))
    assert cleaned(content) == cleaned(content)


def test_what_is_no_picture_is_refused_in_thai():
    with pytest.raises(ValidationError, match="โปรด"):
        cleaned(b"<svg onload=alert(1)>", "ภาพ.jpg")
    with pytest.raises(ValidationError, match="โปรด"):
        cleaned(b"<svg/>", "ภาพ.svg")
