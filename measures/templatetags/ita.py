"""The OIT checklist on the home page."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from measures import oit

register = template.Library()


@register.inclusion_tag("components/oit_card.html")
def oit_card() -> dict[str, Any]:
    """How many items of the newest year are whole, by sub-indicator; nothing while there are no items."""
    checklist = oit.newest()
    if checklist is None:
        return {}
    return {
        "year": checklist.year,
        "full": checklist.full,
        "total": checklist.total,
        "offered": checklist.offered,
        "as_of": checklist.as_of,
        "groups": checklist.groups,
        "url": reverse("measures:ita", args=[checklist.year]),
    }
