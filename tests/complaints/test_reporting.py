"""The person who reports: told before typing, answers that survive, one case, a code written down, a receipt."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from complaints import contents, flows, obstacles, opening, quiet
from complaints.actions import receiving
from complaints.models import Case, ChannelRules, Entry, Evidence, Flow, FlowFile, Grant, KeyHolder
from complaints.models.terms import EntryKind, HolderKind, Part
from complaints.views import receipts, reporting
from tests.complaints import stage
from tests.complaints.on_disk import database_in_a_file
from tests.complaints.reporter import ANONYMOUS, READERS, STORY, WHAT, Reporter

pytestmark = pytest.mark.django_db

NEW, CHECK, CODE = "/complaints/new/", "/complaints/new/check/", "/complaints/new/code/"
FILES, LEAVE, RECEIPT = "/complaints/new/files/", "/complaints/new/leave/", "/complaints/receipt/"
PLAIN_FORM = "application/x-www-form-urlencoded"
"""What a browser sends of a form without files; only so many of those with files are taken at once."""
OTHER_WAYS = ("1205", "1206", "1567", "0 5561 0000", "ลับ เรื่องร้องเรียนการทุจริต")


@pytest.fixture(autouse=True)
def _fresh_budgets() -> Iterator[None]:
    quiet.forget_budgets()
    yield
    quiet.forget_budgets()


@pytest.fixture
def ivan(people: Any, office: Any) -> KeyHolder:
    """The key of Ivan, who receives reports."""
    return stage.holder(people.ivan)


@pytest.fixture
def reporter(ivan: KeyHolder) -> Reporter:
    return Reporter()


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return out.getvalue()


def sent(reporter: Reporter, **answers: Any) -> tuple[str, str]:
    """Locator and secret of a report that was sent."""
    reporter.fill_in(**answers)
    reporter.send(CHECK)
    assert reporter.at == CODE, reporter.text
    return reporter.code()


def typed_back(reporter: Reporter) -> tuple[str, str]:
    """Locator and digest of the receipt, once the code was typed back."""
    reporter.send(CODE, last_four=reporter.code()[1][-6:])
    return reporter.receipt()


# ── before anything is typed ─────────────────────────────────────────────────
def test_the_first_page_says_what_happens_and_offers_every_other_way_before_the_form(client, ivan):
    ChannelRules(acknowledge_days=4, answer_days=21).save()
    answer = client.get("/complaints/")
    page = answer.content.decode()
    assert "4 วันทำการ" in page
    assert "21 วันทำการ" in page
    for way in OTHER_WAYS:
        assert page.index(way) < page.index(f'href="{NEW}"'), way
    for name in ("track", "privacy", "receipt"):
        assert reverse(f"complaints:{name}") in page
    assert not answer.cookies
    assert "end-to-end" not in page.lower()


def test_the_governor_and_the_guide_are_named_once_the_office_has_given_them(client, ivan, office):
    assert "ผู้ว่าราชการจังหวัด" not in client.get("/complaints/").content.decode()
    office.governor_contact = "ตู้ ปณ. 1 สุโขทัย"
    office.save()
    assert "ตู้ ปณ. 1 สุโขทัย" in client.get("/complaints/").content.decode()


def nobody_has_a_key(people: Any, patch: pytest.MonkeyPatch) -> None:
    KeyHolder.objects.all().delete()


def the_key_was_retired(people: Any, patch: pytest.MonkeyPatch) -> None:
    KeyHolder.objects.update(retired_at=timezone.now())


def the_officer_left(people: Any, patch: pytest.MonkeyPatch) -> None:
    people.ivan.is_active = False
    people.ivan.save()


def the_officer_has_another_role_now(people: Any, patch: pytest.MonkeyPatch) -> None:
    people.ivan.groups.clear()


def the_disk_is_nearly_full(people: Any, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(obstacles, "LEAST_FREE", 1 << 60)


@pytest.mark.parametrize(
    "trouble",
    [
        nobody_has_a_key,
        the_key_was_retired,
        the_officer_left,
        the_officer_has_another_role_now,
        the_disk_is_nearly_full,
    ],
)
def test_who_cannot_be_served_is_told_before_typing(client, people, ivan, monkeypatch, trouble):
    assert client.get(NEW).status_code == 200
    trouble(people, monkeypatch)
    first, form = client.get("/complaints/"), client.get(NEW)
    assert (first.status_code, form.status_code) == (200, 503)
    assert f'href="{NEW}"' not in first.content.decode()
    for page in (first.content.decode(), form.content.decode()):
        assert "ขณะนี้รับเรื่องทางเว็บไซต์ไม่ได้" in page
        assert all(way in page for way in OTHER_WAYS)
    assert "<textarea" not in form.content.decode()


@pytest.fixture
def read_only(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Make the database refuse to be written, as one that is full or a copy does."""
    switch = {
        "sqlite": "PRAGMA query_only = {}",
        "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ {}",
    }[connection.vendor]
    on, off = {"sqlite": ("ON", "OFF"), "postgresql": ("ONLY", "WRITE")}[connection.vendor]

    def turn(word: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(switch.format(word))

    yield lambda: turn(on)
    turn(off)


def test_a_database_that_cannot_be_written_is_told_before_typing_and_keeps_what_was_typed(
    read_only, people, office
):
    stage.holder(people.ivan)
    begun, late = Reporter(), Reporter()
    begun.open(NEW)
    read_only()
    assert late.open(NEW).status_code == 503
    assert "บันทึกข้อมูลไม่ได้" in late.text
    assert "บันทึกข้อมูลไม่ได้" in late.open("/complaints/").content.decode()
    begun.send(NEW, **WHAT)
    assert begun.page.status_code == 503
    assert STORY in begun.text
    assert "0 5561 0000" in begun.text


@pytest.mark.parametrize("address", ["/complaints/", NEW, "/complaints/track/"])
def test_when_nothing_can_even_be_read_the_page_names_other_ways(client, ivan, office, address):
    def out_of_order(*args: Any) -> Any:
        raise OperationalError

    with connection.execute_wrapper(out_of_order):
        page = client.get(address)
    assert page.status_code == 500
    assert all(f'href="tel:{number}"' in page.content.decode() for number in (1205, 1206, 1567))
    assert "จดหมาย" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


# ── the steps ────────────────────────────────────────────────────────────────
def test_what_was_typed_is_what_the_officer_reads(reporter, ivan, people):
    picture, note = png(), b"a list of payments"
    story = "บรรทัดแรก\r\nบรรทัดที่สอง <b>ไม่ใช่ตัวหนา</b>"
    sent(
        reporter,
        what=story,
        files=(("ใบเสร็จ.png", picture), ("รายการ.dat", note)),
        concerns="unsure",
        excluded_names="เจ้าหน้าที่การเงิน",
    )
    case = Case.objects.get()
    key = stage.keyring(ivan).key_of(case, Part.REPORT)
    report = opening.read_report(key, case)
    assert report.what == "บรรทัดแรก\nบรรทัดที่สอง <b>ไม่ใช่ตัวหนา</b>"
    assert (report.kind, report.when, report.where, report.who) == ("bribery", "ต้นปี", "ห้องธุรการ", "ครูใหญ่")
    assert (report.concerns_office, report.is_unsure_of_office) == (False, True)
    assert report.excluded_names == "เจ้าหน้าที่การเงิน"
    kept = [
        (opening.read_facts(key, one), opening.read_file(key, one, original=True))
        for one in case.evidence.all()
    ]
    assert [(facts.name, content) for facts, content in kept] == [
        ("ใบเสร็จ.png", picture),
        ("รายการ.dat", note),
    ]
    assert opening.read_file(key, case.evidence.first(), original=False).startswith(b"\x89PNG")
    assert case.is_anonymous
    assert not case.entries.filter(kind=EntryKind.IDENTITY).exists()


def test_answers_are_shown_as_text_on_the_page_where_they_are_checked(reporter):
    reporter.fill_in(what="<script>alert(1)</script>")
    assert "<script>alert" not in reporter.text
    assert "&lt;script&gt;alert" in reporter.text


def test_a_name_goes_to_the_custodian_and_not_to_the_officer(reporter, ivan, people):
    judy = stage.holder(people.judy, HolderKind.CUSTODIAN)
    sent(reporter, known="known", name="มาลี", contact="08 0000 0000", note="หลังหกโมงเย็น")
    case = Case.objects.get()
    entry = case.entries.get(kind=EntryKind.IDENTITY)
    identity = opening.read_entry(stage.keyring(judy).key_of(case, Part.IDENTITY), entry)
    assert (identity.name, identity.contact, identity.note) == ("มาลี", "08 0000 0000", "หลังหกโมงเย็น")
    with pytest.raises(opening.NotGranted):
        stage.keyring(ivan).key_of(case, Part.IDENTITY)
    assert not case.is_anonymous


def test_a_name_is_asked_for_only_from_who_wants_to_give_one_and_forgotten_when_taken_back(reporter):
    reporter.fill_in()
    reporter.open("/complaints/new/identity/")
    reporter.send("/complaints/new/identity/", known="known")
    assert reporter.page.status_code == 400
    assert "กรอกชื่อของท่าน หรือเลือกไม่บอกชื่อ" in reporter.text
    reporter.send("/complaints/new/identity/", known="anonymous", name="ลืมลบ", contact="ลืมลบ")
    assert reporter.at == CHECK
    assert "ลืมลบ" not in reporter.text
    assert "ลืมลบ" not in reporter.open("/complaints/new/identity/").content.decode()


def test_an_officer_whom_the_reporter_excludes_gets_no_key(reporter, ivan, people):
    other = stage.holder(stage.officer("olan"))
    reporter.fill_in(concerns="yes", excluded=[str(people.ivan.pk)])
    assert "อิศรา" in reporter.text
    reporter.send(CHECK)
    case = Case.objects.get()
    with pytest.raises(opening.NotGranted):
        stage.keyring(ivan).key_of(case, Part.REPORT)
    report = opening.read_report(stage.keyring(other).key_of(case, Part.REPORT), case)
    assert (report.excluded, report.concerns_office) == ([people.ivan.pk], True)


def test_who_excludes_everybody_is_shown_the_way_to_others_at_once(reporter, people):
    reporter.open(NEW)
    reporter.send(NEW, **WHAT)
    reporter.send("/complaints/new/readers/", concerns="yes", excluded=[str(people.ivan.pk)])
    assert reporter.page.status_code == 400
    assert "1205" in reporter.text
    assert re.search(rf'value="{people.ivan.pk}"[^>]*checked', reporter.text)


def test_an_officer_who_left_meanwhile_is_told_at_sending_and_the_answers_stay(reporter, people):
    reporter.fill_in()
    the_officer_left(people, pytest.MonkeyPatch())
    reporter.send(CHECK)
    assert reporter.page.status_code == 503
    assert "1205" in reporter.text
    assert STORY in reporter.text
    assert not Case.objects.exists()


def test_answers_survive_errors_and_steps(reporter):
    reporter.open(NEW)
    reporter.send(NEW, what=STORY, when="เมื่อวาน")
    assert reporter.page.status_code == 400
    assert "เลือกประเภทของเรื่อง" in reporter.text
    assert STORY in reporter.text
    reporter.send(NEW, **WHAT)
    reporter.send("/complaints/new/readers/", **READERS)
    page = reporter.open(NEW).content.decode()
    assert STORY in page
    assert re.search(r'value="bribery"[^>]*checked', page)
    reporter.send(NEW, **WHAT | {"what": "เล่าใหม่ให้ชัดขึ้น"})
    assert reporter.at == FILES
    reporter.send(FILES, go="1")
    reporter.send("/complaints/new/identity/", **ANONYMOUS)
    assert "เล่าใหม่ให้ชัดขึ้น" in reporter.text
    assert STORY not in reporter.text


def test_who_changes_an_answer_comes_straight_back_to_all_of_them(reporter):
    reporter.fill_in()
    for address in re.findall(r'<dd><a href="([^"]+)"', reporter.text):
        reporter.open(address)
        assert reporter.at == address
    reporter.open("/complaints/new/readers/")
    reporter.send("/complaints/new/readers/", concerns="unsure")
    assert reporter.at == CHECK
    assert "ไม่แน่ใจ" in reporter.text


def test_a_step_that_was_not_reached_leads_to_the_one_that_is_missing(reporter):
    reporter.open(NEW)
    reporter.send(NEW, **WHAT)
    for later in (FILES, CHECK, CODE, "/complaints/new/receipt/"):
        reporter.open(later)
        assert reporter.at == "/complaints/new/readers/", later


def test_a_text_that_is_too_long_is_told_and_not_cut_off(reporter):
    reporter.open(NEW)
    assert "maxlength" not in reporter.text
    reporter.send(NEW, **WHAT | {"what": "ก" * 20_001})
    assert reporter.page.status_code == 400
    assert "ยาว 20,001 ตัวอักษร เกินกำหนด 20,000" in reporter.text
    assert "ก" * 20_001 in reporter.text


# ── files ────────────────────────────────────────────────────────────────────
def at_the_files(reporter: Reporter) -> None:
    reporter.fill_in()
    reporter.open(FILES)


def upload(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_files_are_added_and_taken_away_without_a_script(reporter):
    at_the_files(reporter)
    reporter.send(FILES, files=[upload("a.txt", b"1"), upload("b.txt", b"22")], add="1")
    assert (reporter.at, "a.txt" in reporter.text, "b.txt" in reporter.text) == (FILES, True, True)
    reporter.send(FILES, remove="1")
    assert "a.txt" not in reporter.text
    reporter.send(FILES, files=[upload("c.txt", b"333")], go="1")
    assert reporter.at == CHECK
    assert "b.txt" in reporter.text
    assert "c.txt" in reporter.text
    assert FlowFile.objects.count() == 2


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([("ว่าง.pdf", b"")], "ว่างเปล่า"),
        ([("ใหญ่.mp4", b"x" * (10 * 1024 * 1024 + 1))], "เกินกำหนดไฟล์ละ"),
        ([(f"{number}.txt", b"x") for number in range(11)], "แนบได้ไม่เกิน 10 ไฟล์"),
    ],
    ids=["empty", "large", "many"],
)
def test_a_file_that_cannot_be_taken_is_named_and_the_answers_stay(reporter, files, told):
    at_the_files(reporter)
    reporter.send(FILES, files=[upload(*one) for one in files], add="1")
    assert reporter.page.status_code == 400
    assert told in reporter.text
    assert files[-1][0] in reporter.text
    assert not FlowFile.objects.exists()
    assert STORY in reporter.open(CHECK).content.decode()


