"""Requests of the demonstration: the months of 2566, long erased but counted, and those of 2570, some still open."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import timezone

from measures.services import codes
from measures.services.actions import sums
from measures.services.actions.closing import settle
from measures.services.actions.receiving import receive_request
from measures.services.models import EventKind, Outcome, Progress, Rating, RequestForm, ServiceRequest
from portal import audit
from portal.fiscal import FiscalYear
from portal.models import User
from portal.thai import BANGKOK
from portal.working_days import Calendar, add_working_days

CODE = codes.written("70DEM0C0DESH0W")
NOTES = (
    "คำขอรับบริการของเว็บไซต์สาธิต",
    f"  ติดตามคำขอตัวอย่างที่ /services/track/ รหัสติดตาม {CODE}",
)
"""What the demonstration tells whoever starts it."""
OF_2566 = (0, 0, 4, 9, 11, 15, 12, 22, 19, 18, 21, 24)
"""Requests received in each month of fiscal year 2566, October first; the first forms came out in November."""
NOW = FiscalYear(2570)
_DAY = dt.timedelta(days=1)
_SCORES, _WEIGHTS = (5, 4, 3, 2, 1), (46, 37, 12, 3, 2)
_COMMENTS = (
    "ตอบเร็ว ไม่ต้องเดินทาง",
    "เจ้าหน้าที่อธิบายชัดเจน",
    "อยากให้แจ้งความคืบหน้าระหว่างทางด้วย",
    "ขั้นตอนน้อยกว่าที่คิด",
    "ช่องแนบไฟล์ใช้ง่าย",
)
NAMES = (
    "นางสาวกมลวรรณ ศรีสุโข",
    "นายธนพล ใจมั่น",
    "นางพิมพ์ใจ ทองดี",
    "นายสุริยา แสงเพชร",
    "นางสาวอรพรรณ ขำดี",
    "นายวีระ คงทน",
    "นางจันทร์เพ็ญ สายบัว",
    "นายณัฐวุฒิ เมืองเก่า",
    "นางสาวปาริชาติ บุญมา",
    "นายอนุชา เพชรดี",
)
ANSWERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "คำขอข้อมูลข่าวสารของราชการ": (
        (
            "สรุปผลการจัดซื้อจัดจ้างอุปกรณ์คอมพิวเตอร์ ปีงบประมาณ พ.ศ. 2569",
            "ขอสำเนาเป็นไฟล์",
            "2025-10-01",
            "",
            "ยินยอม",
        ),
        ("รายชื่อโรงเรียนเอกชนนอกระบบที่ได้รับใบอนุญาตในจังหวัด", "ขอสำเนาเป็นไฟล์", "", "", "ยินยอม"),
        (
            "รายงานการประชุมคณะอนุกรรมการศึกษาธิการจังหวัดด้านพัฒนาการศึกษา ครั้งล่าสุด",
            "ขอสำเนาที่มีคำรับรองถูกต้อง",
            "2026-06-01",
            "",
            "ยินยอม",
        ),
        ("แผนพัฒนาการศึกษาจังหวัด ฉบับที่ใช้อยู่", "ขอดู", "", "", "ยินยอม"),
    ),
    "คำขอใช้ห้องประชุม": (
        (
            "โรงเรียนบ้านคลองตะเคียน",
            "ประชุมผู้ปกครองเครือข่าย",
            "2026-12-18",
            "เช้า 08.30–12.00 น.",
            "45",
            "เครื่องฉายภาพ",
        ),
        ("สมาคมครูสังคมศึกษา", "อบรมการเขียนแผนการสอน", "2026-12-22", "ทั้งวัน", "60", "ไมโครโฟนไร้สาย 2 ตัว"),
        ("ศูนย์ส่งเสริมการเรียนรู้อำเภอ", "ประชุมประจำเดือน", "2026-12-15", "บ่าย 13.00–16.30 น.", "20", ""),
    ),
    "ใบสมัครอบรมผู้กำกับลูกเสือและผู้สอนยุวกาชาด": (
        (
            "โรงเรียนวัดป่าแดง ครูชำนาญการ",
            "ผู้กำกับลูกเสือสามัญ ขั้นความรู้เบื้องต้น",
            "",
            "",
            "ไม่รับประทานเนื้อวัว",
            "ยินยอม",
        ),
        ("โรงเรียนอนุบาลริมยม ครูผู้ช่วย", "ผู้กำกับลูกเสือสำรอง ขั้นความรู้เบื้องต้น", "", "", "", "ไม่ยินยอม"),
        ("โรงเรียนบ้านหนองจิก ครู", "ผู้สอนยุวกาชาด", "ผู้กำกับลูกเสือสามัญ ขั้นความรู้เบื้องต้น", "", "", "ยินยอม"),
    ),
}
"""Title of a form → answers to its fields in their order, as the request keeps them."""
_REPLIES = {
    Outcome.DONE: "สำนักงานดำเนินการให้เรียบร้อยแล้ว หากมีข้อสงสัย ติดต่อกลุ่มงานตามหมายเลขในหน้าบริการ",
    Outcome.REFUSED: "ไม่สามารถดำเนินการได้ เพราะข้อมูลอยู่ในความครอบครองของหน่วยงานอื่น ท่านยื่นคำขอต่อหน่วยงานนั้นได้โดยตรง",
    Outcome.WITHDRAWN: "ไม่ต้องการแล้ว",
    Outcome.NO_ANSWER: "พ้นเวลาที่แจ้งไว้แล้วยังไม่ได้รับเอกสารเพิ่ม ยื่นคำขอใหม่ได้ทุกเมื่อ",
}


@dataclass(frozen=True)
class Story:
    """A request of now: form by its order, received so many working days ago, and what happened, also so long ago."""

    form: int
    received: int
    events: tuple[tuple[int, EventKind, str], ...] = ()
    code: str = ""


STORIES = (
    Story(
        0,
        8,
        (
            (7, EventKind.STARTED, ""),
            (5, EventKind.ASKED, "ขอหนังสือมอบอำนาจ เนื่องจากท่านขอแทนหน่วยงาน แนบเป็น PDF หรือภาพถ่ายในหน้านี้ได้"),
        ),
        CODE,
    ),
    Story(1, 6, ((5, EventKind.STARTED, ""), (5, EventKind.TOLD, "ห้องที่ขอมีผู้ใช้ในช่วงเช้า กำลังประสานเปลี่ยนห้อง"))),
    Story(0, 6, ((4, EventKind.STARTED, ""), (2, EventKind.WROTE, "ขอรับเป็นไฟล์แทนกระดาษได้หรือไม่"))),
    Story(2, 3, ((2, EventKind.STARTED, ""),)),
    Story(1, 1),
    Story(0, 1),
)


def demonstrate(people: dict[str, User]) -> None:
    """Receive them at their times, oldest first, and let them end as most do; then those that are open now."""
    forms = [
        form
        for title in ANSWERS
        for form in RequestForm.objects.published().filter(title=title).select_related("service__owner_group")
    ]
    today = timezone.localdate()
    luck = random.Random(2566)  # noqa: S311  # the same requests each time
    for moment in _moments_of_2566(luck):
        _tell_past(luck.choices(forms, (3, 5, 2))[0], moment, luck, people["desk"])
    for moment in _moments_of_now(luck, today):
        _tell_recent(luck.choices(forms, (3, 5, 2))[0], moment, luck, people["desk"], today)
    before = _working_days_before(today)
    for number, story in enumerate(sorted(STORIES, key=lambda story: -story.received)):
        _tell_open(story, number, forms, before, people["desk"])
    audit.record(
        None,
        "ตั้งวันที่ของข้อมูลสาธิตย้อนหลัง",
        kind=str(ServiceRequest._meta.verbose_name),
        count=ServiceRequest.objects.count(),
    )


# ── when ──────────────────────────────────────────────────────────────────────
def _moments_of_2566(luck: random.Random) -> Iterator[dt.datetime]:
    year = FiscalYear(2566)
    for at, count in enumerate(OF_2566):
        month = (at + 9) % 12 + 1
        first = dt.date(year.starts_on.year + (month < 10), month, 1)
        days = calendar.monthrange(first.year, month)[1]
        found = [_moment(first + luck.randrange(days) * _DAY, luck) for _ in range(count)]
        yield from sorted(found)


def _moments_of_now(luck: random.Random, today: dt.date) -> Iterator[dt.datetime]:
    """About one on each day of the current year, up to two weeks ago; nothing of what a later year would have."""
    day, last = NOW.starts_on, min(today - 16 * _DAY, NOW.ends_on)
    while day <= last:
        number = luck.choices((0, 1, 2), (35, 50, 15) if day.weekday() < 5 else (85, 15, 0))[0]
        yield from sorted(_moment(day, luck) for _ in range(number))
        day += _DAY


def _moment(day: dt.date, luck: random.Random) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(luck.randrange(7, 22), luck.randrange(60)), BANGKOK)


def _working_days_before(today: dt.date) -> list[dt.date]:
    """The working days before today, the last one first."""
    days = Calendar.load(today - 60 * _DAY, today)
    earlier = (today - back * _DAY for back in range(1, 60))
    return [day for day in earlier if days.is_working_day(day)]


# ── what ──────────────────────────────────────────────────────────────────────
def _tell_past(form: RequestForm, at: dt.datetime, luck: random.Random, desk: User) -> None:
    """A request of years ago: what was personal in it is gone, and was never invented."""
    request = receive_request(by=None, form=form, answers=[], contact={}, at=at).request
    _end(request, luck, desk, has_words=False)
    gone = dt.datetime.combine(request.erase_on or at.date(), dt.time(2), BANGKOK)
    request.erased_at = gone
    request.save()
    request.events.create(kind=EventKind.ERASED, at=gone)


def _tell_recent(form: RequestForm, at: dt.datetime, luck: random.Random, desk: User, today: dt.date) -> None:
    request = receive_request(
        by=None, form=form, answers=_answers(form, luck), contact=_contact(luck), at=at
    ).request
    ended = _end(request, luck, desk, has_words=True, before=today)
    if not ended:
        request.events.create(kind=EventKind.STARTED, at=_next_morning(request), by=desk)
        request.progress, request.assigned_to = Progress.WORKING, desk
        request.save()


def _end(
    request: ServiceRequest,
    luck: random.Random,
    desk: User,
    *,
    has_words: bool,
    before: dt.date | None = None,
) -> bool:
    """Let the request end as most do, nine of ten in time, and let some say how it was; False when that is to come."""
    outcome = luck.choices(tuple(_REPLIES), (88, 6, 4, 2))[0]
    took = luck.randint(1, max(1, request.service.standard_time))
    if luck.random() < 0.07:
        took = request.service.standard_time + luck.randint(1, 4)
    day = add_working_days(request.received_at.date(), took)
    if before is not None and day >= before:
        return False
    at = dt.datetime.combine(day, dt.time(luck.randrange(9, 16), luck.randrange(60)), BANGKOK)
    by = None if outcome == Outcome.WITHDRAWN else desk
    if by:
        request.events.create(kind=EventKind.STARTED, at=min(at, _next_morning(request)), by=desk)
        request.assigned_to = desk
    settle(request, outcome=outcome, at=at)
    request.events.create(kind=EventKind.CLOSED, at=at, by=by, text=_REPLIES[outcome] if has_words else "")
    if outcome in (Outcome.DONE, Outcome.REFUSED) and luck.random() < 0.55:
        _rate(request, day, luck, has_words=has_words)
    return True


def _next_morning(request: ServiceRequest) -> dt.datetime:
    day = add_working_days(request.received_at.astimezone(BANGKOK).date(), 1)
    return dt.datetime.combine(day, dt.time(9, 5), BANGKOK)


def _rate(request: ServiceRequest, day: dt.date, luck: random.Random, *, has_words: bool) -> None:
    score = luck.choices(_SCORES, _WEIGHTS)[0] if request.outcome == Outcome.DONE else luck.randint(2, 4)
    comment = luck.choice(_COMMENTS) if has_words and luck.random() < 0.2 else ""
    Rating.objects.create(
        service_id=request.service_id,
        channel=request.channel,
        day=day,
        score=score,
        comment=comment,
        request=request,
    )
    rated: dict[str, Any] = {f"rated_{score}": 1}
    sums.add(service_id=request.service_id, day=day, **rated)


def _tell_open(
    story: Story, number: int, forms: list[RequestForm], before: list[dt.date], desk: User
) -> None:
    """A request that is open now, with the days of its story."""
    luck = random.Random(number)  # noqa: S311  # the same requests each time
    form = forms[story.form]
    at = partial(dt.datetime.combine, time=dt.time(10, 15), tzinfo=BANGKOK)
    request = receive_request(
        by=None,
        form=form,
        answers=_answers(form, luck),
        contact=_contact(luck),
        at=at(before[story.received - 1]),
        code=story.code,
    ).request
    for back, kind, text in story.events:
        by = None if kind == EventKind.WROTE else desk
        request.events.create(kind=kind, at=at(before[back - 1]), by=by, text=text)
        request.progress, request.assigned_to = Progress.WORKING, desk
        if kind == EventKind.ASKED:
            request.progress, request.waiting_since = Progress.WAITING, before[back - 1]
    request.save()


def _answers(form: RequestForm, luck: random.Random) -> list[dict[str, str]]:
    said = luck.choice(ANSWERS[form.title])
    return [
        {"key": field.key, "label": field.label, "kind": field.kind, "value": value}
        for field, value in zip(form.fields.all(), said, strict=False)
    ]


def _contact(luck: random.Random) -> dict[str, str]:
    number = luck.randrange(100, 1000)
    return {
        "name": luck.choice(NAMES),
        "phone": f"08 0000 0{number}",
        "email": f"person{number}@example.com" if luck.random() < 0.6 else "",
    }
