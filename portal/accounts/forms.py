"""Forms of the second factor whose questions allauth leaves in English."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

HELP = "ตั้งชื่อให้จำได้ เช่น โทรศัพท์ของฉัน หรือ กุญแจสำรองในตู้เซฟ"


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    name = forms.CharField(label="ชื่อกุญแจ", required=False, max_length=100, help_text=HELP)


class EditKeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    name = forms.CharField(label="ชื่อกุญแจ", max_length=100, help_text=HELP)
