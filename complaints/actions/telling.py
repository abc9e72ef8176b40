"""Mail to the people of the channel: that there is something new, and nothing else (P10)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from complaints import policies
from complaints.models.terms import HolderKind
from portal.models import User

SUBJECT = "มีเรื่องใหม่ในระบบของสำนักงาน"
TEXT = (
    "เรียน ท่านผู้เกี่ยวข้อง\n\n"
    "มีเรื่องใหม่ในระบบของสำนักงาน โปรดเข้าสู่ระบบเพื่อดูว่ามีส่วนของท่านหรือไม่\n{site}\n\n"
    "อีเมลฉบับนี้ไม่บอกว่าเป็นเรื่องใด และส่งถึงทุกคนในหน้าที่เดียวกันเหมือนกัน เพื่อรักษาความลับ ไม่ต้องตอบกลับ\n"
)
GOES_NOWHERE = frozenset(f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy"))
"""Where mail is shown or dropped, so that nobody gets it."""
_log = logging.getLogger(__name__)


def alike(kind: HolderKind) -> list[User]:
    """Everybody with a confirmed key of the kind; mail to some of them would show who was excluded (P17)."""
    return [holder.user for holder in policies.recipients(kind) if holder.user]


def tell_all(kind: HolderKind) -> None:
    """Mail all officers, or all custodians, whatever cases they can open, once the present transaction is through."""
    tell_of_news(alike(kind))


def tell_of_news(users: Iterable[User]) -> None:
    """Mail these people, and all in the same office with them, once the present transaction is through.

    A failing mail stops nothing.
    """
    told = set(users)
    if any(map(policies.handles_cases, told)):
        told.update(alike(HolderKind.OFFICER))
    if any(map(policies.keeps_identities, told)):
        told.update(alike(HolderKind.CUSTODIAN))
    people = [user for user in told if user.email and user.is_active]
    if people:
        transaction.on_commit(partial(mail_now, people))


def mail_now(users: Iterable[User]) -> set[User]:
    """Mail each person with an address; the answer is to whom a mail went out without error."""
    people = [user for user in users if user.email and user.is_active]
    reached = {address for address in sorted({user.email for user in people}) if _send(address)}
    return {user for user in people if user.email in reached}


def _send(address: str) -> bool:
    try:
        count = send_mail(SUBJECT, TEXT.format(site=settings.SITE_URL), None, [address])
    except (OSError, SMTPException, ValueError) as error:  # ValueError: an address that no header can hold
        _log.warning("mail of the channel was not sent: %s", type(error).__name__)
        return False
    return count > 0 and settings.EMAIL_BACKEND not in GOES_NOWHERE
