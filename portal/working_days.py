"""Working days of Thai government offices: which days are off, and periods counted in working days.

The public calendar is the library `holidays`, which follows the Royal Gazette and cabinet resolutions, with
วันพืชมงคล (its category for government offices) and the days that the cabinet added. Labour Day is not a day off
of civil servants (it is one under พ.ร.บ. คุ้มครองแรงงาน พ.ศ. 2541 ม. 29, from which ม. 4 (1) exempts government), nor is
Children's Day, nor are days on which only banks close. Saturdays and Sundays are off. What the library cannot know
yet (วันพืชมงคล and special days are announced from year to year), or what holds for one region, stands in the
office's own table, `portal.models.Holiday`, which prevails.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from holidays import GOVERNMENT, PUBLIC, country_holidays

from portal.models import Holiday

_NOT_OF_OFFICES = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ")
_JOINED = "; "  # between the names of a day with several
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class DayOff:
    """A day on which government offices are closed, other than for being a Saturday or Sunday."""

    day: dt.date
    name: str


@dataclass(frozen=True)
class Calendar:
    """The working days from `first` to `last`; for many questions about one period with one query.

    `own` is what the office's table says of days within them: whether each is worked. The module's functions
    load one for a single question.
    """

    first: dt.date
    last: dt.date
    own: Mapping[dt.date, bool]

    @classmethod
    def load(cls, first: dt.date, last: dt.date) -> Calendar:
        """The calendar of a period with the office's own days; one query."""
        rows = Holiday.objects.filter(day__range=(first, last)).order_by()
        return cls(first, last, dict(rows.values_list("day", "is_working")))

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices are open on a day. Raises ValueError outside the calendar's period."""
        if not self.first <= day <= self.last:
            raise ValueError(f"{day} lies outside {self.first}–{self.last}")
        if day in self.own:
            return self.own[day]
        return day.weekday() < 5 and day not in _public(day.year)

    def between(self, first: dt.date, last: dt.date) -> int:
        """How many working days come after `first`, up to and with `last`; negative when `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_working_day(day) for day in _after(first, last))


def is_working_day(day: dt.date) -> bool:
    """Whether government offices are open on a day; one query."""
    return Calendar.load(day, day).is_working_day(day)


def add_working_days(day: dt.date, number: int) -> dt.date:
    """The last day of a period of so many working days; one query unless the office is closed for weeks.

    The day itself does not count (พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 ม. 64: a period in days begins on the day
    after), so one working day from a Friday is Monday. 0 is the day itself. Raises ValueError below 0.
    """
    if number < 0:
        raise ValueError("a period of working days is not negative")
    while number:
        # About a third of all days are off; twice as many and a month suffice unless the office adds weeks.
        calendar = Calendar.load(day, day + (2 * number + 30) * _DAY)
        for next_day in _after(day, calendar.last):
            day = next_day
            number -= calendar.is_working_day(day)
            if not number:
                break
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """How many working days come after `first`, up to and with `last`; negative when `last` is earlier; one query.

    `working_days_between(day, add_working_days(day, number))` is `number`.
    """
    return Calendar.load(min(first, last), max(first, last)).between(first, last)


def holidays_of(year: int) -> list[DayOff]:
    """The days of a Gregorian calendar year on which offices are closed, by day; one query.

    Days of the office's own table are among them, also on a Saturday or Sunday; days that it made working are not.
    """
    found = dict(_public(year))
    for row in Holiday.objects.filter(day__year=year):
        found.pop(row.day, None)
        if not row.is_working:
            found[row.day] = row.name
    return [DayOff(day, found[day]) for day in sorted(found)]


@lru_cache(maxsize=64)
def _public(year: int) -> Mapping[dt.date, str]:
    """The public calendar of a Gregorian year: day → Thai name, days in place of others included."""
    known = country_holidays("TH", years=year, categories=(PUBLIC, GOVERNMENT), language="th")
    named = {
        day: _JOINED.join(part for part in name.split(_JOINED) if not part.endswith(_NOT_OF_OFFICES))
        for day, name in known.items()
    }
    return MappingProxyType({day: name for day, name in named.items() if name})


def _after(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range(1, (last - first).days + 1):
        yield first + number * _DAY
