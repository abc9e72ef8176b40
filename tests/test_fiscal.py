"""The Thai fiscal year as a value."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from measures.models import ItaResult
from portal.fiscal import FIRST, LAST, FiscalYear, FiscalYearConverter, FiscalYearField
from tests.makers import ResultDraft


def test_fiscal_year_2566_runs_from_october_2022_to_september_2023():
    year = FiscalYear(2566)
    assert (year.starts_on, year.ends_on) == (dt.date(2022, 10, 1), dt.date(2023, 9, 30))
    assert dt.date(2022, 9, 30) not in year
    assert dt.date(2023, 9, 30) in year


@given(st.dates(dt.date(1997, 10, 1), dt.date(2090, 1, 1)))
def test_every_day_lies_in_exactly_one_fiscal_year(day):
    year = FiscalYear.containing(day)
    assert day in year
    assert day not in year.next
    assert day not in year.previous


@pytest.mark.parametrize(
    ("moment", "year"),
    [("2025-09-30T16:59:59+00:00", 2568), ("2025-09-30T17:00:00+00:00", 2569)],
    ids=["last second in Thailand", "first second in Thailand"],
)
def test_the_current_year_changes_at_midnight_in_thailand(time_machine, moment, year):
    time_machine.move_to(dt.datetime.fromisoformat(moment))
    assert FiscalYear.current() == year


@pytest.mark.parametrize("value", [FIRST - 1, LAST + 1, 9999, 0, -1, 2023])
def test_a_year_out_of_reach_is_refused(value):
    with pytest.raises(ValueError, match="ปีงบประมาณ"):
        FiscalYear(value)


@pytest.mark.parametrize("value", ["9999", "0000", "1999"])
def test_an_address_with_an_impossible_year_matches_nothing(value):
    with pytest.raises(ValueError, match="ปีงบประมาณ"):
        FiscalYearConverter().to_python(value)


def test_the_field_hands_out_years_and_refuses_nonsense():
    field = FiscalYearField()
    assert isinstance(field.to_python("2566"), FiscalYear)
    for value in ("2023", "abc", 99999):
        with pytest.raises(ValidationError):
            field.clean(value, None)


@pytest.mark.django_db
def test_a_year_from_the_database_is_a_fiscal_year(people, office):

    ResultDraft(created_by=people.alice)
    assert isinstance(ItaResult.objects.get().year, FiscalYear)
    assert isinstance(ItaResult.objects.values_list("year", flat=True)[0], FiscalYear)
