"""A report by telephone, letter or over the counter, written down by an officer; the code is for the person."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import policies, sealing
from complaints.actions.receiving import receive_report
from complaints.actions.telling import tell_all
from complaints.codes import Code
from complaints.contents import Identity, Report
from complaints.evidence import Examined
from complaints.models import Flow
from complaints.models.case import last_cut
from complaints.models.terms import Channel, HolderKind
from portal.models import User

SHOWN_FOR = dt.timedelta(minutes=20)
"""How long the form that was sent, sent again, gives the same code; nothing else shows it."""
KEPT_FOR = dt.timedelta(hours=12)
"""How long a form that was sent is known as sent: as long as a session of staff may last."""


@dataclass(frozen=True)
class Slip:
    """What is handed to the person: the code, the day (ISO 8601) and the SHA-256 of what was written down."""

    code: Code
    day: str
    sha256: str


@transaction.atomic
def take_in(
    *,
    by: User,
    once: bytes,
    channel: Channel,
    report: Report,
    identity: Identity | None = None,
    files: Sequence[tuple[Examined, bytes]] = (),
    received_on: dt.date | None = None,
) -> Slip:
    """Make a case of what an officer wrote down; a form that is sent twice makes one, and shows the same code.

    `once` is the 32-byte key that the form drew: the code lies sealed under it, so the server cannot show it by itself.
    `received_on` is the day it came, if that was earlier than today: both clocks run from it. What came before the last
    cut counts in the month after it, or the figures that were told would grow by this one case.
    Raises receiving.NobodyToRead, and ValidationError for a form that was sent long ago.
    """
    if not policies.handles_cases(by):
        raise PermissionDenied("เฉพาะเจ้าหน้าที่รับเรื่องร้องเรียนทุจริต")
    if channel == Channel.ONLINE:
        raise ValidationError("เลือกช่องทางที่รับเรื่อง")
    kept, is_new = Flow.objects.get_or_create(
        id=hashlib.sha256(b"intake|" + once).hexdigest(),
        defaults={"sealed": b"", "expires_at": timezone.now() + KEPT_FOR},
    )
    if not is_new:
        return _read(kept, once)
    today = timezone.localdate()
    came = None if received_on in (None, today) else received_on
    received = receive_report(
        by=by,
        report=report,
        identity=identity,
        files=files,
        channel=channel,
        at=timezone.make_aware(dt.datetime.combine(came, dt.time())) if came else None,
        counted_on=max(came or today, last_cut(today) + dt.timedelta(days=1)),
    )
    slip = Slip(received.code, received.case.received_on.isoformat(), received.case.receipt)
    words = {
        "locator": slip.code.locator,
        "secret": slip.code.secret,
        "day": slip.day,
        "sha256": slip.sha256,
        "until": (timezone.now() + SHOWN_FOR).isoformat(),
    }
    kept.sealed = sealing.lock(once, json.dumps(words).encode(), place=kept.place)
    kept.save()
    tell_all(HolderKind.OFFICER)
    return slip


def forget(*, once: bytes) -> None:
    """The code was handed to the person: nothing shows it any more."""
    Flow.objects.filter(id=hashlib.sha256(b"intake|" + once).hexdigest()).update(sealed=b"")


def _read(kept: Flow, once: bytes) -> Slip:
    if kept.sealed:
        words = json.loads(sealing.unlock(once, bytes(kept.sealed), place=kept.place))
        if timezone.now() < dt.datetime.fromisoformat(words["until"]):
            return Slip(Code(words["locator"], words["secret"]), words["day"], words["sha256"])
    raise ValidationError("แบบนี้บันทึกเป็นเรื่องแล้ว และรหัสไม่แสดงซ้ำ หากจะบันทึกเรื่องใหม่ ให้เปิดแบบใหม่")
