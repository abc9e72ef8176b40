"""News: what the office tells the public, with pictures and documents."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse

from portal import thai
from portal.attachments import Attachment
from portal.fiscal import FiscalYear
from portal.models.files import StoredFile
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet
from portal.rich_text import RichTextField, plain_text


class NewsKind(models.TextChoices):
    NEWS = "news", "ข่าวประชาสัมพันธ์"
    ANNOUNCEMENT = "announcement", "ประกาศ"
    EVENT = "event", "กิจกรรม"


class NewsItemQuerySet(PublishableQuerySet):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def in_year(self, year: FiscalYear) -> Self:
        """News first published in a fiscal year, by the calendar of Thailand."""
        first, last = year.starts_on, year.ends_on
        return self.filter(first_published_at__date__gte=first, first_published_at__date__lte=last)

    def years(self) -> list[FiscalYear]:
        """From the newest fiscal year of these rows to the oldest, none left out between."""
        ends = self.aggregate(
            oldest=models.Min("first_published_at"), newest=models.Max("first_published_at")
        )
        if ends["oldest"] is None:
            return []
        oldest, newest = (FiscalYear.containing(thai.day_of(ends[end])) for end in ("oldest", "newest"))
        return [FiscalYear(year) for year in range(newest, oldest - 1, -1)]


class NewsItem(Publishable):
    """One piece of news (OIT: ข่าวประชาสัมพันธ์).

    Its date is that of its first publication, so that mending a word does not bring old news to the top.
    """

    kind = models.CharField("ประเภท", max_length=14, choices=NewsKind.choices, default=NewsKind.NEWS)
    title = models.CharField("หัวข้อข่าว", max_length=200)
    summary = models.CharField("สรุปย่อ", max_length=400, help_text="หนึ่งถึงสองประโยค แสดงในรายการข่าวและหน้าแรก")
    body = RichTextField("เนื้อหา")
    is_pinned = models.BooleanField(
        "ปักหมุดไว้บนสุด", default=False, help_text="ใช้กับเรื่องที่ประชาชนต้องเห็นก่อน และเลิกปักหมุดเมื่อพ้นกำหนด"
    )

    objects: ClassVar = NewsItemQuerySet.as_manager()

    revised_children = ("pictures", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "ข่าวและประกาศ"
        verbose_name_plural = "ข่าวและประกาศ"
        ordering: ClassVar = ["-is_pinned", "-first_published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:news_item", args=[self.revises_id or self.pk])

    @property
    def corrected_at(self) -> dt.datetime | None:
        """When a newer edition took the place of the first; None while it stands as first published."""
        return self.published_at if self.published_at != self.first_published_at else None

    @property
    def fiscal_year(self) -> FiscalYear | None:
        """The fiscal year of the day it came out in Thailand."""
        return (
            FiscalYear.containing(thai.day_of(self.first_published_at)) if self.first_published_at else None
        )

    def missing_for_publication(self) -> list[str]:
        return [] if plain_text(self.body) else ["ยังไม่ได้เขียนเนื้อหาข่าว"]

    def search_document(self) -> SearchDocument:
        return SearchDocument("ข่าวและประกาศ", self.title, f"{self.summary}\n{plain_text(self.body)}")


SMALL_WIDTH = 640
"""Pixels; see `portal.pictures.WIDTHS`, which is tested to agree."""


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

    def address(self, size: str) -> str:
        """Where the `large` or `small` rendition is; the address changes with the picture, so it may be kept."""
        stored: StoredFile = getattr(self, size)
        return f"{reverse('portal:news_picture', args=[self.pk, size])}?v={stored.sha256[:12]}"

    @property
    def src(self) -> str:
        return self.address("small")

    @property
    def srcset(self) -> str:
        """Both renditions with their widths in pixels, or nothing when the picture is too small to have two."""
        if self.large_id == self.small_id:
            return ""
        return f"{self.address('small')} {SMALL_WIDTH}w, {self.address('large')} {self.width}w"


class NewsDocument(Attachment):
    """A document of a piece of news."""

    owner = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        verbose_name = "เอกสารแนบข่าว"
        verbose_name_plural = "เอกสารแนบข่าว"
