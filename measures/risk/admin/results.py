"""Staff pages of results: a row for every measure of the risk is ready to be filled in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from measures.risk.admin.forms import SHORT_TEXTS, CheckedRows, explained, put_on_the_scale, told
from measures.risk.models import ResultDocument, Risk, RiskResult, Treatment, TreatmentResult
from measures.risk.scales import scale_of
from portal import policies
from portal.admin.base import signed_in
from portal.admin.publishing import AttachmentInline, OwnedInline, PublishableAdmin
from portal.fiscal import FiscalYear

HELP_TEXTS = {
    "risk": "เลือกได้เฉพาะความเสี่ยงที่เผยแพร่แล้วของกลุ่มงานของคุณ",
    "half": "รอบหกเดือนนับถึง 31 มีนาคม รอบปีนับถึง 30 กันยายน",
    "summary": "พบเหตุการณ์ตามความเสี่ยงหรือไม่ และมาตรการได้ผลอย่างไร ไม่ระบุชื่อบุคคล",
}


def risk_of(request: HttpRequest, result: RiskResult | None) -> Risk | None:
    """The risk that a form is about: that of the record, or the one chosen or named in the address."""
    if result is not None and result.risk_id:
        return result.risk
    key = request.POST.get("risk") or request.GET.get("risk") or ""
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        return None
    found: Risk | None = Risk.objects.originals().filter(pk=key).first()
    return found


class TreatmentResultInline(OwnedInline):
    """A row for each measure of the plan; those that have none yet are offered."""

    model = TreatmentResult
    formset = CheckedRows
    template = "admin/edit_inline/stacked.html"
    fields: ClassVar = ("treatment", "progress", "done", "evidence", "address")
    formfield_overrides: ClassVar = {**OwnedInline.formfield_overrides, **SHORT_TEXTS}

    def lacking(self, request: HttpRequest, result: RiskResult | None) -> list[Treatment]:
        """Measures of the risk without a row."""
        risk = risk_of(request, result)
        if risk is None:
            return []
        told = result.rows.values_list("treatment_id", flat=True) if result is not None and result.pk else []
        return list(risk.treatments.exclude(pk__in=list(told)))

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(self.lacking(request, obj))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self.risk = risk_of(request, obj)
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "treatment":
            rows = Treatment.objects.filter(risk=self.risk) if self.risk else Treatment.objects.none()
            field: Any = super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": rows})
            field.error_messages["invalid_choice"] = "มาตรการนี้ไม่อยู่ในแผนของความเสี่ยงที่เลือก โปรดเลือกใหม่"
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ResultDocumentInline(AttachmentInline):
    model = ResultDocument


@admin.register(RiskResult)
class RiskResultAdmin(PublishableAdmin):
    columns = ("__str__", "half", "level")
    list_filter: ClassVar = ("half", "risk__year")
    list_select_related: ClassVar = ("owner_group", "risk")
    search_fields: ClassVar = ("risk__process", "risk__event", "summary")
    search_help_text = "ค้นจากความเสี่ยงและสรุปผล"
    actions = ("submit_selected",)
    inlines: ClassVar = (TreatmentResultInline, ResultDocumentInline)
    readonly_fields: ClassVar = ("before", "level", "scale")
    formfield_overrides: ClassVar = {**PublishableAdmin.formfield_overrides, **SHORT_TEXTS}
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("risk", "half", "summary", "problems"),
                "description": "เลือกความเสี่ยงและรอบ แล้วกด “บันทึกแล้วแก้ไขต่อ” ระบบจะเตรียมแถวของทุกมาตรการให้กรอก "
                "มาตรการที่ดำเนินการแล้วต้องมีหลักฐาน เป็นหน้าเว็บหรือไฟล์แนบ",
            },
        ),
        (
            "ระดับที่เหลือ",
            {"fields": ("before", "residual_likelihood", "residual_impact", "level", "scale")},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What a result is about does not change."""
        fixed = ("risk", "half") if obj is not None and obj.pk else ()
        return (*fixed, *super().get_readonly_fields(request, obj))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "risk":
            own = policies.own_groups(signed_in(request))
            kwargs["queryset"] = Risk.objects.published().filter(owner_group__in=own)
            field = super().formfield_for_foreignkey(db_field, request, **kwargs)
            field.error_messages["invalid_choice"] = "เลือกความเสี่ยงที่เผยแพร่แล้วของกลุ่มงานของคุณ"
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **{"help_texts": HELP_TEXTS, **kwargs})
        risk = risk_of(request, obj)
        scale = scale_of(risk.year if risk else FiscalYear.current())
        put_on_the_scale(form, scale, likelihood="residual_likelihood", impact="residual_impact")
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, TreatmentResultInline):
            kwargs["initial"] = [{"treatment": one.pk} for one in inline.lacking(request, obj)]
        return kwargs

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm[Any], change: bool) -> None:
        if not change:
            obj.owner_group = obj.risk.owner_group  # whoever plans also reports
        super().save_model(request, obj, form, change)

    @admin.display(description="ระดับตามแผน")
    def before(self, result: RiskResult) -> str:
        return told(result.risk.assessment) if result.risk_id else "–"

    @admin.display(description="ระดับที่เหลือ")
    def level(self, result: RiskResult) -> str:
        return told(result.residual if result.risk_id else None)

    @admin.display(description="วิธีคิดระดับ")
    def scale(self, result: RiskResult) -> str:
        return explained(scale_of(result.risk.year if result.risk_id else FiscalYear.current()))
