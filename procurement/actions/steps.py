"""How far a long act on an import is, told while it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """What an act does now, and how much of that is done."""

    what: str
    done: int
    total: int
