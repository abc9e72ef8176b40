"""Questions and answers of the demonstration, over two fiscal years, and one question that waits."""

from __future__ import annotations

import datetime as dt

from measures.services.actions import questions as actions
from measures.services.demonstration.catalogue import service_of
from measures.services.models import Answer
from measures.services.models.form import new_token
from portal.demonstration.dates import dated
from portal.models import User, WorkGroup
from portal.thai import BANGKOK

ANSWERS: tuple[tuple[str, str, str, str, str, str, str, int], ...] = (
    # asked, answered, group, service, question, detail, answer, place among the frequent (0: not one)
    (
        "2022-10-18",
        "2022-10-25",
        "private",
        "",
        "ใบอนุญาตประกอบวิชาชีพครูขอที่สำนักงานนี้ได้หรือไม่",
        "",
        "ขอที่สำนักงานนี้ไม่ได้ ใบอนุญาตประกอบวิชาชีพครูออกโดยคุรุสภา ยื่นผ่านระบบของคุรุสภาที่ https://www.ksp.or.th/",
        2,
    ),
    (
        "2022-11-14",
        "2022-11-22",
        "personnel",
        "",
        "ข้าราชการครูขอย้ายต้องยื่นที่ไหน",
        "เห็นข่าวว่ากฎหมายเปลี่ยน จึงไม่แน่ใจว่ายังยื่นที่ศึกษาธิการจังหวัดหรือไม่",
        "ตั้งแต่วันที่ 9 พฤศจิกายน 2565 ยื่นที่สำนักงานเขตพื้นที่การศึกษาที่สังกัด สำนักงานศึกษาธิการจังหวัดไม่รับคำร้องขอย้ายแล้ว",
        3,
    ),
    (
        "2023-01-24",
        "2023-02-02",
        "private",
        "open_school",
        "เปิดสอนพิเศษที่บ้านต้องขออนุญาตหรือไม่",
        "สอนเด็กในหมู่บ้านตอนเย็น ครั้งละไม่กี่คน",
        "หากเปิดรับผู้เรียนทั่วไปในลักษณะโรงเรียน ต้องได้รับใบอนุญาตโรงเรียนนอกระบบก่อน หากไม่แน่ใจ โทรปรึกษากลุ่มส่งเสริมการศึกษาเอกชนก่อนลงทุนปรับปรุงอาคาร",
        1,
    ),
    (
        "2023-03-06",
        "2023-03-13",
        "private",
        "open_school",
        "ยื่นขอจัดตั้งโรงเรียนแล้วใช้เวลากี่วัน",
        "",
        "ไม่เกิน 30 วันทำการนับตั้งแต่ได้รับเอกสารครบ ไม่นับเวลาที่ผู้ขอแก้ไขเอกสารหรือปรับปรุงสถานที่",
        4,
    ),
    (
        "2023-05-22",
        "2023-05-30",
        "scouts",
        "scout_training",
        "ครูอัตราจ้างสมัครอบรมผู้กำกับลูกเสือได้หรือไม่",
        "",
        "ได้ หากอายุ 18 ปีขึ้นไปและผู้บังคับบัญชาอนุญาต แนบหนังสืออนุญาตมากับใบสมัคร",
        0,
    ),
    (
        "2023-06-19",
        "2023-06-27",
        "private",
        "subsidy",
        "เงินอุดหนุนรายบุคคลเข้าบัญชีโรงเรียนวันใด",
        "",
        "หลังส่งคำขอครบถ้วนไม่เกิน 10 วันทำการ โรงเรียนที่ส่งหลังวันทำการที่ 5 ของเดือนจะได้รับพร้อมรอบถัดไป",
        0,
    ),
    (
        "2023-08-08",
        "2023-08-17",
        "administration",
        "information",
        "ขอสำเนาสัญญาจัดซื้อจัดจ้างของสำนักงานได้หรือไม่",
        "",
        "ได้ สัญญาส่วนใหญ่ดูได้ในหน้าจัดซื้อจัดจ้างของเว็บไซต์นี้ หากต้องการสำเนาที่มีคำรับรอง ยื่นคำขอข้อมูลข่าวสารออนไลน์ได้",
        5,
    ),
    (
        "2023-09-11",
        "2023-09-19",
        "private",
        "excursion",
        "ไปทัศนศึกษาในจังหวัดแบบไปเช้าเย็นกลับต้องขออนุญาตสำนักงานหรือไม่",
        "",
        "ไปและกลับในวันเดียวภายในจังหวัด ผู้อำนวยการโรงเรียนเป็นผู้อนุญาตได้ หากค้างคืนหรือออกนอกจังหวัดให้ยื่นก่อนเดินทาง 15 วัน",
        0,
    ),
    (
        "2026-10-05",
        "2026-10-12",
        "administration",
        "meeting_room",
        "จองห้องประชุมวันเสาร์ได้หรือไม่",
        "",
        "โดยปกติให้ใช้เฉพาะวันทำการ หากจำเป็นให้เขียนเหตุผลในคำขอและยื่นล่วงหน้าอย่างน้อย 10 วันทำการ เพื่อจัดเจ้าหน้าที่ดูแล",
        0,
    ),
    (
        "2026-10-19",
        "2026-10-27",
        "scouts",
        "scout_loan",
        "ยืมเต็นท์ลูกเสือได้ครั้งละกี่หลัง",
        "",
        "ครั้งละไม่เกิน 40 หลัง ขึ้นกับจำนวนที่ว่างในวันนั้น เจ้าหน้าที่ยืนยันจำนวนภายใน 5 วันทำการ",
        0,
    ),
    (
        "2026-11-02",
        "2026-11-10",
        "supervision",
        "supervision",
        "โรงเรียนเอกชนขอศึกษานิเทศก์ไปเป็นวิทยากรมีค่าใช้จ่ายหรือไม่",
        "",
        "ไม่มีค่าธรรมเนียม โรงเรียนดูแลเฉพาะสถานที่และเอกสารประกอบ",
        0,
    ),
    (
        "2026-11-09",
        "2026-11-17",
        "private",
        "teacher_letter",
        "ลาออกจากโรงเรียนเอกชนมานานแล้วยังขอหนังสือรับรองได้หรือไม่",
        "โรงเรียนเดิมเลิกกิจการไปแล้วด้วย",
        "ได้ สำนักงานเก็บทะเบียนครูของโรงเรียนที่เลิกกิจการไว้ นำบัตรประจำตัวประชาชนมาแสดง และบอกชื่อโรงเรียนกับปีที่สอน",
        6,
    ),
)
WAITING = (
    "โรงเรียนกวดวิชาเปลี่ยนชื่อต้องทำใบอนุญาตใหม่หรือไม่",
    "ชื่อเดิมคล้ายกับโรงเรียนอื่น จึงอยากเปลี่ยน แต่สถานที่และหลักสูตรเหมือนเดิม",
)


def demonstrate(people: dict[str, User]) -> None:
    """Publish the answers as of their days, and let one question wait."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    for asked, answered, group, service, question, detail, words, place in ANSWERS:
        answer = Answer(
            question=question,
            detail=detail,
            answer=words,
            service=service_of(service) if service else None,
            asked_on=dt.date.fromisoformat(asked),
            is_faq=bool(place),
            order=place,
            owner_group=groups[group],
            created_by=people["editor"],
        )
        answer.save()
        answer.submit(by=people["editor"])
        actions.publish_answer(by=people["publisher"], answer=answer)
        moment = dt.datetime.combine(dt.date.fromisoformat(answered), dt.time(10), BANGKOK)
        dated(Answer.objects.filter(pk=answer.pk), moment)
    subject, body = WAITING
    actions.ask(token=new_token(), subject=subject, body=body, service=service_of("change_licence"))
