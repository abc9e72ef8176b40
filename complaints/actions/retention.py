"""How long a closed case is kept: warning, legal hold, and deletion that destroys the keys first (P24, P25)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from complaints import policies
from complaints.actions.entries import add_entry, now_words
from complaints.actions.telling import alike, mail_now
from complaints.models import (
    Attempt,
    Case,
    CaseKey,
    ChannelRules,
    DeletionNotice,
    Entry,
    Evidence,
    Flow,
    Grant,
    Tombstone,
)
from complaints.models.terms import EntryKind, HolderKind, Part
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
    """Delete what is due, warn of what is to be deleted soon, sweep what has expired; safe to repeat.

    Each case is a transaction of its own: what was done before a failure stays done.
    """
    day, rules, done, post = on or timezone.localdate(), ChannelRules.load(), Round(), Post()
    for case in Case.objects.to_be_deleted(day, rules.warn_days):
        done.deleted += delete_case(case=case, on=day) is not None
    for case in Case.objects.to_be_warned_of(day, rules.warn_days):
        if _warn(case, day, rules, post.reach(_not_mailed(case))):
            done.warned += 1
        else:
            done.nobody_to_warn += 1
    _sweep()
    if done.deleted:
        _leave_no_copy()
    return done


# ── who knows ─────────────────────────────────────────────────────────────────
class Post:
    """The mail of one round: each person gets one, however many cases are due; what failed is not tried again."""

    def __init__(self) -> None:
        self._reached: dict[User, bool] = {}

    def reach(self, users: list[User]) -> list[User]:
        """Those of the people to whom the mail went out without error."""
        new = [user for user in users if user not in self._reached]
        sent = mail_now(new)
        self._reached |= {user: user in sent for user in new}
        return [user for user in users if self._reached[user]]


def _not_mailed(case: Case) -> list[User]:
    """Everybody of the channel who was not mailed since the closing.

    All alike, lest the addresses show who holds the case.
    """
    staff = User.objects.filter(is_active=True, is_staff=True).order_by("pk")
    auditors = [user for user in staff if policies.watches_clocks(user)]
    mailed = set(case.notices.filter(mailed_on__gte=case.closed_on).values_list("user", flat=True))
    people = dict.fromkeys([*alike(HolderKind.OFFICER), *alike(HolderKind.CUSTODIAN), *auditors])
    return [user for user in people if user.pk not in mailed]


def who_can_act(case: Case) -> list[User]:
    """The officers and custodians who hold a key of the case, and may still use it."""
    grants = Grant.objects.filter(key__case=case, key__part__in=[Part.REPORT, Part.IDENTITY])
    holders = [grant.holder for grant in grants.select_related("holder__user").order_by("pk")]
    return list(
        dict.fromkeys(
            holder.user
            for holder in holders
            if holder.user and holder.retired_at is None and policies.is_entitled(holder)
        )
    )


def is_known(case: Case) -> bool:
    """Whether two people know that the case will be deleted, one of whom can hold it back.

    They hold the case; one of the two may be an auditor instead, who sees the clocks and can only ask.
    """
    told = {notice.user for notice in case.notices.that_hold(case.closed_on).select_related("user")}
    holders = told.intersection(who_can_act(case))
    auditors = any(policies.watches_clocks(user) for user in told - holders)
    return len(holders) + auditors >= FEWEST_WARNED and any(policies.may_open(user, case) for user in holders)


@transaction.atomic
def acknowledge_deletion(*, by: User, cases: Iterable[Case]) -> int:
    """Say that one knows that the cases will be deleted, as if a mail had come. How many were one's own and are due."""
    day, count = timezone.localdate(), 0
    soon = Case.objects.select_for_update().to_be_deleted_soon(day, ChannelRules.load().warn_days)
    for case in soon.filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        if by not in who_can_act(case):
            continue
        DeletionNotice.objects.update_or_create(case=case, user=by, defaults={"acknowledged_on": day})
        audit.record(by, "รับทราบว่าเรื่องจะถูกลบ", case)
        count += 1
    return count


@transaction.atomic
def _warn(case: Case, day: dt.date, rules: ChannelRules, mailed: Iterable[User]) -> bool:
    due = Case.objects.select_for_update().to_be_warned_of(day, rules.warn_days)
    found = due.filter(pk=case.pk).first()
    if found is None:
        return False
    for user in mailed:
        DeletionNotice.objects.update_or_create(case=found, user=user, defaults={"mailed_on": day})
    if not is_known(found):
        return False
    found.warned_on = day
    found.save(update_fields=["warned_on"])
    told = found.notices.that_hold(found.closed_on).select_related("user")
    audit.record(None, "เตือนก่อนลบเรื่อง", found, told=sorted(notice.user.display_name for notice in told))
    return True


@transaction.atomic
def delete_case(*, case: Case, on: dt.date) -> Tombstone | None:
    """Delete a case that is due: keys, then content, then the row; its figures stay. None when it is not due.

    When those who knew of it have left meanwhile, it is warned of anew instead.
    """
    due = Case.objects.select_for_update().to_be_deleted(on, ChannelRules.load().warn_days)
    found = due.filter(pk=case.pk).first()
    if found is None:
        return None
    if not is_known(found):
        found.warned_on = None
        found.save(update_fields=["warned_on"])
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
    found.notices.all().delete()
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
        case.notices.all().delete()
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
