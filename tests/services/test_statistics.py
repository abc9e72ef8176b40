"""Statistics of the services: every figure from the records, what is missing said, the same in page and files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from measures.figures import figures_of
from measures.models import Slug
from measures.offers import offers
from measures.services.actions import counter, sums
from measures.services.actions.recount import differences
from measures.services.figures.statistics import HALF, MISSING, State, year_figures
from measures.services.models import CounterEntry, CounterPeriod, MonthSum, Rating, ServiceRequest
from portal import thai
from portal.fiscal import FiscalYear
from tests.makers import fetch, published_service, words

pytestmark = pytest.mark.django_db
PAGE = "/services/statistics/2570/"
NOW = dt.datetime(2026, 12, 1, 9, 30, tzinfo=thai.BANGKOK)
OCTOBER, NOVEMBER, DECEMBER = (dt.date(2026, month, 1) for month in (10, 11, 12))
YEAR = FiscalYear(2570)


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def since(service: Any, day: dt.date) -> Any:
    """The service, public since a day."""
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    type(service).objects.filter(pk=service.pk).update(first_published_at=moment, published_at=moment)
    service.refresh_from_db()
    return service


@pytest.fixture
def school(people: Any, office: Any) -> Any:
    return since(published_service(people, order=1), dt.date(2026, 9, 1))


@pytest.fixture
def letter(people: Any, school: Any) -> Any:
    return since(published_service(people, title="ขอหนังสือรับรอง", order=2), dt.date(2026, 9, 1))


def total(people: Any, service: Any, month: dt.date, count: int, **more: Any) -> Any:
    return counter.record_total(
        by=people.heidi, service=service, day=month, period=CounterPeriod.MONTH, count=count, **more
    )


@pytest.fixture
def filled(people: Any, school: Any, letter: Any) -> None:
    """October is whole, with a zero; November lacks the letters; December has begun."""
    total(people, school, OCTOBER, 41)
    total(people, letter, OCTOBER, 0)
    total(people, school, NOVEMBER, 1_205)
    counter.record_visit(by=people.heidi, service=school, count=3)
    sums.add(service_id=letter.pk, day=NOVEMBER, online=12, closed=10, within_standard=9)
    sums.add(service_id=school.pk, day=OCTOBER, online=7)


# ── the page ─────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("filled")
def test_zero_missing_and_coming_months_are_told_apart(client: Any) -> None:
    figures = year_figures(YEAR)
    school, letter = figures.lines
    assert [month.walk_in_value for month in letter.months[:5]] == [0, MISSING, MISSING, "–", "–"]
    assert [month.online_value for month in letter.months[:5]] == [0, 12, 0, "–", "–"]
    assert [month.walk_in_value for month in school.months[:4]] == [41, 1205, 3, "–"]
    assert figures.whole.missing == 1
    page = words(client.get(PAGE).content)
    assert "เดือนที่ยังไม่บันทึก Walk-in" in page
    assert "ขอหนังสือรับรอง พฤศจิกายน 2569" in page
    assert "ตั้งแต่ต้นปีให้บริการ 1,268 ครั้ง ที่สำนักงาน (Walk-in) 1,249 ครั้ง ออนไลน์ (E-Service) 19 ครั้ง" in page
    assert "มีผู้รับบริการมากที่สุดในเดือนพฤศจิกายน 2569 1,217 ครั้ง" in page
    assert "90.0 9 จาก 10" in page
    assert "ข้อมูล ณ วันที่ 1 ธันวาคม 2569" in page


@pytest.mark.usefixtures("filled")
def test_the_first_six_months_stand_beside_the_year(people: Any, school: Any, time_machine: Any) -> None:
    time_machine.move_to(dt.datetime(2027, 4, 20, 9, tzinfo=thai.BANGKOK), tick=False)
    total(people, school, dt.date(2027, 3, 1), 50)
    total(people, school, dt.date(2027, 4, 1), 60)
    figures = year_figures(YEAR)
    line = figures.lines[0]
    assert (line.half.walk_in, line.whole.walk_in) == (1_299, 1_359)
    assert line.months[HALF - 1].starts_on == dt.date(2027, 3, 1)
    assert figures.half_ends == dt.date(2027, 3, 31)


@pytest.mark.usefixtures("filled")
def test_one_service_is_shown_alone(client: Any, letter: Any, school: Any) -> None:
    page = words(client.get(f"{PAGE}?service={letter.pk}").content)
    assert "ตั้งแต่ต้นปีให้บริการ 12 ครั้ง" in page
    assert "1,205" not in page
    for bad in ("x", "999", "-1", "9" * 400, f"{letter.pk}'"):
        assert client.get(f"{PAGE}?service={bad}").status_code == 404, bad
    assert client.get(f"{PAGE}?service=").status_code == 200


def test_years_without_anything_are_not_there_and_the_newest_is_led_to(
    client: Any, people: Any, office: Any
) -> None:
    assert client.get("/services/statistics/").status_code == 404
    assert client.get(PAGE).status_code == 404
    service = published_service(people)
    assert client.get("/services/statistics/")["Location"] == PAGE
    assert client.get("/services/statistics/2566/").status_code == 404
    sums.add(service_id=service.pk, day=dt.date(2023, 1, 9), online=1)
    assert client.get("/services/statistics/2566/").status_code == 200
    assert 'href="/services/statistics/2566/"' in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("filled")
def test_a_service_that_is_withdrawn_keeps_its_figures_without_its_name(
    client: Any, people: Any, letter: Any
) -> None:
    before = year_figures(YEAR).whole
    letter.withdraw(by=people.bob, reason="ย้ายไปหน่วยงานอื่น")
    after = year_figures(YEAR)
    assert (after.whole.walk_in, after.whole.online) == (before.walk_in, before.online)
    page = words(client.get(PAGE).content)
    assert "ขอหนังสือรับรอง" not in page
    assert "บริการที่ไม่ได้เผยแพร่แล้ว" in page


def test_months_before_a_service_was_public_are_not_missing(people: Any, office: Any) -> None:
    since(published_service(people), dt.date(2026, 11, 10))
    states = [month.state for month in year_figures(YEAR).lines[0].months[:4]]
    assert states == [State.NOT_OFFERED, State.MISSING, State.MISSING, State.TO_COME]
    assert not year_figures(FiscalYear(2569)).lines


def test_what_is_changed_after_the_year_is_told(
    client: Any, people: Any, school: Any, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2027, 10, 5, 9, tzinfo=thai.BANGKOK), tick=False)
    total(people, school, dt.date(2027, 9, 1), 9)
    page = words(client.get(PAGE).content)
    assert "บันทึกหรือแก้ไขหลังสิ้นปี 1 รายการ ครั้งสุดท้ายวันที่ 5 ตุลาคม 2570" in page
    assert "ทั้งปีให้บริการ 9 ครั้ง" in page


@pytest.mark.usefixtures("filled")
def test_the_page_asks_the_same_of_the_database_however_many_entries(
    client: Any, people: Any, school: Any
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(PAGE).status_code == 200
        return len(found)

    few = queries()
    CounterEntry.objects.bulk_create(
        CounterEntry(service=school, day=dt.date(2026, 11, 2), recorded_by=people.heidi) for _ in range(300)
    )
    assert queries() == few <= 12


# ── files ────────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("filled")
def test_csv_and_xlsx_have_the_figures_of_the_page_as_numbers(client: Any) -> None:
    _, body = fetch(client, "/services/statistics/2570.csv")
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(rows) == 24
    letters = [row for row in rows if row["บริการ"] == "ขอหนังสือรับรอง"]
    assert [row["Walk-in (ครั้ง)"] for row in letters[:4]] == ["0", "", "", ""]
    assert [row["การบันทึก Walk-in"] for row in letters[:4]] == [
        "บันทึกแล้ว", "ยังไม่บันทึก", "ยังไม่บันทึก", "ยังไม่ถึงเดือนนี้",
    ]  # fmt: skip
    assert letters[0]["เดือนที่เริ่มวันที่"] == "2026-10-01"

    _, body = fetch(client, "/services/statistics/2570.xlsx")
    book = load_workbook(io.BytesIO(body))
    assert book.sheetnames == ["รายเดือน", "สรุป", "รายแถว"]
    months = {row[0]: row for row in book["รายเดือน"].iter_rows(values_only=True)}
    assert months["พฤศจิกายน 2569"][1:] == (1205, 0, MISSING, 12, 1205, 12)
    assert months["ตุลาคม 2569"][1:] == (41, 7, 0, 0, 41, 7)
    assert months["รวมถึงวันนี้"][1:] == (1249, 7, 0, 12, 1249, 19)
    summary = {row[0]: row for row in book["สรุป"].iter_rows(values_only=True)}
    assert summary["ขอหนังสือรับรอง"][1:] == (0, 12, 12, 10, 9, 1) * 2
    long = list(book["รายแถว"].iter_rows(values_only=True))[-24:]
    assert sum(row[4] or 0 for row in long) == 1249
    assert sum(row[6] or 0 for row in long) == 19
    assert all(isinstance(row[2], dt.datetime) for row in long)
    assert fetch(client, "/services/statistics/2570.xlsx")[1] == body, "the same figures give the same file"


@pytest.mark.usefixtures("filled")
def test_the_chart_has_two_bars_for_each_month_and_a_table_beside_it(client: Any) -> None:
    page = client.get(PAGE).content.decode()
    chart = re.search(r'<svg class="chart".*?</svg>', page, re.DOTALL)
    assert chart
    assert chart[0].count('class="bar"') == 3 + 1, "three months, and what the colour means"
    assert chart[0].count('class="bar-2"') == 2 + 1
    assert "Walk-in" in chart[0]
    assert "E-Service" in chart[0]


# ── the sums are proved ──────────────────────────────────────────────────────
def test_recount_finds_every_planted_difference_and_mends_only_when_asked(
    people: Any, school: Any, letter: Any, capsys: Any
) -> None:
    counter.record_visit(by=people.heidi, service=school, score=5)
    struck = counter.record_visit(by=people.heidi, service=school, score=1)
    counter.strike(by=people.heidi, entry=struck)
    total(people, letter, NOVEMBER, 0)
    assert differences() == []
    MonthSum.objects.filter(service=school).update(walk_in=9, rated_5=0, online=4)
    MonthSum.objects.filter(service=letter).delete()
    Rating.objects.create(service=letter, channel="walk_in", day=OCTOBER, score=3)
    found = {(one.service_id, one.month, one.name): (one.kept, one.counted) for one in differences()}
    assert found == {
        (school.pk, DECEMBER, "walk_in"): (9, 1),
        (school.pk, DECEMBER, "rated_5"): (0, 1),
        (school.pk, DECEMBER, "online"): (4, 0),
        (letter.pk, NOVEMBER, "is_counted"): (False, True),
        (letter.pk, OCTOBER, "rated_3"): (0, 1),
    }
    with pytest.raises(CommandError, match="ไม่ตรง 5 ยอด ยังไม่ได้แก้ไข"):
        call_command("recount_services")
    assert len(differences()) == 5
    assert "Walk-in: เก็บไว้ 9 นับได้ 1" in capsys.readouterr().out
    call_command("recount_services", mend=True)
    assert differences() == []
    call_command("recount_services")
    assert "ยอดรวมทุกเดือนตรงกับรายการ" in capsys.readouterr().out


def test_recount_counts_requests_by_the_month_in_thailand(people: Any, school: Any) -> None:
    late = dt.datetime(2026, 10, 31, 17, 30, tzinfo=dt.UTC)  # half past midnight on 1 November
    common = {
        "year": YEAR, "service": school, "group": school.owner_group, "due_on": dt.date(2026, 11, 20),
        "channel": "online",
    }  # fmt: skip
    ServiceRequest.objects.create(number=1, code_hash="a", received_at=late, **common)
    ServiceRequest.objects.create(
        number=2, code_hash="b", received_at=late, closed_at=NOW, progress="closed", outcome="done",
        is_within_standard=True, **common,
    )  # fmt: skip
    found = {(one.month, one.name): one.counted for one in differences()}
    assert found == {
        (NOVEMBER, "online"): 2, (DECEMBER, "closed"): 1, (DECEMBER, "within_standard"): 1,
    }  # fmt: skip


def test_what_is_changed_after_the_year_is_proved_too(people: Any, school: Any, time_machine: Any) -> None:
    time_machine.move_to(dt.datetime(2027, 10, 5, 9, tzinfo=thai.BANGKOK), tick=False)
    entry = total(people, school, dt.date(2027, 9, 1), 9)
    counter.strike(by=people.heidi, entry=entry)
    total(people, school, dt.date(2027, 9, 1), 8)
    assert differences() == []
    MonthSum.objects.update(amended=0)
    assert [(one.name, one.counted) for one in differences()] == [("amended", 3)]


# ── the roof ─────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("filled")
def test_the_measure_says_how_many_and_how_much_of_it_online() -> None:
    found = figures_of(Slug.SERVICES, YEAR)
    assert found is not None
    lines = [line.replace(thai.NBSP, " ") for line in found.lines]
    assert lines == [
        "ให้บริการ 1,268 ครั้ง เป็น E-Service 19 ครั้ง (ร้อยละ 1.5)",
        "ยังไม่ได้บันทึกผู้มารับบริการที่สำนักงาน 1 เดือนของบริการ ยอดรวมจึงยังไม่ครบ",
        "แล้วเสร็จในระยะเวลามาตรฐาน 9 จาก 10 คำขอ (ร้อยละ 90.0)",
    ]
    assert found.address == PAGE
    assert figures_of(Slug.SERVICES, FiscalYear(2566)) is None


def test_oit_items_are_offered_the_statistics_of_their_year(people: Any, school: Any) -> None:
    def addresses(year: int, code: str) -> list[str]:
        return [offer.address for offer in offers(FiscalYear(year), code).get(code, [])]

    assert addresses(2566, "o16") == []
    sums.add(service_id=school.pk, day=dt.date(2023, 4, 3), walk_in=4, is_counted=True)
    assert addresses(2566, "o16") == [], "nothing of the first six months"
    sums.add(service_id=school.pk, day=dt.date(2023, 3, 3), walk_in=4, is_counted=True)
    assert addresses(2566, "o16") == [
        "/services/statistics/2566/", "/services/statistics/2566.xlsx", "/services/statistics/2566.csv",
    ]  # fmt: skip
    assert addresses(2567, "o12") == []
