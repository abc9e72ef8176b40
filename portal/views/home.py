"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def home(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def display(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def preferences_css(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def styleguide(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
