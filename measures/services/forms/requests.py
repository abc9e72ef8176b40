"""The form that a person fills in, made of the fields that staff composed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape

from measures.services.actions.files import HINT, MOST_OF_A_FIELD, Examined, examine
from measures.services.models import FieldKind, FormField, RequestFile, RequestForm
from portal import thai
from portal.forms import DateBoxes, DateBoxesField, FilesField, SeenWords, readable
from portal.uploads import find_citizen_ids

LONGEST_LINE, LONGEST_TEXT = 500, 10_000
MOST_RADIOS = 12
"""Choices that are shown as buttons; more are a list to pick from."""
CITIZEN_NUMBER = (
    "มีเลขประจำตัวประชาชน ซึ่งสำนักงานไม่ต้องใช้ทางออนไลน์ ระบบจึงไม่บันทึกช่องนี้ "
    "ให้ลบเลขออก หรือปิดสี่หลักท้ายด้วย xxxx เช่น 1-2345-67890-xx-x"
)
YES, NO = "ยินยอม", "ไม่ยินยอม"
_AGREED = "yes"
_LARGEST = Decimal(10) ** 12
_PHONE = re.compile(r"[0-9+() .,\-/#]*[0-9][0-9+() .,\-/#]*(?:ต่อ[0-9 ,\-]+)?")
_NOT_KEPT = frozenset({"max_length", "citizen_number"})
"""Faults of an answer that the draft does not keep."""


class AmountField(SeenWords):
    """A number as people write it: Thai figures and commas are understood."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-20", "autocomplete": "off"})
        super().__init__(longest=40, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = Decimal(thai.arabic_digits(text).replace(",", "").replace(" ", ""))
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite():
            raise ValidationError("กรอกเป็นตัวเลขอย่างเดียว เช่น 1,250 หรือ 12.5 ไม่ต้องใส่หน่วย", code="invalid")
        if abs(amount) > _LARGEST or -int(amount.as_tuple().exponent) > 6:
            raise ValidationError("จำนวนนี้ใหญ่หรือละเอียดเกินกว่าที่รับได้ โปรดตรวจที่พิมพ์", code="invalid")
        return amount


class RequestAnswers(forms.Form):
    """What is asked of one person; `complete` says whether what is required must be there already.

    `kept` are files that the draft has, `removed` the keys of those that are to go. After `is_valid`, `examined` holds
    the new files by the key of their field, and `to_keep()` what the draft keeps.
    """

    definition: ClassVar[Sequence[FormField]] = ()
    asks_contact: ClassVar[bool] = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        kept: Sequence[RequestFile] = (),
        removed: frozenset[int] = frozenset(),
        complete: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.kept = [file for file in kept if file.pk not in removed]
        self.examined: dict[str, list[Examined]] = {}
        if not complete:
            for field in self.fields.values():
                field.required = False
        self.is_complete = complete

    # ── what is shown ─────────────────────────────────────────────────────────
    def questions(self, kept: Sequence[RequestFile]) -> Iterator[dict[str, Any]]:
        """Each question with the files that are kept of it, in the order of the form; contact comes last."""
        for asked in self.definition:
            yield {
                "field": self[name_of(asked)],
                "files": [file for file in kept if file.field_key == asked.key],
            }
        if self.asks_contact:
            for name in _CONTACT:
                yield {"field": self[name], "files": [], "is_contact": name == "name"}

    # ── what is kept and sent ─────────────────────────────────────────────────
    def to_keep(self) -> dict[str, str]:
        """What was typed as the draft keeps it: key of a field → text, but for what must not or cannot be kept."""
        kept = {}
        for asked in self.definition:
            name = name_of(asked)
            if asked.kind != FieldKind.FILE and not self._is_refused(name):
                kept[asked.key] = self._typed(name)
        for name in _CONTACT if self.asks_contact else ():
            if not self._is_refused(name):
                kept[name] = self._typed(name)
        return kept

    def has_lost(self) -> bool:
        """Whether something that was sent could not be kept, so that the person must be told at once."""
        return any(self._is_refused(name) for name in self.errors) or any(
            self.has_error(name_of(asked)) for asked in self.definition if asked.kind == FieldKind.FILE
        )

    def as_sent(self) -> list[dict[str, str]]:
        """The answers of a valid form as a request holds them, readable without it; a file's value is empty."""
        return [
            {
                "key": asked.key,
                "label": asked.label,
                "kind": asked.kind,
                "value": _sent(asked.kind, self.cleaned_data.get(name_of(asked))),
            }
            for asked in self.definition
        ]

    def contact(self) -> dict[str, str]:
        """Who sends it, if the form asks."""
        return {name: str(self.cleaned_data.get(name, "")) for name in _CONTACT if self.asks_contact}

    def _typed(self, name: str) -> str:
        value = self[name].data
        if isinstance(value, bool):
            return _AGREED if value else ""
        if isinstance(value, list):
            value = DateBoxes.joined(value)
        return readable(str(value or ""))

    def _is_refused(self, name: str) -> bool:
        return any(self.has_error(name, code) for code in _NOT_KEPT)

    # ── what is good ──────────────────────────────────────────────────────────
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for asked in self.definition:
            if asked.kind == FieldKind.FILE:
                self._examine(asked)
        for name in self.fields:
            if not self._is_file(name) and find_citizen_ids(self._typed(name)):
                self.add_error(name, ValidationError(CITIZEN_NUMBER, code="citizen_number"))
        asks = self.asks_contact and self.is_complete and not {"phone", "email"} & set(self.errors)
        if asks and not (data.get("phone") or data.get("email")):
            self.add_error("phone", "กรอกโทรศัพท์หรืออีเมลอย่างน้อยหนึ่งช่องทาง เพื่อให้เจ้าหน้าที่ติดต่อกลับได้")
        return data

    def _is_file(self, name: str) -> bool:
        return isinstance(self.fields[name], FilesField)

    def _examine(self, asked: FormField) -> None:
        name = name_of(asked)
        sent = self.cleaned_data.get(name) or []
        room = MOST_OF_A_FIELD - sum(1 for file in self.kept if file.field_key == asked.key)
        if len(sent) > room:
            self.add_error(
                name, f"แนบได้ไม่เกิน {MOST_OF_A_FIELD} ไฟล์ในช่องนี้ จึงไม่ได้บันทึก {len(sent) - max(room, 0)} ไฟล์สุดท้าย"
            )
        good = self.examined.setdefault(asked.key, [])
        for upload in sent[: max(room, 0)]:
            try:
                good.append(examine(upload))
            except ValidationError as fault:
                self.add_error(name, fault)
        has_some = good or any(file.field_key == asked.key for file in self.kept)
        if self.is_complete and asked.is_required and not has_some and not self.has_error(name):
            self.add_error(name, ValidationError("แนบไฟล์ในช่องนี้อย่างน้อยหนึ่งไฟล์", code="required"))


def name_of(asked: FormField) -> str:
    """The name of a field in the page."""
    return f"f_{asked.key}"


def request_form_class(form: RequestForm) -> type[RequestAnswers]:
    """The form of a published request form; each field as its kind has it."""
    definition = list(form.fields.all())
    members: dict[str, Any] = {"definition": definition, "asks_contact": form.asks_contact}
    for asked in definition:
        members[name_of(asked)] = _MAKERS[FieldKind(asked.kind)](asked)
    if form.asks_contact:
        members |= {name: make() for name, make in _CONTACT.items()}
    return type("RequestAnswersOfForm", (RequestAnswers,), members)


def data_of(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that a draft keeps, as if they had just been sent."""
    return {key if key in _CONTACT else f"f_{key}": text for key, text in answers.items()}


def shown(kind: str, value: str) -> str:
    """An answer as people read it."""
    if kind == FieldKind.DATE and value:
        try:
            return thai.long_date(thai.parse_date(value))
        except ValueError:
            return value
    if kind == FieldKind.NUMBER and value:
        try:
            return thai.number(Decimal(value))
        except InvalidOperation:
            return value
    return value


def _sent(kind: str, value: Any) -> str:
    if kind == FieldKind.CONSENT:
        return YES if value else NO
    if kind == FieldKind.FILE or value is None:
        return ""
    if kind == FieldKind.DATE:
        return str(value.isoformat())
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


# ── fields ────────────────────────────────────────────────────────────────────
def _common(asked: FormField, required: str) -> dict[str, Any]:
    return {
        "label": asked.label,
        "required": asked.is_required,
        "help_text": _escaped(asked.help_text),
        "error_messages": {"required": required, "invalid_choice": "เลือกคำตอบจากรายการ"},
    }


def _escaped(text: str) -> str:
    """Components print hints as they are, because ours may hold tags; what staff wrote must not."""
    return conditional_escape(text) if text else ""


def _text(asked: FormField) -> forms.Field:
    return SeenWords(longest=LONGEST_LINE, **_common(asked, "กรอกช่องนี้"))


def _long(asked: FormField) -> forms.Field:
    return SeenWords(longest=LONGEST_TEXT, rows=6, **_common(asked, "กรอกช่องนี้"))


def _number(asked: FormField) -> forms.Field:
    return AmountField(**_common(asked, "กรอกจำนวนเป็นตัวเลข"))


def _date(asked: FormField) -> forms.Field:
    return DateBoxesField(**_common(asked, "กรอกวัน เดือน และปี พ.ศ."))


def _choice(asked: FormField) -> forms.Field:
    are_few = len(asked.choices) <= MOST_RADIOS
    choices = [(text, text) for text in asked.choices]
    if not asked.is_required or not are_few:
        choices.insert(0, ("", "ไม่ระบุ" if not asked.is_required else "เลือก"))
    widget = forms.RadioSelect() if are_few else forms.Select()
    return forms.ChoiceField(choices=choices, widget=widget, **_common(asked, "เลือกหนึ่งข้อ"))


def _file(asked: FormField) -> forms.Field:
    common = _common(asked, "แนบไฟล์") | {"help_text": f"{_escaped(asked.help_text)} {HINT}".strip()}
    return FilesField(**common)


def _consent(asked: FormField) -> forms.Field:
    return forms.BooleanField(**_common(asked, "ทำเครื่องหมายเมื่อยินยอม หากไม่ยินยอมจะส่งคำขอทางออนไลน์ไม่ได้"))


_MAKERS: dict[FieldKind, Callable[[FormField], forms.Field]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.FILE: _file,
    FieldKind.CONSENT: _consent,
}


class _PhoneField(SeenWords):
    def validate(self, value: str) -> None:
        super().validate(value)
        figures = sum(letter.isdecimal() for letter in value)
        if value and not (_PHONE.fullmatch(thai.arabic_digits(value)) and 9 <= figures <= 25):
            raise ValidationError("หมายเลขโทรศัพท์ไม่ครบหรือมีตัวอักษรอื่นปน เช่น 08 1234 5678 หรือ 0 5561 0000 ต่อ 12")


class _MailField(forms.EmailField):
    def to_python(self, value: Any) -> str:
        return str(super().to_python(readable(str(value or ""))))


_CONTACT: dict[str, Callable[[], forms.Field]] = {
    "name": lambda: SeenWords(
        label="ชื่อและนามสกุลของท่าน",
        longest=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "กรอกชื่อและนามสกุล"},
    ),
    "phone": lambda: _PhoneField(
        label="โทรศัพท์",
        longest=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "w-20"}),
        help_text="กรอกโทรศัพท์หรืออีเมลอย่างน้อยหนึ่งช่องทาง",
    ),
    "email": lambda: _MailField(
        label="อีเมล",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="ระบบแจ้งทางอีเมลเมื่อมีความคืบหน้า โดยไม่บอกเนื้อหา",
        error_messages={
            "invalid": "อีเมลไม่ถูกต้อง เช่น name@example.com",
            "max_length": "อีเมลยาวเกิน 254 ตัวอักษร",
        },
    ),
}
"""Who sends the request, for forms that ask."""
