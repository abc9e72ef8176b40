"""Recording visits at the counter, one by one or as totals, and striking out what was wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from measures.services import policies
from measures.services.actions import sums
from measures.services.models import (
    MOST_VISITS,
    TAKEN_FOR,
    Channel,
    CounterEntry,
    CounterPeriod,
    MonthSum,
    Rating,
    Service,
    first_open_day,
)
from measures.services.models.form import new_token
from portal import audit, thai
from portal.fiscal import FiscalYear

if TYPE_CHECKING:
    from portal.models import User


@transaction.atomic
def record_visit(
    *,
    by: User,
    service: Service,
    count: int = 1,
    score: int | None = None,
    token: str = "",
    at: dt.datetime | None = None,
) -> CounterEntry:
    """Record people who came just now; the same token twice is one entry, and the first is given back.

    `score` is how satisfied one person was, 1 to 5. `at` is the moment it is recorded, now by default.
    Raises PermissionDenied for who may not, ValidationError with a Thai sentence for what cannot be.
    """
    moment = at or timezone.now()
    _expect_counted(by, service)
    if token and (known := CounterEntry.objects.filter(token=token).first()):
        return known
    _expect_number(count, least=1)
    if score is not None and count > 1:
        raise ValidationError(
            {"score": "คะแนนเป็นของผู้รับบริการหนึ่งคน ให้บันทึกจำนวนเป็น 1 หรือไม่ต้องเลือกคะแนน"}, code="score_of_many"
        )
    if score is not None and not 1 <= score <= 5:
        raise ValidationError({"score": "คะแนนต้องเป็น 1 ถึง 5"}, code="score")
    entry = CounterEntry(
        service=service,
        day=thai.day_of(moment),
        count=count,
        recorded_at=moment,
        recorded_by=by,
        token=token or new_token(),
    )
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice in the same moment
        return CounterEntry.objects.get(token=token)
    amounts: dict[str, Any] = {"walk_in": count}
    if score is not None:
        Rating.objects.create(
            service=service, channel=Channel.WALK_IN, day=entry.day, score=score, entry=entry
        )
        amounts[f"rated_{score}"] = 1
    sums.add(service_id=service.pk, day=entry.day, is_counted=True, **amounts)
    return entry


@transaction.atomic
def record_total(
    *,
    by: User,
    service: Service,
    day: dt.date,
    period: CounterPeriod,
    count: int,
    at: dt.datetime | None = None,
) -> CounterEntry | None:
    """Record that so many came on the whole day, or in the whole month of the day, what is counted already included.

    What is missing becomes an entry; 0 says that nobody came. Gives None where this is what was counted already, so
    that the same total sent twice is one. Raises PermissionDenied for who may not, ValidationError with a Thai
    sentence for a total below what is counted, and for a day that is yet to come or belongs to a closed year.
    """
    moment = at or timezone.now()
    is_month = period == CounterPeriod.MONTH
    day = day.replace(day=1) if is_month else day
    _expect_counted(by, service)
    _expect_number(count, least=0)
    _expect_open(day, on=thai.day_of(moment))
    month = sums.of_month(service_id=service.pk, day=day, is_locked=True)
    standing = service.entries.standing()
    if is_month:
        known, has_some = month.walk_in, month.is_counted
    else:
        of_day = standing.of_day(day)
        known, has_some = of_day.counted(), of_day.exists()
        _expect_no_later_month(service, day)
    _expect_all_of_it(count, known, "เดือนนี้" if is_month else "วันนี้")
    if count == known and has_some:
        return None
    entry = CounterEntry.objects.create(
        service=service, day=day, period=period, count=count - known, recorded_at=moment, recorded_by=by
    )
    sums.add(
        service_id=service.pk,
        day=day,
        is_counted=True,
        amended_at=_amended_at(day, moment),
        walk_in=count - known,
    )
    return entry


@transaction.atomic
def strike(*, by: User, entry: CounterEntry, at: dt.datetime | None = None) -> CounterEntry:
    """Let an entry, and the satisfaction given with it, count no more; who did it and when stays with it.

    Striking twice is striking once. Raises PermissionDenied for who may not, ValidationError for a closed year.
    """
    moment = at or timezone.now()
    if not policies.records_visits(by):
        raise PermissionDenied("คุณไม่มีสิทธิ์บันทึกที่เคาน์เตอร์")
    entry = CounterEntry.objects.select_for_update().select_related("service").get(pk=entry.pk)
    if entry.struck_at:
        return entry
    _expect_open(entry.day, on=thai.day_of(moment))
    entry.struck_at, entry.struck_by = moment, by
    entry.save(update_fields=["struck_at", "struck_by"])
    rating = Rating.objects.filter(entry=entry).first()
    others = CounterEntry.objects.standing().filter(service=entry.service_id).of_month(entry.day)
    sums.add(
        service_id=entry.service_id,
        day=entry.day,
        is_counted=others.exists(),
        amended_at=_amended_at(entry.day, moment),
        walk_in=-entry.count,
        **({f"rated_{rating.score}": -1} if rating else {}),
    )
    audit.record(by, "ขีดฆ่ารายการที่เคาน์เตอร์", entry)
    return entry


def expect_month_total(*, month: MonthSum, count: int, on: dt.date) -> None:
    """Raises ValidationError with a Thai sentence where `record_total` would on that day, for who may record."""
    _expect_number(count, least=0)
    _expect_open(month.month, on=on)
    _expect_all_of_it(count, month.walk_in, "เดือนนี้")


def expect_day_total(*, service: Service, day: dt.date, count: int, on: dt.date) -> None:
    """Raises ValidationError with a Thai sentence where `record_total` would of that day, for who may record."""
    _expect_number(count, least=0)
    _expect_open(day, on=on)
    _expect_no_later_month(service, day)
    _expect_all_of_it(count, service.entries.standing().of_day(day).counted(), "วันนี้")


def _expect_all_of_it(count: int, known: int, when: str) -> None:
    if count < known:
        raise ValidationError(
            f"{when}บันทึกไว้แล้ว {thai.number(known)} ครั้ง มากกว่ายอดที่กรอก "
            "ถ้ายอดที่กรอกถูกต้อง ให้ขีดฆ่ารายการที่เกินก่อน ถ้ากรอกเฉพาะส่วนที่เพิ่ม ให้กรอกยอดรวมทั้งหมดแทน",
            code="below_counted",
        )


def _expect_counted(by: User, service: Service) -> None:
    if not policies.records_visits(by):
        raise PermissionDenied("คุณไม่มีสิทธิ์บันทึกที่เคาน์เตอร์")
    if not service.is_published or service.revises_id:
        raise ValidationError(f"บริการ “{service}” ยังไม่ได้เผยแพร่ จึงยังบันทึกไม่ได้", code="service")


def _expect_number(count: int, *, least: int) -> None:
    if count < least:
        words = "จำนวนต้องตั้งแต่ 1 ขึ้นไป" if least else "จำนวนต้องไม่ติดลบ ถ้าไม่มีผู้มารับบริการให้กรอก 0"
        raise ValidationError(words, code="too_small")
    if count > MOST_VISITS:
        raise ValidationError(f"จำนวนต้องไม่เกิน {MOST_VISITS:,} ครั้ง โปรดตรวจว่าพิมพ์เกินหรือไม่", code="too_large")


def _expect_open(day: dt.date, *, on: dt.date) -> None:
    if day > on:
        raise ValidationError(
            f"{thai.long_date(day)} ยังมาไม่ถึง วันนี้คือ {thai.long_date(on)} โปรดตรวจวัน เดือน และปี", code="to_come"
        )
    first = first_open_day(on)
    if day < first:
        year = FiscalYear.containing(day)
        raise ValidationError(
            f"{year.label} ปิดยอดแล้วเมื่อ {thai.long_date(year.ends_on + TAKEN_FOR)} "
            f"สถิติที่เผยแพร่จึงคงเดิม บันทึกหรือแก้ไขได้ตั้งแต่ {thai.long_date(first)} เป็นต้นมา",
            code="closed",
        )


def _expect_no_later_month(service: Service, day: dt.date) -> None:
    """A day is part of the total of its month where that was recorded on the day or later."""
    totals = service.entries.standing().of_month(day).filter(period=CounterPeriod.MONTH)
    if any(thai.day_of(total.recorded_at) >= day for total in totals):
        raise ValidationError(
            f"เดือน{thai.month_year(day)} บันทึกยอดรวมทั้งเดือนแล้ว ยอดของวันนี้อยู่ในนั้น "
            "ถ้ายอดทั้งเดือนไม่ถูกต้อง ให้แก้ที่ยอดรวมทั้งเดือน",
            code="in_month",
        )


def _amended_at(day: dt.date, moment: dt.datetime) -> dt.datetime | None:
    """The moment, where it lies after the fiscal year of the day."""
    return moment if thai.day_of(moment) > FiscalYear.containing(day).ends_on else None
