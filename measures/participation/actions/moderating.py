"""What staff make of contributions: shown, hidden with a public reason, answered alone or together."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from measures.participation import policies
from measures.participation.models import Consultation, Contribution, Response, State, Tally
from portal import audit
from portal.models import User
from portal.publishing import reason_for

LONGEST_REASON = 300


@transaction.atomic
def show(*, by: User, contributions: models.QuerySet[Contribution]) -> int:
    """Show contributions to the public; returns how many were not shown before. Raises PermissionDenied."""
    found = _mine(by, contributions)
    rows = _locked(contributions).exclude(state=State.SHOWN)
    changed = rows.update(state=State.SHOWN, reason="", decided_at=timezone.now(), decided_by=by)
    _tell(by, "แสดงความเห็น", found)
    return changed


@transaction.atomic
def hide(*, by: User, contributions: models.QuerySet[Contribution], reason: str) -> int:
    """Keep contributions from the public, which reads the reason in their place; returns how many.

    An answer no longer stands beside them. Raises ValidationError without a reason, or with a citizen number in it,
    PermissionDenied for who may not.
    """
    reason = reason_for("ไม่แสดงความเห็น", reason)
    if len(reason) > LONGEST_REASON:
        raise ValidationError(f"เหตุผลยาวเกิน {LONGEST_REASON} ตัวอักษร โปรดย่อให้สั้นลง")
    found = _mine(by, contributions)
    changed = _locked(contributions).update(
        state=State.HIDDEN, reason=reason, decided_at=timezone.now(), decided_by=by, response=None
    )
    _tell(by, "ไม่แสดงความเห็น", found, reason=reason)
    return changed


@transaction.atomic
def answer(
    *, by: User, contributions: models.QuerySet[Contribution], subject: str = "", text: str = ""
) -> Response:
    """The draft of one answer to all these contributions, to be written, sent for review and published.

    Raises ValidationError in Thai when they belong to several consultations, are not shown, or have an answer
    already; PermissionDenied for who may not.
    """
    found = _mine(by, contributions)
    if len(found) > 1:
        raise ValidationError("ความเห็นที่เลือกมาจากการรับฟังหลายเรื่อง ให้เลือกของเรื่องเดียว")
    if not found:
        raise ValidationError("เลือกความเห็นที่จะตอบก่อน")
    rows = _locked(contributions)
    if number := rows.exclude(state=State.SHOWN).count():
        raise ValidationError(f"มีความเห็นที่ยังไม่แสดงต่อสาธารณะ {number:,} รายการ ให้ตรวจและแสดงก่อน จึงตอบได้")
    if number := rows.exclude(response=None).count():
        raise ValidationError(f"มีความเห็นที่มีคำตอบหรือร่างคำตอบแล้ว {number:,} รายการ ให้เลือกเฉพาะที่ยังไม่มี")
    (consultation,) = found
    response = Response(
        consultation=consultation,
        owner_group=consultation.owner_group,
        created_by=by,
        subject=subject,
        text=text,
    )
    response.note_author(by)
    response.save()
    rows.update(response=response)
    _tell(by, "เริ่มเขียนคำตอบต่อความเห็น", found)
    response.refresh_from_db()
    return response


# ── inside ───────────────────────────────────────────────────────────────────
def _locked(contributions: models.QuerySet[Contribution]) -> models.QuerySet[Contribution]:
    """The same rows without order and joins, fit for an update."""
    return Contribution.objects.filter(pk__in=contributions.order_by().values("pk"))


def _mine(by: User, contributions: models.QuerySet[Contribution]) -> Mapping[Consultation, int]:
    """The consultations of these contributions, locked, with how many there are of each."""
    numbers = dict(
        contributions.order_by()
        .values_list("consultation")
        .annotate(number=models.Count("pk", distinct=True))
    )
    locked = Consultation.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    found = {consultation: numbers[consultation.pk] for consultation in locked}
    for consultation in found:
        if not policies.may_moderate(by, consultation):
            raise PermissionDenied(f"ความเห็นต่อเรื่อง “{consultation}” เป็นของกลุ่มงานอื่น หรือคุณไม่มีสิทธิ์ตรวจความเห็น")
    return found


def _tell(by: User, verb: str, found: Mapping[Consultation, int], **detail: str) -> None:
    for consultation, number in found.items():
        Tally.objects.count_again(consultation)
        audit.record(by, verb, consultation, number=number, **detail)
