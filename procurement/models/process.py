"""Contracting processes that were ever public: an ocid once published never disappears."""

from __future__ import annotations

from typing import ClassVar

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
