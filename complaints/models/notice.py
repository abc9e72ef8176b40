"""Who knows that a case will be deleted: nothing is deleted that too few people know of."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from complaints.models.case import Case


class DeletionNoticeQuerySet(models.QuerySet["DeletionNotice"]):
    def that_hold(self, since: dt.date | None) -> Self:
        """Those given since the case was closed; what was known before it was opened again counts for nothing."""
        return self.filter(models.Q(mailed_on__gte=since) | models.Q(acknowledged_on__gte=since))


class DeletionNotice(models.Model):
    """A person was mailed without error, or said on the page that they know, that a case will be deleted.

    Mail goes to everybody of the channel alike, so a row says nothing of who can open the case.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    mailed_on = models.DateField("ส่งอีเมลเมื่อ", null=True, blank=True)
    acknowledged_on = models.DateField("รับทราบเมื่อ", null=True, blank=True)

    objects = DeletionNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "คำเตือนก่อนลบ"
        verbose_name_plural = "คำเตือนก่อนลบ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="complaints_one_notice_each")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.user}"
