"""What is told of a year at its two cuts, so that the year gives nothing away of either half.

Pure: from counts to what the public sees of them. A table of the year begins from what was told of the first half
and protects the rest; where the first half's was not told, the whole year is one table, and neither half can be
computed. tests/complaints/test_statistics.py goes through all small years and finds, for every small count, another
year that looks the same and in which it differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.small_cells import LEAST, NOT_TOLD, Shown, is_small, protected, shown

HALF = 6
"""Months."""

Seen = tuple[Shown, ...] | None
"""A table as the public sees it; None where it does not."""
SeenMonths = tuple[Shown | None, ...]

_NONE: tuple[None, ...] = (None,) * HALF


@dataclass(frozen=True)
class Counts:
    """What came and what was finished in a half of a year, among the cases received in that year."""

    months: tuple[int, ...]
    of_received: Mapping[str, tuple[int, ...]]
    """Tables that divide what was received, by their keys."""
    finished: int
    of_finished: Mapping[str, tuple[int, ...]]
    """Tables that divide what was finished."""

    @property
    def received(self) -> int:
        return sum(self.months)

    def table(self, key: str) -> tuple[int, ...]:
        return self.of_finished[key] if key in self.of_finished else self.of_received[key]


class Half:
    """What is told at the first cut: tables exactly or not at all, so that the year can build on them."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.received = shown(counts.received)

    @property
    def status(self) -> Seen:
        """Finished and in progress."""
        finished = self.counts.finished
        in_progress = self.counts.received - finished
        if not self.received.is_exact or is_small(finished) or is_small(in_progress):
            return None
        return shown(finished), shown(in_progress)

    @property
    def months(self) -> SeenMonths:
        seen = protected(self.counts.months) if self.received.is_exact else None
        return seen or _NONE

    def table(self, key: str) -> Seen:
        is_known = self.status is not None if key in self.counts.of_finished else self.received.is_exact
        counts = self.counts.table(key)
        return tuple(map(shown, counts)) if is_known and not any(map(is_small, counts)) else None


class Whole:
    """What is told at the second cut."""

    def __init__(self, half: Half, second: Counts) -> None:
        self._half, self._first, self._second = half, half.counts, second
        known = self._first.received if half.received.is_exact else 0
        self.received = shown(self._first.received + second.received - known).plus(known)

    @property
    def status(self) -> Seen:
        """Finished and in progress."""
        if not self.received.is_exact:
            return None
        known = self._first.finished if self._half.status else 0
        finished = self._first.finished + self._second.finished
        seen = protected([finished - known, self._first.received + self._second.received - finished])
        return (seen[0].plus(known), seen[1]) if seen else None

    @property
    def months(self) -> SeenMonths:
        """Twelve."""
        earlier = self._half.months
        if not self.received.is_exact:
            return (*earlier, *_NONE)
        if self._half.received.is_exact:
            return (*earlier, *(protected(self._second.months) or _NONE))
        # The first half as a whole is a small count beside the months of the second. They are told only where no
        # other count had to be withheld for it, and not of three cases in all: or their absence would say whether
        # it was one or two.
        later = protected([self._first.received, *self._second.months])
        if later is None or NOT_TOLD in later or self.received.least == LEAST:
            return (*earlier, *_NONE)
        return (*earlier, *later[1:])

    def table(self, key: str) -> Seen:
        is_of_finished = key in self._first.of_finished
        total = (self.status or (NOT_TOLD,))[0] if is_of_finished else self.received
        if not total.is_exact:
            return None
        first, second = self._first.table(key), self._second.table(key)
        if self._half.table(key) is None:
            return protected([one + other for one, other in zip(first, second, strict=True)])
        seen = protected(second)
        return tuple(count.plus(known) for count, known in zip(seen, first, strict=True)) if seen else None
