"""The annual report in the admin: introduction and signature; publishing freezes it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from measures.actions import publish_report
from measures.models import AnnualReport
from portal.admin.publishing import PublishableAdmin
from portal.forms import ReasonForm
from portal.models import Office, User
from portal.publishing import Publishable


@admin.register(AnnualReport)
class AnnualReportAdmin(PublishableAdmin):
    columns = ("title", "year")
    list_filter = ("year",)
    fieldsets: ClassVar = (
        (None, {"fields": ("year", "owner_group", "title", "introduction")}),
        (
            "ผู้ลงนาม",
            {
                "fields": ("signer_name", "signer_title", "signed_on"),
                "description": "ตารางมาตรการและผลประเมิน ITA ดึงจากข้อมูลที่เผยแพร่แล้วของปีนั้น ไม่ต้องพิมพ์ซ้ำ "
                "เมื่อเผยแพร่ ระบบจะตรึงเนื้อหา ไฟล์ PDF และ Excel พร้อมค่า SHA-256 การแก้ไขภายหลังจะเป็นฉบับใหม่",
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("year",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        office = Office.load()
        return {
            "title": f"รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายใน{office.name}",
            "signer_name": office.executive_name,
            "signer_title": office.executive_title,
            **super().get_changeform_initial_data(request),
        }

    def publish_record(self, record: Any, *, by: User, reason: str, form: ReasonForm) -> Publishable:
        if form.publish_at():
            raise ValidationError("รายงานตั้งเวลาล่วงหน้าไม่ได้ เพราะเนื้อหาและไฟล์ถูกตรึงในเวลาที่เผยแพร่")
        return publish_report(by=by, report=record, reason=reason).report
