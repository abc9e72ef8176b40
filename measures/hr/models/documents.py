"""The files of a plan and of a report on personnel, such as the signed paper."""

from __future__ import annotations

from django.db import models

from measures.hr.models.plan import HrPlan
from measures.hr.models.report import HrReport
from portal.attachments import Attachment


class HrPlanDocument(Attachment):
    """The plan as it was signed, the policy, or an order about it."""

    owner = models.ForeignKey(HrPlan, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "ไฟล์ของแผน"
        verbose_name_plural = "ไฟล์ของแผน"


class HrReportDocument(Attachment):
    """The report as it was signed, or what belongs to it."""

    owner = models.ForeignKey(HrReport, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "ไฟล์ของรายงาน"
        verbose_name_plural = "ไฟล์ของรายงาน"
