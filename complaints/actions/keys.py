"""The keys of officers and custodians: made, re-wrapped, given up, and cases handed over from one to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import opening, policies, sealing
from complaints.actions.receiving import grant_part
from complaints.actions.telling import tell_of_news
from complaints.models import Case, Grant, KeyHolder
from complaints.models.terms import HolderKind, Part
from complaints.opening import Keyring, NotGranted
from portal import audit
from portal.models import User

SHORTEST_PASSPHRASE = 15
"""Characters; ASVS 5.0 6.2.1 recommends as many. A stolen database can be tried without anyone noticing."""
LONGEST_PASSPHRASE = 200


# ── one's own key ─────────────────────────────────────────────────────────────
def expect_good_passphrase(user: User, passphrase: str) -> None:
    """Raises ValidationError, in Thai, for a passphrase that is short, common, near the name, or the password."""
    if not SHORTEST_PASSPHRASE <= len(passphrase) <= LONGEST_PASSPHRASE:
        raise ValidationError(f"วลีรหัสผ่านต้องยาว {SHORTEST_PASSPHRASE} ถึง {LONGEST_PASSPHRASE} ตัวอักษร")
    repeats = passphrase in (passphrase + passphrase)[1:-1]
    if repeats or len(set(passphrase)) < SHORTEST_PASSPHRASE // 2:
        raise ValidationError("วลีรหัสผ่านใช้ตัวอักษรซ้ำกันมากเกินไป โปรดใช้คำหลายคำที่ไม่เกี่ยวกัน")
    validate_password(passphrase, user)
    if check_password(passphrase, user.password):
        raise ValidationError("วลีรหัสผ่านต้องไม่เป็นรหัสผ่านเดียวกับที่ใช้เข้าสู่ระบบ เพราะผู้ดูแลเครื่องอาจตั้งรหัสผ่านใหม่ให้ท่านได้")


@transaction.atomic
def make_key(*, by: User, passphrase: str) -> KeyHolder:
    """A key pair for the person, its private half under the passphrase; it waits until a holder has compared it.

    The first of all, at the ceremony, stands by itself. All holders get a mail that something is new.

    Raises ValidationError, in Thai, for somebody who has a key in use already or a passphrase that is not good, and
    PermissionDenied for somebody who has no part in the channel.
    """
    kind = _kind_of(by)
    expect_good_passphrase(by, passphrase)
    _lock_staff()  # two tabs make one key, two people who are first make one first key
    if KeyHolder.objects.filter(user=by, retired_at=None).exists():
        raise ValidationError("ท่านมีกุญแจที่ใช้อยู่แล้ว")
    pair = sealing.new_pair()
    holder = KeyHolder(user=by, kind=kind, public_key=pair.public)
    holder.wrapped_key = sealing.wrap(pair.private, passphrase, place=holder.place)
    if policies.is_ceremony():
        holder.confirmed_at, holder.confirmed_by = timezone.now(), by
    holder.save(force_insert=True)
    audit.record(by, "สร้างกุญแจเรื่องร้องเรียน", holder, fingerprint=holder.fingerprint)
    _tell_holders()
    return holder


@transaction.atomic
def confirm_key(*, by: Keyring, holder: KeyHolder) -> KeyHolder:
    """Say that the fingerprint was compared with its owner: from now on cases are sealed to the key.

    It takes an open key of one's own, which an administrator who resets a password has not. Raises PermissionDenied.
    """
    holder = KeyHolder.objects.select_for_update().get(pk=holder.pk)
    if not policies.may_confirm(by.user, holder) or policies.confirmed_holder_of(by.user) != by.holder:
        raise PermissionDenied("ยืนยันได้เฉพาะกุญแจที่รออยู่ของผู้อื่น โดยผู้ถือกุญแจที่ยืนยันแล้ว")
    return take_into_use(holder, by=by.user, beside=by.holder)


def take_into_use(holder: KeyHolder, *, by: User | None, beside: KeyHolder) -> KeyHolder:
    """Let a key that was compared count, and log with which key the one who says so came; `by` None is the escrow."""
    holder.confirmed_at, holder.confirmed_by = timezone.now(), by
    holder.save(update_fields=["confirmed_at", "confirmed_by"])
    prints = [beside.fingerprint, holder.fingerprint]
    audit.record(by, "ยืนยันกุญแจเรื่องร้องเรียน", holder, fingerprints=prints)
    _tell_holders()
    return holder


@transaction.atomic
def change_passphrase(*, by: Keyring, old: str, new: str) -> KeyHolder:
    """Wrap the same private half anew: what was sealed stays as it is. Raises ValidationError, in Thai.

    It takes an unlocked key and the old passphrase, so that nobody guesses at it without having opened it before.
    """
    holder = KeyHolder.objects.select_for_update().get(pk=by.holder.pk)
    if holder.retired_at is not None:
        raise ValidationError("กุญแจนี้เลิกใช้แล้ว")
    try:
        private = opening.unlocked(holder, old).private
    except sealing.Unreadable as error:
        raise ValidationError({"old": "วลีรหัสผ่านเดิมไม่ถูกต้อง"}) from error
    if new == old:
        raise ValidationError({"passphrase": "วลีใหม่ต้องต่างจากวลีเดิม"})
    expect_good_passphrase(by.user, new)
    holder.wrapped_key = sealing.wrap(private, new, place=holder.place)
    holder.save(update_fields=["wrapped_key"])
    audit.record(by.user, "เปลี่ยนวลีรหัสผ่านของกุญแจ", holder, fingerprint=holder.fingerprint)
    return holder


@transaction.atomic
def replace_lost_key(*, by: User, passphrase: str) -> KeyHolder:
    """A new key in place of one whose passphrase is lost; others must compare it and hand over what the old one opened.

    Raises ValidationError, in Thai, when a case would be left that nobody at all could open, not even the escrow.
    """
    lost = KeyHolder.objects.select_for_update().filter(user=by, retired_at=None).first()
    if lost is None:
        raise ValidationError("ท่านไม่มีกุญแจที่ใช้อยู่ ให้สร้างกุญแจใหม่")
    expect_good_passphrase(by, passphrase)
    _expect_another_way(lost)
    _retire(lost, by=by, why="วลีรหัสผ่านหาย")
    return make_key(by=by, passphrase=passphrase)


# ── leaving ───────────────────────────────────────────────────────────────────
@transaction.atomic
def retire_key(*, by: User, holder: KeyHolder) -> KeyHolder:
    """End a key: its grants and its private half are deleted, and it opens nothing any more.

    One's own, or, by an administrator, that of somebody who has left. Raises PermissionDenied, and ValidationError,
    in Thai, while it is the last key of an officer to a case (P17).
    """
    holder = KeyHolder.objects.select_for_update().get(pk=holder.pk)
    if not policies.may_retire(by, holder):
        raise PermissionDenied("เลิกใช้ได้เฉพาะกุญแจของตนเอง หรือกุญแจของผู้ที่พ้นหน้าที่แล้วโดยผู้ดูแลระบบ")
    if holder.retired_at is not None:
        return holder
    alone = cases_without_successor(holder)
    if alone:
        raise ValidationError(
            f"ยังเลิกใช้กุญแจนี้ไม่ได้ มี {len(alone)}\u00a0เรื่องที่ไม่มีเจ้าหน้าที่คนอื่นเปิดอ่านได้ "
            "ต้องส่งมอบให้เจ้าหน้าที่คนอื่นก่อน หรือเปิดด้วยกุญแจสำรอง"
        )
    _expect_another_way(holder)
    return _retire(holder, by=by, why="พ้นหน้าที่")


def cases_without_successor(holder: KeyHolder) -> list[Case]:
    """The cases of an officer's key that no other officer can open. Locks all cases of the key."""
    if holder.kind != HolderKind.OFFICER or holder.user is None:
        return []
    return [case for case in _cases_of(holder) if not policies.remaining_officers(case, without=holder.user)]


