"""A closed case is kept, warned of, held, and deleted with its keys first; the figures of past years stay."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from complaints import opening, statistics
from complaints.actions import retention, telling
from complaints.actions.entries import add_entry, now_words
from complaints.actions.identities import ask_for_identity
from complaints.contents import Identity
from complaints.models import (
    Attempt,
    Case,
    CaseKey,
    ChannelRules,
    DeletionNotice,
    Entry,
    Evidence,
    Flow,
    Grant,
    IdentityRequest,
    Recusal,
    Tombstone,
)
from complaints.models.terms import RETENTION_OF, EntryKind, HolderKind, Outcome, Part, Progress
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, User
from portal.roles import Role
from tests.complaints import stage

pytestmark = pytest.mark.django_db

RECEIVED = dt.datetime(2023, 2, 6, 9, 0, tzinfo=dt.UTC)
CLOSED = dt.date(2023, 3, 1)
CONTENT = (CaseKey, Grant, Entry, Evidence, IdentityRequest, Recusal, DeletionNotice)
DAY = dt.timedelta(days=1)


def closed(case: Case, outcome: Outcome = Outcome.OUT_OF_SCOPE, *, on: dt.date = CLOSED) -> Case:
    """The case as closing leaves it, with the day until which it is kept."""
    kept = RETENTION_OF[outcome]
    case.progress, case.outcome, case.closed_on = Progress.CLOSED, outcome, on
    case.closed_month, case.days_to_answer, case.answered_on = on.replace(day=1), 12, on
    case.retention_class = kept
    case.keep_until = on + dt.timedelta(days=ChannelRules.load().days_of(kept))
    case.save()
    return case


@pytest.fixture(autouse=True)
def with_addresses(people: Any) -> None:
    """Whoever is warned can be mailed, if a test says nothing else."""
    for user in (people.ivan, people.judy, people.erin):
        user.email = f"{user.username}@example.go.th"
        user.save()


@pytest.fixture
def case(people: Any) -> Case:
    """A case with everything a case can have, closed on 1 March 2566."""
    with time_machine.travel(RECEIVED, tick=False):
        stage.holder(people.ivan)
        olga = stage.officer("olga")
        stage.holder(olga)
        stage.holder(people.judy, HolderKind.CUSTODIAN)
        stage.escrow()
        case = stage.sent_report(identity=Identity(name="ก"), files=(("a.bin", b"\1\2\3" * 99),)).case
        add_entry(by=olga, case=case, kind=EntryKind.NOTE, content=now_words("บันทึก"))
        ask_for_identity(by=people.ivan, case=case, reason="เหตุผล")
        Recusal.objects.create(case=case, user=people.bob)
        DeletionNotice.objects.create(case=case, user=people.bob, mailed_on=RECEIVED)  # before it was closed
        return closed(case)


def at(day: dt.date) -> Any:
    """The clock of the office at nine o'clock of that day."""
    return time_machine.travel(dt.datetime.combine(day, dt.time(2, 0), tzinfo=dt.UTC), tick=False)


def go(day: dt.date) -> retention.Round:
    """The daily round of that day."""
    with at(day):
        return retention.go_round()


def rest() -> int:
    """How many rows of content there are."""
    return sum(kind._default_manager.count() for kind in CONTENT)


# ── created → kept → warned → held → deleted ─────────────────────────────────
def test_a_case_is_kept_warned_of_held_and_deleted(people: Any, case: Case, mailoutbox: list[Any]) -> None:
    end = case.keep_until
    assert end == CLOSED + 365 * DAY
    warning = end - 30 * DAY

    assert go(warning - DAY) == retention.Round()
    case.refresh_from_db()
    assert case.warned_on is None

    assert go(warning) == retention.Round(warned=1)
    case.refresh_from_db()
    assert case.warned_on == warning
    assert sorted(mail.to for mail in mailoutbox) == [
        [f"{name}@example.go.th"] for name in ("erin", "ivan", "judy", "olga")
    ], "everybody of the channel alike, and nobody twice"
    assert case.locator not in mailoutbox[0].body + mailoutbox[0].subject
    assert len(AuditEvent.objects.get(verb="เตือนก่อนลบเรื่อง").detail["told"]) == 4

    assert go(warning + DAY) == retention.Round(), "one warning is enough"
    assert go(end) == retention.Round(), "kept through its last day"
    with at(end):
        retention.hold(by=people.ivan, case=case, reason="ศาลขอเอกสาร")
    assert go(end + 100 * DAY) == retention.Round(), "what is held stays"

    lifted = end + 101 * DAY
    with at(lifted):
        retention.lift_hold(by=people.ivan, case=case, reason="คดีถึงที่สุด")
    assert go(lifted) == retention.Round(warned=1), "a warning of its own before it goes"
    assert go(lifted + 29 * DAY) == retention.Round()
    assert go(lifted + 30 * DAY) == retention.Round(deleted=1)
    assert not Case.objects.exists()
    assert rest() == 0
    assert go(lifted + 31 * DAY) == retention.Round()


