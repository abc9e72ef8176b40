"""Files brought into the register: kept as they came, what was read from them, and what was odd in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.models import StoredFile, WorkGroup
from procurement.models.terms import ExpenseType, FundSource


class Layout(models.TextChoices):
    """What kind of file it was, recognised by its headers."""

    EGP_CSV = "egp_csv", "ข้อมูลเปิด e-GP (CSV)"
    EGP_JSON = "egp_json", "ข้อมูลเปิด e-GP (JSON)"
    ITA = "ita", "แบบ ITA (o16, o17, o12, o13)"
    MONTHLY = "monthly", "แบบ สขร.1"
    REGISTER = "register", "ตารางทะเบียนของเว็บไซต์นี้"


class RegisterImport(models.Model):
    """One file on its way into the register: uploaded, looked at, confirmed; then reviewed as a whole.

    The contracts it brought point back at it (`contracts`); their own status tells how far the review is.
    """

    source = models.ForeignKey(
        StoredFile, verbose_name="ไฟล์ต้นทาง", on_delete=models.PROTECT, related_name="+"
    )
    layout = models.CharField("ชนิดไฟล์", max_length=10, choices=Layout.choices)
    owner_group = models.ForeignKey(
        WorkGroup, verbose_name="กลุ่มงานที่รับผิดชอบ", on_delete=models.PROTECT, related_name="+"
    )
    as_of = models.DateField("ข้อมูล ณ วันที่", default=timezone.localdate)
    all_offices = models.BooleanField("รวมแถวของหน่วยงานอื่น", default=False)
    fund_source = models.CharField(
        "แหล่งที่มาของงบประมาณ", max_length=12, choices=FundSource.choices, blank=True
    )
    expense_type = models.CharField("งบรายจ่าย", max_length=12, choices=ExpenseType.choices, blank=True)
    reason = models.TextField("เหตุผลของการแก้ไขข้อมูลที่เผยแพร่แล้ว", blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้นำเข้า", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("อัปโหลดเมื่อ", auto_now_add=True)
    confirmed_at = models.DateTimeField("ยืนยันเมื่อ", null=True, blank=True)
    counts = models.JSONField("ผลการนำเข้า", default=dict, blank=True)
    """rows, other_offices, new, changed, unchanged: how many of each."""

    class Meta:
        verbose_name = "การนำเข้าทะเบียนจัดซื้อจัดจ้าง"
        verbose_name_plural = "การนำเข้าทะเบียนจัดซื้อจัดจ้าง"
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.source.original_name


class Finding(models.Model):
    """Something odd but true in an imported row, for staff to look at; never mended by the portal."""

    batch = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="findings")
    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.CASCADE, related_name="findings", null=True
    )
    code = models.CharField("ชนิดข้อสังเกต", max_length=30)
    sheet = models.CharField("แผ่นงาน", max_length=120, blank=True)
    row = models.PositiveIntegerField("แถว")
    column = models.CharField("คอลัมน์", max_length=200, blank=True)
    what = models.TextField("ข้อสังเกต")

    class Meta:
        verbose_name = "ข้อสังเกตจากการนำเข้า"
        verbose_name_plural = "ข้อสังเกตจากการนำเข้า"
        ordering: ClassVar = ["batch", "sheet", "row", "pk"]

    def __str__(self) -> str:
        return self.what
