"""How satisfied people were, by service and period; below ten answers nothing is told but how many there were.

Neither can such answers be computed (complementary suppression): the first six months of a service are told only if the
other six have no answer or ten as well, and where the services of which nothing is told have fewer than ten together,
the next smallest is not told either, so that the sum of all services gives none of them away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F
from django.utils import timezone

from measures.services.figures import statistics
from measures.services.figures.statistics import NONE, Scores, add_scores
from measures.services.models import MonthSum
from portal.fiscal import FiscalYear

LEAST = 10
"""Answers from which on a distribution is told."""


@dataclass(frozen=True)
class Said:
    """What is told of some answers: how many, and from LEAST on, where nothing is given away, how they spread."""

    number: int
    scores: Scores | None = None

    @property
    def mean(self) -> Decimal | None:
        if self.scores is None:
            return None
        points = sum(score * count for score, count in enumerate(self.scores, start=1))
        return (Decimal(points) / self.number).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def mean_text(self) -> str:
        return NONE if self.mean is None else str(self.mean)

    @property
    def satisfied_value(self) -> Decimal | None:
        """Percent of 4 and 5, with one digit."""
        return None if self.scores is None else Decimal(statistics.percent(sum(self.scores[3:]), self.number))

    @property
    def satisfied(self) -> str:
        return NONE if self.satisfied_value is None else str(self.satisfied_value)


@dataclass(frozen=True)
class Line:
    """A service, or all of them."""

    title: str
    half: Said
    whole: Said


@dataclass(frozen=True)
class YearSaid:
    """All that is public of the satisfaction of a year."""

    year: FiscalYear
    counted_on: dt.date
    lines: tuple[Line, ...]
    total: Line

    @property
    def hidden(self) -> int:
        """Lines of which only the number is told, although there are answers."""
        return sum(bool(line.whole.number) and line.whole.scores is None for line in self.lines)


def public_years() -> list[FiscalYear]:
    """Years with an answer, oldest first; one query."""
    answers = F("rated_1") + F("rated_2") + F("rated_3") + F("rated_4") + F("rated_5")
    rows = MonthSum.objects.annotate(answers=answers).filter(answers__gt=0).order_by()
    return sorted({FiscalYear(year) for year in rows.values_list("year", flat=True).distinct()})


def year_said(year: FiscalYear, *, on: dt.date | None = None) -> YearSaid:
    """The satisfaction of a year on a day (today by default), as the public sees it. Two queries."""
    found = statistics.year_figures(year, on=on or timezone.localdate())
    told, total = _told([_halves(line.months) for line in found.lines])
    return YearSaid(
        year=year,
        counted_on=found.counted_on,
        lines=tuple(Line(line.title, *said) for line, said in zip(found.lines, told, strict=True)),
        total=Line("ทุกบริการ", *total),
    )


def of_all(found: statistics.YearFigures) -> Said:
    """What is told of all services in a year, as its page tells it."""
    _, (_, whole) = _told([_halves(line.months) for line in found.lines])
    return whole


# ── what may be told ─────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Halves:
    """The answers to a service in the first six months of a year, and in the rest of it."""

    first: Scores
    second: Scores

    @property
    def whole(self) -> Scores:
        return add_scores([self.first, self.second])

    @property
    def sizes(self) -> tuple[int, int]:
        return sum(self.first), sum(self.second)

    @property
    def number(self) -> int:
        return sum(self.sizes)


Pair = tuple[Said, Said]
"""The first six months, and the year."""


def _halves(months: Sequence[statistics.Month]) -> Halves:
    return Halves(
        add_scores(month.scores for month in months[: statistics.HALF]),
        add_scores(month.scores for month in months[statistics.HALF :]),
    )


def _told(parts: Sequence[Halves]) -> tuple[list[Pair], Pair]:
    """What is told of each service, and of all of them together."""
    every = Halves(add_scores(part.first for part in parts), add_scores(part.second for part in parts))
    is_whole = every.number >= LEAST
    hidden = {at for at, part in enumerate(parts) if part.number < LEAST}
    if is_whole:
        hidden = _widened(
            hidden, parts, among=range(len(parts)), until=lambda seen: _is_safe(_number(parts, seen))
        )
    half_hidden = hidden | {at for at, part in enumerate(parts) if part.sizes[0] and not _may_stand(part)}

    def is_well_hidden(seen: set[int]) -> bool:
        """Both halves, with and without the services of which the year is hidden too."""
        return all(_is_safe(_number(parts, some, at)) for some in (seen, seen - hidden) for at in (0, 1))

    # where one half has no answer the year tells the other, so only services with both can hide another
    with_both = [at for at, part in enumerate(parts) if all(part.sizes)]
    widened = _widened(half_hidden, parts, among=with_both, until=is_well_hidden)
    is_half = is_whole and _may_stand(every) and is_well_hidden(widened)
    half_hidden = widened if is_half else half_hidden
    told = [
        (_said(part.first, at not in half_hidden), _said(part.whole, at not in hidden))
        for at, part in enumerate(parts)
    ]
    return told, (_said(every.first, is_half), _said(every.whole, is_whole))


def _said(scores: Scores, is_told: bool) -> Said:
    number = sum(scores)
    return Said(number, scores if is_told and number >= LEAST else None)


def _may_stand(part: Halves) -> bool:
    """Whether the first six months may be told beside the year."""
    first, second = part.sizes
    return first >= LEAST and _is_safe(second)


def _widened(
    hidden: set[int], parts: Sequence[Halves], *, among: Iterable[int], until: Callable[[set[int]], bool]
) -> set[int]:
    """The hidden services, and the smallest of others, until they hide one another, or as far as that goes."""
    others = sorted(set(among) - hidden, key=lambda at: (parts[at].number, at))
    found = set(hidden)
    while others and not until(found):
        found.add(others.pop(0))
    return found


def _number(parts: Sequence[Halves], some: Iterable[int], half: int | None = None) -> int:
    """The answers of some services, in one half or in the year."""
    return sum(parts[at].number if half is None else parts[at].sizes[half] for at in some)


def _is_safe(number: int) -> bool:
    """Whether so many answers may be known by computing: there are none, or enough."""
    return number == 0 or number >= LEAST
