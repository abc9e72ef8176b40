"""Who offered what: the bidders of a contract and their prices."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from procurement.tax_numbers import masked, shown


class Bid(models.Model):
    """A price that somebody offered, the winner's included."""

    contract = models.ForeignKey("procurement.Contract", on_delete=models.CASCADE, related_name="bids")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    name = models.CharField("ผู้เสนอราคา", max_length=250)
    tax_id = models.CharField("เลขประจำตัวผู้เสียภาษี", max_length=13, blank=True)
    price = models.DecimalField("ราคาที่เสนอ (บาท)", max_digits=15, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "ผู้เสนอราคา"
        verbose_name_plural = "ผู้เสนอราคา"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bid_is_not_negative",
                condition=models.Q(price__isnull=True) | models.Q(price__gte=0),
                violation_error_message="ราคาที่เสนอต้องไม่ติดลบ",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tax_id = masked(self.tax_id.strip())
        super().save(*args, **kwargs)

    @property
    def shown_tax_id(self) -> str:
        return shown(self.tax_id)
