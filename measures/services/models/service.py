"""A service of the office as its manual for the public tells it (พ.ร.บ. การอำนวยความสะดวกฯ พ.ศ. 2558 ม. 7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from portal import thai
from portal.attachments import Attachment
from portal.durations import Unit, in_words, office_minutes, total_in_words
from portal.models.search import SearchDocument
from portal.publishing import Publishable, Status

if TYPE_CHECKING:
    from portal.models import User


class Service(Publishable):
    """One service: who may ask, steps with the time of each, documents, fee, law and channels."""

    title = models.CharField(
        "ชื่อบริการ", max_length=250, help_text="เขียนเป็นสิ่งที่ประชาชนมาขอ เช่น ขออนุญาตจัดตั้งโรงเรียนเอกชน"
    )
    summary = models.CharField("สรุปหนึ่งประโยค", max_length=300, help_text="ใครมาขออะไร แล้วได้อะไรกลับไป")
    eligibility = models.TextField("ผู้มีสิทธิยื่นคำขอ")
    conditions = models.TextField("หลักเกณฑ์และเงื่อนไข", blank=True)
    fee = models.DecimalField(
        "ค่าธรรมเนียม (บาท)",
        max_digits=9,
        decimal_places=2,
        default=Decimal(0),
        help_text="0 หมายถึงไม่มีค่าธรรมเนียม",
    )
    fee_note = models.CharField(
        "คำอธิบายค่าธรรมเนียม", max_length=250, blank=True, help_text="เช่น ฉบับละ หรือกฎหมายที่กำหนด"
    )
    legal_reference = models.TextField("กฎหมายที่เกี่ยวข้อง", help_text="ฉบับละหนึ่งบรรทัด พร้อมมาตราหรือข้อ")
    channels = models.TextField(
        "ช่องทางและเวลาให้บริการ", help_text="ช่องทางละหนึ่งบรรทัด เช่น ที่สำนักงาน วันจันทร์–ศุกร์ 08.30–16.30 น."
    )
    contact = models.CharField("สอบถามได้ที่", max_length=250, blank=True)
    standard_time = models.PositiveSmallIntegerField(
        "ระยะเวลามาตรฐาน", help_text="นับตั้งแต่ได้รับคำขอและเอกสารครบ"
    )
    standard_unit = models.CharField(
        "หน่วยของระยะเวลา", max_length=12, choices=Unit.choices, default=Unit.WORKING_DAYS
    )
    keywords = models.CharField(
        "คำที่ประชาชนใช้ค้น", max_length=300, blank=True, help_text="คั่นด้วยช่องว่าง เช่น เปิดโรงเรียน โรงเรียนกวดวิชา"
    )
    is_offered = models.BooleanField(
        "ยังเปิดให้บริการ", default=True, help_text="เอาออกเมื่อเลิกให้บริการ สถิติของปีก่อนจะยังอยู่"
    )
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    revised_children = ("steps", "requirements", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "บริการ"
        verbose_name_plural = "คู่มือการให้บริการ"
        ordering: ClassVar = ["order", "title"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="service_fee_is_not_negative",
                condition=models.Q(fee__gte=0),
                violation_error_message="ค่าธรรมเนียมต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                name="service_takes_some_time",
                condition=models.Q(standard_time__gte=1),
                violation_error_message="ระยะเวลามาตรฐานต้องตั้งแต่ 1 ขึ้นไป",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("services:service", args=[self.revises_id or self.pk])

    @property
    def standard_words(self) -> str:
        """The standard time as people read it: `15 วันทำการ`."""
        return in_words(self.standard_time, self.standard_unit)

    @property
    def fee_words(self) -> str:
        """The fee as people read it: `ไม่มีค่าธรรมเนียม`, `20.00 บาท ต่อฉบับ`."""
        amount = thai.baht(self.fee) if self.fee else "ไม่มีค่าธรรมเนียม"
        return f"{amount} {self.fee_note}".strip()

    @property
    def total_words(self) -> str:
        """The time of all steps together: `14 วันทำการ 1 ชั่วโมง 30 นาที`."""
        return total_in_words((step.duration, step.unit) for step in self.steps.all())

    @property
    def differs_from_standard(self) -> bool:
        """Whether the steps together take longer than the standard time, which the public would notice."""
        allowed = office_minutes([(self.standard_time, self.standard_unit)])
        return office_minutes((step.duration, step.unit) for step in self.steps.all()) > allowed

    def become_withdrawn(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """As always. Raises ValidationError too while its online form is out: that would lead to nothing."""
        if self.forms.filter(status=Status.PUBLISHED).exists():
            raise ValidationError("ถอนบริการนี้ไม่ได้ เพราะแบบคำขอออนไลน์ของบริการยังเผยแพร่อยู่ ให้ถอนแบบคำขอก่อน")
        super().become_withdrawn(by=by, at=at, reason=reason)

    def missing_for_publication(self) -> list[str]:
        missing = []
        if not self.steps.exists():
            missing.append("ยังไม่มีขั้นตอน ต้องมีอย่างน้อยหนึ่งขั้นตอนพร้อมระยะเวลา")
        return missing

    def search_document(self) -> SearchDocument:
        steps = "\n".join(self.steps.values_list("title", flat=True))
        papers = "\n".join(self.requirements.values_list("name", flat=True))
        body = f"{self.summary}\n{self.eligibility}\n{self.conditions}\n{self.keywords}\n{steps}\n{papers}"
        return SearchDocument("บริการ", self.title, body)


class ServiceStep(models.Model):
    """One step with the time it takes and who does it."""

    owner = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    title = models.CharField("ขั้นตอน", max_length=300)
    duration = models.PositiveSmallIntegerField("ระยะเวลา")
    unit = models.CharField("หน่วย", max_length=12, choices=Unit.choices, default=Unit.WORKING_DAYS)
    responsible = models.CharField("ผู้รับผิดชอบ", max_length=200, help_text="ตำแหน่งหรือกลุ่มงาน ไม่ใช่ชื่อบุคคล")

    class Meta:
        verbose_name = "ขั้นตอน"
        verbose_name_plural = "ขั้นตอนและระยะเวลา"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="service_step_takes_some_time",
                condition=models.Q(duration__gte=1),
                violation_error_message="ระยะเวลาของขั้นตอนต้องตั้งแต่ 1 ขึ้นไป",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def duration_words(self) -> str:
        return in_words(self.duration, self.unit)


class Requirement(models.Model):
    """A document that the person brings."""

    owner = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="requirements")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    name = models.CharField("เอกสาร", max_length=250)
    originals = models.PositiveSmallIntegerField("ฉบับจริง", default=0)
    copies = models.PositiveSmallIntegerField("สำเนา", default=0)
    note = models.CharField("หมายเหตุ", max_length=250, blank=True, help_text="เช่น เฉพาะนิติบุคคล")

    class Meta:
        verbose_name = "เอกสารที่ต้องใช้"
        verbose_name_plural = "เอกสารที่ต้องใช้"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="requirement_asks_for_a_paper",
                condition=models.Q(originals__gte=1) | models.Q(copies__gte=1),
                violation_error_message="ใส่จำนวนฉบับจริงหรือสำเนาอย่างน้อยหนึ่งฉบับ",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number_words(self) -> str:
        """How many to bring: `ฉบับจริง 1 ฉบับ สำเนา 2 ฉบับ`."""
        parts = (("ฉบับจริง", self.originals), ("สำเนา", self.copies))
        return " ".join(f"{name} {thai.number(number)} ฉบับ" for name, number in parts if number)


class ServiceDocument(Attachment):
    """A blank form, or the manual as a file."""

    owner = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        verbose_name = "แบบฟอร์มและเอกสาร"
        verbose_name_plural = "แบบฟอร์มและเอกสาร"
