"""The form builder: staff compose the online form of a service, field by field, without code."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from measures.services.admin.rows import OrderedFormSet, OrderedInline
from measures.services.models import MOST_FIELDS, FormField, RequestForm, Service
from portal import personal_numbers
from portal.admin.publishing import PublishableAdmin
from portal.forms import LinesField

KINDS = (
    "ข้อความสั้น: หนึ่งบรรทัด เช่น ชื่อโรงเรียน · ข้อความยาว: หลายบรรทัด เช่น เหตุผล · จำนวน: ตัวเลขเท่านั้น · "
    "วันที่: ผู้ยื่นกรอกวัน เดือน พ.ศ. · ตัวเลือก: เลือกหนึ่งข้อจากที่ให้ไว้ · ไฟล์แนบ: PDF หรือภาพหนึ่งไฟล์ · "
    "ความยินยอม: ช่องให้ทำเครื่องหมาย คำถามคือข้อความที่ผู้ยื่นยินยอม"
)


class FieldForm(forms.ModelForm[FormField]):
    """One field; its choices are typed one line each."""

    choices = LinesField(
        label="ตัวเลือก",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="เฉพาะชนิด “ตัวเลือก” ข้อละหนึ่งบรรทัด อย่างน้อยสองข้อ ไม่ต้องใส่เลขข้อ",
    )

    class Meta:
        model = FormField
        fields = ("label", "kind", "is_required", "help_text", "choices", "order")

    def clean(self) -> Any:
        cleaned = super().clean()
        personal_numbers.refuse_typed(self)
        return cleaned


class FieldFormSet(OrderedFormSet):
    """The fields of a form: not too many, and no question twice."""

    def clean(self) -> None:
        super().clean()
        kept = [
            form
            for form in self.forms
            if getattr(form, "cleaned_data", {}).get("label") and not form.cleaned_data.get("DELETE")
        ]
        asked: set[str] = set()
        for form in kept:
            label = form.cleaned_data["label"].strip()
            if label in asked:
                form.add_error("label", "มีคำถามนี้ในแบบคำขอแล้ว ให้เขียนให้ต่างกันหรือลบช่องที่ซ้ำ")
            asked.add(label)
        if len(kept) > MOST_FIELDS:
            raise ValidationError(
                f"แบบคำขอมี {len(kept)} ช่อง เกิน {MOST_FIELDS} ช่อง ให้ลบช่องที่ไม่จำเป็นหรือแบ่งเป็นสองบริการ"
            )


class FieldInline(OrderedInline):
    model = FormField
    form = FieldForm
    formset = FieldFormSet
    template = "admin/edit_inline/stacked.html"  # room for the choices and for what is wrong with a field
    fields = ("label", ("kind", "is_required", "order"), "help_text", "choices")


@admin.register(RequestForm)
class RequestFormAdmin(PublishableAdmin):
    columns = ("title", "service", "is_open")
    search_fields: ClassVar = ("title", "service__title")
    list_filter = ("is_open",)
    list_select_related = ("owner_group", "service")
    inlines: ClassVar = (FieldInline,)
    fieldsets: ClassVar = (
        (
            None,
            {
                "fields": ("service", "title", "how_to", "owner_group", "is_open"),
                "description": "บันทึกแล้วกด “ดูตัวอย่าง” เพื่อเห็นแบบคำขออย่างที่ประชาชนเห็น ต้องเผยแพร่บริการก่อนจึงเผยแพร่แบบคำขอได้",
            },
        ),
        (
            "ข้อมูลส่วนบุคคล",
            {
                "fields": ("asks_contact", "purpose", "legal_basis", "retention_days"),
                "description": "ถามเท่าที่จำเป็น เขียนวัตถุประสงค์ให้ผู้ยื่นเข้าใจ และเก็บเท่าที่กฎหมายหรืองานต้องใช้",
            },
        ),
        ("ช่องในแบบคำขอ", {"fields": (), "description": KINDS}),
    )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "service":
            kwargs["queryset"] = Service.objects.originals().order_by("order", "title")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The service is settled once the form was public: its address is the service's."""
        fixed = obj is not None and (obj.revises_id or obj.first_published_at)
        return (*super().get_readonly_fields(request, obj), *(("service",) if fixed else ()))
