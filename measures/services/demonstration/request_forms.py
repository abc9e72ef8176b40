"""Online forms of three services for the demonstration; each of them can really be sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from measures.services.demonstration.catalogue import service_of
from measures.services.models import FieldKind, FormField, RequestForm
from portal.demonstration.dates import dated
from portal.models import User
from portal.thai import BANGKOK

PUBLISHED_AT = dt.datetime(2022, 11, 28, 9, 0, tzinfo=BANGKOK)
"""In the week before the first request."""
STEPS = (
    "<ol><li>อ่านสิ่งที่ต้องเตรียมในหน้านี้ แล้วกด “เริ่มกรอกคำขอ”</li>"
    "<li>{fill} หากยังไม่พร้อม พักไว้แล้วกลับมากรอกต่อจากที่อยู่ที่ระบบให้</li>"
    "<li>ตรวจคำตอบ กดส่ง แล้วจดรหัสติดตามไว้</li>"
    "<li>ดูความคืบหน้าด้วยรหัสติดตาม เจ้าหน้าที่อาจขอเอกสารเพิ่มในหน้านั้น</li>"
    "<li>{result}</li></ol>"
)

Asked = tuple[str, FieldKind, bool, str, list[str]]


@dataclass(frozen=True)
class Form:
    """A form: fields are (label, kind, required, help, choices)."""

    service: str
    title: str
    fill: str
    result: str
    purpose: str
    fields: tuple[Asked, ...]
    retention_days: int = 365


FORMS = (
    Form(
        "information",
        "คำขอข้อมูลข่าวสารของราชการ",
        "บอกเอกสารที่ต้องการให้พอค้นได้ และเลือกว่าจะรับอย่างไร",
        "รับไฟล์จากหน้าติดตาม หรือรับกระดาษที่สำนักงาน หากเปิดเผยไม่ได้ สำนักงานบอกเหตุผลและสิทธิอุทธรณ์",
        "ใช้ค้นหาเอกสาร ส่งเอกสารให้ และติดต่อเมื่อคำขอไม่ชัดเจน",
        (
            ("เอกสารหรือข้อมูลที่ขอ", FieldKind.LONG_TEXT, True, "เช่น เรื่อง ปี หน่วยงาน เท่าที่ทราบ", []),
            (
                "ต้องการอย่างไร",
                FieldKind.CHOICE,
                True,
                "",
                ["ขอดู", "ขอสำเนาเป็นไฟล์", "ขอสำเนาเป็นกระดาษ", "ขอสำเนาที่มีคำรับรองถูกต้อง"],
            ),
            ("ช่วงเวลาของเอกสาร ตั้งแต่วันที่", FieldKind.DATE, False, "เว้นว่างได้ถ้าไม่ทราบ", []),
            ("เอกสารประกอบคำขอ", FieldKind.FILE, False, "เช่น หนังสือมอบอำนาจ ไม่ต้องแนบสำเนาบัตรประชาชน", []),
            ("รับทราบว่าสำเนากระดาษมีค่าธรรมเนียมหน้าละ 1 บาท", FieldKind.CONSENT, True, "", []),
        ),
    ),
    Form(
        "meeting_room",
        "คำขอใช้ห้องประชุม",
        "บอกวัน เวลา จำนวนคน และเรื่องที่ประชุม",
        "สำนักงานแจ้งผลในหน้าติดตามภายใน 2 วันทำการ",
        "ใช้พิจารณาการใช้ห้องและติดต่อผู้ขอ",
        (
            ("หน่วยงานหรือสถานศึกษา", FieldKind.TEXT, True, "", []),
            ("เรื่องที่ประชุมหรือกิจกรรม", FieldKind.TEXT, True, "", []),
            ("วันที่ใช้ห้อง", FieldKind.DATE, True, "จองล่วงหน้าไม่น้อยกว่า 5 วันทำการ", []),
            ("ช่วงเวลา", FieldKind.CHOICE, True, "", ["เช้า 08.30–12.00 น.", "บ่าย 13.00–16.30 น.", "ทั้งวัน"]),
            ("จำนวนผู้เข้าประชุม", FieldKind.NUMBER, True, "ห้องใหญ่จุ 80 คน", []),
            ("อุปกรณ์ที่ต้องการเพิ่ม", FieldKind.LONG_TEXT, False, "", []),
        ),
        retention_days=180,
    ),
    Form(
        "scout_training",
        "ใบสมัครอบรมผู้กำกับลูกเสือและผู้สอนยุวกาชาด",
        "เลือกหลักสูตร และแนบหนังสืออนุญาตของผู้บังคับบัญชา",
        "ดูผลการคัดเลือกและกำหนดการในหน้าติดตาม",
        "ใช้ตรวจคุณสมบัติ จัดลำดับ และออกวุฒิบัตร",
        (
            ("สถานศึกษาและตำแหน่ง", FieldKind.TEXT, True, "", []),
            (
                "หลักสูตร",
                FieldKind.CHOICE,
                True,
                "",
                ["ผู้กำกับลูกเสือสำรอง ขั้นความรู้เบื้องต้น", "ผู้กำกับลูกเสือสามัญ ขั้นความรู้เบื้องต้น", "ผู้สอนยุวกาชาด"],
            ),
            ("วุฒิทางลูกเสือที่มีอยู่", FieldKind.TEXT, False, "", []),
            ("หนังสืออนุญาตของผู้บังคับบัญชา", FieldKind.FILE, True, "PDF หรือภาพถ่าย", []),
            ("อาหารที่รับประทานไม่ได้หรือข้อจำกัดด้านสุขภาพ", FieldKind.LONG_TEXT, False, "บอกเท่าที่จำเป็นต่อการดูแล", []),
            ("ยินยอมให้เก็บข้อมูลสุขภาพที่บอกไว้จนจบการอบรม", FieldKind.CONSENT, False, "", []),
        ),
    ),
)


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish the forms."""
    for one in FORMS:
        service = service_of(one.service)
        form = RequestForm(
            service=service,
            title=one.title,
            how_to=STEPS.format(fill=one.fill, result=one.result),
            purpose=one.purpose,
            retention_days=one.retention_days,
            owner_group=service.owner_group,
            created_by=people["editor"],
        )
        form.save()
        FormField.objects.bulk_create(
            FormField(
                owner=form,
                order=order,
                label=label,
                kind=kind,
                is_required=is_required,
                help_text=hint,
                choices=choices,
            )
            for order, (label, kind, is_required, hint, choices) in enumerate(one.fields, start=1)
        )
        form.submit(by=people["editor"])
        form.publish(by=people["publisher"])
    dated(RequestForm.objects.all(), PUBLISHED_AT)
