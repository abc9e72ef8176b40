"""What the portal exports, it imports again as the same facts: official forms, the flat table, and the register."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.models import Office, WorkGroup
from portal.uploads.citizen_ids import check_digit
from procurement.actions import confirm_import, open_import, plan_import
from procurement.exports.flat import csv_lines, flat_rows, json_lines, xlsx_file
from procurement.exports.official import FilledForm, official_xlsx
from procurement.layouts import OFFICIAL_FORMS, OfficialForm
from procurement.models import (
    Bid,
    Contract,
    ExpenseType,
    FundSource,
    Kind,
    Layout,
    LegalGroup,
    Method,
    Progress,
    RegisterImport,
    Supplier,
)
from procurement.models.contract import FACTS
from procurement.register_reader import read_register
from procurement.rows import ReadRegister
from procurement.tax_numbers import shown
from tests.makers import ContractDraft, fetch, published

OFFICE = Office(
    pk=1, name="สำนักงานศึกษาธิการจังหวัดสุโขทัย", ministry="กระทรวงศึกษาธิการ", province="สุโขทัย", district="เมืองสุโขทัย"
)
KNOWN_UNTIL = dt.date(2025, 9, 30)

# ── registers ────────────────────────────────────────────────────────────────
_LETTERS = st.one_of(
    st.sampled_from("กขคงจซตนปพมยรลวสหอฮะาิีึืุูเแโใไๆ็่้๊๋์ำฯ  \n\"',;=+-@|()“”…/.%0123456789๐๑๒๓\u200b\xa0"),
    st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn"), blacklist_characters="\u2028\u2029\x85"),
)
_SAID_NOTHING = {"", "-", "–", "—", "−"}


def _texts(most: int) -> st.SearchStrategy[str]:
    return st.text(_LETTERS, max_size=most).map(str.strip).filter(lambda text: text not in _SAID_NOTHING)


def _juristic(digits: int) -> str:
    number = f"0{digits:011}"
    return number + check_digit(number)


_ODD_TITLES = ("รวมพลังลูกเสือ", "ไม่มีชื่อ", "=1+1", "ซื้อ  วัสดุ", "ตามสัญญา", "+66", "1/2568")
_TITLES = st.one_of(_texts(120), st.sampled_from(_ODD_TITLES))
_NAMES = st.one_of(st.just(""), _texts(60), st.sampled_from(["ร้าน ก.\nสาขา 2", "@ร้าน", "หจก. สมมุติ"]))
_MONEY = st.none() | st.decimals("0", "999999999999.99", places=2, allow_nan=False)
_DAYS = st.none() | st.dates(dt.date(2017, 1, 1), dt.date(2035, 12, 31))
_TAX_IDS = st.one_of(
    st.just(""),
    st.integers(0, 10**11 - 1).map(_juristic),
    st.integers(0, 10**9 - 1).map(lambda number: f"{1 + number % 8}{number % 10**8:08}xxxx"),
    st.just("0105536000314"),  # a wrong check digit is not shown
)


def _choice(kind: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *kind.values])


@st.composite
def _contracts(draw: st.DrawFn) -> list[Contract]:
    """A register of a few contracts, several of them of one project."""
    projects = draw(st.lists(st.sampled_from(["", "67019000001", "67019000002", "68129999999"]), max_size=5))
    return [
        Contract(
            year=draw(st.sampled_from([2566, 2567, 2568])),
            project_number=project,
            title=draw(_TITLES.filter(bool)),
            kind=draw(_choice(Kind)),
            method=draw(_choice(Method)),
            legal_group=draw(_choice(LegalGroup)),
            budget=draw(_MONEY),
            fund_source=draw(_choice(FundSource)),
            expense_type=draw(_choice(ExpenseType)),
            reference_price=draw(_MONEY),
            agreed_price=draw(_MONEY),
            contract_value=draw(_MONEY),
            supplier_name=draw(_NAMES),
            tax_id=draw(_TAX_IDS),
            contract_number=draw(_NAMES),
            reason=draw(_NAMES),
            announced_on=draw(_DAYS),
            recorded_on=draw(_DAYS),
            signed_on=draw(_DAYS),
            ends_on=draw(_DAYS),
            stated_progress=draw(_choice(Progress)),
        )
        for project in projects
    ]


def told(read: ReadRegister) -> list[dict[str, Any]]:
    """The facts of the rows that were read, after making sure that nothing was refused."""
    assert [str(fault) for fault in read.faults] == []
    return [row.facts for row in read.rows]


# ── official forms ───────────────────────────────────────────────────────────
def carried(form: OfficialForm, filled: FilledForm, contract: Contract) -> dict[str, Any]:
    """What a form tells of a contract, as facts."""
    keys = {column.key for column in form.columns}
    facts: dict[str, Any] = {key: getattr(contract, key) for key in FACTS if key in keys}
    facts["stated_progress"] = contract.progress_on(filled.as_of or KNOWN_UNTIL)
    if facts["stated_progress"] == Progress.UNSIGNED:
        facts["agreed_price"] = None  # the form leaves it empty
    facts["method"] = contract.method_group or ""
    facts["fund_source"] = contract.fund_source
    facts["expense_type"] = ""
    if contract.expense_type and form.year == 2568:
        facts |= {"fund_source": "", "expense_type": contract.expense_type}
    if "tax_id" in keys:
        facts["tax_id"] = shown(contract.tax_id)
    return facts


@pytest.mark.parametrize("key", list(OFFICIAL_FORMS))
@settings(max_examples=25, deadline=None)
@given(contracts=_contracts())
def test_a_form_says_the_same_facts_when_it_is_read_back(key: tuple[int, str], contracts: list[Contract]):
    form = OFFICIAL_FORMS[key]
    filled = FilledForm(form, OFFICE, tuple(contracts), KNOWN_UNTIL, made_on=KNOWN_UNTIL)
    read = read_register(official_xlsx(filled), form.file_name, office=OFFICE)
    assert read.layout is Layout.ITA
    assert read.other_offices == 0
    found = told(read)
    for facts in found:
        facts["method"] = Method(facts["method"]).group if facts["method"] else ""
    assert found == [carried(form, filled, contract) for contract in contracts]


# ── the flat table ───────────────────────────────────────────────────────────
def stored(contracts: list[Contract], people: Any) -> list[Contract]:
    """The contracts as drafts in the database, in their order."""
    group = WorkGroup.objects.get(slug="administration")
    for number, contract in enumerate(contracts, start=1):
        contract.pk = None
        contract.ordinal, contract.created_by, contract.owner_group = number, people.grace, group
        contract.supplier = Supplier.called(contract.supplier_name, contract.tax_id)
        contract.derive()
    return list(Contract.objects.bulk_create(contracts))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contracts=_contracts(), bidders=st.lists(st.tuples(_NAMES.filter(bool), _TAX_IDS, _MONEY), max_size=3))
def test_the_flat_table_says_the_same_facts_when_it_is_read_back(
    kind: str,
    contracts: list[Contract],
    bidders: list[tuple[str, str, Decimal | None]],
    people: Any,
    office: Any,
):
    with transaction.atomic():
        made = stored(contracts, people)
        Bid.objects.bulk_create(
            Bid(contract=contract, order=order, name=name, tax_id=tax_id, price=price)
            for contract in made[:1]
            for order, (name, tax_id, price) in enumerate(bidders)
        )
        rows = flat_rows(Contract.objects.order_by("ordinal"), office=office.name, site="", on=KNOWN_UNTIL)
        content = _file(kind, rows)
        transaction.set_rollback(True)
    read = read_register(content, f"contracts.{kind}", office=office)
    assert read.layout is Layout.REGISTER
    expected = [
        {name: getattr(contract, name) for name in FACTS} | {"tax_id": shown(contract.tax_id)}
        for contract in contracts
    ]
    assert told(read) == expected
    if contracts:
        bids = [(bid.name, bid.tax_id, bid.price) for bid in read.rows[0].bids or ()]
        assert bids == [(" ".join(name.split("\n")), shown(tax_id), price) for name, tax_id, price in bidders]
        assert all(row.bids is None for row in read.rows[1:]), "the table does not say that nobody offered"


def _file(kind: str, rows: Any) -> bytes:
    if kind == "csv":
        return b"".join(csv_lines(rows))
    if kind == "json":
        return b"".join(json_lines(rows, title="สัญญา", publisher=OFFICE.name))
    now = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    with xlsx_file(rows, title="สัญญา", author=OFFICE.name, created=now, notes=()) as file:
        return file.read()


# ── the register ─────────────────────────────────────────────────────────────
def register() -> list[dict[str, Any]]:
    """Every fact of every contract, and who offered what, whatever the order."""
    facts = [
        {name: getattr(contract, name) for name in FACTS}
        | {"bids": [(bid.name, bid.tax_id, bid.price) for bid in contract.bids.all()]}
        for contract in Contract.objects.prefetch_related("bids")
    ]
    return sorted(facts, key=repr)


def plan_of(content: bytes, name: str) -> Any:
    read = read_register(content, name, office=Office.load())
    assert [str(fault) for fault in read.faults] == []
    group = WorkGroup.objects.get(slug="administration")
    return plan_import(RegisterImport(layout=read.layout, owner_group=group, as_of=KNOWN_UNTIL), read)


def is_unchanged(plan: Any, rows: int) -> bool:
    assert [(row.place.row, row.facts["title"]) for row in plan.new] == []
    assert [change.differences for change in plan.changed] == []
    return plan.unchanged == rows


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "json"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contracts=_contracts())
def test_a_register_imports_its_own_table_unchanged_and_an_empty_one_becomes_the_same(
    kind: str, contracts: list[Contract], people: Any, office: Any
):
    for contract in contracts:
        contract.tax_id = shown(contract.tax_id)  # what the public may not see cannot come back
    with transaction.atomic():
        made = stored(contracts, people)
        Bid.objects.bulk_create(
            Bid(contract=contract, name="ผู้เสนอ", price=contract.agreed_price) for contract in made[:1]
        )
        rows = flat_rows(Contract.objects.order_by("ordinal"), office=office.name, site="", on=KNOWN_UNTIL)
        content, file = _file(kind, rows), f"contracts.{kind}"
        before = register()
        assert is_unchanged(plan_of(content, file), len(contracts))
        Contract.objects.all().delete()
        group = WorkGroup.objects.get(slug="administration")
        batch, read = open_import(by=people.grace, content=content, name=file, owner_group=group)
        confirm_import(by=people.grace, batch=batch)
        assert len(read.rows) == len(contracts)
        assert register() == before
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("2567/ita-o16", 5),
        ("2568/ita-o13", 7),
        ("2568/ita-o12", 1),
        ("2567/monthly/2567-01", 3),
        ("2567/monthly", 5),
    ],
)
def test_every_official_form_of_a_register_changes_nothing_in_it(
    name: str, rows: int, client: Client, people: Any, office: Any
):
    day = dt.date(2024, 1, 15)

    def add(**facts: Any) -> Contract:
        return published(
            ContractDraft(created_by=people.alice, **{"year": 2567, "signed_on": day} | facts), people
        )

    add(ends_on=dt.date(2024, 2, 15), reason="ราคาต่ำสุด", tax_id=_juristic(10553600031))
    add(
        project_number="67019000009", contract_number="ก", ends_on=None, agreed_price="100.25", title="งาน  ก"
    )
    second = {"contract_number": "ข", "agreed_price": "200.75", "title": "งาน  ก", "ends_on": None}
    several = add(project_number="67019000009", **second)
    for order, (bidder, price) in enumerate([("บริษัท ก จำกัด", "210.00"), ("ร้านสมมุติเครื่องเขียน", "200.75")]):
        Bid.objects.create(contract=several, order=order, name=bidder, price=price)
    add(signed_on=dt.date(2023, 12, 1), ends_on=dt.date(2030, 1, 1), method="e_bidding", budget="600000")
    add(signed_on=dt.date(2023, 10, 2), ends_on=None, stated_progress="ended", fund_source="donation")
    add(signed_on=None, ends_on=None, agreed_price=None, supplier_name="", contract_number="")
    add(signed_on=None, ends_on=None, stated_progress="cancelled", project_number="")
    add(year=2568, signed_on=dt.date(2024, 10, 9), expense_type="investment", fund_source="budget_act")
    status, content = fetch(client, f"/procurement/{name}.xlsx")
    assert status == 200
    assert is_unchanged(plan_of(content, "form.xlsx"), rows)
