"""Consultations: a draft text, paragraph by paragraph, on which everybody may comment between two days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Self, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.participation.models.terms import Stage, new_key
from portal import thai
from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet

if TYPE_CHECKING:
    from measures.participation.models.conclusion import Conclusion

MOST_PARAGRAPHS = 200
"""Paragraphs of one draft; a longer text is commented on chapter by chapter."""
LONGEST = dt.timedelta(days=366)
"""From the first day to the last."""
NAMES_KEPT = dt.timedelta(days=365)
"""How long the names that people gave stand beside what they said, from the last day on; the form tells the day."""


class ConsultationQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Self:
        return self.filter(year=year)

    def open(self, on: dt.date | None = None) -> Self:
        """Published ones that take contributions on a day, those that close first in front."""
        day = on or timezone.localdate()
        return self.published().filter(opens_on__lte=day, closes_on__gte=day).order_by("closes_on", "pk")

    def names_due(self, on: dt.date) -> Self:
        """Those whose contributors' names have stood long enough on a day (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562
        ม. 37 (3))."""
        return self.filter(revises=None, closes_on__lt=on - NAMES_KEPT)

    def with_end(self) -> Self:
        """With what their stage is read from, without a further query for each."""
        return self.select_related("owner_group", "closure__conclusion")


class Consultation(Publishable):
    """One consultation; its stage follows from the day, and from the published conclusion it was closed with."""

    year = FiscalYearField(db_index=True, default=FiscalYear.current)
    title = models.CharField("เรื่องที่รับฟัง", max_length=250)
    introduction = models.TextField(
        "ที่มาและสิ่งที่อยากฟัง", help_text="สำนักงานจะตัดสินใจเรื่องใด เมื่อใด และความเห็นมีผลต่อการตัดสินใจอย่างไร"
    )
    opens_on = models.DateField("เปิดรับความเห็นตั้งแต่")
    closes_on = models.DateField("ปิดรับความเห็นเมื่อสิ้นวันที่")
    contact = models.CharField(
        "ช่องทางอื่นในการให้ความเห็น", max_length=400, help_text="โทรศัพท์ ไปรษณีย์ หรือวันประชุม สำหรับผู้ที่ไม่สะดวกใช้เว็บไซต์"
    )

    objects: ClassVar = ConsultationQuerySet.as_manager()

    revised_children = ("paragraphs", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "การรับฟังความเห็น"
        verbose_name_plural = "การรับฟังความเห็น"
        ordering: ClassVar = ["-opens_on", "-pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="consultation_closes_after_it_opens",
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                violation_error_message="วันปิดรับต้องไม่มาก่อนวันเปิดรับ",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not (self.opens_on and self.closes_on and self.year):
            return
        if words := self._outside():
            raise ValidationError({"opens_on": words})
        if self.closes_on - self.opens_on > LONGEST:
            raise ValidationError({"closes_on": "เปิดรับได้ไม่เกินหนึ่งปี ตรวจวันปิดรับอีกครั้ง"})

    # ── the day ──────────────────────────────────────────────────────────────
    def stage_on(self, day: dt.date) -> Stage:
        """Where it stands on a day."""
        if day < self.opens_on:
            return Stage.COMING
        if day <= self.closes_on:
            return Stage.OPEN
        return Stage.DONE if self.conclusion_shown else Stage.CLOSED

    @property
    def stage(self) -> Stage:
        return self.stage_on(timezone.localdate())

    @property
    def stage_words(self) -> str:
        return str(self.stage.label)

    @property
    def takes_contributions(self) -> bool:
        """Whether the public may comment now."""
        return bool(self.is_published and self.stage == Stage.OPEN)

    @property
    def conclusion_shown(self) -> Conclusion | None:
        """The published conclusion that it was closed with."""
        closure = getattr(self, "closure", None)
        return closure.conclusion if closure is not None and closure.conclusion.is_published else None

    @property
    def window(self) -> str:
        return thai.date_range(self.opens_on, self.closes_on)

    @property
    def names_until(self) -> dt.date:
        """The last day on which names stand beside the contributions."""
        return self.closes_on + NAMES_KEPT

    # ── addresses and publication ────────────────────────────────────────────
    def get_absolute_url(self) -> str:
        return reverse("participation:consultation", args=[self.revises_id or self.pk])

    @property
    def contributions_url(self) -> str:
        return reverse("participation:contributions", args=[self.revises_id or self.pk])

    def missing_for_publication(self) -> list[str]:
        paragraphs = list(self.paragraphs.values_list("key", flat=True))
        missing = [] if paragraphs else ["ยังไม่ได้ใส่ร่างข้อความ ให้เพิ่มอย่างน้อยหนึ่งข้อ ประชาชนจะได้ให้ความเห็นเป็นรายข้อ"]
        if not self.introduction.strip():
            missing.append("ยังไม่ได้เขียนที่มาและสิ่งที่อยากฟัง")
        if len(paragraphs) > MOST_PARAGRAPHS:
            missing.append(f"ร่างมี {len(paragraphs)} ข้อ เกิน {MOST_PARAGRAPHS} ข้อ ให้แบ่งรับฟังเป็นหลายเรื่อง")
        if words := self._outside():
            missing.append(words)
        original = cast("Consultation", self.revises or self)
        commented = original.contributions.exclude(paragraph_key="").exclude(paragraph_key__in=paragraphs)
        if original.pk and commented.exists():
            missing.append("ข้อที่ถูกลบมีผู้ให้ความเห็นแล้ว ให้คงข้อนั้นไว้และแก้ข้อความแทน ความเห็นจะได้ไม่ขาดจากข้อความ")
        if original is not self and original.opens_on <= timezone.localdate() < self.opens_on:
            missing.append("เปิดรับความเห็นไปแล้ว จึงเลื่อนวันเปิดรับออกไปไม่ได้")
        return missing

    def search_document(self) -> SearchDocument:
        texts = (f"{paragraph.heading} {paragraph.text}" for paragraph in self.paragraphs.all())
        return SearchDocument("การรับฟังความเห็น", self.title, "\n".join((self.introduction, *texts)))

    def _outside(self) -> str:
        year = FiscalYear(self.year)
        if self.opens_on in year:
            return ""
        return (
            f"วันเปิดรับ {thai.long_date(self.opens_on)} ไม่อยู่ใน{year.label} "
            f"({thai.date_range(year.starts_on, year.ends_on)}) ให้แก้วันที่หรือปีงบประมาณ"
        )


class Paragraph(models.Model):
    """One paragraph of the draft; `key` stays the same in every edition, and comments are tied to it."""

    owner = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="paragraphs")
    key = models.CharField(max_length=16, default=new_key, editable=False)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    heading = models.CharField("หัวข้อ", max_length=250, help_text="เช่น ข้อ 1 เป้าหมายของแผน")
    text = models.TextField("ข้อความในร่าง")

    class Meta:
        verbose_name = "ข้อความในร่าง"
        verbose_name_plural = "ร่างข้อความเป็นรายข้อ"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="paragraph_key_is_one", fields=["owner", "key"])
        ]

    def __str__(self) -> str:
        return self.heading


class ConsultationDocument(Attachment):
    """The whole draft as a file, or what helps to understand it."""

    owner = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "เอกสารประกอบการรับฟัง"
        verbose_name_plural = "เอกสารประกอบการรับฟัง"
