"""Sets demonstration records back to the days they would have come out; the audit log keeps the true ones."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from portal import audit
from portal.publishing import Status

NOTE = "ข้อมูลสาธิต ตั้งวันที่ย้อนหลัง"
_WRITTEN_BEFORE = dt.timedelta(days=7)
_SENT_BEFORE = dt.timedelta(minutes=30)


def dated(records: models.QuerySet[Any], moment: dt.datetime, *, updated: dt.datetime | None = None) -> None:
    """Let published records have come out at `moment`, and the newest edition of each at `updated`.

    Every date of a record and of its versions then agrees: written a week before, sent for review half an hour
    before. The log of acts is left alone, and says in one more row that the dates were set.
    """
    latest = updated or moment
    written = {"created_at": moment - _WRITTEN_BEFORE}
    first = {**written, **_published(moment), "first_published_at": moment}
    last = {**first, **_published(latest)}
    keys = list(records.values_list("pk", flat=True))
    versions = records.model.history.filter(models.Q(id__in=keys) | models.Q(revises__in=keys))
    versions.update(**written, updated_at=written["created_at"], history_date=written["created_at"])
    public = versions.filter(id__in=keys, status=Status.PUBLISHED)
    public.update(**first, history_date=moment, history_change_reason=NOTE)
    if updated:
        newest = [public.filter(id=key).latest("history_id").pk for key in keys]
        public.filter(pk__in=newest).update(**last, history_date=latest)
    records.model._default_manager.filter(pk__in=keys).update(**last)
    audit.record(
        None,
        "ตั้งวันที่ของข้อมูลสาธิตย้อนหลัง",
        kind=str(records.model._meta.verbose_name),
        count=len(keys),
        published_at=latest.isoformat(),
    )


def _published(moment: dt.datetime) -> dict[str, dt.datetime]:
    """The dates of an edition that came out at the moment."""
    return {"submitted_at": moment - _SENT_BEFORE, "published_at": moment, "updated_at": moment}
