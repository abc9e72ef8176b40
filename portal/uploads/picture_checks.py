"""Pictures: that they are what they claim, whole, still, and small enough to unpack."""

from typing import IO

from PIL import Image, UnidentifiedImageError

from portal.uploads.faults import fault
from portal.uploads.kinds import JPEG, PNG, WEBP, Kind

MAX_PIXELS = 50_000_000
# A telephone's JPEG with a second picture behind it (MPO) is still that JPEG.
_FORMATS = {"JPEG": JPEG, "MPO": JPEG, "PNG": PNG, "WEBP": WEBP}
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, MemoryError)


def opened_picture(file: IO[bytes], *, name: str) -> Image.Image:
    """Open and fully decode a picture of a kind in PICTURES. Raises ValidationError (see faults)."""
    try:
        file.seek(0)
        # verify() reads the check sums, and leaves the picture unusable.
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise fault(
                    "picture_bomb",
                    name,
                    width=picture.width,
                    height=picture.height,
                    limit=MAX_PIXELS // 1_000_000,
                )
            if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
                raise fault("animated", name)
            picture.verify()
        file.seek(0)
        picture = Image.open(file, formats=("JPEG", "PNG", "WEBP"))
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise fault("picture_huge", name, limit=MAX_PIXELS // 1_000_000) from error
    except UnidentifiedImageError as error:
        raise fault("damaged", name) from error
    except _UNREADABLE as error:
        raise fault("damaged", name) from error
    return picture


def kind_of(picture: Image.Image) -> Kind:
    """Return which of PICTURES a decoded picture is."""
    return _FORMATS[picture.format or ""]


def inspect_picture(file: IO[bytes], *, name: str, kind: Kind) -> None:
    """Check a picture against the kind its name claims. Raises ValidationError (see faults)."""
    with opened_picture(file, name=name) as picture:
        actual = kind_of(picture)
    if actual is not kind:
        raise fault("mismatch", name, extension=kind.extensions[0], actual=actual.label)
