"""Standing pages: the policies with their versions, the accessibility statement, how to reach the office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django_prose_editor.fields import ProseEditorField

from portal.models.news import RICH_TEXT
from portal.publishing import Publishable


class PageKind(models.TextChoices):
    POLICY = "policy", "นโยบาย"
    ABOUT = "about", "เกี่ยวกับหน่วยงาน"
    HELP = "help", "ช่วยเหลือ"


class Page(Publishable):
    """A standing page at a fixed address; its versions are kept and shown."""

    kind = models.CharField("ประเภท", max_length=8, choices=PageKind.choices)
    slug = models.SlugField("ชื่อในที่อยู่เว็บ", help_text="ตัวอักษรอังกฤษพิมพ์เล็ก เช่น privacy ตั้งแล้วไม่ควรเปลี่ยน")
    title = models.CharField("ชื่อหน้า", max_length=160)
    lead = models.CharField("ประโยคนำ", max_length=300, blank=True)
    body = ProseEditorField("เนื้อหา", extensions=RICH_TEXT, sanitize=True)
    version = models.CharField("ฉบับที่", max_length=20, default="1")
    effective_on = models.DateField("มีผลใช้บังคับ", null=True, blank=True)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta(Publishable.Meta):
        verbose_name = "หน้าเนื้อหา"
        verbose_name_plural = "หน้าเนื้อหา"
        ordering: ClassVar = ["kind", "order", "title"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="page_address_is_one",
                fields=["slug"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="มีหน้าที่ใช้ที่อยู่นี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:page", args=[self.slug])


class PageEdition(models.Model):
    """An earlier edition of a standing page, kept when a newer one replaces it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="editions")
    version = models.CharField("ฉบับที่", max_length=20)
    title = models.CharField("ชื่อหน้า", max_length=160)
    body = models.TextField("เนื้อหา")
    effective_on = models.DateField("มีผลใช้บังคับ", null=True, blank=True)
    published_at = models.DateTimeField("เผยแพร่เมื่อ")
    reason = models.CharField("สิ่งที่เปลี่ยน", max_length=300, blank=True)

    class Meta:
        verbose_name = "ฉบับก่อนหน้าของหน้าเนื้อหา"
        verbose_name_plural = "ฉบับก่อนหน้าของหน้าเนื้อหา"
        ordering: ClassVar = ["-published_at"]

    def __str__(self) -> str:
        return f"{self.title} ฉบับที่ {self.version}"
