"""Error pages, in Thai, with search and contact."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


@login_not_required
def not_allowed(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """The page for something sent to an address that is only for reading."""
    response = render(request, "405.html", status=405)
    response["Allow"] = ", ".join(methods)
    return response


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What cannot be read; of what is too long to be read at all it is said how nothing of it is lost."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """The page for a crash; it reads nothing, because whatever it would read may be what broke."""
    return HttpResponse(get_template("500.html").render({}), status=500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(
        request,
        "403.html",
        {"reason": "แบบฟอร์มหมดอายุ ให้ย้อนกลับไปเปิดหน้านั้นใหม่แล้วส่งอีกครั้ง"},
        status=403,
    )
