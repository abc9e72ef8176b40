"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def eit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def eit_qr(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
