"""Ethics of a year: what everybody reads, gaps in words, years that stay as they were, files that say the same."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from measures.ethics.actions import add_picture
from measures.ethics.exports import Part
from measures.ethics.figures import figures_of, years
from measures.ethics.models import EthicsCode, GiftCount
from measures.figures import figures_of as told_by_the_roof
from measures.models import Slug
from measures.offers import offers
from portal.fiscal import FiscalYear
from tests.makers import (
    AssessmentDraft,
    CodeDraft,
    DeclarationDraft,
    EthicsActivityDraft,
    GiftCountDraft,
    TeamDraft,
    fetch,
    published,
    words,
)

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2566)


def page(client: Any, address: str) -> str:
    status, body = fetch(client, address)
    assert status == 200, address
    return words(body)


def photograph() -> ContentFile[bytes]:
    drawn = io.BytesIO()
    Image.effect_noise((900, 600), 40).convert("RGB").save(drawn, "JPEG")
    return ContentFile(drawn.getvalue(), name="ภาพ.jpg")


def code_with_rules(people: Any, *rules: dict[str, Any], **facts: Any) -> EthicsCode:
    draft = CodeDraft(created_by=people.alice, **facts)
    for order, rule in enumerate(rules):
        draft.guidelines.create(order=order, **{"kind": "do", "from_year": 2565, **rule})
    found: EthicsCode = published(draft, people)
    return found


@pytest.fixture
def year(people: Any, office: Any) -> None:
    """A whole year: a code with a Do and a Don't, a team, two activities, assessment, declaration, both halves."""
    code_with_rules(
        people,
        {"text": "บอกเวลาแล้วเสร็จ", "example": "ติดป้ายที่จุดบริการ"},
        {"kind": "dont", "text": "ไม่รับของขวัญ"},
    )
    published(TeamDraft(created_by=people.alice, until_year=2568), people)
    training = EthicsActivityDraft(created_by=people.alice, guests=4)
    add_picture(
        by=people.alice,
        activity=training,
        file=photograph(),
        alt="คนห้าคนนั่งประชุม",
        consent="told",
        consent_note="แฟ้มลับเลขที่ 7",
    )
    published(training, people)
    no_gift = {
        "kind": "no_gift",
        "title": "ประกาศไม่รับของขวัญร่วมกัน",
        "held_on": dt.date(2023, 1, 9),
        "staff": 46,
    }
    published(EthicsActivityDraft(created_by=people.alice, **no_gift), people)
    published(AssessmentDraft(created_by=people.alice), people)
    published(DeclarationDraft(created_by=people.alice), people)
    published(GiftCountDraft(created_by=people.alice, total=3, declined=2, returned=1), people)
    published(GiftCountDraft(created_by=people.alice, half=2), people)


# ── pages ────────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("year")
def test_the_overview_tells_every_part_and_leads_to_its_page(client: Any) -> None:
    shown = page(client, "/ethics/2566/")
    for told in (
        "เผยแพร่ประมวลและข้อกำหนดจริยธรรม 1 ฉบับ",
        "กำหนดข้อควรทำ 1 ข้อ และข้อไม่ควรทำ 1 ข้อ",
        "ตามคำสั่งที่ 41/2565 ลงวันที่ 21 พฤศจิกายน 2565 1 ตำแหน่ง",
        "จัดอบรมและกิจกรรมส่งเสริมจริยธรรม 2 ครั้ง ผู้เข้าร่วมรวม 91 คน เป็นผู้เข้าร่วมจากภายนอก 4 คน",
        "ประเมินจริยธรรมบุคลากร 44 คน จาก 46 คน ผลในภาพรวมระดับดีมาก",
        "ประกาศเจตนารมณ์ No Gift Policy เมื่อ 9 มกราคม 2566",
        "ทะเบียนการรับของขวัญทั้งปี: มีผู้มอบ 3 ครั้ง ไม่รับ 2 ครั้ง ส่งคืนผู้ให้ 1 ครั้ง",
    ):
        assert told in shown
    assert "ยังไม่มี" not in shown
    assert client.get("/ethics/")["Location"] == f"/ethics/{FiscalYear.current()}/"
    html = client.get("/ethics/2566/").content.decode()
    for part in ("code", "guidelines", "team", "activities", "assessment", "no-gift", "no-gift/gifts"):
        assert f'href="/ethics/2566/{part}/"' in html


