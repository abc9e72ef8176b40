"""Carries all that an import brought through review: sent, published, sent back or withdrawn as a whole.

The status of each contract is the truth; an act of the import is the same act on all of its contracts that are
at that point. One event of the log speaks for all of them, with their number.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from django.core.exceptions import ValidationError
from django.db import OperationalError, models, transaction
from django.utils import timezone

from portal import audit
from portal.bulk_publishing import BUSY, lock, publish_all, send_back_all, submit_all, withdraw_all
from portal.publishing import Status
from procurement.actions.steps import Step
from procurement.models import Contract, Correction, Process, RegisterImport
from procurement.models.corrections import since_withdrawal, with_children, withdrawal

if TYPE_CHECKING:
    from portal.models import User

Told = ParamSpec("Told")
logger = logging.getLogger(__name__)
PUBLISHING = "เผยแพร่สัญญาของไฟล์"


def _whole(act: Callable[Told, RegisterImport]) -> Callable[Told, RegisterImport]:
    """An act as one transaction. When the database gives it up, for others write there, ValidationError says so."""

    @wraps(act)
    def whole(*args: Told.args, **kwargs: Told.kwargs) -> RegisterImport:
        with _all_or_nothing(act.__name__):
            return act(*args, **kwargs)

    return whole


@contextmanager
def _all_or_nothing(act: str) -> Iterator[None]:
    """A transaction; when the database gives it up, ValidationError says that nothing was changed."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        logger.warning("the database gave up %s: %s", act, error)
        raise ValidationError(BUSY) from error


@_whole
def submit_import(*, by: User, batch: RegisterImport) -> RegisterImport:
    """Ask for publication of all that the import brought and is not sent yet.

    Raises ValidationError with everything that is missing in any contract, by its title and place in the file.
    """
    drafts = _carried(batch, "ส่งขออนุมัติ", Status.DRAFT, Status.WITHDRAWN)
    sent = submit_all(drafts, by=by, name=_named)
    audit.record(by, "ส่งขออนุมัติทั้งชุด", batch, contracts=len(sent))
    return batch


def publish_import(
    *,
    by: User,
    batch: RegisterImport,
    reason: str = "",
    progress: Callable[[Step], None] | None = None,
) -> RegisterImport:
    """Show all that waits for review to the public at once; see `publishing`."""
    for step in publishing(by=by, batch=batch, reason=reason):
        if progress:
            progress(step)
    return batch


def publishing(*, by: User, batch: RegisterImport, reason: str = "") -> Generator[Step, None, None]:
    """Show all that waits for review to the public, telling how far it is; closed early, it undoes everything.

    What it changes in published contracts is told as corrections, and so is what was changed in contracts while they
    were withdrawn. Raises PermissionDenied for anybody who wrote in one of the contracts, ValidationError when none
    is in review, one has to be mended first, or there are corrections and neither this act nor the import gives a
    reason.
    """
    with _all_or_nothing("publishing"):
        waiting = _carried(batch, "เผยแพร่", Status.IN_REVIEW)
        why = reason.strip() or batch.reason
        copies = list(waiting.filter(revises__isnull=False).order_by("pk"))
        originals = list(waiting.filter(revises=None).values_list("pk", flat=True))
        total = len(originals) + len(copies)
        yield Step(PUBLISHING, 0, total)
        corrected = [copy.revises_id for copy in copies if copy.revises_id]
        lock(Contract, {*originals, *corrected, *(copy.pk for copy in copies)})
        public = publish_all(waiting.filter(revises=None), by=by, reason=reason, name=_named)
        Correction.objects.bulk_create(since_withdrawal(public, by=by, reason=why), batch_size=200)
        for done, copy in enumerate(copies, start=len(public)):
            yield Step(PUBLISHING, done, total)
            copy.publish(by=by, reason=why)
        audit.record(
            by, "เผยแพร่ทั้งชุด", batch, contracts=len(public), corrections=len(copies), reason=reason.strip()
        )
        Process.remember(public)  # after the log, as in the verbs for one contract
    yield Step("เผยแพร่ทั้งชุดแล้ว", total, total)


@_whole
def send_back_import(*, by: User, batch: RegisterImport, reason: str) -> RegisterImport:
    """Return all that waits for review, with a reason. Raises ValidationError without one."""
    back = send_back_all(_carried(batch, "ส่งกลับ", Status.IN_REVIEW), reason=reason)
    audit.record(by, "ส่งกลับทั้งชุด", batch, contracts=len(back), reason=reason.strip())
    return batch


@_whole
def take_back_import(*, by: User, batch: RegisterImport) -> RegisterImport:
    """Return to drafts what the person sent for review and nobody decided on.

    Raises ValidationError when there is none.
    """
    waiting = _carried(batch, "ถอนคำขอ", Status.IN_REVIEW).filter(submitted_by=by)
    if not waiting.exists():
        raise ValidationError("ถอนคำขอได้เฉพาะผู้ที่ส่งขออนุมัติ")
    back = send_back_all(waiting, reason="ผู้ส่งถอนคำขออนุมัติ")
    audit.record(by, "ถอนคำขออนุมัติทั้งชุด", batch, contracts=len(back))
    return batch


@_whole
def withdraw_import(*, by: User, batch: RegisterImport, reason: str) -> RegisterImport:
    """Take all contracts whose facts come from this import off the public site; that they are gone is told.

    A contract that the import only corrected goes too: its facts are this file's. Raises ValidationError
    without a reason.
    """
    published = _carried(batch, "ถอนออก", Status.PUBLISHED)
    public = set(published.filter(published_at__lte=timezone.now()).values_list("pk", flat=True))
    gone = withdraw_all(published, by=by, reason=reason)
    with_children(gone)
    told = [withdrawal(contract, by=by, reason=reason) for contract in gone if contract.pk in public]
    Correction.objects.bulk_create(told, batch_size=200)
    audit.record(by, "ถอนออกทั้งชุด", batch, contracts=len(gone), reason=reason.strip())
    Process.leave(gone, at=timezone.now())
    return batch


def _carried(batch: RegisterImport, act: str, *statuses: Status) -> models.QuerySet[Contract]:
    """The contracts of these statuses that the import carries. Raises ValidationError when there are none."""
    rows = Contract.objects.carried().filter(source=batch, status__in=statuses)
    if not rows.exists():
        raise ValidationError(f"{act}ทั้งชุดไม่ได้ เพราะไม่มีสัญญาของไฟล์นี้ที่อยู่ในขั้นนั้น")
    return rows


def _named(contract: Contract) -> str:
    return f"{contract} ({contract.source_place})" if contract.source_place else str(contract)
