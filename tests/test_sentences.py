"""Sentences that are drawn from the records: accepted, edited and renewed by staff, proven wherever they are read."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from measures.actions import plan_import, publish_report
from measures.authority.models import Duty
from measures.demonstration.measures import MEASURES
from measures.figures import Figures, Line, figures_of
from measures.models import AcceptedSentence, Improvement, Measure, Slug
from measures.report_content import report_content
from measures.report_files import report_xlsx
from measures.report_reader import read_report
from measures.sentences import accept, moved, offers_of
from measures.wording import key_of, numbers_in, odd_numbers, with_new_numbers
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, NewsItem
from portal.spreadsheets import estimate_height
from portal.uploads.citizen_ids import check_digit
from procurement.models import Contract
from tests.makers import (
    ContractDraft,
    DutyDraft,
    MeasureDraft,
    NewsDraft,
    ReportDraft,
    ResultDraft,
    SurveyDraft,
    all_measures,
    fetch,
    published,
    words,
)
from tests.test_measures import change_address, form_of

PAGE = "/measures/2566/procurement/"
TOTAL = "ลงนามแล้ว 1 สัญญา ราคาที่ตกลงซื้อหรือจ้างรวม 11,500.50 บาท"
METHOD = "วิธีเฉพาะเจาะจง 1 สัญญา 11,500.50 บาท"
CITIZEN = "110000000000" + check_digit("110000000000")
NOW_TWO = "ลงนามแล้ว 2 สัญญา ราคาที่ตกลงซื้อหรือจ้างรวม 12,000.50 บาท"


# ── words and numbers ────────────────────────────────────────────────────────
def test_numbers_are_read_but_not_those_of_codes():
    assert numbers_in("ให้บริการ ๑,๒๘๔ ครั้ง 88.37 คะแนน <3 เรื่อง ตามแบบ ITA-o16") == ["1,284", "88.37", "<3"]
    assert key_of("วิธีเฉพาะเจาะจง 12 สัญญา 1,000.00 บาท") == key_of("วิธีเฉพาะเจาะจง 3 สัญญา 7.50 บาท")
    assert key_of("ให้บริการ 1 ครั้ง") != key_of("ให้บริการ 1 ราย")


@pytest.mark.parametrize(
    ("typed", "added", "left"),
    [
        ("ทั้งปีให้บริการ 1284 ครั้ง (E-Service ๔๑๒)", [], []),
        ("ให้บริการ 1,300 ครั้ง เป็น E-Service 412 ครั้ง", ["1,300"], ["1,284"]),
        ("ให้บริการ 1,284 ครั้ง", [], ["412"]),
        ("ปี 2566 ให้บริการ 1,284.00 ครั้ง เป็น E-Service 412 ครั้ง", [], []),
        ("ปี 2567 ให้บริการ 1,284 ครั้ง เป็น E-Service 412 ครั้ง", ["2567"], []),
        ("ณ 30 กันยายน 2566 ให้บริการ 1,284 ครั้ง เป็น E-Service 412 ครั้ง", [], []),
        ("ให้บริการ 1,2\u200b84 ครั้ง เป็น E-Service 412 ครั้ง", [], []),
    ],
)
def test_a_typed_number_that_differs_is_found(typed, added, left):
    counted = "ให้บริการ 1,284 ครั้ง เป็น E-Service 412 ครั้ง"
    assert odd_numbers(typed, counted, but=("2566", "30\xa0กันยายน\xa02566")) == (added, left)


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("รวม 5 ครั้ง", "รวม 5 ครั้ง", "ไม่มี", "ไม่มี"),
        ("ทั้งปี ๕ ครั้ง ในปี 2566", "รวม 5 ครั้ง", "รวม 1,007 ครั้ง", "ทั้งปี 1,007 ครั้ง ในปี 2566"),
        ("มี 2 จาก 5", "เสร็จ 2 จาก 5", "เสร็จ 5 จาก 7", "มี 5 จาก 7"),
        ("มี 2 และ 2", "ก 2 ข 2", "ก 3 ข 4", None),
        ("ทั้งปี 5 ครั้ง", "รวม 5 ครั้ง", "ทั้งหมด 6 ครั้ง", None),
    ],
)
def test_new_numbers_take_the_place_of_old_ones_only_where_that_is_certain(text, old, new, after):
    assert with_new_numbers(text, old, new) == after


def test_a_room_may_offer_plain_texts_or_lines_with_a_page_of_their_own():
    figures = Figures(
        "ทะเบียน",
        "/all/",
        dt.date(2023, 9, 30),
        ("นับ 1 ครั้ง", Line("นับ 2 คน", "people", "/people/"), "นับ 9 ครั้ง"),
    )
    assert [(one.key, one.text, one.address) for one in figures.sentences] == [
        ("นับ # ครั้ง", "นับ 1 ครั้ง", "/all/"),
        ("people", "นับ 2 คน", "/people/"),
    ]


# ── the stage ────────────────────────────────────────────────────────────────
def contract(people: Any, **facts: Any) -> Any:
    return published(ContractDraft(created_by=people.alice, **facts), people)


@pytest.fixture
def draft(people: Any, office: Any) -> Measure:
    """A draft of the procurement measure, with one contract in the register."""
    contract(people)
    return MeasureDraft(created_by=people.alice, slug=Slug.PROCUREMENT)


def sent_rows(client: Any, measure: Measure) -> dict[str, str]:
    """What the browser would send of the sentences on the measure's page, as it is opened: every field, no button."""
    page = client.get(change_address(measure)).content.decode()
    page = page[page.index('id="sentences-group"') : page.index('id="links-group"')]
    found = {}
    for tag in re.findall(r"<input[^>]+>", page):
        name, value = re.search(r'name="([^"]+)"', tag)[1], re.search(r'value="([^"]*)"', tag)
        if 'type="checkbox"' not in tag:
            found[name] = html.unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        found[name] = html.unescape(text)
    return found


