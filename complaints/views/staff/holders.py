"""Everybody who holds a key: new ones to compare and confirm, ending those of who left, handing cases over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from complaints import policies, readiness
from complaints.actions import keys
from complaints.forms.keys import ComparedForm, HandOverForm, RetireForm, add_errors
from complaints.key_tables import HolderTable, may_hand_over
from complaints.models import KeyHolder
from complaints.opening import Keyring
from complaints.views.staff import gate
from complaints.views.staff.frame import page
from complaints.views.staff.gate import person, staff_page, unlocked_page
from portal import thai


@require_safe
@staff_page(policies.sees_holders)
def staff_holders(request: HttpRequest) -> HttpResponse:
    """All keys, those in use first, and what the channel still lacks."""
    holders = KeyHolder.objects.select_related("user").order_by("-retired_at", "kind", "created_at")
    ordered = sorted(holders, key=lambda holder: holder.retired_at is not None)
    lacks = readiness.lacks()
    context = {
        "heading": "ผู้ถือกุญแจ",
        "lead": "เทียบลายนิ้วมือกับเจ้าตัวก่อนยืนยันกุญแจใหม่และก่อนส่งมอบเรื่อง ผู้ดูแลระบบเลิกใช้กุญแจของผู้ที่พ้นหน้าที่แล้ว",
        "waiting": [holder for holder in ordered if holder.is_waiting],
        "may_confirm": policies.confirmed_holder_of(person(request)) is not None,
        "lacks": lacks,
        "is_ready": not any(lack.is_grave for lack in lacks),
        "table": HolderTable(ordered, user=person(request)),
    }
    return page(request, "complaints/staff/holders.html", context, here="staff_holders")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.may_hold_a_key)
@unlocked_page
def staff_confirm(request: HttpRequest, number: int, ring: Keyring) -> HttpResponse:
    """Confirm the new key of another person, whose fingerprint was compared."""
    holder = get_object_or_404(KeyHolder.objects.active().select_related("user"), pk=number)
    if not policies.may_confirm(ring.user, holder):
        raise Http404
    form = ComparedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keys.confirm_key(by=ring, holder=holder)
        messages.success(request, f"ยืนยันกุญแจของ {holder} แล้ว เรื่องที่แจ้งเข้ามาหลังจากนี้จะส่งถึงผู้ถือกุญแจนี้ด้วย")
        return redirect("complaints:staff_holders")
    context = {
        "heading": "ยืนยันกุญแจใหม่",
        "lead": f"กุญแจของ {holder} สร้างเมื่อ {thai.short_date(holder.created_at)} ยังเปิดเรื่องใดไม่ได้จนกว่าท่านยืนยัน",
        "form": form,
        "button": "ยืนยันกุญแจนี้",
        "mine": ring.holder,
        "theirs": holder,
    }
    return _form(request, context, form, template="key_confirm")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.sees_holders)
def staff_retire(request: HttpRequest, number: int) -> HttpResponse:
    """End one's own key, or as administrator that of somebody who left."""
    user = person(request)
    holder = get_object_or_404(KeyHolder.objects.select_related("user"), pk=number, retired_at=None)
    if not policies.may_retire(user, holder):
        raise PermissionDenied("เลิกใช้ได้เฉพาะกุญแจของตนเอง หรือกุญแจของผู้ที่พ้นหน้าที่แล้วโดยผู้ดูแลระบบ")
    form = RetireForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            keys.retire_key(by=user, holder=holder)
        except ValidationError as error:
            add_errors(form, error)
        else:
            response = redirect("complaints:staff_holders")
            if holder.user == user:
                gate.close(request, response)
            messages.success(request, f"เลิกใช้กุญแจของ {holder} แล้ว")
            return response
    context = {
        "heading": "เลิกใช้กุญแจ",
        "lead": f"{holder} ลายนิ้วมือ {holder.fingerprint}",
        "form": form,
        "button": "เลิกใช้กุญแจนี้",
    }
    return _form(request, context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.handles_cases)
@unlocked_page
def staff_hand_over(request: HttpRequest, number: int, ring: Keyring) -> HttpResponse:
    """Hand all or some of one's cases over to another officer, whose key was compared."""
    to = get_object_or_404(KeyHolder.objects.confirmed().select_related("user"), pk=number)
    if to.user is None or not may_hand_over(ring.user, to):
        raise Http404
    open_ones = keys.cases_to_hand_over(by=ring, to=to.user)
    form = HandOverForm(request.POST if request.method == "POST" else None, cases=open_ones.done)
    if form.is_valid():
        handed = keys.hand_cases_over(by=ring, to=to.user, cases=form.chosen)
        messages.success(request, f"ส่งมอบ {len(handed.done)}\u00a0เรื่องให้ {to.user.display_name} แล้ว")
        return redirect("complaints:staff_holders")
    context = {
        "heading": "ส่งมอบเรื่อง",
        "lead": f"ให้ {to.user.display_name} เปิดอ่านด้วย ท่านยังเปิดอ่านได้เหมือนเดิม",
        "form": form,
        "button": "ส่งมอบเรื่องที่เลือก",
        "mine": ring.holder,
        "theirs": to,
        "is_empty": not open_ones.done,
        "refused": len(open_ones.refused),
    }
    return _form(request, context, form, template="hand_over")


def _form(
    request: HttpRequest, context: dict[str, Any], form: Any, *, template: str = "key_form"
) -> HttpResponse:
    context["back"] = "complaints:staff_holders"
    status = 400 if form.errors else 200
    return page(request, f"complaints/staff/{template}.html", context, here="staff_holders", status=status)
