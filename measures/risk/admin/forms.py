"""What the forms of risks and results share: choices of the scale, and rows that are looked over together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from measures.risk.scales import LEAST, MOST, Assessment, Scale
from portal import personal_numbers
from portal.admin.facts import CHOOSE
from portal.fiscal import FiscalYear

SHORT_TEXTS: Any = {
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "cols": 40, "class": "vLargeTextField"})}
}
"""Widgets of texts that are a few sentences."""
OFF_THE_SCALE = f"ต้องเป็นระดับ {LEAST} ถึง {MOST} ตามเกณฑ์ โปรดเลือกใหม่"


def put_on_the_scale(form: Any, scale: Scale, *, likelihood: str, impact: str) -> None:
    """Let a form class offer the steps of a scale, each with its meaning, in these two fields."""
    for name, steps in ((likelihood, scale.likelihood), (impact, scale.impact)):
        field = form.base_fields.get(name)
        if field is not None:
            form.base_fields[name] = forms.TypedChoiceField(
                label=field.label,
                required=field.required,
                coerce=int,
                empty_value=None,
                choices=[("", CHOOSE), *((step.number, f"{step.label}: {step.meaning}") for step in steps)],
                error_messages={"invalid_choice": OFF_THE_SCALE},
            )


def explained(scale: Scale) -> str:
    """How the level follows, in one sentence."""
    levels = " ".join(f"{level.scores} {level.word}" for level in scale.levels)
    return f"ระดับ = โอกาสเกิด × ผลกระทบ ({levels})"


def told(assessment: Assessment | None) -> str:
    return assessment.words if assessment else "คำนวณให้เมื่อบันทึก"


class CheckedRows(forms.BaseInlineFormSet[Any, Any, Any]):
    """Rows without citizen numbers."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if form.has_changed() and hasattr(form, "cleaned_data") and not form.cleaned_data.get("DELETE"):
                personal_numbers.refuse_typed(form)
                self.look_over(form)

    def look_over(self, form: Any) -> None:
        """What else a row may have wrong."""

    def get_unique_error_message(self, unique_check: Any) -> str:
        return "มาตรการหนึ่งมีผลได้แถวเดียวในรอบเดียวกัน โปรดรวมไว้แถวเดียว"


class TreatmentRows(CheckedRows):
    """Measures whose days belong to the year of their risk."""

    def look_over(self, form: Any) -> None:
        year, days = self.instance.year, form.cleaned_data
        if year and days.get("starts_on") and days.get("ends_on"):
            form.instance.starts_on, form.instance.ends_on = days["starts_on"], days["ends_on"]
            if fault := form.instance.fault_of_period(FiscalYear(year)):
                form.add_error("ends_on", fault)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = form.instance
        # The measure that results speak of stays: only its words and days change.
        if row.pk and row.has_results and "DELETE" in form.fields:
            form.fields["DELETE"].disabled = True
            form.fields["DELETE"].help_text = "มีรายงานผลแล้ว จึงลบไม่ได้"
