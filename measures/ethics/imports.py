"""Lists of this room that come in many rows at once: trainings and activities, and the gift register as counts."""

from __future__ import annotations

from measures.ethics.models import EthicsActivity, GiftCount
from portal.bulk_entry import BulkList, field_of, fields_of

ACTIVITIES = BulkList(
    model=EthicsActivity,
    key=("year", "title", "held_on"),
    about="อบรมและกิจกรรมส่งเสริมจริยธรรม ครั้งละหนึ่งแถว ภาพและเอกสารเพิ่มทีหลังที่หน้าของกิจกรรม",
    fields=(
        field_of(EthicsActivity, "year", is_required=True, example="2570"),
        field_of(EthicsActivity, "kind", example="อบรม"),
        field_of(EthicsActivity, "title", example="อบรมมาตรฐานทางจริยธรรมและผลประโยชน์ทับซ้อน"),
        field_of(EthicsActivity, "held_on", example="12 พฤศจิกายน 2569"),
        field_of(EthicsActivity, "ends_on"),
        field_of(EthicsActivity, "place", example="ห้องประชุมสำนักงาน"),
        field_of(EthicsActivity, "about", example="วิทยากรบรรยายกรณีตัวอย่าง แล้วแบ่งกลุ่มอภิปราย"),
        *fields_of(EthicsActivity, "staff staff_total guests"),
        field_of(EthicsActivity, "result", example="ทุกกลุ่มงานมีข้อควรระวังของงานตนเอง"),
    ),
)
GIFT_COUNTS = BulkList(
    model=GiftCount,
    key=("year", "half"),
    about="จำนวนจากทะเบียนการรับของขวัญ รอบละหนึ่งแถว ใส่ 0 เมื่อไม่มี ไม่ระบุชื่อผู้ให้หรือผู้รับ",
    fields=(
        field_of(GiftCount, "year", is_required=True, example="2569"),
        *fields_of(GiftCount, "half total declined returned handed_over note"),
    ),
)
