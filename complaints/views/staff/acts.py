"""What officers do with a case: each act has a page with its form, which shows nothing of the content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from complaints import opening, policies, sealing
from complaints.actions import handling, identities, keys
from complaints.forms.handling import (
    ActForm,
    AskIdentityForm,
    ClosingForm,
    MessageForm,
    NoteForm,
    OfficerForm,
    ReasonForm,
    ReceiverForm,
    TransferForm,
)
from complaints.models import Case, KeyHolder
from complaints.models.terms import HolderKind, Outcome, Part, Progress
from complaints.opening import Keyring, NotGranted
from complaints.views.staff import gate
from complaints.views.staff.frame import page
from complaints.views.staff.gate import open_case, person, staff_page
from portal.models import User


@dataclass(frozen=True)
class Doing:
    """An act as it is sent: who does it, with which case, and what the form says."""

    by: User
    case: Case
    form: Any
    ring: Keyring | None

    def __repr__(self) -> str:
        return f"Doing({self.case})"

    @property
    def words(self) -> dict[str, Any]:
        return dict(self.form.cleaned_data)


@dataclass(frozen=True)
class Act:
    """An act: its words, its form, when it is offered, and what does it."""

    title: str
    lead: str
    button: str
    done: str
    form: type[ActForm]
    do: Callable[[Doing], Any]
    is_offered: Callable[[Case], bool]
    officers: Callable[[Doing], Sequence[User]] = lambda doing: ()
    needs_key: bool = False
    is_next: bool = False
    """What is usually done in this state."""
    ends: bool = False
    """The case is closed by it, which acknowledges a case that nobody acknowledged."""
    answers_by_mail: bool = False
    """Somebody else answers, and the system tells the person by mail that they did."""
    leaves: bool = False
    """Afterwards the case is not open to the person any more."""


# ── what each does ────────────────────────────────────────────────────────────
def _hand_over(doing: Doing) -> None:
    if doing.ring is None:
        raise PermissionDenied
    handed = keys.hand_cases_over(by=doing.ring, to=doing.form.chosen, cases=[doing.case])
    if handed.refused:
        raise ValidationError("ส่งมอบให้คนนี้ไม่ได้ ผู้แจ้งขอไม่ให้อ่าน ถอนตัวไปแล้ว หรือไม่มีกุญแจ")


def _others(doing: Doing) -> list[User]:
    """The officers to whom the case may be handed over and who cannot open it yet."""
    if doing.ring is None:
        return []
    try:
        private = doing.ring.key_of(doing.case, Part.REPORT)
        excluded = opening.read_report(private, doing.case).excluded
    except (NotGranted, sealing.Unreadable):
        return []
    holders = KeyHolder.objects.confirmed().filter(kind=HolderKind.OFFICER).select_related("user")
    users = [holder.user for holder in holders if holder.user and holder.user != doing.by]
    return [
        user
        for user in users
        if policies.may_receive(user, doing.case, excluded) and not policies.may_open(user, doing.case)
    ]


def _is_open(case: Case) -> bool:
    return not case.is_closed


ACTS = {
    "acknowledge": Act(
        title="ตรวจรับเรื่อง",
        lead="ยืนยันว่าอ่านเรื่องแล้วและอยู่ในความรับผิดชอบ ท่านเป็นผู้รับผิดชอบจนกว่าจะมอบหมายให้ผู้อื่น",
        button="ตรวจรับ",
        done="ตรวจรับเรื่องแล้ว",
        form=ActForm,
        do=lambda doing: handling.acknowledge(by=doing.by, case=doing.case),
        is_offered=lambda case: case.progress == Progress.RECEIVED,
        is_next=True,
    ),
    "examine": Act(
        title="เริ่มตรวจสอบข้อเท็จจริง",
        lead="ผู้แจ้งจะเห็นสถานะว่าอยู่ระหว่างตรวจสอบข้อเท็จจริง",
        button="เริ่มตรวจสอบ",
        done="เปลี่ยนสถานะเป็นตรวจสอบข้อเท็จจริงแล้ว",
        form=ActForm,
        do=lambda doing: handling.start_examination(by=doing.by, case=doing.case),
        is_offered=lambda case: case.progress == Progress.ACKNOWLEDGED,
        is_next=True,
    ),
    "message": Act(
        title="เขียนถึงผู้แจ้ง",
        lead="ข้อความถูกเข้ารหัส ผู้แจ้งเปิดอ่านในหน้าติดตามเรื่องด้วยรหัสของตน",
        button="ส่งข้อความ",
        done="ส่งข้อความถึงผู้แจ้งแล้ว",
        form=MessageForm,
        do=lambda doing: handling.write_message(by=doing.by, case=doing.case, **doing.words),
        is_offered=lambda case: True,
    ),
    "note": Act(
        title="เขียนบันทึกภายใน",
        lead="ผู้แจ้งไม่เห็นบันทึกนี้",
        button="บันทึก",
        done="เก็บบันทึกภายในแล้ว",
        form=NoteForm,
        do=lambda doing: handling.add_note(by=doing.by, case=doing.case, **doing.words),
        is_offered=lambda case: True,
    ),
    "assign": Act(
        title="มอบหมายผู้รับผิดชอบ",
        lead="เลือกได้เฉพาะเจ้าหน้าที่ที่เปิดอ่านเรื่องนี้ได้ หากต้องการให้ผู้อื่น ให้ส่งมอบเรื่องก่อน",
        button="มอบหมาย",
        done="มอบหมายผู้รับผิดชอบแล้ว",
        form=OfficerForm,
        do=lambda doing: handling.assign(by=doing.by, case=doing.case, handler=doing.form.chosen),
        is_offered=_is_open,
        officers=lambda doing: handling.officers_of(doing.case),
    ),
    "hand-over": Act(
        title="ส่งมอบให้เจ้าหน้าที่คนอื่นเปิดอ่านด้วย",
        lead="ผู้ที่ผู้แจ้งขอไม่ให้อ่านและผู้ที่ถอนตัวแล้วไม่อยู่ในรายชื่อ ก่อนส่งมอบ ตรวจว่าผู้รับไม่มีส่วนได้เสียกับเรื่องนี้",
        button="ส่งมอบ",
        done="ส่งมอบเรื่องแล้ว",
        form=ReceiverForm,
        do=_hand_over,
        is_offered=lambda case: True,
        officers=_others,
        needs_key=True,
    ),
    "close": Act(
        title="พิจารณาและปิดเรื่อง",
        lead="ผู้แจ้งจะเห็นผลและข้อความของท่าน เรื่องที่ปิดแล้วเก็บไว้ตามระยะเวลาของผลนั้น แล้วลบถาวร",
        button="ปิดเรื่องและแจ้งผล",
        done="ปิดเรื่องและแจ้งผลแล้ว",
        form=ClosingForm,
        do=lambda doing: handling.close(
            by=doing.by, case=doing.case, **{**doing.words, "outcome": Outcome(doing.words["outcome"])}
        ),
        is_offered=_is_open,
        ends=True,
    ),
    "transfer": Act(
        title="ส่งเรื่องให้หน่วยงานอื่น",
        lead="ระบบบันทึกว่าส่งไปที่ใดและแจ้งผู้แจ้ง แต่ไม่ได้ส่งเอกสารให้เอง ให้ส่งหนังสือราชการลับตามระเบียบ",
        button="บันทึกการส่งและปิดเรื่อง",
        done="บันทึกการส่งเรื่องและแจ้งผู้แจ้งแล้ว",
        form=TransferForm,
        do=lambda doing: handling.transfer(by=doing.by, case=doing.case, **doing.words),
        is_offered=_is_open,
        ends=True,
    ),
    "reopen": Act(
        title="เปิดเรื่องขึ้นใหม่",
        lead="กำหนดแจ้งผลเริ่มนับใหม่วันนี้ และระยะเวลาเก็บเริ่มนับใหม่เมื่อปิดเรื่องครั้งหน้า",
        button="เปิดเรื่องใหม่",
        done="เปิดเรื่องขึ้นใหม่แล้ว",
        form=ReasonForm,
        do=lambda doing: handling.reopen(by=doing.by, case=doing.case, **doing.words),
        is_offered=lambda case: case.is_closed,
    ),
    "ask-identity": Act(
        title="ขอเปิดตัวตนของผู้แจ้ง",
        lead="ผู้รักษาข้อมูลระบุตัวตนจะอ่านเหตุผลแล้วอนุมัติหรือไม่อนุมัติ คำขอและคำตอบถูกเก็บไว้ทั้งสองฝ่าย",
        button="ส่งคำขอ",
        done="ส่งคำขอแล้ว ระบบจะแจ้งทางอีเมลว่ามีคำตอบแล้ว ส่วนคำตอบอ่านได้ในหน้าเรื่อง",
        form=AskIdentityForm,
        do=lambda doing: identities.ask_for_identity(
            by=doing.by, case=doing.case, reason=doing.words["reason"]
        ),
        is_offered=lambda case: not case.is_anonymous,
        answers_by_mail=True,
    ),
    "recuse": Act(
        title="ถอนตัวจากเรื่องนี้",
        lead="เมื่อท่านมีส่วนได้เสียหรือถูกกล่าวหา ท่านจะเปิดเรื่องนี้ไม่ได้อีก และไม่มีผู้ใดส่งมอบคืนให้ท่านได้",
        button="ถอนตัว",
        done="ถอนตัวแล้ว ท่านเปิดเรื่องนั้นไม่ได้อีก",
        form=ReasonForm,
        do=lambda doing: handling.recuse(by=doing.by, case=doing.case, reason=doing.words["reason"]),
        is_offered=lambda case: True,
        leaves=True,
    ),
}


def offered(case: Case) -> list[dict[str, Any]]:
    """The acts that the case is ready for, but those that stand on its page already."""
    return [
        {
            "title": act.title,
            "url": reverse("complaints:staff_act", args=[case.locator, name]),
            "is_next": act.is_next,
        }
        for name, act in ACTS.items()
        if act.is_offered(case) and name not in ("message", "note", "ask-identity")
    ]


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.handles_cases)
def staff_act(request: HttpRequest, locator: str, act: str) -> HttpResponse:
    """Ask what the act needs to know, then do it; what was typed stays while the key is locked or a form is wrong."""
    if act not in ACTS:
        raise Http404
    asked, user = ACTS[act], person(request)
    if request.method == "POST" and asked.leaves and user.pk in _recused(locator):
        return redirect("complaints:staff_queue")  # sent twice
    case = open_case(user, locator)
    ring = gate.keyring(request) if asked.needs_key else None
    if asked.needs_key and ring is None:
        return gate.to_unlocking(request.path)
    officers = asked.officers(Doing(user, case, None, ring))
    form = asked.form(request.POST if request.method == "POST" else None, officers=officers)
    if form.is_valid():
        try:
            asked.do(Doing(user, case, form, ring))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, asked.done)
            if asked.answers_by_mail and not user.email:
                messages.warning(request, "บัญชีของท่านไม่มีอีเมล ให้กลับมาดูคำตอบในหน้าเรื่องนี้เอง")
            return (
                redirect("complaints:staff_queue")
                if asked.leaves
                else redirect("complaints:staff_case", locator)
            )
    context = {"heading": asked.title, "lead": asked.lead, "act": asked, "case": case, "form": form}
    status = 400 if form.errors else 200
    return page(request, "complaints/staff/act.html", context, here="staff_queue", status=status)


def _recused(locator: str) -> list[int]:
    return list(Case.objects.filter(locator=locator).values_list("recusals__user", flat=True))
