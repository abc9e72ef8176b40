"""News and EIT surveys for the demonstration: this fiscal year's, relative to today, and some of 2566."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.demonstration import drawings
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import EitSurvey, NewsItem, NewsKind, SurveyOwner, User, WorkGroup
from portal.news import add_picture
from portal.publishing import Publishable
from portal.thai import BANGKOK

EIT = "https://itas.nacc.go.th/go/eit/"


@dataclass(frozen=True)
class Story:
    """One piece of news; `on` is its day, or the number of days before today."""

    on: dt.date | int
    kind: NewsKind
    group: str
    title: str
    summary: str
    body: str
    is_pinned: bool = False
    drawing: Callable[[], SimpleUploadedFile] | None = None
    alt: str = ""


THIS_YEAR = [
    Story(
        2,
        NewsKind.ANNOUNCEMENT,
        "planning",
        "เชิญร่วมประเมินความโปร่งใสของสำนักงานผ่านแบบวัด EIT",
        "ผู้ที่เคยรับบริการหรือติดต่อสำนักงานตอบแบบวัดได้ด้วยตนเอง ใช้เวลา 5–10 นาที ไม่ต้องบอกชื่อ",
        "<p>สำนักงานขอเชิญประชาชน ครู ผู้ปกครอง สถานศึกษา และคู่สัญญาที่เคยรับบริการหรือติดต่อสำนักงาน "
        "ร่วมตอบแบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)</p>"
        "<h2>ตอบอย่างไร</h2><ol><li><p>เปิดคิวอาร์โค้ดหรือลิงก์บนหน้าแรกของเว็บไซต์นี้</p></li>"
        "<li><p>ตรวจดูว่าชื่อเว็บไซต์ของแบบวัดคือ itas.nacc.go.th</p></li>"
        "<li><p>ตอบตามที่พบเห็นจริง แล้วกดส่ง</p></li></ol>"
        "<p>คำตอบส่งตรงไปยังระบบของสำนักงาน ป.ป.ช. สำนักงานไม่เห็นว่าใครตอบอย่างไร</p>",
        is_pinned=True,
        drawing=drawings.pond,
        alt="ภาพวาดดอกบัวตูมห้าดอกชูเหนือผิวน้ำ มีดวงอาทิตย์ยามเย็นอยู่หลังทิวเขา",
    ),
    Story(
        4,
        NewsKind.NEWS,
        "supervision",
        "นิเทศ ติดตามการอ่านออกเขียนได้ของนักเรียนชั้นประถมศึกษาปีที่ 1–3",
        "คณะนิเทศเยี่ยมโรงเรียน 12 แห่ง พบว่าโรงเรียนที่จัดเวลาอ่านทุกวันมีนักเรียนอ่านคล่องเพิ่มขึ้น",
        "<p>กลุ่มนิเทศ ติดตามและประเมินผล เยี่ยมโรงเรียนทุกสังกัดรวม 12 แห่ง เพื่อติดตามการอ่านออกเขียนได้ "
        "และรับฟังสิ่งที่ครูต้องการให้ช่วย</p><h2>สิ่งที่พบ</h2><ul><li><p>โรงเรียนที่จัดเวลาอ่านวันละ 20 นาที "
        "มีนักเรียนอ่านคล่องเพิ่มขึ้น</p></li><li><p>ครูต้องการหนังสืออ่านเพิ่มเติมที่เหมาะกับวัย</p></li></ul>"
        "<p>สำนักงานจะสรุปผลเสนอคณะกรรมการศึกษาธิการจังหวัด และแจ้งผลให้ทุกโรงเรียนทราบ</p>",
        drawing=drawings.shelf,
        alt="ภาพวาดหนังสือหลายเล่มเรียงบนชั้น มีเล่มหนึ่งเอนพิงเล่มอื่น",
    ),
    Story(
        9,
        NewsKind.ANNOUNCEMENT,
        "private",
        "แจ้งกำหนดส่งคำขอรับเงินอุดหนุนของโรงเรียนเอกชน ภาคเรียนที่ 2",
        "โรงเรียนเอกชนส่งข้อมูลนักเรียนและเอกสารภายในวันที่กำหนด ส่งช้าจะได้รับเงินในรอบถัดไป",
        "<p>ขอให้โรงเรียนเอกชนตรวจข้อมูลนักเรียนในระบบให้ตรงกับจำนวนที่มาเรียนจริง แล้วส่งคำขอพร้อมเอกสาร "
        "ที่กลุ่มส่งเสริมการศึกษาเอกชน</p><h2>เอกสารที่ใช้</h2><ul><li><p>แบบคำขอรับเงินอุดหนุน</p></li>"
        "<li><p>บัญชีรายชื่อนักเรียนที่ผู้อำนวยการรับรอง</p></li></ul>"
        '<p>สอบถามได้ตาม<a href="/contact/">ช่องทางติดต่อสำนักงาน</a></p>',
    ),
    Story(
        16,
        NewsKind.EVENT,
        "scouts",
        "วันคล้ายวันสถาปนาคณะลูกเสือแห่งชาติ ร่วมบำเพ็ญประโยชน์รอบโบราณสถาน",
        "ลูกเสือและยุวกาชาดจากโรงเรียน 18 แห่ง ร่วมทำความสะอาดและปลูกต้นไม้ในเขตอุทยานประวัติศาสตร์",
        "<p>ลูกเสือ เนตรนารี และยุวกาชาดจากโรงเรียน 18 แห่ง ร่วมกันเก็บขยะ กวาดทางเดิน และปลูกต้นไม้ 200 ต้น</p>"
        "<p>สำนักงานขอขอบคุณผู้กำกับ ครู และผู้ปกครองทุกท่านที่ดูแลความปลอดภัยของนักเรียนตลอดกิจกรรม</p>",
    ),
    Story(
        23,
        NewsKind.NEWS,
        "planning",
        "รับฟังความเห็นต่อร่างแผนพัฒนาการศึกษาจังหวัด",
        "ผู้แทนโรงเรียน ผู้ปกครอง และองค์กรปกครองส่วนท้องถิ่นร่วมให้ความเห็น ประเด็นที่พูดถึงมากที่สุดคือเด็กนอกระบบ",
        "<p>กลุ่มนโยบายและแผนจัดประชุมรับฟังความเห็นต่อร่างแผนพัฒนาการศึกษาจังหวัด มีผู้เข้าร่วม 86 คน "
        "จากสถานศึกษาทุกสังกัด ผู้ปกครอง และองค์กรปกครองส่วนท้องถิ่น</p><h2>ประเด็นที่เสนอ</h2>"
        "<ul><li><p>ติดตามเด็กที่หลุดจากระบบการศึกษาเป็นรายคน</p></li>"
        "<li><p>ให้โรงเรียนขนาดเล็กใช้ครูเฉพาะวิชาร่วมกัน</p></li>"
        "<li><p>เปิดเผยตัวชี้วัดของแผนให้ประชาชนติดตามได้</p></li></ul>",
    ),
    Story(
        31,
        NewsKind.NEWS,
        "administration",
        "ผู้บริหารประกาศเจตนารมณ์ไม่รับของขวัญและของกำนัลทุกชนิด",
        "สำนักงานใช้นโยบาย No Gift Policy ต่อเนื่อง ขอให้แสดงความปรารถนาดีด้วยบัตรอวยพรหรือคำอวยพรแทน",
        "<p>ศึกษาธิการจังหวัดและบุคลากรทุกกลุ่มงานร่วมประกาศเจตนารมณ์ไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ "
        "ทั้งก่อนและหลังให้บริการ</p>"
        '<p>ผู้ที่พบเห็นการเรียกรับสามารถ<a href="/complaints/">แจ้งเรื่องทุจริต</a>ได้โดยไม่ต้องบอกชื่อ</p>',
    ),
    Story(
        40,
        NewsKind.ANNOUNCEMENT,
        "personnel",
        "ประกาศหลักเกณฑ์การยกย่องบุคลากรที่มีคุณธรรมและความโปร่งใส",
        "เสนอชื่อบุคลากรได้ทุกกลุ่มงาน คณะกรรมการพิจารณาจากผลงานและความเห็นของผู้รับบริการ",
        "<p>กลุ่มบริหารงานบุคคลเปิดรับการเสนอชื่อบุคลากรที่ปฏิบัติงานด้วยความซื่อสัตย์ โปร่งใส และมีจิตบริการ "
        "คณะกรรมการจะพิจารณาจากผลงานและความเห็นของผู้รับบริการ แล้วประกาศผลบนเว็บไซต์นี้</p>",
    ),
]

OF_2566 = [
    Story(
        dt.date(2023, 3, 1),
        NewsKind.ANNOUNCEMENT,
        "administration",
        "เชิญตอบแบบวัด EIT ของสำนักงานปลัดกระทรวงศึกษาธิการ ประจำปีงบประมาณ พ.ศ. 2566",
        "สำนักงานแสดงคิวอาร์โค้ดของแบบวัดไว้บนหน้าแรก เพื่อให้ผู้รับบริการมีส่วนร่วมในการประเมิน ITA",
        "<p>สำนักงานศึกษาธิการจังหวัดนำคิวอาร์โค้ดแบบวัด EIT ของสำนักงานปลัดกระทรวงศึกษาธิการจากระบบ MOE-ITA "
        "มาแสดงบนหน้าแรกของเว็บไซต์ ผู้รับบริการและผู้ติดต่อราชการตอบได้จนถึงวันที่ 30 มิถุนายน 2566</p>",
    ),
    Story(
        dt.date(2022, 12, 1),
        NewsKind.NEWS,
        "private",
        "เพิ่มช่องทาง E-Service สำหรับโรงเรียนเอกชน",
        "โรงเรียนเอกชนยื่นคำขอและติดตามผลทางออนไลน์ได้ โดยไม่ต้องเดินทางมาที่สำนักงาน",
        "<p>กลุ่มส่งเสริมการศึกษาเอกชนเปิดให้ยื่นคำขอผ่านระบบ E-Service ตั้งแต่เดือนธันวาคม 2565 "
        "ผู้ที่ไม่สะดวกยังยื่นที่จุดบริการได้ตามเดิม</p>",
    ),
    Story(
        dt.date(2023, 8, 22),
        NewsKind.NEWS,
        "planning",
        "ผลประเมิน ITA ปีงบประมาณ พ.ศ. 2566 ได้ 88.37 คะแนน ระดับ A",
        "คะแนนผ่านเกณฑ์เป้าหมาย 85 คะแนน สำนักงานจะนำข้อที่ได้คะแนนน้อยไปปรับปรุงในปีถัดไป",
        "<p>สำนักงานได้รับผลการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. 2566 จำนวน 88.37 คะแนน ระดับ A</p>"
        '<p>ดูคะแนนรายปีและแผนปรับปรุงได้ที่<a href="/ita/2566/result/">หน้าผลประเมิน ITA</a></p>',
    ),
    Story(
        dt.date(2023, 9, 12),
        NewsKind.EVENT,
        "audit",
        "บุคลากรอบรมมาตรฐานทางจริยธรรมและการป้องกันผลประโยชน์ทับซ้อน",
        "บุคลากรทุกกลุ่มงานเรียนรู้จากกรณีตัวอย่าง และช่วยกันร่างข้อควรทำและไม่ควรทำของสำนักงาน",
        "<p>บุคลากรทุกกลุ่มงานเข้าอบรมเรื่องประมวลจริยธรรมข้าราชการพลเรือนและการป้องกันผลประโยชน์ทับซ้อน "
        "จากนั้นช่วยกันร่างข้อควรทำและไม่ควรทำ (Dos &amp; Don’ts) ของสำนักงาน</p>",
    ),
]


def demonstrate(people: dict[str, User]) -> None:
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    for story in [*THIS_YEAR, *OF_2566]:
        item = NewsItem.objects.create(
            kind=story.kind,
            title=story.title,
            summary=story.summary,
            body=story.body,
            is_pinned=story.is_pinned,
            owner_group=groups[story.group],
            created_by=people["editor"],
        )
        if story.drawing:
            add_picture(
                by=people["editor"], item=item, file=story.drawing(), alt=story.alt, caption="ภาพประกอบ"
            )
        _publish(item, people, _day(story.on))
    _surveys(people, groups["planning"])


def _surveys(people: dict[str, User], group: WorkGroup) -> None:
    today = timezone.localdate()
    opens_on = today - dt.timedelta(days=30)
    now_open = EitSurvey.objects.create(
        year=FiscalYear.containing(today),
        whose=SurveyOwner.OFFICE,
        address=f"{EIT}demo01",
        opens_on=opens_on,
        closes_on=today + dt.timedelta(days=60),
        owner_group=group,
        created_by=people["editor"],
    )
    _publish(now_open, people, opens_on)
    past = EitSurvey.objects.create(
        year=FiscalYear(2566),
        whose=SurveyOwner.PARENT,
        address=f"{EIT}demo66",
        opens_on=dt.date(2023, 3, 1),
        closes_on=dt.date(2023, 6, 30),
        owner_group=group,
        created_by=people["editor"],
    )
    _publish(past, people, past.opens_on)


def _day(on: dt.date | int) -> dt.date:
    """The day itself, or so many days ago but not before this fiscal year."""
    if isinstance(on, dt.date):
        return on
    today = timezone.localdate()
    return max(today - dt.timedelta(days=on), FiscalYear.containing(today).starts_on)


def _publish(record: Publishable, people: dict[str, User], day: dt.date) -> None:
    """Let it pass review, and set its dates back to the day it would have come out."""
    record.submit(by=people["editor"])
    record.publish(by=people["publisher"])
    # On the first day of a fiscal year nine o’clock may not have come yet.
    at = min(dt.datetime.combine(day, dt.time(9), BANGKOK), timezone.now())
    dated(type(record)._default_manager.filter(pk=record.pk), at)
