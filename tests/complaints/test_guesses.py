"""Guessing a code: every guess counts, wrong ones cost waiting time, and nobody is kept out of the own case."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints import codes, guesses, quiet, sealing
from complaints.actions import tracking
from complaints.codes import Code
from complaints.models import Attempt
from tests.complaints import stage
from tests.complaints.on_disk import database_in_a_file

TRACK = "/complaints/track/"


@pytest.fixture(autouse=True)
def _new_budgets() -> None:
    quiet.forget_budgets()


@pytest.fixture
def threaded(transactional_db: Any, tmp_path: Path) -> Iterator[None]:
    """A database that several threads see, on SQLite as on PostgreSQL."""
    with database_in_a_file(tmp_path):
        yield


def wrong(code: Code) -> Code:
    return Code(code.locator, codes.new_secret())


def guess(code: Code, network: str = "a") -> str:
    """What became of a guess, in a word."""
    try:
        return "right" if tracking.open_talk(code, network=network) else "wrong"
    except guesses.TooSoon:
        return "too soon"


def at_once(number: int, act: Callable[[], str]) -> Counter[str]:
    """What each of so many threads got, all started together in connections of their own."""
    ready = threading.Barrier(number)
    results: list[str] = []

    def run() -> None:
        try:
            ready.wait(30)
            results.append(act())
        except Exception as error:  # noqa: BLE001  # what a test looks at
            results.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return Counter(results)


def counted(locator: str, network: str = "a") -> int:
    return Attempt.objects.get(key=guesses._key(locator, network)).count


# ── at the same time ─────────────────────────────────────────────────────────
def test_fifty_wrong_guesses_in_parallel_count_as_fifty(threaded, people):
    stage.holder(people.ivan)
    for locator in (stage.sent_report().code.locator, "70-0000"):  # whether there is such a case or not
        with time_machine.travel(
            timezone.now(), tick=False
        ):  # however slow the machine, nobody has waited long enough
            results = at_once(50, lambda locator=locator: guess(Code(locator, codes.new_secret())))
        assert set(results) == {"wrong", "too soon"}, results
        assert results["wrong"] == guesses.FREE + 1  # the fifth is looked at, and from then on one waits
        assert counted(locator) == 50


# ── one after another ────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_wait_grows_and_never_becomes_a_lock(people):
    stage.holder(people.ivan)
    right = stage.sent_report().code
    assert [guesses.wait_after(number) for number in (0, 4, 5, 6, 7, 9, 10, 5000)] == [
        0,
        0,
        2,
        4,
        8,
        32,
        60,
        60,
    ]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [guess(wrong(right)) for _ in range(5)] == ["wrong"] * 5
        assert guess(right) == "too soon"  # not even the right one is looked at
        clock.shift(60)
        assert guess(wrong(right)) == "wrong"
        for _ in range(30):
            clock.shift(1)
            guess(wrong(right))
        clock.shift(30)  # a minute after the last that was looked at, however many came in between
        assert guess(right) == "right"
        assert guess(wrong(right)) == "wrong"  # what was wrong before is forgotten


@pytest.mark.django_db
def test_guessing_from_elsewhere_keeps_nobody_out(people):
    stage.holder(people.ivan)
    right = stage.sent_report().code
    for _ in range(20):
        guess(wrong(right), network="stranger")
    assert guess(right, network="stranger") == "too soon"
    assert guess(right, network="home") == "right"


@pytest.mark.django_db
def test_guessing_at_invented_codes_keeps_nobody_out(people):
    """However many networks guess at however many locators, the reporter's own code is looked at."""
    stage.holder(people.ivan)
    right = stage.sent_report().code
    for number in range(700):
        guesses.count(f"69-{number:04d}", network=f"stranger {number % 20}")
    assert guess(right, network="home") == "right"
    assert guess(right, network="stranger 1") == "right"  # even beside somebody who guesses at others


