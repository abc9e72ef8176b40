"""The invitation to open consultations on the home page."""

from __future__ import annotations

from django import template

from measures.participation.models import Consultation
from portal import thai

register = template.Library()
MOST = 3
"""How many the home page shows; the page of participation has them all."""


@register.simple_tag
def open_consultations() -> list[dict[str, str]]:
    """Cards of the consultations open today, those that close first in front; none while none is. One query."""
    found = Consultation.objects.open().only("title", "introduction", "opens_on", "closes_on", "revises_id")
    return [
        {
            "kind": "รับฟังความเห็น",
            "note": f"เปิดรับถึง {thai.short_date(one.closes_on)}",
            "title": one.title,
            "url": one.get_absolute_url(),
            "text": thai.first_line(one.introduction),
        }
        for one in found[:MOST]
    ]
