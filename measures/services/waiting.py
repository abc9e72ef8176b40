"""What of the services waits for a person, for the first page of the admin: requests, and questions of the public."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from measures.services import clocks, policies
from measures.services.models import Answer, Enquiry, Progress
from portal import thai, work
from portal.models import User
from portal.work import MOST, Act, WaitingItem
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


@work.register("คำถามรอตอบ", more="admin:services_enquiry_changelist?state__exact=new")
def questions_waiting(user: User) -> list[WaitingItem]:
    """The questions this person may answer, those due first; two queries."""
    if not user.has_perm("services.change_enquiry"):
        return []
    rows = Enquiry.objects.waiting()
    if not policies.is_service_desk(user):
        rows = rows.filter(Q(group=None) | Q(group__in=user.work_groups.all()))
    today = timezone.localdate()
    return [
        WaitingItem(
            enquiry.subject,
            work.admin_url(enquiry),
            f"{'เกินกำหนด' if enquiry.due_on < today else 'ตอบภายใน'} {thai.short_date(enquiry.due_on)}"
            + (" · มีร่างคำตอบแล้ว" if is_begun else ""),
        )
        for enquiry, is_begun in _with_drafts(rows.order_by("due_on", "pk")[:MOST])
    ]


def _with_drafts(rows: QuerySet[Enquiry]) -> list[tuple[Enquiry, bool]]:
    """Each question with whether somebody began its answer; two queries."""
    asked = list(rows)
    begun = set(Answer.objects.filter(enquiry__in=asked).values_list("enquiry", flat=True))
    return [(enquiry, enquiry.pk in begun) for enquiry in asked]


work.register_acts(
    Act("ตอบคำถามประชาชน", "chat", "services.Enquiry", "change"),
    Act("คู่มือการให้บริการ", "book", "services.Service", "change"),
)
