"""Forms of the procurement desk: tax numbers as people type them, contracts, files to bring in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal import personal_numbers, thai
from portal.forms import ThaiDateField
from portal.models import User, WorkGroup
from portal.policies import own_groups
from portal.sheets.openings import largest_file, too_large
from procurement.models import Announcement, Bid, Contract, ExpenseType, FundSource, PlanItem
from procurement.models.contract import natural_key
from procurement.tax_numbers import Person, is_masked, is_right, masked, person_of

MASKED_NOTICE = "เลขประจำตัวผู้เสียภาษีของบุคคลธรรมดาคือเลขประจำตัวประชาชน ระบบจึงเก็บโดยปิดสี่หลักท้ายเป็น xxxx"
NO_CHOICE = ("", "ไม่ระบุ")


# ── what people type ─────────────────────────────────────────────────────────
def read_tax_number(text: str) -> str:
    """Thirteen digits with a right check digit, or a masked number, from what a person typed.

    Raises ValidationError that says in Thai what is wrong; for twelve digits that lost their leading zero it
    says the number that was probably meant.
    """
    number = thai.fold(text).replace("-", "").replace(" ", "")
    if not number or is_masked(number) or is_right(number):
        return number
    if not number.isascii() or not number.isdecimal():
        raise ValidationError("เลขประจำตัวผู้เสียภาษีต้องเป็นตัวเลข 13 หลัก หรือ 9 หลักตามด้วย xxxx")
    if len(number) == 12 and is_right(f"0{number}"):
        raise ValidationError(f"เลขนี้มี 12 หลัก น่าจะขาดเลข 0 ข้างหน้า ถ้าหมายถึง 0{number} ให้พิมพ์เลขนั้นแทน")
    if len(number) != 13:
        raise ValidationError(f"เลขประจำตัวผู้เสียภาษีต้องมี 13 หลัก ที่พิมพ์มามี {len(number)} หลัก")
    raise ValidationError("เลขประจำตัวผู้เสียภาษีนี้ไม่ถูกต้อง หลักสุดท้ายไม่ตรงกับหลักอื่น ให้ตรวจกับเอกสารอีกครั้ง")


class TaxNumberField(forms.CharField):
    """A tax number of thirteen digits, with or without hyphens; see `read_tax_number`."""

    def __init__(self, **options: Any) -> None:
        options |= {"max_length": None, "widget": forms.TextInput(attrs={"size": 20, "inputmode": "numeric"})}
        super().__init__(**options)


class _WithTaxNumber(forms.ModelForm[Any]):
    """What a contract and a bid share: the number is checked, and a human being's is masked."""

    has_masked = False

    def clean_tax_id(self) -> str:
        text = str(self.cleaned_data["tax_id"])
        if text == self.initial.get("tax_id"):
            return (
                text  # an odd number that came from a source is not held against who changes something else
            )
        number = read_tax_number(text)
        self.has_masked = person_of(number) is Person.NATURAL and not is_masked(number)
        return masked(number)


# ── records ──────────────────────────────────────────────────────────────────
class _WithProjectNumber(forms.ModelForm[Any]):
    """What plan, announcement and contract share: the number that ties them together."""

    def clean_project_number(self) -> str:
        number = thai.arabic_digits(str(self.cleaned_data["project_number"])).strip()
        is_as_it_came = number == (self.initial.get("project_number") or "")
        if not is_as_it_came and number and not (number.isdecimal() and len(number) == 11):
            raise ValidationError("เลขที่โครงการในระบบ e-GP เป็นตัวเลข 11 หลัก ตรวจจำนวนหลักอีกครั้ง")
        return number


class ContractForm(_WithProjectNumber, _WithTaxNumber):
    """A contract typed by hand."""

    class Meta:
        model = Contract
        fields = ("owner_group", *Contract.corrected_fields)
        field_classes = {"tax_id": TaxNumberField}  # noqa: RUF012  # as Django reads it

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and self._twin(cleaned):
            raise ValidationError(
                "มีสัญญานี้ในทะเบียนแล้ว (เลขที่โครงการ เลขที่สัญญา และผู้รับจ้างเดียวกัน) ให้ค้นและแก้ไขรายการเดิม"
            )
        return cleaned

    def _twin(self, cleaned: dict[str, Any]) -> bool:
        """Whether another record has the natural key that this one would get."""
        names = ("project_number", "contract_number", "title", "agreed_price", "signed_on")
        facts = {name: cleaned.get(name, getattr(self.instance, name)) for name in names}
        who = cleaned.get("tax_id") or cleaned.get("supplier_name") or ""
        known = Contract.objects.originals().filter(
            natural_key=natural_key(supplier=who, **facts), ordinal=self.instance.ordinal
        )
        own = [pk for pk in (self.instance.pk, self.instance.revises_id) if pk]
        return known.exclude(pk__in=own).exists()


