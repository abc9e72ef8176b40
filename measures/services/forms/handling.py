"""Forms of staff: the filter of the queue, and what they do with a request."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from measures.services import policies
from measures.services.actions.handling import LONGEST_TEXT
from measures.services.forms.following import ExaminedFiles, TurnForm
from measures.services.models import Outcome, Progress, RequestForm, Service, ServiceRequest
from measures.services.models.request import ServiceRequestQuerySet
from portal import thai
from portal.forms import SeenWords
from portal.models import User, WorkGroup

_REFERENCE = re.compile(r"(?:(?:25)?([0-9]{2})\s*/\s*)?0*([0-9]{1,9})")


class QueueFilter(forms.Form):
    """Which requests are shown; what is not understood counts as not asked."""

    progress = forms.ChoiceField(
        label="สถานะ", required=False, choices=[("", "ที่ยังไม่เสร็จ"), *Progress.choices, ("all", "ทุกสถานะ")]
    )
    service = forms.ChoiceField(label="บริการ", required=False)
    group = forms.ChoiceField(label="กลุ่มงาน", required=False)
    late = forms.ChoiceField(
        label="กำหนด",
        required=False,
        choices=[("", "ทั้งหมด"), ("over", "เกินกำหนด"), ("near", "ใกล้ครบกำหนด"), ("written", "ผู้ยื่นเขียนมา")],
    )
    mine = forms.ChoiceField(
        label="ผู้รับผิดชอบ", required=False, choices=[("", "ทุกคน"), ("1", "ของฉัน"), ("none", "ยังไม่มี")]
    )
    number = forms.CharField(label="เลขที่คำขอ", required=False, max_length=20)

    def __init__(
        self, *args: Any, services: Sequence[Service], groups: Sequence[WorkGroup], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, everything, rows in (("service", "ทุกบริการ", services), ("group", "ทุกกลุ่มงาน", groups)):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                ("", everything),
                *((str(row.pk), str(row)) for row in rows),
            ]
        if len(groups) < 2:
            del self.fields["group"]
        self.is_valid()

    def clean_number(self) -> str:
        text = thai.arabic_digits(self.cleaned_data["number"]).strip()
        return text if _REFERENCE.fullmatch(text) else ""

    def narrow(
        self, requests: ServiceRequestQuerySet, *, by: User, on: dt.date, near: dt.date
    ) -> ServiceRequestQuerySet:
        """The requests asked for; without a word about it those that are not closed."""
        asked = self.asked
        if found := _REFERENCE.fullmatch(asked.get("number", "")):
            requests = requests.filter(number=int(found[2]))
            return requests.filter(year=2500 + int(found[1])) if found[1] else requests
        progress = asked.get("progress", "")
        if progress == "":
            requests = requests.open()
        elif progress != "all":
            requests = requests.filter(progress=progress)
        for name in ("service", "group"):
            if name in asked:
                requests = requests.filter(**{name: int(asked[name])})
        if mine := asked.get("mine"):
            requests = requests.filter(assigned_to=by if mine == "1" else None)
        late = asked.get("late")
        if late == "over":
            return requests.overdue(on)
        if late == "near":
            return requests.due_between(on, near)
        return requests.written_to() if late == "written" else requests

    @property
    def asked(self) -> dict[str, str]:
        """What was asked and understood, without empty answers."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words(self, name: str) -> str:
        """An answer as people read it."""
        value = self.asked[name]
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, f"{self.fields[name].label} {value}"))


