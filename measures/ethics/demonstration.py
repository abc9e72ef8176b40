"""Ethics of the demonstration office: 2566 whole, and the present year begun; people and figures are invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from measures.ethics import demonstration_pictures as drawings
from measures.ethics.actions import add_picture
from measures.ethics.demonstration_texts import CODES, DECLARATION, DECLARATION_EN, DUTIES, MEMBERS
from measures.ethics.models import (
    ActivityKind,
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
    Half,
)
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import Consent, User, WorkGroup
from portal.publishing import Publishable
from portal.thai import BANGKOK
from portal.working_days import is_working_day

YEAR = FiscalYear(2566)
STAFF = 52
"""At the end of the year, as the report on personnel has it; ten posts were vacant when it began."""
SIGNED_BY, POSITION = "นายสมมุติ ตัวอย่าง", "ศึกษาธิการจังหวัดสุโขทัย"


@dataclass(frozen=True)
class Happening:
    """One activity of 2566, and when its page came out."""

    on: dt.date
    kind: ActivityKind
    title: str
    place: str
    about: str
    staff: int
    result: str
    of: int = STAFF
    """Members of the staff on that day."""
    guests: int = 0
    until: dt.date | None = None
    drawing: Callable[[], SimpleUploadedFile] | None = None
    alt: str = ""


OF_2566 = (
    Happening(
        dt.date(2023, 1, 9),
        ActivityKind.NO_GIFT,
        "ประกาศเจตนารมณ์ไม่รับของขวัญร่วมกันทั้งสำนักงาน",
        "หน้าสำนักงาน",
        "ศึกษาธิการจังหวัดอ่านประกาศ บุคลากรทุกกลุ่มงานกล่าวคำมั่นร่วมกัน และติดประกาศไว้ที่จุดบริการทุกแห่ง",
        48,
        "บุคลากรทุกคนลงนามรับทราบ จุดบริการมีป้ายแจ้งผู้มาติดต่อว่าไม่ต้องเตรียมของขวัญ",
        of=48,
        drawing=drawings.gift,
        alt="ภาพวาดคนสองคน คนหนึ่งยื่นกล่องของขวัญ อีกคนยกมือปฏิเสธ",
    ),
    Happening(
        dt.date(2023, 3, 14),
        ActivityKind.TRAINING,
        "ประชุมชี้แจงประมวลจริยธรรมข้าราชการพลเรือน",
        "ห้องประชุมชั้น 2 ของสำนักงาน",
        "กลุ่มบริหารงานบุคคลอธิบายประมวลจริยธรรมทีละข้อ พร้อมกรณีที่เคยเกิดในหน่วยงานอื่น",
        41,
        "ผู้เข้าประชุมตอบแบบทดสอบหลังประชุมได้ถูกต้องเฉลี่ย 17 จาก 20 ข้อ ผู้ที่ไม่ได้เข้าได้รับเอกสารและทำแบบทดสอบภายหลัง",
        of=49,
    ),
    Happening(
        dt.date(2023, 4, 11),
        ActivityKind.NO_GIFT,
        "รณรงค์สงกรานต์ไม่รับของขวัญ",
        "จุดบริการและสื่อสังคมของสำนักงาน",
        "ส่งบัตรอวยพรอิเล็กทรอนิกส์แทนของขวัญ และขอความร่วมมือสถานศึกษาไม่จัดของกำนัล",
        49,
        "สถานศึกษาในจังหวัดได้รับหนังสือขอความร่วมมือครบทุกแห่ง ช่วงสงกรานต์ไม่มีผู้นำของขวัญมามอบ",
        of=49,
    ),
    Happening(
        dt.date(2023, 6, 22),
        ActivityKind.ACTIVITY,
        "จิตอาสาพัฒนาพื้นที่สาธารณะรอบสำนักงาน",
        "ถนนหน้าสำนักงานและสวนสาธารณะ",
        "บุคลากรและครูโรงเรียนเอกชนร่วมทำความสะอาด ปลูกต้นไม้ และซ่อมม้านั่ง",
        38,
        "พื้นที่สาธารณะสองแห่งสะอาดและใช้งานได้ บุคลากรกับครูรู้จักกันมากขึ้น",
        of=50,
        guests=24,
        until=dt.date(2023, 6, 23),
    ),
    Happening(
        dt.date(2023, 9, 12),
        ActivityKind.TRAINING,
        "อบรมมาตรฐานทางจริยธรรมและการป้องกันผลประโยชน์ทับซ้อน",
        "ห้องประชุมใหญ่ของสำนักงาน",
        "เรียนรู้จากกรณีตัวอย่าง แยกประโยชน์ส่วนตัวออกจากประโยชน์ส่วนรวม แล้วช่วยกันปรับข้อควรทำและไม่ควรทำของสำนักงาน",
        43,
        "ทุกกลุ่มงานเสนอข้อควรระวังของงานตนเอง สำนักงานนำมาเพิ่มในข้อควรทำและไม่ควรทำ",
        drawing=drawings.meeting,
        alt="ภาพวาดคนห้าคนนั่งประชุมหน้ากระดานที่มีเครื่องหมายถูกและผิด",
    ),
)


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish codes, teams, and what belongs to 2566 and to the present year."""
    group = WorkGroup.objects.get(slug="personnel")
    now = FiscalYear.current()
    _codes(people, group)
    _team(people, group, YEAR, dt.date(2022, 11, 21), until=now.previous if now > YEAR else None)
    for happening in OF_2566:
        _happening(people, group, happening)
    _declare(people, group, YEAR, dt.date(2023, 1, 9))
    _gifts(people, group)
    _assess(people, group)
    if now > YEAR:
        _present_year(people, group, now)


