"""How much of the channel waits for an officer, for the first page of the admin; nothing of what is in it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from complaints import policies
from complaints.models import Case
from complaints.models.terms import Progress
from portal import work
from portal.models import User
from portal.work import WaitingItem


@work.register("เรื่องร้องเรียนทุจริต", more="complaints:staff_queue")
def cases_waiting(user: User) -> list[WaitingItem]:
    """How many cases open to the officer are new, late, or theirs to handle."""
    if not policies.handles_cases(user):
        return []
    today, mine = timezone.localdate(), Case.objects.open_to(user)
    rows = [
        ("รอตรวจรับ", {"progress": Progress.RECEIVED.value}, mine.filter(progress=Progress.RECEIVED)),
        ("ยังไม่ตรวจรับและเกินกำหนด", {"late": "acknowledge"}, mine.to_acknowledge(today)),
        ("ยังไม่แจ้งผลและเกินกำหนด", {"late": "answer"}, mine.overdue(today)),
        ("ที่ฉันรับผิดชอบ", {"handler": str(user.pk)}, mine.in_progress().filter(handler=user)),
    ]
    queue = reverse("complaints:staff_queue")
    return [
        WaitingItem(title, f"{queue}?{urlencode(query)}", count=count)
        for title, query, cases in rows
        if (count := cases.count())
    ]
