"""Corrections: what was changed in a published record of the register, when and why, for everybody to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from portal import thai
from portal.personal_numbers import IN_TEXT
from portal.uploads import find_citizen_ids

if TYPE_CHECKING:
    from portal.models import User
    from portal.publishing import Publishable

WITHDRAWN = "ถอนออกจากการเผยแพร่"
BIDDERS, DOCUMENTS = "ผู้เสนอราคา", "เอกสาร"


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

    corrected_fields: ClassVar[tuple[str, ...]] = ()
    """The fields whose changes are told."""

    class Meta:
        abstract = True

    def missing_for_publication(self) -> list[str]:
        """As `Publishable.missing_for_publication`; also each text with somebody's citizen number in it."""
        missing: list[str] = cast("Any", super()).missing_for_publication()
        return [*missing, *(f"“{label}” {IN_TEXT}" for label in dict.fromkeys(exposing(self)))]

    @transaction.atomic
    def publish(self, *, by: User, at: dt.datetime | None = None, reason: str = "") -> Publishable:
        """As `Publishable.publish`; what a working copy changes is told as corrections."""
        original = cast("Any", self).revises
        before = told(original) if original else {}
        published = cast("Any", super()).publish(by=by, at=at, reason=reason)
        if original:
            fresh = type(self)._default_manager.get(pk=published.pk)
            Correction.objects.bulk_create(differences(fresh, before, told(fresh), by=by, reason=reason))
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
            for document in record.documents.select_related("current")
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
        if before[label] != after[label]
    ]


def withdrawal(record: Any, *, by: User, reason: str) -> Correction:
    """The entry, not saved, that a public record was withdrawn."""
    return correction(record, by=by, reason=reason.strip(), before=WITHDRAWN)


def correction(record: Any, *, by: User, reason: str, **texts: str) -> Correction:
    """A correction, not saved, of a record of any kind."""
    owner = {"Contract": "contract", "PlanItem": "plan_item", "Announcement": "announcement"}
    return Correction(
        **{owner[type(record).__name__]: record},
        year=int(record.year),
        by=by,
        subject=str(record)[:1000],
        reason=reason,
        **texts,
    )
