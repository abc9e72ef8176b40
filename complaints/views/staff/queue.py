"""The queue: the cases that were handed over to the officer, with their two clocks."""

from __future__ import annotations

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from complaints import policies
from complaints.case_tables import QueueTable
from complaints.forms.handling import QueueFilter
from complaints.models import Case
from complaints.views.staff.frame import page
from complaints.views.staff.gate import person, staff_page
from portal.models import User

ROWS = 25


@require_safe
@staff_page(policies.handles_cases)
def staff_queue(request: HttpRequest) -> HttpResponse:
    """Cases open to the officer, first those that fall due first; others are not even counted."""
    user, today = person(request), timezone.localdate()
    mine = Case.objects.open_to(user)
    handlers = User.objects.filter(pk__in=mine.exclude(handler=None).values("handler")).order_by("first_name")
    form = QueueFilter(request.GET, handlers=list(handlers))
    cases = form.narrow(mine, on=today).select_related("handler")
    table = QueueTable(cases, on=today)
    try:
        table.paginate(page=request.GET.get("page", 1), per_page=ROWS, paginator_class=Paginator)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    address = reverse("complaints:staff_queue")
    return page(
        request,
        "complaints/staff/queue.html",
        {
            "heading": "เรื่องร้องเรียน",
            "lead": "เฉพาะเรื่องที่ท่านเปิดอ่านได้ เรียงตามกำหนดแจ้งผลครั้งต่อไป",
            "form": form,
            "chips": _chips(form, address),
            "clear_url": address,
            "table": table,
            "count": table.paginator.count,
            "late": mine.overdue(today).count(),
            "late_to_acknowledge": mine.to_acknowledge(today).count(),
            "has_key": policies.holder_of(user) is not None,
        },
        here="staff_queue",
    )


def _chips(form: QueueFilter, address: str) -> list[dict[str, str]]:
    """What is asked, each with the address of the list without it."""
    asked = form.asked
    chips = []
    for name, value in asked.items():
        rest = urlencode({other: text for other, text in asked.items() if other != name})
        label = dict(form.fields[name].choices)[value]  # type: ignore[attr-defined]
        chips.append({"label": str(label), "url": f"{address}?{rest}" if rest else address})
    return chips
