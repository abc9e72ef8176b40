"""Measures in the admin: writing them, starting a year, bringing in an earlier report."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from measures.actions import confirm_import, plan_import, start_year
from measures.admin.sentences import SentenceInline, pressed
from measures.forms import ReportImportForm, StartYearForm
from measures.models import EvidenceDocument, EvidenceLink, Measure, ReportImport
from measures.report_reader import read_report
from measures.sentences import moved, public_figures, renew
from portal.admin.base import OwnedInline, signed_in
from portal.admin.publishing import AttachmentInline, PublishableAdmin
from portal.forms import LinesField, ReasonForm
from portal.models import Office, User
from portal.policies import may_revise
from portal.publishing import Publishable

MOST_FINDINGS = 200
"""Findings a preview lists; a file that has more is better mended first."""


class MeasureForm(forms.ModelForm[Measure]):
    steps = LinesField(label="ขั้นตอนหรือวิธีการปฏิบัติ", required=False)

    class Meta:
        model = Measure
        fields = ("year", "slug", "owner_group", "title", "steps", "summary", "outcome")


class EvidenceLinkInline(OwnedInline):
    model = EvidenceLink


class EvidenceDocumentInline(AttachmentInline):
    model = EvidenceDocument


@admin.register(Measure)
class MeasureAdmin(PublishableAdmin):
    form = MeasureForm
    columns = ("number", "title", "year")
    list_display_links = ("title",)
    list_filter = ("year",)
    search_fields = ("title", "summary", "outcome")
    inlines: ClassVar = (SentenceInline, EvidenceLinkInline, EvidenceDocumentInline)
    own_verbs: ClassVar = {"renew": may_revise}
    change_form_template = "admin/measures/measure_form.html"
    change_list_template = "admin/measures/measure_list.html"
    fieldsets = (
        (None, {"fields": ("year", "slug", "owner_group")}),
        (
            "เนื้อหาตามแบบรายงาน",
            {
                "fields": ("title", "steps", "summary", "outcome"),
                "description": "สี่ช่องนี้คือสี่คอลัมน์ของรายงานประจำปี พิมพ์ครั้งเดียว ใช้ทั้งหน้าเว็บ รายงาน PDF และ Excel",
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("year", "slug", "counted") if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With what is counted, for those who only read; who writes chooses sentences of it further down."""
        if obj is None or self.has_change_permission(request, obj) or public_figures(obj) is None:
            return self.fieldsets
        return (*self.fieldsets, ("ตัวเลขที่ระบบต่อท้ายสรุปผลให้เอง", {"fields": ("counted",)}))

    def cautions(self, record: Measure) -> list[str]:
        return record.cautions()

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Sentences are offered once it is known of which measure and year."""
        return [inline for inline in self.inlines if obj or inline is not SentenceInline]

    @admin.display(description="ตัวเลข")
    def counted(self, measure: Measure) -> SafeString:
        """What the public reads after the summary."""
        figures = public_figures(measure)
        if figures is None:
            return SafeString("")
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in figures["lines"]))
        return format_html('<a href="{}">{}</a><ul>{}</ul>', figures["address"], figures["heading"], lines)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With what has moved on since a measure was published; in a draft it stands beside each sentence."""
        obj = kwargs.get("obj")
        if obj is not None and not obj.is_editable:
            context["moved"] = moved(obj)
            context["may_renew"] = may_revise(signed_in(request), obj) and any(
                one.now for one in context["moved"]
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to the sentences after one of their buttons."""
        if said := pressed(request):
            messages.success(request, said)
            return redirect(f"{reverse('admin:measures_measure_change', args=[obj.pk])}#sentences-group")
        return super().response_change(request, obj)

    def carry_out(
        self, verb: str, record: Any, *, by: User, reason: str, form: ReasonForm
    ) -> tuple[Publishable, str]:
        if verb != "renew":
            return super().carry_out(verb, record, by=by, reason=reason, form=form)
        draft, renewed = renew(by=by, measure=record)
        if not renewed:
            return draft, "ไม่มีตัวเลขใหม่ให้ใช้ ฉบับแก้ไขนี้เป็นตัวเลขล่าสุดแล้ว"
        return draft, f"ใช้ตัวเลขใหม่แล้ว {len(renewed)} ข้อความในฉบับแก้ไขนี้ ตรวจดู แล้วส่งขออนุมัติ"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("start-year/", wrap(self.start_year_view), name="measures_measure_start_year"),
            path("import/", wrap(self.import_view), name="measures_measure_import"),
            path("import/<int:pk>/", wrap(self.preview_view), name="measures_measure_import_preview"),
            *super().get_urls(),
        ]

    def start_year_view(self, request: HttpRequest) -> HttpResponse:
        """Copy the structure of an earlier year into a new one."""
        self._require_add(request)
        form = StartYearForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                made = start_year(by=signed_in(request), **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"สร้างฉบับร่างแล้ว {len(made)} มาตรการ คัดลอกเฉพาะชื่อ ขั้นตอน และกลุ่มงาน")
                return redirect("admin:measures_measure_changelist")
        return self._page(
            request,
            "admin/measures/start_year.html",
            title="เริ่มปีงบประมาณใหม่",
            form=form,
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take an earlier report in; nothing is written before the preview is confirmed."""
        self._require_add(request)
        form = ReportImportForm(request.POST or None, request.FILES or None, by=signed_in(request))
        if request.method == "POST" and form.is_valid():
            batch = form.keep(by=signed_in(request))
            return redirect("admin:measures_measure_import_preview", batch.pk)
        return self._page(
            request,
            "admin/measures/import.html",
            title="นำเข้ารายงานปีก่อน",
            form=form,
            earlier=ReportImport.objects.select_related("source", "created_by")[:10],
        )

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the file holds and what confirming would change; a POST confirms."""
        self._require_add(request)
        batch = get_object_or_404(ReportImport.objects.select_related("source"), pk=pk)
        with batch.source.open() as file:
            read = read_report(
                file.read(),
                batch.source.original_name,
                expected_year=int(batch.year),
                known_executive=Office.load().executive_name,
            )
        if request.method == "POST":
            try:
                written = confirm_import(by=signed_in(request), batch=batch, read=read)
            except ValidationError as error:
                for message in error.messages:
                    messages.error(request, message)
            else:
                messages.success(
                    request, f"นำเข้าแล้ว บันทึกเป็นฉบับร่าง {len(written)} มาตรการ ตรวจแล้วส่งขออนุมัติต่อไป"
                )
                return redirect("admin:measures_measure_changelist")
        planned = plan_import(read, batch.year)
        return self._page(
            request,
            "admin/measures/import_preview.html",
            title=f"ตรวจก่อนนำเข้า: {batch.source.original_name}",
            batch=batch,
            read=read,
            planned=planned,
            shown=read.findings[:MOST_FINDINGS],
            unshown=max(0, len(read.findings) - MOST_FINDINGS),
            has_errors=read.has_errors,
            in_the_way=[item for item in planned if item.is_in_the_way],
        )

    def _require_add(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied("หน้านี้สำหรับผู้จัดทำเนื้อหา")

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )
