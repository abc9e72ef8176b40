"""Lists of the services that come in many rows at once: how many people came to the counter in each month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from measures.services.actions import sums
from measures.services.actions.counter import expect_month_total, record_total
from measures.services.models import MOST_VISITS, CounterPeriod, MonthSum, Service
from portal.bulk_entry import BulkList, Filing, field_of


def _check(values: Mapping[str, Any], record: MonthSum | None) -> Mapping[str, str]:
    if values["month"].day != 1:
        return {"month": "ใส่วันที่ 1 ของเดือนที่นับ เช่น 1 มีนาคม 2569"}
    month = record or MonthSum(service=values["service"], month=values["month"])
    try:
        expect_month_total(month=month, count=values["walk_in"], on=timezone.localdate())
    except ValidationError as error:
        return {"month" if error.code in ("to_come", "closed") else "walk_in": " ".join(error.messages)}
    return {}


def _save(filing: Filing, record: MonthSum | None, values: Mapping[str, Any]) -> MonthSum:
    """Record the month's total as the counter's own page would; gives the sums of the month."""
    service, month = values["service"], values["month"]
    record_total(
        by=filing.by, service=service, day=month, period=CounterPeriod.MONTH, count=values["walk_in"]
    )
    return sums.of_month(service_id=service.pk, day=month)


MONTH_TOTALS = BulkList(
    model=MonthSum,
    key=("service", "month"),
    about="จำนวนผู้มารับบริการที่สำนักงาน (Walk-in) รวมทั้งเดือน บริการละหนึ่งแถวต่อเดือน ไม่มีผู้มารับบริการให้ใส่ 0",
    records=lambda: MonthSum.objects.filter(is_counted=True),
    fields=(
        field_of(MonthSum, "service", heading="บริการ", records=Service.objects.published),
        field_of(MonthSum, "month", meaning="วันที่ 1 ของเดือนที่นับ", example="1 มีนาคม 2569"),
        field_of(
            MonthSum,
            "walk_in",
            heading="Walk-in ทั้งเดือน (ครั้ง)",
            meaning="ยอดรวมทั้งเดือน รวมที่บันทึกรายครั้งไว้แล้ว",
            example="42",
            is_required=True,
            least=0,
            most=MOST_VISITS,
        ),
    ),
    check=_check,
    save=_save,
)
