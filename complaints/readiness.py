"""What the channel still lacks to be trusted: keys, people, and the daily round of retention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from complaints import policies
from complaints.models import Case, ChannelRules, Grant, KeyHolder
from complaints.models.terms import HolderKind, Part
from portal.models import User

FEWEST_OFFICERS = 2
LATEST_ROUND = dt.timedelta(days=3)
"""How long the daily round of retention may be away before somebody is told."""


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, in Thai; a grave one means that reports are refused, lost, or kept too long."""

    text: str
    is_grave: bool = True


def lacks() -> list[Lack]:
    """Everything that is missing now; empty when the channel is ready."""
    return [*_missing_keys(), *_unreadable_cases(), *_stray_keys(), *_late_deletions()]


def _missing_keys() -> Iterator[Lack]:
    if not policies.recipients(HolderKind.ESCROW):
        yield Lack("ยังไม่มีกุญแจสำรอง หากเจ้าหน้าที่ลืมวลีรหัสผ่านหรือพ้นหน้าที่ เรื่องจะเปิดไม่ได้อีก ใช้คำสั่ง complaint_escrow_key")
    officers = len(policies.recipients(HolderKind.OFFICER))
    if not officers:
        yield Lack("ยังไม่มีเจ้าหน้าที่รับเรื่องที่มีกุญแจซึ่งยืนยันแล้ว แบบแจ้งเรื่องจึงยังรับเรื่องไม่ได้")
    elif officers < FEWEST_OFFICERS:
        yield Lack(
            "มีเจ้าหน้าที่รับเรื่องที่มีกุญแจซึ่งยืนยันแล้วเพียงคนเดียว หากผู้แจ้งร้องเรียนเจ้าหน้าที่ผู้นั้นจะไม่มีผู้รับเรื่อง ควรมีอย่างน้อยสองคน"
        )
    if not policies.recipients(HolderKind.CUSTODIAN):
        yield Lack("ยังไม่มีผู้รักษาข้อมูลระบุตัวตนที่มีกุญแจซึ่งยืนยันแล้ว ตัวตนของผู้แจ้งจะเปิดได้ด้วยกุญแจสำรองเท่านั้น")
    uncompared = [holder for holder in KeyHolder.objects.active().select_related("user") if holder.is_waiting]
    if uncompared:
        names = ", ".join(str(holder) for holder in uncompared)
        yield Lack(f"กุญแจที่รอผู้ถือกุญแจคนอื่นเทียบลายนิ้วมือและยืนยัน: {names}", is_grave=False)
    with_key = set(KeyHolder.objects.filter(retired_at=None).values_list("user", flat=True))
    waiting = [user.display_name for user in _entitled() if user.pk not in with_key]
    if waiting:
        yield Lack(f"ยังไม่ได้สร้างกุญแจ: {', '.join(waiting)}", is_grave=False)
    both = [user.display_name for user in _entitled() if _has_both_roles(user)]
    if both:
        yield Lack(f"มีทั้งบทบาทเจ้าหน้าที่รับเรื่องและผู้รักษาข้อมูลระบุตัวตน ซึ่งต้องเป็นคนละคน: {', '.join(both)}")


def _unreadable_cases() -> Iterator[Lack]:
    officers = policies.recipients(HolderKind.OFFICER)
    unread = Case.objects.exclude(_opened_by(officers, Part.REPORT)).count()
    if unread:
        yield Lack(f"มี {unread}\u00a0เรื่องที่ไม่มีเจ้าหน้าที่คนใดเปิดอ่านได้ ต้องเปิดด้วยกุญแจสำรอง")
    known = Case.objects.filter(is_anonymous=False)
    unkept = known.exclude(_opened_by(policies.recipients(HolderKind.CUSTODIAN), Part.IDENTITY)).count()
    if unkept:
        yield Lack(
            f"มี {unkept}\u00a0เรื่องที่ไม่มีผู้รักษาข้อมูลระบุตัวตนคนใดเปิดตัวตนได้ เปิดได้ด้วยกุญแจสำรองเท่านั้น", is_grave=False
        )
    escrows = list(KeyHolder.objects.filter(kind=HolderKind.ESCROW))
    alone = Case.objects.exclude(_opened_by(escrows, Part.REPORT)).count()
    if alone:
        yield Lack(f"มี {alone}\u00a0เรื่องที่รับไว้ก่อนมีกุญแจสำรอง กุญแจสำรองเปิดไม่ได้", is_grave=False)


def _stray_keys() -> Iterator[Lack]:
    stray = [
        str(holder)
        for holder in KeyHolder.objects.filter(retired_at=None).exclude(user=None).select_related("user")
        if not policies.is_entitled(holder)
    ]
    if stray:
        yield Lack(f"ผู้พ้นหน้าที่ที่กุญแจยังไม่เลิกใช้: {', '.join(stray)} ให้ผู้ดูแลระบบเลิกใช้ในหน้าผู้ถือกุญแจ")


def _late_deletions() -> Iterator[Lack]:
    rules, by_now = ChannelRules.load(), timezone.localdate() - LATEST_ROUND
    late = (
        Case.objects.to_be_warned_of(by_now, rules.warn_days).count()
        + Case.objects.to_be_deleted(by_now, rules.warn_days).count()
    )
    if late:
        yield Lack(
            f"มี {late}\u00a0เรื่องที่ครบกำหนดเตือนหรือลบแล้วแต่ยังไม่ได้ทำ ตรวจว่าเครื่องเรียกคำสั่ง complaint_retention ทุกวัน "
            "และคำเตือนถึงผู้เกี่ยวข้องสองคน (อีเมลส่งออกได้ หรือกดรับทราบในหน้าการเก็บและการลบ)"
        )


def _entitled() -> list[User]:
    people = User.objects.filter(is_active=True, is_staff=True).order_by("pk")
    return [user for user in people if policies.may_hold_a_key(user)]


def _has_both_roles(user: User) -> bool:
    return policies.handles_cases(user) and policies.keeps_identities(user)


def _opened_by(holders: list[KeyHolder], part: Part) -> Exists:
    return Exists(Grant.objects.filter(key__case=OuterRef("pk"), key__part=part, holder__in=holders))
