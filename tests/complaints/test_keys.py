"""Keys from the ceremony to the end: made, replaced, ended, handed over, and the escrow for when nobody is left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

from complaints import opening, paper_keys, policies, sealing
from complaints.actions import identities, keys
from complaints.actions.escrow import Why, open_with_escrow
from complaints.actions.handling import recuse
from complaints.contents import Identity
from complaints.models import Case, Grant, IdentityRequest, KeyHolder, Recusal
from complaints.models.terms import HolderKind, Part
from complaints.opening import Keyring, NotGranted
from complaints.readiness import lacks
from portal.models import AuditEvent, User
from portal.roles import Role
from tests.complaints import stage
from tests.complaints.on_disk import database_in_a_file
from tests.complaints.test_handling import at_once

pytestmark = pytest.mark.django_db

FRESH = "ศาลาริมน้ำมีปลาเจ็ดตัว 42"
WHO = Identity(name="สมชาย ใจกล้า", contact="08 1234 5678")


def ring_of(user: User, passphrase: str = stage.PASSPHRASE) -> Keyring:
    """The ring of a person with the key in use."""
    return stage.keyring(KeyHolder.objects.get(user=user, retired_at=None), passphrase)


def granted(user: User, case: Case) -> set[str]:
    """The parts for which the person has a grant."""
    return set(Grant.objects.filter(holder__user=user, key__case=case).values_list("key__part", flat=True))


def call(name: str, *arguments: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def threaded(transactional_db: Any, tmp_path: Path) -> Iterator[None]:
    """A database that several threads see, on SQLite as on PostgreSQL."""
    with database_in_a_file(tmp_path):
        yield


@pytest.fixture
def olga() -> User:
    """A second officer with a key."""
    user = stage.officer("olga")
    stage.holder(user)
    return user


# ── one's own key ─────────────────────────────────────────────────────────────
def test_officer_and_custodian_make_a_key_of_their_kind(people: Any) -> None:
    for user, kind in ((people.ivan, HolderKind.OFFICER), (people.judy, HolderKind.CUSTODIAN)):
        holder = keys.make_key(by=user, passphrase=FRESH)
        assert holder.kind == kind
        assert stage.keyring(holder, FRESH).holder == holder
        with pytest.raises(ValidationError, match="มีกุญแจที่ใช้อยู่แล้ว"):
            keys.make_key(by=user, passphrase=FRESH)
        event = AuditEvent.objects.get(verb="สร้างกุญแจเรื่องร้องเรียน", actor_id=str(user.pk))
        assert event.detail == {"fingerprint": holder.fingerprint}


def test_nobody_else_makes_a_key_and_nobody_is_officer_and_custodian(people: Any) -> None:
    for user in (people.alice, people.dana, people.erin, people.frank):
        with pytest.raises(PermissionDenied):
            keys.make_key(by=user, passphrase=FRESH)
    both = User.objects.get(pk=people.ivan.pk)
    both.groups.add(*people.judy.groups.all())
    with pytest.raises(ValidationError, match="ต้องเป็นคนละคน"):
        keys.make_key(by=User.objects.get(pk=both.pk), passphrase=FRESH)
    assert any("ต้องเป็นคนละคน" in lack.text for lack in lacks())
    assert not KeyHolder.objects.exists()


@pytest.mark.parametrize(
    "bad",
    ["", "สั้นไป 14 ตัว", "a" * 30, "1234567890" * 2, "passwordpassword", "ก" * 201, "ivan.officer@example"],
)
def test_a_weak_passphrase_is_refused_in_thai(people: Any, bad: str) -> None:
    people.ivan.email = "ivan.officer@example.go.th"
    with pytest.raises(ValidationError) as refused:
        keys.make_key(by=people.ivan, passphrase=bad)
    assert all(any("\u0e00" <= letter <= "\u0e7f" for letter in text) for text in refused.value.messages)
    assert not KeyHolder.objects.exists()


def test_the_password_of_the_account_is_no_passphrase(people: Any) -> None:
    people.ivan.set_password(FRESH)
    people.ivan.save()
    with pytest.raises(ValidationError, match="รหัสผ่านเดียวกับที่ใช้เข้าสู่ระบบ"):
        keys.make_key(by=people.ivan, passphrase=FRESH)


def test_a_passphrase_changes_only_for_who_knows_the_old_one(people: Any) -> None:
    ring = stage.keyring(stage.holder(people.ivan))
    with pytest.raises(ValidationError, match="เดิมไม่ถูกต้อง"):
        keys.change_passphrase(by=ring, old=FRESH, new=FRESH)
    assert ring_of(people.ivan).private == ring.private
    with pytest.raises(ValidationError, match="ต้องต่างจากวลีเดิม"):
        keys.change_passphrase(by=ring, old=stage.PASSPHRASE, new=stage.PASSPHRASE)
    keys.change_passphrase(by=ring, old=stage.PASSPHRASE, new=FRESH)
    assert ring_of(people.ivan, FRESH).private == ring.private


def test_a_lost_passphrase_costs_what_was_readable_until_a_colleague_hands_it_over(
    people: Any, olga: User
) -> None:
    stage.escrow()
    stage.holder(people.ivan)
    case = stage.sent_report().case
    holder = keys.replace_lost_key(by=people.ivan, passphrase=FRESH)
    assert KeyHolder.objects.filter(user=people.ivan).count() == 2
    assert granted(people.ivan, case) == set()
    with pytest.raises(NotGranted):
        stage.keyring(holder, FRESH).key_of(case, Part.REPORT)
    with pytest.raises(PermissionDenied, match="ยืนยันแล้ว"):
        keys.hand_cases_over(by=ring_of(olga), to=people.ivan, cases=[case])
    keys.confirm_key(by=ring_of(olga), holder=holder)
    assert keys.hand_cases_over(by=ring_of(olga), to=people.ivan, cases=[case]).done == [case]
    ring = stage.keyring(holder, FRESH)
    assert opening.read_report(ring.key_of(case, Part.REPORT), case).what
    assert AuditEvent.objects.get(verb="เลิกใช้กุญแจเรื่องร้องเรียน").detail["why"] == "วลีรหัสผ่านหาย"


def test_a_key_is_not_replaced_where_nobody_could_open_a_case_again(people: Any) -> None:
    stage.holder(people.ivan)
    case = stage.sent_report().case
    with pytest.raises(ValidationError, match=r"1.*เรื่องที่ไม่มีผู้ใดเปิดได้อีกตลอดไป"):
        keys.replace_lost_key(by=people.ivan, passphrase=FRESH)
    assert granted(people.ivan, case) == {Part.REPORT, Part.TALK}
    assert KeyHolder.objects.get().retired_at is None


# ── comparing ─────────────────────────────────────────────────────────────────
def test_a_new_key_opens_nothing_until_another_holder_has_compared_it(people: Any, olga: User) -> None:
    stage.escrow()
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    holder = keys.make_key(by=people.ivan, passphrase=FRESH)
    own, case = stage.keyring(holder, FRESH), stage.sent_report(identity=WHO).case
    assert granted(people.ivan, case) == set()
    assert keys.cases_to_hand_over(by=ring_of(olga), to=people.ivan).refused == [case]
    with pytest.raises(PermissionDenied):
        keys.hand_cases_over(by=ring_of(olga), to=people.ivan, cases=[case])
    assert any("รอผู้ถือกุญแจคนอื่นเทียบลายนิ้วมือ" in lack.text for lack in lacks())
    assert any("เพียงคนเดียว" in lack.text for lack in lacks()), "one that waits does not count"
    pim = stage.officer("pim")
    late = stage.keyring(stage.holder(pim, is_confirmed=False))
    for ring in (own, late):
        with pytest.raises(PermissionDenied):
            keys.confirm_key(by=ring, holder=holder)
    for user in (people.dana, people.erin, people.ivan, pim):
        assert not policies.may_confirm(user, holder)
    keys.confirm_key(by=ring_of(people.judy), holder=holder)
    holder.refresh_from_db()
    assert holder.confirmed_by == people.judy
    prints = [KeyHolder.objects.get(user=people.judy).fingerprint, holder.fingerprint]
    assert AuditEvent.objects.get(verb="ยืนยันกุญแจเรื่องร้องเรียน").detail == {"fingerprints": prints}
    with pytest.raises(PermissionDenied):
        keys.confirm_key(by=ring_of(olga), holder=holder)
    assert granted(people.ivan, stage.sent_report().case) == {Part.REPORT, Part.TALK}
    assert keys.hand_cases_over(by=ring_of(olga), to=people.ivan, cases=[case]).done == [case]


def test_only_the_first_key_of_the_ceremony_stands_by_itself(people: Any) -> None:
    _, private = stage.escrow()
    first = keys.make_key(by=people.ivan, passphrase=FRESH)
    assert (first.is_waiting, first.confirmed_by) == (False, people.ivan)
    assert keys.make_key(by=people.judy, passphrase=FRESH).is_waiting
    keys.retire_key(by=people.ivan, holder=first)
    later = keys.make_key(by=people.ivan, passphrase=FRESH)
    assert later.is_waiting, "ending all keys does not open the way to an unseen one"
    open_with_escrow(private=private, cases=[], to=people.ivan, why=Why.LOST)
    later.refresh_from_db()
    assert not later.is_waiting, "but the paper of the escrow does"


def test_all_holders_hear_of_a_key_that_is_made_or_replaced_and_not_whose(
    people: Any, olga: User, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    stage.escrow()
    pim = stage.officer("pim")
    with django_capture_on_commit_callbacks(execute=True):
        keys.make_key(by=pim, passphrase=FRESH)
    assert sorted(to for mail in mailoutbox for to in mail.to) == [olga.email, pim.email]
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        keys.replace_lost_key(by=olga, passphrase=FRESH)
    assert sorted(to for mail in mailoutbox for to in mail.to) == [olga.email, pim.email]
    assert not any("olga" in str(mail.body) + mail.subject for mail in mailoutbox)


# ── leaving ───────────────────────────────────────────────────────────────────
def test_the_last_officer_of_a_case_does_not_leave_without_a_successor(people: Any, olga: User) -> None:
    stage.escrow()
    own = stage.holder(people.ivan)
    shared = stage.sent_report().case
    alone = [stage.sent_report(excluded=[olga.pk]).case for _ in range(2)]
    with pytest.raises(ValidationError, match=r"มี 2.*ไม่มีเจ้าหน้าที่คนอื่น"):
        keys.retire_key(by=people.ivan, holder=own)
    assert granted(people.ivan, shared) == {Part.REPORT, Part.TALK}
    pim = stage.officer("pim")
    stage.holder(pim)
    assert keys.hand_cases_over(by=ring_of(people.ivan), to=pim, cases=alone).done == sorted(
        alone, key=lambda case: str(case.pk)
    )
    keys.retire_key(by=people.ivan, holder=own)
    assert not Grant.objects.filter(holder=own).exists()
    own.refresh_from_db()
    assert bytes(own.wrapped_key) == b"", "what a passphrase would open lies here no longer"
    assert policies.holder_of(people.ivan) is None
    assert {olga, pim} == {
        user
        for user in (olga, pim, people.ivan)
        if policies.may_open(user, shared) or policies.may_open(user, alone[0])
    }


def test_two_last_officers_do_not_leave_after_one_another(people: Any, olga: User) -> None:
    stage.escrow()
    own = stage.holder(people.ivan)
    case = stage.sent_report().case
    keys.retire_key(by=people.ivan, holder=own)
    with pytest.raises(ValidationError, match=r"มี 1.*ไม่มีเจ้าหน้าที่คนอื่น"):
        keys.retire_key(by=olga, holder=KeyHolder.objects.get(user=olga))
    assert policies.may_open(olga, case)


def test_a_key_is_not_ended_while_a_report_is_sealed_to_it_alone(threaded: None, people: Any) -> None:
    stage.escrow()
    own = stage.holder(people.ivan)
    is_received, is_over = threading.Event(), threading.Event()

    def receive() -> None:
        with transaction.atomic():
            stage.sent_report()
            is_received.set()
            is_over.wait(1)  # the other one must not be through before this is

    def end() -> None:
        is_received.wait(30)
        try:
            keys.retire_key(by=people.ivan, holder=own)
        finally:
            is_over.set()

    assert at_once(receive, end) == ["", "ValidationError"]
    assert policies.may_open(people.ivan, Case.objects.get())


@pytest.mark.parametrize("how", ["both end their keys", "one ends the key, one steps out"])
def test_two_last_officers_who_leave_at_once_leave_one(threaded: None, people: Any, how: str) -> None:
    stage.escrow()
    olga = stage.officer("olga")
    holders = {user: stage.holder(user) for user in (people.ivan, olga)}
    case = stage.sent_report().case

    def end(user: User) -> None:
        keys.retire_key(by=user, holder=holders[user])

    def step_out(user: User) -> None:
        recuse(by=user, case=case, reason="ญาติ")

    second = end if how == "both end their keys" else step_out
    results = at_once(lambda: end(people.ivan), lambda: second(olga))
    assert sorted(results) == ["", "ValidationError"], results
    assert sum(policies.may_open(user, case) for user in holders) == 1


def test_an_administrator_ends_the_key_of_who_left_and_of_nobody_else(people: Any, olga: User) -> None:
    stage.escrow()
    stage.holder(people.ivan)
    stage.sent_report()
    holder = KeyHolder.objects.get(user=olga)
    for user in (people.dana, people.ivan, people.erin):
        with pytest.raises(PermissionDenied):
            keys.retire_key(by=user, holder=holder)
    olga.is_active = False
    olga.save()
    assert any("olga" in lack.text for lack in lacks())
    with pytest.raises(PermissionDenied):
        keys.retire_key(by=people.ivan, holder=holder)
    assert keys.retire_key(by=people.dana, holder=holder).retired_at
    assert not Grant.objects.filter(holder=holder).exists()
    assert not any("olga" in lack.text for lack in lacks())


def test_a_custodian_leaves_only_while_somebody_else_or_the_escrow_opens_the_identities(people: Any) -> None:
    stage.holder(people.ivan)
    own = stage.holder(people.judy, HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=WHO).case
    with pytest.raises(ValidationError, match="ตลอดไป"):
        keys.retire_key(by=people.judy, holder=own)
    escrow, _ = stage.escrow()
    later = stage.sent_report(identity=WHO).case
    Grant.objects.filter(key__case=case, holder=own).delete()
    keys.retire_key(by=people.judy, holder=own)
    assert granted(people.judy, later) == set()
    assert escrow.grants.filter(key__part=Part.IDENTITY).count() == 1


# ── handing over ──────────────────────────────────────────────────────────────
def test_handing_over_is_logged_with_both_fingerprints_and_mailed_without_a_word(
    people: Any, olga: User, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    case = stage.sent_report().case
    stage.holder(people.ivan)
    with django_capture_on_commit_callbacks(execute=True):
        keys.hand_cases_over(by=ring_of(olga), to=people.ivan, cases=[case])
        keys.hand_cases_over(by=ring_of(olga), to=people.ivan, cases=[case])
    event = AuditEvent.objects.get(verb="ส่งมอบเรื่องให้เจ้าหน้าที่")
    prints = [KeyHolder.objects.get(user=user).fingerprint for user in (olga, people.ivan)]
    assert event.detail == {"to": people.ivan.display_name, "fingerprints": prints}
    assert event.object_name == case.locator
    assert [mail.to for mail in mailoutbox] == [[olga.email]], "all officers alike; Ivan has no address"
    recused = stage.sent_report().case
    Recusal.objects.create(case=recused, user=people.ivan)
    Grant.objects.filter(holder__user=people.ivan, key__case=recused).delete()
    refused = keys.hand_cases_over(by=ring_of(olga), to=people.ivan, cases=[recused])
    assert (refused.done, refused.refused) == ([], [recused])


def test_nobody_hands_over_what_they_cannot_open(people: Any, olga: User) -> None:
    stage.holder(people.ivan)
    case = stage.sent_report(excluded=[people.ivan.pk]).case
    pim = stage.officer("pim")
    stage.holder(pim)
    assert keys.hand_cases_over(by=ring_of(people.ivan), to=pim, cases=[case]).refused == [case]
    assert granted(pim, case) == set()
    for other in (people.ivan, people.judy, people.dana, stage.officer("nida")):
        with pytest.raises(PermissionDenied):
            keys.hand_cases_over(by=ring_of(people.ivan), to=other, cases=[case])


# ── custodians ────────────────────────────────────────────────────────────────
@pytest.fixture
def case(people: Any, olga: User) -> Case:
    """A report with an identity that Ivan and Olga handle and Judy keeps."""
    stage.holder(people.ivan)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    return stage.sent_report(identity=WHO).case


def test_a_request_and_its_refusal_are_kept_and_logged_without_their_words(people: Any, case: Case) -> None:
    request = identities.ask_for_identity(by=people.ivan, case=case, reason="ต้องสอบถามวันเกิดเหตุ")
    assert identities.ask_for_identity(by=people.ivan, case=case, reason="อีกครั้ง") == request
    judy = ring_of(people.judy)
    assert identities.read_reason(judy, request).text == "ต้องสอบถามวันเกิดเหตุ"
    with pytest.raises(NotGranted):
        identities.read_reason(ring_of(people.ivan), request)
    identities.decide_request(by=judy, request=request, is_approved=False, answer="ถามทางข้อความได้")
    request.refresh_from_db()
    assert (request.is_approved, request.decided_by) == (False, people.judy)
    assert identities.read_answer(ring_of(people.ivan), request).text == "ถามทางข้อความได้"
    assert Part.IDENTITY not in granted(people.ivan, case)
    identities.decide_request(by=judy, request=request, is_approved=True, answer="เปลี่ยนใจ")
    request.refresh_from_db()
    assert request.is_approved is False, "what was decided stays decided"
    again = identities.ask_for_identity(by=people.ivan, case=case, reason="ผู้แจ้งไม่ตอบ")
    assert again != request
    events = AuditEvent.objects.filter(object_id=str(case.pk)).order_by("seq")
    assert [event.verb for event in events] == [
        "ขอเปิดตัวตนผู้แจ้ง",
        "ไม่อนุมัติให้เปิดตัวตนผู้แจ้ง",
        "ขอเปิดตัวตนผู้แจ้ง",
    ]
    assert not any("สอบถาม" in str(event.detail) for event in events)


def test_an_approval_opens_the_identity_to_the_one_who_asked_until_it_is_withdrawn(
    people: Any, olga: User, case: Case
) -> None:
    request = identities.ask_for_identity(by=people.ivan, case=case, reason="ต้องพบตัว")
    identities.decide_request(by=ring_of(people.judy), request=request, is_approved=True, answer="เห็นชอบ")
    assert Part.IDENTITY in granted(people.ivan, case)
    assert Part.IDENTITY not in granted(olga, case)
    with pytest.raises(ValidationError, match="อยู่แล้ว"):
        identities.ask_for_identity(by=people.ivan, case=case, reason="อีก")
    for user in (people.ivan, olga, people.dana, people.erin):
        with pytest.raises(PermissionDenied):
            identities.withdraw_identity(by=user, request=request)
    for _ in range(2):
        identities.withdraw_identity(by=people.judy, request=request)
    assert Part.IDENTITY not in granted(people.ivan, case)
    assert granted(people.judy, case) == {Part.IDENTITY}
    assert AuditEvent.objects.filter(verb="เพิกถอนสิทธิเปิดตัวตนผู้แจ้ง").count() == 1


def test_only_a_custodian_of_the_case_decides_and_only_for_who_still_holds_it(
    people: Any, olga: User, case: Case
) -> None:
    request = identities.ask_for_identity(by=people.ivan, case=case, reason="ต้องพบตัว")
    for user in (people.ivan, olga):
        with pytest.raises(PermissionDenied):
            identities.decide_request(by=ring_of(user), request=request, is_approved=True, answer="x")
    new = stage.officer("nok", role=Role.IDENTITY_CUSTODIAN)
    stranger = stage.keyring(stage.holder(new, HolderKind.CUSTODIAN))
    with pytest.raises(NotGranted):
        identities.decide_request(by=stranger, request=request, is_approved=True, answer="x")
    recuse(by=people.ivan, case=case, reason="รู้จักผู้ถูกกล่าวหา")
    IdentityRequest.objects.filter(pk=request.pk).update(is_approved=None)
    with pytest.raises(ValidationError, match="ไม่ได้ถือเรื่องนี้แล้ว"):
        identities.decide_request(by=ring_of(people.judy), request=request, is_approved=True, answer="x")
    assert granted(people.ivan, case) == set()


def test_an_anonymous_case_has_nobody_to_open(people: Any, olga: User) -> None:
    case = stage.sent_report().case
    with pytest.raises(ValidationError, match="ไม่ได้บอกตัวตน"):
        identities.ask_for_identity(by=olga, case=case, reason="อยากรู้")
    with pytest.raises(PermissionDenied):
        identities.ask_for_identity(by=people.ivan, case=case, reason="อยากรู้")


# ── escrow ────────────────────────────────────────────────────────────────────
def type_in(monkeypatch: pytest.MonkeyPatch, command: str, *typed: str) -> None:
    """What is typed at the command's questions, in order, without being shown."""
    answers = iter(typed)
    monkeypatch.setattr(f"complaints.management.commands.{command}.getpass", lambda question: next(answers))


