"""What an administrator does with accounts: a link to set a password, a second factor taken off, roles given."""

from __future__ import annotations

from collections.abc import Iterable, Set

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from portal import audit
from portal.models import User
from portal.roles import Role

WATCHERS = frozenset({Role.AUDITOR})
"""Roles that only read; they go with no other role."""
APART_FROM_ADMINISTRATOR = frozenset({Role.INTEGRITY_OFFICER, Role.IDENTITY_CUSTODIAN})
"""Roles that see complaints, which the administrator never does."""


def conflict_of_roles(roles: Iterable[str]) -> str:
    """Why these roles may not be held by one person, as a Thai sentence; empty if they may."""
    held: Set[str] = set(roles)
    if held & WATCHERS and len(held) > 1:
        return "ผู้ตรวจสอบอ่านได้อย่างเดียว จึงมีบทบาทอื่นร่วมด้วยไม่ได้"
    if Role.ADMINISTRATOR in held and held & APART_FROM_ADMINISTRATOR:
        return "ผู้ดูแลระบบต้องไม่เห็นเรื่องร้องเรียน จึงเป็นผู้รับเรื่องร้องเรียนหรือผู้รักษาข้อมูลระบุตัวตนไม่ได้"
    return ""


@transaction.atomic
def issue_password_link(*, by: User, user: User, request: HttpRequest) -> str:
    """A link with which `user` sets a password, once, within PASSWORD_RESET_TIMEOUT (three days).

    The present password and every link given before stop working at once. Raises PermissionDenied for
    one's own account, which has «เปลี่ยนรหัสผ่าน», and for an account that is switched off.
    """
    if by.pk == user.pk:
        raise PermissionDenied("บัญชีของตนเองให้ใช้เมนูเปลี่ยนรหัสผ่าน")
    if not user.is_active:
        raise PermissionDenied("บัญชีนี้ปิดใช้งานอยู่ ต้องเปิดใช้งานก่อน")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    audit.record(by, "ออกลิงก์ตั้งรหัสผ่าน", user)
    _tell(user, "account/email/password_link")
    return str(get_reset_password_from_key_url(request, f"{user_pk_to_url_str(user)}-{token}"))


@transaction.atomic
def reset_second_factor(*, by: User, user: User) -> None:
    """Take every second factor off an account whose owner lost it; the next sign-in must set up a new one.

    Raises PermissionDenied for one's own account: somebody else must vouch for the person.
    """
    if by.pk == user.pk:
        raise PermissionDenied("ล้างการยืนยันตัวตนขั้นที่สองของตนเองไม่ได้ ต้องให้ผู้ดูแลระบบคนอื่นทำ")
    Authenticator.objects.filter(user=user).delete()
    audit.record(by, "ล้างการยืนยันตัวตนขั้นที่สอง", user)
    _tell(user, "account/email/second_factor_reset")


def _tell(user: User, template_prefix: str) -> None:
    """Mail the owner what was done to the account, if an address is known."""
    if user.email:
        transaction.on_commit(lambda: get_adapter().send_mail(template_prefix, user.email, {"user": user}))
