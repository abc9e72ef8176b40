"""OIT disclosures of fiscal year 2566 for the demonstration: only what this site really shows is ticked."""

from __future__ import annotations

import datetime as dt

from measures.models import OitDisclosure, OitItem, OitLink
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.thai import BANGKOK

YEAR = FiscalYear(2566)
PUBLISHED_AT = dt.datetime(2023, 10, 31, 9, 0, tzinfo=BANGKOK)
LATER = {
    "o10": dt.datetime(2025, 10, 1, 9, 0, tzinfo=BANGKOK),
}
"""What could not be disclosed before its evidence was there."""

DISCLOSURES: dict[str, tuple[str, list[int], list[tuple[str, str]], str]] = {
    "o1": (
        "administration",
        [1],
        [("โครงสร้างและกลุ่มงาน", "/about/")],
        "แผนผังโครงสร้างอยู่ระหว่างจัดทำ",
    ),
    "o2": (
        "administration",
        [0],
        [("ผู้บริหารของสำนักงาน", "/about/")],
        "แสดงชื่อ-นามสกุลและตำแหน่งของผู้บริหารสูงสุดแล้ว ข้อมูลของรองผู้บริหาร รูปถ่าย และช่องทางการติดต่อของแต่ละคนอยู่ระหว่างจัดทำ",
    ),
    "o3": ("administration", [0, 1], [("หน้าที่และอำนาจของสำนักงาน", "/authority/")], ""),
    "o5": (
        "administration",
        [0, 1, 2],
        [("ช่องทางติดต่อสำนักงาน", "/contact/")],
        "ยังไม่มีแผนที่ตั้งสำนักงานบนเว็บไซต์",
    ),
    "o7": ("administration", [0, 1], [("ข่าวและประกาศของปีงบประมาณ พ.ศ. 2566", "/news/?year=2566")], ""),
    "o8": (
        "administration",
        [0, 1],
        [
            ("คำถามจากประชาชนและคำตอบของสำนักงาน", "/services/questions/"),
            ("ถามสำนักงาน", "/services/questions/ask/"),
        ],
        "ผู้ถามติดตามคำตอบของตนได้จากที่อยู่ที่ได้รับเมื่อส่งคำถาม และได้รับอีเมลแจ้งเมื่อตอบแล้ว",
    ),
    "o10": (
        "administration",
        [0, 1],
        [("นโยบายคุ้มครองข้อมูลส่วนบุคคล", "/pages/privacy/")],
        "นโยบายฉบับนี้มีผลตั้งแต่วันที่ 1 ตุลาคม 2568",
    ),
    "o14": (
        "administration",
        [0, 1, 2, 3],
        [("คู่มือการปฏิบัติงานทุกเล่มที่ใช้ในปีงบประมาณ พ.ศ. 2566", "/manuals/years/2566/")],
        "",
    ),
    "o15": ("private", [0, 1, 2, 3], [("คู่มือการให้บริการทุกบริการ", "/services/")], ""),
    "o16": (
        "private",
        [0, 1, 2, 3],
        [
            (
                "สถิติการให้บริการรายเดือนของปีงบประมาณ พ.ศ. 2566 แยก Walk-in กับ E-Service",
                "/services/statistics/2566/",
            )
        ],
        "",
    ),
    "o17": (
        "private",
        [0, 1],
        [("ผลสำรวจความพึงพอใจการให้บริการของปีงบประมาณ พ.ศ. 2565", "/services/satisfaction/2565/")],
        "",
    ),
    "o18": ("private", [0, 1, 2], [("บริการที่ยื่นออนไลน์ได้ พร้อมวิธีใช้", "/services/?online=1")], ""),
    "o19": (
        "administration",
        [0, 1, 2],
        [],
        "ปีนี้มีรายการที่วงเงินเกิน 500,000 บาท 3 รายการ และแสดงรายการที่กฎหมายไม่ได้กำหนดให้เผยแพร่แผนไว้ด้วย",
    ),
    "o20": ("administration", [0, 1], [], ""),
    "o21": (
        "administration",
        [0, 1, 2, 3, 5, 7, 8, 9],
        [],
        "รายชื่อผู้เสนอราคาทุกรายและเหตุผลที่คัดเลือก มีเฉพาะสัญญาที่เจ้าหน้าที่บันทึกเอง ข้อมูลเปิดของระบบ e-GP ไม่มีสองเรื่องนี้",
    ),
    "o22": (
        "administration",
        [0],
        [("ผลการจัดซื้อจัดจ้างของปีงบประมาณ พ.ศ. 2566 จำแนกตามวิธี", "/procurement/2566/")],
        "เป็นข้อมูลของปีงบประมาณ พ.ศ. 2566 รายงานของปี 2565 ปัญหา อุปสรรค และข้อเสนอแนะอยู่ระหว่างจัดทำ",
    ),
    "o23": ("personnel", [0, 1], [], ""),
    "o24": ("personnel", [0], [], ""),
    "o25": ("personnel", [0, 1, 2, 3, 4], [], ""),
    "o26": (
        "personnel",
        [0, 1, 2, 3, 4],
        [("แผนและผลการบริหารและพัฒนาทรัพยากรบุคคล ปีงบประมาณ พ.ศ. 2566", "/hr/2566/")],
        "เป็นข้อมูลของปีงบประมาณ พ.ศ. 2566 รายงานของปี 2565 ยังไม่ได้นำขึ้นเว็บไซต์นี้",
    ),
    "o27": (
        "audit",
        [0, 1, 2, 3],
        [("คู่มือการจัดการเรื่องร้องเรียนการทุจริต", "/pages/complaint-guide/")],
        "",
    ),
    "o28": (
        "audit",
        [0, 1, 2],
        [
            ("ช่องทางแจ้งเรื่องทุจริต แยกจากเรื่องทั่วไป", "/complaints/"),
            ("ความลับของผู้แจ้ง", "/complaints/privacy/"),
        ],
        "ช่องทางออนไลน์เปิดตั้งแต่วันที่ 1 ตุลาคม 2565",
    ),
    "o29": (
        "audit",
        [0, 1, 2, 3, 4],
        [("สถิติเรื่องร้องเรียนการทุจริตของปีงบประมาณ พ.ศ. 2566", "/complaints/statistics/2566/")],
        "",
    ),
    "o30": (
        "planning",
        [0, 1, 2, 3, 4],
        [],
        "",
    ),
    "o31": ("personnel", [0, 1, 2], [], ""),
    "o32": ("personnel", [0, 1], [], ""),
    "o34": (
        "audit",
        [0, 1, 2],
        [],
        "",
    ),
    "o35": (
        "audit",
        [0, 1],
        [],
        "",
    ),
    "o39": ("personnel", [0], [], "สำนักงานใช้ประมวลจริยธรรมขององค์กรกลาง ไม่มีข้อกำหนดจริยธรรมของตนเอง"),
    "o40": (
        "personnel",
        [0, 1, 2, 3],
        [("จริยธรรมและ No Gift Policy ปีงบประมาณ พ.ศ. 2566", "/ethics/2566/")],
        "",
    ),
    "o41": ("personnel", [0], [], ""),
    "o42": (
        "planning",
        [1, 2],
        [("ผลประเมิน ITA ปีงบประมาณ พ.ศ. 2565 และสิ่งที่ทำหลังทราบผล", "/ita/2565/result/")],
        "",
    ),
    "o43": (
        "planning",
        [0, 1, 2, 3, 4],
        [
            ("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส", "/measures/2566/report/"),
            ("มาตรการทั้ง 11 ด้าน", "/measures/2566/"),
        ],
        "",
    ),
}
"""Code → owner group, elements that are there, where (beside what rooms offer), and a word to the public."""


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish the disclosures."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    for item in OitItem.objects.for_year(YEAR).filter(code__in=DISCLOSURES):
        group, met, links, note = DISCLOSURES[item.code]
        disclosure = OitDisclosure.objects.create(
            item=item, met=met, note=note, owner_group=groups[group], created_by=people["editor"]
        )
        for order, (title, address) in enumerate(links):
            OitLink.objects.create(disclosure=disclosure, title=title, address=address, order=order)
        disclosure.submit(by=people["editor"])
        disclosure.publish(by=people["publisher"])
    disclosures = OitDisclosure.objects.filter(item__year=YEAR)
    # The report that o43 rests on is frozen today, with the rest of the demonstration.
    dated(disclosures.exclude(item__code__in=[*LATER, "o43"]), PUBLISHED_AT)
    for code, moment in LATER.items():
        dated(disclosures.filter(item__code=code), moment)
