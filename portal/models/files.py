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
    """One uploaded file as it came; never changed, only superseded by another.

    What was found in it, and who let that pass, stands beside it."""

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
    # what the law wants looked at before everybody reads it (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562)
    citizen_numbers = models.PositiveIntegerField(
        "เลขประจำตัวประชาชนที่พบในไฟล์ (แห่ง)", null=True, blank=True, editable=False
    )
    """None: the file's text was never searched, or cannot be read."""
    citizen_number_places = models.JSONField("ตำแหน่งที่พบ", default=list, blank=True, editable=False)
    """Masked numbers with their places, see `portal.personal_numbers.found_in`."""
    cleared_at = models.DateTimeField("ยืนยันว่าเผยแพร่ได้เมื่อ", null=True, blank=True, editable=False)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ยืนยันว่าเผยแพร่ได้",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    cleared_reason = models.TextField("เหตุผลที่เผยแพร่ได้", blank=True, editable=False)

    class Meta:
        verbose_name = "ไฟล์ที่เก็บไว้"
        verbose_name_plural = "ไฟล์ที่เก็บไว้"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="file_is_cleared_by_someone_for_a_reason",
                condition=models.Q(cleared_at=None, cleared_by=None, cleared_reason="")
                | models.Q(cleared_at__isnull=False, cleared_by__isnull=False) & ~models.Q(cleared_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def awaits_clearance(self) -> bool:
        """Whether it holds citizen numbers, or cannot be searched, and nobody has said that it may be public."""
        return self.citizen_numbers != 0 and self.cleared_at is None

    @property
    def download_name(self) -> str:
        """The name a visitor saves the file under."""
        return self.original_name

    def open(self) -> FieldFile:
        """The file's bytes, opened for reading."""
        self.file.open("rb")
        return cast("FieldFile", self.file)
