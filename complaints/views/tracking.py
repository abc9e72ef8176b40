"""Pages of a reporter who comes back with the code: what became of the case, messages, more evidence."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from complaints import flows, guesses, quiet
from complaints.actions import talking, tracking
from complaints.actions.tracking import Message, Talk
from complaints.evidence import examine_all
from complaints.flows import Purpose, Running
from complaints.forms.tracking import MessageForm, TrackForm
from complaints.models import Case
from complaints.models.terms import Progress
from portal import thai
from portal.views import errors
from portal.views.feedback import SeeOther

CLEARED = '"cache", "cookies", "storage"'
"""What a browser forgets of this site when the person leaves (Clear-Site-Data)."""
NOT_FOUND = "ไม่พบเรื่องที่ตรงกับเลขรับเรื่องและรหัสลับคู่นี้ ตรวจว่าใช้คู่ที่ได้มาพร้อมกัน เรื่องที่ครบกำหนดเก็บและลบไปแล้วเปิดดูไม่ได้อีก"
STALE = "หน้านี้เปิดไว้นานเกินไป หรือเบราว์เซอร์ไม่รับคุกกี้ โปรดกดส่งอีกครั้ง"
MOST_TRIES, TRIES_SECONDS = 60, 600
"""Of one network; sized for an office behind one address."""
MOST_UPLOADS, UPLOADS_SECONDS = 120, 3600
"""Messages with files of one network; what is examined costs the machine time."""
TOO_OFTEN = "too_often"


View = Callable[[HttpRequest], HttpResponse]


def tracking_page(view: View) -> View:
    """Open to everybody, without Django's session and its check of forms, whose place the token of the flow takes."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "POST"):
            return errors.not_allowed(request, ("GET", "HEAD", "POST"))
        return view(request)

    return csrf_exempt(login_not_required(wrapper))


