"""Lists of this room that come in many rows at once: whose business it is when it is not ours."""

from __future__ import annotations

from measures.authority.models import Referral
from portal.bulk_entry import BulkList, field_of

REFERRALS = BulkList(
    model=Referral,
    key=("subject",),
    about="เรื่องที่ประชาชนมักถามแต่เป็นหน้าที่ของหน่วยงานอื่น เขียนตามคำที่ประชาชนใช้ เรื่องละหนึ่งแถว",
    fields=(
        field_of(Referral, "subject", example="ย้ายนักเรียนระหว่างโรงเรียนของรัฐ"),
        field_of(Referral, "agency", example="สำนักงานเขตพื้นที่การศึกษาประถมศึกษา"),
        field_of(Referral, "address", example="https://www.example.go.th"),
        field_of(Referral, "phone", example="0 5561 0000"),
        field_of(Referral, "order", meaning="ลำดับที่แสดงบนเว็บไซต์ จากน้อยไปมาก", example="1"),
    ),
)
