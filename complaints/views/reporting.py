"""The person who reports: five small steps, the code, the receipt; nothing of it in an address, a title or a log.

The pages need no JavaScript and no cookie but that of `complaints.flows`, whose key gives each form its hidden token;
Django's own check of forms is not used, because browsers that send no referrer send no origin either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from complaints import flows, obstacles, policies, quiet
from complaints.actions.receiving import NobodyToRead
from complaints.actions.sending import FlowIsOver, send_report
from complaints.codes import Code
from complaints.evidence import LARGEST_FILE, LARGEST_TOTAL, MOST_FILES, examine_all
from complaints.flows import Purpose, Running
from complaints.forms.reporting import (
    CONCERNS,
    FilesForm,
    IdentityForm,
    ReadersForm,
    SendForm,
    StepForm,
    TypedBackForm,
    WhatForm,
)
from complaints.models.terms import HolderKind, Kind
from portal.models import Office, User
from portal.views import errors
from portal.views.feedback import SeeOther

TRAP = "website"
"""A field that people do not see; whoever fills it in is a program."""
STEPS = ("new", "new_readers", "new_files", "new_identity", "new_check")
AN_HOUR = 3600
MOST_BEGUN, MOST_UPLOADS, MOST_SENT = 120, 240, 30
"""In an hour from one network: more than an office or a school behind one address ever needs."""
NO_ROOM = (
    "ขณะนี้พื้นที่พักไฟล์ของระบบเต็ม จึงยังไม่ได้รับไฟล์ ลองแนบใหม่ภายหลัง "
    "หรือส่งเรื่องโดยไม่แนบไฟล์ก่อน แล้วส่งไฟล์ตามในหน้าติดตามเรื่องด้วยรหัสที่ได้รับ"
)
LEAVE = {"Clear-Site-Data": '"cache", "cookies", "storage"'}

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Fault:
    """Why a form is not taken although what was typed may be right; the answers stay on the page."""

    status: int
    told: str


def reporting_page(view: View) -> View:
    """Open to everybody, without Django's session and its check of forms."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "POST"):
            return errors.not_allowed(request, ("GET", "HEAD", "POST"))
        return view(request)

    return csrf_exempt(login_not_required(wrapper))


def reached(step: str) -> Callable[[Callable[[HttpRequest, Running], HttpResponse]], View]:
    """A page of a running flow; who is elsewhere in it is led there."""

    def decorate(view: Callable[[HttpRequest, Running], HttpResponse]) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest) -> HttpResponse:
            flow = flows.current(request, Purpose.REPORT)
            if flow is None:
                return _over(request)
            return _elsewhere(flow, step) or view(request, flow)

        return reporting_page(wrapper)

    return decorate


# ── the steps ─────────────────────────────────────────────────────────────────
@reporting_page
def new(request: HttpRequest) -> HttpResponse:
    """What happened. Before anything is typed it is told if no report can be taken now."""
    flow = flows.resume(request, Purpose.REPORT)
    if request.method != "POST" and not flow.state and (found := obstacles.obstacle()):
        return render(request, "complaints/new_not_now.html", {"obstacle": found.value}, status=503)
    if elsewhere := _elsewhere(flow, "new"):
        return elsewhere
    return _form_step(request, flow, "new", WhatForm, has_no_room=obstacles.has_no_room_for_files())


@reached("new_readers")
def new_readers(request: HttpRequest, flow: Running) -> HttpResponse:
    """Whether it concerns somebody of the office, and who must not read it."""
    readers = [
        holder for kind in (HolderKind.OFFICER, HolderKind.CUSTODIAN) for holder in policies.recipients(kind)
    ]
    make = partial(ReadersForm, readers=readers)
    return _form_step(request, flow, "new_readers", make)


