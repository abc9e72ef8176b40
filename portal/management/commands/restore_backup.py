"""`manage.py restore_backup FILE --key KEY`: puts a backup back on an empty site and checks that all of it is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import backups, thai


class Command(BaseCommand):
    help = (
        "กู้คืนเว็บไซต์จากสำเนาสำรองลงฐานข้อมูลและโฟลเดอร์ไฟล์ที่ว่าง แล้วตรวจจำนวนแถว ไฟล์ และบันทึกการกระทำ "
        "ใช้ซ้อมกู้คืนได้โดยตั้ง DATABASE_URL และ DATA_DIR เป็นที่ใหม่"
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="สำเนาสำรอง")
        parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="ไฟล์กุญแจที่เก็บนอกเครื่อง")

    def handle(self, *args: Any, file: Path, key: Path, **options: Any) -> None:
        try:
            contents = backups.restore(file, private=backups.private_of(key))
        except backups.NotAKey:
            raise CommandError(f"{key} ไม่ใช่ไฟล์กุญแจของสำเนาสำรอง") from None
        except backups.CannotBackUp as fault:
            raise CommandError(str(fault)) from None
        except OSError as error:
            raise CommandError(f"อ่านหรือเขียนไฟล์ไม่ได้: {error.filename} {error.strerror}") from None
        rows = thai.number(sum(contents.rows.values()))
        self.stdout.write(f"กู้คืนแล้ว ตรงกับสำเนาสำรองทั้ง {rows} แถว และ {thai.number(len(contents.files))} ไฟล์")
        self.stdout.write(f"ปลายบันทึกการกระทำตอนทำสำเนา {contents.audit}")
