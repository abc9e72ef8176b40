"""Forms of the counter: one visit in five seconds, and the totals of a day or a month for every service."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from measures.services.models import MOST_VISITS, CounterPeriod, Service, first_open_day
from portal import thai
from portal.forms import ThaiDateField

NOT_ASKED = "ไม่ได้ถาม"
SCORES = [
    ("", NOT_ASKED),
    ("5", "5 มากที่สุด"),
    ("4", "4 มาก"),
    ("3", "3 ปานกลาง"),
    ("2", "2 น้อย"),
    ("1", "1 น้อยที่สุด"),
]
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}")


class CountField(forms.Field):
    """A whole number as people type it: Thai digits, commas and spaces are read; the value is an int, None if empty."""

    def __init__(self, *, least: int, **options: Any) -> None:
        self.least = least
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "w-4"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        typed = thai.fold(str(value or "")[:200]).replace(",", "").replace(" ", "").replace("−", "-")
        if not typed:
            return None
        if not _NUMBER.fullmatch(typed):
            raise ValidationError(f"“{typed[:20]}” ไม่ใช่จำนวนเต็ม ให้พิมพ์เป็นตัวเลข เช่น 12", code="invalid")
        number = int(typed)
        if number < self.least:
            words = "จำนวนต้องตั้งแต่ 1 ขึ้นไป" if self.least else "จำนวนต้องไม่ติดลบ ถ้าไม่มีผู้มารับบริการให้กรอก 0"
            raise ValidationError(words, code="too_small")
        if number > MOST_VISITS:
            raise ValidationError(
                f"จำนวนต้องไม่เกิน {MOST_VISITS:,} ครั้ง โปรดตรวจว่าพิมพ์เกินหรือไม่", code="too_large"
            )
        return number


class VisitForm(forms.Form):
    """A walk-in: the number of a service is typed, or its button is pressed; everything else is filled in already."""

    number = CountField(
        label="หมายเลขบริการ",
        least=1,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "w-4", "autofocus": True, "autocomplete": "off"}
        ),
        help_text="พิมพ์หมายเลขหน้าชื่อบริการ แล้วกด Enter",
    )
    count = CountField(
        label="จำนวน (ครั้ง)",
        least=1,
        required=False,
        initial="1",
        help_text="ปกติคือ 1 มาเป็นกลุ่มให้แก้เป็นจำนวนคน",
    )
    score = forms.ChoiceField(
        label="ความพึงพอใจ",
        choices=SCORES,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "คะแนนต้องเป็น 1 ถึง 5"},
    )
    service = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    """The services in the order in which the page numbered them: a number means what it meant on the screen."""
    token = forms.CharField(max_length=43, widget=forms.HiddenInput)

    def __init__(self, *args: Any, services: Sequence[Service], **options: Any) -> None:
        super().__init__(*args, **options)
        self.services = {str(service.pk): service for service in services}

    def clean_score(self) -> int | None:
        typed = self.cleaned_data["score"]
        return int(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["count"] = cleaned.get("count") or 1
        pressed, number = cleaned.get("service", ""), cleaned.get("number")
        if pressed:
            chosen = self.services.get(pressed)
            if chosen is None:
                self.add_error(None, "บริการที่กดเลิกเปิดรับแล้ว ให้เลือกบริการจากรายการนี้")
        elif "number" in self.errors:
            chosen = None
        elif number is None:
            chosen = None
            self.add_error("number", "พิมพ์หมายเลขบริการ หรือกดปุ่มของบริการด้านล่าง")
        else:
            shown = cleaned.get("shown", "").split(",")
            chosen = self.services.get(shown[number - 1]) if number <= len(shown) else None
            if chosen is None:
                self.add_error("number", f"ไม่มีบริการหมายเลข {number} ให้พิมพ์หมายเลข 1 ถึง {len(self.services)}")
        cleaned["chosen"] = chosen
        return cleaned


class PeriodForm(forms.Form):
    """Which day or month is totalled; asked by GET. When nothing is asked for it is the last month that is over."""

    month = forms.ChoiceField(label="เดือน", required=False)
    day = ThaiDateField(label="หรือวันที่", required=False)

    def __init__(self, data: Mapping[str, Any], *, on: dt.date) -> None:
        self.on = on
        self.months = list(_months(first_open_day(on), on))
        if not data.get("month") and not data.get("day"):
            data = {"month": f"{self.months[min(1, len(self.months) - 1)]:%Y-%m}"}
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["month"]).choices = [
            ("", "เลือก…"),
            *((f"{month:%Y-%m}", thai.month_year(month).replace(thai.NBSP, " ")) for month in self.months),
        ]
        self.fields["month"].error_messages["invalid_choice"] = (
            f"เลือกเดือนที่ยังบันทึกได้ คือตั้งแต่เดือน{thai.month_year(self.months[-1])} ถึงเดือนนี้"
        )

    def clean_day(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["day"]
        if day and day > self.on:
            raise ValidationError(f"{thai.long_date(day)} ยังมาไม่ถึง วันนี้คือ {thai.long_date(self.on)}")
        if day and day < self.months[-1]:
            raise ValidationError(
                f"ปีของวันที่ {thai.long_date(day)} ปิดยอดแล้ว บันทึกได้ตั้งแต่ {thai.long_date(self.months[-1])} เป็นต้นมา"
            )
        return day

    @property
    def asked(self) -> tuple[CounterPeriod, dt.date]:
        """What is totalled: the day, the month, or the last month that is over; the month where input is bad."""
        cleaned = self.cleaned_data if self.is_valid() else {}
        if cleaned.get("day"):
            return CounterPeriod.DAY, cleaned["day"]
        if cleaned.get("month"):
            return CounterPeriod.MONTH, dt.date.fromisoformat(f"{cleaned['month']}-01")
        return CounterPeriod.MONTH, self.months[min(1, len(self.months) - 1)]


class TotalsForm(forms.Form):
    """The total of each service; a box left empty changes nothing."""

    def __init__(self, *args: Any, services: Sequence[Service], **options: Any) -> None:
        super().__init__(*args, **options)
        self.services = list(services)
        for service in self.services:
            self.fields[f"total-{service.pk}"] = CountField(label=service.title, least=0, required=False)

    def totals(self) -> Iterator[tuple[str, Service, int]]:
        """Name of the field, service and total of each box that was filled in."""
        for service in self.services:
            name = f"total-{service.pk}"
            if (number := self.cleaned_data.get(name)) is not None:
                yield name, service, number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(value is not None for value in cleaned.values()):
            raise ValidationError("ยังไม่ได้กรอกยอดของบริการใด กรอกอย่างน้อยหนึ่งช่อง ถ้าไม่มีผู้มารับบริการให้กรอก 0")
        return cleaned


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The first days of the months, newest first."""
    month = last.replace(day=1)
    while month >= first.replace(day=1):
        yield month
        month = (month - dt.timedelta(1)).replace(day=1)
