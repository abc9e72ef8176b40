"""Mail of the services: that there is something to read and where, and nothing of what it says."""

from __future__ import annotations

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from measures.services.models import ServiceRequest
from portal.models import Office

ASKED = "สำนักงานขอข้อมูลหรือเอกสารเพิ่ม"
TOLD = "มีความคืบหน้า"
CLOSED = "ดำเนินการเสร็จสิ้นแล้ว"
REOPENED = "สำนักงานเปิดคำขออีกครั้ง"
_log = logging.getLogger(__name__)


def tell_person(*, request: ServiceRequest, news: str) -> None:
    """Mail the person, if there is an address, once the present transaction is through: which request, and what kind
    of news; the content is read with the code. A failing mail stops nothing.
    """
    if not request.email:
        return
    office = Office.load()
    text = (
        f"เรียน ผู้ยื่นคำขอ\n\nคำขอเลขที่ {request.reference}: {news}\n\n"
        f"เปิดอ่านด้วยรหัสติดตามที่ได้รับเมื่อยื่นคำขอ ที่ {settings.SITE_URL}{reverse('services:track')}\n\n"
        f"{office.name}\nอีเมลฉบับนี้ส่งโดยระบบ ไม่ต้องตอบกลับ สำนักงานไม่ถามรหัสติดตามทางอีเมลหรือโทรศัพท์\n"
    )
    subject = f"คำขอเลขที่ {request.reference}: {news}"
    transaction.on_commit(partial(send, request.email, subject, text))


def send(address: str, subject: str, text: str) -> bool:
    """Mail one person; False, and a line in the log without the address, when it did not go out."""
    try:
        return bool(send_mail(subject, text, None, [address]))
    except (OSError, SMTPException, ValueError) as error:  # ValueError: an address that no header can hold
        _log.warning("mail of the services was not sent: %s", type(error).__name__)
        return False
