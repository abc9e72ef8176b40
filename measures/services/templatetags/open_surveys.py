"""The surveys of the office that are open, for the home page."""

from __future__ import annotations

from typing import Any

from django import template

from measures.services.models import Survey

register = template.Library()
MOST = 3


@register.inclusion_tag("components/open_surveys.html")
def open_surveys() -> dict[str, Any]:
    """Those whose days hold today, first the one that closes first; nothing outside of them. One query."""
    rows = Survey.objects.open().order_by("closes_on", "pk")
    return {"surveys": list(rows.only("title", "closes_on", "revises")[:MOST])}
