"""Publishing: draft, review, publication, withdrawal; the author is never the publisher.

A record is published as it stands. To change a published record, staff make a working copy (`revise`); the
public keeps seeing the record until somebody else publishes the copy, which then replaces the record's content
under the same address and the same primary key.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils import timezone
from django_stubs_ext.db.models import TypedModelMeta
from simple_history.models import HistoricalRecords

from portal import audit, personal_numbers
from portal.access import PREVIEW
from portal.models.people import WorkGroup
from portal.working_copies import copy_child, copy_fields, replace_children

if TYPE_CHECKING:
    from portal.models.people import User
    from portal.models.search import SearchDocument


class Status(models.TextChoices):
    """Where a record stands on its way to the public."""

    DRAFT = "draft", "ฉบับร่าง"
    IN_REVIEW = "in_review", "รออนุมัติ"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    WITHDRAWN = "withdrawn", "ถอนออกแล้ว"


EDITABLE = frozenset({Status.DRAFT, Status.WITHDRAWN, Status.IN_REVIEW})
"""A published record is changed through a working copy only."""

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, marks that turn the direction of text, and what no XML file may hold."""


class PublishableQuerySet(models.QuerySet[Any]):
    """Who sees which rows; every public query begins with `published`."""

    def published(self, at: dt.datetime | None = None) -> Self:
        """Rows the public sees at a moment (now by default)."""
        return self.filter(status=Status.PUBLISHED, published_at__lte=at or timezone.now(), revises=None)

    def visible_in(self, request: HttpRequest) -> Self:
        """`published()`, or the one row that a `?preview=<pk>` names, for staff who may see drafts.

        Raises Http404 when the preview is asked for by anybody else or is not a number.
        """
        key = request.GET.get(PREVIEW)
        if key is None:
            return self.published()
        if not (key.isascii() and key.isdecimal() and len(key) < 19 and request.user.is_authenticated):
            raise Http404
        if not request.user.has_perm("portal.preview_content"):
            raise Http404
        request.previewed = (self.model._meta, int(key))  # type: ignore[attr-defined]  # read by `preview_bar`
        return self.filter(pk=int(key))

    def originals(self) -> Self:
        """Records themselves, without the working copies of published ones."""
        return self.filter(revises=None)

    def in_review(self) -> Self:
        """Those that wait for a decision of their own."""
        return self.filter(status=Status.IN_REVIEW)

    def in_draft(self) -> Self:
        """Those that somebody works on one by one."""
        return self.filter(status=Status.DRAFT)


