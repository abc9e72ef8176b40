"""What officers do with a case, from acknowledging to closing and opening anew.

Each act locks the case, asks again who may do it, and does nothing when it was done already. Writing needs no open key.
Raises PermissionDenied for somebody to whom the case was not handed over, ValidationError in Thai otherwise.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import contents, opening, policies, sealing
from complaints.actions.entries import add_entry, now_words, was_written
from complaints.actions.talking import write_to_reporter
from complaints.actions.telling import tell_of_news
from complaints.contents import FileFacts, Identity
from complaints.models import Case, ChannelRules, Grant, KeyHolder, Recusal
from complaints.models.terms import RETENTION_OF, EntryKind, HolderKind, Outcome, Part, Progress
from complaints.opening import Keyring
from portal import audit
from portal.models import User
from portal.working_days import add_working_days, working_days_between


# ── reading ───────────────────────────────────────────────────────────────────
def record_opening(*, by: User, case: Case) -> None:
    """Log that the officer opened the case."""
    audit.record(by, "เปิดอ่านเรื่อง", case)


@transaction.atomic
def open_identity(*, by: Keyring, case: Case) -> Identity:
    """Who the reporter is, for an officer whose request a custodian approved; each time is logged.

    Raises opening.NotGranted before an approval, and sealing.Unreadable.
    """
    case = _locked(by.user, case)
    private = by.key_of(case, Part.IDENTITY)
    entry = case.entries.filter(kind=EntryKind.IDENTITY).first()
    if entry is None:
        raise opening.NotGranted
    text = sealing.unseal(private, bytes(entry.sealed), place=entry.place)
    audit.record(by.user, "เปิดดูตัวตนของผู้แจ้ง", case)
    return Identity.from_bytes(text)


@transaction.atomic
def open_file(*, by: Keyring, case: Case, number: int, original: bool) -> tuple[FileFacts, bytes] | None:
    """A file of the case with what is known of it, as it came or without metadata; logged.

    None when there is no such file, or no copy without metadata. Raises sealing.Unreadable, also for an original that
    is not the file it is said to be.
    """
    case = _locked(by.user, case)
    evidence = case.evidence.filter(number=number).first()
    if evidence is None or not (original or evidence.clean_copy):
        return None
    private = by.key_of(case, Part.REPORT)
    facts = opening.read_facts(private, evidence)
    content = opening.read_file(private, evidence, original=original)
    if original and contents.digest_of(content) != facts.sha256:
        raise sealing.Unreadable
    audit.record(by.user, "เปิดต้นฉบับของหลักฐาน" if original else "เปิดสำเนาของหลักฐาน", case, number=number)
    return facts, content


# ── on the way ────────────────────────────────────────────────────────────────
@transaction.atomic
def acknowledge(*, by: User, case: Case) -> Case:
    """Say that the case was looked at; whoever does so answers for it until it is assigned to another."""
    case = _locked(by, case)
    if case.progress == Progress.RECEIVED:
        _acknowledge(case)
        case.progress = Progress.ACKNOWLEDGED
        case.handler = case.handler or by
        case.save()
        audit.record(by, "ตรวจรับเรื่อง", case)
    return case


@transaction.atomic
def assign(*, by: User, case: Case, handler: User) -> Case:
    """Make an officer who can open the case answer for it; tell them by mail that there is something new."""
    case = _locked(by, case)
    if not policies.may_open(handler, case):
        raise ValidationError("มอบหมายได้เฉพาะเจ้าหน้าที่ที่เปิดอ่านเรื่องนี้ได้ ให้ส่งมอบเรื่องก่อน")
    if case.handler_id != handler.pk:
        case.handler = handler
        case.save()
        audit.record(by, "มอบหมายผู้รับผิดชอบ", case, to=handler.display_name)
        if handler != by:
            tell_of_news([handler])
    return case


@transaction.atomic
def start_examination(*, by: User, case: Case) -> Case:
    """Begin to examine the facts of an acknowledged case."""
    case = _locked(by, case)
    _expect_running(case)
    if case.progress == Progress.RECEIVED:
        raise ValidationError("ตรวจรับเรื่องก่อน จึงเริ่มตรวจสอบข้อเท็จจริงได้")
    if case.progress != Progress.EXAMINED:
        case.progress = Progress.EXAMINED
        case.save()
        audit.record(by, "เริ่มตรวจสอบข้อเท็จจริง", case)
    return case


@transaction.atomic
def add_note(*, by: User, case: Case, text: str, once: str = "") -> None:
    """Seal an internal note, which the reporter never sees."""
    case = _locked(by, case)
    if not was_written(case, once):
        add_entry(by=by, case=case, kind=EntryKind.NOTE, content=now_words(text), once=once)
        audit.record(by, "เขียนบันทึกภายใน", case)


@transaction.atomic
def write_message(*, by: User, case: Case, text: str, is_answer: bool = False, once: str = "") -> None:
    """Write to the reporter; `is_answer` when it tells progress: from that day the next period for answering runs.

    The day of the first answer stays, as statistics count it; a closed case has no period.
    """
    case = _locked(by, case)
    if not was_written(case, once):
        write_to_reporter(by=by, case=case, text=text, once=once)
        if is_answer and not case.is_closed:
            if case.answered_on is None:
                _answer(case)
            case.answer_by = _next_answer()
            case.save()
            audit.record(by, "แจ้งความคืบหน้าตามกำหนด", case)


# ── the end, and a new beginning ──────────────────────────────────────────────
@transaction.atomic
def close(*, by: User, case: Case, outcome: Outcome, reason: str, words: str, once: str = "") -> Case:
    """Decide and close: the reason stays inside, the words go to the reporter; from now on the case is kept a while.

    A case of which another officer decided differently in the meantime is left as it is (ValidationError).
    """
    if outcome == Outcome.TRANSFERRED:
        raise ValidationError("การส่งให้หน่วยงานอื่นต้องบอกชื่อหน่วยงาน")
    return _close(by=by, case=case, outcome=outcome, reason=reason, words=words, once=once, verb="ปิดเรื่อง")


@transaction.atomic
def transfer(*, by: User, case: Case, body: str, reason: str, words: str, once: str = "") -> Case:
    """Send the case to the body that is competent for it, and close it here; the reporter is told the body."""
    return _close(
        by=by,
        case=case,
        outcome=Outcome.TRANSFERRED,
        reason=f"ส่งเรื่องให้ {body}\n\n{reason}",
        words=f"สำนักงานส่งเรื่องของท่านให้ {body} ซึ่งมีอำนาจดำเนินการ\n\n{words}",
        once=once,
        verb="ส่งเรื่องให้หน่วยงานอื่น",
    )


@transaction.atomic
def reopen(*, by: User, case: Case, reason: str, once: str = "") -> Case:
    """Take a closed case up again; its period for answering begins anew, and its keeping with the next closing."""
    case = _locked(by, case)
    if was_written(case, once):
        return case
    if not case.is_closed:
        raise ValidationError("เรื่องนี้เปิดอยู่แล้ว")
    add_entry(by=by, case=case, kind=EntryKind.NOTE, content=now_words(f"เปิดเรื่องขึ้นใหม่: {reason}"), once=once)
    case.progress = Progress.ACKNOWLEDGED
    if not case.is_counted_as_closed:
        case.outcome, case.closed_month, case.days_to_answer = "", None, None
    case.result = case.retention_class = ""
    case.closed_on = case.keep_until = case.warned_on = case.answered_on = None
    case.answer_by = _next_answer()
    case.handler = case.handler if case.handler and policies.may_open(case.handler, case) else by
    case.save()
    audit.record(by, "เปิดเรื่องขึ้นใหม่", case)
    return case


# ── who may read ──────────────────────────────────────────────────────────────
@transaction.atomic
def recuse(*, by: User, case: Case, reason: str) -> None:
    """Step out of a case for good: what the officer was handed of it is deleted. The last one cannot (P17)."""
    case = _locked(by, case)
    if not policies.remaining_officers(case, without=by):
        raise ValidationError(
            "ท่านเป็นเจ้าหน้าที่คนสุดท้ายที่เปิดเรื่องนี้ได้ ส่งมอบให้เจ้าหน้าที่คนอื่นก่อน หรือขอให้เปิดด้วยกุญแจสำรอง แล้วจึงถอนตัว"
        )
    add_entry(by=by, case=case, kind=EntryKind.NOTE, content=now_words(f"ถอนตัวจากเรื่องนี้: {reason}"))
    Recusal.objects.get_or_create(case=case, user=by)
    Grant.objects.filter(key__case=case, holder__user=by).delete()
    case.identity_requests.filter(asked_by=by, is_approved=None).update(
        is_approved=False, decided_on=timezone.localdate()
    )
    if case.handler_id == by.pk:
        case.handler = None
        case.save()
    audit.record(by, "ถอนตัวจากเรื่อง", case)
    tell_of_news(officers_of(case))


def officers_of(case: Case) -> list[User]:
    """The officers who can open the case."""
    holders = KeyHolder.objects.active().filter(
        kind=HolderKind.OFFICER, grants__key__case=case, grants__key__part=Part.REPORT
    )
    users = [holder.user for holder in holders.select_related("user") if holder.user]
    return sorted(filter(policies.handles_cases, users), key=lambda user: user.display_name)


# ── inside ────────────────────────────────────────────────────────────────────
def _locked(by: User, case: Case) -> Case:
    """The case as it is now, locked, if the officer may still open it."""
    found = Case.objects.select_for_update().filter(pk=case.pk).first()
    if found is None or not policies.may_open(by, found):
        raise PermissionDenied("เรื่องนี้ไม่ได้ส่งมอบให้ท่าน หรือท่านถอนตัวแล้ว")
    return found


def _expect_running(case: Case) -> None:
    if case.is_closed:
        raise ValidationError("เรื่องนี้ปิดแล้ว หากต้องทำต่อ ให้เปิดเรื่องขึ้นใหม่")


def _acknowledge(case: Case) -> None:
    case.acknowledged_on = timezone.localdate()
    case.days_to_acknowledge = _days(case, case.acknowledged_on)


def _answer(case: Case) -> None:
    case.answered_on = timezone.localdate()
    if case.closed_month is None:
        case.days_to_answer = _days(case, case.answered_on)


def _next_answer() -> dt.date:
    return add_working_days(timezone.localdate(), ChannelRules.load().answer_days)


def _days(case: Case, until: dt.date) -> int:
    return max(0, working_days_between(case.received_on, until))


def _close(*, by: User, case: Case, outcome: Outcome, reason: str, words: str, once: str, verb: str) -> Case:
    case = _locked(by, case)
    if was_written(case, once):
        return case
    if case.is_closed:
        raise ValidationError(f"เรื่องนี้ปิดแล้วด้วยผล “{case.outcome_label}” หากต้องแก้ไข ให้เปิดเรื่องขึ้นใหม่")
    add_entry(by=by, case=case, kind=EntryKind.DECISION, content=now_words(reason), once=once)
    write_to_reporter(by=by, case=case, text=words)
    today = timezone.localdate()
    if case.acknowledged_on is None:
        _acknowledge(case)
    if case.answered_on is None:
        _answer(case)
    case.progress, case.result, case.closed_on = Progress.CLOSED, outcome, today
    if case.closed_month is None:
        case.outcome, case.closed_month = outcome, today.replace(day=1)
    case.retention_class = RETENTION_OF[outcome]
    case.keep_until = today + dt.timedelta(days=ChannelRules.load().days_of(case.retention_class))
    case.warned_on = None
    case.handler = case.handler or by
    case.save()
    audit.record(by, verb, case)
    return case
