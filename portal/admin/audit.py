"""The audit log for those who check: read, filtered, taken away as CSV; nobody changes it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import audit, thai
from portal.admin.base import ReadOnlyAdmin, signed_in
from portal.admin.facts import in_words
from portal.models import AuditEvent
from portal.spreadsheets import Column, csv_bytes

COLUMNS = [
    Column("ลำดับ", 8),
    Column("เวลา", 22),
    Column("ผู้กระทำ", 24),
    Column("การกระทำ", 24),
    Column("ชนิดข้อมูล", 20),
    Column("ข้อมูล", 40),
    Column("รายละเอียด", 40),
    Column("ค่าแฮช", 64),
]


class KindFilter(admin.SimpleListFilter):
    """The kinds of records that the log speaks of, by their Thai names."""

    title = "ชนิดข้อมูล"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = (
            AuditEvent.objects.exclude(object_type="")
            .order_by()
            .values_list("object_type", flat=True)
            .distinct()
        )
        return sorted(((kind, kind_name(kind)) for kind in kinds), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(object_type=self.value()) if self.value() else queryset


def kind_name(label: str) -> str:
    """The Thai name of a kind of record: `portal.newsitem` is ข่าวและประกาศ; kinds that are gone stay as they are."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """One row an act. The chain itself is verified by `manage.py verify_audit`."""

    change_list_template = "admin/audit/change_list.html"
    list_display = ("seq", "moment", "actor_name", "verb", "object_name")
    list_filter = ("at", KindFilter, "verb")
    search_fields = ("actor_name", "object_name", "verb")
    search_help_text = "ค้นจากชื่อผู้กระทำ การกระทำ หรือชื่อข้อมูล"
    fields = ("seq", "moment", "actor_name", "verb", "kind", "object_name", "facts", "chain")
    readonly_fields = fields

    @admin.display(description="เวลา", ordering="seq")
    def moment(self, event: AuditEvent) -> str:
        return thai.date_time(event.at)

    @admin.display(description="ชนิดข้อมูล")
    def kind(self, event: AuditEvent) -> str:
        return kind_name(event.object_type) or "–"

    @admin.display(description="รายละเอียด")
    def facts(self, event: AuditEvent) -> str:
        return _in_words(event.detail)

    @admin.display(description="ค่าแฮชของแถวนี้และแถวก่อน")
    def chain(self, event: AuditEvent) -> SafeString:
        return format_html("<code>{}</code><br><code>{}</code>", event.hash, event.previous_hash)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.csv)
        return [path("audit.csv", view, name="portal_auditevent_csv"), *super().get_urls()]

    def csv(self, request: HttpRequest) -> HttpResponse:
        """The rows of the list as it is filtered now; taking them away is itself an act of the log."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        events = self.get_changelist_instance(request).get_queryset(request)
        rows = [
            (
                event.seq,
                thai.date_time(event.at),
                event.actor_name,
                event.verb,
                kind_name(event.object_type),
                event.object_name,
                _in_words(event.detail),
                event.hash,
            )
            for event in events
        ]
        audit.record(signed_in(request), "ส่งออกบันทึกการกระทำ", rows=len(rows))
        response = HttpResponse(csv_bytes(COLUMNS, rows), content_type="text/csv; charset=utf-8")
        name = f"audit-{thai.be(timezone.localdate().year)}-{timezone.localdate():%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


WORDS = {
    "reason": "เหตุผล",
    "fields": "ช่องที่แก้ไข",
    "roles": "บทบาท",
    "work_groups": "กลุ่มงาน",
    "is_active": "เปิดใช้งาน",
    "method": "วิธี",
    "rows": "จำนวนแถว",
}
"""Thai names of what acts note beside themselves."""


def _in_words(detail: dict[str, Any]) -> str:
    """The detail of an act for people: `บทบาท: ผู้จัดทำเนื้อหา, เปิดใช้งาน: ใช่`."""
    return (
        " · ".join(f"{WORDS.get(key, key)}: {_value(value)}" for key, value in detail.items() if value != "")
        or "–"
    )


def _value(value: Any) -> str:
    return (", ".join(map(str, value)) or "ไม่มี") if isinstance(value, list) else in_words(value)
