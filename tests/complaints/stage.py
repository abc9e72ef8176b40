"""The cast of the complaint channel with their keys, and reports sent to them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from complaints import opening, sealing
from complaints.actions.receiving import Received, receive_report
from complaints.contents import Identity, Report
from complaints.evidence import examine
from complaints.models import KeyHolder
from complaints.models.terms import Channel, HolderKind
from complaints.opening import Keyring
from portal.models import User
from portal.roles import Role

PASSPHRASE = "ดอกบัวบานหน้าวัดศรีชุม 7 ดอก"


def holder(
    user: Any,
    kind: HolderKind = HolderKind.OFFICER,
    passphrase: str = PASSPHRASE,
    *,
    is_confirmed: bool = True,
) -> KeyHolder:
    """A key of the person, made as the page that makes keys does; somebody compared it, unless told otherwise."""
    pair = sealing.new_pair()
    made = KeyHolder(user=user, kind=kind, public_key=pair.public)
    made.confirmed_at = timezone.now() if is_confirmed else None
    made.wrapped_key = sealing.wrap(pair.private, passphrase, place=made.place)
    made.save()
    return made


def officer(username: str, *, role: Role = Role.INTEGRITY_OFFICER, is_staff: bool = True) -> User:
    """One more officer, or somebody with another role, without a key yet."""
    user = User.objects.create_user(
        username,
        first_name=username,
        last_name="ทดสอบ",
        email=f"{username}@example.go.th",
        is_staff=is_staff,
        is_demonstration=True,
    )
    user.groups.add(Group.objects.get(name=role.value))
    return user


def keyring(made: KeyHolder, passphrase: str = PASSPHRASE) -> Keyring:
    return opening.unlocked(made, passphrase)


def escrow() -> tuple[KeyHolder, bytes]:
    """The escrow key and its private half, which nothing stores."""
    pair = sealing.new_pair()
    return KeyHolder.objects.create(kind=HolderKind.ESCROW, public_key=pair.public), pair.private


def sent_report(
    *,
    identity: Identity | None = None,
    files: tuple[tuple[str, bytes], ...] = (),
    channel: Channel = Channel.ONLINE,
    **words: Any,
) -> Received:
    """A report that was received; a holder of an officer's key must exist."""
    report = Report(**({"kind": "bribery", "what": "เรียกเงินเพื่อออกเอกสารให้เร็วขึ้น"} | words))
    examined = [(examine(name, content), content) for name, content in files]
    return receive_report(by=None, report=report, identity=identity, files=examined, channel=channel)
