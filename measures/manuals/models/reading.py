"""Who is asked to read an edition, from when until when, and who said to have read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from measures.manuals.models.edition import ManualEdition
from portal.models import User


class ReaderQuerySet(models.QuerySet[Any]):
    def asked(self, at: dt.datetime) -> Any:
        """Those who are asked at a moment; whoever was released at that very moment still is."""
        return self.filter(Q(until=None) | Q(until__gte=at), since__lte=at)

    def ask(self, edition: ManualEdition, *, at: dt.datetime) -> None:
        """Ask all who belong to the group of the edition now."""
        members = User.objects.filter(work_groups=edition.owner_group_id, is_active=True, is_staff=True)
        self.bulk_create(Reader(edition=edition, user=user, since=at) for user in members)

    def release(self, edition: ManualEdition, *, at: dt.datetime) -> None:
        """Ask nobody any more: the edition was replaced or withdrawn."""
        self.filter(edition=edition, since__gt=at).delete()
        self.filter(edition=edition, until=None).update(until=at)

    def follow(self, users: Collection[int], *, at: dt.datetime | None = None) -> None:
        """Ask these people for the groups that they belong to now, and no longer for those that they left."""
        moment = at or timezone.now()
        editions = {
            edition.pk: edition
            for edition in ManualEdition.objects.asked_for().only("owner_group", "published_at")
        }
        if not editions:
            return
        members = User.work_groups.through.objects.filter(
            user__in=users, user__is_active=True, user__is_staff=True
        )
        groups: dict[int, list[int]] = {}
        for user, group in members.values_list("user_id", "workgroup_id"):
            groups.setdefault(group, []).append(user)
        wanted = {
            (edition.pk, user)
            for edition in editions.values()
            for user in groups.get(edition.owner_group_id, ())
        }
        open_rows = self.filter(until=None, edition__in=editions, user__in=users)
        known = {(row.edition_id, row.user_id): row.pk for row in open_rows}
        self.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).update(until=moment)
        self.bulk_create(
            Reader(edition_id=edition, user_id=user, since=max(moment, editions[edition].published_at))
            for edition, user in sorted(wanted - known.keys())
        )


class Reader(models.Model):
    """Somebody who is asked to read an edition, as a member of its group; what a share is a share of.

    Memberships change and are not kept: this is, so that the share of a past year stays as it was.
    """

    edition = models.ForeignKey(ManualEdition, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="บุคลากร", on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField("ขอให้อ่านตั้งแต่")
    until = models.DateTimeField("ไม่ต้องอ่านแล้วตั้งแต่", null=True, blank=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = "ผู้ที่ต้องอ่านคู่มือ"
        verbose_name_plural = "ผู้ที่ต้องอ่านคู่มือ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="manual_reader_is_asked_once", fields=["edition", "user"], condition=Q(until=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.edition}"


class Acknowledgement(models.Model):
    """Somebody's word to have read and understood an edition; the database lets nobody change or remove it."""

    edition = models.ForeignKey(
        ManualEdition, verbose_name="ฉบับ", on_delete=models.PROTECT, related_name="acknowledgements"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้รับทราบ", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("รับทราบเมื่อ", default=timezone.now)

    class Meta:
        verbose_name = "การรับทราบคู่มือ"
        verbose_name_plural = "การรับทราบคู่มือ"
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="manual_is_acknowledged_once", fields=["edition", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.edition}"
