"""How long closed cases are kept, which are about to be deleted, and what is held back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from complaints import policies
from complaints.actions import retention
from complaints.forms.keys import HoldForm, add_errors
from complaints.key_tables import KeepingTable
from complaints.models import Case, ChannelRules, DeletionNotice, Grant
from complaints.models.case import CaseQuerySet
from complaints.models.terms import Part, Progress
from complaints.views.staff.frame import page
from complaints.views.staff.gate import open_case, person, staff_page
from portal import thai
from portal.models import User

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.may_hold_a_key)
def staff_deletions(request: HttpRequest) -> HttpResponse:
    """Closed cases of the person, those that go first on top; a POST says that one knows of those that go soon."""
    user, rules = person(request), ChannelRules.load()
    if request.method == "POST":
        return _acknowledge(request, user)
    cases = _closed_cases_of(user).order_by(
        F("is_held").asc(), F("keep_until").asc(nulls_last=True), "locator"
    )
    table = KeepingTable(cases, user=user, warn_days=rules.warn_days)
    pages = Paginator(cases, ROWS)
    table.paginate(
        page=pages.get_page(request.GET.get("page")).number, per_page=ROWS, paginator_class=Paginator
    )
    context = {
        "heading": "การเก็บและการลบ",
        "lead": "เรื่องที่ปิดแล้วเก็บไว้ตามระยะเวลา เตือนก่อนลบ แล้วลบถาวรพร้อมกุญแจ เหลือตัวเลขในสถิติกับบันทึกการกระทำซึ่งไม่มีเนื้อหา",
        "table": table,
        "rules": rules,
        "unknown": _not_acknowledged(cases, user, rules),
        "warned": cases.filter(is_held=False).exclude(warned_on=None).count(),
    }
    return page(request, "complaints/staff/deletions.html", context, here="staff_deletions")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.handles_cases)
def staff_hold(request: HttpRequest, locator: str) -> HttpResponse:
    """Hold a case back from deletion, or let it go again; with a reason, which lies sealed in its notes."""
    user = person(request)
    case = open_case(user, locator)
    form = HoldForm(request.POST if request.method == "POST" else None)
    change = retention.lift_hold if case.is_held else retention.hold
    if form.is_valid():
        try:
            change(by=user, case=case, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"{'เลิกระงับ' if case.is_held else 'ระงับ'}การลบเรื่อง {case} แล้ว")
            return redirect("complaints:staff_deletions")
    context = {
        "heading": "เลิกระงับการลบ" if case.is_held else "ระงับการลบ",
        "lead": f"เรื่อง {case} "
        + (
            "จะถูกเตือนและลบตามกำหนดอีกครั้ง"
            if case.is_held
            else "จะไม่ถูกลบจนกว่าจะเลิกระงับ เช่น เมื่อศาลหรือหน่วยงานสอบสวนขอไว้"
        ),
        "form": form,
        "button": "เลิกระงับการลบ" if case.is_held else "ระงับการลบ",
        "back": "complaints:staff_deletions",
    }
    status = 400 if form.errors else 200
    return page(request, "complaints/staff/key_form.html", context, here="staff_deletions", status=status)


def _acknowledge(request: HttpRequest, user: User) -> HttpResponse:
    locators = [word for word in request.POST.getlist("locator") if word.isprintable()][:ROWS]
    named = _closed_cases_of(user).filter(locator__in=locators)
    if count := retention.acknowledge_deletion(by=user, cases=named):
        messages.success(request, f"บันทึกแล้วว่าท่านรับทราบการลบ {thai.number(count)}\u00a0เรื่อง")
    return redirect("complaints:staff_deletions")


def _not_acknowledged(cases: CaseQuerySet, user: User, rules: ChannelRules) -> CaseQuerySet:
    """Those that go soon, and of which the person did not say since their closing that they know of it."""
    known = DeletionNotice.objects.filter(
        user=user, case=OuterRef("pk"), acknowledged_on__gte=OuterRef("closed_on")
    )
    soon = cases.to_be_deleted_soon(timezone.localdate(), rules.warn_days)
    return soon.filter(~Exists(known))[:ROWS]


def _closed_cases_of(user: User) -> CaseQuerySet:
    """The closed cases that an officer can open, or whose identity a custodian keeps."""
    grants = Grant.objects.filter(holder__user=user, holder__retired_at=None)
    part = Part.REPORT if policies.handles_cases(user) else Part.IDENTITY
    mine = Q(pk__in=grants.filter(key__part=part).values("key__case"))
    return Case.objects.filter(mine, progress=Progress.CLOSED)
