"""How much of the channel waits for whom, for the first page of the admin; nothing of what is in it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from complaints import policies
from complaints.models import Case
from complaints.models.terms import Progress
from portal import work
from portal.models import User
from portal.work import WaitingItem


@work.register("เรื่องร้องเรียนทุจริต", more="complaints:staff_queue")
def cases_waiting(user: User) -> list[WaitingItem]:
    """How many cases open to the officer are new, and how many of the others are late."""
    if not policies.handles_cases(user):
        return []
    today, mine, queue = timezone.localdate(), Case.objects.open_to(user), reverse("complaints:staff_queue")
    unread = mine.to_acknowledge(today).count()
    note = f"เกินกำหนดตรวจรับ {unread:,} เรื่อง" if unread else ""
    new = mine.filter(progress=Progress.RECEIVED).count()
    late = mine.overdue(today).exclude(progress=Progress.RECEIVED).count()
    items = [WaitingItem("รอตรวจรับ", f"{queue}?progress=received", note, count=new)]
    if late:
        items.append(WaitingItem("ยังไม่แจ้งผลและเกินกำหนด", f"{queue}?late=answer", count=late))
    return items


@work.register("คำขอเปิดตัวตนของผู้แจ้ง", more="complaints:staff_identities")
def requests_waiting(user: User) -> list[WaitingItem]:
    """How many requests a custodian has to decide."""
    if not policies.keeps_identities(user):
        return []
    count = policies.requests_to_decide(user).count()
    return [WaitingItem("รอพิจารณา", reverse("complaints:staff_identities"), count=count)]


@work.register("กำหนดเวลาของเรื่องร้องเรียน", more="complaints:staff_clocks")
def clocks_to_watch(user: User) -> list[WaitingItem]:
    """How many cases are late, whoever handles them."""
    if not policies.watches_clocks(user):
        return []
    late = Case.objects.overdue(timezone.localdate()).count()
    return [WaitingItem("ยังไม่แจ้งผลและเกินกำหนด", reverse("complaints:staff_clocks"), count=late)]
