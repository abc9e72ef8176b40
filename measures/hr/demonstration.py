"""Personnel of a small office for the demonstration: plan and report of 2566, and the plan of this year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils.html import format_html

from measures.hr.demonstration_facts import (
    APPROVER,
    HEADCOUNT,
    MOVEMENTS,
    OF_2566,
    OF_2570,
    POLICY,
    PROBLEMS,
    RULES,
    SUGGESTIONS,
    TRAININGS,
    Project,
)
from measures.hr.models import (
    HeadcountRow,
    HrPlan,
    HrPlanDocument,
    HrProject,
    HrReport,
    HrRule,
    MovementCount,
    Training,
)
from measures.hr.models.terms import Organiser
from portal.attachments import store_upload
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import Office, User, WorkGroup
from portal.pdf import render_pdf
from portal.thai import BANGKOK, NBSP, baht, long_date, thai_digits


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish the plan of 2566 with its report, and the plan of 2570."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    before = _plan(2566, [project for project, _ in OF_2566], dt.date(2022, 10, 25), groups, people)
    dated(HrPlan.objects.filter(pk=before.pk), dt.datetime(2022, 11, 14, 9, 30, tzinfo=BANGKOK))
    report = _report(before, groups["personnel"], people)
    dated(HrReport.objects.filter(pk=report.pk), dt.datetime(2023, 10, 27, 9, 30, tzinfo=BANGKOK))
    now = _plan(2570, OF_2570, dt.date(2026, 10, 22), groups, people)
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
    _memo(plan, people["editor"])
    plan.submit(by=people["editor"])
    plan.publish(by=people["publisher"])
    return plan


def _memo(plan: HrPlan, by: User) -> None:
    """The memorandum on which the plan was approved, by position and without a name."""
    title = f"บันทึกขออนุมัติ{plan}".replace(NBSP, " ")
    day = plan.approved_on or plan.year.starts_on
    html = format_html(
        "<!doctype html><html lang='th'><head><title>{title}</title></head><body><h1>บันทึกข้อความ</h1>"
        "<p><b>ส่วนราชการ</b> {group} {office}</p><p><b>วันที่</b> {day}</p><p><b>เรื่อง</b> ขออนุมัติ{plan}</p>"
        "<p>เรียน {approver}</p><p>{group}จัดทำแผนบริหารและพัฒนาทรัพยากรบุคคลแล้ว มี {number} โครงการ งบประมาณรวม {money} "
        "จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติ</p><p>อนุมัติ</p><p>(ลงนาม) {approver}</p><p><small>{note}</small></p></body></html>",
        title=title,
        group=plan.owner_group.name,
        office=Office.load().name,
        day=thai_digits(long_date(day)),
        plan=thai_digits(str(plan)),
        approver=APPROVER,
        number=thai_digits(str(plan.projects.count())),
        money=thai_digits(baht(plan.budget)),
        note="เอกสารสาธิต เขียนขึ้นเพื่อแสดงการทำงานของเว็บไซต์",
    )
    at = dt.datetime.combine(day, dt.time(9, 30), BANGKOK)
    content = render_pdf(html, title=title, created=at)
    stored = store_upload(ContentFile(content, name=f"hr-plan-{plan.year}.pdf"), by=by)
    HrPlanDocument.objects.create(owner=plan, title=title, current=stored)


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
    for result, (_, told) in zip(report.results.all(), OF_2566, strict=True):
        result.outcome, result.achieved, result.text = told.outcome, told.achieved, told.text
        result.spent = Decimal(told.spent)
        result.save()
    report.submit(by=people["editor"])
    report.publish(by=people["publisher"])
    return report


def _day(parts: tuple[int, int, int]) -> dt.date:
    day, month, year = parts
    return dt.date(year, month, day)
