"""The counter: a walk-in in five seconds, totals of a day or month, striking out, and what may not be recorded."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.services.actions import counter
from measures.services.models import CounterEntry, CounterPeriod, MonthSum, Rating
from portal import thai
from tests.makers import ServiceDraft, published_service, words

pytestmark = pytest.mark.django_db
SCREEN = "/services/staff/counter/"
TOTALS = f"{SCREEN}totals/"
NOW = dt.datetime(2026, 12, 1, 9, 30, tzinfo=thai.BANGKOK)
TODAY = NOW.date()
MONTH, DAY = CounterPeriod.MONTH, CounterPeriod.DAY


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def service(people: Any, office: Any) -> Any:
    made = published_service(people, order=1)
    made.published_at = made.first_published_at = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
    made.save()
    return made


@pytest.fixture
def other(people: Any, service: Any) -> Any:
    return published_service(people, title="ขอหนังสือรับรอง", order=2)


@pytest.fixture
def desk(people: Any, signed_in: Any) -> Any:
    return signed_in(people.heidi)


def sums(service: Any, day: dt.date = TODAY) -> MonthSum:
    return MonthSum.objects.get(service=service, month=day.replace(day=1))


def form_of(page: bytes) -> dict[str, str]:
    """The hidden values of the screen's form."""
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page.decode())[1]  # type: ignore[index]
        for name in ("token", "shown")
    }


def send(desk: Any, **typed: str) -> Any:
    return desk.post(SCREEN, {**form_of(desk.get(SCREEN).content), "count": "1", "score": "", **typed})


def record_month(people: Any, service: Any, count: int, month: dt.date = TODAY, **more: Any) -> Any:
    return counter.record_total(
        by=people.heidi, service=service, day=month, period=MONTH, count=count, **more
    )


# ── one visit ────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("other")
def test_a_number_and_enter_record_a_walk_in_and_show_it(desk: Any, service: Any, people: Any) -> None:
    answer = send(desk, number="1")
    assert answer.status_code == 303
    page = words(desk.get(answer["Location"]).content)
    assert "บันทึกแล้ว ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ 1 ครั้ง" in page
    assert "วันนี้ 1 ครั้ง" in page
    entry = CounterEntry.objects.get()
    assert (entry.service, entry.day, entry.count, entry.recorded_by) == (service, TODAY, 1, people.heidi)
    assert (sums(service).walk_in, sums(service).is_counted) == (1, True)


def test_a_button_records_at_once_with_how_many_and_how_satisfied(desk: Any, other: Any) -> None:
    send(desk, service=str(other.pk), count="๑๒")
    send(desk, service=str(other.pk), score="4")
    assert list(CounterEntry.objects.values_list("count", flat=True)) == [1, 12]
    assert [(one.score, one.day, one.channel) for one in Rating.objects.all()] == [(4, TODAY, "walk_in")]
    assert (sums(other).walk_in, sums(other).rated_4) == (13, 1)


@pytest.mark.usefixtures("service")
def test_the_screen_needs_a_keyboard_and_nothing_else(desk: Any) -> None:
    page = desk.get(SCREEN).content.decode()
    assert re.search(r'<input[^>]*name="number"[^>]*autofocus', page)
    form = page[page.index('class="counter"') :]
    first_button = re.search(r"<button[^>]*>", form)
    assert first_button
    assert "name=" not in first_button[0], "Enter presses the first button, which records what was typed"
    assert 'accesskey="1"' in page
    assert "<script" not in page


def test_a_number_means_what_it_meant_on_the_screen(desk: Any, service: Any, other: Any) -> None:
    hidden = form_of(desk.get(SCREEN).content)
    type(service).objects.filter(pk=service.pk).update(order=9)
    desk.post(SCREEN, {**hidden, "number": "1", "count": "1"})
    assert CounterEntry.objects.get().service == service


