"""The officers' pages: who comes in, with an open key or without, what a case shows, how evidence is sent."""

from __future__ import annotations

import base64
import datetime as dt
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints import codes, opening, sealing
from complaints.actions import handling, identities, keys, tracking
from complaints.actions.entries import add_entry, add_evidence
from complaints.actions.intake import take_in
from complaints.actions.receiving import Received
from complaints.contents import Identity, Report
from complaints.evidence import examine
from complaints.models import Case, CaseKey, ChannelRules, Entry, Evidence, Flow, Grant, KeyHolder
from complaints.models.terms import Channel, EntryKind, HolderKind, Outcome, Part, Progress
from complaints.views.staff import gate
from portal import thai
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, User
from tests.complaints import stage
from tests.complaints.evidence_files import jpeg

pytestmark = pytest.mark.django_db

QUEUE, UNLOCK, LOCK, INTAKE = (f"/complaints/staff/{name}" for name in ("", "unlock/", "lock/", "intake/"))
STORY = "หัวหน้าเรียกเงินสามพันบาทหน้าห้องพัสดุ"


@pytest.fixture
def ivan(people: Any) -> KeyHolder:
    return stage.holder(people.ivan)


@pytest.fixture
def karn() -> User:
    """A second officer, with a key."""
    user = stage.officer("กานต์")
    stage.holder(user)
    return user


def page_of(case: Case, act: str = "") -> str:
    return f"/complaints/staff/cases/{case.locator}/{act and f'{act}/'}"


def unlock(client: Client, passphrase: str = stage.PASSPHRASE, **more: str) -> Any:
    return client.post(UNLOCK, {"passphrase": passphrase} | more)


def opened(signed_in: Any, user: User) -> Client:
    client: Client = signed_in(user)
    assert unlock(client).status_code == 302
    return client


def verbs(case: Case) -> list[str]:
    events = AuditEvent.objects.filter(object_id=str(case.pk)).order_by("seq")
    return list(events.values_list("verb", flat=True))


def text(response: Any) -> str:
    return unescape(response.content.decode())


def once(response: Any, form: str = "") -> str:
    """What the form (the one sent to an address that ends so) drew."""
    page = text(response)
    found = re.search(r'name="once" value="([0-9a-f]+)"', page[page.find(f'{form}"') if form else 0 :])
    assert found
    return found[1]


# ── who comes in ─────────────────────────────────────────────────────────────
def test_only_officers_come_to_cases(signed_in, people, ivan):
    case = stage.sent_report(files=(("a.txt", b"a"),)).case
    for name in ("alice", "bob", "dana", "erin", "frank", "grace", "heidi", "judy"):
        client = signed_in(getattr(people, name))
        for address in (
            QUEUE,
            INTAKE,
            *(page_of(case, act) for act in ("", "message", "evidence/1", "close")),
        ):
            answer = client.get(address)
            assert answer.status_code == 403, (name, address)
            assert case.locator not in text(answer).replace(address, "")
        for act in ("identity", "evidence/1/original", "close"):
            assert client.post(page_of(case, act)).status_code == 403, (name, act)
        assert client.get(UNLOCK).status_code == (200 if name == "judy" else 403)


def test_a_visitor_is_asked_to_sign_in(client):
    for address in (QUEUE, UNLOCK, INTAKE, "/complaints/staff/cases/69-0000/close/"):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "/accounts/login/" in answer["Location"]


def test_an_officer_without_second_factor_sets_one_up_first(signed_in, people, ivan, settings):
    client = opened(signed_in, people.ivan)
    settings.DEMONSTRATION = False
    case = stage.sent_report().case
    for address in (QUEUE, UNLOCK, page_of(case)):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/accounts/2fa/")


def test_staff_pages_are_kept_nowhere_and_tell_other_sites_nothing(signed_in, people, ivan):
    client = opened(signed_in, people.ivan)
    for address in (QUEUE, UNLOCK, INTAKE, page_of(stage.sent_report().case)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]


# ── the key ──────────────────────────────────────────────────────────────────
def test_a_case_asks_for_the_passphrase_first_and_opens_then(signed_in, people, ivan):
    case = stage.sent_report(what=STORY).case
    client = signed_in(people.ivan)
    asked = client.get(page_of(case))
    assert asked.status_code == 302
    assert asked["Location"].startswith(UNLOCK)
    went_on = unlock(client, next=page_of(case))
    assert went_on["Location"] == page_of(case)
    assert STORY in text(client.get(page_of(case)))


def test_the_cookie_of_an_open_key_is_for_this_site_alone_and_ends_after_15_minutes(signed_in, people, ivan):
    client = signed_in(people.ivan)
    cookie = unlock(client).cookies[gate.cookie_name()]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == 900
    assert not cookie["domain"]


def test_with_https_the_cookie_belongs_to_this_host(settings):
    settings.HTTPS = True
    assert gate.cookie_name().startswith("__Host-")


def test_after_15_minutes_the_key_is_locked_however_busy_the_officer_was(signed_in, people, ivan):
    case = stage.sent_report().case
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = opened(signed_in, people.ivan)
        for minutes in (5, 10, 14):
            clock.move_to(start + dt.timedelta(minutes=minutes))
            assert client.get(page_of(case)).status_code == 200
        clock.move_to(start + dt.timedelta(minutes=15, seconds=1))
        assert client.get(page_of(case))["Location"].startswith(UNLOCK)


