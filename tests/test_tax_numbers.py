"""Tax numbers: whose they are, which are right, and what of them the public sees."""

from __future__ import annotations

import pytest

from portal.uploads.citizen_ids import check_digit
from procurement.models import Bid
from procurement.tax_numbers import Person, masked, person_of, shown
from tests.makers import ContractDraft


def right(first_twelve: str) -> str:
    return first_twelve + check_digit(first_twelve)


COMPANY, SHOPKEEPER = right("010556600123"), right("364990001234")
FOREIGN_WORKER, UNREGISTERED = right("001234567890"), right("012348912345")


def test_a_companys_right_number_is_shown_and_a_wrong_one_is_not():
    wrong = COMPANY[:12] + str((int(COMPANY[12]) + 1) % 10)
    assert person_of(COMPANY) is Person.JURISTIC
    assert (shown(COMPANY), masked(COMPANY)) == (COMPANY, COMPANY)
    assert shown(wrong) == ""


@pytest.mark.parametrize("number", [SHOPKEEPER, FOREIGN_WORKER, UNREGISTERED])
def test_a_human_beings_number_is_masked_wherever_it_goes(number: str):
    assert person_of(number) is Person.NATURAL
    assert masked(number) == shown(number) == f"{number[:9]}xxxx"
    assert masked(masked(number)) == masked(number)
    assert person_of(masked(number)) is Person.NATURAL


@pytest.mark.parametrize("number", ["", "12345", "ไม่มี", "x" * 13])
def test_what_is_no_tax_number_belongs_to_nobody_and_is_not_shown(number: str):
    assert person_of(number) is Person.UNKNOWN
    assert shown(number) == ""


def test_a_bidders_number_never_reaches_the_database_whole(people):
    contract = ContractDraft(created_by=people.alice)
    bid = Bid.objects.create(contract=contract, name="นายสมมุติ ตัวอย่าง", tax_id=f" {SHOPKEEPER} ")
    assert Bid.objects.values_list("tax_id", flat=True).get(pk=bid.pk) == f"{SHOPKEEPER[:9]}xxxx"
