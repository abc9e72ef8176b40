"""The annual report (o35) and its frozen versions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from measures.models.measure import NUMBERS, Measure, Slug
from portal.fiscal import FiscalYearField
from portal.models import StoredFile
from portal.models.search import SearchDocument
from portal.publishing import Publishable


class AnnualReport(Publishable):
    """The report on what the office did for integrity and transparency in a fiscal year."""

    year = FiscalYearField()
    title = models.CharField("ชื่อรายงาน", max_length=300)
    introduction = models.TextField("คำนำ")
    signer_name = models.CharField("ชื่อผู้ลงนาม", max_length=120)
    signer_title = models.CharField("ตำแหน่งผู้ลงนาม", max_length=160)
    signed_on = models.DateField("วันที่ลงนาม", null=True, blank=True)

    class Meta(Publishable.Meta):
        verbose_name = "รายงานประจำปี"
        verbose_name_plural = "รายงานประจำปี"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="annual_report_is_one_a_year",
                fields=["year"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีงบประมาณนี้มีรายงานอยู่แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ปีงบประมาณ พ.ศ. {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("measures:report", args=[self.year])

    def missing_for_publication(self) -> list[str]:
        there = set(Measure.objects.published().filter(year=self.year).values_list("slug", flat=True))
        missing = [
            f"มาตรการที่ {NUMBERS[slug.value]} ({slug.label}) ของปี {self.year} ยังไม่เผยแพร่"
            for slug in Slug
            if slug.value not in there
        ]
        if not self.introduction.strip():
            missing.append("ยังไม่ได้เขียนคำนำ")
        return missing

    def search_document(self) -> SearchDocument:
        return SearchDocument("รายงานประจำปี", str(self), self.introduction)


class ReportVersion(models.Model):
    """A report as it was published: content and files never change; a correction is a new version."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="frozen")
    number = models.PositiveSmallIntegerField("ฉบับที่")
    content = models.JSONField("เนื้อหา")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    xlsx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("เหตุผลที่ออกฉบับนี้", blank=True)
    published_at = models.DateTimeField("เผยแพร่เมื่อ")
    published_by_name = models.CharField("ผู้เผยแพร่", max_length=200)

    class Meta:
        verbose_name = "ฉบับที่เผยแพร่"
        verbose_name_plural = "ฉบับที่เผยแพร่"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="report_version_number_is_one", fields=["report", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.report} ฉบับที่ {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once. Raises TypeError on any later change."""
        if self.pk and type(self)._default_manager.filter(pk=self.pk).exists():
            raise TypeError("a published version never changes; publish a new one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a published version is never deleted")
