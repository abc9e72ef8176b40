"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def latest(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def checklist(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def checklist_csv(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def result(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def item(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