def _retire(holder: KeyHolder, *, by: User, why: str) -> KeyHolder:
    holder.grants.all().delete()
    holder.retired_at, holder.wrapped_key = timezone.now(), b""
    holder.save(update_fields=["retired_at", "wrapped_key"])
    audit.record(by, "เลิกใช้กุญแจเรื่องร้องเรียน", holder, fingerprint=holder.fingerprint, why=why)
    return holder


def _expect_another_way(holder: KeyHolder) -> None:
    """Refuse what would make a part of a case unreadable for ever: neither a person nor the escrow could open it."""
    _cases_of(holder)
    others = Grant.objects.exclude(holder=holder)
    useful = others.filter(holder__kind=HolderKind.ESCROW) | others.filter(
        holder__in=KeyHolder.objects.active()
    )
    lost = holder.grants.exclude(key__in=useful.values("key")).values("key__case").distinct().count()
    if lost:
        raise ValidationError(
            f"ทำไม่ได้ เพราะจะมี {lost}\u00a0เรื่องที่ไม่มีผู้ใดเปิดได้อีกตลอดไป แม้กุญแจสำรอง "
            "ต้องส่งมอบให้ผู้อื่นก่อน หากลืมวลีรหัสผ่าน โปรดพยายามนึกให้ได้"
        )


