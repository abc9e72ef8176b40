"""ITA results for the demonstration: the total of 2566 is real, the rest is invented and marked so."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from measures.models import Improvement, IndicatorScore, Instrument, ItaResult, Progress
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.thai import BANGKOK

INDICATORS = [
    (Instrument.IIT, "การปฏิบัติหน้าที่"),
    (Instrument.IIT, "การใช้งบประมาณ"),
    (Instrument.IIT, "การใช้อำนาจ"),
    (Instrument.IIT, "การใช้ทรัพย์สินของราชการ"),
    (Instrument.IIT, "การแก้ไขปัญหาการทุจริต"),
    (Instrument.EIT, "คุณภาพการดำเนินงาน"),
    (Instrument.EIT, "ประสิทธิภาพการสื่อสาร"),
    (Instrument.EIT, "การปรับปรุงระบบการทำงาน"),
    (Instrument.OIT, "การเปิดเผยข้อมูล"),
    (Instrument.OIT, "การป้องกันการทุจริต"),
]
"""The ten indicators of the assessment in official order, with the survey each is measured by."""

RESULTS: dict[int, dict[str, Any]] = {
    2564: {
        "score": "82.64",
        "level": "B",
        "source": "ค่าสาธิต",
        "announced_on": dt.date(2021, 9, 15),
    },
    2565: {
        "score": "84.90",
        "level": "B",
        "source": "ค่าสาธิต",
        "announced_on": dt.date(2022, 9, 15),
        "updated_on": dt.date(2023, 7, 3),
        "weak_points": [
            "ตัวชี้วัดที่ 2 การใช้งบประมาณ: บุคลากรส่วนหนึ่งยังไม่เห็นแผนและผลการใช้จ่ายงบประมาณของสำนักงาน",
            "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล: ข้อมูลหลายข้อกระจายอยู่หลายหน้า ผู้ประเมินหาไม่พบ",
        ],
        "improvements": [
            (
                "จัดหน้าเว็บไซต์ให้ผู้ประเมินเปิดข้อมูลสาธารณะทุกข้อได้จากที่เดียว",
                "administration",
                dt.date(2023, 3, 31),
                Progress.DONE,
                "รวมข้อมูลทุกข้อไว้ในหน้าเดียว พร้อมบอกว่าข้อใดยังขาดองค์ประกอบใด",
            ),
            (
                "ชี้แจงแผนและผลการใช้จ่ายงบประมาณในการประชุมประจำเดือน",
                "planning",
                dt.date(2023, 6, 30),
                Progress.DONE,
                "ชี้แจงทุกเดือนตั้งแต่เดือนมกราคม 2566",
            ),
        ],
    },
    2566: {
        "score": "88.37",
        "level": "A",
        "source": "รายงานของสำนักงาน รายละเอียดนอกจากคะแนนรวมและระดับเป็นค่าสาธิต",
        "announced_on": dt.date(2023, 8, 22),
        "updated_on": dt.date(2024, 4, 1),
        "scores": "92.10 84.65 90.38 87.92 92.45 88.95 86.20 84.05 90.50 87.50",
        "weak_points": [
            "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน: ผู้รับบริการส่วนหนึ่งยังไม่เห็นว่าสำนักงานนำความเห็นไปปรับปรุงเรื่องใด",
            "ตัวชี้วัดที่ 2 การใช้งบประมาณ: บุคลากรอยากทราบความคืบหน้าการใช้จ่ายบ่อยกว่าปีละครั้ง",
            "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร: ข้อมูลบนเว็บไซต์อ่านบนโทรศัพท์ได้ยาก",
        ],
        "improvements": [
            (
                "ปรับเว็บไซต์ให้อ่านง่ายบนโทรศัพท์และค้นหาได้จากทุกหน้า",
                "administration",
                dt.date(2024, 1, 31),
                Progress.DONE,
                "เปิดใช้เว็บไซต์ชุดใหม่แล้ว",
            ),
            (
                "รายงานความคืบหน้าการใช้จ่ายงบประมาณให้บุคลากรทราบทุกไตรมาส",
                "planning",
                dt.date(2024, 3, 31),
                Progress.DONE,
                "รายงานในที่ประชุมประจำเดือนและบนเว็บไซต์",
            ),
            (
                "เผยแพร่ว่าสำนักงานนำความเห็นของผู้รับบริการไปปรับปรุงเรื่องใดบ้าง",
                "private",
                dt.date(2024, 4, 19),
                Progress.ONGOING,
                "",
            ),
        ],
    },
}
"""Fiscal year → the result; `updated_on` is when what was done about it came in. The indicator scores of 2566 are chosen so that they add up to the true total."""


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish the results of three years."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    for year, facts in RESULTS.items():
        result = ItaResult.objects.create(
            year=FiscalYear(year),
            score=Decimal(facts["score"]),
            level=facts["level"],
            source=facts["source"],
            announced_on=facts["announced_on"],
            weak_points="\n".join(facts.get("weak_points", [])),
            owner_group=groups["planning"],
            created_by=people["editor"],
        )
        scores = facts.get("scores", "").split()
        for number, ((instrument, name), score) in enumerate(zip(INDICATORS, scores, strict=False), start=1):
            IndicatorScore.objects.create(
                result=result, number=number, name=name, instrument=instrument, score=Decimal(score)
            )
        result.submit(by=people["editor"])
        result.publish(by=people["publisher"])
        if "improvements" in facts:
            _improve(result, facts["improvements"], groups, people)
        updated_on = facts.get("updated_on")
        dated(
            ItaResult.objects.filter(pk=result.pk),
            _nine(facts["announced_on"]),
            updated=_nine(updated_on) if updated_on else None,
        )


def _improve(
    result: ItaResult,
    improvements: list[tuple[str, str, dt.date, Progress, str]],
    groups: dict[str, WorkGroup],
    people: dict[str, User],
) -> None:
    """Add what the office did after it knew the result, as a second edition."""
    copy = result.revise(by=people["editor"])
    for order, (title, group, due_on, progress, outcome) in enumerate(improvements):
        Improvement.objects.create(
            result=copy,
            title=title,
            owner_group=groups[group],
            due_on=due_on,
            progress=progress,
            outcome=outcome,
            order=order,
        )
    copy.submit(by=people["editor"])
    copy.publish(by=people["publisher"], reason="เพิ่มสิ่งที่สำนักงานทำหลังทราบผล")


def _nine(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), BANGKOK)
