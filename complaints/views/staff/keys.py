"""One's own key: made with a passphrase, wrapped anew, and replaced when the passphrase is lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from complaints import policies
from complaints.actions import keys
from complaints.forms.keys import ChangePassphraseForm, LostKeyForm, NewPassphraseForm, add_errors
from complaints.opening import Keyring
from complaints.views.staff import gate
from complaints.views.staff.frame import page
from complaints.views.staff.gate import person, staff_page, unlocked_page


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.may_hold_a_key)
def staff_key(request: HttpRequest) -> HttpResponse:
    """The key in use with its fingerprint, or the form that makes one."""
    user = person(request)
    holder = policies.holder_of(user)
    context: dict[str, Any] = {"heading": "กุญแจของฉัน", "holder": holder}
    if holder is not None:
        return page(request, "complaints/staff/key.html", context, here="staff_key")
    form = NewPassphraseForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        try:
            made = keys.make_key(by=user, passphrase=form.cleaned_data["passphrase"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            then = (
                "ให้ผู้ถือกุญแจคนอื่นเทียบลายนิ้วมือกับท่านและยืนยันก่อน เรื่องจึงจะส่งถึงท่าน"
                if made.is_waiting
                else "เรื่องที่แจ้งเข้ามาหลังจากนี้จะส่งถึงท่าน"
            )
            messages.success(request, f"สร้างกุญแจแล้ว {then}")
            return redirect("complaints:staff_key")
    status = 400 if form.errors else 200
    context |= {"form": form, "lead": "กุญแจเปิดอ่านเรื่อง มีท่านคนเดียวที่ใช้ได้"}
    return page(request, "complaints/staff/key_new.html", context, here="staff_key", status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.may_hold_a_key)
@unlocked_page
def staff_key_passphrase(request: HttpRequest, ring: Keyring) -> HttpResponse:
    """Another passphrase for the same key; what it opens stays as it is."""
    form = ChangePassphraseForm(request.POST if request.method == "POST" else None, user=ring.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            keys.change_passphrase(by=ring, old=said["old"], new=said["passphrase"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            response = redirect("complaints:staff_key")
            gate.close(request, response)
            messages.success(request, "เปลี่ยนวลีรหัสผ่านแล้ว ปลดล็อกครั้งต่อไปด้วยวลีใหม่")
            return response
    context = {
        "heading": "เปลี่ยนวลีรหัสผ่าน",
        "lead": "เรื่องที่เปิดได้อยู่ยังเปิดได้เหมือนเดิม",
        "form": form,
        "button": "เปลี่ยนวลีรหัสผ่าน",
    }
    status = 400 if form.errors else 200
    return page(request, "complaints/staff/key_form.html", context, here="staff_key", status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.may_hold_a_key)
def staff_key_lost(request: HttpRequest) -> HttpResponse:
    """A new key for somebody who lost the passphrase; the cases come back by handing over."""
    user = person(request)
    if policies.holder_of(user) is None:
        return redirect("complaints:staff_key")
    form = LostKeyForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        try:
            keys.replace_lost_key(by=user, passphrase=form.cleaned_data["passphrase"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            response = redirect("complaints:staff_key")
            gate.close(request, response)
            messages.success(request, "สร้างกุญแจใหม่แล้ว ให้ผู้ถือกุญแจคนอื่นเทียบลายนิ้วมือใหม่และยืนยัน แล้วขอรับมอบเรื่องเดิม")
            return response
    context = {
        "heading": "ลืมวลีรหัสผ่าน",
        "lead": "กุญแจเดิมเลิกใช้ถาวร เรื่องเดิมเปิดได้อีกเมื่อเจ้าหน้าที่คนอื่นส่งมอบ หรือเปิดด้วยกุญแจสำรอง",
        "form": form,
        "button": "เลิกใช้กุญแจเดิมและสร้างใหม่",
    }
    status = 400 if form.errors else 200
    return page(request, "complaints/staff/key_form.html", context, here="staff_key", status=status)
