"""A figure as it is told: its words, the page that proves it, the register and the day it was counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from measures import wording
from measures.models import Offered
from measures.models.sentence import heading
from portal import thai


@dataclass(frozen=True)
class Line:
    """One sentence with its figures."""

    text: str
    key: str = ""
    """What is counted, the same however the count goes on: `method:specific`. Asked for where the words themselves
    follow the figure; else it is made of the words without the numbers."""
    address: str = ""
    """The page that proves this one sentence, where it has its own."""


@dataclass(frozen=True)
class Figures:
    """Figures of one measure in one year, in sentences that staff may accept and that can be frozen as they are."""

    source: str
    """The register they were counted from."""
    address: str
    """The page that shows and explains them."""
    counted_on: dt.date
    lines: Sequence[Line | str]
    """A plain text will do where `Line` has nothing to add."""

    @property
    def heading(self) -> str:
        return heading(self.source, self.counted_on)

    @property
    def sentences(self) -> list[Offered]:
        """Each line with all that an accepted sentence keeps; of two with the same key only the first."""
        found: dict[str, Offered] = {}
        for line in self.lines:
            of = line if isinstance(line, Line) else Line(line)
            key = of.key or wording.key_of(of.text)
            found.setdefault(
                key, Offered(key, of.text, of.address or self.address, self.source, self.counted_on)
            )
        return list(found.values())

    def frozen(self) -> dict[str, Any]:
        """As plain JSON for a report: `heading`, `lines`, `address`, `source`, `counted_on` (ISO)."""
        return {
            "heading": self.heading,
            "lines": [sentence.text for sentence in self.sentences],
            "address": self.address,
            "source": self.source,
            "counted_on": self.counted_on.isoformat(),
        }


def number_of(items: int) -> str:
    """`12 เรื่อง`"""
    return f"{thai.number(items)}\N{NO-BREAK SPACE}เรื่อง"
