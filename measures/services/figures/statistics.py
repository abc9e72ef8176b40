"""Statistics of a fiscal year by service and month, read from the sums of each month alone.

A month in which the counter recorded nothing is missing, not zero; zero is what somebody recorded. Requests by
E-Service are counted by the system itself, so their zero is always known. The queries are the same for ten entries and
for a million.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from django.db.models import Q
from django.utils import timezone

from measures.services.models import MonthSum, Service
from portal import thai
from portal.fiscal import FiscalYear

HALF = 6
"""Months of the first cut: October to March."""
MISSING = "ยังไม่บันทึก"
NONE = "–"
OTHERS = "บริการที่ไม่ได้เผยแพร่แล้ว"
"""The line of services whose manual is no longer public; their figures stay in the sums."""
Scores = tuple[int, int, int, int, int]
NO_SCORES: Scores = (0, 0, 0, 0, 0)


class State(Enum):
    """What is known of a month at the counter."""

    COUNTED = "บันทึกแล้ว"
    MISSING = "ยังไม่บันทึก"
    TO_COME = "ยังไม่ถึงเดือนนี้"
    NOT_OFFERED = "ยังไม่เปิดหรือเลิกให้บริการ"


@dataclass(frozen=True)
class Month:
    """One month of one service, or of all of them."""

    starts_on: dt.date
    state: State
    walk_in: int = 0
    online: int = 0
    closed: int = 0
    within: int = 0
    scores: Scores = NO_SCORES
    missing: int = 0
    """Services that have not recorded the month, where it is that of all."""

    @property
    def title(self) -> str:
        return thai.month_year(self.starts_on)

    @property
    def walk_in_value(self) -> int | str:
        """The number, or the word for what there is in its place."""
        if self.state is State.COUNTED:
            return self.walk_in
        return MISSING if self.state is State.MISSING else NONE

    @property
    def online_value(self) -> int | str:
        is_known = self.online or self.state in (State.COUNTED, State.MISSING)
        return self.online if is_known else NONE

    @property
    def total_value(self) -> int | str:
        """Both channels; nothing where one of them is not known."""
        if self.state is State.COUNTED:
            return self.walk_in + self.online
        return MISSING if self.state is State.MISSING else self.online_value


@dataclass(frozen=True)
class Sums:
    """The sums of a period."""

    walk_in: int
    online: int
    closed: int
    within: int
    missing: int
    """Months, of a service each, that are over and were not recorded at the counter."""

    @property
    def total(self) -> int:
        return self.walk_in + self.online

    @property
    def share_within(self) -> str:
        """Percent of what was closed; a dash where nothing was."""
        return percent(self.within, self.closed) if self.closed else NONE

    @classmethod
    def of(cls, months: Iterable[Month]) -> Sums:
        known = list(months)
        return cls(
            walk_in=sum(month.walk_in for month in known),
            online=sum(month.online for month in known),
            closed=sum(month.closed for month in known),
            within=sum(month.within for month in known),
            missing=sum(month.missing for month in known),
        )


@dataclass(frozen=True)
class Line:
    """A service in a year: its twelve months from October on."""

    pk: int | None
    """None for the services that are no longer public, together."""
    title: str
    address: str
    months: tuple[Month, ...]

    @property
    def half(self) -> Sums:
        return Sums.of(self.months[:HALF])

    @property
    def whole(self) -> Sums:
        return Sums.of(self.months)

    @property
    def unrecorded(self) -> tuple[Month, ...]:
        """Months that are over and were not recorded at the counter."""
        return tuple(month for month in self.months if month.missing)


@dataclass(frozen=True)
class YearFigures:
    """All that is public of a year."""

    year: FiscalYear
    counted_on: dt.date
    lines: tuple[Line, ...]
    months: tuple[Month, ...]
    """Of all lines together."""
    amended: int
    """How often the counter's record was changed after the year was over."""
    amended_on: dt.date | None

    @property
    def half(self) -> Sums:
        return Sums.of(self.months[:HALF])

    @property
    def whole(self) -> Sums:
        return Sums.of(self.months)

    @property
    def half_ends(self) -> dt.date:
        return dt.date(thai.ce(self.year), 3, 31)

    @property
    def is_over(self) -> bool:
        return self.counted_on > self.year.ends_on

    @property
    def whole_title(self) -> str:
        """What the sum of the year is called."""
        return "ทั้งปี" if self.is_over else "ถึงวันนี้"

    @property
    def is_counted(self) -> bool:
        """Whether the counter recorded anything."""
        return any(month.state is State.COUNTED for month in self.months)


