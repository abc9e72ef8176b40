"""The tracking code of a request: the fiscal year, twelve letters that nobody guesses, and one that tells a slip."""

from __future__ import annotations

import hashlib

from portal import codes
from portal.fiscal import FiscalYear

LETTERS = 12
"""60 bits. What is stored of them is a SHA-256, and what is asked is throttled."""
LONGEST_TYPED = 64
"""Characters that are looked at; more are refused before anything is computed."""


class Mistyped(Exception):
    """What was typed cannot be a code: a letter is missing, too many, or wrong."""


def new_code(year: FiscalYear) -> str:
    """A code as it is written down: `70-K7Q2-M3PA-9XWD-C`."""
    return written(f"{int(year) % 100:02d}{codes.random_letters(LETTERS)}")


def written(beginning: str) -> str:
    """Year and letters, with their check character, in groups."""
    whole = beginning + codes.check_character(beginning)
    return f"{whole[:2]}-{codes.in_groups(whole[2:])}"


def read(typed: str) -> str:
    """The code that was typed, as it is written down; forgiving as `portal.codes.cleaned`. Raises Mistyped."""
    letters = codes.cleaned(typed[: LONGEST_TYPED + 1])
    if len(typed) > LONGEST_TYPED or len(letters) != 2 + LETTERS + 1:
        raise Mistyped
    if not (letters[:2].isascii() and letters[:2].isdecimal()) or set(letters) - set(codes.LETTERS):
        raise Mistyped
    if letters[-1] != codes.check_character(letters[:-1]):
        raise Mistyped
    return written(letters[:-1])


def digest(code: str) -> str:
    """What is stored of a code as it is written down: SHA-256, in hexadecimal."""
    return hashlib.sha256(code.encode()).hexdigest()
