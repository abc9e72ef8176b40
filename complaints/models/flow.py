"""What a reporter's browser is in the middle of, sealed under a key that only its cookie holds; and wrong guesses."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone


class FlowQuerySet(models.QuerySet["Flow"]):
    def running(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())


class Flow(models.Model):
    """Answers of an unfinished report, a code not yet written down, or an open talk; gone after a short time."""

    id = models.CharField(primary_key=True, max_length=64)
    """A hash of the cookie's key."""
    sealed = models.BinaryField()
    """JSON in a box of `complaints.sealing`, under the cookie's key."""
    expires_at = models.DateTimeField(db_index=True)

    is_passing = True
    """Not in backups, where it would outlive its hour by weeks; so the files and the guesses below."""

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name = "การแจ้งเรื่องที่ยังไม่เสร็จ"
        verbose_name_plural = "การแจ้งเรื่องที่ยังไม่เสร็จ"

    def __str__(self) -> str:
        return self.id[:8]

    @property
    def place(self) -> str:
        return f"complaints_flow.sealed|{self.pk}"


class FlowFile(models.Model):
    """A file of an unfinished report, sealed under the same key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    about = models.BinaryField()
    content = models.BinaryField()

    is_passing = True

    class Meta:
        verbose_name = "ไฟล์ของเรื่องที่ยังไม่ส่ง"
        verbose_name_plural = "ไฟล์ของเรื่องที่ยังไม่ส่ง"
        ordering: ClassVar = ["flow", "number"]

    def __str__(self) -> str:
        return f"{self.flow}: {self.number}"

    def place(self, column: str) -> str:
        return f"complaints_flowfile.{column}|{self.pk}"


class Attempt(models.Model):
    """Wrong guesses of the secret of a locator, whether there is such a case or not; `key` is an HMAC of it."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    is_passing = True

    class Meta:
        verbose_name = "การเดารหัส"
        verbose_name_plural = "การเดารหัส"

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
