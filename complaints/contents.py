"""What is inside the seals: the report, who the reporter is, and the receipt over both."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Self


@dataclass(frozen=True)
class _Content:
    """Words that lie sealed as JSON; never shown by repr, so that no error message holds them."""

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> Self:
        """Read back; what a later version added and this one does not know is left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


@dataclass(frozen=True, repr=False)
class Report(_Content):
    """What happened, as the person told it; `excluded` are the keys of accounts that must not read it."""

    kind: str = ""
    what: str = ""
    when: str = ""
    where: str = ""
    who: str = ""
    concerns_office: bool = False
    is_unsure_of_office: bool = False
    """The person does not know whether it concerns an officer of this office."""
    excluded: list[int] = field(default_factory=list)
    excluded_names: str = ""
    letter_number: str = ""
    """Of the letter by which it came, as the office registered it."""
    received_at: str = ""
    """ISO 8601 with a zone; outside of the seal only the day is kept."""
    identity_sha256: str = ""
    """Of the identity's bytes, which hold a salt of their own; with it the receipt is checked without the identity."""
    files_sha256: list[str] = field(default_factory=list)
    """Of the files that came with the report, as the receipt names them."""
    salt: str = field(default_factory=lambda: secrets.token_hex(16))
    """Makes the receipt impossible to guess from a likely report."""


@dataclass(frozen=True, repr=False)
class Identity(_Content):
    """Who the reporter is, if told."""

    name: str = ""
    contact: str = ""
    note: str = ""
    salt: str = field(default_factory=lambda: secrets.token_hex(16), compare=False)
    """Lies sealed with the name: whoever opens the report alone cannot try likely names against a SHA-256."""


@dataclass(frozen=True, repr=False)
class FileFacts(_Content):
    """What is known of a file: sealed, as its name may say too much."""

    name: str = ""
    clean_name: str = ""
    kind: str = ""
    label: str = ""
    content_type: str = ""
    size: int = 0
    sha256: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, repr=False)
class Words(_Content):
    """A message, an internal note or a reason, with the moment it was written (ISO 8601)."""

    text: str = ""
    at: str = ""

    @property
    def written_at(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.at)


def digest_of(content: bytes) -> str:
    """SHA-256 of sealed content as it lies under the seal, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def receipt_of(locator: str, *, report: str, identity: str, files: Sequence[str]) -> str:
    """What a receipt shows: SHA-256 over the digests of what was received, in hexadecimal.

    Lines of the locator, the digest of the report's bytes, that of the identity's or nothing, and those of the files.
    """
    return digest_of("\n".join([locator, report, identity, *sorted(files)]).encode())
