"""Workbooks handed out: named in Thai, and not made again for a visitor who has the same already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from portal.models import Office
from portal.publishing import Status
from portal.spreadsheets import XLSX_TYPE
from procurement.models import Contract


def register_tag(office: Office, *parts: object) -> str:
    """An ETag of all that is public in the register today, of the office, and of what else is named.

    Every act that changes what the public sees counts: publication (also one whose time has come), a published
    working copy, withdrawal. One query.
    """
    now = timezone.now()
    public = Q(status=Status.PUBLISHED, published_at__lte=now, revises=None)
    state = Contract.objects.order_by().aggregate(
        number=Count("pk", filter=public),
        published_at=Max("published_at", filter=public),
        withdrawn_at=Max("withdrawn_at"),
    )
    facts = (
        office.name,
        office.short_name,
        office.ministry,
        office.province,
        office.district,
        office.agency_type,
        timezone.localdate(now),
        *state.values(),
        *parts,
    )
    digest = hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()
    return f'"{digest[:32]}"'


def workbook(request: HttpRequest, *, name: str, tag: str, make: Callable[[], bytes]) -> HttpResponseBase:
    """A workbook as a download; 304 without making it when the visitor has that tag already."""
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    response = HttpResponse(make(), content_type=XLSX_TYPE)
    response["ETag"] = tag
    disposition = content_disposition_header(True, name)
    if disposition:
        response["Content-Disposition"] = disposition
    return response
