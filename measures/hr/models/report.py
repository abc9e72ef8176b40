"""The report of a fiscal year on personnel: counts alone, with the results of the plan's projects; nobody is named."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.hr.models.plan import NOT_NEGATIVE, HrPlan, HrProject, people_named
from measures.hr.models.rows import Row, clean_texts, outside
from measures.hr.models.terms import LEVELS, Discipline, Level, Movement, Organiser, Outcome, Personnel
from measures.hr.texts import LONGEST, NOT_LONGER
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet
from portal.thai import number

MOST = MaxValueValidator(10_000, "จำนวนมากเกินไปสำหรับสำนักงานหนึ่ง ให้ตรวจอีกครั้ง")
COUNT = (NOT_NEGATIVE, MOST)
MOST_TRAININGS = 120
"""Trainings of one report: as many as the page on which they are changed can hold."""
TOO_MANY = f"รายงานหนึ่งมีการอบรมได้ไม่เกิน {MOST_TRAININGS} เรื่อง ให้รวมรุ่นของหลักสูตรเดียวกันเป็นแถวเดียว"


class HrReportQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Any:
        return self.filter(year=year)

    def in_hand(self) -> Any:
        """Of each year the report that staff write in: its working copy where there is one, else the report."""
        return self.filter(working_copies=None)


class HrReport(Publishable):
    """What was done in a year (OIT: รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี): once for the first half, if the
    office likes, and after 30 September for the whole year."""

    year = FiscalYearField(default=FiscalYear.current)
    as_of = models.DateField("ข้อมูล ณ วันที่")
    problems = models.TextField("ปัญหาและอุปสรรค", blank=True, max_length=LONGEST, validators=[NOT_LONGER])
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True, max_length=LONGEST, validators=[NOT_LONGER])
    no_discipline = models.BooleanField("ปีนี้ไม่มีการดำเนินการทางวินัย", default=False)

    objects: ClassVar = HrReportQuerySet.as_manager()
    revised_children: ClassVar = ("headcount", "trainings", "movements", "discipline", "results", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล"
        verbose_name_plural = "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="hr_report_is_one_a_year",
                fields=["year"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีงบประมาณนี้มีรายงานอยู่แล้ว ให้เปิดรายงานนั้นแล้วแก้ไข",
            ),
        ]

    def __str__(self) -> str:
        return f"รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล ปีงบประมาณ พ.ศ. {self.year}"

    def clean(self) -> None:
        super().clean()
        if self.year is not None and (wrong := outside(self.year, as_of=self.as_of)):
            raise ValidationError(wrong)

    def save(self, *args: Any, **kwargs: Any) -> None:
        clean_texts(self)
        super().save(*args, **kwargs)

    # ── the projects of the plan ─────────────────────────────────────────────
    @cached_property
    def projects(self) -> dict[str, HrProject]:
        """The projects that results are told of, by key: of the public plan, else of the one being written."""
        plans = HrPlan.objects.originals().for_year(self.year)
        plan = plans.published().first() or plans.first()
        return {project.key: project for project in plan.projects.all()} if plan else {}

    def add_missing_results(self) -> None:
        """Give each project of the plan its row, so that staff fill in and nobody types a project again."""
        known = set(self.results.values_list("project_key", flat=True))
        for order, (key, _) in enumerate(self.projects.items(), start=1):
            if key not in known:
                ProjectResult.objects.create(report=self, project_key=key, order=order)

    @property
    def has_public_plan(self) -> bool:
        return bool(HrPlan.objects.published().for_year(self.year).exists())

    # ── in words for staff ───────────────────────────────────────────────────
    @property
    def sums(self) -> dict[str, int]:
        """`authorised`, `filled`, `men`, `women`, `trained` of all rows together."""
        names = ("authorised", "filled", "men", "women", "trained")
        found = self.headcount.aggregate(**{name: models.Sum(name) for name in names})
        return {name: found[name] or 0 for name in names}

    @property
    def sums_in_words(self) -> str:
        """`รวมกรอบ 58 อัตรา มีคนครอง 52 คน (ชาย 18 หญิง 34) ว่าง 6 อัตรา ได้รับการพัฒนา 49 คน`"""
        found = self.sums
        return (
            f"รวมกรอบ {number(found['authorised'])} อัตรา มีคนครอง {number(found['filled'])} คน "
            f"(ชาย {number(found['men'])} หญิง {number(found['women'])}) "
            f"ว่าง {number(found['authorised'] - found['filled'])} อัตรา "
            f"ได้รับการพัฒนา {number(found['trained'])} คน"
        )

    # ── for publication ──────────────────────────────────────────────────────
    def get_absolute_url(self) -> str:
        return f"{reverse('hr:year', args=[self.year])}#results"

    def get_preview_url(self) -> str:
        return f"{reverse('hr:year', args=[self.year])}?preview={self.pk}&of=hrreport"

    def search_document(self) -> SearchDocument:
        told = [
            self.problems,
            self.suggestions,
            *(f"{training.topic} {training.organiser_name}" for training in self.trainings.all()),
            *(f"{result.achieved} {result.text}" for result in self.results.all()),
        ]
        words = "อัตรากำลัง ตำแหน่งว่าง การฝึกอบรม วินัย"
        return SearchDocument("รายงานทรัพยากรบุคคล", str(self), "\n".join(filter(None, [*told, words])))

    def missing_for_publication(self) -> list[str]:
        asked = {
            "ยังไม่ได้กรอกอัตรากำลัง ให้เพิ่มอย่างน้อยหนึ่งแถว": self.headcount.exists(),
            "ยังไม่ได้เขียนปัญหาและอุปสรรค ถ้าไม่มี ให้เขียนว่า ไม่มี": bool(self.problems.strip()),
            "ยังไม่ได้เขียนข้อเสนอแนะ ถ้าไม่มี ให้เขียนว่า ไม่มี": bool(self.suggestions.strip()),
        }
        missing = [words for words, is_there in asked.items() if not is_there]
        missing += [f"ข้อมูล ณ วันที่: {words}" for words in outside(self.year, as_of=self.as_of).values()]
        if self.as_of > timezone.localdate():
            missing.append("ข้อมูล ณ วันที่: วันที่นี้ยังมาไม่ถึง")
        return [*missing, *self._discipline_unsaid(), *self._not_adding_up(), *self._untold(), *self._named()]

    def _discipline_unsaid(self) -> Iterator[str]:
        has_cases = self.discipline.exists()
        if self.no_discipline and has_cases:
            yield "เลือกว่าไม่มีการดำเนินการทางวินัย แต่มีจำนวนเรื่องทางวินัยกรอกไว้ ให้เอาอย่างใดอย่างหนึ่งออก"
        if not self.no_discipline and not has_cases:
            yield "ยังไม่ได้กรอกเรื่องทางวินัย ถ้าไม่มี ให้เลือก “ปีนี้ไม่มีการดำเนินการทางวินัย”"

    def _not_adding_up(self) -> Iterator[str]:
        """What no single row can see: sums and days that contradict one another."""
        trained, attended = self.sums["trained"], 0
        for training in self.trainings.all():
            attended += training.people
            for words in training.outside_year().values():
                yield f"การอบรม “{training}”: {words}"
            if training.starts_on > self.as_of:
                yield f"การอบรม “{training}” เริ่มหลังวันที่ของข้อมูลในรายงานนี้ ให้แก้วันที่ หรือเลื่อนวันที่ของข้อมูล"
        if trained > attended:
            yield (
                f"อัตรากำลังบอกว่าได้รับการพัฒนารวม {number(trained)} คน แต่การอบรมทุกครั้งมีผู้เข้าอบรมรวมเพียง "
                f"{number(attended)} คน ให้ตรวจทั้งสองตาราง"
            )

    def _untold(self) -> Iterator[str]:
        results = {result.project_key: result for result in self.results.all()}
        if not self.has_public_plan:
            return
        for key, project in self.projects.items():
            if key not in results:
                yield f"โครงการ “{project}” ของแผนยังไม่มีผล ให้กด “บันทึก” หนึ่งครั้ง ระบบจะเพิ่มแถวให้กรอก"
            elif not results[key].outcome:
                yield f"โครงการ “{project}” ของแผนยังไม่ได้เลือกผลการดำเนินการ"

    def _named(self) -> Iterator[str]:
        for record in (self, *self.trainings.all(), *self.results.all()):
            yield from people_named(record)


def _levels_fit() -> models.Q:
    return reduce(or_, (models.Q(personnel=type_, level__in=levels) for type_, levels in LEVELS.items()))


class HeadcountRow(Row):
    """Posts of one type and level, those who hold them, and how many of these were trained; vacancies follow."""

    report = models.ForeignKey(
        HrReport, verbose_name="รายงาน", on_delete=models.CASCADE, related_name="headcount"
    )
    personnel = models.CharField("ประเภทบุคลากร", max_length=12, choices=Personnel.choices)
    level = models.CharField("ระดับ", max_length=4, choices=Level.choices, default=Level.NONE)
    authorised = models.PositiveSmallIntegerField("กรอบอัตรากำลัง", validators=COUNT)
    filled = models.PositiveSmallIntegerField("มีคนครอง", validators=COUNT)
    men = models.PositiveSmallIntegerField("ชาย", validators=COUNT)
    women = models.PositiveSmallIntegerField("หญิง", validators=COUNT)
    trained = models.PositiveSmallIntegerField(
        "ได้รับการพัฒนา (คน)", default=0, validators=COUNT, help_text="นับคนละหนึ่งครั้ง แม้อบรมหลายเรื่อง"
    )

    class Meta:
        verbose_name = "อัตรากำลัง"
        verbose_name_plural = "อัตรากำลัง"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="hr_headcount_is_one_of_type_and_level",
                fields=["report", "personnel", "level"],
                violation_error_message="ประเภทและระดับนี้มีอยู่แล้วในรายงาน ให้รวมเป็นแถวเดียว",
            ),
            models.CheckConstraint(
                name="hr_headcount_level_fits_type",
                condition=_levels_fit(),
                violation_error_message="ระดับนี้ไม่ใช่ระดับของประเภทบุคลากรที่เลือก",
            ),
            models.CheckConstraint(
                name="hr_headcount_men_and_women_are_filled",
                condition=models.Q(filled=models.F("men") + models.F("women")),
                violation_error_message="ชายรวมกับหญิงต้องเท่ากับจำนวนที่มีคนครอง",
            ),
            models.CheckConstraint(
                name="hr_headcount_filled_within_authorised",
                condition=models.Q(filled__lte=models.F("authorised")),
                violation_error_message="มีคนครองมากกว่ากรอบอัตรากำลังไม่ได้",
            ),
            models.CheckConstraint(
                name="hr_headcount_trained_within_filled",
                condition=models.Q(trained__lte=models.F("filled")),
                violation_error_message="ได้รับการพัฒนามากกว่าจำนวนที่มีคนครองไม่ได้ ให้นับคนละหนึ่งครั้ง",
            ),
        ]

    def __str__(self) -> str:
        if not self.personnel:
            return "อัตรากำลัง"
        level = "" if self.level in ("", Level.NONE) else f" {self.get_level_display()}"
        return f"{self.get_personnel_display()}{level}"

    @property
    def vacant(self) -> int:
        return self.authorised - self.filled

    def clean(self) -> None:
        """Say with the numbers themselves what does not add up; the constraints say it without."""
        super().clean()
        authorised, filled, men, women, trained = (
            getattr(self, name) for name in ("authorised", "filled", "men", "women", "trained")
        )
        wrong = {}
        if None not in (filled, men, women) and men + women != filled:
            wrong["filled"] = (
                f"ชาย {number(men)} รวมกับหญิง {number(women)} เป็น {number(men + women)} "
                f"ไม่เท่ากับมีคนครอง {number(filled)}"
            )
        elif None not in (authorised, filled) and filled > authorised:
            wrong["filled"] = f"มีคนครอง {number(filled)} มากกว่ากรอบ {number(authorised)}"
        if None not in (trained, filled) and trained > filled:
            wrong["trained"] = (
                f"ได้รับการพัฒนา {number(trained)} คน มากกว่ามีคนครอง {number(filled)} คน ให้นับคนละหนึ่งครั้ง"
            )
        if wrong:
            raise ValidationError(wrong)


class Training(Row):
    """One training that people of the office took part in; `hours` are those of one person."""

    report = models.ForeignKey(
        HrReport, verbose_name="รายงาน", on_delete=models.CASCADE, related_name="trainings"
    )
    topic = models.CharField("หัวข้อการอบรมหรือพัฒนา", max_length=300)
    organiser = models.CharField("ผู้จัด", max_length=8, choices=Organiser.choices, default=Organiser.OWN)
    organiser_name = models.CharField("ชื่อหน่วยงานที่จัด", max_length=200, blank=True)
    starts_on = models.DateField("เริ่มวันที่")
    ends_on = models.DateField("ถึงวันที่")
    people = models.PositiveSmallIntegerField(
        "บุคลากรที่เข้าอบรม (คน)",
        validators=(MinValueValidator(1, "ต้องมีผู้เข้าอบรมอย่างน้อย 1 คน"), MOST),
        help_text="เฉพาะบุคลากรของสำนักงาน",
    )
    hours = models.DecimalField(
        "ชั่วโมงต่อคน",
        max_digits=5,
        decimal_places=1,
        validators=(
            MinValueValidator(Decimal("0.5"), "ต้องไม่น้อยกว่า 0.5 ชั่วโมง"),
            MaxValueValidator(2000, "ชั่วโมงมากเกินไป ให้ใส่ชั่วโมงของหนึ่งคน"),
        ),
    )
    money = models.DecimalField(
        "งบประมาณที่ใช้ (บาท)", max_digits=12, decimal_places=2, default=Decimal(0), validators=[NOT_NEGATIVE]
    )

    class Meta:
        verbose_name = "การอบรมและพัฒนา"
        verbose_name_plural = "การอบรมและพัฒนา"
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hr_training_has_people_hours_and_no_negative_money",
                condition=models.Q(people__gte=1, hours__gt=0, money__gte=0),
                violation_error_message="จำนวนคนและชั่วโมงต้องมากกว่าศูนย์ และงบประมาณต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                name="hr_training_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="วันสิ้นสุดการอบรมต้องไม่มาก่อนวันเริ่ม",
            ),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def person_hours(self) -> Decimal:
        return self.people * self.hours

    def clean(self) -> None:
        super().clean()
        if self.report_id is None and "report" not in self._state.fields_cache:
            return
        if self.report.year is not None and (wrong := self.outside_year()):
            raise ValidationError(wrong)
        if self.pk is None and self.report.pk and self.report.trainings.count() >= MOST_TRAININGS:
            raise ValidationError(TOO_MANY)

    def outside_year(self) -> dict[str, str]:
        """Messages on days outside the report's year, by field."""
        return outside(self.report.year, starts_on=self.starts_on, ends_on=self.ends_on)