def test_the_same_form_sent_twice_is_one_entry(desk: Any, service: Any) -> None:
    hidden = form_of(desk.get(SCREEN).content)
    answers = [desk.post(SCREEN, {**hidden, "number": "1", "count": "2", "score": ""}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert CounterEntry.objects.count() == 1
    assert sums(service).walk_in == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": ""}, "พิมพ์หมายเลขบริการ"),
        ({"number": "7"}, "ไม่มีบริการหมายเลข 7"),
        ({"number": "-3"}, "จำนวนต้องตั้งแต่ 1 ขึ้นไป"),
        ({"number": "ก"}, "ไม่ใช่จำนวนเต็ม"),
        ({"number": "1", "count": "-3"}, "จำนวนต้องตั้งแต่ 1 ขึ้นไป"),
        ({"number": "1", "count": "0"}, "จำนวนต้องตั้งแต่ 1 ขึ้นไป"),
        ({"number": "1", "count": "1000000000"}, "จำนวนต้องไม่เกิน 9,999 ครั้ง"),
        ({"number": "1", "count": "9" * 60}, "ไม่ใช่จำนวนเต็ม"),
        ({"number": "1", "count": "สอง"}, "ไม่ใช่จำนวนเต็ม"),
        ({"number": "1", "count": "1.5"}, "ไม่ใช่จำนวนเต็ม"),
        ({"number": "1", "count": "3", "score": "5"}, "คะแนนเป็นของผู้รับบริการหนึ่งคน"),
        ({"number": "1", "score": "6"}, "คะแนนต้องเป็น 1 ถึง 5"),
        ({"service": "999"}, "บริการที่กดเลิกเปิดรับแล้ว"),
        ({"service": "<script>"}, "บริการที่กดเลิกเปิดรับแล้ว"),
    ],
    ids=str,
)
def test_bad_input_is_told_in_thai_and_nothing_is_recorded(
    desk: Any, service: Any, typed: dict[str, str], said: str
) -> None:
    answer = send(desk, **typed)
    assert answer.status_code == 400
    assert said in words(answer.content)
    assert "พบข้อผิดพลาด" in words(answer.content)
    assert not CounterEntry.objects.exists()
    again = {**form_of(answer.content), "number": "1", "count": "1"}
    assert desk.post(SCREEN, again).status_code == 303


def test_services_that_are_not_public_or_no_longer_offered_are_not_on_the_screen(
    desk: Any, service: Any, people: Any
) -> None:
    ServiceDraft(created_by=people.alice, title="ฉบับร่าง")
    published_service(people, title="เลิกแล้ว", is_offered=False)
    page = words(desk.get(SCREEN).content)
    assert "ฉบับร่าง" not in page
    assert "เลิกแล้ว" not in page


def test_only_who_records_comes_in(people: Any, signed_in: Any, service: Any, client: Any) -> None:
    for person in (people.bob, people.erin, people.frank, people.grace, people.dana):
        for address in (SCREEN, TOTALS, f"{SCREEN}entries/"):
            assert signed_in(person).get(address).status_code == 403, person
    assert signed_in(people.alice).get(SCREEN).status_code == 200
    assert client.get(SCREEN).status_code == 302
    with pytest.raises(PermissionDenied):
        counter.record_visit(by=people.erin, service=service)
    with pytest.raises(PermissionDenied):
        record_month(type("P", (), {"heidi": people.bob}), service, 3)


# ── striking out ─────────────────────────────────────────────────────────────
def test_a_struck_entry_stays_with_who_and_when_and_the_sums_follow(
    desk: Any, service: Any, people: Any
) -> None:
    send(desk, number="1", score="2")
    entry = CounterEntry.objects.get()
    answer = desk.post(f"{SCREEN}{entry.pk}/strike/", {"next": f"{SCREEN}entries/"})
    assert answer["Location"] == f"{SCREEN}entries/"
    page = words(desk.get(answer["Location"]).content)
    assert "ขีดฆ่าแล้วโดย ไหม ทดสอบ" in page
    entry.refresh_from_db()
    assert (entry.struck_by, entry.struck_at) == (people.heidi, NOW)
    assert Rating.objects.count() == 1
    assert not Rating.objects.standing().exists()
    kept = sums(service)
    assert (kept.walk_in, kept.rated_2, kept.is_counted) == (0, 0, False)
    desk.post(f"{SCREEN}{entry.pk}/strike/")
    assert sums(service).walk_in == 0, "striking twice is striking once"


def test_after_striking_one_leads_back_to_this_site_only(desk: Any, service: Any, people: Any) -> None:
    for wanted in ("https://evil.example/", "//evil.example/", "javascript:x", ""):
        entry = counter.record_visit(by=people.heidi, service=service)
        assert desk.post(f"{SCREEN}{entry.pk}/strike/", {"next": wanted})["Location"] == SCREEN


