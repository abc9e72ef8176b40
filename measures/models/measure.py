"""The eleven measures of a fiscal year: what was to be done, what was done, what came of it, and the proof."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from portal.addresses import check_address
from portal.attachments import Attachment
from portal.fiscal import FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable


class Slug(models.TextChoices):
    """The eleven measures in their official order, with the short name the site uses."""

    MANUALS = "manuals", "คู่มือการปฏิบัติงาน"
    PARTICIPATION = "participation", "การมีส่วนร่วม"
    SERVICES = "services", "การให้บริการและ E-Service"
    AUTHORITY = "authority", "อำนาจหน้าที่"
    NEWS = "news", "ข่าวประชาสัมพันธ์และแบบวัด EIT"
    RISK = "risk", "ความเสี่ยงการทุจริต"
    PROCUREMENT = "procurement", "การจัดซื้อจัดจ้าง"
    HR = "hr", "การบริหารทรัพยากรบุคคล"
    ETHICS = "ethics", "การขับเคลื่อนจริยธรรม"
    COMPLAINTS = "complaints", "ช่องทางแจ้งเรื่องทุจริต"
    IMPROVEMENT = "improvement", "การปรับปรุงองค์กร"


NUMBERS = {slug.value: number for number, slug in enumerate(Slug, start=1)}
"""Official number of each measure, 1 to 11."""


class Measure(Publishable):
    """One measure in one fiscal year: a row of the annual report (o35)."""

    year = FiscalYearField(db_index=True)
    slug = models.CharField("มาตรการ", max_length=14, choices=Slug.choices)
    number = models.PositiveSmallIntegerField("ข้อที่", editable=False)
    title = models.CharField("มาตรการหรือกิจกรรม", max_length=500, help_text="ตามถ้อยคำในรายงานของปีนั้น")
    steps = models.JSONField("ขั้นตอนหรือวิธีการปฏิบัติ", default=list, blank=True)
    summary = models.TextField("สรุปผลการดำเนินการ", blank=True)
    outcome = models.TextField("ผลลัพธ์/ความสำเร็จของการดำเนินการ", blank=True)

    revised_children = ("sentences", "links", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ 11 ด้าน"
        ordering: ClassVar = ["-year", "number"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="measure_is_one_a_year",
                fields=["year", "slug"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีงบประมาณนี้มีมาตรการนี้อยู่แล้ว",
            ),
            models.CheckConstraint(name="measure_number_1_to_11", condition=models.Q(number__range=(1, 11))),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title} ({self.year})"

    def save(self, *args: object, **kwargs: object) -> None:
        self.number = NUMBERS[self.slug]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.steps, list) or not all(isinstance(s, str) and s.strip() for s in self.steps):
            raise ValidationError({"steps": "ขั้นตอนต้องเป็นข้อความ ข้อละหนึ่งบรรทัด"})

    def get_absolute_url(self) -> str:
        return reverse("measures:measure", args=[self.year, self.slug])

    def missing_for_publication(self) -> list[str]:
        missing = []
        if not self.steps:
            missing.append("ยังไม่ได้เขียนขั้นตอนหรือวิธีการปฏิบัติ")
        if not self.summary.strip() and not self.sentences.exists():
            missing.append("ยังไม่ได้เขียนสรุปผลการดำเนินการ")
        if not self.outcome.strip():
            missing.append("ยังไม่ได้เขียนผลลัพธ์/ความสำเร็จของการดำเนินการ")
        return missing

    def cautions(self) -> list[str]:
        """Accepted sentences whose numbers are not those of the records, each with what is odd about it."""
        return [f"“{sentence.text}” {sentence.doubt}" for sentence in self.sentences.all() if sentence.doubt]

    def search_document(self) -> SearchDocument:
        told = self.sentences.values_list("text", flat=True)
        body = "\n".join([*self.steps, self.summary, *told, self.outcome])
        return SearchDocument("มาตรการ 11 ด้าน", f"{self.title} ปีงบประมาณ พ.ศ. {self.year}", body)


class EvidenceLink(models.Model):
    """Proof that lies on a page: of this site (begins with `/`) or elsewhere."""

    owner = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="links")
    title = models.CharField("ชื่อหลักฐาน", max_length=250)
    address = models.CharField(
        "ที่อยู่", max_length=500, help_text="หน้าในเว็บไซต์นี้ขึ้นต้นด้วย / เช่น /authority/ เว็บไซต์อื่นขึ้นต้นด้วย https://"
    )
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "หลักฐานที่เป็นหน้าเว็บ"
        verbose_name_plural = "หลักฐานที่เป็นหน้าเว็บ"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        check_address(self.address)

    @property
    def is_internal(self) -> bool:
        return self.address.startswith("/")


class EvidenceDocument(Attachment):
    """Proof that is a file."""

    owner = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        verbose_name = "เอกสารหลักฐาน"
        verbose_name_plural = "เอกสารหลักฐาน"