class MovementCount(Row):
    """How many people came, rose or left in one way."""

    report = models.ForeignKey(HrReport, on_delete=models.CASCADE, related_name="movements")
    kind = models.CharField("การบรรจุ แต่งตั้ง ย้าย หรือพ้นจากตำแหน่ง", max_length=16, choices=Movement.choices)
    people = models.PositiveSmallIntegerField("จำนวน (คน)", validators=COUNT)

    class Meta:
        verbose_name = "การบรรจุ แต่งตั้ง และพ้นจากตำแหน่ง"
        verbose_name_plural = "การบรรจุ แต่งตั้ง และพ้นจากตำแหน่ง"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="hr_movement_is_one_of_a_kind",
                fields=["report", "kind"],
                violation_error_message="รายการนี้มีอยู่แล้วในรายงาน ให้รวมเป็นแถวเดียว",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class DisciplineCount(Row):
    """How many cases stand or ended in one way; the public sees one or two of them as "<3"."""

    report = models.ForeignKey(HrReport, on_delete=models.CASCADE, related_name="discipline")
    kind = models.CharField("การดำเนินการทางวินัย", max_length=16, choices=Discipline.choices)
    cases = models.PositiveSmallIntegerField(
        "จำนวน (เรื่อง)", validators=(MinValueValidator(1, "ใส่เฉพาะที่มีอย่างน้อย 1 เรื่อง"), MOST)
    )

    class Meta:
        verbose_name = "การดำเนินการทางวินัย"
        verbose_name_plural = "การดำเนินการทางวินัย"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="hr_discipline_is_one_of_a_kind",
                fields=["report", "kind"],
                violation_error_message="รายการนี้มีอยู่แล้วในรายงาน ให้รวมเป็นแถวเดียว",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ProjectResult(Row):
    """What became of a project of the year's plan, which is known by its lasting key and not typed again."""

    report = models.ForeignKey(HrReport, on_delete=models.CASCADE, related_name="results")
    project_key = models.CharField("รหัสโครงการ", max_length=12, editable=False)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0, editable=False)
    outcome = models.CharField("ผลการดำเนินการ", max_length=8, choices=Outcome.choices, blank=True)
    achieved = models.CharField("ค่าที่ทำได้", max_length=200, blank=True)
    spent = models.DecimalField(
        "งบประมาณที่ใช้ (บาท)", max_digits=12, decimal_places=2, default=Decimal(0), validators=[NOT_NEGATIVE]
    )
    text = models.TextField("ผลโดยสรุป", blank=True, max_length=LONGEST, validators=[NOT_LONGER])

    class Meta:
        verbose_name = "ผลของโครงการ"
        verbose_name_plural = "ผลของโครงการตามแผน"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="hr_project_has_one_result",
                fields=["report", "project_key"],
                violation_error_message="โครงการนี้มีผลอยู่แล้วในรายงาน",
            ),
            models.CheckConstraint(
                name="hr_result_spent_not_negative",
                condition=models.Q(spent__gte=0),
                violation_error_message="งบประมาณที่ใช้ต้องไม่ติดลบ",
            ),
        ]

    def __str__(self) -> str:
        return str(self.report.projects.get(self.project_key, "โครงการที่ไม่อยู่ในแผนปัจจุบัน"))
