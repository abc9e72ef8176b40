"""Personnel of a small office for the demonstration: plan and report of 2566, and the plan of this year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from measures.hr.models import (
    HeadcountRow,
    HrPlan,
    HrProject,
    HrReport,
    HrRule,
    MovementCount,
    Training,
)
from measures.hr.models.terms import Area, Level, Movement, Organiser, Outcome, Personnel, RuleTopic
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.thai import BANGKOK

APPROVER = "ศึกษาธิการจังหวัดสุโขทัย"
POLICY = """วางอัตรากำลังให้พอดีกับภารกิจ และสรรหาตำแหน่งว่างโดยเร็ว
พัฒนาบุคลากรทุกคนให้ทำงานดิจิทัลได้ และให้มีความรู้ตรงกับงานที่รับผิดชอบ
ประเมินผลการปฏิบัติราชการด้วยตัวชี้วัดที่ตกลงกันไว้ล่วงหน้า และแจ้งผลให้ผู้รับการประเมินทราบ
ดูแลคุณภาพชีวิตการทำงาน และส่งเสริมคุณธรรมจริยธรรมในสำนักงาน"""


class Project(NamedTuple):
    """A project as the plan has it; the days are (day, month, Gregorian year)."""

    area: Area
    title: str
    aim: str
    indicator: str
    target: str
    starts: tuple[int, int, int]
    ends: tuple[int, int, int]
    budget: int
    group: str


class Result(NamedTuple):
    """What became of it."""

    outcome: Outcome
    achieved: str
    spent: int
    text: str


M, D = Area.MANAGEMENT, Area.DEVELOPMENT
_OF_2566: list[tuple[Project, Result]] = [
    (
        Project(
            M,
            "ทบทวนกรอบอัตรากำลังและสรรหาตำแหน่งว่าง",
            "ให้มีคนทำงานครบตามภารกิจ",
            "ร้อยละของตำแหน่งว่างต้นปีที่สรรหาได้",
            "ร้อยละ 50",
            (1, 10, 2022),
            (30, 9, 2023),
            0,
            "personnel",
        ),
        Result(
            Outcome.PARTLY,
            "ร้อยละ 40",
            0,
            "สรรหาได้ 4 จาก 10 ตำแหน่งที่ว่างต้นปี ตำแหน่งที่เหลือรอบัญชีผู้สอบแข่งขันได้จากส่วนกลาง",
        ),
    ),
    (
        Project(
            M,
            "ประเมินผลการปฏิบัติราชการรอบที่ 1 และรอบที่ 2",
            "ให้การเลื่อนเงินเดือนเป็นธรรมและตรวจสอบได้",
            "ร้อยละของบุคลากรที่ได้รับการประเมินและรับทราบผล",
            "ร้อยละ 100",
            (1, 3, 2023),
            (30, 9, 2023),
            0,
            "personnel",
        ),
        Result(Outcome.DONE, "ร้อยละ 100", 0, "ประเมินครบทั้งสองรอบ และแจ้งผลเป็นรายบุคคลแล้ว"),
    ),
    (
        Project(
            M,
            "เสริมสร้างขวัญกำลังใจและคุณภาพชีวิตการทำงาน",
            "ให้บุคลากรมีความสุขในการทำงาน",
            "ร้อยละความพึงพอใจของบุคลากร",
            "ร้อยละ 80",
            (1, 12, 2022),
            (31, 8, 2023),
            25_000,
            "administration",
        ),
        Result(Outcome.DONE, "ร้อยละ 86.40", 23_400, "ตรวจสุขภาพประจำปี ปรับปรุงห้องพัก และยกย่องบุคลากรดีเด่น"),
    ),
    (
        Project(
            M,
            "จัดทำทะเบียนประวัติอิเล็กทรอนิกส์ให้เป็นปัจจุบัน",
            "ให้ข้อมูลบุคลากรถูกต้องและใช้ได้ทันที",
            "ร้อยละของทะเบียนประวัติที่เป็นปัจจุบัน",
            "ร้อยละ 100",
            (1, 11, 2022),
            (31, 3, 2023),
            0,
            "personnel",
        ),
        Result(Outcome.DONE, "ร้อยละ 100", 0, "ตรวจและปรับปรุงครบทุกคนภายในเดือนมีนาคม 2566"),
    ),
    (
        Project(
            D,
            "พัฒนาสมรรถนะดิจิทัลของบุคลากร",
            "ให้บุคลากรใช้ระบบสารบรรณและข้อมูลสารสนเทศได้",
            "ร้อยละของผู้เข้าอบรมที่ผ่านการทดสอบ",
            "ร้อยละ 80",
            (1, 11, 2022),
            (30, 4, 2023),
            40_000,
            "planning",
        ),
        Result(Outcome.DONE, "ร้อยละ 91.07", 39_100, "อบรมสองเรื่อง ผู้ผ่านการทดสอบ 51 จาก 56 คน-ครั้ง"),
    ),
    (
        Project(
            D,
            "ส่งเสริมคุณธรรม จริยธรรม และป้องกันผลประโยชน์ทับซ้อน",
            "ให้บุคลากรรู้ประมวลจริยธรรมและปฏิบัติตาม",
            "ร้อยละของบุคลากรที่เข้าอบรม",
            "ร้อยละ 80",
            (1, 3, 2023),
            (30, 9, 2023),
            25_000,
            "personnel",
        ),
        Result(Outcome.DONE, "ร้อยละ 82.69", 22_000, "จัดสองครั้ง ครั้งที่สองมีผู้เข้าอบรม 43 จาก 52 คน"),
    ),
    (
        Project(
            D,
            "พัฒนาศึกษานิเทศก์และการนิเทศเชิงพื้นที่",
            "ให้การนิเทศตรงกับปัญหาของสถานศึกษา",
            "ร้อยละของศึกษานิเทศก์ที่ได้รับการพัฒนา",
            "ร้อยละ 100",
            (1, 1, 2023),
            (30, 6, 2023),
            30_000,
            "supervision",
        ),
        Result(Outcome.DONE, "ร้อยละ 100", 26_500, "ศึกษานิเทศก์ครบ 7 คน เข้าอบรมกับสำนักงานปลัดกระทรวงศึกษาธิการ"),
    ),
    (
        Project(
            D,
            "ส่งบุคลากรเข้ารับการพัฒนากับหน่วยงานภายนอก",
            "ให้มีความรู้เฉพาะทางที่สำนักงานจัดเองไม่ได้",
            "จำนวนหลักสูตรที่ส่งบุคลากรเข้าอบรม",
            "4 หลักสูตร",
            (1, 10, 2022),
            (30, 9, 2023),
            90_000,
            "personnel",
        ),
        Result(Outcome.DONE, "4 หลักสูตร", 78_800, "จัดซื้อจัดจ้าง นักบริหารระดับกลาง ลูกเสือ และตรวจสอบภายใน"),
    ),
    (
        Project(
            D,
            "พัฒนาการให้บริการและการคุ้มครองข้อมูลส่วนบุคคล",
            "ให้บริการประชาชนได้รวดเร็วและไม่ทำข้อมูลรั่วไหล",
            "จำนวนครั้งที่จัดอบรม",
            "3 ครั้ง",
            (1, 1, 2023),
            (31, 8, 2023),
            22_000,
            "administration",
        ),
        Result(Outcome.DONE, "3 ครั้ง", 20_500, "อบรมการคุ้มครองข้อมูล การให้บริการ และความปลอดภัยในสำนักงาน"),
    ),
    (
        Project(
            D,
            "แลกเปลี่ยนเรียนรู้ระหว่างกลุ่มงาน",
            "ให้ความรู้ของผู้ใกล้เกษียณอยู่ต่อในสำนักงาน",
            "จำนวนองค์ความรู้ที่รวบรวม",
            "8 เรื่อง",
            (1, 6, 2023),
            (30, 9, 2023),
            10_000,
            "planning",
        ),
        Result(
            Outcome.NOT_DONE, "ยังไม่ได้รวบรวม", 0, "เลื่อนไปปีงบประมาณ พ.ศ. 2567 เพราะช่วงเวลาตรงกับงานเร่งด่วนปลายปี"
        ),
    ),
]
_OF_2570: list[Project] = [
    Project(
        M,
        "วิเคราะห์อัตรากำลังและสรรหาตำแหน่งว่าง",
        "ให้มีคนทำงานครบตามภารกิจ",
        "ร้อยละของตำแหน่งว่างที่สรรหาได้",
        "ร้อยละ 60",
        (1, 10, 2026),
        (30, 9, 2027),
        0,
        "personnel",
    ),
    Project(
        M,
        "ประเมินผลการปฏิบัติราชการรอบที่ 1 และรอบที่ 2",
        "ให้การเลื่อนเงินเดือนเป็นธรรมและตรวจสอบได้",
        "ร้อยละของบุคลากรที่ได้รับการประเมินและรับทราบผล",
        "ร้อยละ 100",
        (1, 3, 2027),
        (30, 9, 2027),
        0,
        "personnel",
    ),
    Project(
        M,
        "ดูแลสุขภาพและคุณภาพชีวิตการทำงาน",
        "ให้บุคลากรมีความสุขในการทำงาน",
        "ร้อยละความพึงพอใจของบุคลากร",
        "ร้อยละ 85",
        (1, 12, 2026),
        (31, 8, 2027),
        30_000,
        "administration",
    ),
    Project(
        D,
        "ใช้ปัญญาประดิษฐ์ช่วยงานเอกสารอย่างปลอดภัย",
        "ให้บุคลากรทำงานเอกสารได้เร็วขึ้นโดยไม่เปิดเผยข้อมูลส่วนบุคคล",
        "ร้อยละของผู้เข้าอบรมที่ผ่านการทดสอบ",
        "ร้อยละ 80",
        (1, 1, 2027),
        (31, 3, 2027),
        45_000,
        "planning",
    ),
    Project(
        D,
        "ส่งเสริมจริยธรรมและนโยบายไม่รับของขวัญ",
        "ให้บุคลากรปฏิบัติตามประมวลจริยธรรมและนโยบายไม่รับของขวัญ",
        "ร้อยละของบุคลากรที่เข้าอบรม",
        "ร้อยละ 90",
        (1, 12, 2026),
        (30, 6, 2027),
        25_000,
        "personnel",
    ),
    Project(
        D,
        "พัฒนาศึกษานิเทศก์ด้านการประเมินเพื่อพัฒนาผู้เรียน",
        "ให้สถานศึกษาใช้ผลการประเมินปรับการสอน",
        "ร้อยละของศึกษานิเทศก์ที่ได้รับการพัฒนา",
        "ร้อยละ 100",
        (1, 2, 2027),
        (31, 7, 2027),
        35_000,
        "supervision",
    ),
    Project(
        D,
        "แลกเปลี่ยนเรียนรู้ระหว่างกลุ่มงาน",
        "ให้ความรู้ของผู้ใกล้เกษียณอยู่ต่อในสำนักงาน",
        "จำนวนองค์ความรู้ที่รวบรวม",
        "8 เรื่อง",
        (1, 4, 2027),
        (31, 8, 2027),
        10_000,
        "planning",
    ),
]
RULES: list[tuple[RuleTopic, str, str]] = [
    (
        RuleTopic.RECRUITING,
        "สรรหาจากบัญชีผู้สอบแข่งขันได้หรือการคัดเลือกที่ประกาศเป็นการทั่วไป และประกาศผลบนเว็บไซต์",
        "พระราชบัญญัติระเบียบข้าราชการครูและบุคลากรทางการศึกษา พ.ศ. 2547 และที่แก้ไขเพิ่มเติม",
    ),
    (
        RuleTopic.APPOINTING,
        "บรรจุและแต่งตั้งผู้มีคุณสมบัติตามมาตรฐานตำแหน่ง ตามลำดับในบัญชี และให้ทดลองปฏิบัติหน้าที่ราชการ",
        "กฎหมายและหลักเกณฑ์ของ ก.พ. และ ก.ค.ศ.",
    ),
    (
        RuleTopic.DEVELOPING,
        "บุคลากรทุกคนมีแผนพัฒนารายบุคคล และได้รับการพัฒนาอย่างน้อยปีละหนึ่งเรื่องที่ตรงกับงาน",
        "แผนพัฒนาบุคลากรของสำนักงานปลัดกระทรวงศึกษาธิการ",
    ),
    (
        RuleTopic.APPRAISING,
        "ประเมินปีละสองรอบจากผลสัมฤทธิ์ของงานและพฤติกรรมการปฏิบัติราชการ ตามตัวชี้วัดที่ตกลงกันต้นรอบ",
        "หลักเกณฑ์และวิธีการประเมินผลการปฏิบัติราชการของ ก.พ. และ ก.ค.ศ.",
    ),
    (
        RuleTopic.REWARDING,
        "เลื่อนเงินเดือนตามผลการประเมิน ยกย่องผู้ปฏิบัติงานดีเด่นทุกปี และดำเนินการทางวินัยตามขั้นตอนของกฎหมาย",
        "พระราชบัญญัติระเบียบข้าราชการพลเรือน พ.ศ. 2551",
    ),
]
HEADCOUNT: list[tuple[Personnel, Level, int, int, int, int]] = [
    # posts, men, women, trained
    (Personnel.CIVIL, Level.HIGHER_DIRECTOR, 1, 1, 0, 1),
    (Personnel.CIVIL, Level.PRIMARY_DIRECTOR, 1, 1, 0, 1),
    (Personnel.EDUCATION, Level.PRACTITIONER, 8, 2, 4, 6),
    (Personnel.EDUCATION, Level.PROFESSIONAL, 14, 4, 9, 13),
    (Personnel.EDUCATION, Level.SENIOR_PROFESSIONAL, 9, 3, 5, 8),
    (Personnel.EDUCATION, Level.OPERATIONAL, 3, 0, 2, 2),
    (Personnel.EDUCATION, Level.EXPERIENCED, 4, 1, 3, 3),
    (Personnel.SUPERVISOR, Level.PROFESSIONAL, 3, 1, 2, 3),
    (Personnel.SUPERVISOR, Level.SENIOR_PROFESSIONAL, 5, 1, 3, 4),
    (Personnel.GOVERNMENT, Level.GENERAL, 5, 1, 4, 4),
    (Personnel.GOVERNMENT, Level.TECHNICAL, 1, 1, 0, 1),
    (Personnel.PERMANENT, Level.SUPPORT, 2, 2, 0, 1),
    (Personnel.TEMPORARY, Level.NONE, 2, 1, 1, 1),
]
OPS = "สำนักงานปลัดกระทรวงศึกษาธิการ"
TRAININGS: list[tuple[str, str, dt.date, dt.date, int, str, int]] = [
    # topic, organiser (none for the office itself), from, to, people, hours of each, baht
    ("การใช้ระบบสารบรรณอิเล็กทรอนิกส์", "", dt.date(2022, 11, 8), dt.date(2022, 11, 9), 38, "12", 14_800),
    ("การคุ้มครองข้อมูลส่วนบุคคลในงานการศึกษา", "", dt.date(2023, 1, 20), dt.date(2023, 1, 20), 35, "6", 8_200),
    (
        "การจัดซื้อจัดจ้างภาครัฐและการกำหนดราคากลาง",
        "กรมบัญชีกลาง",
        dt.date(2023, 2, 6),
        dt.date(2023, 2, 8),
        4,
        "18",
        21_600,
    ),
    ("การนิเทศการศึกษาเชิงพื้นที่", OPS, dt.date(2023, 2, 21), dt.date(2023, 2, 23), 7, "18", 26_500),
    (
        "ประมวลจริยธรรมข้าราชการพลเรือนและการขับเคลื่อนจริยธรรม",
        "",
        dt.date(2023, 3, 14),
        dt.date(2023, 3, 14),
        41,
        "6",
        9_600,
    ),
    ("การวิเคราะห์ข้อมูลสารสนเทศทางการศึกษา", "", dt.date(2023, 4, 25), dt.date(2023, 4, 26), 18, "12", 24_300),
    ("การให้บริการประชาชนและ E-Service", "", dt.date(2023, 5, 16), dt.date(2023, 5, 16), 29, "6", 7_800),
    (
        "นักบริหารการศึกษาระดับกลาง",
        "สถาบันพัฒนาครู คณาจารย์และบุคลากรทางการศึกษา",
        dt.date(2023, 6, 5),
        dt.date(2023, 6, 30),
        2,
        "120",
        46_000,
    ),
    (
        "ผู้กำกับลูกเสือขั้นความรู้เบื้องต้น",
        "สำนักงานลูกเสือจังหวัด",
        dt.date(2023, 7, 10),
        dt.date(2023, 7, 12),
        6,
        "24",
        11_200,
    ),
    ("การเขียนรายงานการตรวจสอบภายใน", "กรมบัญชีกลาง", dt.date(2023, 7, 19), dt.date(2023, 7, 19), 2, "6", 0),
    ("การปฐมพยาบาลและความปลอดภัยในสำนักงาน", "", dt.date(2023, 8, 22), dt.date(2023, 8, 22), 33, "3.5", 4_500),
    (
        "มาตรฐานทางจริยธรรมและการป้องกันผลประโยชน์ทับซ้อน",
        "",
        dt.date(2023, 9, 12),
        dt.date(2023, 9, 12),
        43,
        "6",
        12_400,
    ),
]
MOVEMENTS = {
    Movement.RECRUITED: 4,
    Movement.MOVED_IN: 2,
    Movement.MOVED_OUT: 2,
    Movement.PROMOTED: 4,
    Movement.RETIRED: 2,
}
"""Of ten posts that were vacant in October four were filled; those who retired held theirs to the last day."""
PROBLEMS = """ตำแหน่งว่าง 6 อัตราต้องรอบัญชีผู้สอบแข่งขันได้จากส่วนกลาง งานของตำแหน่งว่างจึงกระจายให้ผู้อื่นทำ
หลักสูตรเฉพาะทางส่วนใหญ่จัดที่กรุงเทพมหานคร ค่าเดินทางและที่พักสูงกว่าค่าลงทะเบียน
โครงการแลกเปลี่ยนเรียนรู้กำหนดไว้ปลายปีงบประมาณ ซึ่งตรงกับงานเร่งด่วนของทุกกลุ่มงาน"""
SUGGESTIONS = """เสนอสำนักงานปลัดกระทรวงศึกษาธิการให้จัดสรรผู้สอบแข่งขันได้ให้สำนักงานขนาดเล็กก่อน
เลือกหลักสูตรออนไลน์ที่มีการทดสอบ เมื่อหลักสูตรไม่ต้องฝึกปฏิบัติ
ย้ายโครงการแลกเปลี่ยนเรียนรู้ไปจัดในไตรมาสที่ 3"""


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish the plan of 2566 with its report, and the plan of 2570."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    before = _plan(2566, [project for project, _ in _OF_2566], dt.date(2022, 10, 25), groups, people)
    dated(HrPlan.objects.filter(pk=before.pk), dt.datetime(2022, 11, 14, 9, 30, tzinfo=BANGKOK))
    report = _report(before, groups["personnel"], people)
    dated(HrReport.objects.filter(pk=report.pk), dt.datetime(2023, 10, 27, 9, 30, tzinfo=BANGKOK))
    now = _plan(2570, _OF_2570, dt.date(2026, 10, 22), groups, people)
    dated(HrPlan.objects.filter(pk=now.pk), dt.datetime(2026, 11, 2, 9, 30, tzinfo=BANGKOK))


def _plan(
    year: int,
    projects: list[Project],
    approved_on: dt.date,
    groups: dict[str, WorkGroup],
    people: dict[str, User],
) -> HrPlan:
    plan = HrPlan.objects.create(
        year=FiscalYear(year),
        policy=POLICY,
        approved_by=APPROVER,
        approved_on=approved_on,
        owner_group=groups["personnel"],
        created_by=people["editor"],
    )
    for order, one in enumerate(projects, start=1):
        HrProject.objects.create(
            plan=plan,
            order=order,
            area=one.area,
            title=one.title,
            aim=one.aim,
            indicator=one.indicator,
            target=one.target,
            starts_on=_day(one.starts),
            ends_on=_day(one.ends),
            budget=Decimal(one.budget),
            owner_group=groups[one.group],
        )
    for order, (topic, text, reference) in enumerate(RULES, start=1):
        HrRule.objects.create(plan=plan, order=order, topic=topic, text=text, reference=reference)
    plan.submit(by=people["editor"])
    plan.publish(by=people["publisher"])
    return plan


def _report(plan: HrPlan, group: WorkGroup, people: dict[str, User]) -> HrReport:
    report = HrReport.objects.create(
        year=plan.year,
        as_of=plan.year.ends_on,
        problems=PROBLEMS,
        suggestions=SUGGESTIONS,
        no_discipline=True,
        owner_group=group,
        created_by=people["editor"],
    )
    for personnel, level, authorised, men, women, trained in HEADCOUNT:
        HeadcountRow.objects.create(
            report=report,
            personnel=personnel,
            level=level,
            authorised=authorised,
            filled=men + women,
            men=men,
            women=women,
            trained=trained,
        )
    for topic, organiser, starts_on, ends_on, number, hours, money in TRAININGS:
        Training.objects.create(
            report=report,
            topic=topic,
            organiser=Organiser.EXTERNAL if organiser else Organiser.OWN,
            organiser_name=organiser,
            starts_on=starts_on,
            ends_on=ends_on,
            people=number,
            hours=Decimal(hours),
            money=Decimal(money),
        )
    for kind, number in MOVEMENTS.items():
        MovementCount.objects.create(report=report, kind=kind, people=number)
    report.add_missing_results()
    for result, (_, told) in zip(report.results.all(), _OF_2566, strict=True):
        result.outcome, result.achieved, result.text = told.outcome, told.achieved, told.text
        result.spent = Decimal(told.spent)
        result.save()
    report.submit(by=people["editor"])
    report.publish(by=people["publisher"])
    return report


def _day(parts: tuple[int, int, int]) -> dt.date:
    day, month, year = parts
    return dt.date(year, month, day)
