"""Following a case with its code: who knows the secret holds the key of the talk, and reads with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.utils import timezone

from complaints import codes, guesses, opening, sealing
from complaints.actions.receiving import talk_place
from complaints.codes import Code
from complaints.models import Case
from complaints.models.terms import EntryKind
from portal.codes import LETTERS, cleaned

ANSWER_DAYS = 30
"""Days after closing in which the reporter may still answer and add evidence."""


@dataclass(frozen=True)
class Talk:
    """A case that was opened with its code: the private half of its talk, and a mark by which the code is known."""

    case: Case
    private: bytes
    mark: str

    def __repr__(self) -> str:
        return f"Talk({self.case.pk})"


@dataclass(frozen=True)
class Message:
    """One message of a talk; its moment stays sealed, the day is shown."""

    number: int
    day: dt.date
    text: str
    is_from_reporter: bool
    is_new: bool

    def __repr__(self) -> str:
        return f"Message({self.number})"


def open_talk(code: Code, *, network: str) -> Talk | None:
    """The talk of a case, or None: an unknown locator, a wrong secret and a deleted case are one and the same.

    Each costs one Argon2id. Raises guesses.TooSoon when the guess was not looked at.
    """
    guesses.count(code.locator, network=network)
    case = Case.objects.filter(locator=code.locator).first()
    cost = bytes(case.code_cost) if case else sealing.new_cost()
    root = sealing.root_of(code.secret, cost)
    expected = bytes(case.code_verifier) if case else secrets.token_bytes(len(root.verifier))
    if not hmac.compare_digest(root.verifier, expected) or case is None:
        return None
    private = sealing.unlock(root.key, bytes(case.talk_key), place=talk_place(case))
    guesses.take_back(code.locator, network=network)
    return Talk(case, private, mark_of(code.secret, private))


def messages(talk: Talk, *, seen: int) -> list[Message]:
    """What was written in both directions, in order; new is what the office wrote after entry number `seen`."""
    written = talk.case.entries.filter(kind__in=(EntryKind.FROM_REPORTER, EntryKind.TO_REPORTER))
    return [
        Message(
            number=entry.number,
            day=entry.day,
            text=opening.read_words(talk.private, entry).text,
            is_from_reporter=entry.kind == EntryKind.FROM_REPORTER,
            is_new=entry.number > seen and entry.kind == EntryKind.TO_REPORTER,
        )
        for entry in written.order_by("number")
    ]


def mark_seen(case: Case, *, number: int) -> None:
    """Remember up to which entry, and which state, the reporter was shown; nothing says when."""
    Case.objects.filter(pk=case.pk, seen_by_reporter__lt=number).update(seen_by_reporter=number)
    Case.objects.filter(pk=case.pk).exclude(progress_seen=case.progress).update(progress_seen=case.progress)


def may_write(case: Case) -> bool:
    """Whether the reporter may still write: until 30 days after the case was closed."""
    return case.closed_on is None or timezone.localdate() <= answer_until(case.closed_on)


def answer_until(closed_on: dt.date) -> dt.date:
    return closed_on + dt.timedelta(days=ANSWER_DAYS)


# ── the code is not to be written into messages ───────────────────────────────
def mark_of(secret: str, private: bytes) -> str:
    """A mark by which the secret is known again in a text, without keeping the secret itself."""
    return hashlib.blake2b(secret.encode(), key=private, digest_size=16).hexdigest()


def holds_code(text: str, talk: Talk) -> bool:
    """Whether the secret stands anywhere in a text, however it is spaced, or has other words between its letters."""
    letters = "".join(letter for letter in cleaned(text) if letter in LETTERS)
    return any(
        hmac.compare_digest(mark_of(letters[at : at + codes.SECRET_LETTERS], talk.private), talk.mark)
        for at in range(len(letters) - codes.SECRET_LETTERS + 1)
    )
