"""Proving the sums of each month: counted again from entries, requests and ratings, compared, and mended."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from measures.services.models import Channel, CounterEntry, MonthSum, Rating, ServiceRequest
from portal import audit, thai
from portal.fiscal import FiscalYear

Key = tuple[int, dt.date]
"""Service and first day of the month."""
NAMES: Mapping[str, str] = {
    "walk_in": "Walk-in",
    "is_counted": "บันทึก Walk-in แล้ว",
    "online": "E-Service",
    "closed": "ปิดแล้ว",
    "within_standard": "แล้วเสร็จในกำหนด",
    **{f"rated_{score}": f"พึงพอใจ {score} คะแนน" for score in range(1, 6)},
    "amended": "แก้ไขหลังสิ้นปี",
    "amended_at": "แก้ไขหลังสิ้นปีครั้งสุดท้าย",
}
"""Every sum that is kept, and what it is called."""
_NOTHING: Mapping[str, Any] = {**dict.fromkeys(NAMES, 0), "is_counted": False, "amended_at": None}


@dataclass(frozen=True)
class Difference:
    """A sum that is not what its rows say."""

    service_id: int
    month: dt.date
    name: str
    kept: Any
    counted: Any

    def __str__(self) -> str:
        return (
            f"บริการ {self.service_id} {thai.month_year(self.month)} {NAMES[self.name]}: "
            f"เก็บไว้ {_words(self.kept)} นับได้ {_words(self.counted)}"
        )


def differences() -> list[Difference]:
    """Every sum that differs from the rows it is the sum of, by month and service."""
    counted = _counted()
    kept = {(row.service_id, row.month): row for row in MonthSum.objects.all()}
    found = []
    for service, month in sorted({*counted, *kept}, key=lambda key: (key[1], key[0])):
        row, rows = kept.get((service, month)), counted.get((service, month), {})
        for name, nothing in _NOTHING.items():
            known, true = getattr(row, name, nothing), rows.get(name, nothing)
            if known != true:
                found.append(Difference(service, month, name, known, true))
    return found


@transaction.atomic
def mend(found: Iterable[Difference]) -> None:
    """Let the sums be what was counted; the log tells how many were not."""
    changes: dict[Key, dict[str, Any]] = defaultdict(dict)
    for one in found:
        changes[one.service_id, one.month][one.name] = one.counted
    for (service, month), values in changes.items():
        MonthSum.objects.update_or_create(
            service_id=service,
            month=month,
            defaults=values,
            create_defaults={"year": FiscalYear.containing(month), **values},
        )
    audit.record(None, "แก้ยอดรวมรายเดือนของบริการให้ตรงกับรายการ", rows=sum(map(len, changes.values())))


def _counted() -> dict[Key, dict[str, Any]]:
    """What the rows say."""
    found: dict[Key, dict[str, Any]] = defaultdict(dict)
    for key, values in (*_entries(), *_requests(), *_ratings()):
        found[key] |= values
    return found


def _entries() -> Iterator[tuple[Key, dict[str, Any]]]:
    ends = CounterEntry.objects.aggregate(first=Min("day"), last=Max("day"))
    if not ends["first"]:
        return
    for number in range(FiscalYear.containing(ends["first"]), FiscalYear.containing(ends["last"]) + 1):
        year = FiscalYear(number)
        over = timezone.make_aware(dt.datetime.combine(year.next.starts_on, dt.time()))
        rows = CounterEntry.objects.filter(day__range=(year.starts_on, year.ends_on))
        standing = Q(struck_at=None)
        for row in _by_month(rows, "day").annotate(
            walk_in=Sum("count", filter=standing),
            standing=Count("pk", filter=standing),
            recorded=Count("pk", filter=Q(recorded_at__gte=over)),
            struck=Count("pk", filter=Q(struck_at__gte=over)),
            recorded_last=Max("recorded_at", filter=Q(recorded_at__gte=over)),
            struck_last=Max("struck_at", filter=Q(struck_at__gte=over)),
        ):
            yield (
                _key(row),
                {
                    "walk_in": row["walk_in"] or 0,
                    "is_counted": bool(row["standing"]),
                    "amended": row["recorded"] + row["struck"],
                    "amended_at": max(filter(None, (row["recorded_last"], row["struck_last"])), default=None),
                },
            )


def _requests() -> Iterator[tuple[Key, dict[str, Any]]]:
    """Online requests by the month they came in, and all that have a verdict on their time by the month they ended."""
    came = ServiceRequest.objects.filter(channel=Channel.ONLINE)
    for row in _by_month(came, "received_at").annotate(number=Count("pk")):
        yield _key(row), {"online": row["number"]}
    ended = ServiceRequest.objects.exclude(closed_at=None).exclude(is_within_standard=None)
    for row in _by_month(ended, "closed_at").annotate(
        number=Count("pk"), within=Count("pk", filter=Q(is_within_standard=True))
    ):
        yield _key(row), {"closed": row["number"], "within_standard": row["within"]}


def _ratings() -> Iterator[tuple[Key, dict[str, Any]]]:
    for row in _by_month(Rating.objects.standing(), "day").annotate(
        **{f"rated_{score}": Count("pk", filter=Q(score=score)) for score in range(1, 6)}
    ):
        yield _key(row), {f"rated_{score}": row[f"rated_{score}"] for score in range(1, 6)}


def _by_month(rows: QuerySet[Any, Any], name: str) -> Any:
    """The rows grouped by service and month, to be annotated with what is counted of each group."""
    return rows.order_by().annotate(its_month=TruncMonth(name)).values("service_id", "its_month")


def _key(row: Mapping[str, Any]) -> Key:
    return row["service_id"], thai.day_of(row["its_month"])


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, dt.datetime):
        return thai.date_time(value)
    return "ไม่มี" if value is None else f"{value:,}"
