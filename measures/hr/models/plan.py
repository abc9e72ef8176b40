"""The plan of a fiscal year for managing and developing personnel: policy, projects and rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from measures.hr.models.rows import Row, clean_texts, outside, texts_of
from measures.hr.models.terms import Area, RuleTopic
from measures.hr.texts import LONGEST, NOT_LONGER, person_in
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models import WorkGroup
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet
from portal.thai import long_date

NOT_NEGATIVE = MinValueValidator(0, "ต้องไม่ติดลบ")
BEFOREHAND = dt.timedelta(days=366)
"""How long before its year a plan may have been approved; one for several years is typed for each."""


def new_key() -> str:
    """A project's lasting key, by which results of the year know it in every edition of the plan."""
    return get_random_string(12, "abcdefghijklmnopqrstuvwxyz0123456789")


class HrPlanQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Any:
        return self.filter(year=year)


class HrPlan(Publishable):
    """The office's policy and plan (OIT: นโยบายหรือแผนการบริหารทรัพยากรบุคคล), published early in its year."""

    year = FiscalYearField(default=FiscalYear.current)
    policy = models.TextField("นโยบายการบริหารทรัพยากรบุคคล", max_length=LONGEST, validators=[NOT_LONGER])
    approved_by = models.CharField("ตำแหน่งผู้อนุมัติแผน", max_length=200, blank=True)
    approved_on = models.DateField("อนุมัติแผนเมื่อ", null=True, blank=True)

    objects: ClassVar = HrPlanQuerySet.as_manager()
    revised_children: ClassVar = ("projects", "rules", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "แผนบริหารและพัฒนาทรัพยากรบุคคล"
        verbose_name_plural = "แผนบริหารและพัฒนาทรัพยากรบุคคล"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="hr_plan_is_one_a_year",
                fields=["year"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="ปีงบประมาณนี้มีแผนอยู่แล้ว ให้เปิดแผนนั้นแล้วแก้ไข",
            ),
        ]

    def __str__(self) -> str:
        return f"แผนบริหารและพัฒนาทรัพยากรบุคคล ปีงบประมาณ พ.ศ. {self.year}"

    def clean(self) -> None:
        super().clean()
        if words := self._approved_wrongly():
            raise ValidationError({"approved_on": words})

    def save(self, *args: Any, **kwargs: Any) -> None:
        clean_texts(self)
        super().save(*args, **kwargs)

    @property
    def budget(self) -> Decimal:
        """The budgets of all projects together, in baht."""
        return sum((project.budget for project in self.projects.all()), Decimal(0))

    def get_absolute_url(self) -> str:
        return f"{reverse('hr:year', args=[self.year])}#plan"

    def get_preview_url(self) -> str:
        return f"{reverse('hr:year', args=[self.year])}?preview={self.pk}&of=hrplan"

    def search_document(self) -> SearchDocument:
        told = [
            self.policy,
            *(f"{project.title} {project.aim} {project.indicator}" for project in self.projects.all()),
            *(f"{rule.get_topic_display()} {rule.text}" for rule in self.rules.all()),
        ]
        return SearchDocument("แผนบริหารทรัพยากรบุคคล", str(self), "\n".join(filter(None, told)))

    def missing_for_publication(self) -> list[str]:
        asked = {
            "ยังไม่ได้เขียนนโยบายการบริหารทรัพยากรบุคคล": bool(self.policy.strip()),
            "ยังไม่ได้ใส่ตำแหน่งผู้อนุมัติแผน": bool(self.approved_by.strip()),
            "ยังไม่ได้ใส่วันที่อนุมัติแผน": self.approved_on is not None,
            "ยังไม่ได้เพิ่มโครงการ แผนต้องมีโครงการหรือกิจกรรมอย่างน้อยหนึ่งรายการ": self.projects.exists(),
        }
        missing = [words for words, is_there in asked.items() if not is_there]
        if self.approved_on and (words := self._approved_wrongly()):
            missing.append(f"อนุมัติแผนเมื่อ: {words}")
        for project in self.projects.all():
            missing += [f"โครงการ “{project}”: {words}" for words in project.outside_year().values()]
        return [*missing, *self._removed_with_results(), *self._people_named()]

    def _approved_wrongly(self) -> str:
        if self.approved_on is None or self.year is None:
            return ""
        year = FiscalYear(self.year)
        first, last = year.starts_on - BEFOREHAND, year.ends_on
        if not first <= self.approved_on <= last:
            return f"วันที่อนุมัติแผนของ{year.label} ต้องอยู่ระหว่าง {long_date(first)} ถึง {long_date(last)}"
        if self.approved_on > timezone.localdate():
            return "วันที่อนุมัติแผนยังมาไม่ถึง"
        return ""

    def _removed_with_results(self) -> Iterator[str]:
        """Projects that the public plan has, this edition has not, and the public report tells the result of."""
        if not self.revises_id:
            return
        results = apps.get_model("hr", "ProjectResult").objects.filter(
            report__in=apps.get_model("hr", "HrReport").objects.published().for_year(self.year)
        )
        told = set(results.values_list("project_key", flat=True))
        kept = set(self.projects.values_list("key", flat=True))
        for project in HrProject.objects.filter(plan=self.revises_id, key__in=told - kept):
            yield f"โครงการ “{project}” มีผลในรายงานที่เผยแพร่แล้ว จึงนำออกจากแผนไม่ได้ ให้เพิ่มโครงการนี้กลับ"

    def _people_named(self) -> Iterator[str]:
        for record in (self, *self.projects.all(), *self.rules.all()):
            yield from people_named(record)


