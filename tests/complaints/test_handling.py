"""Officers' acts: what each changes, who may do it, and that two at once leave a case as one after the other would."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from smtplib import SMTPException
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone

from complaints import policies
from complaints.actions import handling, identities, intake, keys, telling
from complaints.contents import Identity, Report
from complaints.models import Case, ChannelRules, Grant, KeyHolder
from complaints.models.terms import Channel, EntryKind, HolderKind, Outcome, Part, Progress, RetentionClass
from complaints.opening import NotGranted
from portal.models import AuditEvent, User
from portal.roles import Role
from tests.complaints import stage
from tests.complaints.on_disk import database_in_a_file
from tests.stage import committed

MONDAY = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)
"""10.00 in Bangkok; the next day off is Saturday."""


@pytest.fixture
def ivan(people: Any) -> User:
    stage.holder(people.ivan)
    return people.ivan


@pytest.fixture
def karn(db: None) -> User:
    user = stage.officer("กานต์")
    stage.holder(user)
    return user


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def end(by: User, case: Case, outcome: Outcome = Outcome.UNSUBSTANTIATED) -> Case:
    return handling.close(by=by, case=case, outcome=outcome, reason="เพราะ", words="ถึงท่าน")


ACTS: dict[str, Callable[[User, Case], Any]] = {
    "acknowledge": lambda by, case: handling.acknowledge(by=by, case=case),
    "assign": lambda by, case: handling.assign(by=by, case=case, handler=by),
    "examine": lambda by, case: handling.start_examination(by=by, case=case),
    "note": lambda by, case: handling.add_note(by=by, case=case, text="จด"),
    "message": lambda by, case: handling.write_message(by=by, case=case, text="ถึง"),
    "close": end,
    "transfer": lambda by, case: handling.transfer(by=by, case=case, body="ป.ป.ช.", reason="ก", words="ข"),
    "reopen": lambda by, case: handling.reopen(by=by, case=case, reason="ก"),
    "recuse": lambda by, case: handling.recuse(by=by, case=case, reason="ก"),
}


# ── who may ──────────────────────────────────────────────────────────────────
@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_no_act_is_for_whom_the_case_was_not_handed_over(people, ivan, karn, act):
    case = stage.sent_report(excluded=[karn.pk]).case
    if act == "reopen":
        end(ivan, case)
    before = now(case).__dict__ | {"_state": None}
    entries = case.entries.count()
    for other in (karn, people.dana, people.erin, people.judy):
        with pytest.raises(PermissionDenied):
            ACTS[act](other, case)
    assert now(case).__dict__ | {"_state": None} == before
    assert case.entries.count() == entries


# ── what each changes ────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_mail_shows_nobody_who_was_excluded_or_stepped_out(people, ivan, karn):
    """Whoever reads along on the mail server sees the same addresses for every case."""
    mani, other = stage.officer("mani"), stage.officer("other", role=Role.IDENTITY_CUSTODIAN)
    stage.holder(mani)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    stage.holder(other, HolderKind.CUSTODIAN)
    User.objects.filter(pk=people.judy.pk).update(email="judy@example.go.th")
    officers, custodians = {karn.email, mani.email}, {other.email, "judy@example.go.th"}

    def mailed(act: Callable[[], Any]) -> set[str]:
        mail.outbox.clear()
        with committed():
            act()
        return {address for message in mail.outbox for address in message.to}

    once, excluded = b"1" * 32, [karn.pk, other.pk]
    report = Report(kind="bribery", what="ก", excluded=excluded)
    letter = {"channel": Channel.LETTER, "report": report}
    assert mailed(lambda: intake.take_in(by=ivan, once=once, **letter)) == officers
    case = stage.sent_report(identity=Identity("สมใจ", "08"), excluded=excluded).case
    assert mailed(lambda: identities.ask_for_identity(by=ivan, case=case, reason="ก")) == custodians
    assert mailed(lambda: handling.recuse(by=ivan, case=case, reason="ก")) == officers


@pytest.mark.django_db
def test_a_mail_that_fails_stops_nothing_and_is_known_to_have_failed(settings, monkeypatch, karn):
    assert telling.mail_now([karn]) == {karn}
    assert get_connection("django.core.mail.backends.smtp.EmailBackend").timeout == 10
    for error in (OSError(), SMTPException(), ValueError()):
        monkeypatch.setattr(telling, "send_mail", Mock(side_effect=error))
        assert telling.mail_now([karn]) == set()
    monkeypatch.undo()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert telling.mail_now([karn]) == set()


@pytest.mark.django_db
def test_acknowledging_counts_working_days_and_names_who_answers_for_it(ivan, karn):
    with time_machine.travel(MONDAY) as clock:
        case = stage.sent_report().case
        clock.shift(dt.timedelta(days=7))
        handling.acknowledge(by=ivan, case=case)
        handling.acknowledge(by=karn, case=case)
    case = now(case)
    assert (case.progress, case.handler) == (Progress.ACKNOWLEDGED, ivan)
    assert (case.acknowledged_on, case.days_to_acknowledge) == (dt.date(2026, 11, 9), 5)


@pytest.mark.django_db
def test_a_case_is_assigned_to_those_who_can_open_it_and_all_officers_get_a_mail_without_content(ivan, karn):
    case = stage.sent_report().case
    outside = stage.officer("มานี")
    stage.holder(outside)
    with pytest.raises(ValidationError, match="ส่งมอบเรื่องก่อน"):
        handling.assign(by=ivan, case=case, handler=outside)
    with committed():
        handling.assign(by=ivan, case=case, handler=karn)
        handling.assign(by=ivan, case=case, handler=karn)
    assert now(case).handler == karn
    assert [message.to for message in mail.outbox] == [[karn.email], [outside.email]], (
        "alike, whatever they hold"
    )
    assert case.locator not in mail.outbox[0].subject + str(mail.outbox[0].body)


@pytest.mark.django_db
def test_an_examination_begins_after_acknowledging(ivan):
    case = stage.sent_report().case
    with pytest.raises(ValidationError, match="ตรวจรับเรื่องก่อน"):
        handling.start_examination(by=ivan, case=case)
    handling.acknowledge(by=ivan, case=case)
    handling.start_examination(by=ivan, case=case)
    handling.start_examination(by=ivan, case=case)
    assert now(case).progress == Progress.EXAMINED
    assert AuditEvent.objects.filter(verb="เริ่มตรวจสอบข้อเท็จจริง").count() == 1


@pytest.mark.django_db
def test_only_a_message_that_tells_the_state_stops_the_clock(ivan):
    case = stage.sent_report().case
    handling.write_message(by=ivan, case=case, text="ขอข้อมูลเพิ่ม")
    assert now(case).answered_on is None
    handling.write_message(by=ivan, case=case, text="กำลังสอบพยาน", is_answer=True)
    assert (now(case).answered_on, now(case).days_to_answer) == (timezone.localdate(), 0)


@pytest.mark.django_db
def test_each_progress_told_starts_the_next_period_until_the_case_is_closed(ivan):
    ChannelRules(answer_days=10).save()
    with time_machine.travel(MONDAY) as clock:
        case = stage.sent_report().case
        clock.shift(dt.timedelta(days=7))
        handling.write_message(by=ivan, case=case, text="กำลังสอบพยาน", is_answer=True)
        told = now(case)
        assert (told.answered_on, told.answer_by) == (dt.date(2026, 11, 9), dt.date(2026, 11, 23))
        clock.move_to(dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC))
        today = timezone.localdate()
        assert now(case).is_late_to_answer
        assert case in Case.objects.overdue(today)
        handling.write_message(by=ivan, case=case, text="ขอข้อมูลเพิ่ม")
        assert case in Case.objects.overdue(today)
        handling.write_message(by=ivan, case=case, text="ยังรอเอกสาร", is_answer=True)
        again = now(case)
        assert case not in Case.objects.overdue(today)
        assert (again.answered_on, again.days_to_answer) == (told.answered_on, told.days_to_answer)
        clock.shift(dt.timedelta(days=60))
        end(ivan, case, Outcome.INSUFFICIENT)
        by = now(case).answer_by
        handling.write_message(by=ivan, case=case, text="หลังปิดเรื่อง", is_answer=True)
    assert now(case).answer_by == by
    assert not Case.objects.overdue(by + dt.timedelta(days=100)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "retention", "days"),
    [
        (Outcome.SUBSTANTIATED, RetentionClass.LONG, 3000),
        (Outcome.UNSUBSTANTIATED, RetentionClass.NORMAL, 2000),
        (Outcome.INSUFFICIENT, RetentionClass.SHORT, 100),
        (Outcome.OUT_OF_SCOPE, RetentionClass.SHORT, 100),
    ],
)
def test_closing_sets_the_figures_and_how_long_the_case_is_kept(ivan, outcome, retention, days):
    ChannelRules(short_days=100, normal_days=2000, long_days=3000).save()
    with time_machine.travel(MONDAY) as clock:
        case = stage.sent_report().case
        clock.shift(dt.timedelta(days=14))
        end(ivan, case, outcome)
    case, day = now(case), dt.date(2026, 11, 16)
    assert (case.progress, case.outcome, case.result, case.closed_on) == (
        Progress.CLOSED,
        outcome,
        outcome,
        day,
    )
    assert (case.closed_month, case.days_to_answer) == (dt.date(2026, 11, 1), 10)
    assert (case.days_to_acknowledge, case.acknowledged_on) == (10, day)  # closing acknowledges, too
    assert (case.retention_class, case.keep_until) == (retention, day + dt.timedelta(days=days))
    assert [entry.kind for entry in case.entries.order_by("number")] == ["report", "decision", "to_reporter"]


@pytest.mark.django_db
def test_a_transfer_tells_the_reporter_the_body_and_needs_its_name(ivan):
    received = stage.sent_report()
    handling.transfer(by=ivan, case=received.case, body="สำนักงาน ป.ป.ช.", reason="เกินอำนาจ", words="โปรดรอ")
    case = now(received.case)
    assert (case.outcome, case.retention_class) == (Outcome.TRANSFERRED, RetentionClass.NORMAL)
    with pytest.raises(ValidationError):
        end(ivan, stage.sent_report().case, Outcome.TRANSFERRED)


@pytest.mark.django_db
def test_opening_anew_clears_the_closing_and_keeping_begins_with_the_next(ivan):
    with time_machine.travel(MONDAY) as clock:
        case = stage.sent_report().case
        end(ivan, case, Outcome.SUBSTANTIATED)
        Case.objects.filter(pk=case.pk).update(warned_on=dt.date(2026, 11, 2))
        clock.shift(dt.timedelta(days=30))
        handling.reopen(by=ivan, case=case, reason="มีพยานใหม่")
        again = now(case)
        said = (again.progress, again.outcome, again.result, again.retention_class)
        assert said == (Progress.ACKNOWLEDGED, "", "", "")
        gone = ("closed_on", "closed_month", "keep_until", "warned_on", "answered_on", "days_to_answer")
        assert [getattr(again, name) for name in gone] == [None] * 6
        assert again.answer_by > dt.date(2026, 12, 2)
        clock.shift(dt.timedelta(days=10))
        end(ivan, case, Outcome.INSUFFICIENT)
    short = ChannelRules.load().short_days
    assert now(case).keep_until == dt.date(2026, 12, 12) + dt.timedelta(days=short)


@pytest.mark.django_db
def test_what_was_counted_at_a_cut_stays_as_it_was_told(ivan):
    with time_machine.travel(MONDAY) as clock:
        case = stage.sent_report().case
        end(ivan, case, Outcome.SUBSTANTIATED)
        counted = {name: getattr(now(case), name) for name in Case.FACTS}
        clock.move_to(dt.datetime(2027, 4, 2, tzinfo=dt.UTC))  # 31 March lies between
        handling.reopen(by=ivan, case=case, reason="มีพยานใหม่")
        assert (now(case).result, now(case).closed_on) == ("", None)
        end(ivan, case, Outcome.INSUFFICIENT)
    again = now(case)
    assert {name: getattr(again, name) for name in Case.FACTS} == counted
    assert (again.result, again.retention_class) == (Outcome.INSUFFICIENT, RetentionClass.SHORT)
    assert again.outcome_label == Outcome.INSUFFICIENT.label


@pytest.mark.django_db
def test_cases_closed_before_there_was_a_result_take_their_outcome_for_it(ivan):
    old, reopened, newer = (stage.sent_report().case for _ in range(3))
    for case in (old, newer):
        end(ivan, case, Outcome.SUBSTANTIATED)
    Case.objects.filter(pk=old.pk).update(result="")
    Case.objects.filter(pk=newer.pk).update(outcome=Outcome.INSUFFICIENT)  # as it was counted at a cut
    Case.objects.filter(pk=reopened.pk).update(outcome=Outcome.INSUFFICIENT)
    import_module("complaints.migrations.0006_results_of_closed_cases").copy_outcomes(
        apps, connection.schema_editor()
    )
    assert [now(case).result for case in (old, reopened, newer)] == ["substantiated", "", "substantiated"]


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["examine", "close", "transfer"])
def test_a_closed_case_is_only_taken_up_again_by_opening_it_anew(ivan, karn, act):
    case = stage.sent_report().case
    end(ivan, case)
    with pytest.raises(ValidationError, match="ปิดแล้ว"):
        ACTS[act](karn, case)


@pytest.mark.django_db
def test_the_log_says_who_did_what_and_nothing_of_the_content(ivan, karn):
    marker = "มะละกอสีม่วง"
    case = stage.sent_report(what=marker).case
    handling.add_note(by=ivan, case=case, text=marker)
    handling.write_message(by=ivan, case=case, text=marker)
    handling.close(by=ivan, case=case, outcome=Outcome.INSUFFICIENT, reason=marker, words=marker)
    handling.reopen(by=ivan, case=case, reason=marker)
    handling.transfer(by=ivan, case=case, body=marker, reason=marker, words=marker)
    handling.recuse(by=ivan, case=case, reason=marker)
    assert marker not in repr(list(AuditEvent.objects.values()))
    assert marker.encode() not in b"".join(bytes(entry.sealed) for entry in case.entries.all())
    assert {event.object_name for event in AuditEvent.objects.filter(object_id=str(case.pk))} == {
        case.locator
    }


# ── stepping out ─────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_who_steps_out_opens_nothing_more_and_gets_nothing_back(ivan, karn):
    case = stage.sent_report().case
    handling.acknowledge(by=ivan, case=case)
    ring = stage.keyring(KeyHolder.objects.get(user=ivan))
    handling.recuse(by=ivan, case=case, reason="เป็นญาติ")
    assert not policies.may_open(ivan, case)
    with pytest.raises(NotGranted):
        ring.key_of(case, Part.REPORT)
    assert now(case).handler is None
    back = keys.hand_cases_over(by=stage.keyring(KeyHolder.objects.get(user=karn)), to=ivan, cases=[case])
    assert back.refused == [case]
    assert not Grant.objects.filter(key__case=case, holder__user=ivan).exists()


@pytest.mark.django_db
def test_the_last_officer_of_a_case_stays_until_there_is_a_successor(ivan):
    case = stage.sent_report().case
    with pytest.raises(ValidationError, match="คนสุดท้าย"):
        handling.recuse(by=ivan, case=case, reason="เป็นญาติ")
    assert policies.may_open(ivan, case)
    assert not case.entries.filter(kind=EntryKind.NOTE).exists()
    later = stage.officer("มานี")
    stage.holder(later)
    keys.hand_cases_over(by=stage.keyring(KeyHolder.objects.get(user=ivan)), to=later, cases=[case])
    handling.recuse(by=ivan, case=case, reason="เป็นญาติ")
    assert handling.officers_of(case) == [later]


@pytest.mark.django_db
def test_an_officer_who_is_switched_off_is_no_successor(ivan, karn):
    case = stage.sent_report().case
    User.objects.filter(pk=karn.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="คนสุดท้าย"):
        handling.recuse(by=ivan, case=case, reason="เป็นญาติ")


@pytest.mark.django_db
def test_who_steps_out_gets_no_identity_that_was_asked_for_before(people, ivan, karn):
    judy = stage.holder(people.judy, HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=Identity("สมใจ", "08")).case
    request = identities.ask_for_identity(by=ivan, case=case, reason="นัดสอบ")
    handling.recuse(by=ivan, case=case, reason="เป็นญาติ")
    identities.decide_request(by=stage.keyring(judy), request=request, is_approved=True, answer="ได้")
    request.refresh_from_db()
    assert request.is_approved is False
    assert not Grant.objects.filter(key__case=case, holder__user=ivan).exists()


@pytest.mark.django_db
def test_a_name_in_the_report_is_found_with_and_without_the_other(ivan, karn):
    assert policies.named_in("เห็นคุณอิศรารับซอง", [ivan, karn]) == [ivan]
    assert policies.named_in("นาย กานต์  ทดสอบ", [ivan, karn]) == [ivan, karn]  # both are called ทดสอบ
    assert policies.named_in("ไม่มีใคร", [ivan, karn]) == []


# ── at the same time ─────────────────────────────────────────────────────────
@pytest.fixture
def threaded(transactional_db: Any, tmp_path: Path) -> Iterator[None]:
    """A database that several threads see, on SQLite as on PostgreSQL."""
    with database_in_a_file(tmp_path):
        yield


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """What each act came to, all started together in connections of their own: "" or the name of the error."""
    ready = threading.Barrier(len(acts))
    results: dict[int, str] = {}

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            ready.wait(30)
            act()
            results[number] = ""
        except Exception as error:  # noqa: BLE001  # what a test looks at
            results[number] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [results.get(number, "unfinished") for number in range(len(acts))]


def test_two_officers_who_step_out_at_once_do_not_leave_a_case_alone(threaded, ivan, karn):
    for _ in range(3):
        case = stage.sent_report().case
        results = at_once(*(lambda by=by, case=case: ACTS["recuse"](by, case) for by in (ivan, karn)))
        assert sorted(results) == ["", "ValidationError"], results
        assert len(handling.officers_of(case)) == 1


def test_two_who_close_at_once_close_it_once(threaded, ivan, karn):
    case = stage.sent_report().case
    acts = [
        lambda by=by, outcome=outcome: end(by, case, outcome)
        for by, outcome in ((ivan, Outcome.SUBSTANTIATED), (karn, Outcome.UNSUBSTANTIATED))
    ]
    results = at_once(*acts)
    assert sorted(results) == ["", "ValidationError"], results
    winner = (Outcome.SUBSTANTIATED, Outcome.UNSUBSTANTIATED)[results.index("")]
    assert now(case).outcome == winner
    assert case.entries.filter(kind=EntryKind.DECISION).count() == 1
    assert AuditEvent.objects.filter(verb="ปิดเรื่อง").count() == 1


def test_one_form_sent_many_times_at_once_writes_once(threaded, ivan):
    case = stage.sent_report().case
    acts = [
        lambda: handling.add_note(by=ivan, case=case, text="จด", once="a" * 32),
        lambda: handling.acknowledge(by=ivan, case=case),
    ]
    assert set(at_once(*acts * 4)) == {""}
    assert case.entries.filter(kind=EntryKind.NOTE).count() == 1
    verbs = AuditEvent.objects.filter(object_id=str(case.pk)).values_list("verb", flat=True)
    assert sorted(verbs) == ["ตรวจรับเรื่อง", "เขียนบันทึกภายใน"]


def test_a_case_is_not_closed_by_somebody_who_steps_out_at_the_same_time(threaded, ivan, karn):
    case = stage.sent_report().case
    results = at_once(lambda: ACTS["recuse"](ivan, case), lambda: end(ivan, case))
    assert results[0] == ""
    assert results[1] in ("", "PermissionDenied")  # whichever came first
    assert now(case).is_closed == (results[1] == "")
