"""Forms of the officers: the passphrase, and what they do with a case."""

from __future__ import annotations

from django import forms


class PassphraseForm(forms.Form):
    passphrase = forms.CharField(
        label="วลีรหัสผ่านของกุญแจ",
        help_text="คนละอย่างกับรหัสผ่านเข้าสู่ระบบ ระบบไม่เก็บวลีนี้และกู้คืนให้ไม่ได้",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
