"""What a person who reports is asked, one form a step; nothing of it is offered to the browser to remember."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from complaints import codes
from complaints.codes import Code, Mistyped
from complaints.models import KeyHolder
from complaints.models.terms import HolderKind, Kind
from portal import forms as portal_forms
from portal import thai
from portal.codes import cleaned

LONGEST_STORY = 20_000
"""Characters of what happened: some eight pages."""
CONCERNS = (("yes", "ใช่"), ("no", "ไม่ใช่"), ("unsure", "ไม่แน่ใจ"))
KNOWN = (
    ("anonymous", "ไม่บอกชื่อ"),
    ("known", "บอกชื่อ ให้รู้เฉพาะเจ้าหน้าที่ที่ได้รับอนุญาต"),
)
_QUIET = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
"""Browsers keep what is typed for the next time, and some send it away to check its spelling."""


class Words(portal_forms.Words):
    """A text of limited length that the browser neither remembers nor sends away."""

    attrs = _QUIET


class StepForm(forms.Form):
    """A step; errors are read out with their fields."""

    def answers(self) -> dict[str, Any]:
        """What was answered, as it is kept in the flow."""
        return dict(self.cleaned_data)


class WhatForm(StepForm):
    """What happened."""

    kind = forms.ChoiceField(
        label="เรื่องนี้เป็นเรื่องใด",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        help_text="เลือกข้อที่ใกล้ที่สุด ใช้นับสถิติเท่านั้น",
        error_messages={"required": "เลือกประเภทของเรื่อง", "invalid_choice": "เลือกประเภทของเรื่องจากรายการ"},
    )
    what = Words(
        label="เกิดอะไรขึ้น",
        longest=LONGEST_STORY,
        rows=8,
        help_text="ใคร ทำอะไร กับใคร มีใครเห็น และมีหลักฐานใดตรวจสอบต่อได้ ไม่ต้องใส่ชื่อของท่าน",
        error_messages={"required": "กรอกว่าเกิดอะไรขึ้น"},
    )
    when = Words(
        label="เกิดขึ้นเมื่อใด",
        longest=200,
        required=False,
        help_text="เช่น 9 มีนาคม 2569 หรือ ทุกเดือนตั้งแต่ต้นปี",
    )
    where = Words(label="เกิดขึ้นที่ไหน", longest=300, required=False, help_text="ชื่อสถานที่ อำเภอ หรือห้องทำงาน")
    who = Words(
        label="เกี่ยวข้องกับใคร",
        longest=2_000,
        rows=3,
        required=False,
        help_text="ชื่อ ตำแหน่ง หรือลักษณะเท่าที่ทราบ รวมทั้งบริษัทหรือร้านค้า",
    )


class ReadersForm(StepForm):
    """Who of the office must not read it; `readers` are the holders to whom it would go."""

    concerns = forms.ChoiceField(
        label="เรื่องนี้เกี่ยวข้องกับเจ้าหน้าที่ของสำนักงานนี้หรือไม่",
        choices=CONCERNS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "เลือกว่าเกี่ยวข้องกับเจ้าหน้าที่ของสำนักงานนี้หรือไม่",
            "invalid_choice": "เลือกคำตอบจากรายการ",
        },
    )
    excluded = forms.MultipleChoiceField(
        label="ใครต้องไม่ได้อ่านเรื่องนี้",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="ผู้ที่มีชื่อต่อไปนี้มีหน้าที่รับเรื่อง ผู้ที่ท่านเลือกจะเปิดอ่านเรื่องนี้ไม่ได้",
        error_messages={"invalid_choice": "รายชื่อผู้รับเรื่องเปลี่ยนไปแล้ว โปรดเลือกใหม่"},
    )
    excluded_names = Words(
        label="คนอื่นที่ต้องไม่ได้อ่าน",
        longest=500,
        rows=2,
        required=False,
        help_text="ชื่อหรือตำแหน่งของคนที่ไม่อยู่ในรายชื่อข้างบน เพื่อไม่ให้มอบเรื่องนี้แก่ผู้นั้นภายหลัง",
    )

    def __init__(self, *args: Any, readers: Sequence[KeyHolder], **options: Any) -> None:
        super().__init__(*args, **options)
        self.readers = [holder for holder in readers if holder.user]
        names = {
            str(holder.user.pk): " ".join(filter(None, [holder.user.display_name, holder.user.position]))
            for holder in self.readers
            if holder.user
        }
        if names:
            self.fields["excluded"].choices = list(names.items())  # type: ignore[attr-defined]
        else:
            del self.fields["excluded"]

    def clean_excluded(self) -> list[str]:
        excluded: list[str] = self.cleaned_data["excluded"]
        officers = {str(one.user_id) for one in self.readers if one.kind == HolderKind.OFFICER}
        if officers and officers <= set(excluded):
            raise ValidationError(
                "ท่านเลือกผู้รับเรื่องครบทุกคน จึงไม่มีใครเปิดอ่านเรื่องนี้ได้ "
                "โปรดแจ้งหน่วยงานภายนอกแทน เช่น สำนักงาน ป.ป.ช. โทร 1205 หรือสำนักงาน ป.ป.ท. โทร 1206"
            )
        return excluded

    def answers(self) -> dict[str, Any]:
        return {"excluded": [], **self.cleaned_data}


class IdentityForm(StepForm):
    """Who may know the person."""

    known = forms.ChoiceField(
        label="ท่านต้องการบอกชื่อหรือไม่",
        choices=KNOWN,
        widget=forms.RadioSelect,
        help_text="ไม่บอกชื่อก็ติดตามเรื่องและโต้ตอบกับเจ้าหน้าที่ได้ด้วยรหัส",
        error_messages={"required": "เลือกว่าจะบอกชื่อหรือไม่", "invalid_choice": "เลือกคำตอบจากรายการ"},
    )
    name = Words(label="ชื่อของท่าน", longest=200, required=False, help_text="กรอกเมื่อเลือกบอกชื่อ")
    contact = Words(
        label="ช่องทางติดต่อกลับที่ปลอดภัย",
        longest=500,
        rows=2,
        required=False,
        help_text="เช่น หมายเลขโทรศัพท์ส่วนตัว กรอกเมื่อเลือกบอกชื่อ",
    )
    note = Words(
        label="ข้อควรระวังในการติดต่อ",
        longest=1_000,
        rows=2,
        required=False,
        help_text="เช่น ติดต่อได้หลัง 18.00 น. และอย่าฝากข้อความไว้",
    )

    def clean(self) -> dict[str, Any]:
        answered: dict[str, Any] = super().clean() or self.cleaned_data
        if answered.get("known") == "known" and "name" in answered and "contact" in answered:
            if not answered["name"]:
                self.add_error("name", "กรอกชื่อของท่าน หรือเลือกไม่บอกชื่อ")
            if not answered["contact"]:
                self.add_error("contact", "กรอกช่องทางติดต่อกลับ หรือเลือกไม่บอกชื่อ")
        return answered

    def answers(self) -> dict[str, Any]:
        """What a person typed before they chose to stay without a name is not kept."""
        if self.cleaned_data["known"] == "anonymous":
            return {"known": "anonymous", "name": "", "contact": "", "note": ""}
        return dict(self.cleaned_data)


class SendForm(forms.Form):
    """The answers as they are; nothing more is asked before they are sent."""


class FilesForm(forms.Form):
    """Only what was wrong with the files; they are read from the request."""


class TypedBackForm(forms.Form):
    """The last four characters of the secret, or more of it, as a sign that it was written down."""

    last_four = Words(
        label="4 ตัวสุดท้ายของรหัสลับ",
        longest=codes.LONGEST_TYPED,
        help_text="3 ตัวก่อนขีดสุดท้าย กับ 1 ตัวหลังขีด ไม่นับขีด พิมพ์ตัวเล็ก ตัวใหญ่ หรือเลขไทยก็ได้",
        error_messages={"required": "พิมพ์ 4 ตัวสุดท้ายของรหัสลับ"},
    )

    def __init__(self, *args: Any, code: Code, **options: Any) -> None:
        super().__init__(*args, **options)
        self.code = code

    def clean_last_four(self) -> str:
        typed = cleaned(self.cleaned_data["last_four"])
        if len(typed) < len(self.code.last_four) or not self.code.whole_secret.endswith(typed):
            raise ValidationError(
                "ไม่ตรงกับรหัสลับข้างบน พิมพ์ 3 ตัวก่อนขีดสุดท้าย ตามด้วย 1 ตัวหลังขีด รวม 4 ตัว จากรหัสที่จดไว้"
            )
        return typed


class ReceiptForm(forms.Form):
    """What stands on a receipt."""

    locator = Words(
        label="เลขรับเรื่อง",
        longest=codes.LONGEST_TYPED,
        help_text="ตัวเลข 2 ตัว ขีด และตัวอักษรหรือเลขอีก 4 ตัว เช่น 69-K7Q2",
        error_messages={"required": "กรอกเลขรับเรื่อง"},
    )
    sha256 = Words(
        label="ค่า SHA-256",
        longest=200,
        rows=3,
        help_text="64 ตัว เว้นวรรคหรือขึ้นบรรทัดใหม่ได้",
        error_messages={"required": "กรอกค่า SHA-256 จากใบรับเรื่อง"},
    )
    day = Words(
        label="วันที่รับเรื่อง",
        longest=60,
        required=False,
        help_text="เช่น 9 มีนาคม 2569 หรือ 9/3/2569 ถ้ากรอก ต้องตรงกับใบรับเรื่อง",
    )

    def clean_locator(self) -> str:
        try:
            return codes.read_locator(self.cleaned_data["locator"])
        except Mistyped as error:
            raise ValidationError(
                "เลขรับเรื่องมีตัวเลข 2 ตัว ขีด และตัวอักษรหรือเลขอีก 4 ตัว เช่น 69-K7Q2 โปรดตรวจที่พิมพ์"
            ) from error

    def clean_sha256(self) -> str:
        typed = re.sub(r"[\s:–-]", "", thai.arabic_digits(self.cleaned_data["sha256"])).lower()
        if not re.fullmatch(f"[0-9a-f]{{{2 * hashlib.sha256().digest_size}}}", typed):
            raise ValidationError("ค่า SHA-256 มีตัวเลข 0–9 และตัวอักษร a–f รวม 64 ตัว โปรดตรวจที่พิมพ์")
        return typed

    def clean_day(self) -> Any:
        if not self.cleaned_data["day"]:
            return None
        try:
            return thai.parse_date(self.cleaned_data["day"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