@tracking_page
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and open the case."""
    unfinished = flows.current(request, Purpose.REPORT)
    flow = unfinished or flows.resume(request, Purpose.TALK)
    if request.method != "POST":
        return _track_page(request, flow, TrackForm())
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _track_page(request, flow, form, status=400)
    if not flow.is_own(request):
        form.add_error(None, STALE)
        return _track_page(request, flow, form, status=400)
    if not quiet.budget(request, "track", most=MOST_TRIES, seconds=TRIES_SECONDS):
        return _wait_page(request, flow, form, TRIES_SECONDS)
    try:
        talk = tracking.open_talk(form.code, network=_network(request))
    except guesses.TooSoon as wait:
        return _wait_page(request, flow, form, wait.seconds)
    if talk is None:
        form.add_error(None, NOT_FOUND)
        return _track_page(request, flow, form, status=400)
    flow.end()
    opened = _begin(talk, draft=form.cleaned_data["kept"])
    response = SeeOther(reverse("complaints:track_case"))
    opened.set_cookie(response)
    return response


@tracking_page
def track_case(request: HttpRequest) -> HttpResponse:
    """Show what became of the case and what was written, and take what the reporter adds."""
    flow = flows.current(request, Purpose.TALK)
    talk = _talk_of(flow) if flow else None
    if flow is None or talk is None:
        return _closed_meanwhile(request, flow)
    if request.method != "POST":
        return _case_page(request, flow, talk, MessageForm(initial={"text": flow.state["draft"]}))
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid() and not flow.is_own(request):
        form.add_error(None, STALE)
    if form.is_valid():
        try:
            _send(request, flow, talk, form)
        except ValidationError as fault:
            form.add_error(None, fault)
    if not form.is_valid():
        status = 429 if form.has_error(NON_FIELD_ERRORS, TOO_OFTEN) else 400
        return _case_page(request, flow, talk, form, status=status)
    response = SeeOther(reverse("complaints:track_case"))
    flow.set_cookie(response)
    return response


@tracking_page
def track_leave(request: HttpRequest) -> HttpResponse:
    """End the session, let the browser forget this site, and go where everybody goes.

    No token is asked for: whoever sends this can only end what the browser had open. Another site's form comes without
    the cookie (SameSite) and makes the browser forget nothing.
    """
    if request.method != "POST":
        return SeeOther(reverse("complaints:track"))
    if flows.cookie_name() not in request.COOKIES:
        return SeeOther(reverse("portal:home"))
    flow = flows.current(request, Purpose.TALK)
    if flow:
        flow.end()
    response = SeeOther(reverse("portal:home"))
    flows.clear_cookie(response)
    response["Clear-Site-Data"] = CLEARED
    return response


# ── the open case ─────────────────────────────────────────────────────────────
def _begin(talk: Talk, *, draft: str) -> Running:
    """A new flow with a key of its own for an opened case."""
    flow = flows.begin(Purpose.TALK)
    flow.state = {
        "case": str(talk.case.pk),
        "talk": talk.private.hex(),
        "mark": talk.mark,
        "seen": talk.case.seen_by_reporter,
        "progress_seen": talk.case.progress_seen,
        "sent": [],
        "draft": draft,
        "is_sent": False,
    }
    flow.save()
    return flow


def _talk_of(flow: Running) -> Talk | None:
    """The case of the flow; None when it has been deleted meanwhile."""
    if "case" not in flow.state:
        return None
    case = Case.objects.filter(pk=uuid.UUID(flow.state["case"])).first()
    return Talk(case, bytes.fromhex(flow.state["talk"]), flow.state["mark"]) if case else None


def _send(request: HttpRequest, flow: Running, talk: Talk, form: MessageForm) -> None:
    """Write what was sent, once for each form that was shown. Raises ValidationError in Thai; nothing is kept then.

    Files are examined last, after everything that can be judged without opening them.
    """
    text, uploads, turn = (form.cleaned_data[name] for name in ("text", "files", "turn"))
    if turn and turn in flow.state["sent"]:
        return
    talking.expect_may_send(talk=talk, case=talk.case, text=text, names=[file.name or "" for file in uploads])
    if uploads and not quiet.budget(request, "message files", most=MOST_UPLOADS, seconds=UPLOADS_SECONDS):
        raise ValidationError(
            "มีผู้ส่งไฟล์จากเครือข่ายเดียวกับท่านจำนวนมากในขณะนี้ ข้อความของท่านยังอยู่ในหน้านี้ "
            "ส่งเฉพาะข้อความได้ทันที หรือรอสักครู่ เลือกไฟล์ใหม่ แล้วกดอีกครั้ง",
            code=TOO_OFTEN,
        )
    files = examine_all(uploads)
    with flows.held(flow) as kept:
        if kept is None:
            raise ValidationError("หน้านี้ปิดไปแล้ว โปรดกลับไปหน้าติดตามเรื่องแล้วกรอกรหัสใหม่ ข้อความยังไม่ได้ส่ง")
        if turn and turn in kept.state["sent"]:
            return
        talking.write_to_office(talk=talk, text=text, files=files)
        kept.state |= {"sent": [*kept.state["sent"][-19:], turn], "draft": "", "is_sent": True}
        kept.save()


def _closed_meanwhile(request: HttpRequest, flow: Running | None) -> HttpResponse:
    """Back to the code; a message that was being sent comes along, and stays in the browser until then."""
    if flow:
        flow.end()
    if request.method != "POST":
        return SeeOther(reverse("complaints:track"))
    text = request.POST.get("text", "")[: talking.LONGEST_MESSAGE]
    form = TrackForm(initial={"kept": text})
    return _track_page(
        request, flows.begin(Purpose.TALK), form, is_over=True, has_kept=bool(text), status=400
    )


# ── pages ─────────────────────────────────────────────────────────────────────
def _track_page(
    request: HttpRequest, flow: Running, form: TrackForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "flow": flow,
        "nav": "complaints",
        "has_unfinished": flow.purpose == Purpose.REPORT,
        "is_open": "case" in flow.state,
        **more,
    }
    response = render(request, "complaints/track.html", context, status=status)
    flow.set_cookie(response)
    return response


def _wait_page(request: HttpRequest, flow: Running, form: TrackForm, seconds: int) -> HttpResponse:
    form.add_error(
        None,
        f"ลองผิดหลายครั้งติดกัน โปรดรอ {_waiting(seconds)} แล้วกดอีกครั้ง หรือโทรศัพท์ถามสำนักงานโดยบอกเลขรับเรื่องเท่านั้น",
    )
    response = _track_page(request, flow, form, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _case_page(
    request: HttpRequest, flow: Running, talk: Talk, form: MessageForm, *, status: int = 200
) -> HttpResponse:
    messages = tracking.messages(talk, seen=flow.state["seen"])
    last = messages[-1].number if messages else 0
    context = {
        "flow": flow,
        "form": form,
        "turn": secrets.token_urlsafe(12) if not form.is_bound else form.data.get("turn", ""),
        "case": talk.case,
        "messages": messages,
        "files": list(talk.case.evidence.filter(author=None).order_by("number").values("number", "day")),
        "changes": _changes(talk.case, flow.state["progress_seen"], messages),
        "is_first_time": not flow.state["progress_seen"],
        "next": next_step(talk.case),
        "steps": _steps(talk.case),
        "may_write": tracking.may_write(talk.case),
        "answer_until": tracking.answer_until(talk.case.closed_on) if talk.case.closed_on else None,
        "is_sent": flow.state["is_sent"] and not form.is_bound,
        "minutes": int(flows.LIFETIME[Purpose.TALK].total_seconds() // 60),
        "nav": "complaints",
    }
    response = render(request, "complaints/talk.html", context, status=status)
    tracking.mark_seen(talk.case, number=last)
    if context["is_sent"]:
        flow.state["is_sent"] = False
        flow.save()
    flow.set_cookie(response)
    return response


def next_step(case: Case) -> str:
    """What comes next for the reporter, and until when; said also when a period is over."""
    if case.closed_on:
        return f"สำนักงานดำเนินการเสร็จเมื่อวันที่ {thai.long_date(case.closed_on)} ผลคือ {case.outcome_label}"
    if case.progress == Progress.RECEIVED:
        day = thai.long_date(case.acknowledge_by)
        if case.is_late_to_acknowledge:
            return f"เจ้าหน้าที่ยังไม่ได้ตรวจรับ ทั้งที่ครบกำหนดเมื่อวันที่ {day} แล้ว {_IF_LATE}"
        return f"เจ้าหน้าที่จะเปิดอ่านและตรวจรับภายในวันที่ {day} แล้วแจ้งให้ทราบในหน้านี้"
    day = thai.long_date(case.answer_by)
    more = "เพิ่มเติม" if case.answered_on else ""
    if case.is_late_to_answer:
        return f"ยังไม่มีผลหรือความคืบหน้า{more} ทั้งที่ครบกำหนดเมื่อวันที่ {day} แล้ว {_IF_LATE}"
    return f"เจ้าหน้าที่จะแจ้งผลหรือความคืบหน้า{more}ในหน้านี้ภายในวันที่ {day}"


_IF_LATE = "ท่านทวงถามด้วยข้อความด้านล่าง หรือแจ้งสำนักงาน ป.ป.ท. โทร 1206 ได้"


def _steps(case: Case) -> list[tuple[str, dt.date]]:
    """What has been done, each with its day, newest first."""
    days = [
        ("ได้รับเรื่อง", case.received_on),
        ("ตรวจรับแล้ว", case.acknowledged_on),
        ("แจ้งผลหรือความคืบหน้าครั้งแรก", case.answered_on),
        ("ดำเนินการเสร็จสิ้น", case.closed_on),
    ]
    return [(title, day) for title, day in reversed(days) if day]


def _changes(case: Case, progress_seen: str, messages: list[Message]) -> list[str]:
    """What is different from what the reporter was shown last time."""
    found = []
    if progress_seen and progress_seen != case.progress:
        found.append(f"สถานะเปลี่ยนเป็น “{Progress(case.progress).label}”")
    if new := sum(1 for message in messages if message.is_new):
        found.append(f"มีข้อความใหม่จากเจ้าหน้าที่ {thai.number(new)} ข้อความ")
    return found


def _waiting(seconds: int) -> str:
    return f"{seconds} วินาที" if seconds < 120 else f"{-(-seconds // 60)} นาที"


def _network(request: HttpRequest) -> str:
    return str(getattr(request, "network_bucket", ""))
