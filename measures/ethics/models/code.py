"""Codes of ethics and other rules that bind the staff, with the Do's and Don'ts that the office drew from them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.ethics.models.days import LONGEST_CODE, holds_in, wrong_texts
from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet
from portal.rich_text import RichTextField, plain_text


class CodeKind(models.TextChoices):
    """What sort of rule it is, in the words of the OIT items of 2566 to 2569."""

    CODE = "code", "ประมวลจริยธรรม"
    RULE = "rule", "ข้อกำหนดจริยธรรม"
    PROCESS = "process", "ข้อกำหนดว่าด้วยกระบวนการรักษาจริยธรรม"
    GIFT_LAW = "gift_law", "หลักเกณฑ์การรับทรัพย์สินหรือประโยชน์อื่นใด"


class EthicsCodeQuerySet(PublishableQuerySet):
    def in_force_in(self, year: FiscalYear) -> Self:
        """Codes that bound the staff on some day of a fiscal year."""
        not_over = models.Q(ends_on=None) | models.Q(ends_on__gt=year.starts_on)
        return self.filter(not_over, effective_on__lte=year.ends_on)


class EthicsCode(Publishable):
    """One code (พ.ร.บ. มาตรฐานทางจริยธรรม พ.ศ. 2562 ม. 5 and 6): its text or where that is, and since when it binds."""

    kind = models.CharField("ประเภท", max_length=8, choices=CodeKind.choices, default=CodeKind.CODE)
    title = models.CharField("ชื่อ", max_length=250)
    legal_reference = models.CharField(
        "อ้างอิงกฎหมาย", max_length=300, help_text="เช่น พระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562 มาตรา 5"
    )
    text = RichTextField("เนื้อหาหรือสรุปสาระสำคัญ", blank=True, max_length=LONGEST_CODE)
    address = models.URLField("ลิงก์ไปยังฉบับเต็ม", max_length=500, blank=True)
    effective_on = models.DateField("มีผลตั้งแต่วันที่")
    ends_on = models.DateField(
        "สิ้นผลเมื่อ", null=True, blank=True, help_text="กรอกเมื่อยกเลิก หน้าของปีที่ยังมีผลอยู่จะคงเดิม"
    )
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    objects: ClassVar = EthicsCodeQuerySet.as_manager()

    revised_children = ("guidelines", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "ประมวลและข้อกำหนดจริยธรรม"
        verbose_name_plural = "ประมวลและข้อกำหนดจริยธรรม"
        ordering: ClassVar = ["order", "effective_on", "pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="ethics_code_ends_after_it_begins",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("effective_on")),
                violation_error_message="วันสิ้นผลต้องอยู่หลังวันที่เริ่มมีผล",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if wrong := wrong_texts(self):
            raise ValidationError(wrong)

    def get_absolute_url(self) -> str:
        return reverse("ethics:code", args=[self.revises_id or self.pk])

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on <= timezone.localdate()

    def missing_for_publication(self) -> list[str]:
        if plain_text(self.text) or self.address or self.documents.exists():
            return []
        return ["ยังไม่มีเนื้อหา ให้ใส่ข้อความ ลิงก์ไปยังฉบับเต็ม หรือแนบไฟล์ อย่างใดอย่างหนึ่ง"]

    def search_document(self) -> SearchDocument:
        rows = (f"{row.get_kind_display()} {row.text} {row.example}" for row in self.guidelines.all())
        body = "\n".join((self.legal_reference, plain_text(self.text), *rows))
        return SearchDocument("จริยธรรมและ No Gift Policy", self.title, body)


class GuidelineKind(models.TextChoices):
    DO = "do", "ควรทำ"
    DONT = "dont", "ไม่ควรทำ"


class GuidelineQuerySet(models.QuerySet["Guideline"]):
    def of_year(self, year: FiscalYear) -> Self:
        return self.filter(holds_in(year, "from_year", "until_year"))


class Guideline(models.Model):
    """One Do or Don't with an example of everyday work, and the fiscal years in which it holds."""

    owner = models.ForeignKey(EthicsCode, on_delete=models.CASCADE, related_name="guidelines")
    kind = models.CharField("ชนิด", max_length=4, choices=GuidelineKind.choices)
    text = models.CharField("ข้อปฏิบัติ", max_length=500)
    example = models.CharField("ตัวอย่าง", max_length=500, blank=True)
    from_year = FiscalYearField("ใช้ตั้งแต่ปีงบประมาณ พ.ศ.", default=FiscalYear.current)
    until_year = FiscalYearField(
        "ถึงปีงบประมาณ พ.ศ.",
        null=True,
        blank=True,
        help_text="เว้นว่างถ้ายังใช้อยู่ เมื่อปรับข้อความ ให้ใส่ปีสุดท้ายของข้อเดิม แล้วเพิ่มข้อใหม่ หน้าของปีก่อนจะคงเดิม",
    )
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        verbose_name = "ข้อควรทำและไม่ควรทำ"
        verbose_name_plural = "ข้อควรทำและไม่ควรทำ (Do’s & Don’ts)"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="guideline_ends_after_it_begins",
                condition=models.Q(until_year__isnull=True) | models.Q(until_year__gte=models.F("from_year")),
                violation_error_message="ปีสุดท้ายต้องไม่ก่อนปีแรกที่ใช้",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:80]}"

    def clean(self) -> None:
        super().clean()
        if wrong := wrong_texts(self):
            raise ValidationError(wrong)


class CodeDocument(Attachment):
    """The whole text of a code, or the poster of its Do's and Don'ts."""

    owner = models.ForeignKey(EthicsCode, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "เอกสารของประมวลจริยธรรม"
        verbose_name_plural = "เอกสารของประมวลจริยธรรม"
