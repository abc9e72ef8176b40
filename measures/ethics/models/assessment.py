"""The assessment of the staff's ethical conduct in a year, in numbers of people and words; never of one person."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.ethics.models.days import LONGEST, MOST_PEOPLE, most_people, outside, wrong_texts
from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable

TOO_MANY = "ผู้รับการประเมินมากกว่าบุคลากรทั้งหมด ตรวจตัวเลขทั้งสองช่อง"


class EthicsAssessment(Publishable):
    """What was assessed, of how many, with what result, and what follows (OIT: การประเมินจริยธรรมเจ้าหน้าที่ของรัฐ)."""

    year = FiscalYearField(default=FiscalYear.current)
    assessed_on = models.DateField("ประเมินแล้วเสร็จเมื่อ", help_text="ต้องอยู่ในปีงบประมาณที่เลือก")
    about = models.TextField(
        "ประเมินเรื่องใด อย่างไร", max_length=LONGEST, help_text="พฤติกรรมที่ประเมิน ผู้ประเมิน และแบบที่ใช้"
    )
    assessed = models.PositiveIntegerField("ผู้รับการประเมิน (คน)", validators=most_people())
    staff_total = models.PositiveIntegerField("บุคลากรทั้งหมด (คน)", validators=most_people())
    level = models.CharField("ระดับผลในภาพรวม", max_length=100, help_text="ตามคำที่แบบประเมินใช้ เช่น ดีมาก")
    result = models.TextField("ผลการประเมิน", max_length=LONGEST, help_text="สรุปในภาพรวม ห้ามระบุตัวบุคคล")
    use = models.TextField(
        "การนำผลไปใช้ในการบริหารทรัพยากรบุคคล", help_text="เช่น การเลื่อนเงินเดือน การพัฒนา การยกย่อง"
    )
    improved = models.TextField("เรื่องที่จะปรับปรุง", max_length=LONGEST, blank=True)

    revised_children = ("documents",)

    class Meta(Publishable.Meta):
        verbose_name = "ผลการประเมินจริยธรรม"
        verbose_name_plural = "ผลการประเมินจริยธรรม"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="ethics_assessment_is_one_a_year",
                fields=["year"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีนี้มีผลการประเมินจริยธรรมอยู่แล้ว ให้แก้ไขรายการเดิม",
            ),
            models.CheckConstraint(
                name="ethics_assessment_people_add_up",
                condition=models.Q(assessed__lte=models.F("staff_total"), staff_total__lte=MOST_PEOPLE),
                violation_error_message=TOO_MANY,
            ),
        ]

    def __str__(self) -> str:
        return f"ผลการประเมินจริยธรรม {FiscalYear(self.year).label}"

    def clean(self) -> None:
        super().clean()
        wrong = wrong_texts(self)
        if words := outside(self.assessed_on, self.year):
            wrong["assessed_on"] = words
        if self.assessed is not None and self.staff_total is not None and self.assessed > self.staff_total:
            wrong["assessed"] = TOO_MANY
        if wrong:
            raise ValidationError(wrong)

    def get_absolute_url(self) -> str:
        return reverse("ethics:assessment", args=[self.year])

    def overview_urls(self) -> tuple[str, ...]:
        return (reverse("ethics:year", args=[self.year]),)

    def missing_for_publication(self) -> list[str]:
        missing = [] if self.assessed else ["ยังไม่มีผู้รับการประเมิน ให้ใส่จำนวนคน"]
        if self.assessed_on > timezone.localdate():
            missing.append("วันที่ประเมินแล้วเสร็จยังมาไม่ถึง")
        if words := outside(self.assessed_on, self.year):
            missing.append(words)
        return missing

    def search_document(self) -> SearchDocument:
        texts = (self.about, self.level, self.result, self.use, self.improved)
        return SearchDocument("จริยธรรมและ No Gift Policy", str(self), "\n".join(texts))


class AssessmentDocument(Attachment):
    """The form of the assessment, or its summary."""

    owner = models.ForeignKey(EthicsAssessment, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "เอกสารของการประเมิน"
        verbose_name_plural = "เอกสารของการประเมิน"
