"""What people said, at the desk: looked at one by one or many at once, shown, hidden with a reason, answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.participation import policies
from measures.participation.actions import answer, hide, show
from measures.participation.forms import WHOLE
from measures.participation.models import Consultation, Contribution, Paragraph, Response, State
from portal import personal_numbers, thai
from portal.admin.base import PortalModelAdmin, signed_in

TAGS = {State.NEW: "tag tag-wait", State.SHOWN: "tag tag-ok", State.HIDDEN: "tag"}
MOST_CONSULTATIONS = 50
"""Consultations that the filter names, the newest first."""
PUBLIC_REASON = "ประชาชนและผู้ส่งเห็นเหตุผลนี้แทนข้อความ เช่น มีข้อมูลส่วนบุคคลของผู้อื่น ถ้อยคำหยาบคาย หรือไม่เกี่ยวกับเรื่องที่รับฟัง"


class HideForm(forms.Form):
    """Why contributions are not shown; the public reads it."""

    reason = forms.CharField(
        label="เหตุผลที่ไม่แสดง",
        max_length=300,
        help_text=PUBLIC_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"required": "บอกเหตุผล ประชาชนจะอ่านเหตุผลนี้แทนข้อความ"},
    )

    def clean_reason(self) -> str:
        return personal_numbers.expect_none(str(self.cleaned_data["reason"]))


class ModerationForm(forms.ModelForm[Contribution]):
    """The decision on one contribution; its words stay as they were written."""

    decision = forms.ChoiceField(
        label="ผลการตรวจ",
        choices=[("", "ยังไม่ตัดสิน"), (State.SHOWN, "แสดงต่อสาธารณะ"), (State.HIDDEN, "ไม่แสดง")],
        required=False,
    )
    why = forms.CharField(
        label="เหตุผลที่ไม่แสดง",
        max_length=300,
        required=False,
        help_text=PUBLIC_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Contribution
        fields: ClassVar = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = self.instance
        self.initial["decision"] = "" if one.state == State.NEW else one.state
        self.initial["why"] = one.reason

    def clean(self) -> Any:
        cleaned = super().clean()
        personal_numbers.refuse_typed(self)
        if (
            self.cleaned_data.get("decision") == State.HIDDEN
            and not str(self.cleaned_data.get("why") or "").strip()
        ):
            self.add_error("why", "ไม่แสดง ต้องบอกเหตุผล ประชาชนจะอ่านเหตุผลนี้แทนข้อความ")
        return cleaned


class ConsultationFilter(admin.SimpleListFilter):
    """Of which consultation; working copies are none."""

    title = "การรับฟัง"
    parameter_name = "consultation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        rows = Consultation.objects.originals()[:MOST_CONSULTATIONS]
        return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value() or ""
        return queryset.filter(consultation=int(value)) if _is_key(value) else queryset


class AnswerFilter(admin.SimpleListFilter):
    """Whether an answer stands beside it, or is being written."""

    title = "คำตอบ"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        return (("none", "แสดงแล้ว ยังไม่มีคำตอบ"), ("draft", "กำลังเขียนคำตอบ"), ("public", "มีคำตอบแล้ว"))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        public = Response.objects.published().values("pk")
        if self.value() == "none":
            return queryset.shown().filter(response=None)
        if self.value() == "draft":
            return queryset.filter(response__isnull=False).exclude(response__in=public)
        return queryset.filter(response__in=public) if self.value() == "public" else queryset


class ResponseFilter(admin.SimpleListFilter):
    """Those of one answer, which its page leads to."""

    title = "คำตอบเดียวกัน"
    parameter_name = "response"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        value = request.GET.get(self.parameter_name, "")
        return [(value, "คำตอบที่เลือก")] if _is_key(value) else []

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value() or ""
        return queryset.filter(response=int(value)) if _is_key(value) else queryset


@admin.register(Contribution)
class ContributionAdmin(PortalModelAdmin):
    form = ModerationForm
    list_display = ("words", "about", "author_shown", "received", "state_tag", "answer_shown")
    list_display_links = ("words",)
    list_filter: ClassVar = (ConsultationFilter, "state", AnswerFilter, ResponseFilter)
    list_select_related: ClassVar = ("consultation", "response")
    search_fields: ClassVar = ("text", "name")
    search_help_text = "ค้นจากข้อความและชื่อ"
    actions = ("show_selected", "hide_selected", "answer_selected")
    readonly_fields: ClassVar = (
        "consultation_shown", "about", "author_shown", "whole_text", "received", "state_tag", "decided", "answer_shown",
    )  # fmt: skip
    fieldsets: ClassVar = (
        (
            "ความเห็นตามที่ส่งมา",
            {"fields": ("consultation_shown", "about", "author_shown", "whole_text", "received")},
        ),
        (
            "การตรวจ",
            {
                "fields": ("state_tag", "decided", "answer_shown", "decision", "why"),
                "description": "แก้ข้อความของผู้ส่งไม่ได้ แสดงทั้งข้อความ หรือไม่แสดงพร้อมเหตุผล",
            },
        ),
    )

    # ── who may do what ──────────────────────────────────────────────────────
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return policies.may_moderate(signed_in(request), obj.consultation)

    def has_answer_permission(self, request: HttpRequest) -> bool:
        """For `permissions` of the action: who writes answers."""
        return self.has_change_permission(request) and signed_in(request).has_perm(
            "participation.change_response"
        )

    # ── the list ─────────────────────────────────────────────────────────────
    def get_queryset(self, request: HttpRequest) -> Any:
        heading = Paragraph.objects.filter(
            owner=models.OuterRef("consultation"), key=models.OuterRef("paragraph_key")
        )
        return super().get_queryset(request).annotate(heading=models.Subquery(heading.values("heading")[:1]))

    @admin.display(description="ความเห็น")
    def words(self, one: Contribution) -> str:
        return str(one)

    @admin.display(description="ต่อข้อ")
    def about(self, one: Any) -> str:
        return one.heading or WHOLE

    @admin.display(description="ชื่อที่ให้แสดง", ordering="name")
    def author_shown(self, one: Contribution) -> str:
        return one.author

    @admin.display(description="ได้รับเมื่อ", ordering="received_at")
    def received(self, one: Contribution) -> str:
        return thai.date_time(one.received_at)

    @admin.display(description="สถานะ", ordering="state")
    def state_tag(self, one: Contribution) -> SafeString:
        return format_html('<span class="{}">{}</span>', TAGS[State(one.state)], one.get_state_display())

    @admin.display(description="คำตอบ")
    def answer_shown(self, one: Contribution) -> SafeString | str:
        if one.response is None:
            return "–"
        address = reverse("admin:participation_response_change", args=[one.response.pk])
        return format_html('<a href="{}">{}</a>', address, one.response.subject or "ร่างคำตอบ")

    # ── the page of one ──────────────────────────────────────────────────────
    @admin.display(description="การรับฟังความเห็น")
    def consultation_shown(self, one: Contribution) -> SafeString:
        return format_html('<a href="{}">{}</a>', one.consultation.get_absolute_url(), one.consultation)

    @admin.display(description="ความเห็น")
    def whole_text(self, one: Contribution) -> str:
        return one.text

    @admin.display(description="ตรวจโดย")
    def decided(self, one: Contribution) -> str:
        if one.decided_at is None:
            return "ยังไม่มีผู้ตรวจ"
        return f"{one.decided_by} {thai.date_time(one.decided_at)}"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Carry the decision out; the row itself is never saved from the form."""
        by, rows = signed_in(request), Contribution.objects.filter(pk=obj.pk)
        decision, why = form.cleaned_data.get("decision"), form.cleaned_data.get("why") or ""
        if decision == State.SHOWN and obj.state != State.SHOWN:
            show(by=by, contributions=rows)
        if decision == State.HIDDEN and (obj.state, obj.reason) != (State.HIDDEN, why.strip()):
            hide(by=by, contributions=rows, reason=why)

    # ── many at once ─────────────────────────────────────────────────────────
    @admin.action(description="แสดงความเห็นที่เลือกต่อสาธารณะ", permissions=["change"])
    def show_selected(self, request: HttpRequest, queryset: Any) -> None:
        try:
            number = show(by=signed_in(request), contributions=queryset)
        except PermissionDenied as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"แสดงต่อสาธารณะแล้ว {number:,} รายการ")

    @admin.action(description="ไม่แสดงความเห็นที่เลือก พร้อมเหตุผล", permissions=["change"])
    def hide_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Ask for the reason, then keep all of them from the public."""
        form = HideForm(request.POST if "_hide" in request.POST else None)
        if form.is_bound and form.is_valid():
            try:
                number = hide(by=signed_in(request), contributions=queryset, **form.cleaned_data)
            except PermissionDenied as error:
                messages.error(request, str(error))
            else:
                messages.success(request, f"ไม่แสดง {number:,} รายการ พร้อมเหตุผล")
            return None
        return TemplateResponse(
            request,
            "admin/participation/hide_selected.html",
            {
                **self.admin_site.each_context(request),
                "title": "ไม่แสดงความเห็นที่เลือก",
                "opts": self.opts,
                "form": form,
                "number": queryset.count(),
                "selected": request.POST.getlist("_selected_action"),
                "select_across": request.POST.get("select_across", "0"),
            },
        )

    @admin.action(description="ตอบความเห็นที่เลือกด้วยคำตอบเดียว", permissions=["answer"])
    def answer_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Begin one answer to all of them, and go on to write it."""
        try:
            response = answer(by=signed_in(request), contributions=queryset)
        except PermissionDenied as error:
            messages.error(request, str(error))
            return None
        except ValidationError as error:
            for words in error.messages:
                messages.error(request, words)
            return None
        return HttpResponseRedirect(reverse("admin:participation_response_change", args=[response.pk]))


def _is_key(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 10
