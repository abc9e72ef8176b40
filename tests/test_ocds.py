"""Open data in OCDS: the reference checker finds nothing, our own checks find what it lets pass, nothing vanishes."""

from __future__ import annotations

import copy
import datetime as dt
import json
import time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.fiscal import FiscalYear
from portal.models import Office
from portal.uploads.citizen_ids import check_digit
from procurement.exports import ocds_codes as codes
from procurement.exports.ocds import Package
from procurement.exports.ocds_checks import faults, remarks
from procurement.exports.ocds_parts import Publisher, clean, company_number, party_id
from procurement.exports.ocds_release import Facts, release, tender_status
from procurement.models import (
    Announcement,
    AnnouncementDocument,
    AnnouncementKind,
    Bid,
    Contract,
    ContractDocument,
    Kind,
    Method,
    PlanDocument,
    Process,
    Progress,
)
from tests.makers import AnnouncementDraft, ContractDraft, PlanDraft, csv_file, fetch, published, words

YEAR = FiscalYear(2566)
COMPANY = f"010550000001{check_digit('010550000001')}"
PERSON = f"110050000001{check_digit('110050000001')}"
FOREIGNER = f"000000000000{check_digit('000000000000')}"
PREFIX = "ocds-000000"
JUNE = dt.date(2023, 6, 15)


@pytest.fixture(scope="session")
def standard(shared: Any) -> str:
    """The address of the standard's own schemas; without them the reference checker cannot be asked."""
    archive = shared / "ocds" / "ocds-standard-1__1__5.zip"
    if not archive.is_file():
        pytest.skip(
            "the OCDS standard (ocds-standard-1__1__5.zip) is not in ../shared: libcoveocds cannot run"
        )
    return archive.as_uri()


def verdict(package: dict[str, Any], standard: str) -> dict[str, Any]:
    """What the reference checker has to say; an empty answer is the best."""
    from libcoveocds.api import ocds_json_output  # noqa: PLC0415  # slow to import, only here
    from libcoveocds.config import LibCoveOCDSConfig  # noqa: PLC0415

    config = LibCoveOCDSConfig({"standard_zip": standard, "context": "api"})
    said = ocds_json_output(json_data=copy.deepcopy(package), lib_cove_ocds_config=config)
    assert said["version_used"] == "1.1"
    heard = {
        "validation": said["validation_errors"],
        "closed codes": said.get("additional_closed_codelist_values"),
        "open codes": said.get("additional_open_codelist_values"),
        "fields": said.get("additional_fields") or said.get("all_additional_fields"),
        "conformance": said.get("conformance_errors"),
        "empty": said["additional_checks"].get("empty_field") if said.get("additional_checks") else None,
        "deprecated": said.get("deprecated_fields"),
    }
    return {name: value for name, value in heard.items() if value}


