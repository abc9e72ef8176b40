"""Editions: what a manual said from one publication to the next, kept for good at an address of its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.manuals.models.text import TEXT_FIELDS, DocumentKind, ManualText, Step
from portal.models import StoredFile, WorkGroup
from portal.publishing import Status

if TYPE_CHECKING:
    from measures.manuals.models.manual import Manual


class EditionQuerySet(models.QuerySet[Any]):
    def public(self, at: dt.datetime | None = None) -> Self:
        """Editions that everybody may read now: those that came out, of manuals that are public."""
        moment = at or timezone.now()
        return self.filter(
            published_at__lte=moment,
            manual__status=Status.PUBLISHED,
            manual__published_at__lte=moment,
            manual__revises=None,
        )

    def asked_for(self) -> Self:
        """The newest edition of each manual that was not withdrawn: what the group is asked to read."""
        later = type(self)(self.model).filter(
            manual=models.OuterRef("manual"), number__gt=models.OuterRef("number")
        )
        return self.filter(withdrawn_at=None).exclude(models.Exists(later))


class ManualEdition(ManualText):
    """One edition, never changed; only that it was withdrawn is noted on it."""

    manual = models.ForeignKey("manuals.Manual", on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField("ลำดับฉบับ")
    owner_group = models.ForeignKey(
        WorkGroup, verbose_name="กลุ่มงานที่รับผิดชอบ", on_delete=models.PROTECT, related_name="+"
    )
    steps = models.JSONField("ขั้นตอน", default=list)
    published_at = models.DateTimeField("เผยแพร่เมื่อ", db_index=True)
    withdrawn_at = models.DateTimeField("ถอนออกเมื่อ", null=True, blank=True)
    reason = models.TextField("เหตุผลที่ออกฉบับนี้", blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "ฉบับของคู่มือ"
        verbose_name_plural = "ฉบับของคู่มือ"
        ordering: ClassVar = ["manual", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="manual_edition_is_one", fields=["manual", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.title} ฉบับที่ {self.version}"

    @classmethod
    def frozen(cls, manual: Manual, *, number: int, at: dt.datetime, reason: str) -> ManualEdition:
        """Keep what the manual says now, with its files as they are."""
        edition = cls.objects.create(
            **{name: getattr(manual, name) for name in TEXT_FIELDS},
            manual=manual,
            number=number,
            owner_group=manual.owner_group,
            steps=[vars(step) for step in manual.step_list],
            published_at=at,
            reason=reason.strip(),
        )
        EditionFile.objects.bulk_create(
            EditionFile(edition=edition, number=place, title=one.title, kind=one.kind, stored=one.current)
            for place, one in enumerate(manual.documents.select_related("current"), start=1)
        )
        return edition

    @property
    def step_list(self) -> list[Step]:
        return [Step(**step) for step in self.steps]

    @property
    def was_public(self) -> bool:
        """Whether its time has come."""
        return self.published_at <= timezone.now()

    def get_absolute_url(self) -> str:
        return reverse("manuals:edition", args=[self.manual_id, self.number])


class EditionFile(models.Model):
    """A file of an edition as it was then, whatever became of the manual's own documents."""

    edition = models.ForeignKey(ManualEdition, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField("ลำดับ")
    title = models.CharField("ชื่อเอกสาร", max_length=250)
    kind = models.CharField("เป็นไฟล์", max_length=8, choices=DocumentKind.choices)
    stored = models.ForeignKey(StoredFile, verbose_name="ไฟล์", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ไฟล์ของฉบับ"
        verbose_name_plural = "ไฟล์ของฉบับ"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="manual_edition_file_is_one", fields=["edition", "number"])
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> StoredFile:
        """The file under the name that templates of documents know."""
        return self.stored

    def get_absolute_url(self) -> str:
        return reverse(
            "manuals:edition_file", args=[self.edition.manual_id, self.edition.number, self.number]
        )
