"""How much of the channel waits for whom, for the first page of the admin; nothing of what is in it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from complaints import policies
from complaints.models import Case, KeyHolder
from complaints.models.terms import Progress
from portal import work
from portal.models import User
from portal.work import WaitingItem


@work.register("เรื่องร้องเรียนทุจริต", more="complaints:staff_queue")
def cases_waiting(user: User) -> list[WaitingItem]:
    """How many cases open to the officer are new, and how many are late, counted as the queue does."""
    if not policies.handles_cases(user):
        return []
    today, mine, queue = timezone.localdate(), Case.objects.open_to(user), reverse("complaints:staff_queue")
    unread = mine.to_acknowledge(today).count()
    note = f"เกินกำหนดตรวจรับ {unread:,} เรื่อง" if unread else ""
    new = mine.filter(progress=Progress.RECEIVED).count()
    late = mine.overdue(today).count()
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
    late = Case.objects.late(timezone.localdate()).count()
    return [
        WaitingItem("ตรวจรับหรือแจ้งผลเกินกำหนด", f"{reverse('complaints:staff_clocks')}?only=late", count=late)
    ]


@work.register("กุญแจของช่องทางแจ้งทุจริต", more="complaints:staff_holders")
def keys_to_end(user: User) -> list[WaitingItem]:
    """For who keeps the accounts: how many keys in use belong to somebody who may not use them any more."""
    if not policies.keeps_accounts(user):
        return []
    holders = KeyHolder.objects.filter(retired_at=None).exclude(user=None).select_related("user")
    count = sum(1 for holder in holders if not policies.is_entitled(holder))
    note = "ปิดบัญชีหรือถอนบทบาทก่อน จึงเลิกใช้กุญแจของผู้นั้นได้"
    return [WaitingItem("กุญแจของผู้ที่พ้นหน้าที่แล้ว", reverse("complaints:staff_holders"), note, count=count)]
