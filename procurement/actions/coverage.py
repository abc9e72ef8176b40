"""Which months a file speaks for: those it leaves empty had no purchase, once its rows are public."""

from __future__ import annotations

from portal.fiscal import FiscalYear
from portal.publishing import Status
from procurement.actions.planning import ImportPlan
from procurement.figures import months as months_of_year
from procurement.models import Contract, Layout, RegisterImport
from procurement.months import last_day
from procurement.rows import ReadRegister


def months_covered(batch: RegisterImport, read: ReadRegister, plan: ImportPlan) -> list[str]:
    """The months (`2023-01`) that were over on the file's day and that the file holds whole.

    A แบบ สขร.1 speaks for the months whose sheets say that nothing was bought, any other file for the fiscal years
    of its rows. A file that changes nothing speaks for a year only if no other import of it waits for review.
    """
    if read.layout == Layout.MONTHLY:
        months = list(read.empty_months)
    else:
        years = {int(row.facts["year"]) for row in read.rows}
        if not plan.new and not plan.changed:
            waiting = Contract.objects.carried().filter(status__in=[Status.DRAFT, Status.IN_REVIEW])
            years -= set(waiting.filter(year__in=years).order_by().values_list("year", flat=True))
        months = [month for year in years for month in months_of_year(FiscalYear(year))]
    return sorted({f"{month:%Y-%m}" for month in months if last_day(month) <= batch.as_of})
