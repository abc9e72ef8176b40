"""Figures of a fiscal year's contracts: totals, by method, kind and month, against reference prices.

Everything is counted from published contracts that were signed and not cancelled, by a fixed number of queries
whatever the number of contracts. Amounts are baht as Decimal; a share is in percent. A project is counted once
where it has several contracts: its budget and reference price stand in every one of its rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    Model,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from portal import thai
from portal.fiscal import FiscalYear
from procurement.models import Announcement, Contract, Kind, Method, MethodGroup, PlanItem, Progress
from procurement.models.contract import ContractQuerySet

LARGE = Decimal(500_000)
"""Baht up to which goods may be bought วิธีเฉพาะเจาะจง for their price alone (กฎกระทรวงกำหนดวงเงินฯ พ.ศ. 2560 ข้อ 1
under พ.ร.บ. ม. 56 (2) (ข)), and above which a purchase stands in the yearly plan (ม. 11 and the same regulation)."""
ZERO = Decimal("0.00")
UNSTATED = "ไม่ระบุ"


@dataclass(frozen=True)
class Line:
    """A line of a breakdown: how many contracts, and their agreed prices in baht."""

    key: str
    """A value of Method or Kind; `2022-10` for a month, `before`, `after` or `undated` beside the twelve."""
    label: str
    number: int = 0
    agreed: Decimal = ZERO


@dataclass(frozen=True)
class Totals:
    """The sums of a year, with the day they were counted."""

    year: FiscalYear
    counted_on: dt.date
    number: int
    """Contracts that were signed and not cancelled."""
    agreed: Decimal
    projects: int
    budget: Decimal
    """Of each project once."""
    by_method: tuple[Line, ...]
    """Most contracts first; only methods that were used."""
    by_kind: tuple[Line, ...]
    by_month: tuple[Line, ...]
    """The twelve months from October on, zero shown; then contracts signed outside them, if there are any."""

    @property
    def largest_month(self) -> int | None:
        """The index of the month with the greatest sum; None without any, or when several share it."""
        sums = [line.agreed for line in self.by_month[:12]]
        most = max(sums)
        return sums.index(most) if most and sums.count(most) == 1 else None


@dataclass(frozen=True)
class Comparison:
    """Agreed prices beside reference prices, of the projects that have both."""

    number: int = 0
    agreed: Decimal = ZERO
    reference: Decimal = ZERO
    below: int = 0
    equal: int = 0
    above: int = 0
    ratios: tuple[Decimal, ...] = field(default=(), repr=False)
    """Agreed ÷ reference of each project, in percent, the smallest first."""

    @property
    def difference(self) -> Decimal:
        """Baht that were agreed below the reference prices; negative when above."""
        return self.reference - self.agreed


@dataclass(frozen=True)
class Standing:
    """What is public of a year beside its sums."""

    published: int
    """Published contracts, the unsigned and cancelled included."""
    unsigned: int
    cancelled: int
    large: int
    """Signed contracts whose price, value or budget is above `LARGE`."""
    largest: Decimal | None
    without_price: int
    dated: int
    in_september: int
    september_agreed: Decimal
    dated_agreed: Decimal
    past_end: int
    """Contracts past their end date whose source has a word for their state."""
    past_end_unsaid: int
    """Those of `past_end` whose source does not say that they ended."""
    as_of: dt.date | None
    """The day that the newest imported file speaks of."""
    first_published_at: dt.datetime | None
    updated_at: dt.datetime | None


@dataclass(frozen=True)
class Suppliers:
    """How the value of a year spreads over suppliers."""

    number: int = 0
    contracts: int = 0
    agreed: Decimal = ZERO
    top_five: Decimal = ZERO
    """Baht of the five suppliers with the greatest sums."""
    index: Decimal = ZERO
    """Herfindahl–Hirschman index, from near 0 (many equal suppliers) to 10,000 (one supplier)."""


@dataclass(frozen=True)
class YearFigures:
    """All that the overview of a year and its file tell."""

    totals: Totals
    comparison: Comparison
    standing: Standing
    suppliers: Suppliers
    corrected: int
    """Published contracts with a correction after publication."""


@dataclass(frozen=True)
class PublicYear:
    """What of a year is public: how many contracts, plan items and announcements."""

    year: FiscalYear
    contracts: int = 0
    plan: int = 0
    announcements: int = 0


def public_years() -> list[PublicYear]:
    """Every year with something published, oldest first; one query."""
    first, *others = presence()
    return years_among(first.union(*others, all=True))


def presence() -> list[Any]:
    """Querysets of (year, what, number) that together say what is public; those of other rooms may be united."""
    kinds: dict[str, type[Model]] = {"contracts": Contract, "plan": PlanItem, "announcements": Announcement}
    return [
        kind._default_manager.published()  # type: ignore[attr-defined]  # a publishable's manager
        .order_by()
        .values("year")
        .annotate(what=Value(name, output_field=CharField()), number=Count("pk"))
        .values_list("year", "what", "number")
        for name, kind in kinds.items()
    ]


def years_among(rows: Iterable[tuple[int, str, int]]) -> list[PublicYear]:
    """The years of `presence`, oldest first; rows of other rooms are passed over."""
    names = {field.name for field in fields(PublicYear)}
    counts: dict[int, dict[str, int]] = {}
    for year, what, number in rows:
        if what in names:
            counts.setdefault(int(year), {})[what] = number
    return [PublicYear(FiscalYear(year), **counts[year]) for year in sorted(counts)]


def signed_contracts(year: FiscalYear) -> ContractQuerySet:
    """The published contracts that figures are counted from, without an order."""
    return Contract.objects.published().for_year(year).signed().order_by()


def totals(year: FiscalYear) -> Totals:
    """The sums of a year; two queries. All is zero for a year without contracts."""
    lines = _lines(year)
    projects = _projects(year).aggregate(number=Count("project"), budget=Sum("whole_budget"))
    return _totals(year, lines, projects["number"], _baht(projects["budget"]))


def year_figures(year: FiscalYear) -> YearFigures:
    """All figures of a year; six queries."""
    projects = list(_projects(year).values_list("whole_budget", "whole_reference", "agreed", "unpriced"))
    return YearFigures(
        totals=_totals(
            year,
            _lines(year),
            len(projects),
            sum((_baht(budget) for budget, *_ in projects), ZERO),
        ),
        comparison=compare(
            (_baht(agreed), _baht(reference))
            for _, reference, agreed, unpriced in projects
            if reference and agreed is not None and not unpriced
        ),
        standing=_standing(year),
        suppliers=_suppliers(year),
        corrected=Contract.objects.published()
        .for_year(year)
        .filter(corrections__isnull=False)
        .distinct()
        .count(),
    )


def compare(pairs: Iterable[tuple[Decimal, Decimal]]) -> Comparison:
    """Agreed and reference prices of projects, in baht, side by side; a reference price is above zero."""
    known = list(pairs)
    return Comparison(
        number=len(known),
        agreed=sum((agreed for agreed, _ in known), ZERO),
        reference=sum((reference for _, reference in known), ZERO),
        below=sum(agreed < reference for agreed, reference in known),
        equal=sum(agreed == reference for agreed, reference in known),
        above=sum(agreed > reference for agreed, reference in known),
        ratios=tuple(sorted(agreed / reference * 100 for agreed, reference in known)),
    )


def concentration(sums: Sequence[Decimal], contracts: int) -> Suppliers:
    """How a value spreads, from the sum of each supplier in baht, and the number of contracts behind them."""
    whole = sum(sums, ZERO)
    if not whole:
        return Suppliers(number=len(sums), contracts=contracts)
    return Suppliers(
        number=len(sums),
        contracts=contracts,
        agreed=whole,
        top_five=sum(sorted(sums, reverse=True)[:5], ZERO),
        index=sum(((part / whole * 100) ** 2 for part in sums), Decimal(0)),
    )


def quantile(ordered: Sequence[Decimal], part: Decimal) -> Decimal:
    """The value below which that part of the ordered values lies, between two neighbours in proportion.

    The method of QUARTILE.INC in spreadsheets. Raises ValueError without values.
    """
    if not ordered:
        raise ValueError("no values")
    place = part * (len(ordered) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """A share in percent with two decimals; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) / Decimal(whole) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


