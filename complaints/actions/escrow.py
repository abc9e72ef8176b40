"""The escrow: a key whose private half lies on paper outside of the office, for when no officer is left to open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction

from complaints import opening, policies, sealing
from complaints.actions.keys import grant_missing, take_into_use
from complaints.actions.telling import tell_of_news
from complaints.models import Case, Grant, KeyHolder
from complaints.models.terms import HolderKind, Part
from portal import audit
from portal.models import User


class Why(models.TextChoices):
    """Why the escrow is opened: words for the log, which must hold nothing of a case."""

    LOST = "lost", "เจ้าหน้าที่ลืมวลีรหัสผ่าน"
    LEFT = "left", "เจ้าหน้าที่พ้นหน้าที่โดยไม่ได้ส่งมอบ"
    CUSTODIAN = "custodian", "แต่งตั้งผู้รักษาข้อมูลระบุตัวตนคนใหม่"
    ORDERED = "ordered", "มีคำสั่งตามกฎหมาย"
    DRILL = "drill", "ซ้อมเปิดด้วยกุญแจสำรอง"


@dataclass
class Opened:
    """What the escrow handed over; what it could not, by reason."""

    done: list[Case] = field(default_factory=list)
    had_already: list[Case] = field(default_factory=list)
    excluded: list[Case] = field(default_factory=list)
    of_another_key: list[Case] = field(default_factory=list)


@transaction.atomic
def keep_escrow_key(*, public: bytes) -> KeyHolder:
    """Take the public half of a new escrow into use; cases sealed to an older one stay with that one."""
    holder = KeyHolder.objects.create(kind=HolderKind.ESCROW, public_key=public)
    audit.record(None, "เริ่มใช้กุญแจสำรองใหม่", holder, fingerprint=holder.fingerprint)
    return holder


@transaction.atomic
def open_with_escrow(
    *, private: bytes, cases: Iterable[Case], to: User, why: Why, identity: bool = False
) -> Opened:
    """Hand cases over to an officer, or with `identity` their identities to a custodian, by the escrow's private half.

    A key of the receiver that still waits is compared at the table where the paper lies, so this confirms it, too.
    Whom a report names as accused, or who stepped out of a case, does not get it. Raises ValidationError, in Thai, and
    changes nothing, for a private half that is no escrow's of this site or somebody who may not receive.
    """
    try:
        public = sealing.pair_of(private).public
    except sealing.Unreadable as error:
        raise ValidationError("กุญแจสำรองไม่ถูกต้อง") from error
    escrow = KeyHolder.objects.filter(kind=HolderKind.ESCROW, public_key=public).first()
    if escrow is None:
        raise ValidationError("กุญแจนี้ไม่ใช่กุญแจสำรองของระบบนี้ ไม่มีสิ่งใดเปลี่ยนแปลง")
    holder = policies.holder_of(to)
    kind = HolderKind.CUSTODIAN if identity else HolderKind.OFFICER
    if holder is None or holder.kind != kind:
        raise ValidationError(f"{to.display_name} ไม่ใช่{kind.label}ที่มีกุญแจใช้อยู่ ไม่มีสิ่งใดเปลี่ยนแปลง")
    holder = KeyHolder.objects.select_for_update().get(pk=holder.pk)
    if holder.retired_at is not None:
        raise ValidationError("กุญแจของผู้รับเพิ่งเลิกใช้ไป ไม่มีสิ่งใดเปลี่ยนแปลง")
    if holder.is_waiting:
        take_into_use(holder, by=None, beside=escrow)
    opened = Opened()
    for case in Case.objects.select_for_update().filter(pk__in=[case.pk for case in cases]).order_by("pk"):
        keys = _keys_of(escrow, private, case)
        if Part.REPORT not in keys:
            opened.of_another_key.append(case)
        elif not _may_receive(to, case, opening.read_report(keys[Part.REPORT], case).excluded):
            opened.excluded.append(case)
        else:
            wanted = {Part.IDENTITY} if identity else {Part.REPORT, Part.TALK}
            privates = {part: key for part, key in keys.items() if part in wanted}
            if grant_missing(case=case, privates=privates, holder=holder, by=None):
                opened.done.append(case)
                audit.record(
                    None,
                    "เปิดตัวตนผู้แจ้งด้วยกุญแจสำรอง" if identity else "เปิดเรื่องด้วยกุญแจสำรอง",
                    case,
                    to=to.display_name,
                    why=why.label,
                    fingerprints=[escrow.fingerprint, holder.fingerprint],
                )
            else:
                opened.had_already.append(case)
    if opened.done:
        tell_of_news([to])
    return opened


def _keys_of(escrow: KeyHolder, private: bytes, case: Case) -> dict[Part, bytes]:
    """The private halves of the parts that are sealed to this escrow."""
    return {
        Part(grant.key.part): sealing.unseal(
            private, bytes(grant.sealed_key), place=Grant.place_of(case, grant.key.part)
        )
        for grant in Grant.objects.filter(holder=escrow, key__case=case).select_related("key")
    }


def _may_receive(to: User, case: Case, excluded: list[int]) -> bool:
    return to.pk not in excluded and not case.recusals.filter(user=to).exists()
