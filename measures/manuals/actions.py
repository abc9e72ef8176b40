"""Acts on manuals: acknowledging an edition, and making a draft with its steps from plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from measures.manuals.models import Acknowledgement, Manual, ManualEdition, ManualStep, Reader
from portal import audit, personal_numbers, policies
from portal.models import User, WorkGroup


@transaction.atomic
def acknowledge(*, by: User, edition: ManualEdition) -> Acknowledgement:
    """Note that the person has read the edition; said twice, the first time stands.

    Raises ValidationError for an edition that the person is not, or no longer, asked to read.
    """
    now = timezone.now()
    if not Reader.objects.asked(now).filter(edition=edition, user=by, until=None).exists():
        raise ValidationError(
            "ไม่ได้บันทึกการรับทราบ เพราะคู่มือฉบับนี้มีฉบับใหม่แทนแล้ว ถูกถอนออก หรือไม่ใช่คู่มือของกลุ่มงานที่คุณสังกัด "
            "ให้เปิดรายการคู่มือที่ต้องอ่านเพื่อดูฉบับปัจจุบัน"
        )
    noted, is_new = Acknowledgement.objects.get_or_create(edition=edition, user=by, defaults={"at": now})
    if is_new:
        audit.record(by, "รับทราบคู่มือ", edition.manual, edition=edition.number, version=edition.version)
    return noted


@transaction.atomic
def draft_manual(
    *, by: User, owner_group: WorkGroup, steps: Iterable[dict[str, Any]] = (), **texts: Any
) -> Manual:
    """A draft with its steps, from plain values: `texts` are fields of `Manual`, `steps` of `ManualStep` in order.

    Raises PermissionDenied where the person may not write for the group, and ValidationError with Thai messages:
    by the name of the field for the manual itself, with the number of the step for the steps. Saves nothing then.
    """
    if not (by.has_perm("manuals.add_manual") and policies.own_groups(by).filter(pk=owner_group.pk).exists()):
        raise PermissionDenied(f"คุณเขียนคู่มือของ{owner_group}ไม่ได้ เพราะไม่ได้สังกัดกลุ่มงานนี้")
    manual = Manual(created_by=by, owner_group=owner_group, **texts)
    manual.full_clean(exclude=["created_by"])
    _expect_no_numbers(texts)
    manual.note_author(by)
    manual.save()
    faults = []
    for number, facts in enumerate(steps, start=1):
        step = ManualStep(manual=manual, order=number, **facts)
        try:
            step.full_clean(exclude=["manual"])
            _expect_no_numbers(facts)
        except ValidationError as error:
            faults += [f"ขั้นตอนที่ {number}: {words}" for words in _told(error, ManualStep)]
        else:
            step.save()
    if faults:
        raise ValidationError(faults)
    audit.record(by, "เพิ่ม", manual)
    return manual


def _expect_no_numbers(values: dict[str, Any]) -> None:
    for value in values.values():
        if isinstance(value, str):
            personal_numbers.expect_none(value)


def _told(error: ValidationError, model: type[ManualStep]) -> list[str]:
    """The messages, each with the Thai name of the field it is about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    names = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    return [
        f"{names.get(name, '')} {text}".strip()
        for name, texts in error.message_dict.items()
        for text in texts
    ]
