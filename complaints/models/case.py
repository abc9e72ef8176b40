"""A case: the facts of it that lie in clear, and what is left of them when it has been deleted."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from complaints.models.terms import Channel, Kind, Outcome, Part, Progress, RetentionClass
from portal.fiscal import FiscalYearField

if TYPE_CHECKING:
    from portal.models import User


CUTS = ((3, 31), (9, 30))
"""Month and day at which figures are told."""


def last_cut(on: dt.date) -> dt.date:
    """The last day whose figures are public on a day: what is counted until then stays as it was told."""
    cuts = [dt.date(year, month, day) for year in (on.year - 1, on.year) for month, day in CUTS]
    return max(cut for cut in cuts if cut < on)


class Facts(models.Model):
    """What statistics count. No day, no person: of a deleted case nothing else is kept.

    What was counted at a cut stays as it was told then: a case that is closed again later keeps its first closing here,
    and one that came before a cut but was written down after it counts in the month that follows the cut.
    """

    year = FiscalYearField()
    received_month = models.DateField("เดือนที่รับ", help_text="วันที่ 1 ของเดือน")
    kind = models.CharField("ประเภทเรื่อง", max_length=20, choices=Kind)
    channel = models.CharField("ช่องทาง", max_length=20, choices=Channel)
    outcome = models.CharField("ผล", max_length=20, choices=Outcome, blank=True)
    closed_month = models.DateField("เดือนที่เสร็จ", null=True, blank=True)
    days_to_acknowledge = models.PositiveSmallIntegerField("วันทำการก่อนตรวจรับ", null=True, blank=True)
    days_to_answer = models.PositiveSmallIntegerField("วันทำการก่อนแจ้งผล", null=True, blank=True)
    answer_period = models.PositiveSmallIntegerField("กำหนดแจ้งผล (วันทำการ)")
    """The period that held when the case came."""

    class Meta:
        abstract = True

    FACTS: ClassVar[tuple[str, ...]] = (
        "year",
        "received_month",
        "kind",
        "channel",
        "outcome",
        "closed_month",
        "days_to_acknowledge",
        "days_to_answer",
        "answer_period",
    )


class CaseQuerySet(models.QuerySet["Case"]):
    def open_to(self, user: User) -> Self:
        """The cases of which the person holds a key of the report; nobody else sees even that they exist."""
        return self.filter(
            keys__part=Part.REPORT,
            keys__grants__holder__user=user,
            keys__grants__holder__retired_at=None,
        )

    def in_progress(self) -> Self:
        return self.exclude(progress=Progress.CLOSED)

    def to_acknowledge(self, on: dt.date) -> Self:
        """Not yet acknowledged although the period for it ended before this day."""
        return self.filter(acknowledged_on=None, acknowledge_by__lt=on).in_progress()

    def overdue(self, on: dt.date) -> Self:
        """Neither result nor new progress was told although the period for it ended before this day."""
        return self.filter(answer_by__lt=on).in_progress()

    def late(self, on: dt.date) -> Self:
        """Late to be acknowledged or late to be answered."""
        is_unread = models.Q(acknowledged_on=None, acknowledge_by__lt=on)
        return self.filter(is_unread | models.Q(answer_by__lt=on)).in_progress()

    def answered_late(self) -> Self:
        """First answered after the period that held when the case came was over."""
        return self.filter(days_to_answer__gt=models.F("answer_period"))

    def to_be_warned_of(self, on: dt.date, warn_days: int) -> Self:
        """Closed cases whose period ends soon, and of whose deletion nobody was warned since they were closed."""
        never = models.Q(warned_on=None) | models.Q(warned_on__lt=models.F("closed_on"))
        return self.to_be_deleted_soon(on, warn_days).filter(never)

    def to_be_deleted_soon(self, on: dt.date, warn_days: int) -> Self:
        """Closed cases whose period ends soon, or has ended, and that no one holds."""
        soon = on + dt.timedelta(days=warn_days)
        return self.filter(keep_until__lte=soon, is_held=False, progress=Progress.CLOSED)

    def to_be_deleted(self, on: dt.date, warn_days: int) -> Self:
        """Closed cases whose period is over, that no one holds, and of which people were warned long enough ago."""
        return self.filter(
            keep_until__lt=on,
            warned_on__lte=on - dt.timedelta(days=warn_days),
            warned_on__gte=models.F("closed_on"),
            is_held=False,
            progress=Progress.CLOSED,
        )


class Case(Facts):
    """One report and what came of it; words lie in `Entry`, `Evidence` and `IdentityRequest`, and lie there sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    locator = models.CharField("เลขรับเรื่อง", max_length=10, unique=True)
    progress = models.CharField("สถานะ", max_length=20, choices=Progress, default=Progress.RECEIVED)
    result = models.CharField("ผลล่าสุด", max_length=20, choices=Outcome, blank=True)
    """How the case ended as it stands now; `outcome` is what statistics count."""
    is_anonymous = models.BooleanField("ไม่บอกชื่อ", default=True)
    receipt = models.CharField("SHA-256 ของเรื่องที่รับ", max_length=64)

    # the code of the reporter: cost and salt of Argon2id, its verifier, and the key of the talk that it opens
    code_cost = models.BinaryField()
    code_verifier = models.BinaryField()
    talk_key = models.BinaryField()
    seen_by_reporter = models.PositiveIntegerField(default=0)
    """Number of the last entry that the reporter was shown."""
    progress_seen = models.CharField(max_length=20, choices=Progress, blank=True, default="")
    """The state that the reporter was shown last; empty before the first time."""

    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้รับผิดชอบ",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    received_on = models.DateField("วันที่รับ")
    acknowledge_by = models.DateField("ตรวจรับภายใน")
    answer_by = models.DateField("แจ้งผลภายใน")
    """Until when the next result or progress is due; each progress that is told moves it on."""
    acknowledged_on = models.DateField("วันที่ตรวจรับ", null=True, blank=True)
    answered_on = models.DateField("วันที่แจ้งผล", null=True, blank=True)
    """The day of the first result or progress."""
    closed_on = models.DateField("วันที่เสร็จ", null=True, blank=True)

    retention_class = models.CharField("ระยะเวลาเก็บ", max_length=10, choices=RetentionClass, blank=True)
    keep_until = models.DateField("เก็บถึง", null=True, blank=True)
    warned_on = models.DateField("เตือนก่อนลบเมื่อ", null=True, blank=True)
    is_held = models.BooleanField("ระงับการลบ", default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "เรื่องร้องเรียน"
        verbose_name_plural = "เรื่องร้องเรียน"
        ordering: ClassVar = ["answer_by", "locator"]
        permissions: ClassVar = [
            ("handle_cases", "รับและดำเนินการเรื่องร้องเรียน"),
            ("keep_identities", "รักษาข้อมูลระบุตัวตนของผู้แจ้ง"),
            ("watch_clocks", "ดูจำนวน กำหนดเวลา และบันทึกการเปิดอ่าน โดยไม่เห็นเนื้อหา"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(progress=Progress.CLOSED, closed_on__isnull=False)
                | (~models.Q(progress=Progress.CLOSED) & models.Q(closed_on=None)),
                name="complaints_closed_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.locator

    @property
    def is_closed(self) -> bool:
        return self.progress == Progress.CLOSED

    @property
    def is_late_to_acknowledge(self) -> bool:
        return (
            self.acknowledged_on is None and not self.is_closed and self.acknowledge_by < timezone.localdate()
        )

    @property
    def is_late_to_answer(self) -> bool:
        return not self.is_closed and self.answer_by < timezone.localdate()

    @property
    def was_answered_late(self) -> bool:
        """Whether the first answer came after the period that held when the case came."""
        return self.days_to_answer is not None and self.days_to_answer > self.answer_period

    @property
    def outcome_label(self) -> str:
        return Outcome(self.result).label if self.result else ""

    @property
    def is_counted_as_closed(self) -> bool:
        """Whether its closing was in the figures of a cut (31 March, 30 September), which stay as they were told."""
        return self.closed_month is not None and self.closed_month <= last_cut(timezone.localdate())


class Recusal(models.Model):
    """An officer stepped out of a case; why lies sealed among its notes."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("วันที่", default=timezone.localdate)

    class Meta:
        verbose_name = "การถอนตัว"
        verbose_name_plural = "การถอนตัว"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="complaints_one_recusal_each")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.user}"


class Tombstone(Facts):
    """What is left of a deleted case: the figures of past years stay as they were."""

    retention_class = models.CharField("ระยะเวลาเก็บ", max_length=10, choices=RetentionClass)
    deleted_month = models.DateField("เดือนที่ลบ")

    class Meta:
        verbose_name = "เรื่องที่ลบแล้ว"
        verbose_name_plural = "เรื่องที่ลบแล้ว"

    def __str__(self) -> str:
        return f"{self.year}: {self.kind}"
