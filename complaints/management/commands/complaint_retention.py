"""`manage.py complaint_retention`: the daily round that warns, deletes what is due, and sweeps what has expired."""

from typing import Any

from django.core.management.base import BaseCommand

from complaints.actions.retention import FEWEST_WARNED, go_round


class Command(BaseCommand):
    help = "งานประจำวันของช่องทางแจ้งทุจริต: เตือนก่อนลบ ลบเรื่องที่พ้นระยะเวลาเก็บ และกวาดรายการที่หมดอายุ เรียกซ้ำได้"

    def handle(self, *args: Any, **options: Any) -> None:
        done = go_round()
        self.stdout.write(f"เตือนก่อนลบ {done.warned} เรื่อง ลบ {done.deleted} เรื่อง")
        if done.nobody_to_warn:
            self.stderr.write(
                f"มี {done.nobody_to_warn} เรื่องที่ครบกำหนดแต่มีผู้รับคำเตือนไม่ถึง {FEWEST_WARNED} คน "
                "หรือในนั้นไม่มีผู้ที่ระงับการลบได้ จึงยังไม่ลบ "
                "ใช้คำสั่ง check_complaint_channel ตรวจว่าขาดใคร ตรวจการส่งอีเมล หรือให้ผู้เกี่ยวข้องกดรับทราบในหน้าการเก็บและการลบ"
            )
