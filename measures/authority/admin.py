"""Staff pages of duties and referrals."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from measures.authority.imports import REFERRALS
from measures.authority.models import Duty, Referral
from portal.admin.bulk_entry import BulkEntryMixin
from portal.admin.publishing import PublishableAdmin


@admin.register(Duty)
class DutyAdmin(PublishableAdmin):
    columns = ("title", "legal_reference")
    search_fields: ClassVar = ("title", "legal_reference")
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("title", "explanation", "order", "owner_group"),
                "description": "เขียนเฉพาะหน้าที่ของสำนักงานนี้ หน้าที่ละหนึ่งรายการ ไม่ต้องคัดกฎหมายทั้งฉบับ",
            },
        ),
        (
            "กฎหมายที่ให้อำนาจ",
            {
                "fields": ("legal_reference", "legal_url", "effective_on", "ends_on"),
                "description": "เมื่อกฎหมายเปลี่ยน ให้ใส่วันสิ้นผล หน้าที่นั้นจะย้ายไปอยู่ในส่วน “สิ้นผลแล้ว” เอง",
            },
        ),
    )


@admin.register(Referral)
class ReferralAdmin(BulkEntryMixin, PublishableAdmin):
    bulk_list = REFERRALS
    actions = ("submit_selected",)
    columns = ("subject", "agency")
    search_fields: ClassVar = ("subject", "agency")
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("subject", "agency", "address", "phone", "order", "owner_group"),
                "description": "เขียนเรื่องตามที่ประชาชนมักถาม เช่น ย้ายนักเรียนระหว่างโรงเรียนของรัฐ",
            },
        ),
    )
