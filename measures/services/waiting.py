"""Questions of the public that wait for an answer, for the first page of the admin."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from measures.services import policies
from measures.services.models import Answer, Enquiry
from portal import thai, work
from portal.models import User
from portal.work import MOST, Act, WaitingItem


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
