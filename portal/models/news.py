"""News: what the office tells the public, with pictures and documents."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse

from portal import thai
from portal.attachments import Attachment
from portal.fiscal import FiscalYear
from portal.models.pictures import Picture
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


class NewsPicture(Picture):
    """A picture of a piece of news."""

    route = "portal:news_picture"
    owner = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="pictures")

    class Meta(Picture.Meta):
        verbose_name = "ภาพข่าว"
        verbose_name_plural = "ภาพข่าว"


class NewsDocument(Attachment):
    """A document of a piece of news."""

    owner = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        verbose_name = "เอกสารแนบข่าว"
        verbose_name_plural = "เอกสารแนบข่าว"
