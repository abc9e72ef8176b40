"""The No Gift Policy of a year: the declaration, and the gift register as counts of each half."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.ethics.models.days import LONGEST, outside, wrong_texts
from portal import thai
from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet

MOST_GIFTS = 10_000
WRONG_SUM = "จำนวนไม่ตรงกัน ทั้งหมดต้องเท่ากับ ไม่รับ + ส่งคืน + ส่งมอบให้หน่วยงาน"


class GiftDeclaration(Publishable):
    """The declaration of a year, signed by the head of the office; in English too where the item asks for it."""

    year = FiscalYearField(default=FiscalYear.current)
    declared_on = models.DateField("ประกาศเมื่อ", help_text="ต้องอยู่ในปีงบประมาณที่เลือก")
    signed_by = models.CharField("ผู้ลงนาม", max_length=150, help_text="ชื่อผู้บริหารสูงสุดที่ลงนาม")
    position = models.CharField("ตำแหน่งผู้ลงนาม", max_length=200, help_text="เช่น ศึกษาธิการจังหวัดสุโขทัย")
    text = models.TextField("ข้อความประกาศ", max_length=LONGEST)
    english = models.TextField(
        "ข้อความภาษาอังกฤษ", max_length=LONGEST, blank=True, help_text="การประเมินปี 2569 ให้มีทั้งสองภาษา"
    )

    revised_children = ("documents",)

    class Meta(Publishable.Meta):
        verbose_name = "ประกาศ No Gift Policy"
        verbose_name_plural = "ประกาศ No Gift Policy"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="gift_declaration_is_one_a_year",
                fields=["year"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีนี้มีประกาศ No Gift Policy อยู่แล้ว ให้แก้ไขรายการเดิม",
            ),
        ]

    def __str__(self) -> str:
        return f"ประกาศเจตนารมณ์ No Gift Policy {FiscalYear(self.year).label}"

    def clean(self) -> None:
        super().clean()
        wrong = wrong_texts(self)
        if words := outside(self.declared_on, self.year):
            wrong["declared_on"] = words
        if wrong:
            raise ValidationError(wrong)

    def get_absolute_url(self) -> str:
        return reverse("ethics:declaration", args=[self.year])

    def overview_urls(self) -> tuple[str, ...]:
        return tuple(reverse(f"ethics:{route}", args=[self.year]) for route in ("year", "no_gift"))

    @property
    def languages(self) -> str:
        return "ไทยและอังกฤษ" if self.english.strip() else "ไทย"

    def missing_for_publication(self) -> list[str]:
        missing = [] if self.text.strip() else ["ยังไม่ได้ใส่ข้อความประกาศ"]
        if words := outside(self.declared_on, self.year):
            missing.append(words)
        if self.declared_on > timezone.localdate():
            missing.append("วันที่ประกาศยังมาไม่ถึง")
        return missing

    def search_document(self) -> SearchDocument:
        body = f"{self.signed_by} {self.position}\n{self.text}\n{self.english}"
        return SearchDocument("จริยธรรมและ No Gift Policy", str(self), body)


class DeclarationDocument(Attachment):
    """The declaration as it was signed."""

    owner = models.ForeignKey(GiftDeclaration, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "เอกสารของประกาศ"
        verbose_name_plural = "เอกสารของประกาศ"


class Half(models.IntegerChoices):
    """Rounds in which gifts are reported."""

    FIRST = 1, "รอบ 6 เดือนแรก (1 ต.ค. – 31 มี.ค.)"
    SECOND = 2, "รอบ 6 เดือนหลัง (1 เม.ย. – 30 ก.ย.)"


class GiftCountQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Self:
        return self.filter(year=year)


class GiftCount(Publishable):
    """How many gifts were offered to the staff in half a year, and what became of them; never by whom or to whom."""

    year = FiscalYearField(default=FiscalYear.current)
    half = models.PositiveSmallIntegerField("รอบ", choices=Half.choices)
    total = models.PositiveIntegerField(
        "มีผู้มอบของขวัญทั้งหมด (ครั้ง)",
        validators=[MaxValueValidator(MOST_GIFTS)],
        help_text="นับจากทะเบียน ใส่ 0 เมื่อไม่มี",
    )
    declined = models.PositiveIntegerField(
        "ไม่รับ (ครั้ง)", default=0, validators=[MaxValueValidator(MOST_GIFTS)]
    )
    returned = models.PositiveIntegerField(
        "รับไว้แล้วส่งคืนผู้ให้ (ครั้ง)", default=0, validators=[MaxValueValidator(MOST_GIFTS)]
    )
    handed_over = models.PositiveIntegerField(
        "รับไว้แล้วส่งมอบให้หน่วยงาน (ครั้ง)", default=0, validators=[MaxValueValidator(MOST_GIFTS)]
    )
    note = models.TextField("หมายเหตุ", max_length=LONGEST, blank=True, help_text="ไม่ระบุชื่อผู้ให้หรือผู้รับ")

    objects: ClassVar = GiftCountQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "ทะเบียนการรับของขวัญ (จำนวน)"
        verbose_name_plural = "ทะเบียนการรับของขวัญ (จำนวน)"
        ordering: ClassVar = ["-year", "half"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="gift_count_is_one_a_half",
                fields=["year", "half"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="รอบนี้มีจำนวนอยู่แล้ว ให้แก้ไขรายการเดิม",
            ),
            models.CheckConstraint(
                name="gift_count_adds_up",
                condition=models.Q(
                    total=models.F("declined") + models.F("returned") + models.F("handed_over")
                ),
                violation_error_message=WRONG_SUM,
            ),
            models.CheckConstraint(name="gift_count_is_of_a_half", condition=models.Q(half__in=Half.values)),
        ]

    def __str__(self) -> str:
        return f"{FiscalYear(self.year).label} {self.get_half_display()}"

    def clean(self) -> None:
        super().clean()
        parts = (self.declined, self.returned, self.handed_over)
        wrong = wrong_texts(self)
        if self.total is not None and None not in parts and self.total != sum(parts):
            wrong["total"] = f"{WRONG_SUM} แต่สามช่องรวมกันได้ {thai.number(sum(parts))}"
        if wrong:
            raise ValidationError(wrong)

    def get_absolute_url(self) -> str:
        return reverse("ethics:gifts", args=[self.year])

    def overview_urls(self) -> tuple[str, ...]:
        return tuple(reverse(f"ethics:{route}", args=[self.year]) for route in ("year", "no_gift"))

    @property
    def received(self) -> int:
        """Gifts that somebody took into the hand, whatever became of them."""
        return self.returned + self.handed_over

    @property
    def last_day(self) -> dt.date:
        """The last day of the half."""
        year = FiscalYear(self.year)
        return year.ends_on if self.half == Half.SECOND else dt.date(year.ends_on.year, 3, 31)

    def missing_for_publication(self) -> list[str]:
        if self.last_day < timezone.localdate():
            return []
        return [f"รอบนี้สิ้นสุดวันที่ {thai.long_date(self.last_day)} ให้เผยแพร่เมื่อพ้นรอบแล้ว"]

    def search_document(self) -> SearchDocument:
        return SearchDocument("จริยธรรมและ No Gift Policy", f"ทะเบียนการรับของขวัญ {self}", self.note)
