"""Who sees which names: who has read a manual is the business of the group's head and of those who oversee all."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.models import User, WorkGroup


def sees_all_readers(user: User) -> bool:
    """Whether the person sees of every group who has read: publishers and auditors, by their role."""
    return user.is_active and user.has_perm("manuals.view_acknowledgement")


def groups_overseen(user: User) -> QuerySet[WorkGroup]:
    """The work groups of which the person sees who has not acknowledged yet."""
    if sees_all_readers(user):
        return WorkGroup.objects.all()
    return WorkGroup.objects.filter(head=user, head__is_active=True)