@pytest.fixture
def rich(people: Any, office: Office) -> Package:
    """A year with everything a process can have."""
    office.egp_code = "1234567890"
    office.save()
    from portal.attachments import store_upload  # noqa: PLC0415  # after django.setup

    def paper(kind: Any, owner: Any) -> None:
        kind(owner=owner, title="เอกสาร  แนบ", current=store_upload(csv_file(), by=people.alice)).save()

    big = {"project_number": "66010000001", "method": Method.E_BIDDING, "kind": Kind.BUILD}
    plan = PlanDraft(project_number="66010000001", fund_source="budget_act", created_by=people.alice)
    paper(PlanDocument, plan)
    published(plan, people)
    for number, kind in enumerate(AnnouncementKind):
        announcement = AnnouncementDraft(
            kind=kind,
            project_number="66010000001",
            announced_on=dt.date(2022, 12, 1) + dt.timedelta(days=number),
            closes_on=dt.date(2023, 1, 5) if kind == AnnouncementKind.INVITATION else None,
            created_by=people.alice,
        )
        paper(AnnouncementDocument, announcement)
        published(announcement, people)
    for number, (name, tax_id) in enumerate([("บริษัท สมมุติ จำกัด", COMPANY), ("นายสมมุติ ใจดี", PERSON)]):
        contract = ContractDraft(
            **big,
            supplier_name=name,
            tax_id=tax_id,
            contract_number=f"{number}/2566",
            reason="เสนอราคาต่ำสุด",
            contract_value=Decimal("9999.99") if number else None,
            created_by=people.alice,
        )
        Bid.objects.create(contract=contract, name="บริษัท สมมุติ จำกัด", tax_id=COMPANY, price=1)
        Bid.objects.create(contract=contract, name="ห้างหุ้นส่วนไม่ชนะ", order=1)
        paper(ContractDocument, contract)
        published(contract, people)
    for facts in (
        {"title": "ยังไม่ตกลง", "agreed_price": None, "supplier_name": "", "signed_on": None, "ends_on": None},
        {"title": "ตกลงแล้วยังไม่ลงนาม", "signed_on": None, "ends_on": None},
        {"title": "ยกเลิกก่อนลงนาม", "signed_on": None, "ends_on": None, "stated_progress": Progress.CANCELLED},
        {"title": "ยกเลิกหลังลงนาม", "stated_progress": Progress.CANCELLED},
        {"title": "ยังไม่ครบกำหนด", "ends_on": dt.date(2099, 9, 30)},
        {"title": "จ้างที่ปรึกษา", "kind": Kind.CONSULT, "method": Method.CONSULT_SELECTED},
        {"title": "ประกวดแบบ", "method": Method.CONTEST, "kind": Kind.DESIGN},
        {"title": "สิ้นสุดก่อนลงนาม", "ends_on": dt.date(2023, 1, 1)},
        {"title": "นอก  e-GP", "project_number": "", "budget": None, "reference_price": None},
    ):
        published(ContractDraft(**facts, created_by=people.alice), people)
    gone = published(
        ContractDraft(title="ถอนออก", project_number="66010009999", created_by=people.alice), people
    )
    gone.withdraw(by=people.bob, reason="ข้อมูลผิดทั้งรายการ")
    return Package.of(YEAR)


def of_title(package: dict[str, Any], title: str) -> Any:
    return next(one for one in package["releases"] if one["tender"].get("title") == title)


# ── the reference checker and ours ───────────────────────────────────────────
def test_the_reference_checker_and_our_own_find_nothing_in_a_rich_year(rich, standard):
    package = rich.as_dict()
    assert len(package["releases"]) == 11
    assert verdict(package, standard) == {}
    assert faults(package, known=rich.known_ocids(), prefix=PREFIX) == []
    odd = {remark.what.split(" ", 2)[2] for remark in remarks(package) if "สิ้นสุด" in remark.what}
    assert odd == {"สิ้นสุดก่อนวันลงนาม"}


def test_a_project_with_two_contracts_is_one_process_with_all_it_is_made_of(rich):
    found = next(one for one in rich.as_dict()["releases"] if one["ocid"] == f"{PREFIX}-66010000001")
    tender, first, second = found["tender"], *found["contracts"]
    assert found["tag"] == ["planning", "tender", "award", "contract"]
    assert found["planning"]["budget"] == {
        "id": "FY2566",
        "description": "ปีงบประมาณ พ.ศ. 2566; แหล่งที่มาของงบประมาณ: พ.ร.บ. งบประมาณรายจ่าย",
        "amount": {"amount": 12000.0, "currency": "THB"},
    }
    assert (tender["procurementMethod"], tender["mainProcurementCategory"]) == ("open", "works")
    assert tender["procurementMethodDetails"] == "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"
    assert tender["tenderPeriod"]["startDate"] == "2022-12-04T00:00:00+07:00"
    assert (tender["numberOfTenderers"], len(tender["tenderers"])) == (2, 2)
    assert {award["date"] for award in found["awards"]} == {"2022-12-09T00:00:00+07:00"}
    assert (first["value"]["amount"], second["value"]["amount"]) == (11500.5, 9999.99)
    assert first["period"] == {
        "startDate": "2023-01-16T00:00:00+07:00",
        "endDate": "2023-01-31T23:59:59+07:00",
    }
    assert first["description"] == "เลขที่สัญญาหรือใบสั่ง 0/2566"
    roles = {party["name"]: party["roles"] for party in found["parties"]}
    assert roles["บริษัท สมมุติ จำกัด"] == ["tenderer", "supplier"]
    kinds = {paper.get("documentType") for paper in tender["documents"]}
    assert kinds == {None, "biddingDocuments", "tenderNotice", "cancellationDetails"}
    assert {paper["documentType"] for paper in found["planning"]["documents"]} == {"procurementPlan"}


