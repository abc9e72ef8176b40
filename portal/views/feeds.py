"""PLACEHOLDER."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.access import public



@public
def _feed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def NewsFeed():  # placeholder
    return _feed
