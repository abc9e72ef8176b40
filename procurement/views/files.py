"""Workbooks handed out: named in Thai, and not made again for a visitor who has the same already."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from portal.models import Office
from portal.spreadsheets import XLSX_TYPE
from procurement import stamps
from procurement.models import Contract
from procurement.stamps import standing


def register_tag(office: Office, *parts: object) -> str:
    """An ETag of all that is public in the register today, of the office, and of what else is named.

    Two queries.
    """
    now = timezone.now()
    names = (office.name, office.short_name, office.ministry, office.province, office.district)
    seen = standing(Contract.objects.all(), now)
    return stamps.tag(names, office.agency_type, timezone.localdate(now), seen, parts)


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
