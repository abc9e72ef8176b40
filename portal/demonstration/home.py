"""The demonstration home page: tasks that lead to pages there are, and what people search for."""

from __future__ import annotations

from portal.models import HomeTask, Icon, PopularSearch, User

TASKS = [
    ("ร้องเรียนทุจริต", "วิธีแจ้ง และความลับของผู้แจ้ง", Icon.SHIELD, "/complaints/"),
    ("ตรวจข้อมูลเปิดเผย", "ข้อมูล OIT แยกเป็นรายข้อ", Icon.EYE, "/ita/"),
    ("ดูการจัดซื้อจัดจ้าง", "แผน ประกาศ สัญญา และผู้ขาย", Icon.CART, "/procurement/"),
    ("ดาวน์โหลดรายงาน", "รายงานประจำปี 2566 เป็น PDF และ Excel", Icon.DOWNLOAD, "/measures/2566/report/"),
    ("ดูผลประเมิน ITA", "คะแนน จุดอ่อน และการแก้ไข", Icon.TRACK, "/ita/2566/result/"),
    ("ดูหน้าที่และอำนาจ", "เรื่องใดติดต่อที่ใด", Icon.BOOK, "/authority/"),
    ("อ่านข่าวและประกาศ", "ประกาศ กิจกรรม และเอกสาร", Icon.HORN, "/news/"),
    ("ติดต่อสำนักงาน", "โทรศัพท์ อีเมล เวลาทำการ", Icon.PHONE, "/contact/"),
]
"""Title, hint, icon and address."""

SEARCHES = ["โรงเรียนเอกชน", "แบบวัด EIT", "ประกวดราคา", "ผลประเมิน ITA"]


def demonstrate(people: dict[str, User]) -> None:
    HomeTask.objects.bulk_create(
        HomeTask(title=title, hint=hint, icon=icon, address=address, order=order)
        for order, (title, hint, icon, address) in enumerate(TASKS, start=1)
    )
    PopularSearch.objects.bulk_create(
        PopularSearch(text=text, order=order) for order, text in enumerate(SEARCHES, start=1)
    )
