"""The yearly plan and the announcements at the procurement desk."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from portal import thai
from portal.admin.publishing import AttachmentInline
from procurement.admin.contracts import RegisterAdmin
from procurement.admin.forms import AnnouncementForm, PlanItemForm
from procurement.models import Announcement, AnnouncementDocument, PlanDocument, PlanItem


class PlanDocumentInline(AttachmentInline):
    model = PlanDocument


@admin.register(PlanItem)
class PlanItemAdmin(RegisterAdmin):
    form = PlanItemForm
    columns = ("title", "year", "planned_month", "budget")
    list_filter = ("year", "kind", "method_group")
    search_fields: ClassVar = ("title", "plan_number", "project_number")
    inlines: ClassVar = (PlanDocumentInline,)
    fieldsets: ClassVar = (
        (
            "โครงการที่จะซื้อหรือจ้าง",
            {
                "fields": (
                    "year",
                    "owner_group",
                    "title",
                    "kind",
                    "method_group",
                    "plan_number",
                    "project_number",
                ),
                "description": "บันทึกตามแผนที่หัวหน้าหน่วยงานเห็นชอบ ตามมาตรา 11 แห่งพระราชบัญญัติการจัดซื้อจัดจ้าง"
                "และการบริหารพัสดุภาครัฐ พ.ศ. 2560 หนึ่งโครงการต่อหนึ่งรายการ",
            },
        ),
        (
            "เงินและเวลา",
            {
                "fields": ("budget", "fund_source", "expected_on", "announced_on"),
                "description": "เมื่อปรับแผนหลังเผยแพร่แล้ว ให้กด “แก้ไข” ระบบจะเก็บเหตุผลและแสดงให้ประชาชนเห็น",
            },
        ),
    )

    @admin.display(description="คาดว่าจะประกาศ", ordering="expected_on")
    def planned_month(self, item: PlanItem) -> str:
        return thai.month_year(item.expected_on)


class AnnouncementDocumentInline(AttachmentInline):
    model = AnnouncementDocument


@admin.register(Announcement)
class AnnouncementAdmin(RegisterAdmin):
    form = AnnouncementForm
    columns = ("title", "kind", "announced_on", "amount")
    list_filter = ("year", "kind", "method")
    search_fields: ClassVar = ("title", "project_number", "summary")
    inlines: ClassVar = (AnnouncementDocumentInline,)
    fieldsets: ClassVar = (
        (
            "ประกาศ",
            {
                "fields": ("year", "owner_group", "kind", "project_number", "title", "bought", "method"),
                "description": "หนึ่งประกาศต่อหนึ่งรายการ เลขที่โครงการทำให้ประกาศ แผน และสัญญาเรื่องเดียวกันโยงถึงกัน",
            },
        ),
        (
            "วันและจำนวนเงิน",
            {
                "fields": ("announced_on", "closes_on", "amount"),
                "description": "ประกาศเชิญชวนที่ยังไม่ปิดรับจะขึ้นก่อนในหน้าเว็บ",
            },
        ),
        (
            "เนื้อหา",
            {
                "fields": ("summary", "url"),
                "description": "สรุปสั้น ๆ ให้ประชาชนเข้าใจ แล้วแนบประกาศฉบับลงนามในส่วนเอกสารด้านล่าง",
            },
        ),
    )
