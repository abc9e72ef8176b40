"""Who may open a view: `@public` for everybody, `@staff_only` for signed-in staff; all else needs sign-in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from portal.views import errors

View = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD")
PREVIEW = "preview"
PUBLIC_MAX_AGE = 60
"""Seconds a shared cache may keep a public page; short, because a withdrawal must take effect."""


def public(view: View) -> View:
    """Open a GET page to everybody and let shared caches hold it.

    With `?preview=<pk>` a signed-in member of staff sees what is not published yet; such an answer is
    never cached, and for anybody else the parameter is a 404 (see `PublishableQuerySet.visible_in`).
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE:
            return errors.not_allowed(request, SAFE)
        response = view(request, *args, **kwargs)
        if PREVIEW in request.GET or response.has_header("Cache-Control"):
            if PREVIEW in request.GET:
                patch_cache_control(response, private=True, no_store=True)
            return response
        if response.status_code in (200, 301, 302, 404):
            patch_cache_control(response, public=True, max_age=PUBLIC_MAX_AGE)
        return response

    wrapper.is_public = True  # type: ignore[attr-defined]  # read by the test that walks every address
    return login_not_required(wrapper)


def staff_only(view: View) -> View:
    """Keep a view to active staff; others get 403."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (request.user.is_authenticated and request.user.is_staff and request.user.is_active):
            raise PermissionDenied("หน้านี้สำหรับเจ้าหน้าที่ของสำนักงาน")
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return wrapper
