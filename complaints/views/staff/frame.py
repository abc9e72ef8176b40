"""The frame of the staff pages: the way through them, and how much waits where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from complaints import policies
from complaints.models import Case
from complaints.models.terms import Progress
from complaints.views.staff import gate
from portal.models import User


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """Draw a staff page with its navigation; `here` is the name of the route in there that it belongs to."""
    whole = context | {"nav": "complaints", "staff": frame(request, here)}
    return render(request, template, whole, status=status)


def frame(request: HttpRequest, here: str) -> dict[str, Any]:
    """What the navigation shows: links for this person, with how much waits, and until when the key is open."""
    user = gate.person(request)
    own, waiting = policies.holder_of(user), policies.waiting_keys(user)
    return {
        "here": here,
        "who": user.display_name,
        "links": list(_links(user, len(waiting))),
        "open_until": gate.open_until(request),
        "has_key": own is not None,
        "is_waiting": own is not None and own.is_waiting,
        "waiting_keys": len(waiting),
    }


def _links(user: User, waiting_keys: int) -> Iterator[dict[str, Any]]:
    if policies.handles_cases(user):
        waiting = Case.objects.open_to(user).filter(progress=Progress.RECEIVED)
        yield _link("staff_queue", "เรื่องร้องเรียน", waiting.count())
        yield _link("staff_intake", "บันทึกเรื่องที่รับทางอื่น")
    if policies.keeps_identities(user):
        yield _link("staff_identities", "คำขอเปิดตัวตน", policies.requests_to_decide(user).count())
    if policies.may_hold_a_key(user):
        yield _link("staff_deletions", "การเก็บและการลบ")
        yield _link("staff_key", "กุญแจของฉัน")
    if policies.sees_holders(user):
        yield _link("staff_holders", "ผู้ถือกุญแจ", waiting_keys)
    if policies.watches_clocks(user):
        yield _link("staff_clocks", "กำหนดเวลา")
        yield _link("staff_log", "บันทึกการเปิดอ่าน")


def _link(route: str, title: str, count: int = 0) -> dict[str, Any]:
    return {"route": route, "title": title, "count": count, "url": reverse(f"complaints:{route}")}
