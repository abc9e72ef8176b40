"""What visitors ask of the lists of contracts and of announcements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, F, OrderBy, QuerySet
from django.db.models.functions import Cast

from portal import thai
from portal.fiscal import FiscalYear
from portal.lists import WordsField
from portal.models import SearchEntry, WorkGroup
from portal.search import Query
from portal.word_index import holding
from procurement.figures import months
from procurement.models import Announcement, AnnouncementKind, Kind, Method, MethodGroup, Progress, Supplier
from procurement.models.contract import ContractQuerySet
from procurement.months import last_day

NEWEST = "-signed"
ORDERS: dict[str, tuple[OrderBy, OrderBy]] = {
    name: (
        (F(field).desc(nulls_last=True), F("pk").desc())
        if name.startswith("-")
        else (F(field).asc(nulls_first=True), F("pk").asc())
    )
    for column, field in {
        "signed": "dated_on",
        "reference": "reference_price",
        "agreed": "agreed_price",
    }.items()
    for name in (column, f"-{column}")
}
"""Orders of the list by their names in addresses; each is read from an index, forwards or backwards."""
METHODS_OF = {
    f"all_{group.value}": (group, [method for method in Method if method.group is group])
    for group in (MethodGroup.OPEN, MethodGroup.SELECTED, MethodGroup.SPECIFIC)
}
"""The methods of each group of the law that has several (ม. 55), by the group's name in addresses."""
GROUPS = "กลุ่มวิธีตามกฎหมาย (มาตรา 55)"
_ORDER_LABELS = {
    "-signed": "วันที่ ใหม่สุดก่อน",
    "signed": "วันที่ เก่าสุดก่อน",
    "-agreed": "ราคาที่ตกลง มากไปน้อย",
    "agreed": "ราคาที่ตกลง น้อยไปมาก",
    "-reference": "ราคากลาง มากไปน้อย",
    "reference": "ราคากลาง น้อยไปมาก",
}
AMOUNT = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2})?")
"""Digits, their thousands parted by commas or not at all, and at most two of satang."""
MORE = ("month", "group", "min", "max")
LARGEST = Decimal("9999999999999.99")


