"""Rows of a record that have an order: a row without one goes to the end."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.forms import BaseInlineFormSet

from portal.admin.base import OwnedInline


class OrderedFormSet(BaseInlineFormSet[Any, Any, Any]):
    def save_new(self, form: Any, commit: bool = True) -> Any:
        row = super().save_new(form, commit=False)
        if not row.order:
            highest = self.get_queryset().model._default_manager.filter(owner=self.instance)
            row.order = (highest.aggregate(Max("order"))["order__max"] or 0) + 1
        if commit:
            row.save()
            form.save_m2m()
        return row


class OrderedInline(OwnedInline):
    """Base of inlines whose rows stand in an order of their own."""

    formset = OrderedFormSet
