"""Questions of the public that wait for an answer, for the first page of the admin."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from measures.services import policies
from measures.services.models import Answer, Enquiry
from portal import thai, work
from portal.models import User
from portal.work import MOST, Act, WaitingItem


@work.register("คำถามรอตอบ", more="admin:services_enquiry_changelist?state__exact=new")
def questions_waiting(user: User) -> list[WaitingItem]:
    """The questions this person may answer, those due first; one query."""
    if not user.has_perm("services.change_enquiry"):
        return []
    rows = Enquiry.objects.waiting()
    if not policies.is_service_desk(user):
        rows = rows.filter(Q(group=None) | Q(group__in=user.work_groups.all()))
    rows = rows.annotate(is_begun=Exists(Answer.objects.filter(enquiry=OuterRef("pk"))))
    today = timezone.localdate()
    return [
        WaitingItem(
            enquiry.subject,
            work.admin_url(enquiry),
            f"{'เกินกำหนด' if enquiry.due_on < today else 'ตอบภายใน'} {thai.short_date(enquiry.due_on)}"
            + (" · มีร่างคำตอบแล้ว" if enquiry.is_begun else ""),
        )
        for enquiry in rows.order_by("due_on", "pk")[:MOST]
    ]


work.register_acts(
    Act("ตอบคำถามประชาชน", "chat", "services.Enquiry", "change"),
    Act("คู่มือการให้บริการ", "book", "services.Service", "change"),
)
