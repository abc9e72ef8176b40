"""Files that were brought in: kept as they came, with who, when and what came of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.fiscal import FiscalYearField
from portal.models import StoredFile, WorkGroup


class ReportImport(models.Model):
    """An earlier report on its way in: uploaded, looked at, confirmed."""

    year = FiscalYearField()
    source = models.ForeignKey(
        StoredFile, verbose_name="ไฟล์ต้นทาง", on_delete=models.PROTECT, related_name="+"
    )
    owner_group = models.ForeignKey(
        WorkGroup, verbose_name="กลุ่มงานที่รับผิดชอบ", on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้นำเข้า", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("อัปโหลดเมื่อ", auto_now_add=True)
    confirmed_at = models.DateTimeField("ยืนยันเมื่อ", null=True, blank=True)

    class Meta:
        verbose_name = "การนำเข้ารายงาน"
        verbose_name_plural = "การนำเข้ารายงาน"
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.source.original_name} ({self.year})"

    def confirm(self) -> None:
        """Mark it done; it cannot be confirmed again."""
        self.confirmed_at = timezone.now()
        self.save()