def test_an_end_that_is_put_off_in_the_session_opens_nothing(signed_in, people, ivan):
    case = stage.sent_report().case
    client = opened(signed_in, people.ivan)
    session = client.session
    kept = session[gate.UNLOCKED]
    session[gate.UNLOCKED] = kept | {"until": kept["until"] - 60}
    session.save()
    assert client.get(page_of(case)).status_code == 302


def test_locking_and_signing_out_close_the_key(signed_in, people, ivan):
    case = stage.sent_report().case
    client = opened(signed_in, people.ivan)
    assert client.post(LOCK).status_code == 302
    assert client.get(page_of(case)).status_code == 302
    unlock(client)
    cookie = client.cookies[gate.cookie_name()].value
    client.logout()
    client.force_login(people.ivan)
    client.cookies[gate.cookie_name()] = cookie
    assert client.get(page_of(case)).status_code == 302


def test_the_cookie_alone_and_the_session_alone_open_nothing(signed_in, people, ivan):
    case = stage.sent_report().case
    client, other = opened(signed_in, people.ivan), signed_in(people.ivan)
    other.cookies[gate.cookie_name()] = client.cookies[gate.cookie_name()].value
    assert other.get(page_of(case)).status_code == 302
    del client.cookies[gate.cookie_name()]
    assert client.get(page_of(case)).status_code == 302


def test_neither_the_session_nor_the_cookie_holds_the_private_key(signed_in, people, ivan):
    client = opened(signed_in, people.ivan)
    private = stage.keyring(ivan).private
    whole = repr(dict(client.session)) + client.cookies[gate.cookie_name()].value
    assert base64.b64encode(private).decode()[:40] not in whole
    assert private.hex() not in whole


@pytest.mark.parametrize("change", ["inactive", "retired", "role"])
def test_whoever_left_opens_nothing_with_a_key_that_is_still_open(signed_in, people, ivan, karn, change):
    case = stage.sent_report(what=STORY).case
    client = opened(signed_in, people.ivan)
    if change == "inactive":
        User.objects.filter(pk=people.ivan.pk).update(is_active=False)
    elif change == "retired":
        KeyHolder.objects.filter(pk=ivan.pk).update(retired_at=timezone.now())
    else:
        people.ivan.groups.clear()
    answer = client.get(page_of(case))
    assert answer.status_code in (302, 403, 404)
    assert STORY not in text(answer)


def test_a_wrong_passphrase_opens_nothing_and_is_logged(signed_in, people, ivan):
    client = signed_in(people.ivan)
    answer = unlock(client, "ไม่ใช่วลีนี้แน่นอน")
    assert answer.status_code == 400
    assert "วลีรหัสผ่านไม่ถูกต้อง" in text(answer)
    assert gate.cookie_name() not in answer.cookies
    assert AuditEvent.objects.latest("seq").verb == "ใส่วลีรหัสผ่านของกุญแจไม่ถูกต้อง"
    assert "ไม่ใช่วลีนี้แน่นอน" not in text(answer)


def test_wrong_passphrases_make_one_wait_longer_and_longer_and_never_for_good(signed_in, people, ivan):
    client = signed_in(people.ivan)
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(5):
            unlock(client, "ผิด")
        assert "รอ 2 วินาที" in text(unlock(client))
        clock.shift(3)
        unlock(client, "ผิด")
        assert "รอ 4 วินาที" in text(unlock(client))
        for _ in range(12):
            clock.shift(301)
            unlock(client, "ผิด")
        assert "รอ 300 วินาที" in text(unlock(client))
        clock.shift(301)
        assert unlock(client).status_code == 302
        unlock(client, "ผิด")
        assert unlock(client).status_code == 302


@pytest.mark.parametrize(
    "address", ["https://example.com/", "//example.com", "/admin/", "/complaints/staff\\@x/", ""]
)
def test_after_unlocking_one_stays_on_the_staff_pages(signed_in, people, ivan, address):
    assert unlock(signed_in(people.ivan), next=address)["Location"] == QUEUE


def test_an_officer_without_a_key_is_told_how_to_get_one(signed_in, people):
    assert "สร้างกุญแจ" in text(signed_in(people.ivan).get(UNLOCK))


# ── the queue ────────────────────────────────────────────────────────────────
def test_the_queue_shows_the_cases_handed_over_and_no_other(signed_in, people, ivan, karn):
    both = stage.sent_report().case
    hidden = stage.sent_report(excluded=[people.ivan.pk]).case
    client = opened(signed_in, people.ivan)
    shown = text(client.get(QUEUE))
    assert both.locator in shown
    assert hidden.locator not in shown
    assert "เรื่องร้องเรียน (1)" in re.sub(r"\s+", " ", shown)
    for act in ("", "message", "close", "evidence/1/original", "hand-over"):
        assert client.get(page_of(hidden, act)).status_code == 404, act
    assert client.post(page_of(hidden, "close"), {}).status_code == 404
    assert client.get("/complaints/staff/cases/69-ZZZZ/").status_code == 404
    assert hidden.locator in text(opened(signed_in, karn).get(QUEUE))


