"""What a reader found in a file: rows of facts with their places, what is odd in them, what cannot be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portal.sheets.places import Note, Place, UnreadableFile
from procurement.models import Layout

__all__ = ["BidFacts", "Note", "Place", "ReadRegister", "Row", "UnreadableRegister"]


@dataclass(frozen=True)
class BidFacts:
    """One offered price; the tax number is masked already where it is a human being's."""

    name: str
    price: Decimal | None = None
    tax_id: str = ""


@dataclass
class Row:
    """One contract as a file has it.

    `facts` has a key for each field of `procurement.models.contract.FACTS` that the file has a column for, with
    the value the model takes (None or "" for an empty cell); `words` the source's own words for coded fields;
    `places` the cell of each field; `bids` is None when the file does not tell who offered what.
    """

    place: Place
    facts: dict[str, Any]
    words: dict[str, str] = field(default_factory=dict)
    places: MutableMapping[str, Place] = field(default_factory=dict)
    bids: tuple[BidFacts, ...] | None = None

    def place_of(self, name: str) -> Place:
        """The cell of a field; the row where there is none."""
        return self.places.get(name, self.place)


@dataclass
class ReadRegister:
    """All that was read from one file. Nothing may be stored while there are `faults`."""

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    faults: list[Note] = field(default_factory=list)
    """What cannot be read; every one of them, so that the file is mended in one go."""
    findings: list[Note] = field(default_factory=list)
    """What is odd but true; imported as it stands."""
    notes: list[str] = field(default_factory=list)
    """Sentences on the whole file: that shifted columns were moved back, which total rows were passed over."""
    other_offices: int = 0
    empty_months: list[dt.date] = field(default_factory=list)
    """First days of the months that a สขร.1 sheet says had no purchase."""


UnreadableRegister = UnreadableFile
"""The name of a file that cannot be read, where it was meant for the register."""
