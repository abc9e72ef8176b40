"""What the search finds of the services beside their records: lists, asking, statistics and satisfaction of a year."""

from __future__ import annotations

from measures.services.figures import satisfaction, statistics
from portal import standing_pages
from portal.standing_pages import StandingPage

standing_pages.register(
    StandingPage(
        "services:index",
        "บริการของสำนักงาน",
        "คู่มือการให้บริการ แบบฟอร์ม และการยื่นคำขอออนไลน์",
        "บริการ คู่มือประชาชน คู่มือการให้บริการ ยื่นคำร้อง ยื่นคำขอ ออนไลน์ e-service eservice แบบฟอร์ม ดาวน์โหลดแบบฟอร์ม "
        "ค่าธรรมเนียม ขออนุญาต ใบอนุญาต หนังสือรับรอง",
    ),
    StandingPage(
        "services:questions",
        "คำถามและคำตอบ",
        "คำถามที่พบบ่อย และคำถามที่สำนักงานตอบแล้ว",
        "ถาม-ตอบ ถามตอบ q&a qa faq คำถามที่พบบ่อย กระดานถามตอบ เว็บบอร์ด",
    ),
    StandingPage(
        "services:ask",
        "ถามสำนักงาน",
        "ส่งคำถามโดยไม่ต้องสมัครสมาชิก",
        "ถามคำถาม สอบถาม ถามเจ้าหน้าที่ ตั้งคำถาม",
    ),
    StandingPage(
        "services:statistics_latest",
        "สถิติการให้บริการ",
        "จำนวนผู้รับบริการตามเดือน ที่สำนักงานและผ่าน E-Service",
        "สถิติ จำนวนผู้มารับบริการ walk-in walkin รายเดือน o16 ข้อมูลเชิงสถิติการให้บริการ",
        lambda: bool(statistics.public_years()),
    ),
    StandingPage(
        "services:satisfaction_latest",
        "ความพึงพอใจต่อการให้บริการ",
        "ผลการสำรวจความพึงพอใจตามบริการ พร้อมรายงานประจำปี",
        "ความพึงพอใจ ผลสำรวจ รายงานผลการสำรวจความพึงพอใจ ประเมินบริการ คะแนนบริการ",
        lambda: bool(satisfaction.public_years()),
    ),
    StandingPage(
        "services:surveys",
        "แบบสำรวจของสำนักงาน",
        "แบบสำรวจที่เปิดรับคำตอบ และผลของแบบสำรวจที่ปิดแล้ว",
        "แบบสอบถาม สำรวจความเห็น รับฟังความคิดเห็น ตอบแบบสำรวจ",
    ),
)
