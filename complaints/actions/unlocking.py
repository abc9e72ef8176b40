"""Opening a holder's key with the passphrase: each try is counted before it is checked, and wrong ones slow down."""

from __future__ import annotations

import hashlib
import hmac
import math

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from complaints import opening, sealing
from complaints.models import Attempt, KeyHolder
from complaints.opening import Keyring
from portal import audit
from portal.models import User

FREE_TRIES = 4
LONGEST_WAIT = 300
"""Seconds; wrong passphrases slow an account down, they never lock it (ASVS 6.1.1)."""


class Wait(Exception):
    """Too many wrong passphrases: `seconds` until the next one is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def open_keyring(*, by: User, holder: KeyHolder, passphrase: str) -> Keyring:
    """The keyring of one's own key; logged, right or wrong.

    Raises Wait before a delay is over, and sealing.Unreadable for a wrong passphrase.
    """
    key = _key_of(by)
    _count(key)
    try:
        if holder.user_id != by.pk:
            raise sealing.Unreadable
        ring = opening.unlocked(holder, passphrase)
    except sealing.Unreadable:
        audit.record(by, "ใส่วลีรหัสผ่านของกุญแจไม่ถูกต้อง", holder)
        raise
    with transaction.atomic():
        Attempt.objects.filter(key=key).delete()
        audit.record(by, "ปลดล็อกกุญแจเปิดเรื่อง", holder)
    return ring


@transaction.atomic
def _count(key: str) -> None:
    now = timezone.now()
    Attempt.objects.get_or_create(key=key, defaults={"last_at": now})
    attempt = Attempt.objects.select_for_update().get(key=key)
    over = attempt.count - FREE_TRIES
    if over > 0:
        wait = min(2**over, LONGEST_WAIT) - (now - attempt.last_at).total_seconds()
        if wait > 0:
            raise Wait(math.ceil(wait))
    attempt.count += 1
    attempt.last_at = now
    attempt.save()


def _key_of(user: User) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"unlock|{user.pk}".encode(), hashlib.sha256).hexdigest()
