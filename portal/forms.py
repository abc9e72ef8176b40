"""Form fields and widgets that speak Thai: dates in พ.ศ., texts of a limited length, lists, several files."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from portal import personal_numbers, thai
from portal.publishing import UNSEEN

_LEADING_NUMBER = re.compile(r"^\s*(?:[0-9๐-๙]{1,2}[.)]\s+|[•\-–]\s+)")
_LONE_JOINER = re.compile("(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d")
"""The joiner without width, but where it makes one pictogram of two."""
DATE_HINT = "พิมพ์วัน/เดือน/พ.ศ. เช่น 9/3/2569 หรือ 9 มีนาคม 2569"


class ThaiDateInput(forms.DateInput):
    """A text box that shows a stored date as `9 มีนาคม 2569`."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, dt.datetime):
            value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
        return (
            thai.long_date(value).replace("\N{NO-BREAK SPACE}", " ") if isinstance(value, dt.date) else value
        )


class ThaiDateField(forms.DateField):
    """Reads a date as Thai people write it (see `thai.parse_date`); the value is a `date`."""

    widget = ThaiDateInput

    def __init__(self, **options: Any) -> None:
        hint = str(options.get("help_text") or "")
        options["help_text"] = hint if DATE_HINT in hint else f"{hint} {DATE_HINT}".strip()
        options["widget"] = self.made_widget()
        super().__init__(**options)

    @staticmethod
    def made_widget() -> forms.Widget:
        """How the date is typed; whatever widget is asked for, such as by the admin."""
        return ThaiDateInput(attrs={"class": "vThaiDateField", "size": 22})

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return thai.parse_date(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DateBoxes(forms.MultiWidget):
    """Day, month and พ.ศ. in three boxes, whose texts are the value; what was kept as one text is taken apart."""

    template_name = "components/date_boxes.html"
    BOXES: ClassVar = (("วัน", "w-2"), ("เดือน", "w-2"), ("ปี พ.ศ.", "w-4"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = [
            forms.TextInput(attrs={"class": f"input {size}", "inputmode": "numeric", "autocomplete": "off"})
            for _, size in self.BOXES
        ]
        super().__init__(boxes, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, (label, _) in zip(context["widget"]["subwidgets"], self.BOXES, strict=True):
            box["label"] = label
        return context

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, dt.date):
            return [str(value.day), str(value.month), str(thai.be(value.year))]
        text = str(value or "")
        parts = text.split("/") if "/" in text else text.split(maxsplit=2)
        return [*parts[:3], "", "", ""][:3]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if name in data:
            return self.decompress(data[name])
        return [str(data.get(f"{name}_{number}") or "").strip() for number in range(3)]

    @staticmethod
    def joined(parts: list[str]) -> str:
        """The boxes as one text, `9/3/2569` or `9 มีนาคม 2569`; "" when all are empty."""
        joint = "/" if not parts[1] or parts[1].isdecimal() else " "
        return joint.join(parts) if any(parts) else ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)


class DateBoxesField(ThaiDateField):
    """A date typed into three boxes, as forms for everybody have it."""

    def __init__(self, **options: Any) -> None:
        hint = str(options.get("help_text") or "")
        super().__init__(**options)
        self.help_text = f"{hint} ตัวอย่าง 27 3 2567".strip()

    @staticmethod
    def made_widget() -> forms.Widget:
        return DateBoxes()

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, list):
            value = DateBoxes.joined(value)
            if value and not all(part.strip() for part in value.split("/")):
                raise ValidationError("กรอกวัน เดือน และปี พ.ศ. ให้ครบทั้งสามช่อง", code="invalid")
        return super().to_python(value)


class Words(forms.CharField):
    """A text of limited length; what is too long is told, never cut off by the browser.

    `error_messages["max_length"]` stands in place of the sentence with the numbers.
    """

    attrs: Mapping[str, str] = {}

    def __init__(self, *, longest: int, rows: int = 0, **options: Any) -> None:
        self.longest = longest
        attrs = dict(self.attrs)
        widget = forms.Textarea(attrs=attrs | {"rows": rows}) if rows else forms.TextInput(attrs=attrs)
        super().__init__(**{"widget": widget} | options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n").strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            told = f"ยาว {thai.number(len(value))} ตัวอักษร เกินกำหนด {thai.number(self.longest)} ตัวอักษร โปรดย่อให้สั้นลง"
            raise ValidationError(self.error_messages.get("max_length", told), code="max_length")


class SeenWords(Words):
    """Words without what nobody sees: control characters, and letters without width that paste brings along."""

    def to_python(self, value: Any) -> str:
        return super().to_python(readable(str(value or "")))


class ManyFiles(forms.FileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none; what they are is judged elsewhere."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return list(data or [])


def readable(text: str) -> str:
    """The text without control characters and without characters that have no width, which only mislead."""
    seen = _LONE_JOINER.sub("", UNSEEN.sub("", text))
    return "".join(letter for letter in seen if letter == "\u200d" or unicodedata.category(letter) != "Cf")


class LinesField(forms.CharField):
    """A list of texts, typed one line an item; empty lines and numbers typed in front are dropped."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}))
        options.setdefault("help_text", "ข้อละหนึ่งบรรทัด ไม่ต้องใส่เลขข้อ ระบบใส่ให้")
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        lines = (_LEADING_NUMBER.sub("", UNSEEN.sub("", line)).strip() for line in (text or "").splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class ReasonForm(forms.Form):
    """Why a record is sent back or withdrawn, or what changed in a published one."""

    reason = forms.CharField(
        label="เหตุผล",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    at = ThaiDateField(label="วันที่เผยแพร่", required=False, help_text="เว้นว่างไว้เพื่อเผยแพร่ทันที หรือ " + DATE_HINT)
    at_time = forms.TimeField(
        label="เวลา",
        required=False,
        help_text="เช่น 08.30 เว้นว่างไว้หมายถึง 00.00 น.",
        input_formats=["%H.%M", "%H:%M"],
        widget=forms.TimeInput(format="%H.%M", attrs={"size": 6}),
    )

    def clean_reason(self) -> str:
        return personal_numbers.expect_none(str(self.cleaned_data["reason"]))

    def publish_at(self) -> dt.datetime | None:
        """The moment asked for, in Thailand's time; None for now."""
        day = self.cleaned_data.get("at")
        if day is None:
            return None
        return timezone.make_aware(dt.datetime.combine(day, self.cleaned_data.get("at_time") or dt.time()))


class MoneyInput(forms.TextInput):
    """A text box that shows an amount as `1,234.50`."""

    def format_value(self, value: Any) -> str | None:
        return thai.money(value) if isinstance(value, Decimal) else super().format_value(value)


class MoneyField(forms.DecimalField):
    """Reads an amount of baht as it is written: commas between thousands, Thai digits, at most two decimals."""

    def __init__(self, **options: Any) -> None:
        options["widget"] = MoneyInput(attrs={"inputmode": "decimal", "size": 18, "class": "money"})
        super().__init__(**options)
        self.error_messages["invalid"] = "พิมพ์จำนวนเงินเป็นตัวเลข เช่น 12,500.50"
        self.error_messages["max_decimal_places"] = "จำนวนเงินมีทศนิยมได้ไม่เกินสองตำแหน่ง (สตางค์)"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as DecimalField really does
        if isinstance(value, str):
            value = thai.fold(value).replace(",", "").replace("฿", "").removesuffix("บาท").strip()
        return super().to_python(value)
