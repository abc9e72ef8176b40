"""Who may do what with an import: the procurement officer brings it in, a publisher who had no part in it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.publishing import Status
from procurement.models import Contract, RegisterImport

if TYPE_CHECKING:
    from portal.models import User


def may_carry(user: User, batch: RegisterImport) -> bool:
    """Whether the user may confirm, discard or submit this import: right to import, member of its group."""
    if not (user.is_active and user.has_perm("procurement.add_registerimport")):
        return False
    return user.belongs_to(batch.owner_group_id) or user.has_perm("portal.edit_any_group")


def may_confirm(user: User, batch: RegisterImport) -> bool:
    return batch.confirmed_at is None and may_carry(user, batch)


def may_submit(user: User, batch: RegisterImport) -> bool:
    """Whether there is something to send for review that the user may send."""
    return may_carry(user, batch) and bool({Status.DRAFT, Status.WITHDRAWN} & set(batch.row_counts))


def may_take_back(user: User, batch: RegisterImport) -> bool:
    """Whether something waits for review that the user sent, and may carry still."""
    if Status.IN_REVIEW not in batch.row_counts or not may_carry(user, batch):
        return False
    waiting = Contract.objects.carried().filter(source=batch, status=Status.IN_REVIEW)
    return waiting.filter(submitted_by=user).exists()


def may_decide(user: User, batch: RegisterImport) -> bool:
    """Whether the user may publish or send back: a publisher who did not bring it in.

    Who wrote in one of its contracts is refused by the act itself, which reads them all.
    """
    return (
        user.is_active
        and user.has_perm("portal.publish_content")
        and user.pk != batch.created_by_id
        and Status.IN_REVIEW in batch.row_counts
    )


def may_withdraw(user: User, batch: RegisterImport) -> bool:
    return user.is_active and user.has_perm("portal.publish_content") and Status.PUBLISHED in batch.row_counts
