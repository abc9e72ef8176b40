"""Requests of the complaint channel: who sends them is forgotten at the door, and errors say nothing.

The middleware stands first. It turns the sender's address into a bucket for limits, then removes from the request
everything that is not needed to answer it; whatever breaks later leaves a line with the class of the error and the
place in the code, never its words.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import secrets
import threading
import time
import traceback
from collections import OrderedDict, deque
from collections.abc import Callable
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from complaints import memory_uploads
from complaints.memory_uploads import MemoryUploads
from portal.views import errors

logger = logging.getLogger(__name__)
STAFF_PATH = "/complaints/staff/"
FINDABLE = frozenset({"complaints:start", "complaints:statistics", "complaints:privacy"})
"""Pages that search engines may list; all others of the channel ask them not to."""

# What an answer needs; everything else about the request is removed, known or not.
_KEPT = frozenset(
    {
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_CONTENT_LENGTH",
        "HTTP_CONTENT_TYPE",
        "HTTP_COOKIE",
        "HTTP_HOST",
        "HTTP_IF_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_ORIGIN",
        "HTTP_X_CSRFTOKEN",
        "PATH_INFO",
        "QUERY_STRING",
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
    }
)
# Answered by Django's own pages, which show no more than the status.
_ANSWERED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest, MultiPartParserError)
_DAY = 24 * 3600
LONGEST_WINDOW = 3600  # seconds a budget looks back, and a count is kept
_MOST_COUNTS = 20_000

_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


def is_quiet(request: HttpRequest | None) -> bool:
    """Whether a request belongs to the complaint channel; an address that only resembles one does."""
    return request is not None and request.path_info.lstrip("/").casefold().startswith("complaints")


class KeepQuiet:
    """The middleware; first in MIDDLEWARE, so that what it removes nobody else has seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        logging.setLogRecordFactory(QuietRecord)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_quiet(request):
            return self.get_response(request)
        request.network_bucket = _bucket(_sender(request.META))  # type: ignore[attr-defined]
        _forget_sender(request)
        request.upload_handlers = [MemoryUploads(request)]
        token = _is_quiet.set(True)
        try:
            response = self.get_response(request)
        except Exception as error:  # noqa: BLE001  # whatever it is, the server would print its words
            response = self.process_exception(request, error) or errors.bad_request(request)
        finally:
            _is_quiet.reset(token)
            memory_uploads.give_back(request)
        response._has_been_logged = True  # type: ignore[attr-defined]  # or Django logs the path of a 404
        _set_headers(request, response)
        return response

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Refuse files while too many are on their way, before anybody has read the body."""
        if not is_quiet(request) or memory_uploads.take_place(request):
            return None
        response = render(request, "complaints/busy.html", status=503)
        response["Retry-After"] = "60"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a broken view here, before Django tells its loggers and signals."""
        if not is_quiet(request) or isinstance(error, _ANSWERED):
            return None
        logger.error("ช่องทางแจ้งเรื่องขัดข้อง: %s ที่ %s", _class_of(error), _place_of(error.__traceback__))
        return _broken(request)


def _broken(request: HttpRequest) -> HttpResponse:
    """The page for a crash; the public is told to use another way, as when the disk is full to its last byte."""
    if request.path_info.startswith(STAFF_PATH):
        return errors.broken(request)
    return HttpResponse(get_template("complaints/broken.html").render({}), status=500)