def test_the_two_clocks_say_how_they_stand(signed_in, people, ivan):
    case = stage.sent_report().case
    client = signed_in(people.ivan)
    assert "ภายใน" in text(client.get(QUEUE))
    Case.objects.update(acknowledge_by=dt.date(2026, 1, 5), answer_by=dt.date(2026, 1, 20))
    late = text(client.get(QUEUE))
    assert f"เกินกำหนด {thai.short_date(dt.date(2026, 1, 5))}" in late
    assert late.count("tag-bad") == 2
    handling.acknowledge(by=people.ivan, case=case)
    assert text(client.get(QUEUE)).count("tag-bad") == 1


def test_the_queue_is_filtered_and_paged(signed_in, people, ivan, karn):
    cases = [stage.sent_report().case for _ in range(27)]
    handling.acknowledge(by=people.ivan, case=cases[0])
    Case.objects.filter(pk=cases[1].pk).update(answer_by=dt.date(2026, 1, 20))
    client = signed_in(people.ivan)

    def found(query: str) -> set[str]:
        page = text(client.get(QUEUE + query))
        return {case.locator for case in cases if f"/{case.locator}/" in page}

    assert len(found("")) == 25
    assert len(found("?page=2")) == 2
    assert found("?progress=acknowledged") == {cases[0].locator}
    assert found(f"?handler={people.ivan.pk}") == {cases[0].locator}
    assert cases[0].locator not in found("?handler=none&page=1") | found("?handler=none&page=2")
    assert found("?late=answer") == {cases[1].locator}
    assert client.get(f"{QUEUE}?page=9").status_code == 404
    assert client.get(f"{QUEUE}?progress=x&handler=y&late=z").status_code == 200


def test_the_queue_asks_no_more_of_the_database_for_more_cases(
    signed_in, people, ivan, django_assert_max_num_queries
):
    for _ in range(12):
        stage.sent_report()
    client = signed_in(people.ivan)
    client.get(QUEUE)
    with django_assert_max_num_queries(25):
        client.get(QUEUE)


def test_the_first_page_of_the_admin_says_how_many_wait(signed_in, people, ivan, karn):
    stage.sent_report()
    stage.sent_report(excluded=[people.ivan.pk])
    page = re.sub(r"\s+", " ", text(signed_in(people.ivan).get("/admin/")))
    assert "เรื่องร้องเรียนทุจริต" in page
    assert 'progress=received">รอตรวจรับ</a> (1)' in page
    assert "รอตรวจรับ" not in text(signed_in(people.dana).get("/admin/"))


# ── the case ─────────────────────────────────────────────────────────────────
def test_opening_a_case_is_logged_once_for_each_unlocking(signed_in, people, ivan):
    case = stage.sent_report().case
    client = opened(signed_in, people.ivan)
    client.get(page_of(case))
    client.get(page_of(case))
    assert verbs(case) == ["เปิดอ่านเรื่อง"]
    unlock(client)
    client.get(page_of(case))
    assert verbs(case) == ["เปิดอ่านเรื่อง"] * 2


def test_a_case_shows_what_was_told_but_not_who_told_it(signed_in, people, ivan):
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    told = stage.sent_report(
        what=STORY, who="นายสมมุติ", identity=Identity("สมใจ ผู้แจ้ง", "08-1234"), files=(("ภาพลับ.jpg", b"a"),)
    )
    page = text(opened(signed_in, people.ivan).get(page_of(told.case)))
    assert STORY in page
    assert "ภาพลับ.jpg" in page
    assert "ขอเปิดตัวตน" in page
    assert "สมใจ" not in page
    assert "08-1234" not in page


def test_no_two_parts_of_a_case_page_have_the_same_name(signed_in, people, ivan):
    case = stage.sent_report(files=(("a.txt", b"a"),)).case
    page = text(opened(signed_in, people.ivan).get(page_of(case)))
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) > 10
    assert len(names) == len(set(names))
    assert set(re.findall(r' for="([^"]+)"', page)) <= set(names)


def test_a_form_from_another_site_does_nothing(people, ivan, settings):
    settings.DEMONSTRATION = True
    case = stage.sent_report().case
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.ivan)
    for address in (UNLOCK, LOCK, INTAKE, page_of(case, "acknowledge"), page_of(case, "identity")):
        assert client.post(address, headers={"Origin": "https://example.com"}).status_code == 403, address
    assert verbs(case) == []


def test_what_is_written_is_html_nowhere(signed_in, people, ivan):
    case = stage.sent_report(what="<script>alert(1)</script>", files=(("<b>.txt", b"x"),)).case
    page = opened(signed_in, people.ivan).get(page_of(case)).content.decode()
    assert "<script>" not in page
    assert "<b>.txt" not in page


def test_an_officer_whose_name_stands_in_the_report_is_warned_in_words(signed_in, people, ivan, karn):
    case = stage.sent_report(who="คุณอิศรา ฝ่ายรับเรื่อง").case
    assert "ชื่อของท่านปรากฏในเรื่องนี้" in text(opened(signed_in, people.ivan).get(page_of(case)))
    other = text(opened(signed_in, karn).get(page_of(case)))
    assert "ชื่อของท่านปรากฏ" not in other
    assert "ชื่อเจ้าหน้าที่ปรากฏในเรื่อง" in other


