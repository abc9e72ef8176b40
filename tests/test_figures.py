"""Figures of a year's contracts are right, whatever is missing, odd or not public."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.fiscal import FiscalYear
from procurement import figures, indicators
from procurement.models import Contract, Progress
from tests.makers import ContractDraft, PlanDraft, published

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2566)


@pytest.fixture
def contract(people: Any) -> Any:
    """`contract(…)` is a published contract."""
    return lambda **facts: published(ContractDraft(created_by=people.alice, **facts), people)


def reading(found: indicators.Indicator, number: int = 0) -> Decimal | int:
    return found.readings[number].value


def of_year(key: str) -> indicators.Indicator:
    return {one.key: one for one in indicators.indicators(figures.year_figures(YEAR))}[key]


# ── totals ───────────────────────────────────────────────────────────────────
def test_totals_are_counted_from_published_signed_contracts_of_the_year_alone(contract, people):
    contract(agreed_price="100.10")
    contract(agreed_price="0.23", method="e_bidding")
    contract(agreed_price="7", stated_progress="cancelled")
    contract(agreed_price=None, signed_on=None, supplier_name="")
    contract(agreed_price="9", year=2567)
    ContractDraft(created_by=people.alice, agreed_price="11")
    contract(agreed_price="13").withdraw(by=people.bob, reason="ซ้ำ")
    contract(agreed_price="17").revise(by=people.alice)

    totals = figures.totals(YEAR)

    assert (totals.number, totals.agreed, totals.projects) == (3, Decimal("117.33"), 3)
    assert [(line.key, line.number, line.agreed) for line in totals.by_method] == [
        ("specific", 2, Decimal("117.10")),
        ("e_bidding", 1, Decimal("0.23")),
    ]
    assert totals.counted_on == timezone.localdate()


def test_a_budget_counts_once_for_a_project_and_a_price_for_each_contract(contract):
    for number in ("1", "2"):
        contract(project_number="66019000001", contract_number=number, budget="5000", agreed_price="2000")
    contract(project_number="", contract_number="3", budget="300", agreed_price="200")
    contract(project_number="", contract_number="4", budget="300", agreed_price="200")
    contract(project_number="66019000002", contract_number="5", budget=None, agreed_price="50")

    totals = figures.totals(YEAR)

    assert (totals.projects, totals.budget, totals.agreed) == (4, Decimal(5600), Decimal(4450))
    assert figures.year_figures(YEAR).totals == totals


def test_every_month_is_there_and_the_lines_add_up_to_the_total(contract):
    contract(signed_on=dt.date(2022, 10, 1), agreed_price="1")
    contract(signed_on=dt.date(2022, 12, 31), agreed_price="2")
    contract(signed_on=dt.date(2023, 1, 1), agreed_price="4")
    contract(signed_on=dt.date(2023, 9, 30), agreed_price="8", ends_on=None)
    contract(signed_on=dt.date(2022, 9, 30), agreed_price="16")
    contract(signed_on=dt.date(2023, 10, 1), agreed_price="32", ends_on=None)
    contract(signed_on=None, stated_progress="ended", agreed_price="64", kind="")

    totals = figures.totals(YEAR)
    sums = {line.key: int(line.agreed) for line in totals.by_month}

    assert list(sums)[:4] == ["2022-10", "2022-11", "2022-12", "2023-01"]
    assert list(sums)[11:] == ["2023-09", "before", "after", "undated"]
    assert {key: value for key, value in sums.items() if value} == {
        "2022-10": 1, "2022-12": 2, "2023-01": 4, "2023-09": 8, "before": 16, "after": 32, "undated": 64,
    }  # fmt: skip
    assert sum(sums.values()) == totals.agreed == 127
    assert totals.largest_month == 11
    assert {line.label for line in totals.by_kind} == {"ซื้อ", "ไม่ระบุ"}


def test_a_year_without_contracts_is_all_zero(db):
    found = figures.year_figures(YEAR)
    assert (found.totals.number, found.totals.agreed, len(found.totals.by_month)) == (0, 0, 12)
    assert (found.totals.largest_month, found.standing.largest) == (None, None)
    assert [one.readings for one in indicators.indicators(found)] == [()] * 6
    assert {one.too_few for one in indicators.indicators(found)} == {"ยังไม่มีสัญญาให้คิด", "ยังไม่มีโครงการให้คิด"}


def test_sums_of_satang_are_exact(contract):
    for _ in range(30):
        contract(agreed_price="0.10", budget="0.10")
    assert figures.totals(YEAR).agreed == figures.totals(YEAR).budget == Decimal("3.00")


# ── how far a contract is ────────────────────────────────────────────────────
def test_the_database_and_the_record_say_the_same_of_how_far_a_contract_is(people):
    """All there is: signed and ending before, on or after the day or unknown, under every stated word."""
    day = dt.date(2023, 6, 15)
    dates = (None, *(day + dt.timedelta(days=days) for days in (-1, 0, 1)))
    rows = [
        ContractDraft.build(
            created_by=people.alice, signed_on=signed_on, ends_on=ends_on, stated_progress=stated
        )
        for signed_on, ends_on, stated in product(dates, dates, ("", *Progress))
    ]
    for row in rows:
        row.derive()
    Contract.objects.bulk_create(rows)
    expected = defaultdict(set)
    for row in rows:
        expected[row.progress_on(day)].add(row.pk)
    assert set(expected) == set(Progress)
    for progress in Progress:
        found = Contract.objects.in_progress(progress, on=day).values_list("pk", flat=True)
        assert set(found) == expected[progress], progress
        assert len(found) == len(expected[progress]), progress


# ── against reference prices ─────────────────────────────────────────────────
def test_a_project_is_compared_as_a_whole_and_only_with_both_prices(contract):
    for number in ("1", "2"):
        contract(
            project_number="66019000001", contract_number=number, reference_price="100", agreed_price="45"
        )
    contract(reference_price="100", agreed_price="100")
    contract(reference_price="100", agreed_price="120")
    contract(reference_price=None, agreed_price="7")
    contract(reference_price="0", agreed_price="7")

    found = figures.year_figures(YEAR).comparison

    assert (found.number, found.agreed, found.reference) == (3, 310, 300)
    assert (found.below, found.equal, found.above) == (1, 1, 1)
    assert found.ratios == (90, 100, 120)
    assert found.difference == -10


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=60))
def test_quartiles_stand_in_order_between_the_smallest_and_the_largest(values):
    values.sort()
    found = [figures.quantile(values, part) for part in map(Decimal, ("0", "0.25", "0.5", "0.75", "1"))]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (values[0], values[-1])
    if len(values) % 2:
        assert found[2] == values[len(values) // 2]


# ── indicators ───────────────────────────────────────────────────────────────
def test_a_share_of_few_contracts_is_not_told(contract):
    for number in range(indicators.LEAST - 1):
        contract(contract_number=f"{number}/2566")
    for key in ("direct_award", "agreed_to_reference", "concentration", "september"):
        found = of_year(key)
        assert found.readings == ()
        assert "ยังไม่แสดง เพราะมี 9" in found.too_few
    contract(contract_number="10/2566", method="e_bidding", agreed_price="23000", budget=None)
    found = of_year("direct_award")
    assert (found.number, found.too_few) == (10, "")
    assert [str(one.value) for one in found.readings] == ["81.82", "90.00"]


def test_concentration_tells_five_largest_and_the_index(contract):
    for number in range(10):
        contract(agreed_price="100", supplier_name=f"ร้านที่ {number}", contract_number=f"{number}")
    found = of_year("concentration")
    assert [str(one.value) for one in found.readings] == ["50.00", "1000", "10"]
    assert figures.concentration([Decimal(5)], 12).index == 10_000


def test_past_end_counts_what_the_source_does_not_call_ended(contract):
    contract(ends_on=dt.date(2023, 2, 1), stated_progress="active")
    contract(ends_on=dt.date(2023, 2, 1), stated_progress="ended")
    contract(ends_on=dt.date(2023, 2, 1), stated_progress="")
    contract(ends_on=timezone.localdate() + dt.timedelta(days=3), stated_progress="active")
    found = of_year("past_end")
    assert (reading(found), found.number) == (1, 2)


def test_september_and_large_contracts_are_counted(contract):
    for number in range(9):
        contract(contract_number=f"{number}", agreed_price="100")
    assert figures.year_figures(YEAR).standing.large == 0
    contract(signed_on=dt.date(2023, 9, 30), ends_on=None, agreed_price="600000", budget="600000")
    contract(signed_on=None, stated_progress="ended", agreed_price="500000", budget="500000")
    found = of_year("september")
    assert [str(one.value) for one in found.readings] == ["99.85", "10.00"]
    assert figures.year_figures(YEAR).standing.large == 1


def test_a_correction_after_publication_is_counted_once_for_its_contract(contract, people):
    row = contract()
    contract()
    for price in ("11000", "10500"):
        copy = row.revise(by=people.alice)
        copy.agreed_price, copy.budget = Decimal(price), Decimal(price)
        copy.save()
        copy.submit(by=people.alice)
        row = copy.publish(by=people.bob, reason="พิมพ์ผิด")
    found = of_year("corrected")
    assert (reading(found), found.number) == (1, 2)


# ── cost ─────────────────────────────────────────────────────────────────────
def test_figures_need_the_same_queries_for_one_contract_and_for_many(contract, people):
    row = contract()
    with CaptureQueriesContext(connection) as few:
        figures.year_figures(YEAR)
    values = {at.attname: getattr(row, at.attname) for at in row._meta.concrete_fields if not at.primary_key}
    type(row).objects.bulk_create(
        type(row)(**values | {"ordinal": number, "project_number": str(number)}) for number in range(2, 302)
    )
    with CaptureQueriesContext(connection) as many:
        assert figures.year_figures(YEAR).totals.number == 301
    assert len(few) == len(many) == 6


def test_years_with_something_published_are_known_by_one_query(contract, people):
    contract()
    contract(year=2567)
    published(PlanDraft(created_by=people.alice, year=2568), people)
    PlanDraft(created_by=people.alice, year=2569)
    with CaptureQueriesContext(connection) as counted:
        found = figures.public_years()
    assert len(counted) == 1
    assert [(one.year, one.contracts, one.plan, one.announcements) for one in found] == [
        (2566, 1, 0, 0), (2567, 1, 0, 0), (2568, 0, 1, 0),
    ]  # fmt: skip
