"""The office itself as data, so that another province adopts the portal without touching code."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from portal.models.files import StoredFile

THAI_NUMBER = "0123456789"
AGENCY_TYPES = (
    "ส่วนราชการระดับกรม",
    "จังหวัด",
    "องค์กรปกครองส่วนท้องถิ่น",
    "รัฐวิสาหกิจ",
    "องค์การมหาชน",
    "สถาบันอุดมศึกษา",
    "องค์กรอิสระ",
    "องค์กรศาล",
    "องค์กรอัยการ",
    "รัฐสภา",
    "หน่วยงานของรัฐอื่น ๆ",
)
"""What the procurement forms of the integrity assessment call a kind of agency (ประเภทหน่วยงาน)."""


class Office(models.Model):
    """The one office this site belongs to (a single row)."""

    name = models.CharField("ชื่อหน่วยงาน", max_length=200)
    short_name = models.CharField("ชื่อย่อ", max_length=60, blank=True, help_text="เช่น ศธจ.สุโขทัย")
    english_name = models.CharField("ชื่อภาษาอังกฤษ", max_length=200, blank=True)
    ministry = models.CharField("กระทรวง", max_length=120, default="กระทรวงศึกษาธิการ")
    parent = models.CharField(
        "ส่วนราชการต้นสังกัด", max_length=200, blank=True, default="สำนักงานปลัดกระทรวงศึกษาธิการ"
    )
    province = models.CharField("จังหวัด", max_length=60, help_text="ไม่ต้องมีคำว่า จังหวัด")
    district = models.CharField("อำเภอ", max_length=60, help_text="ไม่ต้องมีคำว่า อำเภอ")
    address = models.CharField("ที่ตั้ง", max_length=300)
    phone = models.CharField("โทรศัพท์", max_length=60, help_text="เช่น 0 5561 0000 ต่อ 12")
    fax = models.CharField("โทรสาร", max_length=60, blank=True)
    email = models.EmailField("อีเมล")
    hours = models.CharField("เวลาทำการ", max_length=120, default="วันจันทร์–ศุกร์ 08.30–16.30 น.")
    map_url = models.URLField("ที่อยู่แผนที่", blank=True)
    facebook_url = models.URLField("เพจเฟซบุ๊ก", blank=True)
    emblem = models.ForeignKey(
        StoredFile, verbose_name="ตราหน่วยงาน", null=True, blank=True, on_delete=models.PROTECT, editable=False
    )
    executive_name = models.CharField("ชื่อผู้บริหาร", max_length=120, help_text="รวมคำนำหน้า เช่น นาย นาง")
    executive_title = models.CharField("ตำแหน่งผู้บริหาร", max_length=160)
    legal_basis = models.TextField("กฎหมายจัดตั้ง", blank=True)
    history = models.TextField("ประวัติความเป็นมา", blank=True)
    vision = models.TextField("วิสัยทัศน์", blank=True)
    hero_title = models.CharField("หัวเรื่องหน้าแรก", max_length=120, default="บริการและข้อมูลเปิด ที่ทุกคนตรวจสอบได้")
    hero_text = models.CharField("คำอธิบายหน้าแรก", max_length=240, blank=True)
    egp_code = models.CharField(
        "รหัสหน่วยงานในระบบ e-GP", max_length=20, blank=True, help_text="ใช้ในข้อมูลเปิดมาตรฐาน OCDS"
    )
    agency_type = models.CharField(
        "ประเภทหน่วยงานในแบบ ITA",
        max_length=60,
        choices=[(name, name) for name in AGENCY_TYPES],
        blank=True,
        help_text="ใช้ในแบบ ITA-o16 o17 o12 และ o13 เลือกตามที่ส่วนราชการต้นสังกัดกำหนด เว้นว่างได้",
    )
    governor_contact = models.CharField("ช่องทางผู้ว่าราชการจังหวัด", max_length=240, blank=True)

    class Meta:
        verbose_name = "ข้อมูลหน่วยงาน"
        verbose_name_plural = "ข้อมูลหน่วยงาน"
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="office_is_one_row")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValidationError("ลบข้อมูลหน่วยงานไม่ได้")

    @classmethod
    def load(cls) -> Office:
        """The office, or an unsaved one with empty fields while nobody has filled it in."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, name="สำนักงานศึกษาธิการจังหวัด")

    @property
    def emblem_url(self) -> str:
        """The address of the emblem's picture, new for every picture; empty while the office uses ours."""
        return f"{reverse('portal:emblem')}?v={self.emblem_id}" if self.emblem_id else ""

    @property
    def phone_tel(self) -> str:
        """The telephone number for a `tel:` link, in international form: `+6655610000`; empty if none."""
        digits = "".join(c for c in self.phone.split("ต่อ")[0] if c in THAI_NUMBER)
        return f"+66{digits[1:]}" if digits.startswith("0") else digits
