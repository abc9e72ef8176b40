"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def sitemap_xml(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def robots_txt(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def security_txt(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def healthz(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
