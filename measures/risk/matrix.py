"""The matrix of a year: which risks stand where, likelihood upwards and impact to the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from measures.risk.scales import Assessment, Scale, Step

MOST_NAMED = 8
"""Risks that a cell names; of more it tells how many there are beside these."""


@dataclass(frozen=True)
class Point:
    """A risk and where it stands."""

    pk: int
    number: int
    year: int
    assessment: Assessment
    is_bribery: bool = False
    planned: int = 0
    """Measures in the plan."""

    @property
    def url(self) -> str:
        return reverse("risk:risk", args=[self.year, self.pk])


@dataclass(frozen=True)
class Cell:
    """One field of the matrix with the risks in it, by their numbers."""

    assessment: Assessment
    points: Sequence[Point]

    @property
    def named(self) -> Sequence[Point]:
        return self.points[:MOST_NAMED]

    @property
    def more(self) -> int:
        return max(len(self.points) - MOST_NAMED, 0)


@dataclass(frozen=True)
class Row:
    """The cells of one step of likelihood, impact from low to high."""

    step: Step
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Matrix:
    scale: Scale
    rows: Sequence[Row]
    count: int


def matrix_of(scale: Scale, points: Iterable[Point]) -> Matrix:
    """The matrix of these points, the highest likelihood first."""
    places: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in points:
        places[point.assessment.likelihood, point.assessment.impact].append(point)
    for found in places.values():
        found.sort(key=lambda point: (point.number, point.pk))
    rows = [
        Row(
            step,
            [
                Cell(scale.assess(step.number, other.number), places.get((step.number, other.number), []))
                for other in scale.impact
            ],
        )
        for step in reversed(scale.likelihood)
    ]
    return Matrix(scale, rows, sum(map(len, places.values())))
