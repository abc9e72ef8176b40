"""What the search finds of the manuals beside each of them: the page that lists them all."""

from __future__ import annotations

from portal import standing_pages
from portal.standing_pages import StandingPage

standing_pages.register(
    StandingPage(
        "manuals:index",
        "คู่มือการปฏิบัติงาน",
        "ขั้นตอน ระยะเวลา ผู้รับผิดชอบ และกฎหมายของงานแต่ละกลุ่มงาน ที่เจ้าหน้าที่ยึดถือปฏิบัติ",
        "คู่มือ คู่มือปฏิบัติงาน มาตรฐานการปฏิบัติงาน แนวทางการปฏิบัติงาน ขั้นตอนการทำงาน ระยะเวลา แบบฟอร์ม",
    ),
)
