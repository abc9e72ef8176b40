"""Codes that people write down and type again: forgiving letters, and a character that tells a slip of the hand.

The letters are those of Crockford's base 32, which has no I, L, O and U; what people type for 0 and 1 is understood.
The check character follows the hybrid systems of ISO/IEC 7064 with a modulus of 32.
"""

from __future__ import annotations

import secrets

from portal import thai

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def cleaned(typed: str) -> str:
    """What was typed, as letters of the alphabet: Thai digits, small letters, spaces and hyphens are understood."""
    letters = thai.arabic_digits(typed).upper().translate(_MEANT)
    return "".join(letter for letter in letters if letter.isalnum())


def check_character(letters: str) -> str:
    """One letter over the others, by which each single wrong letter is noticed. Raises ValueError for no LETTERS."""
    size = len(LETTERS)
    product = size
    for letter in letters:
        total = (product + LETTERS.index(letter)) % size or size
        product = total * 2 % (size + 1)
    return LETTERS[(size + 1 - product) % size]


def random_letters(number: int) -> str:
    """So many letters that nobody can guess, five bits each."""
    return "".join(secrets.choice(LETTERS) for _ in range(number))


def in_groups(letters: str) -> str:
    """The letters in groups of four, as they are written down: `7K30-1112-9ABC-DEFG-H`."""
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
