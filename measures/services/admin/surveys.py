"""Surveys as staff compose them, and the answers as staff read them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from measures.services.models import QuestionKind, Survey, SurveyQuestion, SurveyResponse
from portal.admin.base import ReadOnlyAdmin
from portal.admin.publishing import OwnedInline, PublishableAdmin
from portal.forms import LinesField


class QuestionForm(forms.ModelForm[SurveyQuestion]):
    """A question; its choices are typed one a line."""

    choices = LinesField(
        label="ตัวเลือก",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 32}),
        help_text="เฉพาะคำถามแบบเลือก ข้อละหนึ่งบรรทัด",
    )

    class Meta:
        model = SurveyQuestion
        fields = ("order", "text", "kind", "choices", "is_required")

    def clean(self) -> dict[str, Any] | None:
        """Choices of a question that has none are dropped: what is not shown shall not be kept."""
        cleaned = super().clean()
        if cleaned and cleaned.get("kind") in (QuestionKind.SCALE, QuestionKind.TEXT):
            cleaned["choices"] = []
        return cleaned


class QuestionInline(OwnedInline):
    model = SurveyQuestion
    form = QuestionForm
    fields = ("order", "text", "kind", "choices", "is_required")
    extra = 1


@admin.register(Survey)
class SurveyAdmin(PublishableAdmin):
    columns = ("title", "year", "opens_on", "closes_on", "responses")
    list_filter = ("year",)
    search_fields: ClassVar = ("title", "introduction")
    search_help_text = "ค้นจากชื่อแบบสำรวจหรือคำชี้แจง"
    inlines: ClassVar = (QuestionInline,)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("title", "introduction", "year", "opens_on", "closes_on", "owner_group"),
                "description": "ผู้ตอบไม่ต้องบอกชื่อ ผลแสดงต่อสาธารณะเมื่อมีผู้ตอบตั้งแต่ 10 คน คำตอบที่เขียนมีเจ้าหน้าที่เท่านั้นที่อ่าน",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(number=Count("responses"))

    @admin.display(description="ผู้ตอบ", ordering="number")
    def responses(self, survey: Any) -> str:
        return f"{survey.number:,}"


@admin.register(SurveyResponse)
class SurveyResponseAdmin(ReadOnlyAdmin):
    """One row a response, read by staff only; nothing says who answered."""

    list_display = ("survey", "day", "words")
    list_filter = ("survey", "day")
    list_select_related = ("survey",)
    fields = ("survey", "day", "said")
    readonly_fields = fields

    @admin.display(description="คำตอบที่เขียน")
    def words(self, response: SurveyResponse) -> str:
        kinds = dict(_questions(response).values_list("key", "kind"))
        told = [str(text) for key, text in response.answers.items() if kinds.get(key) == QuestionKind.TEXT]
        return " · ".join(told)[:300] or "–"

    @admin.display(description="คำตอบ")
    def said(self, response: SurveyResponse) -> SafeString:
        texts = dict(_questions(response).values_list("key", "text"))
        rows = (
            (
                texts.get(key, "คำถามที่เอาออกแล้ว"),
                ", ".join(map(str, value)) if isinstance(value, list) else value,
            )
            for key, value in response.answers.items()
        )
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))


def _questions(response: SurveyResponse) -> Any:
    return SurveyQuestion.objects.filter(owner=response.survey_id)