def test_only_companies_have_identifiers_and_no_number_of_a_person_is_anywhere(rich):
    text = b"".join(rich.chunks()).decode()
    schemes = {
        (party.get("identifier", {}).get("scheme"), party.get("identifier", {}).get("id"))
        for one in json.loads(text)["releases"]
        for party in one["parties"]
    }
    assert schemes == {(None, None), ("TH-GOV", "1234567890"), ("TH-TIN", COMPANY)}
    assert "110050000" not in text


@pytest.mark.parametrize(
    ("title", "tender", "award", "contract"),
    [
        ("ยังไม่ตกลง", "active", None, None),
        ("ตกลงแล้วยังไม่ลงนาม", "complete", "pending", None),
        ("ยกเลิกก่อนลงนาม", "cancelled", None, None),
        ("ยกเลิกหลังลงนาม", "complete", "active", "terminated"),
        ("ยังไม่ครบกำหนด", "complete", "active", "active"),
        ("จ้างที่ปรึกษา", "complete", "active", "terminated"),
    ],
)
def test_a_status_follows_from_dates(rich, title, tender, award, contract):
    found = of_title(rich.as_dict(), title)
    assert found["tender"]["status"] == tender
    assert [one["status"] for one in found.get("awards", [])] == [award] * bool(award)
    assert [one["status"] for one in found.get("contracts", [])] == [contract] * bool(contract)


def test_what_is_odd_but_true_goes_out_as_the_source_has_it(rich):
    (contract,) = of_title(rich.as_dict(), "สิ้นสุดก่อนลงนาม")["contracts"]
    assert contract["dateSigned"] == "2023-01-16T00:00:00+07:00"
    assert contract["period"] == {"endDate": "2023-01-01T23:59:59+07:00"}


def _first(package: dict[str, Any], section: str) -> Any:
    return next(one[section][0] for one in package["releases"] if one.get(section))


def _release(package: dict[str, Any]) -> Any:
    return next(one for one in package["releases"] if one.get("contracts"))


