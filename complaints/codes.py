"""What a reporter keeps: a locator, which is no secret, and a secret whose last letter tells a slip of the hand."""

from __future__ import annotations

from dataclasses import dataclass

from portal import codes
from portal.codes import LETTERS, cleaned
from portal.fiscal import FiscalYear

LOCATOR_LETTERS = 4
SECRET_LETTERS = 16
"""80 bits: more than anyone tries, also of a stolen copy of the database, where each try costs Argon2id."""
LONGEST_TYPED = 128
"""Characters that are looked at; more are refused before anything is computed."""


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
        return codes.in_groups(self.whole_secret)

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
    return f"{int(year) % 100:02d}-{codes.random_letters(LOCATOR_LETTERS)}"


def new_secret() -> str:
    return codes.random_letters(SECRET_LETTERS)


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
    return codes.check_character(locator.replace("-", "") + secret)
