"""Pages of a person without an account: no cookie, no session, kept by no cache, found by no search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from portal.access import View
from portal.views import errors

READ, WRITE = ("GET", "HEAD"), ("POST",)


def open_page(*methods: str) -> Callable[[View], View]:
    """Open a view to everybody for these methods.

    Without Django's check of forms, which needs a cookie: what such a view does is asked for by a token in the address
    or by a code, neither of which another site knows.
    """

    def keep(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return errors.not_allowed(request, methods)
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            response["X-Robots-Tag"] = "noindex, noarchive"
            return response

        return csrf_exempt(login_not_required(wrapper))

    return keep


def too_often(request: HttpRequest, seconds: float) -> HttpResponse:
    """The page for too much at a time."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(int(seconds))
    return response
