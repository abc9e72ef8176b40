"""Duties of a provincial education office for the demonstration, and whose business the rest is."""

from __future__ import annotations

import datetime as dt

from measures.authority.models import Duty, Referral
from portal.demonstration.dates import dated
from portal.models import User, WorkGroup
from portal.publishing import Publishable

ORDER = "คำสั่งหัวหน้าคณะรักษาความสงบแห่งชาติ ที่ 19/2560 ข้อ 11"
ORDER_FROM = dt.date(2017, 4, 3)
PRIVATE_SCHOOLS = "พระราชบัญญัติโรงเรียนเอกชน พ.ศ. 2550 และที่แก้ไขเพิ่มเติม"

DUTIES = [
    (
        "administration",
        "งานธุรการของคณะกรรมการศึกษาธิการจังหวัด (กศจ.)",
        "เตรียมการประชุม จัดทำข้อมูลให้คณะกรรมการพิจารณา และทำตามมติของ กศจ. และเรื่องที่ กศจ. มอบหมาย",
        f"{ORDER} (1)",
    ),
    (
        "planning",
        "แผนพัฒนาการศึกษาของจังหวัด",
        "จัดทำแผนพัฒนาการศึกษาของจังหวัดและแผนปฏิบัติการประจำปี โดยรวมงานของทุกหน่วยงานการศึกษาในจังหวัดไว้ในแผนเดียวกัน",
        f"{ORDER} (2)",
    ),
    (
        "supervision",
        "กำกับ ติดตาม และประเมินผลตามนโยบายของกระทรวง",
        "ติดตามว่าหน่วยงานและสถานศึกษาของกระทรวงศึกษาธิการในจังหวัดทำตามนโยบายได้ผลเพียงใด เร่งรัดงานที่ล่าช้า และรายงานผล",
        f"{ORDER} (3)",
    ),
    (
        "planning",
        "ข้อมูลสารสนเทศและเทคโนโลยีดิจิทัลเพื่อการศึกษา",
        "รวบรวมข้อมูลนักเรียน ครู และสถานศึกษาทุกสังกัดในจังหวัดให้ใช้ร่วมกันได้ และส่งเสริมการใช้เทคโนโลยีดิจิทัล",
        f"{ORDER} (4)",
    ),
    (
        "development",
        "การศึกษาของคนพิการ ผู้ด้อยโอกาส และผู้มีความสามารถพิเศษ",
        "ส่งเสริมและสนับสนุนให้ผู้เรียนกลุ่มนี้เข้าถึงการศึกษาที่เหมาะสม ร่วมกับสถานศึกษาและหน่วยงานที่เกี่ยวข้อง",
        f"{ORDER} (5)",
    ),
    (
        "supervision",
        "งานวิชาการ การนิเทศ และการแนะแนวการศึกษา",
        "ศึกษานิเทศก์ช่วยสถานศึกษาพัฒนาการสอน การวัดผล และการแนะแนว ทุกระดับและทุกประเภท รวมถึงติดตามคุณภาพการศึกษา",
        f"{ORDER} (7)",
    ),
    (
        "administration",
        "ราชการทั่วไปของกระทรวงศึกษาธิการในจังหวัด",
        "เป็นผู้แทนกระทรวงศึกษาธิการในงานของจังหวัด ประสานหน่วยงานต่าง ๆ และทำงานที่ส่วนราชการของกระทรวงมอบหมาย",
        f"{ORDER} (8)",
    ),
    (
        "private",
        "ส่งเสริมและกำกับดูแลโรงเรียนเอกชน",
        "รับคำขอจัดตั้ง เปลี่ยนแปลง หรือเลิกกิจการโรงเรียนเอกชน ดูแลเงินอุดหนุน และสิทธิของครูโรงเรียนเอกชน",
        PRIVATE_SCHOOLS,
    ),
    (
        "scouts",
        "ลูกเสือ ยุวกาชาด และกิจการนักเรียน",
        "ส่งเสริมกิจกรรมลูกเสือและยุวกาชาด และดูแลความประพฤตินักเรียนโดยพนักงานเจ้าหน้าที่ส่งเสริมความประพฤติ (พสน.)",
        "พระราชบัญญัติลูกเสือ พ.ศ. 2551 และพระราชบัญญัติคุ้มครองเด็ก พ.ศ. 2546",
    ),
]
ENDED = (
    "personnel",
    "การบริหารงานบุคคลของข้าราชการครูและบุคลากรทางการศึกษาในเขตพื้นที่การศึกษา",
    "เดิม กศจ. พิจารณาการบรรจุ แต่งตั้ง ย้าย และวินัยของข้าราชการครู ปัจจุบันติดต่อสำนักงานเขตพื้นที่การศึกษา",
    f"{ORDER} (6) ก่อนพระราชบัญญัติระเบียบข้าราชการครูและบุคลากรทางการศึกษา (ฉบับที่ 4) พ.ศ. 2565",
)
ENDED_ON = dt.date(2022, 11, 9)

