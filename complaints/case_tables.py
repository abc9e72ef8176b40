"""The officers' queue as a table: what each case is, and its two clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from complaints.models import Case
from complaints.models.terms import Progress
from portal import thai

TONES = {
    Progress.RECEIVED: ("info", "info"),
    Progress.ACKNOWLEDGED: ("info", "half"),
    Progress.EXAMINED: ("info", "half"),
    Progress.CLOSED: ("ok", "check"),
}
"""Colour and sign of a state (`components/tag.html`)."""
SHORT = {
    Progress.RECEIVED: "รอตรวจรับ",
    Progress.ACKNOWLEDGED: "รอพิจารณา",
    Progress.EXAMINED: "ตรวจสอบข้อเท็จจริง",
    Progress.CLOSED: "เสร็จสิ้น",
}


def tag(label: str, tone: str, icon: str) -> SafeString:
    """A state as a tag; its words are ours, and escaped by the template."""
    return SafeString(
        get_template("components/tag.html").render({"label": label, "tone": tone, "icon": icon})
    )


def progress_tag(case: Case) -> SafeString:
    """How far the case is, in a word with its colour and sign."""
    return tag(SHORT[Progress(case.progress)], *TONES[Progress(case.progress)])


def clock_tag(
    *, done: dt.date | None, in_time: bool, by: dt.date, is_late: bool, is_closed: bool, on: dt.date
) -> SafeString:
    """A clock: when it was done (and whether in time), that it is late, or until when there is time."""
    if done is not None:
        return tag(thai.short_date(done), "ok" if in_time else "wait", "check" if in_time else "clock")
    if is_late:
        return tag(f"เกินกำหนด {thai.short_date(by)}", "bad", "alert")
    if is_closed:
        return tag("ไม่ต้องแล้ว", "", "dash")
    return tag("ครบกำหนดวันนี้" if by == on else f"ภายใน {thai.short_date(by)}", "wait", "clock")


def acknowledge_clock(case: Case, on: dt.date) -> SafeString:
    return clock_tag(
        done=case.acknowledged_on,
        in_time=case.acknowledged_on is not None and case.acknowledged_on <= case.acknowledge_by,
        by=case.acknowledge_by,
        is_late=case.is_late_to_acknowledge,
        is_closed=case.is_closed,
        on=on,
    )


def answer_clock(case: Case, on: dt.date) -> SafeString:
    """Until when the next result or progress is due; of a closed case when it was answered first."""
    return clock_tag(
        done=case.answered_on if case.is_closed else None,
        in_time=not case.was_answered_late,
        by=case.answer_by,
        is_late=case.is_late_to_answer,
        is_closed=case.is_closed,
        on=on,
    )


class QueueTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """Cases open to the officer, in the order they fall due."""

    received = tables.Column("รับเมื่อ", accessor="received_on", attrs={"cell": {"class": "nobr stack-start"}})
    progress = tables.Column("สถานะ", attrs={"cell": {"class": "stack-end"}})
    locator = tables.Column("เรื่อง")
    acknowledge = tables.Column("ตรวจรับ", empty_values=())
    answer = tables.Column("แจ้งผล", empty_values=())
    handler = tables.Column("ผู้รับผิดชอบ", default="ยังไม่มี")

    row_header = "locator"
    caption = "เรื่องร้องเรียนที่ท่านเปิดได้"

    class Meta:
        orderable = False

    def __init__(self, *args: Any, on: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on

    def render_received(self, value: dt.date) -> str:
        return thai.short_date(value)

    def render_progress(self, record: Case) -> SafeString:
        return progress_tag(record)

    def render_locator(self, record: Case) -> SafeString:
        return format_html(
            '<a href="{}">{}</a><span class="sub">{} · {}</span>',
            reverse("complaints:staff_case", args=[record.locator]),
            record.locator,
            record.get_kind_display(),
            record.get_channel_display(),
        )

    def render_acknowledge(self, record: Case) -> SafeString:
        return acknowledge_clock(record, self.on)

    def render_answer(self, record: Case) -> SafeString:
        return answer_clock(record, self.on)
