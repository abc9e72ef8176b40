"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def report(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def report_pdf(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def report_xlsx(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
