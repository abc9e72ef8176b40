"""The sums of each month, kept as facts come in, so that public figures never count rows."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from measures.services.models import MonthSum
from portal.fiscal import FiscalYear


@transaction.atomic
def add(*, service_id: int, day: dt.date, is_counted: bool = False, **amounts: int) -> None:
    """Add amounts, which may be negative, to the sums of a service in the month of a day.

    Names are those of MonthSum: walk_in, online, closed, within_standard, rated_1 to rated_5. `is_counted` says that
    the counter recorded something in that month. Call it in the transaction that writes the fact itself.
    """
    month = day.replace(day=1)
    row, _ = MonthSum.objects.get_or_create(
        service_id=service_id, month=month, defaults={"year": FiscalYear.containing(month)}
    )
    changes = {name: F(name) + amount for name, amount in amounts.items() if amount}
    if is_counted:
        changes["is_counted"] = True  # type: ignore[assignment]  # a plain value beside expressions
    if changes:
        MonthSum.objects.filter(pk=row.pk).update(**changes)
