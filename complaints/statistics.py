"""Public figures of a fiscal year, counted from cases and from what is left of deleted ones; nobody is exposed.

There are two cuts, 31 March and 30 September, and every figure is as it stood at the end of a cut's month: what is
published once never changes with what happens later. Between the cuts nothing is added, for whoever compares the
figures of two months would see the single case that came in between. At six months the total, the finished and
those in progress are told (OIT: "6 เดือนแรก"), and a breakdown only where none of its counts is small; the year then
adds to what was told. `complaints.cuts` decides what of each count is seen.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone

from complaints.cuts import HALF, Counts, Half, Whole
from complaints.models import Case, KeyHolder, Tombstone
from complaints.models.terms import Channel, HolderKind, Kind, Outcome
from portal import thai
from portal.fiscal import FiscalYear
from portal.small_cells import NOT_TOLD, Shown

_BANDS = ((15, "ไม่เกิน 15 วันทำการ"), (30, "16–30 วันทำการ"), (60, "31–60 วันทำการ"))
"""The greatest number of working days until the result was told, and what that is called."""
TIMES = (*(label for _, label in _BANDS), "มากกว่า 60 วันทำการ", "เสร็จโดยไม่มีการแจ้งผล")
BREAKDOWNS: tuple[tuple[str, str, str, Sequence[str]], ...] = (
    ("kind", "ประเภทเรื่อง", "เรื่องที่ได้รับ ตามประเภท", Kind.labels),
    ("channel", "ช่องทาง", "เรื่องที่ได้รับ ตามช่องทาง", Channel.labels),
    ("outcome", "ผล", "เรื่องที่แล้วเสร็จ ตามผล", Outcome.labels),
    ("time", "เวลาที่ใช้", "เรื่องที่แล้วเสร็จ ตามเวลาจนแจ้งผล", TIMES),
)
"""Key, what a line is, what the table counts, the lines."""


@dataclass(frozen=True)
class Fact:
    """What is counted of one case, open, closed or deleted."""

    received_month: dt.date
    kind: str
    channel: str
    outcome: str = ""
    closed_month: dt.date | None = None
    days_to_answer: int | None = None


@dataclass(frozen=True)
class Totals:
    """How many were received until a cut, and of these how many were finished by then."""

    until: dt.date
    received: Shown
    finished: Shown = NOT_TOLD
    in_progress: Shown = NOT_TOLD


@dataclass(frozen=True)
class Line:
    """A line of a breakdown; None where the breakdown is not shown for that period."""

    label: str
    half: Shown | None
    whole: Shown | None


@dataclass(frozen=True)
class Breakdown:
    """Counts by one property of the cases."""

    key: str
    title: str
    heading: str
    """What the lines are."""
    lines: tuple[Line, ...]

    @property
    def is_shown(self) -> bool:
        """Whether it is shown for a period at least."""
        return any(line.half or line.whole for line in self.lines)


@dataclass(frozen=True)
class Month:
    """A month, and how many were received in it; None where that is not shown."""

    starts_on: dt.date
    received: Shown | None

    @property
    def ends_on(self) -> dt.date:
        return (self.starts_on + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)


@dataclass(frozen=True)
class YearFigures:
    """All that is public of a year; `whole` is None until the year is over."""

    year: FiscalYear
    half: Totals
    whole: Totals | None
    months: tuple[Month, ...]
    """Six until the first cut, twelve after the second."""
    breakdowns: tuple[Breakdown, ...]
    counted_since: dt.date | None
    """The day the channel opened, where that was within the year."""

    @property
    def totals(self) -> Totals:
        """Those of the last cut."""
        return self.whole or self.half

    @property
    def as_of(self) -> dt.date:
        return self.totals.until

    @property
    def is_none(self) -> bool:
        """No complaint was received until the last cut."""
        return self.totals.received == Shown(0, 0)


# ── which years ──────────────────────────────────────────────────────────────
def half_ends(year: FiscalYear) -> dt.date:
    """The first cut: 31 March."""
    return dt.date(thai.ce(year), 3, 31)


@dataclass(frozen=True)
class Opening:
    """Since when there is something to count, and whether somebody can receive a report now."""

    opened_on: dt.date | None
    """The day the first key was made."""
    first_year: FiscalYear | None
    """The year of that day, or of a case before it."""
    is_open: bool

    def years(self, on: dt.date | None = None) -> list[FiscalYear]:
        """The years with a cut before that day (today by default), oldest first.

        None while nobody holds a key and no case was received: an office without a channel cannot say that nobody
        complained.
        """
        today = on or timezone.localdate()
        newest = FiscalYear.containing(today)
        if today <= half_ends(newest):
            newest = newest.previous
        return [FiscalYear(year) for year in range(self.first_year, newest + 1)] if self.first_year else []

    def within(self, year: FiscalYear) -> dt.date | None:
        """The day of opening, where it lies in a year and nothing was counted before."""
        is_within = self.opened_on is not None and self.first_year == year and self.opened_on in year
        return self.opened_on if is_within else None


def opening() -> Opening:
    """Two queries."""
    keys = KeyHolder.objects.aggregate(
        first=Min("created_at"),
        officers=Count("pk", filter=Q(kind=HolderKind.OFFICER, retired_at=None, user__is_active=True)),
    )
    opened_on = timezone.localdate(keys["first"]) if keys["first"] else None
    first_years = Case.objects.order_by().values_list("year").union(Tombstone.objects.values_list("year"))
    years = [FiscalYear(year) for (year,) in first_years]
    if opened_on:
        years.append(FiscalYear.containing(opened_on))
    return Opening(opened_on, min(years, default=None), is_open=bool(keys["officers"]))


# ── counting ─────────────────────────────────────────────────────────────────
def figures_of(year: FiscalYear, on: dt.date | None = None) -> YearFigures | None:
    """The public figures of a year on a day (today by default); None before its first cut. Three queries."""
    return _figures_of(year, opening(), on or timezone.localdate())


def figures_among(year: FiscalYear) -> tuple[YearFigures | None, list[FiscalYear]]:
    """The figures of a year today, and every year that has some. Three queries."""
    opened = opening()
    return _figures_of(year, opened, timezone.localdate()), opened.years()


def _figures_of(year: FiscalYear, opened: Opening, today: dt.date) -> YearFigures | None:
    if year not in opened.years(today):
        return None
    return publish(year, _facts(year), is_over=today > year.ends_on, counted_since=opened.within(year))


def _facts(year: FiscalYear) -> list[Fact]:
    names = ("received_month", "kind", "channel", "outcome", "closed_month", "days_to_answer")
    cases = Case.objects.filter(year=year).order_by().values_list(*names)
    return [
        Fact(*row) for row in cases.union(Tombstone.objects.filter(year=year).values_list(*names), all=True)
    ]


def publish(
    year: FiscalYear, facts: Iterable[Fact], *, is_over: bool, counted_since: dt.date | None = None
) -> YearFigures:
    """What the public sees of these cases of a year, after its first cut or (`is_over`) after its second."""
    known = list(facts)
    middle = half_ends(year)
    half = Half(_counts(known, dt.date.min, middle))
    whole = Whole(half, _counts(known, middle + dt.timedelta(1), year.ends_on)) if is_over else None
    seen = (whole or half).months
    starts = [dt.date(year.starts_on.year + (at > 2), (at + 9) % 12 + 1, 1) for at in range(len(seen))]
    return YearFigures(
        year=year,
        half=_totals(middle, half),
        whole=_totals(year.ends_on, whole) if whole else None,
        months=tuple(map(Month, starts, seen)),
        breakdowns=tuple(
            Breakdown(key, title, heading, tuple(map(Line, labels, *_columns(key, half, whole, len(labels)))))
            for key, title, heading, labels in BREAKDOWNS
        ),
        counted_since=counted_since,
    )


def _totals(until: dt.date, cut: Half | Whole) -> Totals:
    return Totals(until, cut.received, *(cut.status or (NOT_TOLD, NOT_TOLD)))


def _columns(key: str, half: Half, whole: Whole | None, number: int) -> list[Sequence[Shown | None]]:
    """What is seen of a breakdown at both cuts."""
    seen = [half.table(key), whole.table(key) if whole else None]
    return [one or (None,) * number for one in seen]


def _counts(facts: Sequence[Fact], first: dt.date, last: dt.date) -> Counts:
    """What came and what was finished between two days."""
    received = [fact for fact in facts if first <= fact.received_month <= last]
    finished = [
        fact for fact in facts if fact.closed_month and fact.outcome and first <= fact.closed_month <= last
    ]
    return Counts(
        months=_by(range(HALF), ((fact.received_month.month - 10) % 12 % HALF for fact in received)),
        of_received={
            "kind": _by(Kind.values, (fact.kind for fact in received)),
            "channel": _by(Channel.values, (fact.channel for fact in received)),
        },
        finished=len(finished),
        of_finished={
            "outcome": _by(Outcome.values, (fact.outcome for fact in finished)),
            "time": _by(range(len(TIMES)), (_time(fact.days_to_answer) for fact in finished)),
        },
    )


def _by(keys: Iterable[Hashable], found: Iterable[Hashable]) -> tuple[int, ...]:
    counted = Counter(found)
    return tuple(counted[key] for key in keys)


def _time(days: int | None) -> int:
    """The index in `TIMES`."""
    if days is None:
        return len(TIMES) - 1
    return next((at for at, (most, _) in enumerate(_BANDS) if days <= most), len(_BANDS))
