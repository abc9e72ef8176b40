"""What a reporter's browser is in the middle of: kept sealed for a short time, under a key that only its cookie holds.

The cookie carries 32 random bytes. Hashes of them name the row, seal it, and are the hidden token of its forms, so that
who reads the database can neither open a row nor send a form. A flow that nobody saved leaves nothing behind.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from complaints import sealing
from complaints.evidence import Examined
from complaints.models import Flow, FlowFile

HIDDEN_FIELD = "token"
"""Name of the hidden field that proves that a form comes from this browser."""
SWEPT_AT_ONCE = 100
_LENGTH = struct.Struct(">Q")


class Purpose(StrEnum):
    """What a flow is for; a cookie of one purpose is none for the other."""

    REPORT = "report"
    TALK = "talk"


LIFETIME = {Purpose.REPORT: dt.timedelta(minutes=60), Purpose.TALK: dt.timedelta(minutes=20)}
"""How long a flow is kept after it was last used."""


@dataclass
class Running:
    """A flow as long as one request; `state` is JSON and nothing of it is stored before `save`."""

    key: bytes = field(repr=False)
    purpose: Purpose
    state: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        return _hash(self.key, b"flow id").hex()

    @property
    def token(self) -> str:
        """The hidden field of this browser's forms."""
        return _hash(self.key, b"flow token").hex()

    def is_own(self, request: HttpRequest) -> bool:
        """Whether a form was sent by the browser that holds the cookie."""
        return compare_digest(request.POST.get(HIDDEN_FIELD, "").encode(), self.token.encode())

    def save(self) -> None:
        """Keep the state, sealed; as long as the purpose says from now on."""
        row = Flow(pk=self.id)
        held = json.dumps({"purpose": self.purpose, "state": self.state}, ensure_ascii=False)
        sealed = sealing.lock(self._box_key, held.encode(), place=row.place)
        Flow.objects.update_or_create(
            pk=self.id, defaults={"sealed": sealed, "expires_at": _expiry(self.purpose)}
        )

    def end(self) -> None:
        """Leave nothing of it: the row and its files are deleted."""
        Flow.objects.filter(pk=self.id).delete()

    def set_cookie(self, response: HttpResponseBase) -> None:
        """Hand the key to the browser, for as long as the flow is kept."""
        response.set_cookie(
            cookie_name(),
            self.key.hex(),
            max_age=LIFETIME[self.purpose],
            path="/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )

    # ── files ──
    def add_file(self, facts: Examined, content: bytes) -> None:
        """Keep a file with its copy without metadata, sealed; the flow must have been saved."""
        last = FlowFile.objects.filter(flow_id=self.id).aggregate(last=Max("number"))["last"] or 0
        row = FlowFile(flow_id=self.id, number=last + 1)
        about = {
            one.name: getattr(facts, one.name) for one in dataclasses.fields(facts) if one.name != "clean"
        }
        about["has_clean"] = facts.clean is not None
        packed = _LENGTH.pack(len(content)) + content + (facts.clean or b"")
        row.about = sealing.lock(
            self._box_key, json.dumps(about, ensure_ascii=False).encode(), place=row.place("about")
        )
        row.content = sealing.lock(self._box_key, packed, place=row.place("content"))
        row.save(force_insert=True)

    def remove_file(self, number: int) -> None:
        FlowFile.objects.filter(flow_id=self.id, number=number).delete()

    def remove_files(self) -> None:
        FlowFile.objects.filter(flow_id=self.id).delete()

    def file_facts(self) -> list[tuple[int, Examined]]:
        """Number and facts of each file, without what is in it (`clean` is None)."""
        rows = FlowFile.objects.filter(flow_id=self.id).defer("content")
        return [(row.number, self._facts(row, None)) for row in rows]

    def files(self) -> list[tuple[Examined, bytes]]:
        """Each file with its content, as `receive_report` takes them."""
        found = []
        for row in FlowFile.objects.filter(flow_id=self.id):
            packed = sealing.unlock(self._box_key, bytes(row.content), place=row.place("content"))
            (length,) = _LENGTH.unpack(packed[: _LENGTH.size])
            content, clean = packed[_LENGTH.size :][:length], packed[_LENGTH.size + length :]
            found.append((self._facts(row, clean), content))
        return found

    def _facts(self, row: FlowFile, clean: bytes | None) -> Examined:
        about = json.loads(sealing.unlock(self._box_key, bytes(row.about), place=row.place("about")))
        has_clean = about.pop("has_clean")
        return Examined(**about | {"notes": tuple(about["notes"]), "clean": clean if has_clean else None})

    @property
    def _box_key(self) -> bytes:
        return _hash(self.key, b"flow box")


def begin(purpose: Purpose) -> Running:
    """A new flow with a key of its own, not stored yet; what others left behind is swept away."""
    with suppress(DatabaseError):  # a page still shows when nothing can be written
        sweep()
    return Running(sealing.new_key(), purpose)


def current(request: HttpRequest, purpose: Purpose) -> Running | None:
    """The flow of the browser's cookie, which lives on by being used; None when there is none or its time is over."""
    key = _key_of(request)
    flow = _read(key, purpose) if key else None
    if flow:
        with suppress(DatabaseError):  # as above
            Flow.objects.filter(pk=flow.id).update(expires_at=_expiry(purpose))
    return flow


def resume(request: HttpRequest, purpose: Purpose) -> Running:
    """The flow of the cookie; an empty one under its key when nothing was stored yet; or a new one."""
    flow = current(request, purpose)
    if flow:
        return flow
    key = _key_of(request)
    if key and not Flow.objects.filter(pk=Running(key, purpose).id).exists():
        return Running(key, purpose)
    return begin(purpose)


@contextmanager
def held(flow: Running) -> Iterator[Running | None]:
    """The flow read anew, in a transaction, and locked until its end: two clicks come one after the other.

    None when it is gone.
    """
    with transaction.atomic():
        Flow.objects.select_for_update().filter(pk=flow.id).first()
        yield _read(flow.key, flow.purpose)


def clear_cookie(response: HttpResponseBase) -> None:
    response.delete_cookie(cookie_name(), path="/", samesite="Strict")
    response.cookies[cookie_name()]["secure"] = (
        settings.SESSION_COOKIE_SECURE or ""
    )  # or a browser ignores it


def cookie_name() -> str:
    return "__Host-report" if settings.SESSION_COOKIE_SECURE else "report"


def sweep() -> None:
    """Delete flows whose time is over, some at a time."""
    over = list(Flow.objects.expired().values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    if over:
        Flow.objects.filter(pk__in=over).delete()


def _read(key: bytes, purpose: Purpose) -> Running | None:
    flow = Running(key, purpose)
    row = Flow.objects.running().filter(pk=flow.id).first()
    if row is None:
        return None
    try:
        kept = json.loads(sealing.unlock(flow._box_key, bytes(row.sealed), place=row.place))
    except sealing.Unreadable:
        return None
    flow.state = kept["state"]
    return flow if kept["purpose"] == purpose else None


def _key_of(request: HttpRequest) -> bytes | None:
    written = request.COOKIES.get(cookie_name(), "")
    try:
        key = bytes.fromhex(written) if len(written) == 2 * sealing.KEY_BYTES else b""
    except ValueError:
        return None
    return key if len(key) == sealing.KEY_BYTES else None


def _expiry(purpose: Purpose) -> dt.datetime:
    return timezone.now() + LIFETIME[purpose]


def _hash(key: bytes, use: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=sealing.KEY_BYTES, person=use).digest()
