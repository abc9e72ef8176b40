"""Addresses that break in every way a page of the channel could, for tests of its silence."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from portal.access import public
from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as whole_site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

SECRET = "ZQwhistle4711 เรียกเงินสองพัน"


class Refused(RuntimeError):
    """What a view raises; its words are content."""


def in_the_view(request: HttpRequest) -> HttpResponse:
    told = request.POST.get("what", SECRET)
    raise Refused(f"{SECRET} {told}")


def with_a_cause(request: HttpRequest) -> HttpResponse:
    try:
        return in_the_view(request)
    except Refused as cause:
        raise LookupError(SECRET) from cause


def in_the_template(request: HttpRequest) -> HttpResponse:
    """Breaks after the view has answered, while the page is written."""
    return TemplateResponse(request, f"{SECRET}.html")


def in_the_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s FROM nowhere", [SECRET])
    return HttpResponse()


def with_a_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST["what"])


def not_found(request: HttpRequest) -> HttpResponse:
    raise Http404(SECRET)


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("โปรดขอรหัสใหม่")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(SECRET)


def talkative(request: HttpRequest) -> HttpResponse:
    """Nothing breaks, but a library tells of it."""
    logging.getLogger("django.request").error("%s from %s", SECRET, request.META, extra={"request": request})
    logging.getLogger("some.library").warning(SECRET)
    try:
        raise Refused(SECRET)
    except Refused:
        logging.getLogger("another").exception(SECRET)
    return HttpResponse("ok")


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def _open(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    return csrf_exempt(login_not_required(view))


BREAKING = {
    "view": in_the_view,
    "cause": with_a_cause,
    "template": in_the_template,
    "database": in_the_database,
}
ANSWERED = {"missing": (not_found, 404), "denied": (denied, 403), "suspicious": (suspicious, 400)}

urlpatterns = [
    *(path(f"complaints/break/{name}/", _open(view)) for name, view in BREAKING.items()),
    *(path(f"complaints/answer/{name}/", _open(view)) for name, (view, _) in ANSWERED.items()),
    path("complaints/form/", _open(with_a_form)),
    path("complaints/talk/", _open(talkative)),
    path("complaints/plain/", _open(plain)),
    path("complaints/open/", public(plain)),
    path("complaints/staff/plain/", _open(plain)),
    path("elsewhere/view/", _open(in_the_view)),
    *whole_site,
]