@pytest.mark.usefixtures("year")
def test_each_part_has_its_page_with_what_it_is_about(client: Any) -> None:
    told = {
        "code": ("พระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562 มาตรา 5", "15 ตุลาคม 2564"),
        "guidelines": ("บอกเวลาแล้วเสร็จ", "ติดป้ายที่จุดบริการ", "ไม่รับของขวัญ"),
        "team": ("41/2565", "21 พฤศจิกายน 2565", "ศึกษาธิการจังหวัด", "ให้คำปรึกษาทางจริยธรรม"),
        "activities": ("อบรมมาตรฐานทางจริยธรรม", "14 มีนาคม 2566", "41 จาก 46 คน"),
        "assessment": ("ดีมาก", "44 จาก 46 คน", "ใช้ประกอบการเลื่อนเงินเดือน"),
        "no-gift": ("ประกาศไม่รับของขวัญร่วมกัน", "มีผู้มอบ 3 ครั้ง", "นายสมมุติ ตัวอย่าง"),
        "no-gift/declaration": ("จะไม่รับของขวัญหรือของกำนัลทุกชนิด", "9 มกราคม 2566"),
        "no-gift/gifts": ("มีผู้มอบ 3 ครั้ง บุคลากรรับไว้ 1 ครั้ง", "ไม่มีการรับของขวัญ"),
    }
    for part, texts in told.items():
        shown = page(client, f"/ethics/2566/{part}/")
        for text in texts:
            assert text in shown, (part, text)
        assert "ดาวน์โหลด PDF" in shown, part


@pytest.mark.usefixtures("year")
def test_an_activity_shows_its_people_and_pictures_with_words_and_consent(client: Any) -> None:
    html = client.get("/ethics/2566/activities/").content.decode()
    address = next(
        part for part in html.split('"') if part.startswith("/ethics/2566/activities/") and part[-2].isdigit()
    )
    body = client.get(address).content.decode()
    shown = words(body.encode())
    assert 'alt="คนห้าคนนั่งประชุม"' in body
    assert "แจ้งก่อนถ่ายภาพว่าจะเผยแพร่ และไม่มีผู้คัดค้าน" in shown
    assert "แฟ้มลับ" not in shown, "where the consent is kept is for staff only"
    assert "41 จาก 46 คน (ร้อยละ 89)" in shown
    source = next(part for part in body.split('"') if part.startswith("/ethics/pictures/"))
    status, picture = fetch(client, source)
    assert (status, picture[8:12]) == (200, b"WEBP")


def test_gaps_are_said_in_words_and_a_year_of_which_nothing_is_known_is_not_there(
    people: Any, office: Any, client: Any
) -> None:
    assert client.get("/ethics/").status_code == 404
    published(DeclarationDraft(created_by=people.alice), people)
    shown = page(client, "/ethics/2566/")
    for gap in (
        "ยังไม่มีประมวลจริยธรรมที่เผยแพร่",
        "ยังไม่มีข้อควรทำและไม่ควรทำของปีนี้",
        "ยังไม่มีคำสั่งแต่งตั้งคณะทำงานของปีนี้",
        "ยังไม่มีอบรมหรือกิจกรรมของปีนี้",
        "ยังไม่มีผลการประเมินจริยธรรมของปีนี้",
        "ยังไม่มีกิจกรรม No Gift Policy ของปีนี้",
        "ยังไม่มีจำนวนจากทะเบียนการรับของขวัญของปีนี้",
    ):
        assert gap in shown
    for part in ("code", "guidelines", "team", "activities", "assessment", "no-gift/gifts"):
        assert "ยังไม่มี" in page(client, f"/ethics/2566/{part}/")
    for address in (
        "/ethics/2565/",
        "/ethics/2565/team/",
        "/ethics/2565/ethics.pdf",
        "/ethics/2566/nothing.pdf",
    ):
        assert client.get(address).status_code == 404, address


