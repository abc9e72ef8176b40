"""What is done with questions: taken in, answered in public, declined with a reason, forgotten in time."""

from __future__ import annotations

import datetime as dt
import logging
from functools import partial
from typing import cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from measures.services import policies
from measures.services.models import Answer, Enquiry, EnquiryState, Service
from measures.services.models.form import new_token
from portal import audit
from portal import policies as publishing_policies
from portal.models import Office, User
from portal.publishing import Status, reason_for
from portal.working_days import add_working_days

ANSWERED_WITHIN = 15
"""Working days that the office announces for itself: พ.ร.ฎ. ว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546
ม. 38 asks for an answer in fifteen days or in the time announced under ม. 37."""
KEPT = dt.timedelta(days=365)
"""How long the words of a question are kept after it was decided; the public answer has its own."""
FORGOTTEN = "ลบข้อความแล้วตามกำหนด"
logger = logging.getLogger(__name__)


@transaction.atomic
def ask(*, token: str, subject: str, body: str, email: str = "", service: Service | None = None) -> Enquiry:
    """Take a question in; the same words by the same form are one question, other words are a new one."""
    known = Enquiry.objects.select_for_update().filter(token=token).first()
    if known is not None and (known.subject, known.body) == (subject, body):
        return known
    return Enquiry.objects.create(
        token=new_token() if known is not None else token,
        subject=subject,
        body=body,
        email=email,
        service=service,
        group=service.owner_group if service is not None else None,
        due_on=add_working_days(timezone.localdate(), ANSWERED_WITHIN),
    )


@transaction.atomic
def begin_answer(*, by: User, enquiry: Enquiry) -> Answer:
    """The draft of an answer with the words of the question in it, to be edited; the one there is already.

    Raises PermissionDenied for who may not answer it, ValidationError when it was decided, or when nobody said
    which work group answers and the person belongs to none.
    """
    enquiry = _waiting(by, enquiry)
    if existing := enquiry.answers.filter(revises=None).first():
        return cast("Answer", existing)
    groups = publishing_policies.own_groups(by)
    group = next((one for one in groups if one.pk == enquiry.group_id), groups.first())
    if group is None:
        raise ValidationError("คุณยังไม่สังกัดกลุ่มงาน จึงเขียนคำตอบไม่ได้ ให้ผู้ดูแลระบบกำหนดกลุ่มงานของคุณก่อน")
    answer = Answer(
        enquiry=enquiry,
        question=enquiry.subject,
        detail=enquiry.body,
        service=enquiry.service,
        asked_on=timezone.localdate(enquiry.asked_at),
        owner_group=group,
        created_by=by,
    )
    answer.save()
    audit.record(by, "เริ่มเขียนคำตอบ", enquiry)
    return answer


@transaction.atomic
def publish_answer(*, by: User, answer: Answer, reason: str = "", at: dt.datetime | None = None) -> Answer:
    """Publish an answer; when it is out at once, who asked is told and the question waits no longer."""
    published = cast("Answer", answer.publish(by=by, at=at, reason=reason))
    if published.is_published:
        _settle(published)
    return published


@transaction.atomic
def decline(*, by: User, enquiry: Enquiry, reason: str) -> Enquiry:
    """Close a question without an answer in public; who asked reads the reason.

    Raises PermissionDenied for who may not, ValidationError without a reason, or when it was decided or is being
    answered.
    """
    enquiry = _waiting(by, enquiry)
    if enquiry.answers.exists():
        raise ValidationError("มีคำตอบที่เขียนไว้แล้ว ให้เผยแพร่คำตอบนั้น หรือลบร่างคำตอบก่อน จึงปิดคำถามโดยไม่เผยแพร่ได้")
    enquiry.reason = reason_for("ไม่เผยแพร่", reason)
    _decide(enquiry, EnquiryState.DECLINED, by)
    audit.record(by, "ไม่เผยแพร่คำถาม", enquiry, reason=enquiry.reason)
    return enquiry


def sweep() -> dict[str, int]:
    """The daily work: tell people whose answer has come out since, and forget the words of old questions.

    Returns how many were {"answered", "forgotten"}.
    """
    answered = 0
    for answer in Answer.objects.published().filter(enquiry__state=EnquiryState.NEW):
        with transaction.atomic():
            answered += _settle(answer)
    old = Enquiry.objects.exclude(state=EnquiryState.NEW).filter(decided_at__lt=timezone.now() - KEPT)
    forgotten = old.exclude(body="").update(subject=FORGOTTEN, body="", email="")
    if forgotten:
        audit.record(None, "ลบข้อความของคำถามตามกำหนด", count=forgotten)
    return {"answered": answered, "forgotten": forgotten}


# ── inside ───────────────────────────────────────────────────────────────────
def _waiting(by: User, enquiry: Enquiry) -> Enquiry:
    """The question under a lock, while nobody has decided it."""
    locked = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if not policies.may_answer(by, locked):
        raise PermissionDenied("คำถามนี้เป็นของกลุ่มงานอื่น หรือคุณไม่มีสิทธิ์ตอบคำถาม")
    if locked.state != EnquiryState.NEW:
        raise ValidationError(f"คำถามนี้อยู่ในสถานะ “{locked.get_state_display()}” แล้ว")
    return locked


def _settle(answer: Answer) -> bool:
    """Let a public answer close its question; False when there is none or it was decided before."""
    if answer.enquiry is None or answer.status != Status.PUBLISHED:
        return False
    waiting = Enquiry.objects.select_for_update().waiting()
    enquiry = waiting.filter(pk=answer.enquiry.pk).first()
    if enquiry is None:
        return False
    _decide(enquiry, EnquiryState.ANSWERED, answer.published_by)
    return True


def _decide(enquiry: Enquiry, state: EnquiryState, by: User | None) -> None:
    """Close the question, tell who asked, and forget the address they were told at."""
    told = enquiry.email
    enquiry.state, enquiry.decided_at, enquiry.decided_by, enquiry.email = state, timezone.now(), by, ""
    enquiry.save()
    if told:
        transaction.on_commit(partial(_tell, told, enquiry.subject, enquiry.token, state))


def _tell(address: str, subject: str, token: str, state: EnquiryState) -> None:
    """One mail that leads to what became of the question; a mail server that fails stops nothing."""
    office = Office.load()
    place = f"{settings.SITE_URL}{reverse('services:enquiry', args=[token])}"
    done = "ตอบคำถามของท่านแล้ว" if state == EnquiryState.ANSWERED else "พิจารณาคำถามของท่านแล้ว"
    words = (
        f"{office.name}{done}\n\nเรื่อง: {subject}\n\nอ่านได้ที่ {place}\n\n"
        "สำนักงานลบอีเมลของท่านออกจากระบบแล้ว อีเมลฉบับนี้ส่งโดยอัตโนมัติ ไม่ต้องตอบกลับ"
    )
    try:
        send_mail(f"{office.short_name or office.name}: {done}", words, None, [address])
    except OSError:
        logger.exception("a mail about a question could not be sent")
