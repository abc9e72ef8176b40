"""What is public of ethics in a fiscal year, counted: activities and people, teams, rules, gifts; and its years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, PositiveSmallIntegerField, Sum, Value
from django.utils import timezone

from measures.ethics.models import (
    ActivityKind,
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
    Guideline,
    GuidelineKind,
    Half,
)
from portal.fiscal import FiscalYear
from portal.publishing import Publishable

OF_A_YEAR: tuple[type[Publishable], ...] = (
    EthicsActivity,
    EthicsAssessment,
    GiftDeclaration,
    GiftCount,
    EthicsTeam,
)
"""Kinds whose record makes its fiscal year a year that is listed."""


def years() -> list[FiscalYear]:
    """The fiscal years that something was recorded for, and the present one while a code is in force; one query."""
    now = FiscalYear.current()
    present = Value(int(now), PositiveSmallIntegerField())
    parts: list[Any] = [kind.objects.published().order_by().values_list("year") for kind in OF_A_YEAR]
    in_force = EthicsCode.objects.published().in_force_in(now).order_by()
    rows = parts[0].union(*parts[1:], in_force.values_list(present))
    return sorted(FiscalYear(year) for (year,) in rows)


@dataclass(frozen=True)
class Tally:
    """Activities of one kind, or of all: how many, and how often members of the staff and guests took part."""

    number: int = 0
    staff: int = 0
    guests: int = 0

    @property
    def people(self) -> int:
        """Attendances: whoever came twice counts twice."""
        return self.staff + self.guests

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.number + other.number, self.staff + other.staff, self.guests + other.guests)


@dataclass(frozen=True)
class Gifts:
    """The gift register of a year, as far as halves of it are public."""

    halves: tuple[GiftCount, ...] = ()

    @property
    def total(self) -> int:
        return sum(row.total for row in self.halves)

    @property
    def declined(self) -> int:
        return sum(row.declined for row in self.halves)

    @property
    def returned(self) -> int:
        return sum(row.returned for row in self.halves)

    @property
    def handed_over(self) -> int:
        return sum(row.handed_over for row in self.halves)

    @property
    def received(self) -> int:
        return self.returned + self.handed_over

    @property
    def is_whole(self) -> bool:
        return len(self.halves) == len(Half)

    @property
    def until(self) -> dt.date | None:
        """The day to which the register is told."""
        return max((row.last_day for row in self.halves), default=None)


@dataclass(frozen=True)
class YearFigures:
    """The numbers of a year, from what the public sees now."""

    year: FiscalYear
    counted_on: dt.date
    by_kind: Mapping[ActivityKind, Tally]
    codes: tuple[EthicsCode, ...]
    guidelines: Mapping[GuidelineKind, int]
    teams: tuple[Any, ...]
    """Teams, each with the number of its seats as `seats`."""
    assessment: EthicsAssessment | None
    declaration: GiftDeclaration | None
    gifts: Gifts
    updated_at: dt.datetime | None

    @property
    def activities(self) -> Tally:
        """All activities, those of the No Gift Policy too."""
        return sum(self.by_kind.values(), Tally())

    @property
    def no_gift(self) -> Tally:
        return self.by_kind.get(ActivityKind.NO_GIFT, Tally())

    @property
    def has_anything(self) -> bool:
        """Whether anything speaks of the year, be it a rule that was in force then."""
        one_of: Sequence[Any] = (self.by_kind, self.codes, self.teams, self.assessment, self.declaration)
        return any(one_of) or bool(self.gifts.halves)

    @property
    def has_own(self) -> bool:
        """Whether something was recorded for the year itself."""
        starts = any(team.year == self.year for team in self.teams)
        one_of: Sequence[Any] = (self.by_kind, self.assessment, self.declaration, self.gifts.halves)
        return starts or any(one_of)


def figures_of(year: FiscalYear) -> YearFigures:
    """All figures of a year; seven queries, however much there is."""
    activities = EthicsActivity.objects.published().for_year(year)
    rows = (
        activities.order_by()
        .values_list("kind")
        .annotate(Count("pk"), Sum("staff"), Sum("guests"), Max("published_at"))
    )
    by_kind: dict[ActivityKind, Tally] = {}
    changed: list[dt.datetime] = []
    for kind, number, staff, guests, at in rows:
        by_kind[ActivityKind(kind)] = Tally(number, staff, guests)
        changed.append(at)
    codes = tuple(EthicsCode.objects.published().in_force_in(year).select_related("owner_group"))
    rules = Guideline.objects.filter(owner__in=[code.pk for code in codes]).of_year(year)
    guidelines = dict(rules.order_by().values_list("kind").annotate(Count("pk")))
    teams = tuple(EthicsTeam.objects.published().of_year(year).annotate(seats=Count("members")))
    assessment = EthicsAssessment.objects.published().filter(year=year).first()
    declaration = GiftDeclaration.objects.published().filter(year=year).first()
    halves = tuple(GiftCount.objects.published().for_year(year).order_by("half"))
    records: list[Any] = [*codes, *teams, *halves, *(one for one in (assessment, declaration) if one)]
    changed += [one.published_at for one in records]
    return YearFigures(
        year=year,
        counted_on=min(year.ends_on, timezone.localdate()),
        by_kind=by_kind,
        codes=codes,
        guidelines={kind: guidelines[kind.value] for kind in GuidelineKind if kind.value in guidelines},
        teams=teams,
        assessment=assessment,
        declaration=declaration,
        gifts=Gifts(halves),
        updated_at=max(changed, default=None),
    )
