"""What a reporter's browser is in the middle of: kept sealed for a short time, under a key that only its cookie holds.

The cookie carries 32 bytes that nobody can guess. Hashes of them name the row, seal it, and prove the hidden token of
its forms, so that who reads the database can neither open a row nor send a form. A flow that nobody saved
leaves nothing.

A cookie may have been planted by somebody who knows it. So a flow goes on under another key whenever its story is saved
and when it is sent: a hash of the key and of the random half of the form's token, which only the page showed. A second
click on the same form arrives at the same key.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import math
import secrets
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
TURN_LENGTH = 32
"""Hexadecimal digits of the random half of a token."""
_LENGTH = struct.Struct(">Q")


class Purpose(StrEnum):
    """What a flow is for; a cookie of one purpose is none for the other."""

    REPORT = "report"
    TALK = "talk"


LIFETIME = {Purpose.REPORT: dt.timedelta(minutes=60), Purpose.TALK: dt.timedelta(minutes=20)}
"""How long a flow is kept after it was last used."""
LONGEST = dt.timedelta(hours=4)
"""How long a flow is kept after it began, however much it is used."""
ROUNDED = dt.timedelta(minutes=10)
"""The end of a row is rounded up to whole steps of this: it does not tell the minute in which it was used."""


@dataclass
class Running:
    """A flow as long as one request; `state` is JSON and nothing of it is stored before `save`."""

    key: bytes = field(repr=False)
    purpose: Purpose
    state: dict[str, Any] = field(default_factory=dict, repr=False)
    begun: dt.datetime = field(default_factory=timezone.now, repr=False)
    shown_under: bytes | None = field(default=None, repr=False)
    """The key before this one, when a form that was shown under it is sent once more."""

    @property
    def id(self) -> str:
        return _hash(self.key, b"flow id").hex()

    @property
    def token(self) -> str:
        """The hidden field of one form of this browser: 16 random bytes and their proof, in hexadecimal digits."""
        turn = secrets.token_hex(TURN_LENGTH // 2)
        return turn + _proof(self.key, turn)

    @property
    def is_kept(self) -> bool:
        return Flow.objects.running().filter(pk=self.id).exists()

    @property
    def expires_at(self) -> dt.datetime:
        """When the row goes if the flow is not used again, in whole steps of ROUNDED."""
        return _rounded_up(min(timezone.now() + LIFETIME[self.purpose], self.begun + LONGEST))

    def is_own(self, request: HttpRequest) -> bool:
        """Whether a form was sent by the browser that holds the cookie."""
        turn, proof = _token_of(request)
        return compare_digest(proof.encode(), _proof(self.shown_under or self.key, turn).encode())

    def following(self, request: HttpRequest) -> Running:
        """The flow that an own form leads to: as this one, under the next key, which is another for each form."""
        if self.shown_under:
            return self
        turn, _ = _token_of(request)
        return dataclasses.replace(self, key=_hash(self.key + turn.encode(), b"flow next"))

    def save(self) -> None:
        """Keep the state, sealed; as long as the purpose says from now on."""
        row = Flow(pk=self.id)
        held = {"purpose": self.purpose, "begun": self.begun.isoformat(), "state": self.state}
        sealed = sealing.lock(self._box_key, json.dumps(held, ensure_ascii=False).encode(), place=row.place)
        Flow.objects.update_or_create(pk=self.id, defaults={"sealed": sealed, "expires_at": self.expires_at})

    def renew(self, request: HttpRequest) -> Running:
        """Keep the state and the files under the key that an own form leads to, and nothing under the old one."""
        after = self.following(request)
        with transaction.atomic():
            Flow.objects.select_for_update().filter(pk=self.id).first()
            after.save()
            if after is not self:
                self._reseal_files(after)
                self.end()
        return after

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

    def _reseal_files(self, after: Running) -> None:
        """One at a time: together they may be as large as a report."""
        for pk in list(FlowFile.objects.filter(flow_id=self.id).values_list("pk", flat=True)):
            row = FlowFile.objects.get(pk=pk)
            for column in ("about", "content"):
                place = row.place(column)
                text = sealing.unlock(self._box_key, bytes(getattr(row, column)), place=place)
                setattr(row, column, sealing.lock(after._box_key, text, place=place))
            row.flow_id = after.id
            row.save(force_update=True)

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
    """The flow of the browser's cookie, which lives on by being used; None when there is none or its time is over.

    Also the flow to which the form that is sent has led already: a second click comes with the cookie of the first.
    """
    key = _key_of(request)
    flow = (_read(key, purpose) or _followed(key, purpose, request)) if key else None
    if flow:
        due = flow.expires_at
        with suppress(DatabaseError):  # as above
            Flow.objects.filter(pk=flow.id).exclude(expires_at=due).update(expires_at=due)
    return flow


def resume(request: HttpRequest, purpose: Purpose) -> Running:
    """The flow of the cookie, or an empty one; a cookie of which nothing is stored proves its form and is not kept."""
    if flow := current(request, purpose):
        return flow
    if key := _key_of(request):
        shown = Running(key, purpose)
        if shown.is_own(request):
            return shown
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
    flow.state, flow.begun = kept["state"], dt.datetime.fromisoformat(kept["begun"])
    is_over = timezone.now() >= flow.begun + LONGEST
    return flow if kept["purpose"] == purpose and not is_over else None


def _followed(key: bytes, purpose: Purpose, request: HttpRequest) -> Running | None:
    shown = Running(key, purpose)
    if not shown.is_own(request):
        return None
    flow = _read(shown.following(request).key, purpose)
    return dataclasses.replace(flow, shown_under=key) if flow else None


def _key_of(request: HttpRequest) -> bytes | None:
    written = request.COOKIES.get(cookie_name(), "")
    try:
        key = bytes.fromhex(written) if len(written) == 2 * sealing.KEY_BYTES else b""
    except ValueError:
        return None
    return key if len(key) == sealing.KEY_BYTES else None


def _token_of(request: HttpRequest) -> tuple[str, str]:
    """The random half of the token that was sent, and its proof; both empty when there is none."""
    written = request.POST.get(HIDDEN_FIELD, "")
    return written[:TURN_LENGTH], written[TURN_LENGTH:]


def _proof(key: bytes, turn: str) -> str:
    return _hash(key + turn.encode(), b"flow token").hex()


def _rounded_up(moment: dt.datetime) -> dt.datetime:
    step = ROUNDED.total_seconds()
    return dt.datetime.fromtimestamp(math.ceil(moment.timestamp() / step) * step, tz=dt.UTC)


def _hash(secret: bytes, use: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=sealing.KEY_BYTES, person=use).digest()
