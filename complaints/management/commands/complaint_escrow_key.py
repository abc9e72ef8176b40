"""`manage.py complaint_escrow_key`: makes the escrow key; its private half is shown once, to be written on paper."""

from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from complaints import paper_keys, sealing
from complaints.actions.escrow import keep_escrow_key
from complaints.models import KeyHolder

TRIES = 3


class Command(BaseCommand):
    help = (
        "สร้างกุญแจสำรอง แสดงครึ่งลับครั้งเดียวให้เขียนลงกระดาษ แล้วให้พิมพ์กลับจากกระดาษ ระบบเก็บเฉพาะครึ่งเปิดเผย "
        "เรื่องที่รับไว้ก่อนหน้ายังใช้กุญแจสำรองเดิม"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        pair = sealing.new_pair()
        self.stdout.write("เขียนอักษรทุกกลุ่มนี้ลงกระดาษสองฉบับ อย่าถ่ายภาพ อย่าคัดลอกลงเครื่อง อย่าพิมพ์ผ่านเครือข่าย\n")
        for line in paper_keys.written(pair.private):
            self.stdout.write(f"    {line}")
        fingerprint = KeyHolder(public_key=pair.public).fingerprint
        self.stdout.write(f"\nลายนิ้วมือของกุญแจ (เขียนกำกับไว้บนซอง): {fingerprint}\n")
        self._expect_on_paper(pair.private)
        keep_escrow_key(public=pair.public)
        self.stdout.write("เริ่มใช้กุญแจสำรองแล้ว ล้างหน้าจอและปิดหน้าต่างนี้ แล้วผนึกกระดาษใส่ซองตามขั้นตอนในคู่มือ")

    def _expect_on_paper(self, private: bytes) -> None:
        """Nothing is kept before what stands on the paper has proven to be the key."""
        for _ in range(TRIES):
            try:
                if paper_keys.read(getpass(f"พิมพ์กลับจากกระดาษ{paper_keys.ON_ONE_LINE}")) == private:
                    return
                self.stderr.write("ไม่ตรงกับกุญแจที่แสดง")
            except paper_keys.Mistyped as slip:
                self.stderr.write(f"กลุ่มที่ {slip.group} ไม่ถูกต้อง" if slip.group else "จำนวนอักษรไม่ครบหรือเกิน")
        raise CommandError("พิมพ์กลับไม่ถูกต้อง ไม่ได้เก็บกุญแจใด เริ่มคำสั่งใหม่และทำลายกระดาษแผ่นเดิม")
