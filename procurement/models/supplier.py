"""Whom the office bought from: one row for each supplier, known by tax number or by name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from procurement.tax_numbers import Person, person_of, supplier_key

__all__ = ["Person", "Supplier"]


class Supplier(models.Model):
    """A supplier; made when the first contract with it is stored, never typed.

    `name` is the spelling of the first contract, which may be a draft: it is for the desk only. The public is
    shown `public_name`; each contract keeps the spelling of its own source.
    """

    key = models.CharField("รหัสจับคู่", max_length=300, unique=True, editable=False)
    name = models.CharField("ชื่อผู้ขายหรือผู้รับจ้าง", max_length=250)
    tax_id = models.CharField("เลขประจำตัวผู้เสียภาษี", max_length=13, blank=True)

    class Meta:
        verbose_name = "ผู้ขายหรือผู้รับจ้าง"
        verbose_name_plural = "ผู้ขายหรือผู้รับจ้าง"
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("procurement:supplier", args=[self.pk])

    @cached_property
    def person(self) -> Person:
        """Whether it is a company or a human being, as far as the tax number tells."""
        return person_of(self.tax_id)

    @cached_property
    def public_name(self) -> str:
        """The spelling of the newest contract that the public sees; empty when it sees none."""
        published = self.contracts.published().order_by(models.F("dated_on").desc(nulls_last=True), "-pk")
        return published.values_list("supplier_name", flat=True).first() or ""

    @classmethod
    def called(cls, name: str, tax_id: str) -> Supplier | None:
        """The supplier of that tax number (else of that name), made if it is new; None without a name."""
        if not name.strip():
            return None
        return cls.objects.get_or_create(
            key=supplier_key(name, tax_id), defaults={"name": name, "tax_id": tax_id}
        )[0]
