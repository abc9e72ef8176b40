"""The home page, the visitor's text size and colours, the style guide."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from portal.demonstration.home import SEARCHES, TASKS
from portal.models import HomeBlock, HomeTask, Icon, PopularSearch
from portal.preferences import Display, Scheme, Size

pytestmark = pytest.mark.django_db


def words(response: Any) -> str:
    bare = re.sub(r"<[^>]+>", "", response.content.decode())
    return " ".join(bare.replace("\N{NO-BREAK SPACE}", " ").split())


# ── the home page ────────────────────────────────────────────────────────────
def test_the_home_page_stands_before_anybody_has_entered_anything(client):
    response = client.get("/")
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_the_home_page_shows_the_tasks_of_the_office_in_its_order(client, office):
    HomeTask.objects.create(title="ติดต่อสำนักงาน", icon=Icon.PHONE, address="/contact/", order=2)
    HomeTask.objects.create(title="ร้องเรียนทุจริต", icon=Icon.SHIELD, address="/complaints/", order=1)
    HomeTask.objects.create(title="ซ่อนไว้ก่อน", icon=Icon.PEN, address="/news/", order=3, is_shown=False)
    response = client.get("/")
    page = words(response)
    assert page.index("ร้องเรียนทุจริต") < page.index("ติดต่อสำนักงาน")
    assert "ซ่อนไว้ก่อน" not in page
    assert '<a href="/complaints/"><svg' in response.content.decode()


def test_a_popular_search_leads_to_its_results(client, office):
    PopularSearch.objects.create(text="แบบ สขร.1 & อื่น ๆ")
    source = client.get("/").content.decode()
    address = re.search(r'<a href="(/search/\?q=[^"]+)">', source)[1]
    assert resolve("/search/").view_name == "portal:search"
    assert "%26" in address


def test_the_office_orders_and_hides_the_parts_of_the_home_page(client, office):
    HomeBlock.objects.filter(key="transparency").update(is_shown=False)
    assert 'id="h-open"' not in client.get("/").content.decode()
    HomeBlock.objects.filter(key="transparency").update(is_shown=True)
    assert 'id="h-open"' in client.get("/").content.decode()


def test_the_home_page_is_the_same_for_everybody_and_answers_304(client, office, people, signed_in):
    first = client.get("/")
    assert "public" in first["Cache-Control"]
    assert "Vary" not in first
    assert not first.cookies
    assert client.get("/", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert signed_in(people.alice).get("/").content == first.content
    client.cookies["display"] = "xl.dark"
    assert client.get("/").content == first.content


def test_more_tasks_and_searches_cost_no_more_queries(client, office):
    with CaptureQueriesContext(connection) as before:
        client.get("/")
    for number in range(8):
        HomeTask.objects.create(title=f"งาน {number}", icon=Icon.PEN, address="/news/")
        PopularSearch.objects.create(text=f"คำ {number}")
    with CaptureQueriesContext(connection) as after:
        client.get("/")
    assert len(after) == len(before)


def test_demonstration_tasks_lead_to_pages_there_are():
    for _title, _hint, _icon, address in TASKS:
        assert resolve(urlsplit(address).path)
    assert len(TASKS) == 8
    assert SEARCHES


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/no-such-page/", "ไม่มีหน้านี้ในเว็บไซต์"),
        ("//evil.example/", "ขึ้นต้นด้วย / เพียงตัวเดียว"),
        ("javascript:alert(1)", "ที่อยู่"),
        ("contact", ""),
    ],
)
def test_a_task_that_leads_nowhere_is_refused(address, said, office, people, signed_in):
    facts = {"title": "ติดต่อ", "icon": "phone", "address": address, "order": 1, "is_shown": "on"}
    response = signed_in(people.dana).post("/admin/portal/hometask/add/", facts)
    assert response.status_code == 200
    assert said in words(response)
    assert not HomeTask.objects.exists()


@pytest.mark.parametrize("address", ["/contact/", "/news/?kind=event", "https://www.nacc.go.th/"])
def test_a_task_may_lead_to_a_page_of_this_site_or_to_another(address, office, people, signed_in):
    facts = {"title": "ติดต่อ", "icon": "phone", "address": address, "order": 1, "is_shown": "on"}
    response = signed_in(people.dana).post("/admin/portal/hometask/add/", facts)
    assert response.status_code == 302, words(response)
    assert HomeTask.objects.get().address == address


def test_the_administrator_orders_the_parts_in_their_list(office, people, signed_in):
    dana = signed_in(people.dana)
    blocks = list(HomeBlock.objects.all())
    facts: dict[str, Any] = {"form-TOTAL_FORMS": len(blocks), "form-INITIAL_FORMS": len(blocks), "_save": "1"}
    for number, block in enumerate(blocks):
        facts |= {f"form-{number}-id": block.pk, f"form-{number}-order": len(blocks) - number}
    response = dana.post("/admin/portal/homeblock/", facts)
    assert response.status_code == 302
    assert list(HomeBlock.objects.all()) == blocks[::-1]
    assert not HomeBlock.objects.filter(is_shown=True).exists()


# ── text size and colours ────────────────────────────────────────────────────
def test_the_choice_is_kept_in_one_cookie_and_leads_back(client, office):
    response = client.post("/display/", {"size": "l", "scheme": "dark", "next": "/news/?kind=event"})
    assert (response.status_code, response["Location"]) == (302, "/news/?kind=event")
    assert list(response.cookies) == ["display"]
    cookie = response.cookies["display"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"], cookie["max-age"]) == (
        "l.dark",
        "Lax",
        True,
        365 * 24 * 3600,
    )
    sheet = client.get("/preferences.css")
    assert sheet.content.decode() == ":root{color-scheme:dark;font-size:112.5%}"
    assert sheet["Cache-Control"] == "private, no-store"
    assert sheet["Vary"] == "Cookie"
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    page = client.get("/display/").content.decode()
    assert len(re.findall(r"<input[^>]+checked", page)) == 2


def test_the_usual_choice_needs_no_cookie(client, office):
    client.post("/display/", {"size": "xl", "scheme": "light"})
    response = client.post("/display/", {"size": "normal", "scheme": "auto"})
    assert response.cookies["display"].value == ""
    assert client.get("/preferences.css").content == b""


@pytest.mark.parametrize("cookie", ["", "huge.neon", "}body{display:none", "l", ".dark.", "\u0e01.dark"])
def test_a_cookie_that_means_nothing_chooses_nothing_else(cookie):
    assert Display.read(cookie).css in ("", ":root{font-size:112.5%}", ":root{color-scheme:dark}")


def test_every_choice_comes_back_from_its_cookie():
    for size in Size:
        for scheme in Scheme:
            assert Display.read(str(Display(size, scheme))) == Display(size, scheme)


@pytest.mark.parametrize("facts", [{}, {"size": "huge", "scheme": "dark"}, {"size": "l", "scheme": "neon"}])
def test_a_choice_there_is_not_is_refused_in_words(facts, client, office):
    response = client.post("/display/", facts)
    assert response.status_code == 400
    assert "พบข้อผิดพลาด" in words(response)
    assert not response.cookies


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "", "news/"],
)
def test_it_never_leads_to_another_site(wanted, client, office):
    response = client.post("/display/", {"size": "l", "scheme": "auto", "next": wanted})
    assert response["Location"] == "/"


@pytest.mark.parametrize(
    ("came_from", "kept"),
    [
        ("http://testserver/news/?page=2", "/news/?page=2"),
        ("http://testserver/display/", None),
        ("https://evil.example/news/", None),
        ("nonsense", None),
    ],
)
def test_the_page_remembers_where_the_visitor_came_from(came_from, kept, client, office):
    page = client.get("/display/", headers={"referer": came_from}).content.decode()
    found = re.search(r'name="next" value="([^"]*)"', page)
    assert (found[1] if found else None) == kept


# ── style guide ──────────────────────────────────────────────────────────────
def test_the_style_guide_is_for_staff(client, office, people, signed_in):
    assert client.get("/styleguide/").status_code == 302
    response = signed_in(people.frank).get("/styleguide/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
