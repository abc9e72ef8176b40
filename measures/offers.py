"""Evidence for OIT items that rooms offer by themselves; staff confirm it by ticking what it shows.

The checklist is renumbered every year, so each item is known by (year, code); what an item asks for, and of
which fiscal year, follows the elements of the manual (`data/oit_items.json`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from complaints import offers as complaints
from measures.ethics import offers as ethics
from measures.hr import evidence as hr
from measures.manuals import evidence as manuals
from measures.participation import evidence as participation
from measures.risk import offers as risk
from measures.services import offers as services
from portal.fiscal import FiscalYear
from procurement import evidence as procurement
from procurement.evidence import Topic


class Offer(Protocol):
    """A page or file of a room."""

    @property
    def title(self) -> str: ...

    @property
    def address(self) -> str: ...


_Wanted = (
    procurement.Wanted
    | complaints.Wanted
    | manuals.Wanted
    | participation.Wanted
    | services.Wanted
    | risk.Wanted
    | hr.Wanted
    | ethics.Wanted
)


class _Room(Protocol):
    """A room that offers: what says what there is of it, and what it has of what it is asked for, in that order."""

    def presence(self) -> list[Any]: ...

    def offered(
        self, wanted: Iterable[Any], rows: Iterable[tuple[int, str, int]]
    ) -> Sequence[Sequence[Offer]]: ...


_ROOMS: Mapping[type[_Wanted], _Room] = {
    procurement.Wanted: procurement,
    complaints.Wanted: complaints,
    manuals.Wanted: manuals,
    participation.Wanted: participation,
    services.Wanted: services,
    risk.Wanted: risk,
    hr.Wanted: hr,
    ethics.Wanted: ethics,
}
"""What a room is asked for → the module that answers; another room adds its own here."""


def _of(year: int, *topics: Topic) -> list[_Wanted]:
    return [procurement.Wanted(FiscalYear(year), topic) for topic in topics]


def _form(year: int, code: str) -> _Wanted:
    return procurement.Wanted(FiscalYear(year), form=code)


def _complaint(topic: complaints.Topic, year: int) -> list[_Wanted]:
    return [complaints.Wanted(topic, FiscalYear(year))]


def _manuals(year: int) -> list[_Wanted]:
    return [manuals.Wanted(FiscalYear(year))]


def _service(topic: services.Topic, year: int) -> list[_Wanted]:
    return [services.Wanted(topic, FiscalYear(year))]


def _risks(year: int) -> list[_Wanted]:
    return [risk.Wanted(risk.Topic.ASSESSMENT, FiscalYear(year))]


def _risk_results(year: int) -> list[_Wanted]:
    return [risk.Wanted(risk.Topic.RESULTS, FiscalYear(year))]


def _participation(year: int) -> list[_Wanted]:
    return [participation.Wanted(FiscalYear(year))]


def _hr(year: int, *topics: hr.Topic) -> list[_Wanted]:
    return [hr.Wanted(topic, FiscalYear(year)) for topic in topics]


def _ethics(year: int, *topics: ethics.Topic) -> list[_Wanted]:
    return [ethics.Wanted(topic, FiscalYear(year)) for topic in topics]


_DRIVE = (ethics.Topic.TEAM, ethics.Topic.GUIDELINES, ethics.Topic.ACTIVITIES)
"""What the item «การขับเคลื่อนจริยธรรม» asks for."""

_ASKED: Mapping[tuple[int, str], list[_Wanted]] = {
    (2566, "o14"): _manuals(2566),
    (2566, "o15"): _service(services.Topic.MANUALS, 2566),
    (2566, "o16"): _service(services.Topic.STATISTICS, 2566),
    (2566, "o17"): _service(services.Topic.SATISFACTION, 2565),
    (2566, "o18"): _service(services.Topic.E_SERVICE, 2566),
    (2566, "o19"): _of(2566, Topic.PLAN),
    (2566, "o20"): _of(2566, Topic.ANNOUNCEMENTS),
    (2566, "o21"): _of(2566, Topic.MONTHLY),
    (2566, "o22"): _of(2565, Topic.YEARLY),
    (2566, "o23"): _hr(2566, hr.Topic.PLAN),
    (2566, "o24"): _hr(2566, hr.Topic.RESULTS),
    (2566, "o25"): _hr(2566, hr.Topic.RULES),
    (2566, "o26"): _hr(2565, hr.Topic.REPORT),
    (2566, "o27"): _complaint(complaints.Topic.GUIDE, 2566),
    (2566, "o28"): _complaint(complaints.Topic.CHANNEL, 2566),
    (2566, "o29"): _complaint(complaints.Topic.SIX_MONTHS, 2566),
    (2566, "o30"): _participation(2566),
    (2566, "o31"): _ethics(2566, ethics.Topic.DECLARATION),
    (2566, "o32"): _ethics(2566, ethics.Topic.NO_GIFT_ACTIVITIES),
    (2566, "o33"): _ethics(2565, ethics.Topic.GIFTS),
    (2566, "o34"): _risks(2566),
    (2566, "o35"): _risk_results(2566),
    (2566, "o39"): _ethics(2566, ethics.Topic.CODE),
    (2566, "o40"): _ethics(2566, *_DRIVE),
    (2566, "o41"): _ethics(2566, ethics.Topic.ASSESSMENT),
    (2567, "o10"): _manuals(2567),
    (2567, "o11"): _service(services.Topic.MANUALS, 2567),
    (2567, "o12"): _service(services.Topic.STATISTICS, 2567),
    (2567, "o13"): _service(services.Topic.E_SERVICE, 2567),
    (2567, "o14"): _of(2567, Topic.PLAN),
    (2567, "o15"): _of(2567, Topic.ANNOUNCEMENTS),
    (2567, "o16"): [_form(2567, "o16"), *_of(2567, Topic.CONTRACTS)],
    (2567, "o17"): [_form(2567, "o17"), *_of(2566, Topic.YEARLY)],
    (2567, "o18"): _hr(2567, hr.Topic.PLAN),
    (2567, "o19"): _hr(2566, hr.Topic.REPORT),
    (2567, "o20"): _ethics(2567, ethics.Topic.CODE),
    (2567, "o21"): _ethics(2567, *_DRIVE),
    (2567, "o22"): _complaint(complaints.Topic.GUIDE, 2567),
    (2567, "o23"): _complaint(complaints.Topic.CHANNEL, 2567),
    (2567, "o24"): _complaint(complaints.Topic.SIX_MONTHS, 2567),
    (2567, "o25"): _participation(2567),
    (2567, "o26"): _ethics(2567, ethics.Topic.DECLARATION),
    (2567, "o27"): _ethics(2567, ethics.Topic.NO_GIFT_ACTIVITIES),
    (2567, "o28"): _ethics(2566, ethics.Topic.GIFTS),
    (2567, "o30"): _risks(2567),
    (2567, "o31"): _risk_results(2566),
    (2568, "o8"): _manuals(2568),
    (2568, "o9"): _service(services.Topic.MANUALS, 2568),
    (2568, "o10"): _service(services.Topic.E_SERVICE, 2568),
    (2568, "o11"): _service(services.Topic.STATISTICS, 2568),
    (2568, "o12"): [_form(2568, "o12"), *_of(2568, Topic.CONTRACTS, Topic.PLAN)],
    (2568, "o13"): [_form(2568, "o13"), *_of(2567, Topic.YEARLY)],
    (2568, "o14"): _hr(2568, hr.Topic.PLAN),
    (2568, "o15"): _hr(2567, hr.Topic.REPORT),
    (2568, "o16"): _ethics(2568, ethics.Topic.CODE, *_DRIVE),
    (2568, "o17"): _complaint(complaints.Topic.GUIDE, 2568),
    (2568, "o18"): _complaint(complaints.Topic.CHANNEL, 2568),
    (2568, "o19"): _complaint(complaints.Topic.SIX_MONTHS, 2568),
    (2568, "o20"): _participation(2568),
    (2568, "o21"): _ethics(2568, ethics.Topic.DECLARATION, ethics.Topic.NO_GIFT_ACTIVITIES),
    (2568, "o23"): _risks(2568),
    (2568, "o24"): _risk_results(2567),
    (2569, "o8"): _manuals(2569),
    (2569, "o9"): _service(services.Topic.MANUALS, 2569),
    (2569, "o10"): [
        *_service(services.Topic.E_SERVICE, 2569),
        *_service(services.Topic.STATISTICS, 2569),
    ],
    (2569, "o11"): _of(2569, Topic.MONTHLY),
    (2569, "o12"): _of(2568, Topic.YEARLY, Topic.MONTHLY),
    (2569, "o13"): _hr(2569, hr.Topic.RULES, hr.Topic.PLAN),
    (2569, "o14"): _hr(2568, hr.Topic.REPORT),
    (2569, "o15"): _ethics(2569, ethics.Topic.CODE, *_DRIVE),
    (2569, "o16"): _complaint(complaints.Topic.GUIDE, 2569),
    (2569, "o17"): _complaint(complaints.Topic.CHANNEL, 2569),
    (2569, "o18"): _complaint(complaints.Topic.YEAR, 2568),
    (2569, "o19"): _participation(2569),
    (2569, "o20"): [*_ethics(2569, ethics.Topic.DECLARATION), *_ethics(2568, ethics.Topic.GIFTS)],
    (2569, "o21"): _risks(2569),
    (2569, "o22"): _risk_results(2568),
}
"""Year and code of an item → what of the rooms shows it."""


def every_offer() -> dict[FiscalYear, dict[str, list[Offer]]]:
    """What rooms offer by year and code of an item; only items that they have something for. One query."""
    every: dict[FiscalYear, dict[str, list[Offer]]] = {}
    for (year, code), known in _found(_ASKED).items():
        if known:
            every.setdefault(FiscalYear(year), {})[code] = known
    return every


def offers(year: FiscalYear, code: str = "") -> dict[str, list[Offer]]:
    """What rooms offer for each item of a year, or for one of them, by code; only what is public now.

    One query, and none where no room is asked.
    """
    asked = {
        (of, known): wanted
        for (of, known), wanted in _ASKED.items()
        if of == year and (not code or known == code)
    }
    return {known: found for (_, known), found in _found(asked).items()}


def _found(asked: Mapping[tuple[int, str], list[_Wanted]]) -> dict[tuple[int, str], list[Offer]]:
    """What rooms have of what each item asks for; one query for all rooms that are asked."""
    wanted = {
        kind: [one for every in asked.values() for one in every if isinstance(one, kind)] for kind in _ROOMS
    }
    parts = [part for kind, room in _ROOMS.items() if wanted[kind] for part in room.presence()]
    rows = list(parts[0].union(*parts[1:], all=True)) if parts else []
    answers = {kind: iter(room.offered(wanted[kind], rows)) for kind, room in _ROOMS.items()}
    return {
        item: [offer for one in every for offer in next(answers[type(one)])] for item, every in asked.items()
    }
