"""`manage.py verify_audit`: checks the chain of the audit log and prints its head."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit import faults
from portal.models import AuditEvent


class Command(BaseCommand):
    help = "ตรวจว่าบันทึกการกระทำไม่ถูกแก้ ลบ หรือสลับแถว และพิมพ์ค่าแฮชแถวสุดท้ายไว้เก็บนอกระบบ"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="SEQ:HASH",
            help="ค่าที่จดไว้นอกระบบจากการตรวจครั้งก่อน ใช้พบการเขียนบันทึกใหม่ทั้งสาย",
        )

    def handle(self, *args: Any, expect: str | None = None, **options: Any) -> None:
        found = list(faults())
        if expect:
            seq, _, known_hash = expect.partition(":")
            if not seq.isdecimal() or len(known_hash) != 64:
                raise CommandError("ค่า --expect ต้องเป็น ลำดับ:ค่าแฮช 64 ตัวอักษร ตามที่คำสั่งนี้พิมพ์ไว้")
            if not AuditEvent.objects.filter(seq=int(seq), hash=known_hash).exists():
                raise CommandError(f"แถวที่ {seq} ไม่ตรงกับค่าที่จดไว้นอกระบบ บันทึกถูกเขียนใหม่")
        for fault in found:
            self.stderr.write(fault.message)
        if found:
            raise CommandError(f"พบความผิดปกติ {len(found)} แห่ง")
        last = AuditEvent.objects.first()
        self.stdout.write(f"บันทึกถูกต้องครบถ้วน {AuditEvent.objects.count()} แถว")
        if last:
            self.stdout.write(f"{last.seq}:{last.hash}")
