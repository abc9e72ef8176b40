"""Trainings and activities that strengthen ethics, those of the No Gift Policy among them, with pictures."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.ethics.models.days import LONGEST, MOST_PEOPLE, most_people, outside, wrong_texts
from portal import thai
from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models import ConsentedPicture
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet

TOO_MANY = "บุคลากรที่เข้าร่วมมากกว่าบุคลากรทั้งหมด ตรวจตัวเลขทั้งสองช่อง ผู้เข้าร่วมจากภายนอกให้ใส่อีกช่องหนึ่ง"


class ActivityKind(models.TextChoices):
    TRAINING = "training", "อบรม"
    ACTIVITY = "activity", "กิจกรรมส่งเสริมจริยธรรม"
    NO_GIFT = "no_gift", "กิจกรรม No Gift Policy"


class EthicsActivityQuerySet(PublishableQuerySet):
    def for_year(self, year: int) -> Self:
        return self.filter(year=year)

    def of_no_gift(self) -> Self:
        """Activities of the No Gift Policy."""
        return self.filter(kind=ActivityKind.NO_GIFT)


class EthicsActivity(Publishable):
    """One training or activity of a fiscal year."""

    year = FiscalYearField(default=FiscalYear.current, db_index=True)
    kind = models.CharField("ประเภท", max_length=8, choices=ActivityKind.choices)
    title = models.CharField("ชื่อกิจกรรม", max_length=250)
    held_on = models.DateField("จัดเมื่อ", help_text="วันแรกที่จัด ต้องอยู่ในปีงบประมาณที่เลือก")
    ends_on = models.DateField("ถึงวันที่", null=True, blank=True, help_text="เว้นว่างถ้าจัดวันเดียว")
    place = models.CharField("สถานที่หรือช่องทาง", max_length=250)
    about = models.TextField(
        "สาระของกิจกรรม", max_length=LONGEST, help_text="เรื่องที่อบรมหรือทำร่วมกัน วิทยากร และวิธีจัด"
    )
    staff = models.PositiveIntegerField("บุคลากรที่เข้าร่วม (คน)", validators=most_people())
    staff_total = models.PositiveIntegerField(
        "บุคลากรทั้งหมด (คน)", validators=most_people(), help_text="จำนวนบุคลากรของสำนักงานในวันที่จัด"
    )
    guests = models.PositiveIntegerField(
        "ผู้เข้าร่วมจากภายนอก (คน)", default=0, validators=most_people(), help_text="เช่น ครู ผู้บริหารสถานศึกษา"
    )
    result = models.TextField(
        "ผลที่ได้",
        max_length=LONGEST,
        blank=True,
        help_text="ผู้เข้าร่วมรู้หรือทำอะไรได้ สำนักงานเปลี่ยนอะไร ต้องกรอกก่อนเผยแพร่",
    )

    objects: ClassVar = EthicsActivityQuerySet.as_manager()

    revised_children = ("pictures", "documents")

    class Meta(Publishable.Meta):
        verbose_name = "อบรมและกิจกรรมจริยธรรม"
        verbose_name_plural = "อบรมและกิจกรรมจริยธรรม"
        ordering: ClassVar = ["-held_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["year", "held_on"], name="ethics_activity_of_year")]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="ethics_activity_is_one",
                fields=["year", "title", "held_on"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="มีกิจกรรมชื่อนี้ในวันนี้อยู่แล้ว",
            ),
            models.CheckConstraint(
                name="ethics_activity_people_add_up",
                condition=models.Q(
                    staff__lte=models.F("staff_total"),
                    staff_total__lte=MOST_PEOPLE,
                    guests__lte=MOST_PEOPLE,
                ),
                violation_error_message=TOO_MANY,
            ),
            models.CheckConstraint(
                name="ethics_activity_ends_after_it_begins",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("held_on")),
                violation_error_message="วันสุดท้ายต้องไม่ก่อนวันแรกที่จัด",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        wrong = wrong_texts(self)
        if words := outside(self.held_on, self.year):
            wrong["held_on"] = words
        if self.ends_on and (words := outside(self.ends_on, self.year)):
            wrong["ends_on"] = words
        if self.staff is not None and self.staff_total is not None and self.staff > self.staff_total:
            wrong["staff"] = TOO_MANY
        if wrong:
            raise ValidationError(wrong)

    def get_absolute_url(self) -> str:
        return reverse("ethics:activity", args=[self.year, self.revises_id or self.pk])

    def overview_urls(self) -> tuple[str, ...]:
        return (reverse("ethics:year", args=[self.year]),)

    @property
    def last_day(self) -> dt.date:
        return self.ends_on or self.held_on

    @property
    def when(self) -> str:
        """The day or the days, as people read them."""
        return thai.date_range(self.held_on, self.last_day)

    @property
    def people(self) -> int:
        return self.staff + self.guests

    @property
    def share(self) -> int | None:
        """Of a hundred members of the staff so many came, rounded down; None for an office without staff."""
        return self.staff * 100 // self.staff_total if self.staff_total else None

    def missing_for_publication(self) -> list[str]:
        elements = {
            "ยังไม่ได้เขียนสาระของกิจกรรม": bool(self.about.strip()),
            "ยังไม่ได้เขียนผลที่ได้": bool(self.result.strip()),
            "ยังไม่มีผู้เข้าร่วม ให้ใส่จำนวนคน": self.people > 0,
            "กิจกรรมยังไม่ได้จัด ให้เผยแพร่เมื่อจัดแล้ว": self.last_day <= timezone.localdate(),
        }
        missing = [words for words, is_there in elements.items() if not is_there]
        missing += filter(None, (outside(self.held_on, self.year), outside(self.ends_on, self.year)))
        return missing

    def search_document(self) -> SearchDocument:
        texts = (str(self.get_kind_display()), self.about, self.place, self.result)
        return SearchDocument("จริยธรรมและ No Gift Policy", self.title, "\n".join(texts))


class EthicsPicture(ConsentedPicture):
    """A photograph of an activity, shown with the word on consent."""

    route = "ethics:picture"
    owner = models.ForeignKey(EthicsActivity, on_delete=models.CASCADE, related_name="pictures")

    class Meta(ConsentedPicture.Meta):
        abstract = False
        verbose_name = "ภาพกิจกรรม"
        verbose_name_plural = "ภาพกิจกรรม"

    def clean(self) -> None:
        super().clean()
        if wrong := wrong_texts(self):
            raise ValidationError(wrong)


class EthicsDocument(Attachment):
    """A file of an activity: the programme, the slides, a summary."""

    owner = models.ForeignKey(EthicsActivity, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
        verbose_name = "เอกสารของกิจกรรม"
        verbose_name_plural = "เอกสารของกิจกรรม"


def picture_rows() -> models.QuerySet[Any]:
    """Pictures with their files, for prefetching."""
    return EthicsPicture.objects.select_related("large", "small")