MUTATIONS = {
    "a Buddhist year": (
        lambda p: _first(p, "contracts").update(dateSigned="2566-01-16T00:00:00+07:00"),
        "ปี ค.ศ.",
    ),
    "an unknown award": (lambda p: _first(p, "contracts").update(awardID="ไม่มี"), "อ้างถึงผลการคัดเลือก"),
    "a supplier from nowhere": (
        lambda p: _first(p, "awards")["suppliers"][0].update(id="TH-TIN-0"),
        "ไม่มีใน parties",
    ),
    "another spelling": (
        lambda p: _first(p, "awards")["suppliers"][0].update(name="อื่น"),
        "ไม่ตรงกับใน parties",
    ),
    "an end before signing": (
        lambda p: _first(p, "contracts")["period"].update(endDate="2020-01-01T00:00:00+07:00"),
        "ก่อนวันลงนาม",
    ),
    "awards while planned": (lambda p: _release(p)["tender"].update(status="planned"), "มีผลการคัดเลือกแล้ว"),
    "ten times the price": (
        lambda p: _first(p, "contracts")["value"].update(amount=_first(p, "awards")["value"]["amount"] * 10),
        "หลายเท่า",
    ),
    "a citizen's number": (
        lambda p: _release(p)["parties"][1].update(identifier={"scheme": "TH-TIN", "id": PERSON}),
        "ไม่ใช่เลขนิติบุคคล",
    ),
    "a citizen's number in words": (
        lambda p: _release(p)["tender"].update(title=f"จ้าง {PERSON}"),
        "เลขประจำตัวประชาชน",
    ),
    "a process that vanished": (lambda p: p["releases"].pop(), "ต้องคงไว้ตลอดไป"),
    "another prefix": (lambda p: p["releases"][0].update(ocid="ocds-abc123-1"), "ไม่ขึ้นต้นด้วย"),
    "a process twice": (lambda p: p["releases"].append(p["releases"][0]), "มากกว่าหนึ่งรายการ"),
    "a tender twice": (
        lambda p: p["releases"][0]["tender"].update(id=p["releases"][1]["tender"]["id"]),
        "อยู่ในหลายกระบวนการ",
    ),
    "a budget of a tenth": (
        lambda p: next(one for one in p["releases"] if one["tender"].get("value"))["planning"][
            "budget"
        ].update(amount={"amount": 1.0, "currency": "THB"}),
        "ห่างจากราคากลาง",
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_our_checks_catch_what_the_reference_checker_lets_pass(rich, name):
    package, known = rich.as_dict(), rich.known_ocids()
    before = set(remarks(package, known=known, prefix=PREFIX))
    change, said = MUTATIONS[name]
    change(package)
    found = set(remarks(package, known=known, prefix=PREFIX)) - before
    assert any(said in remark.what for remark in found), found


def test_figures_in_an_address_of_the_portal_are_no_citizen_number(rich):
    package = rich.as_dict()
    before = remarks(package, known=rich.known_ocids(), prefix=PREFIX)
    made = f"0a1b2c3d-{PERSON[:4]}-{PERSON[4:8]}-{PERSON[8:12]}-{PERSON[12]}abcdef01234"  # a UUID may look so
    paper = next(paper for one in package["releases"] for paper in one["tender"].get("documents", []))
    paper.update(id=made, url=f"http://testserver/documents/{made}/")
    assert remarks(package, known=rich.known_ocids(), prefix=PREFIX) == before
    paper.update(title=PERSON)
    assert len(remarks(package, known=rich.known_ocids(), prefix=PREFIX)) == len(before) + 1


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda p: _release(p)["tender"].update(procurementMethod="เฉพาะเจาะจง"), "closed codes"),
        (lambda p: _first(p, "contracts").update(dateSigned="2024-12-02"), "validation"),
        (lambda p: _first(p, "awards")["value"].update(amount="2,450,000.00"), "validation"),
        (lambda p: _release(p).update(fiscalYear=2566), "fields"),
        (lambda p: _release(p)["tender"].update(description=""), "empty"),
        (lambda p: p["releases"][0].update(ocid="12345"), "conformance"),
    ],
)
def test_the_reference_checker_is_awake(rich, standard, change, where):
    package = rich.as_dict()
    change(package)
    assert where in verdict(package, standard)


# ── odd contracts ────────────────────────────────────────────────────────────
_TEXT = st.text(max_size=60)
_DAY = st.none() | st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31))
_MONEY = st.none() | st.decimals(0, Decimal("9999999999999.99"), places=2)
_STAMP = dt.datetime(2023, 2, 1, 9, 30, tzinfo=dt.UTC)
_OFFICE = Office(name="สำนักงาน  ทดสอบ", province="สุโขทัย", district="เมือง", address="ถนน", phone="0 5561 0000")
_PUBLISHER = Publisher(_OFFICE, "https://example.go.th", PREFIX)


@st.composite
def _contracts(draw: st.DrawFn) -> list[Contract]:
    def one(pk: int) -> Contract:
        return Contract(
            pk=pk,
            year=YEAR,
            project_number="66010000001",
            title=draw(_TEXT),
            kind=draw(st.sampled_from(["", *Kind.values])),
            method=draw(st.sampled_from(["", *Method.values])),
            budget=draw(_MONEY),
            reference_price=draw(_MONEY),
            agreed_price=draw(_MONEY),
            contract_value=draw(_MONEY),
            supplier_name=draw(_TEXT),
            tax_id=draw(st.sampled_from(["", COMPANY, "110050000xxxx", "0105500000000", "12345", FOREIGNER])),
            reason=draw(_TEXT),
            contract_number=draw(_TEXT),
            signed_on=draw(_DAY),
            ends_on=draw(_DAY),
            stated_progress=draw(st.sampled_from(["", *Progress.values])),
            published_at=_STAMP,
        )

    return [one(pk) for pk in range(1, draw(st.integers(2, 4)))]


