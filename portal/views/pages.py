"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def feedback(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def feedback_comment(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def about(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def contact(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def page(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def page_edition(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


@public
def sitemap(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