def send(client: Any, measure: Measure, **changes: Any) -> Any:
    """Open the page, change something of it, press a button."""
    sent = {**form_of(measure), **sent_rows(client, measure), **changes}
    sent["_edition"] = Measure.objects.get(pk=measure.pk).edition
    return client.post(change_address(measure), sent, follow=True)


def first(measure: Measure) -> AcceptedSentence:
    sentence: AcceptedSentence = measure.sentences.get()
    return sentence


# ── accepting ────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_one_button_accepts_a_sentence_as_it_is(draft: Measure, people: Any, signed_in: Any) -> None:
    alice = signed_in(people.alice)
    page = words(alice.get(change_address(draft)).content)
    assert TOTAL in page
    assert METHOD in page
    answer = send(alice, draft, summary="พิมพ์ค้างไว้", **{"sentences-0-accept": "1"})
    assert answer.redirect_chain[-1][0] == f"{change_address(draft)}#sentences-group"
    assert "ใช้ข้อความจากข้อมูลแล้ว" in answer.content.decode()
    sentence = first(draft)
    assert sentence.text == sentence.offered
    assert sentence.text.replace("\xa0", " ") == TOTAL
    assert (sentence.key, sentence.address) == ("contracts", "/procurement/2566/")
    assert (sentence.source, sentence.counted_on) == ("ทะเบียนจัดซื้อจัดจ้าง", timezone.localdate())
    assert not sentence.doubt
    draft.refresh_from_db()
    assert draft.summary == "พิมพ์ค้างไว้"
    act = AuditEvent.objects.get(verb="ใช้ข้อความจากข้อมูล")
    assert (act.actor_name, act.detail["address"]) == (people.alice.display_name, "/procurement/2566/")


@pytest.mark.django_db
def test_what_is_offered_and_left_alone_is_not_accepted_even_when_the_figures_move(
    draft: Measure, people: Any, signed_in: Any
) -> None:
    alice = signed_in(people.alice)
    sent = {**form_of(draft), **sent_rows(alice, draft)}
    contract(people, agreed_price=Decimal("500.00"))
    assert alice.post(change_address(draft), sent).status_code == 302
    assert not draft.sentences.exists()


@pytest.mark.django_db
def test_writing_in_an_offered_sentence_accepts_it_in_these_words(
    draft: Measure, people: Any, signed_in: Any
) -> None:
    alice = signed_in(people.alice)
    send(alice, draft, **{"sentences-0-text": "ทั้งปีทำสัญญา ๑ ฉบับ\nรวม 11,500.50 บาท  "})
    sentence = first(draft)
    assert sentence.text == "ทั้งปีทำสัญญา ๑ ฉบับ รวม 11,500.50 บาท"
    assert (sentence.is_edited, sentence.doubt) == (True, "")
    assert draft.cautions() == []
    send(alice, draft, **{"sentences-0-DELETE": "on"})
    assert not draft.sentences.exists()


