"""The plans of three fiscal years for the demonstration, and the paper the plan of 2566 was announced by."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.thai import BANGKOK
from procurement.demonstration.deals import LINES, deals
from procurement.demonstration.papers import attach
from procurement.demonstration.projects import (
    CAR_PARK,
    COMPUTERS,
    MEETING_ROOM,
    MEETING_SET,
    SCHOOL_DATABASE,
    TOILETS,
)
from procurement.models import FundSource, Kind, MethodGroup, PlanDocument, PlanItem

Line = tuple[str, str, Kind, MethodGroup, str, str]
"""Title, e-GP project (else that of the purchase so called), kind, method, budget, first day of its month."""

PLANS: dict[int, tuple[str, list[Line]]] = {
    2566: (
        "2022-10-28",
        [
            ("จ้างเหมาบริการรักษาความปลอดภัยสถานที่ราชการ", "", Kind.HIRE, MethodGroup.SPECIFIC, "204000", "2022-10-01"),
            ("จ้างเหมาบริการทำความสะอาดอาคารสำนักงาน", "", Kind.HIRE, MethodGroup.SPECIFIC, "108000", "2022-10-01"),
            (MEETING_ROOM.title, MEETING_ROOM.number, Kind.BUILD, MethodGroup.OPEN, "865000", "2022-12-01"),
            ("จ้างปรับปรุงจุดกระจายสัญญาณอินเทอร์เน็ตไร้สาย", "", Kind.HIRE, MethodGroup.SPECIFIC, "86000", "2023-01-01"),
            (COMPUTERS.title, COMPUTERS.number, Kind.BUY, MethodGroup.OPEN, "1250000", "2023-03-01"),
            (CAR_PARK.title, CAR_PARK.number, Kind.BUILD, MethodGroup.OPEN, "640000", "2023-05-01"),
            ("จ้างพัฒนาระบบฐานข้อมูลโรงเรียนเอกชน", SCHOOL_DATABASE.number, Kind.HIRE, MethodGroup.SELECTED, "480000", "2023-06-01"),
        ],
    ),
    2567: (
        "2023-10-27",
        [
            ("จ้างเหมาบริการรักษาความปลอดภัยสถานที่ราชการ", "", Kind.HIRE, MethodGroup.SPECIFIC, "210000", "2023-10-01"),
            ("จ้างก่อสร้างห้องน้ำสำหรับผู้พิการและผู้สูงอายุ", TOILETS.number, Kind.BUILD, MethodGroup.OPEN, "560000", "2024-01-01"),
            ("จ้างปรับปรุงเว็บไซต์ให้คนพิการเข้าถึงได้", "", Kind.HIRE, MethodGroup.SPECIFIC, "95000", "2024-03-01"),
        ],
    ),
    2568: (
        "2024-10-31",
        [
            ("จ้างเหมาบริการรักษาความปลอดภัยสถานที่ราชการ", "", Kind.HIRE, MethodGroup.SPECIFIC, "216000", "2024-10-01"),
            ("เช่าเครื่องถ่ายเอกสาร จำนวน 2 เครื่อง ระยะเวลา 60 เดือน", "67129910031", Kind.RENT, MethodGroup.SPECIFIC, "360000", "2024-12-01"),
            (MEETING_SET.title, MEETING_SET.number, Kind.BUY, MethodGroup.OPEN, "720000", "2025-07-01"),
        ],
    ),
}  # fmt: skip
"""Fiscal year → the day its plan was announced, and what stands in it."""


def publish_plans(people: dict[str, User], group: WorkGroup) -> None:
    """Write, review and publish the plans; the one of 2566 with its announcement as PDF."""
    for year, (announced, lines) in PLANS.items():
        announced_on = dt.date.fromisoformat(announced)
        items = [_item(year, announced_on, line, people, group) for line in lines]
        if year == 2566:
            attach(
                PlanDocument(owner=items[0], title="ประกาศเผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566"),
                "เรื่อง เผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566",
                [(line[0], f"งบประมาณ {Decimal(line[4]):,.2f} บาท") for line in lines],
                on=announced_on,
                by=people["procurement"],
            )
        for item in items:
            item.submit(by=people["procurement"])
            item.publish(by=people["publisher"])
        moment = dt.datetime.combine(announced_on, dt.time(10), BANGKOK)
        dated(PlanItem.objects.filter(year=year), moment)


def _item(
    year: int, announced_on: dt.date, line: Line, people: dict[str, User], group: WorkGroup
) -> PlanItem:
    title, project, kind, method, budget, month = line
    bought = deals(FiscalYear(year), *LINES[year])
    direct = next((deal for part in bought for deal in part if deal.title.startswith(title)), None)
    return PlanItem.objects.create(
        year=FiscalYear(year),
        project_number=project or (direct.project_number if direct else ""),
        title=title,
        kind=kind,
        method_group=method,
        budget=Decimal(budget),
        fund_source=FundSource.BUDGET_ACT,
        expected_on=dt.date.fromisoformat(month),
        announced_on=announced_on,
        owner_group=group,
        created_by=people["procurement"],
    )
