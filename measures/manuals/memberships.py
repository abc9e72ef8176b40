"""Keeps who is asked to read a manual in step with who belongs to its group: joiners are asked, leavers no more."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_save

from measures.manuals.models import Reader
from portal.models import User


def follow() -> None:
    """From now on, called once when all models are known.

    The ground floor knows nothing of manuals, and memberships change in several of its places: the account's page,
    the group's side of the relation, a command. Hence signals, as the search has them.
    """
    m2m_changed.connect(_groups_changed, sender=User.work_groups.through, dispatch_uid="manuals:groups")
    post_save.connect(_account_saved, sender=User, dispatch_uid="manuals:accounts")


def _groups_changed(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    if not reverse:
        Reader.objects.follow([instance.pk])
    elif pk_set is None:  # everybody left the group at once
        Reader.objects.follow(list(Reader.objects.filter(until=None).values_list("user", flat=True)))
    else:
        Reader.objects.follow(pk_set)


def _account_saved(
    sender: Any, instance: User, created: bool, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    touches_rights = update_fields is None or {"is_active", "is_staff"} & set(update_fields)
    if not created and touches_rights:
        Reader.objects.follow([instance.pk])