def test_pressing_add_without_a_file_says_what_to_do(reporter):
    at_the_files(reporter)
    reporter.send(FILES, add="1")
    assert "เลือกไฟล์ก่อนกดแนบ" in reporter.text


def test_who_fills_the_room_for_files_is_stopped_and_closes_the_channel_to_nobody(reporter, monkeypatch):
    other = Reporter()
    assert "แนบไฟล์ไม่ได้ชั่วคราว" not in other.open(NEW).content.decode()
    monkeypatch.setattr(obstacles, "MOST_WAITING", 20)
    reporter.fill_in(files=(("a.txt", b"x" * 20),))
    assert "แนบไฟล์ไม่ได้ชั่วคราว" in other.open(NEW).content.decode()
    at_the_files(other)
    other.send(FILES, files=[upload("b.txt", b"1")], add="1")
    assert other.page.status_code == 503
    assert "พื้นที่พักไฟล์ของระบบเต็ม" in other.text
    assert FlowFile.objects.count() == 1
    other.open(CHECK)
    other.send(CHECK)
    assert other.at == CODE
    reporter.open(CHECK)
    reporter.send(CHECK)  # what waited has gone with its report
    assert not obstacles.has_no_room_for_files()


def test_room_within_the_file_of_the_database_counts_as_free(ivan, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps what was deleted in its file")
    monkeypatch.setattr(obstacles, "_free", lambda _: obstacles.LEAST_FREE - 2**20)
    assert obstacles.obstacle() == obstacles.Obstacle.DISK
    flow = Flow.objects.create(pk="a" * 64, sealed=b"", expires_at=timezone.now())
    FlowFile.objects.create(flow=flow, number=1, about=b"", content=b"x" * 2**21)
    flow.delete()
    assert obstacles.obstacle() is None
    monkeypatch.setattr(obstacles, "_free", lambda _: obstacles.LEAST_FREE // 2 - 1)
    assert obstacles.obstacle() == obstacles.Obstacle.DISK


# ── one case ─────────────────────────────────────────────────────────────────
def test_a_second_click_leads_to_the_same_code(reporter):
    first = sent(reporter)
    again = reporter.client.post(CHECK, {"token": token_of(reporter)}, follow=True)
    assert again.request["PATH_INFO"] == CODE
    assert first[0] in again.content.decode()
    assert Case.objects.count() == 1


def test_a_second_click_before_the_first_was_answered_leads_to_the_same_code(reporter):
    reporter.fill_in()
    token, key = token_of(reporter), reporter.client.cookies[flows.cookie_name()].value
    reporter.send(CHECK)
    locator, secret = reporter.code()
    reporter.client.cookies[flows.cookie_name()] = key
    reporter.page = reporter.client.post(CHECK, {"token": token}, follow=True)
    assert (reporter.at, reporter.code()) == (CODE, (locator, secret))
    assert Case.objects.count() == 1


def token_of(reporter: Reporter) -> str:
    found = re.search(r'name="token" value="(\w+)"', reporter.text)
    assert found
    return found[1]


def test_two_clicks_at_once_make_one_case(transactional_db, people, office, tmp_path):
    stage.holder(people.ivan)
    with database_in_a_file(tmp_path):
        reporter = Reporter()
        reporter.fill_in(files=(("a.txt", b"1"),))
        token, cookies = token_of(reporter), reporter.client.cookies
        ready, answers = threading.Barrier(4), []

        def click() -> None:
            browser = Client()
            browser.cookies = cookies
            ready.wait(20)
            try:
                answers.append(browser.post(CHECK, f"token={token}", content_type=PLAIN_FORM))
            finally:
                connection.close()

        threads = [threading.Thread(target=click) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert {answer.headers["Location"] for answer in answers} == {CODE}
        assert len(answers) == 4
        case = Case.objects.get()
        assert case.evidence.count() == 1
        assert case.locator in reporter.open(CODE).content.decode()


def test_a_break_between_the_words_and_the_files_leaves_neither_orphan_nor_loss(reporter, monkeypatch):
    reporter.fill_in(files=(("a.txt", b"1"),))

    def breaks(**_: Any) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "add_evidence", breaks)
        assert reporter.client.post(CHECK, {"token": token_of(reporter)}).status_code == 500
    assert not Case.objects.exists()
    assert not Entry.objects.exists()
    assert not Grant.objects.exists()
    reporter.open(CHECK)
    reporter.send(CHECK)
    assert reporter.at == CODE
    assert Case.objects.get().evidence.count() == 1
    assert not FlowFile.objects.exists()


KILLED = """
import os, signal, sys
import django
django.setup()
from complaints.actions import receiving, sending
from complaints.flows import Purpose, Running
def add_and_die(**given):
    genuine(**given)
    os.kill(os.getpid(), signal.SIGKILL)
genuine, receiving.add_evidence = receiving.add_evidence, add_and_die
sending.send_report(
    flow=Running(bytes.fromhex(sys.argv[1]), Purpose.REPORT), following=Running(bytes(32), Purpose.REPORT)
)
"""


def test_a_server_killed_between_the_file_and_the_end_leaves_neither_orphan_nor_loss(
    transactional_db, reporter, tmp_path
):
    with database_in_a_file(tmp_path) as path:
        reporter.fill_in(files=(("a.txt", b"1"),))
        key = reporter.client.cookies["report"].value
        server = os.environ.get("DATABASE_URL", "").rpartition("/")[0]
        address = f"sqlite:///{path}" if path else f"{server}/{connection.settings_dict['NAME']}"
        env = os.environ | {"DATABASE_URL": address}
        died = subprocess.run([sys.executable, "-c", KILLED, key], env=env, check=False)
        assert died.returncode == -signal.SIGKILL
        assert not Case.objects.exists()
        assert not Evidence.objects.exists()
        assert FlowFile.objects.count() == 1
        reporter.open(CHECK)
        reporter.send(CHECK)
        assert reporter.at == CODE
        assert Case.objects.get().evidence.count() == 1
        assert not FlowFile.objects.exists()


def test_what_was_confirmed_outlives_a_power_cut():
    asked, answer = {
        "sqlite": ("PRAGMA synchronous", 2),  # FULL
        "postgresql": ("SELECT boot_val FROM pg_settings WHERE name = 'synchronous_commit'", "on"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert cursor.fetchone() == (answer,)


def test_officers_are_told_by_mail_that_there_is_something_and_nothing_of_it(
    reporter, people, django_capture_on_commit_callbacks
):
    people.ivan.email = "ivan@example.go.th"
    people.ivan.save()
    reporter.fill_in()
    with django_capture_on_commit_callbacks(execute=True):
        reporter.send(CHECK)
    (letter,) = mail.outbox
    assert letter.to == ["ivan@example.go.th"]
    for secret in (*reporter.code(), STORY):
        assert secret not in letter.subject + letter.body


# ── the flow ─────────────────────────────────────────────────────────────────
def test_a_form_of_another_site_stores_nothing_and_loses_nothing(reporter):
    reporter.open(NEW)
    for token in ("", "0" * 64, "ปลอม"):
        answer = reporter.client.post(NEW, WHAT | {"token": token})
        assert answer.status_code == 403
        assert STORY in answer.content.decode()
    assert not Flow.objects.exists()


def test_a_page_left_open_too_long_loses_nothing_of_what_was_typed_on_it(reporter):
    reporter.open(NEW)
    reporter.client.cookies.clear()
    reporter.send(NEW, **WHAT)
    assert reporter.page.status_code == 403
    assert STORY in reporter.text
    reporter.send(NEW, **WHAT)
    assert reporter.at == "/complaints/new/readers/"


def test_answers_are_gone_after_an_hour_and_the_page_says_so(reporter):
    reporter.fill_in(files=(("a.txt", b"1"),))
    minutes = (Flow.objects.get().expires_at - timezone.now()).total_seconds() / 60
    assert 60 <= minutes <= 70
    Flow.objects.update(expires_at=timezone.now())
    reporter.open(CHECK)
    assert reporter.page.status_code == 404
    assert "ไม่มีเรื่องที่กรอกค้างอยู่" in reporter.text
    assert STORY not in reporter.open(NEW).content.decode()
    Reporter().open(NEW)
    assert not Flow.objects.exists()
    assert not FlowFile.objects.exists()


def test_a_flow_lives_on_by_being_used(reporter):
    reporter.fill_in()
    Flow.objects.update(expires_at=timezone.now() + timezone.timedelta(minutes=2))
    reporter.open(CHECK)
    assert Flow.objects.get().expires_at > timezone.now() + timezone.timedelta(minutes=59)


def test_a_planted_cookie_gives_nobody_the_report_or_its_code(reporter):
    """Neither an invented key, nor that of a flow which somebody else began."""
    begun_by_another = Reporter()
    begun_by_another.open(NEW)
    begun_by_another.send(NEW, **WHAT)
    name = flows.cookie_name()
    for planted in ("ab" * 32, begun_by_another.client.cookies[name].value):
        thief, victim = Reporter(), Reporter()
        for browser in (thief, victim):
            browser.client.cookies[name] = planted
        if planted == "ab" * 32:
            victim.open(NEW)
            assert victim.client.cookies[name].value != planted
        victim.fill_in(files=(("a.txt", b"1"),))
        thief.open(CHECK)
        assert thief.page.status_code == 404
        before = victim.client.cookies[name].value
        thief.client.cookies[name] = before  # one who read the cookie while it was typed
        thief.open(CHECK)
        token = token_of(thief)
        victim.send(CHECK)
        locator, secret = victim.code()
        for answer in (thief.open(CODE), thief.client.post(CHECK, {"token": token}, follow=True)):
            assert answer.status_code == 404
            assert secret not in answer.content.decode()
        assert locator in victim.open(CODE).content.decode()


def test_what_happened_is_kept_under_a_new_key_with_its_files(reporter, ivan):
    reporter.fill_in(files=(("a.txt", b"1"), ("b.txt", b"22")))
    before = set(Flow.objects.values_list("pk", flat=True))
    reporter.open(NEW)
    first = {"token": token_of(reporter), **WHAT}
    old = reporter.client.cookies[flows.cookie_name()].value
    reporter.send(NEW, **WHAT)
    assert reporter.at == CHECK
    assert not before & set(Flow.objects.values_list("pk", flat=True))
    reporter.client.cookies[flows.cookie_name()] = (
        old  # a second click, before the answer to the first has come
    )
    again = reporter.client.post(NEW, first, follow=True)
    assert again.request["PATH_INFO"] == CHECK
    assert Flow.objects.count() == 1
    reporter.page = again
    reporter.send(CHECK)
    key, case = stage.keyring(ivan), Case.objects.get()
    opened = key.key_of(case, Part.REPORT)
    assert [opening.read_file(opened, one, original=True) for one in case.evidence.all()] == [b"1", b"22"]


def test_a_second_click_on_the_first_form_begins_one_flow(reporter):
    reporter.open(NEW)
    told, key = {"token": token_of(reporter), **WHAT}, reporter.client.cookies[flows.cookie_name()].value
    for _ in range(2):
        reporter.client.cookies[flows.cookie_name()] = key
        answer = reporter.client.post(NEW, told, follow=True)
        assert answer.request["PATH_INFO"] == "/complaints/new/readers/"
    assert Flow.objects.count() == 1


def test_a_flow_ends_four_hours_after_it_began_however_much_it_is_used(reporter):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        reporter.fill_in(files=(("a.txt", b"1"),))
        for _ in range(4):
            clock.shift(flows.LONGEST / 4 - timezone.timedelta(seconds=1))
            assert reporter.open(CHECK).status_code == 200
        reporter.open(NEW)
        reporter.send(NEW, **WHAT)  # a new key is not a new beginning
        assert reporter.at == CHECK
        assert Flow.objects.get().expires_at - timezone.now() <= timezone.timedelta(seconds=4) + flows.ROUNDED
        clock.shift(timezone.timedelta(seconds=5))
        assert reporter.open(CHECK).status_code == 404
        assert "4 ชั่วโมง" in reporter.text.replace("\N{NO-BREAK SPACE}", " ")
        clock.shift(flows.ROUNDED)
        Reporter().open(NEW)
        assert not FlowFile.objects.exists()


def test_neither_what_is_typed_nor_the_code_tells_the_minute_of_its_use(reporter):
    moment = timezone.now().replace(minute=3, second=7, microsecond=123)
    rows = set()
    for minutes in (0, 2, 5):
        with time_machine.travel(moment + timezone.timedelta(minutes=minutes), tick=False):
            browser = Reporter()
            browser.fill_in()
            rows |= set(Flow.objects.values_list("expires_at", flat=True))
            browser.send(CHECK)
            browser.open(CODE)
            rows |= set(Flow.objects.values_list("expires_at", flat=True))
    assert len(rows) == 1
    (end,) = rows
    assert (end.minute, end.second, end.microsecond) == (10, 0, 0)


def test_only_looking_at_the_form_stores_nothing(reporter):
    reporter.open(NEW)
    assert not Flow.objects.exists()


def test_the_stored_flow_is_readable_with_the_cookie_alone(reporter):
    reporter.fill_in(files=(("ชื่อไฟล์ลับ.txt", b"content of the file"),))
    stored = b"".join(
        bytes(part)
        for row in [*Flow.objects.values_list("sealed"), *FlowFile.objects.values_list("about", "content")]
        for part in row
    )
    for secret in (STORY, "ครูใหญ่", "ชื่อไฟล์ลับ", "content of the file"):
        assert secret.encode() not in stored
    key = reporter.client.cookies[flows.cookie_name()].value
    assert key not in str(list(Flow.objects.values_list("pk", flat=True)))
    assert STORY in reporter.open(CHECK).content.decode()
    reporter.client.cookies[flows.cookie_name()] = "0" * 64
    assert reporter.open(CHECK).status_code == 404


def test_the_cookie_is_the_only_one_short_lived_and_out_of_reach(reporter, settings):
    reporter.fill_in()
    assert set(reporter.client.cookies) == {"report"}
    morsel = reporter.client.cookies["report"]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Strict", "/")
    assert (morsel["max-age"], morsel["domain"]) == (3600, "")
    settings.SESSION_COOKIE_SECURE = True
    secure = Reporter()
    secure.open(NEW)
    assert secure.client.cookies["__Host-report"]["secure"] is True


def test_leaving_forgets_everything_here_and_in_the_browser(reporter):
    reporter.fill_in(files=(("a.txt", b"1"),))
    assert reporter.client.post(LEAVE, {"token": "0" * 64}).status_code == 303
    assert Flow.objects.exists()
    other = Reporter()
    other.fill_in()
    answer = other.client.post(LEAVE, {"token": token_of(other)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer.cookies["report"].value == ""
    assert answer.cookies["report"]["max-age"] == 0
    assert Flow.objects.count() == 1


@pytest.mark.parametrize("address", [LEAVE, "/complaints/track/leave/"])
def test_another_site_cannot_make_a_browser_forget_this_one(client, office, address):
    """Its forms come without the cookie, which is SameSite=Strict."""
    for ask in (client.post, client.get):
        answer = ask(address, headers={"origin": "https://evil.example"})
        assert answer.status_code == 303
        assert "Clear-Site-Data" not in answer.headers
        assert not answer.cookies


def test_every_step_can_be_left_at_once_and_tells_nothing_in_its_title(reporter):
    reporter.open(NEW)
    pages = [reporter.text]
    reporter.send(NEW, **WHAT)
    pages.append(reporter.text)
    reporter.send("/complaints/new/readers/", **READERS)
    pages.append(reporter.text)
    reporter.send(FILES, go="1")
    pages.append(reporter.text)
    reporter.send("/complaints/new/identity/", **ANONYMOUS)
    pages.append(reporter.text)
    reporter.send(CHECK)
    locator, secret = reporter.code()
    pages.append(reporter.text)
    typed_back(reporter)
    pages.append(reporter.text)
    for page in pages:
        assert f'action="{LEAVE}"' in page
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
        assert title.startswith("แบบฟอร์ม")
        for told in ("ทุจริต", "ร้องเรียน", locator, secret):
            assert told not in title
        assert 'src="http' not in page
        assert "<script" not in page
        for given in re.findall(r"(?:href|action)=\"([^\"]*)\"", page):
            assert "?" not in given or "/complaints/" not in given


def test_pages_of_the_flow_are_kept_nowhere_and_tell_no_other_site(reporter):
    reporter.fill_in()
    for address in (NEW, "/complaints/new/readers/", FILES, "/complaints/new/identity/", CHECK, RECEIPT):
        answer = reporter.client.get(address)
        assert answer.status_code == 200, address
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"


# ── too many ─────────────────────────────────────────────────────────────────
def test_a_program_that_fills_in_everything_is_told_to_use_the_telephone(reporter):
    reporter.open(NEW)
    reporter.send(NEW, **WHAT, **{reporting.TRAP: "https://spam.example"})
    assert reporter.page.status_code == 400
    assert "0 5561 0000" in reporter.text
    assert not Flow.objects.exists()


def test_too_many_from_one_network_are_told_to_wait_or_call_and_keep_their_answers(reporter, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_SENT", 1)
    sent(reporter)
    second = Reporter()
    second.fill_in()
    second.send(CHECK)
    assert second.page.status_code == 429
    assert "0 5561 0000" in second.text
    assert STORY in second.text
    elsewhere = Reporter(REMOTE_ADDR="198.51.100.9")
    sent(elsewhere)
    assert Case.objects.count() == 2


# ── the code and the receipt ─────────────────────────────────────────────────
def test_the_code_stays_until_its_end_is_typed_back_and_is_never_shown_again(reporter):
    locator, secret = sent(reporter)
    assert re.fullmatch(r"\d\d-[0-9A-Z]{4}", locator)
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]", secret)
    for wrong in ("", "0000", secret[:4], "ไม่รู้"):
        reporter.send(CODE, last_four=wrong)
        assert reporter.page.status_code == 400, wrong
        assert reporter.code() == (locator, secret)
    assert reporter.open(NEW).request["PATH_INFO"] == CODE
    reporter.send(CODE, last_four=secret[-6:].lower().replace("0", "o").replace("1", "๑"))
    assert reporter.at == "/complaints/new/receipt/"
    for address in (CODE, NEW, CHECK):
        reporter.open(address)
        assert reporter.at == "/complaints/new/receipt/"
        assert secret not in reporter.text
        assert secret.replace("-", "")[:16] not in reporter.text


def test_a_file_that_is_attached_twice_is_pointed_out(reporter):
    at_the_files(reporter)
    again = "เหมือนกับไฟล์ที่แนบไว้ก่อนทุกประการ"
    reporter.send(FILES, files=[upload("a.txt", b"1"), upload("b.txt", b"2")], add="1")
    assert again not in reporter.text
    reporter.send(FILES, files=[upload("c.txt", b"1")], add="1")
    assert reporter.text.count(again) == 1
    assert reporter.text.index("c.txt") < reporter.text.index(again)


def test_the_code_breaks_between_groups_and_is_left_only_after_a_question(reporter):
    _, secret = sent(reporter)
    shown = re.search(r"data-secret>(.*?)</p>", reporter.text)[1]
    whole = re.findall(r'<span class="nobr">([0-9A-Z-]+)</span>', shown)
    assert "".join(whole) == secret
    assert whole[-1] == secret[-6:]  # the four characters to type back stand together
    form, details = reporter.text.index('name="last_four"'), reporter.text.rindex("<details")
    assert form < details < reporter.text.index('action="/complaints/new/leave/"')
    reporter.send(CODE, last_four="0000")
    assert "3 ตัวก่อนขีดสุดท้าย ตามด้วย 1 ตัวหลังขีด" in reporter.text


def test_who_comes_back_to_a_closed_page_is_not_asked_to_report_twice(reporter):
    again = "แจ้งใหม่อีกครั้งได้"
    for address, may_be_lost in ((FILES, False), (CHECK, True), ("/complaints/new/receipt/", False)):
        reporter.open(address)
        assert reporter.page.status_code == 404
        assert "ถ้าได้รหัสแล้ว เรื่องถึงแล้ว ไม่ต้องแจ้งใหม่" in reporter.text
        assert (again in reporter.text) == may_be_lost
    assert 'href="/complaints/new/"' not in reporter.text


def test_every_step_says_how_long_answers_stay_and_the_receipt_where_it_is_verified(reporter):
    reporter.open(NEW)
    assert "60 นาที" in reporter.text
    reporter.fill_in()
    assert "คำตอบลบเองเมื่อไม่ได้ใช้นาน" in reporter.text
    reporter.send(CHECK)
    reporter.send(CODE, last_four=reporter.code()[1])
    assert "http://testserver/complaints/receipt/</span>" in reporter.text


def test_the_whole_secret_typed_back_is_as_good_as_its_end(reporter):
    _, secret = sent(reporter)
    reporter.send(CODE, last_four=secret.lower().replace("-", " "))
    assert reporter.at == "/complaints/new/receipt/"


def test_a_code_that_nobody_wrote_down_goes_with_its_flow(reporter):
    sent(reporter)
    Flow.objects.update(expires_at=timezone.now())
    reporter.open(CODE)
    assert reporter.page.status_code == 404
    assert "รหัส" in reporter.text
    assert Case.objects.count() == 1


def test_the_receipt_is_the_digest_of_what_the_officer_reads(reporter, ivan):
    sent(reporter, files=(("a.txt", b"1"), ("b.txt", b"22")))
    locator, digest = typed_back(reporter)
    case = Case.objects.get()
    key = stage.keyring(ivan).key_of(case, Part.REPORT)
    files = [opening.read_facts(key, one).sha256 for one in case.evidence.all()]
    read = contents.digest_of(opening.read_report(key, case).to_bytes())
    assert digest == contents.receipt_of(locator, report=read, identity="", files=files)
    assert opening.is_as_received(key, case, files)
    assert "ใบรับเรื่อง" in reporter.text


def test_a_receipt_is_verified_and_nothing_else_is_said(reporter):
    sent(reporter)
    locator, digest = typed_back(reporter)
    day = timezone.localdate()
    right = {"locator": locator.lower().replace("-", " "), "sha256": f"{digest[:32].upper()}\n{digest[32:]}"}
    form = Reporter().client

    def asked(**told: str) -> str:
        answer = form.post(RECEIPT, told)
        assert answer.status_code == 200
        assert not answer.cookies
        page = answer.content.decode()
        return page[page.index('<main id="main"') : page.index("<form method")]

    yes = asked(**right)
    assert "ตรงกับเรื่องที่สำนักงานได้รับ" in yes
    assert asked(**right, day=f"{day.day}/{day.month}/{day.year + 543}") == yes
    no = asked(locator=locator, sha256="0" * 64)
    assert "ไม่ตรงกับเรื่องใดที่เก็บอยู่" in no
    assert asked(locator="68-0000", sha256=digest) == no
    assert asked(**right, day="1/1/2560") == no
    Case.objects.all().delete()
    assert asked(**right) == no


def test_a_slip_on_a_receipt_is_told_from_one_that_does_not_match(client, office):
    for told in ({"locator": "x", "sha256": "0" * 64}, {"locator": "68-0000", "sha256": "0" * 63}):
        answer = client.post(RECEIPT, told)
        assert answer.status_code == 400
        assert "โปรดตรวจที่พิมพ์" in answer.content.decode()
    assert client.get(f"{RECEIPT}?locator=68-0000").content.decode().count("68-0000") == 0


def test_receipts_cannot_be_tried_without_end(client, office, monkeypatch):
    monkeypatch.setattr(receipts, "MOST_CHECKED", 2)
    told = {"locator": "68-0000", "sha256": "0" * 64}
    assert [client.post(RECEIPT, told).status_code for _ in range(3)] == [200, 200, 429]
