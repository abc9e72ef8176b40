"""News: who sees what, the list and its filters, pictures, the feed, and what a clerk may format."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from portal.fiscal import FiscalYear
from portal.models import NewsItem, NewsKind, NewsPicture, StoredFile, WorkGroup
from portal.models.pictures import SMALL_WIDTH
from portal.news import add_picture
from portal.pictures import WIDTHS
from portal.rich_text import clean_html, plain_text
from portal.thai import BANGKOK

pytestmark = pytest.mark.django_db


def draft(people: Any, title: str = "ประชุมผู้ปกครอง", **facts: Any) -> NewsItem:
    values = {"summary": "สรุปสั้น", "body": "<p>เนื้อหาข่าว</p>", "kind": NewsKind.NEWS} | facts
    group = WorkGroup.objects.get(slug="planning")
    return NewsItem.objects.create(title=title, owner_group=group, created_by=people.alice, **values)


def published(people: Any, title: str = "ประชุมผู้ปกครอง", on: dt.date | None = None, **facts: Any) -> NewsItem:
    item = draft(people, title, **facts)
    item.submit(by=people.alice)
    item.publish(by=people.bob)
    if on:
        at = dt.datetime.combine(on, dt.time(9), BANGKOK)
        NewsItem.objects.filter(pk=item.pk).update(first_published_at=at, published_at=at)
    item.refresh_from_db()
    return item


def photograph(width: int = 1600, height: int = 900, name: str = "school.jpg") -> SimpleUploadedFile:
    output = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(output, "JPEG")
    return SimpleUploadedFile(name, output.getvalue(), "image/jpeg")


def pictured(people: Any, **facts: Any) -> tuple[NewsItem, NewsPicture]:
    item = draft(people, **facts)
    picture = add_picture(by=people.alice, item=item, file=photograph(), alt="ครูนั่งประชุม", caption="ห้องประชุม")
    return item, picture


def words(response: Any) -> str:
    """What a reader sees of a page, in one line."""
    bare = re.sub(r"<[^>]+>", "", response.content.decode())
    return " ".join(bare.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ").split())


# ── the list ─────────────────────────────────────────────────────────────────
def test_news_shows_the_published_only(client, office, people):
    published(people, "ข่าวที่เผยแพร่แล้ว")
    draft(people, "ข่าวที่ยังร่างอยู่")
    page = words(client.get("/news/"))
    assert "ข่าวที่เผยแพร่แล้ว" in page
    assert "ข่าวที่ยังร่างอยู่" not in page


def test_news_has_no_page_for_a_draft_and_none_after_withdrawal(client, office, people):
    item = draft(people)
    assert client.get(f"/news/{item.pk}/").status_code == 404
    item.submit(by=people.alice)
    item.publish(by=people.bob)
    assert client.get(f"/news/{item.pk}/").status_code == 200
    item.withdraw(by=people.bob, reason="ข้อมูลผิด")
    assert client.get(f"/news/{item.pk}/").status_code == 404


def test_a_fiscal_year_begins_on_the_first_of_october_in_thailand(client, office, people):
    published(people, "วันสุดท้ายของปี", on=dt.date(2023, 9, 30))
    late = published(people, "ต้นปีใหม่")
    # Twenty minutes into 1 October in Thailand, still 30 September in UTC.
    at = dt.datetime(2023, 9, 30, 17, 20, tzinfo=dt.UTC)
    NewsItem.objects.filter(pk=late.pk).update(first_published_at=at, published_at=at)
    page = words(client.get("/news/?year=2567"))
    assert "ต้นปีใหม่" in page
    assert "วันสุดท้ายของปี" not in page
    late.refresh_from_db()
    assert late.fiscal_year == FiscalYear(2567)
    assert words(client.get(f"/news/{late.pk}/")).count("1 ตุลาคม 2566") == 2


def test_filters_narrow_the_list_and_come_off_one_by_one(client, office, people):
    published(people, "ประกาศของปี 66", on=dt.date(2023, 3, 1), kind=NewsKind.ANNOUNCEMENT)
    published(people, "กิจกรรมของปี 66", on=dt.date(2023, 3, 2), kind=NewsKind.EVENT)
    published(people, "ประกาศของปีนี้", kind=NewsKind.ANNOUNCEMENT)
    response = client.get("/news/?kind=announcement&year=2566")
    page = words(response)
    assert "พบ 1 เรื่อง" in page
    assert "ประกาศของปี 66" in page
    assert 'href="/news/?year=2566"' in response.content.decode()
    assert 'href="/news/?kind=announcement"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=gossip", "ไม่มีประเภทข่าวนี้"),
        ("year=9999", "ไม่มีข่าวของปีงบประมาณนี้"),
        ("year=๒๕๖๖", "ไม่มีข่าวของปีงบประมาณนี้"),
    ],
)
def test_a_filter_that_means_nothing_is_said_and_ignored(query, said, client, office, people):
    published(people, "ข่าวหนึ่ง")
    response = client.get(f"/news/?{query}")
    assert response.status_code == 200
    assert said in words(response)
    assert "ข่าวหนึ่ง" in words(response)


@pytest.mark.parametrize("number", ["0", "2", "-1", "99999999999999999999", "x", "๑", "1.5", ""])
def test_a_page_number_that_is_none_is_a_thai_404(number, client, office, people):
    published(people)
    response = client.get("/news/", {"page": number})
    assert response.status_code == 404
    assert "ไม่พบหน้า" in words(response)


def test_twenty_news_fill_a_page_and_cost_no_more_queries_than_one(
    client, office, people, django_assert_num_queries, django_assert_max_num_queries
):
    published(people)
    with django_assert_max_num_queries(12) as few:
        client.get("/news/")
    for number in range(24):
        published(people, f"เรื่องที่ {number}")
    with django_assert_num_queries(len(few)):
        page = client.get("/news/")
    assert page.content.decode().count("<h3") == 20
    assert words(client.get("/news/?page=2")).count("เรื่องที่") == 4


def test_mending_a_word_leaves_news_in_its_place(client, office, people):
    old = published(people, "ข่าวเก่า", on=timezone.localdate() - dt.timedelta(days=9))
    published(people, "ข่าวใหม่", on=timezone.localdate() - dt.timedelta(days=1))
    copy = old.revise(by=people.alice)
    copy.title = "ข่าวเก่าที่แก้คำผิด"
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="แก้คำผิด")
    page = words(client.get("/news/"))
    assert page.index("ข่าวใหม่") < page.index("ข่าวเก่าที่แก้คำผิด")
    assert "ปรับปรุงล่าสุด" in words(client.get(f"/news/{old.pk}/"))


# ── caching ──────────────────────────────────────────────────────────────────
def test_pages_of_news_are_the_same_for_everybody_and_answer_304(client, office, people):
    item, picture = pictured(people)
    item.submit(by=people.alice)
    item.publish(by=people.bob)
    for address in ("/news/", f"/news/{item.pk}/", "/news/feed.xml", picture.src):
        first = client.get(address)
        assert first.status_code == 200
        assert "public" in first["Cache-Control"]
        assert "Vary" not in first
        assert not first.cookies
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


# ── preview ──────────────────────────────────────────────────────────────────
def test_staff_preview_a_draft_with_its_pictures_and_nobody_else_does(client, office, people, signed_in):
    item, picture = pictured(people, title="ฉบับร่างพร้อมภาพ")
    staff = signed_in(people.alice)
    page = staff.get(item.get_preview_url())
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    source = re.search(r'<img src="([^"]+-small\.webp[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    assert staff.get(source).status_code == 200
    assert "no-store" in staff.get(source)["Cache-Control"]
    assert client.get(source).status_code == 404
    assert client.get(item.get_preview_url()).status_code == 404
    assert client.get(picture.src).status_code == 404


def test_a_preview_shows_the_working_copy_under_the_address_of_its_original(office, people, signed_in):
    item = published(people, "หัวข้อเดิม")
    copy = item.revise(by=people.alice)
    NewsItem.objects.filter(pk=copy.pk).update(title="หัวข้อใหม่")
    page = signed_in(people.bob).get(f"/news/{item.pk}/?preview={copy.pk}")
    assert "หัวข้อใหม่" in words(page)


# ── pictures ─────────────────────────────────────────────────────────────────
def test_a_picture_is_kept_in_two_widths_as_webp(people):
    item, picture = pictured(people)
    assert (picture.width, picture.height) == (1280, 720)
    for stored, width in ((picture.large, 1280), (picture.small, SMALL_WIDTH)):
        with stored.open() as file:
            image = Image.open(file)
            assert (image.format, image.width) == ("WEBP", width)
        assert stored.uploaded_by == people.alice
    assert min(WIDTHS) == SMALL_WIDTH
    assert item.pictures.count() == 1


def test_the_page_offers_both_widths_with_size_alt_and_caption(client, office, people):
    item, picture = pictured(people)
    item.submit(by=people.alice)
    item.publish(by=people.bob)
    source = client.get(f"/news/{item.pk}/").content.decode()
    tag = re.search(r"<img src=\"/news/pictures[^>]+>", source)[0]
    assert f'srcset="{picture.address("small")} 640w, {picture.address("large")} 1280w"' in tag
    assert 'width="1280" height="720" alt="ครูนั่งประชุม"' in tag
    assert "ห้องประชุม" in source
    large = client.get(picture.address("large"))
    assert large["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(large.content)).width == 1280


def test_a_picture_too_small_for_two_widths_has_one(people):
    item = draft(people)
    picture = add_picture(by=people.alice, item=item, file=photograph(400, 300), alt="ป้ายหน้าโรงเรียน")
    assert picture.large == picture.small
    assert picture.srcset == ""


@pytest.mark.parametrize("address", ["{pk}-huge.webp", "{pk}-640.webp", "9999-small.webp"])
def test_a_picture_that_is_not_there_is_a_404(address, client, office, people):
    item, picture = pictured(people)
    item.submit(by=people.alice)
    item.publish(by=people.bob)
    assert client.get(f"/news/pictures/{address.format(pk=picture.pk)}").status_code == 404


def test_a_withdrawn_picture_is_gone_and_shared_caches_forget_it_soon(client, office, people):
    item, picture = pictured(people)
    item.submit(by=people.alice)
    item.publish(by=people.bob)
    caching = client.get(picture.src)["Cache-Control"]
    assert "immutable" in caching
    assert "s-maxage=60" in caching
    assert "immutable" not in client.get(picture.src.partition("?")[0])["Cache-Control"]
    item.withdraw(by=people.bob, reason="เห็นหน้านักเรียน")
    assert client.get(picture.src).status_code == 404


def test_a_picture_needs_words_that_stand_for_it(people):
    item = draft(people)
    with pytest.raises(ValidationError) as error:
        add_picture(by=people.alice, item=item, file=photograph(), alt="")
    assert "alt" in error.value.message_dict
    assert not StoredFile.objects.exists()


def test_pictures_travel_with_a_working_copy(people):
    item, picture = pictured(people)
    item.submit(by=people.alice)
    item.publish(by=people.bob)
    copy = item.revise(by=people.alice)
    add_picture(by=people.alice, item=copy, file=photograph(), alt="ภาพที่สอง", order=2)
    assert item.pictures.count() == 1
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="เพิ่มภาพ")
    assert [row.alt for row in item.pictures.all()] == ["ครูนั่งประชุม", "ภาพที่สอง"]
    assert item.pictures.first().large == picture.large


# ── the admin ────────────────────────────────────────────────────────────────
def form_of(**changes: Any) -> dict[str, Any]:
    group = WorkGroup.objects.get(slug="planning")
    rows = {
        f"{prefix}-{part}": value
        for prefix, total in (("pictures", 1), ("documents", 0))
        for part, value in {
            "TOTAL_FORMS": total, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000,
        }.items()
    }  # fmt: skip
    return (
        rows
        | {
            "title": "ข่าวจากเจ้าหน้าที่",
            "kind": "news",
            "owner_group": group.pk,
            "summary": "สรุป",
            "body": '<p onclick="x()">ดี<script>alert(1)</script></p>',
            "pictures-0-alt": "นักเรียนอ่านหนังสือ",
            "pictures-0-order": 1,
            "pictures-0-upload": photograph(),
        }
        | changes
    )


def test_a_clerk_writes_news_with_a_picture(office, people, signed_in):
    response = signed_in(people.alice).post("/admin/portal/newsitem/add/", form_of())
    assert response.status_code == 302, words(response)
    item = NewsItem.objects.get()
    assert item.body == "<p>ดี</p>"
    assert item.pictures.get().alt == "นักเรียนอ่านหนังสือ"
    assert item.pictures.get().large.uploaded_by == people.alice


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pictures-0-alt": ""}, "ยังไม่ได้เขียนคำบรรยายแทนภาพ"),
        ({"pictures-0-alt": "IMG_2041.JPG"}, "ไม่ใช่ชื่อไฟล์"),
        ({"pictures-0-upload": ""}, "เลือกไฟล์ภาพ"),
        ({"pictures-0-upload": SimpleUploadedFile("a.jpg", b"%PDF-1.7 not a picture")}, "แต่เนื้อในเป็น PDF"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said_and_nothing_is_stored(changes, said, office, people, signed_in):
    response = signed_in(people.alice).post("/admin/portal/newsitem/add/", form_of(**changes))
    assert response.status_code == 200
    assert said in words(response)
    assert not NewsItem.objects.exists()
    assert not StoredFile.objects.exists()


# ── the feed ─────────────────────────────────────────────────────────────────
def test_the_feed_tells_the_newest_news_with_whole_addresses(client, office, people, settings):
    settings.SITE_URL = "https://www.example.go.th"
    item = published(people, "ข่าวในฟีด & อื่น ๆ", on=dt.date(2026, 1, 5))
    draft(people, "ร่างลับ")
    response = client.get("/news/feed.xml")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert response["Last-Modified"] == "Mon, 05 Jan 2026 02:00:00 GMT"
    channel = ET.fromstring(response.content).find("channel")
    assert channel.findtext("title") == f"ข่าวและประกาศ - {office.name}"
    assert channel.findtext("language") == "th"
    entry = channel.find("item")
    assert entry.findtext("title") == "ข่าวในฟีด & อื่น ๆ"
    assert entry.findtext("link") == f"https://www.example.go.th/news/{item.pk}/"
    assert "testserver" not in response.content.decode()
    assert "ร่างลับ" not in response.content.decode()


def test_a_control_character_in_a_title_does_not_break_the_feed(client, office, people):
    published(people, "วาง\x0bจาก Word", summary="สรุป\x07")
    assert (
        ET.fromstring(client.get("/news/feed.xml").content).find("channel/item/title").text == "วางจาก Word"
    )


def test_news_of_tomorrow_comes_tomorrow(client, office, people):
    item = draft(people, "ประกาศล่วงหน้า")
    item.submit(by=people.alice)
    item.publish(by=people.bob, at=timezone.now() + dt.timedelta(hours=30))
    for address in ("/news/", "/news/feed.xml"):
        assert "ประกาศล่วงหน้า" not in client.get(address).content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=31), tick=False):
        assert "ประกาศล่วงหน้า" in client.get("/news/feed.xml").content.decode()


# ── rich text ────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>ก<strong>ข</strong></p>", "<p>ก<strong>ข</strong></p>"),
        ("<h1>ก</h1><h2>ข</h2>", "ก<h2>ข</h2>"),
        ('<p style="color:red" class="x">ก</p>', "<p>ก</p>"),
        ("<script>alert(1)</script><p>ก</p>", "<p>ก</p>"),
        ('<a href="javascript:alert(1)">ก</a>', '<a rel="noopener">ก</a>'),
        ('<p><a href="/contact/">ก</a></p>', '<p><a href="/contact/" rel="noopener">ก</a></p>'),
        ('<img src=x onerror="alert(1)">', ""),
        ("<p></p>", ""),
    ],
)
def test_rich_text_keeps_what_a_clerk_may_format_and_nothing_else(dirty, clean):
    assert clean_html(dirty) == clean
    assert clean_html(clean) == clean


def test_rich_text_is_cleaned_whoever_saves_it(people):
    item = draft(people, body="<p>ก<iframe src='//x'></iframe></p>")
    item.refresh_from_db()
    assert item.body == "<p>ก</p>"


def test_rich_text_put_into_the_database_by_other_hands_is_cleaned_when_shown(client, office, people):
    item = published(people)
    NewsItem.objects.filter(pk=item.pk).update(body="<p>ดี</p><script>alert(1)</script>")
    page = client.get(f"/news/{item.pk}/").content.decode()
    assert "<p>ดี</p>" in page
    assert "alert(1)" not in page


def test_the_plain_words_of_rich_text_stand_a_line_a_paragraph():
    assert plain_text("<h2>ก</h2><p>ข ค</p><ul><li><p>ง &amp; จ</p></li></ul>") == "ก\nข ค\nง & จ"


def test_news_without_words_cannot_be_sent_for_approval(people):
    item = draft(people, body="<p> </p>")
    with pytest.raises(ValidationError, match="ยังไม่ได้เขียนเนื้อหาข่าว"):
        item.submit(by=people.alice)


def test_a_clerk_formats_news_in_a_real_browser_without_breaking_the_policy(site, page_factory):
    page = page_factory()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept("/contact/"))
    username, password = site.accounts["editor"]
    page.goto("/accounts/login/?next=/admin/portal/newsitem/add/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/portal/newsitem/add/")
    page.locator(".ProseMirror").click()
    page.keyboard.type("หัวข้อ")
    page.get_by_role("button", name="หัวข้อใหญ่").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("ติดต่อ")
    page.keyboard.press("Shift+Home")
    page.get_by_role("button", name="ตัวหนา").click()
    page.get_by_role("button", name="ลิงก์", exact=True).click()
    page.locator(".ProseMirror a").wait_for()  # the browser's question has been answered
    # The editor takes the focus back at the next frame, and learns where the caret is from an event after
    # the key; a person is slower than both.
    settled = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
    page.evaluate(settled)
    page.keyboard.press("End")
    page.evaluate(settled)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="รายการเลข").click()
    page.keyboard.type("ข้อหนึ่ง")
    written = clean_html(page.locator("textarea[name=body]").input_value())
    assert written == (
        '<h2>หัวข้อ</h2><p><a href="/contact/" rel="noopener"><strong>ติดต่อ</strong></a></p>'
        "<ol><li><p>ข้อหนึ่ง</p></li></ol>"
    )
    assert not re.search("[A-Za-z]", page.locator(".rich-text-bar").inner_text())
    assert troubles == []
