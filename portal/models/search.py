"""The search index: one row for each published record, in words that Thai search can find."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SearchEntry(models.Model):
    """What the public search finds; written when a record is published, removed when it is withdrawn."""

    object_type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    url = models.CharField(max_length=300)
    kind = models.CharField("ประเภท", max_length=60)
    title = models.CharField("ชื่อเรื่อง", max_length=400)
    body = models.TextField("เนื้อหา", blank=True)
    words = models.TextField("คำสำหรับค้น")  # title and body, folded by portal.thai.fold
    group_name = models.CharField("กลุ่มงาน", max_length=120, blank=True)
    visible_from = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "รายการค้นหา"
        verbose_name_plural = "รายการค้นหา"
        constraints: ClassVar = [
            models.UniqueConstraint(name="search_entry_is_one", fields=["object_type", "object_id"])
        ]

    def __str__(self) -> str:
        return self.title
