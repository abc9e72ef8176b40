"""The EIT survey: whose it is, where it is answered, and the days it is open."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.fiscal import FiscalYearField
from portal.models.files import StoredFile
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet
from portal.qr import check_address


class SurveyOwner(models.TextChoices):
    OFFICE = "office", "แบบวัด EIT ของสำนักงาน"
    PARENT = "parent", "แบบวัด EIT ของสำนักงานปลัดกระทรวงศึกษาธิการ"


class EitSurveyQuerySet(PublishableQuerySet):
    def open(self, on: dt.date | None = None) -> EitSurveyQuerySet:
        """Published surveys whose window holds the day (today by default); both ends count."""
        day = on or timezone.localdate()
        return self.published().filter(opens_on__lte=day, closes_on__gte=day)


class EitSurvey(Publishable):
    """An External Integrity and Transparency survey (OIT: QR แบบวัด EIT บนหน้าแรก)."""

    year = FiscalYearField()
    whose = models.CharField("แบบวัดของใคร", max_length=8, choices=SurveyOwner.choices)
    address = models.URLField("ที่อยู่แบบวัด", max_length=500, help_text="คัดลอกจากระบบ MOE-ITA หรือ ITAS ทั้งบรรทัด")
    opens_on = models.DateField("วันเปิดรับ")
    closes_on = models.DateField("วันปิดรับ", help_text="วันสุดท้ายที่ตอบได้ หลังจากนั้นจะไม่แสดงบนหน้าแรก")
    official_picture = models.ForeignKey(
        StoredFile,
        verbose_name="ภาพ QR ของระบบ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    objects: ClassVar = EitSurveyQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "แบบวัด EIT"
        verbose_name_plural = "แบบวัด EIT"
        ordering: ClassVar = ["-opens_on", "-pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="eit_survey_closes_after_it_opens",
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                violation_error_message="วันปิดรับต้องไม่มาก่อนวันเปิดรับ",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_whose_display()} ปีงบประมาณ พ.ศ. {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("portal:eit", args=[self.revises_id or self.pk])

    def search_document(self) -> SearchDocument:
        return SearchDocument("แบบวัด EIT", str(self), self.host)

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": "วันปิดรับต้องไม่มาก่อนวันเปิดรับ"})
        if self.address:
            try:
                check_address(self.address)
            except ValidationError as error:
                raise ValidationError({"address": error}) from error

    @property
    def host(self) -> str:
        """The name of the system that asks the questions, so that people can tell it from an impostor."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def qr_url(self) -> str:
        """Where its QR code is: the official picture when there is one, else the code that the portal draws."""
        route = "portal:eit_official_qr" if self.official_picture_id else "portal:eit_qr"
        return reverse(route, args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.closes_on < timezone.localdate()

    @property
    def is_open(self) -> bool:
        return self.is_published and self.opens_on <= timezone.localdate() <= self.closes_on
