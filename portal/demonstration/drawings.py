"""Drawings that stand where an office would put its photographs: a pond, books on a shelf, people at a table."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIZE = (1600, 900)  # pixels
SHARPER = 2
"""Drawn this many times larger and shrunk, for smooth edges."""
DEEP, GREEN, LEAF, CELADON, CLAY, SAND, GOLD = (
    "#00432d", "#0b5a40", "#559676", "#cfe5d8", "#bd622c", "#faf1e4", "#f0d9a6",
)  # fmt: skip


def pond() -> SimpleUploadedFile:
    """Lotus buds over still water in the evening."""
    return _file("pond.png", _draw_pond)


def shelf() -> SimpleUploadedFile:
    """A row of books, one of them leaning."""
    return _file("shelf.png", _draw_shelf)


def meeting() -> SimpleUploadedFile:
    """Twelve people round a table, seen from above."""
    return _file("meeting.png", _draw_meeting)


def _file(name: str, draw: Callable[[ImageDraw.ImageDraw, int, int], None]) -> SimpleUploadedFile:
    width, height = (side * SHARPER for side in SIZE)
    picture = Image.new("RGB", (width, height), SAND)
    draw(ImageDraw.Draw(picture), width, height)
    output = io.BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(output, "PNG")
    return SimpleUploadedFile(name, output.getvalue(), "image/png")


def _draw_pond(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    shore = round(height * 0.62)
    _disc(draw, width * 0.7, shore, height * 0.3, GOLD)
    for step, (colour, swell) in enumerate(((CELADON, 0.16), (LEAF, 0.09))):
        ridge = [
            (x, shore - height * swell * (0.6 + 0.4 * math.sin(x / width * 5 + 1 + step * 2)))
            for x in range(0, width + 1, 8)
        ]
        draw.polygon([(0, shore), *ridge, (width, shore)], colour)
    draw.rectangle((0, shore, width, height), DEEP)
    for line in range(9):
        y = shore + (height - shore) * (line + 1) / 10
        reach = width * (0.1 + 0.02 * line)
        draw.line((width * 0.7 - reach, y, width * 0.7 + reach, y), fill=GREEN, width=6)
    for number, (left, base, tall) in enumerate(
        ((0.10, 0.90, 0.42), (0.22, 0.97, 0.56), (0.34, 0.88, 0.34), (0.46, 0.95, 0.46), (0.88, 0.95, 0.40))
    ):
        x, foot, top = width * left, height * base, height * (base - tall)
        draw.line((x, foot, x, top), fill=LEAF, width=14)
        _bud(draw, x, top, height * 0.13, CLAY if number % 2 else GOLD)
        draw.ellipse((x - width * 0.06, foot - 24, x + width * 0.06, foot + 34), fill=LEAF)


def _draw_shelf(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    floor = height * 0.8
    draw.rectangle((0, 0, width, height), CELADON)
    draw.rectangle((0, floor, width, height), DEEP)
    x = width * 0.09
    colours = (GREEN, CLAY, LEAF, DEEP, GOLD)
    for number in range(15):
        thick, tall = width * (0.03 + 0.012 * (number * 7 % 4)), height * (0.38 + 0.05 * (number * 5 % 5))
        colour = colours[number * 3 % 5]
        band = SAND if colour != GOLD else CLAY
        lean = width * 0.055 if number == 9 else 0.0
        corners = [(x + lean, floor - tall), (x + lean + thick, floor - tall), (x + thick, floor), (x, floor)]
        draw.polygon(corners, colour)
        for share in (0.78, 0.72):
            edge = lean * share
            y = floor - tall * share
            draw.line((x + edge + 8, y, x + edge + thick - 8, y), fill=band, width=10)
        x += thick + lean + width * 0.006
    _bud(draw, width * 0.93, height * 0.5, height * 0.16, CLAY)
    draw.rectangle((width * 0.905, height * 0.56, width * 0.955, floor), fill=SAND)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _bud(draw: ImageDraw.ImageDraw, x: float, y: float, tall: float, colour: str) -> None:
    """A lotus bud whose middle is (x, y): two petals and the one before them."""
    for shift, shade in ((-0.2, LEAF), (0.2, LEAF), (0.0, colour)):
        outline = []
        for step in range(101):
            along = step / 100  # from the tip to the foot
            half = tall * 0.34 * math.sin(math.pi * along**0.8) * (0.75 if shift else 1)
            outline.append((half, y - tall / 2 + tall * along))
        centre = x + shift * tall
        draw.polygon(
            [(centre - half, at) for half, at in outline]
            + [(centre + half, at) for half, at in reversed(outline)],
            shade,
        )


def _draw_meeting(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.rectangle((0, 0, width, height), CELADON)
    middle, centre = width / 2, height / 2
    for number in range(12):
        angle = math.pi * 2 * (number + 0.5) / 12
        x, y = middle + width * 0.36 * math.cos(angle), centre + height * 0.37 * math.sin(angle)
        _disc(draw, x, y, height * 0.085, (GREEN, CLAY, LEAF)[number % 3])
        _disc(draw, x, y, height * 0.045, DEEP)
    draw.ellipse((width * 0.24, height * 0.26, width * 0.76, height * 0.74), fill=GOLD)
    draw.ellipse((width * 0.27, height * 0.30, width * 0.73, height * 0.70), fill=SAND)