def test_later_rules_and_teams_leave_an_earlier_year_as_it_was(people: Any, office: Any, client: Any) -> None:
    code_with_rules(
        people,
        {"text": "ข้อเดิม", "until_year": 2566},
        {"text": "ข้อใหม่", "from_year": 2567},
        title="ประมวลเดิม",
        ends_on=dt.date(2024, 10, 1),
    )
    code_with_rules(people, title="ประมวลใหม่", effective_on=dt.date(2024, 10, 1))
    published(TeamDraft(created_by=people.alice, until_year=2567), people)
    published(
        TeamDraft(created_by=people.alice, year=2568, order_number="9/2568", order_on=dt.date(2024, 12, 2)),
        people,
    )
    rules = {year: page(client, f"/ethics/{year}/guidelines/") for year in (2566, 2567)}
    assert ("ข้อเดิม" in rules[2566], "ข้อใหม่" in rules[2566]) == (True, False)
    assert ("ข้อเดิม" in rules[2567], "ข้อใหม่" in rules[2567]) == (False, True)
    codes = {year: page(client, f"/ethics/{year}/code/") for year in (2567, 2568)}
    assert ("ประมวลเดิม" in codes[2567], "ประมวลใหม่" in codes[2567]) == (True, False)
    assert ("ประมวลเดิม" in codes[2568], "ประมวลใหม่" in codes[2568]) == (False, True)
    assert "41/2565" in page(client, "/ethics/2567/team/")
    assert "41/2565" not in page(client, "/ethics/2568/team/")
    assert years() == [2566, 2568, FiscalYear.current()]


@pytest.mark.usefixtures("year")
def test_staff_preview_what_is_not_published_and_nobody_else(
    people: Any, client: Any, signed_in: Any
) -> None:
    for draft in (
        AssessmentDraft(created_by=people.alice, year=2569, assessed_on=dt.date(2026, 9, 1), level="พอใช้"),
        DeclarationDraft(created_by=people.alice, year=2569, declared_on=dt.date(2026, 1, 5), text="พอใช้"),
        TeamDraft(created_by=people.alice, year=2569, name="พอใช้"),
        GiftCountDraft(created_by=people.alice, year=2569, note="พอใช้"),
        CodeDraft(created_by=people.alice, title="พอใช้"),
        EthicsActivityDraft(created_by=people.alice, title="พอใช้", held_on=dt.date(2023, 2, 1)),
    ):
        assert client.get(draft.get_preview_url()).status_code == 404
        assert "พอใช้" in page(signed_in(people.bob), draft.get_preview_url()), draft


@pytest.mark.parametrize("number", [3, 23])
def test_pages_cost_the_same_however_much_there_is(
    number: int, people: Any, office: Any, client: Any, django_assert_max_num_queries: Any
) -> None:
    code_with_rules(people, *({"text": f"ข้อ {place}"} for place in range(number)))
    seats = [("คณะทำงาน", f"ตำแหน่ง {place}") for place in range(number)]
    published(TeamDraft(created_by=people.alice, seats=seats), people)
    for place in range(number):
        published(
            EthicsActivityDraft(created_by=people.alice, kind="no_gift", title=f"กิจกรรมที่ {place}"), people
        )
    most = {"": 12, "code/": 8, "guidelines/": 8, "team/": 8, "activities/": 8, "no-gift/": 12}
    for part, queries in most.items():
        with django_assert_max_num_queries(queries):
            assert client.get(f"/ethics/2566/{part}").status_code == 200


# ── files ────────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("year")
def test_every_part_is_a_pdf_and_a_workbook(client: Any) -> None:
    for part in Part:
        status, pdf = fetch(client, f"/ethics/2566/{part.value}.pdf")
        assert (status, pdf[:5]) == (200, b"%PDF-"), part
        status, xlsx = fetch(client, f"/ethics/2566/{part.value}.xlsx")
        assert status == 200, part
        assert load_workbook(io.BytesIO(xlsx)).sheetnames, part
        assert fetch(client, f"/ethics/2566/{part.value}.xlsx")[1] == xlsx, (
            "the same year gives the same bytes"
        )


@pytest.mark.usefixtures("year")
def test_the_report_says_in_its_pdf_and_its_sheets_what_the_pages_say(client: Any) -> None:
    reader = PdfReader(io.BytesIO(fetch(client, "/ethics/2566/ethics.pdf")[1]))
    text = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    for told in ("ปีงบประมาณ พ.ศ. ๒๕๖๖", "อบรมมาตรฐานทางจริยธรรม", "๔๑/๒๕๖๕", "ดีมาก", "ไม่มีการรับของขวัญ"):
        assert told in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    book = load_workbook(io.BytesIO(fetch(client, "/ethics/2566/ethics.xlsx")[1]))
    assert book.sheetnames == [
        "สรุป",
        "ประมวลจริยธรรม",
        "ควรทำ ไม่ควรทำ",
        "คำสั่งแต่งตั้ง",
        "คณะทำงาน",
        "อบรมและกิจกรรม",
        "ผลการประเมิน",
        "ประกาศ No Gift",
        "ทะเบียนของขวัญ",
    ]
    rows = list(book["อบรมและกิจกรรม"].iter_rows(min_row=4, values_only=True))
    assert rows[0][0] == dt.datetime(2023, 1, 9)
    assert rows[-1][5:9] == (87, None, 4, 91)
    gifts = list(book["ทะเบียนของขวัญ"].iter_rows(min_row=4, values_only=True))
    assert [row[1:5] for row in gifts] == [(3, 2, 1, 0), (0, 0, 0, 0), (3, 2, 1, 0)]


