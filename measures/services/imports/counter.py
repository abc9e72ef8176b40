"""Totals of the counter that come in many rows at once: how many people came on each day, or in each month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Min, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from measures.services.actions import sums
from measures.services.actions.counter import expect_day_total, expect_month_total, record_total
from measures.services.models import (
    MOST_VISITS,
    CounterEntry,
    CounterPeriod,
    MonthSum,
    Service,
    first_open_day,
)
from portal.bulk_entry import BulkList, Field, Filing, Kind, field_of

_OF_THE_DAY = frozenset({"to_come", "closed", "in_month"})
"""Refusals that concern the day or month of a row, not its number."""


# ── months ────────────────────────────────────────────────────────────────────
def _check_month(values: Mapping[str, Any], record: MonthSum | None) -> Mapping[str, str]:
    if values["month"].day != 1:
        return {"month": "ใส่วันที่ 1 ของเดือนที่นับ เช่น 1 มีนาคม 2569"}
    month = record or MonthSum(service=values["service"], month=values["month"])
    try:
        expect_month_total(month=month, count=values["walk_in"], on=timezone.localdate())
    except ValidationError as error:
        return {"month" if error.code in _OF_THE_DAY else "walk_in": " ".join(error.messages)}
    return {}


def _save_month(filing: Filing, record: MonthSum | None, values: Mapping[str, Any]) -> MonthSum:
    """Record the month's total as the counter's own page would; gives the sums of the month."""
    service, month = values["service"], values["month"]
    record_total(
        by=filing.by, service=service, day=month, period=CounterPeriod.MONTH, count=values["walk_in"]
    )
    return sums.of_month(service_id=service.pk, day=month)


MONTH_TOTALS = BulkList(
    model=MonthSum,
    called="ยอดรวมรายเดือน (Walk-in)",
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
    check=_check_month,
    save=_save_month,
)


# ── days ──────────────────────────────────────────────────────────────────────
def days_counted() -> QuerySet[Any]:
    """One row for each service and day that may still be counted and was: the first entry, with the day's `total`."""
    entries = CounterEntry.objects.standing().exclude(period=CounterPeriod.MONTH).order_by()
    entries = entries.filter(day__gte=first_open_day(timezone.localdate()))
    firsts = entries.values("service", "day").annotate(first=Min("pk")).values("first")
    of_day = entries.filter(service=OuterRef("service"), day=OuterRef("day")).values("service", "day")
    total = Subquery(of_day.annotate(total=Sum("count")).values("total"))
    return (
        CounterEntry.objects.filter(pk__in=firsts)
        .annotate(total=total)
        .order_by("day", "service__order", "pk")
    )


def _check_day(values: Mapping[str, Any], record: Any | None) -> Mapping[str, str]:
    try:
        expect_day_total(
            service=values["service"], day=values["day"], count=values["total"], on=timezone.localdate()
        )
    except ValidationError as error:
        return {"day" if error.code in _OF_THE_DAY else "total": " ".join(error.messages)}
    return {}


def _save_day(filing: Filing, record: Any | None, values: Mapping[str, Any]) -> CounterEntry:
    """Record the day's total as the counter's own page would; gives the entry of what was missing."""
    entry: CounterEntry | None = record_total(
        by=filing.by,
        service=values["service"],
        day=values["day"],
        period=CounterPeriod.DAY,
        count=values["total"],
    )
    return entry or values["service"].entries.standing().of_day(values["day"]).earliest("pk")


DAY_TOTALS = BulkList(
    model=CounterEntry,
    called="ยอดรวมรายวัน (Walk-in)",
    key=("service", "day"),
    about="จำนวนผู้มารับบริการที่สำนักงาน (Walk-in) รวมทั้งวัน บริการละหนึ่งแถวต่อวัน ไม่มีผู้มารับบริการให้ใส่ 0 วันที่ไม่ได้นับไม่ต้องใส่แถว",
    records=days_counted,
    fields=(
        field_of(CounterEntry, "service", heading="บริการ", records=Service.objects.published),
        field_of(CounterEntry, "day", heading="วันที่", example="9 มีนาคม 2569"),
        Field(
            "total",
            "Walk-in ทั้งวัน (ครั้ง)",
            Kind.INTEGER,
            meaning="ยอดรวมทั้งวัน รวมที่บันทึกรายครั้งไว้แล้ว",
            example="12",
            is_required=True,
            least=0,
            most=MOST_VISITS,
            empty=None,
        ),
    ),
    check=_check_day,
    save=_save_day,
)
