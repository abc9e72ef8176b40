"""Finds for each row of a file the contract of the register that it speaks of, one to one.

Sources know different things of a contract: แบบ ITA has no contract number, o12 no tax number, สขร.1 often no
project number. Rows are therefore matched in rounds, each by fewer things in common than the round before, and
what was matched in one round is out of the next:

1. by the natural key of the register (project, contract number, supplier);
2. within one e-GP project by the keys that both sides have, as long as no other key contradicts;
3. where one side has no project number, by title and price with the day, the supplier or the contract number.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from portal.bulk_publishing import chunks
from portal.thai import fold
from procurement.models import Contract
from procurement.models.contract import natural_key
from procurement.tax_numbers import masked

Facts = dict[str, Any]
Key = tuple[Any, ...] | None


@dataclass
class Traits:
    """What a row or a contract is recognised by; empty where it is not known."""

    facts: Facts

    @cached_property
    def natural(self) -> str:
        return key_of(self.facts)

    @cached_property
    def project(self) -> str:
        return _project(self.facts)

    @cached_property
    def number(self) -> str:
        """The contract number; nothing when it has no letter or figure but the year, as in `......./2568`."""
        folded = fold(self.facts.get("contract_number") or "")
        return folded if any(char.isalnum() for char in folded.partition("/")[0]) else ""

    @cached_property
    def name(self) -> str:
        return fold(self.facts.get("supplier_name") or "")

    @cached_property
    def tax_id(self) -> str:
        return masked(str(self.facts.get("tax_id") or "").strip())

    @cached_property
    def title(self) -> str:
        return fold(self.facts.get("title") or "")

    @property
    def price(self) -> Decimal | None:
        return self.facts.get("agreed_price")

    @property
    def signed_on(self) -> Any:
        return self.facts.get("signed_on")


def key_of(facts: Facts) -> str:
    """The natural key of facts, as `Contract.derive` makes it."""
    tax_id = masked(str(facts.get("tax_id") or "").strip())
    return natural_key(
        facts.get("project_number") or "",
        facts.get("contract_number") or "",
        tax_id or facts.get("supplier_name") or "",
        facts.get("title") or "",
        facts.get("agreed_price"),
        facts.get("signed_on"),
    )


def _project(facts: Facts) -> str:
    return str(facts.get("project_number") or "").strip()


def _key(*values: Any) -> Key:
    """The values as a key; None when one of them is not known."""
    return None if any(value is None or value == "" for value in values) else values


def _agree(a: Traits, b: Traits, *names: str) -> bool:
    """Whether nothing that both sides know contradicts."""
    return all(
        getattr(a, name) == getattr(b, name)
        for name in names
        if getattr(a, name) not in (None, "") and getattr(b, name) not in (None, "")
    )


@dataclass(frozen=True)
class Round:
    """One way to recognise a contract: equal keys, and nothing against it."""

    key: Callable[[Traits], Key]
    allows: Callable[[Traits, Traits], bool] = lambda a, b: True


def _same_deal(a: Traits, b: Traits) -> bool:
    """Whether a contract number is the same contract's: same supplier, or the price or day beside another spelling."""
    return (
        _agree(a, b, "name")
        or (a.price is not None and a.price == b.price)
        or (a.signed_on is not None and a.signed_on == b.signed_on)
    )


_IN_PROJECT = (
    Round(lambda t: _key(t.project, t.number, t.name)),
    Round(lambda t: _key(t.project, t.number), _same_deal),
    Round(lambda t: _key(t.project, t.name, t.price, t.signed_on)),
    Round(lambda t: _key(t.project, t.tax_id, t.price, t.signed_on)),
    Round(lambda t: _key(t.project, t.name, t.price), lambda a, b: _agree(a, b, "number")),
    Round(lambda t: _key(t.project, t.tax_id, t.price), lambda a, b: _agree(a, b, "number")),
    Round(lambda t: _key(t.project, t.name), lambda a, b: _agree(a, b, "number", "tax_id")),
    Round(lambda t: _key(t.project, t.tax_id), lambda a, b: _agree(a, b, "number")),
    Round(lambda t: _key(t.project), lambda a, b: _agree(a, b, "number", "tax_id", "name", "price")),
)


def _without_project(a: Traits, b: Traits) -> bool:
    return not (a.project and b.project)


_BY_TITLE = (
    Round(
        lambda t: _key(t.title, t.price, t.signed_on),
        lambda a, b: _without_project(a, b) and _agree(a, b, "number", "name"),
    ),
    Round(
        lambda t: _key(t.title, t.price, t.name),
        lambda a, b: _without_project(a, b) and _agree(a, b, "number", "signed_on"),
    ),
    Round(lambda t: _key(t.title, t.number, t.name), _without_project),
)


def match(rows: Sequence[Facts], known: Sequence[Contract]) -> list[Contract | None]:
    """The contract that the facts of each row speak of, in their order; None for a row that is new.

    Rows that are the same in every key take the contracts of that key one after another.
    """
    found: list[Contract | None] = [None] * len(rows)
    traits = [Traits(facts) for facts in rows]
    left = {contract.pk: (contract, Traits(contract.__dict__)) for contract in known}
    open_rows: Iterable[int] = range(len(rows))
    exact = Round(lambda t: (t.natural,))
    for one in (exact, *_IN_PROJECT, *_BY_TITLE):
        if not left:
            break
        by_key: defaultdict[Key, deque[int]] = defaultdict(deque)
        for pk, (_, known_traits) in left.items():
            if (key := one.key(known_traits)) is not None:
                by_key[key].append(pk)
        still_open: list[int] = []
        for index in open_rows:
            key = one.key(traits[index])
            candidates = by_key.get(key, ()) if key is not None else ()
            taken = next((pk for pk in candidates if one.allows(traits[index], left[pk][1])), None)
            if taken is None:
                still_open.append(index)
                continue
            by_key[key].remove(taken)
            found[index] = left.pop(taken)[0]
        open_rows = still_open
    return found


def candidates(rows: Sequence[Facts]) -> list[Contract]:
    """The contracts of the register that rows may speak of, oldest first; a few queries whatever their number."""
    originals = Contract.objects.originals().order_by("ordinal", "pk")
    found: dict[int, Contract] = {}
    projects = sorted({_project(facts) for facts in rows} - {""})
    for portion in chunks(projects):
        found |= {contract.pk: contract for contract in originals.filter(project_number__in=portion)}
    years = sorted({int(facts["year"]) for facts in rows if facts.get("year")})
    found |= {c.pk: c for c in originals.filter(project_number="", year__in=years)}
    homeless = [facts for facts in rows if not _project(facts)]
    prices = sorted({facts["agreed_price"] for facts in homeless if facts.get("agreed_price") is not None})
    numbers = sorted({facts["contract_number"] for facts in homeless if facts.get("contract_number")})
    for name, values in (("agreed_price", prices), ("contract_number", numbers)):
        for portion in chunks(values):
            wanted = Q(**{f"{name}__in": portion}, year__in=years)
            found |= {contract.pk: contract for contract in originals.filter(wanted)}
    return sorted(found.values(), key=lambda contract: (contract.ordinal, contract.pk))
