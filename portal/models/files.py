"""Stored files: immutable, private, known by their SHA-256; attachments point at them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar, cast

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile


def random_name(instance: models.Model, filename: str) -> str:
    """A storage name that says nothing about the file: two folders of 32 random hexadecimal digits."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}"


class StoredFile(models.Model):
    """One uploaded file as it came; never changed, only superseded by another."""

    file = models.FileField("ไฟล์", upload_to=random_name)
    original_name = models.CharField("ชื่อไฟล์เดิม", max_length=255)
    kind = models.CharField("ชนิด", max_length=8)
    content_type = models.CharField("ชนิดเนื้อหา", max_length=120)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)")
    pages = models.PositiveIntegerField("จำนวนหน้า", null=True, blank=True)
    sha256 = models.CharField("ค่า SHA-256", max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้นำเข้า", on_delete=models.PROTECT, related_name="+", null=True
    )
    uploaded_at = models.DateTimeField("เวลานำเข้า", auto_now_add=True)
    note = models.CharField("หมายเหตุ", max_length=300, blank=True)

    class Meta:
        verbose_name = "ไฟล์ที่เก็บไว้"
        verbose_name_plural = "ไฟล์ที่เก็บไว้"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.original_name

    @property
    def download_name(self) -> str:
        """The name a visitor saves the file under."""
        return self.original_name

    def open(self) -> FieldFile:
        """The file's bytes, opened for reading."""
        self.file.open("rb")
        return cast("FieldFile", self.file)
