"""Citizen identification numbers in files that are about to become public."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File

from portal.uploads.contents import text_of

# Letters without width, and the control characters that a PDF leaves between its figures; `_Z` is a run of them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_MARK = "\u200b"
_Z = rf"{_MARK}?"
_GAP = rf"{_Z}[-‐‑‒–—. \u00a0{_MARK}]{_Z}"
# Written whole or with dashes; as the card prints it, 1 2345 67890 12 1; or one figure to a box.
_SHAPES = re.compile(
    rf"(?<!\d)(?:\d(?:{_Z}[-‐‑‒–—]?{_Z}\d){{12}}|\d{_GAP}\d(?:{_Z}\d){{3}}{_GAP}\d(?:{_Z}\d){{4}}{_GAP}\d{_Z}\d{_GAP}\d|\d(?:{_GAP}\d){{12}})(?!\d)"
)
# Numbers beginning with 0 are tax numbers of juristic persons, which are public, but for two groups: foreign
# workers (00) and persons without civil registration (89 as sixth and seventh figure).
_UNREGISTERED_MARK = "89"


@dataclass(frozen=True)
class CitizenIdHit:
    """One citizen number found: masked, with the place a clerk can look at."""

    masked: str
    where: str
    is_hidden: bool


def find_citizen_ids(text: str) -> list[str]:
    """Return the citizen numbers in a text as 13 Arabic figures, in order, each as often as it stands there.

    Reads Thai figures, dashes, spaces and what cannot be seen. The last figure must be the check digit of
    the first twelve: the last figure of 11 − (sum of figure × 13 … 2) mod 11, as the Department of Provincial
    Administration gives them out.
    """
    found = []
    for match in _SHAPES.finditer(_INVISIBLE.sub(_MARK, text)):
        number = "".join(str(int(letter)) for letter in match[0] if letter.isdecimal())
        if belongs_to_a_person(number) and number[-1] == check_digit(number[:12]):
            found.append(number)
    return found


def belongs_to_a_person(number: str) -> bool:
    """Whether these 13 figures, of which the last four may be hidden, are a human being's and not a company's."""
    return number[0] in "12345678" or (
        number[0] == "0" and (number[1] == "0" or number[5:7] == _UNREGISTERED_MARK)
    )


def check_digit(first_twelve: str) -> str:
    """Return the thirteenth figure that belongs to the first twelve."""
    total = sum(int(figure) * weight for figure, weight in zip(first_twelve, range(13, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def scan_for_citizen_ids(file: "File[bytes]", kind: str) -> list[CitizenIdHit]:
    """Return the citizen numbers in an accepted file, hidden sheets, rows, columns and comments included.

    A picture or a scanned page has no text to search. Raises ValidationError for a file that cannot be searched
    to its end, when nothing was found till there.
    """
    found: list[CitizenIdHit] = []
    try:
        for piece in text_of(file, kind):
            for number in find_citizen_ids(piece.text):
                masked = f"x-xxxx-xxxxx-{number[10:12]}-{number[12]}"
                found.append(CitizenIdHit(masked, piece.where, piece.is_hidden))
    except ValidationError:
        if not found:
            raise
    return found
