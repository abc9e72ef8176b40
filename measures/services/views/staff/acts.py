"""What staff do with a request: each act has a page with its form, and is sent by POST."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from measures.services import policies
from measures.services.actions import handling
from measures.services.forms.handling import (
    ActForm,
    AskForm,
    AssignForm,
    CloseForm,
    NoteForm,
    ReasonForm,
    ReopenForm,
    TellForm,
    TransferForm,
)
from measures.services.models import Outcome, Progress, ServiceRequest
from measures.services.views.staff.frame import own_request, page, person, staff_page


@dataclass(frozen=True)
class Act:
    """An act: its words, its form, when it is offered, and what does it with what the form says."""

    title: str
    lead: str
    button: str
    done: str
    form: type[ActForm]
    do: Callable[..., Any]
    is_offered: Callable[[ServiceRequest], bool]
    is_next: Callable[[ServiceRequest], bool] = lambda request: False
    """What is usually done in this state."""


def _close(*, outcome: str, papers: Any, **said: Any) -> None:
    handling.close(outcome=Outcome(outcome), files=papers, **said)


def _tell(*, papers: Any, **said: Any) -> None:
    handling.tell(files=papers, **said)


def _is_open(request: ServiceRequest) -> bool:
    return request.is_open


def _is_new(request: ServiceRequest) -> bool:
    return request.progress == Progress.RECEIVED


def _waits(request: ServiceRequest) -> bool:
    return request.progress == Progress.WAITING


def _works(request: ServiceRequest) -> bool:
    return request.progress == Progress.WORKING


ACTS = {
    "start": Act(
        title="เริ่มดำเนินการ",
        lead="ผู้ยื่นจะเห็นว่ากำลังดำเนินการ และท่านเป็นผู้รับผิดชอบหากยังไม่มีใคร",
        button="เริ่มดำเนินการ",
        done="เริ่มดำเนินการแล้ว",
        form=ActForm,
        do=handling.start,
        is_offered=_is_new,
        is_next=_is_new,
    ),
    "go-on": Act(
        title="ได้รับข้อมูลเพิ่มแล้ว ดำเนินการต่อ",
        lead="ใช้เมื่อผู้ยื่นนำเอกสารมาให้ทางอื่น เช่น ที่เคาน์เตอร์ เวลามาตรฐานเริ่มนับต่อจากวันนี้",
        button="ดำเนินการต่อ",
        done="เวลามาตรฐานนับต่อแล้ว",
        form=ActForm,
        do=handling.go_on,
        is_offered=_waits,
        is_next=_waits,
    ),
    "close": Act(
        title="ตอบและปิดคำขอ",
        lead="ผู้ยื่นอ่านคำตอบและดาวน์โหลดไฟล์ได้ด้วยรหัสติดตาม",
        button="ตอบและปิดคำขอ",
        done="ปิดคำขอแล้ว",
        form=CloseForm,
        do=_close,
        is_offered=_is_open,
        is_next=_works,
    ),
    "ask": Act(
        title="ขอข้อมูลหรือเอกสารเพิ่ม",
        lead="เวลามาตรฐานหยุดนับตั้งแต่วันนี้ และนับต่อเมื่อผู้ยื่นส่งมา",
        button="ส่งถึงผู้ยื่น",
        done="ส่งถึงผู้ยื่นแล้ว เวลามาตรฐานหยุดนับ",
        form=AskForm,
        do=handling.ask,
        is_offered=_is_open,
    ),
    "tell": Act(
        title="แจ้งความคืบหน้า",
        lead="ผู้ยื่นอ่านได้ด้วยรหัสติดตาม",
        button="ส่งถึงผู้ยื่น",
        done="ส่งถึงผู้ยื่นแล้ว",
        form=TellForm,
        do=_tell,
        is_offered=_is_open,
    ),
    "note": Act(
        title="บันทึกภายใน",
        lead="ผู้ยื่นไม่เห็น",
        button="บันทึก",
        done="บันทึกแล้ว",
        form=NoteForm,
        do=handling.note,
        is_offered=lambda request: not request.erased_at,
    ),
    "assign": Act(
        title="มอบหมายผู้รับผิดชอบ",
        lead="เลือกได้เฉพาะผู้ที่ดำเนินการคำขอของกลุ่มงานนี้",
        button="มอบหมาย",
        done="มอบหมายแล้ว",
        form=AssignForm,
        do=handling.assign,
        is_offered=_is_open,
    ),
    "transfer": Act(
        title="ส่งต่อกลุ่มงานอื่น",
        lead="ผู้ยื่นเห็นว่าส่งต่อไปกลุ่มงานใด เวลามาตรฐานยังนับต่อ",
        button="ส่งต่อ",
        done="ส่งต่อแล้ว",
        form=TransferForm,
        do=handling.transfer,
        is_offered=_is_open,
    ),
    "reopen": Act(
        title="เปิดคำขออีกครั้ง",
        lead="สถิติของคำขอที่ปิดจะหักออก และนับใหม่เมื่อปิดอีกครั้ง",
        button="เปิดคำขออีกครั้ง",
        done="เปิดคำขออีกครั้งแล้ว",
        form=ReopenForm,
        do=handling.reopen,
        is_offered=lambda request: not request.is_open and not request.erased_at,
    ),
    "new-code": Act(
        title="ออกรหัสติดตามใหม่",
        lead="ใช้เมื่อผู้ยื่นทำรหัสหาย ตรวจให้แน่ใจว่าเป็นผู้ยื่นจริงก่อน รหัสเดิมจะใช้ไม่ได้ทันที และมีบันทึกว่าใครเป็นผู้ออก",
        button="ออกรหัสใหม่",
        done="",
        form=ReasonForm,
        do=handling.renew_code,
        is_offered=lambda request: not request.erased_at,
    ),
}


def offered(request: ServiceRequest) -> list[dict[str, Any]]:
    """The acts that the request is ready for."""
    return [
        {
            "title": act.title,
            "url": reverse("services:staff_act", args=[request.pk, name]),
            "is_next": act.is_next(request),
        }
        for name, act in ACTS.items()
        if act.is_offered(request)
    ]


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.handles_requests)
def staff_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask what the act needs to know, then do it; what was typed stays when something is wrong."""
    if act not in ACTS:
        raise Http404
    asked, user = ACTS[act], person(request)
    case = own_request(user, pk)
    is_sent = request.method == "POST"
    form = asked.form(request.POST if is_sent else None, request.FILES if is_sent else None, request=case)
    seen = form.data.get("seen", "") if is_sent else handling.newest_event(case)
    if form.is_valid():
        try:
            made = asked.do(by=user, request=case, **form.cleaned_data)
        except handling.Repeated:
            messages.info(request, "บันทึกไปแล้วก่อนหน้านี้ ไม่ได้ทำซ้ำ")
            return _back(user, case)
        except ValidationError as error:
            form.add_error(None, error.messages)
            if isinstance(error, handling.Changed):
                seen = error.event.pk  # the page tells of it now, so that the next press is meant
        else:
            if act == "new-code":
                context = {"heading": "รหัสติดตามใหม่", "case": case, "code": made}
                return page(request, "services/staff/new_code.html", context, here="staff_queue")
            messages.success(request, asked.done)
            return _back(user, case)
    context = {
        "heading": asked.title,
        "lead": asked.lead,
        "act": asked,
        "case": case,
        "form": form,
        "seen": seen,
    }
    status = 400 if form.errors else 200
    return page(request, "services/staff/act.html", context, here="staff_queue", status=status)


def _back(user: Any, case: ServiceRequest) -> HttpResponse:
    """To the request, or to the queue when it is the person's no more."""
    now = ServiceRequest.objects.get(pk=case.pk)
    if policies.may_handle(user, now):
        return redirect("services:staff_request", case.pk)
    return redirect("services:staff_queue")
