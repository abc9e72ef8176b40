"""News pictures made safe to show: upright, in sRGB, without any metadata, as WebP in two widths."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO, cast

from django.core.files import File
from PIL import Image, ImageCms, ImageOps

from portal.uploads import PICTURES, inspect_upload
from portal.uploads.picture_checks import opened_picture

WIDTHS = (1280, 640)  # pixels
_QUALITY = 82
_MAX_HEIGHT_TO_WIDTH = 4  # WebP ends at 16,383 pixels


@dataclass(frozen=True)
class Rendition:
    """One WebP file: width and height in pixels, its bytes and their SHA-256."""

    width: int
    height: int
    content: bytes
    sha256: str

    @property
    def size(self) -> int:
        """Size in bytes."""
        return len(self.content)


@dataclass(frozen=True)
class CleanPicture:
    """A picture re-encoded: its renditions by width, the widest first."""

    renditions: Mapping[int, Rendition]

    @property
    def widest(self) -> Rendition:
        return next(iter(self.renditions.values()))


def clean_picture(file: "File[bytes]") -> CleanPicture:
    """Re-encode a JPEG, PNG or WebP picture; nothing of the original but its pixels is kept.

    A picture narrower than a width in WIDTHS is never enlarged: it appears once, in its own width.
    Raises ValidationError (in Thai) for what `inspect_upload` refuses.
    """
    inspect_upload(file, allow=PICTURES)
    with opened_picture(cast(IO[bytes], file), name=file.name or "") as opened:
        upright = ImageOps.exif_transpose(opened)
        pixels = in_srgb(upright)
    file.seek(0)
    widths = dict.fromkeys(min(width, pixels.width) for width in WIDTHS)
    return CleanPicture(MappingProxyType({width: _rendition(pixels, width) for width in widths}))


def in_srgb(picture: Image.Image) -> Image.Image:
    """Return plain RGB or RGBA pixels in sRGB, on a new image that carries nothing else."""
    profile = picture.info.get("icc_profile")
    is_transparent = picture.has_transparency_data
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken colour profile spoils the shade, not the picture
        else:
            picture = cast(Image.Image, converted)
    pixels = picture.convert("RGBA" if is_transparent else "RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _rendition(pixels: Image.Image, width: int) -> Rendition:
    height = max(1, round(pixels.height * width / pixels.width))
    resized = pixels.resize((width, height), Image.Resampling.LANCZOS) if width < pixels.width else pixels
    output = io.BytesIO()
    resized.save(output, "WEBP", quality=_QUALITY, method=4)
    content = output.getvalue()
    return Rendition(width, height, content, hashlib.sha256(content).hexdigest())
