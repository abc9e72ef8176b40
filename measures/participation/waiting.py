"""What of participation waits for a person: contributions to look at and to answer, consultations to conclude."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from measures.participation import policies
from measures.participation.models import Consultation, Contribution
from portal import thai, work
from portal.models import User
from portal.work import Act, WaitingItem

LISTS = "admin:participation_contribution_changelist"


@work.register("ความเห็นที่รอตรวจ", more=f"{LISTS}?state__exact=new")
def to_look_at(user: User) -> list[WaitingItem]:
    """One line for each consultation of the person's groups with contributions that nobody has looked at."""
    if not policies.moderates(user):
        return []
    waiting = Contribution.objects.waiting()
    return _by_consultation(user, waiting, "state__exact=new")


@work.register("ความเห็นที่รอคำตอบ", more=f"{LISTS}?answer=none")
def to_answer(user: User) -> list[WaitingItem]:
    """One line for each consultation with shown contributions that have no answer, not even a draft."""
    if not (policies.moderates(user) and user.has_perm("participation.change_response")):
        return []
    return _by_consultation(user, Contribution.objects.shown().filter(response=None), "answer=none")


@work.register("การรับฟังที่รอสรุปผล", more="admin:participation_consultation_changelist")
def to_conclude(user: User) -> list[WaitingItem]:
    """Consultations of the person's groups that are closed to contributions and not done."""
    if not user.has_perm("participation.change_consultation"):
        return []
    rows = Consultation.objects.published().with_end().filter(closes_on__lt=timezone.localdate())
    if not user.has_perm("portal.edit_any_group"):
        rows = rows.filter(owner_group__in=user.work_groups.all())
    return [
        WaitingItem(one.title, work.admin_url(one), f"ปิดรับเมื่อ {thai.short_date(one.closes_on)}")
        for one in rows.order_by("closes_on")[: work.MOST]
        if one.conclusion_shown is None
    ]


def _by_consultation(user: User, rows: QuerySet[Contribution], query: str) -> list[WaitingItem]:
    mine = policies.moderated_by(user)
    numbers = dict(
        rows.filter(consultation__in=mine).order_by().values_list("consultation").annotate(number=Count("pk"))
    )
    titles = dict(Consultation.objects.filter(pk__in=numbers).values_list("pk", "title"))
    return [
        WaitingItem(titles[pk], f"{reverse(LISTS)}?consultation={pk}&{query}", count=number)
        for pk, number in sorted(numbers.items())
    ]


work.register_acts(
    Act("กิจกรรมการมีส่วนร่วม", "people", "participation.Activity", "change"),
    Act("ตรวจความเห็นประชาชน", "chat", "participation.Contribution", "change"),
)
