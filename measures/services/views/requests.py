"""The person who sends a request: a form that can be put aside and gone on with, a last look, the receipt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from measures.services.actions import drafts, receiving
from measures.services.actions.drafts import Gone
from measures.services.forms.requests import (
    LONGEST_TEXT,
    RequestAnswers,
    data_of,
    name_of,
    request_form_class,
    shown,
)
from measures.services.models import (
    MOST_FIELDS,
    FieldKind,
    RequestDraft,
    RequestFile,
    RequestForm,
    ServiceRequest,
)
from measures.services.views.open_pages import READ, WRITE, open_page, too_often
from portal.feedback import Throttle
from portal.forms import readable
from portal.uploads import find_citizen_ids
from portal.views.feedback import TRAP, SeeOther

starts = Throttle(most=240, seconds=60)
"""Forms begun by everybody together: nobody is told apart."""
uploads = Throttle(most=240, seconds=60)
"""Forms sent with files; to look into a file costs the machine time."""
_FIELD = re.compile(r"f_([0-9a-f]{1,16})(?:_[0-2])?")


@open_page(*READ, *WRITE)
def start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin the form of a service, and lead to its own address; who only looks here is shown how to use it."""
    forms = RequestForm.objects.published().select_related("service")
    form = get_object_or_404(forms, service=pk)
    if request.method != "POST":
        return SeeOther(form.get_absolute_url())
    if not form.is_accepting:
        return _closed(request, form, None)
    if request.POST.get(TRAP):
        return SeeOther(form.get_absolute_url())
    if not starts.lets_through():
        return too_often(request, starts.seconds)
    return SeeOther(drafts.start_draft(by=None, form=form).get_absolute_url())


@open_page(*READ, *WRITE)
def draft(request: HttpRequest, token: str) -> HttpResponseBase:
    """The form; whatever is typed is kept each time it is sent here, complete or not."""
    found = _find(token)
    if found is None or found.has_expired or found.is_sent:
        return _over(request, token, found)
    if request.method == "POST":
        return _save(request, found)
    kind = request_form_class(found.form)
    if not found.form.is_accepting:
        return _closed(request, found.form, found)
    kept = list(found.files.select_related("stored"))
    form = kind(initial=data_of(found.answers))
    if "check" in request.GET:
        form = kind(data_of(found.answers), {}, kept=kept)
    return _form_page(request, found, form, kept, is_saved="saved" in request.GET)


@open_page(*READ, *WRITE)
def draft_check(request: HttpRequest, token: str) -> HttpResponseBase:
    """The last look at the answers; sent from here, once however often the button is pressed."""
    found = _find(token)
    if found is None or found.has_expired or found.is_sent:
        return _over(request, token, found)
    kept = list(found.files.select_related("stored"))
    form = request_form_class(found.form)(data_of(found.answers), {}, kept=kept)
    if not found.form.is_accepting:
        return _closed(request, found.form, found)
    if not form.is_valid():
        return SeeOther(f"{found.get_absolute_url()}?check=1")
    if request.method != "POST":
        return _check_page(request, found, form, kept)
    if request.POST.get("edition") != found.form.fingerprint:
        return _changed(request, found, kept)
    try:
        receiving.send_draft(by=found.started_by, draft=found, answers=form.as_sent(), contact=form.contact())
    except Gone:
        return _over(request, token, None)
    except ValidationError:
        found.form.refresh_from_db()
        return _closed(request, found.form, found)
    return SeeOther(reverse("services:draft_receipt", args=[token]))


@open_page(*READ)
def draft_receipt(request: HttpRequest, token: str) -> HttpResponseBase:
    """The number and the code of what was sent, for a short time."""
    found = _find(token)
    if found is None or (found.is_sent and found.has_expired):
        return _over(request, token, found)
    if not found.is_sent:
        return SeeOther(_address(found))
    sent = get_object_or_404(ServiceRequest.objects.select_related("service", "group"), draft_token=token)
    context = {
        "heading": "ได้รับคำขอแล้ว",
        "request_sent": sent,
        "code": found.code,
        "until": found.expires_at,
        "is_at_counter": found.started_by_id is not None,
    }
    return render(request, "services/receipt.html", context)


# ── what became of a form ─────────────────────────────────────────────────────
def _find(token: str) -> RequestDraft | None:
    rows = RequestDraft.objects.select_related("form__service__owner_group", "started_by")
    return rows.filter(token=token).first()


def _address(found: RequestDraft) -> str:
    return found.get_absolute_url()


def _over(request: HttpRequest, token: str, found: RequestDraft | None) -> HttpResponse:
    """What is said of a form that was sent, whose time is over, or that is not there; what was typed is given back."""
    if found is not None and found.is_sent and not found.has_expired:
        return SeeOther(reverse("services:draft_receipt", args=[token]))
    sent = (
        ServiceRequest.objects.filter(draft_token=token).first() if found is None or found.is_sent else None
    )
    form = found.form if found else None
    context = {
        "heading": "ส่งคำขอนี้แล้ว" if sent else "ลิงก์นี้ใช้ไม่ได้แล้ว",
        "request_sent": sent,
        "form": form,
        "typed": _given_back(request.POST, form) if request.method == "POST" and not sent else [],
    }
    status = 200 if sent else 410 if found else 404
    return render(request, "services/draft_over.html", context, status=status)


