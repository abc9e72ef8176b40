"""Small counts of people: which counts the public sees exactly, and which only as "<3" or not at all.

A count of 1 or 2 could point at somebody, so it is shown as "<3", and never so that it can be computed from other
figures that are public (complementary suppression). Every rule here depends only on what stays the same in all the
cases that look alike from outside; so even a reader who knows the rules cannot turn them round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 3
"""The smallest count, other than none, that is shown as it is."""


@dataclass(frozen=True)
class Shown:
    """What the public sees of a count: the least and the most it can be; `most` is None where nothing is told."""

    least: int = 0
    most: int | None = None

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    @property
    def is_told(self) -> bool:
        return self.most is not None

    @property
    def text(self) -> str:
        """`12`, `<3`, `5–6`, or the word for what is withheld."""
        if self.most is None:
            return WITHHELD
        if self.is_exact:
            return f"{self.least:,}"
        if (self.least, self.most) == (1, LEAST - 1):
            return f"<{LEAST}"
        return f"{self.least:,}–{self.most:,}"

    def plus(self, known: int) -> Shown:
        """This count and another that is public exactly."""
        return Shown(self.least + known, self.most + known) if self.most is not None else self


WITHHELD = "ไม่แสดง"
NOT_TOLD = Shown()
SMALL = Shown(1, LEAST - 1)


def is_small(count: int) -> bool:
    """Whether a count could point at somebody."""
    return 0 < count < LEAST


def shown(count: int) -> Shown:
    """A count by itself."""
    return SMALL if is_small(count) else Shown(count, count)


def protected(counts: Sequence[int]) -> tuple[Shown, ...] | None:
    """The counts of a table whose sum is public; None where the table cannot be shown at all.

    Small counts are "<3". Where the sum gives them away (all of them are 1, or all are 2), the last count that is
    not small is withheld as well, and that only where both readings leave it at 3 or more; so of each table that
    looks like this one there are two, in which every small count differs.
    """
    small = [count for count in counts if is_small(count)]
    least, most = len(small), (LEAST - 1) * len(small)
    if not small or least < sum(small) < most:
        return tuple(map(shown, counts))
    large = [at for at, count in enumerate(counts) if count >= LEAST]
    if not large or sum(small) + counts[large[-1]] < LEAST + most:
        return None
    return tuple(NOT_TOLD if at == large[-1] else shown(count) for at, count in enumerate(counts))