def test_a_text_that_was_changed_in_the_database_is_said_to_be_unreadable(signed_in, people, ivan):
    case = stage.sent_report().case
    handling.add_note(by=people.ivan, case=case, text="บันทึกแรก")
    handling.add_note(by=people.ivan, case=case, text="บันทึกหลัง")
    notes = Entry.objects.filter(case=case, kind=EntryKind.NOTE).order_by("number")
    notes.filter(pk=notes[0].pk).update(sealed=bytes(notes[1].sealed))
    page = text(opened(signed_in, people.ivan).get(page_of(case)))
    assert "เปิดอ่านไม่ได้" in page
    assert "บันทึกหลัง" in page
    assert "บันทึกแรก" not in page


# ── acts through their forms ─────────────────────────────────────────────────
def test_a_case_goes_all_the_way_through_the_forms(signed_in, people, ivan):
    received = stage.sent_report()
    case = received.case
    client = opened(signed_in, people.ivan)
    assert client.post(page_of(case, "acknowledge")).status_code == 302
    assert client.post(page_of(case, "examine")).status_code == 302
    said = {"text": "ขอทราบวันที่เกิดเหตุ", "once": once(client.get(page_of(case)), "message/")}
    assert client.post(page_of(case, "message"), said)["Location"] == page_of(case)
    noted = {"text": "โทรถามพัสดุแล้ว", "once": once(client.get(page_of(case)), "note/")}
    assert client.post(page_of(case, "note"), noted).status_code == 302
    closing = {
        "outcome": "substantiated",
        "reason": "พยานสองปากตรงกัน",
        "words": "พบว่ามีมูล ส่งดำเนินการทางวินัยแล้ว",
        "once": once(client.get(page_of(case, "close"))),
    }
    assert client.post(page_of(case, "close"), closing).status_code == 302
    case.refresh_from_db()
    assert case.progress == Progress.CLOSED
    page = text(client.get(page_of(case)))
    for words in ("ขอทราบวันที่เกิดเหตุ", "โทรถามพัสดุแล้ว", "พยานสองปากตรงกัน", "พบว่ามีมูล ส่งดำเนินการ", "ปิดเรื่อง"):
        assert words in page
    talk = tracking.open_talk(received.code, network="")
    assert talk
    assert [one.text for one in tracking.messages(talk, seen=0)] == [said["text"], closing["words"]]


def test_answers_survive_errors_and_a_key_that_was_locked_meanwhile(signed_in, people, ivan):
    case = stage.sent_report().case
    client = signed_in(people.ivan)  # never unlocked: writing needs no key
    form = client.get(page_of(case, "close"))
    assert form.status_code == 200
    wrong = client.post(page_of(case, "close"), {"reason": "เหตุผลยาวที่พิมพ์ไว้", "words": "", "once": once(form)})
    assert wrong.status_code == 400
    assert "เหตุผลยาวที่พิมพ์ไว้" in text(wrong)
    assert "เลือกผลการพิจารณา" in text(wrong)
    assert "เขียนข้อความแจ้งผลถึงผู้แจ้ง" in text(wrong)
    sent = client.post(page_of(case, "note"), {"text": "จดไว้", "once": "0" * 32})
    assert sent["Location"] == page_of(case)
    assert case.entries.filter(kind=EntryKind.NOTE).count() == 1


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("acknowledge", {}),
        ("note", {"text": "จด"}),
        ("message", {"text": "ถึงท่าน", "is_answer": "on"}),
        ("close", {"outcome": "unsubstantiated", "reason": "ไม่พบ", "words": "ไม่พบว่ามีมูล"}),
        ("transfer", {"body": "สำนักงาน ป.ป.ช.", "reason": "เกินอำนาจ", "words": "ส่งแล้ว"}),
        ("recuse", {"reason": "เป็นญาติ"}),
    ],
)
def test_a_form_sent_twice_does_its_act_once(signed_in, people, ivan, karn, act, said):
    case = stage.sent_report().case
    client = signed_in(people.ivan)
    said = said | {"once": "ab" * 16}
    first = client.post(page_of(case, act), said)
    before = list(case.entries.values_list("pk")), verbs(case)
    second = client.post(page_of(case, act), said)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert (list(case.entries.values_list("pk")), verbs(case)) == before


def test_an_act_on_a_case_that_is_closed_meanwhile_says_so_and_keeps_the_answers(
    signed_in, people, ivan, karn
):
    case = stage.sent_report().case
    said = {"outcome": "unsubstantiated", "reason": "ของอิศรา", "words": "ไม่พบ", "once": "1" * 32}
    assert signed_in(people.ivan).post(page_of(case, "close"), said).status_code == 302
    late = signed_in(karn).post(
        page_of(case, "close"), said | {"outcome": "substantiated", "reason": "ของกานต์", "once": "2" * 32}
    )
    assert late.status_code == 400
    assert "เรื่องนี้ปิดแล้ว" in text(late)
    assert "ของกานต์" in text(late)


def test_an_unknown_act_is_no_page(signed_in, people, ivan):
    case = stage.sent_report().case
    assert signed_in(people.ivan).get(page_of(case, "delete")).status_code == 404


