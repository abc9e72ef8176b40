"""What staff do with a request; each act holds the row, sees that nothing happened meanwhile, and is logged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from measures.services import codes, policies
from measures.services.actions import telling
from measures.services.actions.closing import let_run, settle, unsettle
from measures.services.actions.files import Examined
from measures.services.actions.following import attach
from measures.services.models import (
    EventKind,
    Outcome,
    Progress,
    RequestEvent,
    RequestFile,
    ServiceRequest,
)
from portal import audit
from portal.models import User, WorkGroup

LONGEST_TEXT = 5_000
ALREADY_CLOSED = "คำขอนี้ปิดไปแล้ว เปิดคำขออีกครั้งก่อน หากต้องดำเนินการต่อ"


class Changed(ValidationError):
    """Somebody did something with the request after the page was shown on which the act was chosen."""

    def __init__(self, event: RequestEvent) -> None:
        who = event.by.display_name if event.by else "ผู้ยื่น"
        super().__init__(
            f"มีการเปลี่ยนแปลงระหว่างที่ท่านเปิดหน้านี้: {event.get_kind_display()} โดย {who} จึงยังไม่ได้บันทึกสิ่งที่ท่านทำ "
            "ข้อความที่พิมพ์ยังอยู่ อ่านลำดับเหตุการณ์ล่าสุดก่อน แล้วกดอีกครั้งหากยังต้องการ",
            code="changed",
        )
        self.event = event


class Repeated(Exception):
    """The same form was taken already."""


def newest_event(request: ServiceRequest) -> int:
    """By what a page knows whether something happened after it was shown."""
    return request.events.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def start(*, by: User, request: ServiceRequest, seen: int | None = None, turn: str | None = None) -> None:
    """Begin to work on a request; whoever does so is responsible if nobody was."""
    found = _held(by, request, seen, turn)
    if found.progress != Progress.RECEIVED:
        raise ValidationError("คำขอนี้เริ่มดำเนินการไปแล้ว")
    found.progress = Progress.WORKING
    found.assigned_to = found.assigned_to or by
    found.save()
    _tell(found, EventKind.STARTED, by=by, turn=turn)
    audit.record(by, "เริ่มดำเนินการคำขอ", found)


@transaction.atomic
def assign(
    *, by: User, request: ServiceRequest, to: User, seen: int | None = None, turn: str | None = None
) -> None:
    """Make somebody responsible who handles requests of the group."""
    found = _open(by, request, seen, turn)
    if to not in policies.handlers_of(found.group):
        raise ValidationError("มอบหมายให้คนนี้ไม่ได้ เพราะไม่มีหน้าที่ดำเนินการคำขอของกลุ่มงานนี้")
    found.assigned_to = to
    found.save(update_fields=["assigned_to"])
    _tell(found, EventKind.ASSIGNED, by=by, text=f"มอบหมายให้ {to.display_name}", turn=turn, is_public=False)
    audit.record(by, "มอบหมายคำขอ", found, to=to.display_name)


@transaction.atomic
def ask(
    *, by: User, request: ServiceRequest, text: str, seen: int | None = None, turn: str | None = None
) -> None:
    """Ask the person for what is missing; the clock stands still until it comes."""
    found = _open(by, request, seen, turn)
    found.assigned_to = found.assigned_to or by
    if found.progress != Progress.WAITING:
        found.progress, found.waiting_since = Progress.WAITING, timezone.localdate()
    found.save()
    _tell(found, EventKind.ASKED, by=by, text=text, turn=turn)
    telling.tell_person(request=found, news=telling.ASKED)
    audit.record(by, "ขอข้อมูลเพิ่มจากผู้ยื่นคำขอ", found)


@transaction.atomic
def go_on(*, by: User, request: ServiceRequest, seen: int | None = None, turn: str | None = None) -> None:
    """Let the clock run on when what was missing came by another way, such as over the counter."""
    found = _open(by, request, seen, turn)
    if found.progress != Progress.WAITING:
        raise ValidationError("คำขอนี้ไม่ได้รอข้อมูลจากผู้ยื่น")
    let_run(found, on=timezone.localdate())
    found.progress = Progress.WORKING
    found.save()
    _tell(found, EventKind.TOLD, by=by, text="ได้รับข้อมูลหรือเอกสารเพิ่มแล้ว ดำเนินการต่อ", turn=turn)
    audit.record(by, "ได้รับข้อมูลเพิ่มของคำขอ", found)


@transaction.atomic
def tell(
    *,
    by: User,
    request: ServiceRequest,
    text: str,
    files: Sequence[Examined] = (),
    seen: int | None = None,
    turn: str | None = None,
) -> None:
    """Tell the person how far it is."""
    found = _open(by, request, seen, turn)
    event = _tell(found, EventKind.TOLD, by=by, text=text, turn=turn)
    attach(event, files, from_staff=True)
    telling.tell_person(request=found, news=telling.TOLD)
    audit.record(by, "แจ้งความคืบหน้าของคำขอ", found)


@transaction.atomic
def note(
    *, by: User, request: ServiceRequest, text: str, seen: int | None = None, turn: str | None = None
) -> None:
    """Write down something that only staff read."""
    found = _held(by, request, seen, turn)
    _tell(found, EventKind.NOTED, by=by, text=text, turn=turn, is_public=False)
    audit.record(by, "บันทึกภายในของคำขอ", found)


@transaction.atomic
def close(
    *,
    by: User,
    request: ServiceRequest,
    outcome: Outcome,
    text: str,
    files: Sequence[Examined] = (),
    seen: int | None = None,
    turn: str | None = None,
) -> None:
    """Answer and close, with what the person is told and the files that belong to it."""
    found = _open(by, request, seen, turn)
    if outcome == Outcome.NO_ANSWER and found.progress != Progress.WAITING:
        raise ValidationError("เลือกผลนี้ได้เฉพาะคำขอที่กำลังรอข้อมูลจากผู้ยื่น")
    found.assigned_to = found.assigned_to or by
    settle(found, outcome=outcome, at=timezone.now())
    event = _tell(found, EventKind.CLOSED, by=by, text=text, turn=turn)
    attach(event, files, from_staff=True)
    telling.tell_person(request=found, news=telling.CLOSED)
    audit.record(by, "ปิดคำขอ", found, outcome=outcome.label)


@transaction.atomic
def transfer(
    *,
    by: User,
    request: ServiceRequest,
    to: WorkGroup,
    reason: str,
    seen: int | None = None,
    turn: str | None = None,
) -> None:
    """Hand the request to another group; the person reads to which, staff read why. Its clock runs on."""
    found = _open(by, request, seen, turn)
    if to.pk == found.group_id:
        raise ValidationError("คำขออยู่ที่กลุ่มงานนี้แล้ว")
    if not to.is_active:
        raise ValidationError("กลุ่มงานนี้ไม่ได้ใช้งานแล้ว")
    found.group, found.assigned_to = to, None
    found.save()
    _tell(found, EventKind.NOTED, by=by, text=f"เหตุผลที่ส่งต่อ: {reason}", is_public=False)
    _tell(found, EventKind.TRANSFERRED, by=by, text=f"ส่งต่อให้{to}", turn=turn)
    audit.record(by, "ส่งต่อคำขอ", found, to=to.name)


@transaction.atomic
def reopen(
    *, by: User, request: ServiceRequest, reason: str, seen: int | None = None, turn: str | None = None
) -> None:
    """Open a closed request again, for a reason that the person reads; its end is not counted any more."""
    found = _held(by, request, seen, turn)
    if found.is_open:
        raise ValidationError("คำขอนี้ยังไม่ได้ปิด")
    unsettle(found, on=timezone.localdate())
    _tell(found, EventKind.REOPENED, by=by, text=reason, turn=turn)
    telling.tell_person(request=found, news=telling.REOPENED)
    audit.record(by, "เปิดคำขออีกครั้ง", found)


@transaction.atomic
def renew_code(
    *, by: User, request: ServiceRequest, reason: str, seen: int | None = None, turn: str | None = None
) -> str:
    """A new tracking code for a person who lost theirs; the old one opens nothing from now on."""
    found = _held(by, request, seen, turn)
    code = codes.new_code(found.year)
    found.code_hash = codes.digest(code)
    found.save(update_fields=["code_hash"])
    text = f"ออกรหัสติดตามใหม่ รหัสเดิมใช้ไม่ได้แล้ว เหตุผล: {reason}"
    _tell(found, EventKind.NOTED, by=by, text=text, turn=turn, is_public=False)
    audit.record(by, "ออกรหัสติดตามคำขอใหม่", found)
    return code


def record_opening(*, by: User, file: RequestFile) -> None:
    """Log that somebody opened a file of a request; neither its name nor its content."""
    if file.request is None or not policies.may_handle(by, file.request):
        raise PermissionDenied
    audit.record(by, "เปิดไฟล์ของคำขอ", file.request, file=file.pk)


def _held(by: User, request: ServiceRequest, seen: int | None, turn: str | None) -> ServiceRequest:
    """The request, locked. Raises PermissionDenied, Repeated, Changed, and ValidationError for an erased one."""
    found = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    if not policies.may_handle(by, found):
        raise PermissionDenied("เฉพาะเจ้าหน้าที่ของกลุ่มงานที่ดำเนินการคำขอนี้")
    if turn and found.events.filter(turn=turn).exists():
        raise Repeated
    if found.erased_at:
        raise ValidationError("ลบข้อมูลส่วนบุคคลของคำขอนี้ตามกำหนดแล้ว จึงดำเนินการต่อไม่ได้")
    newest = found.events.select_related("by").order_by("-pk").first()
    if seen is not None and newest is not None and newest.pk != seen:
        raise Changed(newest)
    return found


def _open(by: User, request: ServiceRequest, seen: int | None, turn: str | None) -> ServiceRequest:
    found = _held(by, request, seen, turn)
    if not found.is_open:
        raise ValidationError(ALREADY_CLOSED)
    return found


def _tell(
    request: ServiceRequest,
    kind: EventKind,
    *,
    by: User,
    text: str = "",
    turn: str | None = None,
    is_public: bool = True,
) -> RequestEvent:
    moment: dt.datetime = timezone.now()
    return request.events.create(kind=kind, at=moment, by=by, text=text, turn=turn, is_public=is_public)