class Publishable(models.Model):
    """A record that passes review before the public sees it."""

    owner_group = models.ForeignKey(
        WorkGroup, verbose_name="กลุ่มงานที่รับผิดชอบ", on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        "สถานะ", max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False, db_index=True
    )
    created_at = models.DateTimeField("สร้างเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้สร้าง",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    updated_at = models.DateTimeField("แก้ไขล่าสุด", auto_now=True)
    submitted_at = models.DateTimeField("ส่งขออนุมัติเมื่อ", null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ส่งขออนุมัติ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    published_at = models.DateTimeField("เผยแพร่เมื่อ", null=True, blank=True, editable=False, db_index=True)
    first_published_at = models.DateTimeField("เผยแพร่ครั้งแรกเมื่อ", null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้เผยแพร่",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    withdrawn_at = models.DateTimeField("ถอนออกเมื่อ", null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ถอนออก",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    status_reason = models.TextField("เหตุผล", blank=True, editable=False)
    revises = models.ForeignKey(
        "self",
        verbose_name="ฉบับแก้ไขของ",
        on_delete=models.CASCADE,
        related_name="working_copies",
        null=True,
        blank=True,
        editable=False,
    )
    revises_id: int | None
    authors = models.JSONField("ผู้แก้ไขตั้งแต่เผยแพร่ครั้งก่อน", default=list, blank=True, editable=False)
    edition = models.PositiveIntegerField("รุ่นของการแก้ไข", default=0, editable=False)

    history = HistoricalRecords(inherit=True)
    objects = PublishableQuerySet.as_manager()

    revised_children: ClassVar[tuple[str, ...]] = ()
    """Accessors of child rows that a working copy carries along, such as ("steps", "documents")."""
    derived_fields: ClassVar[tuple[str, ...]] = ()
    """Fields that follow from others; people are not told of their changes."""

    class Meta(TypedModelMeta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_by_another",
                condition=~models.Q(status=Status.PUBLISHED)
                | models.Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    submitted_by__isnull=False,
                    revises__isnull=True,
                )
                & ~models.Q(published_by=models.F("submitted_by")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_review_has_sender",
                condition=~models.Q(status=Status.IN_REVIEW)
                | models.Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_by_someone",
                condition=~models.Q(status=Status.WITHDRAWN)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save without what nobody sees: the control characters that come along when text is pasted."""
        for field in self._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                setattr(self, field.attname, UNSEEN.sub("", getattr(self, field.attname) or ""))
        super().save(*args, **kwargs)

    # ── what the record knows ────────────────────────────────────────────────
    @property
    def is_published(self) -> bool:
        """Whether the public sees it now."""
        return bool(
            self.status == Status.PUBLISHED and self.published_at and self.published_at <= timezone.now()
        )

    @property
    def is_scheduled(self) -> bool:
        """Approved, but its time has not come."""
        return bool(
            self.status == Status.PUBLISHED and self.published_at and self.published_at > timezone.now()
        )

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    @property
    def working_copy(self) -> Self | None:
        """The copy somebody is working on, if the record is published and being changed."""
        return cast("Self | None", type(self)._default_manager.filter(revises__pk=self.pk).first())

    def get_preview_url(self) -> str:
        """Where staff see the record as the public would, before it is published."""
        return f"{self.get_absolute_url()}?{PREVIEW}={self.pk}"

    def get_absolute_url(self) -> str:
        """The record's public address; every kind of record says its own."""
        raise NotImplementedError(type(self).__name__)

    def overview_urls(self) -> tuple[str, ...]:
        """Further public pages that stand because of this record, such as that of its fiscal year."""
        return ()

    def missing_for_publication(self) -> list[str]:
        """Thai sentences on what must still be filled in before the record can be submitted."""
        return []

    def search_document(self) -> SearchDocument | None:
        """What the public search finds of this record; None for a kind that it does not find."""
        return None

    def validate_constraints(self, exclude: Any = None) -> None:
        """Also those that speak of `revises`, which no form shows: a second record of a year is a Thai message."""
        super().validate_constraints(exclude=set(exclude or ()) - {"revises"})

    def note_author(self, by: User) -> None:
        """Remember that `by` wrote in this record, so that `by` cannot publish it."""
        if by.pk not in self.authors:
            self.authors = [*self.authors, by.pk]

    # ── verbs ────────────────────────────────────────────────────────────────
    @transaction.atomic
    def submit(self, *, by: User) -> None:
        """Ask for publication. Raises ValidationError when something is missing or it is not a draft."""
        self._lock()
        self.become_submitted(by=by, at=timezone.now())
        personal_numbers.expect_cleared(self)
        self._save_status()
        audit.record(by, "ส่งขออนุมัติ", self)

    @transaction.atomic
    def send_back(self, *, by: User, reason: str) -> None:
        """Return it to the author with a reason. Raises ValidationError without one."""
        self._lock()
        self.become_sent_back(reason=reason)
        self._save_status()
        audit.record(by, "ส่งกลับให้แก้ไข", self, reason=reason.strip())

    @transaction.atomic
    def publish(self, *, by: User, at: dt.datetime | None = None, reason: str = "") -> Publishable:
        """Show it to the public, now or from a later moment; returns the published record.

        A working copy replaces the content of the record it revises, which needs a reason, and is gone
        afterwards. Raises PermissionDenied for anybody who wrote in it, ValidationError when it is not in
        review or the moment lies in the past.
        """
        self._lock()
        self.expect_publisher(by)
        personal_numbers.expect_cleared(self, reason)
        now = timezone.now()
        if at is not None and at < now - dt.timedelta(minutes=5):
            raise ValidationError("เวลาเผยแพร่ต้องไม่ใช่เวลาที่ผ่านมาแล้ว")
        if self.revises_id:
            if at is not None and at > now:
                raise ValidationError("ฉบับแก้ไขของเรื่องที่เผยแพร่แล้วตั้งเวลาล่วงหน้าไม่ได้ ให้เผยแพร่เมื่อถึงเวลา")
            return self._replace_original(by, reason_for("แก้ไขเรื่องที่เผยแพร่แล้ว", reason))
        self._go_public(by, at or now, reason)
        audit.record(by, "เผยแพร่", self, reason=reason)
        return self

    @transaction.atomic
    def withdraw(self, *, by: User, reason: str) -> None:
        """Take it off the public site, with its files; the address then answers 404."""
        self._lock()
        was_public = self.is_published
        self.become_withdrawn(by=by, at=timezone.now(), reason=reason)
        if was_public:
            self.remember_files()
        self._save_status()
        audit.record(by, "ถอนออกจากการเผยแพร่", self, reason=reason.strip())

    @transaction.atomic
    def revise(self, *, by: User) -> Self:
        """The working copy of this published record: a new draft, or the one there is already."""
        self._lock()
        self._expect({Status.PUBLISHED}, "แก้ไข")
        if existing := self.working_copy:
            return existing
        copy = type(self)(revises=self, created_by=by, status=Status.DRAFT)
        copy_fields(self, copy)
        copy.save()
        for accessor in self.revised_children:
            for child in getattr(self, accessor).all():
                copy_child(child, copy)
        audit.record(by, "เริ่มแก้ไขเรื่องที่เผยแพร่แล้ว", self)
        return copy

    # ── the rules of the verbs, for one record and for many (`portal.bulk_publishing`) ──
    def become_submitted(self, *, by: User, at: dt.datetime) -> None:
        """Set what submitting sets, without saving. Raises ValidationError when it may not be."""
        self._expect({Status.DRAFT, Status.WITHDRAWN}, "ส่งขออนุมัติ")
        if missing := self.missing_for_publication():
            raise ValidationError(missing)
        self.note_author(by)
        self.status, self.status_reason = Status.IN_REVIEW, ""
        self.submitted_at, self.submitted_by = at, by

    def become_sent_back(self, *, reason: str) -> None:
        """Set what sending back sets, without saving. Raises ValidationError when it may not be."""
        self._expect({Status.IN_REVIEW}, "ส่งกลับ")
        self.status, self.status_reason = Status.DRAFT, reason_for("ส่งกลับ", reason)

    def expect_publisher(self, by: User) -> None:
        """Raises PermissionDenied for anybody who wrote in it, ValidationError when it may not be published."""
        self._expect({Status.IN_REVIEW}, "เผยแพร่")
        if by.pk in self.authors or by.pk == self.submitted_by_id:
            raise PermissionDenied("ผู้จัดทำเผยแพร่งานของตนเองไม่ได้ ต้องให้ผู้อื่นเป็นผู้อนุมัติ")
        if missing := self.missing_for_publication():
            raise ValidationError(missing)

    def become_public(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Set what publishing sets, without saving."""
        self.status = Status.PUBLISHED
        self.published_by, self.published_at = by, at
        self.first_published_at = self.first_published_at or at
        self.status_reason, self.authors = reason.strip(), []

    def become_withdrawn(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Set what withdrawing sets, without saving. Raises ValidationError when it may not be."""
        self._expect({Status.PUBLISHED}, "ถอนออก")
        first = self.first_published_at
        self.status, self.status_reason = Status.WITHDRAWN, reason_for("ถอนออก", reason)
        self.withdrawn_at, self.withdrawn_by = at, by
        self.first_published_at = first if first and first <= at else None

    # ── inside ───────────────────────────────────────────────────────────────
    def _lock(self) -> None:
        """Read the row again under a lock, so that two people cannot act on the same state.

        Raises ValidationError when it is gone: another person published this working copy, or deleted the draft.
        """
        if not type(self)._default_manager.select_for_update().filter(pk=self.pk).exists():
            raise ValidationError("ผู้อื่นเผยแพร่หรือลบฉบับนี้ไปก่อนแล้ว")
        self.refresh_from_db()

    def _expect(self, allowed: set[Status], act: str) -> None:
        if self.status not in allowed:
            raise ValidationError(f"{act}ไม่ได้ เพราะเรื่องนี้อยู่ในสถานะ “{Status(self.status).label}”")

    def _save_status(self) -> None:
        """Save the status and what goes with it, leaving the history of the content alone."""
        self.skip_history_when_saving = True
        try:
            self.save()
        finally:
            del self.skip_history_when_saving

    def _go_public(self, by: User, at: dt.datetime, reason: str) -> None:
        self.become_public(by=by, at=at, reason=reason)
        self._history_user = by
        self._change_reason = change_reason(reason)
        self.save()

    def remember_files(self) -> None:
        """Let documents keep the files that the public sees now, before others take their place."""
        for accessor in self.revised_children:
            for child in getattr(self, accessor).all():
                if hasattr(child, "versions"):
                    child.versions.add(child.current)

    def _replace_original(self, by: User, reason: str) -> Publishable:
        original = cast("Publishable", self.revises)
        original._lock()
        if original.withdrawn_at and original.withdrawn_at > self.created_at:
            raise ValidationError(
                "เผยแพร่ฉบับแก้ไขนี้ไม่ได้ เพราะเรื่องเดิมถูกถอนออกหลังจากเริ่มแก้ไข ให้ส่งกลับ แล้วแก้ไขที่เรื่องเดิมแทน"
            )
        if original.is_published:
            original.remember_files()
        copy_fields(self, original)
        original.submitted_by, original.submitted_at = self.submitted_by, self.submitted_at
        for accessor in self.revised_children:
            replace_children(getattr(original, accessor), getattr(self, accessor))
        now = timezone.now()
        original._go_public(by, max(now, original.published_at or now), reason)  # its own time may be to come
        self.delete()
        audit.record(by, "เผยแพร่ฉบับแก้ไข", original, reason=reason)
        return original


def change_reason(reason: str) -> str:
    """What the history says of a publication; all of the reason is in `status_reason`."""
    return (reason.strip() or "เผยแพร่")[:100]


def reason_for(act: str, text: str) -> str:
    """The reason of an act that needs one. Raises ValidationError without, or with a citizen number in it."""
    if not text.strip():
        raise ValidationError(f"ต้องระบุเหตุผลของการ{act}")
    return personal_numbers.expect_none(text.strip())
