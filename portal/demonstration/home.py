"""The demonstration home page: tasks that lead to pages there are, and what people search for."""

from __future__ import annotations

from portal.models import HomeTask, Icon, PopularSearch, User

TASKS = [
    ("ยื่นคำร้องออนไลน์", "ไม่ต้องมาที่สำนักงาน", Icon.PEN, "/services/?online=1"),
    ("ติดตามคำขอ", "ใช้รหัสที่ได้เมื่อส่งคำขอ", Icon.TRACK, "/services/track/"),
    ("ดาวน์โหลดแบบฟอร์ม", "คู่มือ แบบฟอร์ม และเอกสารที่ต้องใช้", Icon.DOWNLOAD, "/services/"),
    ("ถาม-ตอบ", "คำถามที่พบบ่อย และถามสำนักงาน", Icon.CHAT, "/services/questions/"),
    ("ร้องเรียนทุจริต", "วิธีแจ้ง และความลับของผู้แจ้ง", Icon.SHIELD, "/complaints/"),
    ("ตรวจข้อมูลเปิดเผย", "ข้อมูล OIT แยกเป็นรายข้อ", Icon.EYE, "/ita/"),
    ("ดูการจัดซื้อจัดจ้าง", "แผน ประกาศ สัญญา และผู้ขาย", Icon.CART, "/procurement/"),
    ("ติดต่อสำนักงาน", "โทรศัพท์ อีเมล เวลาทำการ", Icon.PHONE, "/contact/"),
]
"""Title, hint, icon and address."""

SEARCHES = ["โรงเรียนเอกชน", "ลูกเสือ", "ประกวดราคา", "ผลประเมิน ITA"]


def demonstrate(people: dict[str, User]) -> None:
    HomeTask.objects.bulk_create(
        HomeTask(title=title, hint=hint, icon=icon, address=address, order=order)
        for order, (title, hint, icon, address) in enumerate(TASKS, start=1)
    )
    PopularSearch.objects.bulk_create(
        PopularSearch(text=text, order=order) for order, text in enumerate(SEARCHES, start=1)
    )
