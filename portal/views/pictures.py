"""Pictures that the portal itself encoded, shown inside a page and kept by browsers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.access import PREVIEW, PUBLIC_MAX_AGE
from portal.models import StoredFile

VERSION = "v"
"""The parameter that carries the beginning of the picture's SHA-256: another picture, another address."""
A_YEAR = 365 * 24 * 3600


def picture_response(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """The picture; 304 when the visitor has it already.

    A browser may keep for a year what it saw under an address with the right version. A shared cache may
    not: a picture that is withdrawn has to disappear for everybody else.
    """
    etag = f'"{stored.sha256}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        with stored.open() as file:
            response = HttpResponse(file.read(), content_type=stored.content_type)
        response["ETag"] = etag
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if PREVIEW not in request.GET:
        version = request.GET.get(VERSION, "")
        lasts = len(version) >= 12 and stored.sha256.startswith(version)
        age = {"max_age": A_YEAR, "immutable": True} if lasts else {"max_age": PUBLIC_MAX_AGE}
        patch_cache_control(response, public=True, s_maxage=PUBLIC_MAX_AGE, **age)
    return response