def _closed(request: HttpRequest, form: RequestForm, found: RequestDraft | None) -> HttpResponse:
    """What is said when a form takes no requests now; the answers that are kept can be read."""
    context = {
        "heading": "แบบคำขอนี้ปิดรับแล้ว",
        "form": form,
        "draft": found,
        "typed": _kept_words(form, found.answers) if found else [],
    }
    return render(request, "services/draft_closed.html", context, status=409)


def _save(request: HttpRequest, found: RequestDraft) -> HttpResponseBase:
    """Keep what was sent, and go on, or tell what is wrong with it."""
    is_going_on = "go" in request.POST
    kept = list(found.files.select_related("stored"))
    removed = frozenset(int(key) for key in request.POST.getlist("remove") if _is_key(key))
    kind = request_form_class(found.form)
    if request.FILES and not uploads.lets_through():
        return too_often(request, uploads.seconds)
    form = kind(request.POST, request.FILES, kept=kept, removed=removed, complete=is_going_on)
    form.is_valid()
    answers = {**_of_fields_gone(request.POST, form), **form.to_keep()}
    try:
        saved = drafts.save_draft(draft=found, answers=answers, files=form.examined, removed=removed)
    except Gone:
        return _over(request, found.token, _find(found.token))
    found.answers, found.expires_at = saved.draft.answers, saved.draft.expires_at
    kept = list(found.files.select_related("stored"))
    if not found.form.is_accepting:
        return _closed(request, found.form, found)
    if request.POST.get("edition", found.form.fingerprint) != found.form.fingerprint:
        return _changed(request, found, kept)
    if saved.lack:
        form.add_error(None, saved.lack)
    elif is_going_on and form.is_valid():
        return SeeOther(reverse("services:draft_check", args=[found.token]))
    elif not is_going_on and not form.has_lost():
        return SeeOther(f"{_address(found)}?saved=1#saved")
    return _form_page(request, found, form, kept, status=400)


def _changed(request: HttpRequest, found: RequestDraft, kept: Sequence[RequestFile]) -> HttpResponse:
    """Show the form as it is now, with the answers as they were."""
    form = request_form_class(found.form)(initial=data_of(found.answers))
    return _form_page(request, found, form, kept, is_changed=True, status=409)


def _of_fields_gone(sent: Any, form: RequestAnswers) -> dict[str, str]:
    """What was typed into fields that the form has no more, so that it is not lost while somebody changed the form."""
    present = {asked.key for asked in form.definition}
    gone: dict[str, str] = {}
    for name in sent:
        found = _FIELD.fullmatch(name)
        if found is None or found[1] in present or len(gone) >= MOST_FIELDS:
            continue
        text = readable(str(sent[name]))[:LONGEST_TEXT].strip()
        if text and not find_citizen_ids(text):
            gone[found[1]] = f"{gone[found[1]]}/{text}" if found[1] in gone else text
    return gone


def _given_back(sent: Any, form: RequestForm | None) -> list[tuple[str, str]]:
    """What was typed, as question and answer, to be copied."""
    labels = {name_of(asked): asked.label for asked in form.fields.all()} if form else {}
    labels |= {"name": "ชื่อและนามสกุล", "phone": "โทรศัพท์", "email": "อีเมล"}
    found = []
    for name in list(sent)[: 4 * MOST_FIELDS]:
        text = readable(str(sent[name])).strip()
        if text and (name in labels or _FIELD.fullmatch(name)):
            found.append((labels.get(name, "คำตอบ"), text[:LONGEST_TEXT]))
    return found


def _kept_words(form: RequestForm, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    labels = {asked.key: asked.label for asked in form.fields.all()}
    labels |= {"name": "ชื่อและนามสกุล", "phone": "โทรศัพท์", "email": "อีเมล"}
    return [(labels.get(key, "คำตอบ"), text) for key, text in answers.items() if text]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


# ── pages ─────────────────────────────────────────────────────────────────────
def _form_page(
    request: HttpRequest,
    found: RequestDraft,
    form: RequestAnswers,
    kept: Sequence[RequestFile],
    *,
    is_saved: bool = False,
    is_changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    present = {asked.key for asked in form.definition} | {"name", "phone", "email"}
    context = {
        "heading": found.form.title,
        "draft": found,
        "definition": found.form,
        "form": form,
        "questions": list(form.questions(kept)),
        "has_files": any(asked.kind == FieldKind.FILE for asked in form.definition),
        "address": request.build_absolute_uri(_address(found)),
        "is_saved": is_saved,
        "is_changed": is_changed,
        "gone": [text for key, text in found.answers.items() if text and key not in present],
    }
    return render(request, "services/draft.html", context, status=status)


def _check_page(
    request: HttpRequest, found: RequestDraft, form: RequestAnswers, kept: Sequence[RequestFile]
) -> HttpResponse:
    here = _address(found)
    answers = []
    for asked, answer in zip(form.definition, form.as_sent(), strict=True):
        names = [file.stored.original_name for file in kept if file.field_key == asked.key]
        is_group = asked.kind in (FieldKind.DATE, FieldKind.CHOICE)
        answers.append(
            {
                "question": asked.label,
                "answer": "\n".join(names) or shown(asked.kind, answer["value"]) or "ไม่ได้กรอก",
                "url": f"{here}#id_{name_of(asked)}{'_0' if is_group else ''}",
            }
        )
    for name, text in form.contact().items():
        label = str(form.fields[name].label)
        answers.append({"question": label, "answer": text or "ไม่ได้กรอก", "url": f"{here}#id_{name}"})
    context = {
        "heading": "ตรวจคำตอบก่อนส่ง",
        "draft": found,
        "definition": found.form,
        "answers": answers,
    }
    return render(request, "services/draft_check.html", context)