def test_a_case_is_handed_over_only_to_those_who_may_read_it(signed_in, people, ivan, karn):
    accused = stage.officer("วิชัย")
    case = stage.sent_report(excluded=[accused.pk], what=STORY).case
    stage.holder(accused)
    later = stage.officer("มานี")
    stage.holder(later)
    locked = signed_in(people.ivan)
    assert locked.get(page_of(case, "hand-over"))["Location"].startswith(UNLOCK)
    client = opened(signed_in, people.ivan)
    offered = text(client.get(page_of(case, "hand-over")))
    assert "มานี" in offered
    assert "วิชัย" not in offered
    assert "กานต์" not in offered  # can open it already
    assert client.post(page_of(case, "hand-over"), {"officer": accused.pk}).status_code == 400
    assert not Case.objects.open_to(accused).exists()
    assert KeyHolder.objects.get(user=later).fingerprint in offered
    uncompared = client.post(page_of(case, "hand-over"), {"officer": later.pk})
    assert uncompared.status_code == 400
    assert "เทียบลายนิ้วมือของกุญแจกับเจ้าตัวก่อน" in text(uncompared)
    assert not Case.objects.open_to(later).exists()
    said = {"officer": later.pk, "compared": "on"}
    assert client.post(page_of(case, "hand-over"), said).status_code == 302
    assert STORY in text(opened(signed_in, later).get(page_of(case)))


def forged(sealed: Entry | Evidence, part: Part, content: bytes, column: str = "sealed") -> None:
    """Put other words in the place of sealed ones, as whoever writes to the database can without any key."""
    public = bytes(CaseKey.objects.get(case=sealed.case, part=part).public_key)
    place = sealed.place if isinstance(sealed, Entry) else sealed.place(column)
    type(sealed).objects.filter(pk=sealed.pk).update(**{column: sealing.seal(public, content, place=place)})


@pytest.mark.parametrize(
    "forge", ["a new report", "other words", "another file", "a file taken out", "a name", "no name"]
)
def test_a_case_that_is_not_what_its_receipt_was_given_for_is_said_to_be_so(
    signed_in, people, ivan, karn, forge
):
    identity = None if forge == "a name" else Identity("สมใจ", "08-1234")
    case = stage.sent_report(what=STORY, identity=identity, files=(("a.txt", b"a"), ("b.txt", b"b"))).case
    more = examine("c.txt", b"c")
    add_evidence(by=None, case=case, file=more, content=b"c")  # what comes later changes nothing
    client = opened(signed_in, people.ivan)
    page = text(client.get(page_of(case)))
    assert "เนื้อหาไม่ตรงกับใบรับเรื่อง" not in page
    assert case.receipt in page

    key = stage.keyring(ivan).key_of(case, Part.REPORT)
    report, entry = opening.read_report(key, case), case.entries.get(kind=EntryKind.REPORT)
    file = case.evidence.get(number=1)
    if forge == "a new report":
        forged(entry, Part.REPORT, Report(kind="bribery", what="FORGED").to_bytes())
    elif forge == "other words":
        forged(entry, Part.REPORT, replace(report, what="FORGED").to_bytes())
    elif forge == "another file":
        other = replace(opening.read_facts(key, file), sha256=more.sha256)
        forged(file, Part.REPORT, other.to_bytes(), "about")
    elif forge == "a file taken out":
        file.delete()
    elif forge == "a name":
        add_entry(by=None, case=case, kind=EntryKind.IDENTITY, content=Identity("ผู้อื่น"))
    else:
        case.entries.get(kind=EntryKind.IDENTITY).delete()
    for user in (people.ivan, User.objects.get(username="กานต์")):
        assert "เนื้อหาไม่ตรงกับใบรับเรื่อง" in text(opened(signed_in, user).get(page_of(case)))


def test_an_original_that_is_not_the_file_it_is_said_to_be_does_not_open(signed_in, people, ivan):
    case = stage.sent_report(files=(("a.txt", b"genuine"),)).case
    client, address = opened(signed_in, people.ivan), page_of(case, "evidence/1/original")
    assert client.post(address).content == b"genuine"
    forged(case.evidence.get(), Part.REPORT, b"FORGED", "original")
    assert b"FORGED" not in client.post(address).content


def test_another_name_put_in_the_place_of_the_reporters_is_said_to_be_so(signed_in, people, ivan):
    judy = stage.holder(people.judy, HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=Identity("สมใจ ผู้แจ้ง", "08-1234")).case
    request = identities.ask_for_identity(by=people.ivan, case=case, reason="ต้องนัดสอบปากคำ")
    identities.decide_request(by=stage.keyring(judy), request=request, is_approved=True, answer="เห็นควร")
    client = opened(signed_in, people.ivan)
    assert "ตัวตนไม่ตรงกับเรื่องที่รับ" not in text(client.post(page_of(case, "identity")))
    forged(case.entries.get(kind=EntryKind.IDENTITY), Part.IDENTITY, Identity("ผู้อื่น").to_bytes())
    assert "ตัวตนไม่ตรงกับเรื่องที่รับ" in text(client.post(page_of(case, "identity")))


