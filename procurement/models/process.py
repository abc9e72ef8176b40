"""Contracting processes that were ever public: an ocid once published never disappears."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from portal.fiscal import FiscalYearField
from portal.publishing import Status

_PORTION = 5_000
"""Keys in one statement."""


class Process(models.Model):
    """One contracting process (OCDS): known by its key, which is an e-GP project number or a key of ours.

    Made when the first contract of the process is approved, public from `first_published_at`, and never deleted
    from then on, so that the release package of its year can go on naming it whatever becomes of its contracts.
    `left_at` is when a contract last left it: withdrawn, or given another number or year.
    """

    key = models.CharField("รหัสกระบวนการ", max_length=60, unique=True)
    year = FiscalYearField(db_index=True)
    first_published_at = models.DateTimeField("เผยแพร่ครั้งแรกเมื่อ", default=timezone.now)
    left_at = models.DateTimeField("สัญญาออกจากกระบวนการล่าสุดเมื่อ", null=True, blank=True)

    class Meta:
        verbose_name = "กระบวนการจัดซื้อจัดจ้าง"
        verbose_name_plural = "กระบวนการจัดซื้อจัดจ้าง"
        ordering: ClassVar = ["year", "key"]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def remember(cls, contracts: Iterable[Any]) -> None:
        """Keep for good the processes that these contracts belong to, now that they are public or will be."""
        first: dict[str, Any] = {}
        for contract in contracts:
            known = first.setdefault(contract.process_key, contract)
            if contract.published_at < known.published_at:
                first[contract.process_key] = contract
        processes: list[Any] = [
            cls(key=key, year=contract.year, first_published_at=contract.published_at)
            for key, contract in first.items()
        ]
        cls.objects.bulk_create(processes, ignore_conflicts=True, batch_size=300)
        for process in cls.objects.filter(first_published_at__gt=timezone.now()):
            earlier = first.get(process.key)
            if earlier and earlier.published_at < process.first_published_at:
                process.year, process.first_published_at = earlier.year, earlier.published_at
                process.save(update_fields=["year", "first_published_at"])

    @classmethod
    def leave(cls, keys: Iterable[str], *, at: dt.datetime) -> None:
        """Note that contracts left these processes; one that the public has not seen yet is forgotten, unless
        another contract of it still waits for its day."""
        left = set(keys)
        ordered = sorted(left)
        for start in range(0, len(ordered), _PORTION):
            processes = cls.objects.filter(key__in=ordered[start : start + _PORTION])
            processes.filter(first_published_at__gt=at).delete()
            processes.update(left_at=at)
        contracts = cls._meta.apps.get_model("procurement", "Contract")._default_manager
        waiting = contracts.filter(status=Status.PUBLISHED, published_at__gt=at, revises=None)
        cls.remember([contract for contract in waiting if contract.process_key in left])
