"""Who may do what in the channel; whether a case opens at all is decided by the keys (see `complaints.opening`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet

from complaints.models import Case, IdentityRequest, KeyHolder
from complaints.models.terms import HolderKind, Part
from portal import thai
from portal.models import User


def handles_cases(user: User) -> bool:
    """An integrity officer: reads and handles the cases handed over to them."""
    return user.is_active and user.is_staff and user.has_perm("complaints.handle_cases")


def keeps_identities(user: User) -> bool:
    return user.is_active and user.is_staff and user.has_perm("complaints.keep_identities")


def watches_clocks(user: User) -> bool:
    """Sees how many cases there are and how late they are, and who opened which; never what is in them."""
    return user.is_active and user.is_staff and user.has_perm("complaints.watch_clocks")


def may_hold_a_key(user: User) -> bool:
    """Whether a key of their own is for this person: officers and custodians."""
    return handles_cases(user) or keeps_identities(user)


def may_enter(user: User) -> bool:
    """Whether any staff page of the channel is for this person."""
    return handles_cases(user) or keeps_identities(user) or watches_clocks(user)


def keeps_accounts(user: User) -> bool:
    """An administrator: sees who holds keys and ends those of people who left; never what a key opens."""
    return user.is_active and user.is_staff and user.has_perm("portal.change_user")


def sees_holders(user: User) -> bool:
    """Who sees who holds which key: everybody of the channel, and who keeps the accounts."""
    return may_enter(user) or keeps_accounts(user)


def may_retire(user: User, holder: KeyHolder) -> bool:
    """Whether the person may end this key: their own, or, as administrator, one of somebody no longer entitled."""
    if holder.user is None:
        return False
    return holder.user == user or (keeps_accounts(user) and not is_entitled(holder))


def is_entitled(holder: KeyHolder) -> bool:
    """Whether the account of the holder still has the role that goes with the key."""
    if holder.user is None:
        return holder.kind == HolderKind.ESCROW
    return handles_cases(holder.user) if holder.kind == HolderKind.OFFICER else keeps_identities(holder.user)


def holder_of(user: User) -> KeyHolder | None:
    """The key of a person in use, if they may still use it; it may still wait to be compared."""
    holder = KeyHolder.objects.active().filter(user=user).first()
    return holder if holder is not None and is_entitled(holder) else None


def confirmed_holder_of(user: User) -> KeyHolder | None:
    """The key of a person to which something may be sealed: in use, theirs to use, and compared by another holder."""
    holder = holder_of(user)
    return None if holder is None or holder.is_waiting else holder


def waiting_keys(user: User) -> list[KeyHolder]:
    """The new keys that this person may compare with their owners, the oldest first."""
    own = confirmed_holder_of(user)
    if own is None:
        return []
    waiting = KeyHolder.objects.active().filter(confirmed_at=None, user__isnull=False).exclude(user=user)
    return [holder for holder in waiting.select_related("user").order_by("pk") if is_entitled(holder)]


def may_confirm(user: User, holder: KeyHolder) -> bool:
    """Whether the person may say that a key is its owner's: a holder of a compared key, and never for oneself.

    An account is the administrator's to make and to reset; without the word of somebody whose key was compared, a key
    that the administrator made in it would open what comes from then on.
    """
    return (
        holder.is_waiting and holder.user != user and is_entitled(holder) and bool(confirmed_holder_of(user))
    )


def is_ceremony() -> bool:
    """Whether nobody can compare a new key yet, so that the first one stands by itself.

    Once a key of a person was in use this ends for good, else ending all keys would open the way to an unseen one;
    from then on the paper of the escrow confirms where no holder is left.
    """
    people = KeyHolder.objects.filter(user__isnull=False, confirmed_at__isnull=False)
    if KeyHolder.objects.filter(kind=HolderKind.ESCROW).exists():
        return not people.exists()
    return not people.filter(retired_at=None).exists()


def requests_to_decide(user: User) -> QuerySet[IdentityRequest]:
    """The requests that wait for this custodian, who can open the identities they are about."""
    return IdentityRequest.objects.filter(
        is_approved=None,
        case__keys__part=Part.IDENTITY,
        case__keys__grants__holder__user=user,
        case__keys__grants__holder__retired_at=None,
    )


def may_open(user: User, case: Case) -> bool:
    """Whether the person is an officer to whom the case was handed over."""
    return handles_cases(user) and Case.objects.open_to(user).filter(pk=case.pk).exists()


def recipients(kind: HolderKind, *, excluded: Collection[int] = ()) -> list[KeyHolder]:
    """The holders to whom parts of a new case go: entitled persons with a compared key, not excluded; the escrow."""
    holders: QuerySet[KeyHolder] = KeyHolder.objects.confirmed().filter(kind=kind).select_related("user")
    if kind == HolderKind.ESCROW:
        return list(holders.order_by("-created_at")[:1])
    may = handles_cases if kind == HolderKind.OFFICER else keeps_identities
    return [
        holder for holder in holders if holder.user and may(holder.user) and holder.user_id not in excluded
    ]


def may_receive(user: User, case: Case, excluded: Sequence[int]) -> bool:
    """Whether a case may be handed over to an officer: not accused in it, not stepped out of it."""
    return (
        handles_cases(user)
        and user.pk not in excluded
        and not case.recusals.filter(user=user).exists()
        and confirmed_holder_of(user) is not None
    )


def named_in(words: str, users: Iterable[User]) -> list[User]:
    """Those of the persons whose first or last name stands in a text; the officers are warned of it."""
    text = thai.fold(words)
    return [
        user
        for user in users
        if any(len(name) > 2 and thai.fold(name) in text for name in (user.first_name, user.last_name))
    ]


def remaining_officers(case: Case, *, without: User) -> int:
    """How many other officers can open the case."""
    holders = KeyHolder.objects.active().filter(
        kind=HolderKind.OFFICER, grants__key__case=case, grants__key__part=Part.REPORT
    )
    return sum(
        1
        for holder in holders.exclude(user=without).select_related("user")
        if holder.user and handles_cases(holder.user)
    )
