"""`manage.py backup_key FILE`: makes the key of backups; its private half goes into a file to carry away."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import backups


class Command(BaseCommand):
    help = "สร้างกุญแจของสำเนาสำรอง ครึ่งที่ใช้เปิดเขียนลงไฟล์ที่ต้องนำไปเก็บนอกเครื่องแม่ข่าย ครึ่งเปิดเผยใช้ตั้งค่า BACKUP_KEY"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ไฟล์ใหม่สำหรับครึ่งที่ใช้เปิด เช่น บนแฟลชไดรฟ์")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            public = backups.new_key_file(file)
        except FileExistsError:
            raise CommandError(f"มีไฟล์ {file} อยู่แล้ว ไม่เขียนทับกุญแจเดิม เลือกชื่ออื่น") from None
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {file} ไม่ได้: {error.strerror}") from None
        self.stdout.write(f"BACKUP_KEY={public}")
        self.stderr.write(
            f"ตั้งค่าบรรทัดข้างบนที่เครื่องแม่ข่าย แล้วนำไฟล์ {file} ไปเก็บนอกเครื่องสองแห่ง ไม่มีไฟล์นี้เปิดสำเนาสำรองไม่ได้"
        )
