"""A filled-in form on its way in: kept as it came, planned, and written all at once or not at all."""

from __future__ import annotations

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models, transaction

from portal import audit, thai
from portal.attachments import store_made
from portal.bulk_entry.lists import BulkList, Filing, save_kept
from portal.bulk_entry.planning import Plan, plan_list
from portal.bulk_entry.reading import read_list
from portal.bulk_publishing import BUSY
from portal.models import BulkEntry, User, WorkGroup
from portal.sheets.places import UnreadableFile
from portal.spreadsheets import XLSX_TYPE

MOST_TOLD = 20
"""Faults that one refusal names; the page lists more."""
STALE = "ข้อมูลในระบบเปลี่ยนไปหลังจากเปิดหน้านี้ ยังไม่ได้บันทึกสิ่งใด ตรวจตัวอย่างล่าสุดด้านล่าง แล้วยืนยันอีกครั้ง"
_CONTENT_TYPES = {"csv": "text/csv", "xlsx": XLSX_TYPE}


def plan_file(list_: BulkList, *, content: bytes, name: str, filing: Filing) -> Plan:
    """What a file would change if it were confirmed now. Raises UnreadableFile."""
    return plan_list(list_, read_list(list_, content, name), filing)


@transaction.atomic
def open_entry(
    list_: BulkList, *, by: User, content: bytes, name: str, group: WorkGroup | None = None
) -> tuple[BulkEntry | None, Plan]:
    """Keep a file as it came, with its SHA-256; no record is written yet.

    A file with faults is not kept, as it must be mended and chosen anew: the entry is None then, and the plan
    names every fault. Raises UnreadableFile.
    """
    plan = plan_file(list_, content=content, name=name, filing=Filing(by, by, group, _why(name)))
    if plan.faults:
        return None, plan
    kind = PurePath(name).suffix.lower().lstrip(".")
    stored = store_made(
        content,
        name=PurePath(name).name[-255:],
        kind=kind,
        content_type=_CONTENT_TYPES[kind],
        by=by,
    )
    entry = BulkEntry.objects.create(list_name=list_.name, source=stored, owner_group=group, created_by=by)
    audit.record(by, "เปิดไฟล์เพื่อนำเข้า", entry, list=list_.name, sha256=stored.sha256, rows=len(plan.rows))
    return entry, plan


def plan_entry(list_: BulkList, entry: BulkEntry, *, by: User) -> Plan:
    """What confirming the kept file would change now. Raises UnreadableFile, OSError when the file is lost."""
    with entry.source.open() as file:
        content = file.read()
    return plan_file(list_, content=content, name=entry.source.original_name, filing=_filing(entry, by))


def confirm_entry(list_: BulkList, entry: BulkEntry, *, by: User, seen: str) -> Plan:
    """Write all that the file changes, or nothing; `seen` is the digest of the plan that the person looked at.

    Two files of a list are written one after the other, and what the plan rests on stays locked to the end.
    Raises ValidationError in Thai when the file was confirmed or deleted before, when the plan is no longer what was
    seen, and when something stands in the way.
    """
    try:
        with transaction.atomic():
            return _write(list_, entry, by, seen)
    except UnreadableFile as error:
        raise ValidationError(str(error)) from error
    except IntegrityError as error:
        raise ValidationError(
            "มีผู้เพิ่มหรือแก้ไขรายการเดียวกันพร้อมกัน ยังไม่ได้บันทึกสิ่งใด ตรวจตัวอย่างล่าสุดแล้วยืนยันใหม่"
        ) from error
    except OperationalError as error:
        if "locked" not in str(error) and "deadlock" not in str(error):
            raise
        raise ValidationError(BUSY) from error


def _write(list_: BulkList, entry: BulkEntry, by: User, seen: str) -> Plan:
    _lock(list_, entry)
    plan = plan_entry(list_, entry, by=by)
    if plan.faults:
        told = [str(fault) for fault in plan.faults[:MOST_TOLD]]
        rest = len(plan.faults) - len(told)
        raise ValidationError([*told, f"และอีก {rest:,} แห่ง"] if rest > 0 else told)
    if plan.digest != seen:
        raise ValidationError(STALE, code="stale")
    filing = _filing(entry, by)
    written = []
    for planned in plan.differing:
        if list_.save:
            written.append(list_.save(filing, planned.record, planned.row.values))
        else:
            written.append(save_kept(list_, filing, planned.record, planned.row.values))
    if list_.after and written:
        list_.after(filing, written)
    entry.confirm(by=by, counts=plan.counts)
    audit.record(by, "นำเข้าจาก Excel", entry, list=list_.name, sha256=entry.source.sha256, **plan.counts)
    return plan


def _filing(entry: BulkEntry, by: User) -> Filing:
    return Filing(by, entry.created_by, entry.owner_group, _why(entry.source.original_name))


def _why(name: str) -> str:
    return f"นำเข้าจาก {name}"


def _lock(list_: BulkList, entry: BulkEntry) -> None:
    """Lock every file of the list that waits, then its records, always in this order; read the file's state again."""
    waiting = BulkEntry.objects.select_for_update().of_list(list_.name).order_by("pk")
    if entry.pk not in {one.pk for one in waiting.filter(confirmed_at=None)}:
        known = BulkEntry.objects.select_related("confirmed_by").filter(pk=entry.pk).first()
        if known is None:
            raise ValidationError("ผู้อื่นลบไฟล์นี้ไปก่อนแล้ว")
        when = f" เมื่อ {thai.date_time(known.confirmed_at)}" if known.confirmed_at else ""
        raise ValidationError(f"ไฟล์นี้ยืนยันการนำเข้าไปแล้ว โดย {known.confirmed_by}{when} จึงไม่บันทึกซ้ำ")
    entry.refresh_from_db()
    rows = list_.rows().order_by().values("pk")
    wanted = models.Q(pk__in=rows) | (models.Q(revises__in=rows) if list_.is_publishable else models.Q())
    records = list_.model._base_manager.select_for_update().filter(wanted)
    list(records.order_by("pk").values_list("pk", flat=True))