def _announcements() -> st.SearchStrategy[list[Announcement]]:
    return st.lists(
        st.builds(
            Announcement,
            pk=st.integers(1, 99),
            year=st.just(YEAR),
            kind=st.sampled_from(AnnouncementKind.values),
            title=_TEXT,
            announced_on=st.dates(dt.date(2022, 10, 1), dt.date(2023, 9, 30)),
            closes_on=_DAY,
            published_at=st.just(_STAMP),
        ),
        max_size=3,
        unique_by=lambda announcement: announcement.pk,
    )


@given(
    _contracts(), _announcements(), st.lists(st.builds(Bid, name=_TEXT, tax_id=st.just(COMPANY)), max_size=2)
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_contract_makes_a_release_that_all_checks_pass(standard, contracts, announcements, bids):
    facts = Facts("66010000001", contracts, announcements=announcements, bids={1: bids})
    made = release(facts, _PUBLISHER, JUNE)
    package = {
        "uri": "https://example.go.th/ocds.json",
        "version": "1.1",
        "publishedDate": "2023-06-15T00:00:00+07:00",
        "publisher": {"name": "สำนักงาน ทดสอบ"},
        "releases": [json.loads(json.dumps(made))],
    }
    assert verdict(package, standard) == {}
    assert [one for one in faults(package, prefix=PREFIX) if "เลขประจำตัวประชาชน" not in one.what] == []
    assert made["date"] <= "2023-06-15T00:00:00+07:00"
    for award in made.get("awards", []):
        contract = contracts[int(award["id"].rpartition("a")[2]) - 1]
        assert award.get("value", {}).get("amount") == (
            None if contract.agreed_price is None else float(contract.agreed_price)
        )


@given(st.decimals(0, Decimal("9999999999999.99"), places=2))
def test_satang_come_out_of_json_as_they_went_in(amount):
    assert Decimal(json.dumps(float(amount))) == amount


def test_the_same_release_has_the_same_id_and_any_change_another():
    contract = Contract(pk=1, year=YEAR, title="ซื้อ", agreed_price=Decimal(5), published_at=_STAMP)
    made = release(Facts("k", [contract]), _PUBLISHER, JUNE)
    assert made == release(Facts("k", [contract]), _PUBLISHER, JUNE)
    contract.agreed_price, contract.supplier_name = Decimal(6), "ร้าน"
    changed = release(Facts("k", [contract]), _PUBLISHER, JUNE)
    assert changed["id"] != made["id"]
    assert changed["ocid"] == made["ocid"] == f"{PREFIX}-k"


def test_a_party_is_told_by_what_the_public_sees():
    assert party_id("บริษัท ก", COMPANY) == party_id("บจก. ก", COMPANY) == f"TH-TIN-{COMPANY}"
    assert party_id("นาย  ก", "") == party_id("นาย ก", "0105500000000")
    assert party_id("นาย ก", "110050000xxxx") != party_id("นาย ก", "")
    assert company_number(FOREIGNER) == ""  # a foreign worker's number begins with 0 too
    assert clean(" ก\x00ข  ค\n") == "ก ข ค"


def test_every_stage_is_explained_and_a_tender_with_one_winner_is_complete():
    assert tender_status([codes.CANCELLED_UNSIGNED, codes.IN_FORCE]) == "complete"
    assert tender_status([codes.CANCELLED_UNSIGNED, codes.IN_TENDER]) == "active"
    assert tender_status([codes.CANCELLED_UNSIGNED]) == "cancelled"
    assert set(codes.PAPERS) == set(AnnouncementKind)


# ── nothing vanishes, nothing leaks ──────────────────────────────────────────
def ocids(client: Any) -> dict[str, str]:
    status, body = fetch(client, reverse("procurement:ocds", args=[YEAR]))
    assert status == 200
    return {one["ocid"]: one["tender"]["status"] for one in json.loads(body)["releases"]}


def test_a_withdrawn_process_stays_and_says_so(client, people, office):
    contract = published(ContractDraft(project_number="66010000007", created_by=people.alice), people)
    assert ocids(client) == {f"{PREFIX}-66010000007": "complete"}
    contract.withdraw(by=people.bob, reason="ลงซ้ำ")
    _, body = fetch(client, reverse("procurement:ocds", args=[YEAR]))
    (left,) = json.loads(body)["releases"]
    assert left["tender"] == {
        "id": "66010000007",
        "status": "withdrawn",
        "procuringEntity": {"id": "local-office", "name": office.name},
    }
    assert contract.title not in body.decode()


def test_a_corrected_number_or_year_leaves_the_old_ocid_standing(client, people, office):
    first = published(ContractDraft(project_number="66010000001", created_by=people.alice), people)
    second = published(ContractDraft(project_number="", created_by=people.alice), people)
    moved = published(ContractDraft(project_number="66010000003", created_by=people.alice), people)
    untyped = published(ContractDraft(project_number="", title="ผิดปี", created_by=people.alice), people)
    for contract, facts in (
        (first, {"project_number": "66010000002"}),
        (second, {"project_number": "66010000009"}),
        (moved, {"year": 2567}),
        (untyped, {"year": 2567}),
    ):
        copy_ = contract.revise(by=people.alice)
        for name, value in facts.items():
            setattr(copy_, name, value)
        copy_.save()
        copy_.submit(by=people.alice)
        copy_.publish(by=people.bob, reason="ลงผิด")
    assert ocids(client) == {
        f"{PREFIX}-66010000001": "withdrawn",
        f"{PREFIX}-66010000002": "complete",
        f"{PREFIX}-66010000003": "complete",
        f"{PREFIX}-66010000009": "complete",
        f"{PREFIX}-noegp-2566-{second.pk}": "withdrawn",
        f"{PREFIX}-noegp-2566-{untyped.pk}": "complete",
    }
    listed = client.get(reverse("procurement:contracts_csv", args=[2567]))
    assert f",noegp-2566-{untyped.pk}," in b"".join(listed.streaming_content).decode()
    assert fetch(client, reverse("procurement:ocds", args=[2567]))[0] == 404
    assert call_command("check_ocds", "2566") is None


def test_drafts_and_what_waits_for_its_day_are_not_in_it(client, people, office):
    address = reverse("procurement:ocds", args=[YEAR])
    ContractDraft(project_number="66010000004", created_by=people.alice)
    later = ContractDraft(project_number="66010000005", created_by=people.alice)
    later.submit(by=people.alice)
    later.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=1))
    assert Process.objects.filter(key="66010000005").exists()
    assert fetch(client, address)[0] == 404
    later.withdraw(by=people.bob, reason="เปลี่ยนใจ")
    Process.objects.update(first_published_at=timezone.now() - dt.timedelta(days=1))  # the day has come
    published(ContractDraft(project_number="66010000006", created_by=people.alice), people)
    assert ocids(client) == {f"{PREFIX}-66010000006": "complete"}
    assert Package.of(YEAR).known_ocids() == {f"{PREFIX}-66010000006"}


