"""Staff work on requests: the queue, what each act does to clock and sums, two people at once, and erasure."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.services import clocks, policies
from measures.services.actions import following, handling
from measures.services.actions.files import examine
from measures.services.actions.retention import go_round
from measures.services.models import (
    EventKind,
    Outcome,
    Progress,
    Rating,
    RequestDraft,
    RequestEvent,
    RequestFile,
    Service,
    ServiceRequest,
    random_turn,
)
from measures.services.waiting import requests_waiting
from portal.durations import Unit
from portal.models import AuditEvent, StoredFile, WorkGroup
from portal.working_days import add_working_days
from tests.complaints.on_disk import database_in_a_file
from tests.makers import published_form, words
from tests.services.request_stage import (
    CITIZEN,
    TODAY,
    kept_sums,
    now,
    on_the_day,
    paper,
    received,
    sums_of_rows,
)
from tests.stage import committed

pytestmark = pytest.mark.django_db
QUEUE = "/services/staff/"


@pytest.fixture(autouse=True)
def _on_a_day(db: None) -> Iterator[None]:
    with on_the_day():
        yield


@pytest.fixture
def one(people: Any, office: Any) -> ServiceRequest:
    """A request for the planning group, to which Alice belongs; due in fifteen working days."""
    return received(form=published_form(people)).request


def act(client: Any, request: ServiceRequest, name: str, **said: Any) -> Any:
    """Open the page of an act, and send its form."""
    where = reverse("services:staff_act", args=[request.pk, name])
    page = client.get(where)
    assert page.status_code == 200, (name, page.status_code)
    return client.post(where, {"turn": random_turn(), "seen": handling.newest_event(request), **said})


# ── the clock ─────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("time", "unit", "days"),
    [
        (15, Unit.WORKING_DAYS, 15),
        (30, Unit.MINUTES, 1),
        (7, Unit.HOURS, 1),
        (8, Unit.HOURS, 2),
        (421, Unit.MINUTES, 2),
    ],
)
def test_the_standard_time_is_counted_in_working_days(time: int, unit: Unit, days: int):
    service = Service(standard_time=time, standard_unit=unit)
    assert clocks.due_after(service, TODAY.date()) == add_working_days(TODAY.date(), days)


def test_calendar_days_that_end_on_a_day_off_end_with_the_next_working_day():
    service = Service(standard_time=3, standard_unit=Unit.DAYS)
    assert clocks.due_after(service, dt.date(2026, 11, 2)) == dt.date(2026, 11, 5)
    assert clocks.due_after(service, dt.date(2026, 11, 4)) == dt.date(2026, 11, 9), (
        "the third day is a Saturday"
    )


def test_the_clock_stands_still_while_the_office_waits(people: Any, one: ServiceRequest):
    due = one.due_on
    with on_the_day(5):
        handling.ask(by=people.alice, request=one, text="ขอเอกสาร")
    with on_the_day(40):
        assert not ServiceRequest.objects.overdue(TODAY.date() + dt.timedelta(days=90)).exists()
        handling.ask(by=people.alice, request=one, text="ขออีกครั้ง")
        assert now(one).waiting_since == add_working_days(TODAY.date(), 5)
    with on_the_day(45):
        handling.go_on(by=people.alice, request=one)
    assert now(one).due_on == add_working_days(due, 40)
    with on_the_day(55):
        handling.close(by=people.alice, request=one, outcome=Outcome.DONE, text="เสร็จ")
    assert now(one).is_within_standard


def test_what_is_counted_equals_the_rows_after_every_act(people: Any, one: ServiceRequest):
    late = received(form=one.form).request
    lost = received(form=one.form).request
    desk = received(form=one.form, channel="walk_in").request

    def agree() -> None:
        assert kept_sums() == sums_of_rows()

    agree()
    with on_the_day(2):
        handling.close(by=people.alice, request=one, outcome=Outcome.DONE, text="เสร็จ")
        agree()
        handling.ask(by=people.alice, request=lost, text="ขอเอกสาร")
    with on_the_day(30):
        handling.close(by=people.alice, request=lost, outcome=Outcome.NO_ANSWER, text="ไม่ส่งมา")
        handling.close(by=people.alice, request=late, outcome=Outcome.REFUSED, text="ไม่ได้")
        handling.close(by=people.alice, request=desk, outcome=Outcome.DONE, text="เสร็จ")
        following.rate_request(request=late, score=2)
        agree()
        assert [now(each).is_within_standard for each in (one, late, lost, desk)] == [
            True,
            False,
            None,
            False,
        ]
        handling.reopen(by=people.alice, request=one, reason="ตอบผิด")
        handling.reopen(by=people.alice, request=lost, reason="ส่งมาแล้ว")
        agree()
        assert now(one).due_on == add_working_days(one.due_on, 28)
        handling.close(by=people.alice, request=one, outcome=Outcome.DONE, text="เสร็จจริง")
        agree()
        assert now(one).is_within_standard
    agree()


# ── acts through their pages ──────────────────────────────────────────────────
def test_a_request_is_started_asked_for_told_noted_transferred_and_closed(
    people: Any, signed_in: Any, one: ServiceRequest
):
    client = signed_in(people.heidi)
    page = client.get(one.get_absolute_url())
    for told in ("70/0001", "โรงเรียนสอนภาษา", "สมศรี ใจงาม", "08 1234 5678", "เริ่มดำเนินการ"):
        assert told in words(page.content), told
    for name, said in (
        ("start", {}),
        ("ask", {"text": "ขอแผนผัง"}),
        ("go-on", {}),
        ("tell", {"text": "ตรวจแล้ว", "papers": [paper("แจ้ง.pdf")]}),
        ("note", {"text": "โทรหาแล้ว"}),
        ("assign", {"to": str(people.alice.pk)}),
        ("transfer", {"to": str(WorkGroup.objects.get(slug="personnel").pk), "reason": "งานของกลุ่มนั้น"}),
        ("close", {"outcome": "done", "text": "อนุญาต", "papers": [paper("ใบอนุญาต.pdf")]}),
        ("reopen", {"reason": "แก้ชื่อ"}),
    ):
        answer = act(client, one, name, **said)
        assert answer.status_code == 302, (name, words(answer.content))
    kinds = list(one.events.values_list("kind", flat=True))
    assert kinds == (
        "received started asked told told noted assigned noted transferred closed reopened".split()
    )
    page = words(client.get(one.get_absolute_url()).content)
    for told in ("ใบอนุญาต.pdf", "โทรหาแล้ว", "เหตุผลที่ส่งต่อ: งานของกลุ่มนั้น", "มอบหมายให้ อลิสา"):
        assert told in page, told
    public = one.events.filter(is_public=True).values_list("text", flat=True)
    assert "โทรหาแล้ว" not in str(list(public))
    assert (now(one).group.slug, now(one).assigned_to) == ("personnel", people.heidi)
    logged = list(AuditEvent.objects.filter(object_type="services.servicerequest"))
    assert len(logged) == 9
    told = " ".join(f"{event.object_name} {event.detail}" for event in logged)
    for secret in ("สมศรี", "อนุญาต", "แผนผัง", "โทรหา", "แก้ชื่อ", "งานของกลุ่มนั้น"):
        assert secret not in told


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("ask", {"text": ""}, "เขียนว่าขออะไรเพิ่ม"),
        ("ask", {"text": "\u200b"}, "เขียนว่าขออะไรเพิ่ม"),
        ("tell", {"text": "ก" * 5_001}, "5,001"),
        ("note", {"text": f"เลข {CITIZEN}"}, "xxxx"),
        ("close", {"outcome": "no_answer", "text": "ปิด"}, "เลือกผลจากรายการ"),
        ("close", {"outcome": "done", "text": "ปิด", "papers": [paper("ก.exe")]}, "ก.exe"),
        ("assign", {"to": "0"}, "เลือกจากรายชื่อ"),
        ("transfer", {"to": "0", "reason": "ส่งต่อ"}, "เลือกกลุ่มงานจากรายการ"),
        ("go-on", {}, "ไม่ได้รอข้อมูล"),
        ("reopen", {"reason": "เปิด"}, "ยังไม่ได้ปิด"),
    ],
)
def test_what_is_wrong_with_an_act_is_told_and_the_words_stay(
    people: Any, signed_in: Any, one: ServiceRequest, name: str, said: dict[str, Any], told: str
):
    answer = act(signed_in(people.alice), one, name, **said)
    assert answer.status_code == 400
    assert told in words(answer.content)
    for word in ("text", "reason"):
        assert str(said.get(word, "")).strip("\u200b") in answer.content.decode()
    assert one.events.count() == 1


def test_two_people_at_once_are_told_and_neither_loses_anything(
    people: Any, signed_in: Any, one: ServiceRequest
):
    where = reverse("services:staff_act", args=[one.pk, "close"])
    seen = handling.newest_event(one)
    handling.ask(by=people.heidi, request=one, text="ขอเอกสารก่อน")
    said = {"seen": seen, "turn": random_turn(), "outcome": "done", "text": "คำตอบยาวที่พิมพ์ไว้"}
    client = signed_in(people.alice)
    answer = client.post(where, said)
    assert answer.status_code == 400
    for told in ("มีการเปลี่ยนแปลง", "ขอข้อมูลหรือเอกสารเพิ่ม", "ไหม", "คำตอบยาวที่พิมพ์ไว้"):
        assert told in words(answer.content), told
    assert now(one).progress == Progress.WAITING
    assert f'name="seen" value="{handling.newest_event(one)}"' in answer.content.decode()
    again = {**said, "seen": handling.newest_event(one)}
    assert client.post(where, again).status_code == 302
    assert client.post(where, again).status_code == 302  # the button pressed twice
    assert one.events.filter(kind=EventKind.CLOSED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_does(people: Any, office: Any, tmp_path: Path):
    with database_in_a_file(tmp_path):
        one = received(form=published_form(people)).request
        seen, ready = handling.newest_event(one), threading.Barrier(2)
        results: list[str] = []

        def run(by: Any) -> None:
            try:
                ready.wait(30)
                handling.close(by=by, request=one, outcome=Outcome.DONE, text=by.username, seen=seen)
                results.append("")
            except ValidationError as error:
                results.append(type(error).__name__)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(by,)) for by in (people.alice, people.heidi)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(results) == ["", "Changed"]
        assert one.events.filter(kind=EventKind.CLOSED).count() == 1
        assert kept_sums() == sums_of_rows()


def test_a_lost_code_is_made_anew_for_a_reason_and_the_old_one_is_dead(
    people: Any, signed_in: Any, office: Any
):
    sent = received(form=published_form(people))
    answer = act(signed_in(people.alice), sent.request, "new-code", reason="ผู้ยื่นมาที่สำนักงาน")
    assert answer.status_code == 200
    code = answer.content.decode().partition("data-code>")[2].partition("<")[0]
    assert following.find_request(code) == sent.request
    assert following.find_request(sent.code) is None
    assert AuditEvent.objects.filter(verb="ออกรหัสติดตามคำขอใหม่", actor_id=str(people.alice.pk)).exists()


# ── who may ───────────────────────────────────────────────────────────────────
ACTS: dict[str, Callable[[Any, Any], Any]] = {
    "start": lambda by, request: handling.start(by=by, request=request),
    "ask": lambda by, request: handling.ask(by=by, request=request, text="x"),
    "note": lambda by, request: handling.note(by=by, request=request, text="x"),
    "close": lambda by, request: handling.close(by=by, request=request, outcome=Outcome.DONE, text="x"),
    "renew": lambda by, request: handling.renew_code(by=by, request=request, reason="x"),
}


def test_only_the_group_and_the_desk_work_on_a_request(people: Any, signed_in: Any, one: ServiceRequest):
    for name in ("bob", "charlie", "dana", "erin", "frank", "grace", "ivan", "judy"):
        user = getattr(people, name)
        assert not policies.may_handle(user, one), name
        for do in ACTS.values():
            with pytest.raises(PermissionDenied):
                do(user, one)
        assert signed_in(user).get(one.get_absolute_url()).status_code in (403, 404), name
    assert policies.may_handle(people.alice, one)
    assert policies.may_handle(people.heidi, one)
    assert people.charlie not in policies.handlers_of(one.group)
    assert set(policies.handlers_of(one.group)) == {people.alice, people.heidi}
    with pytest.raises(ValidationError):
        handling.assign(by=people.heidi, request=one, to=people.charlie)


def test_an_auditor_sees_clocks_and_nobody(people: Any, signed_in: Any, one: ServiceRequest):
    client = signed_in(people.erin)
    page = client.get(QUEUE)
    said = words(page.content)
    assert page.status_code == 200
    for told in ("70/0001", one.service.title, "รับคำขอแล้ว", "ภายใน"):
        assert told in said, told
    for secret in ("สมศรี", "08 1234", one.get_absolute_url(), "โรงเรียนสอนภาษา"):
        assert secret not in page.content.decode()
    assert client.get(one.get_absolute_url()).status_code == 403


def test_opening_a_file_is_logged_and_only_for_who_may(people: Any, signed_in: Any, one: ServiceRequest):
    following.write_to_office(request=one, text="", files=[examine(paper())], turn=random_turn())
    where = reverse("services:staff_file", args=[one.pk, one.files.get().pk])
    answer = signed_in(people.alice).get(where)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    answer.close()
    event = AuditEvent.objects.get(verb="เปิดไฟล์ของคำขอ")
    assert (event.actor_id, event.object_name) == (str(people.alice.pk), "70/0001")
    assert signed_in(people.charlie).get(where).status_code == 404
    assert signed_in(people.erin).get(where).status_code == 403
    assert AuditEvent.objects.filter(verb="เปิดไฟล์ของคำขอ").count() == 1


# ── the queue ─────────────────────────────────────────────────────────────────
def test_the_queue_is_in_order_narrowed_counted_and_costs_the_same_for_many(
    people: Any, signed_in: Any, one: ServiceRequest
):
    client = signed_in(people.heidi)
    client.get(QUEUE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(QUEUE)
    rows = [received(form=one.form, at=TODAY - dt.timedelta(days=n)).request for n in range(1, 70)]
    handling.ask(by=people.heidi, request=rows[-1], text="ขอเอกสาร")
    handling.start(by=people.heidi, request=rows[0])
    with CaptureQueriesContext(connection) as many:
        page = client.get(QUEUE)
    assert len(many) <= len(few) <= 20
    said = words(page.content)
    assert "พบ 70 คำขอ" in said
    assert "70/0070" not in said
    assert client.get(f"{QUEUE}?page=2").status_code == 200
    assert client.get(f"{QUEUE}?page=3").status_code == 404
    overdue = ServiceRequest.objects.overdue(TODAY.date()).count()
    for query, told in (
        ("?late=over", f"พบ {overdue} คำขอ"),
        ("?progress=waiting", "พบ 1 คำขอ"),
        ("?mine=1", "พบ 2 คำขอ"),
        ("?mine=none", "พบ 68 คำขอ"),
        ("?number=70/0003", "พบ 1 คำขอ"),
        ("?number=๓", "พบ 2 คำขอ"),
        ("?progress=closed", "พบ 0 คำขอ"),
        ("?progress=ไม่มี&late=x&service=x&mine=9&number=<b>", "พบ 70 คำขอ"),
    ):
        assert told in words(client.get(QUEUE + query).content), query
    items = {item.title: item.count for item in requests_waiting(people.heidi)}
    assert items["เกินกำหนด"] == overdue > 0
    assert items["คำขอใหม่"] == 68
    assert requests_waiting(people.erin) == []
    assert "คำขอรอดำเนินการ" in words(client.get("/admin/").content)


def test_what_the_person_writes_stands_out_in_the_queue(people: Any, signed_in: Any, one: ServiceRequest):
    following.write_to_office(request=one, text="ถึงไหนแล้ว", turn=random_turn())
    client = signed_in(people.alice)
    assert "ผู้ยื่นเขียนมา" in words(client.get(f"{QUEUE}?late=written").content)
    handling.tell(by=people.alice, request=one, text="กำลังทำ")
    assert "พบ 0 คำขอ" in words(client.get(f"{QUEUE}?late=written").content)


# ── erasure ───────────────────────────────────────────────────────────────────
def test_personal_data_goes_at_its_time_and_counts_stay(people: Any, one: ServiceRequest):
    following.write_to_office(request=one, text="ข้อความลับ", files=[examine(paper())], turn=random_turn())
    handling.close(
        by=people.alice, request=one, outcome=Outcome.DONE, text="คำตอบลับ", files=[examine(paper())]
    )
    rating = following.rate_request(request=one, score=5)
    following.comment_on_rating(rating=rating, comment="ความเห็นลับ")
    before = kept_sums()
    assert now(one).erase_on == TODAY.date() + dt.timedelta(days=365)
    assert go_round(on=TODAY.date() + dt.timedelta(days=364)).erased == 0
    with committed():
        assert go_round(on=TODAY.date() + dt.timedelta(days=365)).erased == 1
    gone = now(one)
    assert (gone.answers, gone.name, gone.phone, gone.email) == ([], "", "", "")
    assert set(RequestEvent.objects.values_list("text", flat=True)) == {""}
    assert not RequestFile.objects.exists()
    assert not StoredFile.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    assert (gone.outcome, gone.number, gone.is_within_standard) == ("done", 1, True)
    assert Rating.objects.get().comment == ""
    assert kept_sums() == before == sums_of_rows()
    assert go_round(on=TODAY.date() + dt.timedelta(days=400)).erased == 0
    for do in (ACTS["note"], ACTS["renew"]):
        with pytest.raises(ValidationError):
            do(people.alice, one)
    with pytest.raises(ValidationError):
        handling.reopen(by=people.alice, request=one, reason="x")


def test_the_daily_command_erases_and_sweeps_with_files(people: Any, one: ServiceRequest, capsys: Any):
    from measures.services.actions import drafts  # noqa: PLC0415  # beside what it is used for

    draft = drafts.start_draft(by=None, form=one.form)
    drafts.save_draft(draft=draft, answers={"name": "ลับ"}, files={"x": [examine(paper())]})
    with on_the_day(30), committed():
        call_command("services_retention")
    assert not RequestDraft.objects.exists()
    assert not StoredFile.objects.exists()
    assert "1 รายการ" in capsys.readouterr().out
