"""Search: what is in the index and when, what is found in Thai, what nobody can break."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote, urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from measures.models import OitItem
from portal import search, standing_pages
from portal.models import NewsItem, SearchEntry
from portal.nearness import nearness, skeleton, telling_parts, trigrams
from portal.search import Query, excerpt, find, mark
from tests.makers import (
    ActivityDraft,
    AnswerDraft,
    ConclusionDraft,
    ConsultationDraft,
    DisclosureDraft,
    DutyDraft,
    HrPlanDraft,
    HrReportDraft,
    ManualDraft,
    MeasureDraft,
    NewsDraft,
    OfficeSurveyDraft,
    PageDraft,
    ReferralDraft,
    ReportDraft,
    ResultDraft,
    RiskDraft,
    RiskResultDraft,
    ServiceDraft,
    SurveyDraft,
    all_measures,
    published,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(people):
    """`news("หัวข้อ", "เนื้อหา")` is a published piece of news."""

    def make(title: str, body: str = "เนื้อหา", **facts) -> NewsItem:
        draft = NewsDraft(title=title, summary="สรุป", body=f"<p>{body}</p>", created_by=people.alice, **facts)
        return published(draft, people)

    return make


def titles(typed: str) -> list[str]:
    return [entry.title for entry in find(Query.read(typed).words)]


def ask(client, **query):
    return client.get(f"/search/?{urlencode(query)}")


def addresses(page) -> list[str]:
    """Where the results lead, in their order."""
    return re.findall(r'class="row-title"><a href="([^"]+)"', page.content.decode())


# ── the index ────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("maker", "word"),
    [
        (NewsDraft, "ลูกเสือ"),
        (PageDraft, "ข้อความของนโยบาย"),
        (MeasureDraft, "ทรัพยากรบุคคล"),
        (DutyDraft, "19/2560"),
        (ReferralDraft, "คุรุสภา"),
        (ManualDraft, "รวบรวมโครงการ"),
        (RiskDraft, "แจ้งสถานะคำขอ"),
        (RiskResultDraft, "สถิติคำขอ"),
        (HrPlanDraft, "อบรมการใช้งานดิจิทัล"),
        (HrReportDraft, "การเขียนหนังสือราชการ"),
        (ActivityDraft, "เวลารับส่งนักเรียน"),
        (ConsultationDraft, "ข้อความของข้อ"),
        (ConclusionDraft, "เพิ่มตัวชี้วัด"),
        (ResultDraft, "88.37"),
        (DisclosureDraft, "อำนาจหน้าที่"),
        (SurveyDraft, "แบบวัด EIT"),
        (ServiceDraft, "โรงเรียนเอกชน"),
        (AnswerDraft, "ใบแจ้งความ"),
        (OfficeSurveyDraft, "เวลาเปิดทำการ"),
    ],
)
def test_whatever_is_published_is_found_with_its_address(maker, word, people):
    facts = {"note": "กำลังจัดทำ"} if maker is DisclosureDraft else {}
    draft = maker(created_by=people.alice, **facts)
    assert not SearchEntry.objects.filter(object_type=draft._meta.label_lower).exists()
    record = published(draft, people)
    (entry,) = find(Query.read(word).words).filter(object_type=record._meta.label_lower)
    assert entry.url == record.get_absolute_url()
    assert entry.visible_from == record.published_at


def test_the_annual_report_is_found(people):
    all_measures(people)
    published(ReportDraft(created_by=people.alice), people)
    assert titles("รายงานผลการดำเนินการ") == ["รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. 2566"]


def test_what_is_not_public_is_not_found(people, news):
    NewsDraft(title="ร่างประกาศรับสมัคร", created_by=people.alice)
    in_review = NewsDraft(title="ประกาศรับสมัครที่รออนุมัติ", created_by=people.alice)
    in_review.submit(by=people.alice)
    withdrawn = news("ประกาศรับสมัครที่ถอนแล้ว")
    withdrawn.withdraw(by=people.bob, reason="ผิดพลาด")
    assert titles("ประกาศรับสมัคร") == []
    assert not SearchEntry.objects.exists()


def test_a_working_copy_is_found_only_when_it_is_published(people, news):
    record = news("อบรมครู", "ข้อความเดิม")
    copy = record.revise(by=people.alice)
    copy.body = "<p>ข้อความใหม่</p>"
    copy.save()
    assert titles("ข้อความใหม่") == []
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="แก้ไขข้อความ")
    assert titles("ข้อความใหม่") == ["อบรมครู"]
    assert titles("ข้อความเดิม") == []
    assert SearchEntry.objects.count() == 1


def test_a_scheduled_record_is_found_when_its_time_has_come(people, client):
    draft = NewsDraft(title="เปิดภาคเรียน", created_by=people.alice)
    draft.submit(by=people.alice)
    draft.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=1))
    assert titles("เปิดภาคเรียน") == []
    SearchEntry.objects.update(visible_from=timezone.now())
    assert titles("เปิดภาคเรียน") == ["เปิดภาคเรียน"]


def test_a_deleted_record_leaves_the_index(people, news):
    record = news("ลบแล้ว")
    record.delete()
    assert titles("ลบแล้ว") == []


def test_reindex_writes_the_index_anew(people, news, capsys):
    news("ประกาศผลสอบ")
    NewsItem.objects.update(title="ประกาศผลคัดเลือก")
    SearchEntry.objects.create(
        object_type="portal.newsitem",
        object_id="999999",
        url="/news/999999/",
        title="ไม่มีอยู่จริง",
        words="ไม่มีอยู่จริง",
        visible_from=timezone.now(),
    )
    call_command("reindex")
    assert "1 รายการ" in capsys.readouterr().out
    assert titles("คัดเลือก") == ["ประกาศผลคัดเลือก"]
    assert titles("ผลสอบ") == titles("ไม่มีอยู่จริง") == []


# ── Thai ─────────────────────────────────────────────────────────────────────
def test_a_word_is_found_inside_a_sentence_without_spaces(news):
    news("การประชุม", "สำนักงานเชิญผู้บริหารสถานศึกษาเข้าร่วมประชุม")
    assert titles("สถานศึกษา") == titles("ผู้บริหาร") == ["การประชุม"]
    assert titles("สถานศึกษาเอกชน") == []


@pytest.mark.parametrize("typed", ["กศ", "ก", "ปี"])
def test_one_or_two_letters_are_found_too(typed, news):
    news("ประชุม กศจ. ประจำปี")
    assert titles(typed) == ["ประชุม กศจ. ประจำปี"]


@pytest.mark.parametrize(
    "typed", ["ปี ๒๕๖๖", "ปี 2566", "น\u0e49\u0e4dาท่วม", "น้ำ\u200bท่วม", "เเผน", "ita", "ITA", "  แผน   น้ำท่วม "]
)
def test_the_same_word_is_found_however_it_is_typed(typed, news):
    news("แผนรับมือน้ำท่วม ปี ๒๕๖๖ (ITA)")
    assert titles(typed) == ["แผนรับมือน้ำท่วม ปี ๒๕๖๖ (ITA)"]


def test_every_word_must_be_there(news):
    news("รับสมัครครูอัตราจ้าง")
    news("รับสมัครลูกเสือ")
    assert titles("รับสมัคร ครู") == ["รับสมัครครูอัตราจ้าง"]


def test_titles_come_first_and_then_the_newest(news):
    for title, body in [
        ("เก่า", "ทุนการศึกษา"),
        ("ทุนการศึกษา 1", "ก"),
        ("ทุนการศึกษา 2", "ก"),
        ("ใหม่", "ทุนการศึกษา"),
    ]:
        news(title, body)
    assert titles("ทุนการศึกษา") == ["ทุนการศึกษา 2", "ทุนการศึกษา 1", "ใหม่", "เก่า"]


# ── marks ────────────────────────────────────────────────────────────────────
def test_what_was_asked_for_is_marked_as_it_is_written():
    assert mark("แผนปี ๒๕๖๖", Query.read("2566").words) == "แผนปี <mark>๒๕๖๖</mark>"
    assert mark("ผล ITA", Query.read("ita").words) == "ผล <mark>ITA</mark>"
    assert mark("ที่นี่", ("ท",)) == "<mark>ที่</mark>นี่"
    assert mark("ไม่มี", ()) == "ไม่มี"


def test_marks_never_let_html_through(client, news):
    news("<script>alert(1)</script> & ครู", "<b>ครู</b> &lt;img src=x onerror=alert(1)&gt;")
    for typed in ("script", "<script>", "ครู", "&", "lt"):
        page = ask(client, q=typed).content.decode()
        assert "<script>alert" not in page.replace("<mark>", "").replace("</mark>", "")
        assert "<img src=x" not in page
    assert "&lt;<mark>script</mark>&gt;" in ask(client, q="script").content.decode()


def test_an_excerpt_shows_the_place_that_was_found():
    text = "ต้นเรื่อง " * 60 + "รับสมัครครู " + "ท้ายเรื่อง " * 60
    shown = excerpt(text, ("รับสมัคร",))
    assert "รับสมัครครู" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 300
    assert excerpt("สั้น", ("ไม่มี",)) == "สั้น"


def test_an_excerpt_never_begins_with_a_vowel_above_nothing():
    shown = excerpt("ที่" * 200 + "รับสมัคร" + "ที่" * 200, ("รับสมัคร",))
    assert shown.startswith("…ที่")


# ── the page ─────────────────────────────────────────────────────────────────
def test_the_page_shows_how_many_and_where(client, office, news):
    item = news("เปิดรับสมัครครูผู้ช่วย", "รายละเอียดการรับสมัคร")
    page = ask(client, q="รับสมัคร")
    assert "พบ 1 รายการ" in words(page.content)
    assert "<h1>ผลการค้นหา “รับสมัคร”</h1>" in re.sub("</?span[^>]*>", "", page.content.decode())
    assert "<title>ผลการค้นหา “รับสมัคร” - " in page.content.decode()
    assert f'href="/news/{item.pk}/"' in page.content.decode()
    assert "<mark>รับสมัคร</mark>" in page.content.decode()
    assert not page.cookies
    assert page.headers["ETag"]


def test_results_are_narrowed_by_kind(client, office, people, news):
    news("อำนาจหน้าที่ของสำนักงาน")
    published(DutyDraft(title="อำนาจหน้าที่ด้านแผน", created_by=people.alice), people)
    both = words(ask(client, q="อำนาจหน้าที่").content)
    assert "พบ 3 รายการ" in both
    assert "หน้าหลักของเว็บไซต์ (1)" in both
    assert "หน้าที่และอำนาจ (1)" in both
    one = words(ask(client, q="อำนาจหน้าที่", kind="หน้าที่และอำนาจ").content)
    assert "พบ 1 รายการ" in one
    assert "อำนาจหน้าที่ของสำนักงาน" not in one
    unknown = words(ask(client, q="อำนาจหน้าที่", kind="ไม่มีประเภทนี้").content)
    assert "พบ 3 รายการ" in unknown
    assert "ไม่มีผลการค้นหาในประเภทที่เลือก" in unknown


def test_a_kind_alone_shows_everything_of_it(client, office, news):
    news("ข่าวหนึ่ง")
    assert "พบ 1 รายการ" in words(ask(client, kind="ข่าวและประกาศ").content)


def test_nothing_found_offers_ways_out(client, office):
    page = ask(client, q="โรงเรยีน").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "ไม่พบสิ่งที่ค้นหา" in main
    assert 'href="/sitemap/"' in main
    assert 'href="/contact/"' in main
    assert f'<a class="nobr" href="tel:{office.phone_tel}">{office.phone}</a>' in main
    assert "ผลลัพธ์ใกล้เคียง" not in main


@pytest.mark.parametrize("typed", ["ก", " ก ", "ก ข", "%", "๕"])
def test_one_letter_is_asked_to_become_two(typed, client, office, news):
    news("ก ข % ๕")
    page = words(ask(client, q=typed).content)
    assert "พิมพ์อย่างน้อย 2 ตัวอักษร" in page
    assert "พบ " not in page
    assert "พิมพ์อย่างน้อย" not in words(ask(client, q="กศ").content)
    assert "พิมพ์อย่างน้อย" not in words(ask(client, q="ข้อ ก").content)


def test_the_page_before_anything_is_asked_explains_itself(client, office):
    for address in ("/search/", "/search/?q=", "/search/?q=+", "/search/?q=%E2%80%8B"):
        page = client.get(address)
        assert page.status_code == 200
        assert "ระบบจะแสดงหน้าที่มีครบทุกคำ" in words(page.content)


def test_results_come_in_pages_of_twenty(client, office):
    now = timezone.now()
    SearchEntry.objects.bulk_create(
        SearchEntry(
            object_type="portal.newsitem",
            object_id=str(number),
            url=f"/news/{number}/",
            kind="ข่าวและประกาศ",
            title=f"ข่าวที่ {number}",
            words=f"ข่าวที่ {number}\n",
            visible_from=now,
        )
        for number in range(45)
    )
    assert ask(client, q="ข่าวที่").content.decode().count('class="row-title"') == 20
    last = ask(client, q="ข่าวที่", page=3)
    assert last.content.decode().count('class="row-title"') == 5
    assert f"q={quote('ข่าวที่')}" in last.content.decode()
    for number in ("0", "4", "99999999999999999999", "๑", "-1", "x"):
        assert ask(client, q="ข่าวที่", page=number).status_code == 404


def test_a_page_costs_the_same_for_few_and_many(client, office, news, django_assert_max_num_queries):
    for number in range(3):
        news(f"ข่าว {number}")
    with django_assert_max_num_queries(6) as few:
        ask(client, q="ข่าว")
    for number in range(30):
        news(f"ข่าวเพิ่ม {number}")
    with django_assert_max_num_queries(6) as many:
        ask(client, q="ข่าว")
    assert len(few) == len(many)


# ── pages that are code ──────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ร้องเรียน", "/complaints/"),
        ("สินบน", "/complaints/"),
        ("ทุจริต", "/complaints/"),
        ("แจ้งเบาะแส", "/complaints/"),
        ("โทรศัพท์", "/contact/"),
        ("เบอร์โทร", "/contact/"),
        ("แผนที่", "/contact/"),
        ("ที่อยู่", "/contact/"),
        ("อำนาจหน้าที่", "/authority/"),
        ("คู่มือการปฏิบัติงาน", "/manuals/"),
        ("ประชาพิจารณ์", "/participation/"),
        ("ประวัติ", "/about/"),
        ("แผนผังเว็บไซต์", "/sitemap/"),
    ],
)
def test_pages_that_are_code_are_found_first(typed, address, client, office, news):
    news(f"ข่าวเรื่อง{typed}")
    assert addresses(ask(client, q=typed))[0] == address


def test_every_page_that_is_code_answers_when_it_is_found(client, office):
    for page in standing_pages.matching(()):
        assert client.get(page.url).status_code == 200, page.route


def test_the_measures_and_the_checklist_are_found_when_there_are_any(client, office, people):
    assert "/measures/" not in addresses(ask(client, q="มาตรการ"))
    assert "/ita/" not in addresses(ask(client, q="OIT"))
    published(MeasureDraft(created_by=people.alice), people)
    published(DisclosureDraft(created_by=people.alice, note="กำลังจัดทำ"), people)
    for typed, address in {"มาตรการ": "/measures/", "OIT": "/ita/"}.items():
        assert addresses(ask(client, q=typed))[0] == address
        assert client.get(address, follow=True).status_code == 200


# ── items of the checklist ───────────────────────────────────────────────────
def test_items_are_found_by_their_code_once_something_of_their_year_is_disclosed(client, office, people):
    draft = DisclosureDraft(created_by=people.alice, note="กำลังจัดทำ")
    assert addresses(ask(client, q="o19")) == []
    disclosure = published(draft, people)
    assert addresses(ask(client, q="o19")) == ["/ita/2566/o19/"]
    assert client.get("/ita/2566/o19/").status_code == 200
    assert addresses(ask(client, q="o1"))[0] == "/ita/2566/o1/"
    assert (
        not SearchEntry.objects.filter(url__startswith="/ita/").exclude(url__startswith="/ita/2566/").exists()
    )
    disclosure.withdraw(by=people.bob, reason="ผิดพลาด")
    assert not SearchEntry.objects.exists()


def test_an_item_is_found_once_whether_it_is_disclosed_or_not(client, office, people):
    first = published(DisclosureDraft(created_by=people.alice, note="กำลังจัดทำ"), people)
    item = OitItem.objects.get(year=2566, code="o19", scheme="NACC")
    second = published(DisclosureDraft(created_by=people.alice, item=item, note="รอแผนใหม่"), people)
    assert addresses(ask(client, q="o19")) == ["/ita/2566/o19/"]
    assert SearchEntry.objects.count() == OitItem.objects.filter(year=2566).count()
    before = set(SearchEntry.objects.values_list("url", "visible_from"))
    assert search.rebuild() == len(before)
    assert set(SearchEntry.objects.values_list("url", "visible_from")) == before
    second.withdraw(by=people.bob, reason="ผิดพลาด")
    assert addresses(ask(client, q="o19")) == ["/ita/2566/o19/"]
    assert "รอแผนใหม่" not in words(ask(client, q="o19").content)
    first.delete()
    assert not SearchEntry.objects.exists()


def test_items_wait_for_the_moment_of_the_first_disclosure(client, office, people):
    draft = DisclosureDraft(created_by=people.alice, note="กำลังจัดทำ")
    draft.submit(by=people.alice)
    draft.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=1))
    assert addresses(ask(client, q="o19")) == []
    assert SearchEntry.objects.filter(url="/ita/2566/o19/", visible_from=draft.published_at).exists()


# ── near ─────────────────────────────────────────────────────────────────────
@pytest.fixture
def library(office, people, news):
    """A few records as an office has them."""
    news("แจ้งกำหนดส่งคำขอรับเงินอุดหนุนของโรงเรียนเอกชน", "ส่งคำขอภายในสิ้นเดือน")
    news("อบรมครูผู้สอนลูกเสือ", "สำนักงานจัดอบรมผู้กำกับลูกเสือ")
    news("ประกาศผู้ชนะการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ")
    published(ReferralDraft(subject="ใบอนุญาตประกอบวิชาชีพครู", agency="คุรุสภา", created_by=people.alice), people)
    published(
        DutyDraft(
            title="ส่งเสริมและกำกับดูแลโรงเรียนเอกชน",
            explanation="รับคำขออนุญาตจัดตั้งโรงเรียน",
            created_by=people.alice,
        ),
        people,
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ร้องเรัยน", "แจ้งการเรียกรับสินบน"),
        ("ร้องเรียนเจ้าหน้าที่รับสินบน", "แจ้งการเรียกรับสินบน"),
        ("เบอร์โทรสำนักงาน", "ติดต่อสำนักงาน"),
        ("จัดซื่อ", "จัดซื้อจัดจ้าง"),
        ("โรงเรียนเอกชล", "กำกับดูแลโรงเรียนเอกชน"),
        ("โลงเรียน", "กำกับดูแลโรงเรียนเอกชน"),
        ("ใบอนุยาด", "ใบอนุญาตประกอบวิชาชีพครู"),
        ("ขอใบอนุญาตจัดตั้งโรงเรียน", "กำกับดูแลโรงเรียนเอกชน"),
        ("ครูต่างชาติ", "ใบอนุญาตประกอบวิชาชีพครู"),
        ("ลุกเสือ", "อบรมครูผู้สอนลูกเสือ"),
    ],
)
def test_misspelt_and_unspaced_words_find_what_comes_near(typed, expected, client, library):
    page = words(ask(client, q=typed).content)
    assert "ไม่พบคำที่ตรงกัน ผลลัพธ์ใกล้เคียง" in page
    assert expected in page[page.index("ผลลัพธ์ใกล้เคียง") :]


@pytest.mark.parametrize(
    "typed",
    ["ฟหกดสวง", "asdfgh qwerty", "แมวน้ำสีฟ้า", "การบิน", "พิซซ่า", "2599", "0000000", "👩‍🏫👩‍🏫", "a" * 200],
)
def test_nonsense_comes_near_to_nothing(typed, client, library):
    page = words(ask(client, q=typed).content)
    assert "ไม่พบสิ่งที่ค้นหา" in page
    assert "ผลลัพธ์ใกล้เคียง" not in page


def test_what_was_found_is_not_shown_again_as_near(client, library):
    page = ask(client, q="โรงเรียนเอกชน")
    assert "ไม่พบคำที่ตรงกัน" not in words(page.content)
    assert "ผลลัพธ์ใกล้เคียง" in words(ask(client, q="เงินอุดหนุนของโรงเรียนเอกชน").content)
    found = addresses(ask(client, q="เงินอุดหนุนของโรงเรียนเอกชน"))
    assert len(found) == len(set(found)) > 1


def test_what_is_hidden_does_not_come_near(client, office, people):
    NewsDraft(title="ประกาศผู้ชนะการจัดซื้อ", created_by=people.alice)
    draft = NewsDraft(title="แผนการจัดซื้อ", created_by=people.alice)
    draft.submit(by=people.alice)
    draft.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=1))
    assert addresses(ask(client, q="จัดซื่อ")) == []


def test_a_page_of_near_results_costs_little_however_many_there_are(
    client, library, news, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8) as few:
        ask(client, q="อบรมครูผู้สอรลูกเสือ")
    for number in range(30):
        news(f"อบรมครูผู้สอนลูกเสือ รุ่นที่ {number}")
    with django_assert_max_num_queries(8) as many:
        ask(client, q="อบรมครูผู้สอรลูกเสือ")
    assert len(few) == len(many)


def test_near_is_measured_by_sound():
    assert skeleton("จัดซื่อ") == skeleton("จัดซื้อ")
    assert skeleton("ใบอนุยาด") == skeleton("ใบอนุญาต")
    exact = nearness(["จัดซื้อ"], "การจัดซื้อจัดจ้าง", "")
    assert exact == 2
    assert exact > nearness(["จัดซื้อ"], "พัสดุ", "การจัดซื้อจัดจ้าง") > 0
    assert nearness(["จัดซื้อ"], "ลูกเสือ", "ข่าว") == 0
    assert telling_parts(["การบิน", "2566", "กข"]) == ["บิน"]
    assert trigrams(["abcdef", "abc"], 2) == ["abc", "cde"]


# ── what somebody types to break it ──────────────────────────────────────────
NASTY = [
    '"',
    "'",
    '""',
    "'; DROP TABLE portal_searchentry; --",
    "ครู*",
    "NEAR(ครู ลูกเสือ)",
    "ครู OR NOT AND",
    "words:ครู",
    "^ครู",
    "{ครู}",
    "ครู + -",
    "(",
    ")",
    "\\",
    "\\%",
    "a" * 200,
    "ก " * 100,
    "\x01\x02ครู\x7f",
    "ครู\ufeff\u200b\u202e",
    "\ufffd",
    "👩‍🏫",
    "[a-z]+(",
    "{{ 7|add:7 }}",
]


@pytest.mark.parametrize("typed", NASTY)
def test_no_query_breaks_the_page(typed, client, office, news):
    news("รับสมัครครู")
    page = ask(client, q=typed)
    assert page.status_code == 200
    assert not page.cookies


@pytest.mark.parametrize(
    "raw", ["q=%00", "q=ก%00ข", "q=%FF%FE", "q=%ED%A0%80", "q[]=1&q=&q=2", "q=%25", "kind=%27%22"]
)
def test_no_address_breaks_the_page(raw, client, office):
    assert client.get(f"/search/?{raw}").status_code in (200, 404)


@pytest.mark.parametrize(
    ("typed", "expected"), [("%", "ลด 50%"), ("_", "แบบ_ก"), ("50%", "ลด 50%"), ("*", "หมายเหตุ *")]
)
def test_signs_mean_themselves(typed, expected, news):
    for title in ("ลด 50%", "แบบ_ก", "หมายเหตุ *", "ธรรมดา"):
        news(title, "ก")
    assert titles(typed) == [expected]


def test_quotes_and_operators_are_letters_like_others(news):
    news('คำว่า "OR" ในประกาศ')
    news("อื่น")
    assert titles('"or"') == ['คำว่า "OR" ในประกาศ']
    assert titles("อื่น OR คำว่า") == []


def test_a_long_query_is_cut_and_says_so(client, office):
    page = words(ask(client, q="ครู" * 100).content)
    assert "คำค้นยาวเกินไป" in page
    assert "ครู" * 67 not in page
    assert "คำค้นยาวเกินไป" in words(ask(client, q=" ".join(f"คำ{n}" for n in range(20))).content)
    assert ask(client, q="ก" * 10_000).status_code < 500


def test_the_database_has_an_index_of_every_three_letters(news):
    news("ประกาศผลสอบ")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM portal_searchwords WHERE portal_searchwords MATCH 'กาศผ'")
        else:
            cursor.execute(
                "SELECT count(*) FROM pg_indexes"
                " WHERE indexdef LIKE '%%gin_trgm_ops%%' AND tablename = 'portal_searchentry'"
            )
        assert cursor.fetchone() == (1,)


def test_the_full_text_table_follows_every_change(news):
    record = news("ประกาศผลสอบ")
    NewsItem.objects.get(pk=record.pk).save()
    assert titles("ผลสอบ") == ["ประกาศผลสอบ"]
    assert search.rebuild() == 1
    assert titles("ผลสอบ") == ["ประกาศผลสอบ"]
