"""When a request is due: the service's own standard time in working days, which stands still while one waits."""

from __future__ import annotations

import datetime as dt
import math

from measures.services.models import Service, TimeUnit
from portal.working_days import add_working_days, working_days_between

HOURS_A_DAY = 7
"""Working hours of an office day, 08.30–16.30 without the hour at noon."""
NEAR = 3
"""Working days before the last one in which a request counts as nearly due."""


def working_days_of(service: Service) -> int:
    """The standard time in whole working days; minutes and hours are at least one, as a request may come at night."""
    if service.standard_unit == TimeUnit.WORKING_DAYS:
        return service.standard_time
    minutes = service.standard_time * (60 if service.standard_unit == TimeUnit.HOURS else 1)
    return math.ceil(minutes / (60 * HOURS_A_DAY))


def due_after(service: Service, day: dt.date) -> dt.date:
    """The last day in time for a request that came on a day, which itself does not count."""
    return add_working_days(day, working_days_of(service))


def moved_on(due_on: dt.date, since: dt.date, until: dt.date) -> dt.date:
    """The due day after the clock stood still from one day to another: later by the working days between them."""
    return add_working_days(due_on, max(0, working_days_between(since, until)))
