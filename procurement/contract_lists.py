"""One page of a list of contracts with its count and sums, as quick for a hundred thousand as for a thousand.

Counts, sums and the keys of a page are read from an index alone (see `procurement.models.indexes`); in a year of
many contracts, counts and sums are kept for a minute. Only the rows of the page are read whole. Words are looked
for exactly as long as what else is asked for leaves few contracts or they are in few; else the list is walked in
its order as far as its page needs, and the count is said as "more than".
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Case, Count, F, OrderBy, Subquery, Sum, When
from django.utils import timezone

from portal.access import PUBLIC_MAX_AGE
from portal.fiscal import FiscalYear
from portal.models.audit import AuditHead
from portal.publishing import Status
from portal.word_index import phrases
from procurement.models import Contract
from procurement.models.contract import SIGNED, ContractQuerySet

PER_PAGE = 50
FEW = 3_000
"""So many contracts are looked through for words one by one."""
MOST_FOUND = 1_000
"""Contracts with words are counted up to here when there are more than a few to look through."""
WORDS_TABLE = "procurement_contractwords"
NEWEST_FIRST = (F("dated_on").desc(nulls_last=True), "-pk")
"""As the index has it."""


class NoSuchPage(Exception):
    """The list is shorter than that."""


@dataclass(frozen=True)
class Found:
    """A page of a list: its contracts, how many there are in all, and the sum in baht of those that were signed.

    With `is_more` there are more than `count`, and no sum. There is none of reference prices either: each is of a
    whole project, which may have several contracts or none.
    """

    contracts: list[Contract]
    number: int
    count: int
    is_more: bool = False
    signed: int | None = None
    """How many of all were signed and not cancelled: those that the figures of a year count."""
    agreed: Decimal | None = None
    """Agreed prices of the signed ones."""


def holding_words(rows: ContractQuerySet, words: Sequence[str]) -> ContractQuerySet:
    """The contracts that hold every word in title, supplier's name, contract number or project number."""
    for word in words:
        rows = rows.filter(words__contains=word)
    return rows


def find(
    rows: ContractQuerySet,
    *,
    year: FiscalYear,
    words: Sequence[str],
    order: Sequence[OrderBy],
    number: int,
    filters: str,
) -> Found:
    """A page (counted from 1) of those of the rows, which are of one year, that hold the words.

    `filters` is the same for the same rows. At most five queries. Raises NoSuchPage.
    """
    if not words:
        whole = _whole_of(rows, year, filters)
        start = _start(number, whole["count"])
        keys = rows.order_by(*order).values_list("pk", flat=True)[start : start + PER_PAGE]
        contracts = _whole(list(keys) if whole["count"] else [])
        return Found(contracts, number, whole["count"], False, whole["signed"], whole["agreed"])
    if _are_many(rows, year, filters):
        likely = _likely(year, words)
        if len(likely) > MOST_FOUND:
            return _walk(holding_words(rows, words).order_by(*order), number)
        rows = rows.filter(pk__in=likely)
    held = list(
        holding_words(rows, words)
        .order_by(*order)
        .annotate(was_signed=Case(When(SIGNED, then=True), default=False))
        .values_list("pk", "was_signed", "agreed_price")
    )
    signed = [agreed for _, was_signed, agreed in held if was_signed]
    start = _start(number, len(held))
    return Found(
        _whole([row[0] for row in held[start : start + PER_PAGE]]),
        number,
        len(held),
        False,
        len(signed),
        sum((agreed for agreed in signed if agreed is not None), Decimal(0)),
    )


def _whole_of(rows: ContractQuerySet, year: FiscalYear, filters: str) -> dict[str, Any]:
    """How many rows there are, how many of them were signed, and the sum of what was agreed in these."""
    key = _key_of_many(year, filters)
    if key is None:
        return _counted(rows)
    found = cache.get_or_set(f"{key}-whole", lambda: _counted(rows), PUBLIC_MAX_AGE)
    return cast("dict[str, Any]", found)


