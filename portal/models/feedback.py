"""What visitors say of a page: useful or not, and why; no name, no address is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Feedback(models.Model):
    path = models.CharField("หน้า", max_length=300, db_index=True)
    is_useful = models.BooleanField("มีประโยชน์")
    comment = models.TextField("ข้อความ", blank=True, max_length=2000)
    token = models.CharField(max_length=32, unique=True, editable=False)
    created_at = models.DateTimeField("เมื่อ", auto_now_add=True)
    is_handled = models.BooleanField("ดำเนินการแล้ว", default=False)

    class Meta:
        verbose_name = "ความเห็นต่อหน้าเว็บ"
        verbose_name_plural = "ความเห็นต่อหน้าเว็บ"
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.path} ({'มีประโยชน์' if self.is_useful else 'ยังไม่ดีพอ'})"