def test_the_identity_opens_after_a_custodians_approval_and_each_time_is_logged(signed_in, people, ivan):
    judy = stage.holder(people.judy, HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=Identity("สมใจ ผู้แจ้ง", "08-1234", "หลังหกโมง")).case
    client = opened(signed_in, people.ivan)
    assert client.post(page_of(case, "identity"))["Location"] == page_of(case)
    asked = client.post(page_of(case, "ask-identity"), {"reason": "ต้องนัดสอบปากคำ", "once": "3" * 32})
    assert asked.status_code == 302
    request = case.identity_requests.get()
    identities.decide_request(by=stage.keyring(judy), request=request, is_approved=True, answer="เห็นควร")
    page = text(client.get(page_of(case)))
    assert "เห็นควร" in page
    assert "สมใจ" not in page
    for _ in range(2):
        shown = text(client.post(page_of(case, "identity")))
        assert "สมใจ ผู้แจ้ง" in shown
        assert "หลังหกโมง" in shown
    assert verbs(case).count("เปิดดูตัวตนของผู้แจ้ง") == 2
    assert client.get(page_of(case, "identity")).status_code == 405


# ── evidence ─────────────────────────────────────────────────────────────────
def test_evidence_is_a_download_that_no_browser_runs(signed_in, people, ivan):
    original = jpeg()
    case = stage.sent_report(files=(("ภาพถ่าย.jpg", original), ("บันทึก.html", b"<script>1</script>"))).case
    client = opened(signed_in, people.ivan)
    copy = client.get(page_of(case, "evidence/1"))
    assert copy.content[:3] == b"\xff\xd8\xff"
    assert copy.content != original
    unknown = client.post(page_of(case, "evidence/2/original"))
    assert unknown["Content-Type"] == "application/octet-stream"
    first = client.post(page_of(case, "evidence/1/original"))
    assert first.content == original
    for answer in (copy, unknown, first):
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in answer["Cache-Control"]
    assert client.get(page_of(case, "evidence/2")).status_code == 404  # no copy without metadata
    assert client.get(page_of(case, "evidence/3")).status_code == 404
    assert verbs(case) == ["เปิดสำเนาของหลักฐาน", "เปิดต้นฉบับของหลักฐาน", "เปิดต้นฉบับของหลักฐาน"]


def test_each_opening_of_a_file_is_logged(signed_in, people, ivan):
    case = stage.sent_report(files=(("a.jpg", jpeg()),)).case
    client = opened(signed_in, people.ivan)
    for _ in range(2):
        assert client.get(page_of(case, "evidence/1")).status_code == 200
        assert client.post(page_of(case, "evidence/1/original")).status_code == 200
    assert verbs(case) == ["เปิดสำเนาของหลักฐาน", "เปิดต้นฉบับของหลักฐาน"] * 2


def test_the_original_comes_after_a_warning_alone(signed_in, people, ivan):
    case = stage.sent_report(files=(("a.jpg", b"a"),)).case
    client = opened(signed_in, people.ivan)
    warning = client.get(page_of(case, "evidence/1/original"))
    assert "ต้นฉบับอาจบอกว่าผู้แจ้งเป็นใคร" in text(warning)
    assert verbs(case) == []
    assert client.get(page_of(case, "evidence/2/original")).status_code == 404


def test_evidence_asks_for_an_open_key(signed_in, people, ivan):
    case = stage.sent_report(files=(("a.jpg", b"a"),)).case
    client = signed_in(people.ivan)
    assert client.get(page_of(case, "evidence/1"))["Location"].startswith(UNLOCK)
    assert client.post(page_of(case, "evidence/1/original"))["Location"].startswith(UNLOCK)
    assert verbs(case) == []


def test_a_file_that_was_put_in_the_place_of_another_does_not_open(signed_in, people, ivan):
    case = stage.sent_report(files=(("a.jpg", jpeg()), ("b.txt", b"other"))).case
    one, two = Evidence.objects.filter(case=case)
    Evidence.objects.filter(pk=one.pk).update(original=bytes(two.original), clean_copy=bytes(two.original))
    client = opened(signed_in, people.ivan)
    assert client.get(page_of(case, "evidence/1")).status_code == 404
    assert b"other" not in client.post(page_of(case, "evidence/1/original")).content


# ── intake ───────────────────────────────────────────────────────────────────
def intake(form: Any, **changes: Any) -> dict[str, Any]:
    return {
        "once": once(form),
        "channel": "telephone",
        "received_on": thai.long_date(timezone.localdate()),
        "kind": "bribery",
        "what": STORY,
        "concerns": "no",
        "known": "anonymous",
    } | changes


def shown_code(answer: Any) -> codes.Code:
    locator, secret = re.findall(r'class="code t-2">([^<]+)<', text(answer))
    return codes.read_code(locator, secret)


def test_a_report_by_telephone_becomes_a_case_with_a_code_for_the_person(signed_in, people, ivan):
    client = signed_in(people.ivan)
    files = [SimpleUploadedFile("a.jpg", jpeg()), SimpleUploadedFile("b.txt", b"x")]
    answer = client.post(INTAKE, intake(client.get(INTAKE), evidence=files))
    assert answer.status_code == 200
    code = shown_code(answer)
    case = Case.objects.get()
    assert (case.locator, case.channel, case.is_anonymous) == (code.locator, Channel.TELEPHONE, True)
    assert tracking.open_talk(code, network="")
    assert case.evidence.count() == 2
    assert case.receipt in text(answer)
    assert "ผู้รับเรื่องแทนท่านเห็นรหัสนี้ด้วย" in text(answer)
    assert verbs(case) == ["รับเรื่องร้องเรียน"]
    private = stage.keyring(ivan).key_of(case, Part.REPORT)
    assert opening.read_report(private, case).what == STORY