def test_nothing_is_deleted_on_the_day_it_is_warned_of_however_late(case: Case) -> None:
    late = case.keep_until + 400 * DAY
    assert go(late) == retention.Round(warned=1)
    assert go(late) == retention.Round()
    assert go(late + 29 * DAY) == retention.Round()
    assert go(late + 30 * DAY) == retention.Round(deleted=1)


def test_a_reopened_case_is_kept_from_its_new_closing(case: Case) -> None:
    """What was warned before the reopening does not count (GL#4192)."""
    end = case.keep_until
    go(end - 10 * DAY)
    again = end - 5 * DAY
    case.refresh_from_db()
    closed(case, on=again)  # its earlier warning is still on the row
    assert case.warned_on is not None
    assert go(end + 60 * DAY) == retention.Round()
    new_end = again + 365 * DAY
    assert go(new_end - 30 * DAY) == retention.Round(warned=1)
    assert go(new_end + DAY) == retention.Round(deleted=1)


def test_an_open_case_is_never_deleted(people: Any, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(progress=Progress.EXAMINED, closed_on=None, warned_on=CLOSED)
    assert go(CLOSED + 4000 * DAY) == retention.Round()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_outcome_has_its_period(people: Any, outcome: Outcome) -> None:
    rules = ChannelRules.load()
    days = {
        Outcome.OUT_OF_SCOPE: rules.short_days,
        Outcome.INSUFFICIENT: rules.short_days,
        Outcome.UNSUBSTANTIATED: rules.normal_days,
        Outcome.TRANSFERRED: rules.normal_days,
        Outcome.SUBSTANTIATED: rules.long_days,
    }[outcome]
    stage.holder(people.ivan)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    case = closed(stage.sent_report(identity=Identity(name="ก")).case, outcome)
    end = CLOSED + days * DAY
    assert go(end - 31 * DAY) == retention.Round()
    assert go(end - 30 * DAY) == retention.Round(warned=1)
    assert go(end + DAY) == retention.Round(deleted=1)
    assert Tombstone.objects.get().retention_class == case.retention_class


# ── two people ────────────────────────────────────────────────────────────────
def test_a_case_with_one_reader_goes_when_an_auditor_knows_as_well(people: Any) -> None:
    stage.holder(people.ivan)
    case = closed(stage.sent_report().case)
    late = case.keep_until + 90 * DAY
    groups = list(people.erin.groups.all())
    people.erin.groups.clear()
    assert go(late) == retention.Round(nobody_to_warn=1)
    people.erin.groups.set(groups)
    assert go(late + DAY) == retention.Round(warned=1)
    assert go(late + 40 * DAY) == retention.Round(deleted=1)


def test_auditors_alone_or_custodians_alone_do_not_do(people: Any) -> None:
    """Somebody must know who can hold the case back."""
    stage.holder(people.ivan)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    stage.officer("second", role=Role.AUDITOR)
    case = closed(stage.sent_report(identity=Identity(name="ก")).case)
    User.objects.filter(pk=people.ivan.pk).update(email="")
    late = case.keep_until + 90 * DAY
    for days in (0, 31, 62):
        assert go(late + days * DAY) == retention.Round(nobody_to_warn=1)
    assert Case.objects.exists()


def test_nothing_is_deleted_of_which_no_mail_went_out_until_somebody_says_that_they_know(
    people: Any, case: Case, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "send_mail", Mock(side_effect=OSError))
    late = case.keep_until + 90 * DAY
    for days in (0, 31, 62):
        assert go(late + days * DAY) == retention.Round(nobody_to_warn=1)
    monkeypatch.undo()
    User.objects.update(email="")
    assert go(late + 63 * DAY) == retention.Round(nobody_to_warn=1)
    assert mailoutbox == []
    with at(late + 64 * DAY):
        for user in (people.erin, people.bob, people.dana):
            assert retention.acknowledge_deletion(by=user, cases=[case]) == 0
        assert retention.acknowledge_deletion(by=people.judy, cases=[case]) == 1
        assert retention.go_round() == retention.Round(nobody_to_warn=1)
        assert retention.acknowledge_deletion(by=people.ivan, cases=[case]) == 1
        assert retention.go_round() == retention.Round(warned=1)
    assert AuditEvent.objects.filter(verb="รับทราบว่าเรื่องจะถูกลบ").count() == 2
    assert go(late + 93 * DAY) == retention.Round()
    assert go(late + 94 * DAY) == retention.Round(deleted=1)


def test_the_page_takes_it_that_somebody_knows(people: Any, case: Case, signed_in: Any) -> None:
    """From whom the case is, and once; of other cases nothing is taken."""
    address, today = "/complaints/staff/deletions/", timezone.localdate()
    case.closed_on, case.keep_until = today - 360 * DAY, today + 5 * DAY
    case.save()
    pim = stage.officer("pim")
    stage.holder(pim)
    button, named = ">รับทราบ</button>", {"locator": [case.locator, "69-ZZZZ", "", "\0"]}
    client = signed_in(people.ivan)
    page = client.get(address).content.decode()
    assert button in page
    assert "รอผู้รับคำเตือนครบสองคน" in page
    assert button not in signed_in(pim).get(address).content.decode()
    assert signed_in(pim).post(address, named).status_code == 302
    assert not case.notices.exclude(acknowledged_on=None).exists()
    for user in (people.ivan, people.judy):
        client = signed_in(user)
        assert client.post(address, named).status_code == 302
        assert case.notices.get(user=user).acknowledged_on == today
        assert button not in client.get(address).content.decode()
    assert retention.is_known(case)


def test_a_case_whose_readers_left_after_the_warning_is_warned_of_anew(people: Any, case: Case) -> None:
    late = case.keep_until + 90 * DAY
    assert go(late) == retention.Round(warned=1)
    User.objects.exclude(pk=people.judy.pk).update(is_active=False)
    assert go(late + 31 * DAY) == retention.Round(nobody_to_warn=1)
    User.objects.filter(username="olga").update(is_active=True)
    assert go(late + 32 * DAY) == retention.Round(warned=1)
    assert go(late + 62 * DAY) == retention.Round(deleted=1)


def test_who_was_mailed_is_not_mailed_again_and_who_was_not_is_tried_every_day(
    people: Any, case: Case, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for user in (people.ivan, people.judy):
        User.objects.filter(pk=user.pk).update(email="")
    User.objects.filter(username="olga").update(email="")
    late = case.keep_until + 90 * DAY
    for days in (0, 1):
        assert go(late + days * DAY) == retention.Round(nobody_to_warn=1)
    assert [mail.to for mail in mailoutbox] == [["erin@example.go.th"]]
    User.objects.filter(username="olga").update(email="olga@example.go.th")
    assert go(late + 2 * DAY) == retention.Round(warned=1)
    assert [mail.to for mail in mailoutbox[1:]] == [["olga@example.go.th"]]


def test_whom_the_report_names_is_not_warned_of_it(people: Any) -> None:
    stage.holder(people.ivan)
    olga = stage.officer("olga")
    stage.holder(olga)
    case = closed(stage.sent_report(excluded=[olga.pk]).case)
    assert retention.who_can_act(case) == [people.ivan]


# ── what is left ──────────────────────────────────────────────────────────────
def test_of_a_deleted_case_its_figures_are_left_and_nothing_else(people: Any, case: Case) -> None:
    facts = {fact: getattr(case, fact) for fact in Case.FACTS}
    secrets = [bytes(key.public_key) for key in case.keys.all()] + [bytes(case.talk_key)]
    secrets += [bytes(entry.sealed)[:64] for entry in case.entries.all()]
    secrets += [str(case.pk).encode(), case.pk.hex.encode(), case.receipt.encode()]
    verbs = set(AuditEvent.objects.filter(object_id=str(case.pk)).values_list("verb", flat=True))
    go(case.keep_until)
    go(case.keep_until + 30 * DAY)

    tombstone = Tombstone.objects.get()
    assert {fact: getattr(tombstone, fact) for fact in Case.FACTS} == facts
    assert tombstone.deleted_month == (case.keep_until + 30 * DAY).replace(day=1)
    kept = {field.name for field in Tombstone._meta.get_fields()}
    assert kept == {"id", *Case.FACTS, "retention_class", "deleted_month"}, "no locator, no day, no person"

    for secret in secrets:
        assert not rows_with(secret, but="portal_auditevent")
    events = AuditEvent.objects.filter(object_id=str(case.pk))
    assert verbs | {"เตือนก่อนลบเรื่อง", "ลบเรื่องเมื่อพ้นระยะเวลาเก็บ"} == set(events.values_list("verb", flat=True))
    assert set(events.values_list("object_name", flat=True)) == {case.locator}


def rows_with(value: bytes, *, but: str) -> list[str]:
    """The tables with a row that holds these bytes in some column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == but:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            cells = (cell for row in cursor.fetchall() for cell in row)
            if any(
                value in (bytes(cell) if isinstance(cell, (bytes, memoryview)) else str(cell).encode())
                for cell in cells
            ):
                found.append(table)
    return found


def test_the_search_finds_what_is_there(case: Case) -> None:
    assert rows_with(bytes(case.talk_key), but="") == ["complaints_case"]
    assert rows_with(case.receipt.encode(), but="") == ["complaints_case"]


def test_deleting_leaves_no_orphan_and_takes_nothing_of_another_case(people: Any, case: Case) -> None:
    with at(CLOSED):
        other = stage.sent_report(identity=Identity(name="ข"), files=(("b.bin", b"\4\5" * 9),)).case
    mine = {kind: kind._default_manager.count() for kind in CONTENT}
    go(case.keep_until)
    go(case.keep_until + 30 * DAY)
    assert list(Case.objects.all()) == [other]
    for kind in CONTENT:
        of = "key__case" if kind is Grant else "case"
        rows = kind._default_manager.all()
        assert rows.filter(**{of: other}).count() == rows.count(), kind
        assert rows.count() < mine[kind], kind
    ring = stage.keyring(people.ivan.complaint_keys.get())
    assert opening.read_report(ring.key_of(other, Part.REPORT), other).what
    assert other.keys.count() == 3


def test_every_table_that_points_to_a_case_is_emptied_with_it() -> None:
    """A new table of a case must be deleted with it, and tried in these tests."""
    pointing = {
        field.model
        for model in apps.get_app_config("complaints").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in (Case, CaseKey)
    }
    assert pointing == set(CONTENT)


def warned(people: Any, case: Case) -> None:
    """As a round leaves a case that it warned of."""
    case.warned_on = case.keep_until
    case.save()
    for user in (people.ivan, people.judy):
        DeletionNotice.objects.create(case=case, user=user, mailed_on=case.warned_on)


def test_the_keys_go_before_what_they_open(people: Any, case: Case) -> None:
    warned(people, case)
    on, order = case.keep_until + 60 * DAY, Order()
    with at(on), connection.execute_wrapper(order):
        assert retention.delete_case(case=case, on=on)
    tables = [table for table in dict.fromkeys(order.tables) if table.startswith("complaints_")]
    assert tables[:2] == ["complaints_grant", "complaints_casekey"]
    assert tables[-1] == "complaints_case"
    assert {"complaints_entry", "complaints_evidence"} < set(tables[2:-1])


@pytest.mark.parametrize("table", ["complaints_casekey", "complaints_entry", "complaints_case"])
def test_a_deletion_that_breaks_leaves_keys_and_content_as_they_were(
    people: Any, case: Case, table: str
) -> None:
    """Keys and content go in one transaction: neither is left without the other."""
    warned(people, case)
    before = {kind: set(kind._default_manager.values_list("pk", flat=True)) for kind in (Case, *CONTENT)}
    talk = bytes(case.talk_key)

    def breaking(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(f'DELETE FROM "{table}"'):
            raise OSError("disk")
        return execute(sql, *rest)

    on = case.keep_until + 60 * DAY
    with at(on), connection.execute_wrapper(breaking), pytest.raises(OSError, match="disk"):
        retention.delete_case(case=case, on=on)
    assert {
        kind: set(kind._default_manager.values_list("pk", flat=True)) for kind in (Case, *CONTENT)
    } == before
    assert bytes(Case.objects.get().talk_key) == talk
    assert not Tombstone.objects.exists()


class Order:
    """Which tables rows were deleted from, in order."""

    def __init__(self) -> None:
        self.tables: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("DELETE FROM"):
            self.tables.append(sql.split('"')[1])
        return execute(sql, params, many, context)


def test_the_figures_of_past_years_are_the_same_before_and_after(people: Any, case: Case) -> None:
    year, later = FiscalYear(2566), dt.date(2040, 1, 2)
    for month in (3, 6):
        with at(dt.date(2023, month, 1)):
            for outcome in (Outcome.SUBSTANTIATED, Outcome.UNSUBSTANTIATED, Outcome.INSUFFICIENT) * 3:
                closed(stage.sent_report(kind="procurement").case, outcome, on=dt.date(2023, month + 1, 3))
    before = statistics.figures_of(year, on=later)
    assert before is not None
    for day in range(0, 12 * 366, 61):
        go(CLOSED + day * DAY)
    assert Case.objects.count() == 0
    assert Tombstone.objects.count() == 19
    assert statistics.figures_of(year, on=later) == before


# ── hold ──────────────────────────────────────────────────────────────────────
def test_only_an_officer_of_the_case_holds_it_and_says_why(people: Any, case: Case) -> None:
    for user in (people.judy, people.dana, people.erin, people.bob):
        with pytest.raises(PermissionDenied):
            retention.hold(by=user, case=case, reason="x")
    with pytest.raises(ValidationError):
        retention.hold(by=people.ivan, case=case, reason="  ")
    for _ in range(2):
        retention.hold(by=people.ivan, case=case, reason="ศาลขอเอกสาร")
    assert AuditEvent.objects.filter(verb="ระงับการลบเรื่อง").count() == 1
    private = stage.keyring(people.ivan.complaint_keys.get()).key_of(case, Part.REPORT)
    note = case.entries.filter(kind=EntryKind.NOTE).last()
    assert note is not None
    assert opening.read_words(private, note).text == "ระงับการลบ: ศาลขอเอกสาร"
    assert "ศาล" not in str(list(AuditEvent.objects.values_list("detail", "object_name", "verb")))


# ── the command ───────────────────────────────────────────────────────────────
def test_the_command_tells_what_it_did_and_sweeps_what_has_expired(case: Case) -> None:
    now = timezone.now()
    for name, hours in (("old", -1), ("new", 1)):
        Flow.objects.create(id=name, sealed=b"x", expires_at=now + dt.timedelta(hours=hours))
        Attempt.objects.create(key=name, count=3, last_at=now + dt.timedelta(hours=hours * 30 - 28))
    assert "เตือนก่อนลบ 1 เรื่อง ลบ 0 เรื่อง" in call("complaint_retention")
    assert list(Flow.objects.values_list("pk", flat=True)) == ["new"]
    assert list(Attempt.objects.values_list("pk", flat=True)) == ["new"]


def call(name: str, *arguments: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


# ── the database itself ───────────────────────────────────────────────────────
@pytest.mark.django_db(transaction=True)
def test_the_database_is_told_to_give_up_what_was_deleted(people: Any) -> None:
    """Outside of any transaction: SQLite overwrites and empties its journal, PostgreSQL vacuums."""
    stage.holder(people.ivan)
    case = closed(stage.sent_report().case)
    late = case.keep_until + 60 * DAY
    assert go(late) == retention.Round(warned=1)
    statements: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        assert go(late + 30 * DAY) == retention.Round(deleted=1)
    if connection.vendor == "sqlite":
        assert statements[-1] == "PRAGMA wal_checkpoint(TRUNCATE)"
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone() == (1,)
    else:
        assert statements[-1].startswith("VACUUM ")
