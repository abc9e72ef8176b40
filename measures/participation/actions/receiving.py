"""Taking in what somebody says, once for each form, with a code to follow it by; and finding it again."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from measures.participation.models import Consultation, Contribution, Tally, new_token
from portal import codes, thai

LETTERS = 16
"""Of a code, five bits each, before its check character."""


@dataclass(frozen=True)
class Receipt:
    """A contribution that was taken in, and the code it is followed by."""

    contribution: Contribution
    code: str


class Closed(ValidationError):
    """The consultation takes no contributions now."""


@transaction.atomic
def receive(
    *, consultation: Consultation, token: str, text: str, name: str = "", paragraph_key: str = ""
) -> Receipt:
    """Keep what somebody says; the same words by the same form are one contribution, with the same code.

    Raises Closed when the consultation is not open, ValidationError for a paragraph that it does not have.
    """
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    known = Contribution.objects.filter(token=token).first()
    if known is not None:
        if (known.consultation_id, known.text, known.name, known.paragraph_key) == (
            locked.pk,
            text,
            name,
            paragraph_key,
        ):
            return Receipt(known, code_of(token))
        token = new_token()
    if not locked.takes_contributions:
        raise Closed(_closed_words(locked))
    if paragraph_key and not locked.paragraphs.filter(key=paragraph_key).exists():
        raise ValidationError("ไม่มีข้อนี้ในร่างแล้ว โปรดเลือกข้ออื่นหรือ “ร่างทั้งฉบับ”")
    code = code_of(token)
    contribution = Contribution(
        consultation=locked,
        paragraph_key=paragraph_key,
        name=name,
        text=text,
        token=token,
        code_hash=hash_of(codes.cleaned(code)),
    )
    contribution.full_clean(exclude=["consultation"])
    contribution.save(force_insert=True)
    Tally.objects.count_one(locked, paragraph_key)
    return Receipt(contribution, code)


def code_of(token: str) -> str:
    """The code of a form: from its token, so that a form sent again shows the same code; in groups of four."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"participation:{token}".encode(), "sha256")
    letters = "".join(codes.LETTERS[byte % len(codes.LETTERS)] for byte in digest[:LETTERS])
    return codes.in_groups(letters + codes.check_character(letters))


def hash_of(letters: str) -> str:
    """What is kept of a code; it has 80 random bits, so that a plain hash cannot be guessed backwards."""
    return hashlib.sha256(f"participation:{letters}".encode()).hexdigest()


def followed(typed: str) -> Contribution | None:
    """The contribution of a code as somebody types it; None when there is none.

    Raises ValidationError when the code cannot be right: too short, too long, or a wrong letter in it.
    """
    letters = codes.cleaned(typed)
    is_whole = len(letters) == LETTERS + 1 and all(letter in codes.LETTERS for letter in letters)
    if not is_whole or codes.check_character(letters[:-1]) != letters[-1]:
        raise ValidationError("รหัสไม่ถูกต้อง ตรวจตัวอักษรอีกครั้ง รหัสมี 17 ตัว เช่น 7K30-1112-9ABC-DEFG-H")
    rows = Contribution.objects.select_related("consultation__owner_group", "response")
    return rows.filter(code_hash=hash_of(letters)).first()


def _closed_words(consultation: Consultation) -> str:
    if consultation.is_published and consultation.stage == "coming":
        return f"ยังไม่เปิดรับความเห็น จะเปิดรับวันที่ {thai.long_date(consultation.opens_on)}"
    return f"ปิดรับความเห็นเรื่องนี้แล้วเมื่อสิ้นวันที่ {thai.long_date(consultation.closes_on)} จึงไม่ได้บันทึกความเห็นนี้"
