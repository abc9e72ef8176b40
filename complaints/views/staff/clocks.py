"""What an auditor sees: how many cases there are, how late they are, and who opened which; never what is in them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import Table

from complaints import policies
from complaints.clock_tables import ActTable, ClockTable
from complaints.models import Case, Tombstone
from complaints.models.terms import Progress
from complaints.views.staff.frame import page
from complaints.views.staff.gate import staff_page
from portal.models import AuditEvent

ROWS = 50
LATE, LATE_ANSWER, OPENINGS = "late", "answered-late", "openings"
OPENED = Q(verb__startswith="เปิด") & ~Q(verb="เปิดเรื่องขึ้นใหม่")
"""Acts by which somebody got to see what was sealed."""


@require_safe
@staff_page(policies.watches_clocks)
def staff_clocks(request: HttpRequest) -> HttpResponse:
    """Counts and clocks of all cases; `?only=` leaves those that are late now, or those that were answered late."""
    today = timezone.localdate()
    cases = Case.objects.order_by("-received_on", "locator")
    only = request.GET.get("only")
    shown = {LATE: cases.late(today), LATE_ANSWER: cases.answered_late()}.get(only or "", cases)
    by_progress = dict(Case.objects.order_by().values_list("progress").annotate(Count("pk")))
    context = {
        "heading": "กำหนดเวลาของเรื่องร้องเรียน",
        "lead": "จำนวนและกำหนดเวลาของทุกเรื่อง หน้านี้ไม่มีเนื้อหาของเรื่อง",
        "counts": [
            *({"title": step.label, "number": by_progress.get(step, 0)} for step in Progress),
            {"title": "ตรวจรับเกินกำหนด", "number": Case.objects.to_acknowledge(today).count(), "late": True},
            {"title": "แจ้งผลเกินกำหนด", "number": Case.objects.overdue(today).count(), "late": True},
            {"title": "แจ้งผลครั้งแรกช้า", "number": Case.objects.answered_late().count()},
            {"title": "ระงับการลบ", "number": Case.objects.filter(is_held=True).count()},
            {"title": "ลบแล้วเมื่อพ้นระยะเวลาเก็บ", "number": Tombstone.objects.count()},
        ],
        "table": _paged(ClockTable, shown, request),
        "ways": [
            {"title": "ทุกเรื่อง", "url": request.path, "here": only not in (LATE, LATE_ANSWER)},
            {"title": "เฉพาะที่เกินกำหนด", "url": f"{request.path}?only={LATE}", "here": only == LATE},
            {
                "title": "เฉพาะที่แจ้งผลช้า",
                "url": f"{request.path}?only={LATE_ANSWER}",
                "here": only == LATE_ANSWER,
            },
        ],
    }
    return page(request, "complaints/staff/clocks.html", context, here="staff_clocks")


@require_safe
@staff_page(policies.watches_clocks)
def staff_log(request: HttpRequest) -> HttpResponse:
    """Every act of the channel in the audit log; `?only=openings` leaves who opened what."""
    acts: QuerySet[AuditEvent] = AuditEvent.objects.filter(object_type__startswith="complaints.")
    is_openings_only = request.GET.get("only") == OPENINGS
    table = _paged(ActTable, acts.filter(OPENED) if is_openings_only else acts, request)
    context = {
        "heading": "บันทึกการเปิดอ่าน",
        "lead": "ใครเปิดเรื่องใดเมื่อใด และทำอะไรกับเรื่องหรือกุญแจ หน้านี้ไม่มีเนื้อหาของเรื่อง",
        "counts": [],
        "table": table,
        "ways": [
            {"title": "ทุกการกระทำ", "url": request.path, "here": not is_openings_only},
            {
                "title": "เฉพาะการเปิดอ่าน",
                "url": f"{request.path}?only={OPENINGS}",
                "here": is_openings_only,
            },
        ],
        "whole_log": reverse("admin:portal_auditevent_changelist"),
    }
    return page(request, "complaints/staff/clocks.html", context, here="staff_log")


def _paged(kind: type[Table], rows: QuerySet[Any], request: HttpRequest) -> Table:
    """The rows of the asked page; a page that there is not gives the nearest."""
    table = kind(rows)
    table.paginator = Paginator(table.rows, ROWS)
    table.page = table.paginator.get_page(request.GET.get("page"))
    return table
