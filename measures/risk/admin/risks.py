"""Staff pages of risks: the assessment, its level, and the measures; many of them at once by an Excel form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from measures.risk.admin.forms import SHORT_TEXTS, TreatmentRows, explained, put_on_the_scale, told
from measures.risk.imports import RISKS
from measures.risk.models import BRIBERY_FROM, Half, Risk, Treatment
from measures.risk.scales import scale_of
from portal.admin.bulk_entry import BulkEntryMixin
from portal.admin.publishing import OwnedInline, PublishableAdmin
from portal.fiscal import FiscalYear

HELP_TEXTS = {
    "number": "ลำดับในแผนของปี ใช้เป็นเลขในเมทริกซ์",
    "process": "งานที่อาจเกิดการทุจริต เช่น การจัดซื้อจัดจ้างวิธีเฉพาะเจาะจง",
    "event": "ใครอาจทำอะไร เพื่อประโยชน์ใด เขียนให้เห็นเหตุการณ์ ไม่ระบุชื่อบุคคล",
    "is_bribery": f"ตั้งแต่ปีงบประมาณ พ.ศ. {BRIBERY_FROM} OIT ให้ประเมินเรื่องสินบนโดยเฉพาะ",
    "existing_control": "สิ่งที่ทำอยู่แล้วก่อนมีมาตรการใหม่ เช่น ระเบียบ คณะกรรมการ การตรวจสอบ",
    "source_detail": "เช่น แผนบริหารความเสี่ยงการทุจริต สป.ศธ. ประจำปีงบประมาณ พ.ศ. 2570",
}


class TreatmentInline(OwnedInline):
    model = Treatment
    formset = TreatmentRows
    template = "admin/edit_inline/stacked.html"
    fk_name = "risk"
    extra = 1
    fields: ClassVar = ("order", "title", "responsible", "starts_on", "ends_on")


class LackingFilter(admin.SimpleListFilter):
    """Risks without a measure, and those whose results should be there."""

    title = "สิ่งที่ขาด"
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return (("measure", "ขาดมาตรการ"), ("result", "ขาดผล"))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "measure":
            return queryset.without_treatment()
        return queryset.lacking_results(timezone.localdate()) if self.value() == "result" else queryset


@admin.register(Risk)
class RiskAdmin(BulkEntryMixin, PublishableAdmin):
    bulk_list = RISKS
    columns = ("__str__", "level", "is_bribery", "measures")
    list_filter: ClassVar = (LackingFilter, "year", "is_bribery")
    search_fields: ClassVar = ("process", "event")
    search_help_text = "ค้นจากกระบวนงานและเหตุการณ์ความเสี่ยง"
    actions = ("submit_selected",)
    inlines: ClassVar = (TreatmentInline,)
    readonly_fields: ClassVar = ("level", "scale", "reports")
    formfield_overrides: ClassVar = {**PublishableAdmin.formfield_overrides, **SHORT_TEXTS}
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("year", "number", "process", "event", "is_bribery", "cause", "owner_group"),
                "description": "เรื่องละหนึ่งความเสี่ยง และต้องมีมาตรการอย่างน้อยหนึ่งข้อในตารางด้านล่าง "
                "ผลของมาตรการบันทึกแยกต่างหากเมื่อสิ้นรอบหกเดือนและสิ้นปี แผนจึงคงอยู่ตามเดิม",
            },
        ),
        ("ระดับความเสี่ยง", {"fields": ("likelihood", "impact", "level", "scale", "existing_control")}),
        ("ที่มา", {"fields": ("source", "source_detail", "source_url")}),
        ("ผลของมาตรการ", {"fields": ("reports",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        measures = Treatment.objects.filter(risk=OuterRef("pk")).order_by().values("risk")
        # A counted join could not be locked while a form is saved.
        counted = Subquery(measures.annotate(number=Count("pk")).values("number"))
        return super().get_queryset(request).annotate(planned=Coalesce(counted, 0))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        year = FiscalYear.current()
        last = Risk.objects.originals().for_year(year).aggregate(last=Max("number"))["last"]
        return {"year": year, "number": (last or 0) + 1, **super().get_changeform_initial_data(request)}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **{"help_texts": HELP_TEXTS, **kwargs})
        scale = scale_of(obj.year if obj else FiscalYear.current())
        put_on_the_scale(form, scale, likelihood="likelihood", impact="impact")
        return form

    def cautions(self, record: Any) -> list[str]:
        others = Risk.objects.originals().for_year(record.year).filter(is_bribery=True)
        if record.year >= BRIBERY_FROM and not record.is_bribery and not others.exists():
            return [f"{record.year.label} ยังไม่มีความเสี่ยงเรื่องสินบน ซึ่ง OIT ให้ประเมินตั้งแต่ปี {BRIBERY_FROM}"]
        return []

    @admin.display(description="ระดับ")
    def level(self, risk: Risk) -> str:
        return told(risk.assessment if risk.pk else None)

    @admin.display(description="วิธีคิดระดับ")
    def scale(self, risk: Risk) -> str:
        return explained(scale_of(risk.year or FiscalYear.current()))

    @admin.display(description="มาตรการ", ordering="planned")
    def measures(self, risk: Any) -> SafeString | str:
        if not risk.planned:
            return format_html('<span class="tag tag-bad">{}</span>', "ยังไม่มีมาตรการ")
        return f"{risk.planned} ข้อ"

    @admin.display(description="รายงานผล")
    def reports(self, risk: Risk) -> SafeString | str:
        """Where the result of each period is written, or the one there is."""
        plan = risk.revises_id or risk.pk
        if plan is None or risk.first_published_at is None:
            return "บันทึกได้เมื่อแผนเผยแพร่แล้ว"
        there = {one.half: one for one in Risk.objects.get(pk=plan).results.originals()}
        return format_html_join(
            SafeString("<br>"),
            '<a href="{}">{}</a> {}',
            (
                (
                    reverse("admin:risk_riskresult_change", args=[there[half].pk])
                    if half in there
                    else reverse("admin:risk_riskresult_add", query={"risk": plan, "half": half.value}),
                    f"ผล{half.label}",
                    there[half].get_status_display() if half in there else "ยังไม่มี",
                )
                for half in Half
            ),
        )
