"""Teams that drive ethics in the office and answer its questions: the order that appointed them, and their members."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.ethics.models.days import LONGEST, holds_in, wrong_texts
from portal import thai
from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet


class EthicsTeamQuerySet(PublishableQuerySet):
    def of_year(self, year: FiscalYear) -> Self:
        """Teams that were in office in a fiscal year: an order holds until another takes its place."""
        return self.filter(holds_in(year, "year", "until_year"))


class EthicsTeam(Publishable):
    """One team by one order; an order that stays in force for years is written once."""

    year = FiscalYearField("ปีงบประมาณ พ.ศ. ที่แต่งตั้ง", default=FiscalYear.current, db_index=True)
    until_year = FiscalYearField(
        "ปฏิบัติหน้าที่ถึงปีงบประมาณ พ.ศ.",
        null=True,
        blank=True,
        help_text="เว้นว่างถ้าคำสั่งยังใช้อยู่ กรอกเมื่อมีคำสั่งใหม่แทน หน้าของปีก่อนจะคงเดิม",
    )
    name = models.CharField(
        "ชื่อคณะทำงาน", max_length=250, help_text="เช่น คณะทำงานขับเคลื่อนจริยธรรม หรือทีมให้คำปรึกษาทางจริยธรรม"
    )
    order_number = models.CharField("คำสั่งที่", max_length=60, help_text="เช่น 12/2566")
    order_on = models.DateField("ลงวันที่")
    duties = models.TextField("หน้าที่และอำนาจ", max_length=LONGEST, help_text="เขียนเป็นข้อ บรรทัดละหนึ่งข้อ")

    objects: ClassVar = EthicsTeamQuerySet.as_manager()

    revised_children = ("members", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "คณะทำงานจริยธรรม"
        verbose_name_plural = "คณะทำงานจริยธรรม"
        ordering: ClassVar = ["order_on", "pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="ethics_team_is_one_of_its_year",
                fields=["year", "name"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="มีคณะทำงานชื่อนี้ของปีนี้อยู่แล้ว ให้แก้ไขรายการเดิม",
            ),
            models.CheckConstraint(
                name="ethics_team_ends_after_it_begins",
                condition=models.Q(until_year__isnull=True) | models.Q(until_year__gte=models.F("year")),
                violation_error_message="ปีสุดท้ายต้องไม่ก่อนปีที่แต่งตั้ง",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (คำสั่งที่ {self.order_number})"

    def clean(self) -> None:
        super().clean()
        wrong = wrong_texts(self)
        if words := self._wrong_day():
            wrong["order_on"] = words
        if wrong:
            raise ValidationError(wrong)

    def get_absolute_url(self) -> str:
        return reverse("ethics:team", args=[self.year])

    def overview_urls(self) -> tuple[str, ...]:
        return (reverse("ethics:year", args=[self.year]),)

    @property
    def duty_list(self) -> list[str]:
        return [line.strip() for line in self.duties.splitlines() if line.strip()]

    def missing_for_publication(self) -> list[str]:
        missing = [] if self.members.exists() else ["ยังไม่ได้เพิ่มกรรมการหรือคณะทำงาน อย่างน้อยหนึ่งตำแหน่ง"]
        if words := self._wrong_day():
            missing.append(words)
        return missing

    def search_document(self) -> SearchDocument:
        rows = (f"{row.role} {row.position}" for row in self.members.all())
        return SearchDocument(
            "จริยธรรมและ No Gift Policy",
            self.name,
            "\n".join((f"คำสั่งที่ {self.order_number}", self.duties, *rows)),
        )

    def _wrong_day(self) -> str:
        """An order may be older than the year it is written for, never younger, and not of tomorrow."""
        if not (self.order_on and self.year):
            return ""
        if self.order_on > timezone.localdate():
            return "วันที่ของคำสั่งยังมาไม่ถึง"
        if self.order_on > (last := FiscalYear(self.year).ends_on):
            return f"คำสั่งลงวันที่หลัง{FiscalYear(self.year).label} ({thai.long_date(last)}) ให้แก้วันที่หรือปีงบประมาณ"
        return ""


class TeamMember(models.Model):
    """A seat of the team by the official position that holds it."""

    owner = models.ForeignKey(EthicsTeam, on_delete=models.CASCADE, related_name="members")
    role = models.CharField("ตำแหน่งในคณะทำงาน", max_length=100, help_text="เช่น ประธาน คณะทำงาน เลขานุการ")
    position = models.CharField("ตำแหน่งทางราชการ", max_length=200, help_text="เช่น ศึกษาธิการจังหวัด")
    name = models.CharField(
        "ชื่อ", max_length=150, blank=True, help_text="เว้นว่างได้ ใส่เมื่อคำสั่งที่เผยแพร่ระบุชื่อ ไม่ใส่เลขประจำตัวใด ๆ"
    )
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "คณะทำงาน"
        verbose_name_plural = "รายการตำแหน่งในคณะทำงาน"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"

    def clean(self) -> None:
        super().clean()
        if wrong := wrong_texts(self):
            raise ValidationError(wrong)


class TeamDocument(Attachment):
    """The order itself."""

    owner = models.ForeignKey(EthicsTeam, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "เอกสารของคณะทำงาน"
        verbose_name_plural = "เอกสารของคณะทำงาน"
