"""A case as an officer with an open key reads it; lives as long as one request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from complaints import opening, policies, sealing
from complaints.actions import identities
from complaints.contents import FileFacts, Report, Words
from complaints.models import Case, Entry, Evidence, IdentityRequest, KeyHolder
from complaints.models.terms import PART_OF, EntryKind, HolderKind, Part
from complaints.opening import Keyring
from portal.models import User


@dataclass(frozen=True)
class Written:
    """A message, note or decision; `words` is None when it cannot be read, because it was changed."""

    entry: Entry
    words: Words | None

    def __repr__(self) -> str:
        return f"Written({self.entry.number})"

    @property
    def at(self) -> dt.datetime | None:
        return self.words.written_at if self.words and self.words.at else None

    @property
    def is_from_reporter(self) -> bool:
        return self.entry.kind == EntryKind.FROM_REPORTER


@dataclass(frozen=True)
class File:
    """A file and what is known of it; `facts` is None when that cannot be read."""

    evidence: Evidence
    facts: FileFacts | None
    has_copy: bool

    def __repr__(self) -> str:
        return f"File({self.evidence.number})"


@dataclass
class OpenCase:
    """Everything of a case but who the reporter is."""

    case: Case
    report: Report | None = None
    is_as_received: bool = False
    """What can be read is what the receipt was given for."""
    received_at: dt.datetime | None = None
    messages: list[Written] = field(default_factory=list)
    notes: list[Written] = field(default_factory=list)
    decisions: list[Written] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    named: list[User] = field(default_factory=list)
    """Officers and custodians whose names stand in the report."""
    excluded: list[User] = field(default_factory=list)
    """Those whom the reporter shut out."""

    def __repr__(self) -> str:
        return f"OpenCase({self.case})"


def read_case(ring: Keyring, case: Case) -> OpenCase:
    """Open the report, the messages, the notes and what is known of the files. Raises opening.NotGranted."""
    keys = {part: ring.key_of(case, part) for part in (Part.REPORT, Part.TALK)}
    read = OpenCase(case)
    lists = {
        EntryKind.FROM_REPORTER: read.messages,
        EntryKind.TO_REPORTER: read.messages,
        EntryKind.NOTE: read.notes,
        EntryKind.DECISION: read.decisions,
    }
    for entry in case.entries.select_related("author").order_by("number"):
        kind = EntryKind(entry.kind)
        if kind in lists:
            lists[kind].append(Written(entry, _words(keys[PART_OF[kind]], entry)))
    try:
        report = opening.read_report(keys[Part.REPORT], case)
    except (sealing.Unreadable, Entry.DoesNotExist):
        return read
    read.report = report
    read.received_at = dt.datetime.fromisoformat(report.received_at) if report.received_at else None
    evidence = case.evidence.select_related("author").defer("original", "clean_copy")
    copies = set(case.evidence.exclude(clean_copy=b"").values_list("pk", flat=True))
    read.files = [File(one, _facts(keys[Part.REPORT], one), one.pk in copies) for one in evidence]
    hashes = [file.facts.sha256 for file in read.files if file.facts]
    read.is_as_received = opening.is_as_received(keys[Part.REPORT], case, hashes)
    holders = KeyHolder.objects.active().exclude(kind=HolderKind.ESCROW).select_related("user")
    users = [holder.user for holder in holders if holder.user]
    read.named = policies.named_in(
        f"{report.what}\n{report.where}\n{report.who}\n{report.excluded_names}", users
    )
    read.excluded = list(User.objects.filter(pk__in=report.excluded))
    return read


def answered_requests(ring: Keyring, case: Case) -> list[tuple[IdentityRequest, Words | None]]:
    """The requests of this officer to open the identity, with what the custodian answered."""
    requests = case.identity_requests.filter(asked_by=ring.user).select_related("case", "decided_by")
    return [(one, _answer(ring, one)) for one in requests]


def _words(private: bytes, entry: Entry) -> Words | None:
    try:
        return opening.read_words(private, entry)
    except sealing.Unreadable:
        return None


def _facts(private: bytes, evidence: Evidence) -> FileFacts | None:
    try:
        return opening.read_facts(private, evidence)
    except sealing.Unreadable:
        return None


def _answer(ring: Keyring, request: IdentityRequest) -> Words | None:
    try:
        return identities.read_answer(ring, request) if request.answer else None
    except sealing.Unreadable:
        return None
