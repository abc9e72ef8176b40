"""Contracting processes that were ever public: an ocid once published never disappears."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from portal.fiscal import FiscalYearField


class Process(models.Model):
    """One contracting process (OCDS): known by its key, which is an e-GP project number or a key of ours.

    Made when the first contract of the process becomes public and never deleted, so that the release package
    of its year can go on naming it when its contracts are withdrawn.
    """

    key = models.CharField("รหัสกระบวนการ", max_length=60, unique=True)
    year = FiscalYearField(db_index=True)
    first_published_at = models.DateTimeField("เผยแพร่ครั้งแรกเมื่อ", default=timezone.now)

    class Meta:
        verbose_name = "กระบวนการจัดซื้อจัดจ้าง"
        verbose_name_plural = "กระบวนการจัดซื้อจัดจ้าง"
        ordering: ClassVar = ["year", "key"]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def remember(cls, contracts: Iterable[Any]) -> None:
        """Keep for good the processes that these contracts belong to, now that they are public."""
        processes: dict[str, Any] = {
            contract.process_key: cls(
                key=contract.process_key, year=contract.year, first_published_at=contract.published_at
            )
            for contract in contracts
        }
        cls.objects.bulk_create(list(processes.values()), ignore_conflicts=True, batch_size=300)
