"""Contracting processes that were ever public: an ocid once published never disappears."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from portal.bulk_publishing import chunks
from portal.fiscal import FiscalYearField
from portal.publishing import Status


class ProcessQuerySet(models.QuerySet["Process"]):
    def public(self, at: dt.datetime | None = None) -> Self:
        """Those that were public at a moment (now by default) or before."""
        return self.filter(first_published_at__lte=at or timezone.now())


class Process(models.Model):
    """One contracting process (OCDS): known by its key, which is an e-GP project number or a key of ours.

    Made when the first contract of the process is approved, public from `first_published_at`, and never deleted
    from then on, so that the release package of its year can go on naming it whatever becomes of its contracts.
    `left_at` is when a contract last left it: withdrawn, or given another number.
    """

    key = models.CharField("รหัสกระบวนการ", max_length=60, unique=True)
    year = FiscalYearField(db_index=True)
    first_published_at = models.DateTimeField("เผยแพร่ครั้งแรกเมื่อ", default=timezone.now)
    left_at = models.DateTimeField("สัญญาออกจากกระบวนการล่าสุดเมื่อ", null=True, blank=True)

    objects: ClassVar = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = "กระบวนการจัดซื้อจัดจ้าง"
        verbose_name_plural = "กระบวนการจัดซื้อจัดจ้าง"
        ordering: ClassVar = ["year", "key"]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def remember(cls, contracts: Iterable[Any]) -> None:
        """Keep for good the processes that these contracts belong to, now that they are public or will be."""
        contracts = list(contracts)
        _fix_years(contracts)
        first: dict[str, Any] = {}
        for contract in contracts:
            known = first.setdefault(contract.process_key, contract)
            if contract.published_at < known.published_at:
                first[contract.process_key] = contract
        processes: list[Any] = [
            cls(key=key, year=_year_of(contract), first_published_at=contract.published_at)
            for key, contract in first.items()
        ]
        cls.objects.bulk_create(processes, ignore_conflicts=True, batch_size=300)
        for process in cls.objects.filter(first_published_at__gt=timezone.now()):
            earlier = first.get(process.key)
            if earlier and earlier.published_at < process.first_published_at:
                process.year, process.first_published_at = _year_of(earlier), earlier.published_at
                process.save(update_fields=["year", "first_published_at"])

    @classmethod
    def leave(cls, contracts: Iterable[Any], *, at: dt.datetime) -> None:
        """Note that contracts, as they were, left their processes; one that the public has not seen yet is
        forgotten, unless another contract of it still waits for its day."""
        gone = list(contracts)
        left = {contract.process_key for contract in gone}
        for portion in chunks(sorted(left)):
            processes = cls.objects.filter(key__in=portion)
            processes.filter(first_published_at__gt=at).delete()
            processes.update(left_at=at)
        _free_years([contract for contract in gone if not contract.first_published_at])
        waiting = _contracts().filter(status=Status.PUBLISHED, published_at__gt=at, revises=None)
        cls.remember([contract for contract in waiting if contract.process_key in left])


def process_key(project_number: str, year: int, pk: int) -> str:
    """The last part of an ocid: the e-GP project number, which all contracts of a project share.

    Outside e-GP, the year of first publication and the primary key: what no correction changes.
    """
    return project_number or f"noegp-{int(year)}-{pk}"


def _year_of(contract: Any) -> int:
    """The year in which the process of a contract is public: that of its key, where the year is a part of it."""
    return int(contract.year if contract.project_number else contract.process_year)


def _fix_years(contracts: Sequence[Any]) -> None:
    """Write down the year of those that are published for the first time."""
    fresh = [contract for contract in contracts if contract.process_year is None]
    for contract in fresh:
        contract.process_year = contract.year
    for portion in chunks([contract.pk for contract in fresh]):
        _contracts().filter(pk__in=portion).update(process_year=models.F("year"))


def _free_years(contracts: Sequence[Any]) -> None:
    """Forget the year of those that the public has never seen."""
    for contract in contracts:
        contract.process_year = None
    for portion in chunks([contract.pk for contract in contracts]):
        _contracts().filter(pk__in=portion).update(process_year=None)


def _contracts() -> Any:
    return Process._meta.apps.get_model("procurement", "Contract")._default_manager
