"""`manage.py services_retention`: the daily round that erases personal data at its time and sweeps what has expired."""

from typing import Any

from django.core.management.base import BaseCommand

from measures.services.actions.retention import go_round


class Command(BaseCommand):
    help = "ลบข้อมูลส่วนบุคคลของคำขอที่ครบกำหนด แบบคำขอที่กรอกค้างเกินเวลา และข้อความของคำถามเก่า ใช้ทุกวัน ทำซ้ำได้"

    def handle(self, *args: Any, **options: Any) -> None:
        done = go_round()
        self.stdout.write(f"ลบข้อมูลส่วนบุคคลของคำขอ {done.erased:,} เรื่อง")
        self.stdout.write(f"ลบแบบคำขอที่กรอกค้างและรหัสที่พ้นเวลาแสดง {done.drafts:,} รายการ")
        self.stdout.write(f"ปิดคำถามที่คำตอบเผยแพร่แล้ว {done.answered:,} เรื่อง")
        self.stdout.write(f"ลบข้อความของคำถามที่พ้นกำหนด {done.forgotten:,} เรื่อง")
