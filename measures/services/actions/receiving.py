"""Receiving a request: its number, its code, its day, and exactly one of them for each form that is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from measures.services import clocks, codes
from measures.services.actions import sums
from measures.services.actions.drafts import Gone, expect_open
from measures.services.models import (
    Channel,
    EventKind,
    RequestDraft,
    RequestEvent,
    RequestFile,
    RequestForm,
    RequestNumber,
    ServiceRequest,
)
from portal import audit, thai
from portal.fiscal import FiscalYear
from portal.models import User

RECEIPT_SHOWN = dt.timedelta(minutes=60)
"""How long the code can be shown again at the address of the draft after it was sent."""
CONTACT = ("name", "phone", "email")


@dataclass(frozen=True)
class Received:
    """A request with its tracking code in clear; "" for a form that was sent before and whose code is gone."""

    request: ServiceRequest
    code: str

    def __repr__(self) -> str:
        return f"Received({self.request})"


@transaction.atomic
def send_draft(
    *, by: User | None, draft: RequestDraft, answers: Sequence[Mapping[str, Any]], contact: Mapping[str, str]
) -> Received:
    """Make a request of a draft, with its files; a draft that was sent already gives the request it became.

    Raises Gone when the draft's time is over, and ValidationError when the form takes no requests any more.
    """
    found = RequestDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None or found.is_sent:
        sent = ServiceRequest.objects.filter(draft_token=draft.token).first()
        if sent is None:
            raise Gone
        return Received(sent, found.code if found else "")
    if found.has_expired:
        raise Gone
    form = RequestForm.objects.select_related("service__owner_group").get(pk=found.form_id)
    expect_open(form)
    received = receive_request(
        by=by,
        form=form,
        answers=answers,
        contact=contact,
        channel=Channel(found.channel),
        draft_token=found.token,
    )
    RequestFile.objects.filter(draft=found).update(request=received.request, draft=None)
    found.code, found.answers = received.code, {}
    found.expires_at = timezone.now() + RECEIPT_SHOWN
    found.save()
    return received


@transaction.atomic
def receive_request(
    *,
    by: User | None,
    form: RequestForm,
    answers: Sequence[Mapping[str, Any]],
    contact: Mapping[str, str],
    channel: Channel = Channel.ONLINE,
    draft_token: str = "",
    at: dt.datetime | None = None,
    code: str = "",
) -> Received:
    """Give the request its number and its code, and let its clock begin; `by` is None for the person alone.

    `answers` are {"key", "label", "kind", "value"}; `contact` has name, phone and email or less. `at` and `code` are
    for the demonstration, whose requests came at their times.
    """
    moment = at or timezone.now()
    day = thai.day_of(moment)
    year = FiscalYear.containing(day)
    number, code = _next_number(year), code or _unused_code(year)
    request = ServiceRequest(
        number=number,
        year=year,
        service=form.service,
        form=form,
        channel=channel,
        group=form.service.owner_group,
        code_hash=codes.digest(code),
        answers=[dict(answer) for answer in answers],
        **{key: contact.get(key, "") for key in CONTACT},
        received_at=moment,
        due_on=clocks.due_after(form.service, day),
    )
    if draft_token:
        request.draft_token = draft_token
    request.save(force_insert=True)
    RequestEvent.objects.create(request=request, kind=EventKind.RECEIVED, at=moment, by=by)
    if channel == Channel.ONLINE:
        sums.add(service_id=form.service_id, day=day, online=1)
    if by:
        audit.record(by, "รับคำขอแทนผู้มาติดต่อ", request)
    return Received(request, code)


def _next_number(year: FiscalYear) -> int:
    """The next number of the year; its row stays locked until the request is there, so none is lost or given twice."""
    RequestNumber.objects.get_or_create(year=year)
    row = RequestNumber.objects.select_for_update().get(year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def _unused_code(year: FiscalYear) -> str:
    code = codes.new_code(year)
    while ServiceRequest.objects.filter(code_hash=codes.digest(code)).exists():
        code = codes.new_code(year)
    return code
