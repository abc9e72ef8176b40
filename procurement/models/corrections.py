"""Corrections: what was changed in a published record of the register, when and why, for everybody to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from portal import thai
from portal.bulk_publishing import CHUNK, chunks
from portal.personal_numbers import IN_TEXT
from portal.publishing import reason_for
from portal.uploads import find_citizen_ids

if TYPE_CHECKING:
    from portal.models import User
    from portal.publishing import Publishable

WITHDRAWN = "ถอนออกจากการเผยแพร่"
BIDDERS, DOCUMENTS = "ผู้เสนอราคา", "เอกสาร"
OWNERS = {"Contract": "contract", "PlanItem": "plan_item", "Announcement": "announcement"}
"""The field of a correction for each kind of record."""


class Correction(models.Model):
    """One fact of one published record that was changed; or that the record was withdrawn (`field` empty).

    `subject` and `year` stay readable whatever becomes of the record. Rows are only ever added.
    """

    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.CASCADE, related_name="corrections", null=True
    )
    plan_item = models.ForeignKey(
        "procurement.PlanItem", on_delete=models.CASCADE, related_name="corrections", null=True
    )
    announcement = models.ForeignKey(
        "procurement.Announcement", on_delete=models.CASCADE, related_name="corrections", null=True
    )
    year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.", db_index=True)
    at = models.DateTimeField("แก้ไขเมื่อ", default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้อนุมัติ", on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField("รายการ", max_length=1000)
    field = models.CharField("ข้อมูลที่แก้ไข", max_length=150, blank=True)
    before = models.TextField("เดิม", blank=True)
    after = models.TextField("แก้ไขเป็น", blank=True)
    reason = models.TextField("เหตุผล")
    told = models.JSONField("ที่ประชาชนเห็นก่อนถอนออก", null=True, blank=True, editable=False)
    """Of a withdrawal, what the public had been told; shown to nobody, compared when it is published again."""

    class Meta:
        verbose_name = "การแก้ไขหลังเผยแพร่"
        verbose_name_plural = "การแก้ไขหลังเผยแพร่"
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="correction_has_one_owner",
                condition=models.Q(contract__isnull=False, plan_item=None, announcement=None)
                | models.Q(contract=None, plan_item__isnull=False, announcement=None)
                | models.Q(contract=None, plan_item=None, announcement__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.field or WITHDRAWN}: {self.subject}"


class Corrected(models.Model):
    """A publishable record whose every change after publication is told to the public."""

    correction_reason = models.TextField(  # noqa: DJ001
        "เหตุผลของการแก้ไข",
        max_length=1000,
        null=True,  # SQLite adds such a column without making tables and their triggers anew
        blank=True,
        help_text="แก้อะไร เพราะอะไร ประชาชนเห็นเหตุผลนี้พร้อมข้อมูลที่แก้ไข ผู้อนุมัติปรับถ้อยคำได้ก่อนเผยแพร่",
    )
    """Why the author of a change makes it, until it is published; the publisher may say it in other words."""

    corrected_fields: ClassVar[tuple[str, ...]] = ()
    """The fields whose changes are told."""
    derived_fields: ClassVar[tuple[str, ...]] = ("correction_reason",)

    class Meta:
        abstract = True

    def missing_for_publication(self) -> list[str]:
        """As `Publishable.missing_for_publication`; also each text with somebody's citizen number in it."""
        missing: list[str] = cast("Any", super()).missing_for_publication()
        return [*missing, *(f"“{label}” {IN_TEXT}" for label in dict.fromkeys(exposing(self)))]

    @transaction.atomic
    def publish(self, *, by: User, at: dt.datetime | None = None, reason: str = "") -> Publishable:
        """As `Publishable.publish`; what a working copy changes is told as corrections.

        So is what was changed while the record was withdrawn, which then needs a reason, and its day has come.
        Where the publisher gives no reason, the author's is told.
        """
        every = type(self)._default_manager
        reason = (
            reason.strip()
            or every.filter(pk=self.pk).values_list("correction_reason", flat=True).first()
            or ""
        )
        original = cast("Any", self).revises
        if original:
            original._lock()  # always before its copy, so that two cannot entangle
        before = told(original) if original else {}
        published = cast("Any", super()).publish(by=by, at=at, reason=reason)
        every.filter(pk=published.pk).update(correction_reason="")
        fresh = every.get(pk=published.pk)
        cast("Any", published).correction_reason = ""
        if original:
            corrections = differences(fresh, before, told(fresh), by=by, reason=reason)
        else:
            corrections = since_withdrawal([fresh], by=by, reason=reason)
            if corrections and published.is_scheduled:
                raise ValidationError("เรื่องนี้เคยเผยแพร่และแก้ไขหลังถอนออก จึงตั้งเวลาล่วงหน้าไม่ได้ ให้เผยแพร่เมื่อถึงเวลา")
        Correction.objects.bulk_create(corrections)
        return cast("Publishable", published)

    @transaction.atomic
    def withdraw(self, *, by: User, reason: str) -> None:
        """As `Publishable.withdraw`; that it is gone, and why, stays readable."""
        was_public = cast("Any", self).is_published
        cast("Any", super()).withdraw(by=by, reason=reason)
        if was_public:
            withdrawal(self, by=by, reason=reason).save()


