"""Writing to one another: the reporter to the office, the office to the reporter, each sealed to the talk."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import policies
from complaints.actions import tracking
from complaints.actions.entries import add_entry, add_evidence, now_words
from complaints.actions.telling import tell_all
from complaints.actions.tracking import Talk
from complaints.evidence import Examined
from complaints.models import Case, Entry
from complaints.models.terms import EntryKind, HolderKind
from portal import audit
from portal.models import User

LONGEST_MESSAGE = 5000
"""Characters."""
MOST_FILES_OF_A_CASE = 40
MOST_MESSAGES_A_DAY = 50
"""Of one case, from the reporter."""


@transaction.atomic
def write_to_office(*, talk: Talk, text: str = "", files: Sequence[tuple[Examined, bytes]] = ()) -> None:
    """Seal what the reporter sends: a message, evidence, or both.

    Raises ValidationError in Thai: nothing in it, too long, the code in it, too much, or closed too long ago.
    """
    case = Case.objects.select_for_update().get(pk=talk.case.pk)
    expect_may_send(talk=talk, case=case, text=text, names=[file.name for file, _ in files])
    if text:
        add_entry(by=None, case=case, kind=EntryKind.FROM_REPORTER, content=now_words(text))
    for file, content in files:
        add_evidence(by=None, case=case, file=file, content=content)
    tell_all(HolderKind.OFFICER)


def expect_may_send(*, talk: Talk, case: Case, text: str, names: Sequence[str]) -> None:
    """Judge by the words and the names of the files alone, so that it can be asked before any file is examined.

    Raises ValidationError in Thai, as `write_to_office`.
    """
    _expect_content(talk, case, text, names)
    _expect_room(case, len(names))


@transaction.atomic
def write_to_reporter(*, by: User, case: Case, text: str, once: str = "") -> Entry:
    """Seal a message of an officer to the reporter; no key need be unlocked. Raises ValidationError in Thai.

    `once` as in `add_entry`.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not policies.may_open(by, case):
        raise ValidationError("เฉพาะเจ้าหน้าที่ที่ได้รับมอบเรื่องนี้ส่งข้อความถึงผู้แจ้งได้", code="not_allowed")
    text = text.strip()
    if not text:
        raise ValidationError("เขียนข้อความก่อนกดส่ง", code="required")
    if len(text) > LONGEST_MESSAGE:
        raise ValidationError(f"ข้อความยาวเกิน {LONGEST_MESSAGE:,} ตัวอักษร โปรดย่อให้สั้นลง", code="max_length")
    entry = add_entry(by=by, case=case, kind=EntryKind.TO_REPORTER, content=now_words(text), once=once)
    audit.record(by, "ส่งข้อความถึงผู้แจ้ง", case)
    return entry


def _expect_content(talk: Talk, case: Case, text: str, names: Sequence[str]) -> None:
    if not tracking.may_write(case):
        raise ValidationError(
            f"เรื่องนี้ปิดเกิน {tracking.ANSWER_DAYS} วันแล้ว จึงส่งข้อความเพิ่มไม่ได้ หากมีข้อมูลใหม่ ให้แจ้งเป็นเรื่องใหม่",
            code="closed",
        )
    if not text and not names:
        raise ValidationError("เขียนข้อความหรือแนบไฟล์ก่อนกดส่ง", code="required")
    if len(text) > LONGEST_MESSAGE:
        raise ValidationError(
            f"ข้อความยาวเกิน {LONGEST_MESSAGE:,} ตัวอักษร โปรดแบ่งส่งเป็นหลายข้อความ", code="max_length"
        )
    if any(tracking.holds_code(words, talk) for words in (text, *names)):
        raise ValidationError(
            "ข้อความหรือชื่อไฟล์มีรหัสลับของท่านอยู่ โปรดลบออกก่อนส่ง เจ้าหน้าที่ไม่ต้องใช้และจะไม่ถามรหัสลับ", code="code"
        )


def _expect_room(case: Case, number_of_files: int) -> None:
    if number_of_files and case.evidence.filter(author=None).count() + number_of_files > MOST_FILES_OF_A_CASE:
        raise ValidationError(
            f"เรื่องหนึ่งรับไฟล์ทางหน้านี้ได้ไม่เกิน {MOST_FILES_OF_A_CASE} ไฟล์ หากมีมากกว่านี้ โปรดนัดส่งกับเจ้าหน้าที่ทางข้อความ",
            code="too_many",
        )
    today = case.entries.filter(kind=EntryKind.FROM_REPORTER, day=timezone.localdate()).count()
    if today >= MOST_MESSAGES_A_DAY:
        raise ValidationError(
            f"วันนี้ส่งครบ {MOST_MESSAGES_A_DAY} ข้อความแล้ว โปรดรวบรวมแล้วส่งใหม่ในวันถัดไป", code="too_many"
        )
