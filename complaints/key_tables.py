"""Tables of the people who hold keys, and of closed cases with the days until which they are kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from complaints import policies
from complaints.models import Case, KeyHolder
from complaints.models.terms import HolderKind
from portal import thai
from portal.models import User

_START = {"cell": {"class": "stack-start"}}
_CORNER = {"cell": {"class": "stack-end"}}


class HolderTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """Keys with their fingerprints; what may be done with each by the person who looks."""

    name = tables.Column("ผู้ถือกุญแจ", empty_values=(), attrs=_START)
    state = tables.Column("สถานะ", empty_values=(), attrs=_CORNER)
    kind = tables.Column("หน้าที่")
    fingerprint = tables.Column("ลายนิ้วมือ")
    created_at = tables.Column("สร้างเมื่อ")
    acts = tables.Column("ดำเนินการ", empty_values=())

    row_header = "name"
    caption = "กุญแจทุกดอกของช่องทางแจ้งทุจริต"
    empty_text = "ยังไม่มีกุญแจ"

    class Meta:
        orderable = False

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def render_name(self, record: KeyHolder) -> str:
        return str(record)

    def render_state(self, record: KeyHolder) -> SafeString:
        if record.retired_at is not None:
            return _tag(f"เลิกใช้ {thai.short_date(record.retired_at)}", "", "dash")
        if not policies.is_entitled(record):
            return _tag("พ้นหน้าที่ ต้องเลิกใช้", "bad", "alert")
        if record.is_waiting:
            return _tag("รอเทียบลายนิ้วมือ", "wait", "clock")
        return _tag("ใช้อยู่", "ok", "check")

    def render_fingerprint(self, value: str) -> SafeString:
        return format_html('<span class="digest nobr">{}</span>', value)

    def render_created_at(self, value: dt.datetime) -> str:
        return thai.short_date(value)

    def render_acts(self, record: KeyHolder) -> SafeString | str:
        links = []
        if record.retired_at is None:
            if policies.may_confirm(self.user, record):
                links.append(("complaints:staff_confirm", "เทียบและยืนยัน"))
            if may_hand_over(self.user, record):
                links.append(("complaints:staff_hand_over", "ส่งมอบเรื่อง"))
            if policies.may_retire(self.user, record):
                links.append(("complaints:staff_retire", "เลิกใช้"))
        shown = ((reverse(route, args=[record.pk]), title, str(record)) for route, title in links)
        return format_html_join(" ", '<a href="{}">{}<span class="hide"> {}</span></a>', shown) or "–"


class KeepingTable(tables.Table):  # type: ignore[misc]  # django-tables2 carries no types
    """Closed cases, how long each is kept, and what happens then."""

    locator = tables.Column("เลขรับเรื่อง", attrs=_START)
    state = tables.Column("การลบ", empty_values=(), attrs=_CORNER)
    closed_on = tables.Column("ปิดเมื่อ")
    outcome = tables.Column("ผล")
    retention_class = tables.Column("ระยะเวลา")
    keep_until = tables.Column("เก็บถึง")
    acts = tables.Column("ดำเนินการ", empty_values=())

    row_header = "locator"
    caption = "เรื่องที่ปิดแล้ว เรียงตามวันที่จะลบ"
    empty_text = "ไม่มีเรื่องที่ปิดแล้ว"

    class Meta:
        orderable = False

    def __init__(self, *args: Any, user: User, warn_days: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_officer = policies.handles_cases(user)
        self.warn_days = warn_days

    def render_locator(self, record: Case) -> SafeString | str:
        if not self.is_officer:
            return record.locator
        url = reverse("complaints:staff_case", args=[record.locator])
        return format_html('<a href="{}">{}</a>', url, record.locator)

    def render_state(self, record: Case) -> SafeString:
        if record.is_held:
            return _tag("ระงับการลบ", "info", "lock")
        day = self.deletion_of(record)
        if day is not None:
            return _tag(f"จะลบ {thai.short_date(day)}", "wait", "clock")
        if record.keep_until and record.keep_until <= timezone.localdate() + dt.timedelta(
            days=self.warn_days
        ):
            return _tag("รอผู้รับคำเตือนครบสองคน", "wait", "clock")
        return _tag("ยังไม่ถึงกำหนด", "", "dash")

    def deletion_of(self, case: Case) -> dt.date | None:
        """The day on which the case goes, once people were warned of it."""
        if case.warned_on is None or case.keep_until is None:
            return None
        after = case.keep_until + dt.timedelta(days=1)
        return max(after, case.warned_on + dt.timedelta(days=self.warn_days), timezone.localdate())

    def render_closed_on(self, value: dt.date) -> str:
        return thai.short_date(value)

    def render_outcome(self, record: Case) -> str:
        return record.outcome_label

    def render_keep_until(self, value: dt.date) -> str:
        return thai.short_date(value)

    def render_acts(self, record: Case) -> SafeString | str:
        if not self.is_officer:
            return "–"
        return format_html(
            '<a href="{}">{}<span class="hide"> {}</span></a>',
            reverse("complaints:staff_hold", args=[record.locator]),
            "เลิกระงับการลบ" if record.is_held else "ระงับการลบ",
            record.locator,
        )


def may_hand_over(user: User, holder: KeyHolder) -> bool:
    """Whether an officer may be offered to hand cases over to the holder of this key."""
    mine = policies.confirmed_holder_of(user)
    return (
        mine is not None
        and not holder.is_waiting
        and mine.kind == holder.kind == HolderKind.OFFICER
        and mine.pk != holder.pk
        and policies.is_entitled(holder)
    )


def _tag(label: str, tone: str, icon: str) -> SafeString:
    return SafeString(
        get_template("components/tag.html").render({"label": label, "tone": tone, "icon": icon})
    )
