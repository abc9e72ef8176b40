"""The ITA result on the home page."""

from __future__ import annotations

from typing import Any

from django import template

from measures import results
from measures.models import ItaResult

register = template.Library()
YEARS = 5
"""How many years the chart on the home page shows."""


@register.inclusion_tag("measures/tags/ita_result_card.html")
def ita_result_card() -> dict[str, Any]:
    """The latest published score, with the years before it; nothing while there is none."""
    shown = list(reversed(ItaResult.objects.published().order_by("-year")[:YEARS]))
    if not shown:
        return {}
    latest = shown[-1]
    return {"results": shown, "result": latest, "trend": results.by_year(shown, highlight=latest.year)}
