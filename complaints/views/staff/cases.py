"""The page of a case for its officers, and who reported it, once a custodian allowed that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from complaints import opening, policies, sealing
from complaints.actions import handling
from complaints.actions.identities import holds_identity
from complaints.case_tables import acknowledge_clock, answer_clock, progress_tag
from complaints.forms.handling import MessageForm, NoteForm
from complaints.models import Case
from complaints.models.terms import EntryKind, Part
from complaints.opening import Keyring, NotGranted
from complaints.views.staff.acts import offered
from complaints.views.staff.frame import page
from complaints.views.staff.gate import is_first_opening, open_case, person, staff_page, unlocked_page
from complaints.views.staff.reading import OpenCase, answered_requests, read_case
from portal.models import AuditEvent, User

MOST_EVENTS = 100


@require_safe
@staff_page(policies.handles_cases)
def staff_case(request: HttpRequest, locator: str) -> HttpResponseBase:
    """Everything of a case but who reported it; opening it is logged once for each unlocking."""
    open_case(person(request), locator)  # 404 before the passphrase is asked for
    return _shown(request, locator=locator)


@unlocked_page
def _shown(request: HttpRequest, locator: str, ring: Keyring) -> HttpResponse:
    user = person(request)
    case = open_case(user, locator)
    try:
        read = read_case(ring, case)
    except (NotGranted, sealing.Unreadable):
        return page(request, "complaints/staff/unreadable.html", {"heading": locator}, here="staff_queue")
    if is_first_opening(request, case):
        handling.record_opening(by=user, case=case)
    return page(request, "complaints/staff/case.html", _context(ring, read), here="staff_queue")


@require_POST
@staff_page(policies.handles_cases)
@unlocked_page
def staff_identity(request: HttpRequest, locator: str, ring: Keyring) -> HttpResponse:
    """Who the reporter is, for an officer whom a custodian allowed it; each time is logged."""
    case = open_case(person(request), locator)
    try:
        identity = handling.open_identity(by=ring, case=case)
        is_as_received = opening.is_identity_as_received(
            case, report=ring.key_of(case, Part.REPORT), identity=ring.key_of(case, Part.IDENTITY)
        )
    except (NotGranted, sealing.Unreadable):
        messages.error(request, "เปิดดูตัวตนไม่ได้ ท่านยังไม่ได้รับอนุญาต หรือสิทธิถูกเพิกถอนแล้ว")
        return redirect("complaints:staff_case", locator)
    context = {
        "heading": f"ตัวตนของผู้แจ้งเรื่อง {locator}",
        "case": case,
        "identity": identity,
        "is_as_received": is_as_received,
    }
    return page(request, "complaints/staff/identity.html", context, here="staff_queue")


def _context(ring: Keyring, read: OpenCase) -> dict[str, Any]:
    case, user, today = read.case, ring.user, timezone.localdate()
    requests = answered_requests(ring, case)
    return {
        "heading": f"เรื่อง {case.locator}",
        "case": case,
        "read": read,
        "answers": _answers(read),
        "is_named": user in read.named,
        "named": [other for other in read.named if other != user],
        "progress": progress_tag(case),
        "acknowledge_clock": acknowledge_clock(case, today),
        "answer_clock": answer_clock(case, today),
        "acts": offered(case),
        "message_form": _message_form(case),
        "note_form": NoteForm(auto_id="id_note_%s"),
        "message_url": reverse("complaints:staff_act", args=[case.locator, "message"]),
        "note_url": reverse("complaints:staff_act", args=[case.locator, "note"]),
        "officers": handling.officers_of(case),
        "history": _history(case),
        "knows_identity": holds_identity(user, case),
        "requests": requests,
        "is_asked": any(request.is_approved is None for request, _ in requests),
        "has_identity": case.entries.filter(kind=EntryKind.IDENTITY).exists(),
    }


def _message_form(case: Case) -> MessageForm:
    """The form of a message; of a closed case, which has no period, it does not ask whether it tells progress."""
    form = MessageForm(auto_id="id_message_%s")
    if case.is_closed:
        del form.fields["is_answer"]
    return form


def _answers(read: OpenCase) -> list[dict[str, str]]:
    """The report as questions with their answers; what was not answered is left out."""
    report = read.report
    if report is None:
        return []
    concerns = "ใช่" if report.concerns_office else "ไม่ใช่"
    if report.is_unsure_of_office:
        concerns = "ไม่แน่ใจ"
    rows = [
        ("ประเภท", read.case.get_kind_display()),
        ("เลขที่หนังสือหรือเลขรับของสารบรรณ", report.letter_number),
        ("เกิดอะไรขึ้น", report.what),
        ("เมื่อใด", report.when),
        ("ที่ไหน", report.where),
        ("เกี่ยวข้องกับใคร", report.who),
        ("เกี่ยวข้องกับเจ้าหน้าที่ของสำนักงานนี้", concerns),
        ("ผู้ที่ต้องไม่ได้อ่าน", _names(read.excluded)),
        ("คนอื่นที่ต้องไม่ได้อ่าน", report.excluded_names),
    ]
    return [{"question": question, "answer": answer} for question, answer in rows if answer]


def _names(users: list[User]) -> str:
    return "\n".join(user.display_name for user in users)


def _history(case: Case) -> list[dict[str, Any]]:
    """Who did what with the case, newest first."""
    events = AuditEvent.objects.filter(object_type=case._meta.label_lower, object_id=str(case.pk))
    return [
        {"title": event.verb, "at": event.at, "who": event.actor_name, "to": event.detail.get("to", "")}
        for event in events.order_by("-seq")[:MOST_EVENTS]
    ]
