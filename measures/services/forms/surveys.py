"""The form of a survey, made from its questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from measures.services.actions.surveys import Choice
from measures.services.figures.surveys import SCALE
from measures.services.models import QuestionKind, Survey, SurveyQuestion
from portal.forms import SeenWords
from portal.uploads import find_citizen_ids

LONGEST = 2000
"""Letters of an answer in words."""


class _Words(SeenWords):
    """An answer in words, without a citizen number."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if find_citizen_ids(text):
            raise ValidationError(
                "มีเลขประจำตัวประชาชนในข้อความ สำนักงานไม่ต้องใช้เลขนี้ โปรดลบออก", code="citizen_number"
            )
        return text


class SurveyForm(forms.Form):
    """One field for each question; `answers` are those that were given."""

    token = forms.CharField(max_length=43, min_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, survey: Survey, **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = list(survey.questions.all())
        for question in self.questions:
            self.fields[_name(question)] = _field(question)

    def answers(self) -> dict[str, Any]:
        """Key of each answered question → its answer; see `actions.surveys`."""
        found: dict[str, Any] = {}
        for question in self.questions:
            value = self.cleaned_data.get(_name(question))
            if not value:
                continue
            if question.kind == QuestionKind.SCALE:
                value = int(value)
            elif question.kind == QuestionKind.CHOICE:
                value = Choice(value)
            found[question.key] = value
        return found


def _name(question: SurveyQuestion) -> str:
    return f"q-{question.key}"


def _field(question: SurveyQuestion) -> forms.Field:
    common: dict[str, Any] = {"label": question.text, "required": question.is_required}
    if question.kind == QuestionKind.TEXT:
        return _Words(
            longest=LONGEST,
            rows=5,
            help_text=f"ไม่เกิน {LONGEST:,} ตัวอักษร โปรดอย่าใส่ชื่อ เลขประจำตัวประชาชน หรือหมายเลขโทรศัพท์",
            error_messages={"required": "ข้อนี้ต้องตอบ โปรดเขียนคำตอบ"},
            **common,
        )
    wrong = {
        "required": "ข้อนี้ต้องตอบ โปรดเลือกคำตอบ",
        "invalid_choice": "คำตอบที่เลือกไม่มีในแบบสำรวจแล้ว โปรดเลือกใหม่",
        "invalid_list": "คำตอบที่เลือกไม่มีในแบบสำรวจแล้ว โปรดเลือกใหม่",
    }
    choices = SCALE if question.kind == QuestionKind.SCALE else [(text, text) for text in question.choices]
    if question.kind == QuestionKind.CHOICES:
        return forms.MultipleChoiceField(
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            help_text="เลือกได้หลายข้อ",
            error_messages=wrong,
            **common,
        )
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=wrong, **common)