def _codes(people: dict[str, User], group: WorkGroup) -> None:
    for order, (kind, title, law, text, effective_on, rules) in enumerate(CODES, start=1):
        code = EthicsCode.objects.create(
            kind=kind,
            title=title,
            legal_reference=law,
            text=text,
            effective_on=effective_on,
            order=order,
            owner_group=group,
            created_by=people["editor"],
        )
        for place, (what, rule, example) in enumerate(rules, start=1):
            code.guidelines.create(order=place, kind=what, text=rule, example=example, from_year=YEAR)
        _publish(code, people, dt.date(2022, 12, 15))


def _team(
    people: dict[str, User], group: WorkGroup, year: FiscalYear, day: dt.date, until: FiscalYear | None = None
) -> None:
    team = EthicsTeam.objects.create(
        year=year,
        until_year=until,
        name="คณะทำงานขับเคลื่อนจริยธรรมและทีมให้คำปรึกษาทางจริยธรรม",
        order_number=f"41/{day.year + 543}",
        order_on=day,
        duties=DUTIES,
        owner_group=group,
        created_by=people["editor"],
    )
    for place, (role, position) in enumerate(MEMBERS, start=1):
        team.members.create(order=place, role=role, position=position)
    _publish(team, people, day)


def _happening(people: dict[str, User], group: WorkGroup, one: Happening) -> None:
    year = FiscalYear.containing(one.on)
    activity = EthicsActivity.objects.create(
        year=year,
        kind=one.kind,
        title=one.title,
        held_on=one.on,
        ends_on=one.until,
        place=one.place,
        about=one.about,
        staff=one.staff,
        staff_total=one.of,
        guests=one.guests,
        result=one.result,
        owner_group=group,
        created_by=people["editor"],
    )
    if one.drawing:
        add_picture(
            by=people["editor"],
            activity=activity,
            file=one.drawing(),
            alt=one.alt,
            caption="ภาพประกอบ",
            consent=Consent.NOBODY,
        )
    _publish(activity, people, min(activity.last_day + dt.timedelta(days=3), timezone.localdate()))


def _declare(people: dict[str, User], group: WorkGroup, year: FiscalYear, day: dt.date) -> None:
    declaration = GiftDeclaration.objects.create(
        year=year,
        declared_on=day,
        signed_by=SIGNED_BY,
        position=POSITION,
        text=DECLARATION,
        english=DECLARATION_EN if year >= 2569 else "",
        owner_group=group,
        created_by=people["editor"],
    )
    _publish(declaration, people, day)


