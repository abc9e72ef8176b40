"""The queue of requests as a table: what each is, how far it is, and when it is due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.services.models import EventKind, Progress, ServiceRequest
from portal import thai

TONES = {
    Progress.RECEIVED: ("info", "info"),
    Progress.WORKING: ("info", "half"),
    Progress.WAITING: ("wait", "clock"),
    Progress.CLOSED: ("ok", "check"),
}
"""Colour and sign of a state (`components/tag.html`)."""


def tag(label: str, tone: str, icon: str) -> SafeString:
    """A state as a tag; its words are ours, and escaped by the template."""
    return SafeString(
        get_template("components/tag.html").render({"label": label, "tone": tone, "icon": icon})
    )


def progress_tag(request: ServiceRequest) -> SafeString:
    """How far the request is, in a word with its colour and sign; a closed one says how it ended."""
    label = request.get_outcome_display() if request.outcome else request.get_progress_display()
    return tag(str(label), *TONES[Progress(request.progress)])


def due_tag(request: ServiceRequest, on: dt.date, *, near: dt.date) -> SafeString:
    """Until when there is time, that it is over, or, of a closed one, whether it was in time; `near`: soon is up to."""
    day = thai.short_date(request.due_on)
    if request.progress == Progress.CLOSED:
        if request.is_within_standard is None:
            return tag("ไม่นับเวลา", "", "dash")
        return (
            tag("ในกำหนด", "ok", "check") if request.is_within_standard else tag("เกินกำหนด", "bad", "alert")
        )
    if request.progress == Progress.WAITING:
        return tag("หยุดนับเวลา", "", "clock")
    if request.due_on < on:
        return tag(f"เกินกำหนด {day}", "bad", "alert")
    if request.due_on == on:
        return tag("ครบกำหนดวันนี้", "wait", "clock")
    return tag(f"ภายใน {day}", "wait" if request.due_on <= near else "info", "clock")


class QueueTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """Requests in the order they fall due; for who only watches clocks without a way into them."""

    received = tables.Column("รับเมื่อ", accessor="received_at", attrs={"cell": {"class": "nobr stack-start"}})
    progress = tables.Column("สถานะ", attrs={"cell": {"class": "stack-end"}})
    reference = tables.Column("คำขอ", accessor="reference")
    due = tables.Column("กำหนด", accessor="due_on")
    group = tables.Column("กลุ่มงาน", accessor="group__name")
    handler = tables.Column("ผู้รับผิดชอบ", accessor="assigned_to", default="ยังไม่มี")

    row_header = "reference"
    caption = "คำขอรับบริการ"

    class Meta:
        orderable = False

    def __init__(self, *args: Any, on: dt.date, near: dt.date, opens: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on, self.near, self.opens = on, near, opens
        if not opens:
            self.columns.hide("handler")

    def render_received(self, value: dt.datetime) -> str:
        return thai.short_date(value)

    def render_progress(self, record: ServiceRequest) -> SafeString:
        return progress_tag(record)

    def render_reference(self, record: ServiceRequest) -> SafeString:
        sub = format_html(
            '{} · <span class="nobr">{}</span>', record.service.title, record.get_channel_display()
        )
        if record.is_open and getattr(record, "last_word", "") in (EventKind.ANSWERED, EventKind.WROTE):
            sub = format_html("{} {}", sub, tag("ผู้ยื่นเขียนมา", "info", "chat"))
        if not self.opens:
            return format_html('{}<span class="sub">{}</span>', record.reference, sub)
        return format_html(
            '<a href="{}">{}</a><span class="sub">{}</span>',
            record.get_absolute_url(),
            record.reference,
            sub,
        )

    def render_due(self, record: ServiceRequest) -> SafeString:
        return due_tag(record, self.on, near=self.near)
