"""Standing pages: the policies with their versions, the accessibility statement, how to reach the office."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from portal.models.search import SearchDocument
from portal.publishing import Publishable, Status
from portal.rich_text import RichTextField, plain_text

if TYPE_CHECKING:
    from portal.models.people import User


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
    body = RichTextField("เนื้อหา")
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

    def missing_for_publication(self) -> list[str]:
        missing = [] if plain_text(self.body) else ["ยังไม่ได้เขียนเนื้อหา"]
        original: Any = self.revises
        if original and self.version.strip() == original.version.strip():
            missing.append(f"ฉบับแก้ไขต้องใช้เลขฉบับใหม่ ฉบับที่เผยแพร่อยู่คือฉบับที่ {original.version}")
        return missing

    def search_document(self) -> SearchDocument:
        return SearchDocument(self.get_kind_display(), self.title, f"{self.lead}\n{plain_text(self.body)}")

    @transaction.atomic
    def revise(self, *, by: User) -> Self:
        """The working copy; a new one carries the next version's number where that is plain to see."""
        copy = super().revise(by=by)
        if copy.version == self.version and self.version.isdecimal():
            copy.version = str(int(self.version) + 1)
            copy.save(update_fields=["version"])
        return copy

    def _go_public(self, by: User, at: dt.datetime, reason: str) -> None:
        """Publish, and keep the edition whose place this one takes."""
        left_at = timezone.now() if self.status == Status.PUBLISHED else self.withdrawn_at
        if self.published_at and left_at and self.published_at <= left_at:
            self._keep_edition(self.published_at)
        super()._go_public(by, at, reason)

    def _keep_edition(self, published_at: dt.datetime) -> None:
        last = self.history.filter(status=Status.PUBLISHED).first()
        if last and any(getattr(last, name) != getattr(self, name) for name in _EDITION):
            texts: dict[str, Any] = {name: getattr(last, name) for name in _EDITION}
            self.editions.create(**texts, published_at=published_at, reason=last.status_reason)


_EDITION = ("version", "title", "body", "effective_on")


class PageEdition(models.Model):
    """An earlier edition of a standing page, kept when a newer one replaces it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="editions")
    version = models.CharField("ฉบับที่", max_length=20)
    title = models.CharField("ชื่อหน้า", max_length=160)
    body = models.TextField("เนื้อหา")
    effective_on = models.DateField("มีผลใช้บังคับ", null=True, blank=True)
    published_at = models.DateTimeField("เผยแพร่เมื่อ")
    reason = models.TextField("เหตุผลที่ออกฉบับนี้", blank=True)

    class Meta:
        verbose_name = "ฉบับก่อนหน้าของหน้าเนื้อหา"
        verbose_name_plural = "ฉบับก่อนหน้าของหน้าเนื้อหา"
        ordering: ClassVar = ["-published_at"]

    def __str__(self) -> str:
        return f"{self.title} ฉบับที่ {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("portal:page_edition", args=[self.page.slug, self.pk])
