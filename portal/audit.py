"""Writes and verifies the audit log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from portal.models.audit import AuditEvent, AuditHead

if TYPE_CHECKING:
    from portal.models.people import User

SYSTEM = "ระบบ"


@transaction.atomic
def record(by: User | None, verb: str, obj: models.Model | None = None, **detail: Any) -> AuditEvent:
    """Append one act to the log; `by` is None for what the system does by itself.

    Appending locks the head row, so the chain has one order even when many write at once. `detail` must be
    JSON and must never hold the content of a complaint.
    """
    head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
    event = AuditEvent(
        seq=head.last_seq + 1,
        at=timezone.now().astimezone(dt.UTC),
        actor_id=str(by.pk) if by else "",
        actor_name=by.display_name[:200] if by else SYSTEM,
        verb=verb,
        object_type=obj._meta.label_lower if obj else "",
        object_id=str(obj.pk) if obj else "",
        object_name=str(obj)[:300] if obj else "",
        detail=detail,
        previous_hash=head.last_hash,
    )
    event.hash = event.computed_hash()
    event.save(force_insert=True)
    head.last_seq, head.last_hash = event.seq, event.hash
    head.save()
    return event


@dataclass(frozen=True)
class Fault:
    """One broken place in the chain: the row's number and a Thai sentence on what is wrong."""

    seq: int
    message: str


def faults() -> Iterator[Fault]:
    """Every place where the log was tampered with: a row changed, removed, swapped, or cut off the end."""
    previous_hash, expected = "0" * 64, 1
    for event in AuditEvent.objects.order_by("seq").iterator(chunk_size=2000):
        if event.seq != expected:
            yield Fault(expected, f"แถวที่ {expected} ถึง {event.seq - 1} หายไป")
        elif event.previous_hash != previous_hash:
            yield Fault(event.seq, f"แถวที่ {event.seq} ไม่ต่อกับแถวก่อนหน้า อาจถูกสลับที่หรือแทรก")
        if event.hash != event.computed_hash():
            yield Fault(event.seq, f"แถวที่ {event.seq} ถูกแก้ไขหลังบันทึก")
        previous_hash, expected = event.hash, event.seq + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head and head.last_seq >= expected:
        yield Fault(expected, f"แถวท้ายบันทึกตั้งแต่ {expected} ถึง {head.last_seq} หายไป")
    elif head and expected > 1 and (head.last_seq, head.last_hash) != (expected - 1, previous_hash):
        yield Fault(expected - 1, "แถวสุดท้ายไม่ตรงกับปลายบันทึกที่จดไว้")
    elif head is None and expected > 1:
        yield Fault(expected - 1, "ไม่พบปลายบันทึกที่จดไว้")
