"""Pictures of a publishable record: kept in two widths, each with a text that stands for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django_stubs_ext.db.models import TypedModelMeta

from portal.models.files import StoredFile

SMALL_WIDTH = 640
"""Pixels; see `portal.pictures.WIDTHS`, which is tested to agree."""


class Picture(models.Model):
    """A picture re-encoded without metadata; the concrete class adds the foreign key `owner` and its `route`."""

    route: ClassVar[str]
    """The view that gives a rendition, by primary key and size."""

    large = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", editable=False)
    small = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        "คำบรรยายแทนภาพ",
        max_length=250,
        help_text="บอกสิ่งที่เห็นในภาพ สำหรับผู้ที่มองไม่เห็น เช่น “ครูและผู้ปกครองนั่งประชุมในห้องประชุมสำนักงาน”",
    )
    caption = models.CharField("คำอธิบายใต้ภาพ", max_length=250, blank=True)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    owner_id: int
    large_id: int
    small_id: int

    class Meta(TypedModelMeta):
        abstract = True
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.alt

    def address(self, size: str) -> str:
        """Where the `large` or `small` rendition is; the address changes with the picture, so it may be kept."""
        stored: StoredFile = getattr(self, size)
        return f"{reverse(self.route, args=[self.pk, size])}?v={stored.sha256[:12]}"

    @property
    def src(self) -> str:
        return self.address("small")

    @property
    def srcset(self) -> str:
        """Both renditions with their widths in pixels, or nothing when the picture is too small to have two."""
        if self.large_id == self.small_id:
            return ""
        return f"{self.address('small')} {SMALL_WIDTH}w, {self.address('large')} {self.width}w"


class Consent(models.TextChoices):
    """By what a picture with people in it may be shown (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 24, 26, 27)."""

    NOBODY = "nobody", "ไม่เห็นใบหน้า หรือระบุตัวบุคคลไม่ได้"
    GIVEN = "given", "ผู้ที่ปรากฏในภาพยินยอมให้เผยแพร่แล้ว"
    GUARDIAN = "guardian", "ผู้ปกครองของผู้เยาว์ในภาพยินยอมให้เผยแพร่แล้ว"
    TOLD = "told", "แจ้งก่อนถ่ายภาพว่าจะเผยแพร่ และไม่มีผู้คัดค้าน"


class ConsentedPicture(Picture):
    """A picture that says by what the people in it may be shown."""

    consent = models.CharField(
        "ความยินยอมของผู้ที่ปรากฏในภาพ",
        max_length=8,
        choices=Consent.choices,
        help_text="ภาพที่เห็นใบหน้าเป็นข้อมูลส่วนบุคคล ถ้ายังไม่มีความยินยอม อย่าเผยแพร่ภาพนั้น",
    )
    consent_note = models.CharField(
        "หลักฐานความยินยอม",
        max_length=250,
        blank=True,
        help_text="เก็บหนังสือยินยอมไว้ที่ใด เลขที่หรือวันที่ใด เห็นเฉพาะเจ้าหน้าที่",
    )

    class Meta(Picture.Meta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_says_consent",
                condition=models.Q(consent__in=Consent.values) & ~models.Q(alt=""),
                violation_error_message="ภาพต้องมีคำบรรยายแทนภาพ และบอกความยินยอมของผู้ที่ปรากฏในภาพ",
            )
        ]
