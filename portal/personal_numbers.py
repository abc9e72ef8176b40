"""Citizen numbers in what is about to become public: in files confirmed by somebody or removed, in texts refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.utils.html import strip_tags

from portal.uploads import find_citizen_ids, scan_for_citizen_ids

if TYPE_CHECKING:
    from portal.models.files import StoredFile
    from portal.publishing import Publishable

MOST_PLACES = 50
"""Places that are kept of one file; its count tells of all."""
SHOWN_PLACES = 3
"""Places that a sentence names."""
IN_TEXT = "มีเลขประจำตัวประชาชน ประชาชนจะเห็นข้อความนี้ ให้ลบเลขออก หรือปิดสี่หลักท้ายด้วย xxxx"


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
    """A Thai sentence on each document of the record that holds citizen numbers, or cannot be searched, and that
    nobody has cleared."""
    if record.pk is None:
        return []
    return [
        objection(document.title, document.current)
        for accessor in record.revised_children
        if _has_files(type(record), accessor)
        for document in getattr(record, accessor)
        .exclude(current__citizen_numbers=0)
        .filter(current__cleared_at=None)
        .select_related("current")
    ]


def expect_cleared(record: Publishable, reason: str = "") -> None:
    """Raises ValidationError while there are such documents, or when the reason that goes out has a number in it."""
    expect_none(reason)
    if found := objections(record):
        raise ValidationError(found)


def expect_none(text: str) -> str:
    """The text itself. Raises ValidationError, which does not say the number, for one with a citizen number in it."""
    if find_citizen_ids(text):
        raise ValidationError(IN_TEXT, code="citizen_number")
    return text


def refuse_typed(form: forms.BaseForm) -> None:
    """Put an error beside every text of a form, being cleaned, that holds a citizen number; addresses are let be."""
    for name, value in list(form.cleaned_data.items()):
        if isinstance(form.fields.get(name), forms.URLField):
            continue
        lines = value if isinstance(value, list) else [value]
        if any(isinstance(line, str) and find_citizen_ids(strip_tags(line)) for line in lines):
            form.add_error(name, ValidationError(IN_TEXT, code="citizen_number"))


def objection(title: str, stored: StoredFile) -> str:
    """Why a document keeps its record from the public: the file, the places, and what to do."""
    if stored.citizen_numbers is None:
        return (
            f"เอกสาร “{title}” (ไฟล์ {stored.original_name}) ระบบอ่านตัวอักษรในไฟล์ไม่ได้ จึงค้นหาเลขประจำตัวประชาชนไม่ได้ "
            "ให้บันทึกเป็น PDF ใหม่จากต้นฉบับแล้วแนบใหม่ หรือเปิดตรวจทุกหน้าแล้วยืนยันพร้อมเหตุผลที่เอกสารนั้น"
        )
    number, shown = stored.citizen_numbers, in_words(stored)[:SHOWN_PLACES]
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
