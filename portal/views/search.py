"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def search(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