def _gifts(people: dict[str, User], group: WorkGroup) -> None:
    rows: list[dict[str, Any]] = [
        {
            "half": Half.FIRST,
            "total": 3,
            "declined": 2,
            "returned": 1,
            "note": "ช่วงปีใหม่ ส่งกระเช้าคืนผู้ให้พร้อมหนังสือขอบคุณ",
        },
        {"half": Half.SECOND, "total": 0},
    ]
    for facts in rows:
        count = GiftCount.objects.create(year=YEAR, owner_group=group, created_by=people["editor"], **facts)
        _publish(count, people, count.last_day + dt.timedelta(days=10))


def _assess(people: dict[str, User], group: WorkGroup) -> None:
    assessment = EthicsAssessment.objects.create(
        year=YEAR,
        assessed_on=dt.date(2023, 9, 20),
        about="ประเมินพฤติกรรมตามมาตรฐานทางจริยธรรมเจ็ดข้อ ผู้บังคับบัญชาประเมินร่วมกับการประเมินตนเอง "
        "ปีละสองครั้งพร้อมการประเมินผลการปฏิบัติราชการ",
        assessed=46,
        staff_total=STAFF,
        level="ดีมาก",
        result="ผลในภาพรวมอยู่ในระดับดีมาก ข้อที่ได้คะแนนสูงที่สุดคือความรับผิดชอบต่อหน้าที่ "
        "ข้อที่ควรพัฒนาคือการกล้าตัดสินใจทำสิ่งที่ถูกต้อง ผู้ที่ไม่ได้รับการประเมินเป็นผู้บรรจุใหม่และผู้ย้ายมาที่ยังไม่ครบรอบ",
        use="ใช้ผลประกอบการเลื่อนเงินเดือน การคัดเลือกข้าราชการดีเด่น และการจัดแผนพัฒนารายบุคคล",
        improved="จัดอบรมเรื่องการกล้าตัดสินใจและการรายงานสิ่งที่ไม่ถูกต้องในปีถัดไป",
        owner_group=group,
        created_by=people["editor"],
    )
    _publish(assessment, people, dt.date(2023, 9, 27))


def _present_year(people: dict[str, User], group: WorkGroup, year: FiscalYear) -> None:
    """The new year has its order, its declaration and one activity; the rest is still to come."""
    _team(people, group, year, _ago(52))
    _declare(people, group, year, _ago(31))
    _happening(
        people,
        group,
        Happening(
            _ago(31),
            ActivityKind.NO_GIFT,
            f"บุคลากรร่วมประกาศไม่รับของขวัญ ปีงบประมาณ {year}",
            "ห้องประชุมใหญ่ของสำนักงาน",
            "ศึกษาธิการจังหวัดอ่านประกาศสองภาษา แล้วบุคลากรทุกกลุ่มงานทบทวนหลักเกณฑ์การรับทรัพย์สินตามมาตรา 128",
            44,
            "บุคลากรลงนามรับทราบ ผู้ที่ไปราชการรับทราบทางระบบสารบรรณอิเล็กทรอนิกส์",
            drawing=drawings.gift,
            alt="ภาพวาดคนสองคน คนหนึ่งยื่นกล่องของขวัญ อีกคนยกมือปฏิเสธ",
        ),
    )


def _ago(days: int) -> dt.date:
    """A working day so many days ago or shortly before, but not before this fiscal year."""
    today = timezone.localdate()
    day = today - dt.timedelta(days=days)
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return max(day, FiscalYear.containing(today).starts_on)


def _publish(record: Publishable, people: dict[str, User], day: dt.date) -> None:
    """Let it pass review, and set its dates back to the day it would have come out."""
    record.submit(by=people["editor"])
    record.publish(by=people["publisher"])
    # On the first day of a fiscal year nine o’clock may not have come yet.
    at = min(dt.datetime.combine(day, dt.time(9), BANGKOK), timezone.now())
    dated(type(record)._default_manager.filter(pk=record.pk), at)