def test_an_ocid_stays_whatever_becomes_of_its_contracts(client, people, office):
    """Each step hides or moves a contract; no package of any year ever names fewer processes than before."""
    seen: dict[int, set[str]] = {2565: set(), 2566: set(), 2567: set()}

    def look() -> dict[str, str]:
        every = {}
        for year, known in seen.items():
            status, body = fetch(client, reverse("procurement:ocds", args=[year]))
            named = json.loads(body)["releases"] if status == 200 else []
            assert known <= {one["ocid"] for one in named}
            assert {one["ocid"] for one in named} == Package.of(FiscalYear(year)).known_ocids()
            known |= {one["ocid"] for one in named}
            every |= {one["ocid"]: one["tender"]["status"] for one in named}
        return {ocid.removeprefix(f"{PREFIX}-"): status for ocid, status in every.items()}

    def again(contract: Any, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(contract, name, value)
        contract.save()
        contract.submit(by=people.alice)
        contract.publish(by=people.bob, reason="ลงผิด")

    contract = published(ContractDraft(project_number="66019000001", created_by=people.alice), people)
    typed = published(ContractDraft(project_number="", title="นอกระบบ", created_by=people.alice), people)
    key = f"noegp-2566-{typed.pk}"
    assert look() == {"66019000001": "complete", key: "complete"}
    for record in (contract, typed):
        record.withdraw(by=people.bob, reason="ลงผิด")
    assert look() == {"66019000001": "withdrawn", key: "withdrawn"}
    again(contract, project_number="66019000002")
    again(typed, year=2567)
    assert look() == {"66019000001": "withdrawn", "66019000002": "complete", key: "complete"}
    old: dict[str, Any] = {"project_number": "66019000001", "created_by": people.alice}
    ContractDraft(**old, title="ฉบับร่าง", contract_number="2/2566")
    later = ContractDraft(**old, title="รอวัน", contract_number="3/2566")
    later.submit(by=people.alice)
    later.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=1))
    assert look()["66019000001"] == "withdrawn"
    later.withdraw(by=people.bob, reason="เปลี่ยนใจ")
    for record, facts in (
        (contract, {"year": 2565, "project_number": "66019000003"}),
        (typed, {"year": 2566, "project_number": "66019000004"}),
    ):
        copy_ = record.revise(by=people.alice)
        again(copy_, **facts)
    assert look() == {
        "66019000001": "withdrawn",
        "66019000002": "withdrawn",
        "66019000003": "complete",
        "66019000004": "complete",
        key: "withdrawn",
    }
    assert not Contract.objects.get(title="ฉบับร่าง").first_published_at


