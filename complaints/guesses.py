"""Guesses of a code: each is counted before it is looked at, and wrong ones cost waiting time, never a lock.

Waiting is asked of one network for one locator, so that nobody can keep a reporter out of the own case by guessing
at it from elsewhere (ASVS 5.0, 6.1.1 and 6.3.1). For the same reason there is no limit for everybody together: whoever
used it up would keep all reporters out. What bounds guessing is the secret's 80 bits, so many tries of one network
(`complaints.quiet`), and that no more than two are weighed at a time (`complaints.sealing`).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from complaints.models import Attempt

FREE = 4
"""Wrong guesses in a row that cost nothing: a slip of the hand."""
LONGEST_WAIT = 60
"""Seconds."""
FORGOTTEN_AFTER = dt.timedelta(hours=1)


class TooSoon(Exception):
    """The guess was not looked at; `seconds` is how long to wait before the next."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong guesses: none for the first, then doubling."""
    return 0 if wrong <= FREE else min(LONGEST_WAIT, 2 ** min(wrong - FREE, 10))


def count(locator: str, *, network: str) -> None:
    """Count a guess as wrong, before anything is known of it; `network` is the sender's, which nobody can turn back.

    Raises TooSoon when it may not be looked at yet; it is counted then too, but does not make the wait begin anew.
    """
    _sweep()
    with transaction.atomic():
        row = _locked(_key(locator, network))
        now = timezone.now()  # after the lock: another guess may have come first
        is_too_soon = row.count > 0 and now < _next_at(row)
        row.count += 1
        if not is_too_soon:
            row.last_at = now
        row.save()
    if is_too_soon:
        raise TooSoon(_whole(_next_at(row) - now))


def take_back(locator: str, *, network: str) -> None:
    """The guess was right: wrong ones before it are forgotten."""
    Attempt.objects.filter(key=_key(locator, network)).delete()


def _locked(key: str) -> Attempt:
    row, _ = Attempt.objects.select_for_update().get_or_create(key=key, defaults={"last_at": timezone.now()})
    return row


def _next_at(row: Attempt) -> dt.datetime:
    return row.last_at + dt.timedelta(seconds=wait_after(row.count))


def _sweep() -> None:
    Attempt.objects.filter(last_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


def _key(locator: str, network: str) -> str:
    return salted_hmac("complaints.guesses", f"{locator}|{network}", algorithm="sha256").hexdigest()


def _whole(left: dt.timedelta) -> int:
    return max(1, -(-int(left.total_seconds() * 1000) // 1000))
