"""The sums of each month, kept as facts come in, so that public figures never count rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from measures.services.models import MonthSum
from portal.fiscal import FiscalYear


@transaction.atomic
def add(
    *,
    service_id: int,
    day: dt.date,
    is_counted: bool | None = None,
    amended_at: dt.datetime | None = None,
    **amounts: int,
) -> None:
    """Add amounts, which may be negative, to the sums of a service in the month of a day.

    Names are those of MonthSum: walk_in, online, closed, within_standard, rated_1 to rated_5. `is_counted` says
    whether the counter has recorded something in that month, None that this changes nothing of it; `amended_at`, that
    the counter's record was changed then, after the year was over. Call it in the transaction that writes the fact.
    """
    row = of_month(service_id=service_id, day=day)
    changes: dict[str, Any] = {name: F(name) + amount for name, amount in amounts.items() if amount}
    if is_counted is not None:
        changes["is_counted"] = is_counted
    if amended_at is not None:
        changes |= {"amended": F("amended") + 1, "amended_at": amended_at}
    if changes:
        MonthSum.objects.filter(pk=row.pk).update(**changes)


def of_month(*, service_id: int, day: dt.date, is_locked: bool = False) -> MonthSum:
    """The sums of a service in the month of a day, made where there are none yet; locked for who must read first."""
    month = day.replace(day=1)
    row, _ = MonthSum.objects.get_or_create(
        service_id=service_id, month=month, defaults={"year": FiscalYear.containing(month)}
    )
    return MonthSum.objects.select_for_update().get(pk=row.pk) if is_locked else row