def _are_many(rows: ContractQuerySet, year: FiscalYear, filters: str) -> bool:
    """Whether there are more rows than are looked through one by one; they are not counted beyond that."""
    key = _key_of_many(year, filters)
    if key is None:
        return False
    one_more = rows.order_by(*NEWEST_FIRST).values_list("pk")[FEW : FEW + 1]
    return bool(cache.get_or_set(f"{key}-many", lambda: bool(one_more), PUBLIC_MAX_AGE))


def _key_of_many(year: FiscalYear, filters: str) -> str | None:
    """What is known of a list is kept under it, in a year of many; there is none in a year of few.

    It is kept as long as shared caches may keep a page, unless somebody does something: whatever makes a contract
    public or takes it away is in the audit log, whose head is a part of the key.
    """
    head_of_log = Subquery(AuditHead.objects.values("last_hash")[:1])
    of_year = Contract.objects.published().for_year(year).order_by(*NEWEST_FIRST)
    one_more = list(of_year.values_list(head_of_log)[FEW : FEW + 1])
    if not one_more:
        return None
    ((head,),) = one_more
    said = f"{head} {timezone.localdate()} {int(year)} {filters}"
    return f"contracts-{hashlib.sha256(said.encode()).hexdigest()}"


def _counted(rows: ContractQuerySet) -> dict[str, Any]:
    return rows.order_by().aggregate(
        count=Count("*"), signed=Count("pk", filter=SIGNED), agreed=Sum("agreed_price", filter=SIGNED)
    )


def shared_projects(contracts: Sequence[Contract]) -> set[str]:
    """The numbers of those projects of these contracts that have several published ones; at most one query.

    The database is asked by the number alone: asked for what is published too, SQLite would walk the whole list.
    """
    numbers = {contract.project_number for contract in contracts} - {""}
    if not numbers:
        return set()
    known = Contract.objects.filter(project_number__in=numbers).order_by()
    now = timezone.now()
    published = Counter(
        project
        for project, status, original, at in known.values_list(
            "project_number", "status", "revises_id", "published_at"
        )
        if status == Status.PUBLISHED and original is None and at <= now
    )
    return {project for project, number in published.items() if number > 1}


def _likely(year: FiscalYear, words: Sequence[str]) -> list[int]:
    """The published contracts of the year that may hold the words, at most one more than are counted."""
    wanted = phrases(words)
    if connection.vendor != "sqlite" or not wanted:
        keys = holding_words(Contract.objects.published().for_year(year), words).order_by()
        return list(keys.values_list("pk", flat=True)[: MOST_FOUND + 1])
    query = " AND ".join([f'year : "{int(year)}"', *(f"words : {phrase}" for phrase in wanted)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {WORDS_TABLE} WHERE {WORDS_TABLE} MATCH %s LIMIT %s",  # noqa: S608
            [query, MOST_FOUND + 1],
        )
        return [key for (key,) in cursor.fetchall()]


def _walk(rows: ContractQuerySet, number: int) -> Found:
    """A page of ordered rows too many to be counted; pages end where counting does."""
    start = _start(number, MOST_FOUND)
    keys = list(rows.values_list("pk", flat=True)[start : start + PER_PAGE + 1])
    if start and not keys:
        raise NoSuchPage
    is_more = len(keys) > PER_PAGE
    contracts = _whole(keys[:PER_PAGE])
    return Found(contracts, number, start + len(contracts), is_more)


def _start(number: int, count: int) -> int:
    start = (number - 1) * PER_PAGE
    if number < 1 or (start >= count and number > 1):
        raise NoSuchPage
    return start


def _whole(keys: list[int]) -> list[Contract]:
    """The contracts of these keys with their work group and file, in their order; one query."""
    rows = Contract.objects.select_related("owner_group", "source").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


class KnownPages(Paginator[Contract]):
    """The pages of a list whose rows and count were found already."""

    def __init__(self, found: Found) -> None:
        super().__init__(found.contracts, PER_PAGE)
        self.found = found

    @property
    def count(self) -> int:
        return self.found.count

    @property
    def num_pages(self) -> int:
        if self.found.is_more:
            return min(self.found.number + 1, MOST_FOUND // PER_PAGE)
        return max(1, -(-self.found.count // PER_PAGE))

    def page(self, number: int | str) -> Page[Contract]:
        """The page that was found, whatever number is asked for."""
        return Page(self.found.contracts, self.found.number, self)
