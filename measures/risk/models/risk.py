"""A corruption risk of a fiscal year as it was assessed, with the measures against it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.risk.scales import LEAST, MOST, Assessment, scale_of
from portal import thai
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet, Status

if TYPE_CHECKING:
    from portal.models import User

LONG = 2000
"""Letters of an explaining text."""
MOST_NUMBER = 200
ON_THE_SCALE = (
    MinValueValidator(LEAST, f"ต้องเป็นระดับ {LEAST} ถึง {MOST} ตามเกณฑ์ โปรดเลือกใหม่"),
    MaxValueValidator(MOST, f"ต้องเป็นระดับ {LEAST} ถึง {MOST} ตามเกณฑ์ โปรดเลือกใหม่"),
)
REACH = dt.timedelta(days=366)
"""How far the days of a measure may lie before or after its fiscal year."""
BRIBERY_FROM = FiscalYear(2567)
"""From this year on OIT asks for risks of bribery by name (o30 of 2567)."""


class Half(models.TextChoices):
    """When results are told: as of 31 March, and as of the end of the fiscal year."""

    SIX_MONTHS = "half", "รอบหกเดือน"
    YEAR = "year", "รอบปี"

    def ends_on(self, year: FiscalYear) -> dt.date:
        """The day as of which the result is told."""
        return dt.date(thai.ce(year), 3, 31) if self is Half.SIX_MONTHS else year.ends_on

    def is_due(self, year: FiscalYear, day: dt.date) -> bool:
        """Whether the period is over, so that its results should be there."""
        return day > self.ends_on(year)

    def last_due(self, day: dt.date) -> FiscalYear:
        """The newest fiscal year whose period is over on a day."""
        year = FiscalYear.containing(day)
        return year if self.is_due(year, day) else year.previous


class Source(models.TextChoices):
    """Whose plan the risk is taken from."""

    PERMANENT_SECRETARY = "ops", "แผนของสำนักงานปลัดกระทรวงศึกษาธิการ"
    OWN = "own", "สำนักงานประเมินเอง"


class RiskQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Self:
        return self.filter(year=year)

    def without_treatment(self) -> Self:
        """Risks against which nothing is planned."""
        return self.filter(treatments=None)

    def lacking_results(self, day: dt.date) -> Self:
        """Risks with a measure that has no public result of a period that is over on a day."""
        return self.filter(pk__in=Treatment.objects.lacking_results(day).values("risk"))


class Risk(Publishable):
    """One event that might happen in one process of the office (OIT: เหตุการณ์ ระดับ มาตรการ; law: ม. 79 of the
    State Fiscal and Financial Disciplines Act 2561)."""

    year = FiscalYearField(db_index=True, default=FiscalYear.current)
    number = models.PositiveSmallIntegerField(
        "ความเสี่ยงที่",
        validators=[
            MinValueValidator(1, "ลำดับต้องเป็นจำนวนเต็มตั้งแต่ 1"),
            MaxValueValidator(MOST_NUMBER, f"ลำดับต้องไม่เกิน {MOST_NUMBER}"),
        ],
    )
    process = models.CharField("กระบวนงาน", max_length=250)
    event = models.TextField("เหตุการณ์ความเสี่ยง", max_length=LONG)
    is_bribery = models.BooleanField("เกี่ยวกับการให้หรือรับสินบน", default=False)
    cause = models.TextField("สาเหตุ", blank=True, max_length=LONG)
    likelihood = models.PositiveSmallIntegerField("โอกาสเกิด", validators=ON_THE_SCALE)
    impact = models.PositiveSmallIntegerField("ผลกระทบ", validators=ON_THE_SCALE)
    existing_control = models.TextField("การควบคุมที่มีอยู่", max_length=LONG)
    source = models.CharField("ที่มา", max_length=4, choices=Source.choices, default=Source.OWN)
    source_detail = models.CharField("ชื่อแผนหรือเอกสารที่มา", max_length=300, blank=True)
    source_url = models.URLField("ที่อยู่ของเอกสารที่มา", max_length=500, blank=True)

    objects: ClassVar = RiskQuerySet.as_manager()
    revised_children: ClassVar = ("treatments",)

    class Meta(Publishable.Meta):
        verbose_name = "ความเสี่ยงการทุจริต"
        verbose_name_plural = "ความเสี่ยงการทุจริต"
        ordering: ClassVar = ["-year", "number", "pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="risk_number_is_one_a_year",
                fields=["year", "number"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีงบประมาณนี้มีความเสี่ยงลำดับที่นี้อยู่แล้ว โปรดใช้ลำดับอื่น",
            ),
            models.CheckConstraint(
                name="risk_is_on_the_scale",
                condition=models.Q(likelihood__range=(LEAST, MOST), impact__range=(LEAST, MOST)),
                violation_error_message=f"โอกาสเกิดและผลกระทบต้องเป็นระดับ {LEAST} ถึง {MOST} ตามเกณฑ์",
            ),
            models.CheckConstraint(
                name="risk_number_counts_from_one",
                condition=models.Q(number__range=(1, MOST_NUMBER)),
                violation_error_message=f"ลำดับต้องเป็น 1 ถึง {MOST_NUMBER}",
            ),
        ]

    def __str__(self) -> str:
        return f"ความเสี่ยงที่ {self.number} {self.process} ({self.year})"

    @property
    def assessment(self) -> Assessment:
        """Likelihood and impact before the measures, on the scale of the year."""
        return scale_of(self.year).assess(self.likelihood, self.impact)

    @property
    def label(self) -> str:
        return f"ความเสี่ยงที่ {self.number}"

    def clean(self) -> None:
        super().clean()
        refuse_unreadable(self, "process", "event", "existing_control")
        original = cast("Risk | None", self.revises)
        if original is not None and original.year != self.year:
            raise ValidationError({"year": "เปลี่ยนปีของความเสี่ยงที่เผยแพร่แล้วไม่ได้ ให้เพิ่มเป็นความเสี่ยงใหม่ของปีนั้น"})

    def get_absolute_url(self) -> str:
        return reverse("risk:risk", args=[self.year, self.revises_id or self.pk])

    def search_document(self) -> SearchDocument:
        measures = (f"{one.title} {one.responsible}" for one in self.treatments.all())
        bribery = "สินบน" if self.is_bribery else ""
        texts = (
            self.event, self.cause, self.existing_control, self.source_detail, bribery,
            str(self.owner_group), *measures,
        )  # fmt: skip
        title = f"ความเสี่ยงการทุจริต {self.process} ปีงบประมาณ พ.ศ. {self.year}"
        return SearchDocument("ความเสี่ยงการทุจริต", title, "\n".join(filter(None, texts)))

    def missing_for_publication(self) -> list[str]:
        treatments = list(self.treatments.all())
        missing = [] if treatments else ["ยังไม่มีมาตรการ ความเสี่ยงทุกเรื่องต้องมีมาตรการอย่างน้อยหนึ่งข้อ"]
        missing += [
            f"มาตรการ “{one.title}” {fault}"
            for one in treatments
            if (fault := one.fault_of_period(self.year))
        ]
        return missing + [
            f"มาตรการ “{gone.title}” มีรายงานผลแล้ว จึงนำออกจากแผนไม่ได้" for gone in self._taken_out(treatments)
        ]

    def become_withdrawn(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Results would be left without their risk. Raises ValidationError while there are public ones."""
        if public := [one.get_half_display() for one in self.results.filter(status=Status.PUBLISHED)]:
            raise ValidationError(f"ถอนความเสี่ยงนี้ไม่ได้ เพราะผล{'และผล'.join(public)}ยังเผยแพร่อยู่ ให้ถอนผลก่อน")
        super().become_withdrawn(by=by, at=at, reason=reason)

    def _taken_out(self, kept: list[Treatment]) -> list[Treatment]:
        """Measures with results that a working copy would take out of the plan."""
        if not self.revises_id:
            return []
        stand_for = {one.copied_from_id for one in kept}
        return [
            one
            for one in Treatment.objects.filter(risk=self.revises_id).exclude(pk__in=stand_for - {None})
            if one.has_results
        ]


