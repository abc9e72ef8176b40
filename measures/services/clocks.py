"""When a request is due: after the service's own standard time, which stands still while one waits."""

from __future__ import annotations

import datetime as dt
import math

from measures.services.models import Service
from portal.durations import HOURS_A_DAY, Unit
from portal.working_days import add_working_days, working_days_between

NEAR = 3
"""Working days before the last one in which a request counts as nearly due."""


def due_after(service: Service, day: dt.date) -> dt.date:
    """The last day in time for a request that came on a day, which itself does not count.

    Minutes and hours are at least one working day, as a request may come at night. Calendar days that end on a day
    off end with the next working day (พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 ม. 64).
    """
    if service.standard_unit == Unit.DAYS:
        return add_working_days(day + dt.timedelta(service.standard_time - 1), 1)
    if service.standard_unit == Unit.WORKING_DAYS:
        return add_working_days(day, service.standard_time)
    minutes = service.standard_time * (60 if service.standard_unit == Unit.HOURS else 1)
    return add_working_days(day, math.ceil(minutes / (60 * HOURS_A_DAY)))


def moved_on(due_on: dt.date, since: dt.date, until: dt.date) -> dt.date:
    """The due day after the clock stood still from one day to another: later by the working days between them."""
    return add_working_days(due_on, max(0, working_days_between(since, until)))
