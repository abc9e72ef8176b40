"""Opening who a reporter is: an officer asks with a reason, a custodian hands the identity over or refuses (P16)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import policies, sealing
from complaints.actions.entries import now_words
from complaints.actions.keys import grant_missing
from complaints.actions.telling import tell_of_news
from complaints.contents import Words
from complaints.models import Case, CaseKey, Grant, IdentityRequest, KeyHolder
from complaints.models.terms import EntryKind, HolderKind, Part
from complaints.opening import Keyring
from portal import audit
from portal.models import User

LONGEST_REASON = 2000


@transaction.atomic
def ask_for_identity(*, by: User, case: Case, reason: str) -> IdentityRequest:
    """Ask the custodians to open who the reporter is; the reason lies sealed where they alone read it.

    Asking twice gives the request that waits already. Raises ValidationError, in Thai.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not policies.may_open(by, case):
        raise PermissionDenied("เฉพาะเจ้าหน้าที่ที่ได้รับมอบเรื่องนี้")
    if not case.entries.filter(kind=EntryKind.IDENTITY).exists():
        raise ValidationError("ผู้แจ้งไม่ได้บอกตัวตนไว้ จึงไม่มีข้อมูลให้เปิด")
    if holds_identity(by, case):
        raise ValidationError("ท่านเปิดตัวตนของเรื่องนี้ได้อยู่แล้ว")
    if not _custodians_of(case):
        raise ValidationError(
            "ไม่มีผู้รักษาข้อมูลระบุตัวตนคนใดเปิดตัวตนของเรื่องนี้ได้ จึงไม่มีผู้พิจารณาคำขอ "
            "หากจำเป็น ให้ผู้ดูแลระบบเปิดด้วยกุญแจสำรองตามคู่มือ"
        )
    reason = _expect_words(reason, "เหตุผล")
    waiting = case.identity_requests.filter(asked_by=by, is_approved=None).first()
    if waiting is not None:
        return waiting
    request = IdentityRequest(case=case, asked_by=by, asked_on=timezone.localdate())
    request.reason = _sealed(request, "reason", Part.IDENTITY, reason)
    request.save(force_insert=True)
    audit.record(by, "ขอเปิดตัวตนผู้แจ้ง", case)
    tell_of_news(_custodians_of(case))
    return request


@transaction.atomic
def decide_request(
    *, by: Keyring, request: IdentityRequest, is_approved: bool, answer: str
) -> IdentityRequest:
    """Approve, which hands the identity over to the officer who asked, or refuse; either with words, which are kept.

    The words are sealed to the officers of the case. A request that was decided meanwhile stays as it is. Raises
    ValidationError, in Thai, and NotGranted for a custodian to whom this identity was never given.
    """
    if by.holder.kind != HolderKind.CUSTODIAN or not policies.keeps_identities(by.user):
        raise PermissionDenied("เฉพาะผู้รักษาข้อมูลระบุตัวตน")
    case = Case.objects.select_for_update().get(pk=request.case_id)
    request = IdentityRequest.objects.select_for_update().get(pk=request.pk)
    private = by.key_of(case, Part.IDENTITY)
    if request.is_approved is not None:
        return request
    answer = _expect_words(answer, "คำตอบ")
    if is_approved:
        holder = policies.confirmed_holder_of(request.asked_by)
        if holder is None or request.asked_by == by.user or not policies.may_open(request.asked_by, case):
            raise ValidationError("ผู้ขอไม่ได้ถือเรื่องนี้แล้ว จึงอนุมัติไม่ได้ ให้ไม่อนุมัติพร้อมบันทึกเหตุผล")
        grant_missing(case=case, privates={Part.IDENTITY: private}, holder=holder, by=by.user)
    request.is_approved = is_approved
    request.decided_by, request.decided_on = by.user, timezone.localdate()
    request.answer = _sealed(request, "answer", Part.REPORT, answer)
    request.save()
    verb = "อนุมัติให้เปิดตัวตนผู้แจ้ง" if is_approved else "ไม่อนุมัติให้เปิดตัวตนผู้แจ้ง"
    audit.record(by.user, verb, case, asked_by=request.asked_by.display_name)
    tell_of_news([request.asked_by])
    return request


@transaction.atomic
def withdraw_identity(*, by: User, request: IdentityRequest) -> None:
    """Take an approved identity back from the officer: the key of it is deleted. Raises PermissionDenied."""
    case = Case.objects.select_for_update().get(pk=request.case_id)
    if not policies.keeps_identities(by) or not holds_identity(by, case):
        raise PermissionDenied("เฉพาะผู้รักษาข้อมูลระบุตัวตนของเรื่องนี้")
    taken, _ = Grant.objects.filter(
        key__case=case,
        key__part=Part.IDENTITY,
        holder__user=request.asked_by,
        holder__kind=HolderKind.OFFICER,
    ).delete()
    if taken:
        audit.record(by, "เพิกถอนสิทธิเปิดตัวตนผู้แจ้ง", case, asked_by=request.asked_by.display_name)


def holds_identity(user: User, case: Case) -> bool:
    """Whether the person has a key of the identity of this case, in use."""
    return Grant.objects.filter(
        key__case=case, key__part=Part.IDENTITY, holder__user=user, holder__retired_at=None
    ).exists()


def read_reason(ring: Keyring, request: IdentityRequest) -> Words:
    """Why the identity is asked for, as a custodian reads it. Raises NotGranted and sealing.Unreadable."""
    return _read(ring.key_of(request.case, Part.IDENTITY), request, "reason")


def read_answer(ring: Keyring, request: IdentityRequest) -> Words:
    """What the custodian answered, as an officer of the case reads it. Raises NotGranted and sealing.Unreadable."""
    return _read(ring.key_of(request.case, Part.REPORT), request, "answer")


def _read(private: bytes, request: IdentityRequest, column: str) -> Words:
    sealed = bytes(getattr(request, column))
    return Words.from_bytes(sealing.unseal(private, sealed, place=request.place(column)))


def _custodians_of(case: Case) -> list[User]:
    """The custodians to whom the identity of the case was handed and who may still decide."""
    holders = KeyHolder.objects.active().filter(
        kind=HolderKind.CUSTODIAN, grants__key__case=case, grants__key__part=Part.IDENTITY
    )
    return [
        holder.user
        for holder in holders.select_related("user")
        if holder.user and policies.is_entitled(holder)
    ]


def _sealed(request: IdentityRequest, column: str, part: Part, text: str) -> bytes:
    public = bytes(CaseKey.objects.get(case=request.case, part=part).public_key)
    return sealing.seal(public, now_words(text).to_bytes(), place=request.place(column))


def _expect_words(text: str, what: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError(f"เขียน{what}ก่อน")
    if len(text) > LONGEST_REASON:
        raise ValidationError(f"{what}ยาวเกิน {LONGEST_REASON:,} ตัวอักษร โปรดย่อให้สั้นลง")
    return text
