"""The office's own emblem, when it has put one in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from portal.access import public
from portal.models import Office
from portal.views.documents import file_response


@public
def emblem(request: HttpRequest) -> HttpResponseBase:
    """The picture as it was cleaned when it was uploaded (WebP)."""
    stored = Office.load().emblem
    if stored is None:
        raise Http404
    return file_response(request, stored)