def percent(part: int, whole: int) -> str:
    """A share with one digit: `32.1`."""
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def add_scores(parts: Iterable[Sequence[int]]) -> Scores:
    """Answers by score, added."""
    one, two, three, four, five = map(sum, zip(NO_SCORES, *parts, strict=True))
    return one, two, three, four, five


def public_years(on: dt.date | None = None) -> list[FiscalYear]:
    """Years with something counted, oldest first, and this one where a service is public. Two queries at most."""
    counted = Q(is_counted=True) | Q(online__gt=0) | Q(closed__gt=0)
    rows = MonthSum.objects.filter(counted).order_by().values_list("year", flat=True).distinct()
    years = {FiscalYear(year) for year in rows}
    current = FiscalYear.containing(on or timezone.localdate())
    if current not in years and Service.objects.published().exists():
        years.add(current)
    return sorted(years)


def year_figures(year: FiscalYear, *, on: dt.date | None = None, service: int | None = None) -> YearFigures:
    """The statistics of a year on a day (today by default), or those of one service in it. Two queries.

    A service without any sum stands there if it was public by the end of the year and is still offered.
    """
    today = on or timezone.localdate()
    starts = [dt.date(year.starts_on.year + (at > 2), (at + 9) % 12 + 1, 1) for at in range(12)]
    sums: dict[int, dict[dt.date, MonthSum]] = {}
    for row in MonthSum.objects.filter(year=year).order_by():
        sums.setdefault(row.service_id, {})[row.month] = row
    amended = [row for rows in sums.values() for row in rows.values() if row.amended]
    public = Service.objects.published().order_by("order", "title", "pk")
    lines = []
    for one in public.only("pk", "title", "order", "first_published_at", "is_offered", "revises"):
        rows = sums.pop(one.pk, {})
        opened = thai.day_of(one.first_published_at or one.published_at)
        if not rows and (opened > year.ends_on or not one.is_offered):
            continue
        months = tuple(
            _month(start, rows.get(start), today, opened=opened, is_offered=one.is_offered)
            for start in starts
        )
        lines.append(Line(one.pk, one.title, one.get_absolute_url(), months))
    if sums:
        lines.append(Line(None, OTHERS, "", tuple(_of_others(start, sums, today) for start in starts)))
    if service is not None:
        lines = [line for line in lines if line.pk == service]
        amended = [row for row in amended if row.service_id == service]
    return YearFigures(
        year=year,
        counted_on=today,
        lines=tuple(lines),
        months=tuple(_together([line.months[at] for line in lines], starts[at]) for at in range(12)),
        amended=sum(row.amended for row in amended),
        amended_on=max((thai.day_of(row.amended_at) for row in amended if row.amended_at), default=None),
    )


def _month(
    start: dt.date, row: MonthSum | None, today: dt.date, *, opened: dt.date, is_offered: bool
) -> Month:
    end = (start + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
    if row is not None and row.is_counted:
        state = State.COUNTED
    elif start > today:
        state = State.TO_COME
    elif end < opened or not is_offered:
        state = State.NOT_OFFERED
    else:
        state = State.MISSING
    is_missing = state is State.MISSING and end < today
    return _filled(start, state, [row] if row else [], missing=int(is_missing))


def _of_others(start: dt.date, sums: Mapping[int, Mapping[dt.date, MonthSum]], today: dt.date) -> Month:
    rows = [months[start] for months in sums.values() if start in months]
    unknown = State.TO_COME if start > today else State.NOT_OFFERED
    return _filled(start, State.COUNTED if any(row.is_counted for row in rows) else unknown, rows)


def _filled(start: dt.date, state: State, rows: Sequence[MonthSum], *, missing: int = 0) -> Month:
    return Month(
        starts_on=start,
        state=state,
        walk_in=sum(row.walk_in for row in rows),
        online=sum(row.online for row in rows),
        closed=sum(row.closed for row in rows),
        within=sum(row.within_standard for row in rows),
        scores=add_scores((row.rated_1, row.rated_2, row.rated_3, row.rated_4, row.rated_5) for row in rows),
        missing=missing,
    )


def _together(months: Sequence[Month], start: dt.date) -> Month:
    """One month of all lines: counted as soon as one is."""
    states = {month.state for month in months}
    order = (State.COUNTED, State.MISSING, State.NOT_OFFERED, State.TO_COME)
    return Month(
        starts_on=start,
        state=next((state for state in order if state in states), State.TO_COME),
        walk_in=sum(month.walk_in for month in months),
        online=sum(month.online for month in months),
        closed=sum(month.closed for month in months),
        within=sum(month.within for month in months),
        scores=add_scores(month.scores for month in months),
        missing=sum(month.missing for month in months),
    )
