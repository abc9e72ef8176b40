"""What happens to every request: headers, refused addresses, the second factor of staff."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.models import User
from portal.views import errors

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
LONGEST_ADDRESS = 8_192
"""Characters of path and query that are still read as an address."""


def headers(get_response: Handler) -> Handler:
    """Headers that no view may forget."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def refuse_unreadable_addresses(get_response: Handler) -> Handler:
    """Answer an address that no page can have (too long, a NUL byte) before anything reads it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info) + len(query) > LONGEST_ADDRESS:
            return errors.bad_request(request, None)
        if "\0" in request.path_info or "%00" in query or "\0" in query:
            return errors.not_found(request, None)
        return get_response(request)

    return middleware


def require_second_factor(get_response: Handler) -> Handler:
    """Send staff without a second factor to set one up before the admin opens.

    Demonstration accounts may skip it while DEMONSTRATION (or DEBUG) is on; the screen says so.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(("/admin/", "/styleguide/")):
            user = request.user
            if isinstance(user, User) and user.is_staff and needs_second_factor(user):
                messages.info(request, "บัญชีเจ้าหน้าที่ต้องตั้งค่าการยืนยันตัวตนขั้นที่สองก่อนใช้งาน")
                return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def needs_second_factor(user: User) -> bool:
    """Whether this account must still set up its second factor."""
    if user.is_demonstration and (settings.DEMONSTRATION or settings.DEBUG):
        return False
    return not is_mfa_enabled(user)