# ── who sends it ──────────────────────────────────────────────────────────────
class _DailyKey:
    """A random key that lives in memory and changes every day."""

    def __init__(self) -> None:
        self._day = -1
        self._key = b""
        self._lock = threading.Lock()

    def __call__(self) -> bytes:
        today = int(time.time() // _DAY)
        with self._lock:
            if today != self._day:
                self._day, self._key = today, secrets.token_bytes(32)
            return self._key


_key = _DailyKey()


def _sender(meta: dict[str, Any]) -> str:
    """Return the address a request came from, as far as the proxies in front are trusted to know it."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if 0 < proxies <= len(forwarded):
        return forwarded[-proxies] or str(meta.get("REMOTE_ADDR", ""))
    return str(meta.get("REMOTE_ADDR", ""))


def _bucket(address: str) -> str:
    """Return a name for the network of an address (/24 or /48) that nobody can turn back."""
    bare = address.partition("]")[0].removeprefix("[") if address.startswith("[") else address
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]  # a proxy may add the port
    try:
        found = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        network = "unknown"
    else:
        found = getattr(found, "ipv4_mapped", None) or found
        prefix = 24 if found.version == 4 else 48
        network = str(ipaddress.ip_network(f"{found}/{prefix}", strict=False))
    return hmac.new(_key(), network.encode(), hashlib.sha256).hexdigest()


def _forget_sender(request: HttpRequest) -> None:
    kept = set(_KEPT)
    if settings.SECURE_PROXY_SSL_HEADER:
        kept.add(settings.SECURE_PROXY_SSL_HEADER[0])
    if request.path_info.startswith(STAFF_PATH) and "HTTP_ORIGIN" not in request.META:
        kept.add("HTTP_REFERER")  # what the check of forms looks at where a browser sends no origin
    for name in [name for name in request.META if name not in kept and not name.startswith("wsgi.")]:
        del request.META[name]
    request.META["REMOTE_ADDR"] = ""
    request.__dict__.pop("headers", None)


# ── limits ────────────────────────────────────────────────────────────────────
_counts: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
_counts_lock = threading.Lock()


def budget(request: HttpRequest, name: str, *, most: int, seconds: int) -> bool:
    """Take one from the budget `name` of the sender's network; False when the `most` in `seconds` are used up.

    Counted in memory of this process, atomically, and forgotten after an hour: `seconds` is at most that. A refusal
    takes nothing, so that an office behind one address is not kept out longer by trying again.
    """
    if seconds > LONGEST_WINDOW:
        raise ValueError("a budget looks back an hour at most")
    now = time.monotonic()
    with _counts_lock:
        _expire(now)
        key = (name, getattr(request, "network_bucket", ""))
        taken = _counts.setdefault(key, deque())
        _counts.move_to_end(key)
        if sum(1 for moment in taken if moment > now - seconds) >= most:
            return False
        taken.append(now)
        return True


def forget_budgets() -> None:
    """Begin all budgets anew."""
    with _counts_lock:
        _counts.clear()


def _expire(now: float) -> None:
    while _counts:
        oldest = next(iter(_counts.values()))
        while oldest and oldest[0] <= now - LONGEST_WINDOW:
            oldest.popleft()
        if oldest and len(_counts) < _MOST_COUNTS:
            return
        _counts.popitem(last=False)


# ── errors say nothing ────────────────────────────────────────────────────────
class QuietRecord(logging.LogRecord):
    """A log record; one made while the channel answers tells where it comes from, and nothing else."""

    def __init__(
        self,
        name: str,
        level: int,
        pathname: str,
        lineno: int,
        msg: object,
        args: Any,
        exc_info: Any,
        *rest: Any,
    ) -> None:
        if _is_quiet.get() and name != __name__:
            place = f"{name}:{lineno}"
            if isinstance(exc_info, tuple) and exc_info[0] is not None:
                place = f"{_class_of(exc_info[1])} ที่ {_place_of(exc_info[2])}"
            msg, args, exc_info, rest = f"ช่องทางแจ้งเรื่อง: {place}", (), None, rest[:1]
        super().__init__(name, level, pathname, lineno, msg, args, exc_info, *rest)


class QuietReporter(ExceptionReporter):
    """Django's report of a crash; of the channel it tells the class and the place only."""

    def get_traceback_data(self) -> dict[str, Any]:
        if not is_quiet(self.request):
            return super().get_traceback_data()
        return {"exception_type": self._said()}

    def get_traceback_html(self) -> SafeString:
        return self._said() if is_quiet(self.request) else super().get_traceback_html()

    def get_traceback_text(self) -> SafeString:
        return self._said() if is_quiet(self.request) else super().get_traceback_text()

    def _said(self) -> SafeString:
        return format_html("{} ที่ {}", getattr(self.exc_type, "__name__", ""), _place_of(self.tb))


class QuietFilter(SafeExceptionReporterFilter):
    """Which parts of a request a report may show; of the channel none."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return is_quiet(request) or super().is_active(request)

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return {} if is_quiet(request) else super().get_safe_request_meta(request)

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {} if is_quiet(request) else super().get_safe_cookies(request)

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {} if is_quiet(request) else super().get_post_parameters(request)

    def get_traceback_frame_variables(self, request: HttpRequest, tb_frame: Any) -> Any:
        return [] if is_quiet(request) else super().get_traceback_frame_variables(request, tb_frame)


def _class_of(error: BaseException | None) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _place_of(trace: TracebackType | None) -> str:
    """Return module:line where it broke, and before it the last place in our own code."""
    places = [(str(frame.f_globals.get("__name__", "?")), line) for frame, line in traceback.walk_tb(trace)]
    own = [place for place in places if place[0].startswith(("complaints", "portal"))]
    return " → ".join(f"{module}:{line}" for module, line in dict.fromkeys([*own[-1:], *places[-1:]]))


# ── headers ───────────────────────────────────────────────────────────────────
def _set_headers(request: HttpRequest, response: HttpResponse) -> None:
    match = request.resolver_match
    is_open = match is not None and getattr(match.func, "is_public", False)
    if not (is_open and "public" in response.get("Cache-Control", "")):
        response["Cache-Control"] = "private, no-store"
    if not request.path_info.startswith(STAFF_PATH):
        response["Referrer-Policy"] = "no-referrer"
    if match is None or match.view_name not in FINDABLE:
        response["X-Robots-Tag"] = "noindex, noarchive"
