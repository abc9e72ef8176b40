"""Forms of the officers: the passphrase, the filter of the queue, and what they do with a case."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from complaints.forms.keys import compared
from complaints.forms.reporting import Words
from complaints.models import KeyHolder
from complaints.models.case import CaseQuerySet
from complaints.models.terms import Outcome, Progress
from portal.models import User

LONGEST_TEXT = 4_500
"""Characters; a message to the reporter may be a little longer, by what is written before it."""
LONGEST_NEXT = 500
"""Characters of an address to which one goes on."""
_ENDS = [(one.value, one.label) for one in Outcome if one != Outcome.TRANSFERRED]


class PassphraseForm(forms.Form):
    passphrase = forms.CharField(
        label="วลีรหัสผ่านของกุญแจ",
        help_text="คนละอย่างกับรหัสผ่านเข้าสู่ระบบ ระบบไม่เก็บวลีนี้และกู้คืนให้ไม่ได้",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": "กรอกวลีรหัสผ่าน", "max_length": "วลีรหัสผ่านยาวเกินไป"},
    )
    next = forms.CharField(required=False, max_length=LONGEST_NEXT, widget=forms.HiddenInput)


# ── the queue ─────────────────────────────────────────────────────────────────
class QueueFilter(forms.Form):
    """Which cases are shown; what is not understood counts as not asked."""

    progress = forms.ChoiceField(
        label="สถานะ",
        required=False,
        choices=[("", "ที่ยังไม่เสร็จ"), *Progress.choices, ("all", "ทุกสถานะ")],
    )
    handler = forms.ChoiceField(label="ผู้รับผิดชอบ", required=False)
    late = forms.ChoiceField(
        label="กำหนดเวลา",
        required=False,
        choices=[("", "ทั้งหมด"), ("acknowledge", "ตรวจรับเกินกำหนด"), ("answer", "แจ้งผลเกินกำหนด")],
    )

    def __init__(self, *args: Any, handlers: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handler"].choices = [  # type: ignore[attr-defined]
            ("", "ทุกคน"),
            ("none", "ยังไม่มีผู้รับผิดชอบ"),
            *((str(user.pk), user.display_name) for user in handlers),
        ]
        self.is_valid()

    def narrow(self, cases: CaseQuerySet, *, on: Any) -> CaseQuerySet:
        """The cases asked for; without a word about it those that are not closed."""
        asked = self.asked
        progress = asked.get("progress", "")
        if progress == "":
            cases = cases.in_progress()
        elif progress != "all":
            cases = cases.filter(progress=progress)
        if handler := asked.get("handler"):
            cases = cases.filter(handler=None if handler == "none" else int(handler))
        late = asked.get("late")
        return (
            cases.to_acknowledge(on)
            if late == "acknowledge"
            else cases.overdue(on)
            if late == "answer"
            else cases
        )

    @property
    def asked(self) -> dict[str, str]:
        """What was asked and understood, without empty answers."""
        return {name: value for name, value in self.cleaned_data.items() if value}


# ── acts ──────────────────────────────────────────────────────────────────────
class ActForm(forms.Form):
    """An act without questions; `officers` are those whom the act may be about."""

    def __init__(self, *args: Any, officers: Sequence[User] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.officers = {str(user.pk): user for user in officers}
        if "officer" in self.fields:
            self.fields["officer"].choices = [  # type: ignore[attr-defined]
                (key, " ".join(filter(None, [user.display_name, user.position])))
                for key, user in self.officers.items()
            ]
        if "once" in self.fields:
            self.fields["once"].initial = uuid.uuid4().hex


class OfficerForm(ActForm):
    officer = forms.ChoiceField(
        label="เจ้าหน้าที่",
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกเจ้าหน้าที่", "invalid_choice": "เลือกเจ้าหน้าที่จากรายชื่อ"},
    )

    @property
    def chosen(self) -> User:
        return self.officers[self.cleaned_data["officer"]]


class ReceiverForm(OfficerForm):
    """An officer to whom the case is sealed, so the fingerprint of the key stands beside the name and is compared."""

    compared = compared()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        holders = KeyHolder.objects.confirmed().filter(user__in=self.officers.values())
        prints = {str(holder.user_id): holder.fingerprint for holder in holders}
        field = self.fields["officer"]
        field.choices = [  # type: ignore[attr-defined]
            (key, f"{label} ลายนิ้วมือ {prints.get(key, '')}")
            for key, label in field.choices  # type: ignore[attr-defined]
        ]


class OnceForm(ActForm):
    """Draws a value when it is shown, by which a form that is sent twice is known."""

    once = forms.RegexField("^[0-9a-f]{32}$", widget=forms.HiddenInput)


class MessageForm(OnceForm):
    text = Words(
        label="ข้อความถึงผู้แจ้ง",
        longest=LONGEST_TEXT,
        rows=5,
        help_text="ผู้แจ้งอ่านได้ด้วยรหัสเท่านั้น อย่าถามข้อมูลที่ไม่จำเป็นและอย่าถามรหัสลับ",
        error_messages={"required": "เขียนข้อความก่อนกดส่ง"},
    )
    is_answer = forms.BooleanField(
        label="ข้อความนี้แจ้งผลหรือความคืบหน้าตามกำหนดเวลา",
        required=False,
        help_text="เลือกแล้ว กำหนดแจ้งครั้งต่อไปเริ่มนับใหม่จากวันนี้จนกว่าจะปิดเรื่อง การขอข้อมูลเพิ่มไม่นับ",
    )


class NoteForm(OnceForm):
    text = Words(
        label="บันทึกภายใน",
        longest=LONGEST_TEXT,
        rows=4,
        help_text="เห็นเฉพาะเจ้าหน้าที่ที่เปิดเรื่องนี้ได้ ผู้แจ้งไม่เห็น",
        error_messages={"required": "เขียนบันทึกก่อนกดบันทึก"},
    )


class ReasonForm(OnceForm):
    reason = Words(
        label="เหตุผล",
        longest=2_000,
        rows=4,
        help_text="เก็บเข้ารหัส เห็นเฉพาะผู้ที่เปิดเรื่องนี้ได้",
        error_messages={"required": "เขียนเหตุผล"},
    )


class AskIdentityForm(ReasonForm):
    """Why an officer asks who the reporter is; the custodians read it, the officers of the case do not."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = "เก็บเข้ารหัส เห็นเฉพาะผู้รักษาข้อมูลระบุตัวตนที่พิจารณาคำขอ"