@pytest.mark.usefixtures("year")
def test_activities_are_open_data(client: Any) -> None:
    content = fetch(client, "/ethics/2566/activities.csv")[1]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["จัดเมื่อ"] for row in rows] == ["2023-01-09", "2023-03-14"]
    assert sum(int(row["ผู้เข้าร่วมรวม (คน)"]) for row in rows) == 91
    data = json.loads(fetch(client, "/ethics/2566/activities.json")[1])
    assert (data["fiscal_year_be"], len(data["items"])) == (2566, 2)


# ── what the roof takes over ──────────────────────────────────────────────────
@pytest.mark.usefixtures("year")
def test_the_annual_report_is_offered_sentences_that_lead_to_their_pages() -> None:
    figures = told_by_the_roof(Slug.ETHICS, YEAR)
    assert figures is not None
    told = {one.key: (one.text.replace("\N{NO-BREAK SPACE}", " "), one.address) for one in figures.sentences}
    assert told["activities"] == (
        "จัดอบรมและกิจกรรมส่งเสริมจริยธรรม 2 ครั้ง ผู้เข้าร่วมรวม 91 คน เป็นผู้เข้าร่วมจากภายนอก 4 คน",
        "/ethics/2566/activities/",
    )
    assert told["gifts"] == (
        "รับของขวัญทั้งปี 1 รายการ (มีผู้มอบ 3 ครั้ง ไม่รับ 2 ครั้ง ส่งคืนผู้ให้ 1 ครั้ง)",
        "/ethics/2566/no-gift/gifts/",
    )
    assert set(told) >= {"codes", "guidelines", "teams", "assessment", "declaration", "no gift activities"}
    assert told_by_the_roof(Slug.ETHICS, FiscalYear(2560)) is None


def test_no_gift_is_said_as_zero(people: Any, office: Any) -> None:
    published(GiftCountDraft(created_by=people.alice), people)
    figures = told_by_the_roof(Slug.ETHICS, YEAR)
    assert figures is not None
    (gifts,) = figures.sentences
    assert gifts.text.replace("\N{NO-BREAK SPACE}", " ") == "รับของขวัญถึงวันที่ 31 มีนาคม 2566 0 รายการ"


@pytest.mark.usefixtures("year")
def test_oit_items_of_each_year_are_offered_what_they_ask_for(people: Any) -> None:
    def addresses(year: int, code: str) -> list[str]:
        found = offers(FiscalYear(year), code).get(code, [])
        return [offer.address for offer in found if not offer.address.endswith(".pdf")]

    assert addresses(2566, "o39") == ["/ethics/2566/code/"]
    assert addresses(2566, "o40") == [
        f"/ethics/2566/{part}/" for part in ("team", "guidelines", "activities")
    ]
    assert addresses(2566, "o41") == ["/ethics/2566/assessment/"]
    assert addresses(2566, "o31") == ["/ethics/2566/no-gift/declaration/"]
    assert addresses(2566, "o33") == []  # asks for the year before
    assert addresses(2567, "o28") == ["/ethics/2566/no-gift/"]
    assert addresses(2568, "o16") == [f"/ethics/2568/{part}/" for part in ("code", "team", "guidelines")]
    assert addresses(2569, "o15") == ["/ethics/2569/code/", "/ethics/2569/guidelines/"]
    GiftCount.objects.all().delete()
    assert addresses(2567, "o28") == []


@pytest.mark.usefixtures("year")
def test_what_is_withdrawn_leaves_the_figures(people: Any) -> None:
    count = GiftCount.objects.get(half=1)
    count.withdraw(by=people.bob, reason="นับผิด")
    assert figures_of(YEAR).gifts.total == 0
