"""Citizen numbers in files that are about to become public: found at upload, confirmed by somebody or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models

from portal.uploads import scan_for_citizen_ids

if TYPE_CHECKING:
    from portal.models.files import StoredFile
    from portal.publishing import Publishable

MOST_PLACES = 50
"""Places that are kept of one file; its count tells of all."""
SHOWN_PLACES = 3
"""Places that a sentence names."""


def found_in(file: File[bytes], kind: str) -> tuple[int | None, list[dict[str, Any]]]:
    """How many citizen numbers an accepted file holds, and where: {"masked", "where", "hidden"}, at most
    MOST_PLACES. The count is None when the file's text cannot be read. Leaves the file at its beginning.
    """
    try:
        hits = scan_for_citizen_ids(file, kind)
    except ValidationError:
        file.seek(0)
        return None, []
    file.seek(0)
    places = [
        {"masked": hit.masked, "where": hit.where, "hidden": hit.is_hidden} for hit in hits[:MOST_PLACES]
    ]
    return len(hits), places


def objections(record: Publishable) -> list[str]:
    """A Thai sentence on each document of the record that holds citizen numbers and that nobody has cleared."""
    if record.pk is None:
        return []
    return [
        objection(document.title, document.current)
        for accessor in record.revised_children
        if _has_files(type(record), accessor)
        for document in getattr(record, accessor)
        .filter(current__citizen_numbers__gt=0, current__cleared_at=None)
        .select_related("current")
    ]


def expect_cleared(record: Publishable) -> None:
    """Raises ValidationError while there are such documents."""
    if found := objections(record):
        raise ValidationError(found)


def objection(title: str, stored: StoredFile) -> str:
    """Why a document keeps its record from the public: the file, the places, and what to do."""
    number, shown = stored.citizen_numbers or 0, in_words(stored)[:SHOWN_PLACES]
    more = f" และอีก {number - len(shown):,} แห่ง" if number > len(shown) else ""
    return (
        f"เอกสาร “{title}” (ไฟล์ {stored.original_name}) มีเลขประจำตัวประชาชน "
        f"{number:,} แห่ง คือ {'; '.join(shown)}{more} "
        "ให้ลบหรือปิดเลขแล้วแนบไฟล์ใหม่ หรือยืนยันพร้อมเหตุผลที่เอกสารนั้นว่าเผยแพร่ได้"
    )


def in_words(stored: StoredFile) -> list[str]:
    """The places kept of a file, each as a clerk finds it: `แผ่นงาน “รายชื่อ” เซลล์ B7 (x-xxxx-xxxxx-12-1 ซ่อนอยู่)`."""
    return [
        f"{place['where']} ({place['masked']}{' ซ่อนอยู่' if place['hidden'] else ''})"
        for place in stored.citizen_number_places
    ]


def _has_files(model: type[models.Model], accessor: str) -> bool:
    child: Any = model._meta.get_field(accessor).related_model
    return any(field.name == "current" for field in child._meta.concrete_fields)