def exposing(record: Any) -> Iterator[str]:
    """The labels of what the public would see of a record and has a citizen number in it."""
    for name in record.corrected_fields:
        field = record._meta.get_field(name)
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and find_citizen_ids(getattr(record, name)):
            yield str(field.verbose_name)
    if record.pk is None:
        return
    if hasattr(record, "bids") and any(find_citizen_ids(bid.name) for bid in record.bids.all()):
        yield BIDDERS
    if any(find_citizen_ids(document.title) for document in record.documents.all()):
        yield DOCUMENTS


def told(record: Any) -> dict[str, str]:
    """What corrections tell of a record: the label of each field with its value in words."""
    facts = {}
    for name in record.corrected_fields:
        field = record._meta.get_field(name)
        facts[str(field.verbose_name)] = in_words(
            getattr(record, f"get_{name}_display")() if field.choices else getattr(record, name)
        )
    if hasattr(record, "bids"):
        facts[BIDDERS] = "\n".join(
            f"{bid.name} {thai.baht(bid.price)}" if bid.price is not None else bid.name
            for bid in record.bids.all()
        )
    if hasattr(record, "documents"):
        facts[DOCUMENTS] = "\n".join(
            f"{document.title} (SHA-256 {document.current.sha256[:12]}…)"
            for document in record.documents.all()
        )
    return facts


def in_words(value: Any) -> str:
    """A value as a reader sees it; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return thai.money(value)
    if isinstance(value, dt.date):
        return thai.short_date(value)
    return str(value)


def differences(
    record: Any, before: dict[str, str], after: dict[str, str], *, by: User, reason: str
) -> list[Correction]:
    """The corrections, not saved, that lead from one telling of a record to another."""
    return [
        correction(
            record, by=by, reason=reason.strip(), field=label, before=before[label], after=after[label]
        )
        for label in after
        if label in before and before[label] != after[label]
    ]


def since_withdrawal(records: Sequence[Any], *, by: User, reason: str) -> list[Correction]:
    """The corrections, not saved, of what was changed in records of one kind while they were withdrawn.

    Raises ValidationError when there are some and no reason. A few queries whatever the number of records.
    """
    before: dict[Any, dict[str, str]] = {}
    left = [record.pk for record in records if record.withdrawn_at]
    for portion in chunks(left):
        owner = OWNERS[type(records[0]).__name__]
        rows = Correction.objects.filter(field="", told__isnull=False, **{f"{owner}__in": portion})
        before |= dict(rows.order_by("at", "pk").values_list(owner, "told"))
    known = [record for record in records if record.pk in before]
    with_children(known)
    found = [
        change
        for record in known
        for change in differences(record, before[record.pk], told(record), by=by, reason=reason)
    ]
    if found:
        reason_for("แก้ไขเรื่องที่เคยเผยแพร่", reason)
    return found


def with_children(records: Sequence[Any]) -> None:
    """Read what `told` tells of many records beside their fields, in a few queries."""
    for start in range(0, len(records), CHUNK):
        names = [
            name for name in ("bids", "documents__current") if hasattr(records[0], name.partition("__")[0])
        ]
        models.prefetch_related_objects(records[start : start + CHUNK], *names)


def withdrawal(record: Any, *, by: User, reason: str) -> Correction:
    """The entry, not saved, that a public record was withdrawn, with what the public had been told of it."""
    return correction(record, by=by, reason=reason.strip(), before=WITHDRAWN, told=told(record))


def correction(record: Any, *, by: User, reason: str, **texts: Any) -> Correction:
    """A correction, not saved, of a record of any kind."""
    return Correction(
        **{OWNERS[type(record).__name__]: record},
        year=int(record.year),
        by=by,
        subject=str(record)[:1000],
        reason=reason,
        **texts,
    )
