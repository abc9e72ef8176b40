"""The frame of the staff pages: the way through them, and how much waits where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from complaints import policies
from complaints.models import Case, IdentityRequest
from complaints.models.terms import Part, Progress
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
    return {
        "here": here,
        "links": [link for link in _links(user) if link["url"]],
        "open_until": gate.open_until(request),
        "has_key": policies.holder_of(user) is not None,
    }


def _links(user: User) -> Iterator[dict[str, Any]]:
    if policies.handles_cases(user):
        waiting = Case.objects.open_to(user).filter(progress=Progress.RECEIVED)
        yield _link("staff_queue", "เรื่องร้องเรียน", waiting.count())
        yield _link("staff_intake", "บันทึกเรื่องที่รับทางอื่น")
    if policies.keeps_identities(user):
        asked = IdentityRequest.objects.filter(
            is_approved=None,
            case__keys__part=Part.IDENTITY,
            case__keys__grants__holder__user=user,
            case__keys__grants__holder__retired_at=None,
        )
        yield _link("staff_identities", "คำขอเปิดตัวตน", asked.count())
    if policies.may_hold_a_key(user):
        yield _link("staff_deletions", "การเก็บและการลบ")
        yield _link("staff_key", "กุญแจของฉัน")
    if policies.sees_holders(user):
        yield _link("staff_holders", "ผู้ถือกุญแจ")
    if policies.watches_clocks(user):
        yield _link("staff_clocks", "กำหนดเวลา")
        yield _link("staff_log", "บันทึกการเปิดอ่าน")


def _link(route: str, title: str, count: int = 0) -> dict[str, Any]:
    try:
        url = reverse(f"complaints:{route}")
    except NoReverseMatch:
        url = ""
    return {"route": route, "title": title, "count": count, "url": url}
