"""The queue: requests of one's groups in the order they fall due; for an auditor the same without people."""

from __future__ import annotations

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from measures.services import clocks, policies
from measures.services.forms.handling import QueueFilter
from measures.services.models import Progress, Service
from measures.services.tables.requests import QueueTable
from measures.services.views.staff.frame import page, person, staff_page
from portal.models import WorkGroup
from portal.working_days import add_working_days

ROWS = 50


@require_safe
@staff_page(policies.sees_queue)
def staff_queue(request: HttpRequest) -> HttpResponse:
    """Requests that the person may know of, first those that fall due first."""
    user, today = person(request), timezone.localdate()
    near = add_working_days(today, clocks.NEAR)
    mine = policies.requests_of(user)
    services = Service.objects.originals().filter(Exists(mine.filter(service=OuterRef("pk"))))
    groups = WorkGroup.objects.filter(Exists(mine.filter(group=OuterRef("pk"))))
    form = QueueFilter(request.GET, services=list(services), groups=list(groups))
    rows = form.narrow(mine, by=user, on=today, near=near).with_last_word()
    table = QueueTable(
        rows.select_related("service", "group", "assigned_to").order_by("due_on", "pk"),
        on=today,
        near=near,
        opens=policies.handles_requests(user),
    )
    try:
        table.paginate(page=request.GET.get("page", 1), per_page=ROWS, paginator_class=Paginator)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    address = reverse("services:staff_queue")
    return page(
        request,
        "services/staff/queue.html",
        {
            "heading": "คำขอรับบริการ",
            "lead": "เรียงตามวันครบกำหนด"
            if policies.handles_requests(user)
            else "สำหรับผู้ตรวจสอบ ไม่แสดงข้อมูลของผู้ยื่น",
            "form": form,
            "chips": _chips(form, address),
            "clear_url": address,
            "table": table,
            "count": table.paginator.count,
            "tiles": [
                {"title": "ยังไม่เสร็จ", "number": mine.open().count(), "query": ""},
                {
                    "title": "เกินกำหนด",
                    "number": mine.overdue(today).count(),
                    "query": "?late=over",
                },
                {
                    "title": f"ครบกำหนดใน {clocks.NEAR} วันทำการ",
                    "number": mine.due_between(today, near).count(),
                    "query": "?late=near",
                },
                {
                    "title": "รอข้อมูลจากผู้ยื่น",
                    "number": mine.filter(progress=Progress.WAITING).count(),
                    "query": "?progress=waiting",
                },
            ],
        },
        here="staff_queue",
    )


def _chips(form: QueueFilter, address: str) -> list[dict[str, str]]:
    """What is asked, each with the address of the list without it."""
    chips = []
    for name in form.asked:
        rest = urlencode({other: text for other, text in form.asked.items() if other != name})
        chips.append({"label": form.words(name), "url": f"{address}?{rest}" if rest else address})
    return chips
