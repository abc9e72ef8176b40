"""The latest news on the home page."""

from __future__ import annotations

from typing import Any

from django import template

from portal.models import NewsItem

register = template.Library()
SHOWN = 5
"""One lead and four in the list."""


@register.inclusion_tag("components/latest_news.html")
def latest_news() -> dict[str, Any]:
    """The newest published news, a pinned one first; nothing while there is none."""
    items = NewsItem.objects.published().select_related("owner_group")[:SHOWN]
    lead, *stories = list(items) or [None]
    picture = lead.pictures.select_related("large", "small").first() if lead else None
    return {"lead": lead, "stories": stories, "picture": picture}
