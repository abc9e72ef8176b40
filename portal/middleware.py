"""What happens to every request: headers, refused addresses, the sessions and second factor of staff."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from portal.access import PREVIEW
from portal.models import User
from portal.views import errors

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
LONGEST_ADDRESS = 8_192
"""Characters of path and query that are still read as an address."""
WORK_PATHS = ("/admin/", "/styleguide/", "/complaints/staff/", "/manuals/staff/")
STAFF_PATHS = (*WORK_PATHS, "/accounts/")
LONGEST_SESSION = 12 * 3600
"""Seconds after which staff sign in again, however busy they were."""


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


def limit_sessions(get_response: Handler) -> Handler:
    """End a staff session after 30 minutes without use or 12 hours in all; keep its pages out of every cache.

    The 30 minutes are SESSION_COOKIE_AGE, counted from the last time the session was saved: a staff page
    saves it again, at most once a minute. Public pages never touch the session.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(STAFF_PATHS) and request.user.is_authenticated:
            now = time.time()
            began = request.session.setdefault("began_at", now)
            if now - began > LONGEST_SESSION:
                logout(request)
                messages.info(request, "ครบเวลาใช้งานต่อเนื่อง 12 ชั่วโมงแล้ว โปรดเข้าสู่ระบบใหม่")
                return redirect_to_login(request.get_full_path())
            if now - request.session.get("seen_at", 0) > 60:
                request.session["seen_at"] = now
        response = get_response(request)
        if request.session.accessed:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def require_second_factor(get_response: Handler) -> Handler:
    """Send staff without a second factor to set one up before the admin or a draft opens.

    Demonstration accounts may skip it while DEMONSTRATION (or DEBUG) is on; the screen says so.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(WORK_PATHS) or PREVIEW in request.GET:
            user = request.user
            if isinstance(user, User) and needs_second_factor(user):
                messages.info(request, "บัญชีเจ้าหน้าที่ต้องตั้งค่าการยืนยันตัวตนขั้นที่สองก่อนใช้งาน เลือกวิธีใดวิธีหนึ่งด้านล่าง")
                return redirect("mfa_index")
        return get_response(request)

    return middleware


def needs_second_factor(user: User) -> bool:
    """Whether this account must still set up its second factor."""
    return not (may_skip_second_factor(user) or has_second_factor(user))


def may_skip_second_factor(user: User) -> bool:
    """Whether this is a demonstration account on a demonstration site."""
    return user.is_demonstration and bool(settings.DEMONSTRATION or settings.DEBUG)


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app or a security key is set up; recovery codes alone are none."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))
