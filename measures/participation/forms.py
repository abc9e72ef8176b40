"""What visitors write in a consultation, the code they follow it by, and how they look through the list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from measures.participation.models import Consultation, Contribution, Paragraph, new_token
from measures.participation.models.contribution import LONGEST_NAME, LONGEST_TEXT
from portal import personal_numbers, thai
from portal.forms import SeenWords

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
WHOLE = "ร่างทั้งฉบับ"


class ContributionForm(forms.Form):
    """A comment on a paragraph or on the whole draft; `token` marks the form, so that it counts once."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    paragraph_key = forms.ChoiceField(
        label="ความเห็นต่อ",
        required=False,
        error_messages={"invalid_choice": "ไม่มีข้อนี้ในร่าง โปรดเลือกใหม่"},
    )
    text = SeenWords(
        label="ความเห็นของท่าน",
        longest=LONGEST_TEXT,
        rows=8,
        help_text=f"ไม่เกิน {LONGEST_TEXT:,} ตัวอักษร ความเห็นจะเผยแพร่เมื่อเจ้าหน้าที่ตรวจแล้ว "
        "อย่าใส่เลขประจำตัวประชาชน หมายเลขโทรศัพท์ หรือข้อมูลของผู้อื่น",
        error_messages={"required": "เขียนความเห็นก่อนกดส่ง"},
    )
    name = SeenWords(
        label="ชื่อที่ให้แสดง",
        longest=LONGEST_NAME,
        required=False,
        help_text="เว้นว่างได้ ถ้าใส่ ทุกคนจะเห็นชื่อนี้ข้างความเห็น",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        consultation: Consultation,
        paragraphs: Iterable[Paragraph],
        chosen: str = "",
    ) -> None:
        super().__init__(data)
        until = thai.long_date(consultation.names_until)
        name = self.fields["name"]
        name.help_text = f"{name.help_text} จนถึงวันที่ {until} แล้วระบบลบชื่อ ความเห็นยังอยู่"
        choices = [("", WHOLE), *((one.key, one.heading) for one in paragraphs)]
        self.fields["paragraph_key"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.initial = {"token": new_token(), "paragraph_key": chosen if chosen in dict(choices) else ""}

    def clean_token(self) -> str:
        """The mark of the form; a new one for whoever sends none, or something else."""
        token = str(self.cleaned_data["token"])
        return token if _TOKEN.fullmatch(token) else new_token()

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean(self) -> Any:
        cleaned = super().clean()
        personal_numbers.refuse_typed(self)
        return cleaned


class CodeForm(forms.Form):
    """The code of a receipt, as people type it."""

    code = SeenWords(
        label="รหัสติดตาม",
        longest=60,
        help_text="รหัส 17 ตัวที่ได้ตอนส่งความเห็น พิมพ์ตัวเล็กหรือตัวใหญ่ มีขีดหรือไม่มีก็ได้",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "ใส่รหัสติดตาม", "max_length": "รหัสยาวเกินไป รหัสมี 17 ตัว"},
    )


class ParagraphFilter(forms.Form):
    """Of which paragraph; what is none is said beside the box and left out of account."""

    paragraph = forms.ChoiceField(
        label="ความเห็นต่อ",
        required=False,
        error_messages={"invalid_choice": "ไม่มีข้อนี้ในร่าง จึงแสดงทุกข้อ"},
    )

    def __init__(self, data: Any, paragraphs: Iterable[Paragraph]) -> None:
        super().__init__(data)
        self.headings = {"whole": WHOLE, **{one.key: one.heading for one in paragraphs}}
        self.fields["paragraph"].choices = [("", "ทุกข้อ"), *self.headings.items()]  # type: ignore[attr-defined]  # a choice field
        self.is_valid()

    @property
    def asked(self) -> dict[str, str]:
        """The filter in force, as an address says it."""
        chosen = str(self.cleaned_data.get("paragraph") or "")
        return {"paragraph": chosen} if chosen else {}

    @property
    def key(self) -> str | None:
        """The key asked for: empty for the draft as a whole, None for everything."""
        chosen = self.asked.get("paragraph")
        return None if chosen is None else "" if chosen == "whole" else chosen

    def chips(self) -> list[tuple[str, str]]:
        return [(name, self.headings[key]) for name, key in self.asked.items()]

    def heading_of(self, contribution: Contribution) -> str:
        """What a contribution speaks of."""
        return self.headings.get(contribution.paragraph_key or "whole", WHOLE)
