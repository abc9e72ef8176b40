"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def index(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
