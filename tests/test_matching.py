"""What rows of a file find in the register: the contract they speak of, and findings that they put right."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from portal.models import WorkGroup
from procurement.actions import confirm_import, open_import
from procurement.actions.matching import match
from procurement.models import Finding
from tests.egp_files import egp_csv
from tests.makers import ContractDraft

pytestmark = pytest.mark.django_db
KNOWN = {
    "project_number": "66010000001",
    "contract_number": "1/2566",
    "supplier_name": "ร้านสมมุติเครื่องเขียน",
    "agreed_price": Decimal("11500.50"),
    "signed_on": dt.date(2023, 1, 16),
}
OTHER = {
    "supplier_name": "ห้างหุ้นส่วนจำกัด อื่น",
    "agreed_price": Decimal(9000),
    "signed_on": dt.date(2023, 3, 1),
}


@pytest.mark.parametrize(
    ("differs", "is_same"),
    [
        ((), True),
        (("supplier_name", "agreed_price"), True),
        (("supplier_name", "signed_on"), True),
        (("agreed_price", "signed_on"), True),
        (("supplier_name", "agreed_price", "signed_on"), False),
    ],
)
def test_a_contract_number_of_a_project_needs_one_more_thing_in_common(
    differs: tuple[str, ...], is_same: bool, people: Any
) -> None:
    contract = ContractDraft(created_by=people.alice, **KNOWN)
    row = KNOWN | {name: OTHER[name] for name in differs}
    assert match([row], [contract]) == [contract if is_same else None]


def test_a_finding_that_a_later_file_puts_right_is_gone(office: Any, people: Any) -> None:
    group = WorkGroup.objects.get(slug="administration")

    def bring_in(*rows: dict[str, Any]) -> set[tuple[str, str]]:
        batch, _ = open_import(by=people.grace, content=egp_csv(*rows), name="egp.csv", owner_group=group)
        confirm_import(by=people.grace, batch=batch)
        return set(Finding.objects.values_list("contract__project_number", "code"))

    dear = {"price": "13000", "value": "13000"}
    mended = {"price": "11000", "value": "11000"}
    beside = {"project": "67129000002", "number": "2/2568"}
    odd = {("67129000001", "over_reference"), ("67129000002", "over_reference")}
    assert bring_in(dear, dear | beside) == odd
    assert bring_in(mended, dear | beside) == {("67129000002", "over_reference")}
