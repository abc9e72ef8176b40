"""Writing down a report that came by telephone, letter, over the counter or from another body."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from complaints import policies
from complaints.actions import intake
from complaints.actions.intake import Slip
from complaints.actions.sending import identity_of, report_of
from complaints.forms.intake import IntakeForm
from complaints.models.terms import Channel, HolderKind
from complaints.views.staff.frame import page
from complaints.views.staff.gate import person, staff_page

HANDED = "handed"
"""Name of the button that says that the person has the code."""


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.handles_cases)
def staff_intake(request: HttpRequest) -> HttpResponse:
    """The form; then the code for the person, which the answer to this form alone shows."""
    readers = [
        *policies.recipients(HolderKind.OFFICER),
        *policies.recipients(HolderKind.CUSTODIAN),
    ]
    is_sent = request.method == "POST"
    if is_sent and HANDED in request.POST:
        return _handed(request)
    form = IntakeForm(request.POST if is_sent else None, request.FILES if is_sent else None, readers=readers)
    if form.is_valid():
        try:
            slip = _take_in(request, form)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _slip(request, slip, form.cleaned_data["once"])
    return page(
        request,
        "complaints/staff/intake.html",
        {
            "heading": "บันทึกเรื่องที่รับทางอื่น",
            "lead": "สำหรับเรื่องที่รับทางโทรศัพท์ จดหมาย มาด้วยตนเอง หรือหน่วยงานอื่นส่งมา",
            "form": form,
        },
        here="staff_intake",
        status=400 if form.errors else 200,
    )


def _take_in(request: HttpRequest, form: IntakeForm) -> Slip:
    said = {"excluded": [], **form.cleaned_data}
    return intake.take_in(
        by=person(request),
        once=bytes.fromhex(said["once"]),
        channel=Channel(said["channel"]),
        report=dataclasses.replace(report_of(said), letter_number=said["letter_number"]),
        identity=identity_of(said),
        files=said["evidence"],
        received_on=said["received_on"],
    )


def _slip(request: HttpRequest, slip: Slip, once: str) -> HttpResponse:
    context = {
        "heading": "รหัสสำหรับผู้แจ้ง",
        "slip": slip,
        "day": dt.date.fromisoformat(slip.day),
        "once": once,
        "handed": HANDED,
        "track_url": settings.SITE_URL + reverse("complaints:track"),
    }
    return page(request, "complaints/staff/slip.html", context, here="staff_intake")


def _handed(request: HttpRequest) -> HttpResponse:
    try:
        intake.forget(once=bytes.fromhex(request.POST.get("once", "")[:64]))
    except ValueError:
        return redirect("complaints:staff_intake")
    messages.success(request, "ลบรหัสออกจากระบบแล้ว ผู้แจ้งใช้รหัสที่ได้รับติดตามเรื่องได้ทันที")
    return redirect("complaints:staff_queue")
