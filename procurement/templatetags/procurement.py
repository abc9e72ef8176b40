"""The latest purchases on the home page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse

from procurement.models import Announcement, Contract

register = template.Library()
MOST = 5
"""How many rows the home page shows."""


@dataclass(frozen=True)
class Deal:
    """A row of `components/latest_deals.html`."""

    on: dt.date
    kind: str
    title: str
    url: str
    amount: Decimal | None


@register.inclusion_tag("components/latest_deals.html")
def latest_contracts() -> dict[str, Any]:
    """The newest published contracts and announcements by their own days; nothing while there are none.

    Two queries, each of five rows however many there are.
    """
    contracts = list(
        Contract.objects.published()
        .only("year", "title", "dated_on", "agreed_price", "revises_id")
        .order_by("-dated_on", "-pk")[:MOST]
    )
    announcements = (
        Announcement.objects.published()
        .only("year", "kind", "title", "announced_on", "amount", "revises_id")
        .order_by("-announced_on", "-pk")[:MOST]
    )
    deals = [
        Deal(row.dated_on, "สัญญา", row.title, row.get_absolute_url(), row.agreed_price) for row in contracts
    ] + [
        Deal(row.announced_on, row.get_kind_display(), row.title, row.get_absolute_url(), row.amount)
        for row in announcements
    ]
    deals.sort(key=lambda deal: deal.on, reverse=True)  # stable: of one day, contracts stand first
    if not deals:
        return {}
    shown = deals[:MOST]
    newest = max((row.year for row in contracts), default=None)
    return {
        "deals": shown,
        "url": reverse("procurement:latest"),
        "downloads": []
        if newest is None
        else [
            {
                "title": f"สัญญา{newest.label} (CSV)",
                "url": reverse("procurement:contracts_csv", args=[newest]),
            }
        ],
    }
