"""The yearly procurement plan (พ.ร.บ. การจัดซื้อจัดจ้างฯ พ.ศ. 2560 ม. 11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse

from portal.attachments import Attachment
from portal.fiscal import FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable
from procurement.models.corrections import Corrected
from procurement.models.terms import FundSource, Kind, MethodGroup


class PlanItem(Corrected, Publishable):
    """One project that the office means to buy in a fiscal year."""

    year = FiscalYearField(db_index=True)
    plan_number = models.CharField(
        "รหัสแผนในระบบ e-GP", max_length=20, blank=True, help_text="เช่น P66100001234"
    )
    project_number = models.CharField(
        "เลขที่โครงการในระบบ e-GP",
        max_length=20,
        blank=True,
        db_index=True,
        help_text="ใส่เมื่อเริ่มโครงการแล้ว ระบบจะโยงแผนกับประกาศและสัญญาให้",
    )
    title = models.CharField("ชื่อโครงการ", max_length=1000)
    kind = models.CharField("ประเภท", max_length=20, choices=Kind.choices, blank=True)
    method_group = models.CharField("วิธีที่คาดว่าจะใช้", max_length=10, choices=MethodGroup.choices, blank=True)
    budget = models.DecimalField("งบประมาณโครงการ (บาท)", max_digits=15, decimal_places=2)
    fund_source = models.CharField(
        "แหล่งที่มาของงบประมาณ", max_length=12, choices=FundSource.choices, blank=True
    )
    expected_on = models.DateField("เดือนที่คาดว่าจะประกาศจัดซื้อจัดจ้าง", help_text="ใส่วันที่ 1 ของเดือนนั้น")
    announced_on = models.DateField("วันที่ประกาศแผน", null=True, blank=True)

    revised_children = ("documents",)
    corrected_fields = (
        "year",
        "plan_number",
        "project_number",
        "title",
        "kind",
        "method_group",
        "budget",
        "fund_source",
        "expected_on",
        "announced_on",
    )

    class Meta(Publishable.Meta):
        verbose_name = "รายการในแผนจัดซื้อจัดจ้าง"
        verbose_name_plural = "แผนการจัดซื้อจัดจ้างประจำปี"
        ordering: ClassVar = ["year", "expected_on", "pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="plan_budget_is_not_negative",
                condition=models.Q(budget__gte=0),
                violation_error_message="งบประมาณต้องไม่ติดลบ",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('procurement:plan', args=[self.year])}#plan-{self.revises_id or self.pk}"

    def get_preview_url(self) -> str:
        return f"{reverse('procurement:plan', args=[self.year])}?preview={self.pk}"

    def search_document(self) -> SearchDocument:
        return SearchDocument(
            "แผนการจัดซื้อจัดจ้าง",
            self.title,
            " ".join(filter(None, (self.plan_number, self.project_number))),
        )


class PlanDocument(Attachment):
    """The announcement of the plan, or of a change to it."""

    owner = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
