"""The form by which anybody asks the office something."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from measures.services.models import Service
from measures.services.models.form import new_token
from portal import personal_numbers
from portal.publishing import UNSEEN

LONGEST_SUBJECT, LONGEST_BODY = 200, 5_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""What has no width: it breaks lines and joins letters, but a text of nothing else says nothing."""


def _too_long(limit: int) -> str:
    return f"ข้อความยาวเกิน {limit:,} ตัวอักษร (เขียนมา %(show_value)s ตัวอักษร) โปรดย่อให้สั้นลง"


class QuestionField(forms.CharField):
    """A text without marks that nobody sees; one of nothing but such marks is empty."""

    def to_python(self, value: Any) -> str:
        text = UNSEEN.sub("", str(value or "").replace("\r\n", "\n"))
        return str(super().to_python(text if _WITHOUT_WIDTH.sub("", text).strip() else ""))


class AskForm(forms.Form):
    """A subject, a question, and if wanted an address to be told at. `token` marks the form, so that it counts once."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    service = forms.ModelChoiceField(
        label="เกี่ยวกับบริการ",
        queryset=Service.objects.none(),
        required=False,
        empty_label="เรื่องอื่น",
        error_messages={"invalid_choice": "ไม่มีบริการนี้แล้ว โปรดเลือกบริการอื่นหรือ “เรื่องอื่น”"},
    )
    subject = QuestionField(
        label="เรื่องที่ถาม",
        max_length=LONGEST_SUBJECT,
        help_text="หนึ่งประโยค เช่น ขอใบแทนใบอนุญาตโรงเรียนใช้เอกสารอะไร",
        error_messages={"required": "เขียนเรื่องที่ถามหนึ่งประโยค", "max_length": _too_long(LONGEST_SUBJECT)},
    )
    body = QuestionField(
        label="รายละเอียดคำถาม",
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"ไม่เกิน {LONGEST_BODY:,} ตัวอักษร อย่าใส่ชื่อ เลขประจำตัวประชาชน หมายเลขโทรศัพท์ หรือข้อมูลของผู้อื่น "
        "เพราะคำถามและคำตอบจะเผยแพร่",
        error_messages={"required": "เขียนสิ่งที่อยากรู้", "max_length": _too_long(LONGEST_BODY)},
    )
    email = forms.EmailField(
        label="อีเมลของท่าน",
        required=False,
        max_length=254,
        help_text="ใช้แจ้งครั้งเดียวเมื่อตอบแล้ว จากนั้นลบทิ้ง ไม่เผยแพร่",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "อีเมลไม่ถูกต้อง ตรวจการสะกด เช่น name@example.com หรือเว้นว่างไว้"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services: Any = self.fields["service"]
        services.queryset = Service.objects.published().filter(is_offered=True)
        if not self.is_bound:
            self.initial.setdefault("token", new_token())

    def clean_token(self) -> str:
        """The mark of the form; a new one for whoever sends none, or something else."""
        token = str(self.cleaned_data["token"])
        return token if _TOKEN.fullmatch(token) else new_token()

    def clean(self) -> Any:
        cleaned = super().clean()
        personal_numbers.refuse_typed(self)
        return cleaned
