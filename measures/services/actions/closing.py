"""How a request's clock stops, runs on and ends; what is counted of its end, and taken back when it is opened again."""

from __future__ import annotations

import datetime as dt

from measures.services import clocks
from measures.services.actions import sums
from measures.services.models import Outcome, Progress, ServiceRequest
from portal import thai

NOT_COUNTED = frozenset({Outcome.WITHDRAWN, Outcome.NO_ANSWER})
"""Ends that tell nothing of how fast the office was."""
KEPT_WITHOUT_FORM = 365
"""Days that a request is kept whose form does not say."""


def let_run(request: ServiceRequest, *, on: dt.date) -> None:
    """Let the clock run on that stood still while the office waited for the person; nothing is saved."""
    if request.waiting_since:
        request.due_on = clocks.moved_on(request.due_on, request.waiting_since, on)
        request.waiting_since = None


def settle(request: ServiceRequest, *, outcome: Outcome, at: dt.datetime) -> None:
    """End the request with an outcome, count its end, and set the day on which its personal data goes."""
    day = thai.day_of(at)
    let_run(request, on=day)
    request.progress, request.outcome, request.closed_at = Progress.CLOSED, outcome, at
    request.is_within_standard = None if outcome in NOT_COUNTED else day <= request.due_on
    days = request.form.retention_days if request.form else KEPT_WITHOUT_FORM
    request.erase_on = day + dt.timedelta(days=days)
    request.save()
    _count(request, 1)


def unsettle(request: ServiceRequest, *, on: dt.date) -> None:
    """Take the end back: it is not counted any more, and the clock goes on where it stood."""
    _count(request, -1)
    if request.closed_at:
        request.due_on = clocks.moved_on(request.due_on, thai.day_of(request.closed_at), on)
    request.progress, request.outcome, request.closed_at = Progress.WORKING, "", None
    request.is_within_standard, request.erase_on = None, None
    request.save()


def _count(request: ServiceRequest, amount: int) -> None:
    if request.is_within_standard is None or request.closed_at is None:
        return
    sums.add(
        service_id=request.service_id,
        day=thai.day_of(request.closed_at),
        closed=amount,
        within_standard=amount * request.is_within_standard,
    )
