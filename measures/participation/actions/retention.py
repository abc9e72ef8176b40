"""The daily round: names of people who said something are erased when their time is over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from measures.participation.models import Consultation, Contribution
from portal import audit


def erase_names(*, on: dt.date | None = None) -> int:
    """Erase the names that are due, of what is shown, hidden and waiting alike; returns how many. Safe to repeat.

    What people said stays. Each consultation is a transaction of its own: what was done before a failure stays done.
    """
    day = on or timezone.localdate()
    named = Contribution.objects.exclude(name="").values("consultation")
    due = Consultation.objects.names_due(day).filter(pk__in=named)
    return sum(_erase_of(pk, day) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _erase_of(pk: int, day: dt.date) -> int:
    """Erase the names of one consultation; none when it is not due any more, because it takes contributions longer."""
    found = Consultation.objects.select_for_update().filter(pk=pk).names_due(day).first()
    if found is None:
        return 0
    named = Contribution.objects.filter(consultation=found).exclude(name="")
    number = named.update(name="", name_erased_at=timezone.now())
    audit.record(None, "ลบชื่อผู้ให้ความเห็นตามกำหนด", found, number=number)
    return number
