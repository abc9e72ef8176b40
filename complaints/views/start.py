"""Public pages of the complaint channel."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.access import public


@public
def start(request: HttpRequest) -> HttpResponse:
    """How to report corruption today: in person, by letter, by telephone, and to outside bodies."""
    return render(request, "complaints/start.html")
