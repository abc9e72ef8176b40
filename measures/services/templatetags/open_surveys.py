"""The surveys of the office that are open, for the home page."""

from __future__ import annotations

from django import template

from measures.services.models import Survey
from portal import thai

register = template.Library()
MOST = 3
"""How many the home page shows; the page of surveys has them all."""


@register.simple_tag
def open_surveys() -> list[dict[str, str]]:
    """Cards of the surveys open today, those that close first in front; none while none is. One query."""
    rows = (
        Survey.objects.open()
        .order_by("closes_on", "pk")
        .only("title", "introduction", "closes_on", "revises")
    )
    return [
        {
            "kind": "แบบสำรวจ",
            "note": f"ตอบได้ถึง {thai.short_date(survey.closes_on)}",
            "title": survey.title,
            "url": survey.get_absolute_url(),
            "text": thai.first_line(survey.introduction),
        }
        for survey in rows[:MOST]
    ]
