"""Tables for the auditor: the clocks of every case, and who did what to which; no word of what is in a case."""

from __future__ import annotations

import datetime as dt

import django_tables2 as tables
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from complaints.models import Case
from complaints.models.terms import Progress
from portal import thai
from portal.models import AuditEvent

_START = {"cell": {"class": "nobr stack-start"}}
_CORNER = {"cell": {"class": "stack-end"}}
_STATES = {
    Progress.RECEIVED: ("received", "รอตรวจรับ"),
    Progress.ACKNOWLEDGED: ("in_progress", "อยู่ระหว่างพิจารณา"),
    Progress.EXAMINED: ("in_progress", "อยู่ระหว่างตรวจสอบ"),
    Progress.CLOSED: ("done", "เสร็จสิ้น"),
}


class ClockTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """Cases by their numbers, with days and periods alone."""

    locator = tables.Column("เลขรับเรื่อง", orderable=False, attrs=_START)
    progress = tables.Column("สถานะ", orderable=False, attrs=_CORNER)
    received_on = tables.Column("วันที่รับ", orderable=False)
    acknowledged = tables.Column("ตรวจรับ", orderable=False, empty_values=(), accessor="acknowledged_on")
    answered = tables.Column("แจ้งผล", orderable=False, empty_values=(), accessor="answered_on")
    closed = tables.Column("เสร็จ และเก็บถึง", orderable=False, empty_values=(), accessor="closed_on")

    row_header = "locator"
    caption = "กำหนดเวลาของแต่ละเรื่อง"
    empty_text = "ไม่มีเรื่องตามที่เลือก"

    def render_progress(self, record: Case) -> SafeString:
        status, label = _STATES[Progress(record.progress)]
        return _tag(label, status)

    def render_received_on(self, value: dt.date) -> str:
        return thai.short_date(value)

    def render_acknowledged(self, record: Case) -> str | SafeString:
        is_late = bool(record.acknowledged_on and record.acknowledged_on > record.acknowledge_by)
        return _clock(record.acknowledged_on, record.acknowledge_by, record.is_closed, is_late=is_late)

    def render_answered(self, record: Case) -> str | SafeString:
        """The first answer and whether it was late, and until when the next is due."""
        first = _clock(
            record.answered_on, record.answer_by, record.is_closed, is_late=record.was_answered_late
        )
        if record.answered_on is None or record.is_closed:
            return first
        return format_html("{}<br>ครั้งต่อไป {}", first, _clock(None, record.answer_by, is_closed=False))

    def render_closed(self, record: Case) -> str:
        if record.closed_on is None:
            return "–"
        held = " ระงับการลบ" if record.is_held else ""
        until = f" เก็บถึง {thai.short_date(record.keep_until)}" if record.keep_until else ""
        return f"{thai.short_date(record.closed_on)}{until}{held}"


class ActTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """Rows of the audit log that speak of the channel."""

    at = tables.Column("เวลา", orderable=False, attrs=_START)
    actor_name = tables.Column("ผู้กระทำ", orderable=False)
    verb = tables.Column("การกระทำ", orderable=False)
    object_name = tables.Column("เลขรับเรื่องหรือกุญแจ", orderable=False)

    row_header = "at"
    caption = "บันทึกการกระทำ ใหม่สุดก่อน"
    empty_text = "ยังไม่มีบันทึกตามที่เลือก"

    def render_verb(self, record: AuditEvent) -> str:
        """The act, and whom it concerned, where there is somebody."""
        whom = record.detail.get("to") or record.detail.get("asked_by")
        return f"{record.verb} ({whom})" if whom else record.verb

    def render_at(self, record: AuditEvent) -> str:
        return thai.date_time(record.at)


def _clock(
    done_on: dt.date | None, by: dt.date, is_closed: bool, *, is_late: bool = False
) -> str | SafeString:
    """The day something was done and whether in time, or until when it must be done."""
    if done_on:
        return f"{thai.short_date(done_on)}{' ช้า' if is_late else ''}"
    if is_closed:
        return "–"
    if by < timezone.localdate():
        return _tag(f"เกินกำหนด {thai.short_date(by)}", "overdue")
    return f"ภายใน {thai.short_date(by)}"


def _tag(label: str, status: str) -> SafeString:
    return SafeString(get_template("components/tag.html").render({"label": label, "status": status}))
