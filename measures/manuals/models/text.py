"""What a manual says, whether it is still being written or frozen as an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django_stubs_ext.db.models import TypedModelMeta

from measures.manuals.durations import in_words, total_in_words
from portal.fiscal import FiscalYear, FiscalYearField


class DocumentKind(models.TextChoices):
    MANUAL = "manual", "ไฟล์คู่มือ"
    FORM = "form", "แบบฟอร์มที่ใช้"


@dataclass(frozen=True)
class Step:
    """One step as everybody reads it; `amount` is counted in `unit` (`durations.Unit`)."""

    title: str
    detail: str
    amount: int
    unit: str
    responsible: str

    @property
    def time(self) -> str:
        return in_words(self.amount, self.unit)


class ManualText(models.Model):
    """The texts and dates that an edition freezes (OIT: ชื่องาน ขั้นตอน ระยะเวลา กฎหมาย; law: ม. 9(4) of the
    Official Information Act 2540)."""

    title = models.CharField("ชื่อคู่มือ", max_length=250)
    purpose = models.TextField("วัตถุประสงค์")
    scope = models.TextField("ขอบเขตและตำแหน่งที่ใช้คู่มือ", blank=True)
    laws = models.TextField("กฎหมายและระเบียบที่เกี่ยวข้อง", blank=True)
    adapted_from = models.CharField("ปรับจากคู่มือ", max_length=300, blank=True)
    adapted_url = models.URLField("ที่อยู่ของคู่มือที่นำมาปรับ", max_length=500, blank=True)
    version = models.CharField("ฉบับที่", max_length=20, default="1")
    approved_by = models.CharField("ผู้อนุมัติคู่มือ", max_length=200, blank=True)
    approved_on = models.DateField("อนุมัติเมื่อ", null=True, blank=True)
    in_force_from = FiscalYearField("ใช้ตั้งแต่ปีงบประมาณ พ.ศ.", default=FiscalYear.current)

    class Meta(TypedModelMeta):
        abstract = True

    @property
    def step_list(self) -> Sequence[Step]:
        """The steps in their order; every concrete class has its own."""
        raise NotImplementedError(type(self).__name__)

    @property
    def law_list(self) -> list[str]:
        """One law a line."""
        return [line.strip() for line in self.laws.splitlines() if line.strip()]

    @property
    def total_time(self) -> str:
        """The times of all steps together, in words."""
        return total_in_words((step.amount, step.unit) for step in self.step_list)

    def says_the_same_as(self, other: ManualText) -> bool:
        """Whether both tell the public the same, whatever they are called as editions."""
        return self._said() == other._said() and list(self.step_list) == list(other.step_list)

    def _said(self) -> dict[str, Any]:
        said = {name: getattr(self, name) for name in TEXT_FIELDS if name != "version"}
        return said | {"owner_group": self.owner_group_id}  # type: ignore[attr-defined]  # every concrete class has it


TEXT_FIELDS = tuple(field.name for field in ManualText._meta.local_fields)
"""Names of what an edition takes over from its manual as it is."""