# ── inside ───────────────────────────────────────────────────────────────────
def months(year: FiscalYear) -> list[dt.date]:
    """The first days of its twelve months, October first."""
    return [dt.date(year.starts_on.year + (number > 2), (number + 9) % 12 + 1, 1) for number in range(12)]


def _lines(year: FiscalYear) -> list[tuple[int, str, str, int, Decimal]]:
    """(month from 0 to 11, -1 before, 12 after, 13 undated; method; kind; contracts; agreed), one query."""
    starts = months(year)
    month = Case(
        When(signed_on=None, then=Value(13)),
        When(signed_on__lt=starts[0], then=Value(-1)),
        *(When(signed_on__lt=start, then=Value(number)) for number, start in enumerate(starts[1:])),
        When(signed_on__lte=year.ends_on, then=Value(11)),
        default=Value(12),
        output_field=IntegerField(),
    )
    grouped = (
        signed_contracts(year)
        .annotate(month=month)
        .values("month", "method", "kind")
        .annotate(number=Count("pk"), agreed=Sum("agreed_price"))
    )
    return [
        (row["month"], row["method"], row["kind"], row["number"], _baht(row["agreed"])) for row in grouped
    ]


def _totals(
    year: FiscalYear, lines: list[tuple[int, str, str, int, Decimal]], projects: int, budget: Decimal
) -> Totals:
    by_month: dict[Any, list[Any]] = {}
    by_method: dict[Any, list[Any]] = {}
    by_kind: dict[Any, list[Any]] = {}
    for month, method, kind, number, agreed in lines:
        for groups, key in ((by_month, month), (by_method, method), (by_kind, kind)):
            group = groups.setdefault(key, [0, ZERO])
            group[0] += number
            group[1] += agreed
    shown = [
        Line(f"{start:%Y-%m}", thai.month_year(start), *by_month.get(number, (0, ZERO)))
        for number, start in enumerate(months(year))
    ]
    outside = {
        -1: ("before", "ลงนามก่อนปีงบประมาณนี้"),
        12: ("after", "ลงนามหลังปีงบประมาณนี้"),
        13: ("undated", "ไม่ทราบวันที่ลงนาม"),
    }
    shown += [Line(*outside[key], *by_month[key]) for key in outside if key in by_month]
    return Totals(
        year=year,
        counted_on=timezone.localdate(),
        number=sum(line[3] for line in lines),
        agreed=sum((line[4] for line in lines), ZERO),
        projects=projects,
        budget=budget,
        by_method=_ranked(by_method, dict(Method.choices)),
        by_kind=_ranked(by_kind, dict(Kind.choices)),
        by_month=tuple(shown),
    )


