"""The daily round: personal data of closed requests is erased at its time, and what has expired is swept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from measures.services.actions import drafts, questions
from measures.services.actions import files as request_files
from measures.services.models import EventKind, Rating, ServiceRequest
from portal import audit


@dataclass
class Round:
    """What one day's round did: requests erased, forms swept, questions answered since and questions forgotten."""

    erased: int = 0
    drafts: int = 0
    answered: int = 0
    forgotten: int = 0


def go_round(*, on: dt.date | None = None) -> Round:
    """Erase what is due and sweep what has expired; safe to repeat.

    Each request is a transaction of its own: what was done before a failure stays done.
    """
    day = on or timezone.localdate()
    done = Round()
    for pk in ServiceRequest.objects.due_for_erasure(day).order_by("pk").values_list("pk", flat=True):
        done.erased += erase_request(pk=pk, on=day)
    done.drafts = drafts.sweep()
    swept = questions.sweep()
    done.answered, done.forgotten = swept["answered"], swept["forgotten"]
    return done


@transaction.atomic
def erase_request(*, pk: int, on: dt.date) -> bool:
    """Erase who sent the request and all that was written and sent; number, dates and outcome stay.

    False when it is not due: opened again or erased already (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 37 (3)).
    """
    found = ServiceRequest.objects.select_for_update().due_for_erasure(on).filter(pk=pk).first()
    if found is None:
        return False
    request_files.remove(found.files.all())
    found.events.update(text="")
    Rating.objects.filter(request=found).update(comment="")
    found.answers, found.name, found.phone, found.email = [], "", "", ""
    found.erased_at = timezone.now()
    found.save()
    found.events.create(kind=EventKind.ERASED)
    audit.record(None, "ลบข้อมูลส่วนบุคคลของคำขอตามกำหนด", found)
    return True
