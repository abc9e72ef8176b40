"""Pages of procurement: a year, a contract, the plan, announcements, corrections, and their files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.attachments import store_made, store_upload
from portal.fiscal import FiscalYear
from portal.uploads.citizen_ids import check_digit
from procurement.actions import confirm_import, open_import, publish_import, submit_import
from procurement.models import (
    Announcement,
    Bid,
    Contract,
    ContractDocument,
    Correction,
    LegalGroup,
    PlanDocument,
    PlanItem,
    RegisterImport,
)
from procurement.views.contract_page import remarks
from tests.egp_files import egp_csv
from tests.makers import AnnouncementDraft, ContractDraft, PlanDraft, csv_file, published, words
from tests.stage import ask

pytestmark = pytest.mark.django_db
PROJECT = "66010000099"
COMPANY = "099999900002" + check_digit("099999900002")
YEARS_PAGES = ("year", "plan", "announcements", "corrections")


@pytest.fixture(autouse=True)
def _office(office: Any) -> None:
    """Every page names the office."""


@pytest.fixture
def make(people: Any) -> Any:
    """`make(Maker, …)` is a published record."""
    return lambda maker, **facts: published(maker(created_by=people.alice, **facts), people)


def page(client: Any, address: str) -> str:
    answer = ask(client, address)
    assert answer.status == 200, (address, answer.status)
    return words(answer.body)


def at(route: str, *args: Any, **query: Any) -> str:
    return reverse(f"procurement:{route}", args=args, query=query or None)


def correct(record: Any, people: Any, reason: str, **facts: Any) -> Any:
    """The record with facts corrected after publication."""
    copy = record.revise(by=people.alice)
    for name, value in facts.items():
        setattr(copy, name, value)
    copy.save()
    copy.submit(by=people.alice)
    return copy.publish(by=people.bob, reason=reason)


def copies(record: Any, times: int, **changes: Any) -> None:
    """As many rows like a published one beside it."""
    kind = type(record)
    values = {
        at.attname: getattr(record, at.attname) for at in kind._meta.concrete_fields if not at.primary_key
    }
    if kind is Contract:
        kind.objects.bulk_create(kind(**values | changes | {"ordinal": n}) for n in range(2, times + 2))
    else:
        kind.objects.bulk_create(kind(**values | changes) for _ in range(times))


# ── which years there are ────────────────────────────────────────────────────
def test_the_newest_year_with_anything_published_is_the_first_page(client, make, people):
    assert client.get(at("latest")).status_code == 404
    make(ContractDraft, year=2566)
    make(PlanDraft, year=2567)
    AnnouncementDraft(created_by=people.alice, year=2568)
    assert client.get(at("latest")).headers["Location"] == at("year", 2567)
    assert {name: client.get(at(name, 2568)).status_code for name in YEARS_PAGES} == dict.fromkeys(
        YEARS_PAGES, 404
    )
    for name in YEARS_PAGES:
        assert at(name, 2567) in ask(client, at(name, 2567)).text, "every page of a known year answers"


# ── the overview ─────────────────────────────────────────────────────────────
def test_the_overview_tells_the_sums_and_links_to_every_list(client, make):
    make(ContractDraft, agreed_price="1234.50", budget="2000")
    make(ContractDraft, agreed_price="765.25", method="e_bidding", contract_number="2", budget="1000")
    make(ContractDraft, signed_on=None, agreed_price=None, contract_number="3")
    make(ContractDraft, stated_progress="cancelled", contract_number="4")
    shown = page(client, at("year", 2566))
    assert "สัญญาที่ลงนามแล้ว 2 สัญญา รวม 1,999.75 บาท" in shown
    assert "นอกจากนี้มีรายการที่ยังไม่ลงนาม 1 รายการ และรายการที่ยกเลิก 1 รายการ" in shown
    assert "ปีนี้ไม่มีสัญญาที่มีวงเงินหรือราคาเกิน 500,000 บาท" in shown
    assert "วงเงินงบประมาณรวม 3,000.00 บาท" in shown
    assert "เมษายน 2566" in shown, "months without contracts are shown"
    assert "ยังไม่แสดง เพราะมี 2 สัญญา น้อยกว่า 10 สัญญา" in shown
    source = ask(client, at("year", 2566)).text
    for name in (
        "contracts",
        "plan",
        "announcements",
        "corrections",
        "monthly",
        "figures_csv",
        "summary_xlsx",
    ):
        assert f'href="{at(name, 2566)}"' in source, name
    assert f'href="{at("official_form", 2567, "o17")}"' in source, "ITA-o17 of 2567 speaks of 2566"
    assert at("official_form", 2567, "o16") not in source


def test_the_title_of_a_chart_of_value_speaks_of_value(client, make):
    for number in range(3):
        make(ContractDraft, agreed_price="100", contract_number=f"{number}/2566")
    make(ContractDraft, agreed_price="700", method="e_bidding", contract_number="9/2566")
    shown = page(client, at("year", 2566))
    assert "มูลค่ามากที่สุดอยู่ที่วิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding) ร้อยละ 70 ของมูลค่าทั้งปี" in shown
    assert "ของจำนวนสัญญา" not in shown


def test_nothing_is_said_to_be_small_where_one_contract_is_large(client, make):
    make(ContractDraft)
    make(ContractDraft, contract_number="2", budget="500000.01")
    assert "ไม่มีสัญญาที่มีวงเงินหรือราคาเกิน" not in page(client, at("year", 2566))


def test_indicators_say_their_rule_their_n_and_what_they_do_not_mean(client, make):
    for number in range(11):
        make(ContractDraft, contract_number=f"{number}", supplier_name=f"ร้านที่ {number}")
    shown = page(client, at("year", 2566))
    assert "ร้อยละ 100.00" in shown
    assert "วิธีคิด" in shown
    assert "(คิดจาก 11 สัญญา)" in shown
    assert "ไม่ใช่คะแนนและไม่ใช่คำตัดสิน" in shown
    assert "ค่านี้ไม่ได้บอกว่าการจัดซื้อถูกหรือผิด" in shown


def test_the_file_of_the_overview_has_the_numbers_of_the_page(client, make):
    make(ContractDraft, agreed_price="1234.50")
    make(ContractDraft, agreed_price="0.25", contract_number="2", signed_on=dt.date(2023, 9, 1))
    answer = ask(client, at("figures_csv", 2566))
    assert answer.body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    by_month = [row for row in rows if row["หมวด"] == "ตามเดือนที่ลงนาม"]
    assert len(by_month) == 12
    assert [(row["รายการ"], row["มูลค่า (บาท)"]) for row in by_month if row["จำนวนสัญญา"] != "0"] == [
        ("มกราคม 2566", "1234.50"),
        ("กันยายน 2566", "0.25"),
    ]
    assert (rows[0]["จำนวนสัญญา"], rows[0]["มูลค่า (บาท)"]) == ("2", "1234.75")


def test_a_year_with_a_plan_alone_says_that_there_are_no_contracts_yet(client, make):
    make(PlanDraft)
    shown = page(client, at("year", 2566))
    assert "ยังไม่มีสัญญาที่เผยแพร่ในปีนี้" in shown
    assert "ตัวบ่งชี้" not in shown


# ── a contract ───────────────────────────────────────────────────────────────
def test_a_contract_tells_all_that_is_known_of_it(client, make, people):
    plan = make(PlanDraft, project_number=PROJECT, announced_on=dt.date(2022, 10, 20))
    invitation = make(AnnouncementDraft, closes_on=dt.date(2022, 12, 29))
    draft = ContractDraft(
        created_by=people.alice,
        project_number=PROJECT,
        supplier_name="บริษัท สมมุติ จำกัด",
        tax_id=COMPANY,
        agreed_price="12500.00",
        reference_price="12000.00",
        reason="เสนอราคาต่ำสุด",
        stated_progress="active",
    )
    draft.source_words = {"stated_progress": "ระหว่างดำเนินการ"}
    stored = store_made(b"x", name="งบ66.csv", kind="csv", content_type="text/csv", by=people.alice)
    draft.source = RegisterImport.objects.create(
        source=stored,
        layout="egp_csv",
        owner_group=draft.owner_group,
        created_by=people.alice,
        confirmed_at=timezone.now(),
        as_of=dt.date(2023, 9, 30),
    )
    draft.source_place = "แถว 12"
    draft.save()
    Bid.objects.create(contract=draft, name="บริษัท สมมุติ จำกัด", price="12500", tax_id=COMPANY)
    Bid.objects.create(contract=draft, name="นายสาธิต ตัวอย่าง", price="12999.99", tax_id="3101200123451")
    ContractDocument.objects.create(
        owner=draft, title="สาระสำคัญในสัญญา", current=store_upload(csv_file(), by=people.alice)
    )
    contract = published(draft, people)
    sibling = make(ContractDraft, project_number=PROJECT, contract_number="99/2566", agreed_price="500")

    shown = page(client, contract.get_absolute_url())
    source = ask(client, contract.get_absolute_url()).text

    assert "สิ้นสุดระยะสัญญา" in shown
    assert "แหล่งข้อมูลเขียนว่า “ระหว่างดำเนินการ”" in shown
    assert "ราคาที่ตกลงรวมทุกสัญญาของโครงการ 13,000.00 บาท สูงกว่าราคากลาง 1,000.00 บาท (ร้อยละ 8.33)" in shown
    assert COMPANY in shown
    assert "310120012xxxx" in shown
    assert "3101200123451" not in shown, "a citizen's number is masked"
    assert "12,999.99" in shown
    assert "เหตุผลที่คัดเลือกโดยสรุป" in shown
    assert "งบ66.csv" in shown
    assert "แถว 12" in shown
    assert stored.sha256 in shown
    for address in (plan.get_absolute_url(), invitation.get_absolute_url(), sibling.get_absolute_url()):
        assert f'href="{address}"' in source
    days = re.findall(r'<time datetime="([0-9-]+)">', source.split('class="timeline"')[1].split("</ol>")[0])
    assert days == ["2023-01-31", "2023-01-16", "2022-12-15", "2022-10-20"], "newest first"
    assert "ข้อมูล ณ วันที่ 30 กันยายน 2566" in shown


def test_a_price_below_the_reference_price_is_said_as_plainly_as_one_above(client, make):
    below = make(ContractDraft, reference_price="200", agreed_price="150")
    equal = make(ContractDraft, reference_price="200", agreed_price="200", contract_number="2")
    unknown = make(ContractDraft, reference_price=None, agreed_price="200", contract_number="3")
    assert "ราคาที่ตกลงต่ำกว่าราคากลาง 50.00 บาท (ร้อยละ 25.00)" in page(client, below.get_absolute_url())
    assert "ราคาที่ตกลงเท่ากับราคากลาง" in page(client, equal.get_absolute_url())
    last = page(client, unknown.get_absolute_url())
    assert "ไม่มีข้อมูล" in last
    assert "ราคากลาง " not in last.split("ราคาที่ตกลงซื้อหรือจ้าง")[1]


def test_a_contract_answers_only_under_its_own_year_and_while_it_is_public(client, make, people):
    contract = make(ContractDraft)
    copy = contract.revise(by=people.alice)
    assert client.get(at("contract", 2566, copy.pk)).status_code == 404
    contract.withdraw(by=people.bob, reason="ซ้ำกับรายการอื่น")
    assert client.get(contract.get_absolute_url()).status_code == 404


def test_where_a_record_was_withdrawn_the_way_to_the_reason_stands_and_nothing_of_it(client, make, people):
    contract = correct(make(ContractDraft), people, "ลงปีผิด", year=2567)
    notice = make(AnnouncementDraft, project_number="66010000077")
    for record, kind in ((contract, "สัญญาจัดซื้อจัดจ้าง"), (notice, "ประกาศจัดซื้อจัดจ้าง")):
        record.refresh_from_db()
        record.withdraw(by=people.bob, reason="ซ้ำกับรายการอื่น")
        type(record).objects.filter(pk=record.pk).update(title="ชื่อที่แก้หลังถอน", year=2568)
        answer = client.get(record.get_absolute_url())
        shown = answer.content.decode()
        assert answer.status_code == 404
        assert f"{kind}นี้ถูกถอนออกแล้ว" in shown
        assert f'href="{at("corrections", record.year)}"' in shown
        for unsaid in (record.title, "ชื่อที่แก้หลังถอน", "2568", record.project_number):
            assert unsaid not in shown
    assert client.get(at("corrections", 2567)).status_code == 200
    draft = ContractDraft(created_by=people.alice)
    assert "ถูกถอนออกแล้ว" not in client.get(draft.get_absolute_url()).content.decode()


def test_the_address_of_a_contract_leads_to_its_corrected_year(client, make, people, signed_in):
    contract = make(ContractDraft, year=2566, legal_group=LegalGroup.CONSULT)
    copy = contract.revise(by=people.alice)
    copy.year = FiscalYear(2567)
    copy.save()
    preview = f"{at('contract', 2566, contract.pk)}?preview={copy.pk}"
    assert signed_in(people.bob).get(preview).status_code == 404, "what is not public has one address"
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="แก้ปีงบประมาณ")
    answer = client.get(at("contract", 2566, contract.pk))
    assert (answer.status_code, answer["Location"]) == (301, at("contract", 2567, contract.pk))
    shown = page(client, answer["Location"])
    assert "กลุ่มวิธีในระบบ e-GPงานจ้างที่ปรึกษา" in "".join(shown.splitlines())
    contract.refresh_from_db()
    contract.withdraw(by=people.bob, reason="ซ้ำกับรายการอื่น")
    assert client.get(at("contract", 2566, contract.pk)).status_code == 404


def test_staff_see_the_draft_and_the_working_copy_in_a_preview(client, make, people, signed_in):
    contract = make(ContractDraft)
    copy = contract.revise(by=people.alice)
    copy.title = "ซื้อวัสดุสำนักงาน ฉบับแก้ไข"
    copy.save()
    assert client.get(copy.get_preview_url()).status_code == 404
    staff = signed_in(people.bob)
    shown = page(staff, copy.get_preview_url())
    assert "ฉบับแก้ไข" in shown
    assert "ตัวอย่าง ยังไม่เผยแพร่" in shown
    assert "สัญญาอื่นของโครงการเดียวกัน" not in shown, "a record is no sibling of its own copy"
    notice = AnnouncementDraft(created_by=people.alice, title="ประกวดราคาที่ยังไม่เผยแพร่")
    assert "ประกวดราคาที่ยังไม่เผยแพร่" in page(staff, notice.get_preview_url())


def test_what_was_corrected_is_not_said_to_be_as_the_source_has_it():
    contract = Contract(agreed_price=1200, reference_price=1000, contract_value=1100)
    assert " ".join(remarks(contract)).count("ตามแหล่งข้อมูล") == 2
    label = str(Contract._meta.get_field("agreed_price").verbose_name)
    assert "แหล่งข้อมูล" not in " ".join(remarks(contract, corrected={label}))


# ── corrections ──────────────────────────────────────────────────────────────
def test_a_correction_is_told_with_what_when_and_why(client, make, people):
    contract = correct(
        make(ContractDraft), people, "พิมพ์ราคาผิด", agreed_price="11000.00", contract_number="2/2566"
    )
    plan = correct(make(PlanDraft), people, "ปรับแผนครั้งที่ 1", budget="700000")
    everywhere = page(client, at("corrections", 2566))
    for said in ("พิมพ์ราคาผิด", "11,500.50", "11,000.00", "ปรับแผนครั้งที่ 1", "650,000.00", "700,000.00"):
        assert said in everywhere
    source = ask(client, at("corrections", 2566)).text
    assert f'href="{contract.get_absolute_url()}"' in source
    assert f'href="{plan.get_absolute_url()}"' in source
    assert source.count("พิมพ์ราคาผิด") == 1, "what was changed at once is told at once"
    own = page(client, contract.get_absolute_url())
    assert "11,500.50" in own
    assert "พิมพ์ราคาผิด" in own
    assert "ปรับแผนครั้งที่ 1" not in own


def test_a_withdrawn_record_is_named_with_the_reason_but_its_facts_are_told_no_more(client, make, people):
    contract = correct(make(ContractDraft), people, "แก้ชื่อ", supplier_name="นางลับ เฉพาะ")
    make(PlanDraft)
    contract.withdraw(by=people.bob, reason="เปิดเผยข้อมูลส่วนบุคคล")
    shown = page(client, at("corrections", 2566))
    assert "ถอนออกจากการเผยแพร่" in shown
    assert "เปิดเผยข้อมูลส่วนบุคคล" in shown
    assert "นางลับ เฉพาะ" not in shown
    assert "รายการนี้ถอนออกแล้ว จึงไม่แสดงข้อมูลที่แก้ไข" in shown
    assert f'href="{contract.get_absolute_url()}"' not in ask(client, at("corrections", 2566)).text


def test_a_record_withdrawn_before_its_day_is_never_named(client, make, people):
    make(PlanDraft)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    for maker in (ContractDraft, PlanDraft, AnnouncementDraft):
        record = maker(created_by=people.alice, title="เรื่องที่ยังไม่ถึงวัน")
        record.submit(by=people.alice)
        record.publish(by=people.bob, at=tomorrow)
        record.withdraw(by=people.bob, reason="เปลี่ยนใจ")
    assert not Correction.objects.exists()
    assert "เปลี่ยนใจ" not in page(client, at("corrections", 2566))


def test_corrections_come_in_pages_and_no_other_page_number_answers(client, make, people):
    contract = correct(make(ContractDraft), people, "ครั้งแรก", agreed_price="11000.00")
    row = contract.corrections.get()
    Correction.objects.bulk_create(
        Correction(
            contract=contract, year=2566, by=row.by, subject=row.subject, field="ราคากลาง (บาท)",
            before=str(n), after="x", reason=f"ครั้งที่ {n}",
        )
        for n in range(40)
    )  # fmt: skip
    assert "ครั้งแรก" not in page(client, at("corrections", 2566))
    assert "ครั้งแรก" in page(client, at("corrections", 2566, page=3))
    assert f'<a class="more" href="{at("year", 2566)}"' in ask(client, at("corrections", 2566)).text
    for wrong in ("0", "4", "x", "-1", "๑", "9" * 30):
        assert client.get(at("corrections", 2566, page=wrong)).status_code == 404, wrong


# ── the plan ─────────────────────────────────────────────────────────────────
def test_the_plan_has_its_sum_and_what_has_become_of_each_item(client, make, people):
    item = PlanDraft(created_by=people.alice, project_number=PROJECT, plan_number="P66100001234")
    PlanDocument.objects.create(
        owner=item, title="ประกาศแผนประจำปี", current=store_upload(csv_file(), by=people.alice)
    )
    item = published(item, people)
    make(PlanDraft, title="ซื้อรถยนต์ราชการ", budget="1200000.25")
    invitation = make(AnnouncementDraft)
    contract = make(ContractDraft, project_number=PROJECT)
    source = ask(client, at("plan", 2566)).text
    shown = page(client, at("plan", 2566))
    assert "2 โครงการ รวม 1,850,000.25 บาท" in shown
    assert "เริ่มแล้ว 1 โครงการ" in shown
    assert f'id="plan-{item.pk}"' in source
    assert "ธันวาคม 2565" in shown
    assert "ประกาศแผนประจำปี" in shown
    for one in (invitation, contract):
        assert f'href="{one.get_absolute_url()}"' in source


def test_a_preview_shows_the_row_of_the_plan_in_its_place(make, people, signed_in, client):
    first, last = make(PlanDraft, title="รายการแรก"), make(PlanDraft, title="รายการท้าย")
    copy = first.revise(by=people.alice)
    copy.title, copy.budget = "รายการแรกที่ปรับแล้ว", "1.00"
    copy.save()
    shown = page(signed_in(people.bob), copy.get_preview_url())
    assert "รายการแรกที่ปรับแล้ว" in shown
    assert "รายการท้าย" in shown
    assert "2 โครงการ รวม 650,001.00 บาท" in shown, "the item itself gives way to its copy"
    assert client.get(copy.get_preview_url()).status_code == 404
    assert last.is_published


# ── announcements ────────────────────────────────────────────────────────────
def test_announcements_that_can_be_answered_come_first_until_another_takes_their_place(client, make):
    today = timezone.localdate()
    soon, later = today + dt.timedelta(days=3), today + dt.timedelta(days=9)
    began = today - dt.timedelta(days=20)
    make(
        AnnouncementDraft, title="ล่าสุดแต่ไม่เปิดรับ", kind="W0", announced_on=today, project_number="66010000001"
    )
    make(
        AnnouncementDraft,
        title="เปิดถึงวันหลัง",
        announced_on=began,
        closes_on=later,
        project_number="66010000002",
    )
    make(
        AnnouncementDraft,
        title="เปิดถึงวันก่อน",
        announced_on=began,
        closes_on=soon,
        project_number="66010000003",
    )
    make(AnnouncementDraft, title="ถูกยกเลิก", announced_on=began, closes_on=soon, project_number="66010000004")
    make(
        AnnouncementDraft, title="ตัวยกเลิก", kind="D1",
        announced_on=began + dt.timedelta(days=2), project_number="66010000004",
    )  # fmt: skip
    make(
        AnnouncementDraft, title="หมดเวลาแล้ว", announced_on=began,
        closes_on=today - dt.timedelta(days=1), project_number="66010000005",
    )  # fmt: skip
    source = ask(client, at("announcements", 2566)).text
    titles = re.findall(r'row-title"><a href="[^"]+">([^<]+)', source)
    assert titles[:3] == ["เปิดถึงวันก่อน", "เปิดถึงวันหลัง", "ล่าสุดแต่ไม่เปิดรับ"]
    assert source.count("เปิดรับข้อเสนอ") == 2
    shown = words(source.encode())
    assert shown.count("ไม่เปิดรับแล้ว มีประกาศฉบับหลัง") == 1, "the cancelled one has its day before it"
    assert len(re.findall("(?<!เ)ปิดรับแล้ว", shown)) == 1
    assert shown.count("เสนอราคาได้ถึง") == 4
    over = Announcement.objects.get(title="หมดเวลาแล้ว")
    assert "ปิดรับแล้ว" in page(client, over.get_absolute_url())


def test_announcements_are_found_however_their_words_are_typed(client, make):
    make(AnnouncementDraft, title="จ้างทำน้ําดื่ม  รอบที่ ๒", summary="ส่งมอบ WATER 600 ขวด")
    make(AnnouncementDraft, title="ซื้อโต๊ะ", project_number="66010000777")
    typed = {"รอบที่ 2": "จ้างทำ", "น้ำดื่ม": "จ้างทำ", "water ๖๐๐": "จ้างทำ", "๖๖๐๑๐๐๐๐๗๗๗": "ซื้อโต๊ะ"}
    for words_typed, title in typed.items():
        shown = page(client, at("announcements", 2566, q=words_typed))
        assert "พบ 1 ฉบับ" in shown, words_typed
        assert title in shown


def test_announcements_are_filtered_by_kind_and_words_on_the_page_and_in_the_files(client, make):
    make(AnnouncementDraft, title="ประกวดราคาซื้อโต๊ะ")
    make(AnnouncementDraft, title="ราคากลางโต๊ะ", kind="15", amount="95000.50")
    make(AnnouncementDraft, title="ราคากลางเก้าอี้", kind="15", project_number="66010000777")
    asked = {"kind": "15", "q": "โต๊ะ"}
    shown = page(client, at("announcements", 2566, **asked))
    assert "พบ 1 ฉบับ" in shown
    assert "ราคากลางโต๊ะ" in shown
    assert "ประกวดราคาซื้อโต๊ะ" not in shown
    source = ask(client, at("announcements", 2566, **asked)).text
    for kind in ("csv", "xlsx", "json"):
        assert (
            at(f"announcements_{kind}", 2566, **dict(reversed(asked.items()))).replace("&", "&amp;") in source
        )
    whole = json.loads(ask(client, at("announcements_json", 2566, **asked)).body)
    assert [(one["title"], one["amount"], one["announced_on"]) for one in whole["items"]] == [
        ("ราคากลางโต๊ะ", 95000.5, "2022-12-15")
    ]
    assert "พบ 1 ฉบับ" in page(client, at("announcements", 2566, q="66010000777"))
    assert "ไม่พบประกาศที่ตรงกับตัวกรอง" in page(client, at("announcements", 2566, q="ไม่มีคำนี้"))


@pytest.mark.parametrize(
    "query",
    [
        "kind=ZZ",
        "kind=15&kind=D0",
        "q=" + "ก" * 201,
        "q=%25_%27%22%3C",
        "kind[]=1",
        "q=%F0%9F%98%80",
        "page=1&x=1",
    ],
)
def test_a_strange_query_is_a_page_that_says_what_it_did(client, make, query):
    make(AnnouncementDraft)
    answer = ask(client, f"{at('announcements', 2566)}?{query}")
    assert answer.status == 200
    assert "พบ" in words(answer.body)


@pytest.mark.parametrize(
    "query", ["page=0", "page=2", "page=x", "page=", "page=1e3", "preview=1", "preview=x"]
)
def test_a_page_that_is_not_there_is_not_found(client, make, query):
    notice = make(AnnouncementDraft)
    address = at("announcements", 2566) if "page" in query else notice.get_absolute_url()
    assert client.get(f"{address}?{query}").status_code == 404


def test_an_announcement_leads_to_the_rest_of_its_project(client, make, people):
    notice = make(AnnouncementDraft, closes_on=dt.date(2022, 12, 29), amount="650000")
    price = make(AnnouncementDraft, kind="15", announced_on=dt.date(2022, 12, 1))
    contract, plan = make(ContractDraft, project_number=PROJECT), make(PlanDraft, project_number=PROJECT)
    elsewhere = make(AnnouncementDraft, project_number="66010000123", title="โครงการอื่น")
    source = ask(client, notice.get_absolute_url()).text
    for one in (price, contract, plan):
        assert f'href="{one.get_absolute_url()}"' in source
    assert f'href="{elsewhere.get_absolute_url()}"' not in source
    shown = page(client, notice.get_absolute_url())
    assert "เสนอราคาได้ถึง" in shown
    assert "29 ธันวาคม 2565" in shown
    assert "650,000.00 บาท" in shown
    assert "ปิดรับแล้ว" in shown.replace("เปิดรับแล้ว", "")


def test_the_feed_holds_the_newest_announcements_with_whole_addresses(client, make, people):
    notice = make(AnnouncementDraft, title="ประกวดราคา & <ทดลอง>", closes_on=dt.date(2022, 12, 29))
    AnnouncementDraft(created_by=people.alice, title="ยังเป็นร่าง")
    answer = ask(client, at("announcements_feed"))
    assert answer.kind == "application/rss+xml"
    items = ElementTree.fromstring(answer.body).findall("./channel/item")  # our own answer
    assert [item.findtext("title") for item in items] == ["ประกาศเชิญชวน: ประกวดราคา & <ทดลอง>"]
    assert items[0].findtext("link") == f"http://testserver{notice.get_absolute_url()}"
    assert "29\xa0ธันวาคม\xa02565" in str(items[0].findtext("description"))


# ── files ────────────────────────────────────────────────────────────────────
def test_the_plan_and_announcements_open_as_spreadsheets_with_real_numbers_and_dates(client, make):
    make(PlanDraft, title="=1+1", announced_on=dt.date(2022, 10, 20))
    make(AnnouncementDraft, amount="650000.75")
    book = load_workbook(io.BytesIO(ask(client, at("plan_xlsx", 2566)).body))
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    facts = dict(zip(rows[0], rows[1], strict=True))
    assert facts["ชื่อโครงการ"] == "=1+1"
    assert facts["งบประมาณโครงการ (บาท)"] == 650000
    assert facts["วันที่ประกาศแผน"] == dt.datetime(2022, 10, 20)
    cells = {cell.value: cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert cells["=1+1"] == "s", "text that looks like a formula is text"
    book = load_workbook(io.BytesIO(ask(client, at("announcements_xlsx", 2566)).body))
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    facts = dict(zip(rows[0], rows[1], strict=True))
    assert facts["จำนวนเงิน (บาท)"] == 650000.75
    assert facts["เลขที่โครงการในระบบ e-GP"] == PROJECT
    text = ask(client, at("plan_csv", 2566)).body.decode("utf-8-sig")
    assert "'=1+1" in text
    whole = json.loads(ask(client, at("plan_json", 2566)).body)
    assert whole["items"][0]["expected_month"] == "2022-12"
    assert set(whole["items"][0]) == set(whole["fields"])


def test_the_same_records_give_the_same_bytes_and_are_not_sent_twice(client, make):
    make(PlanDraft)
    make(AnnouncementDraft)
    for name in ("plan", "announcements"):
        for kind in ("csv", "xlsx", "json"):
            first, second = (ask(client, at(f"{name}_{kind}", 2566)) for _ in range(2))
            assert first.body == second.body
            again = ask(client, first.address, headers={"If-None-Match": first.headers["ETag"]})
            assert (again.status, again.body) == (304, b"")


# ── cost and search ──────────────────────────────────────────────────────────
def test_every_page_needs_the_same_few_queries_for_few_rows_and_thousands(client, make, people):
    item = make(PlanDraft, project_number=PROJECT)
    notice = make(AnnouncementDraft)
    contract = correct(make(ContractDraft, project_number=PROJECT), people, "แก้", agreed_price="1")
    addresses = [
        at("year", 2566),
        at("plan", 2566),
        at("announcements", 2566),
        at("corrections", 2566),
        at("figures_csv", 2566),
        at("plan_csv", 2566),
        at("announcements_csv", 2566),
        at("announcements_feed"),
        contract.get_absolute_url(),
        notice.get_absolute_url(),
    ]

    def queries() -> dict[str, int]:
        found = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as counted:
                assert ask(client, address).status == 200
            found[address] = len(counted)
        return found

    few = queries()
    for record, times in ((item, 200), (notice, 2000), (contract, 2000)):
        copies(record, times)
    row = contract.corrections.get()
    row.pk = None
    Correction.objects.bulk_create(
        Correction(contract=contract, year=2566, by=row.by, subject="x", field="y", reason="z")
        for _ in range(2000)
    )
    assert queries() == few
    assert max(few.values()) <= 12, few


@pytest.mark.parametrize("asked", ["จัดซื้อจัดจ้าง", "สัญญา", "แผนจัดซื้อ", "ราคากลาง", "สขร.1"])
def test_the_search_leads_to_procurement_once_there_is_something(client, make, asked):
    address = reverse("portal:search", query={"q": asked})
    link = f'href="{at("latest")}"'
    before = ask(client, address).text.split("<main")[1].split("</main>")[0]
    assert link not in before
    make(PlanDraft)
    assert link in ask(client, address).text.split("<main")[1].split("</main>")[0]


def test_records_are_found_by_their_numbers_and_names(client, make):
    contract = make(ContractDraft, title="จ้างทาสีอาคารอเนกประสงค์", supplier_name="ร้านสีสมมุติ")
    item = make(PlanDraft, title="ซื้อรถตู้โดยสาร")
    notice = make(AnnouncementDraft, title="ประกวดราคาปรับปรุงหลังคา")
    for asked, one in (("ร้านสีสมมุติ", contract), ("รถตู้โดยสาร", item), ("ปรับปรุงหลังคา", notice)):
        found = ask(client, reverse("portal:search", query={"q": asked})).text
        assert f'href="{one.get_absolute_url()}"' in found, asked
    assert (Contract, PlanItem, Announcement) == (type(contract), type(item), type(notice))


def test_what_another_office_bought_is_never_said_to_be_ours(client, people, office):
    other = "สำนักงานศึกษาธิการจังหวัดตาก"
    content = egp_csv({}, {"project": "67129000002", "office": other, "title": "จ้างทำป้าย"})
    batch, _ = open_import(
        by=people.grace,
        content=content,
        name="egp.csv",
        owner_group=people.grace.work_groups.get(),
        all_offices=True,
        expense_type="investment",
    )
    submit_import(by=people.grace, batch=confirm_import(by=people.grace, batch=batch))
    publish_import(by=people.bob, batch=batch)
    ours, theirs = Contract.objects.order_by("project_number")
    assert (ours.other_office, theirs.other_office) == ("", other)
    named = {contract: other in page(client, contract.get_absolute_url()) for contract in (ours, theirs)}
    assert named == {ours: False, theirs: True}
    assert page(client, at("contracts", 2568)).count(f"จัดซื้อโดย{other}") == 1
    assert page(client, "/procurement/2568/monthly/2568-01/").count(f"จัดซื้อโดย{other}") == 1
    table = json.loads(ask(client, f"{at('contracts_json', 2568)}?sort=signed").body)
    assert {row["project_number"]: row["office"] for row in table["contracts"]} == {
        ours.project_number: office.name,
        theirs.project_number: other,
    }
    rows = list(
        load_workbook(io.BytesIO(ask(client, "/procurement/2568/ita-o12.xlsx").body)).worksheets[1].values
    )
    titles = list(rows[0])
    facts = [[row[titles.index(title)] for title in ("ชื่อหน่วยงาน", "จังหวัด")] for row in rows[1:3]]
    assert facts == [[office.name, office.province], [other, None]]
    for name in ("monthly/2568-01", "summary", "ita-o12"):
        book = load_workbook(io.BytesIO(ask(client, f"/procurement/2568/{name}.xlsx").body))
        said = [str(row[0]) for row in book.worksheets[0].iter_rows(max_row=6, values_only=True)]
        assert any(f"{office.name} และหน่วยงานอื่นในทะเบียน" in line for line in said), name
        assert office.name not in said, name
    releases = json.loads(ask(client, at("ocds", 2568)).body)["releases"]
    assert {release["tender"]["procuringEntity"]["name"] for release in releases} == {office.name, other}
    assert all(release["buyer"]["id"] in {one["id"] for one in release["parties"]} for release in releases)
