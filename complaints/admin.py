"""The periods of the complaint channel in the admin: one row; nothing else of the channel is ever shown there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from complaints.models import ChannelRules
from portal.admin.base import PortalModelAdmin


@admin.register(ChannelRules)
class ChannelRulesAdmin(PortalModelAdmin):
    """One office, one set of periods; a change holds for what is received or closed from then on."""

    fieldsets: ClassVar[Any] = (
        (
            "กำหนดเวลาดำเนินการ",
            {
                "fields": ("acknowledge_days", "answer_days"),
                "description": "ใช้กับเรื่องที่รับหลังจากบันทึก เรื่องที่รับไว้แล้วใช้กำหนดเดิม",
            },
        ),
        (
            "ระยะเวลาเก็บหลังปิดเรื่อง",
            {
                "fields": ("short_days", "normal_days", "long_days", "warn_days"),
                "description": "ระยะสั้น: ไม่อยู่ในอำนาจ หรือข้อมูลไม่พอ · ตามปกติ: ไม่พบว่ามีมูล หรือส่งหน่วยงานอื่น · "
                "ระยะยาว: พบว่ามีมูล ใช้กับเรื่องที่ปิดหลังจากบันทึก",
            },
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: ChannelRules | None = None) -> Any:
        """The periods, and the way to the page of keys, which administrators reach from nowhere else."""
        words = '<a href="{}">ผู้ถือกุญแจของช่องทางแจ้งทุจริต</a> ดูว่าใครถือกุญแจ และเลิกใช้กุญแจของผู้ที่พ้นหน้าที่'
        keys = format_html(words, reverse("complaints:staff_holders"))
        return (*super().get_fieldsets(request, obj), ("กุญแจ", {"fields": (), "description": keys}))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not ChannelRules.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one row, so its form opens instead of a list."""
        if ChannelRules.objects.filter(pk=1).exists():
            return redirect("admin:complaints_channelrules_change", 1)
        if self.has_add_permission(request):
            return redirect("admin:complaints_channelrules_add")
        return super().changelist_view(request, extra_context)
