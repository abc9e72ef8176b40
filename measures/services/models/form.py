"""Request forms that staff compose without code: a form of a service, and its fields."""

from __future__ import annotations

import secrets
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from measures.services.models.service import Service
from measures.services.models.terms import FieldKind
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet
from portal.rich_text import RichTextField, plain_text

MOST_FIELDS = 60
"""Fields of one form; a longer form is two services."""


def new_key() -> str:
    """The lasting name of a field, by which answers find it again when its label changes."""
    return secrets.token_hex(4)


def new_token() -> str:
    """What nobody can guess, 32 bytes in URL-safe letters: the address of a draft, or the mark of one form."""
    return secrets.token_urlsafe(32)


class RequestFormQuerySet(PublishableQuerySet):
    def accepting(self) -> Self:
        """Forms that somebody can send now: published, open, of a published service that is still offered."""
        services = Service.objects.published().filter(is_offered=True)
        return self.published().filter(is_open=True, service__in=services)


class RequestForm(Publishable):
    """The online form of one service (E-Service), with how to use it and what becomes of personal data."""

    service = models.ForeignKey(Service, verbose_name="บริการ", on_delete=models.PROTECT, related_name="forms")
    title = models.CharField("ชื่อแบบคำขอ", max_length=250)
    how_to = RichTextField("วิธีใช้บริการออนไลน์", help_text="เขียนเป็นขั้นตอนสั้น ๆ ตั้งแต่เตรียมเอกสารจนได้รับผล")
    purpose = models.TextField(
        "วัตถุประสงค์ของการเก็บข้อมูลส่วนบุคคล",
        help_text="ผู้ยื่นอ่านก่อนกรอก (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 23)",
    )
    legal_basis = models.CharField(
        "ฐานทางกฎหมาย",
        max_length=250,
        default="ปฏิบัติหน้าที่ตามกฎหมายของสำนักงาน (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม. 24 (4) และ (6))",
    )
    retention_days = models.PositiveSmallIntegerField(
        "เก็บข้อมูลส่วนบุคคลหลังปิดคำขอ (วัน)",
        default=365,
        help_text="ครบกำหนดแล้วระบบลบคำตอบ ไฟล์ ชื่อ และข้อความเอง เหลือแต่ตัวเลขสถิติ",
    )
    asks_contact = models.BooleanField(
        "ขอชื่อและช่องทางติดต่อของผู้ยื่น", default=True, help_text="เอาออกได้เมื่อคำขอนี้ไม่จำเป็นต้องรู้ว่าใครยื่น"
    )
    is_open = models.BooleanField("เปิดรับคำขอออนไลน์", default=True)

    objects: ClassVar = RequestFormQuerySet.as_manager()
    revised_children = ("fields",)

    class Meta(Publishable.Meta):
        verbose_name = "แบบคำขอออนไลน์"
        verbose_name_plural = "แบบคำขอออนไลน์ (E-Service)"
        ordering: ClassVar = ["service__order", "title"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="request_form_is_one_of_a_service",
                fields=["service"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="บริการนี้มีแบบคำขอออนไลน์อยู่แล้ว ให้แก้ไขแบบเดิม",
            ),
            models.CheckConstraint(
                name="request_form_keeps_for_a_time",
                condition=models.Q(retention_days__range=(30, 3650)),
                violation_error_message="ระยะเวลาเก็บต้องอยู่ระหว่าง 30 ถึง 3,650 วัน",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("services:e_service", args=[self.service_id])

    @property
    def is_accepting(self) -> bool:
        """Whether somebody can send it now; see `accepting`."""
        return self.is_published and self.is_open and self.service.is_published and self.service.is_offered

    def missing_for_publication(self) -> list[str]:
        fields = list(self.fields.all())
        missing = [] if plain_text(self.how_to) else ["ยังไม่ได้เขียนวิธีใช้บริการออนไลน์"]
        if not self.service.is_published:
            missing.append("บริการของแบบคำขอนี้ยังไม่ได้เผยแพร่ ให้เผยแพร่บริการก่อน")
        if not fields:
            missing.append("แบบคำขอไม่มีช่องให้กรอก ให้เพิ่มอย่างน้อยหนึ่งช่อง")
        if len(fields) > MOST_FIELDS:
            missing.append(f"แบบคำขอมี {len(fields)} ช่อง เกิน {MOST_FIELDS} ช่อง ให้แบ่งเป็นสองแบบหรือลดช่องที่ไม่จำเป็น")
        missing += [
            f"ช่อง “{field.label}” ต้องมีตัวเลือกอย่างน้อยสองข้อ"
            for field in fields
            if field.kind == FieldKind.CHOICE and len(field.choices) < 2
        ]
        return missing

    def search_document(self) -> SearchDocument:
        return SearchDocument("E-Service", self.title, f"{self.service.title}\n{plain_text(self.how_to)}")


class FormField(models.Model):
    """One field of a request form."""

    owner = models.ForeignKey(RequestForm, on_delete=models.CASCADE, related_name="fields")
    key = models.CharField(max_length=16, default=new_key, editable=False)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    label = models.CharField("คำถาม", max_length=250, help_text="สำหรับความยินยอม ให้เขียนข้อความที่ผู้ยื่นยินยอม")
    kind = models.CharField("ชนิด", max_length=8, choices=FieldKind.choices, default=FieldKind.TEXT)
    is_required = models.BooleanField("ต้องกรอก", default=True)
    help_text = models.CharField("คำอธิบายใต้คำถาม", max_length=300, blank=True)
    choices = models.JSONField("ตัวเลือก", default=list, blank=True)
    """Texts in their order, for FieldKind.CHOICE only."""

    class Meta:
        verbose_name = "ช่องในแบบคำขอ"
        verbose_name_plural = "ช่องในแบบคำขอ"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="form_field_key_is_one", fields=["owner", "key"])
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if not isinstance(self.choices, list) or not all(
            isinstance(text, str) and text.strip() for text in self.choices
        ):
            raise ValidationError({"choices": "ตัวเลือกต้องเป็นข้อความ ข้อละหนึ่งบรรทัด"})
        if self.kind == FieldKind.CHOICE and len(self.choices) < 2:
            raise ValidationError({"choices": "ช่องชนิดตัวเลือกต้องมีตัวเลือกอย่างน้อยสองข้อ ข้อละหนึ่งบรรทัด"})
        if self.kind != FieldKind.CHOICE and self.choices:
            raise ValidationError(
                {
                    "choices": f"ช่องชนิด “{self.get_kind_display()}” ไม่ใช้ตัวเลือก ให้เปลี่ยนชนิดเป็น “ตัวเลือก” หรือลบข้อความนี้ออก"
                }
            )
        if len(set(self.choices)) != len(self.choices):
            raise ValidationError({"choices": "มีตัวเลือกซ้ำกัน ให้ลบข้อที่ซ้ำออก"})
