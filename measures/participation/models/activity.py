"""Activities in which people outside of the office took part: topic, who, result, and how it was used."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from measures.participation.models.terms import ActivityKind, Group
from portal import thai
from portal.addresses import check_address
from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models import ConsentedPicture
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet

MOST_PEOPLE = 1_000_000
"""People of one group at one activity; more is a slip of the hand."""


class ActivityQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Self:
        return self.filter(year=year)

    def counted(self) -> Self:
        """Each with the number of all people who took part, as `people`; rows that may still be locked."""
        rows = ParticipantCount.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
        total = models.Subquery(rows.annotate(total=models.Sum("number")).values("total"))
        return self.annotate(people=Coalesce(total, 0))


class Activity(Publishable):
    """One activity with the four elements of the OIT item «การมีส่วนร่วม»."""

    year = FiscalYearField(db_index=True, default=FiscalYear.current)
    title = models.CharField("ชื่อกิจกรรม", max_length=250)
    kind = models.CharField("ลักษณะการมีส่วนร่วม", max_length=12, choices=ActivityKind.choices)
    held_on = models.DateField("จัดเมื่อ", help_text="วันแรกของกิจกรรม ต้องอยู่ในปีงบประมาณที่เลือก")
    place = models.CharField("สถานที่หรือช่องทาง", max_length=250)
    topic = models.TextField("ประเด็นหรือเรื่องในการมีส่วนร่วม")
    result = models.TextField("ผลจากการมีส่วนร่วม")
    use = models.TextField("การนำผลจากการมีส่วนร่วมไปปรับปรุงพัฒนาการดำเนินงาน")

    objects: ClassVar = ActivityQuerySet.as_manager()

    revised_children = ("counts", "links", "pictures", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "กิจกรรมการมีส่วนร่วม"
        verbose_name_plural = "กิจกรรมการมีส่วนร่วม"
        ordering: ClassVar = ["-held_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["year", "held_on"], name="activity_of_year")]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="activity_is_one",
                fields=["year", "title", "held_on"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="มีกิจกรรมชื่อนี้ในวันนี้อยู่แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.held_on and self.year and (words := self._outside()):
            raise ValidationError({"held_on": words})

    def get_absolute_url(self) -> str:
        return reverse("participation:activity", args=[self.revises_id or self.pk])

    @property
    def count_list(self) -> list[ParticipantCount]:
        """The counts in the order of the groups; people of a prefetched record cost no query."""
        places = {group: place for place, group in enumerate(Group.values)}
        return sorted(self.counts.all(), key=lambda row: places[row.group])

    @property
    def total_people(self) -> int:
        return sum(row.number for row in self.counts.all())

    def missing_for_publication(self) -> list[str]:
        elements = {
            "ยังไม่ได้เขียนประเด็นหรือเรื่องในการมีส่วนร่วม": self.topic,
            "ยังไม่ได้เขียนผลจากการมีส่วนร่วม": self.result,
            "ยังไม่ได้เขียนการนำผลไปปรับปรุงพัฒนาการดำเนินงาน": self.use,
        }
        missing = [words for words, text in elements.items() if not text.strip()]
        if not self.counts.filter(number__gt=0).exists():
            missing.insert(1, "ยังไม่ได้ใส่จำนวนผู้มีส่วนร่วมแยกตามกลุ่ม อย่างน้อยหนึ่งกลุ่ม")
        if words := self._outside():
            missing.append(words)
        if self.held_on > timezone.localdate():
            missing.append("กิจกรรมยังไม่ได้จัด ให้บันทึกและเผยแพร่เมื่อจัดแล้ว")
        return missing

    def search_document(self) -> SearchDocument:
        texts = (self.topic, self.place, self.result, self.use)
        return SearchDocument("กิจกรรมการมีส่วนร่วม", self.title, "\n".join(texts))

    def _outside(self) -> str:
        """What is wrong with the day, if it lies outside of the fiscal year."""
        year = FiscalYear(self.year)
        if self.held_on in year:
            return ""
        return (
            f"{thai.long_date(self.held_on)} ไม่อยู่ใน{year.label} "
            f"({thai.date_range(year.starts_on, year.ends_on)}) ให้แก้วันที่หรือปีงบประมาณ"
        )


class ParticipantCount(models.Model):
    """How many people of one group took part."""

    owner = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="counts")
    group = models.CharField("กลุ่มผู้มีส่วนร่วม", max_length=10, choices=Group.choices)
    number = models.PositiveIntegerField(
        "จำนวน (คน)",
        validators=[MaxValueValidator(MOST_PEOPLE, f"จำนวนต้องไม่เกิน {MOST_PEOPLE:,} คน ตรวจตัวเลขอีกครั้ง")],
    )

    class Meta:
        verbose_name = "จำนวนผู้มีส่วนร่วม"
        verbose_name_plural = "จำนวนผู้มีส่วนร่วม"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="participants_are_counted_once_a_group",
                fields=["owner", "group"],
                violation_error_message="กลุ่มนี้มีจำนวนอยู่แล้ว ให้แก้ตัวเลขเดิม",
            ),
            models.CheckConstraint(
                name="participants_are_a_possible_number",
                condition=models.Q(number__range=(0, MOST_PEOPLE)),
                violation_error_message=f"จำนวนต้องอยู่ระหว่าง 0 ถึง {MOST_PEOPLE:,} คน",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()} {thai.number(self.number)}{thai.NBSP}คน"


class ActivityLink(models.Model):
    """Where the result went: the page of a plan, a purchase, a report; here or elsewhere."""

    owner = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(
        "ชื่อหน้า",
        max_length=250,
        blank=True,
        help_text="เช่น แผนจัดซื้อที่ปรับตามความเห็น เว้นว่างไว้ ระบบใส่ชื่อหน้าในเว็บไซต์นี้ให้",
    )
    address = models.CharField(
        "ที่อยู่",
        max_length=500,
        help_text="หน้าในเว็บไซต์นี้ขึ้นต้นด้วย / เช่น /procurement/2566/plan/ เว็บไซต์อื่นขึ้นต้นด้วย https://",
    )
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "ลิงก์ไปยังผลการตัดสินใจ"
        verbose_name_plural = "ลิงก์ไปยังแผน การจัดซื้อ หรือผลการตัดสินใจ"
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        check_address(self.address)
        if self.address and not self.title.strip():
            raise ValidationError({"title": "ใส่ชื่อหน้า ระบบหาชื่อให้ได้เฉพาะหน้าในเว็บไซต์นี้"})


class ActivityPicture(ConsentedPicture):
    """A photograph of an activity, shown with the word on consent."""

    route = "participation:picture"
    owner = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="pictures")

    class Meta(ConsentedPicture.Meta):
        abstract = False
        verbose_name = "ภาพกิจกรรม"
        verbose_name_plural = "ภาพกิจกรรม"


class ActivityDocument(Attachment):
    """A file of an activity: minutes, a summary, an invitation."""

    owner = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "เอกสารของกิจกรรม"
        verbose_name_plural = "เอกสารของกิจกรรม"


def people_by_group(activities: Any) -> dict[Group, int]:
    """How many people of each group took part in these activities, in the order of the groups; one query."""
    rows = ParticipantCount.objects.filter(owner__in=activities).order_by().values_list("group")
    found = dict(rows.annotate(people=models.Sum("number")))
    return {group: found[group.value] for group in Group if found.get(group.value)}
