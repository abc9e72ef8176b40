"""The bar over a page that staff look at before it is published."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse

register = template.Library()


@register.inclusion_tag("components/preview_bar.html", takes_context=True)
def preview_bar(context: RequestContext) -> dict[str, Any]:
    """Says that the page is a preview and leads back to the record in the admin; nothing on any other page."""
    previewed = getattr(context.get("request"), "previewed", None)
    if previewed is None:
        return {"is_preview": False}
    meta, pk = previewed
    try:
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk])
    except NoReverseMatch:
        url = ""
    return {"is_preview": True, "url": url}
