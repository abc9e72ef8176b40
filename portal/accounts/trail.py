"""Sign-ins, refusals, passwords and second factors leave a row in the audit log."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.dispatch import Signal, receiver

from portal import audit
from portal.models import User

KINDS = {
    Authenticator.Type.TOTP: "แอปยืนยันตัวตน",
    Authenticator.Type.WEBAUTHN: "กุญแจความปลอดภัย",
    Authenticator.Type.RECOVERY_CODES: "รหัสกู้คืน",
}


def _note(signal: Signal, verb: str) -> None:
    @receiver(signal, weak=False, dispatch_uid=f"audit:{verb}")
    def write(sender: Any, user: User | None = None, **facts: Any) -> None:
        if user is not None:
            authenticator = facts.get("authenticator")
            detail = {"method": KINDS[authenticator.type]} if authenticator else {}
            audit.record(user, verb, user, **detail)


_note(auth.user_logged_in, "เข้าสู่ระบบ")
_note(auth.user_logged_out, "ออกจากระบบ")
_note(account.password_changed, "เปลี่ยนรหัสผ่าน")
_note(account.password_reset, "ตั้งรหัสผ่านใหม่ด้วยลิงก์")
_note(mfa.authenticator_added, "เพิ่มการยืนยันตัวตนขั้นที่สอง")
_note(mfa.authenticator_removed, "ถอดการยืนยันตัวตนขั้นที่สอง")
_note(mfa.authenticator_reset, "สร้างรหัสกู้คืนใหม่")
_note(mfa.authentication_failed, "ยืนยันตัวตนขั้นที่สองไม่สำเร็จ")


@receiver(auth.user_login_failed, dispatch_uid="audit:login_failed")
def refused(sender: Any, credentials: dict[str, Any], **_: Any) -> None:
    """A wrong password for an account that exists; other names are not kept, for some type a password there."""
    user = User.objects.filter(username=credentials.get("username", "")).first()
    if user is not None:
        audit.record(None, "เข้าสู่ระบบไม่สำเร็จ", user)
