"""`manage.py participation_retention`: the daily round that erases names of contributors at their time."""

from typing import Any

from django.core.management.base import BaseCommand

from measures.participation.actions import erase_names
from portal.thai import number


class Command(BaseCommand):
    help = "ลบชื่อที่ประชาชนใส่ไว้กับความเห็น เมื่อพ้นหนึ่งปีนับแต่วันปิดรับความเห็น ใช้ทุกวัน ทำซ้ำได้"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"ลบชื่อผู้ให้ความเห็น {number(erase_names())} รายการ")
