"""The shape of a story: a risk, its measures, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from measures.risk.models import Progress
from portal.spreadsheets import Column, Value


@dataclass(frozen=True)
class Told:
    """The result of a period: what is left, and for each measure progress, what was done, evidence and its page."""

    left: tuple[int, int]
    summary: str
    rows: Sequence[tuple[Progress, str, str, str]]
    problems: str = ""
    table: tuple[str, Sequence[Column], Sequence[Sequence[Value]]] | None = None


@dataclass(frozen=True)
class Story:
    """A risk, its measures (title, position), and what came of them."""

    group: str
    process: str
    event: str
    cause: str
    before: tuple[int, int]
    control: str
    measures: Sequence[tuple[str, str]]
    is_bribery: bool = False
    is_own: bool = False
    half: Told | None = None
    year: Told | None = None
