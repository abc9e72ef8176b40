"""The form by which an officer writes down a report that came by telephone, letter or over the counter."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from complaints.evidence import Examined, examine_all
from complaints.forms.reporting import IdentityForm, ReadersForm, WhatForm, Words
from complaints.models.terms import Channel
from portal.forms import ThaiDateField

_WAYS = [(one.value, one.label) for one in Channel if one != Channel.ONLINE]


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each examined; its value is a list of what was found with the contents."""

    def clean(self, data: Any, initial: Any = None) -> list[tuple[Examined, bytes]]:
        files: list[UploadedFile] = data if isinstance(data, list) else [data] if data else []
        return examine_all(files)


_WORDS = (
    ("what", "เกิดอะไรขึ้น", "จดตามคำบอกหรือตามจดหมาย ไม่ต้องใส่ชื่อผู้แจ้งในช่องนี้"),
    (
        "excluded",
        "ใครต้องไม่ได้อ่านเรื่องนี้",
        "ถามผู้แจ้ง ผู้ที่เลือกจะเปิดอ่านเรื่องนี้ไม่ได้ หากเลือกตนเอง ท่านจะเปิดเรื่องนี้ไม่ได้หลังบันทึก",
    ),
    ("known", "ผู้แจ้งต้องการบอกชื่อหรือไม่", "ชื่อเก็บแยกจากเรื่อง เปิดได้เมื่อผู้รักษาข้อมูลระบุตัวตนอนุมัติ"),
    ("name", "ชื่อผู้แจ้ง", "กรอกเมื่อผู้แจ้งบอกชื่อ"),
    ("contact", "ช่องทางติดต่อกลับที่ปลอดภัย", "กรอกเมื่อผู้แจ้งบอกชื่อ"),
)
"""Questions that the officer is asked in other words than the person."""
_LACKING = {
    "name": "กรอกชื่อผู้แจ้ง หรือเลือกว่าผู้แจ้งไม่บอกชื่อ",
    "contact": "กรอกช่องทางติดต่อกลับของผู้แจ้ง หรือเลือกว่าผู้แจ้งไม่บอกชื่อ",
}
EARLIEST = dt.timedelta(days=60)
"""How long ago a report may have come that is written down today."""


class IntakeForm(IdentityForm, ReadersForm, WhatForm):
    """What the public form asks, on one page, with the way it came."""

    once = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label="รับเรื่องทางใด",
        choices=_WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกช่องทางที่รับเรื่อง", "invalid_choice": "เลือกช่องทางจากรายการ"},
    )
    received_on = ThaiDateField(
        label="วันที่รับเรื่อง",
        initial=timezone.localdate,
        help_text=f"วันที่จดหมายหรือผู้แจ้งมาถึง กำหนดเวลานับจากวันนี้ ย้อนหลังได้ไม่เกิน {EARLIEST.days} วัน",
        error_messages={"required": "กรอกวันที่รับเรื่อง"},
    )
    letter_number = Words(
        label="เลขที่หนังสือหรือเลขรับของสารบรรณ",
        longest=100,
        required=False,
        help_text="เมื่อมาทางจดหมายหรือหน่วยงานอื่นส่งมา เก็บเข้ารหัสไว้กับเรื่อง",
    )
    evidence = FilesField(
        label="หลักฐาน",
        required=False,
        widget=_Files,
        help_text="เลือกได้หลายไฟล์ ไฟล์ละไม่เกิน 10 MB รวมไม่เกิน 10 ไฟล์ หากแบบมีข้อผิดพลาดต้องเลือกไฟล์ใหม่",
    )
    field_order = (
        "channel",
        "received_on",
        "letter_number",
        "kind",
        "what",
        "when",
        "where",
        "who",
        "concerns",
        "excluded",
        "excluded_names",
        "evidence",
        "known",
        "name",
        "contact",
        "note",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["once"].initial = secrets.token_hex(32)
        for name, label, help_text in _WORDS:
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, help_text

    def clean_received_on(self) -> dt.date:
        """Not in the future, and not so long ago that it is more likely a slip."""
        day: dt.date = self.cleaned_data["received_on"]
        today = timezone.localdate()
        if day > today:
            raise ValidationError("วันที่รับเรื่องต้องไม่เป็นวันในอนาคต")
        if day < today - EARLIEST:
            raise ValidationError(f"วันที่รับเรื่องย้อนหลังได้ไม่เกิน {EARLIEST.days}\u00a0วัน")
        return day

    def clean(self) -> dict[str, Any]:
        """What the public form asks for, in words for the officer."""
        answered = super().clean()
        for name, words in _LACKING.items():
            if name in self.errors and not str(self.data.get(name, "")).strip():
                self.errors[name] = self.error_class([words])
        return answered

    def in_order(self) -> Iterator[forms.BoundField]:
        """The questions, without what is hidden."""
        return (field for field in self if not field.is_hidden)