def test_a_process_that_waits_for_its_day_is_of_whatever_is_public_first(client, people, office):
    later = ContractDraft(project_number="66019000001", year=2567, created_by=people.alice)
    later.submit(by=people.alice)
    later.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=2))
    published(
        ContractDraft(project_number="66019000001", contract_number="2/2566", created_by=people.alice), people
    )
    assert ocids(client) == {f"{PREFIX}-66019000001": "complete"}
    assert Process.objects.get().year == 2566
    other = ContractDraft(project_number="66019000002", created_by=people.alice)
    other.submit(by=people.alice)
    other.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=2))
    copy_ = other.revise(by=people.alice)
    copy_.project_number = "66019000003"
    copy_.save()
    copy_.submit(by=people.alice)
    copy_.publish(by=people.bob, reason="ลงผิด")
    assert set(Process.objects.values_list("key", flat=True)) == {"66019000001", "66019000003"}
    assert ocids(client) == {f"{PREFIX}-66019000001": "complete"}


# ── the file and the page ────────────────────────────────────────────────────
def test_the_file_names_its_publisher_and_is_not_sent_twice(client, rich):
    address = reverse("procurement:ocds", args=[YEAR])
    response = client.get(address)
    package = json.loads(b"".join(response.streaming_content))
    assert {name: package[name] for name in ("uri", "version", "license", "publicationPolicy")} == {
        "uri": f"http://testserver{address}",
        "version": "1.1",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publicationPolicy": "http://testserver/procurement/open-data/",
    }
    assert package["publisher"]["uid"] == "1234567890"
    assert max(one["date"] for one in package["releases"]) <= package["publishedDate"]
    unchanged = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert unchanged.status_code == 304
    Contract.objects.published().first().withdraw(by=rich_publisher(), reason="ผิด")
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 200


def rich_publisher() -> Any:
    from portal.models import User  # noqa: PLC0415  # after django.setup

    return User.objects.get(username="bob")


