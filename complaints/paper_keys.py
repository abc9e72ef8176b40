"""The escrow's private half as it stands on paper: groups of five characters, each with its own check character."""

from __future__ import annotations

from complaints.sealing import KEY_BYTES
from portal import codes

GROUP_LETTERS = 4
GROUPS = 13
"""Thirteen groups of four letters hold 260 bits, of which the key takes the first 256."""
GROUPS_A_LINE = 4
ON_ONE_LINE = f"ครบทั้ง {GROUPS} กลุ่มต่อกันในบรรทัดเดียว แล้วกด Enter (ไม่แสดงบนจอ): "
"""How whoever types the paper is asked: it shows four lines, and each Enter would count as a try."""
_SPARE_BITS = GROUPS * GROUP_LETTERS * 5 - KEY_BYTES * 8


class Mistyped(Exception):
    """What was typed is no key; `group` is the first group (from 1) with a wrong character, 0 for a wrong length."""

    def __init__(self, group: int = 0) -> None:
        super().__init__(group)
        self.group = group


def written(private: bytes) -> list[str]:
    """The lines to write down: `7K30X 1112A …`; the fifth character of a group checks the four and their place."""
    number = int.from_bytes(private) << _SPARE_BITS
    bits = GROUP_LETTERS * 5
    groups = [_group(number >> (GROUPS - 1 - at) * bits & (1 << bits) - 1, place=at) for at in range(GROUPS)]
    return [" ".join(groups[at : at + GROUPS_A_LINE]) for at in range(0, GROUPS, GROUPS_A_LINE)]


def read(typed: str) -> bytes:
    """The private half, 32 bytes, from what was typed; forgiving as `codes.cleaned` is. Raises Mistyped."""
    letters = codes.cleaned(typed[:1000])
    size = GROUP_LETTERS + 1
    groups = [letters[at : at + size] for at in range(0, len(letters), size)]
    number = 0
    for at, group in enumerate(groups[:GROUPS]):
        if set(group) - set(codes.LETTERS) or group[-1] != _check(group[:-1], place=at):
            raise Mistyped(at + 1)
        for letter in group[:-1]:
            number = number << 5 | codes.LETTERS.index(letter)
    if len(letters) != GROUPS * size:
        raise Mistyped
    if number & (1 << _SPARE_BITS) - 1:
        raise Mistyped(GROUPS)
    return (number >> _SPARE_BITS).to_bytes(KEY_BYTES)


def _group(value: int, *, place: int) -> str:
    letters = "".join(codes.LETTERS[value >> 5 * at & 31] for at in reversed(range(GROUP_LETTERS)))
    return letters + _check(letters, place=place)


def _check(letters: str, *, place: int) -> str:
    return codes.check_character(codes.LETTERS[place] + letters)