@reached("new_files")
def new_files(request: HttpRequest, flow: Running) -> HttpResponse:
    """Evidence: add, remove, go on. Files are examined and sealed at once, and never handed back."""
    form = FilesForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        fault = _fault(request, flow) or _change_files(request, flow, form)
        if fault is None and form.is_valid():
            if {"add", "remove"} & set(request.POST):
                return _go(flow, "new_files")
            return _done(request, flow, "new_files")
        status = _tell(form, fault)
    files = flow.file_facts()
    firsts = {facts.sha256: number for number, facts in reversed(files)}.values()
    return _step_page(request, flow, "new_files", form, status, files=files, firsts=firsts)


@reached("new_identity")
def new_identity(request: HttpRequest, flow: Running) -> HttpResponse:
    """Who may know the person: nobody, or the officers who are allowed to."""
    keepers = policies.recipients(HolderKind.CUSTODIAN, excluded=_excluded(flow))
    return _form_step(request, flow, "new_identity", IdentityForm, nobody_keeps=not keepers)


@reached("new_check")
def new_check(request: HttpRequest, flow: Running) -> HttpResponse:
    """All answers on one page; sending makes the case."""
    form = SendForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        fault = _fault(request, flow) or _too_many(request, "send", MOST_SENT)
        if fault is None:
            following = flow.following(request)
            try:
                send_report(flow=flow, following=following)
            except FlowIsOver:
                return _over(request)
            except NobodyToRead as error:
                fault = Fault(503, " ".join(error.messages))
            except DatabaseError:
                fault = _not_kept()
            else:
                return _go(following, "new_code")
        status = _tell(form, fault)
    return _step_page(request, flow, "new_check", form, status, answers=_answers(flow))


# ── afterwards ────────────────────────────────────────────────────────────────
@reached("new_code")
def new_code(request: HttpRequest, flow: Running) -> HttpResponse:
    """The code, until its end was typed back."""
    code = Code(**flow.state["code"])
    form = TypedBackForm(request.POST if request.method == "POST" else None, code=code)
    status = 200
    if form.is_bound:
        fault = _fault(request, flow)
        if fault is None and form.is_valid():
            del flow.state["code"]
            flow.save()
            return _go(flow, "new_receipt")
        status = _tell(form, fault)
    groups = code.written_secret.split("-")
    return _page(
        request, flow, "complaints/code.html", status, form=form, locator=code.locator, groups=groups
    )


@reached("new_receipt")
def new_receipt(request: HttpRequest, flow: Running) -> HttpResponse:
    """The receipt, to print or to write down; it stays until the person leaves or the time is over."""
    receipt = flow.state["receipt"]
    sha256 = receipt["sha256"]
    return _page(
        request,
        flow,
        "complaints/receipt.html",
        locator=receipt["locator"],
        day=dt.date.fromisoformat(receipt["day"]),
        groups=[sha256[at : at + 8] for at in range(0, len(sha256), 8)],
    )


@reporting_page
def new_leave(request: HttpRequest) -> HttpResponse:
    """Forget what was written, clear what the browser kept of this site, and show the home page.

    Another site's form comes without the cookie (SameSite) and makes the browser forget nothing.
    """
    if request.method != "POST":
        return SeeOther(reverse("complaints:start"))
    if flows.cookie_name() not in request.COOKIES:
        return SeeOther(reverse("portal:home"))
    flow = flows.current(request, Purpose.REPORT)
    if flow and flow.is_own(request):
        flow.end()
    response = SeeOther(reverse("portal:home"), headers=LEAVE)
    flows.clear_cookie(response)
    return response


# ── inside ────────────────────────────────────────────────────────────────────
def _form_step(
    request: HttpRequest, flow: Running, step: str, make: Callable[..., StepForm], **shown: Any
) -> HttpResponse:
    if request.method != "POST":
        return _step_page(request, flow, step, make(initial=flow.state.get("answers")), **shown)
    form = make(request.POST)
    fault = _fault(request, flow)
    if fault is None and form.is_valid() and not flow.state:
        fault = _too_many(request, "begin", MOST_BEGUN)
    if fault is None and form.is_valid():
        flow.state["answers"] = flow.state.get("answers", {}) | form.answers()
        try:
            return _done(request, flow, step)
        except DatabaseError:
            fault = _not_kept()
    return _step_page(request, flow, step, form, _tell(form, fault), **shown)


