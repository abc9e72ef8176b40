"""Bulk entry of every kind of column, files that cannot be read, and two people who confirm at the same time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import random
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from openpyxl import Workbook, load_workbook

from measures.authority.imports import REFERRALS
from measures.authority.models import Duty, Referral
from portal.bulk_entry import (
    BulkList,
    Plan,
    confirm_entry,
    editable,
    fields_of,
    open_entry,
    plan_entry,
    template_xlsx,
)
from portal.bulk_entry.actions import STALE
from portal.bulk_publishing import BUSY
from portal.models import BulkEntry, Holiday, WorkGroup
from portal.sheets.places import UnreadableFile
from procurement.models import PlanItem
from tests.makers import PlanDraft, ReferralDraft, published
from tests.test_attacks import at_once
from tests.test_bulk_entry import HEADINGS, LICENCE, MOVING, planning, saved, workbook

DAYS_OFF = BulkList(model=Holiday, key=("day",), fields=fields_of(Holiday, "day name is_working"))
DUTIES = BulkList(
    model=Duty,
    key=("title",),
    fields=fields_of(Duty, "title explanation legal_reference effective_on ends_on owner_group"),
    revises_published=False,
)
PLAN = BulkList(
    model=PlanItem,
    key=("year", "title"),
    fields=fields_of(PlanItem, "year title kind budget expected_on announced_on"),
)
DAY_HEADINGS = ["วันที่", "ชื่อวัน", "เป็นวันทำการ"]
DUTY_HEADINGS = [
    "หน้าที่และอำนาจ",
    "อธิบายให้ประชาชนเข้าใจ",
    "อ้างอิงกฎหมาย",
    "มีผลตั้งแต่",
    "สิ้นผลเมื่อ",
    "กลุ่มงานที่รับผิดชอบ",
]


def planned(list_: BulkList, by: Any, content: bytes, name: str = "a.xlsx") -> Plan:
    group = planning() if list_.asks_for_group else None
    return open_entry(list_, by=by, content=content, name=name, group=group)[1]


def brought_in(list_: BulkList, by: Any, content: bytes, name: str = "a.xlsx") -> Plan:
    group = planning() if list_.asks_for_group else None
    entry, plan = open_entry(list_, by=by, content=content, name=name, group=group)
    assert entry is not None, list(map(str, plan.faults))
    return confirm_entry(list_, entry, by=by, seen=plan.digest)


def told(plan: Plan) -> str:
    return "\n".join(map(str, plan.faults))


# ── what people type ─────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_days_are_read_in_the_ways_people_type_them(people: Any) -> None:
    typed = [
        dt.date(2026, 3, 1),
        dt.datetime(2569, 3, 2),
        "3/3/2569",
        "๔ มีนาคม ๒๕๖๙",
        "5 มี.ค. 69",
        "2026-03-06",
        "วันที่ 7 เดือน มีนาคม พ.ศ. 2569",
        (dt.date(2026, 3, 8) - dt.date(1899, 12, 30)).days,
    ]
    plan = brought_in(
        DAYS_OFF, people.dana, workbook(*([day, "หยุด", None] for day in typed), headings=DAY_HEADINGS)
    )
    assert plan.counts["new"] == 8
    assert sorted(Holiday.objects.values_list("day", flat=True)) == [
        dt.date(2026, 3, day) for day in range(1, 9)
    ]


@pytest.mark.django_db
def test_words_of_yes_and_no_numbers_and_choices_are_read_and_others_are_named(people: Any) -> None:
    rows = [
        ["9/3/2569", "พืชมงคล", "ใช่"],
        ["10/3/2569", "ชดเชย", "ไม่ใช่"],
        ["11/3/2569", "ชดเชย", "อาจจะ"],
        ["31/2/2569", "ชดเชย", None],
        ["9/3/69", "ชดเชย", None],
    ]
    found = told(planned(DAYS_OFF, people.dana, workbook(*rows, headings=DAY_HEADINGS)))
    assert "เซลล์ C4 (เป็นวันทำการ): อ่าน “อาจจะ” ไม่ได้ โปรดใส่ “ใช่” หรือ “ไม่ใช่”" in found
    assert "เซลล์ A5 (วันที่): ไม่มีวันที่ “31/2/2569” ในปฏิทิน" in found
    assert "เซลล์ A6 (วันที่): วันที่ “9/3/69” มีปีไม่ครบสี่หลัก" in found
    assert len(found.splitlines()) == 3
    brought_in(DAYS_OFF, people.dana, workbook(*rows[:2], headings=DAY_HEADINGS))
    assert list(Holiday.objects.order_by("day").values_list("is_working", flat=True)) == [True, False]


@pytest.mark.django_db
def test_money_years_and_choices_are_read_as_they_are_written(people: Any) -> None:
    headings = [
        "ปีงบประมาณ พ.ศ.",
        "ชื่อโครงการ",
        "ประเภท",
        "งบประมาณโครงการ (บาท)",
        "เดือนที่คาดว่าจะประกาศจัดซื้อจัดจ้าง",
    ]
    rows = [
        ["๒๕๖๙", "ซื้อวัสดุ", "ซื้อ", "12,500.50 บาท", "1/1/2569"],
        [2569, "จ้างเหมา", None, 9000, "1/2/2569"],
        [2026, "ก", "ซื้ออะไร", "สิบบาท", "1/1/2569"],
        [2569, "ข", None, -1, "1/1/2569"],
        [2569, "ค", None, 1.005, "1/1/2569"],
    ]
    found = told(planned(PLAN, people.grace, workbook(*rows, headings=headings)))
    assert "ปี 2026 เป็น ค.ศ. โปรดใส่ปีงบประมาณ พ.ศ. คือ 2569" in found
    assert "เซลล์ C4 (ประเภท): ไม่มี “ซื้ออะไร” ในรายการ" in found
    assert "เซลล์ D4 (งบประมาณโครงการ (บาท)): อ่านตัวเลข “สิบบาท” ไม่ได้" in found
    assert "เซลล์ D5 (งบประมาณโครงการ (บาท)): “-1.00” อยู่นอกขอบเขต" in found
    assert "มีทศนิยมเกิน 2 ตำแหน่ง" in found
    brought_in(PLAN, people.grace, workbook(*rows[:2], headings=headings))
    assert list(PlanItem.objects.order_by("pk").values_list("year", "kind", "budget", "expected_on")) == [
        (2569, "buy", Decimal("12500.50"), dt.date(2026, 1, 1)),
        (2569, "", Decimal(9000), dt.date(2026, 2, 1)),
    ]


@pytest.mark.django_db
def test_a_work_group_is_named_and_only_the_own_one(people: Any) -> None:
    law, begins = "คำสั่ง คสช. ที่ 19/2560", "3/4/2560"
    personnel = WorkGroup.objects.get(slug="personnel")
    rows = [
        ["แผนพัฒนา", None, law, begins, None, str(planning())],
        ["อื่น", None, law, begins, "1/4/2560", str(planning())],
        ["ของผู้อื่น", None, law, begins, None, str(personnel)],
        ["ไม่รู้จัก", None, law, begins, None, "กลุ่มงานสมมุติ"],
    ]
    found = told(planned(DUTIES, people.alice, workbook(*rows, headings=DUTY_HEADINGS)))
    assert "วันสิ้นผลต้องไม่มาก่อนวันที่มีผล" in found
    assert f"เซลล์ F4 (กลุ่มงานที่รับผิดชอบ): คุณไม่ได้อยู่ใน{personnel}" in found
    assert "เซลล์ F5 (กลุ่มงานที่รับผิดชอบ): ไม่มี “กลุ่มงานสมมุติ” ในรายการ" in found
    brought_in(DUTIES, people.alice, workbook(rows[0], headings=DUTY_HEADINGS))
    assert Duty.objects.get().owner_group == planning()


@pytest.mark.django_db
def test_a_list_may_refuse_to_change_what_is_public_and_nothing_changes_what_waits(people: Any) -> None:
    row = ["แผนพัฒนา", "ใหม่", "กฎหมาย", "3/4/2560", None, str(planning())]
    brought_in(DUTIES, people.alice, workbook(row, headings=DUTY_HEADINGS))
    duty = Duty.objects.get()
    row[1] = "ใหม่กว่า"
    duty.submit(by=people.alice)
    assert "รออนุมัติอยู่" in told(planned(DUTIES, people.alice, workbook(row, headings=DUTY_HEADINGS)))
    duty.publish(by=people.bob)
    assert "เผยแพร่แล้ว แก้ไขจากไฟล์ไม่ได้" in told(
        planned(DUTIES, people.alice, workbook(row, headings=DUTY_HEADINGS))
    )


@pytest.mark.django_db
def test_whoever_brought_a_file_is_an_author_of_what_another_person_confirms(people: Any) -> None:
    people.bob.user_permissions.set([])
    entry, plan = open_entry(
        REFERRALS, by=people.bob, content=workbook(LICENCE), name="a.xlsx", group=planning()
    )
    assert entry is not None
    confirm_entry(REFERRALS, entry, by=people.alice, seen=plan.digest)
    assert set(Referral.objects.get().authors) == {people.alice.pk, people.bob.pk}


@pytest.mark.django_db
def test_a_column_that_is_left_out_stays_as_it_is_and_an_empty_cell_empties(people: Any) -> None:
    brought_in(REFERRALS, people.alice, workbook(LICENCE))
    columns = ["หน่วยงานที่รับผิดชอบ", "โทรศัพท์", "เรื่องที่ประชาชนมักถาม"]
    brought_in(REFERRALS, people.alice, workbook(["คุรุสภา", "-", LICENCE[0]], headings=columns))
    referral = Referral.objects.get()
    assert (referral.phone, referral.address, referral.order) == ("", LICENCE[2], 1)


# ── round trip ───────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_whatever_is_in_the_records_comes_back_unchanged(people: Any) -> None:
    letters = random.Random(2569)
    pieces = [*"กำหนด น้ำ =1+1 @ - ๑๒ 12 ‘’ <b> & ฯลฯ".split(), " ", "  ", "\n", "\r\n", "\t"]

    def text(least: int) -> str:
        return "ก" + "".join(letters.choices(pieces, k=letters.randint(least, 12)))

    for number in range(40):
        Duty.objects.create(
            title=f"{text(0)}{number % 30}",
            explanation=text(3) if number % 3 else "",
            legal_reference=text(1),
            effective_on=dt.date(2017, 4, 3) + dt.timedelta(days=number * 97),
            ends_on=dt.date(2060, 1, number % 28 + 1) if number % 2 else None,
            owner_group=planning(),
            created_by=people.alice,
        )
    for number in range(20):
        budget = Decimal(letters.randrange(10**11)) / 100
        PlanDraft(created_by=people.grace, title=f"โครงการ {number}", budget=budget, kind="buy")
    published(Duty.objects.first(), people).revise(by=people.alice)
    for list_, by in ((DUTIES, people.alice), (PLAN, people.grace)):
        content = template_xlsx(list_, author="ก", created=dt.datetime(2026, 1, 1), records=list_.present())
        plan = planned(list_, by, content)
        assert told(plan) == ""
        assert plan.counts == {
            "new": 0,
            "changed": 0,
            "revised": 0,
            "unchanged": 40 if list_ is DUTIES else 20,
        }


@pytest.mark.django_db
def test_the_form_offers_choices_groups_and_real_days(people: Any) -> None:
    content = template_xlsx(PLAN, author="ก", created=dt.datetime(2026, 1, 1))
    book = load_workbook(io.BytesIO(content))
    table, options = book["แผนการจัดซื้อจัดจ้างประจำปี"], book["ตัวเลือก"]
    assert [row[0] for row in options.iter_rows(values_only=True)][:2] == ["ประเภท", "ซื้อ"]
    lists = {
        str(one.sqref)[:1]: one.formula1
        for one in table.data_validations.dataValidation
        if one.type == "list"
    }
    assert lists["C"].startswith("'ตัวเลือก'!$A$2:$A$")
    assert table["D2"].number_format == "#,##0.00"
    assert "mmmm yyyy" in table["E2"].number_format
    groups = load_workbook(io.BytesIO(template_xlsx(DUTIES, author="ก", created=dt.datetime(2026, 1, 1))))
    assert str(planning()) in [row[0] for row in groups["ตัวเลือก"].iter_rows(values_only=True)]


@pytest.mark.django_db
def test_a_filled_in_form_holds_what_one_may_change_and_says_what_has_no_room(people: Any) -> None:
    for number in range(3):
        ReferralDraft(created_by=people.alice, subject=f"เรื่อง {number}")
    assert editable(REFERRALS, people.charlie) == ([], "")
    records, note = editable(dataclasses.replace(REFERRALS, most_rows=2), people.alice)
    assert [str(record) for record in records] == ["เรื่อง 0", "เรื่อง 1"]
    assert note.startswith("แบบฟอร์มนี้มี 2 รายการ อีก 1 รายการ")
    form = template_xlsx(REFERRALS, author="ก", created=dt.datetime(2026, 1, 1), records=records, note=note)
    told = [row[0] for row in load_workbook(io.BytesIO(form))["คำอธิบาย"].iter_rows(values_only=True)]
    assert note in told


# ── files as they come ───────────────────────────────────────────────────────
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp874", ","), ("utf-8-sig", "\t")]
)
def test_csv_is_read_in_the_encodings_of_thai_offices(people: Any, encoding: str, separator: str) -> None:
    lines = [HEADINGS[:2], LICENCE[:2], MOVING[:2]]
    content = "".join(separator.join(line) + "\r\n" for line in lines).encode(encoding)
    assert brought_in(REFERRALS, people.alice, content, "a.csv").counts["new"] == 2


@pytest.mark.django_db
def test_the_table_is_found_by_its_words_wherever_it_stands(people: Any) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "สรุป"
    first.append(["จำนวนเรื่อง"])
    sheet = book.create_sheet("รายการ")
    for row in (
        ["เรื่องที่หน่วยงานอื่นรับผิดชอบ"],
        [],
        ["ที่", "โทรศัพท์", "หน่วยงานที่รับผิดชอบ *", "เรื่องที่ประชาชน มักถาม *", "ผู้กรอก"],
        [1, "๐ ๕๕๖๑", "คุรุสภา", "ใบอนุญาต", "สมหญิง"],
        [],
        [2, None, "สพป.", "ย้ายนักเรียน", None],
    ):
        sheet.append(row)
    plan = brought_in(REFERRALS, people.alice, saved(book))
    assert plan.counts["new"] == 2
    notes = " ".join(plan.notes)
    assert "มีคอลัมน์ที่ไม่อยู่ในแบบฟอร์ม จึงไม่นำเข้า: A “ที่”, E “ผู้กรอก”" in notes
    assert "ไม่ได้อ่านแผ่นงาน “สรุป”" in notes


def _with_formula(book: Workbook) -> None:
    book.worksheets[0]["E2"] = "=1+1"


def _with_hidden_row(book: Workbook) -> None:
    book.worksheets[0].row_dimensions[2].hidden = True


def _with_hidden_column(book: Workbook) -> None:
    book.worksheets[0].column_dimensions["B"].hidden = True


def _with_hidden_sheet(book: Workbook) -> None:
    book.create_sheet("ว่าง")
    book.active = 1
    book.worksheets[0].sheet_state = "hidden"


def _with_misspelt_heading(book: Workbook) -> None:
    book.worksheets[0]["D1"] = "โทรศัพย์"


def _without_needed_heading(book: Workbook) -> None:
    book.worksheets[0].delete_cols(1)


def _with_heading_twice(book: Workbook) -> None:
    book.worksheets[0]["F1"], book.worksheets[0]["F2"] = "โทรศัพท์", "02"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_with_formula, "เซลล์ E2: เซลล์นี้เป็นสูตร ไม่ใช่ค่า"),
        (_with_hidden_row, "แถว 2: แถวนี้ถูกซ่อนไว้แต่มีข้อมูล"),
        (_with_hidden_column, "คอลัมน์ B ถูกซ่อนไว้แต่มีข้อมูล"),
        (_with_hidden_sheet, "แผ่นงานนี้ถูกซ่อนไว้แต่มีข้อมูล"),
        (_with_misspelt_heading, "ไม่พบคอลัมน์ “โทรศัพท์” แต่มีคอลัมน์ D ชื่อ “โทรศัพย์”"),
        (_without_needed_heading, "ไม่พบคอลัมน์ “เรื่องที่ประชาชนมักถาม” โปรดเติมคอลัมน์นี้"),
        (_with_heading_twice, "เซลล์ F1: หัวคอลัมน์ “โทรศัพท์” ซ้ำกับคอลัมน์ D"),
    ],
)
def test_what_hides_or_loses_data_is_named_with_its_place(people: Any, spoil: Any, words: str) -> None:
    book = load_workbook(io.BytesIO(workbook(LICENCE, MOVING)))
    spoil(book)
    assert words in told(planned(REFERRALS, people.alice, saved(book)))
    assert not BulkEntry.objects.exists()


SOUND = workbook(LICENCE, MOVING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "ว่างเปล่า"),
        (b"a,b\r\n1,2\r\n", "a.xlsx", "เนื้อใน"),
        (SOUND, "a.csv", "เนื้อใน"),
        (SOUND, "a.xls", "นำเข้าได้เฉพาะ .xlsx และ .csv"),
        (SOUND[: len(SOUND) // 2], "a.xlsx", "ชำรุดหรือส่งมาไม่ครบ"),
        (workbook(["ก", "ข"], headings=["คอลัมน์หนึ่ง", "คอลัมน์สอง"]), "a.xlsx", "ไม่มีหัวตารางของรายการนี้"),
        (workbook(), "a.xlsx", "มีแต่หัวตาราง"),
        (workbook(*(["เรื่อง", "ใคร", None, None, 1] for _ in range(2001))), "a.xlsx", "ครั้งละไม่เกิน 2,000 แถว"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(people: Any, content: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        planned(REFERRALS, people.alice, content, name)
    assert words in str(refused.value)
    assert not BulkEntry.objects.exists()


# ── two people ───────────────────────────────────────────────────────────────
DONE = "ไฟล์นี้ยืนยันการนำเข้าไปแล้ว"


def _refusal(results: list[object]) -> str:
    """The one refusal among two results; an in-memory database refuses without waiting, which is said as such."""
    told = [" ".join(result.messages) for result in results if isinstance(result, ValidationError)]
    assert [isinstance(result, Plan) for result in results].count(True) == 1, results
    assert len(told) == 1, results
    return told[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_is_told_that_it_was_done(people: Any) -> None:
    entry, plan = open_entry(REFERRALS, by=people.alice, content=SOUND, name="a.xlsx", group=planning())
    assert entry is not None
    acts = [
        partial(confirm_entry, REFERRALS, BulkEntry.objects.get(), by=people.alice, seen=plan.digest)
        for _ in range(2)
    ]
    told = _refusal(at_once(*acts))
    assert told.startswith(DONE) or (connection.vendor == "sqlite" and told == BUSY)
    with pytest.raises(ValidationError, match=DONE):
        acts[0]()
    assert Referral.objects.count() == 2
    assert BulkEntry.objects.get().counts["new"] == 2


@pytest.mark.django_db(transaction=True)
def test_two_files_with_the_same_rows_never_make_them_twice(people: Any) -> None:
    acts = []
    for _ in range(2):
        entry, plan = open_entry(REFERRALS, by=people.alice, content=SOUND, name="a.xlsx", group=planning())
        assert entry is not None
        acts.append(partial(confirm_entry, REFERRALS, entry, by=people.alice, seen=plan.digest))
    told = _refusal(at_once(*acts))
    assert told == STALE or (connection.vendor == "sqlite" and told == BUSY)
    assert Referral.objects.count() == 2
    late = BulkEntry.objects.get(confirmed_at=None)
    assert plan_entry(REFERRALS, late, by=people.alice).counts["unchanged"] == 2