@pytest.mark.django_db
def test_a_number_that_is_not_the_records_is_let_through_with_a_warning_for_who_approves(
    draft: Measure, people: Any, signed_in: Any
) -> None:
    alice, bob = signed_in(people.alice), signed_in(people.bob)
    typed = "ทำสัญญา 3 ฉบับ รวม 11,500.50 บาท"
    page = send(alice, draft, **{"sentences-0-text": typed, "sentences-0-accept": "1"}).content
    warning = "พิมพ์ตัวเลข 3 ซึ่งไม่ตรงกับข้อมูล และไม่ได้บอกตัวเลข 1 ที่มีในข้อมูล"
    assert warning in words(page)
    draft.refresh_from_db()
    draft.submit(by=people.alice)
    page = words(bob.get(change_address(draft)).content)
    assert "ตรวจก่อนอนุมัติ" in page
    assert f"“{typed}” {warning}" in page
    draft.publish(by=people.bob)
    assert typed in words(signed_in(people.bob).get(PAGE).content)
    assert warning not in words(bob.get(PAGE).content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ก" * 330_000, "ข้อความยาว 330000 ตัวอักษร เกินที่รับได้ 1000 ตัวอักษร"),
        ("\u200b\u2060 \u200b", "ยังไม่มีข้อความให้อ่าน"),
        (f"ผู้ขายคือ {CITIZEN}", "มีเลขประจำตัวประชาชน"),
        (f"ผู้ขายคือ {CITIZEN[:4]}\u200b{CITIZEN[4:]}", "มีเลขประจำตัวประชาชน"),
    ],
    ids=["a megabyte", "nothing to see", "citizen number", "hidden citizen number"],
)
def test_a_sentence_that_cannot_be_published_is_refused_and_stays_typed(
    draft: Measure, people: Any, signed_in: Any, typed: str, said: str
) -> None:
    answer = send(
        signed_in(people.alice),
        draft,
        summary="พิมพ์ค้างไว้",
        **{"sentences-0-text": typed, "sentences-0-accept": "1"},
    )
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in page
    assert "พิมพ์ค้างไว้" in page
    assert not AcceptedSentence.objects.exists()


@pytest.mark.django_db
def test_a_script_is_only_words_wherever_the_sentence_is_read(
    draft: Measure, people: Any, signed_in: Any, client: Any
) -> None:
    alice = signed_in(people.alice)
    typed = '=1 <script>alert(1)</script> 1 ฉบับ\x00\u202e "11,500.50"'
    page = send(alice, draft, **{"sentences-0-text": typed, "sentences-0-accept": "1"}).content
    assert b"<script>alert" not in page
    assert first(draft).text == '=1 <script>alert(1)</script> 1 ฉบับ "11,500.50"'
    draft.refresh_from_db()
    published(draft, people)
    for address in (PAGE, "/measures/2566/", "/search/?q=alert"):
        assert b"<script>alert" not in client.get(address).content


