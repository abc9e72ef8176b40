"""The months of a fiscal year as แบบ สขร.1 counts them: by the day of signature, and how far the register knows.

The monthly summary (ประกาศคณะกรรมการข้อมูลข่าวสารของราชการ 16 ม.ค. 2558) holds every contract signed in the
month, whatever the fiscal year of its budget.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from portal import thai
from portal.fiscal import FiscalYear
from portal.publishing import Status
from procurement.figures import LARGE, ZERO, months
from procurement.models import Contract, RegisterImport
from procurement.models.contract import ContractQuerySet


class Knowledge(Enum):
    """What can be said of a month; the value is how it is said."""

    BOUGHT = "มีการจัดซื้อจัดจ้าง"
    NOTHING = "ไม่มีการจัดซื้อจัดจ้าง"
    UNKNOWN = "ยังไม่มีข้อมูล"
    TO_COME = "ยังไม่ถึงกำหนด"


@dataclass(frozen=True)
class Month:
    """A month: how many contracts were signed in it, their agreed prices in baht, and what is known of it."""

    starts_on: dt.date
    number: int
    agreed: Decimal
    known_until: dt.date | None
    is_covered: bool
    """Whether a file that was reviewed holds all of it."""
    today: dt.date

    @property
    def ends_on(self) -> dt.date:
        return last_day(self.starts_on)

    @property
    def name(self) -> str:
        """`มกราคม 2566`"""
        return thai.month_year(self.starts_on)

    @property
    def knowledge(self) -> Knowledge:
        """What can be said: that nothing was bought only when a reviewed file holds the whole month."""
        if self.number:
            return Knowledge.BOUGHT
        if self.is_covered:
            return Knowledge.NOTHING
        return Knowledge.TO_COME if self.starts_on > self.today else Knowledge.UNKNOWN

    @property
    def is_known(self) -> bool:
        """Whether there is a summary of this month to show."""
        return self.knowledge in (Knowledge.BOUGHT, Knowledge.NOTHING)

    @property
    def is_partly_known(self) -> bool:
        """Whether contracts of it are known but more may come: the register does not reach its end."""
        is_over = self.is_covered or (self.known_until is not None and self.known_until >= self.ends_on)
        return bool(self.number) and not is_over

    @property
    def as_of(self) -> dt.date:
        """The day its summary speaks of: its last day, or the last one the register knows."""
        if self.is_covered or self.known_until is None:
            return self.ends_on
        return min(self.ends_on, self.known_until)


@dataclass(frozen=True)
class MonthsOfYear:
    """The twelve months of a fiscal year, October first, and what stands beside them."""

    year: FiscalYear
    months: tuple[Month, ...]
    known_until: dt.date | None
    from_other_years: int
    """Contracts among the twelve months that belong to another fiscal year's budget."""
    undated: int
    """Signed contracts of the year whose day of signature is not known; no month has them."""
    outside: int
    """Contracts of the year that were signed before or after it; other years' months have them."""
    large: int
    """Signed contracts of the year or of its twelve months whose budget, price or value is above 500,000 baht."""

    @property
    def number(self) -> int:
        return sum(month.number for month in self.months)

    @property
    def agreed(self) -> Decimal:
        return sum((month.agreed for month in self.months), ZERO)

    @property
    def has_no_large(self) -> bool:
        """Whether it is known that nothing signed is above 500,000 baht."""
        is_known = (
            self.number or self.undated or self.outside or all(month.is_covered for month in self.months)
        )
        return bool(is_known) and not self.large

    def month(self, starts_on: dt.date) -> Month | None:
        """The month that begins on that day; None when it is not of this year."""
        return next((month for month in self.months if month.starts_on == starts_on), None)