class TreatmentQuerySet(models.QuerySet[Any]):
    def lacking_results(self, day: dt.date, *halves: Half) -> Self:
        """Measures of public risks without a public result of a period (any by default) that is over on a day."""
        lacks = models.Q()
        for half in halves or Half:
            lacks |= models.Q(risk__year__lte=half.last_due(day)) & ~models.Q(pk__in=reported(half))
        return self.filter(lacks, risk__in=Risk.objects.published())


def reported(half: Half) -> models.QuerySet[Any]:
    """Keys of the measures that have a public result of a period."""
    rows = Treatment.objects.filter(
        rows__result__half=half,
        rows__result__status=Status.PUBLISHED,
        rows__result__revises=None,
        rows__result__published_at__lte=timezone.now(),
    )
    return rows.order_by().values("pk")


class Treatment(models.Model):
    """One measure against a risk. It stays the same row when its plan is revised, as results speak of it."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="treatments")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    title = models.CharField("มาตรการ", max_length=500)
    responsible = models.CharField("ตำแหน่งผู้รับผิดชอบ", max_length=200)
    starts_on = models.DateField("เริ่ม")
    ends_on = models.DateField("สิ้นสุด")
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    copied_from_id: int | None

    objects: ClassVar = TreatmentQuerySet.as_manager()

    class Meta:
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="treatment_ends_after_it_begins",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        refuse_unreadable(self, "title", "responsible")

    @property
    def has_results(self) -> bool:
        """Whether a result, even a draft, speaks of the measure or of the one that it stands for."""
        keys = [self.pk, self.copied_from_id or self.pk]
        return bool(Treatment.objects.filter(pk__in=keys, rows__isnull=False).exists())

    def fault_of_period(self, year: int) -> str:
        """What is wrong with the days for a plan of this year, in words; empty when nothing is."""
        return fault_of_period(self.starts_on, self.ends_on, FiscalYear(year))


def fault_of_period(starts_on: dt.date, ends_on: dt.date, year: FiscalYear) -> str:
    """What is wrong with the days of a measure in the plan of a year, in words; empty when nothing is."""
    if ends_on < starts_on:
        return "วันสิ้นสุดมาก่อนวันเริ่ม โปรดตรวจสอบ"
    if ends_on < year.starts_on or starts_on > year.ends_on:
        return f"อยู่นอก{year.label} ซึ่งคือ {thai.date_range(year.starts_on, year.ends_on)} โปรดตรวจสอบวันที่"
    if starts_on < year.starts_on - REACH or ends_on > year.ends_on + REACH:
        return f"เริ่มหรือสิ้นสุดห่างจาก{year.label} เกินหนึ่งปี โปรดตรวจสอบวันที่"
    return ""


def refuse_unreadable(record: models.Model, *names: str) -> None:
    """Raises ValidationError for each of these texts that holds only what nobody sees."""
    unreadable = {
        name: f"กรอก{record._meta.get_field(name).verbose_name}ด้วยตัวอักษรที่อ่านได้"  # type: ignore[union-attr]  # a field of our own
        for name in names
        if getattr(record, name) and not thai.fold(getattr(record, name))
    }
    if unreadable:
        raise ValidationError(unreadable)
