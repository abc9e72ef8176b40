"""Shows rich text."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal.rich_text import clean_html

register = template.Library()


@register.filter
def rich_text(html: str) -> SafeString:
    """Rich text as HTML: the one place that trusts stored HTML.

    It was cleaned when it was saved and is cleaned again here, because a database may be filled by other
    hands than the portal's (a restored backup, a query in a hurry); what `clean_html` leaves cannot run.
    """
    return mark_safe(clean_html(html or ""))  # noqa: S308  # cleaned in this very line
