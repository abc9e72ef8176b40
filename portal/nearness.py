"""How near a text comes to words that were misspelt or run together; pure functions, Thai first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from portal import thai

LONGEST = 60
"""Letters of what was typed that are compared."""
NEAR_ENOUGH = 0.3
"""Share of the typed letters that a text has to hold."""

_SILENT = re.compile("[็-๎]")
_SOUNDS = str.maketrans(
    "ฆขฅฃญณศษฎฏตฐฑฒธถฬลภผใีูื",
    "คคคคยนสสดดดทททททรรพพไิุึ",
)
"""Letters people write for one another, as one of them; marks that are easily forgotten are `_SILENT`."""
_EVERYWHERE = re.compile("การ|ความ|และ|หรือ|ของ|แห่ง|ผู้|ให้|เป็น|[^\\w\u0e00-\u0e7f]+")
"""Syllables that nearly every page holds, and signs: they say nothing about what was meant."""


def skeleton(text: str) -> str:
    """The folded text as it sounds: without tone marks, letters of one sound alike."""
    return _SILENT.sub("", text).translate(_SOUNDS)


def telling_parts(words: Iterable[str]) -> list[str]:
    """The parts of folded words that say what was meant: of three letters or more, and not a number."""
    text = " ".join(words)[:LONGEST]
    return [part for part in _EVERYWHERE.sub(" ", text).split() if len(part) > 2 and not part.isdecimal()]


def trigrams(parts: Iterable[str], most: int) -> list[str]:
    """Every three letters in a row, each once; evenly chosen ones when there are more than `most`."""
    found = list(dict.fromkeys(part[at : at + 3] for part in parts for at in range(len(part) - 2)))
    step = -(-len(found) // most) or 1
    return found[::step]


def nearness(parts: Sequence[str], title: str, body: str) -> float:
    """From 0 (nothing in common) up to 2 (the title holds all of it); below `NEAR_ENOUGH` it is chance.

    Half of it is what the title alone holds.
    """
    wanted = [skeleton(part) for part in parts]
    length = sum(map(len, wanted))
    if not length:
        return 0.0
    title, body = skeleton(thai.fold(title)), skeleton(thai.fold(body))
    in_title = [set(_shared(part, title, at_head=3)) for part in wanted]
    in_body = [set(_shared(part, body, at_head=4)) for part in wanted]
    whole = sum(len(one | other) for one, other in zip(in_title, in_body, strict=True)) / length
    return whole + sum(map(len, in_title)) / length if whole >= NEAR_ENOUGH else 0.0


def _shared(part: str, text: str, *, at_head: int) -> Iterator[int]:
    """Places in `part` whose letters lie in runs that the text holds too.

    A run has four letters or more; at the head, where Thai puts the noun, `at_head` are enough.
    """
    start = 0
    while start < len(part):
        end = start
        while end < len(part) and part[start : end + 1] in text:
            end += 1
        if end - start >= (4 if start else at_head):
            yield from range(start, end)
            start = end
        else:
            start += 1
