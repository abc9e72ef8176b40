"""The manual of one kind of work: what passes review, with its steps, its file and its forms."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from measures.manuals.durations import Unit, in_words
from measures.manuals.models.edition import ManualEdition
from measures.manuals.models.reading import Reader
from measures.manuals.models.text import DocumentKind, ManualText, Step
from portal.attachments import Attachment
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet

if TYPE_CHECKING:
    from portal.models import User

SOON = dt.timedelta(days=60)
"""How long before its day a review is spoken of."""


class ManualQuerySet(PublishableQuerySet):
    def due_for_review(self, day: dt.date | None = None) -> Any:
        """Published manuals whose review is late or due within `SOON`, the latest first."""
        until = (day or timezone.localdate()) + SOON
        return self.published().filter(review_on__lte=until).order_by("review_on", "pk")


class Manual(ManualText, Publishable):
    """One work of a group, told step by step. Another version label makes an edition, which everybody reads anew;
    with the same label only what no edition holds may change, such as the day of the next review."""

    review_on = models.DateField("ทบทวนครั้งต่อไปภายใน", null=True, blank=True)
    reviewed_on = models.DateField("ทบทวนล่าสุดเมื่อ", null=True, blank=True)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    objects: ClassVar = ManualQuerySet.as_manager()
    revised_children: ClassVar = ("steps", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "คู่มือการปฏิบัติงาน"
        verbose_name_plural = "คู่มือการปฏิบัติงาน"
        ordering: ClassVar = ["owner_group__order", "order", "title", "pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="manual_is_reviewed_after_its_approval",
                condition=models.Q(review_on__isnull=True)
                | models.Q(approved_on__isnull=True)
                | models.Q(review_on__gt=models.F("approved_on")),
                violation_error_message="วันทบทวนครั้งต่อไปต้องอยู่หลังวันที่อนุมัติคู่มือ",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def step_list(self) -> list[Step]:
        return [step.told for step in self.steps.all()]

    @property
    def newest_edition(self) -> ManualEdition | None:
        """The last edition of the manual, also for its working copy; it may be to come yet."""
        return ManualEdition.objects.filter(manual=self.revises_id or self.pk).order_by("number").last()

    def get_absolute_url(self) -> str:
        return reverse("manuals:manual", args=[self.revises_id or self.pk])

    def search_document(self) -> SearchDocument:
        steps = (f"{step.title} {step.detail}" for step in self.steps.all())
        texts = (self.purpose, self.scope, self.laws, self.adapted_from, str(self.owner_group), *steps)
        return SearchDocument("คู่มือการปฏิบัติงาน", self.title, "\n".join(filter(None, texts)))

    def missing_for_publication(self) -> list[str]:
        asked = {
            "ยังไม่ได้เพิ่มขั้นตอน คู่มือต้องมีขั้นตอนพร้อมระยะเวลาอย่างน้อยหนึ่งขั้น": self.steps.exists(),
            "ยังไม่ได้ใส่กฎหมายและระเบียบที่เกี่ยวข้อง": bool(self.laws.strip()),
            "ยังไม่ได้ใส่ผู้อนุมัติคู่มือ": bool(self.approved_by.strip()),
            "ยังไม่ได้ใส่วันที่อนุมัติคู่มือ": self.approved_on is not None,
            "ยังไม่ได้กำหนดวันทบทวนครั้งต่อไป": self.review_on is not None,
        }
        missing = [words for words, is_there in asked.items() if not is_there]
        if self.approved_on and self.approved_on > timezone.localdate():
            missing.append("วันที่อนุมัติคู่มือยังมาไม่ถึง ให้ส่งขออนุมัติเผยแพร่เมื่อคู่มือได้รับอนุมัติแล้ว")
        last = self.newest_edition
        if last and last.was_public and last.version.strip() == self.version.strip() and self._differs(last):
            missing.append(
                f"เนื้อหาต่างจากฉบับที่ {last.version} ซึ่งเผยแพร่ไปแล้ว ให้ใส่เลขฉบับใหม่ "
                "ระบบจะเก็บฉบับเดิมไว้และขอให้บุคลากรรับทราบฉบับใหม่"
            )
        return missing

    # ── editions ─────────────────────────────────────────────────────────────
    @transaction.atomic
    def withdraw(self, *, by: User, reason: str) -> None:
        """Take it off the public site; whoever was asked to read it is asked no more."""
        super().withdraw(by=by, reason=reason)
        at = self.withdrawn_at or timezone.now()
        self.editions.filter(published_at__gt=at).delete()  # nobody has seen it
        if last := self.newest_edition:
            self.editions.filter(pk=last.pk, withdrawn_at=None).update(withdrawn_at=at)
            Reader.objects.release(last, at=at)

    def _go_public(self, by: User, at: dt.datetime, reason: str) -> None:
        """Publish, keep what is published as an edition, and ask the group to read it."""
        super()._go_public(by, at, reason)
        last = self.newest_edition
        if last and not last.was_public:
            last.delete()
            last = self.newest_edition
        if last and last.withdrawn_at is None:
            if last.version.strip() == self.version.strip():
                return
            Reader.objects.release(last, at=at)
        edition = ManualEdition.frozen(self, number=last.number + 1 if last else 1, at=at, reason=reason)
        Reader.objects.ask(edition, at=at)

    def _differs(self, edition: ManualEdition) -> bool:
        files = [(one.title, one.kind, one.stored_id) for one in edition.files.all()]
        here = [(one.title, one.kind, one.current_id) for one in self.documents.all()]
        return not self.says_the_same_as(edition) or files != here


class ManualStep(models.Model):
    """One step: what is done, how long it takes, and the position that does it."""

    manual = models.ForeignKey(Manual, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    title = models.CharField("ขั้นตอน", max_length=250)
    detail = models.TextField("รายละเอียด", blank=True)
    amount = models.PositiveSmallIntegerField(
        "ระยะเวลา", validators=[MinValueValidator(1, "ระยะเวลาต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป")]
    )
    unit = models.CharField("หน่วยเวลา", max_length=12, choices=Unit.choices, default=Unit.WORKING_DAYS)
    responsible = models.CharField("ตำแหน่งผู้รับผิดชอบ", max_length=200)

    class Meta:
        verbose_name = "ขั้นตอน"
        verbose_name_plural = "ขั้นตอน"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="manual_step_takes_time",
                condition=models.Q(amount__gte=1),
                violation_error_message="ระยะเวลาต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({in_words(self.amount, self.unit)})" if self.amount else self.title

    @property
    def told(self) -> Step:
        return Step(self.title, self.detail, self.amount, self.unit, self.responsible)


class ManualDocument(Attachment):
    """The manual as a file, or a form that its work uses."""

    owner = models.ForeignKey(Manual, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField("เป็นไฟล์", max_length=8, choices=DocumentKind.choices, default=DocumentKind.MANUAL)

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "ไฟล์คู่มือหรือแบบฟอร์ม"
        verbose_name_plural = "ไฟล์คู่มือและแบบฟอร์ม"
