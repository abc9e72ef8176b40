"""Headcount and training as open tables, one row for each row of the report."""

from __future__ import annotations

from measures.hr.models.terms import Organiser
from portal.open_tables import Field, OpenTable
from portal.spreadsheets import Kind

HEADCOUNT = OpenTable(
    "อัตรากำลัง",
    (
        Field("personnel", "ประเภทบุคลากร", 44, lambda row: str(row.get_personnel_display())),
        Field("level", "ระดับ", 26, lambda row: str(row.get_level_display())),
        Field("authorised", "กรอบอัตรากำลัง", 16, lambda row: row.authorised, Kind.INTEGER),
        Field("filled", "มีคนครอง", 14, lambda row: row.filled, Kind.INTEGER),
        Field("vacant", "ว่าง", 10, lambda row: row.vacant, Kind.INTEGER),
        Field("men", "ชาย", 10, lambda row: row.men, Kind.INTEGER),
        Field("women", "หญิง", 10, lambda row: row.women, Kind.INTEGER),
        Field("trained", "ได้รับการพัฒนา (คน)", 18, lambda row: row.trained, Kind.INTEGER),
        Field("as_of", "ข้อมูล ณ วันที่", 22, lambda row: row.report.as_of, Kind.DATE),
    ),
)
TRAINING = OpenTable(
    "การอบรมและพัฒนา",
    (
        Field("topic", "หัวข้อ", 60, lambda row: row.topic),
        Field("organiser", "ผู้จัด", 20, lambda row: str(Organiser(row.organiser).label)),
        Field("organiser_name", "ชื่อหน่วยงานที่จัด", 40, lambda row: row.organiser_name),
        Field("starts_on", "เริ่มวันที่", 22, lambda row: row.starts_on, Kind.DATE),
        Field("ends_on", "ถึงวันที่", 22, lambda row: row.ends_on, Kind.DATE),
        Field("people", "ผู้เข้าอบรม (คน)", 16, lambda row: row.people, Kind.INTEGER),
        Field("hours", "ชั่วโมงต่อคน", 14, lambda row: row.hours),
        Field("person_hours", "คน-ชั่วโมง", 14, lambda row: row.person_hours),
        Field("money", "งบประมาณที่ใช้ (บาท)", 20, lambda row: row.money, Kind.MONEY),
    ),
)
