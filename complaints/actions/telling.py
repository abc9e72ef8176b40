"""Mail to the people of the channel: that there is something new, and nothing else (P10)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from portal.models import User

SUBJECT = "มีเรื่องใหม่รอท่านในระบบของสำนักงาน"
TEXT = (
    "เรียน ท่านผู้เกี่ยวข้อง\n\n"
    "มีเรื่องใหม่รอท่านในระบบของสำนักงาน โปรดเข้าสู่ระบบเพื่อเปิดดู\n{site}\n\n"
    "อีเมลฉบับนี้ไม่บอกว่าเป็นเรื่องใด เพื่อรักษาความลับ และไม่ต้องตอบกลับ\n"
)
_log = logging.getLogger(__name__)


def tell_of_news(users: Iterable[User]) -> None:
    """Mail each person with an address once the present transaction is through; a failing mail stops nothing."""
    addresses = sorted({user.email for user in users if user.email and user.is_active})
    if addresses:
        transaction.on_commit(partial(_send, addresses))


def _send(addresses: list[str]) -> None:
    for address in addresses:
        try:
            send_mail(SUBJECT, TEXT.format(site=settings.SITE_URL), None, [address])
        except (OSError, SMTPException) as error:
            _log.warning("mail of the channel was not sent: %s", type(error).__name__)
