"""The periods of the channel, which the office sets."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from complaints.models.terms import RetentionClass

_DAYS = [MinValueValidator(1), MaxValueValidator(365)]
_KEPT = [MinValueValidator(30), MaxValueValidator(20 * 366)]


class ChannelRules(models.Model):
    """One row. Answers within 15 days: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552."""

    acknowledge_days = models.PositiveSmallIntegerField("ตรวจรับภายใน (วันทำการ)", default=3, validators=_DAYS)
    answer_days = models.PositiveSmallIntegerField(
        "แจ้งผลหรือความคืบหน้าภายใน (วันทำการ)", default=15, validators=_DAYS
    )
    short_days = models.PositiveSmallIntegerField("เก็บระยะสั้น (วันหลังปิดเรื่อง)", default=365, validators=_KEPT)
    normal_days = models.PositiveSmallIntegerField(
        "เก็บตามปกติ (วันหลังปิดเรื่อง)", default=5 * 365, validators=_KEPT
    )
    long_days = models.PositiveSmallIntegerField(
        "เก็บระยะยาว (วันหลังปิดเรื่อง)", default=10 * 365, validators=_KEPT
    )
    warn_days = models.PositiveSmallIntegerField("เตือนก่อนลบ (วัน)", default=30, validators=_DAYS)

    class Meta:
        verbose_name = "กำหนดเวลาของช่องทางแจ้งทุจริต"
        verbose_name_plural = "กำหนดเวลาของช่องทางแจ้งทุจริต"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="complaints_rules_are_one_row")
        ]

    def __str__(self) -> str:
        return "กำหนดเวลาของช่องทางแจ้งทุจริต"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Periods that contradict one another are refused: an answer before the case was looked at, a late warning."""
        if self.acknowledge_days and self.answer_days and self.acknowledge_days > self.answer_days:
            raise ValidationError({"acknowledge_days": "กำหนดตรวจรับต้องไม่ยาวกว่ากำหนดแจ้งผล"})
        kept = [days for days in (self.short_days, self.normal_days, self.long_days) if days]
        if self.warn_days and kept and self.warn_days >= min(kept):
            raise ValidationError({"warn_days": "การเตือนก่อนลบต้องสั้นกว่าระยะเวลาเก็บที่สั้นที่สุด"})

    @classmethod
    def load(cls) -> Self:
        """The office's periods, or the usual ones when none were set."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def days_of(self, retention: str) -> int:
        """How many days a closed case of the class is kept."""
        return {
            RetentionClass.SHORT: self.short_days,
            RetentionClass.NORMAL: self.normal_days,
            RetentionClass.LONG: self.long_days,
        }[RetentionClass(retention)]
