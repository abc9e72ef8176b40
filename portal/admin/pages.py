"""Standing pages in the admin: policies with their versions, help, about the office."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal import thai
from portal.admin.publishing import PublishableAdmin
from portal.models import Page

HELP_TEXTS = {
    "kind": "นโยบายจะแสดงในช่อง “นโยบาย” ท้ายทุกหน้า เกี่ยวกับหน่วยงานแสดงในช่อง “สำนักงาน” ช่วยเหลือแสดงในบรรทัดสุดท้าย",
    "title": "ชื่อเต็มที่ประชาชนเห็น เช่น นโยบายคุกกี้",
    "lead": "หนึ่งประโยคใต้ชื่อหน้า บอกว่าหน้านี้ตอบเรื่องใด",
    "body": "ขึ้นต้นแต่ละเรื่องด้วยหัวข้อระดับ 2 และใช้ถ้อยคำที่ประชาชนเข้าใจ",
    "version": "เช่น 1 หรือ 2 ฉบับแก้ไขต้องใช้เลขใหม่ ระบบเก็บฉบับเดิมไว้ให้ประชาชนอ่านพร้อมเหตุผลที่แก้ไข",
    "effective_on": "วันที่เริ่มใช้ฉบับนี้ พิมพ์วัน/เดือน/พ.ศ. เช่น 1/10/2568 เว้นว่างได้ถ้าไม่ใช่นโยบาย",
    "order": "เลขน้อยแสดงก่อนในประเภทเดียวกัน",
}


@admin.register(Page)
class PageAdmin(PublishableAdmin):
    """A page's address is chosen once: people keep links to it."""

    columns = ("title", "kind", "version", "in_force_from")
    list_filter = ("kind",)
    search_fields = ("title", "slug")
    search_help_text = "ค้นจากชื่อหน้าและชื่อในที่อยู่เว็บ"
    fieldsets = (
        (None, {"fields": ("title", "kind", "slug", "owner_group", "order")}),
        ("ข้อความ", {"fields": ("lead", "body")}),
        ("ฉบับ", {"fields": ("version", "effective_on")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        has_been_public = obj is not None and (obj.first_published_at or obj.revises_id)
        return ("slug",) if has_been_public else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **{"help_texts": HELP_TEXTS, **kwargs})

    @admin.display(description="มีผลใช้บังคับ", ordering="effective_on")
    def in_force_from(self, page: Page) -> str:
        return thai.short_date(page.effective_on) if page.effective_on else "–"
