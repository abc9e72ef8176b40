"""Announcements of the demonstration's projects, some with the paper that was signed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from portal import thai
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.thai import BANGKOK
from procurement.demonstration.papers import attach
from procurement.demonstration.projects import INVITED, MEETING_ROOM, PROJECTS, WON, Notice, Project
from procurement.models import Announcement, AnnouncementDocument

_TITLES = {
    "P0": "แผนการจัดซื้อจัดจ้าง {title}",
    "15": "ประกาศราคากลาง {title}",
    "B0": "ร่างประกาศและร่างเอกสารประกวดราคา{title}",
    "D0": "ประกวดราคา{title} ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
    "D1": "ยกเลิกประกาศประกวดราคา{title}",
    "D2": "เปลี่ยนแปลงประกาศประกวดราคา{title}",
    "W0": "ประกาศผู้ชนะการเสนอราคา {title}",
    "W1": "ยกเลิกประกาศผู้ชนะการเสนอราคา {title}",
    "W2": "เปลี่ยนแปลงประกาศผู้ชนะการเสนอราคา {title}",
}
"""e-GP code → how such an announcement is called."""


def publish_announcements(people: dict[str, User], group: WorkGroup) -> None:
    """Write, review and publish each announcement on its own day."""
    for project in PROJECTS:
        for notice in project.announcements:
            _publish(project, notice, people, group)


def _publish(project: Project, notice: Notice, people: dict[str, User], group: WorkGroup) -> None:
    kind, day, closes, amount, summary = notice
    announced_on = dt.date.fromisoformat(day)
    announcement = Announcement.objects.create(
        year=FiscalYear(project.year),
        kind=kind,
        project_number=project.number,
        title=_TITLES[kind].format(title=project.title),
        bought=project.kind,
        method=project.method,
        announced_on=announced_on,
        closes_on=dt.date.fromisoformat(closes) if closes else None,
        amount=Decimal(amount),
        summary=summary,
        owner_group=group,
        created_by=people["procurement"],
    )
    if project is MEETING_ROOM and kind in (INVITED, WON):
        attach(
            AnnouncementDocument(owner=announcement, title=str(kind.label)),
            f"เรื่อง {announcement.title}",
            [
                ("เลขที่โครงการ", project.number),
                ("งบประมาณ", thai.baht(project.limit)),
                ("ราคากลาง", thai.baht(Decimal(project.reference))),
                ("สาระสำคัญ", summary),
            ],
            on=announced_on,
            by=people["procurement"],
        )
    if project is MEETING_ROOM and kind == INVITED:
        attach(
            AnnouncementDocument(owner=announcement, title="ขอบเขตของงานที่จะจ้าง", order=1),
            f"เรื่อง ขอบเขตของงาน{project.title}",
            [
                ("เลขที่โครงการ", project.number),
                ("งานที่ต้องทำ", "ปรับปรุงผนัง ฝ้าเพดาน และพื้นห้องประชุม เดินสายไฟฟ้าใหม่ และติดตั้งแผงควบคุมไฟฟ้าของอาคาร"),
                ("ระยะเวลา", "90 วัน นับถัดจากวันลงนามในสัญญา"),
                ("งวดงาน", "3 งวด ร้อยละ 30 ร้อยละ 40 และร้อยละ 30"),
                ("หลักเกณฑ์พิจารณา", "ราคาต่ำสุดของผู้ยื่นข้อเสนอที่มีคุณสมบัติครบถ้วน"),
            ],
            on=announced_on,
            by=people["procurement"],
        )
    announcement.submit(by=people["procurement"])
    announcement.publish(by=people["publisher"])
    dated(
        Announcement.objects.filter(pk=announcement.pk),
        dt.datetime.combine(announced_on, dt.time(10), BANGKOK),
    )
