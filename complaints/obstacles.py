"""What stands in the way of a report at this moment; the person is told before typing, not after."""

from __future__ import annotations

import shutil
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from complaints.evidence import LARGEST_TOTAL
from complaints.models import FlowFile, KeyHolder
from complaints.models.terms import HolderKind
from complaints.policies import handles_cases

LEAST_FREE = 12 * LARGEST_TOTAL
"""Bytes that must be free on the disk of the data: while it is sent, a report takes several times its files."""


class Obstacle(Enum):
    """Why no report can be taken, as it is told."""

    NOBODY = "ยังไม่มีเจ้าหน้าที่ที่มีกุญแจสำหรับเปิดอ่านเรื่อง"
    DISK = "พื้นที่จัดเก็บของระบบใกล้เต็ม"
    DATABASE = "ระบบจัดเก็บขัดข้อง บันทึกข้อมูลไม่ได้"


def obstacle() -> Obstacle | None:
    """The obstacle there is now, or None. Few queries, however many officers there are."""
    if not _can_write():
        return Obstacle.DATABASE
    if _is_disk_nearly_full():
        return Obstacle.DISK
    if not _somebody_receives():
        return Obstacle.NOBODY
    return None


def _somebody_receives() -> bool:
    officers = KeyHolder.objects.active().filter(kind=HolderKind.OFFICER).select_related("user")
    return any(handles_cases(holder.user) for holder in officers if holder.user)


def _is_disk_nearly_full() -> bool:
    places = {Path(settings.DATA_DIR)}
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        places.add(Path(connection.settings_dict["NAME"]).parent)
    return any(_free(place) < LEAST_FREE for place in places)


def _free(place: Path) -> int:
    """Bytes free where the folder is, or would be."""
    there = next(folder for folder in (place, *place.absolute().parents) if folder.exists())
    return shutil.disk_usage(there).free


def _can_write() -> bool:
    """Whether the database takes a change: a read-only one refuses the sweeping away of what is over."""
    try:
        with transaction.atomic():
            FlowFile.objects.filter(flow__expires_at__lte=timezone.now()).delete()
    except DatabaseError:
        return False
    return True
