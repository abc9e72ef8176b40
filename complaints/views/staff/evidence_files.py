"""Evidence for officers: the copy without metadata; the file as it came only after a warning."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from complaints import policies, sealing
from complaints.actions import handling
from complaints.opening import Keyring, NotGranted
from complaints.views.staff.frame import page
from complaints.views.staff.gate import open_case, person, staff_page, unlocked_page

OPAQUE = "application/octet-stream"


@require_safe
@staff_page(policies.handles_cases)
@unlocked_page
def staff_evidence(request: HttpRequest, locator: str, number: int, ring: Keyring) -> HttpResponse:
    """The copy without metadata, as a download; 404 where there is none."""
    return _download(request, locator, number, ring, original=False)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.handles_cases)
@unlocked_page
def staff_original(request: HttpRequest, locator: str, number: int, ring: Keyring) -> HttpResponse:
    """Warn first; the file as it came is given out by POST alone."""
    case = open_case(person(request), locator)
    if request.method == "POST":
        return _download(request, locator, number, ring, original=True)
    if not case.evidence.filter(number=number).exists():
        raise Http404
    context = {"heading": "เปิดต้นฉบับของหลักฐาน", "case": case, "number": number}
    return page(request, "complaints/staff/original.html", context, here="staff_queue")


def _download(
    request: HttpRequest, locator: str, number: int, ring: Keyring, *, original: bool
) -> HttpResponse:
    case = open_case(person(request), locator)
    try:
        found = handling.open_file(by=ring, case=case, number=number, original=original)
    except (NotGranted, sealing.Unreadable):
        context = {"heading": locator}
        return page(request, "complaints/staff/unreadable.html", context, here="staff_queue", status=404)
    if found is None:
        raise Http404
    facts, content = found
    name = (facts.name if original else facts.clean_name) or f"{locator}-{number}"
    return HttpResponse(
        content,
        headers={
            "Content-Type": facts.content_type or OPAQUE,
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