def test_an_intake_with_a_name_seals_it_to_the_custodian(signed_in, people, ivan):
    judy = stage.holder(people.judy, HolderKind.CUSTODIAN)
    client = signed_in(people.ivan)
    form = client.get(INTAKE)
    named = intake(form, known="known", name="สมใจ", contact="08-1234", channel="counter")
    assert client.post(INTAKE, named | {"contact": ""}).status_code == 400
    assert client.post(INTAKE, named).status_code == 200
    case = Case.objects.get()
    private = stage.keyring(judy).key_of(case, Part.IDENTITY)
    entry = case.entries.get(kind=EntryKind.IDENTITY)
    assert opening.read_entry(private, entry) == Identity("สมใจ", "08-1234", "")
    assert not Grant.objects.filter(holder=ivan, key__part=Part.IDENTITY).exists()


def test_an_intake_sent_twice_makes_one_case_and_shows_the_same_code_until_it_is_handed_over(
    signed_in, people, ivan
):
    client = signed_in(people.ivan)
    said = intake(client.get(INTAKE))
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        code = shown_code(client.post(INTAKE, said))
        assert shown_code(client.post(INTAKE, said)) == code
        clock.shift(21 * 60)
        assert "รหัสไม่แสดงซ้ำ" in text(client.post(INTAKE, said))
        clock.shift(-20 * 60)
        assert client.post(INTAKE, {"handed": "1", "once": said["once"]}).status_code == 302
        assert "รหัสไม่แสดงซ้ำ" in text(client.post(INTAKE, said))
    assert Case.objects.count() == 1
    assert code.secret.encode() not in bytes(Flow.objects.get().sealed)


def test_an_intake_says_what_is_missing_and_keeps_what_was_written(signed_in, people, ivan):
    client = signed_in(people.ivan)
    answer = client.post(INTAKE, intake(client.get(INTAKE), channel="online", kind=""))
    assert answer.status_code == 400
    assert STORY in text(answer)
    assert "เลือกช่องทางจากรายการ" in text(answer)
    assert "เลือกประเภทของเรื่อง" in text(answer)
    assert not Case.objects.exists()


def test_an_intake_counts_from_the_day_the_letter_came_and_seals_its_number(signed_in, people, ivan):
    client, today = signed_in(people.ivan), timezone.localdate()
    number = "ศธ 0287/เลขที่สมมุติ 15"
    for wrong, said in ((-1, "ต้องไม่เป็นวันในอนาคต"), (61, "ย้อนหลังได้ไม่เกิน")):
        day = thai.long_date(today - dt.timedelta(days=wrong))
        assert said in text(client.post(INTAKE, intake(client.get(INTAKE), received_on=day)))
    assert not Case.objects.exists()
    came = today - dt.timedelta(days=9)
    letter = {"channel": "letter", "received_on": thai.long_date(came), "letter_number": number}
    answer = client.post(INTAKE, intake(client.get(INTAKE), **letter))
    assert answer.status_code == 200
    case = Case.objects.get()
    assert case.received_on == came
    assert case.acknowledge_by < today
    shown = text(opened(signed_in, people.ivan).get(page_of(case)))
    assert number in shown
    assert thai.long_date(came) in text(answer)


@pytest.mark.parametrize(
    ("today", "came", "counted"),
    [
        ("2026-04-09", "2026-03-20", "2026-04-01"),  # six months were told on 1 April
        ("2026-10-05", "2026-09-30", "2026-10-01"),  # and the year on 1 October: it counts in the next
        ("2026-10-05", "2026-10-02", "2026-10-01"),
        ("2026-03-31", "2026-02-02", "2026-02-01"),
    ],
)
def test_a_letter_that_is_written_down_after_figures_were_told_does_not_change_them(
    people, ivan, today, came, counted
):
    came, counted = map(dt.date.fromisoformat, (came, counted))
    with time_machine.travel(f"{today}T10:00+07:00", tick=False):
        take_in(
            by=people.ivan,
            once=bytes(32),
            channel=Channel.LETTER,
            report=Report(kind="bribery", what=STORY),
            received_on=came,
        )
    case = Case.objects.get()
    assert (case.received_on, case.received_month) == (came, counted)
    assert case.year == FiscalYear.containing(counted)


def test_an_intake_speaks_to_the_officer_about_a_missing_name(signed_in, people, ivan):
    client = signed_in(people.ivan)
    said = text(client.post(INTAKE, intake(client.get(INTAKE), known="known")))
    assert "กรอกชื่อผู้แจ้ง" in said
    assert "กรอกช่องทางติดต่อกลับของผู้แจ้ง" in said
    assert "กรอกชื่อของท่าน" not in said


