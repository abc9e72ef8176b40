"""The EIT survey on the home page."""

from __future__ import annotations

from typing import Any

from django import template

from portal.models import EitSurvey

register = template.Library()


@register.inclusion_tag("components/eit_card.html")
def eit_card() -> dict[str, Any]:
    """The survey whose window holds today, the office's own before its parent's; nothing outside of it."""
    survey = (
        EitSurvey.objects.open().select_related("official_picture").order_by("whose", "-opens_on").first()
    )
    return {"survey": survey}
