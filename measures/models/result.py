"""ITA results by fiscal year, scores by indicator, weak points, and what is done about them."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.fiscal import FiscalYearField
from portal.models import WorkGroup
from portal.models.search import SearchDocument
from portal.publishing import Publishable

SCORE_RANGE = (MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100)))

PASSING_LEVELS = frozenset({"AA", "A", "ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม"})
"""Levels that reach the national target, in the grades up to 2566 and in the words used since."""


class Instrument(models.TextChoices):
    IIT = "iit", "แบบวัด IIT (บุคลากรภายใน)"
    EIT = "eit", "แบบวัด EIT (ผู้รับบริการและผู้มีส่วนได้เสีย)"
    OIT = "oit", "แบบวัด OIT (การเปิดเผยข้อมูลสาธารณะ)"


class ItaResult(Publishable):
    """The office's ITA score of a year. Score and level are stored as given; nothing is computed."""

    year = FiscalYearField()
    score = models.DecimalField("คะแนนรวม", max_digits=5, decimal_places=2, validators=SCORE_RANGE)
    level = models.CharField("ระดับผลการประเมิน", max_length=40, help_text="ตามที่ประกาศ เช่น A หรือ ผ่านดี")
    announced_on = models.DateField("วันประกาศผล", null=True, blank=True)
    source = models.CharField("ที่มา", max_length=250)
    source_url = models.URLField("ที่อยู่ของที่มา", blank=True, max_length=500)
    weak_points = models.TextField("จุดที่ควรพัฒนา", blank=True, help_text="ข้อละหนึ่งบรรทัด")

    revised_children = ("scores", "improvements")

    class Meta(Publishable.Meta):
        verbose_name = "ผลประเมิน ITA"
        verbose_name_plural = "ผลประเมิน ITA"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="ita_result_is_one_a_year",
                fields=["year"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีงบประมาณนี้มีผลประเมินอยู่แล้ว",
            ),
            models.CheckConstraint(name="ita_score_0_to_100", condition=models.Q(score__range=(0, 100))),
        ]

    def __str__(self) -> str:
        return f"ผลประเมิน ITA ปีงบประมาณ พ.ศ. {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("measures:ita_result", args=[self.year])

    def search_document(self) -> SearchDocument:
        body = f"{self.score} คะแนน ระดับ {self.level}\n{self.weak_points}"
        return SearchDocument("ผลประเมิน ITA", str(self), body)

    @property
    def has_passed(self) -> bool:
        """Whether the level, as it was given, is one that reaches the target."""
        return self.level.strip() in PASSING_LEVELS

    @property
    def weak_point_list(self) -> list[str]:
        return [line.strip() for line in self.weak_points.splitlines() if line.strip()]


class IndicatorScore(models.Model):
    """The score of one of the ten indicators."""

    result = models.ForeignKey(ItaResult, on_delete=models.CASCADE, related_name="scores")
    number = models.PositiveSmallIntegerField(
        "ตัวชี้วัดที่", validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    name = models.CharField("ชื่อตัวชี้วัด", max_length=120)
    instrument = models.CharField("แบบวัด", max_length=3, choices=Instrument.choices)
    score = models.DecimalField("คะแนน", max_digits=5, decimal_places=2, validators=SCORE_RANGE)

    class Meta:
        verbose_name = "คะแนนรายตัวชี้วัด"
        verbose_name_plural = "คะแนนรายตัวชี้วัด"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="indicator_score_is_one", fields=["result", "number"]),
            models.CheckConstraint(
                name="indicator_score_0_to_100", condition=models.Q(score__range=(0, 100))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Progress(models.TextChoices):
    PLANNED = "planned", "ยังไม่เริ่ม"
    ONGOING = "ongoing", "กำลังดำเนินการ"
    DONE = "done", "เสร็จสิ้น"


class Improvement(models.Model):
    """What the office does about a weak point: by whom and by when."""

    result = models.ForeignKey(ItaResult, on_delete=models.CASCADE, related_name="improvements")
    title = models.CharField("สิ่งที่จะทำ", max_length=300)
    owner_group = models.ForeignKey(
        WorkGroup, verbose_name="ผู้รับผิดชอบ", on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField("กำหนดเสร็จ")
    progress = models.CharField("ความคืบหน้า", max_length=8, choices=Progress.choices, default=Progress.PLANNED)
    outcome = models.TextField("ผลที่เกิดขึ้น", blank=True)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "การปรับปรุง"
        verbose_name_plural = "การปรับปรุง"
        ordering: ClassVar = ["order", "due_on", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is not done."""
        return self.progress != Progress.DONE and self.due_on < timezone.localdate()
