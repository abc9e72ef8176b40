"""Who decides about what people said: those who write for the work group that asked."""

from __future__ import annotations

from django.db.models import QuerySet

from measures.participation.models import Consultation
from portal.models import User


def may_moderate(user: User, consultation: Consultation) -> bool:
    """Whether the person may show, hide and answer contributions to this consultation."""
    return moderates(user) and (
        user.belongs_to(consultation.owner_group_id) or user.has_perm("portal.edit_any_group")
    )


def moderates(user: User) -> bool:
    """Whether the person's role looks at contributions at all."""
    return user.is_active and user.has_perm("participation.change_contribution")


def moderated_by(user: User) -> QuerySet[Consultation]:
    """The consultations whose contributions the person decides about."""
    rows = Consultation.objects.originals()
    if not moderates(user):
        return rows.none()
    if user.has_perm("portal.edit_any_group"):
        return rows
    return rows.filter(owner_group__in=user.work_groups.all())
