"""Days that the office's calendar has differently from the public one: added by the cabinet, or taken away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from portal import thai


class Holiday(models.Model):
    """A day that is off although the public calendar does not know it, or worked although it does."""

    day = models.DateField("วันที่", unique=True)
    name = models.CharField(
        "ชื่อวัน", max_length=200, help_text="ตามประกาศ เช่น วันพืชมงคล หรือ วันหยุดราชการเพิ่มเป็นกรณีพิเศษ"
    )
    is_working = models.BooleanField(
        "เป็นวันทำการ",
        default=False,
        help_text="เลือกเมื่อปฏิทินเดิมเป็นวันหยุด แต่มีประกาศให้มาทำงาน ไม่เลือกหมายถึงเป็นวันหยุดราชการ",
    )

    class Meta:
        verbose_name = "วันหยุดราชการ"
        verbose_name_plural = "วันหยุดราชการ"
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{thai.long_date(self.day)} {self.name}"
