"""Files by which many records were entered at once: kept as they came, with who, when and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from portal import audit
from portal.models.files import StoredFile
from portal.models.people import WorkGroup

if TYPE_CHECKING:
    from portal.models.people import User


class BulkEntryQuerySet(models.QuerySet["BulkEntry"]):
    def of_list(self, name: str) -> Self:
        """Files of one list, by its name such as `authority.referral`."""
        return self.filter(list_name=name)

    def seen_by(self, user: User) -> Self:
        """Files that a person may look at and confirm: one's own, and those of one's work groups."""
        if user.has_perm("portal.edit_any_group"):
            return self.all()
        return self.filter(
            models.Q(created_by=user) | models.Q(owner_group__in=user.work_groups.filter(is_active=True))
        ).distinct()


class BulkEntry(models.Model):
    """One filled-in form on its way in: uploaded, looked at, confirmed once by somebody, or discarded."""

    list_name = models.CharField("รายการ", max_length=100)
    source = models.ForeignKey(
        StoredFile, verbose_name="ไฟล์ต้นทาง", on_delete=models.PROTECT, related_name="+"
    )
    owner_group = models.ForeignKey(
        WorkGroup,
        verbose_name="กลุ่มงานที่รับผิดชอบ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้นำเข้า", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("อัปโหลดเมื่อ", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ยืนยัน",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    confirmed_at = models.DateTimeField("ยืนยันเมื่อ", null=True, blank=True)
    counts = models.JSONField("ผลการนำเข้า", default=dict, blank=True)
    """new, changed, revised, unchanged: how many rows of each; empty before it is confirmed."""

    objects: ClassVar[Any] = BulkEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "การนำเข้าจาก Excel"
        verbose_name_plural = "การนำเข้าจาก Excel"
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["list_name", "-created_at"], name="bulk_entry_of_list")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bulk_entry_is_confirmed_by_someone",
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.source.original_name

    def confirm(self, *, by: User, counts: dict[str, int]) -> None:
        """Mark it done; it cannot be confirmed again."""
        self.confirmed_by, self.confirmed_at, self.counts = by, timezone.now(), counts
        self.save()

    @transaction.atomic
    def discard(self, *, by: User) -> None:
        """Drop a file that was never confirmed, with its bytes. Raises ValidationError once it is confirmed."""
        known = type(self).objects.select_for_update().filter(pk=self.pk).first()
        if known is None:
            raise ValidationError("ผู้อื่นลบไฟล์นี้ไปก่อนแล้ว")
        if known.confirmed_at is not None:
            raise ValidationError("ลบไม่ได้ เพราะยืนยันการนำเข้าไฟล์นี้ไปแล้ว")
        stored = known.source
        audit.record(by, "ลบไฟล์ที่ยังไม่ยืนยัน", self, list=self.list_name, sha256=stored.sha256)
        known.delete()
        stored.delete()
        transaction.on_commit(lambda: stored.file.storage.delete(stored.file.name))
