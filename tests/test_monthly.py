"""Monthly summaries (แบบ สขร.1) and the yearly summary: their pages, and their workbooks opened cell by cell."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from portal.fiscal import FiscalYear
from procurement.actions import confirm_import, open_import, publish_import, submit_import
from procurement.figures import months
from procurement.layouts import MONTHLY
from procurement.models import Bid, Contract, Layout, RegisterImport
from procurement.months import Knowledge, last_day, months_of
from procurement.register_reader import read_register
from tests.egp_files import egp_csv
from tests.makers import ContractDraft, csv_file, fetch, published, words

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2566)
NOTHING = "ไม่มีการจัดซื้อจัดจ้าง"
MONTHLY_TITLES = [column.title for column in MONTHLY]


@pytest.fixture(autouse=True)
def _office(office: Any) -> None:
    """The office has a name."""


def contract(people: Any, day: dt.date | None, **facts: Any) -> Contract:
    """A published contract signed on that day."""
    facts = {"year": 2566, "ends_on": None, "signed_on": day} | facts
    bids = facts.pop("bids", ())
    draft = ContractDraft(created_by=people.alice, **facts)
    for order, (name, price) in enumerate(bids):
        Bid.objects.create(contract=draft, order=order, name=name, price=price)
    return published(draft, people)


def imported(people: Any, as_of: dt.date) -> RegisterImport:
    """A confirmed import that speaks for the months of the year until a day."""
    from portal.attachments import store_upload  # noqa: PLC0415  # after django.setup

    return RegisterImport.objects.create(
        source=store_upload(csv_file(), by=people.alice),
        layout=Layout.REGISTER,
        owner_group=people.alice.work_groups.get(),
        as_of=as_of,
        created_by=people.alice,
        confirmed_at=timezone.now(),
        counts={"new": 1, "changed": 0},
        covers=[f"{month:%Y-%m}" for month in months(YEAR) if last_day(month) <= as_of],
    )


def page(client: Client, address: str) -> str:
    status, body = fetch(client, address)
    assert status == 200, address
    return words(body)


def workbook(client: Client, address: str) -> Workbook:
    status, body = fetch(client, address)
    assert status == 200, address
    return load_workbook(io.BytesIO(body))


# ── which month, and what is known of it ─────────────────────────────────────
def test_a_contract_belongs_to_the_month_it_was_signed_in_whatever_its_budget_year(people: Any):
    contract(people, dt.date(2022, 10, 1), agreed_price="10.25")
    contract(people, dt.date(2022, 10, 31), agreed_price="20.50", year=2565)
    contract(people, dt.date(2023, 9, 30), agreed_price="30.75")
    contract(people, dt.date(2023, 10, 1), agreed_price="1.00")
    contract(people, None, stated_progress="active")
    contract(people, dt.date(2023, 1, 5), stated_progress="cancelled")
    found = months_of(YEAR)
    assert found is not None
    assert [month.starts_on for month in found.months[:4]] == [
        dt.date(2022, 10, 1),
        dt.date(2022, 11, 1),
        dt.date(2022, 12, 1),
        dt.date(2023, 1, 1),
    ]
    assert [month.number for month in found.months] == [2] + [0] * 10 + [1]
    assert [str(month.agreed) for month in (found.months[0], found.months[11])] == ["30.75", "30.75"]
    assert (found.from_other_years, found.outside, found.undated) == (1, 1, 1)


def test_months_are_told_apart_by_what_the_register_knows(people: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timezone, "localdate", lambda *at: dt.date(2023, 5, 10))
    batch = imported(people, dt.date(2023, 3, 15))
    contract(people, dt.date(2022, 11, 3), source=batch)
    contract(people, dt.date(2023, 3, 3), source=batch)
    found = months_of(YEAR)
    assert found is not None
    bought, nothing, unknown, to_come = (
        Knowledge.BOUGHT,
        Knowledge.NOTHING,
        Knowledge.UNKNOWN,
        Knowledge.TO_COME,
    )
    assert [month.knowledge for month in found.months] == [
        *(nothing, bought, nothing, nothing, nothing, bought),
        *(unknown, unknown, to_come, to_come, to_come, to_come),
    ]
    assert [month.is_partly_known for month in found.months].index(True) == 5
    assert found.months[5].as_of == dt.date(2023, 3, 15)


def test_only_a_published_file_makes_an_empty_month_known(client: Client, people: Any, office: Any):
    group = people.grace.work_groups.get()

    def bring_in(content: bytes, name: str) -> RegisterImport:
        day = dt.date(2025, 3, 31) if name == "egp.csv" else dt.date(2025, 5, 2)
        batch, _ = open_import(by=people.grace, content=content, name=name, owner_group=group, as_of=day)
        return confirm_import(by=people.grace, batch=batch)

    def known() -> list[Knowledge]:
        found = months_of(FiscalYear(2568))
        assert found is not None
        return [month.knowledge for month in found.months[:8]]

    bought, nothing, unknown = Knowledge.BOUGHT, Knowledge.NOTHING, Knowledge.UNKNOWN
    contract(people, dt.date(2024, 11, 5), year=2568)
    batch = bring_in(egp_csv({}), "egp.csv")
    assert bring_in(egp_csv({}), "egp.csv").counts["unchanged"] == 1
    assert known() == [unknown, bought, *[unknown] * 6], "what was typed or waits for review covers nothing"
    submit_import(by=people.grace, batch=batch)
    tag = client.get("/procurement/2568/monthly.xlsx")["ETag"]
    publish_import(by=people.bob, batch=batch)
    assert known() == [nothing, bought, nothing, bought, nothing, nothing, unknown, unknown]
    report = Workbook()
    for row in (["สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน เมษายน 2568"], MONTHLY_TITLES, [None, f"- {NOTHING} -"]):
        report.active.append(row)
    content = io.BytesIO()
    report.save(content)
    before = client.get("/procurement/2568/monthly.xlsx")["ETag"]
    assert bring_in(content.getvalue(), "สขร1.xlsx").covers == ["2025-04"]
    assert known() == [nothing, bought, nothing, bought, nothing, nothing, nothing, unknown]
    assert len({tag, before, client.get("/procurement/2568/monthly.xlsx")["ETag"]}) == 3
    Contract.objects.get(signed_on=dt.date(2025, 1, 16)).withdraw(by=people.bob, reason="ผิดปี")
    assert known()[3] == unknown, "what was withdrawn may come back"


def test_a_year_with_nothing_public_has_no_months(client: Client, people: Any):
    ContractDraft(created_by=people.alice, signed_on=dt.date(2023, 1, 16))
    assert months_of(YEAR) is None
    for address in ("monthly/", "monthly/2566-01/", "monthly/2566-01.xlsx", "monthly.xlsx", "summary.xlsx"):
        assert client.get(f"/procurement/2566/{address}").status_code == 404


# ── pages ────────────────────────────────────────────────────────────────────
def test_the_page_of_a_year_shows_twelve_months_the_empty_ones_too(
    client: Client, people: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(timezone, "localdate", lambda *at: dt.date(2023, 5, 10))
    contract(
        people, dt.date(2023, 1, 16), agreed_price="11500.50", source=imported(people, dt.date(2023, 4, 30))
    )
    shown = page(client, "/procurement/2566/monthly/")
    for month in ("ตุลาคม 2565", "มกราคม 2566", "กันยายน 2566"):
        assert month in shown
    assert shown.count("ยังไม่ถึงกำหนด") == 4
    assert shown.count("ยังไม่มีข้อมูล") == 1, "May is not over"
    assert "11,500.50" in shown
    assert "ข้อมูล ณ วันที่ 30 เมษายน 2566" in shown
    assert "ไม่มีสัญญาที่มีวงเงินเกิน 500,000 บาท" in shown
    answer = client.get("/procurement/2566/monthly/").content.decode()
    assert answer.count("/procurement/2566/monthly/2566-01.xlsx") == 1
    assert "/procurement/2566/monthly/2566-06" not in answer, "a month to come has no page to go to yet"


def test_a_contract_above_half_a_million_takes_the_sentence_away(client: Client, people: Any):
    contract(people, dt.date(2023, 1, 16), budget="500000.01")
    assert "500,000" not in page(client, "/procurement/2566/monthly/")


def test_the_page_of_a_month_lists_what_was_signed_in_it(client: Client, people: Any):
    contract(people, dt.date(2023, 1, 31), title="ซื้อกระดาษ", reason="ราคาต่ำสุด")
    contract(people, dt.date(2023, 1, 2), title="จ้างซ่อมรถ", bids=[("ก", "10"), ("ข", None)])
    contract(people, dt.date(2023, 2, 1), title="ซื้อหมึกพิมพ์")
    withdrawn = contract(people, dt.date(2023, 1, 3), title="ถอนออก")
    withdrawn.withdraw(by=people.bob, reason="ซ้ำ")
    ContractDraft(created_by=people.alice, title="ฉบับร่าง", signed_on=dt.date(2023, 1, 4))
    shown = page(client, "/procurement/2566/monthly/2566-01/")
    assert shown.index("จ้างซ่อมรถ") < shown.index("ซื้อกระดาษ")
    assert "ผู้เสนอราคา 2 ราย" in shown
    assert "เหตุผล: ราคาต่ำสุด" in shown
    assert "ราคาที่ตกลงรวม 23,001.00 บาท" in shown
    for hidden in ("ซื้อหมึกพิมพ์", "ถอนออก", "ฉบับร่าง"):
        assert hidden not in shown


def test_a_month_without_a_purchase_says_so_and_a_month_to_come_does_not(client: Client, people: Any):
    contract(people, dt.date(2023, 1, 16), source=imported(people, YEAR.ends_on))
    assert NOTHING in page(client, "/procurement/2566/monthly/2565-12/")
    next_year = FiscalYear(FiscalYear.containing(timezone.localdate()) + 1)
    contract(people, next_year.starts_on, year=next_year)
    address = f"/procurement/{next_year}/monthly/{next_year}-09"
    assert NOTHING not in page(client, f"{address}/")
    assert "ยังไม่ถึงกำหนด" in page(client, f"{address}/")
    assert client.get(f"{address}.xlsx").status_code == 404


def test_the_year_leads_to_every_month_that_has_a_summary(client: Client, people: Any):
    contract(people, dt.date(2023, 1, 16), source=imported(people, dt.date(2023, 2, 28)))
    _, body = fetch(client, "/procurement/2566/")
    months_shown = re.findall(r"/procurement/2566/monthly/(\d{4}-\d\d)/", body.decode())
    assert months_shown == ["2565-10", "2565-11", "2565-12", "2566-01", "2566-02"]


@pytest.mark.parametrize(
    "month", ["2566-10", "2565-09", "2566-13", "2566-1", "2023-01", "0000-01", "9999-12"]
)
def test_a_month_that_is_not_of_the_year_is_not_there(client: Client, people: Any, month: str):
    contract(people, dt.date(2023, 1, 16))
    for end in ("/", ".xlsx"):
        assert client.get(f"/procurement/2566/monthly/{month}{end}").status_code == 404


def test_a_full_month_has_pages_and_needs_no_more_queries(
    client: Client, people: Any, django_assert_max_num_queries: Any
):
    first = contract(people, dt.date(2023, 1, 16), bids=[("ก", "10"), ("ข", "11")])
    Contract.objects.bulk_create(
        Contract(
            **{
                field.attname: getattr(first, field.attname)
                for field in Contract._meta.concrete_fields
                if field.name != "id"
            }
            | {"natural_key": str(number), "title": f"งานที่ {number}"}
        )
        for number in range(120)
    )
    with django_assert_max_num_queries(12):
        shown = page(client, "/procurement/2566/monthly/2566-01/")
    assert "แสดงรายการที่ 1–50 จาก 121" in shown
    assert "แสดงรายการที่ 101–121 จาก 121" in page(client, "/procurement/2566/monthly/2566-01/?page=3")
    assert client.get("/procurement/2566/monthly/2566-01/?page=zzz&sort=;drop").status_code == 200
    with django_assert_max_num_queries(12):
        client.get("/procurement/2566/monthly/")


# ── แบบ สขร.1 ─────────────────────────────────────────────────────────────────
def test_the_workbook_of_a_month_is_the_official_form(client: Client, people: Any):
    contract(
        people,
        dt.date(2023, 1, 17),
        title="จ้างปรับปรุงห้องประชุม",
        method="e_bidding",
        budget="650000.00",
        reference_price="640000.00",
        agreed_price="600000.25",
        supplier_name="บริษัท ก จำกัด",
        contract_number="12/2566",
        reason="เสนอราคาต่ำสุด",
        project_number="66019000001",
        bids=[("บริษัท ก จำกัด", "600000.25"), ("บริษัท ข จำกัด", "610000.00")],
    )
    contract(people, dt.date(2023, 1, 18), contract_number="")
    address = "/procurement/2566/monthly/2566-01.xlsx"
    answer = client.get(address)
    assert unquote(answer["Content-Disposition"]).endswith("สขร.1_มกราคม_2566_ศธจ.สุโขทัย.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet.title == "มกราคม 2566"
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "แบบ สขร.1",
        "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน มกราคม 2566",
        "สำนักงานศึกษาธิการจังหวัดสุโขทัย",
        "วันที่ 31 เดือน มกราคม พ.ศ. 2566",
    ]
    assert sheet["A1"].alignment.horizontal == "right"
    assert [cell.value for cell in sheet[6]] == [
        1,
        "จ้างปรับปรุงห้องประชุม",
        650000,
        640000,
        "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
        "บริษัท ก จำกัด\nเสนอราคา 600,000.25 บาท\nบริษัท ข จำกัด\nเสนอราคา 610,000.00 บาท",
        "บริษัท ก จำกัด\nราคาที่ตกลง 600,000.25 บาท",
        "เสนอราคาต่ำสุด",
        "เลขที่ 12/2566\nวันที่ 17 มกราคม 2566",
        "66019000001",
    ]
    assert [cell.data_type for cell in sheet[6]] == ["n", "s", "n", "n", *["s"] * 6]
    assert sheet["F7"].value == "ร้านสมมุติเครื่องเขียน", "who else offered is not known, and not made up"
    assert sheet["I7"].value == "วันที่ 18 มกราคม 2566"
    assert sheet.max_row == 7, "no total row"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_month_with_nothing_is_one_row_that_says_so(client: Client, people: Any):
    contract(people, dt.date(2023, 1, 17), source=imported(people, YEAR.ends_on))
    sheet = workbook(client, "/procurement/2566/monthly/2565-12.xlsx").worksheets[0]
    assert [[cell.value for cell in row if cell.value] for row in sheet.iter_rows(min_row=6)] == [[NOTHING]]


def test_a_year_is_twelve_sheets_and_says_of_months_to_come_only_that(
    client: Client, people: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(timezone, "localdate", lambda *at: dt.date(2023, 5, 10))
    contract(people, dt.date(2022, 10, 17), source=imported(people, dt.date(2023, 3, 31)))
    book = workbook(client, "/procurement/2566/monthly.xlsx")
    assert len(book.sheetnames) == 12
    assert (book.sheetnames[0], book.sheetnames[11]) == ("ตุลาคม 2565", "กันยายน 2566")
    said = {sheet.title: (sheet["A4"].value, sheet["B6"].value) for sheet in book.worksheets}
    assert said["พฤศจิกายน 2565"] == ("วันที่ 30 เดือน พฤศจิกายน พ.ศ. 2565", NOTHING)
    assert said["เมษายน 2566"] == ("(ยังไม่มีข้อมูล)", None)
    assert said["มิถุนายน 2566"] == ("(ยังไม่ถึงกำหนด)", None)


def test_the_form_is_read_back_with_its_bidders_and_empty_months(client: Client, people: Any, office: Any):
    bids = [("บริษัท ก จำกัด", "600000.25"), ("บริษัท ข จำกัด", "610000.00")]
    batch = imported(people, YEAR.ends_on)
    contract(
        people,
        dt.date(2023, 1, 17),
        agreed_price="600000.25",
        supplier_name="บริษัท ก จำกัด",
        bids=bids,
        source=batch,
    )
    contract(people, dt.date(2023, 9, 30), title="วันสุดท้าย")
    _, body = fetch(client, "/procurement/2566/monthly.xlsx")
    read = read_register(body, "sokhoro1.xlsx", office=office)
    assert (read.layout, [str(fault) for fault in read.faults]) == (Layout.MONTHLY, [])
    first, last = read.rows
    assert [(bid.name, str(bid.price)) for bid in first.bids or ()] == bids
    assert first.facts["signed_on"] == dt.date(2023, 1, 17)
    assert str(first.facts["agreed_price"]) == "600000.25"
    assert (last.facts["title"], last.facts["year"], last.bids) == ("วันสุดท้าย", 2566, None)
    assert len(read.empty_months) == 10


# ── the yearly summary ───────────────────────────────────────────────────────
def test_the_summary_counts_by_method_month_and_kind_and_against_reference_prices(
    client: Client, people: Any
):
    contract(people, dt.date(2022, 10, 3), agreed_price="100.25", reference_price="150.00", kind="buy")
    contract(people, dt.date(2022, 10, 9), agreed_price="300.75", reference_price="300.75", kind="hire")
    contract(
        people,
        dt.date(2023, 1, 9),
        agreed_price="600",
        reference_price="500",
        method="e_bidding",
        kind="hire",
    )
    contract(people, None, agreed_price=None, supplier_name="")
    book = workbook(client, "/procurement/2566/summary.xlsx")
    assert book.sheetnames == ["สรุป", "ตามวิธี", "ตามเดือน", "ตามประเภท"]

    def lines(name: str) -> dict[str, list[Any]]:
        rows = book[name].iter_rows(values_only=True)
        return {str(row[0]): list(row[1:]) for row in rows if row[0] and row[1] is not None}

    assert lines("ตามวิธี")["เฉพาะเจาะจง"] == [2, 401, 66.67, 40.06]
    assert lines("ตามวิธี")["รวม"] == [3, 1001, 100, 100]
    assert lines("ตามเดือน")["ตุลาคม 2565"][:2] == [2, 401]
    assert lines("ตามเดือน")["พฤศจิกายน 2565"][:2] == [0, 0]
    assert len(lines("ตามเดือน")) == 14, "a header, twelve months, their sum"
    assert lines("ตามประเภท")["ซื้อ"][:2] == [1, 100.25]
    told = lines("สรุป")
    assert told["สัญญาที่ลงนามแล้ว"] == [3, "สัญญา"]
    assert told["ราคาที่ตกลงซื้อหรือจ้างรวม"] == [1001, "บาท"]
    assert told["ราคากลางรวมของโครงการเหล่านั้น"] == [950.75, "บาท"]
    assert told["ราคากลางหักด้วยราคาที่ตกลง"] == [-50.25, "บาท"]
    assert told["รายการที่ยังไม่ลงนามในสัญญา"] == [1, "สัญญา"]
    said = [row[0] for row in book["สรุป"].iter_rows(values_only=True)]
    assert "ไม่มีสัญญาที่มีวงเงินเกิน 500,000 บาทในสัญญาที่ลงนามแล้วของปีงบประมาณ พ.ศ. 2566" in said
    assert said[0] == "สรุปผลการจัดซื้อจัดจ้างประจำปีงบประมาณ พ.ศ. 2566"


def test_a_large_contract_of_another_budget_year_is_no_small_one(client: Client, people: Any):
    contract(people, dt.date(2023, 11, 6), year=2567)
    address = "/procurement/2567/monthly/"
    said = "ไม่มีสัญญาที่มีวงเงินเกิน 500,000 บาทในสัญญาที่ลงนามในปีงบประมาณ พ.ศ. 2567"
    assert said in words(client.get(address).content)
    contract(people, dt.date(2023, 11, 7), year=2566, budget="900000", agreed_price="800000")
    assert "ไม่มีสัญญาที่มีวงเงินเกิน" not in words(client.get(address).content)
