"""What an auditor sees of the channel: counts, clocks and who opened what; and what lies in clear at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.actions.handling import acknowledge, record_opening
from complaints.actions.talking import write_to_reporter
from complaints.models import Attempt, Case, Flow, KeyHolder
from portal import thai
from tests.complaints import stage
from tests.makers import words

pytestmark = pytest.mark.django_db

CLOCKS, LOG = "/complaints/staff/clocks/", "/complaints/staff/log/"
MARK = "ข้อความที่มีแต่เจ้าหน้าที่อ่าน"


@pytest.fixture
def case(people: Any, office: Any) -> Case:
    """A report that Ivan acknowledged, opened and answered, with the mark in every word of it."""
    stage.holder(people.ivan)
    case = stage.sent_report(what=MARK, who=MARK, files=((f"{MARK}.txt", MARK.encode()),)).case
    record_opening(by=people.ivan, case=case)
    acknowledge(by=people.ivan, case=case)
    write_to_reporter(by=people.ivan, case=case, text=MARK)
    case.refresh_from_db()
    return case


def day(written: dt.date) -> str:
    """A day as it is read on a page."""
    return words(thai.short_date(written).encode())


def test_an_auditor_sees_counts_clocks_and_openings_and_no_content(
    people: Any, signed_in: Any, case: Case
) -> None:
    client = signed_in(people.erin)
    clocks, log = (words(client.get(address).content) for address in (CLOCKS, LOG))
    assert case.locator in clocks
    assert f"ภายใน {day(case.answer_by)}" in clocks
    assert day(case.received_on) in clocks
    assert "เปิดอ่านเรื่อง" in log
    assert people.ivan.display_name in log
    assert case.locator in log
    for page in (clocks, log):
        assert MARK not in page
        assert str(case.get_kind_display()) not in page
    for address in (f"/complaints/staff/cases/{case.locator}/", "/complaints/staff/"):
        assert client.get(address).status_code == 403, address


def test_what_is_late_is_counted_and_found(people: Any, signed_in: Any, case: Case) -> None:
    punctual = stage.sent_report().case
    long_ago = timezone.localdate() - dt.timedelta(days=60)
    Case.objects.filter(pk=case.pk).update(received_on=long_ago, answer_by=long_ago + dt.timedelta(days=21))
    page = words(signed_in(people.erin).get(f"{CLOCKS}?only=late").content)
    assert f"เกินกำหนด {day(long_ago + dt.timedelta(days=21))}" in page
    assert punctual.locator not in page
    assert punctual.locator in words(signed_in(people.erin).get(CLOCKS).content)


def test_what_was_answered_late_is_counted_apart_and_is_what_the_list_calls_late(
    people: Any, signed_in: Any, case: Case
) -> None:
    Case.objects.filter(pk=case.pk).update(
        answered_on=timezone.localdate(), days_to_answer=16, answer_period=15
    )
    punctual = stage.sent_report().case
    client = signed_in(people.erin)
    page = " ".join(words(client.get(CLOCKS).content).split())
    assert "1 เรื่องแจ้งผลครั้งแรกช้า" in page
    assert "0 เรื่องแจ้งผลเกินกำหนด" in page
    assert page.count(f"{' '.join(day(timezone.localdate()).split())} ช้า") == 1
    late = " ".join(words(client.get(f"{CLOCKS}?only=answered-late").content).split())
    assert case.locator in late
    assert f"ครั้งต่อไป ภายใน {' '.join(day(case.answer_by).split())}" in late
    assert punctual.locator not in late


def test_openings_are_told_apart_from_other_acts(people: Any, signed_in: Any, case: Case) -> None:
    page = words(signed_in(people.erin).get(f"{LOG}?only=openings").content)
    assert "เปิดอ่านเรื่อง" in page
    assert "ตรวจรับเรื่อง" not in page
    assert "ตรวจรับเรื่อง" in words(signed_in(people.erin).get(LOG).content)


@pytest.mark.parametrize("query", ["?page=999", "?page=x", "?only=nothing", "?only=late&page=-1"])
def test_a_strange_query_shows_the_nearest_page(people: Any, signed_in: Any, case: Case, query: str) -> None:
    client = signed_in(people.erin)
    assert client.get(CLOCKS + query).status_code == 200
    assert client.get(LOG + query).status_code == 200


def test_more_cases_cost_no_more_questions(people: Any, signed_in: Any, case: Case) -> None:
    client = signed_in(people.erin)
    asked = []
    for _ in range(2):
        for address in (CLOCKS, LOG):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked.append(len(queries))
        for _ in range(3):
            record_opening(by=people.ivan, case=stage.sent_report().case)
    assert asked[:2] == asked[2:]


def test_of_a_report_only_days_lie_in_clear() -> None:
    """No table of the channel has a column for the moment of anything a reporter does, but what expires by itself."""
    moments = {
        (model, at.name)
        for model in apps.get_app_config("complaints").get_models()
        for at in model._meta.concrete_fields
        if isinstance(at, models.DateTimeField | models.TimeField)
    }
    assert moments == {
        (Flow, "expires_at"),
        (Attempt, "last_at"),
        (KeyHolder, "created_at"),
        (KeyHolder, "confirmed_at"),
        (KeyHolder, "retired_at"),
    }
