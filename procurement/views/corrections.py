"""What was changed in published records of procurement: what, when and why, for everybody to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.access import PREVIEW, public
from portal.fiscal import FiscalYear
from portal.lists import page_of
from procurement.figures import public_years
from procurement.models import Correction
from procurement.views.years import crumbs, years_of

AT_ONCE = dt.timedelta(seconds=60)
"""Rows of one record with one reason that are not further apart were made by one publication."""


@dataclass
class Change:
    """One act: the facts of one record that were changed together, or its withdrawal."""

    record: Any
    kind: str
    subject: str
    at: dt.datetime
    reason: str
    facts: list[Correction] = field(default_factory=list)
    """The facts that were changed; empty for a withdrawal, and for a record that is not public any more."""
    is_withdrawal: bool = False

    @property
    def url(self) -> str:
        """Where the record is read; nothing when it is not public."""
        return str(self.record.get_absolute_url()) if self.record.is_published else ""


def changes(corrections: Iterable[Correction]) -> list[Change]:
    """The corrections put together by act, in their order.

    A record that was withdrawn is named with the reason, but what its facts were is not told any more: they may
    be why it was withdrawn.
    """
    found: list[Change] = []
    for row in corrections:
        record: Any = row.contract or row.plan_item or row.announcement
        last = found[-1] if found else None
        together = (
            last is not None
            and last.record == record
            and last.reason == row.reason
            and last.is_withdrawal == (not row.field)
            and abs(last.at - row.at) <= AT_ONCE
        )
        if not together:
            kind = str(type(record)._meta.verbose_name)
            last = Change(record, kind, row.subject, row.at, row.reason, is_withdrawal=not row.field)
            found.append(last)
        if last and row.field and record.is_published:
            last.facts.append(row)
    return found


@public
def corrections(request: HttpRequest, year: FiscalYear) -> HttpResponse:
    """The corrections of a year, the newest first, withdrawn records among them."""
    rows = Correction.objects.filter(year=year).select_related("contract", "plan_item", "announcement")
    every = public_years()
    page = page_of(rows.order_by("-at", "-pk"), request)
    if year not in {one.year for one in every} and not page.paginator.count:
        raise Http404
    shown = list(page.object_list)
    return render(
        request,
        "procurement/corrections.html",
        {
            "nav": "procurement",
            "heading": f"การแก้ไขข้อมูลจัดซื้อจัดจ้าง {year.label}",
            "lead": "ข้อมูลที่แก้ไขหรือถอนออกหลังเผยแพร่แล้ว บอกว่าแก้อะไร เมื่อใด และเพราะเหตุใด",
            "crumbs": crumbs(year, ("การแก้ไข", "")),
            "year": year,
            "years": years_of("procurement:corrections", every),
            "is_public_year": year in {one.year for one in every},
            "page": page,
            "changes": changes(shown),
            "updated_at": shown[0].at if shown else None,
        },
    )


def withdrawn(request: HttpRequest, **owner: int) -> HttpResponse:
    """The page in place of a record (`contract=pk`) that was withdrawn: that it is gone, and where the reason is.

    It tells nothing of the record that the corrections of the year do not tell. Raises Http404 for what the public
    has never seen, and for previews.
    """
    last = Correction.objects.filter(field="", **owner).order_by("-at", "-pk").first()
    if last is None or PREVIEW in request.GET:
        raise Http404
    year = FiscalYear(last.year)
    (kind,) = owner
    record: Any = Correction._meta.get_field(kind).related_model
    what = str(record._meta.verbose_name)
    context = {
        "nav": "procurement",
        "heading": f"{what}นี้ถูกถอนออกแล้ว",
        "what": what,
        "withdrawn_on": last.at,
        "year": year,
    }
    return render(request, "procurement/withdrawn.html", context, status=404)
