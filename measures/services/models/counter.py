"""What is counted: visits at the counter, satisfaction with a service, and the sums of each month."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from measures.services.models.form import new_token
from measures.services.models.request import ServiceRequest
from measures.services.models.service import Service
from measures.services.models.terms import Channel, CounterPeriod
from portal import thai
from portal.fiscal import FiscalYear, FiscalYearField

MOST_VISITS = 9_999
"""People that one entry may count; more in one month is a slip of the hand."""


TAKEN_FOR = dt.timedelta(days=60)
"""How long after its end a fiscal year is still counted; then its statistics stay as they are."""


def first_open_day(on: dt.date) -> dt.date:
    """The earliest day that may still be counted, or struck out, on a day."""
    year = FiscalYear.containing(on)
    return (year.previous if on <= year.previous.ends_on + TAKEN_FOR else year).starts_on


class CounterEntryQuerySet(models.QuerySet["CounterEntry"]):
    def standing(self) -> Self:
        """Those that count: not struck out."""
        return self.filter(struck_at=None)

    def of_month(self, day: dt.date) -> Self:
        """Those of the month of a day, the totals of the whole month included."""
        first = day.replace(day=1)
        return self.filter(day__gte=first, day__lt=(first + dt.timedelta(32)).replace(day=1))

    def of_day(self, day: dt.date) -> Self:
        """Those of one day; the total of a month belongs to none."""
        return self.filter(day=day).exclude(period=CounterPeriod.MONTH)

    def counted(self) -> int:
        """How many visits they count together."""
        return self.aggregate(number=models.Sum("count"))["number"] or 0


class CounterEntry(models.Model):
    """Walk-in visits that staff recorded. Nothing is deleted: a wrong entry is struck out, with who and when.

    `day` is the day of the visit or, for the total of a month, its first day. A month's total of 0 says
    that nobody came.
    """

    service = models.ForeignKey(
        Service, verbose_name="บริการ", on_delete=models.PROTECT, related_name="entries"
    )
    day = models.DateField("วันที่")
    period = models.CharField(
        "แบบการนับ", max_length=5, choices=CounterPeriod.choices, default=CounterPeriod.VISIT
    )
    count = models.PositiveIntegerField(
        "จำนวนครั้ง",
        default=1,
        validators=[
            MinValueValidator(0, "จำนวนต้องไม่ติดลบ"),
            MaxValueValidator(MOST_VISITS, f"จำนวนต้องไม่เกิน {MOST_VISITS:,} ครั้ง หากมากกว่านั้นจริงให้แบ่งบันทึก"),
        ],
    )
    recorded_at = models.DateTimeField("บันทึกเมื่อ", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้บันทึก",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    """Of the form it came by: the same form sent twice is one entry."""
    struck_at = models.DateTimeField("ขีดฆ่าเมื่อ", null=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ขีดฆ่า",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )

    objects = CounterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "รายการที่เคาน์เตอร์"
        verbose_name_plural = "รายการที่เคาน์เตอร์ (Walk-in)"
        ordering: ClassVar = ["-recorded_at", "-pk"]
        indexes: ClassVar = [models.Index(name="counter_day", fields=["service", "day"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="counter_entry_is_a_believable_number",
                condition=models.Q(count__range=(0, MOST_VISITS)),
                violation_error_message=f"จำนวนต้องอยู่ระหว่าง 0 ถึง {MOST_VISITS:,}",
            ),
            models.CheckConstraint(
                name="only_a_total_may_be_zero",
                condition=~models.Q(period=CounterPeriod.VISIT) | models.Q(count__gte=1),
                violation_error_message="รายการรายครั้งต้องมีอย่างน้อย 1 ครั้ง",
            ),
            models.CheckConstraint(
                name="counter_entry_is_struck_by_someone",
                condition=models.Q(struck_at=None, struck_by=None)
                | models.Q(struck_at__isnull=False, struck_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.when_words} {thai.number(self.count)} ครั้ง"

    @property
    def when_words(self) -> str:
        """The day or the month that it counts, as people read it."""
        is_month = self.period == CounterPeriod.MONTH
        return f"ทั้งเดือน{thai.month_year(self.day)}" if is_month else thai.long_date(self.day)

    def is_closed(self, on: dt.date | None = None) -> bool:
        """Whether the statistics that it is part of stay as they are."""
        return self.day < first_open_day(on or timezone.localdate())


class RatingQuerySet(models.QuerySet["Rating"]):
    def standing(self) -> Self:
        """Those that count: not given with an entry that was struck out."""
        return self.filter(models.Q(entry=None) | models.Q(entry__struck_at=None))


class Rating(models.Model):
    """How satisfied somebody was: one click, five steps; a comment may follow."""

    service = models.ForeignKey(
        Service, verbose_name="บริการ", on_delete=models.PROTECT, related_name="ratings"
    )
    channel = models.CharField("ช่องทาง", max_length=8, choices=Channel.choices)
    day = models.DateField("วันที่")
    score = models.PositiveSmallIntegerField("คะแนน")
    comment = models.TextField("ความเห็น", blank=True, max_length=2000)
    request = models.OneToOneField(
        ServiceRequest,
        on_delete=models.SET_NULL,
        related_name="rating",
        null=True,
        blank=True,
        editable=False,
    )
    entry = models.OneToOneField(
        CounterEntry, on_delete=models.SET_NULL, related_name="rating", null=True, blank=True, editable=False
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "ความพึงพอใจ"
        verbose_name_plural = "ความพึงพอใจต่อบริการ"
        ordering: ClassVar = ["-day", "-pk"]
        indexes: ClassVar = [models.Index(name="rating_day", fields=["service", "day"])]
        constraints: ClassVar = [
            models.CheckConstraint(name="rating_is_1_to_5", condition=models.Q(score__range=(1, 5)))
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.day} {self.score}"


class MonthSum(models.Model):
    """The sums of one service in one month, kept beside what they are counted from; `recount_services` proves them.

    Public figures read these rows alone, so that a page costs the same for ten requests and for a million visits.
    """

    service = models.ForeignKey(
        Service, verbose_name="บริการ", on_delete=models.PROTECT, related_name="months"
    )
    month = models.DateField("เดือน")
    """Its first day."""
    year = FiscalYearField(db_index=True)
    walk_in = models.PositiveIntegerField("Walk-in", default=0)
    is_counted = models.BooleanField("บันทึก Walk-in แล้ว", default=False)
    """Whether anything was recorded at the counter, be it a total of nought; a month without is missing, not zero."""
    online = models.PositiveIntegerField("E-Service", default=0)
    """Requests received in the month by E-Service."""
    closed = models.PositiveIntegerField("ปิดแล้ว", default=0)
    """Requests closed in the month whose clock ended (not withdrawn by the person)."""
    within_standard = models.PositiveIntegerField("แล้วเสร็จในกำหนด", default=0)
    rated_1 = models.PositiveIntegerField(default=0)
    rated_2 = models.PositiveIntegerField(default=0)
    rated_3 = models.PositiveIntegerField(default=0)
    rated_4 = models.PositiveIntegerField(default=0)
    rated_5 = models.PositiveIntegerField(default=0)
    amended = models.PositiveIntegerField(default=0)
    """How often something was recorded or struck out at the counter after the fiscal year was over."""
    amended_at = models.DateTimeField(null=True)
    """The last time of these."""

    class Meta:
        verbose_name = "ยอดรวมรายเดือน"
        verbose_name_plural = "ยอดรวมรายเดือน"
        ordering: ClassVar = ["month", "service"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="month_sum_is_one", fields=["service", "month"]),
            models.CheckConstraint(
                name="month_sum_begins_a_month",
                condition=models.Q(month__day=1),
            ),
            models.CheckConstraint(
                name="within_standard_is_part_of_closed",
                condition=models.Q(within_standard__lte=models.F("closed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.month:%Y-%m}"
