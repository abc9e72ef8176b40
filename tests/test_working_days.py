"""Working days: the public calendar of government offices, the office's own days, and periods counted in them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError
from django.test.utils import CaptureQueriesContext

from portal.models import AuditEvent, Holiday
from portal.working_days import (
    Calendar,
    add_working_days,
    holidays_of,
    is_working_day,
    working_days_between,
)

pytestmark = pytest.mark.django_db

# Days from Monday to Friday on which government offices were closed, by the cabinet's yearly lists.
CLOSED = {
    2023: "2/1 3/1 6/3 6/4 13/4 14/4 17/4 4/5 5/5 17/5 5/6 28/7 31/7 1/8 2/8 14/8 13/10 23/10 5/12 11/12 29/12",
    2024: "1/1 26/2 8/4 12/4 15/4 16/4 6/5 10/5 22/5 3/6 22/7 29/7 12/8 14/10 23/10 5/12 10/12 30/12 31/12",
    2025: (
        "1/1 12/2 7/4 14/4 15/4 16/4 5/5 9/5 12/5 2/6 3/6 10/7 11/7 28/7 11/8 12/8 13/10 23/10 5/12 10/12 31/12"
    ),
}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def weekdays(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    days = (first + dt.timedelta(number) for number in range((dt.date(year, 12, 31) - first).days + 1))
    return [one for one in days if one.weekday() < 5]


@pytest.mark.parametrize("year", CLOSED)
def test_offices_are_closed_on_the_days_of_the_cabinets_list_and_on_no_other(year: int) -> None:
    told = [dt.date(year, int(month), int(of)) for of, month in (d.split("/") for d in CLOSED[year].split())]
    assert [off.day for off in holidays_of(year) if off.day.weekday() < 5] == told
    calendar = Calendar.load(dt.date(year, 1, 1), dt.date(year, 12, 31))
    assert [one for one in weekdays(year) if not calendar.is_working_day(one)] == told


def test_civil_servants_work_on_labour_day_and_close_for_the_ploughing_ceremony() -> None:
    assert is_working_day(day("2025-05-01"))
    assert is_working_day(day("2027-05-03"))  # other workers' day in place of Labour Day, a Saturday
    assert not is_working_day(day("2026-05-13"))
    assert {off.name for off in holidays_of(2026) if off.day == day("2026-05-13")} == {"วันพืชมงคล"}
    assert not any("เด็ก" in off.name or "แรงงาน" in off.name for off in holidays_of(2027))


def test_names_are_thai() -> None:
    assert all("\u0e01" <= off.name[0] <= "\u0e59" for off in holidays_of(2026))


def test_saturdays_and_sundays_are_off() -> None:
    assert [is_working_day(day(f"2026-11-{n}")) for n in (20, 21, 22, 23)] == [True, False, False, True]


def test_the_offices_own_days_prevail() -> None:
    Holiday.objects.create(day=day("2027-05-12"), name="วันพืชมงคล")
    Holiday.objects.create(day=day("2026-12-31"), name="ให้มาทำงาน", is_working=True)
    Holiday.objects.create(day=day("2026-11-21"), name="ทำงานชดเชย", is_working=True)
    assert not is_working_day(day("2027-05-12"))
    assert is_working_day(day("2026-12-31"))
    assert is_working_day(day("2026-11-21"))
    assert "วันพืชมงคล" in [off.name for off in holidays_of(2027)]
    assert day("2026-12-31") not in [off.day for off in holidays_of(2026)]


@pytest.mark.parametrize(
    ("begins", "number", "ends"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),  # Friday to Monday
        ("2026-11-21", 1, "2026-11-23"),  # the day of receipt may be a Saturday
        ("2025-04-11", 1, "2025-04-17"),  # over Songkran and the day in its place
        ("2026-12-04", 15, "2026-12-29"),  # over 7 and 10 December
        ("2026-12-30", 1, "2027-01-04"),  # over two years
    ],
)
def test_a_period_begins_on_the_day_after(begins: str, number: int, ends: str) -> None:
    assert add_working_days(day(begins), number) == day(ends)
    assert working_days_between(day(begins), day(ends)) == number


def test_counting_back_gives_how_late_it_is() -> None:
    assert working_days_between(day("2026-11-25"), day("2026-11-20")) == -3
    assert working_days_between(day("2026-11-20"), day("2026-11-20")) == 0


def test_a_negative_period_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        add_working_days(day("2026-11-20"), -1)


def test_a_calendar_answers_for_its_own_period_only() -> None:
    calendar = Calendar.load(day("2026-11-01"), day("2026-11-30"))
    with pytest.raises(ValueError, match="outside"):
        calendar.is_working_day(day("2026-12-01"))


def test_adding_and_counting_agree_through_a_year_also_when_the_office_is_closed_for_months() -> None:
    closed = [dt.date(2026, 3, 1) + dt.timedelta(number) for number in range(120)]
    Holiday.objects.bulk_create(Holiday(day=one, name="ปิดเหตุน้ำท่วม") for one in closed)
    for begins in (day("2026-01-05"), day("2026-02-27"), day("2026-04-30"), day("2026-06-29")):
        for number in (1, 7, 15, 60):
            ends = add_working_days(begins, number)
            assert working_days_between(begins, ends) == number
            assert working_days_between(begins, ends - dt.timedelta(1)) == number - 1
            assert ends not in closed


def test_each_question_asks_the_database_once(django_assert_num_queries: Any) -> None:
    Holiday.objects.create(day=day("2026-11-23"), name="หยุด")
    for question in (
        lambda: is_working_day(day("2026-11-20")),
        lambda: add_working_days(day("2026-11-20"), 90),
        lambda: working_days_between(day("2026-01-01"), day("2027-12-31")),
        lambda: holidays_of(2026),
    ):
        with django_assert_num_queries(1) as asked:
            question()
        assert isinstance(asked, CaptureQueriesContext)
        assert "WHERE" in asked.captured_queries[0]["sql"]


def test_the_administrator_adds_a_day_in_thai_and_the_log_tells(people: Any, signed_in: Any) -> None:
    client = signed_in(people.dana)
    page = client.get("/admin/portal/holiday/").content.decode()
    assert "วันหยุดราชการที่ใช้นับวันทำการ" in page
    assert "วันปิยมหาราช" in page
    facts = {"day": "12 พฤษภาคม 2570", "name": "วันพืชมงคล"}
    assert client.post("/admin/portal/holiday/add/", facts).status_code == 302
    assert not is_working_day(day("2027-05-12"))
    assert AuditEvent.objects.filter(verb="เพิ่ม", object_type="portal.holiday").exists()


def test_a_day_stands_once_in_the_table() -> None:
    Holiday.objects.create(day=day("2027-05-12"), name="วันพืชมงคล")
    with pytest.raises(IntegrityError):
        Holiday.objects.create(day=day("2027-05-12"), name="วันอื่น", is_working=True)
