"""`manage.py back_up FOLDER`: writes a sealed backup of database and files, and deletes those that are too old."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import backups


class Command(BaseCommand):
    help = (
        "ทำสำเนาสำรองของฐานข้อมูลและไฟล์ เข้ารหัสด้วย BACKUP_KEY ซึ่งเปิดได้ด้วยกุญแจนอกเครื่องเท่านั้น "
        f"และลบสำเนาในโฟลเดอร์นั้นที่เก่ากว่า {backups.KEPT_DAYS} วัน เรียกวันละครั้ง"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="โฟลเดอร์ของสำเนาสำรอง ควรอยู่คนละเครื่อง")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not settings.BACKUP_KEY:
            raise CommandError("ยังไม่ได้ตั้งค่า BACKUP_KEY สร้างกุญแจด้วยคำสั่ง backup_key ก่อน จึงยังไม่ทำสำเนา")
        if not folder.is_dir():
            raise CommandError(f"ไม่พบโฟลเดอร์ {folder}")
        try:
            path = backups.back_up(folder, public=backups.public_of(settings.BACKUP_KEY))
        except backups.NotAKey:
            raise CommandError("ค่า BACKUP_KEY ต้องเป็นเลขฐานสิบหก 64 ตัว ตามที่คำสั่ง backup_key พิมพ์ไว้") from None
        except backups.CannotBackUp as fault:
            raise CommandError(str(fault)) from None
        except OSError as error:
            raise CommandError(f"เขียนสำเนาสำรองลง {folder} ไม่ได้: {error.strerror}") from None
        self.stdout.write(str(path))
