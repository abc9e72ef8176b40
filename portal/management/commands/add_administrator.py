"""`manage.py add_administrator USERNAME`: the first account of a new site, with a password shown once."""

import re
import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal import audit
from portal.models import User
from portal.roles import Role


class Command(BaseCommand):
    help = "เพิ่มบัญชีผู้ดูแลระบบ (ดูแลผู้ใช้และข้อมูลหน่วยงาน ไม่เห็นเรื่องร้องเรียน) และพิมพ์รหัสผ่านครั้งเดียว"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="ชื่อผู้ใช้ ตัวอักษรอังกฤษ ตัวเลข จุด หรือขีด")
        parser.add_argument("--first-name", required=True, help="ชื่อ")
        parser.add_argument("--last-name", required=True, help="นามสกุล")

    @transaction.atomic
    def handle(self, *args: Any, username: str, first_name: str, last_name: str, **options: Any) -> None:
        if not re.fullmatch(r"[A-Za-z0-9._-]{3,150}", username):
            raise CommandError("ชื่อผู้ใช้ต้องเป็นตัวอักษรอังกฤษ ตัวเลข จุด หรือขีด อย่างน้อย 3 ตัว")
        if User.objects.filter(username__iexact=username).exists():
            raise CommandError(f"มีบัญชี {username} อยู่แล้ว")
        password = secrets.token_urlsafe(15)
        user = User.objects.create_user(
            username, password=password, first_name=first_name, last_name=last_name, is_staff=True
        )
        user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR.value))
        audit.record(None, "เพิ่มผู้ดูแลระบบจากบรรทัดคำสั่ง", user)
        self.stdout.write(f"ชื่อผู้ใช้  {username}\nรหัสผ่าน  {password}")
        self.stdout.write("รหัสผ่านนี้แสดงครั้งเดียว เข้าสู่ระบบที่ /admin/ แล้วตั้งค่าการยืนยันตัวตนขั้นที่สองและเปลี่ยนรหัสผ่าน")
