"""The contracts as CSV, Excel and JSON: exactly what is filtered, in that order, with values that are what they are."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from portal.fiscal import FiscalYear
from procurement import flat_columns
from procurement.actions import read_file
from procurement.actions.reading import misfits
from procurement.exports import flat
from procurement.models import Bid, Contract
from procurement.models.contract import FACTS
from procurement.rows import BidFacts, Place, ReadRegister, Row
from tests.makers import ContractDraft, fetch, published
from tests.register_files import csv_file

pytestmark = pytest.mark.django_db
ROOT = "/procurement/2566/contracts"
KEYS = [column.key for column in flat_columns.COLUMNS]


@pytest.fixture
def register(office: Any, people: Any) -> list[Contract]:
    """Three published contracts: dear, odd and unsigned; the odd one carries what spreadsheets take for formulas."""
    dear = ContractDraft(
        created_by=people.alice,
        title="ก่อสร้างอาคาร",
        method="e_bidding",
        agreed_price="1234567.05",
        supplier_name="บริษัท สร้างดี จำกัด",
        tax_id="0105536000313",
        signed_on=dt.date(2023, 3, 9),
    )
    Bid.objects.create(
        contract=dear, order=1, name="บริษัท สร้างดี จำกัด", tax_id="0105536000313", price="1234567.05"
    )
    Bid.objects.create(contract=dear, order=2, name="นาย ก | ข", tax_id="1101700230708")
    odd = ContractDraft(
        created_by=people.alice,
        title="=cmd|' /C calc'!A0",
        supplier_name="@ร้าน",
        tax_id="1101700230708",
        contract_number="-",
        project_number="",
        reason="บรรทัดแรก\nบรรทัดสอง",
    )
    waiting = ContractDraft(
        created_by=people.alice,
        title="ซื้อโต๊ะ",
        supplier_name="",
        agreed_price=None,
        signed_on=None,
        ends_on=None,
        announced_on=dt.date(2022, 11, 1),
    )
    return [published(draft, people) for draft in (dear, odd, waiting)]


def rows_of_csv(client: Client, query: str = "") -> list[dict[str, str]]:
    status, body = fetch(client, f"{ROOT}.csv{query}")
    assert status == 200
    assert body.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert header == [column.title for column in flat_columns.COLUMNS]
    return [dict(zip(KEYS, row, strict=True)) for row in rows]


def rows_of_json(client: Client, query: str = "") -> list[dict[str, Any]]:
    status, body = fetch(client, f"{ROOT}.json{query}")
    assert status == 200
    table = json.loads(body)
    assert [column["key"] for column in table["columns"]] == KEYS
    return table["contracts"]


def sheet_of_xlsx(client: Client, query: str = "") -> Any:
    status, body = fetch(client, f"{ROOT}.xlsx{query}")
    assert status == 200
    return load_workbook(io.BytesIO(body)).worksheets[0]


def test_the_facts_come_first_under_their_own_labels(office: Any):
    assert KEYS[: len(FACTS)] == list(FACTS)
    assert KEYS[len(FACTS)] == "bids"
    labels = [str(Contract._meta.get_field(name).verbose_name) for name in FACTS]
    assert [column.title for column in flat_columns.COLUMNS][: len(FACTS)] == labels
    assert len({column.title for column in flat_columns.COLUMNS}) == len(flat_columns.COLUMNS)
    assert [column.key for column in flat_columns.COLUMNS if column.is_fact] == [*FACTS, "bids"]


def test_csv_says_values_plainly_and_no_cell_is_a_formula(client: Client, register: list[Contract]):
    dear, odd, waiting = rows_of_csv(client, "?sort=-signed")
    assert dear["agreed_price"] == "1234567.05"
    assert dear["signed_on"] == "2023-03-09"
    assert dear["method"] == "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"
    assert dear["method_group"] == "วิธีประกาศเชิญชวนทั่วไป"
    assert dear["tax_id"] == "0105536000313"
    assert dear["person"] == "นิติบุคคล"
    assert dear["progress"] == "สิ้นสุดระยะสัญญา"
    assert dear["office"] == "สำนักงานศึกษาธิการจังหวัดสุโขทัย"
    assert dear["process"] == dear["project_number"]
    assert dear["address"] == f"http://testserver{register[0].get_absolute_url()}"
    assert dear["bids"].split("\n") == [
        "บริษัท สร้างดี จำกัด | 0105536000313 | 1234567.05",
        "นาย ก | ข | 110170023xxxx |",
    ]
    assert odd["title"] == "'=cmd|' /C calc'!A0"
    assert odd["supplier_name"] == "'@ร้าน"
    assert odd["contract_number"] == "-"
    assert odd["tax_id"] == "110170023xxxx"
    assert odd["reason"] == "บรรทัดแรก\nบรรทัดสอง"
    assert odd["process"] == f"noegp-2566-{register[1].pk}"
    assert waiting["agreed_price"] == waiting["signed_on"] == waiting["bids"] == ""
    assert waiting["progress"] == "ยังไม่ลงนามในสัญญา"


def test_excel_has_real_numbers_and_dates_and_texts_that_stay_texts(client: Client, register: list[Contract]):
    sheet = sheet_of_xlsx(client)
    header, dear, odd, waiting = (dict(zip(KEYS, row, strict=True)) for row in sheet.iter_rows())
    assert sheet.freeze_panes == "A2"
    assert header["agreed_price"].value == "ราคาที่ตกลงซื้อหรือจ้าง (บาท)"
    assert header["agreed_price"].font.b
    assert dear["agreed_price"].value == 1234567.05
    assert dear["agreed_price"].number_format == "#,##0.00"
    assert dear["signed_on"].value == dt.datetime(2023, 3, 9)
    assert dear["signed_on"].number_format == "[$-107041E]d mmmm yyyy;@"
    assert dear["year"].value == 2566
    assert dear["project_number"].data_type == "s"
    assert odd["title"].value == "=cmd|' /C calc'!A0"
    assert odd["title"].data_type == "s"
    assert odd["title"].quotePrefix
    assert odd["reason"].value == "บรรทัดแรก\nบรรทัดสอง"
    assert waiting["agreed_price"].value is None
    explanation = sheet.parent["คำอธิบาย"]
    told = [row[1].value for row in explanation.iter_rows() if row[2].value in KEYS]
    assert told == [column.title for column in flat_columns.COLUMNS]


def test_json_has_numbers_and_iso_dates(client: Client, register: list[Contract]):
    dear, odd, waiting = rows_of_json(client)
    assert dear["agreed_price"] == 1234567.05
    assert dear["signed_on"] == "2023-03-09"
    assert odd["title"] == "=cmd|' /C calc'!A0"
    assert waiting["agreed_price"] is None
    assert waiting["year"] == 2566


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?sort=agreed", ["ซื้อโต๊ะ", "=cmd|' /C calc'!A0", "ก่อสร้างอาคาร"]),
        ("?q=สร้างดี", ["ก่อสร้างอาคาร"]),
        ("?status=unsigned", ["ซื้อโต๊ะ"]),
        ("?min=11500.50&max=11500.50", ["=cmd|' /C calc'!A0"]),
        ("?q=ไม่มีคำนี้", []),
        ("?page=7&q=อาคาร", ["ก่อสร้างอาคาร"]),
    ],
)
def test_files_hold_exactly_what_is_filtered_in_that_order(
    client: Client, register: list[Contract], query: str, titles: list[str]
):
    assert [row["title"] for row in rows_of_json(client, query)] == titles
    assert [row["title"].removeprefix("'") for row in rows_of_csv(client, query)] == titles
    sheet = sheet_of_xlsx(client, query)
    assert [row[KEYS.index("title")].value for row in sheet.iter_rows(min_row=2)] == titles


def test_the_list_links_to_files_of_what_it_shows(client: Client, register: list[Contract]):
    page = client.get(f"{ROOT}/?method=e_bidding&sort=agreed&page=1&kind=x").content.decode()
    for kind in ("csv", "xlsx", "json"):
        assert f'href="{ROOT}.{kind}?method=e_bidding&amp;sort=agreed"' in page


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_file_is_sent_again_only_when_it_says_something_else(
    client: Client, register: list[Contract], people: Any, kind: str
):
    address = f"{ROOT}.{kind}"
    first = client.head(address)
    assert first.status_code == 200
    assert first["Content-Disposition"] == f'attachment; filename="contracts-2566.{kind}"'

    def again(query: str = "") -> int:
        return fetch_if(client, address + query, first["ETag"])

    assert again() == 304
    assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert again("?sort=agreed") == 200
    register[2].withdraw(by=people.bob, reason="ลงซ้ำ")
    assert again() == 200


def fetch_if(client: Client, address: str, tag: str) -> int:
    response = client.get(address, headers={"if-none-match": tag})
    response.close()
    return response.status_code


def test_a_status_that_changes_overnight_changes_the_file(
    client: Client, register: list[Contract], monkeypatch: pytest.MonkeyPatch
):
    tag = client.head(f"{ROOT}.csv")["ETag"]
    assert fetch_if(client, f"{ROOT}.csv", tag) == 304
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr("procurement.views.contracts.timezone.localdate", lambda: tomorrow)
    assert fetch_if(client, f"{ROOT}.csv", tag) == 200


def test_rows_are_read_a_few_thousand_at_a_time(
    client: Client, register: list[Contract], monkeypatch: pytest.MonkeyPatch
):
    """Files longer than a piece are whole, whatever the length of the piece."""
    whole = rows_of_json(client)
    for size in (1, 2, 3):
        monkeypatch.setattr(flat, "AT_A_TIME", size)
        assert rows_of_json(client) == whole
        assert len(rows_of_csv(client)) == 3


def test_bidders_are_read_back_as_they_were_written():
    bids = [("ร้าน ก | ข", "", Decimal("5.10")), ("บริษัท", "0105536000313", None)]
    assert flat_columns.bids_of(flat_columns.bids_text(bids)) == [
        ("ร้าน ก | ข", "", "5.10"),
        ("บริษัท", "0105536000313", ""),
    ]
    assert flat_columns.bids_of("") == []


WHOLE = {"year": "2568", "title": "ซื้อโต๊ะ"}


def _with_bids(bids: str) -> ReadRegister:
    titles = [column.title for column in flat_columns.COLUMNS if column.is_fact]
    values = {str(Contract._meta.get_field(name).verbose_name): text for name, text in WHOLE.items()}
    values[next(column.title for column in flat_columns.COLUMNS if column.key == "bids")] = bids
    content = csv_file([titles, [values.get(title, "") for title in titles]])
    return read_file(content, "ทะเบียน.csv")


@pytest.mark.parametrize(
    ("bids", "why"),
    [
        ("ร้าน | | 1e400", "เลขแบบย่อ"),
        ("ร้าน | | 99999999999999999", "หนึ่งล้านล้านบาท"),
        ("ร้าน | | -5", "ติดลบ"),
        (f"{'ร' * 251} | | 5", "เกิน 250 ตัวอักษร"),
        ("ร้าน | 12345 | 5", "ต้องมี 13 หลัก"),
        ("นายสมมุติ 1234567890121 | | 5", "เลขประจำตัวประชาชน"),
        ("ร้าน | 5", "โปรดเขียนบรรทัดละหนึ่งราย"),
    ],
)
def test_a_bidder_that_the_register_cannot_keep_is_a_fault_of_its_cell(office: Any, bids: str, why: str):
    read = _with_bids(bids)
    [fault] = read.faults
    assert why in fault.what
    assert fault.place.row == 2
    assert fault.place.header.startswith("ผู้เสนอราคา")
    assert "1234567890121" not in str(read)


def test_bidders_are_rounded_and_masked_only_when_it_is_told(office: Any):
    read = _with_bids("ร้าน ก | | 1.005\nนายสมมุติ | 1234567890121 | 2")
    assert not read.faults
    assert read.rows[0].bids == (
        BidFacts("ร้าน ก", Decimal("1.01"), ""),
        BidFacts("นายสมมุติ", Decimal("2.00"), "123456789xxxx"),
    )
    told = [finding for finding in read.findings if finding.place.header.startswith("ผู้เสนอราคา")]
    assert [finding.code for finding in told] == ["rounded", "masked"]


@pytest.mark.parametrize(
    "bid",
    [
        BidFacts("ก" * 251),
        BidFacts("ก", Decimal("1e400")),
        BidFacts("ก", Decimal(-1)),
        BidFacts("ก", Decimal("1.005")),
        BidFacts("ก", Decimal("NaN")),
        BidFacts("ก", None, "12345"),
    ],
)
def test_a_bidder_that_a_reader_should_not_have_given_is_a_fault_too(bid: BidFacts):
    place = Place("", 2, "S", "ผู้เสนอราคา")
    row = Row(Place("", 2), {"year": FiscalYear(2568)}, places={"bids": place}, bids=(bid,))
    assert [fault.place for fault in misfits([row])] == [place]


def test_a_year_without_published_contracts_has_no_files(client: Client, office: Any, people: Any):
    ContractDraft(created_by=people.alice)
    for kind in ("csv", "xlsx", "json"):
        assert client.get(f"{ROOT}.{kind}").status_code == 404
