"""Forms of keys, custodians' decisions and the keeping of cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from complaints.actions.identities import LONGEST_REASON
from complaints.actions.keys import LONGEST_PASSPHRASE, SHORTEST_PASSPHRASE, expect_good_passphrase
from complaints.forms.reporting import Words
from complaints.models import Case
from portal import thai
from portal.models import User


def _passphrase(label: str, hint: str = "", *, autocomplete: str = "off") -> forms.CharField:
    """A passphrase as it is typed: nothing is cut off, and no browser is asked to keep it."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        max_length=LONGEST_PASSPHRASE,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": f"กรอก{label}", "max_length": "วลีรหัสผ่านยาวเกินไป"},
    )


def compared() -> forms.BooleanField:
    """The question whether fingerprints were compared, asked wherever something is sealed to the key of another."""
    return forms.BooleanField(
        label="ได้อ่านลายนิ้วมือของกุญแจเทียบกับเจ้าตัวแล้ว ตรงกัน",
        help_text="พบกันหรือโทรศัพท์ อย่าเทียบทางอีเมล เพื่อให้แน่ใจว่าไม่มีผู้ใดสวมกุญแจแทน",
        error_messages={"required": "เทียบลายนิ้วมือของกุญแจกับเจ้าตัวก่อน"},
    )


class NewPassphraseForm(forms.Form):
    """A new passphrase, typed twice, and that its loss is understood."""

    passphrase = _passphrase(
        "วลีรหัสผ่านใหม่",
        f"อย่างน้อย {SHORTEST_PASSPHRASE} ตัวอักษร ใช้คำหลายคำที่ไม่เกี่ยวกัน ห้ามใช้รหัสผ่านเข้าสู่ระบบ",
        autocomplete="new-password",
    )
    again = _passphrase("วลีรหัสผ่านใหม่อีกครั้ง", autocomplete="new-password")
    understood = forms.BooleanField(
        label="เข้าใจแล้วว่าไม่มีผู้ใดกู้คืนวลีนี้ได้ รวมทั้งผู้ดูแลระบบ และจะเก็บสำเนาที่เขียนด้วยมือไว้ในที่ปลอดภัย",
        error_messages={"required": "ยืนยันว่าเข้าใจก่อน"},
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_passphrase(self) -> str:
        passphrase = str(self.cleaned_data["passphrase"])
        expect_good_passphrase(self.user, passphrase)
        return passphrase

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "passphrase" in said and said.get("again") not in (None, said["passphrase"]):
            self.add_error("again", "วลีรหัสผ่านสองครั้งไม่ตรงกัน พิมพ์ใหม่ทั้งสองช่อง")
        return said


class ChangePassphraseForm(NewPassphraseForm):
    """The old passphrase before the new one."""

    old = _passphrase("วลีรหัสผ่านเดิม")
    field_order = ("old", "passphrase", "again", "understood")


class LostKeyForm(NewPassphraseForm):
    """A new key in place of the lost one."""

    lost = forms.BooleanField(
        label="วลีเดิมหาย และเข้าใจว่ากุญแจใหม่เปิดเรื่องเดิมไม่ได้จนกว่าผู้อื่นจะส่งมอบให้อีก",
        error_messages={"required": "ยืนยันว่าวลีเดิมหาย"},
    )
    field_order = ("lost", "passphrase", "again", "understood")


class ComparedForm(forms.Form):
    """That the fingerprint of a key was compared with its owner, by voice or face to face."""

    compared = compared()


class RetireForm(forms.Form):
    """That a key is to end."""

    sure = forms.BooleanField(
        label="เลิกใช้กุญแจนี้ถาวร กุญแจนี้จะเปิดเรื่องใดไม่ได้อีก",
        error_messages={"required": "ยืนยันก่อนเลิกใช้"},
    )


class HandOverForm(forms.Form):
    """Which cases go to the other officer, whose key was compared."""

    cases = forms.MultipleChoiceField(
        label="เรื่องที่ส่งมอบ",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "เลือกอย่างน้อยหนึ่งเรื่อง",
            "invalid_choice": "มีเรื่องที่ส่งมอบไม่ได้แล้ว เลือกใหม่จากรายการ",
        },
    )
    compared = compared()

    def __init__(self, *args: Any, cases: Sequence[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_locator = {case.locator: case for case in cases}
        self.fields["cases"].choices = [  # type: ignore[attr-defined]
            (case.locator, f"{case.locator} รับเมื่อ {thai.short_date(case.received_on)}") for case in cases
        ]
        self.fields["cases"].initial = list(self.by_locator)

    @property
    def chosen(self) -> list[Case]:
        return [self.by_locator[locator] for locator in self.cleaned_data["cases"]]


class DecisionForm(forms.Form):
    """A custodian's decision on a request, with words that the officer reads."""

    decision = forms.ChoiceField(
        label="คำตัดสิน",
        choices=[("approve", "อนุมัติ ให้ผู้ขอเปิดตัวตนของผู้แจ้งได้"), ("refuse", "ไม่อนุมัติ")],
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกอนุมัติหรือไม่อนุมัติ", "invalid_choice": "เลือกจากรายการ"},
    )
    answer = Words(
        label="เหตุผลถึงผู้ขอ",
        longest=LONGEST_REASON,
        rows=4,
        help_text="เก็บเข้ารหัสไว้กับเรื่อง เจ้าหน้าที่ที่เปิดเรื่องนี้ได้อ่านได้",
        error_messages={"required": "เขียนเหตุผลถึงผู้ขอ"},
    )

    @property
    def is_approved(self) -> bool:
        return bool(self.cleaned_data["decision"] == "approve")


class HoldForm(forms.Form):
    """Why a case is kept from deletion, or no longer."""

    reason = Words(
        label="เหตุผล",
        longest=LONGEST_REASON,
        rows=4,
        help_text="เก็บเข้ารหัสในบันทึกภายในของเรื่อง",
        error_messages={"required": "เขียนเหตุผล"},
    )


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Put what an action refused into the form, at its field where it names one."""
    if hasattr(error, "error_dict"):
        form.add_error(None, error)
    else:
        form.add_error(None, error.messages)
