"""People who work with the portal and the work groups (กลุ่มงาน) they belong to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, Group
from django.db import models


class WorkGroup(models.Model):
    """A work group of the office; it owns content, and its members edit it."""

    name = models.CharField("ชื่อกลุ่มงาน", max_length=120, unique=True)
    slug = models.SlugField("ชื่อในที่อยู่เว็บ", unique=True, help_text="ตัวอักษรอังกฤษพิมพ์เล็ก เช่น planning")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)
    is_active = models.BooleanField("ใช้งานอยู่", default=True)
    head = models.ForeignKey(
        "portal.User",
        verbose_name="หัวหน้ากลุ่มงาน",
        on_delete=models.PROTECT,
        related_name="groups_headed",
        null=True,
        blank=True,
        help_text="เลือกจากผู้ที่สังกัดกลุ่มงานนี้ หัวหน้าเห็นว่าใครในกลุ่มยังไม่รับทราบคู่มือ",
    )

    class Meta:
        verbose_name = "กลุ่มงาน"
        verbose_name_plural = "กลุ่มงาน"
        ordering: ClassVar = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A member of staff. Accounts are switched off, never deleted, so that the record keeps its names."""

    position = models.CharField("ตำแหน่ง", max_length=120, blank=True)
    work_groups = models.ManyToManyField(
        WorkGroup, verbose_name="กลุ่มงานที่สังกัด", related_name="members", blank=True
    )
    is_demonstration = models.BooleanField("บัญชีสาธิต", default=False, editable=False)

    class Meta:
        verbose_name = "ผู้ใช้"
        verbose_name_plural = "ผู้ใช้"
        permissions: ClassVar = [
            ("publish_content", "อนุมัติและเผยแพร่เนื้อหา"),
            ("edit_any_group", "แก้ไขเนื้อหาของทุกกลุ่มงาน"),
            ("preview_content", "ดูตัวอย่างเนื้อหาที่ยังไม่เผยแพร่"),
        ]

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username

    def __str__(self) -> str:
        return self.display_name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: raises ProtectedError, because the record names people; switch the account off instead."""
        raise models.ProtectedError("ลบบัญชีผู้ใช้ไม่ได้ ให้ปิดการใช้งานบัญชีแทน", {self})

    def belongs_to(self, group_id: int | None) -> bool:
        """Whether the person is a member of this work group; the memberships are read once an instance."""
        if not hasattr(self, "_group_ids"):
            self._group_ids = set(self.work_groups.values_list("pk", flat=True))
        return group_id in self._group_ids


class Role(Group):
    """A role: a group whose permissions are set by migrations (see `portal.roles`)."""

    class Meta:
        proxy = True
        verbose_name = "บทบาท"
        verbose_name_plural = "บทบาท"