REFERRALS = [
    (
        "รับนักเรียน ย้ายโรงเรียน หรือเรื่องในโรงเรียนของรัฐ ระดับอนุบาลถึงประถมศึกษา",
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา (สพป.) ในจังหวัด สังกัด สพฐ.",
        "https://www.obec.go.th/",
    ),
    (
        "รับนักเรียน ย้ายโรงเรียน หรือเรื่องในโรงเรียนมัธยมศึกษาของรัฐ",
        "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา (สพม.) ในจังหวัด สังกัด สพฐ.",
        "https://www.obec.go.th/",
    ),
    (
        "นโยบายและเงินอุดหนุนโรงเรียนเอกชนระดับประเทศ กองทุนสงเคราะห์ครูโรงเรียนเอกชน",
        "สำนักงานคณะกรรมการส่งเสริมการศึกษาเอกชน (สช.)",
        "https://opec.go.th/",
    ),
    (
        "ใบอนุญาตประกอบวิชาชีพครู และจรรยาบรรณของวิชาชีพ",
        "สำนักงานเลขาธิการคุรุสภา",
        "https://www.ksp.or.th/",
    ),
    (
        "ช.พ.ค. ช.พ.ส. และสวัสดิการครู",
        "สำนักงานคณะกรรมการส่งเสริมสวัสดิการและสวัสดิภาพครูและบุคลากรทางการศึกษา (สกสค.)",
        "https://www.otep.go.th/",
    ),
    (
        "ศูนย์พัฒนาเด็กเล็ก และโรงเรียนของเทศบาลหรือองค์การบริหารส่วนจังหวัด",
        "องค์กรปกครองส่วนท้องถิ่นที่เป็นเจ้าของสถานศึกษา (กรมส่งเสริมการปกครองท้องถิ่นเป็นผู้กำกับดูแล)",
        "https://www.dla.go.th/",
    ),
]
PUBLISHED_AT = dt.datetime(2023, 1, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish the duties and referrals."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    by = people["editor"]
    duties = [*((*duty, None) for duty in DUTIES), (*ENDED, ENDED_ON)]
    for order, (group, title, explanation, law, ends_on) in enumerate(duties, start=1):
        duty = Duty(
            order=order,
            title=title,
            explanation=explanation,
            legal_reference=law,
            effective_on=ORDER_FROM,
            ends_on=ends_on,
            owner_group=groups[group],
            created_by=by,
        )
        _publish(duty, people)
    for order, (subject, agency, address) in enumerate(REFERRALS, start=1):
        referral = Referral(
            order=order,
            subject=subject,
            agency=agency,
            address=address,
            owner_group=groups["administration"],
            created_by=by,
        )
        _publish(referral, people)
    for kind in (Duty, Referral):
        dated(kind.objects.all(), PUBLISHED_AT)


def _publish(record: Publishable, people: dict[str, User]) -> None:
    record.save()
    record.submit(by=people["editor"])
    record.publish(by=people["publisher"])
