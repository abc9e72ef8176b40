"""Surveys with a window of days: composed by staff, answered once a form, told in figures."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.services.models.form import new_key
from measures.services.models.terms import QuestionKind
from portal.fiscal import FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet


class SurveyQuerySet(PublishableQuerySet):
    def open(self, on: dt.date | None = None) -> Self:
        """Published surveys whose window holds the day (today by default); both ends count."""
        day = on or timezone.localdate()
        return self.published().filter(opens_on__lte=day, closes_on__gte=day)


class Survey(Publishable):
    """A survey of the office, answered without an account."""

    year = FiscalYearField()
    title = models.CharField("ชื่อแบบสำรวจ", max_length=250)
    introduction = models.TextField("คำชี้แจง", help_text="ถามใคร เพื่ออะไร และจะนำผลไปทำอะไร")
    opens_on = models.DateField("วันเปิดรับ")
    closes_on = models.DateField("วันปิดรับ", help_text="วันสุดท้ายที่ตอบได้")

    objects: ClassVar = SurveyQuerySet.as_manager()
    revised_children = ("questions",)

    class Meta(Publishable.Meta):
        verbose_name = "แบบสำรวจ"
        verbose_name_plural = "แบบสำรวจ"
        ordering: ClassVar = ["-opens_on", "-pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="survey_closes_after_it_opens",
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                violation_error_message="วันปิดรับต้องไม่มาก่อนวันเปิดรับ",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("services:survey", args=[self.revises_id or self.pk])

    def is_open(self, on: dt.date | None = None) -> bool:
        return self.is_published and self.opens_on <= (on or timezone.localdate()) <= self.closes_on

    def missing_for_publication(self) -> list[str]:
        questions = list(self.questions.all())
        if not questions:
            return ["แบบสำรวจไม่มีคำถาม ให้เพิ่มอย่างน้อยหนึ่งข้อ"]
        return [
            f"คำถาม “{question.text}” ต้องมีตัวเลือกอย่างน้อยสองข้อ"
            for question in questions
            if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES) and len(question.choices) < 2
        ]

    def search_document(self) -> SearchDocument:
        return SearchDocument("แบบสำรวจ", self.title, self.introduction)


class SurveyQuestion(models.Model):
    """One question of a survey."""

    owner = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=16, default=new_key, editable=False)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    text = models.CharField("คำถาม", max_length=300)
    kind = models.CharField("วิธีตอบ", max_length=8, choices=QuestionKind.choices, default=QuestionKind.SCALE)
    is_required = models.BooleanField("ต้องตอบ", default=True)
    choices = models.JSONField("ตัวเลือก", default=list, blank=True)

    class Meta:
        verbose_name = "คำถามในแบบสำรวจ"
        verbose_name_plural = "คำถามในแบบสำรวจ"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="survey_question_key_is_one", fields=["owner", "key"])
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.choices, list) or not all(
            isinstance(text, str) and text.strip() for text in self.choices
        ):
            raise ValidationError({"choices": "ตัวเลือกต้องเป็นข้อความ ข้อละหนึ่งบรรทัด"})
        if self.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES) and len(set(self.choices)) < 2:
            raise ValidationError({"choices": "คำถามแบบเลือกตอบต้องมีตัวเลือกที่ต่างกันอย่างน้อยสองข้อ ข้อละหนึ่งบรรทัด"})


class SurveyResponse(models.Model):
    """One answered form; nothing says who answered."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    token = models.CharField(max_length=43, unique=True, editable=False)
    """Of the form it came by: the same form sent twice is one response."""
    day = models.DateField("วันที่ตอบ")
    answers = models.JSONField("คำตอบ", default=dict)
    """Key of a question → 1 to 5, the text of a choice, a list of them, or words."""

    class Meta:
        verbose_name = "คำตอบแบบสำรวจ"
        verbose_name_plural = "คำตอบแบบสำรวจ"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(name="survey_day", fields=["survey", "day"])]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.day:%Y-%m-%d}"


class SurveyTally(models.Model):
    """How often one answer was given to a question of a survey; public figures read these rows alone."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tallies")
    key = models.CharField(max_length=16)
    """Of the question; empty for the number of responses."""
    answer = models.CharField(max_length=300, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "ยอดนับคำตอบ"
        verbose_name_plural = "ยอดนับคำตอบ"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="survey_tally_is_one", fields=["survey", "key", "answer"])
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.answer} {self.count}"
