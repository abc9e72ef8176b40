"""How the admin shows facts it does not edit: dates in พ.ศ., yes and no in words, rich text and lists as they look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal import thai
from portal.rich_text import RichTextField, clean_html

DASHES = "---------"
"""How Django shows that nothing is chosen yet."""
CHOOSE = "เลือก…"
SHOWN_IN_WORDS = (
    models.DateField, models.BooleanField, models.DecimalField, models.JSONField, RichTextField
)  # fmt: skip
Column = str | Callable[..., Any]


@cache
def shown(model: type[models.Model], name: str) -> Column:
    """The column that shows a date, amount, boolean, list or rich text of this model, in Thai; or the name."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if not isinstance(field, SHOWN_IN_WORDS) or field.choices:
        return name

    @admin.display(description=str(field.verbose_name), ordering=name)
    def show(record: Any) -> str:
        value = getattr(record, name)
        if isinstance(field, RichTextField):
            return format_html('<div class="prose">{}</div>', SafeString(clean_html(value)))
        if isinstance(value, list):
            return format_html(
                "<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((item,) for item in value))
            )
        return in_words(value)

    show.__name__ = name
    return show


def in_words(value: object) -> str:
    """A value for people: `9 มี.ค. 2569`, `9 มีนาคม 2569 เวลา 09.30 น.`, `1,234.50`, `ใช่`; a dash for nothing."""
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, dt.datetime):
        return thai.date_time(value)
    if isinstance(value, dt.date):
        return thai.long_date(value)
    if isinstance(value, Decimal):
        return thai.number(value)
    return "–" if value is None else str(value)


class ThaiFacts:
    """Mixin of admin classes and inlines: what is only read is read in Thai.

    Fields of the form that are not of the model (an upload) are left out where nothing can be typed.
    """

    model: Any

    def may_type(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the form of this record (of a new one for None) can be filled in."""
        raise NotImplementedError

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A list of choices opens with «เลือก…», not with dashes."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # a mixin
        if getattr(field, "empty_label", None) == DASHES:
            field.empty_label = CHOOSE
        elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            # The widget's choices are always a list of pairs.
            field.choices = [(k, CHOOSE if label == DASHES else label) for k, label in field.widget.choices]
        return field

    def in_thai(self, names: Sequence[Any], *, but: Sequence[str] = ()) -> tuple[Any, ...]:
        return tuple(
            shown(self.model, name) if isinstance(name, str) and name not in but else name for name in names
        )

    def get_list_display(self, request: HttpRequest) -> Any:
        typed = self.list_editable if self.has_change_permission(request) else ()  # type: ignore[attr-defined]  # a mixin
        return self.in_thai(super().get_list_display(request), but=typed)  # type: ignore[misc]  # a mixin

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.in_thai(super().get_readonly_fields(request, obj))  # type: ignore[misc]  # a mixin

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)  # type: ignore[misc]  # a mixin
        if not (self.fields or self.fieldsets):  # type: ignore[attr-defined]  # a mixin
            return fieldsets
        may_type = self.may_type(request, obj)
        read = (
            set(flatten_fieldsets(fieldsets))
            if not may_type
            else {_name(c) for c in self.get_readonly_fields(request, obj)}
        )
        return [
            (title, {**options, "fields": self._row(options["fields"], read, may_type)})
            for title, options in fieldsets
        ]

    def _row(self, names: Sequence[Any], read: set[str], may_type: bool) -> list[Any]:
        row: list[Any] = []
        for name in names:
            if isinstance(name, list | tuple):
                row.append(self._row(name, read, may_type))
            elif name not in read:
                row.append(name)
            elif may_type or self._is_known(name):
                row.append(shown(self.model, name))
        return row

    def _is_known(self, name: str) -> bool:
        if hasattr(self, name) or hasattr(self.model, name):
            return True
        return any(field.name == name for field in self.model._meta.get_fields())


def _name(column: Column) -> str:
    return column if isinstance(column, str) else column.__name__
