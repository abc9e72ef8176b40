"""What was sealed yesterday opens tomorrow, in its own place, and only to whom it is for."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from argon2.low_level import Type, hash_secret_raw
from django.db import connection

from complaints import contents, opening, paper_keys, policies, sealing
from complaints.actions.entries import add_entry, now_words
from complaints.actions.escrow import Why, open_with_escrow
from complaints.actions.identities import ask_for_identity, decide_request
from complaints.actions.keys import change_passphrase, hand_cases_over, retire_key
from complaints.actions.receiving import talk_place
from complaints.contents import Identity, Report
from complaints.models import Case, CaseKey, Entry, Evidence, Grant, KeyHolder, Recusal
from complaints.models.terms import EntryKind, HolderKind, Part
from complaints.opening import Keyring, NotGranted
from portal.models import User
from tests.complaints import stage

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "complaint_vectors.json").read_text())
COST = (sealing.OPERATIONS, sealing.MEMORY_BYTES)
"""As they are in truth: taken before the fixture makes them cheap."""
WHO = Identity(name="สมชาย ใจกล้า", contact="08 1234 5678")


def vector(name: str) -> dict[str, Any]:
    """A known answer; what is written in hexadecimal comes as bytes."""
    in_hex = {"private", "public", "sealed", "key", "wrapped", "cost", "verifier"}
    return {
        key: bytes.fromhex(value) if key in in_hex else value for key, value in dict(VECTORS[name]).items()
    }


# ── known answers ─────────────────────────────────────────────────────────────
def test_an_envelope_of_the_first_version_opens() -> None:
    known = vector("envelope")
    assert sealing.pair_of(known["private"]).public == known["public"]
    opened = sealing.unseal(known["private"], known["sealed"], place=known["place"])
    assert opened.decode() == known["text"]


def test_a_box_of_the_first_version_opens() -> None:
    known = vector("box")
    assert sealing.unlock(known["key"], known["sealed"], place=known["place"]).decode() == known["text"]


def test_a_key_wrapped_by_the_first_version_opens_with_its_passphrase_alone() -> None:
    known = vector("wrapped")
    assert sealing.unwrap(known["wrapped"], known["passphrase"], place=known["place"]) == known["private"]
    with pytest.raises(sealing.Unreadable):
        sealing.unwrap(known["wrapped"], known["passphrase"] + " ", place=known["place"])


def test_argon2id_is_that_of_rfc_9106_as_another_library_computes_it() -> None:
    known = vector("root")
    root = sealing.root_of(known["secret"], known["cost"])
    assert (root.verifier, root.key) == (known["verifier"], known["key"])
    operations, memory = known["cost"][1], int.from_bytes(known["cost"][2:6])
    raw = hash_secret_raw(
        known["secret"].encode(), known["cost"][6:], operations, memory // 1024, 1, 32, Type.ID
    )
    verifier, key = (blake2b(raw, digest_size=32, person=use).digest() for use in (b"verifier", b"key"))
    assert (verifier, key) == (root.verifier, root.key)


def test_what_is_written_down_of_the_escrow_reads_back() -> None:
    known = vector("paper")
    assert paper_keys.written(known["private"]) == known["lines"]
    assert paper_keys.read("\n".join(known["lines"]).lower()) == known["private"]


def test_a_new_key_costs_what_the_promise_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """At least 64 MiB and three passes of Argon2id for each guess at a stolen database."""
    assert COST >= (3, 64 * 1024 * 1024)
    monkeypatch.setattr(sealing, "OPERATIONS", COST[0])
    monkeypatch.setattr(sealing, "MEMORY_BYTES", COST[1])
    one, other = sealing.new_cost(), sealing.new_cost()
    assert one[:6] == bytes([1, COST[0]]) + COST[1].to_bytes(4)
    assert len(one) == 6 + 16
    assert one[6:] != other[6:], "each has a salt of its own"


def test_a_cost_that_would_stop_the_machine_is_refused_before_it_is_paid() -> None:
    for operations, memory in ((0, 8192), (3, 1024), (255, 8192), (3, 2**32 - 1)):
        cost = bytes([1, operations]) + memory.to_bytes(4) + bytes(16)
        with pytest.raises(sealing.Unreadable):
            sealing.root_of("x", cost)


def test_marks_typed_in_another_order_are_the_same_passphrase() -> None:
    typed = "กุ้ง" * 5
    other = typed.replace("\u0e38\u0e49", "\u0e49\u0e38")
    assert other != typed
    assert unicodedata.normalize("NFC", other) == typed
    wrapped = sealing.wrap(bytes(32), typed, place="p")
    assert sealing.unwrap(wrapped, other, place="p") == bytes(32)


# ── whatever was changed fails closed ─────────────────────────────────────────
def forms() -> list[Any]:
    """Each form with how it is opened."""
    envelope, box, wrapped = vector("envelope"), vector("box"), vector("wrapped")
    return [
        (envelope["sealed"], lambda form: sealing.unseal(envelope["private"], form, place=envelope["place"])),
        (box["sealed"], lambda form: sealing.unlock(box["key"], form, place=box["place"])),
        (
            sealing.wrap(wrapped["private"], "x", place="p"),
            lambda form: sealing.unwrap(form, "x", place="p"),
        ),
    ]


@pytest.mark.parametrize("which", range(3), ids=["envelope", "box", "wrapped key"])
def test_an_unknown_version_a_cut_and_a_changed_byte_are_refused(which: int) -> None:
    sealed, opened = forms()[which]
    opened(sealed)
    broken = [bytes([version]) + sealed[1:] for version in (0, 2, 255)]
    broken += [sealed[:end] for end in (0, 1, 2, 20, 60, len(sealed) - 1)] + [sealed + b"\0"]
    broken += [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(6, len(sealed), 7)]
    for form in broken:
        with pytest.raises(sealing.Unreadable):
            opened(form)


def test_a_box_and_an_envelope_open_at_no_other_place_and_with_no_other_key() -> None:
    envelope, box = vector("envelope"), vector("box")
    for place in ("", envelope["place"] + "0", "complaints_entry.sealed|", box["place"]):
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(envelope["private"], envelope["sealed"], place=place)
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealing.new_pair().private, envelope["sealed"], place=envelope["place"])
    with pytest.raises(sealing.Unreadable):
        sealing.unlock(sealing.new_key(), box["sealed"], place=box["place"])


def test_no_seal_is_made_twice_alike() -> None:
    pair = sealing.new_pair()
    made = {sealing.seal(pair.public, b"the same", place="p") for _ in range(20)}
    assert len({form[1:113] for form in made}) == 20
    assert len({form[113:] for form in made}) == 20


# ── rows that were swapped ────────────────────────────────────────────────────
@pytest.mark.django_db
def test_sealed_words_moved_to_another_row_column_or_case_do_not_open(people: Any) -> None:
    ring = stage.keyring(stage.holder(people.ivan))
    files = (("รูป.bin", b"\x01\x02\x03" * 50),)
    one, two = (stage.sent_report(identity=WHO, files=files).case for _ in range(2))
    for text in ("บันทึกหนึ่ง", "บันทึกสอง"):
        add_entry(by=people.ivan, case=one, kind=EntryKind.NOTE, content=now_words(text))
    private = ring.key_of(one, Part.REPORT)
    first, second = one.entries.filter(kind=EntryKind.NOTE)
    evidence = one.evidence.get()
    assert opening.read_words(private, first).text == "บันทึกหนึ่ง"
    assert opening.read_file(private, evidence, original=True) == files[0][1]

    Entry.objects.filter(pk=first.pk).update(sealed=second.sealed)  # another row
    first.refresh_from_db()
    with pytest.raises(sealing.Unreadable):
        opening.read_words(private, first)
    Evidence.objects.filter(pk=evidence.pk).update(clean_copy=evidence.original)  # another column
    evidence.refresh_from_db()
    with pytest.raises(sealing.Unreadable):
        opening.read_file(private, evidence, original=False)
    elsewhere = two.entries.get(kind=EntryKind.REPORT)  # another case, with its key and all
    Entry.objects.filter(pk=elsewhere.pk).update(sealed=one.entries.get(kind=EntryKind.REPORT).sealed)
    with pytest.raises(sealing.Unreadable):
        opening.read_report(private, two)


@pytest.mark.django_db
def test_a_grant_moved_to_another_case_part_or_holder_does_not_open(people: Any) -> None:
    ring = stage.keyring(stage.holder(people.ivan))
    other = stage.keyring(stage.holder(stage.officer("olga")))
    one, two = stage.sent_report().case, stage.sent_report().case

    def grant_of(case: Case, part: Part, holder: KeyHolder) -> Grant:
        return Grant.objects.get(key__case=case, key__part=part, holder=holder)

    kept = bytes(grant_of(one, Part.REPORT, ring.holder).sealed_key)
    for case, part, keyring in (
        (two, Part.REPORT, ring),
        (one, Part.TALK, ring),
        (one, Part.REPORT, other),
    ):
        grant = grant_of(case, part, keyring.holder)
        Grant.objects.filter(pk=grant.pk).update(sealed_key=kept)
        with pytest.raises(sealing.Unreadable):
            keyring.key_of(case, part)


@pytest.mark.django_db
def test_a_public_half_put_in_by_somebody_else_gives_nothing_away_of_before(people: Any) -> None:
    """Whoever writes into the database can have later words sealed to themselves, never open the earlier ones."""
    stage.holder(people.ivan)
    case, theirs = stage.sent_report().case, sealing.new_pair()
    CaseKey.objects.filter(case=case, part=Part.REPORT).update(public_key=theirs.public)
    with pytest.raises(sealing.Unreadable):
        opening.read_report(theirs.private, case)


# ── who opens what ────────────────────────────────────────────────────────────
def opens(ring: Keyring, case: Case) -> set[Part]:
    """The parts of a case whose content this ring reads in truth, from the database as it is now."""
    found = set()
    for part in Part:
        try:
            private = ring.key_of(case, part)
        except NotGranted:
            continue
        kinds = {
            Part.REPORT: EntryKind.REPORT,
            Part.IDENTITY: EntryKind.IDENTITY,
            Part.TALK: EntryKind.TO_REPORTER,
        }
        entry = case.entries.filter(kind=kinds[part]).get()
        assert opening.read_entry(private, entry)
        found.add(part)
    return found


@pytest.fixture
def case(people: Any) -> Case:
    """A report with an identity and an answer, received while Ivan, Olga, Judy and the escrow had keys."""
    olga = stage.officer("olga")
    for user, kind in (
        (people.ivan, HolderKind.OFFICER),
        (olga, HolderKind.OFFICER),
        (people.judy, HolderKind.CUSTODIAN),
    ):
        stage.holder(user, kind)
    received = stage.sent_report(identity=WHO)
    add_entry(by=olga, case=received.case, kind=EntryKind.TO_REPORTER, content=now_words("ได้รับเรื่องแล้ว"))
    return received.case


def ring_of(user: Any) -> Keyring:
    """The ring of a person with the key they have."""
    return stage.keyring(KeyHolder.objects.get(user=user))


BOTH = {Part.REPORT, Part.TALK}


def test_an_officer_opens_the_report_and_the_talk_and_not_who_it_was(people: Any, case: Case) -> None:
    ring = ring_of(people.ivan)
    assert opens(ring, case) == BOTH
    report = opening.read_report(ring.key_of(case, Part.REPORT), case)
    assert isinstance(report, Report)
    assert WHO.name not in report.to_bytes().decode()


def test_who_opens_the_report_alone_cannot_try_names_against_the_receipt(people: Any, case: Case) -> None:
    private = ring_of(people.ivan).key_of(case, Part.REPORT)
    report = opening.read_report(private, case)
    right = Identity(WHO.name, WHO.contact, WHO.note, salt="")
    guesses = [replace(right, salt=salt) for salt in ("", report.salt, case.locator)]
    for guess in [*guesses, Identity(WHO.name, WHO.contact, WHO.note)]:
        identity = contents.digest_of(guess.to_bytes())
        assert identity != report.identity_sha256
        read = contents.digest_of(report.to_bytes())
        files = report.files_sha256
        assert contents.receipt_of(case.locator, report=read, identity=identity, files=files) != case.receipt
    key = ring_of(people.judy).key_of(case, Part.IDENTITY)
    entry = opening.read_entry(key, case.entries.get(kind=EntryKind.IDENTITY))
    assert isinstance(entry, Identity)
    assert len(bytes.fromhex(entry.salt)) == 16
    assert entry.salt != report.salt
    assert contents.digest_of(entry.to_bytes()) == report.identity_sha256, "the salt was all that was missing"


def test_who_told_before_identities_had_a_salt_is_still_read() -> None:
    old = b'{"contact": "08", "name": "\xe0\xb8\x81", "note": ""}'
    assert Identity.from_bytes(old) == Identity("ก", "08")


def test_a_custodian_opens_who_it_was_and_nothing_else(people: Any, case: Case) -> None:
    ring = ring_of(people.judy)
    assert opens(ring, case) == {Part.IDENTITY}
    entry = case.entries.get(kind=EntryKind.IDENTITY)
    assert opening.read_entry(ring.key_of(case, Part.IDENTITY), entry) == WHO


def test_an_officer_opens_who_it_was_after_a_custodian_approved(people: Any, case: Case) -> None:
    request = ask_for_identity(by=people.ivan, case=case, reason="ต้องสอบถามเพิ่มเติม")
    assert opens(ring_of(people.ivan), case) == BOTH
    decide_request(by=ring_of(people.judy), request=request, is_approved=True, answer="เห็นชอบ")
    assert opens(ring_of(people.ivan), case) == set(Part)
    assert opens(ring_of(User.objects.get(username="olga")), case) == BOTH


@pytest.mark.django_db
def test_an_excluded_officer_opens_nothing(people: Any) -> None:
    olga = stage.officer("olga")
    stage.holder(people.ivan)
    accused = stage.holder(olga)
    case = stage.sent_report(excluded=[olga.pk]).case
    assert opens(stage.keyring(accused), case) == set()
    handed = hand_cases_over(by=ring_of(people.ivan), to=olga, cases=[case])
    assert (handed.done, handed.refused) == ([], [case])
    assert opens(stage.keyring(accused), case) == set()


@pytest.mark.django_db
def test_an_excluded_custodian_does_not_open_who_it_was(people: Any) -> None:
    stage.holder(people.ivan)
    accused = stage.holder(people.judy, HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=WHO, excluded=[people.judy.pk]).case
    assert opens(stage.keyring(accused), case) == set()


def test_an_officer_who_stepped_out_opens_nothing_and_gets_it_back_from_nobody(
    people: Any, case: Case
) -> None:
    olga = User.objects.get(username="olga")
    Recusal.objects.create(case=case, user=olga)
    Grant.objects.filter(holder__user=olga, key__case=case).delete()
    hand_cases_over(by=ring_of(people.ivan), to=olga, cases=[case])
    assert opens(ring_of(olga), case) == set()


def test_a_removed_officer_opens_nothing_even_with_the_passphrase(people: Any, case: Case) -> None:
    olga = User.objects.get(username="olga")
    ring = ring_of(olga)
    retire_key(by=olga, holder=ring.holder)
    with pytest.raises(sealing.Unreadable):
        ring_of(olga)
    assert opens(ring, case) == set()
    later = stage.sent_report().case
    assert opens(ring, later) == set()
    assert opens(ring_of(people.ivan), case) == BOTH


def test_a_new_officer_opens_what_was_handed_over_and_what_comes_later(people: Any, case: Case) -> None:
    pim = stage.officer("pim")
    ring = stage.keyring(stage.holder(pim))
    assert opens(ring, case) == set()
    assert hand_cases_over(by=ring_of(people.ivan), to=pim, cases=[case]).done == [case]
    assert opens(ring, case) == BOTH
    later = stage.sent_report()
    add_entry(by=pim, case=later.case, kind=EntryKind.TO_REPORTER, content=now_words("รับแล้ว"))
    assert opens(ring, later.case) == BOTH


@pytest.mark.parametrize("name", ["alice", "bob", "dana", "erin", "frank", "grace", "heidi"])
def test_administrator_auditor_and_everybody_else_open_nothing_even_with_a_key(
    people: Any, case: Case, name: str
) -> None:
    """A key that somebody without the role got hold of is no recipient: not now, not later, not by handing over."""
    user = getattr(people, name)
    ring = stage.keyring(stage.holder(user))
    later = stage.sent_report(identity=WHO).case
    assert opens(ring, case) == opens(ring, later) == set()
    assert not policies.may_open(user, case)
    with pytest.raises(Exception, match="เจ้าหน้าที่รับเรื่อง"):
        hand_cases_over(by=ring_of(people.ivan), to=user, cases=[case])
    assert not Grant.objects.filter(holder=ring.holder).exists()


def test_whoever_has_the_whole_database_and_the_settings_opens_nothing(people: Any, case: Case) -> None:
    """No private half lies anywhere in clear, and no column opens with a value of another."""
    privates = {bytes(ring_of(user).private) for user in (people.ivan, people.judy)}
    privates |= {ring_of(people.ivan).key_of(case, part) for part in BOTH}
    dumped = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("complaints_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                dumped += b"".join(
                    bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                    for row in cursor.fetchall()
                    for value in row
                )
    assert len(dumped) > 1000
    for private in privates:
        assert private not in dumped
        assert private.hex().encode() not in dumped


def test_the_escrow_opens_for_an_officer_what_nobody_else_can(people: Any) -> None:
    escrow, private = stage.escrow()
    lost = stage.holder(people.ivan)
    case = stage.sent_report(identity=WHO).case
    add_entry(by=people.ivan, case=case, kind=EntryKind.TO_REPORTER, content=now_words("รับแล้ว"))
    olga = stage.officer("olga")
    ring = stage.keyring(stage.holder(olga))
    assert opens(ring, case) == set()
    assert open_with_escrow(private=private, cases=[case], to=olga, why=Why.LOST).done == [case]
    assert opens(ring, case) == BOTH
    custodian = stage.keyring(stage.holder(people.judy, HolderKind.CUSTODIAN))
    open_with_escrow(private=private, cases=[case], to=people.judy, why=Why.CUSTODIAN, identity=True)
    assert opens(custodian, case) == {Part.IDENTITY}
    assert bytes(escrow.wrapped_key) == b""
    assert lost.grants.exists()


@pytest.mark.django_db
def test_the_code_of_the_reporter_opens_the_talk_and_nothing_else(people: Any) -> None:
    stage.holder(people.ivan)
    received, other = stage.sent_report(identity=WHO), stage.sent_report()
    case = received.case
    add_entry(by=people.ivan, case=case, kind=EntryKind.TO_REPORTER, content=now_words("ขอเอกสารเพิ่ม"))
    root = sealing.root_of(received.code.secret, bytes(case.code_cost))
    assert root.verifier == bytes(case.code_verifier)
    talk = sealing.unlock(root.key, bytes(case.talk_key), place=talk_place(case))
    message = case.entries.get(kind=EntryKind.TO_REPORTER)
    assert opening.read_words(talk, message).text == "ขอเอกสารเพิ่ม"
    for kind in (EntryKind.REPORT, EntryKind.IDENTITY):
        with pytest.raises(sealing.Unreadable):
            opening.read_entry(talk, case.entries.get(kind=kind))
    with pytest.raises(sealing.Unreadable):  # the verifier, which is stored, is not the key
        sealing.unlock(root.verifier, bytes(case.talk_key), place=talk_place(case))
    with pytest.raises(sealing.Unreadable):
        sealing.unlock(root.key, bytes(other.case.talk_key), place=talk_place(other.case))


@pytest.mark.django_db
def test_two_codes_that_are_alike_leave_nothing_alike_in_the_database(people: Any) -> None:
    stage.holder(people.ivan)
    costs = [sealing.new_cost(), sealing.new_cost()]
    one, two = (sealing.root_of("7K3011129ABCDEFG", cost) for cost in costs)
    assert len({one.verifier, two.verifier, one.key, two.key}) == 4
    received = stage.sent_report()
    stored = (
        bytes(received.case.code_cost) + bytes(received.case.code_verifier) + bytes(received.case.talk_key)
    )
    assert received.code.secret.encode() not in stored
    assert received.code.secret not in received.case.receipt.upper()


# ── rotation ──────────────────────────────────────────────────────────────────
def test_a_changed_passphrase_wraps_the_key_anew_and_touches_no_body(people: Any, case: Case) -> None:
    ring = ring_of(people.ivan)

    def bodies() -> list[bytes]:
        return [
            bytes(value)
            for rows in (
                Entry.objects.values_list("sealed"),
                Grant.objects.values_list("sealed_key"),
                CaseKey.objects.values_list("public_key"),
            )
            for (value,) in rows.order_by("pk")
        ]

    before, wrapped = bodies(), bytes(ring.holder.wrapped_key)
    fresh = "ศาลาริมน้ำมีปลาเจ็ดตัว 42"
    change_passphrase(by=ring, old=stage.PASSPHRASE, new=fresh)
    holder = KeyHolder.objects.get(user=people.ivan)
    assert bodies() == before
    assert bytes(holder.wrapped_key) != wrapped
    assert bytes(holder.public_key) == bytes(ring.holder.public_key)
    assert opens(stage.keyring(holder, fresh), case) == BOTH
    with pytest.raises(sealing.Unreadable):
        stage.keyring(holder, stage.PASSPHRASE)


def test_a_wrong_passphrase_opens_nothing(people: Any, case: Case) -> None:
    holder = KeyHolder.objects.get(user=people.ivan)
    for wrong in ("", "x", stage.PASSPHRASE[:-1], stage.PASSPHRASE.upper() + " ", "ก" * 5000):
        with pytest.raises(sealing.Unreadable):
            stage.keyring(holder, wrong)
    other = KeyHolder.objects.get(user=people.judy)
    KeyHolder.objects.filter(pk=holder.pk).update(wrapped_key=other.wrapped_key)
    holder.refresh_from_db()
    with pytest.raises(sealing.Unreadable):  # somebody else's wrapped key in one's own row
        stage.keyring(holder)
    assert case.keys.count() == 3


@pytest.mark.django_db
def test_the_role_and_not_the_key_makes_a_recipient(people: Any) -> None:
    """Who loses the role, or whose account is closed, is handed nothing more, though the key is still there."""
    olga = stage.officer("olga")
    stage.holder(people.ivan)
    ring = stage.keyring(stage.holder(olga))
    olga.groups.clear()
    assert opens(ring, stage.sent_report().case) == set()
    olga.groups.add(*people.ivan.groups.all())
    olga.is_active = False
    olga.save()
    assert opens(ring, stage.sent_report().case) == set()