def people_named(record: models.Model) -> Iterator[str]:
    """A message for each text of a record in which a person is named."""
    for name, text in texts_of(record).items():
        if person := person_in(text):
            yield (f"ช่อง “{name}” มีชื่อบุคคล “{person}” แผนและรายงานนี้แสดงเฉพาะจำนวนและตำแหน่ง ให้ลบชื่อออก")


class HrProject(Row):
    """A project or activity of the plan; `key` stays with it through every edition."""

    plan = models.ForeignKey(HrPlan, on_delete=models.CASCADE, related_name="projects")
    key = models.CharField("รหัสโครงการ", max_length=12, default=new_key, editable=False)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    area = models.CharField("ด้าน", max_length=12, choices=Area.choices, default=Area.DEVELOPMENT)
    title = models.CharField("โครงการหรือกิจกรรม", max_length=300)
    aim = models.TextField("วัตถุประสงค์", blank=True, max_length=LONGEST, validators=[NOT_LONGER])
    indicator = models.CharField("ตัวชี้วัด", max_length=300)
    target = models.CharField("ค่าเป้าหมาย", max_length=200)
    starts_on = models.DateField("เริ่มดำเนินการ")
    ends_on = models.DateField("สิ้นสุดการดำเนินการ")
    budget = models.DecimalField(
        "งบประมาณ (บาท)", max_digits=12, decimal_places=2, default=Decimal(0), validators=[NOT_NEGATIVE]
    )
    owner_group = models.ForeignKey(
        WorkGroup, verbose_name="กลุ่มงานที่รับผิดชอบ", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "โครงการตามแผน"
        verbose_name_plural = "โครงการตามแผน"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="hr_project_key_is_one_in_a_plan", fields=["plan", "key"]),
            models.CheckConstraint(
                name="hr_project_budget_not_negative",
                condition=models.Q(budget__gte=0),
                violation_error_message="งบประมาณต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                name="hr_project_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="วันสิ้นสุดการดำเนินการต้องไม่มาก่อนวันเริ่ม",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.plan.year is not None and (wrong := self.outside_year()):
            raise ValidationError(wrong)

    def outside_year(self) -> dict[str, str]:
        """Messages on days outside the plan's year, by field."""
        return outside(self.plan.year, starts_on=self.starts_on, ends_on=self.ends_on)


class HrRule(Row):
    """A rule of personnel management that is in force in the year (OIT: หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล)."""

    plan = models.ForeignKey(HrPlan, on_delete=models.CASCADE, related_name="rules")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    topic = models.CharField("เรื่อง", max_length=12, choices=RuleTopic.choices)
    text = models.TextField("หลักเกณฑ์โดยสรุป", max_length=LONGEST, validators=[NOT_LONGER])
    reference = models.CharField("กฎหมายหรือประกาศที่ใช้", max_length=300, blank=True)
    url = models.URLField("ที่อยู่ของกฎหมายหรือประกาศ", max_length=500, blank=True)

    class Meta:
        verbose_name = "หลักเกณฑ์"
        verbose_name_plural = "หลักเกณฑ์"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return str(RuleTopic(self.topic).label) if self.topic else "หลักเกณฑ์"
