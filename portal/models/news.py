"""News: what the office tells the public, with pictures and documents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django_prose_editor.fields import ProseEditorField

from portal.attachments import Attachment
from portal.fiscal import FiscalYear
from portal.models.files import StoredFile
from portal.publishing import Publishable

RICH_TEXT = {
    "Bold": True,
    "BulletList": True,
    "OrderedList": True,
    "Heading": {"levels": [2, 3]},
    "Link": {"protocols": ["http", "https", "mailto", "tel"]},
}
"""What a clerk may format; the same list cleans the text on its way in."""


class NewsKind(models.TextChoices):
    NEWS = "news", "ข่าวประชาสัมพันธ์"
    ANNOUNCEMENT = "announcement", "ประกาศ"
    EVENT = "event", "กิจกรรม"


class NewsItem(Publishable):
    """One piece of news (OIT: ข่าวประชาสัมพันธ์)."""

    kind = models.CharField("ประเภท", max_length=14, choices=NewsKind.choices, default=NewsKind.NEWS)
    title = models.CharField("หัวข้อข่าว", max_length=200)
    summary = models.CharField("สรุปย่อ", max_length=400, help_text="หนึ่งถึงสองประโยค แสดงในรายการข่าวและหน้าแรก")
    body = ProseEditorField("เนื้อหา", extensions=RICH_TEXT, sanitize=True)
    is_pinned = models.BooleanField("ปักหมุดไว้บนสุด", default=False)

    revised_children = ("pictures", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "ข่าวและประกาศ"
        verbose_name_plural = "ข่าวและประกาศ"
        ordering: ClassVar = ["-is_pinned", "-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:news_item", args=[self.revises_id or self.pk])

    @property
    def fiscal_year(self) -> FiscalYear | None:
        return FiscalYear.containing(self.published_at.date()) if self.published_at else None

    def missing_for_publication(self) -> list[str]:
        return [] if self.body.strip() else ["ยังไม่ได้เขียนเนื้อหาข่าว"]


class NewsPicture(models.Model):
    """A picture of a piece of news, re-encoded without metadata, with a text that stands for it."""

    owner = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="pictures")
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

    class Meta:
        verbose_name = "ภาพข่าว"
        verbose_name_plural = "ภาพข่าว"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.alt


class NewsDocument(Attachment):
    """A document of a piece of news."""

    owner = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        verbose_name = "เอกสารแนบข่าว"
        verbose_name_plural = "เอกสารแนบข่าว"
