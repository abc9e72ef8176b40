"""What of the roof waits for a person: OIT items not shown, improvements due, figures that moved; its big buttons."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from measures.models import AcceptedSentence, Improvement, Measure, OitItem, Progress
from measures.oit import latest_year
from measures.sentences import moved
from portal import thai, work
from portal.fiscal import FiscalYear
from portal.models import User
from portal.work import Act, WaitingItem

SOON = dt.timedelta(days=30)


@work.register("OIT ที่ขาด", more="admin:measures_oititem_changelist?disclosure=missing")
def missing_oit(user: User) -> list[WaitingItem]:
    """One line for the newest year that is shown: how many of its items the public does not see yet."""
    year = latest_year()
    if year is None or not user.has_perm("measures.view_oitdisclosure"):
        return []
    items = OitItem.objects.missing(year)
    codes = ", ".join(items.values_list("code", flat=True)[:8])
    count = items.count()
    if not count:
        return []
    more = " …" if count > 8 else ""
    return [
        WaitingItem(f"ข้อที่ยังไม่เปิดเผย {year.label}", reverse("measures:ita", args=[year]), codes + more, count)
    ]


@work.register("ใกล้ครบกำหนด")
def due_improvements(user: User) -> list[WaitingItem]:
    """Improvements of the person's work groups that are late or due within 30 days."""
    waiting = (
        Improvement.objects.filter(result__revises=None, due_on__lte=timezone.localdate() + SOON)
        .exclude(progress=Progress.DONE)
        .select_related("result")
        .order_by("due_on")
    )
    if not user.has_perm("measures.view_itaresult"):
        return []
    if not user.has_perm("portal.edit_any_group"):
        waiting = waiting.filter(owner_group__in=user.work_groups.all())
    return [
        WaitingItem(
            improvement.title,
            work.admin_url(improvement.result),
            f"{'เลยกำหนดเมื่อ' if improvement.is_overdue else 'ครบกำหนด'} {thai.short_date(improvement.due_on)}",
        )
        for improvement in waiting
    ]


@work.register("ตัวเลขเปลี่ยนหลังใช้ในมาตรการ")
def moved_figures(user: User) -> list[WaitingItem]:
    """Measures of this year and the last, of the person's work groups, whose records say other figures by now."""
    if not user.has_perm("measures.change_measure"):
        return []
    this_year = FiscalYear.containing(timezone.localdate())
    measures = (
        Measure.objects.originals()
        .filter(year__in=(this_year.previous, this_year), working_copies=None)
        .filter(Exists(AcceptedSentence.objects.filter(owner=OuterRef("pk"))))
        .prefetch_related("sentences")
        .order_by("-year", "number")
    )
    if not user.has_perm("portal.edit_any_group"):
        measures = measures.filter(owner_group__in=user.work_groups.all())
    found = ((measure, len(moved(measure))) for measure in measures)
    return [
        WaitingItem(
            f"มาตรการที่ {measure.number} {measure.get_slug_display()} {measure.year.label}",
            work.admin_url(measure),
            f"{number} ข้อความ",
        )
        for measure, number in found
        if number
    ]


work.register_acts(
    Act("ผลตามมาตรการ 11 ด้าน", "book", "measures.Measure", "change"),
    Act("เปิดเผยข้อมูล OIT", "eye", "measures.OitDisclosure", "change"),
    Act("รายงานประจำปี", "print", "measures.AnnualReport", "change"),
)
