"""`manage.py load_demonstration`: an office to try everything on, with one account for each role."""

import json
import secrets
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal import search
from portal.models import Office, User, WorkGroup
from portal.roles import Role

ACCOUNTS: list[tuple[str, Role, str, str, str]] = [
    ("editor", Role.EDITOR, "สมหญิง", "จัดทำดี", "administration"),
    ("publisher", Role.PUBLISHER, "สมชาย", "ตรวจละเอียด", "administration"),
    ("procurement", Role.PROCUREMENT_OFFICER, "วิภา", "พัสดุงาม", "administration"),
    ("desk", Role.SERVICE_DESK, "มาลี", "บริการใจ", "private"),
    ("integrity", Role.INTEGRITY_OFFICER, "อรุณ", "ซื่อตรง", "audit"),
    ("integrity2", Role.INTEGRITY_OFFICER, "ปราณี", "เที่ยงธรรม", "audit"),
    ("custodian", Role.IDENTITY_CUSTODIAN, "ประเสริฐ", "รักษาความลับ", "audit"),
    ("auditor", Role.AUDITOR, "นภา", "สอบทาน", "audit"),
    ("admin", Role.ADMINISTRATOR, "ธีระ", "ดูแลระบบ", "administration"),
]
"""Key and user name, role, given name, surname, work group; all of them invented."""

TOPICS = [
    "portal.demonstration.office",
    "portal.demonstration.pages",
    "portal.demonstration.complaint_guide",
    "portal.demonstration.home",
    "measures.authority.demonstration",
    "measures.manuals.demonstration",
    "measures.services.demonstration.catalogue",
    "measures.services.demonstration.request_forms",
    "measures.services.demonstration.questions",
    "measures.services.demonstration.requests",
    "measures.risk.demonstration",
    "measures.participation.demonstration",
    "measures.hr.demonstration",
    "measures.ethics.demonstration",
    "procurement.demonstration.register",
    "complaints.demonstration.channel",
    "measures.services.demonstration.counter",
    "measures.services.demonstration.surveys",
    "measures.demonstration.results",
    "portal.demonstration.news",
    "measures.demonstration.measures",
    "measures.demonstration.oit",
    "measures.demonstration.report",
]
"""Modules with `demonstrate(people)`, in the order they build on one another; names, because rooms lie above.

What a module has as `NOTES` is told at each start, like the accounts.
"""


class Command(BaseCommand):
    help = "ใส่ข้อมูลสาธิต และตั้งรหัสผ่านใหม่ให้บัญชีสาธิตทุกบทบาท (ใช้ได้เฉพาะเมื่อ DEMONSTRATION=1)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts", type=Path, metavar="FILE", help="เขียนบัญชีและรหัสผ่านเป็น JSON ลงไฟล์นี้ด้วย"
        )

    @transaction.atomic
    def handle(self, *args: Any, accounts: Path | None = None, **options: Any) -> None:
        if not (settings.DEMONSTRATION or settings.DEBUG):
            raise CommandError("คำสั่งนี้ใช้ได้เฉพาะเว็บไซต์สาธิต (DEMONSTRATION=1) เพื่อไม่ให้มีบัญชีสาธิตบนเว็บไซต์จริง")
        if Office.objects.exists() and not User.objects.filter(is_demonstration=True).exists():
            raise CommandError("ฐานข้อมูลนี้มีข้อมูลของหน่วยงานจริงอยู่แล้ว จึงไม่ใส่ข้อมูลสาธิต")
        is_first = not Office.objects.exists()
        passwords = {key: secrets.token_urlsafe(12) for key, *_ in ACCOUNTS}
        people = {
            key: self._account(key, role, first, last, group, password=passwords[key])
            for key, role, first, last, group in ACCOUNTS
        }
        if is_first:
            # The demonstration editor writes for every group; a second publisher's eyes are the publisher's.
            people["editor"].work_groups.set(WorkGroup.objects.all())
            for topic in TOPICS:
                import_module(topic).demonstrate(people)
            search.rebuild()  # some records were moved back in time
            self.stdout.write("ใส่ข้อมูลสาธิตแล้ว")
        self._print(passwords)
        if accounts:
            roles = {key: {"username": key, "password": passwords[key]} for key in passwords}
            accounts.write_text(json.dumps(roles), encoding="utf-8")

    def _account(self, key: str, role: Role, first: str, last: str, group: str, *, password: str) -> User:
        user, _ = User.objects.get_or_create(
            username=key,
            defaults={
                "first_name": first,
                "last_name": last,
                "email": f"{key}@sukhothai-peo.example",
                "position": str(role.value),
                "is_staff": True,
                "is_demonstration": True,
            },
        )
        user.set_password(password)
        user.is_active = True
        user.save()
        user.groups.set([Group.objects.get(name=role.value)])
        if not user.work_groups.exists():
            user.work_groups.set(WorkGroup.objects.filter(slug=group))
        return user

    def _print(self, passwords: dict[str, str]) -> None:
        self.stdout.write("\nบัญชีสาธิต (รหัสผ่านตั้งใหม่ทุกครั้งที่เริ่ม)")
        for key, role, *_ in ACCOUNTS:
            self.stdout.write(f"  {key:<12} {passwords[key]:<18} {role.value}")
        for topic in TOPICS:
            if notes := getattr(import_module(topic), "NOTES", ()):
                self.stdout.write("\n" + "\n".join(notes))