class BidForm(_WithTaxNumber):
    """A price that somebody offered, typed beside its contract."""

    class Meta:
        model = Bid
        fields = ("name", "tax_id", "price", "order")
        field_classes = {"tax_id": TaxNumberField}  # noqa: RUF012  # as Django reads it

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        personal_numbers.refuse_typed(self)
        return cleaned


class PlanItemForm(_WithProjectNumber):
    class Meta:
        model = PlanItem
        fields = ("owner_group", *PlanItem.corrected_fields)


class AnnouncementForm(_WithProjectNumber):
    class Meta:
        model = Announcement
        fields = ("owner_group", *Announcement.corrected_fields)


class FundForm(forms.Form):
    """Where the money of the chosen contracts comes from; what is left empty stays as it is."""

    fund_source = forms.ChoiceField(
        label="แหล่งที่มาของงบประมาณ", choices=[("", "ไม่เปลี่ยน"), *FundSource.choices], required=False
    )
    expense_type = forms.ChoiceField(
        label="งบรายจ่าย", choices=[("", "ไม่เปลี่ยน"), *ExpenseType.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in self.fields):
            raise ValidationError("เลือกแหล่งที่มาของงบประมาณหรืองบรายจ่ายอย่างน้อยหนึ่งอย่าง")
        return cleaned


# ── files to bring in ────────────────────────────────────────────────────────
class RegisterImportForm(forms.Form):
    """A file of contracts, and what it does not say itself."""

    required_css_class = "required"
    file = forms.FileField(
        label="ไฟล์ทะเบียน",
        allow_empty_file=True,  # refused by the reader, in words that name the file
        help_text="ข้อมูลเปิด e-GP (CSV หรือ JSON), แบบ ITA-o16, o17, o12, o13, แบบ สขร.1 "
        "หรือตารางที่ส่งออกจากเว็บไซต์นี้ (XLSX, CSV หรือ JSON) ขนาดไม่เกิน {limit} "
        "ขั้นนี้อ่านให้ดูก่อน ยังไม่บันทึกลงทะเบียน",
    )
    owner_group = forms.ModelChoiceField(
        label="กลุ่มงานที่รับผิดชอบ",
        queryset=WorkGroup.objects.none(),
        empty_label="เลือก…",
        help_text="ใช้กับสัญญาที่ยังไม่มีในทะเบียน",
    )
    as_of = ThaiDateField(label="ข้อมูล ณ วันที่", help_text="วันที่ดาวน์โหลดไฟล์หรือวันที่ต้นทางระบุไว้")
    fund_source = forms.ChoiceField(
        label="แหล่งที่มาของงบประมาณ",
        choices=[NO_CHOICE, *FundSource.choices],
        required=False,
        help_text="ใช้กับแถวที่ไฟล์ไม่ได้บอก แก้ไขรายสัญญาได้ภายหลัง",
    )
    expense_type = forms.ChoiceField(
        label="งบรายจ่าย",
        choices=[NO_CHOICE, *ExpenseType.choices],
        required=False,
        help_text="ใช้กับแถวที่ไฟล์ไม่ได้บอก",
    )
    all_offices = forms.BooleanField(
        label="รวมแถวของหน่วยงานอื่น",
        required=False,
        help_text="ปกติระบบรับเฉพาะแถวของสำนักงานนี้ แล้วนับแถวของหน่วยงานอื่นให้ทราบ "
        "เลือกช่องนี้เมื่อตั้งใจนำข้อมูลของหน่วยงานอื่นเข้ามาด้วยเท่านั้น",
    )
    reason = forms.CharField(
        label="เหตุผลของการแก้ไข",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="จำเป็นเมื่อไฟล์เปลี่ยนข้อมูลที่เผยแพร่แล้ว ประชาชนเห็นเหตุผลนี้ กรอกภายหลังในหน้าตรวจก็ได้",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        file.help_text = file.help_text.format(limit=thai.file_size(largest_file()))
        groups = own_groups(by)
        self.fields["owner_group"].queryset = groups  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["as_of"].initial = timezone.localdate
        if groups.count() == 1:
            self.fields["owner_group"].initial = groups.first()

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError("วันที่ของข้อมูลต้องไม่อยู่ในอนาคต")
        return day

    def clean_reason(self) -> str:
        return personal_numbers.expect_none(str(self.cleaned_data["reason"]))

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > largest_file():
            raise ValidationError(too_large(upload.name, upload.size))
        return upload

    def choices_made(self) -> dict[str, Any]:
        """What `open_import` asks for, but for the file and the person."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}
