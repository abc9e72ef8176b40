"""What a reporter keeps: a locator, which is no secret, and a secret, with a character that tells a slip of the hand.

The letters are those of Crockford's base 32, which has no I, L, O and U; what people type for 0 and 1 is understood.
The check character follows the hybrid systems of ISO/IEC 7064 with a modulus of 32.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from portal import thai
from portal.fiscal import FiscalYear

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOCATOR_LETTERS = 4
SECRET_LETTERS = 16
"""80 bits: more than anyone tries, also of a stolen copy of the database, where each try costs Argon2id."""
LONGEST_TYPED = 128
"""Characters that are looked at; more are refused before anything is computed."""
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Mistyped(Exception):
    """What was typed cannot be a code: a letter is missing, too many, or wrong."""


@dataclass(frozen=True)
class Code:
    """Locator as `68-K7Q2`, and the sixteen letters of the secret without its check character."""

    locator: str
    secret: str

    def __repr__(self) -> str:
        return f"Code({self.locator})"

    @property
    def written_secret(self) -> str:
        """The secret with its check character in groups of four: `7K30-1112-9ABC-DEFG-H`."""
        whole = self.whole_secret
        return "-".join(whole[at : at + 4] for at in range(0, len(whole), 4))

    @property
    def whole_secret(self) -> str:
        """The secret with its check character, as `cleaned` gives what was typed."""
        return self.secret + check_character(self.locator, self.secret)

    @property
    def last_four(self) -> str:
        """The last four characters of what is written, which the person types back."""
        return self.whole_secret[-4:]


def new_locator(year: FiscalYear) -> str:
    """A random locator of the fiscal year; it may be taken already."""
    return f"{int(year) % 100:02d}-{_random(LOCATOR_LETTERS)}"


def new_secret() -> str:
    return _random(SECRET_LETTERS)


def cleaned(typed: str) -> str:
    """What was typed, as letters of the alphabet: Thai digits, small letters, spaces and hyphens are understood."""
    letters = thai.arabic_digits(typed).upper().translate(_MEANT)
    return "".join(letter for letter in letters if letter.isalnum())


def read_locator(typed: str) -> str:
    """The locator that was typed. Raises Mistyped."""
    letters = cleaned(typed[: LONGEST_TYPED + 1])
    if len(typed) > LONGEST_TYPED or len(letters) != 2 + LOCATOR_LETTERS:
        raise Mistyped
    if not letters[:2].isdecimal() or set(letters) - set(LETTERS):
        raise Mistyped
    return f"{letters[:2]}-{letters[2:]}"


def read_code(locator: str, secret: str) -> Code:
    """The code that was typed into two fields. Raises Mistyped, also when the check character is not right."""
    known = read_locator(locator)
    letters = cleaned(secret[: LONGEST_TYPED + 1])
    if len(secret) > LONGEST_TYPED or len(letters) != SECRET_LETTERS + 1 or set(letters) - set(LETTERS):
        raise Mistyped
    if letters[-1] != check_character(known, letters[:-1]):
        raise Mistyped
    return Code(known, letters[:-1])


def check_character(locator: str, secret: str) -> str:
    """One letter over locator and secret, by which each single wrong letter is noticed."""
    size = len(LETTERS)
    product = size
    for letter in locator.replace("-", "") + secret:
        total = (product + LETTERS.index(letter)) % size or size
        product = total * 2 % (size + 1)
    return LETTERS[(size + 1 - product) % size]


def _random(number: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(number))
