"""What came of the measures against a risk: told at half of the year and at its end, apart from the plan."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from measures.risk.models.risk import (
    LONG,
    ON_THE_SCALE,
    Half,
    Risk,
    Treatment,
    refuse_unreadable,
)
from measures.risk.scales import LEAST, MOST, Assessment, scale_of
from portal import thai
from portal.access import PREVIEW
from portal.attachments import Attachment
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet, Status


class Progress(models.TextChoices):
    """How far a measure is; not to be taken for the status of publication."""

    NOT_STARTED = "not_started", "ยังไม่เริ่ม"
    ONGOING = "ongoing", "กำลังดำเนินการ"
    DONE = "done", "ดำเนินการแล้ว"


class RiskResultQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Any:
        """Results of risks of a year that are public themselves."""
        return self.filter(risk__in=Risk.objects.published().for_year(year))


class RiskResultManager(models.Manager.from_queryset(RiskResultQuerySet)):  # type: ignore[misc]  # made at run time
    """Brings the risk along, without which a result has no name."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("risk")


class RiskResult(Publishable):
    """The result of one risk in one period; the plan stays as it was."""

    risk = models.ForeignKey(
        Risk,
        verbose_name="ความเสี่ยง",
        on_delete=models.CASCADE,
        related_name="results",
        limit_choices_to={"revises": None},
    )
    risk_id: int
    half = models.CharField("รอบ", max_length=4, choices=Half.choices)
    residual_likelihood = models.PositiveSmallIntegerField(
        "โอกาสเกิดที่เหลือ", null=True, blank=True, validators=ON_THE_SCALE
    )
    residual_impact = models.PositiveSmallIntegerField(
        "ผลกระทบที่เหลือ", null=True, blank=True, validators=ON_THE_SCALE
    )
    summary = models.TextField("สรุปผล", blank=True, max_length=LONG)
    problems = models.TextField("ปัญหาและข้อเสนอแนะ", blank=True, max_length=LONG)

    objects: ClassVar = RiskResultManager()
    revised_children: ClassVar = ("rows", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "ผลการจัดการความเสี่ยง"
        verbose_name_plural = "ผลการจัดการความเสี่ยง"
        ordering: ClassVar = ["-risk__year", "risk__number", "half", "pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="risk_result_is_one_a_period",
                fields=["risk", "half"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ความเสี่ยงนี้มีผลของรอบนี้อยู่แล้ว ให้แก้ไขรายการเดิม",
            ),
            models.CheckConstraint(
                name="risk_result_is_on_the_scale",
                condition=(
                    models.Q(residual_likelihood__isnull=True)
                    | models.Q(residual_likelihood__range=(LEAST, MOST))
                )
                & (models.Q(residual_impact__isnull=True) | models.Q(residual_impact__range=(LEAST, MOST))),
                violation_error_message=f"โอกาสเกิดและผลกระทบที่เหลือต้องเป็นระดับ {LEAST} ถึง {MOST} ตามเกณฑ์",
            ),
            models.CheckConstraint(
                name="risk_result_is_published_with_its_level",
                condition=~models.Q(status=Status.PUBLISHED)
                | models.Q(residual_likelihood__isnull=False, residual_impact__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"ผล{self.get_half_display()}ของความเสี่ยงที่ {self.risk.number} ({self.risk.year})"

    @property
    def period(self) -> Half:
        return Half(self.half)

    @property
    def residual(self) -> Assessment | None:
        """Likelihood and impact that are left, on the scale of the risk's year; None while not assessed."""
        if self.residual_likelihood is None or self.residual_impact is None:
            return None
        return scale_of(self.risk.year).assess(self.residual_likelihood, self.residual_impact)

    @property
    def counted_on(self) -> Any:
        """The day as of which the result is told."""
        return self.period.ends_on(self.risk.year)

    def get_absolute_url(self) -> str:
        return f"{self.risk.get_absolute_url()}#{self.half}"

    def get_preview_url(self) -> str:
        return f"{self.risk.get_absolute_url()}?{PREVIEW}={self.pk}&of=result#{self.half}"

    def search_document(self) -> SearchDocument:
        rows = [f"{row.done}\n{row.evidence}" for row in self.rows.all()]
        title = f"ผล{self.get_half_display()} {self.risk.process} ปีงบประมาณ พ.ศ. {self.risk.year}"
        body = "\n".join(filter(None, (self.summary, *rows, self.problems)))
        return SearchDocument("ผลการจัดการความเสี่ยงการทุจริต", title, body)

    def missing_for_publication(self) -> list[str]:
        missing = []
        if not self.risk.is_published:
            missing.append("ความเสี่ยงนี้ยังไม่เผยแพร่ ให้เผยแพร่แผนก่อนแล้วจึงเผยแพร่ผล")
        if timezone.localdate() < self.counted_on:
            missing.append(f"ผล{self.get_half_display()}นับถึง {thai.long_date(self.counted_on)} ซึ่งยังมาไม่ถึง")
        if self.residual is None:
            missing.append("ยังไม่ได้ประเมินโอกาสเกิดและผลกระทบที่เหลือ")
        rows = {row.treatment_id: row for row in self.rows.all()}
        has_files = self.documents.exists()
        for treatment in self.risk.treatments.all():
            row = rows.get(treatment.pk)
            if row is None:
                missing.append(f"มาตรการ “{treatment.title}” ยังไม่มีผล")
            elif row.progress == Progress.DONE and not (row.address.strip() or has_files):
                missing.append(f"มาตรการ “{treatment.title}” ดำเนินการแล้วแต่ยังไม่มีหลักฐาน ใส่ที่อยู่หรือแนบไฟล์")
        return missing


class TreatmentResult(models.Model):
    """What was done under one measure until the end of the period, and where that can be seen."""

    result = models.ForeignKey(RiskResult, on_delete=models.CASCADE, related_name="rows")
    result_id: int
    treatment = models.ForeignKey(
        Treatment, verbose_name="มาตรการ", on_delete=models.RESTRICT, related_name="rows"
    )
    treatment_id: int
    progress = models.CharField("ความคืบหน้า", max_length=12, choices=Progress.choices)
    done = models.TextField("สิ่งที่ทำและผลที่เกิด", max_length=LONG)
    evidence = models.CharField("ชื่อหลักฐาน", max_length=250, blank=True)
    address = models.CharField(
        "ที่อยู่ของหลักฐาน",
        max_length=500,
        blank=True,
        help_text="หน้าในเว็บไซต์นี้ขึ้นต้นด้วย / เช่น /procurement/2566/ เว็บไซต์อื่นขึ้นต้นด้วย https:// ไฟล์แนบด้านล่าง",
    )

    class Meta:
        verbose_name = "ผลของมาตรการ"
        verbose_name_plural = "ผลของมาตรการ"
        ordering: ClassVar = ["treatment__order", "treatment", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="treatment_result_is_one_a_period",
                fields=["result", "treatment"],
                violation_error_message="มาตรการนี้มีผลในรอบนี้อยู่แล้ว",
            )
        ]

    def __str__(self) -> str:
        return str(self.treatment)

    @property
    def is_internal(self) -> bool:
        """Whether the evidence is a page of this site."""
        return self.address.startswith("/")

    def clean(self) -> None:
        super().clean()
        refuse_unreadable(self, "done")
        self.address = self.address.strip()
        is_page = self.address.startswith("/") and not self.address.startswith("//")
        if self.address and not (is_page or self.address.startswith(("https://", "http://"))):
            raise ValidationError({"address": "ที่อยู่ต้องขึ้นต้นด้วย / (หน้าในเว็บไซต์นี้) หรือ https://"})
        if self.treatment_id and self.result_id:
            risk = cast(Any, self.result).risk_id
            if self.treatment.risk_id != risk:
                raise ValidationError({"treatment": "มาตรการนี้เป็นของความเสี่ยงอื่น โปรดเลือกมาตรการของความเสี่ยงนี้"})


class ResultDocument(Attachment):
    """Proof that is a file."""

    owner = models.ForeignKey(RiskResult, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "ไฟล์หลักฐานของผล"
        verbose_name_plural = "ไฟล์หลักฐานของผล"
