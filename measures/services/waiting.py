"""How many requests wait for whom, for the first page of the admin."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from measures.services import clocks, policies
from measures.services.models import Progress
from portal import work
from portal.models import User
from portal.work import WaitingItem
from portal.working_days import add_working_days


@work.register("คำขอรอดำเนินการ", more="services:staff_queue")
def requests_waiting(user: User) -> list[WaitingItem]:
    """How many are over their day, nearly, new, or have something from the person, counted as the queue does."""
    if not policies.handles_requests(user):
        return []
    today, mine, queue = timezone.localdate(), policies.requests_of(user), reverse("services:staff_queue")
    near = add_working_days(today, clocks.NEAR)
    found = [
        ("เกินกำหนด", "?late=over", mine.overdue(today)),
        (f"ครบกำหนดใน {clocks.NEAR} วันทำการ", "?late=near", mine.due_between(today, near)),
        ("ผู้ยื่นเขียนหรือส่งเอกสารมา", "?late=written", mine.written_to()),
        ("คำขอใหม่", "?progress=received", mine.filter(progress=Progress.RECEIVED)),
    ]
    counted = [(title, query, rows.count()) for title, query, rows in found]
    return [WaitingItem(title, queue + query, count=count) for title, query, count in counted if count]
