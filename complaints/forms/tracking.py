"""Forms of a reporter who comes back: the code in two fields, and a message with evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from complaints import codes
from complaints.actions.talking import LONGEST_MESSAGE
from complaints.codes import Code, Mistyped
from complaints.evidence import LARGEST_FILE, MOST_FILES
from portal.forms import FilesField, ManyFiles
from portal.thai import file_size

_CODE_WIDGET = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "autocorrect": "off",
}
LONGEST_FIELD = codes.LONGEST_TYPED


class TrackForm(forms.Form):
    """Locator and secret, as forgivingly as `complaints.codes` reads them; `code` is what was meant."""

    code: Code

    locator = forms.CharField(
        label="เลขรับเรื่อง",
        max_length=LONGEST_FIELD,
        help_text="ตัวเลข 2 ตัว ขีด และตัวอักษรหรือเลขอีก 4 ตัว เช่น 69-K7Q2",
        widget=forms.TextInput(attrs=_CODE_WIDGET | {"class": "w-20"}),
        error_messages={
            "required": "กรอกเลขรับเรื่องที่ได้เมื่อแจ้ง",
            "max_length": "เลขรับเรื่องยาวเกินไป ต้องมีตัวเลข 2 ตัว ขีด และตัวอักษรหรือเลขอีก 4 ตัว เช่น 69-K7Q2",
        },
    )
    secret = forms.CharField(
        label="รหัสลับ",
        max_length=LONGEST_FIELD,
        help_text="อักษรและตัวเลข 17 ตัว เว้นวรรค ใส่ขีด ตัวเล็ก หรือเลขไทยก็ได้",
        widget=forms.TextInput(attrs=_CODE_WIDGET | {"class": "w-20"}),
        error_messages={
            "required": "กรอกรหัสลับที่ได้เมื่อแจ้ง",
            "max_length": "รหัสลับยาวเกินไป ต้องมี 17 ตัว",
        },
    )
    kept = forms.CharField(required=False, strip=False, max_length=LONGEST_MESSAGE, widget=forms.HiddenInput)
    """A message that was not sent because the page had closed in the meantime."""

    def clean_locator(self) -> str:
        try:
            return codes.read_locator(self.cleaned_data["locator"])
        except Mistyped:
            raise ValidationError(
                "เลขรับเรื่องพิมพ์ไม่ถูก มีตัวเลข 2 ตัว ขีด และตัวอักษรหรือเลขอีก 4 ตัว เช่น 69-K7Q2 ตรวจกับที่จดไว้อีกครั้ง",
                code="mistyped",
            ) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "locator" in data and "secret" in data:
            try:
                self.code = codes.read_code(data["locator"], data["secret"])
            except Mistyped:
                self.add_error(
                    "secret",
                    ValidationError(
                        "พิมพ์ผิดอย่างน้อยหนึ่งตัว ตรวจรหัสลับและเลขรับเรื่องกับที่จดไว้ทีละตัว รหัสลับมี 17 ตัว", code="mistyped"
                    ),
                )
        return data


class MessageForm(forms.Form):
    """What the reporter adds: words, files, or both."""

    text = forms.CharField(
        label="ข้อความถึงเจ้าหน้าที่",
        required=False,
        max_length=LONGEST_MESSAGE,
        help_text=f"ไม่เกิน {LONGEST_MESSAGE:,} ตัวอักษร อย่าใส่รหัสลับ และไม่ต้องบอกว่าท่านเป็นใคร",
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "class": "w-38"}),
        error_messages={"max_length": f"ข้อความยาวเกิน {LONGEST_MESSAGE:,} ตัวอักษร โปรดแบ่งส่งเป็นหลายข้อความ"},
    )
    files = FilesField(  # type: ignore[assignment]  # the form keeps its own `files` apart from its fields
        label="หลักฐานเพิ่มเติม",
        required=False,
        help_text=f"ครั้งละไม่เกิน {MOST_FILES} ไฟล์ ไฟล์ละไม่เกิน {file_size(LARGEST_FILE)} "
        "ไฟล์ที่ส่งแล้วเปิดดูหรือดาวน์โหลดจากหน้านี้ไม่ได้ โปรดเก็บต้นฉบับไว้",
        widget=ManyFiles(attrs={"class": "w-38"}),
    )
    turn = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    """Drawn anew for each form shown, so that a second press of the button sends nothing twice."""
