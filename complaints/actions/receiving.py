"""Taking a report in: the case with its keys, its words and its files in one transaction, and the code afterwards."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import codes, contents, policies, sealing
from complaints.actions.entries import add_entry, add_evidence
from complaints.codes import Code
from complaints.contents import Identity, Report
from complaints.evidence import Examined
from complaints.models import Case, CaseKey, ChannelRules, Grant, KeyHolder
from complaints.models.terms import PARTS_OF, Channel, EntryKind, HolderKind, Part
from portal import audit
from portal.fiscal import FiscalYear
from portal.models import User
from portal.working_days import add_working_days


class NobodyToRead(ValidationError):
    """No officer is left who may read the report: all are excluded, or none has a key."""


@dataclass(frozen=True)
class Received:
    """A case that was committed, and the code that is shown once."""

    case: Case
    code: Code


@transaction.atomic
def receive_report(
    *,
    by: User | None,
    report: Report,
    identity: Identity | None = None,
    files: Sequence[tuple[Examined, bytes]] = (),
    channel: Channel = Channel.ONLINE,
    at: dt.datetime | None = None,
    counted_on: dt.date | None = None,
    code: Code | None = None,
) -> Received:
    """Make a case of a report; `by` is the officer who wrote down what came by telephone, letter or counter.

    `at` is when it came, if that was earlier than now: both clocks run from that day. `counted_on` is a day of the
    month in which statistics count it, where that is another. `code` is given by the demonstration alone, whose code
    is no secret; everybody else's is made here, by chance.
    Raises NobodyToRead, in Thai, when no officer could open it; nothing is kept then.
    """
    _lock_holders()
    officers = policies.recipients(HolderKind.OFFICER, excluded=report.excluded)
    if not officers:
        raise NobodyToRead(
            "ขณะนี้ไม่มีเจ้าหน้าที่ของสำนักงานที่เปิดอ่านเรื่องนี้ได้ โปรดแจ้งหน่วยงานภายนอกโดยตรง เช่น สำนักงาน ป.ป.ช. โทร 1205"
            if not report.excluded
            else "ท่านเลือกไม่ให้เจ้าหน้าที่รับเรื่องทุกคนของสำนักงานอ่าน จึงไม่มีผู้เปิดอ่านเรื่องนี้ได้ "
            "โปรดแจ้งหน่วยงานภายนอกโดยตรง เช่น สำนักงาน ป.ป.ช. โทร 1205"
        )
    now = at or timezone.now()
    today = timezone.localdate(now)
    counted_on = counted_on or today
    year = FiscalYear.containing(counted_on)
    rules = ChannelRules.load()
    report = dataclasses.replace(
        report,
        received_at=now.isoformat(),
        identity_sha256=contents.digest_of(identity.to_bytes()) if identity else "",
        files_sha256=[file.sha256 for file, _ in files],
    )
    code = code or Code(_free_locator(year), codes.new_secret())
    pairs = {part: sealing.new_pair() for part in Part}
    cost = sealing.new_cost()
    root = sealing.root_of(code.secret, cost)
    case = Case(
        locator=code.locator,
        year=year,
        received_month=counted_on.replace(day=1),
        kind=report.kind,
        channel=channel,
        is_anonymous=identity is None,
        receipt=contents.receipt_of(
            code.locator,
            report=contents.digest_of(report.to_bytes()),
            identity=report.identity_sha256,
            files=report.files_sha256,
        ),
        answer_period=rules.answer_days,
        code_cost=cost,
        code_verifier=root.verifier,
        received_on=today,
        acknowledge_by=add_working_days(today, rules.acknowledge_days),
        answer_by=add_working_days(today, rules.answer_days),
    )
    case.talk_key = sealing.lock(root.key, pairs[Part.TALK].private, place=talk_place(case))
    case.save(force_insert=True)
    keys = {
        part: CaseKey.objects.create(case=case, part=part, public_key=pair.public)
        for part, pair in pairs.items()
    }
    for holder in [
        *officers,
        *policies.recipients(HolderKind.CUSTODIAN, excluded=report.excluded),
        *policies.recipients(HolderKind.ESCROW),
    ]:
        for part in PARTS_OF[HolderKind(holder.kind)]:
            grant_part(key=keys[part], private=pairs[part].private, holder=holder, by=by)
    add_entry(by=by, case=case, kind=EntryKind.REPORT, content=report, on=today)
    if identity:
        add_entry(by=by, case=case, kind=EntryKind.IDENTITY, content=identity, on=today)
    for file, content in files:
        add_evidence(by=by, case=case, file=file, content=content, on=today)
    if by:  # what comes by itself leaves no moment in the log (P10)
        audit.record(by, "รับเรื่องร้องเรียน", case)
    return Received(case, code)


def grant_part(*, key: CaseKey, private: bytes, holder: KeyHolder, by: User | None) -> Grant:
    """Hand a part of a case over to a holder."""
    place = Grant.place_of(key.case, key.part)
    return Grant.objects.create(
        key=key,
        holder=holder,
        sealed_key=sealing.hand_over(private, to=bytes(holder.public_key), place=place),
        granted_by=by,
        granted_on=timezone.localdate(),
    )


def _lock_holders() -> None:
    """Let nobody end a key between looking at who can open the case and handing it over to them."""
    list(
        KeyHolder.objects.select_for_update(no_key=True)
        .filter(retired_at=None)
        .order_by("pk")
        .values_list("pk")
    )


def talk_place(case: Case) -> str:
    """Where the key of the talk lies, locked with the secret of the code."""
    return f"complaints_case.talk_key|{case.pk}"


def _free_locator(year: FiscalYear) -> str:
    while Case.objects.filter(locator=(locator := codes.new_locator(year))).exists():
        pass
    return locator
