"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def latest(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def year(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def measure(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