def make_escrow(monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The escrow made by the ceremony's command: what stands on the paper, and all that was printed."""
    out, paper = StringIO(), []

    def from_paper(question: str) -> str:
        paper.extend(line.strip() for line in out.getvalue().splitlines() if line.startswith("    "))
        return " ".join(paper)

    monkeypatch.setattr("complaints.management.commands.complaint_escrow_key.getpass", from_paper)
    call_command("complaint_escrow_key", stdout=out, stderr=out)
    return " ".join(paper), out.getvalue()


def test_the_escrow_is_kept_only_when_the_paper_was_typed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = " ".join(paper_keys.written(sealing.new_pair().private))
    type_in(monkeypatch, "complaint_escrow_key", "", wrong[:-1] + "*", wrong)
    with pytest.raises(CommandError, match="ไม่ได้เก็บกุญแจใด"):
        call("complaint_escrow_key")
    assert not KeyHolder.objects.exists()
    paper, printed = make_escrow(monkeypatch)
    holder = KeyHolder.objects.get()
    assert sealing.pair_of(paper_keys.read(paper)).public == bytes(holder.public_key)
    assert holder.fingerprint in printed
    assert bytes(holder.wrapped_key) == b""


def test_a_slip_on_paper_is_told_by_its_group() -> None:
    private = sealing.new_pair().private
    written = " ".join(paper_keys.written(private))
    groups = written.split()
    assert len(groups) == paper_keys.GROUPS
    assert paper_keys.read(written.replace("0", "O").replace("1", "l").lower()) == private
    for at, group in enumerate(groups):
        other = "Z" if group[2] != "Z" else "Y"
        typed = [*groups[:at], group[:2] + other + group[3:], *groups[at + 1 :]]
        with pytest.raises(paper_keys.Mistyped) as slip:
            paper_keys.read(" ".join(typed))
        assert slip.value.group == at + 1
    swapped = [groups[1], groups[0], *groups[2:]]
    for typed in ([], groups[:-1], [*groups, groups[0]], swapped):
        with pytest.raises(paper_keys.Mistyped):
            paper_keys.read(" ".join(typed))


def test_the_escrow_opens_from_paper_for_who_may_receive_and_logs_why(
    people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, _ = make_escrow(monkeypatch)
    stage.holder(people.ivan)
    open_case, named = (
        stage.sent_report(identity=WHO).case,
        stage.sent_report(excluded=[people.ivan.pk + 999]).case,
    )
    olga = stage.officer("olga")
    stage.holder(olga)
    type_in(monkeypatch, "open_with_escrow", paper.lower())
    printed = call("open_with_escrow", "--all", "--for", "olga", "--why", "lost")
    assert "มอบแล้ว 2 เรื่อง" in printed
    assert granted(olga, open_case) == granted(olga, named) == {Part.REPORT, Part.TALK}
    event = AuditEvent.objects.filter(verb="เปิดเรื่องด้วยกุญแจสำรอง").first()
    assert event is not None
    assert event.detail["why"] == "เจ้าหน้าที่ลืมวลีรหัสผ่าน"
    assert event.detail["to"] == olga.display_name
    assert not any(group in str(list(AuditEvent.objects.values())) for group in paper.split())

    stage.holder(people.judy, HolderKind.CUSTODIAN)
    type_in(monkeypatch, "open_with_escrow", paper)
    arguments = (open_case.locator, "--for", "judy", "--why", "custodian", "--identity")
    assert "มอบแล้ว 1 เรื่อง" in call("open_with_escrow", *arguments)
    assert granted(people.judy, open_case) == {Part.IDENTITY}


def test_a_wrong_escrow_or_receiver_changes_nothing(people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, _ = make_escrow(monkeypatch)
    stage.holder(people.ivan)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    stage.holder(people.dana)  # a key without the role
    nida = stage.officer("nida")  # the role without a key
    case = stage.sent_report(identity=WHO).case
    olga = stage.officer("olga")
    stage.holder(olga)
    before = set(Grant.objects.values_list("pk", flat=True)), AuditEvent.objects.count()
    stranger = " ".join(paper_keys.written(sealing.new_pair().private))
    for typed, *arguments in (
        (stranger, case.locator, "--for", "olga"),
        (paper[:-1] + "*", case.locator, "--for", "olga"),
        ("", "--all", "--for", "olga"),
        (paper, case.locator, "--for", "nobody"),
        (paper, "68-0000", "--for", "olga"),
        (paper, "x", "--for", "olga"),
        (paper, case.locator, "--for", "dana"),
        (paper, case.locator, "--for", nida.username),
        (paper, case.locator, "--for", "judy"),
        (paper, case.locator, "--for", "olga", "--identity"),
        (paper, case.locator, "--for", "dana", "--identity"),
    ):
        type_in(monkeypatch, "open_with_escrow", typed)
        with pytest.raises(CommandError) as refused:
            call("open_with_escrow", *arguments, "--why", "drill")
        assert paper[:5] not in str(refused.value)
    assert (set(Grant.objects.values_list("pk", flat=True)), AuditEvent.objects.count()) == before


def test_the_escrow_gives_nothing_to_whom_the_report_names_or_who_stepped_out(
    people: Any, olga: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, _ = make_escrow(monkeypatch)
    stage.holder(people.ivan)
    named = stage.sent_report(excluded=[olga.pk]).case
    left = stage.sent_report().case
    recuse(by=olga, case=left, reason="ญาติ")
    type_in(monkeypatch, "open_with_escrow", paper, paper)
    with pytest.raises(CommandError, match="ไม่ได้มอบเรื่องนี้"):
        call("open_with_escrow", named.locator, "--for", "olga", "--why", "lost")
    assert "ไม่มอบ 2 เรื่อง" in call("open_with_escrow", "--all", "--for", "olga", "--why", "lost")
    assert granted(olga, named) == granted(olga, left) == set()


def test_a_new_escrow_takes_over_for_later_cases_and_the_older_one_keeps_its_own(
    people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, _ = make_escrow(monkeypatch)
    stage.holder(people.ivan)
    early = stage.sent_report().case
    newer, _ = make_escrow(monkeypatch)
    late = stage.sent_report().case
    olga = stage.officer("olga")
    stage.holder(olga)
    type_in(monkeypatch, "open_with_escrow", newer, older)
    printed = call("open_with_escrow", "--all", "--for", "olga", "--why", "left")
    assert "ไม่มอบ 1 เรื่อง เพราะผนึกไว้กับกุญแจสำรองอื่น" in printed
    assert (granted(olga, early), granted(olga, late)) == (set(), {Part.REPORT, Part.TALK})
    call("open_with_escrow", "--all", "--for", "olga", "--why", "left")
    assert granted(olga, early) == {Part.REPORT, Part.TALK}


# ── what is missing ───────────────────────────────────────────────────────────
def test_the_check_names_what_is_missing_until_the_ceremony_is_done(people: Any) -> None:
    with pytest.raises(CommandError, match="3 ข้อ"):
        call("check_complaint_channel")
    assert sum("ยังไม่มี" in lack.text for lack in lacks()) == 3
    assert any(people.ivan.display_name in lack.text for lack in lacks())
    stage.holder(people.ivan)
    case = stage.sent_report().case
    assert any("เพียงคนเดียว" in lack.text for lack in lacks())
    stage.holder(stage.officer("olga"))
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    stage.escrow()
    assert [(lack.text, lack.is_grave) for lack in lacks()] == [
        ("มี 1\u00a0เรื่องที่รับไว้ก่อนมีกุญแจสำรอง กุญแจสำรองเปิดไม่ได้", False)
    ]
    assert "พร้อมใช้งาน" in call("check_complaint_channel")
    Grant.objects.filter(key__case=case).delete()
    assert any("ไม่มีเจ้าหน้าที่คนใดเปิดอ่านได้" in lack.text for lack in lacks())
