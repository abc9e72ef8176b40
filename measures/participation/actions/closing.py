"""Closing a consultation as done, which only «ท่านเสนอ – เราทำ» in public allows."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from measures.participation.models import Closure, Conclusion, Consultation, hindrances
from portal import audit, policies
from portal.models import User


@transaction.atomic
def close_as_done(*, by: User, consultation: Consultation) -> Closure:
    """Close it. Raises ValidationError with everything that stands in the way, PermissionDenied for who may not."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if not policies.may_edit(by, locked):
        raise PermissionDenied("การรับฟังเรื่องนี้เป็นของกลุ่มงานอื่น")
    if locked.conclusion_shown:
        raise ValidationError("การรับฟังเรื่องนี้ปิดเป็นเสร็จสิ้นไปแล้ว")
    if found := hindrances(locked):
        raise ValidationError(found)
    conclusion = Conclusion.objects.published().get(consultation=locked)
    Closure.objects.filter(consultation=locked).delete()  # of a conclusion that was withdrawn since
    closure = Closure.objects.create(consultation=locked, conclusion=conclusion, closed_by=by)
    audit.record(by, "ปิดการรับฟังเป็นเสร็จสิ้น", locked)
    return closure