# ── acts ──────────────────────────────────────────────────────────────────────
class ActForm(TurnForm):
    """An act without questions. `seen` is the newest event that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**18)

    def __init__(self, *args: Any, request: ServiceRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request


def _words(label: str, hint: str, lacking: str, *, rows: int = 5) -> SeenWords:
    return SeenWords(
        label=label, longest=LONGEST_TEXT, rows=rows, help_text=hint, error_messages={"required": lacking}
    )


class AskForm(ActForm):
    text = _words(
        "ข้อมูลหรือเอกสารที่ขอเพิ่ม",
        "ผู้ยื่นอ่านข้อความนี้ บอกให้ครบว่าขาดอะไร และส่งอย่างไร เวลามาตรฐานหยุดนับจนกว่าผู้ยื่นจะส่ง",
        "เขียนว่าขออะไรเพิ่ม",
    )


class TellForm(ActForm):
    text = _words("ข้อความถึงผู้ยื่น", "ผู้ยื่นอ่านข้อความนี้ด้วยรหัสติดตาม", "เขียนข้อความก่อนกดส่ง")
    papers = ExaminedFiles(label="ไฟล์ถึงผู้ยื่น", required=False)


class NoteForm(ActForm):
    text = _words("บันทึกภายใน", "เห็นเฉพาะเจ้าหน้าที่ ผู้ยื่นไม่เห็น", "เขียนบันทึกก่อนกดบันทึก", rows=4)


class CloseForm(ActForm):
    outcome = forms.ChoiceField(
        label="ผล",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกผล", "invalid_choice": "เลือกผลจากรายการ"},
    )
    text = _words(
        "คำตอบถึงผู้ยื่น",
        "ภาษาที่เข้าใจง่าย บอกผล เหตุผล และสิ่งที่ผู้ยื่นต้องทำต่อ หากไม่สามารถดำเนินการได้ ให้บอกสิทธิอุทธรณ์หรือช่องทางอื่น",
        "เขียนคำตอบถึงผู้ยื่น",
    )
    papers = ExaminedFiles(label="ไฟล์ถึงผู้ยื่น", required=False, help_text="เช่น หนังสือตอบหรือใบอนุญาต")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.request.progress != Progress.WAITING:
            self.fields["outcome"].choices = [  # type: ignore[attr-defined]
                choice for choice in Outcome.choices if choice[0] != Outcome.NO_ANSWER
            ]


class ReasonForm(ActForm):
    reason = _words("เหตุผล", "เห็นเฉพาะเจ้าหน้าที่", "เขียนเหตุผล", rows=3)


class ReopenForm(ActForm):
    reason = _words("เหตุผลที่เปิดคำขออีกครั้ง", "ผู้ยื่นอ่านข้อความนี้", "เขียนเหตุผล", rows=3)


class AssignForm(ActForm):
    to = forms.ChoiceField(
        label="ผู้รับผิดชอบ",
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกผู้รับผิดชอบ", "invalid_choice": "เลือกจากรายชื่อ"},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(user.pk): user for user in policies.handlers_of(self.request.group)}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (key, " ".join(filter(None, [user.display_name, user.position])))
            for key, user in self.people.items()
        ]
        self.fields["to"].initial = str(self.request.assigned_to_id or "")

    def clean_to(self) -> User:
        return self.people[self.cleaned_data["to"]]


class TransferForm(ReasonForm):
    to = forms.ModelChoiceField(
        label="กลุ่มงานที่รับต่อ",
        queryset=WorkGroup.objects.none(),
        empty_label="เลือกกลุ่มงาน",
        error_messages={"required": "เลือกกลุ่มงาน", "invalid_choice": "เลือกกลุ่มงานจากรายการ"},
    )
    field_order = ("to", "reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = WorkGroup.objects.filter(is_active=True).exclude(pk=self.request.group_id)
        self.fields["to"].queryset = groups  # type: ignore[attr-defined]


class IntakeForm(forms.Form):
    """Which form is filled in at the counter."""

    form = forms.ChoiceField(
        label="บริการ",
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกบริการ", "invalid_choice": "แบบคำขอนี้ปิดรับแล้ว เลือกใหม่"},
    )

    def __init__(self, *args: Any, forms_open: Sequence[RequestForm], **options: Any) -> None:
        super().__init__(*args, **options)
        self.open = {str(one.pk): one for one in forms_open}
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (key, one.service.title) for key, one in self.open.items()
        ]

    def clean_form(self) -> RequestForm:
        chosen = self.open.get(self.cleaned_data["form"])
        if chosen is None:
            raise ValidationError("แบบคำขอนี้ปิดรับแล้ว เลือกใหม่")
        return chosen