def last_day(month: dt.date) -> dt.date:
    """The last day of the month that a day is in."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def signed_in(first: dt.date, last: dt.date) -> ContractQuerySet:
    """The published contracts signed in a range of days, both included, the earliest first."""
    signed: ContractQuerySet = Contract.objects.published().signed()
    return signed.filter(signed_on__gte=first, signed_on__lte=last).order_by("signed_on", "pk")


def known_until(year: FiscalYear) -> dt.date | None:
    """The last day that the register knows of a fiscal year; None while nothing of it is public.

    What came with a file is known until the day the file speaks of, what staff typed until it was published.
    """
    found = (
        Contract.objects.published()
        .for_year(year)
        .order_by()
        .aggregate(
            as_of=Max("source__as_of"),
            typed_at=Max("published_at", filter=Q(source=None)),
        )
    )
    days = [found["as_of"], thai.day_of(found["typed_at"]) if found["typed_at"] else None]
    return max((day for day in days if day), default=None)


def covered_months(year: FiscalYear) -> set[dt.date]:
    """The first days of the months of a year that a reviewed file holds whole; two queries.

    A month of which the register has a contract that the public does not see, because it waits for review or was
    withdrawn, is none of them.
    """
    covers = RegisterImport.objects.settled().order_by().values_list("covers", flat=True)
    covered = {month for months_of_file in covers for month in months_of_file}
    days = (
        Contract.objects.originals()
        .filter(signed_on__gte=year.starts_on, signed_on__lte=year.ends_on)
        .filter(Q(source__isnull=False) | Q(status=Status.WITHDRAWN))
        .exclude(status=Status.PUBLISHED, published_at__lte=timezone.now())
        .order_by()
        .values_list("signed_on", flat=True)
    )
    unseen = {day.replace(day=1) for day in days}
    return {month for month in months(year) if f"{month:%Y-%m}" in covered and month not in unseen}


def months_of(year: FiscalYear) -> MonthsOfYear | None:
    """The months of a year with what was signed in each; None while nothing is known of it. Five queries."""
    known, today = known_until(year), timezone.localdate()
    covered = covered_months(year)
    above = Q(budget__gt=LARGE) | Q(agreed_price__gt=LARGE) | Q(contract_value__gt=LARGE)
    days = list(
        signed_in(year.starts_on, year.ends_on)
        .order_by()
        .values("signed_on", "year")
        .annotate(contracts=Count("pk"), agreed=Sum("agreed_price"), large=Count("pk", filter=above))
        .values_list("signed_on", "year", "contracts", "agreed", "large")
    )
    if known is None and not days and not covered:
        return None
    numbers: dict[dt.date, int] = {}
    sums: dict[dt.date, Decimal] = {}
    for day, _, contracts, agreed, _ in days:
        first = day.replace(day=1)
        numbers[first] = numbers.get(first, 0) + contracts
        sums[first] = sums.get(first, ZERO) + Decimal(agreed or 0).quantize(ZERO)
    beside = (
        Contract.objects.published()
        .for_year(year)
        .signed()
        .order_by()
        .aggregate(
            undated=Count("pk", filter=Q(signed_on=None)),
            outside=Count("pk", filter=Q(signed_on__lt=year.starts_on) | Q(signed_on__gt=year.ends_on)),
            large=Count("pk", filter=above),
        )
    )
    return MonthsOfYear(
        year=year,
        months=tuple(
            Month(first, numbers.get(first, 0), sums.get(first, ZERO), known, first in covered, today)
            for first in months(year)
        ),
        known_until=known,
        from_other_years=sum(contracts for _, own, contracts, _, _ in days if own != year),
        large=beside.pop("large") + sum(large for _, own, _, _, large in days if own != year),
        **beside,
    )


class MonthConverter:
    """URL part `<month:month>`: a Buddhist-era year and a month, `2566-01`, as its first day; else a 404."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> dt.date:
        year, _, month = value.partition("-")
        return dt.date(thai.ce(int(year)), int(month), 1)

    def to_url(self, value: dt.date) -> str:
        return f"{thai.be(value.year)}-{value.month:02}"
