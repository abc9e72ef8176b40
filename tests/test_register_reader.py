"""e-GP's open data is read whole, whatever its format, and its slipped columns are moved back."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.models import Office
from procurement.models import Kind, Layout, LegalGroup, Method, Progress
from procurement.oddities import KINDS, oddities_of
from procurement.register_reader import read_register
from tests import register_files as files
from tests.register_files import contract, csv_file, facts, json_file, read, told

THREE = [contract(1), contract(2, ชื่อผู้ชนะ="นายสมมุติ  ตัวอย่าง", เลขนิติบุคคล="364990001xxxx"), contract(3)]


# ── what a row becomes ───────────────────────────────────────────────────────
def test_a_row_becomes_facts_of_their_own_kind():
    register = read(csv_file(files.aligned([contract(7, วันที่ประกาศ="10 เม.ย. 68")])))
    assert register.layout is Layout.EGP_CSV
    assert not register.faults
    assert register.rows[0].facts == {
        "year": 2568,
        "project_number": "68010000007",
        "title": "จ้างทำป้ายนิเทศ ชุดที่ 7 โดยวิธีเฉพาะเจาะจง",
        "kind": Kind.HIRE,
        "method": Method.SPECIFIC,
        "legal_group": LegalGroup.GENERAL,
        "budget": Decimal("12000.00"),
        "reference_price": Decimal("12000.00"),
        "supplier_name": "ร้านสมมุติการป้าย",
        "tax_id": "0105500000003",
        "agreed_price": Decimal("11500.50"),
        "contract_number": "7/2568",
        "contract_value": Decimal("11500.50"),
        "announced_on": dt.date(2025, 4, 10),
        "recorded_on": dt.date(2025, 1, 17),
        "signed_on": dt.date(2025, 1, 17),
        "ends_on": dt.date(2025, 1, 20),
        "stated_progress": Progress.ACTIVE,
    }
    assert register.rows[0].words["stated_progress"] == "ระหว่างดำเนินการ"
    assert str(register.rows[0].place_of("signed_on")) == "เซลล์ Z2 (วันที่ลงนามสัญญา)"
    assert register.rows[0].bids is None


def test_a_project_cancelled_before_any_contract_takes_its_status_from_the_project():
    cancelled = contract(1, สถานะโครงการ="ยกเลิกโครงการ") | dict.fromkeys(files.NAMES_29[22:], "")
    for rows in (files.aligned([cancelled]), files.shifted([cancelled, *THREE])):
        row = read(csv_file(rows)).rows[0]
        assert row.facts["stated_progress"] is Progress.CANCELLED
        assert row.words["project_status"] == "ยกเลิกโครงการ"
        assert row.facts["supplier_name"] == ""
        assert row.facts["signed_on"] is None


# ── the shift ────────────────────────────────────────────────────────────────
def test_every_form_of_the_same_contracts_gives_the_same_rows():
    as_named = facts(read(csv_file(files.aligned(THREE))))
    assert len(as_named) == 3
    others = {
        "32 names, 29 values": csv_file(files.shifted(THREE)),
        "32 names, 32 values": csv_file(files.aligned(THREE, english=True)),
        "with a byte-order mark": csv_file(files.shifted(THREE), encoding="utf-8-sig"),
        "TIS-620": csv_file(files.shifted(THREE), encoding="cp874"),
        "semicolons": csv_file(files.shifted(THREE), separator=";"),
        "tabs": csv_file(files.shifted(THREE), separator="\t"),
    }
    assert {name: facts(read(content)) == as_named for name, content in others.items()} == dict.fromkeys(
        others, True
    )
    for shape in ("list", "datastore", "fields"):
        register = read(json_file(files.shifted(THREE), shape), "ข้อมูล.json")
        assert facts(register) == as_named
        assert register.layout is Layout.EGP_JSON
    assert facts(read(files.workbook(("ข้อมูล", files.shifted(THREE))))) == as_named


def test_json_records_may_spell_a_column_in_two_ways():
    """As really served: "จังหวัด(Eng)" in one record, "จังหวัด (Eng)" in the next."""
    first, second = files.shifted(THREE[:2])[1:]
    records = [
        dict(zip(files.names_32(), first, strict=True)),
        dict(zip(files.names_32(files.SPACED), second, strict=True)),
    ]
    content = files.json.dumps(records, ensure_ascii=False).encode()
    assert facts(read(content, "ข้อมูล.json")) == facts(read(csv_file(files.aligned(THREE[:2]))))


def test_the_user_is_told_that_columns_were_moved_back():
    register = read(csv_file(files.shifted(THREE)))
    assert [
        note for note in register.notes if "32 ชื่อ" in note and "29 ค่า" in note and "3 แถว จาก 3 แถว" in note
    ]
    assert str(register.rows[0].place_of("tax_id")) == "เซลล์ W2 (เลขนิติบุคคล)"
    for rows in (files.aligned(THREE), files.aligned(THREE, english=True)):
        assert read(csv_file(rows)).notes == []


def test_aligned_and_shifted_rows_may_stand_in_one_file():
    rows = [*files.shifted(THREE[:2]), *files.aligned(THREE[2:], english=True)[1:]]
    register = read(csv_file(rows))
    assert facts(register) == facts(read(csv_file(files.aligned(THREE))))
    assert [note for note in register.notes if "2 แถว จาก 3 แถว" in note]


def test_a_wrong_cell_does_not_hide_where_the_columns_belong():
    register = read(csv_file(files.shifted([contract(1, วันที่ลงนามสัญญา="17/01/68"), *THREE[1:]])))
    assert told(register.faults) == [next(iter(told(register.faults)))]
    assert told(register.faults)[0].startswith("เซลล์ Z2 (วันที่ลงนามสัญญา): วันที่ “17/01/68” มีปีไม่ครบสี่หลัก")


@pytest.mark.parametrize("at", [3, 16, 22, 24])
def test_a_row_cut_by_a_stray_comma_is_a_fault_with_its_row(at):
    rows = files.shifted(THREE)
    rows[2] = [*rows[2][:at], "เกินมา", *rows[2][at:31]]
    register = read(csv_file(rows))
    assert [fault.place.row for fault in register.faults if fault.code == "shape"] == [3]
    assert len(register.rows) == 2


optional = st.sampled_from(["-", ""])
odd_contracts = st.fixed_dictionaries({
    "เลขนิติบุคคล": st.one_of(st.sampled_from(["0105500000003", "364990001xxxx"]), optional),
    "ชื่อผู้ชนะ": st.sampled_from(["ร้าน 365 โชคดี", "บริษัท ก  จำกัด", "นางสมมุติ ใจดี", "-"]),
    "เลขที่สัญญา": st.sampled_from(["1/2568", "............/2568", "1582568", "๑/๒๕๖๘", "ศธ 0283/1705", ""]),
    "วันที่ลงนามสัญญา": st.sampled_from(["1 ต.ค. 67", "30 ก.ย. 68", "-"]),
    "วันที่สิ้นสุดสัญญา": st.sampled_from(["5 ต.ค. 67", "-"]),
    "งบสัญญา(บาท)": st.sampled_from(["11500.5", "3,498,760.90", "-"]),
    "สถานะสัญญา": st.sampled_from(["ระหว่างดำเนินการ", "สิ้นสุดสัญญา"]),
    "พิกัดของโครงการ": st.sampled_from(["", "POINT(102.817 17.361)"]),
    "ละติจูดโครงการ": st.sampled_from(["", "17.361"]),
    "ลองจิจูดโครงการ": st.sampled_from(["", "102.817"]),
    "ราคากลาง(บาท)": st.sampled_from(["12000", "-"]),
})  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(odd_contracts, min_size=1, max_size=4))
def test_whatever_is_missing_a_row_is_moved_back_to_the_same_facts(changes):
    rows = [contract(number, **change) for number, change in enumerate(changes, start=1)]
    expected = facts(read(csv_file(files.aligned(rows))))
    assert len(expected) == len(rows)
    for other in (files.shifted(rows), files.aligned(rows, english=True)):
        register = read(csv_file(other))
        assert not register.faults
        assert facts(register) == expected


# ── whose rows ───────────────────────────────────────────────────────────────
def test_rows_of_other_offices_are_left_out_and_counted():
    rows = [
        contract(1),
        contract(2, ชื่อหน่วยงานย่อย=files.ELSEWHERE),
        contract(3, ชื่อหน่วยงานย่อย=f" {files.OFFICE} "),
    ]
    register = read(csv_file(files.shifted(rows)))
    assert [row.facts["contract_number"] for row in register.rows] == ["1/2568", "3/2568"]
    assert register.other_offices == 1
    everybody = read(csv_file(files.shifted(rows)), all_offices=True)
    assert (len(everybody.rows), everybody.other_offices) == (3, 0)
    assert [row.words.get("office") for row in everybody.rows] == [None, files.ELSEWHERE, None]


def test_a_file_without_one_row_of_the_office_says_so():
    register = read(csv_file(files.shifted([contract(1, ชื่อหน่วยงานย่อย=files.ELSEWHERE)])))
    assert (register.rows, register.other_offices) == ([], 1)
    assert [note for note in register.notes if f"ไม่มีแถวของ “{files.OFFICE}”" in note]


# ── what is odd ──────────────────────────────────────────────────────────────
ODD = {
    "over_reference": {"ราคาตกลงซื้อ/จ้าง": "12500", "งบสัญญา(บาท)": "12500"},
    "ends_before_signing": {"วันที่สิ้นสุดสัญญา": "16 ม.ค. 68"},
    "value_differs": {"งบสัญญา(บาท)": "9000"},
    "doubled_spaces": {"ชื่อโครงการ": "จ้างทำป้าย  โดยวิธีเฉพาะเจาะจง"},
    "unnumbered": {"เลขที่สัญญา": "............/2568"},
    "wrong_tax_id": {"เลขนิติบุคคล": "0105500000009"},
    "odd_project_number": {"รหัสโครงการ": "6801000001"},
    "outside_year": {"วันที่ลงนามสัญญา": "17 ม.ค. 66", "วันที่เกิดรายการ": "17 ม.ค. 66"},
    "no_supplier": {"ชื่อผู้ชนะ": "-"},
    "no_reference_price": {"ราคากลาง(บาท)": "-"},
    "rounded": {"งบประมาณ(บาท)": "12000.005"},
    "lost_zero": {"เลขนิติบุคคล": "105500000003"},
    "unknown_word": {"ชื่อประเภทโครงการ": "แลกเปลี่ยน"},
    "formula_text": {"ชื่อโครงการ": "=cmd|' /C calc'!A0"},
}


@pytest.mark.parametrize("code", sorted(ODD))
def test_what_is_odd_but_true_is_imported_and_told_with_its_cell(code):
    register = read(csv_file(files.aligned([contract(1, **ODD[code]), contract(2)])))
    assert not register.faults
    assert len(register.rows) == 2
    assert [finding.code for finding in register.findings] == [code]
    assert register.findings[0].place.row == 2
    assert register.findings[0].place.column
    assert code in KINDS


def test_a_number_used_in_several_projects_and_a_row_that_stands_twice_are_told():
    rows = [contract(1), contract(2, เลขที่สัญญา="1 /2568"), contract(3, เลขที่สัญญา="1/2568"), contract(1)]
    found = Counter(
        (finding.code, finding.place.row) for finding in read(csv_file(files.aligned(rows))).findings
    )
    assert found == {("repeated_number", 2): 1, ("repeated_number", 4): 1, ("identical_row", 5): 1}


def test_offices_number_their_contracts_apart():
    rows = [contract(1), contract(2, เลขที่สัญญา="1/2568", ชื่อหน่วยงานย่อย=files.ELSEWHERE)]
    assert read(csv_file(files.aligned(rows)), all_offices=True).findings == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("@SUM(A1)", True),
        ("+1/2568", True),
        (" ＝1", True),
        ("-1+2", True),
        ("- ค่าจ้าง", False),
        ("ซื้อ = เช่า", False),
    ],
)
def test_text_that_a_spreadsheet_would_take_for_a_formula_is_told(text, is_told):
    for name in ("title", "supplier_name", "contract_number", "reason"):
        assert ("formula_text", name) in [
            (one.code, one.field) for one in oddities_of({name: text})
        ] or not is_told
        assert is_told or oddities_of({name: text}) == []


def test_facts_are_looked_at_whatever_is_known_of_the_contract():
    plain = {"year": 2568, "title": "จ้างทำป้าย", "supplier_name": "ร้านสมมุติ", "reference_price": Decimal(100)}
    assert oddities_of(plain | {"signed_on": dt.date(2025, 1, 17)}) == []
    odd = plain | {
        "agreed_price": Decimal(120),
        "signed_on": dt.date(2022, 1, 17),
        "contract_number": "...../2568",
    }
    assert [(one.code, one.field) for one in oddities_of(odd)] == [
        ("over_reference", "agreed_price"),
        ("outside_year", "signed_on"),
        ("unnumbered", "contract_number"),
    ]


# ── the real files ───────────────────────────────────────────────────────────
SUKHOTHAI = Office(name="สำนักงานศึกษาธิการจังหวัดสุโขทัย")


def sample(shared, name, **options):
    path = shared / "samples" / name
    return read_register(path.read_bytes(), path.name, office=SUKHOTHAI, **options)


def test_the_offices_own_year_is_read_from_every_file_alike(shared):
    names = (
        "egp2568_sukhothai_peo_raw_shifted.csv",
        "egp2568_sukhothai_peo_realigned.csv",
        "egp2568_sukhothai_peo_raw.json",
        "egp2568_all_peo_reo_raw_shifted.csv",
    )
    registers = [sample(shared, name) for name in names]
    for register in registers:
        assert not register.faults
        assert facts(register) == facts(registers[0])
        assert [finding.code for finding in register.findings] == [one.code for one in registers[0].findings]
    rows = facts(registers[0])
    assert len(rows) == 26
    assert sum(row["agreed_price"] for row in rows) == Decimal("1125364.40")
    by_bidding = [row["agreed_price"] for row in rows if row["method"] is Method.E_BIDDING]
    assert by_bidding == [Decimal("825390.00")]
    assert [register.other_offices for register in registers] == [0, 0, 0, 2360]


def test_no_value_of_all_offices_stands_in_a_wrong_field(shared):
    register = sample(shared, "egp2568_all_peo_reo_raw_shifted.csv", all_offices=True)
    assert len(register.rows) == 2386
    assert not register.faults
    is_date_like = re.compile(r"[0-9]{1,2} [ก-ฮ.]+ [0-9]{2}").fullmatch
    for row in facts(register):
        assert re.fullmatch(r"[0-9]{11}", row["project_number"])
        assert row["year"] == 2568
        assert isinstance(row["kind"], Kind)
        assert isinstance(row["method"], Method)
        assert row["legal_group"] is LegalGroup.GENERAL
        assert re.fullmatch(r"[0-9]{9}xxxx|0[0-9]{12}", row["tax_id"])
        for field in ("title", "supplier_name"):
            assert re.search(r"[ก-๙A-Za-z]", row[field]) or (field, row[field]) == ("supplier_name", "")
            assert not is_date_like(row[field])
            assert row[field] not in ("ระหว่างดำเนินการ", "สิ้นสุดสัญญา", files.GENERAL)
        assert row["contract_number"]
        assert not is_date_like(row["contract_number"])
        for field in ("budget", "agreed_price", "contract_value"):
            assert Decimal(0) < row[field] < Decimal(100_000_000)
        assert row["reference_price"] is None or row["reference_price"] > 0
        for field in ("recorded_on", "signed_on", "ends_on"):
            assert dt.date(2024, 1, 1) < row[field] < dt.date(2031, 1, 1)
        assert row["announced_on"] is None or row["announced_on"].year in (2024, 2025)
        assert row["stated_progress"] in (Progress.ACTIVE, Progress.ENDED)
    assert sum(row["supplier_name"] == "" for row in facts(register)) == 17
    assert sum(row["announced_on"] is not None for row in facts(register)) == 37
    assert sum(row["stated_progress"] is Progress.ENDED for row in facts(register)) == 415
