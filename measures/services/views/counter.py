"""The counter, for staff: a walk-in is recorded at a touch, totals in one sheet, and what was wrong is struck out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import transaction
from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.services import policies
from measures.services.actions import counter
from measures.services.forms.counter import PeriodForm, TotalsForm, VisitForm
from measures.services.models import CounterEntry, CounterPeriod, Service
from measures.services.models.form import new_token
from measures.services.views.staff import frame
from portal import thai
from portal.views.feedback import SeeOther

LATEST = 6
"""Entries of today that the screen shows."""
ROWS = 50


_for_counter = frame.staff_page(policies.records_visits, frame.AT_COUNTER)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_counter
def staff_counter(request: HttpRequest) -> HttpResponse:
    """Record a walk-in, and see what was recorded today."""
    services = list(_offered())
    form = VisitForm(
        request.POST if request.method == "POST" else None,
        services=services,
        initial={"token": new_token(), "shown": ",".join(str(service.pk) for service in services)},
    )
    if form.is_bound and form.is_valid():
        cleaned = form.cleaned_data
        try:
            entry = counter.record_visit(
                by=frame.person(request),
                service=cleaned["chosen"],
                count=cleaned["count"],
                score=cleaned["score"],
                token=cleaned["token"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return SeeOther(reverse("services:staff_counter", query={"entry": entry.pk}))
    today = timezone.localdate()
    of_today = CounterEntry.objects.filter(day=today).exclude(period=CounterPeriod.MONTH)
    tally = of_today.standing().order_by("service__order", "service__title").values_list("service__title")
    counts = [(title, number) for title, number in tally.annotate(number=Sum("count"))]
    return frame.page(
        request,
        "services/counter/visit.html",
        {
            "heading": "บันทึกผู้มารับบริการ",
            "lead": f"วันนี้ {thai.long_date(today)}",
            "form": form,
            "services": list(enumerate(services, start=1)),
            "entry": _just_recorded(request),
            "tally": counts,
            "total": sum(number for _, number in counts),
            "latest": of_today.select_related("service", "recorded_by", "struck_by", "rating")[:LATEST],
            "today": today,
            "back": request.get_full_path(),
        },
        here="staff_counter",
        status=400 if form.errors else 200,
    )


def _just_recorded(request: HttpRequest) -> CounterEntry | None:
    key = request.GET.get("entry", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    return CounterEntry.objects.select_related("service", "rating").filter(pk=int(key)).first()


@require_POST
@_for_counter
def staff_counter_strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike out an entry, and go back to where that was asked."""
    entry = get_object_or_404(CounterEntry, pk=pk)
    try:
        struck = counter.strike(by=frame.person(request), entry=entry)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"ขีดฆ่าแล้ว {struck} ยอดรวมปรับตามแล้ว")
    return SeeOther(_back(request))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_safe else reverse("services:staff_counter")


@require_http_methods(["GET", "HEAD", "POST"])
@_for_counter
def staff_counter_total(request: HttpRequest) -> HttpResponse:
    """The totals of a day or a month for every service: what is counted already, and a box for what it should be."""
    asking = PeriodForm(request.GET, on=timezone.localdate())
    period, day = asking.asked
    is_month = period == CounterPeriod.MONTH
    services = list(Service.objects.published().order_by("order", "title", "pk"))
    form = TotalsForm(request.POST if request.method == "POST" else None, services=services)
    here = reverse(
        "services:staff_counter_total",
        query={"month": f"{day:%Y-%m}"} if is_month else {"day": f"{day:%Y-%m-%d}"},
    )
    if asking.is_valid() and form.is_bound and form.is_valid() and _record(request, form, period, day):
        return SeeOther(here)
    known = _known(period, day)
    what = f"เดือน{thai.month_year(day)}" if is_month else f"วันที่ {thai.long_date(day)}"
    return frame.page(
        request,
        "services/counter/total.html",
        {
            "heading": "บันทึกยอดรวม",
            "lead": "กรอกยอดของทั้งเดือนหรือทั้งวัน ระบบบันทึกเฉพาะส่วนที่ยังไม่ได้นับ",
            "asking": asking,
            "form": form,
            "rows": [
                {
                    "field": form[f"total-{service.pk}"],
                    "title": service.title,
                    "known": known.get(service.pk),
                    "entries": reverse(
                        "services:staff_counter_entries",
                        query={"month": f"{day:%Y-%m}", "service": service.pk},
                    ),
                }
                for service in services
            ],
            "what": what,
            "address": here,
        },
        here="staff_counter_total",
        status=400 if form.errors or asking.errors else 200,
    )


def _record(request: HttpRequest, form: TotalsForm, period: CounterPeriod, day: dt.date) -> bool:
    """Save every box, or none where one is refused, with the reason beside it."""
    saved = same = 0
    try:
        with transaction.atomic():
            for name, service, count in form.totals():
                try:
                    entry = counter.record_total(
                        by=frame.person(request), service=service, day=day, period=period, count=count
                    )
                except ValidationError as error:
                    form.add_error(name, error)
                else:
                    saved, same = saved + bool(entry), same + (entry is None)
            if form.errors:
                raise _NothingSavedError
    except _NothingSavedError:
        return False
    words = [f"บันทึกแล้ว {saved} บริการ"] if saved else []
    words += [f"อีก {same} บริการตรงกับที่บันทึกไว้แล้ว"] if same and saved else []
    words += [f"ยอดตรงกับที่บันทึกไว้แล้วทั้ง {same} บริการ ไม่มีรายการเพิ่ม"] if same and not saved else []
    messages.success(request, " ".join(words))
    return True


class _NothingSavedError(Exception):
    """A box of the sheet was refused."""


def _known(period: CounterPeriod, day: dt.date) -> dict[int, int]:
    """What is counted already, by service; a service without an entry is not there."""
    standing = CounterEntry.objects.standing()
    rows = standing.of_month(day) if period == CounterPeriod.MONTH else standing.of_day(day)
    return dict(rows.order_by().values_list("service").annotate(number=Sum("count")))


@require_safe
@_for_counter
def staff_counter_entries(request: HttpRequest) -> HttpResponse:
    """The entries of a month, of one service or of all, each to be struck out."""
    today = timezone.localdate()
    month = _month(request.GET.get("month", "")) or today
    entries = CounterEntry.objects.of_month(month).select_related(
        "service", "recorded_by", "struck_by", "rating"
    )
    service = None
    if key := request.GET.get("service", ""):
        if not (key.isascii() and key.isdecimal() and len(key) < 19):
            raise Http404
        service = get_object_or_404(Service.objects.filter(Q(revises=None)), pk=int(key))
        entries = entries.filter(service=service)
    try:
        page = Paginator(entries, ROWS).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    return frame.page(
        request,
        "services/counter/entries.html",
        {
            "heading": f"รายการที่เคาน์เตอร์ {thai.month_year(month)}",
            "lead": service.title if service else "ทุกบริการ ใหม่สุดอยู่บน",
            "page": page,
            "asking": PeriodForm({"month": f"{month:%Y-%m}"}, on=today),
            "back": request.get_full_path(),
        },
        here="staff_counter_entries",
    )


def _month(typed: str) -> dt.date | None:
    """The first day of a month written `2026-11`. Raises Http404 for anything else but nothing."""
    if not typed:
        return None
    try:
        return dt.date.fromisoformat(f"{typed}-01")
    except ValueError as error:
        raise Http404 from error


def _offered() -> Any:
    return Service.objects.published().filter(is_offered=True).order_by("order", "title", "pk")
