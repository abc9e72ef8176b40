"""What there was of participation in a fiscal year: activities, people by group, consultations and contributions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from measures.participation.models import Activity, Consultation, Counts, Group, Tally, people_by_group
from portal.fiscal import FiscalYear


@dataclass(frozen=True)
class YearFigures:
    """The figures of a year; `answered` are contributions beside which an answer stands."""

    year: FiscalYear
    as_of: dt.date
    activities: int
    people: Mapping[Group, int]
    consultations: int
    contributions: Counts

    @property
    def total_people(self) -> int:
        return sum(self.people.values())


def figures_of(year: FiscalYear) -> YearFigures | None:
    """The figures of a year by the records that are public; None where there are none. Five queries at most."""
    activities = Activity.objects.published().for_year(year)
    consultations = list(Consultation.objects.published().for_year(year).only("pk"))
    number = activities.count()
    if not number and not consultations:
        return None
    said = Tally.objects.of_each(consultations) if consultations else {}
    return YearFigures(
        year=year,
        as_of=min(year.ends_on, timezone.localdate()),
        activities=number,
        people=people_by_group(activities.values("pk")) if number else {},
        consultations=len(consultations),
        contributions=sum(said.values(), start=Counts()),
    )


def years() -> list[FiscalYear]:
    """Every year of which something is public, the newest first; one query."""
    found = Activity.objects.published().order_by().values_list("year")
    asked = Consultation.objects.published().order_by().values_list("year")
    return sorted({FiscalYear(year) for (year,) in found.union(asked)}, reverse=True)
