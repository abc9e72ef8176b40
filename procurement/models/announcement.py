"""Announcements of a purchase, from the plan to the winner, by the codes of e-GP."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from portal.attachments import Attachment
from portal.fiscal import FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable
from procurement.models.corrections import Corrected
from procurement.models.terms import Kind, Method


class AnnouncementKind(models.TextChoices):
    """What is announced; the values are e-GP's own codes."""

    PLAN = "P0", "แผนการจัดซื้อจัดจ้าง"
    REFERENCE_PRICE = "15", "ประกาศราคากลาง"
    DRAFT_TERMS = "B0", "ร่างเอกสารประกวดราคา"
    INVITATION = "D0", "ประกาศเชิญชวน"
    CANCELLED_INVITATION = "D1", "ยกเลิกประกาศเชิญชวน"
    CHANGED_INVITATION = "D2", "เปลี่ยนแปลงประกาศเชิญชวน"
    WINNER = "W0", "ประกาศรายชื่อผู้ชนะการเสนอราคา"
    CANCELLED_WINNER = "W1", "ยกเลิกประกาศรายชื่อผู้ชนะการเสนอราคา"
    CHANGED_WINNER = "W2", "เปลี่ยนแปลงประกาศรายชื่อผู้ชนะการเสนอราคา"


class Announcement(Corrected, Publishable):
    """One announcement of one e-GP project (ระเบียบ กค. พ.ศ. 2560; พ.ร.บ. ม. 62, 63, 66)."""

    year = FiscalYearField(db_index=True)
    kind = models.CharField("ประเภทประกาศ", max_length=2, choices=AnnouncementKind.choices)
    project_number = models.CharField(
        "เลขที่โครงการในระบบ e-GP", max_length=20, blank=True, db_index=True, help_text="ตัวเลข 11 หลัก"
    )
    title = models.CharField("เรื่อง", max_length=1000)
    bought = models.CharField("ประเภทที่ซื้อหรือจ้าง", max_length=20, choices=Kind.choices, blank=True)
    method = models.CharField("วิธีการจัดซื้อจัดจ้าง", max_length=20, choices=Method.choices, blank=True)
    announced_on = models.DateField("วันที่ประกาศ")
    closes_on = models.DateField(
        "วันสุดท้ายที่เสนอราคาหรือวิจารณ์ร่างได้", null=True, blank=True, help_text="เฉพาะประกาศเชิญชวนและร่างเอกสาร"
    )
    amount = models.DecimalField(
        "จำนวนเงิน (บาท)",
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="งบประมาณ ราคากลาง หรือราคาที่ชนะ ตามประเภทประกาศ",
    )
    summary = models.TextField("สาระสำคัญ", blank=True)
    url = models.URLField("ประกาศในระบบ e-GP", max_length=500, blank=True)

    revised_children = ("documents",)
    corrected_fields = (
        "year",
        "kind",
        "project_number",
        "title",
        "bought",
        "method",
        "announced_on",
        "closes_on",
        "amount",
        "summary",
        "url",
    )

    class Meta(Publishable.Meta):
        verbose_name = "ประกาศจัดซื้อจัดจ้าง"
        verbose_name_plural = "ประกาศจัดซื้อจัดจ้าง"
        ordering: ClassVar = ["-announced_on", "-pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="announcement_closes_after_it_opens",
                condition=models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("announced_on")),
                violation_error_message="วันสุดท้ายที่เสนอราคาต้องไม่มาก่อนวันที่ประกาศ",
            ),
            models.CheckConstraint(
                name="announcement_amount_is_not_negative",
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0),
                violation_error_message="จำนวนเงินต้องไม่ติดลบ",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not self.project_number and self.kind != AnnouncementKind.PLAN:
            raise ValidationError({"project_number": "ใส่เลขที่โครงการ เพื่อโยงประกาศกับแผนและสัญญา"})

    def get_absolute_url(self) -> str:
        return reverse("procurement:announcement", args=[self.year, self.revises_id or self.pk])

    def search_document(self) -> SearchDocument:
        return SearchDocument(self.get_kind_display(), self.title, f"{self.project_number}\n{self.summary}")


class AnnouncementDocument(Attachment):
    """The announcement itself, and what was published with it."""

    owner = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
