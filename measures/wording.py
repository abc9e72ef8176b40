"""The numbers that a sentence tells: read, compared with those of another sentence, and put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from portal import thai

_NUMBER = re.compile(r"(?<![A-Za-z\d.,])<?\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z\d])")
"""`1,284`, `88.37` or `<3` in Arabic digits; not the number in a code such as o16."""
KEY_LENGTH = 200


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as they are written, in Arabic digits: ["1,284", "<3"]."""
    return _NUMBER.findall(thai.fold(text))


def key_of(text: str) -> str:
    """What a sentence counts: its words without the numbers; the same however the count goes on."""
    return _NUMBER.sub("#", thai.fold(text))[:KEY_LENGTH]


def odd_numbers(typed: str, counted: str, *, but: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """Numbers that only the typed sentence has, and those of the counted one that it leaves out.

    `but` are words whose numbers are nobody's count, such as the fiscal year and the day of the count.
    """
    plain = thai.fold(typed)
    for words in sorted(but, key=len, reverse=True):
        plain = re.sub(rf"(?<!\d){re.escape(thai.fold(words))}(?!\d)", " ", plain)
    said, known = _counter(plain), _counter(counted)
    also = _counter(typed)
    added = [number for value, number in said.items() if value not in known]
    left = [number for value, number in known.items() if value not in also]
    return added, left


def with_new_numbers(text: str, old: str, new: str) -> str | None:
    """A text that somebody wrote after the sentence `old`, with the numbers of `new` in place of its own.

    Other numbers in it stay. None where it cannot be said which number takes the place of which: the words around
    them differ, or one old number would become two.
    """
    if text == old:
        return new
    before, after = numbers_in(old), numbers_in(new)
    if key_of(old) != key_of(new) or len(before) != len(after):
        return None
    places: dict[str, str] = {}
    for was, now in zip(map(_value, before), after, strict=True):
        if places.setdefault(was, now) != now:
            return None
    return _NUMBER.sub(lambda found: places.get(_value(found[0]), found[0]), thai.arabic_digits(text))


def _counter(text: str) -> dict[str, str]:
    """Each number of a text by its value, as it is written first."""
    found: dict[str, str] = {}
    for number in numbers_in(text):
        found.setdefault(_value(number), number)
    return found


def _value(number: str) -> str:
    """The same for `1,284`, `1284` and `1284.00`."""
    sign, digits = ("<", number[1:]) if number.startswith("<") else ("", number)
    return sign + f"{Decimal(digits.replace(',', '')).normalize():f}"
