"""What the person does who holds the code: write, send what was asked for, withdraw, say how satisfied they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.services import codes
from measures.services.actions import files as request_files
from measures.services.actions import sums
from measures.services.actions.closing import let_run, settle
from measures.services.actions.files import Examined
from measures.services.models import (
    EventKind,
    Outcome,
    Progress,
    Rating,
    RequestEvent,
    RequestFile,
    ServiceRequest,
)

LONGEST_MESSAGE = 5_000
LONGEST_COMMENT = 2_000
IS_CLOSED = "คำขอนี้ปิดแล้วระหว่างที่ท่านเปิดหน้านี้ ข้อความจึงยังไม่ได้ส่ง หากต้องการให้ดำเนินการต่อ โปรดติดต่อสำนักงานโดยแจ้งเลขที่คำขอ"


def find_request(code: str) -> ServiceRequest | None:
    """The request of a code as `codes.read` gives it."""
    found = ServiceRequest.objects.select_related("service", "group", "form")
    return found.filter(code_hash=codes.digest(code)).first()


def is_done(turn: str) -> bool:
    """Whether the form with this mark was taken already."""
    return RequestEvent.objects.filter(turn=turn).exists()


@transaction.atomic
def write_to_office(
    *, request: ServiceRequest, text: str, files: Sequence[Examined] = (), turn: str
) -> RequestEvent:
    """Take what the person writes or sends; if the office waits for it, the clock runs on.

    The same form sent twice is one event. Raises ValidationError, in Thai, for a request that is closed.
    """
    found = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if before := found.events.filter(turn=turn).first():
        return before
    if not found.is_open:
        raise ValidationError(IS_CLOSED, code="closed")
    kind = EventKind.ANSWERED if found.progress == Progress.WAITING else EventKind.WROTE
    if kind == EventKind.ANSWERED:
        let_run(found, on=timezone.localdate())
        found.progress = Progress.WORKING
        found.save()
    event = found.events.create(kind=kind, text=text, turn=turn)
    attach(event, files, from_staff=False)
    return event


@transaction.atomic
def withdraw(*, request: ServiceRequest, reason: str, turn: str) -> ServiceRequest:
    """Close the request because the person does not want it any more. Raises ValidationError for one that is closed."""
    found = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if found.events.filter(turn=turn).exists():
        return found
    if not found.is_open:
        raise ValidationError(IS_CLOSED, code="closed")
    settle(found, outcome=Outcome.WITHDRAWN, at=timezone.now())
    found.events.create(kind=EventKind.CLOSED, text=reason, turn=turn)
    return found


@transaction.atomic
def rate_request(*, request: ServiceRequest, score: int) -> Rating:
    """Keep how satisfied the person is, 1 to 5; the first click counts, later ones change nothing.

    Raises ValidationError for a request that is still open, or whose data was erased.
    """
    found = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if before := Rating.objects.filter(request=found).first():
        return before
    if found.is_open or found.erased_at:
        raise ValidationError("ให้คะแนนได้เมื่อคำขอเสร็จสิ้นแล้ว และก่อนลบข้อมูลตามกำหนด")
    if not 1 <= score <= 5:
        raise ValidationError("เลือกคะแนน 1 ถึง 5")
    day = timezone.localdate()
    rating = Rating.objects.create(
        service_id=found.service_id, channel=found.channel, day=day, score=score, request=found
    )
    rated: dict[str, Any] = {f"rated_{score}": 1}
    sums.add(service_id=found.service_id, day=day, **rated)
    return rating


def comment_on_rating(*, rating: Rating, comment: str) -> bool:
    """Put words to a rating, once; False when there were words already."""
    return bool(Rating.objects.filter(pk=rating.pk, comment="").update(comment=comment))


def attach(event: RequestEvent, files: Sequence[Examined], *, from_staff: bool) -> None:
    """Keep files with an event."""
    for one in files:
        RequestFile.objects.create(
            request_id=event.request_id,
            event=event,
            stored=request_files.keep(one, by=event.by),
            is_from_staff=from_staff,
        )
