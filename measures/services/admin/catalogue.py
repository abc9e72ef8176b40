"""Staff pages of the services: what each is, its steps, the papers to bring, its forms as files."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest

from measures.services.admin.rows import OrderedInline
from measures.services.imports.catalogue import SERVICES
from measures.services.models import Requirement, Service, ServiceDocument, ServiceStep
from portal.admin.bulk_entry import BulkEntryMixin
from portal.admin.publishing import AttachmentInline, PublishableAdmin


class StepInline(OrderedInline):
    model = ServiceStep
    fields = ("order", "title", "duration", "unit", "responsible")


class RequirementInline(OrderedInline):
    model = Requirement
    fields = ("order", "name", "originals", "copies", "note")


class DocumentInline(AttachmentInline):
    model = ServiceDocument


@admin.register(Service)
class ServiceAdmin(BulkEntryMixin, PublishableAdmin):
    bulk_list = SERVICES
    columns = ("title", "takes", "is_offered", "order")
    actions = ("submit_selected",)
    search_fields: ClassVar = ("title", "summary", "keywords")
    list_filter = ("is_offered",)
    inlines: ClassVar = (StepInline, RequirementInline, DocumentInline)
    fieldsets: ClassVar = (
        (None, {"fields": ("title", "summary", "eligibility", "conditions", "owner_group")}),
        (
            "ระยะเวลาและค่าธรรมเนียม",
            {
                "fields": ("standard_time", "standard_unit", "fee", "fee_note"),
                "description": "กำหนดเสร็จของคำขอออนไลน์และร้อยละที่เสร็จในกำหนดนับจากระยะเวลามาตรฐานนี้ "
                "โดยไม่นับวันหยุดราชการ และไม่นับเวลาที่รอผู้ยื่นส่งเอกสารเพิ่ม",
            },
        ),
        ("กฎหมายและช่องทาง", {"fields": ("legal_reference", "channels", "contact")}),
        (
            "การแสดงผล",
            {
                "fields": ("keywords", "order", "is_offered"),
                "description": "เลิกให้บริการแล้วให้เอาเครื่องหมายออก อย่าลบหรือถอน ประชาชนจะยังเปิดหน้าเดิมได้และเห็นว่าเลิกแล้ว",
            },
        ),
    )

    @admin.display(description="ระยะเวลา")
    def takes(self, service: Service) -> str:
        return service.standard_words

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Tell when the steps together do not fit into the standard time, which nobody is kept from saving."""
        super().save_related(request, form, formsets, change)
        service = form.instance
        if service.differs_from_standard:
            messages.warning(
                request,
                f"ทุกขั้นตอนรวม {service.total_words} เกินระยะเวลามาตรฐาน {service.standard_words} "
                "ประชาชนจะเห็นทั้งสองตัวเลข โปรดแก้ให้ตรงกัน",
            )