@pytest.mark.django_db
def test_made_up_rows_are_refused(draft: Measure, people: Any, signed_in: Any) -> None:
    alice = signed_in(people.alice)
    gone = send(alice, draft, **{"sentences-0-offer": "nothing", "sentences-0-accept": "1"})
    assert "ข้อมูลที่เสนอข้อความนี้ไม่มีแล้ว" in gone.content.decode()
    twice = {"sentences-1-offer": "contracts", "sentences-0-accept": "1", "sentences-1-accept": "1"}
    assert "มีผู้ใช้ข้อความนี้ไปแล้ว" in send(alice, draft, **twice).content.decode()
    assert not AcceptedSentence.objects.exists()
    accept(by=people.alice, measure=draft, offered=offers_of(draft)[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptedSentence.objects.create(
            owner=draft, key="contracts", text="ก", offered="ก", address="/", counted_on=dt.date(2023, 9, 30)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptedSentence.objects.create(
            owner=draft,
            key="x",
            text="ก",
            offered="ก",
            address="javascript:",
            counted_on=dt.date(2023, 9, 30),
        )


@pytest.mark.django_db
def test_only_the_authors_of_a_draft_choose_its_sentences(
    draft: Measure, people: Any, signed_in: Any
) -> None:
    """Another group's clerk and the auditor read what would stand there, and press nothing."""
    for person in (people.charlie, people.erin):
        client = signed_in(person)
        page = client.get(change_address(draft)).content.decode()
        assert TOTAL in words(page.encode())
        assert "-accept" not in page
        sent = {
            **form_of(draft),
            "sentences-TOTAL_FORMS": 1,
            "sentences-0-offer": "contracts",
            "sentences-0-accept": "1",
        }
        assert client.post(change_address(draft), sent).status_code == 403
        assert (
            client.post(reverse("admin:measures_measure_verb", args=[draft.pk, "renew"])).status_code == 302
        )
    assert not AcceptedSentence.objects.exists()


# ── what the public reads ────────────────────────────────────────────────────
@pytest.fixture
def chosen(people: Any, office: Any) -> Measure:
    """The eleven measures, published; of the procurement measure one sentence was accepted and one edited."""
    contract(people)
    measures = {measure.slug: measure for measure in all_measures(people)}
    copy = measures[Slug.PROCUREMENT].revise(by=people.alice)
    total, method = offers_of(copy)
    accept(by=people.alice, measure=copy, offered=total)
    accept(by=people.alice, measure=copy, offered=method, text="จ้างโดยวิธีเฉพาะเจาะจง 1 สัญญา 11,500.50 บาท")
    copy.submit(by=people.alice)
    return copy.publish(by=people.bob, reason="ใช้ข้อความจากข้อมูล")


def freeze(people: Any, reason: str = "") -> Any:
    report = ReportDraft(created_by=people.alice)
    report.submit(by=people.alice)
    return publish_report(by=people.bob, report=report, reason=reason)


@pytest.mark.django_db
def test_accepted_sentences_stand_once_with_the_page_that_proves_them(
    chosen: Measure, people: Any, client: Any
) -> None:
    freeze(people)
    for address in (PAGE, "/measures/2566/report/", "/measures/2566/"):
        page = client.get(address).content
        assert words(page).count(f"{TOTAL} ดูข้อมูล") == 1, address
        assert page.decode().count('<a class="nobr" href="/procurement/2566/">ดูข้อมูล') == 2
        assert "จ้างโดยวิธีเฉพาะเจาะจง 1 สัญญา 11,500.50 บาท ดูข้อมูล" in words(page)
        assert METHOD not in words(page).replace(f"จ้างโดย{METHOD}", "")
    assert client.get("/procurement/2566/").status_code == 200


@pytest.mark.django_db
def test_both_files_of_the_report_lead_to_the_pages(chosen: Measure, people: Any, client: Any) -> None:
    freeze(people)
    book = load_workbook(io.BytesIO(fetch(client, "/measures/2566/report.xlsx")[1]))
    cell = next(row[3] for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == 7)
    assert cell.splitlines()[-3:] == [
        f"- {TOTAL}",
        f"- จ้างโดย{METHOD}",
        "ดูข้อมูล http://testserver/procurement/2566/",
    ]
    proofs = [row for row in book["ที่มาของตัวเลข"].iter_rows() if row[0].value == 7]
    assert [row[1].value for row in proofs] == [TOTAL, f"จ้างโดย{METHOD}"]
    for row in proofs:
        assert row[3].value.date() == timezone.localdate()
        assert row[4].hyperlink.target == row[4].value == "http://testserver/procurement/2566/"
    reader = PdfReader(io.BytesIO(fetch(client, "/measures/2566/report.pdf")[1]))
    links = [
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object()
    ]
    assert set(links) == {"http://testserver/procurement/2566/"}
    assert len(links) >= 3  # after each sentence, and the address to read
    text = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert text.count("http://testserver/procurement/2566/") == 1
    assert "๑๑,๕๐๐.๕๐" in text


@pytest.mark.django_db
@pytest.mark.parametrize("address", [PAGE, "/measures/2566/"])
def test_a_page_with_many_sentences_asks_the_database_as_often_as_one_with_two(
    chosen: Measure, client: Any, address: str
) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(20):
        AcceptedSentence.objects.create(
            owner=chosen, key=f"{number}", text="ก", offered="ก", source="ทะเบียน", address="/",
            counted_on=dt.date(2023, 9, 30),
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).content.count("ดูข้อมูล".encode()) >= 22
    assert len(few) == len(many) <= 12


@pytest.mark.django_db
def test_the_spreadsheet_can_be_read_back_in(chosen: Measure, people: Any, client: Any) -> None:
    for slug, facts in MEASURES.items():
        Measure.objects.filter(slug=slug).update(title=facts["title"])
    freeze(people)
    file = fetch(client, "/measures/2566/report.xlsx")[1]
    read = read_report(file, "report.xlsx", expected_year=2566, known_executive="")
    assert [row.slug for row in read.rows] == [slug.value for slug in Slug]
    assert not read.has_errors
    assert "11,500.50" in read.rows[6].summary
    assert {planned.act for planned in plan_import(read, FiscalYear(2566))} == {"เหมือนเดิม"}


def test_a_summary_with_many_sentences_is_not_cut_off_in_the_spreadsheet():
    sentence = {"heading": "ข้อมูลจากทะเบียน", "source": "ทะเบียน", "address": "/", "counted_on": "2023-09-30"}
    row = {"number": 1, "slug": "hr", "title": "มาตรการ", "steps": [], "summary": "สรุป", "outcome": "ผล"}
    row["sentences"] = [{**sentence, "text": f"ให้บริการ {number} ครั้ง " * 5} for number in range(12)]
    content = {
        "year": 2566, "office": "สำนักงาน", "title": "รายงาน", "introduction": "", "rows": [row], "result": None,
        "signer_name": "", "signer_title": "", "signed_on": None,
    }  # fmt: skip
    sheet = load_workbook(io.BytesIO(report_xlsx(content, created=timezone.now()))).worksheets[0]
    text, width = sheet["D4"].value, sheet.column_dimensions["D"].width
    assert text.count("ให้บริการ") == 60
    assert sheet.row_dimensions[4].height == estimate_height(text, width) < 409


@pytest.mark.django_db
def test_a_working_copy_carries_the_sentences_and_shows_who_approves_what_changed(
    chosen: Measure, people: Any, signed_in: Any, client: Any
) -> None:
    alice = signed_in(people.alice)
    copy = chosen.revise(by=people.alice)
    assert [row.key for row in copy.sentences.all()] == ["contracts", "method:specific"]
    send(alice, copy, **{"sentences-1-DELETE": "on"})
    assert chosen.sentences.count() == 2
    page = words(signed_in(people.bob).get(change_address(copy)).content)
    assert "ข้อความจากข้อมูล นำออก: จ้างโดยวิธีเฉพาะเจาะจง" in page
    copy.refresh_from_db()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ย่อ")
    assert [row.key for row in chosen.sentences.all()] == ["contracts"]
    assert "จ้างโดยวิธีเฉพาะเจาะจง" not in words(client.get(PAGE).content)


@pytest.mark.django_db
def test_a_draft_with_sentences_needs_no_other_summary_and_is_seen_by_staff_only(
    draft: Measure, people: Any, client: Any
) -> None:
    draft.summary = ""
    draft.save()
    assert "ยังไม่ได้เขียนสรุปผลการดำเนินการ" in draft.missing_for_publication()
    accept(by=people.alice, measure=draft, offered=offers_of(draft)[0])
    assert draft.missing_for_publication() == []
    assert fetch(client, draft.get_preview_url())[0] == 404
    assert TOTAL not in words(client.get("/search/?q=ลงนามแล้ว").content)
    published(draft, people)
    assert TOTAL in words(client.get(PAGE).content)
    assert PAGE in client.get("/search/?q=ลงนามแล้ว").content.decode()


# ── when the records move on ─────────────────────────────────────────────────
@pytest.mark.django_db
def test_staff_are_told_that_a_figure_moved_and_one_button_takes_it_over(
    chosen: Measure, people: Any, signed_in: Any, client: Any
) -> None:
    version = freeze(people)
    ends = ("/", ".pdf", ".xlsx", "/1.pdf", "/1.xlsx")
    before = [fetch(client, f"/measures/2566/report{end}") for end in ends]
    told = words(client.get(PAGE).content)
    contract(people, agreed_price=Decimal("500.00"))
    moved_on = f"ตัวเลขเปลี่ยนจาก “{TOTAL}” เป็น “{NOW_TWO}”"
    assert words(client.get(PAGE).content) == told
    assert [fetch(client, f"/measures/2566/report{end}") for end in ends] == before

    alice, erin = signed_in(people.alice), signed_in(people.erin)
    verb = reverse("admin:measures_measure_verb", args=[chosen.pk, "renew"])
    assert moved_on in words(alice.get(change_address(chosen)).content)
    assert moved_on in words(erin.get(change_address(chosen)).content)
    assert verb not in erin.get(change_address(chosen)).content.decode()
    assert "ตัวเลขเปลี่ยน" not in words(erin.get(PAGE).content)
    erin.post(verb)
    assert not Measure.objects.filter(revises=chosen).exists()

    page = alice.post(verb, follow=True)
    copy = Measure.objects.get(revises=chosen)
    assert page.redirect_chain[-1][0] == change_address(copy)
    assert "ใช้ตัวเลขใหม่แล้ว 2 ข้อความ" in page.content.decode()
    assert [row.text.replace("\xa0", " ") for row in copy.sentences.all()] == [
        NOW_TWO,
        "จ้างโดยวิธีเฉพาะเจาะจง 2 สัญญา 12,000.50 บาท",
    ]
    assert copy.cautions() == []
    assert words(client.get(PAGE).content) == told
    assert people.alice.pk in copy.authors
    copy.submit(by=people.alice)
    again = alice.post(verb, follow=True).content.decode()
    assert "รออนุมัติอยู่" in again
    copy.publish(by=people.bob, reason="ตัวเลขล่าสุด")
    assert NOW_TWO in words(client.get(PAGE).content)
    assert [fetch(client, f"/measures/2566/report{end}") for end in ends] == before
    now = next(row for row in report_content(version.report)["rows"] if row["slug"] == "procurement")
    assert now["sentences"][0]["text"].replace("\xa0", " ") == NOW_TWO


@pytest.mark.django_db
def test_in_a_draft_a_button_beside_the_sentence_takes_the_new_figure_over(
    draft: Measure, people: Any, signed_in: Any
) -> None:
    alice = signed_in(people.alice)
    accept(by=people.alice, measure=draft, offered=offers_of(draft)[0])
    row = contract(people, agreed_price=Decimal("500.00"))
    page = words(alice.get(change_address(draft)).content)
    assert f"ตัวเลขเปลี่ยนจาก “{TOTAL}” เป็น “{NOW_TWO}”" in page
    send(alice, draft, **{"sentences-0-text": "รวม 1 สัญญา 11,500.50 บาท", "sentences-0-renew": "1"})
    sentence = first(draft)
    assert sentence.text == "รวม 2 สัญญา 12,000.50 บาท"
    assert sentence.offered.replace("\xa0", " ") == NOW_TWO
    assert moved(draft) == []
    assert AuditEvent.objects.filter(verb="ใช้ตัวเลขใหม่จากข้อมูล").count() == 1
    for each in (row, Contract.objects.exclude(pk=row.pk).get()):
        each.withdraw(by=people.bob, reason="ทดสอบ")
    assert "ข้อมูลของข้อความนี้ไม่มีแล้ว" in words(alice.get(change_address(draft)).content)
    assert "-renew" not in alice.get(change_address(draft)).content.decode()


# ── what the office's own records offer ──────────────────────────────────────
def told(slug: Slug, year: int = 2566) -> list[tuple[str, str]]:
    figures = figures_of(slug, FiscalYear(year))
    return [(one.text.replace("\xa0", " "), one.address) for one in figures.sentences] if figures else []


def came_out(record: Any, day: dt.date) -> Any:
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    type(record).objects.filter(pk=record.pk).update(first_published_at=moment, published_at=moment)
    type(record).history.filter(id=record.pk, status="published").update(published_at=moment)
    return record


@pytest.mark.django_db
def test_news_of_the_year_are_counted_by_kind_with_the_window_of_the_survey(people: Any, office: Any) -> None:
    assert told(Slug.NEWS) == []
    for kind, day in (
        ("news", dt.date(2022, 10, 1)),
        ("news", dt.date(2023, 9, 30)),
        ("event", dt.date(2023, 1, 5)),
        ("news", dt.date(2023, 10, 1)),
    ):
        came_out(published(NewsDraft(created_by=people.alice, kind=kind), people), day)
    NewsDraft(created_by=people.alice)
    assert told(Slug.NEWS) == [
        ("เผยแพร่ข่าวและประกาศ 3 เรื่อง แยกเป็น ข่าวประชาสัมพันธ์ 2 เรื่อง กิจกรรม 1 เรื่อง", "/news/?year=2566")
    ]
    assert told(Slug.NEWS, 2567) == [("เผยแพร่ข่าวและประกาศ 1 เรื่อง", "/news/?year=2567")]
    survey = published(
        SurveyDraft(created_by=people.alice, opens_on=dt.date(2023, 3, 1), closes_on=dt.date(2023, 6, 30)),
        people,
    )
    assert told(Slug.NEWS)[1] == (
        "แบบวัด EIT ของสำนักงาน เปิดรับคำตอบ 1 มีนาคม – 30 มิถุนายน 2566",
        f"/eit/{survey.pk}/",
    )
    NewsItem.objects.filter(kind="event").update(status="draft")
    assert told(Slug.NEWS)[0][0] == "เผยแพร่ข่าวและประกาศ 2 เรื่อง"


@pytest.mark.django_db
def test_duties_are_those_of_the_end_of_the_year_whatever_came_later(people: Any, office: Any) -> None:
    assert told(Slug.AUTHORITY) == []
    kept = came_out(published(DutyDraft(created_by=people.alice), people), dt.date(2022, 11, 3))
    over = published(DutyDraft(created_by=people.alice, ends_on="2023-01-01"), people)
    came_out(over, dt.date(2022, 11, 3))
    late = came_out(published(DutyDraft(created_by=people.alice), people), dt.date(2024, 2, 1))
    copy = kept.revise(by=people.alice)
    copy.explanation = "อธิบายใหม่"
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="อธิบาย")
    assert told(Slug.AUTHORITY) == [
        ("เผยแพร่หน้าที่และอำนาจของสำนักงาน 1 ข้อ ปรับปรุงล่าสุดเมื่อ 3 พฤศจิกายน 2565", "/authority/")
    ]
    figures = figures_of(Slug.AUTHORITY, FiscalYear(2566))
    assert figures is not None
    assert figures.counted_on == dt.date(2023, 9, 30)
    assert told(Slug.AUTHORITY, 2567)[0][0].startswith("เผยแพร่หน้าที่และอำนาจของสำนักงาน 2 ข้อ")
    assert told(Slug.AUTHORITY, 2565) == []
    assert told(Slug.AUTHORITY, 2599) == []
    late.withdraw(by=people.bob, reason="ทดสอบ")
    assert told(Slug.AUTHORITY, 2567)[0][0].startswith("เผยแพร่หน้าที่และอำนาจของสำนักงาน 1 ข้อ")
    assert Duty.objects.in_force(dt.date(2022, 12, 31)).count() == 3


@pytest.mark.django_db
def test_the_improvement_begins_with_last_years_result_and_what_was_done_about_it(
    people: Any, office: Any
) -> None:
    assert told(Slug.IMPROVEMENT) == []
    before = ResultDraft(created_by=people.alice, year=2565, score=Decimal("84.90"), level="B")
    for progress in ("done", "ongoing"):
        Improvement.objects.create(
            result=before, title="ปรับเว็บไซต์", owner_group=before.owner_group,
            due_on=dt.date(2023, 3, 31), progress=progress,
        )  # fmt: skip
    published(before, people)
    assert told(Slug.IMPROVEMENT) == [
        ("ผลประเมิน ITA ปีงบประมาณ พ.ศ. 2565 ได้ 84.90 คะแนน อยู่ในระดับ B", "/ita/2565/result/"),
        ("นำผลประเมินปีงบประมาณ พ.ศ. 2565 มากำหนดเรื่องที่ปรับปรุง 2 เรื่อง เสร็จสิ้นแล้ว 1 เรื่อง", "/ita/2565/result/"),
    ]
    published(ResultDraft(created_by=people.alice), people)
    assert told(Slug.IMPROVEMENT)[2] == (
        "ผลประเมิน ITA ปีงบประมาณ พ.ศ. 2566 ได้ 88.37 คะแนน อยู่ในระดับ A",
        "/ita/2566/result/",
    )
    assert len({one.key for one in figures_of(Slug.IMPROVEMENT, FiscalYear(2566)).sentences}) == 3