@pytest.mark.django_db
def test_right_guesses_leave_nothing_and_old_ones_are_swept(people):
    stage.holder(people.ivan)
    right = stage.sent_report().code
    with time_machine.travel(dt.datetime(2026, 3, 9, 10, 1, tzinfo=dt.UTC), tick=False) as clock:
        assert [guess(right) for _ in range(8)] == ["right"] * 8
        assert Attempt.objects.count() == 0
        assert [guess(Code(f"69-000{number}", right.secret)) for number in range(6)] == ["wrong"] * 6
        assert Attempt.objects.count() == 6
        clock.shift(dt.timedelta(hours=1, seconds=1))
        assert guess(right) == "right"
        assert Attempt.objects.count() == 0


@pytest.mark.django_db
def test_what_is_kept_of_guesses_names_neither_locator_nor_network(people):
    guess(Code("69-K7Q2", codes.new_secret()), network="network of the sender")
    for row in Attempt.objects.all():
        assert re.fullmatch("[0-9a-f]{64}", row.key)
    with_another_key = guesses._key("69-K7Q2", "network of the sender")
    assert Attempt.objects.filter(key=with_another_key).exists()


# ── what the person is told ──────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_waiting_time_is_told_in_thai(people, office):
    stage.holder(people.ivan)
    code = stage.sent_report().code
    client = Client()
    found = re.search(r'name="token" value="(\w+)"', client.get(TRACK).content.decode())
    assert found
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(5):
            fields = {"token": found[1], "locator": code.locator, "secret": wrong(code).written_secret}
            assert client.post(TRACK, fields).status_code == 400
        answer = client.post(TRACK, fields)
    assert (answer.status_code, answer["Retry-After"]) == (429, "4")
    assert "โปรดรอ 4 วินาที แล้วกดอีกครั้ง" in answer.content.decode()


@pytest.mark.django_db
def test_a_network_that_asks_too_often_is_told_to_wait(people, office, monkeypatch):
    monkeypatch.setattr("complaints.views.tracking.MOST_TRIES", 2)
    client = Client()
    found = re.search(r'name="token" value="(\w+)"', client.get(TRACK).content.decode())
    assert found
    answers = []
    for number in range(3):
        code = Code(f"69-000{number}", codes.new_secret())
        fields = {"token": found[1], "locator": code.locator, "secret": code.written_secret}
        answers.append(client.post(TRACK, fields))
    assert [answer.status_code for answer in answers] == [400, 400, 429]
    assert "โปรดรอ 10 นาที" in answers[-1].content.decode()


# ── in the same time ─────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_unknown_wrong_and_deleted_take_the_same_time(people, monkeypatch, django_assert_num_queries):
    """The database is asked as often, and the processor works as long, at a cost of Argon2id that outweighs all else.

    Working time of the thread is measured, not the clock's, so that a busy machine makes no difference; a missing
    Argon2id would show as a small part of the time.
    """
    monkeypatch.setattr(sealing, "OPERATIONS", 2)
    monkeypatch.setattr(sealing, "MEMORY_BYTES", 8 * 1024 * 1024)
    stage.holder(people.ivan)
    known, gone = ([stage.sent_report() for _ in range(8)] for _ in range(2))
    for received in gone:
        received.case.delete()
    times: dict[str, list[float]] = {"wrong": [], "unknown": [], "deleted": []}
    with CaptureQueriesContext(connection) as first:
        guess(Code("68-0000", codes.new_secret()))
    for number in range(8):
        for kind, guessed in (
            ("wrong", wrong(known[number].code)),
            ("unknown", Code(f"69-000{number}", codes.new_secret())),
            ("deleted", gone[number].code),
        ):
            with django_assert_num_queries(len(first)):
                began = thread_time()
                assert guess(guessed) == "wrong"
                times[kind].append(thread_time() - began)
    least = [min(measured) for measured in times.values()]
    assert max(least) < 1.7 * min(least), times