class TellingForm(OnceForm):
    """Why, for the file, and what the reporter is told."""

    reason = Words(
        label="เหตุผลของผลการพิจารณา",
        longest=LONGEST_TEXT,
        rows=5,
        help_text="เห็นเฉพาะเจ้าหน้าที่ที่เปิดเรื่องนี้ได้ ผู้แจ้งไม่เห็น",
        error_messages={"required": "เขียนเหตุผลของผลการพิจารณา"},
    )
    words = Words(
        label="ข้อความแจ้งผลถึงผู้แจ้ง",
        longest=LONGEST_TEXT,
        rows=5,
        help_text="ภาษาที่เข้าใจง่าย บอกผลและสิ่งที่ทำต่อ ผู้แจ้งอ่านได้ด้วยรหัส",
        error_messages={"required": "เขียนข้อความแจ้งผลถึงผู้แจ้ง"},
    )


class ClosingForm(TellingForm):
    outcome = forms.ChoiceField(
        label="ผลการพิจารณา",
        choices=_ENDS,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกผลการพิจารณา", "invalid_choice": "เลือกผลจากรายการ"},
    )
    field_order = ("outcome", "reason", "words")


class TransferForm(TellingForm):
    body = Words(
        label="หน่วยงานที่รับเรื่องต่อ",
        longest=200,
        help_text="เช่น สำนักงาน ป.ป.ช. ประจำจังหวัด ผู้แจ้งจะเห็นชื่อหน่วยงานนี้",
        error_messages={"required": "กรอกชื่อหน่วยงานที่รับเรื่องต่อ"},
    )
    field_order = ("body", "reason", "words")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = "เหตุผลที่ส่งเรื่องต่อ"
        self.fields["words"].label = "ข้อความเพิ่มเติมถึงผู้แจ้ง"
        self.fields["words"].help_text = (
            "ระบบเขียนประโยคแรกให้ว่า “สำนักงานส่งเรื่องของท่านให้ (หน่วยงาน) ซึ่งมีอำนาจดำเนินการ” "
            "เขียนต่อว่าผู้แจ้งติดตามกับหน่วยงานนั้นได้อย่างไร"
        )
