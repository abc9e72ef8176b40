"""How long a closed case is kept: warning, legal hold, and deletion that destroys the keys first (P24, P25)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from complaints import policies
from complaints.actions.entries import add_entry, now_words
from complaints.actions.telling import tell_of_news
from complaints.models import Attempt, Case, CaseKey, ChannelRules, Entry, Evidence, Flow, Grant, Tombstone
from complaints.models.terms import EntryKind, Part
from portal import audit
from portal.models import User

FEWEST_WARNED = 2
ATTEMPTS_KEPT = dt.timedelta(days=1)
LONGEST_REASON = 2000


@dataclass
class Round:
    """What one day's round did: cases warned of, deleted, and those of which too few people could be warned."""

    warned: int = 0
    deleted: int = 0
    nobody_to_warn: int = 0


def go_round(*, on: dt.date | None = None) -> Round:
    """Warn of what is to be deleted soon, delete what is due, sweep what has expired; safe to repeat.

    Each case is a transaction of its own: what was done before a failure stays done.
    """
    day, rules, done = on or timezone.localdate(), ChannelRules.load(), Round()
    for case in Case.objects.to_be_warned_of(day, rules.warn_days):
        if _warn(case, day, rules):
            done.warned += 1
        else:
            done.nobody_to_warn += 1
    for case in Case.objects.to_be_deleted(day, rules.warn_days):
        done.deleted += delete_case(case=case, on=day) is not None
    _sweep()
    if done.deleted:
        _leave_no_copy()
    return done


def people_to_warn(case: Case) -> list[User]:
    """Who is told that a case will be deleted: its officers and custodians; the auditors where these are not two."""
    grants = Grant.objects.filter(key__case=case, key__part__in=[Part.REPORT, Part.IDENTITY])
    holders = [grant.holder for grant in grants.select_related("holder__user")]
    people = {
        holder.user: None
        for holder in holders
        if holder.user and holder.retired_at is None and policies.is_entitled(holder)
    }
    if len(people) < FEWEST_WARNED:
        staff = User.objects.filter(is_active=True, is_staff=True).order_by("pk")
        people |= {user: None for user in staff if policies.watches_clocks(user)}
    return list(people)


@transaction.atomic
def _warn(case: Case, day: dt.date, rules: ChannelRules) -> bool:
    due = Case.objects.select_for_update().to_be_warned_of(day, rules.warn_days)
    found = due.filter(pk=case.pk).first()
    people = people_to_warn(case)
    if found is None or len(people) < FEWEST_WARNED:
        return False
    found.warned_on = day
    found.save(update_fields=["warned_on"])
    audit.record(None, "เตือนก่อนลบเรื่อง", found, told=sorted(user.display_name for user in people))
    tell_of_news(people)
    return True


@transaction.atomic
def delete_case(*, case: Case, on: dt.date) -> Tombstone | None:
    """Delete a case that is due: keys, then content, then the row; its figures stay. None when it is not due."""
    due = Case.objects.select_for_update().to_be_deleted(on, ChannelRules.load().warn_days)
    found = due.filter(pk=case.pk).first()
    if found is None:
        return None
    audit.record(None, "ลบเรื่องเมื่อพ้นระยะเวลาเก็บ", found)
    tombstone = Tombstone.objects.create(
        **{fact: getattr(found, fact) for fact in Case.FACTS},
        retention_class=found.retention_class,
        deleted_month=on.replace(day=1),
    )
    Grant.objects.filter(key__case=found).delete()
    CaseKey.objects.filter(case=found).delete()
    Case.objects.filter(pk=found.pk).update(talk_key=b"", code_verifier=b"", code_cost=b"")
    Evidence.objects.filter(case=found).delete()
    Entry.objects.filter(case=found).delete()
    found.identity_requests.all().delete()
    found.recusals.all().delete()
    found.delete()
    return tombstone


# ── legal hold ────────────────────────────────────────────────────────────────
@transaction.atomic
def hold(*, by: User, case: Case, reason: str) -> Case:
    """Keep a case from deletion; why lies sealed among its notes. Raises ValidationError, in Thai."""
    case, reason = _expect_own(by, case), _expect_reason(reason)
    if not case.is_held:
        case.is_held = True
        case.save(update_fields=["is_held"])
        add_entry(by=by, case=case, kind=EntryKind.NOTE, content=now_words(f"ระงับการลบ: {reason}"))
        audit.record(by, "ระงับการลบเรื่อง", case)
    return case


@transaction.atomic
def lift_hold(*, by: User, case: Case, reason: str) -> Case:
    """Let a case be deleted in its time again, after a warning of its own. Raises ValidationError, in Thai."""
    case, reason = _expect_own(by, case), _expect_reason(reason)
    if case.is_held:
        case.is_held, case.warned_on = False, None
        case.save(update_fields=["is_held", "warned_on"])
        add_entry(by=by, case=case, kind=EntryKind.NOTE, content=now_words(f"เลิกระงับการลบ: {reason}"))
        audit.record(by, "เลิกระงับการลบเรื่อง", case)
    return case


def _expect_own(by: User, case: Case) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not policies.may_open(by, case):
        raise PermissionDenied("เฉพาะเจ้าหน้าที่ที่ได้รับมอบเรื่องนี้")
    return case


def _expect_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ValidationError("เขียนเหตุผลก่อน")
    if len(reason) > LONGEST_REASON:
        raise ValidationError(f"เหตุผลยาวเกิน {LONGEST_REASON:,} ตัวอักษร โปรดย่อให้สั้นลง")
    return reason


# ── what has expired ──────────────────────────────────────────────────────────
def _sweep() -> None:
    """Unfinished reports, open talks and guesses whose time is over; sessions, in which a sealed key may lie."""
    Flow.objects.expired().delete()
    Attempt.objects.filter(last_at__lt=timezone.now() - ATTEMPTS_KEPT).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def _leave_no_copy() -> None:
    """Let the database give up the rows that were deleted; what a disk or a backup still has, no key opens."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            kinds = (Grant, CaseKey, Entry, Evidence, Case)
            names = ", ".join(connection.ops.quote_name(kind._meta.db_table) for kind in kinds)
            cursor.execute(f"VACUUM {names}")
