"""Forms of a person who follows a request: the code, a message with files, a reason, words to a rating."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from measures.services import codes
from measures.services.actions.files import HINT, MOST_OF_A_FIELD, Examined, examine
from measures.services.actions.following import LONGEST_COMMENT, LONGEST_MESSAGE
from measures.services.codes import Mistyped
from measures.services.forms.requests import CITIZEN_NUMBER
from measures.services.models import random_turn
from portal.forms import FilesField, SeenWords
from portal.uploads import find_citizen_ids

_CODE_WIDGET = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "w-20"}
TURN = "^[A-Za-z0-9_-]{22}$"


class CodeForm(forms.Form):
    """The tracking code, as forgivingly as `codes.read` reads it; the cleaned value is as it is written down."""

    code = forms.CharField(
        label="รหัสติดตาม",
        help_text="เช่น 70-K7Q2-M3PA-9XWD-C พิมพ์ตัวเล็ก เลขไทย หรือไม่ใส่ขีดก็ได้",
        widget=forms.TextInput(attrs=_CODE_WIDGET),
        error_messages={"required": "กรอกรหัสติดตามที่ได้เมื่อยื่นคำขอ"},
    )
    kept = SeenWords(longest=LONGEST_MESSAGE, required=False, widget=forms.HiddenInput())
    """A message that was not sent because the page had been open for too long."""

    def clean_code(self) -> str:
        try:
            return codes.read(self.cleaned_data["code"])
        except Mistyped:
            raise ValidationError(
                "รหัสพิมพ์ไม่ถูก มีตัวเลขปี 2 ตัว กับอักษรหรือเลขอีก 13 ตัว ไม่มีตัว O, I, L และ U ตรวจกับที่จดไว้ทีละตัว",
                code="mistyped",
            ) from None


class TurnForm(forms.Form):
    """A form that counts once; `turn` is its mark, drawn when it is shown."""

    turn = forms.RegexField(
        TURN, widget=forms.HiddenInput, error_messages={"required": "เปิดหน้านี้ใหม่แล้วส่งอีกครั้ง"}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["turn"].initial = random_turn

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if isinstance(value, str) and find_citizen_ids(value):
                self.add_error(name, ValidationError(CITIZEN_NUMBER, code="citizen_number"))
        return data


class ExaminedFiles(FilesField):
    """Several files of the kinds that are taken; the cleaned value is a list of them, looked into."""

    def clean(self, data: Any, initial: Any = None) -> list[Examined]:  # type: ignore[override]  # looked into
        sent = super().clean(data, initial)
        if len(sent) > MOST_OF_A_FIELD:
            raise ValidationError(f"แนบได้ครั้งละไม่เกิน {MOST_OF_A_FIELD} ไฟล์ เลือกมา {len(sent)} ไฟล์ โปรดแบ่งส่ง")
        return [examine(one) for one in sent]


class MessageForm(TurnForm):
    """What the person writes or sends."""

    text = SeenWords(
        label="ข้อความถึงเจ้าหน้าที่",
        longest=LONGEST_MESSAGE,
        rows=5,
        required=False,
        help_text="อย่าใส่รหัสติดตาม และไม่ต้องใส่เลขประจำตัวประชาชน",
    )
    papers = ExaminedFiles(label="แนบไฟล์", required=False, help_text=HINT)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not (data.get("text") or data.get("papers")):
            self.add_error("text", "เขียนข้อความ หรือแนบไฟล์อย่างน้อยหนึ่งไฟล์")
        return data


class WithdrawForm(TurnForm):
    reason = SeenWords(label="เหตุผลที่ยกเลิก", longest=1_000, rows=2, required=False)
    sure = forms.BooleanField(
        label="ต้องการยกเลิกคำขอนี้", error_messages={"required": "ทำเครื่องหมายเพื่อยืนยันว่าต้องการยกเลิก"}
    )


class CommentForm(TurnForm):
    """A few words to a rating; the rating stands already."""

    comment = SeenWords(
        label="บอกเพิ่มเติม",
        longest=LONGEST_COMMENT,
        rows=4,
        help_text="ไม่ต้องบอกชื่อหรือข้อมูลส่วนตัว",
        error_messages={"required": "เขียนข้อความก่อนกดส่ง หรือปิดหน้านี้ได้เลย คะแนนบันทึกแล้ว"},
    )
