"""Questions with their answers entered many at once, as offices keep them in a list of frequent questions."""

from __future__ import annotations

from measures.services.models import Answer
from portal.bulk_entry import BulkList, field_of, fields_of

ANSWERS = BulkList(
    model=Answer,
    key=("question",),
    about="คำถามและคำตอบที่ประชาชนอ่านได้ คำถามละหนึ่งแถว ตัดชื่อ หมายเลขโทรศัพท์ และข้อมูลส่วนบุคคลออกก่อน "
    "คำถามที่ตรงกับของเดิมคือการแก้ไขคำตอบนั้น",
    fields=(
        field_of(Answer, "question", example="ขอใบแทนใบอนุญาตโรงเรียนใช้เอกสารอะไร"),
        field_of(Answer, "detail"),
        field_of(
            Answer, "answer", example="ใช้คำขอใบแทน บัตรประจำตัวประชาชน และใบแจ้งความ ยื่นที่สำนักงานได้ทุกวันทำการ"
        ),
        field_of(Answer, "owner_group"),
        field_of(Answer, "service", meaning="เว้นว่างได้เมื่อไม่เกี่ยวกับบริการใดบริการหนึ่ง"),
        field_of(Answer, "asked_on", example="9/3/2569"),
        *fields_of(Answer, "is_faq order"),
    ),
)
