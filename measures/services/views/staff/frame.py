"""The frame of the staff pages of services: who comes in, the ways between queue and counter, how much waits where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from measures.services import policies
from measures.services.models import ServiceRequest
from portal.access import View, staff_only
from portal.models import User

AT_REQUESTS = "หน้านี้สำหรับเจ้าหน้าที่ที่ดำเนินการคำขอรับบริการ"
AT_COUNTER = "หน้านี้สำหรับเจ้าหน้าที่ที่บันทึกผู้มารับบริการ"


def staff_page(allowed: Callable[[User], bool], refusal: str = AT_REQUESTS) -> Callable[[View], View]:
    """Keep a view to active staff of whom `allowed` is true; others get 403 with the words of `refusal`."""

    def keep(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allowed(person(request)):
                raise PermissionDenied(refusal)
            return view(request, *args, **kwargs)

        return staff_only(guarded)

    return keep


def person(request: HttpRequest) -> User:
    """The member of staff, whom `staff_only` let in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def own_request(user: User, pk: int) -> ServiceRequest:
    """The request, if this person may work on it; for anybody else there is none (404)."""
    rows = ServiceRequest.objects.select_related("service", "group", "assigned_to", "form")
    found = rows.filter(pk=pk).first()
    if found is None or not policies.may_handle(user, found):
        raise Http404
    return found


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """Draw a staff page with its navigation; `here` is the name of the route in there that it belongs to."""
    whole = context | {"nav": "services", "staff": _frame(request, here)}
    return render(request, template, whole, status=status)


def _frame(request: HttpRequest, here: str) -> dict[str, Any]:
    user = person(request)
    return {
        "label": "งานบริการ สำหรับเจ้าหน้าที่",
        "here": here,
        "who": user.display_name,
        "links": list(_links(user)),
    }


def _links(user: User) -> Iterator[dict[str, Any]]:
    if policies.sees_queue(user):
        yield _link("staff_queue", "คำขอ", policies.requests_of(user).open().count())
    if policies.handles_requests(user):
        yield _link("staff_intake", "กรอกแทนผู้มาติดต่อ")
    if policies.records_visits(user):
        yield _link("staff_counter", "บันทึกผู้มารับบริการ")
        yield _link("staff_counter_total", "ยอดรวมวันหรือเดือน")
        yield _link("staff_counter_entries", "รายการที่เคาน์เตอร์")


def _link(route: str, title: str, count: int = 0) -> dict[str, Any]:
    return {"route": route, "title": title, "count": count, "url": reverse(f"services:{route}")}
