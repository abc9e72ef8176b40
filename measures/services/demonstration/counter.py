"""Visits at the counter for the demonstration: fiscal years 2565, 2566 and the running one, with satisfaction.

In April 2566 nobody came for one service, and in November 2569 one has not been recorded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from measures.services.actions import counter
from measures.services.models import CounterPeriod, Service
from portal.models import User
from portal.thai import BANGKOK

SCHOOL = "ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ"
LETTER = "ขอหนังสือรับรอง"
COPY = "ขอสำเนาข้อมูลข่าวสารของราชการ"
ROOM = "ขอใช้ห้องประชุมหรือยืมพัสดุลูกเสือ"
ADVICE = "ขอรับการนิเทศการศึกษา"
WEIGHTS: Mapping[str, int] = {LETTER: 14, ROOM: 8, SCHOOL: 6, COPY: 5, ADVICE: 4}
"""How much each is asked for; another service has the weight 2."""
WALK_IN: Mapping[int, tuple[int, ...]] = {
    2565: (35, 33, 24, 38, 34, 47, 22, 55, 44, 36, 31, 30),
    2566: (42, 38, 31, 45, 40, 52, 29, 61, 48, 37, 35, 33),
    2570: (44, 39),
}
"""People who came, from October on."""
NOBODY = (ROOM, dt.date(2023, 4, 1))
NOT_RECORDED = (ADVICE, dt.date(2026, 11, 1))
RATED = 3
"""People of a service who are asked in a month."""
SELDOM_RATED = {ADVICE: (10, 1, 3, 5, 7, 8)}
"""Months of a service in which one person is asked, and nobody in the others: too few to tell."""
SCORES = (5, 5, 5, 4, 5, 4, 4, 5, 3, 5, 4, 5, 2, 5, 4, 5)
THIS_MORNING = ((LETTER, 1, 5), (SCHOOL, 1, None), (LETTER, 1, 4), (ROOM, 3, None), (COPY, 1, 5))
"""Visits of the first of December 2569: service, how many, how satisfied."""
FIRST_OF_DECEMBER = dt.datetime(2026, 12, 1, 8, 41, tzinfo=BANGKOK)
CORRECTED_AT = dt.datetime(2023, 10, 9, 10, 20, tzinfo=BANGKOK)


def demonstrate(people: dict[str, User]) -> None:
    """Record month by month as the counter would have done it."""
    desk = people["desk"]
    services = list(Service.objects.published().filter(is_offered=True).order_by("order", "title"))
    if not services:
        return
    chance = Random(2566)  # noqa: S311  # the same demonstration every time, no secret
    scores = iter(SCORES * 100)
    for year, numbers in WALK_IN.items():
        for month, number in zip(_months(year), numbers, strict=False):
            for service, count in _shared(services, number, month):
                if (service.title, month) != NOT_RECORDED:
                    _record(desk, service, month, count, chance, scores)
    _correct_after_the_year(desk, services)
    by_title = {service.title: service for service in services}
    moment = FIRST_OF_DECEMBER
    for title, count, score in THIS_MORNING:
        if asked := by_title.get(title):
            counter.record_visit(by=desk, service=asked, count=count, score=score, at=moment)
            moment += dt.timedelta(minutes=17)


def _record(
    by: User, service: Service, month: dt.date, count: int, chance: Random, scores: Iterator[int]
) -> None:
    """A few visits with their satisfaction, then the total of the month on its last afternoon."""
    asked = min(count, RATED)
    if service.title in SELDOM_RATED:
        asked = int(bool(count) and month.month in SELDOM_RATED[service.title])
    for day in sorted(chance.sample(list(_office_days(month)), asked)):
        moment = dt.datetime(day.year, day.month, day.day, chance.randint(9, 15), 10, tzinfo=BANGKOK)
        counter.record_visit(by=by, service=service, score=next(scores), at=moment)
    last = max(_office_days(month))
    counter.record_total(
        by=by,
        service=service,
        day=month,
        period=CounterPeriod.MONTH,
        count=count,
        at=dt.datetime(last.year, last.month, last.day, 16, 25, tzinfo=BANGKOK),
    )


def _correct_after_the_year(by: User, services: Sequence[Service]) -> None:
    """The last total of 2566 was typed wrongly at first: it is struck out and recorded again in October."""
    first = next((service for service in services if service.title == LETTER), services[0])
    wrong = first.entries.standing().filter(day=dt.date(2023, 9, 1), period=CounterPeriod.MONTH).first()
    if wrong is None:
        return
    total = first.entries.standing().of_month(wrong.day).counted()
    counter.strike(by=by, entry=wrong, at=CORRECTED_AT)
    counter.record_total(
        by=by, service=first, day=wrong.day, period=CounterPeriod.MONTH, count=total, at=CORRECTED_AT
    )


def _shared(services: Sequence[Service], number: int, month: dt.date) -> Iterator[tuple[Service, int]]:
    """The number of a month by service; the parts add up to it."""
    weights = [
        0 if (service.title, month) == NOBODY else WEIGHTS.get(service.title, 2) for service in services
    ]
    whole = sum(weights) or 1
    parts = [number * weight // whole for weight in weights]
    largest = weights.index(max(weights))
    parts[largest] += number - sum(parts)
    yield from zip(services, parts, strict=True)


def _months(year: int) -> Iterator[dt.date]:
    """The first days of the months of a fiscal year."""
    for at in range(12):
        yield dt.date(year - 544 + (at > 2), (at + 9) % 12 + 1, 1)


def _office_days(month: dt.date) -> Iterator[dt.date]:
    """Its days from Monday to Friday."""
    day = month
    while day.month == month.month:
        if day.weekday() < 5:
            yield day
        day += dt.timedelta(1)
