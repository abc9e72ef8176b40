"""Who comes to which staff page of the channel, and with an open key or without."""

from __future__ import annotations

import base64
import datetime as dt
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from complaints import policies, sealing
from complaints.models import Case, KeyHolder
from complaints.opening import Keyring
from portal.access import View
from portal.middleware import needs_second_factor
from portal.models import User

UNLOCKED_SECONDS = 15 * 60
UNLOCKED, OPENED = "complaint_unlocked", "complaint_opened"
"""In the session: the sealed private key with its end, and the cases whose opening is logged already."""


# ── who comes in ──────────────────────────────────────────────────────────────
def staff_page(allowed: Callable[[User], bool]) -> Callable[[View], View]:
    """Keep a view to people of whom `allowed` is true and who have a second factor; others get 403."""

    def keep(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User) or not allowed(user):
                raise PermissionDenied("หน้านี้สำหรับเจ้าหน้าที่ที่ได้รับมอบหมายในช่องทางแจ้งเรื่องทุจริตเท่านั้น")
            if needs_second_factor(user):
                messages.info(request, "บัญชีเจ้าหน้าที่ต้องตั้งค่าการยืนยันตัวตนขั้นที่สองก่อนใช้งาน เลือกวิธีใดวิธีหนึ่งด้านล่าง")
                return redirect("mfa_index")
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return wrapper

    return keep


def unlocked_page(view: View) -> View:
    """Pass the open key of the person as `ring`; without one, ask for the passphrase first.

    Stands under `staff_page`. What was sent to a locked page is sent again by hand, from the case's own page.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ring = keyring(request)
        if ring is None:
            back = request.get_full_path()
            if request.method not in ("GET", "HEAD") and "locator" in kwargs:
                back = reverse("complaints:staff_case", args=[kwargs["locator"]])
            return to_unlocking(back)
        return view(request, *args, ring=ring, **kwargs)

    return wrapper


def to_unlocking(back: str) -> HttpResponse:
    """On to the page that asks for the passphrase, and from there back."""
    return redirect(reverse("complaints:staff_unlock", query={"next": back}))


def person(request: HttpRequest) -> User:
    """The member of staff, whom `staff_page` let in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def open_case(user: User, locator: str) -> Case:
    """The case, if it was handed over to this officer; for anybody else there is none (404)."""
    if policies.handles_cases(user):
        case = Case.objects.open_to(user).select_related("handler").filter(locator=locator).first()
        if case is not None:
            return case
    raise Http404


# ── the open key: its private half in the session, sealed with a key that only a cookie holds ────────
def cookie_name() -> str:
    return "__Host-complaint-unlock" if settings.HTTPS else "complaint-unlock"


def keyring(request: HttpRequest) -> Keyring | None:
    """The open key of the person, or None: never given, over, locked, retired, or of another session."""
    user, kept = request.user, request.session.get(UNLOCKED)
    if not isinstance(user, User) or not isinstance(kept, dict):
        return None
    holder = policies.holder_of(user)
    until = kept.get("until", 0)
    if holder is None or not time.time() < until <= time.time() + UNLOCKED_SECONDS:
        return None
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(cookie_name(), ""))
        box = base64.b64decode(kept["box"])
        private = sealing.unlock(key, box, place=_place(holder, until))
    except (sealing.Unreadable, ValueError, KeyError):
        return None
    return Keyring(user, holder, private)


def keep_open(request: HttpRequest, response: HttpResponse, ring: Keyring) -> None:
    """Keep the key open in this session for 15 minutes from now, however busy the person is."""
    key, until = sealing.new_key(), int(time.time()) + UNLOCKED_SECONDS
    box = sealing.lock(key, ring.private, place=_place(ring.holder, until))
    request.session[UNLOCKED] = {"box": base64.b64encode(box).decode(), "until": until}
    request.session[OPENED] = []
    response.set_cookie(
        cookie_name(),
        base64.urlsafe_b64encode(key).decode(),
        max_age=UNLOCKED_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def close(request: HttpRequest, response: HttpResponse) -> None:
    """Lock: forget the sealed key here and its key in the browser."""
    request.session.pop(UNLOCKED, None)
    request.session.pop(OPENED, None)
    response.delete_cookie(cookie_name(), samesite="Strict")
    if settings.HTTPS:
        response.cookies[cookie_name()]["secure"] = True  # without it a browser ignores a __Host- cookie


def open_until(request: HttpRequest) -> dt.datetime | None:
    """Until when the key is open."""
    if keyring(request) is None:
        return None
    return dt.datetime.fromtimestamp(request.session[UNLOCKED]["until"], timezone.get_current_timezone())


def is_first_opening(request: HttpRequest, case: Case) -> bool:
    """Whether the case is opened for the first time since unlocking; asked once, it no longer is."""
    opened = request.session.get(OPENED, [])
    if str(case.pk) in opened:
        return False
    request.session[OPENED] = [*opened, str(case.pk)]
    return True


def _place(holder: KeyHolder, until: int) -> str:
    return f"session.{UNLOCKED}|{holder.pk}|{until}"
