"""The custodian's page: who asks to know a reporter, why, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from complaints import policies, sealing
from complaints.actions import identities
from complaints.forms.keys import DecisionForm, add_errors
from complaints.models import Grant, IdentityRequest
from complaints.models.terms import HolderKind, Part
from complaints.opening import Keyring, NotGranted
from complaints.views.staff import gate
from complaints.views.staff.frame import page
from complaints.views.staff.gate import person, staff_page, unlocked_page
from portal.models import User

ROWS = 25


@dataclass(frozen=True)
class Asked:
    """A request as the custodian sees it; `reason` is None where it cannot be read."""

    request: IdentityRequest
    reason: str | None

    def __repr__(self) -> str:
        return "Asked()"


@require_http_methods(["GET", "HEAD"])
@staff_page(policies.keeps_identities)
@unlocked_page
def staff_identities(request: HttpRequest, ring: Keyring) -> HttpResponse:
    """Requests that wait, with their reasons opened; then those decided, newest first."""
    own = _requests_of(ring.user)
    decided = Paginator(own.exclude(is_approved=None).order_by("-decided_on", "-asked_on"), ROWS)
    shown = decided.get_page(request.GET.get("page"))
    context = {
        "heading": "คำขอเปิดตัวตนของผู้แจ้ง",
        "lead": "อ่านเหตุผลแล้วอนุมัติหรือไม่อนุมัติ ทุกคำขอและคำตอบถูกเก็บไว้และลงบันทึก",
        "waiting": [_asked(ring, one) for one in own.filter(is_approved=None).order_by("asked_on")],
        "decided": shown,
        "can_open": _still_open([one for one in shown if one.is_approved]),
    }
    return page(request, "complaints/staff/identities.html", context, here="staff_identities")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.keeps_identities)
def staff_decision(request: HttpRequest, number: str) -> HttpResponse:
    """Approve or refuse one request; what was typed stays when the key was locked meanwhile."""
    asked_for = get_object_or_404(_requests_of(person(request)), pk=number)
    if asked_for.is_approved is not None:
        return redirect("complaints:staff_identities")
    ring = gate.keyring(request)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if ring is None:
        if request.method != "POST":
            return gate.to_unlocking(request.path)
        form.add_error(None, "กุญแจล็อกแล้ว เปิดหน้าปลดล็อกในแท็บใหม่ ปลดล็อก แล้วกลับมากดบันทึกอีกครั้ง")
    elif form.is_valid():
        try:
            identities.decide_request(
                by=ring,
                request=asked_for,
                is_approved=form.is_approved,
                answer=form.cleaned_data["answer"],
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, "บันทึกคำตัดสินแล้ว ระบบแจ้งผู้ขอทางอีเมลว่ามีเรื่องใหม่")
            return redirect("complaints:staff_identities")
    context = {
        "heading": "ตัดสินคำขอเปิดตัวตน",
        "asked": _asked(ring, asked_for) if ring else Asked(asked_for, None),
        "is_locked": ring is None,
        "form": form,
    }
    status = 400 if form.errors else 200
    return page(
        request, "complaints/staff/identities_decision.html", context, here="staff_identities", status=status
    )


@require_POST
@staff_page(policies.keeps_identities)
def staff_withdrawal(request: HttpRequest, number: str) -> HttpResponse:
    """Take an approved identity back from the officer."""
    asked_for = get_object_or_404(_requests_of(person(request)), pk=number, is_approved=True)
    identities.withdraw_identity(by=person(request), request=asked_for)
    messages.success(request, f"{asked_for.asked_by} เปิดตัวตนของเรื่อง {asked_for.case} ไม่ได้แล้ว")
    return redirect("complaints:staff_identities")


def _requests_of(user: User) -> QuerySet[IdentityRequest]:
    """The requests for identities of which this custodian has a key."""
    mine = Grant.objects.filter(key__part=Part.IDENTITY, holder__user=user, holder__retired_at=None)
    return IdentityRequest.objects.filter(case__in=mine.values("key__case")).select_related(
        "case", "asked_by", "decided_by"
    )


def _asked(ring: Keyring, request: IdentityRequest) -> Asked:
    try:
        return Asked(request, identities.read_reason(ring, request).text)
    except (NotGranted, sealing.Unreadable):
        return Asked(request, None)


def _still_open(requests: list[IdentityRequest]) -> set[str]:
    """Those approved requests whose officer can still open the identity."""
    grants = Grant.objects.filter(
        key__part=Part.IDENTITY,
        key__case__in=[one.case_id for one in requests],
        holder__kind=HolderKind.OFFICER,
        holder__retired_at=None,
    )
    held = set(grants.values_list("key__case", "holder__user"))
    return {str(one.pk) for one in requests if (one.case_id, one.asked_by_id) in held}
