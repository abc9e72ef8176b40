"""The page of a request for who works on it, its files, and filling in a form together with a person who came."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from measures.services import clocks, policies
from measures.services.actions import drafts, handling
from measures.services.forms.handling import IntakeForm
from measures.services.forms.requests import shown
from measures.services.models import EventKind, FieldKind, Rating, RequestFile, RequestForm, ServiceRequest
from measures.services.tables.requests import due_tag, progress_tag
from measures.services.views.staff.acts import offered
from measures.services.views.staff.frame import own_request, page, person, staff_page
from portal.views.documents import file_response
from portal.views.feedback import SeeOther
from portal.working_days import add_working_days


@require_safe
@staff_page(policies.handles_requests)
def staff_request(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, what happened since, and what can be done now."""
    found = own_request(person(request), pk)
    today = timezone.localdate()
    files: dict[int | None, list[RequestFile]] = {}
    for file in found.files.select_related("stored"):
        files.setdefault(file.event_id, []).append(file)
    context = {
        "heading": f"คำขอ {found.reference}",
        "lead": found.service.title,
        "case": found,
        "progress": progress_tag(found),
        "due": due_tag(found, today, near=add_working_days(today, clocks.NEAR)),
        "answers": _answers(found, files.get(None, [])),
        "entries": _entries(found, files),
        "acts": offered(found),
        "rating": Rating.objects.filter(request=found).first(),
    }
    return page(request, "services/staff/request.html", context, here="staff_queue")


@require_safe
@staff_page(policies.handles_requests)
def staff_file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """A file of the request, as it came; each opening is logged."""
    user = person(request)
    found = own_request(user, pk)
    file = found.files.select_related("stored", "request").filter(pk=number).first()
    if file is None:
        raise Http404
    handling.record_opening(by=user, file=file)
    return file_response(request, file.stored)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(policies.handles_requests)
def staff_intake(request: HttpRequest) -> HttpResponseBase:
    """Choose a form and fill it in together with a person who came; then the pages are the public ones."""
    user = person(request)
    rows = RequestForm.objects.accepting().select_related("service").order_by("service__order", "title")
    open_forms = [form for form in rows if policies.may_take_in(user, form)]
    form = IntakeForm(request.POST if request.method == "POST" else None, forms_open=open_forms)
    if form.is_valid():
        return SeeOther(drafts.start_draft(by=user, form=form.cleaned_data["form"]).get_absolute_url())
    return page(
        request,
        "services/staff/intake.html",
        {
            "heading": "กรอกแทนผู้มาติดต่อ",
            "lead": "กรอกแบบคำขอพร้อมกับผู้ที่มาสำนักงาน แล้วพิมพ์หรือจดรหัสติดตามให้",
            "form": form,
            "has_forms": bool(open_forms),
        },
        here="staff_intake",
        status=400 if form.errors else 200,
    )


def _answers(found: ServiceRequest, files: list[RequestFile]) -> list[dict[str, Any]]:
    """The answers as they were sent, each with its files."""
    rows = [
        {
            "question": answer["label"],
            "answer": shown(answer["kind"], answer["value"]),
            "files": [file for file in files if file.field_key == answer["key"]],
            "is_file": answer["kind"] == FieldKind.FILE,
        }
        for answer in found.answers
    ]
    contact = (("ชื่อผู้ยื่น", found.name), ("โทรศัพท์", found.phone), ("อีเมล", found.email))
    return rows + [{"question": label, "answer": text, "files": []} for label, text in contact if text]


def _entries(found: ServiceRequest, files: dict[int | None, list[RequestFile]]) -> list[dict[str, Any]]:
    """What happened, newest first, with what only staff read."""
    return [
        {
            "title": event.get_kind_display(),
            "at": event.at,
            "who": event.by.display_name if event.by else "ระบบ" if event.kind == EventKind.ERASED else "ผู้ยื่น",
            "text": event.text,
            "files": files.get(event.pk, []),
            "is_internal": not event.is_public,
        }
        for event in found.events.select_related("by").order_by("-at", "-pk")
    ]
