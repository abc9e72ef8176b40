"""Drawings that stand where an office would put photographs of its activities: a meeting, a gift handed back."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from portal.demonstration.drawings import CELADON, CLAY, DEEP, GOLD, GREEN, LEAF, SAND, SHARPER, SIZE


def meeting() -> SimpleUploadedFile:
    """Five people without faces around a table, before a board with a tick and a cross."""
    return _file("meeting.png", _draw_meeting)


def gift() -> SimpleUploadedFile:
    """A parcel with a ribbon between two hands, one of them raised to decline."""
    return _file("gift.png", _draw_gift)


def _file(name: str, draw: Callable[[ImageDraw.ImageDraw, int, int], None]) -> SimpleUploadedFile:
    width, height = (side * SHARPER for side in SIZE)
    picture = Image.new("RGB", (width, height), SAND)
    draw(ImageDraw.Draw(picture), width, height)
    output = io.BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(output, "PNG")
    return SimpleUploadedFile(name, output.getvalue(), "image/png")


def _draw_meeting(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.rectangle((0, height * 0.8, width, height), DEEP)
    draw.rounded_rectangle((width * 0.3, height * 0.08, width * 0.7, height * 0.42), 24, CELADON, LEAF, 14)
    tick = [(width * 0.37, height * 0.26), (width * 0.41, height * 0.33), (width * 0.48, height * 0.17)]
    draw.line(tick, GREEN, 34, joint="curve")
    for start, end in (((0.55, 0.17), (0.63, 0.33)), ((0.63, 0.17), (0.55, 0.33))):
        draw.line((width * start[0], height * start[1], width * end[0], height * end[1]), CLAY, 34)
    for place, colour in enumerate((GREEN, CLAY, LEAF, GOLD, GREEN)):
        _person(draw, width * (0.14 + 0.18 * place), height * 0.56, height * 0.09, colour)
    draw.rounded_rectangle((width * 0.05, height * 0.76, width * 0.95, height * 0.84), 30, LEAF)


def _draw_gift(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.rectangle((0, height * 0.84, width, height), DEEP)
    _person(draw, width * 0.2, height * 0.34, height * 0.13, CLAY)
    _person(draw, width * 0.8, height * 0.34, height * 0.13, GREEN)
    draw.rectangle((width * 0.38, height * 0.52, width * 0.54, height * 0.78), GOLD)
    draw.rectangle((width * 0.445, height * 0.52, width * 0.475, height * 0.78), CLAY)
    draw.rectangle((width * 0.38, height * 0.63, width * 0.54, height * 0.67), CLAY)
    for side in (-1, 1):
        x = width * 0.46 + side * width * 0.035
        draw.ellipse(
            (x - width * 0.035, height * 0.44, x + width * 0.035, height * 0.52), outline=CLAY, width=22
        )
    draw.line((width * 0.25, height * 0.6, width * 0.38, height * 0.66), CLAY, 60)
    draw.line((width * 0.75, height * 0.6, width * 0.62, height * 0.5), GREEN, 60)
    draw.ellipse((width * 0.585, height * 0.4, width * 0.645, height * 0.54), SAND, GREEN, 14)


def _person(draw: ImageDraw.ImageDraw, x: float, y: float, head: float, colour: str) -> None:
    """A head and shoulders; (x, y) is the middle of the head."""
    draw.ellipse((x - head * 0.6, y - head * 0.7, x + head * 0.6, y + head * 0.7), SAND, DEEP, 10)
    draw.pieslice((x - head * 1.5, y + head * 0.8, x + head * 1.5, y + head * 5), 180, 360, colour)
