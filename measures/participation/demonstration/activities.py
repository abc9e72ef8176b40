"""Activities of the demonstration: four of fiscal year 2566, two of the present one, with invented numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from measures.participation.models import ActivityKind, Group
from portal.demonstration import drawings
from portal.models import Consent


@dataclass(frozen=True)
class Facts:
    """One activity; `held_on` is its day, or the number of days before today."""

    held_on: dt.date | int
    group: str
    kind: ActivityKind
    title: str
    place: str
    topic: str
    people: Mapping[Group, int]
    result: str
    use: str
    links: tuple[tuple[str, str], ...] = ()
    drawing: Callable[[], SimpleUploadedFile] | None = None
    alt: str = ""
    consent: Consent = Consent.NOBODY
    summary: tuple[tuple[str, int], ...] = ()
    """Points that were made and by how many, which make a file."""

    @property
    def day(self) -> dt.date:
        if isinstance(self.held_on, int):
            return timezone.localdate() - dt.timedelta(days=self.held_on)
        return self.held_on


ACTIVITIES = [
    Facts(
        dt.date(2022, 12, 14),
        "planning",
        ActivityKind.PLANNING,
        "ประชุมรับฟังความเห็นต่อร่างแผนพัฒนาการศึกษาจังหวัด",
        "หอประชุมสำนักงานศึกษาธิการจังหวัด",
        "ร่างแผนพัฒนาการศึกษาจังหวัด ควรให้ความสำคัญกับเรื่องใดก่อน และวัดผลอย่างไร",
        {
            Group.PARENTS: 16,
            Group.TEACHERS: 24,
            Group.HEADS: 22,
            Group.LOCAL: 9,
            Group.STATE: 7,
            Group.PRIVATE: 6,
        },
        "ที่ประชุมเห็นตรงกันว่าการอ่านออกเขียนได้เป็นเรื่องแรก เสนอให้เพิ่มโครงการอ่านออกเขียนได้ และให้ตัวชี้วัดแยกเป็นรายอำเภอ",
        "เพิ่มโครงการอ่านออกเขียนได้ในแผนปฏิบัติการปีงบประมาณ พ.ศ. 2567 และแยกตัวชี้วัดเป็นรายอำเภอตามที่เสนอ",
        links=(("แผนจัดซื้อจัดจ้างปีงบประมาณ พ.ศ. 2566", "/procurement/2566/plan/"),),
        drawing=drawings.meeting,
        alt="ภาพวาดคนสิบสองคนนั่งรอบโต๊ะประชุมรูปรี มองจากด้านบน",
        summary=(
            ("การอ่านออกเขียนได้", 31),
            ("เด็กตกหล่นและออกกลางคัน", 22),
            ("ครูไม่ครบชั้นในโรงเรียนขนาดเล็ก", 18),
            ("ทักษะอาชีพ", 13),
        ),
    ),
    Facts(
        dt.date(2023, 1, 25),
        "development",
        ActivityKind.DISCUSSING,
        "ประชุมผู้มีส่วนได้ส่วนเสียเรื่องเกณฑ์คัดเลือกสถานศึกษานำร่อง",
        "ห้องประชุมชั้น 2 และระบบประชุมทางไกล",
        "เกณฑ์คัดเลือกสถานศึกษานำร่องการเรียนรู้ร่วมกับชุมชน ควรมีข้อใดและให้น้ำหนักอย่างไร",
        {Group.HEADS: 18, Group.TEACHERS: 11, Group.LOCAL: 5, Group.CIVIL: 3},
        "ที่ประชุมเห็นชอบเกณฑ์คัดเลือก และเสนอให้ลดน้ำหนักข้ออาคารสถานที่ เพิ่มน้ำหนักความพร้อมของชุมชน",
        "ประกาศใช้เกณฑ์ที่ปรับน้ำหนักแล้วเมื่อเดือนกุมภาพันธ์ 2566 มีสถานศึกษาขนาดเล็กได้รับคัดเลือก 4 แห่งจาก 9 แห่ง",
    ),
    Facts(
        dt.date(2023, 5, 17),
        "private",
        ActivityKind.FOLLOWING,
        "โรงเรียนเอกชนร่วมติดตามการจ่ายเงินอุดหนุนรายบุคคล",
        "โรงเรียนเอกชน 6 แห่งใน 4 อำเภอ",
        "ขั้นตอนใดของการขอและจ่ายเงินอุดหนุนที่ช้าหรือไม่ชัดเจน",
        {Group.HEADS: 12, Group.TEACHERS: 19, Group.PARENTS: 8},
        "พบว่าเอกสารบัญชีรายชื่อนักเรียนถูกส่งกลับแก้ไขมากที่สุด เพราะแบบไม่มีตัวอย่างการกรอก",
        "ทำตัวอย่างการกรอกบัญชีรายชื่อ และนัดตรวจเอกสารร่วมกันก่อนวันส่ง 5 วันทำการ การส่งกลับแก้ไขลดลงในภาคเรียนถัดมา",
        drawing=drawings.shelf,
        alt="ภาพวาดแฟ้มเอกสารหลายเล่มเรียงบนชั้น มีเล่มหนึ่งเอนพิงเล่มอื่น",
    ),
    Facts(
        dt.date(2023, 7, 20),
        "scouts",
        ActivityKind.DOING,
        "ลูกเสือ ผู้ปกครอง และชุมชนร่วมดูแลความปลอดภัยหน้าสถานศึกษา",
        "หน้าสถานศึกษา 11 แห่ง",
        "จุดเสี่ยงในช่วงรับส่งนักเรียน และใครช่วยดูแลเวลาใดได้",
        {Group.PUPILS: 132, Group.PARENTS: 41, Group.PUBLIC: 27, Group.STATE: 11, Group.LOCAL: 8},
        "สำรวจพบจุดเสี่ยง 17 จุด ผู้ปกครองอาสาจัดเวรร่วมกับตำรวจและลูกเสือได้ทุกวันเรียน",
        "ส่งรายการจุดเสี่ยงให้องค์กรปกครองส่วนท้องถิ่นปรับป้ายและทางข้าม ทำแล้ว 9 จุด และจัดเวรต่อเนื่องตลอดภาคเรียน",
    ),
    Facts(
        24,
        "planning",
        ActivityKind.DISCUSSING,
        "เวทีรับฟังความเห็นต่อร่างแผนพัฒนาการศึกษาจังหวัดฉบับทบทวน",
        "หอประชุมสำนักงานศึกษาธิการจังหวัด",
        "เป้าหมายและตัวชี้วัดของร่างแผนฉบับทบทวน โดยเฉพาะเด็กที่หลุดจากระบบการศึกษา",
        {
            Group.PARENTS: 21,
            Group.TEACHERS: 23,
            Group.HEADS: 19,
            Group.LOCAL: 12,
            Group.CIVIL: 6,
            Group.PRIVATE: 5,
        },
        "เสนอให้ติดตามเด็กที่หลุดจากระบบเป็นรายคน ให้โรงเรียนขนาดเล็กใช้ครูเฉพาะวิชาร่วมกัน และเปิดเผยตัวชี้วัดให้ประชาชนติดตาม",
        "นำทั้งสามข้อไปเขียนในร่างแผนที่เปิดรับความเห็นทางเว็บไซต์ และเชิญผู้เข้าร่วมให้ความเห็นต่อร่างเป็นรายข้อ",
        links=(("การรับฟังความเห็นที่เปิดอยู่", "/participation/"),),
        drawing=drawings.meeting,
        alt="ภาพวาดคนสิบสองคนนั่งรอบโต๊ะประชุมรูปรี มองจากด้านบน",
    ),
    Facts(
        12,
        "supervision",
        ActivityKind.FOLLOWING,
        "ผู้ปกครองร่วมประเมินเวลาอ่านหนังสือของนักเรียนชั้นประถมศึกษาปีที่ 1–3",
        "โรงเรียน 12 แห่ง และแบบสอบถามทางโทรศัพท์",
        "การจัดเวลาอ่านวันละ 20 นาทีที่โรงเรียนและที่บ้าน ทำได้จริงเพียงใด และขาดสิ่งใด",
        {Group.PARENTS: 148, Group.TEACHERS: 36},
        "ผู้ปกครองสองในสามทำได้อย่างน้อยสัปดาห์ละสามวัน สิ่งที่ขาดคือหนังสือที่เหมาะกับวัยและวิธีอ่านร่วมกับเด็ก",
        "จัดชุดหนังสือหมุนเวียนให้โรงเรียน 12 แห่งในภาคเรียนนี้ และทำคำแนะนำการอ่านกับเด็กหนึ่งหน้าให้ผู้ปกครอง",
    ),
]
