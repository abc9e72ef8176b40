"""Carries all that an import brought through review: sent, published, sent back or withdrawn as a whole.

The status of each contract is the truth; an act of the import is the same act on all of its contracts that are
at that point. One event of the log speaks for all of them, with their number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from portal import audit
from portal.bulk_publishing import publish_all, send_back_all, submit_all, withdraw_all
from portal.publishing import Status
from procurement.models import Contract, Correction, Process, RegisterImport
from procurement.models.corrections import withdrawal

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def submit_import(*, by: User, batch: RegisterImport) -> RegisterImport:
    """Ask for publication of all that the import brought and is not sent yet.

    Raises ValidationError with everything that is missing in any contract, by its title and place in the file.
    """
    drafts = _carried(batch, "ส่งขออนุมัติ", Status.DRAFT, Status.WITHDRAWN)
    sent = submit_all(drafts, by=by, name=_named)
    audit.record(by, "ส่งขออนุมัติทั้งชุด", batch, contracts=len(sent))
    return batch


@transaction.atomic
def publish_import(*, by: User, batch: RegisterImport, reason: str = "") -> RegisterImport:
    """Show all that waits for review to the public; what it changes in published contracts is told as corrections.

    Raises PermissionDenied for anybody who wrote in one of the contracts, ValidationError when none is in
    review, or one has to be mended first.
    """
    waiting = _carried(batch, "เผยแพร่", Status.IN_REVIEW)
    copies = list(waiting.filter(revises__isnull=False).order_by("pk"))
    public = publish_all(waiting.filter(revises=None), by=by, reason=reason, name=_named)
    Process.remember(public)
    for copy in copies:
        copy.publish(by=by, reason=reason.strip() or batch.reason)
    audit.record(
        by, "เผยแพร่ทั้งชุด", batch, contracts=len(public), corrections=len(copies), reason=reason.strip()
    )
    return batch


@transaction.atomic
def send_back_import(*, by: User, batch: RegisterImport, reason: str) -> RegisterImport:
    """Return all that waits for review, with a reason. Raises ValidationError without one."""
    back = send_back_all(_carried(batch, "ส่งกลับ", Status.IN_REVIEW), reason=reason)
    audit.record(by, "ส่งกลับทั้งชุด", batch, contracts=len(back), reason=reason.strip())
    return batch


@transaction.atomic
def withdraw_import(*, by: User, batch: RegisterImport, reason: str) -> RegisterImport:
    """Take all contracts whose facts come from this import off the public site; that they are gone is told.

    A contract that the import only corrected goes too: its facts are this file's. Raises ValidationError
    without a reason.
    """
    published = _carried(batch, "ถอนออก", Status.PUBLISHED)
    public = set(published.filter(published_at__lte=timezone.now()).values_list("pk", flat=True))
    gone = withdraw_all(published, by=by, reason=reason)
    Process.leave([contract.process_key for contract in gone], at=timezone.now())
    told = [withdrawal(contract, by=by, reason=reason) for contract in gone if contract.pk in public]
    Correction.objects.bulk_create(told, batch_size=200)
    audit.record(by, "ถอนออกทั้งชุด", batch, contracts=len(gone), reason=reason.strip())
    return batch


def _carried(batch: RegisterImport, act: str, *statuses: Status) -> models.QuerySet[Contract]:
    """The contracts of these statuses that the import carries. Raises ValidationError when there are none."""
    rows = Contract.objects.carried().filter(source=batch, status__in=statuses)
    if not rows.exists():
        raise ValidationError(f"{act}ทั้งชุดไม่ได้ เพราะไม่มีสัญญาของไฟล์นี้ที่อยู่ในขั้นนั้น")
    return rows


def _named(contract: Contract) -> str:
    return f"{contract} ({contract.source_place})" if contract.source_place else str(contract)
