"""Duties of the office with their legal reference, and where to go for what is not its duty."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet


class DutyQuerySet(PublishableQuerySet):
    def in_force(self, day: dt.date) -> Self:
        """Duties that the office had on a day."""
        not_over = models.Q(ends_on=None) | models.Q(ends_on__gt=day)
        return self.filter(not_over, effective_on__lte=day)


class Duty(Publishable):
    """One duty or power (OIT: อำนาจหน้าที่; only this office's, never a whole law)."""

    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    title = models.CharField("หน้าที่และอำนาจ", max_length=500)
    explanation = models.TextField("อธิบายให้ประชาชนเข้าใจ", blank=True)
    legal_reference = models.CharField(
        "อ้างอิงกฎหมาย", max_length=300, help_text="เช่น คำสั่งหัวหน้าคณะรักษาความสงบแห่งชาติ ที่ 19/2560 ข้อ 11 (1)"
    )
    legal_url = models.URLField("ที่อยู่ตัวบทกฎหมาย", blank=True, max_length=500)
    effective_on = models.DateField("มีผลตั้งแต่")
    ends_on = models.DateField("สิ้นผลเมื่อ", null=True, blank=True)

    objects: ClassVar = DutyQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "หน้าที่และอำนาจ"
        verbose_name_plural = "หน้าที่และอำนาจ"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="duty_ends_after_it_begins",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("effective_on")),
                violation_error_message="วันสิ้นผลต้องไม่มาก่อนวันที่มีผล",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_ended(self) -> bool:
        """Whether the duty is no longer the office's: it ceases on the day `ends_on`."""
        return self.ends_on is not None and self.ends_on <= timezone.localdate()

    def get_absolute_url(self) -> str:
        return f"{reverse('authority:index')}#duty-{self.revises_id or self.pk}"

    def get_preview_url(self) -> str:
        return f"{reverse('authority:index')}?preview={self.pk}&of=duty"

    def search_document(self) -> SearchDocument:
        return SearchDocument("หน้าที่และอำนาจ", self.title, f"{self.explanation}\n{self.legal_reference}")


class Referral(Publishable):
    """Something people ask for that another body does: «not our duty, go there»."""

    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    subject = models.CharField("เรื่องที่ประชาชนมักถาม", max_length=250)
    agency = models.CharField("หน่วยงานที่รับผิดชอบ", max_length=250)
    address = models.URLField("เว็บไซต์", blank=True, max_length=500)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)

    class Meta(Publishable.Meta):
        verbose_name = "เรื่องที่หน่วยงานอื่นรับผิดชอบ"
        verbose_name_plural = "เรื่องที่หน่วยงานอื่นรับผิดชอบ"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return f"{reverse('authority:index')}#referral-{self.revises_id or self.pk}"

    def get_preview_url(self) -> str:
        return f"{reverse('authority:index')}?preview={self.pk}&of=referral"

    def search_document(self) -> SearchDocument:
        return SearchDocument("เรื่องที่หน่วยงานอื่นรับผิดชอบ", self.subject, f"{self.agency}\n{self.phone}")
