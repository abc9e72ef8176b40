"""The OIT checklist: the items of a year and what the office discloses for each."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from measures.models.measure import Slug
from measures.offers import offers
from portal.addresses import check_address
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable


class Confidence(models.TextChoices):
    """How sure the wording is; shown until somebody confirms it against the official manual."""

    SOURCED = "sourced", "ตรงตามเอกสารต้นทาง"
    VARIANT = "variant", "ถ้อยคำของหน่วยงานอื่น"
    INFERRED = "inferred", "อนุมานจากปีก่อน"
    UNVERIFIED = "unverified", "ยังไม่ได้ตรวจกับคู่มือ"
    CONFIRMED = "confirmed", "เจ้าหน้าที่ยืนยันแล้ว"


UNCHECKED = frozenset({Confidence.VARIANT, Confidence.INFERRED, Confidence.UNVERIFIED})
"""Wording that nobody compared with the official manual yet; the public is told so."""


class State(models.TextChoices):
    """How far an item is disclosed; derived from the published disclosure and what rooms offer, never stored."""

    COMPLETE = "complete", "ครบถ้วน"
    PARTIAL = "partial", "ยังไม่ครบ"
    OFFERED = "offered", "มีข้อมูลแล้ว รอยืนยัน"
    """Nothing is ticked, but a room has data for it; it counts as not disclosed until staff confirm it."""
    PREPARING = "preparing", "กำลังจัดทำ"


class OitItemQuerySet(models.QuerySet[Any]):
    def for_year(self, year: FiscalYear) -> Self:
        """The items of a year in official order."""
        return self.filter(year=year).order_by("number")

    def missing(self, year: FiscalYear) -> Self:
        """Items of which the public sees no required element yet («OIT ที่ขาด»)."""
        shown = OitDisclosure.objects.published().exclude(met=[])
        return self.for_year(year).exclude(pk__in=shown.values("item"))


class OitItem(models.Model):
    """One item of the checklist; renumbered every year, so known by (scheme, year, code)."""

    scheme = models.CharField("ระบบประเมิน", max_length=12, default="NACC")
    year = FiscalYearField(db_index=True)
    code = models.CharField("รหัส", max_length=6)
    number = models.PositiveSmallIntegerField("ลำดับ")
    title = models.CharField("ชื่อข้อ", max_length=250)
    indicator = models.CharField("ตัวชี้วัด", max_length=200, blank=True)
    sub_indicator = models.CharField("ตัวชี้วัดย่อย", max_length=200, blank=True)
    topic = models.CharField("หมวด", max_length=200, blank=True)
    elements = models.JSONField("องค์ประกอบด้านข้อมูล", default=list)
    title_confidence = models.CharField("ความมั่นใจในชื่อข้อ", max_length=10, choices=Confidence.choices)
    elements_confidence = models.CharField("ความมั่นใจในองค์ประกอบ", max_length=10, choices=Confidence.choices)
    measure = models.CharField("มาตรการที่เกี่ยวข้อง", max_length=14, choices=Slug.choices, blank=True)

    objects: ClassVar = OitItemQuerySet.as_manager()

    class Meta:
        verbose_name = "ข้อ OIT"
        verbose_name_plural = "ข้อ OIT"
        ordering: ClassVar = ["-year", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="oit_item_is_one", fields=["scheme", "year", "code"])
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title} ({self.year})"

    def get_absolute_url(self) -> str:
        return reverse("measures:oit_item", args=[self.year, self.code])

    def search_document(self, *texts: str) -> SearchDocument:
        """What the search finds of the item: code, title and measure, and the texts of its disclosure."""
        measure = self.get_measure_display() if self.measure else ""
        title = f"{self.code} {self.title} ปีงบประมาณ พ.ศ. {self.year}"
        return SearchDocument("ข้อมูลสาธารณะ (OIT)", title, "\n".join(filter(None, [*texts, measure])))

    @property
    def is_unchecked(self) -> bool:
        """Whether the title or the elements may differ from the official manual."""
        return self.title_confidence in UNCHECKED or self.elements_confidence in UNCHECKED

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody compared the wording with the official manual."""
        return {self.title_confidence, self.elements_confidence} == {Confidence.CONFIRMED}


class OitDisclosure(Publishable):
    """What the office shows for an item: where it is, and which required elements are there."""

    item = models.ForeignKey(
        OitItem, verbose_name="ข้อ OIT", on_delete=models.PROTECT, related_name="disclosures"
    )
    met = models.JSONField("องค์ประกอบที่ครบแล้ว", default=list, blank=True)  # indices into item.elements
    note = models.TextField("คำอธิบาย", blank=True)

    revised_children = ("links",)

    class Meta(Publishable.Meta):
        verbose_name = "การเปิดเผยข้อ OIT"
        verbose_name_plural = "การเปิดเผยข้อ OIT"
        ordering: ClassVar = ["-item__year", "item__number"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="oit_disclosure_is_one",
                fields=["item"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ข้อนี้มีรายการเปิดเผยอยู่แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()

    def clean(self) -> None:
        super().clean()
        if self.item_id and not set(self.met) <= set(range(len(self.item.elements))):
            raise ValidationError({"met": "เลือกได้เฉพาะองค์ประกอบของข้อนี้"})

    def missing_for_publication(self) -> list[str]:
        missing = []
        if (
            self.met
            and not self.links.exists()
            and not offers(self.item.year, self.item.code).get(self.item.code)
        ):
            missing.append("ยังไม่ได้ใส่ที่อยู่ของข้อมูลที่เปิดเผย")
        if not self.met and not self.note.strip():
            missing.append("ยังไม่ได้เลือกองค์ประกอบที่เปิดเผยแล้ว หรือเขียนคำอธิบายว่าจะเปิดเผยเมื่อใด")
        return missing

    def search_document(self) -> SearchDocument:
        return self.item.search_document(self.note, *self.item.elements)


class OitLink(models.Model):
    """Where an assessor finds the disclosed data."""

    disclosure = models.ForeignKey(OitDisclosure, on_delete=models.CASCADE, related_name="links")
    title = models.CharField("ชื่อข้อมูล", max_length=250)
    address = models.CharField("ที่อยู่", max_length=500)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "ที่อยู่ข้อมูล"
        verbose_name_plural = "ที่อยู่ข้อมูล"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        check_address(self.address)
