"""What the search finds of participation beside its records: the page of all of it, and following what one said."""

from __future__ import annotations

from portal import standing_pages
from portal.standing_pages import StandingPage

standing_pages.register(
    StandingPage(
        "participation:index",
        "การมีส่วนร่วม",
        "เรื่องที่เปิดรับความเห็น ผลการรับฟัง และกิจกรรมที่ประชาชนร่วมดำเนินงานกับสำนักงาน",
        "มีส่วนร่วม รับฟังความเห็น ความคิดเห็น ประชาพิจารณ์ แสดงความเห็น เสนอแนะ ร่วมวางแผน ท่านเสนอเราทำ",
    ),
    StandingPage(
        "participation:follow",
        "ติดตามความเห็นที่ส่ง",
        "ใส่รหัสที่ได้ตอนส่งความเห็น เพื่อดูสถานะ เหตุผล และคำตอบ",
        "ติดตาม ความเห็น รหัส คำตอบ ใบรับ",
    ),
)
