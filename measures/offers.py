"""Evidence for OIT items that rooms offer by themselves; staff confirm it by ticking what it shows.

The checklist is renumbered every year, so each item is known by (year, code); what an item asks for, and of
which fiscal year, follows the elements of the manual (`data/oit_items.json`).
"""

from __future__ import annotations

from collections.abc import Mapping

from portal.fiscal import FiscalYear
from procurement.evidence import Offer, Topic, Wanted, offered

__all__ = ["Offer", "offers"]


def _of(year: int, *topics: Topic) -> list[Wanted]:
    return [Wanted(FiscalYear(year), topic) for topic in topics]


def _form(year: int, code: str) -> Wanted:
    return Wanted(FiscalYear(year), form=code)


_ASKED: Mapping[tuple[int, str], list[Wanted]] = {
    (2566, "o19"): _of(2566, Topic.PLAN),
    (2566, "o20"): _of(2566, Topic.ANNOUNCEMENTS),
    (2566, "o21"): _of(2566, Topic.MONTHLY),
    (2566, "o22"): _of(2565, Topic.YEARLY),
    (2567, "o14"): _of(2567, Topic.PLAN),
    (2567, "o15"): _of(2567, Topic.ANNOUNCEMENTS),
    (2567, "o16"): [_form(2567, "o16"), *_of(2567, Topic.CONTRACTS)],
    (2567, "o17"): [_form(2567, "o17"), *_of(2566, Topic.YEARLY)],
    (2568, "o12"): [_form(2568, "o12"), *_of(2568, Topic.CONTRACTS, Topic.PLAN)],
    (2568, "o13"): [_form(2568, "o13"), *_of(2567, Topic.YEARLY)],
    (2569, "o11"): _of(2569, Topic.MONTHLY),
    (2569, "o12"): _of(2568, Topic.YEARLY, Topic.MONTHLY),
}
"""Year and code of an item → what of the procurement register shows it."""


def every_offer() -> dict[FiscalYear, dict[str, list[Offer]]]:
    """What rooms offer by year and code of an item; only items that they have something for. One query."""
    found = iter(offered([one for wanted in _ASKED.values() for one in wanted]))
    every: dict[FiscalYear, dict[str, list[Offer]]] = {}
    for (year, code), wanted in _ASKED.items():
        if known := [offer for _ in wanted for offer in next(found)]:
            every.setdefault(FiscalYear(year), {})[code] = known
    return every


def offers(year: FiscalYear, code: str = "") -> dict[str, list[Offer]]:
    """What rooms offer for each item of a year, or for one of them, by code; only what is public now.

    One query, and none where no room offers anything.
    """
    asked = {
        known: wanted for (of, known), wanted in _ASKED.items() if of == year and (not code or known == code)
    }
    found = iter(offered([one for wanted in asked.values() for one in wanted]))
    return {known: [offer for _ in wanted for offer in next(found)] for known, wanted in asked.items()}