class AmountField(forms.CharField):
    """An amount of baht as people type it: `12,500`, `๑๒๕๐๐.๕๐`."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=30,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"max_length": "อ่านจำนวนเงินนี้ไม่ได้ จึงไม่ได้ใช้ตัวกรองนี้"},
        )

    def to_python(self, value: Any) -> Any:
        text = "".join(thai.arabic_digits(super().to_python(value) or "").split())
        if not text:
            return None
        if AMOUNT.fullmatch(text.removeprefix("-")):
            if text.startswith("-"):
                raise ValidationError("จำนวนเงินต้องไม่ติดลบ ขณะนี้จึงไม่ได้ใช้ตัวกรองนี้")
            amount = Decimal(text.replace(",", ""))
            if amount <= LARGEST:
                return amount.quantize(Decimal("0.01"))
        raise ValidationError(
            "ใส่จำนวนเงินเป็นตัวเลข เช่น 12,500 หรือ 12500.50 ใช้จุลภาคคั่นหลักพัน ใช้จุดหน้าสตางค์ไม่เกินสองหลัก "
            "ขณะนี้จึงไม่ได้ใช้ตัวกรองนี้"
        )

    def run_validators(self, value: Any) -> None:
        """The text was read already; validators of texts have nothing to say to an amount."""


class ContractFilter(forms.Form):
    """Which contracts of a year; what cannot be read is said beside its box and left out of account."""

    q = WordsField("ชื่องาน ผู้รับจ้าง เลขที่สัญญา")
    kind = forms.ChoiceField(
        label="ประเภท",
        required=False,
        choices=[("", "ทุกประเภท"), *Kind.choices],
        error_messages={"invalid_choice": "ไม่มีประเภทนี้ จึงแสดงทุกประเภท"},
    )
    method = forms.ChoiceField(
        label="วิธี",
        required=False,
        choices=[
            ("", "ทุกวิธี"),
            (GROUPS, [(name, f"{group.label} ทุกแบบ") for name, (group, _) in METHODS_OF.items()]),
            ("แยกทีละวิธี", Method.choices),
        ],
        error_messages={"invalid_choice": "ไม่มีวิธีนี้ จึงแสดงทุกวิธี"},
    )
    status = forms.ChoiceField(
        label="สถานะ",
        required=False,
        choices=[("", "ทุกสถานะ"), *Progress.choices],
        error_messages={"invalid_choice": "ไม่มีสถานะนี้ จึงแสดงทุกสถานะ"},
    )
    month = forms.ChoiceField(
        label="เดือนที่ลงนาม",
        required=False,
        error_messages={"invalid_choice": "เดือนนี้ไม่อยู่ในปีงบประมาณ จึงแสดงทุกเดือน"},
    )
    group = forms.ChoiceField(
        label="กลุ่มงาน",
        required=False,
        error_messages={"invalid_choice": "ไม่มีกลุ่มงานนี้ จึงแสดงทุกกลุ่มงาน"},
    )
    min = AmountField("ราคาที่ตกลงตั้งแต่ (บาท)")
    max = AmountField("ราคาที่ตกลงไม่เกิน (บาท)")
    supplier = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label="เรียงตาม",
        required=False,
        choices=list(_ORDER_LABELS.items()),
        error_messages={"invalid_choice": "ไม่มีลำดับนี้ จึงเรียงจากใหม่สุด"},
    )

    def __init__(self, data: Any, year: FiscalYear, groups: Iterable[WorkGroup]) -> None:
        super().__init__(data)
        self.groups = {group.slug: group for group in groups}
        self.months = {f"{thai.be(day.year)}-{day.month:02}": day for day in months(year)}
        of_month = [("", "ทุกเดือน"), *((key, thai.month_year(day)) for key, day in self.months.items())]
        of_group = [("", "ทุกกลุ่มงาน"), *((slug, group.name) for slug, group in self.groups.items())]
        self.fields["month"].choices = of_month  # type: ignore[attr-defined]  # a choice field
        self.fields["group"].choices = of_group  # type: ignore[attr-defined]  # a choice field
        self.is_valid()

    def clean_supplier(self) -> Supplier | None:
        key = self.cleaned_data["supplier"]
        if not (key.isascii() and key.isdecimal() and len(key) < 19):
            return None
        found = Supplier.objects.filter(pk=int(key)).first()
        return found if found and found.public_name else None

    def clean_max(self) -> Decimal | None:
        most: Decimal | None = self.cleaned_data["max"]
        least = self.cleaned_data.get("min")
        if most is not None and least is not None and most < least:
            raise ValidationError("จำนวนนี้น้อยกว่าจำนวนเริ่มต้น จึงไม่ได้ใช้ตัวกรองนี้")
        return most

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The questions asked at once; the hidden ones are among them."""
        return [self[name] for name in self.fields if name not in MORE]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The questions that wait folded until somebody asks for more."""
        return [self[name] for name in MORE]

    @property
    def has_more(self) -> bool:
        """Whether one of the folded questions was answered, or could not be read."""
        return any(name in self.asked or name in self.errors for name in MORE)

    @property
    def query(self) -> Query:
        """The words that are looked for."""
        return Query.read(str(self.cleaned_data.get("q") or ""))

    @property
    def order(self) -> str:
        """The name of the order, the newest first unless another one is asked for."""
        return str(self.cleaned_data.get("sort") or NEWEST)

    @property
    def asked(self) -> dict[str, str]:
        """The filters in force, as an address says them."""
        parts = {name: self.cleaned_data.get(name) for name in self.fields if name != "sort"}
        if parts["supplier"]:
            parts["supplier"] = parts["supplier"].pk
        parts["q"] = self.query.text if self.query.words else ""
        return {name: str(value) for name, value in parts.items() if value not in (None, "")}

    @property
    def address(self) -> dict[str, str]:
        """All of the query string that says something: the filters, and the order where it is not the usual."""
        return self.asked | ({"sort": self.order} if self.order != NEWEST else {})

    @property
    def is_understood(self) -> bool:
        """Whether everything that was asked for could be read."""
        return not self.errors and not (self.data.get("supplier") and "supplier" not in self.asked)

    def narrow(self, rows: ContractQuerySet) -> ContractQuerySet:
        """The contracts that pass every filter but the words."""
        wanted = self.cleaned_data
        if wanted.get("kind"):
            rows = rows.filter(kind=wanted["kind"])
        if method := wanted.get("method"):
            of_group = METHODS_OF.get(method)
            rows = rows.filter(method__in=of_group[1]) if of_group else rows.filter(method=method)
        if wanted.get("status"):
            rows = rows.in_progress(Progress(wanted["status"]))
        if wanted.get("group"):
            rows = rows.filter(owner_group=self.groups[wanted["group"]])
        if wanted.get("supplier"):
            rows = rows.filter(supplier=wanted["supplier"])
        if wanted.get("month"):
            month = (first := self.months[wanted["month"]], last_day(first))
            # What was signed is dated by that; said twice, the index by date leads to the month at once.
            rows = rows.filter(signed_on__range=month, dated_on__range=month)
        if wanted.get("min") is not None:
            rows = rows.filter(agreed_price__gte=wanted["min"])
        if wanted.get("max") is not None:
            rows = rows.filter(agreed_price__lte=wanted["max"])
        return rows

    def chips(self) -> list[tuple[str, str]]:
        """The filters in force: the name of each in the address, and what it says."""
        wanted = self.cleaned_data
        says = {
            "q": lambda: f"“{self.query.text}”",
            "kind": lambda: str(Kind(wanted["kind"]).label),
            "method": lambda: _method_label(wanted["method"]),
            "status": lambda: str(Progress(wanted["status"]).label),
            "month": lambda: f"ลงนาม {thai.month_year(self.months[wanted['month']])}",
            "group": lambda: str(self.groups[wanted["group"]]),
            "min": lambda: f"ตั้งแต่ {thai.baht(wanted['min'])}",
            "max": lambda: f"ไม่เกิน {thai.baht(wanted['max'])}",
            "supplier": lambda: str(wanted["supplier"].public_name),
        }
        return [(name, says[name]()) for name in self.asked]


def _method_label(name: str) -> str:
    of_group = METHODS_OF.get(name)
    return f"{of_group[0].label} ทุกแบบ" if of_group else str(Method(name).label)


class AnnouncementFilter(forms.Form):
    """Which announcements of a year; what cannot be read is said beside its box and left out of account."""

    q = WordsField("ชื่อเรื่องหรือเลขที่โครงการ")
    kind = forms.ChoiceField(
        label="ประเภทประกาศ",
        required=False,
        choices=[("", "ทุกประเภท"), *AnnouncementKind.choices],
        error_messages={"invalid_choice": "ไม่มีประเภทประกาศนี้ จึงแสดงทุกประเภท"},
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()
        self.query = Query.read(str(self.cleaned_data.get("q") or ""))

    @property
    def asked(self) -> dict[str, str]:
        """The filters in force, as an address says them."""
        parts = {
            "q": self.query.text if self.query.words else "",
            "kind": str(self.cleaned_data.get("kind") or ""),
        }
        return {name: text for name, text in parts.items() if text}

    def narrow(self, rows: QuerySet[Announcement]) -> QuerySet[Announcement]:
        """The rows of that kind that hold every word as the search knows them: folded, in the title, the summary
        or the number of the project."""
        if kind := self.asked.get("kind"):
            rows = rows.filter(kind=kind)
        if self.query.words:
            entries = SearchEntry.objects.filter(object_type=Announcement._meta.label_lower)
            found = holding(entries, self.query.words, table="portal_searchwords")
            rows = rows.alias(key=Cast("pk", CharField())).filter(key__in=found.values("object_id"))
        return rows

    def chips(self) -> list[tuple[str, str]]:
        """The filters in force: the name of each in the address, and what it says."""
        return [
            (name, str(AnnouncementKind(text).label) if name == "kind" else f"“{text}”")
            for name, text in self.asked.items()
        ]