def _elsewhere(flow: Running, page: str) -> HttpResponse | None:
    """Where a flow belongs that was sent already, or that has not come as far as this page; None: it is here."""
    if "receipt" in flow.state:
        here = "new_code" if "code" in flow.state else "new_receipt"
        return None if here == page else _go(flow, here)
    missing = _first_missing(flow)
    is_reached = page in STEPS and STEPS.index(page) <= STEPS.index(missing)
    return None if is_reached else _go(flow, missing)


def _first_missing(flow: Running) -> str:
    done = flow.state.get("done", [])
    return next(step for step in STEPS if step not in done)


def _done(request: HttpRequest, flow: Running, step: str) -> HttpResponse:
    """Keep the answers and go on: to the first step that is missing, or back to the answers when all are there.

    What happened is kept under a new key each time, lest somebody else began this flow and knows the old one.
    """
    flow.state["done"] = [one for one in STEPS if one in {*flow.state.get("done", []), step}]
    if step == "new":
        flow = flow.renew(request)
    else:
        flow.save()
    return _go(flow, _first_missing(flow))


def _go(flow: Running, name: str) -> HttpResponse:
    response = SeeOther(reverse(f"complaints:{name}"))
    flow.set_cookie(response)
    return response


def _step_page(
    request: HttpRequest, flow: Running, step: str, form: forms.Form, status: int = 200, **shown: Any
) -> HttpResponse:
    number = STEPS.index(step) + 1
    return _page(
        request,
        flow,
        f"complaints/{step if step != 'new' else 'new_what'}.html",
        status,
        form=form,
        number=number,
        total=len(STEPS),
        back=reverse(f"complaints:{STEPS[number - 2]}") if number > 1 else reverse("complaints:start"),
        most_files=MOST_FILES,
        largest_file=LARGEST_FILE,
        largest_total=LARGEST_TOTAL,
        **_limits(),
        **shown,
    )


def _page(
    request: HttpRequest, flow: Running, template: str, status: int = 200, **shown: Any
) -> HttpResponse:
    shown |= {"token": flow.token, "token_field": flows.HIDDEN_FIELD, "trap": TRAP}
    response = render(request, template, shown, status=status)
    flow.set_cookie(response)
    return response


def _over(request: HttpRequest) -> HttpResponse:
    """Nothing is being written in this browser: its time is over, it was sent, or it never began."""
    return render(request, "complaints/new_over.html", _limits(), status=404)


