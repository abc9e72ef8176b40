"""Sign-in is required everywhere, except before a view that says it is open."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

from portal.access import View


class SignInUnlessOpen(LoginRequiredMiddleware):
    """Django's LoginRequiredMiddleware, which here asks the view before it asks who the visitor is.

    The other way round the session would be read for every page, and `Vary: Cookie` would keep shared
    caches from holding the public ones.
    """

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        answer: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        return answer
