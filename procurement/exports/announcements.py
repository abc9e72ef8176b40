"""Announcements as an open table."""

from portal.open_tables import Field, OpenTable
from portal.spreadsheets import Kind

ANNOUNCEMENTS = OpenTable(
    "ประกาศจัดซื้อจัดจ้าง",
    (
        Field("year", "ปีงบประมาณ พ.ศ.", 12, lambda one: int(one.year)),
        Field("code", "รหัสประเภทประกาศ (e-GP)", 12, lambda one: str(one.kind)),
        Field("kind", "ประเภทประกาศ", 30, lambda one: one.get_kind_display()),
        Field("project_number", "เลขที่โครงการในระบบ e-GP", 18, lambda one: one.project_number),
        Field("title", "เรื่อง", 60, lambda one: one.title),
        Field("bought", "ประเภทที่ซื้อหรือจ้าง", 24, lambda one: one.get_bought_display()),
        Field("method", "วิธีการจัดซื้อจัดจ้าง", 28, lambda one: one.get_method_display()),
        Field("announced_on", "วันที่ประกาศ", 20, lambda one: one.announced_on, Kind.DATE),
        Field("closes_on", "วันสุดท้ายที่เสนอราคาหรือวิจารณ์ร่างได้", 20, lambda one: one.closes_on, Kind.DATE),
        Field("amount", "จำนวนเงิน (บาท)", 20, lambda one: one.amount, Kind.MONEY),
        Field("summary", "สาระสำคัญ", 50, lambda one: one.summary),
        Field("url", "ประกาศในระบบ e-GP", 40, lambda one: one.url),
        Field("owner", "กลุ่มงานที่รับผิดชอบ", 24, lambda one: str(one.owner_group)),
    ),
)
