"""Opening one's key with the passphrase for 15 minutes, and locking it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from complaints import policies, sealing
from complaints.actions.unlocking import Wait, open_keyring
from complaints.forms.handling import LONGEST_NEXT, PassphraseForm
from complaints.views.staff import gate
from complaints.views.staff.frame import page
from complaints.views.staff.gate import person, staff_page


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.may_hold_a_key)
def staff_unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the passphrase, then go on to where the person wanted to."""
    user = person(request)
    holder = policies.holder_of(user)
    if holder is None:
        return page(request, "complaints/staff/no_key.html", {"heading": "ยังไม่มีกุญแจ"}, here="staff_key")
    form = PassphraseForm(request.POST or None, initial={"next": _next_of(request.GET.get("next", ""))})
    if form.is_valid():
        try:
            ring = open_keyring(by=user, holder=holder, passphrase=form.cleaned_data["passphrase"])
        except Wait as wait:
            form.add_error(
                "passphrase", f"ใส่วลีผิดหลายครั้ง รอ {wait.seconds} วินาทีแล้วลองใหม่ ระหว่างนี้วลีที่ถูกต้องก็ยังไม่เปิด"
            )
        except sealing.Unreadable:
            form.add_error("passphrase", "วลีรหัสผ่านไม่ถูกต้อง ตรวจภาษาของแป้นพิมพ์และตัวพิมพ์ใหญ่เล็ก")
        else:
            response = redirect(_next_of(form.cleaned_data["next"]) or _first_page(request))
            gate.keep_open(request, response, ring)
            return response
    return page(
        request,
        "complaints/staff/unlock.html",
        {"heading": "ปลดล็อกกุญแจเปิดเรื่อง", "form": form},
        here="staff_unlock",
        status=400 if form.errors else 200,
    )


@require_POST
@staff_page(policies.may_hold_a_key)
def staff_lock(request: HttpRequest) -> HttpResponse:
    """Lock the key at once."""
    response = redirect("complaints:staff_unlock")
    gate.close(request, response)
    messages.success(request, "ล็อกกุญแจแล้ว")
    return response


def _next_of(address: str) -> str:
    """A staff page of the channel, or nothing; none has an address longer than the form takes."""
    staff = reverse("complaints:staff_unlock").removesuffix("unlock/")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and address.startswith(staff) and len(address) <= LONGEST_NEXT else ""


def _first_page(request: HttpRequest) -> str:
    is_officer = policies.handles_cases(person(request))
    return reverse("complaints:staff_queue" if is_officer else "complaints:staff_identities")