def test_the_slip_is_printed_without_what_is_for_the_officer(signed_in, people, ivan):
    client = signed_in(people.ivan)
    said = text(client.post(INTAKE, intake(client.get(INTAKE))))
    assert "ให้ผู้แจ้งอ่านทวนจนตรงทุกตัว" in said
    assert '<div class="callout no-print">' in said
    hidden = re.search(
        r"@media print \{.*?\{ display: none \}", Path("static/portal.css").read_text(), re.DOTALL
    )
    assert hidden
    assert ".staff-nav, .no-print" in hidden[0]


def test_an_identity_that_no_custodian_holds_cannot_be_asked_for(signed_in, people, ivan):
    case = stage.sent_report(identity=Identity("สมใจ", "08-1234", "")).case
    client = opened(signed_in, people.ivan)
    form = client.get(page_of(case, "ask-identity"))
    assert "เห็นเฉพาะผู้รักษาข้อมูลระบุตัวตน" in text(form)
    answer = client.post(page_of(case, "ask-identity"), {"reason": "ต้องนัด", "once": once(form)})
    assert answer.status_code == 400
    assert "จึงไม่มีผู้พิจารณาคำขอ" in text(answer)
    assert not case.identity_requests.exists()


def test_asking_without_an_address_says_that_no_mail_will_come(signed_in, people, ivan):
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=Identity("สมใจ", "08-1234", "")).case
    User.objects.filter(pk=people.ivan.pk).update(email="")
    client = opened(signed_in, people.ivan)
    form = client.get(page_of(case, "ask-identity"))
    said = {"reason": "ต้องนัด", "once": once(form)}
    assert "บัญชีของท่านไม่มีอีเมล" in text(client.post(page_of(case, "ask-identity"), said, follow=True))


def test_closing_says_that_it_acknowledges_and_a_reopened_case_shows_its_last_result_as_such(
    signed_in, people, ivan
):
    case = stage.sent_report().case
    client = opened(signed_in, people.ivan)
    assert "เรื่องนี้ยังไม่ได้ตรวจรับ" in text(client.get(page_of(case, "close")))
    assert "ระบบเขียนประโยคแรกให้" in text(client.get(page_of(case, "transfer")))
    handling.close(by=people.ivan, case=case, outcome=Outcome.UNSUBSTANTIATED, reason="ก", words="ข")
    assert "ผลครั้งก่อน" not in text(client.get(page_of(case)))
    handling.reopen(by=people.ivan, case=case, reason="มีพยานใหม่")
    assert "ผลครั้งก่อน" in text(client.get(page_of(case)))
    assert "เรื่องนี้ยังไม่ได้ตรวจรับ" not in text(client.get(page_of(case, "close")))


def test_staff_pages_say_who_is_signed_in_and_let_them_out(signed_in, people, ivan):
    client = signed_in(people.ivan)
    page = text(client.get(QUEUE))
    assert f"เข้าสู่ระบบในชื่อ {people.ivan.display_name}" in re.sub(r"<[^>]+>", "", page)
    assert f'action="{reverse("account_logout")}"' in page
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(QUEUE).status_code == 302


def test_counts_of_late_cases_agree_wherever_they_stand(signed_in, people, ivan):
    case = stage.sent_report().case
    Case.objects.update(acknowledge_by=dt.date(2026, 1, 5), answer_by=dt.date(2026, 1, 20))
    admin = re.sub(r"\s+", " ", text(signed_in(people.ivan).get("/admin/")))
    assert 'late=answer">ยังไม่แจ้งผลและเกินกำหนด</a> (1)' in admin
    assert case.locator in text(signed_in(people.ivan).get(f"{QUEUE}?late=answer"))
    watched = re.sub(r"\s+", " ", text(signed_in(people.erin).get("/admin/")))
    assert 'only=late">ตรวจรับหรือแจ้งผลเกินกำหนด</a> (1)' in watched


def test_the_administrator_is_shown_keys_of_those_who_left(signed_in, people, ivan, karn):
    people.ivan.is_active = False
    people.ivan.save()
    page = re.sub(r"\s+", " ", text(signed_in(people.dana).get("/admin/")))
    assert "กุญแจของผู้ที่พ้นหน้าที่แล้ว</a> (1)" in page
    assert "ปิดบัญชีหรือถอนบทบาทก่อน" in page


def test_periods_that_contradict_one_another_are_refused():
    for wrong in ({"acknowledge_days": 16}, {"short_days": 30, "warn_days": 30}):
        with pytest.raises(ValidationError):
            ChannelRules(**wrong).full_clean()
    ChannelRules().full_clean()


def test_an_officer_may_write_down_a_case_that_they_must_not_read(signed_in, people, ivan, karn):
    client = signed_in(people.ivan)
    assert client.post(INTAKE, intake(client.get(INTAKE), excluded=[str(people.ivan.pk)])).status_code == 200
    case = Case.objects.get()
    assert opened(signed_in, people.ivan).get(page_of(case)).status_code == 404
    assert STORY in text(opened(signed_in, karn).get(page_of(case)))


def test_a_case_that_was_handed_to_a_new_key_opens_with_it(signed_in, people, ivan, karn):
    received: Received = stage.sent_report(what=STORY)
    keys.retire_key(by=people.ivan, holder=ivan)
    client = opened(signed_in, karn)
    assert STORY in text(client.get(page_of(received.case)))