def _ranked(groups: dict[Any, list[Any]], labels: dict[Any, Any]) -> tuple[Line, ...]:
    lines = [Line(key, str(labels.get(key, UNSTATED)), *group) for key, group in groups.items()]
    return tuple(sorted(lines, key=lambda line: (-line.number, -line.agreed, line.key)))


def _projects(year: FiscalYear) -> Any:
    """A row for each e-GP project of the signed contracts; a contract outside e-GP is a project of its own."""
    own = Concat(Value("#"), Cast("pk", CharField()), output_field=CharField())
    return (
        signed_contracts(year)
        .annotate(project=Case(When(project_number="", then=own), default=F("project_number")))
        .values("project")
        .annotate(
            whole_budget=Max("budget"),
            whole_reference=Max("reference_price"),
            agreed=Sum("agreed_price"),
            unpriced=Count("pk", filter=Q(agreed_price=None)),
        )
    )


def _standing(year: FiscalYear) -> Standing:
    today = timezone.localdate()
    dated = Q(signed_on__isnull=False)
    september = Q(signed_on__gte=months(year)[11], signed_on__lte=year.ends_on)
    large = Q(agreed_price__gt=LARGE) | Q(contract_value__gt=LARGE) | Q(budget__gt=LARGE)
    ended = Q(ends_on__lt=today) & ~Q(stated_progress="")
    signed = signed_contracts(year).aggregate(
        signed=Count("pk"),
        large=Count("pk", filter=large),
        largest=Max("agreed_price"),
        without_price=Count("pk", filter=Q(agreed_price=None)),
        dated=Count("pk", filter=dated),
        in_september=Count("pk", filter=september),
        september_agreed=Sum("agreed_price", filter=september),
        dated_agreed=Sum("agreed_price", filter=dated),
        past_end=Count("pk", filter=ended),
        past_end_unsaid=Count("pk", filter=ended & ~Q(stated_progress=Progress.ENDED)),
    )
    every = (
        Contract.objects.published()
        .for_year(year)
        .order_by()
        .aggregate(
            published=Count("pk"),
            cancelled=Count("pk", filter=Q(stated_progress=Progress.CANCELLED)),
            as_of=Max("source__as_of"),
            first_published_at=Min("first_published_at"),
            updated_at=Max("published_at"),
        )
    )
    for name in ("september_agreed", "dated_agreed"):
        signed[name] = _baht(signed[name])
    unsigned = every["published"] - every["cancelled"] - signed.pop("signed")
    return Standing(unsigned=unsigned, **every, **signed)


def _suppliers(year: FiscalYear) -> Suppliers:
    rows = list(
        signed_contracts(year)
        .filter(supplier__isnull=False)
        .values("supplier")
        .annotate(agreed=Sum("agreed_price"), number=Count("pk"))
        .values_list("agreed", "number")
    )
    return concentration([_baht(agreed) for agreed, _ in rows], sum(number for _, number in rows))


def direct(lines: Iterable[Line]) -> Line:
    """The line of all contracts by direct award (วิธีเฉพาะเจาะจง, of goods, consultants and designers)."""
    found = [line for line in lines if line.key and Method(line.key).group is MethodGroup.SPECIFIC]
    return Line(
        MethodGroup.SPECIFIC,
        str(MethodGroup.SPECIFIC.label),
        sum(line.number for line in found),
        sum((line.agreed for line in found), ZERO),
    )


def _baht(value: Any) -> Decimal:
    """A sum of the database as satang-exact Decimal; SQLite adds up binary fractions."""
    return Decimal(value or 0).quantize(Decimal("0.01"), ROUND_HALF_UP)