def _limits() -> dict[str, int]:
    """How long answers are kept: minutes after the last use, hours after the beginning."""
    return {
        "minutes": int(flows.LIFETIME[Purpose.REPORT].total_seconds() // 60),
        "hours": int(flows.LONGEST.total_seconds() // 3600),
    }


def _fault(request: HttpRequest, flow: Running) -> Fault | None:
    if request.POST.get(TRAP):
        return Fault(400, f"ระบบส่งไม่ได้ เพราะช่องที่ต้องเว้นว่างมีข้อความ ปิดการกรอกอัตโนมัติแล้วลองใหม่ {_or_call()}")
    if not flow.is_own(request):
        return Fault(
            403,
            "เปิดหน้านี้ไว้นานเกินไป หรือเบราว์เซอร์ไม่รับคุกกี้ของเว็บไซต์นี้ ตรวจคำตอบแล้วกดปุ่มอีกครั้ง ถ้ายังไม่ได้ ให้อนุญาตคุกกี้ก่อน",
        )
    return None


def _too_many(request: HttpRequest, name: str, most: int) -> Fault | None:
    if quiet.budget(request, name, most=most, seconds=AN_HOUR):
        return None
    return Fault(
        429, f"มีผู้ส่งจากเครือข่ายเดียวกับท่านจำนวนมากในขณะนี้ สิ่งที่ท่านกรอกยังอยู่ในหน้านี้ รอสักครู่แล้วกดอีกครั้ง {_or_call()}"
    )


def _not_kept() -> Fault:
    return Fault(
        503, f"ขณะนี้ระบบบันทึกไม่ได้ สิ่งที่ท่านกรอกยังอยู่ในหน้านี้ ลองกดอีกครั้ง {_or_call()} หรือสำนักงาน ป.ป.ช. โทร 1205"
    )


def _or_call() -> str:
    phone = Office.load().phone
    return f"หรือโทรศัพท์ถึงสำนักงาน {phone}" if phone else "หรือติดต่อสำนักงานโดยตรง"


def _tell(form: forms.Form, fault: Fault | None) -> int:
    """Put a fault on top of the form; the status to answer with."""
    if fault:
        form.add_error(None, fault.told)
    return fault.status if fault else 400


def _change_files(request: HttpRequest, flow: Running, form: FilesForm) -> Fault | None:
    """Remove or add files as asked; what is wrong with them goes to the form."""
    removed = request.POST.get("remove", "")
    uploads = request.FILES.getlist("files")
    try:
        if removed.isdecimal() and len(removed) < 5:
            flow.remove_file(int(removed))
        elif uploads:
            if fault := _too_many(request, "files", MOST_UPLOADS):
                return fault
            if obstacles.has_no_room_for_files():
                return Fault(503, NO_ROOM)
            earlier = [facts.size for _, facts in flow.file_facts()]
            for facts, content in examine_all(uploads, earlier=earlier):
                flow.add_file(facts, content)
        elif "add" in request.POST:
            form.add_error(None, "เลือกไฟล์ก่อนกดแนบ หรือกดดำเนินการต่อถ้าไม่มีไฟล์")
    except ValidationError as error:
        form.add_error(None, error)
    except DatabaseError:
        return _not_kept()
    return None


def _excluded(flow: Running) -> list[int]:
    return [int(key) for key in flow.state.get("answers", {}).get("excluded", [])]


def _answers(flow: Running) -> list[dict[str, str]]:
    """What was answered, as {question, answer, url of its step}."""
    said = flow.state["answers"]
    people = User.objects.filter(pk__in=_excluded(flow)).order_by("pk")
    names = [" ".join(filter(None, [user.display_name, user.position])) for user in people]
    files = [facts.name for _, facts in flow.file_facts()]
    rows = [
        ("new", "เรื่องนี้เป็นเรื่องใด", Kind(said["kind"]).label),
        ("new", "เกิดอะไรขึ้น", said["what"]),
        ("new", "เกิดขึ้นเมื่อใด", said["when"]),
        ("new", "เกิดขึ้นที่ไหน", said["where"]),
        ("new", "เกี่ยวข้องกับใคร", said["who"]),
        ("new_readers", "เกี่ยวข้องกับเจ้าหน้าที่ของสำนักงานนี้", dict(CONCERNS)[said["concerns"]]),
        ("new_readers", "ผู้ที่ต้องไม่ได้อ่าน", "\n".join(filter(None, [*names, said["excluded_names"]])) or "ไม่มี"),
        ("new_files", "ไฟล์หลักฐาน", "\n".join(files) or "ไม่มี"),
        ("new_identity", "ชื่อของท่าน", said["name"] or "ไม่บอกชื่อ"),
    ]
    if said["name"]:
        rows += [
            ("new_identity", "ช่องทางติดต่อกลับ", said["contact"]),
            ("new_identity", "ข้อควรระวังในการติดต่อ", said["note"]),
        ]
    return [
        {"question": question, "answer": answer or "ไม่ได้กรอก", "url": reverse(f"complaints:{step}")}
        for step, question, answer in rows
    ]
