"""The person who comes back with the code: what became of the request, and what can be done now.

No cookie is set and the code stands in no address. The page that the code opens carries a ticket, signed and good for
half an hour, in its hidden fields; each thing that is done is sent with it and answered by the page as it is then.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from measures.services.actions import following
from measures.services.forms.following import CodeForm, CommentForm, MessageForm, WithdrawForm
from measures.services.models import EventKind, Outcome, Progress, Rating, RequestEvent, ServiceRequest
from measures.services.views.open_pages import READ, WRITE, open_page, too_often
from measures.services.views.requests import uploads
from portal import thai
from portal.feedback import Throttle
from portal.views.documents import file_response
from portal.views.feedback import SeeOther

tries = Throttle(most=300, seconds=60)
"""Codes tried by everybody together: nobody is told apart, and a code has 60 bits."""
TICKET_SECONDS = 30 * 60
NOT_FOUND = "พิมพ์ครบและถูกรูปแบบ แต่ไม่พบคำขอของรหัสนี้ ตรวจกับที่จดไว้ หรือเจ้าหน้าที่อาจออกรหัสใหม่ให้แล้ว"
SCORES = ((5, "พอใจมากที่สุด"), (4, "พอใจมาก"), (3, "พอใจปานกลาง"), (2, "พอใจน้อย"), (1, "ไม่พอใจ"))
_SALT = "services.track"


@open_page(*READ, *WRITE)
def track(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code, and show the request."""
    if request.method != "POST":
        return _code_page(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, status=400)
    if not tries.lets_through():
        form.add_error(None, "ขณะนี้มีผู้ติดตามคำขอพร้อมกันมาก โปรดรอหนึ่งนาทีแล้วกดอีกครั้ง รหัสที่พิมพ์ยังอยู่ในช่อง")
        response = _code_page(request, form, status=429)
        response["Retry-After"] = str(int(tries.seconds))
        return response
    found = following.find_request(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", ValidationError(NOT_FOUND, code="not_found"))
        return _code_page(request, form, status=404)
    kept = form.cleaned_data["kept"]
    return _status_page(request, found, message=MessageForm(initial={"text": kept}) if kept else None)


@open_page(*READ, *WRITE)
def track_write(request: HttpRequest) -> HttpResponseBase:
    """Take what the person writes or sends."""
    found = _of_ticket(request)
    if found is None:
        return _again(request)
    if request.FILES and not uploads.lets_through():
        return too_often(request, uploads.seconds)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            following.write_to_office(
                request=found, text=said["text"], files=said["papers"], turn=said["turn"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _status_page(request, found, notice="ส่งถึงเจ้าหน้าที่แล้ว")
    return _status_page(request, found, message=form, status=400)


@open_page(*READ, *WRITE)
def track_withdraw(request: HttpRequest) -> HttpResponseBase:
    """Close the request because the person does not want it any more."""
    found = _of_ticket(request)
    if found is None:
        return _again(request)
    form = WithdrawForm(request.POST, auto_id="id_withdraw_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            following.withdraw(request=found, reason=said["reason"], turn=said["turn"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _status_page(request, found, notice="ยกเลิกคำขอแล้ว")
    return _status_page(request, found, withdrawal=form, status=400)


@open_page(*READ, *WRITE)
def track_rate(request: HttpRequest) -> HttpResponseBase:
    """Keep the first click on one of five, then words to it, once."""
    found = _of_ticket(request)
    if found is None:
        return _again(request)
    score = request.POST.get("score", "")
    if score in {str(number) for number, _ in SCORES}:
        try:
            following.rate_request(request=found, score=int(score))
        except ValidationError as error:
            return _status_page(request, found, notice="", refusal=error.messages[0], status=400)
        return _status_page(request, found, notice="บันทึกคะแนนแล้ว ขอบคุณ")
    rating = Rating.objects.filter(request=found).first()
    form = CommentForm(request.POST, auto_id="id_comment_%s")
    if rating is None:
        return _status_page(request, found, refusal="เลือกคะแนนก่อน", status=400)
    if not form.is_valid():
        return _status_page(request, found, comment=form, status=400)
    following.comment_on_rating(rating=rating, comment=form.cleaned_data["comment"])
    return _status_page(request, found, notice="บันทึกความเห็นแล้ว ขอบคุณ")


@open_page(*READ, *WRITE)
def track_file(request: HttpRequest) -> HttpResponseBase:
    """A file of the request, for who holds its ticket."""
    found = _of_ticket(request)
    if found is None:
        return _again(request)
    key = request.POST.get("file", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Http404
    file = found.files.exclude(event__is_public=False).select_related("stored").filter(pk=int(key)).first()
    if file is None:
        raise Http404
    return file_response(request, file.stored)


# ── the ticket ────────────────────────────────────────────────────────────────
def ticket_of(found: ServiceRequest) -> str:
    """What the page carries instead of the code; a new code makes it worthless."""
    return signing.dumps([found.pk, found.code_hash[:16]], salt=_SALT)


def _of_ticket(request: HttpRequest) -> ServiceRequest | None:
    try:
        pk, mark = signing.loads(request.POST.get("ticket", ""), salt=_SALT, max_age=TICKET_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = ServiceRequest.objects.select_related("service", "group", "form")
    return rows.filter(pk=pk, code_hash__startswith=mark).first()


def _again(request: HttpRequest) -> HttpResponse:
    """Back to the code; a message that was being sent comes along."""
    if request.method != "POST":
        return SeeOther(reverse("services:track"))
    kept = request.POST.get("text", "")[: following.LONGEST_MESSAGE]
    return _code_page(request, CodeForm(initial={"kept": kept}), is_over=True, status=400)


# ── pages ─────────────────────────────────────────────────────────────────────
def _code_page(
    request: HttpRequest, form: CodeForm, *, is_over: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "heading": "ติดตามคำขอ",
        "lead": "กรอกรหัสติดตามที่ได้เมื่อยื่นคำขอ เพื่อดูสถานะ ส่งเอกสารเพิ่ม หรือเขียนถึงเจ้าหน้าที่",
        "crumbs": [{"title": "บริการของสำนักงาน", "url": "/services/"}, {"title": "ติดตามคำขอ"}],
        "form": form,
        "is_over": is_over,
        "nav": "services",
    }
    return render(request, "services/track.html", context, status=status)


def _status_page(
    request: HttpRequest,
    followed: ServiceRequest,
    *,
    notice: str = "",
    refusal: str = "",
    message: MessageForm | None = None,
    withdrawal: WithdrawForm | None = None,
    comment: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = ServiceRequest.objects.select_related("service", "group").get(pk=followed.pk)
    rating = Rating.objects.filter(request=found).first()
    wrong = [form for form in (message, withdrawal, comment) if form is not None and form.errors]
    today = timezone.localdate()
    context = {
        "followed": found,
        "ticket": ticket_of(found),
        "minutes": TICKET_SECONDS // 60,
        "notice": notice,
        "refusal": refusal,
        "form": wrong[0] if wrong else None,
        "next": next_words(found, today),
        "is_overdue": found.is_overdue(today),
        "asked": _asked(found),
        "entries": _entries(found),
        "message_form": message or MessageForm(),
        "withdraw_form": withdrawal or WithdrawForm(auto_id="id_withdraw_%s"),
        "is_withdrawing": withdrawal is not None,
        "comment_form": comment or CommentForm(auto_id="id_comment_%s"),
        "rating": rating,
        "score_words": dict(SCORES).get(rating.score) if rating else "",
        "scores": SCORES,
        "may_rate": not found.is_open and not found.erased_at and found.outcome != Outcome.WITHDRAWN,
        "nav": "services",
    }
    return render(request, "services/status.html", context, status=status)


def next_words(found: ServiceRequest, today: dt.date) -> str:
    """What comes next, in plain words, and until when; said also when a day is over."""
    day = thai.long_date(found.due_on)
    if found.progress == Progress.CLOSED:
        closed = thai.long_date(found.closed_at) if found.closed_at else ""
        return f"{Outcome(found.outcome).label} เมื่อ {closed}"
    if found.progress == Progress.WAITING:
        return "สำนักงานรอข้อมูลหรือเอกสารจากท่าน ส่งได้ในหน้านี้ กำหนดแล้วเสร็จเลื่อนออกไปตามจำนวนวันทำการที่รอ"
    if found.is_overdue(today):
        return f"เกินกำหนดแล้วเสร็จเมื่อ {day} สำนักงานยังดำเนินการอยู่ เขียนทวงถามได้ในหน้านี้"
    if found.progress == Progress.RECEIVED:
        return f"สำนักงานได้รับคำขอแล้ว และจะดำเนินการให้เสร็จภายใน {day}"
    return f"เจ้าหน้าที่กำลังดำเนินการ กำหนดแล้วเสร็จ {day}"


def _asked(found: ServiceRequest) -> RequestEvent | None:
    """What the office waits for."""
    if found.progress != Progress.WAITING:
        return None
    return found.events.filter(kind=EventKind.ASKED).last()


def _entries(found: ServiceRequest) -> list[dict[str, Any]]:
    """What happened, newest first; who of the office did it is not said."""
    files: dict[int | None, list[Any]] = {}
    for file in found.files.select_related("stored"):
        files.setdefault(file.event_id, []).append(file)
    events = found.events.filter(is_public=True).order_by("-at", "-pk")
    return [
        {
            "title": event.get_kind_display(),
            "at": event.at,
            "text": event.text,
            "files": files.get(event.pk, [])
            + (files.get(None, []) if event.kind == EventKind.RECEIVED else []),
        }
        for event in events
    ]
