"""The form by which an officer writes down a report that came by telephone, letter or over the counter."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from complaints.evidence import Examined, examine_all
from complaints.forms.reporting import IdentityForm, ReadersForm, WhatForm
from complaints.models.terms import Channel

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


class IntakeForm(IdentityForm, ReadersForm, WhatForm):
    """What the public form asks, on one page, with the way it came."""

    once = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label="รับเรื่องทางใด",
        choices=_WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกช่องทางที่รับเรื่อง", "invalid_choice": "เลือกช่องทางจากรายการ"},
    )
    evidence = FilesField(
        label="หลักฐาน",
        required=False,
        widget=_Files,
        help_text="เลือกได้หลายไฟล์ ไฟล์ละไม่เกิน 10 MB รวมไม่เกิน 10 ไฟล์ หากแบบมีข้อผิดพลาดต้องเลือกไฟล์ใหม่",
    )
    field_order = (
        "channel",
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

    def in_order(self) -> Iterator[forms.BoundField]:
        """The questions, without what is hidden."""
        return (field for field in self if not field.is_hidden)
