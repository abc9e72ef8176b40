"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def news(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def news_item(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def picture(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
