"""The latest news on the home page."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import OuterRef, Subquery

from portal.models import NewsItem, NewsPicture, StoredFile

register = template.Library()
SHOWN = 5
"""One lead and four in the list."""
_OF_PICTURE = ("pk", "alt", "width", "height", "large_id", "small_id", "large__sha256", "small__sha256")


@register.inclusion_tag("components/latest_news.html")
def latest_news() -> dict[str, Any]:
    """The newest published news, a pinned one first; nothing while there is none. One query, with the lead's picture:
    the home page has few to spare."""
    pictures = NewsPicture.objects.filter(owner=OuterRef("pk")).order_by("order", "pk")
    facts = {f"picture_{name}": Subquery(pictures.values(name)[:1]) for name in _OF_PICTURE}
    rows = NewsItem.objects.published().select_related("owner_group").annotate(**facts)
    lead, *stories = list(rows[:SHOWN]) or [None]
    return {"lead": lead, "stories": stories, "picture": _picture(lead) if lead else None}


def _picture(lead: Any) -> NewsPicture | None:
    """The lead's picture as the page needs it, from what was read along with the lead."""
    facts = {name: getattr(lead, f"picture_{name}") for name in _OF_PICTURE}
    if facts["pk"] is None:
        return None
    large, small = (
        StoredFile(pk=facts[f"{size}_id"], sha256=facts[f"{size}__sha256"]) for size in ("large", "small")
    )
    return NewsPicture(
        pk=facts["pk"],
        alt=facts["alt"],
        width=facts["width"],
        height=facts["height"],
        large=large,
        small=small,
    )
