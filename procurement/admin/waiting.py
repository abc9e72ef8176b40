"""What of procurement waits for a person: imports to decide on, imports to finish; and its big buttons."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from portal import thai, work
from portal.models import User
from portal.publishing import Status
from portal.work import Act, WaitingItem
from procurement.models import Contract, RegisterImport, Stage

MOST = 50
"""Imports that a box lists."""
REASON_LETTERS = 200
"""How much of a reason a box shows; the page of the import has it whole."""


@work.register(
    "ไฟล์จัดซื้อจัดจ้างรออนุมัติ", more="admin:procurement_registerimport_changelist?stage=in_review", is_review=True
)
def imports_to_decide(user: User) -> list[WaitingItem]:
    """Imports in review that this person may publish or send back."""
    if not (user.has_perm("portal.publish_content") and user.has_perm("procurement.view_registerimport")):
        return []
    waiting = RegisterImport.objects.with_rows_in(Status.IN_REVIEW).exclude(created_by=user)
    return _told(waiting.with_row_counts().select_related("source", "created_by")[:MOST], Status.IN_REVIEW)


@work.register("ไฟล์ที่ยังไม่ยืนยันและฉบับร่างจากการนำเข้า", more="admin:procurement_registerimport_changelist")
def imports_to_finish(user: User) -> list[WaitingItem]:
    """The person's imports that are not confirmed, or whose drafts are not sent for review."""
    if not user.has_perm("procurement.add_registerimport"):
        return []
    drafts = RegisterImport.objects.with_rows_in(Status.DRAFT).values("pk")
    unconfirmed = RegisterImport.objects.unconfirmed().values("pk")
    own = RegisterImport.objects.filter(Q(pk__in=unconfirmed) | Q(pk__in=drafts), created_by=user)
    return _told(own.with_row_counts().select_related("source", "created_by")[:MOST], Status.DRAFT)


def _told(batches: Iterable[RegisterImport], status: Status) -> list[WaitingItem]:
    items = []
    batches = list(batches)
    reasons = _sent_back(batches) if status is Status.DRAFT else {}
    for batch in batches:
        if batch.stage is Stage.UNCONFIRMED:
            note = f"ยังไม่ยืนยัน · อัปโหลดเมื่อ {thai.short_date(batch.created_at)}"
        else:
            note = f"{status.label} {batch.row_counts[status]:,} สัญญา · {batch.created_by}"
        if batch.pk in reasons:
            note = f"{note} · ส่งกลับ: {reasons[batch.pk][:REASON_LETTERS]}"
        address = reverse("admin:procurement_registerimport_change", args=[batch.pk])
        items.append(WaitingItem(str(batch), address, note))
    return items


def _sent_back(batches: list[RegisterImport]) -> dict[int, str]:
    """Why drafts of these imports came back, by the key of the import; one query for all."""
    rows = Contract.objects.carried().filter(source__in=batches, status=Status.DRAFT)
    told = rows.exclude(status_reason="").order_by().values_list("source_id", "status_reason").distinct()
    return {pk: reason for pk, reason in told if pk is not None}


work.register_acts(
    Act("นำเข้าจาก e-GP", "download", "procurement.RegisterImport", "add"),
    Act("สัญญาจัดซื้อจัดจ้าง", "cart", "procurement.Contract", "change"),
    Act("ประกาศจัดซื้อจัดจ้าง", "horn", "procurement.Announcement", "change"),
    Act("แผนจัดซื้อจัดจ้าง", "calendar", "procurement.PlanItem", "change"),
)
