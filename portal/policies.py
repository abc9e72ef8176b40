"""Who may do what with a record: the permission of the role and the membership of the work group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from portal.models.people import WorkGroup
from portal.publishing import Publishable, Status

if TYPE_CHECKING:
    from portal.models.people import User


def may_edit(user: User, record: Publishable) -> bool:
    """Whether the user may change this draft: right to the kind, and a member of the owner group."""
    meta = record._meta
    if not (user.is_active and user.has_perm(f"{meta.app_label}.change_{meta.model_name}")):
        return False
    return user.belongs_to(record.owner_group_id) or user.has_perm("portal.edit_any_group")


def own_groups(user: User) -> models.QuerySet[WorkGroup]:
    """The work groups in use that the user may write for."""
    if user.has_perm("portal.edit_any_group"):
        return WorkGroup.objects.filter(is_active=True)
    return user.work_groups.filter(is_active=True)


def may_publish(user: User, record: Publishable) -> bool:
    """Whether the user may publish or send back this record: a publisher who did not write in it."""
    return (
        user.is_active
        and user.has_perm("portal.publish_content")
        and record.status == Status.IN_REVIEW
        and user.pk not in record.authors
        and user.pk != record.submitted_by_id
    )


def may_withdraw(user: User, record: Publishable) -> bool:
    return user.is_active and user.has_perm("portal.publish_content") and record.status == Status.PUBLISHED


def may_revise(user: User, record: Publishable) -> bool:
    return may_edit(user, record) and record.status == Status.PUBLISHED


def may_submit(user: User, record: Publishable) -> bool:
    return may_edit(user, record) and record.status in (Status.DRAFT, Status.WITHDRAWN)