def many(people: Any, number: int) -> None:
    """Published contracts by the thousand, each a process of its own with a bid."""
    group = ContractDraft(created_by=people.alice).owner_group
    now = timezone.now()
    contracts = []
    for serial in range(number):
        contract = Contract(
            year=YEAR,
            project_number=f"66{serial:09d}",
            title=f"ซื้อวัสดุสำนักงาน รายการที่ {serial}",
            kind=Kind.BUY,
            method=Method.SPECIFIC,
            budget=Decimal("12000.00"),
            agreed_price=Decimal("11500.50"),
            supplier_name=f"ร้านสมมุติ {serial}",
            contract_number=f"{serial}/2566",
            signed_on=JUNE,
            owner_group=group,
            created_by=people.alice,
            status="published",
            authors=[],
            submitted_by=people.alice,
            published_by=people.bob,
            published_at=now,
            first_published_at=now,
        )
        contract.derive()
        contracts.append(contract)
    made = Contract.objects.bulk_create(contracts)
    Bid.objects.bulk_create(Bid(contract=contract, name="ร้านอื่น") for contract in made)
    Process.objects.bulk_create(
        Process(key=contract.project_number, year=YEAR, first_published_at=now) for contract in made
    )


def test_three_thousand_processes_take_few_queries_and_little_time(
    people, office, django_assert_max_num_queries
):
    many(people, 3000)
    with django_assert_max_num_queries(22):
        began = time.process_time()
        package = Package.of(YEAR)
        assert package.etag
        size = sum(map(len, package.chunks()))
        took = time.process_time() - began  # of this process, whatever else the machine does
    assert size > 2_000_000
    assert took < 3, took  # about one on an idle machine


def test_the_policy_page_says_what_the_mapping_does(client, people, office, django_assert_max_num_queries):
    published(ContractDraft(created_by=people.alice), people)
    with django_assert_max_num_queries(12):
        response = client.get(reverse("procurement:open_data"))
    page = words(response.content)
    for field in codes.FIELDS:
        assert field.path in page
    for code in {*codes.METHODS.values(), *codes.CATEGORIES.values(), "withdrawn", "TH-GOV", "TH-TIN"}:
        assert code in page
    assert "ยังไม่ได้รับรหัสผู้เผยแพร่" in page
    assert reverse("procurement:ocds", args=[YEAR]) in response.content.decode()


def test_the_policy_page_stands_before_anything_is_published(client, office):
    assert "ยังไม่มีข้อมูลที่เผยแพร่" in words(client.get(reverse("procurement:open_data")).content)


def test_the_callout_goes_when_the_prefix_is_there(client, office, settings):
    settings.OCID_PREFIX = "ocds-ab12cd"
    page = words(client.get(reverse("procurement:open_data")).content)
    assert "ocds-ab12cd" in page
    assert "ยังไม่ได้รับรหัสผู้เผยแพร่" not in page


def test_a_prefix_that_cannot_be_one_stops_the_portal(monkeypatch):
    import importlib  # noqa: PLC0415

    from portal import settings as module  # noqa: PLC0415

    monkeypatch.setenv("OCID_PREFIX", "ocds-TOOLONGER")
    with pytest.raises(ImproperlyConfigured, match="OCID_PREFIX"):
        importlib.reload(module)
    monkeypatch.delenv("OCID_PREFIX")
    importlib.reload(module)


# ── the command ──────────────────────────────────────────────────────────────
def test_the_command_tells_oddities_and_fails_on_faults(rich, people, capsys):
    call_command("check_ocds", "2566")
    said = capsys.readouterr().out
    assert "ตรวจแล้ว 11 กระบวนการ พบที่ผิด 0 แห่ง" in said
    assert "สิ้นสุดก่อนวันลงนาม" in said
    newest = published(ContractDraft(created_by=people.alice), people)
    Contract.objects.filter(pk=newest.pk).update(title=f"จ้าง {PERSON}")  # past what refuses it
    with pytest.raises(CommandError, match="ยังมีที่ผิด"):
        call_command("check_ocds", "2566")
    for year in ("66", "2590", "ปี"):
        with pytest.raises(CommandError):
            call_command("check_ocds", year)