def _cases_of(holder: KeyHolder) -> list[Case]:
    """The cases of which the key opens a part, locked in one order so that two who leave at once wait."""
    touched = Grant.objects.filter(holder=holder).values("key__case")
    return list(Case.objects.select_for_update().filter(pk__in=touched).order_by("pk"))


# ── handing over ──────────────────────────────────────────────────────────────
@dataclass
class HandedOver:
    """What came of handing cases over: those that the other can open now, and those that were not for them."""

    done: list[Case] = field(default_factory=list)
    refused: list[Case] = field(default_factory=list)


def cases_to_hand_over(*, by: Keyring, to: User) -> HandedOver:
    """The cases of an officer that the other cannot open yet: those that may be handed over, and those that may not."""
    result = HandedOver()
    for case in (
        Case.objects.open_to(by.user).exclude(pk__in=Case.objects.open_to(to)).order_by("received_on")
    ):
        try:
            excluded = opening.read_report(by.key_of(case, Part.REPORT), case).excluded
        except (NotGranted, sealing.Unreadable):
            result.refused.append(case)
            continue
        is_for_them = policies.may_receive(to, case, excluded)
        (result.done if is_for_them else result.refused).append(case)
    return result


@transaction.atomic
def hand_cases_over(*, by: Keyring, to: User, cases: Iterable[Case]) -> HandedOver:
    """Give another officer, whose key was compared, the keys of cases, but none in which they are accused or recused.

    The exclusions lie in the sealed report, so it takes an officer who can open it. A case that the other can open
    already is left as it is. Raises PermissionDenied when the other has no officer's key in use.
    """
    holder = policies.confirmed_holder_of(to)
    if holder is None or holder.kind != HolderKind.OFFICER or to == by.user:
        raise PermissionDenied("ส่งมอบได้เฉพาะเจ้าหน้าที่รับเรื่องคนอื่นที่มีกุญแจซึ่งยืนยันแล้ว")
    if not KeyHolder.objects.select_for_update().filter(pk=holder.pk, retired_at=None).exists():
        raise PermissionDenied("กุญแจของผู้รับเพิ่งเลิกใช้ไป")
    result = HandedOver()
    for case in Case.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        try:
            privates = {part: by.key_of(case, part) for part in (Part.REPORT, Part.TALK)}
        except NotGranted:
            result.refused.append(case)
            continue
        excluded = opening.read_report(privates[Part.REPORT], case).excluded
        if not policies.may_open(by.user, case) or not policies.may_receive(to, case, excluded):
            result.refused.append(case)
            continue
        if grant_missing(case=case, privates=privates, holder=holder, by=by.user):
            result.done.append(case)
            audit.record(
                by.user,
                "ส่งมอบเรื่องให้เจ้าหน้าที่",
                case,
                to=to.display_name,
                fingerprints=[by.holder.fingerprint, holder.fingerprint],
            )
    if result.done:
        tell_of_news([to])
    return result


def grant_missing(*, case: Case, privates: dict[Part, bytes], holder: KeyHolder, by: User | None) -> bool:
    """Hand the holder those of the parts that it does not have yet; whether there were any."""
    had = set(Grant.objects.filter(key__case=case, holder=holder).values_list("key__part", flat=True))
    missing = list(case.keys.filter(part__in={*map(str, privates)} - had))
    for key in missing:
        grant_part(key=key, private=privates[Part(key.part)], holder=holder, by=by)
    return bool(missing)


def _lock_staff() -> None:
    list(User.objects.select_for_update(no_key=True).filter(is_staff=True).order_by("pk").values_list("pk"))


def _tell_holders() -> None:
    """Mail everybody who holds a key in use, the owner of the new one as well, who may not have made it."""
    holders = KeyHolder.objects.active().exclude(user=None).select_related("user")
    tell_of_news(holder.user for holder in holders if holder.user)


def _kind_of(user: User) -> HolderKind:
    """Officer or custodian, as the roles say. Raises ValidationError for both at once: they watch each other (P16)."""
    handles, keeps = policies.handles_cases(user), policies.keeps_identities(user)
    if handles and keeps:
        raise ValidationError(
            "บัญชีนี้มีทั้งบทบาทเจ้าหน้าที่รับเรื่องและผู้รักษาข้อมูลระบุตัวตน ซึ่งต้องเป็นคนละคน โปรดให้ผู้ดูแลระบบแก้บทบาท"
        )
    if not (handles or keeps):
        raise PermissionDenied("เฉพาะเจ้าหน้าที่รับเรื่องและผู้รักษาข้อมูลระบุตัวตน")
    return HolderKind.OFFICER if handles else HolderKind.CUSTODIAN
