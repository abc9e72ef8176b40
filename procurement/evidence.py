"""What the register offers as evidence: pages and files of a year by topic, only where something is public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from django.urls import reverse

from portal.fiscal import FiscalYear
from procurement.figures import PublicYear, presence, years_among
from procurement.layouts import OFFICIAL_FORMS

__all__ = ["Offer", "Topic", "Wanted", "offered", "presence"]


class Topic(Enum):
    """What a reader looks for in the procurement of a year."""

    PLAN = "plan"
    ANNOUNCEMENTS = "announcements"
    CONTRACTS = "contracts"
    MONTHLY = "monthly"
    """แบบ สขร.1."""
    YEARLY = "yearly"


@dataclass(frozen=True)
class Offer:
    """A page or file of the register."""

    title: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """A topic in a fiscal year, or the official form of an assessment year and code."""

    year: FiscalYear
    topic: Topic | None = None
    form: str = ""


def offered(wanted: Iterable[Wanted], rows: Iterable[tuple[int, str, int]]) -> list[list[Offer]]:
    """What there is of each, in the order asked; an empty list where nothing is public.

    `rows` are what `figures.presence` finds.
    """
    known = {public.year: public for public in years_among(rows)}
    return [_offers(one, known) for one in wanted]


def _offers(one: Wanted, known: Mapping[FiscalYear, PublicYear]) -> list[Offer]:
    if one.topic is None:
        form = OFFICIAL_FORMS[one.year, one.form]
        if not _has_contracts(known.get(form.data_year)):
            return []
        address = reverse("procurement:official_form", args=[one.year, one.form])
        return [Offer(f"{form.title} {form.data_year.label} ตามแบบ {form.sheet} (XLSX)", address)]
    title, is_there, routes = _TOPICS[one.topic]
    if not is_there(known.get(one.year)):
        return []
    return [
        Offer(f"{title} {one.year.label}{kind}", reverse(f"procurement:{route}", args=[one.year]))
        for route, kind in routes
    ]


def _has_contracts(public: PublicYear | None) -> bool:
    return bool(public and public.contracts)


_TOPICS: Mapping[Topic, tuple[str, Callable[[PublicYear | None], bool], tuple[tuple[str, str], ...]]] = {
    Topic.PLAN: (
        "แผนการจัดซื้อจัดจ้าง",
        lambda public: bool(public and public.plan),
        (("plan", ""), ("plan_xlsx", " (XLSX)")),
    ),
    Topic.ANNOUNCEMENTS: (
        "ประกาศเกี่ยวกับการจัดซื้อจัดจ้าง",
        lambda public: bool(public and public.announcements),
        (("announcements", ""),),
    ),
    Topic.CONTRACTS: ("สัญญาจัดซื้อจัดจ้าง", _has_contracts, (("contracts", ""),)),
    Topic.MONTHLY: (
        "สรุปผลการจัดซื้อจัดจ้างรายเดือน (แบบ สขร.1)",
        _has_contracts,
        (("monthly", ""), ("monthly_xlsx", " (XLSX)")),
    ),
    Topic.YEARLY: (
        "ผลการจัดซื้อจัดจ้างทั้งปี",
        _has_contracts,
        (("year", ""), ("summary_xlsx", " (XLSX)")),
    ),
}
"""Topic → its title, when it is there, and the routes with what to say of each."""
