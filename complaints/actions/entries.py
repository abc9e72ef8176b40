"""Adding sealed words and files to a case; writing needs public halves alone."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from complaints import sealing
from complaints.contents import FileFacts, Identity, Report, Words
from complaints.evidence import Examined
from complaints.models import Case, CaseKey, Entry, Evidence
from complaints.models.terms import PART_OF, EntryKind, Part
from portal.models import User


@transaction.atomic
def add_entry(
    *,
    by: User | None,
    case: Case,
    kind: EntryKind,
    content: Report | Identity | Words,
    on: dt.date | None = None,
    once: str = "",
) -> Entry:
    """Seal a text into the part of a case it belongs to; `by` is None for the reporter. Locks the case.

    `once` is what a form drew when it was shown: ask `was_written` first, and a form sent twice writes once.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    entry = Entry(
        id=_id_of(case, once) if once else uuid.uuid4(),
        case=case,
        number=1 + (case.entries.aggregate(last=Max("number"))["last"] or 0),
        kind=kind,
        day=on or timezone.localdate(),
        author=by,
    )
    entry.sealed = sealing.seal(_public(case, PART_OF[kind]), content.to_bytes(), place=entry.place)
    entry.save(force_insert=True)
    return entry


def was_written(case: Case, once: str) -> bool:
    """Whether the form that drew `once` was sent already; the case must be locked by the caller."""
    return bool(once) and case.entries.filter(pk=_id_of(case, once)).exists()


@transaction.atomic
def add_evidence(
    *, by: User | None, case: Case, file: Examined, content: bytes, on: dt.date | None = None
) -> Evidence:
    """Seal a file with its copy without metadata into the report of a case. Locks the case."""
    Case.objects.select_for_update().get(pk=case.pk)
    evidence = Evidence(
        case=case,
        number=1 + (case.evidence.aggregate(last=Max("number"))["last"] or 0),
        day=on or timezone.localdate(),
        author=by,
    )
    public = _public(case, Part.REPORT)
    facts = FileFacts(
        name=file.name,
        clean_name=file.clean_name,
        kind=file.kind,
        label=file.label,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        notes=list(file.notes),
    )
    evidence.about = sealing.seal(public, facts.to_bytes(), place=evidence.place("about"))
    evidence.original = sealing.seal(public, content, place=evidence.place("original"))
    if file.clean is not None:
        evidence.clean_copy = sealing.seal(public, file.clean, place=evidence.place("clean_copy"))
    evidence.save(force_insert=True)
    return evidence


def now_words(text: str) -> Words:
    """The words with the present moment, which lies sealed with them."""
    return Words(text=text, at=timezone.now().isoformat())


def _id_of(case: Case, once: str) -> uuid.UUID:
    return uuid.uuid5(case.pk, once)


def _public(case: Case, part: Part) -> bytes:
    return bytes(CaseKey.objects.get(case=case, part=part).public_key)
