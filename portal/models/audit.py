"""The audit log: one row for each act, chained by hashes; rows can be added and never changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.db import models


class AuditEvent(models.Model):
    """One act. No foreign keys: the row outlives the object and the person."""

    seq = models.PositiveBigIntegerField("ลำดับ", primary_key=True)
    at = models.DateTimeField("เวลา", db_index=True)
    actor_id = models.CharField("รหัสผู้กระทำ", max_length=40, blank=True)
    actor_name = models.CharField("ผู้กระทำ", max_length=200)
    verb = models.CharField("การกระทำ", max_length=60, db_index=True)
    object_type = models.CharField("ชนิดข้อมูล", max_length=100, blank=True)
    object_id = models.CharField("รหัสข้อมูล", max_length=64, blank=True)
    object_name = models.CharField("ข้อมูล", max_length=300, blank=True)
    detail = models.JSONField("รายละเอียด", default=dict, blank=True)
    previous_hash = models.CharField("ค่าแฮชแถวก่อน", max_length=64)
    hash = models.CharField("ค่าแฮช", max_length=64)

    class Meta:
        verbose_name = "บันทึกการกระทำ"
        verbose_name_plural = "บันทึกการกระทำ"
        ordering: ClassVar = ["-seq"]
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.seq}: {self.actor_name} {self.verb} {self.object_name}"

    def content(self) -> dict[str, Any]:
        """What the hash covers, in a shape that JSON writes the same way every time."""
        return {
            "seq": self.seq,
            "at": self.at.isoformat(),
            "actor_id": self.actor_id,
            "actor_name": self.actor_name,
            "verb": self.verb,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "object_name": self.object_name,
            "detail": self.detail,
        }

    def computed_hash(self) -> str:
        """SHA-256 of the previous row's hash and this row's canonical JSON, in hexadecimal."""
        canonical = json.dumps(self.content(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(f"{self.previous_hash}\n{canonical}".encode()).hexdigest()


class AuditHead(models.Model):
    """Where the chain ends, so that rows cut off at the end are missed (a single row)."""

    last_seq = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "ปลายบันทึกการกระทำ"
        verbose_name_plural = "ปลายบันทึกการกระทำ"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.last_seq}: {self.last_hash}"
