"""Trainings and activities of a year as an open table: CSV and JSON from one list of fields."""

from __future__ import annotations

from django.conf import settings

from portal.open_tables import Field, OpenTable
from portal.spreadsheets import Kind

ACTIVITIES = OpenTable(
    "อบรมและกิจกรรมจริยธรรม",
    (
        Field("fiscal_year", "ปีงบประมาณ พ.ศ.", 12, lambda row: int(row.year)),
        Field("held_on", "จัดเมื่อ", 20, lambda row: row.held_on, Kind.DATE),
        Field("ends_on", "ถึงวันที่", 20, lambda row: row.last_day, Kind.DATE),
        Field("kind", "ประเภท", 24, lambda row: str(row.get_kind_display())),
        Field("title", "ชื่อกิจกรรม", 50, lambda row: row.title),
        Field("place", "สถานที่หรือช่องทาง", 36, lambda row: row.place),
        Field("staff", "บุคลากรที่เข้าร่วม (คน)", 14, lambda row: row.staff, Kind.INTEGER),
        Field("staff_total", "บุคลากรทั้งหมด (คน)", 14, lambda row: row.staff_total, Kind.INTEGER),
        Field("guests", "ผู้เข้าร่วมจากภายนอก (คน)", 14, lambda row: row.guests, Kind.INTEGER),
        Field("people", "ผู้เข้าร่วมรวม (คน)", 14, lambda row: row.people, Kind.INTEGER),
        Field("result", "ผลที่ได้", 60, lambda row: row.result),
        Field("owner_group", "กลุ่มงาน", 30, lambda row: str(row.owner_group)),
        Field("url", "ที่อยู่ของกิจกรรม", 40, lambda row: f"{settings.SITE_URL}{row.get_absolute_url()}"),
    ),
)
