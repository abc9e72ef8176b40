"""Opening what lies sealed: an unlocked holder, the parts handed over to them, and reading with a part's key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from complaints import contents, sealing
from complaints.contents import FileFacts, Identity, Report, Words
from complaints.models import Case, Entry, Evidence, Grant, KeyHolder
from complaints.models.terms import EntryKind, Part
from portal.models import User


class NotGranted(Exception):
    """The part was never handed over to this holder, or was taken away."""


@dataclass(frozen=True)
class Keyring:
    """A holder who gave the passphrase; lives as long as one request."""

    user: User
    holder: KeyHolder
    private: bytes

    def __repr__(self) -> str:
        return f"Keyring({self.user.pk})"

    def key_of(self, case: Case, part: Part) -> bytes:
        """The private half of a part of a case. Raises NotGranted, and sealing.Unreadable for a changed grant."""
        grant = Grant.objects.filter(key__case=case, key__part=part, holder=self.holder).first()
        if grant is None or self.holder.retired_at is not None:
            raise NotGranted
        return sealing.unseal(self.private, bytes(grant.sealed_key), place=Grant.place_of(case, part))


def unlocked(holder: KeyHolder, passphrase: str) -> Keyring:
    """The keyring of a holder. Raises sealing.Unreadable for a wrong passphrase."""
    if holder.user is None:
        raise sealing.Unreadable  # the escrow's private half is not here
    private = sealing.unwrap(bytes(holder.wrapped_key), passphrase, place=holder.place)
    return Keyring(holder.user, holder, private)


def read_entry(private: bytes, entry: Entry) -> Report | Identity | Words:
    """The content of an entry, with the private half of its part. Raises sealing.Unreadable."""
    text = sealing.unseal(private, bytes(entry.sealed), place=entry.place)
    shapes: dict[str, type[Report] | type[Identity]] = {
        EntryKind.REPORT: Report,
        EntryKind.IDENTITY: Identity,
    }
    return shapes.get(entry.kind, Words).from_bytes(text)


def read_words(private: bytes, entry: Entry) -> Words:
    """The words of a message, note or decision. Raises sealing.Unreadable."""
    return Words.from_bytes(sealing.unseal(private, bytes(entry.sealed), place=entry.place))


def read_report(private: bytes, case: Case) -> Report:
    """What was reported, with the private half of the report. Raises sealing.Unreadable."""
    return Report.from_bytes(_text_of(private, case, EntryKind.REPORT))


def is_as_received(private: bytes, case: Case, files: Iterable[str]) -> bool:
    """Whether report, files and the presence of an identity are those of the receipt, with the key of the report.

    `files` are the SHA-256 of the files there are now; more may have come later. New words can be sealed with a public
    key alone: this finds them, unless the receipt was changed with them. Then the reporter's paper differs from it.
    Raises sealing.Unreadable.
    """
    text = _text_of(private, case, EntryKind.REPORT)
    report = Report.from_bytes(text)
    receipt = contents.receipt_of(
        case.locator,
        report=contents.digest_of(text),
        identity=report.identity_sha256,
        files=report.files_sha256,
    )
    has_identity = case.entries.filter(kind=EntryKind.IDENTITY).exists()
    is_whole = not Counter(report.files_sha256) - Counter(files)
    return receipt == case.receipt and has_identity == bool(report.identity_sha256) and is_whole


def is_identity_as_received(case: Case, *, report: bytes, identity: bytes) -> bool:
    """Whether the identity is the one that came with the report, with the keys of both. Raises sealing.Unreadable."""
    digest = contents.digest_of(_text_of(identity, case, EntryKind.IDENTITY))
    return read_report(report, case).identity_sha256 == digest


def read_facts(private: bytes, evidence: Evidence) -> FileFacts:
    """What is known of a file. Raises sealing.Unreadable."""
    return FileFacts.from_bytes(sealing.unseal(private, bytes(evidence.about), place=evidence.place("about")))


def read_file(private: bytes, evidence: Evidence, *, original: bool) -> bytes:
    """The bytes of a file: as it came, or the copy without metadata. Raises sealing.Unreadable."""
    column = "original" if original else "clean_copy"
    return sealing.unseal(private, bytes(getattr(evidence, column)), place=evidence.place(column))


def _text_of(private: bytes, case: Case, kind: EntryKind) -> bytes:
    entry = case.entries.get(kind=kind)
    return sealing.unseal(private, bytes(entry.sealed), place=entry.place)