# ── totals ───────────────────────────────────────────────────────────────────
def test_the_total_of_a_month_adds_what_is_not_counted_yet(people: Any, service: Any) -> None:
    counter.record_visit(by=people.heidi, service=service, count=3)
    entry = record_month(people, service, 10)
    assert (entry.count, entry.period, entry.day) == (7, MONTH, TODAY.replace(day=1))
    assert sums(service).walk_in == 10
    assert record_month(people, service, 10) is None, "the same total sent twice is one"
    assert sums(service).walk_in == 10
    with pytest.raises(ValidationError, match="บันทึกไว้แล้ว 10 ครั้ง มากกว่ายอดที่กรอก"):
        record_month(people, service, 9)


def test_nought_says_that_nobody_came(people: Any, service: Any) -> None:
    assert record_month(people, service, 0, dt.date(2026, 11, 1)).count == 0
    assert sums(service, dt.date(2026, 11, 1)).is_counted
    assert record_month(people, service, 0, dt.date(2026, 11, 1)) is None


def test_the_total_of_a_day_counts_that_day_alone(people: Any, service: Any) -> None:
    counter.record_visit(by=people.heidi, service=service, count=2)
    entry = counter.record_total(by=people.heidi, service=service, day=TODAY, period=DAY, count=5)
    assert entry is not None
    assert entry.count == 3
    record_month(people, service, 40, dt.date(2026, 11, 1))
    with pytest.raises(ValidationError, match="บันทึกยอดรวมทั้งเดือนแล้ว"):
        counter.record_total(by=people.heidi, service=service, day=dt.date(2026, 11, 3), period=DAY, count=5)
    assert sums(service, dt.date(2026, 11, 1)).walk_in == 40


