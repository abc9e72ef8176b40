"""Thai words: what people read, what they may type, and what a PDF's text layer says."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from html import unescape
from pathlib import Path
from time import process_time

import pytest
from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from portal import thai
from portal.templatetags import thai as filters

MARCH_9 = date(2026, 3, 9)
LATE_ON_MARCH_8_UTC = datetime(2026, 3, 8, 18, 5, tzinfo=UTC)

some_thai = st.lists(
    st.sampled_from("กขคงนมรลวสหอเแโใไะาำิีึืุู็่้๊๋์ํๆฯ ๐๙09.,–-/ \n\u00a0\u200b<&>'\"AZez")
    | st.sampled_from(["และ", "ของ", "ที่", "เพื่อ", "ปีงบประมาณ", "พ.ศ. 2567", "จัดซื้อจัดจ้าง", "วัน", "ITA"])
    | st.characters(),
    max_size=60,
).map("".join)


def plain(text: str) -> str:
    """The text with ordinary spaces, to compare words and not kinds of space."""
    return text.replace(thai.NBSP, " ")


def without_tags(markup: str) -> str:
    return re.sub(r"</?span[^>]*>", "", markup)


def phrases_of(heading: str) -> list[str]:
    outer = re.compile(r'<span class="phrase">((?:[^<]|<span[^>]*>[^<]*</span>)*)</span>')
    return [unescape(without_tags(phrase)) for phrase in outer.findall(filters.phrases(heading))]


def whole_parts_of(text: str) -> list[str]:
    return [plain(part) for part in re.findall(r'<span class="nobr">(.*?)</span>', filters.keep(text))]


# Dates


def test_a_long_date_is_thai_and_is_never_torn() -> None:
    assert thai.long_date(MARCH_9) == "9\u00a0มีนาคม\u00a02569"


def test_a_short_date_has_a_four_digit_year() -> None:
    assert plain(thai.short_date(MARCH_9)) == "9 มี.ค. 2569"
    assert plain(thai.month_year(MARCH_9)) == "มีนาคม 2569"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 2, 28), "28 กุมภาพันธ์ 2569"),
        (date(2026, 3, 3), "28 กุมภาพันธ์ – 3 มีนาคม 2569"),
        (date(2027, 1, 5), "28 กุมภาพันธ์ 2569 – 5 มกราคม 2570"),
    ],
)
def test_a_range_of_dates_says_each_thing_once(last: date, words: str) -> None:
    assert plain(thai.date_range(date(2026, 2, 28), last)) == words


def test_a_range_inside_a_month_needs_one_month() -> None:
    assert plain(thai.date_range(date(2026, 3, 1), date(2026, 3, 15))) == "1–15 มีนาคม 2569"


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="วันสิ้นสุด"):
        thai.date_range(MARCH_9, date(2026, 3, 8))


def test_a_moment_is_told_by_the_clock_in_thailand() -> None:
    assert plain(thai.date_time(LATE_ON_MARCH_8_UTC)) == "9 มีนาคม 2569 เวลา 01.05 น."
    assert plain(thai.long_date(LATE_ON_MARCH_8_UTC)) == "9 มีนาคม 2569"
    assert thai.clock(time(9, 30)) == "09.30\u00a0น."
    assert plain(thai.clock(datetime(2026, 3, 9, 9, 30))) == "09.30 น."


@pytest.mark.parametrize(
    "typed",
    [
        "9/3/2569",
        "09/03/2569",
        "9-3-2569",
        "9.3.2569",
        "๙/๓/๒๕๖๙",
        "9 มีนาคม 2569",
        "9 มี.ค. 2569",
        "9มีค2569",
        "๙ มีนาคม ๒๕๖๙",
        "  วันที่ 9  เดือนมีนาคม พ.ศ. 2569 ",
        "9\u00a0มีนาคม\u00a02569",
        "2026-03-09",
    ],
)
def test_a_typed_date_is_read(typed: str) -> None:
    assert thai.parse_date(typed) == MARCH_9


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "โปรดระบุวันที่"),
        ("พรุ่งนี้", "อ่านวันที่ “พรุ่งนี้” ไม่ได้"),
        ("9/3/69", "มีเพียงสองหลัก"),
        ("9 มี.ค. 69", "มีเพียงสองหลัก"),
        ("9/3/2026", "เป็น ค.ศ. โปรดใช้ปี พ.ศ. คือ 2569"),
        ("9 มีนาคม 2026", "เป็น ค.ศ. โปรดใช้ปี พ.ศ. คือ 2569"),
        ("9/3/1234", "ไม่ใช่ปี พ.ศ. สี่หลัก"),
        ("9/3/25690", "ไม่ใช่ปี พ.ศ. สี่หลัก"),
        ("2569", "อ่านวันที่ “2569” ไม่ได้"),
        ("2569-03-09", "โปรดเขียนวันก่อน"),
        ("0000-03-09", "ไม่มีปี ค.ศ. 0"),
        ("9/13/2569", "ไม่มีเดือนที่ 13"),
        ("31/4/2569", "เดือนนี้มี 30 วัน"),
        ("29 ก.พ. 2569", "เดือนนี้มี 28 วัน"),
        ("0/3/2569", "ตั้งแต่ 1 ถึง 31"),
        ("9 มีนาคน 2569", "หมายถึง “มีนาคม” หรือไม่"),
        ("9 March 2569", "ไม่รู้จักเดือน"),
        ("९/३/2569", "ไม่ได้"),
        ("9" * 5000, "ไม่ได้"),
        ("9/3/" + "9" * 5000, "ไม่ใช่ปี พ.ศ. สี่หลัก"),
    ],
)
def test_a_date_that_cannot_be_meant_is_refused_with_advice(typed: str, advice: str) -> None:
    with pytest.raises(ValueError, match=re.escape(advice)) as refusal:
        thai.parse_date(typed)
    assert len(str(refusal.value)) < 200


def test_the_29th_of_february_exists_in_a_leap_year() -> None:
    assert thai.parse_date("29 ก.พ. 2567") == date(2024, 2, 29)


@given(
    st.dates(min_value=date(1900, 1, 1)), st.sampled_from([thai.long_date, thai.short_date]), st.booleans()
)
def test_what_is_shown_can_be_typed_back(
    day: date, show: Callable[[date], str], in_thai_digits: bool
) -> None:
    shown = show(day)
    if day.year <= 9456:  # a Buddhist-era year of five digits is nothing a person types
        assert thai.parse_date(thai.thai_digits(shown) if in_thai_digits else shown) == day


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        answer = thai.long_date(thai.parse_date(text))
    except ValueError as refusal:
        answer = str(refusal)
    assert re.search("[ก-ฮ]", answer)


@given(st.integers())
def test_the_eras_are_543_years_apart_and_back(year: int) -> None:
    assert thai.be(year) - year == 543
    assert thai.ce(thai.be(year)) == year


# Digits and numbers


@given(st.text(st.characters(exclude_characters="๐๑๒๓๔๕๖๗๘๙")))
def test_thai_digits_and_back_change_nothing(text: str) -> None:
    assert thai.arabic_digits(thai.thai_digits(text)) == text


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Decimal("1234567.25"), "1,234,567.25"),
        (0, "0.00"),
        (Decimal("-1234.5"), "-1,234.50"),
        (Decimal("0.005"), "0.01"),
        (Decimal("-0.001"), "0.00"),
        (Decimal("1E+6"), "1,000,000.00"),
    ],
)
def test_money_has_two_decimals(amount: Decimal | int, shown: str) -> None:
    assert thai.money(amount) == shown
    assert thai.baht(amount) == f"{shown}\u00a0บาท"


def test_a_number_keeps_its_decimals() -> None:
    assert thai.number(1234567) == "1,234,567"
    assert thai.number(Decimal("88.30")) == "88.30"
    assert thai.number(Decimal("1E+3")) == "1,000"
    assert thai.number(1234.5) == "1,234.5"


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 ไบต์"),
        (1023, "1023 ไบต์"),
        (318 * 1024, "318 KB"),
        (1024**2 - 1, "1.0 MB"),
        (int(1.2 * 1024**2), "1.2 MB"),
        (1024**3 - 1, "1.0 GB"),
    ],
)
def test_a_file_size_is_short(size: int, shown: str) -> None:
    assert plain(thai.file_size(size)) == shown


# Text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("สํานักงาน", "สำนักงาน"),
        ("น้ํา นํ้า น้ำ", "น้ำ น้ำ น้ำ"),
        ("เเผน", "แผน"),
        ("ปี ๒๕๖๙", "ปี 2569"),
        ("  E-Service\u00a0\u00a0ภาย\u200bใน\n", "e-service ภายใน"),
        ("ผ\u0e49\u0e39", "ผู้"),
    ],
)
def test_folded_text_compares_equal_however_it_was_typed(written: str, folded: str) -> None:
    assert thai.fold(written) == folded


@given(some_thai)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert thai.fold(thai.fold(text)) == thai.fold(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("พัสดुร", [(4, "ु", "อักษรเทวนาครี")]),
        ("การจัดหาพัสดุ र", []),
        ("รายงานо", [(6, "о", "อักษรซีริลลิก")]),
        ("กาລ", [(2, "ລ", "อักษรลาว")]),
        ("ภาย\u200bใน", [(3, "\u200b", "อักขระที่มองไม่เห็น")]),
        ("ข\uf70a", [(1, "\uf70a", "อักขระเฉพาะของแบบอักษร")]),
        ("ข\ufffdอ", [(1, "\ufffd", "อักขระที่เสียหาย")]),
        ("ปี ๒๕๖๖ ระบบE-Service (ร้อยละ 88.37) – “ดี” ฯลฯ ต่าง ๆ", []),
        ("Москва और", []),
    ],
)
def test_foreign_letters_inside_thai_words_are_named(text: str, found: list[tuple[int, str, str]]) -> None:
    assert thai.foreign_letters(text) == found


@given(some_thai)
def test_each_foreign_letter_is_where_it_is_said_to_be(text: str) -> None:
    assert all(text[index] == char for index, char, _ in thai.foreign_letters(text))


def test_the_foreign_letters_of_the_offices_own_report_are_found(shared: Path) -> None:
    report = next((shared / "domain").glob("000_*.txt")).read_text(encoding="utf-8")
    found = thai.foreign_letters(report)
    assert {what for _, _, what in found} == {"อักษรเทวนาครี"}
    assert "พัสดุ".startswith(report[found[0][0] - 4 : found[0][0]])


# Filters


def test_a_date_on_a_page_is_readable_by_machines_too() -> None:
    assert plain(filters.thai_date(MARCH_9)) == '<time datetime="2026-03-09">9 มีนาคม 2569</time>'
    assert plain(filters.thai_date_short(MARCH_9)) == '<time datetime="2026-03-09">9 มี.ค. 2569</time>'
    assert plain(filters.thai_datetime(LATE_ON_MARCH_8_UTC)) == (
        '<time datetime="2026-03-09T01:05+07:00">9 มีนาคม 2569 เวลา 01.05 น.</time>'
    )
    assert isinstance(filters.thai_date(MARCH_9), SafeString)


def test_a_moment_and_its_day_agree_on_a_page() -> None:
    assert filters.thai_date(LATE_ON_MARCH_8_UTC) == filters.thai_date(MARCH_9)


@pytest.mark.parametrize("name", sorted(filters.register.filters))
def test_an_empty_value_shows_as_nothing(name: str) -> None:
    assert filters.register.filters[name](None) == ""
    assert filters.register.filters[name]("") == ""


def test_nought_is_not_an_empty_value() -> None:
    assert (filters.money(0), filters.number(0), plain(filters.file_size(0))) == ("0.00", "0", "0 ไบต์")
    assert plain(filters.baht(Decimal(0))) == "0.00 บาท"


def test_thai_digits_leave_tags_alone() -> None:
    assert 'datetime="2026-03-09">๙' in filters.thai_digits(filters.thai_date(MARCH_9))
    assert filters.thai_digits("ข้อ 5 <b>") == "ข้อ ๕ &lt;b&gt;"


@pytest.mark.parametrize(
    ("heading", "phrases"),
    [
        ("แจ้งการเรียกรับสินบนหรือทุจริตต่อหน้าที่", ["แจ้งการเรียกรับสินบน", "หรือทุจริตต่อหน้าที่"]),
        ("สัญญาจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2568", ["สัญญาจัดซื้อจัดจ้าง", "ปีงบประมาณ พ.ศ. 2568"]),
        ("ข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. 2567", ["ข้อมูลสาธารณะ (OIT)", "ปีงบประมาณ พ.ศ. 2567"]),
        ("บริการและข้อมูลเปิด ที่ทุกคนตรวจสอบได้", ["บริการและข้อมูลเปิด", "ที่ทุกคนตรวจสอบได้"]),
        ("นโยบายไม่รับของขวัญ (No Gift Policy)", ["นโยบายไม่รับของขวัญ", "(No Gift Policy)"]),
        ("ภายใน 5 วันทำการ วงเงิน 2 ล้านบาท", ["ภายใน 5 วันทำการ", "วงเงิน 2 ล้านบาท"]),
    ],
)
def test_a_heading_breaks_between_its_ideas(heading: str, phrases: list[str]) -> None:
    assert phrases_of(heading) == phrases


@pytest.mark.parametrize(
    "heading",
    [
        "หลักเกณฑ์การรับของขวัญและ",
        "หน้าที่และอำนาจ",
        "แนวปฏิบัติของเจ้าหน้าที่",
        "การพัฒนาพื้นที่นวัตกรรม",
        "การดูแลสถานที่ราชการ",
        "รายงานผลการติดตามโครงการ",
        "แหล่งท่องเที่ยวจังหวัดใกล้เคียง",
        "หลักเกณฑ์คำขอของบประมาณ",
        "กิจกรรมกลุ่มเพื่อนช่วยเพื่อน",
        "การประชุมภายในการนิเทศ",
    ],
)
def test_no_break_falls_inside_a_word_that_looks_like_a_connector(heading: str) -> None:
    torn = ("ของขวัญ", "หน้าที่", "พื้นที่", "สถานที่", "ติดตาม", "ท่องเที่ยว", "ของบประมาณ", "เพื่อน", "ภายในการ")
    for word in torn:
        assert heading.count(word) == sum(phrase.count(word) for phrase in phrases_of(heading))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("สำนักงานศึกษาธิการจังหวัดสุโขทัย", ["ศึกษาธิการ", "จังหวัดสุโขทัย"]),
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗", ["ITA", "ปีงบประมาณ พ.ศ. ๒๕๖๗"]),
        ("ระบบE-Serviceและ E – Service", ["E-Service", "E – Service"]),
        ("วันที่ 1–15 มีนาคม 2569 เวลา 09.30 น.", ["1–15 มีนาคม 2569", "เวลา 09.30 น."]),
        ("วงเงิน 1,234,567.25 บาท ภายใน 5 วัน ร้อยละ 89", ["1,234,567.25 บาท", "5 วัน", "ร้อยละ 89"]),
        ("สัญญา 101/2568 ข้อ 11", ["สัญญา 101/2568", "ข้อ 11"]),
    ],
)
def test_names_and_numbers_with_units_stay_whole(text: str, whole: list[str]) -> None:
    assert whole_parts_of(text) == whole


def test_a_repetition_mark_stays_with_its_word() -> None:
    assert filters.keep("ต่าง ๆ นานา") == "ต่าง\u00a0ๆ นานา"
    assert "ต่าง\u00a0ๆ" in filters.phrases("เรื่องร้องเรียนต่าง ๆ")


def test_markup_in_a_heading_is_shown_and_not_obeyed() -> None:
    for show in (filters.phrases, filters.keep, filters.thai_digits):
        shown = show("<script>alert('x')</script>")
        assert isinstance(shown, SafeString)
        assert "<script" not in shown


def test_html_that_is_already_safe_keeps_its_tags() -> None:
    rich = SafeString('<p title="5 วัน">ภายใน 5&nbsp;วัน &amp; <b>ITA</b> ต่อ</p>')
    assert filters.keep(rich) == (
        '<p title="5 วัน">ภายใน <span class="nobr">5\u00a0วัน</span> &amp; '
        '<b><span class="nobr">ITA</span></b> ต่อ</p>'
    )


@given(some_thai)
def test_a_heading_loses_and_gains_no_letter(text: str) -> None:
    tied = re.sub(r"[ \t\r\n\f]+(?=ๆ)", thai.NBSP, text)
    assert without_tags(filters.phrases(text)) == escape(tied)
    assert without_tags(filters.keep(text)) == escape(tied)


@given(some_thai)
def test_nothing_unbreakable_is_too_long_for_a_small_screen(text: str) -> None:
    for show, longest in ((filters.keep, filters.LONG), (filters.phrases, filters.LONG_IN_HEADING)):
        for part in re.findall(r'<span class="nobr">(.*?)</span>', show(text)):
            assert len(re.sub("[ัิ-ฺ็-๎]", "", unescape(part))) <= longest


@pytest.mark.parametrize(
    "text", [" " * 100_000, "9" * 100_000, "ที่" * 40_000, "หน่วยงานของรัฐ " * 8_000, "1 " * 50_000]
)
def test_a_very_long_text_is_shown_without_delay(text: str) -> None:
    started = process_time()
    filters.phrases(text)
    assert process_time() - started < 10  # seconds; a slip into quadratic time takes minutes
