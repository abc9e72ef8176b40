"""What the procurement register keeps by itself and nobody types: suppliers, and corrections after publication."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from portal import thai
from portal.admin.base import ReadOnlyAdmin
from procurement.models import Correction, Supplier


@admin.register(Supplier)
class SupplierAdmin(ReadOnlyAdmin):
    """Suppliers are made from the contracts, so that nobody types one twice."""

    list_display = ("name", "tax_number", "whose", "contract_count")
    search_fields: ClassVar = ("name", "tax_id")
    fields: ClassVar = ("name", "tax_number", "whose", "contract_count")
    readonly_fields: ClassVar = fields
    view_on_site = False  # a supplier of nothing that is published has no page

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Supplier]:
        own = models.Q(contracts__revises=None)
        return Supplier.objects.annotate(n=models.Count("contracts", filter=own))

    @admin.display(description="เลขประจำตัวผู้เสียภาษี")
    def tax_number(self, supplier: Supplier) -> str:
        return supplier.tax_id or "–"

    @admin.display(description="ประเภทบุคคล")
    def whose(self, supplier: Supplier) -> str:
        return supplier.person.value

    @admin.display(description="สัญญาในทะเบียน")
    def contract_count(self, supplier: Any) -> str:
        address = reverse("admin:procurement_contract_changelist")
        count = f"{thai.number(supplier.n)}\N{NO-BREAK SPACE}สัญญา"
        return format_html('<a href="{}?supplier__id__exact={}">{}</a>', address, supplier.pk, count)


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """What was changed after publication; the public reads the same list."""

    list_display = ("at", "subject", "field_name", "before", "after", "reason", "by")
    list_select_related = ("by",)
    list_display_links = ("subject",)
    list_filter = ("year",)
    search_fields: ClassVar = ("subject", "reason", "before", "after")
    fields: ClassVar = (
        "at",
        "by",
        "year",
        "subject",
        "field_name",
        "before",
        "after",
        "reason",
        "record_link",
    )
    readonly_fields: ClassVar = fields

    @admin.display(description="ข้อมูลที่แก้ไข", ordering="field")
    def field_name(self, correction: Correction) -> str:
        return correction.field or "ถอนออก"

    @admin.display(description="รายการในทะเบียน")
    def record_link(self, correction: Correction) -> str:
        record = correction.contract or correction.plan_item or correction.announcement
        if record is None:
            return "–"
        address = reverse(f"admin:procurement_{record._meta.model_name}_change", args=[record.pk])
        return format_html('<a href="{}">{}</a>', address, record)