@pytest.mark.parametrize(
    ("day", "count", "said"),
    [
        (dt.date(2026, 12, 2), 5, "ยังมาไม่ถึง"),
        (dt.date(2026, 9, 30), 5, "ปิดยอดแล้วเมื่อ 29 พฤศจิกายน 2569"),
        (dt.date(2022, 10, 1), 5, "ปิดยอดแล้ว"),
        (TODAY, -3, "จำนวนต้องไม่ติดลบ"),
        (TODAY, 10**9, "จำนวนต้องไม่เกิน 9,999"),
    ],
)
def test_a_total_that_cannot_be_is_refused(
    people: Any, service: Any, day: dt.date, count: int, said: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        counter.record_total(by=people.heidi, service=service, day=day, period=DAY, count=count)
    assert said in refused.value.messages[0].replace(thai.NBSP, " ")
    assert not CounterEntry.objects.exists()


def test_a_past_year_is_counted_for_sixty_days_and_that_is_told_afterwards(
    people: Any, service: Any, time_machine: Any
) -> None:
    september = dt.date(2026, 9, 1)
    time_machine.move_to(dt.datetime(2026, 11, 29, 20, tzinfo=thai.BANGKOK), tick=False)
    entry = record_month(people, service, 12, september)
    assert (sums(service, september).amended, sums(service, september).amended_at) == (1, entry.recorded_at)
    counter.strike(by=people.heidi, entry=entry)
    record_month(people, service, 11, september)
    assert sums(service, september).amended == 3
    time_machine.move_to(dt.datetime(2026, 11, 30, 0, 1, tzinfo=thai.BANGKOK), tick=False)
    standing = CounterEntry.objects.standing().get()
    for act in (
        lambda: counter.strike(by=people.heidi, entry=standing),
        lambda: record_month(people, service, 13, september),
    ):
        with pytest.raises(ValidationError, match="ปิดยอดแล้ว"):
            act()
    assert sums(service, september).walk_in == 11


def test_a_sheet_of_totals_is_saved_whole_or_not_at_all(desk: Any, service: Any, other: Any) -> None:
    counter.record_visit(by=desk_user(desk), service=other, count=5)
    page = words(desk.get(f"{TOTALS}?month=2026-12").content)
    assert "เดือนธันวาคม 2569" in page
    first, second = f"total-{service.pk}", f"total-{other.pk}"
    bad = desk.post(f"{TOTALS}?month=2026-12", {first: "30", second: "4"})
    assert bad.status_code == 400
    assert "บันทึกไว้แล้ว 5 ครั้ง มากกว่ายอดที่กรอก" in words(bad.content)
    assert 'value="30"' in bad.content.decode(), "what was typed is still there"
    assert CounterEntry.objects.count() == 1
    good = desk.post(f"{TOTALS}?month=2026-12", {first: "๓๐", second: ""})
    assert good.status_code == 303
    assert "บันทึกแล้ว 1 บริการ" in words(desk.get(good["Location"]).content)
    assert (sums(service).walk_in, sums(other).walk_in) == (30, 5)


def desk_user(desk: Any) -> Any:
    from portal.models import User  # noqa: PLC0415

    return User.objects.get(pk=desk.session["_auth_user_id"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("month=2026-09", "เลือกเดือนที่ยังบันทึกได้"),
        ("month=2027-01", "เลือกเดือนที่ยังบันทึกได้"),
        ("month=x", "เลือกเดือนที่ยังบันทึกได้"),
        ("day=2/12/2569", "ยังมาไม่ถึง"),
        ("day=30/9/2569", "ปิดยอดแล้ว"),
        ("day=เมื่อวาน", "อ่านวันที่"),
    ],
)
def test_a_bad_month_or_day_is_told_and_takes_nothing(desk: Any, service: Any, query: str, said: str) -> None:
    for answer in (
        desk.get(f"{TOTALS}?{query}"),
        desk.post(f"{TOTALS}?{query}", {f"total-{service.pk}": "3"}),
    ):
        assert answer.status_code == 400
        assert said in words(answer.content)
    assert not CounterEntry.objects.exists()


def test_the_counter_and_the_queue_lead_to_one_another(desk: Any, service: Any) -> None:
    addresses = (SCREEN, TOTALS, f"{SCREEN}entries/", "/services/staff/")
    for here in addresses:
        page = desk.get(here).content.decode()
        for there in addresses:
            assert f'href="{there}"' in page, (here, there)
        assert f'href="{here}" aria-current="page"' in page


def test_a_sheet_says_which_month_it_is_of(desk: Any, service: Any) -> None:
    page = desk.get(TOTALS).content.decode()
    assert '<option value="2026-11" selected>' in page
    assert '<option value="2026-12" selected>' in desk.get(f"{SCREEN}entries/").content.decode()


def test_the_day_of_a_sheet_is_typed_as_people_do(desk: Any, service: Any) -> None:
    answer = desk.post(f"{TOTALS}?day=๑/๑๒/๒๕๖๙", {f"total-{service.pk}": "8"})
    assert answer["Location"] == f"{TOTALS}?day=2026-12-01"
    entry = CounterEntry.objects.get()
    assert (entry.period, entry.day, entry.count) == (DAY, TODAY, 8)
    empty = desk.post(f"{TOTALS}?day=1/12/2569", {})
    assert "ยังไม่ได้กรอกยอดของบริการใด" in words(empty.content)


# ── for those who check ──────────────────────────────────────────────────────
def test_the_auditor_reads_every_entry_and_changes_none(people: Any, signed_in: Any, service: Any) -> None:
    entry = counter.record_visit(by=people.heidi, service=service, score=3)
    counter.strike(by=people.heidi, entry=entry)
    erin = signed_in(people.erin)
    page = words(erin.get("/admin/services/counterentry/?struck=yes").content)
    assert "ไหม ทดสอบ" in page
    assert erin.get(f"/admin/services/counterentry/{entry.pk}/change/").status_code == 200
    assert erin.post(f"/admin/services/counterentry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "3" in words(erin.get("/admin/services/rating/").content)


def test_the_first_page_of_the_admin_leads_to_the_counter_and_tells_missing_months(
    people: Any, signed_in: Any, service: Any
) -> None:
    page = signed_in(people.heidi).get("/admin/").content.decode()
    assert f'href="{SCREEN}"' in page
    assert "ตุลาคม\xa02569" in page
    assert f'href="{TOTALS}?month=2026-11"' in page
    record_month(people, service, 0, dt.date(2026, 11, 1))
    assert f'href="{TOTALS}?month=2026-11"' not in signed_in(people.heidi).get("/admin/").content.decode()
    assert f'href="{SCREEN}"' not in signed_in(people.erin).get("/admin/").content.decode()
