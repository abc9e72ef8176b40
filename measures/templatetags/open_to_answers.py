"""What the office asks people and is open today, of all rooms, for the home page."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.db.models import CharField, Value

from measures.participation.models import Consultation
from measures.services.models import Survey
from portal import thai

register = template.Library()
MOST = 6
"""How many the home page shows; the pages of the rooms have them all."""
ROOMS: Mapping[str, tuple[type[Consultation] | type[Survey], str]] = {
    "consultation": (Consultation, "รับฟังความเห็น"),
    "survey": (Survey, "แบบสำรวจ"),
}
"""What is asked → its model, and what people call it."""


@register.simple_tag
def open_to_answers() -> list[dict[str, str]]:
    """Cards of consultations and surveys open today, those that close first in front; none while none is. One query."""
    parts = [
        kind.objects.open()
        .order_by()
        .values_list(Value(name, CharField()), "pk", "title", "introduction", "closes_on", named=False)
        for name, (kind, _) in ROOMS.items()
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by("closes_on")[:MOST]
    return [
        {
            "kind": ROOMS[name][1],
            "note": f"เปิดรับถึง {thai.short_date(closes_on)}",
            "title": title,
            "url": ROOMS[name][0](pk=pk).get_absolute_url(),
            "text": thai.first_line(introduction),
        }
        for name, pk, title, introduction, closes_on in rows
    ]
