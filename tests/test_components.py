"""The components: each one drawn from real objects, and what their markup promises."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory, signals

from portal.models import Icon, StoredFile
from portal.publishing import Status
from portal.specimens import Document, LicenceForm, VisitsTable, specimens

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STATIC = Path(settings.BASE_DIR) / "static"
COMPONENTS = {path.name for path in (TEMPLATES / "components").glob("*.html")}
PARTS_OF_ONE_PAGE = {
    "eit_card.html",
    "eit_qr.html",
    "errors.html",
    "latest_deals.html",
    "latest_news.html",
    "search_result.html",
    "way_out.html",
}
"""Drawn by the home page, error pages and wrong forms; the style guide names or imitates them."""


def draw(name: str, query: str = "", **context: object) -> str:
    request = RequestFactory().get(f"/somewhere/{query}")
    return render_to_string(f"components/{name}.html", context, request)


def words(markup: str) -> str:
    """What a reader sees of the markup, with single spaces."""
    return " ".join(
        re.sub(r"<[^>]+>", "", markup).replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ").split()
    )


def symbols() -> set[str]:
    return {
        symbol.attrib["id"]
        for symbol in ET.parse(STATIC / "icons.svg").getroot().iter()
        if "id" in symbol.attrib
    }


# ── the house rules of all templates ─────────────────────────────────────────


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_carries_a_script_a_style_or_another_site(path: Path) -> None:
    source = path.read_text()
    assert not re.search(
        r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))|<style|\sstyle=|\son[a-z]+=\"|javascript:",
        source,
    )
    assert not re.search(r"(?:src|<link[^>]*href)=\"(?:https?:)?//", source)


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    known = symbols()
    for path in TEMPLATES.rglob("*.html"):
        for tag in re.findall(r'\{% include "components/icon.html" with ([^%]*)%\}', path.read_text()):
            if named := re.search(r'name="([a-z]+)"', tag):
                assert f"i-{named[1]}" in known, (path, named[1])
    for drawing in ("petal", "bud", "lotus", "chedi", "buds", "motif"):
        assert drawing in known


def test_every_icon_the_office_may_choose_for_a_task_is_in_the_sprite() -> None:
    assert {f"i-{icon}" for icon in Icon.values} <= symbols()


@pytest.mark.django_db
def test_the_style_guide_shows_every_component() -> None:
    drawn = set()

    def note(sender: object, template: object, **_: object) -> None:
        drawn.add((getattr(template, "name", "") or "").rsplit("/")[-1])

    signals.template_rendered.connect(note)
    try:
        request = RequestFactory().get("/styleguide/")
        page = render_to_string("styleguide.html", dict(specimens(request)), request)
    finally:
        signals.template_rendered.disconnect(note)
    assert COMPONENTS - drawn == PARTS_OF_ONE_PAGE
    assert "คู่มือรูปแบบ" in page
    assert len(re.findall(r'\sid="([^"]+)"', page)) == len(set(re.findall(r'\sid="([^"]+)"', page)))


# ── pages for when things break ──────────────────────────────────────────────


@pytest.mark.parametrize("name", ["500.html", "maintenance.html", "complaints/broken.html"])
def test_the_page_for_a_crash_needs_no_database_and_no_hashed_names(name: str) -> None:
    page = get_template(name).render({})
    assert 'action="/search/"' in page
    assert 'href="/contact/"' in page
    for address in re.findall(r'(?:src|href)="/static/([^"]+)"', page):
        assert (STATIC / address).is_file()
    assert '<html lang="th">' in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["404.html", "403.html", "400.html"])
def test_an_error_page_offers_search_and_contact(name: str) -> None:
    page = render_to_string(name, {}, RequestFactory().get("/nowhere/"))
    assert 'role="search"' in page
    assert 'href="/contact/"' in page
    assert page.count("<h1") == 1


@pytest.mark.django_db
def test_a_refusal_says_why() -> None:
    page = render_to_string("403.html", {"reason": "แบบฟอร์ม<หมดอายุ>"}, RequestFactory().get("/"))
    assert "แบบฟอร์ม&lt;หมดอายุ&gt;" in words(page)


# ── states, petals, documents ────────────────────────────────────────────────


@pytest.mark.parametrize("status", Status)
def test_a_state_is_a_word_and_a_sign(status: Status) -> None:
    markup = draw("tag", status=status, label=status.label)
    assert words(markup) == status.label
    sign = re.search(r"#(i-[a-z]+)", markup)
    assert sign
    assert sign[1] in symbols()


def test_a_state_from_the_database_looks_like_the_enum() -> None:
    for status in Status:
        assert draw("tag", status=status.value, label="ก") == draw("tag", status=status, label="ก")


def test_a_petal_stands_for_each_item() -> None:
    markup = draw("petals", full=5, part=1, none=2)
    assert markup.count("<svg") == 8
    assert markup.count('class="part"') == 1
    assert markup.count('class="none"') == 2
    assert "<svg" not in draw("petals", full=0)


def test_kind_size_and_pages_belong_to_the_link_of_a_document() -> None:
    file = StoredFile(kind="pdf", size=1_258_291, pages=14, sha256="ab" * 32)
    markup = draw("doc", document=Document("รายงาน <2566>", file), published_at=dt.date(2023, 10, 31))
    link = re.search(r"<a [^>]*>(.*?)</a>", markup, re.DOTALL)
    assert link
    assert words(link[1]) == "รายงาน &lt;2566&gt; (PDF, 1.2 MB, 14 หน้า)"
    assert "เผยแพร่ 31 ตุลาคม 2566" in words(markup)
    assert "ab" * 32 in markup


def test_a_document_without_pages_has_no_word_for_them() -> None:
    markup = draw("doc", document=Document("ตาราง", StoredFile(kind="xlsx", size=47_104, sha256="0" * 64)))
    assert "(XLSX, 46 KB)" in words(markup)
    assert "หน้า" not in words(markup)


# ── tables and pages ─────────────────────────────────────────────────────────


def draw_table(query: str = "", rows: int = 3, per_page: int | None = None) -> str:
    request = RequestFactory().get(f"/visits/{query}")
    data = [{"month": f"เดือนที่ {n}", "walk_in": n, "online": 2 * n} for n in range(1, rows + 1)]
    table = VisitsTable(data, order_by=request.GET.getlist("sort") or None)
    if per_page:
        table.paginate(page=int(request.GET.get("page", 1)), per_page=per_page)
    return render_to_string("components/table.html", {"table": table}, request)


def test_a_table_says_its_unit_source_and_date() -> None:
    caption = words(draw_table().split("</caption>")[0])
    assert "ผู้รับบริการ" in caption
    assert "หน่วย: ครั้ง" in caption
    assert "ที่มา: ระบบ E-Service" in caption
    assert "ข้อมูล ณ วันที่ 10 เมษายน 2567" in caption


def test_a_table_names_its_rows_and_columns() -> None:
    markup = draw_table(rows=3)
    assert markup.count('scope="col"') == 3
    assert markup.count('<th role="rowheader" scope="row"') == 3 + 1  # and the sum
    assert markup.count('role="columnheader"') == 3
    assert 'data-label="Walk-in">2<' in markup


def test_a_table_tells_how_it_is_sorted() -> None:
    assert 'aria-sort="descending"' in draw_table("?sort=-online")
    assert 'aria-sort="ascending"' in draw_table("?sort=online")
    assert draw_table("?sort=online").count("aria-sort") == 1


def test_sorting_keeps_the_filter_and_returns_to_the_first_page() -> None:
    markup = draw_table("?q=ผ้า&page=2", rows=30, per_page=10)
    link = re.search(r'href="(\?[^"]*sort=online[^"]*)"', markup)
    assert link
    assert "q=" in link[1]
    assert "page=" not in link[1]


def test_an_empty_table_says_so() -> None:
    assert "ยังไม่มีข้อมูล" in draw_table(rows=0)


def test_links_to_pages_keep_the_query_string() -> None:
    markup = draw("pagination", "?q=จ้าง&page=3", page=Paginator(range(100), 10).page(3))
    assert words(markup).startswith("← หน้าก่อน 1 2 3")
    assert re.search(r'<span aria-current="page">3</span>', markup)
    for address in re.findall(r'href="([^"]+)"', markup):
        assert "q=%E0%B8%88" in address


def test_one_page_needs_no_links_to_pages() -> None:
    assert "<nav" not in draw("pagination", page=Paginator(range(5), 10).page(1))


# ── forms ────────────────────────────────────────────────────────────────────


def wrong_form() -> LicenceForm:
    form = LicenceForm({"school": "", "district": "9", "issued_on": "12/2/67", "what": "<b>ทดสอบ</b>"})
    assert not form.is_valid()
    return form


def test_a_form_draws_itself_in_house_style() -> None:
    markup = str(LicenceForm())
    assert markup.count('class="field"') == len(LicenceForm().fields)
    assert 'role="alert"' not in markup


def test_what_may_be_left_out_is_marked_and_nothing_else() -> None:
    assert "(ไม่บังคับ)" in draw("field", field=LicenceForm()["issued_on"])
    assert "(ไม่บังคับ)" not in draw("field", field=LicenceForm()["school"])
    assert "(ไม่บังคับ)" not in draw("field", field=LicenceForm()["issued_on"], bare=True)


def test_hint_and_error_are_tied_to_their_field() -> None:
    markup = draw("field", field=wrong_form()["school"])
    ids = set(re.findall(r'\sid="([^"]+)"', markup))
    described = re.search(r'aria-describedby="([^"]+)"', markup)
    assert described
    assert set(described[1].split()) == {"id_school_helptext", "id_school_error"} <= ids
    assert 'aria-invalid="true"' in markup


def test_the_error_summary_links_to_every_wrong_field() -> None:
    form = wrong_form()
    summary = draw("errors", form=form)
    page = str(form)
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == len(form.errors) == 5
    assert set(targets) <= ids
    assert f"พบข้อผิดพลาด {len(form.errors)} จุด" in words(summary)
    assert "ชื่อสถานศึกษา:" in words(summary)


def test_answers_are_kept_and_escaped() -> None:
    assert "&lt;b&gt;ทดสอบ&lt;/b&gt;" in str(wrong_form())


def test_an_error_of_the_whole_form_is_said_too() -> None:
    form = wrong_form()
    form.add_error(None, "ส่งเรื่องนี้แล้วเมื่อครู่")
    assert "ส่งเรื่องนี้แล้วเมื่อครู่" in draw("errors", form=form)


# ── the shell ────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_the_shell_names_the_office_from_its_record_and_reads_no_visitor() -> None:
    request = RequestFactory().get("/news/")  # without user, session and messages
    page = render_to_string("404.html", {"nav": "news"}, request)
    assert page.count('aria-current="page"') + page.count('aria-current="true"') >= 1
    assert 'rel="preload"' in page
    assert page.index("portal.css") < page.index("preferences.css")
    assert "csrfmiddlewaretoken" not in page


def test_no_template_knows_the_office_by_name() -> None:
    for path in TEMPLATES.rglob("*.html"):
        assert "สุโขทัย" not in path.read_text().replace("เขียวสุโขทัย", "").replace("เจดีย์สมัยสุโขทัย", ""), path


def test_parts_without_data_stay_away() -> None:
    for name in ("score_card", "oit_card", "eit_card", "latest_news", "latest_deals", "docs", "chips"):
        assert not words(draw(name)), name
    assert not words(render_to_string("home/figures.html", {}))


def test_preferences_win_on_screen_and_never_on_paper() -> None:
    sheet = (STATIC / "portal.css").read_text()
    assert "data-theme" not in sheet
    layered = sheet[sheet.index("@layer tokens {") :]
    assert re.search(
        r"@media print \{.*:root \{ color-scheme: light !important; font-size: 82% !important \}",
        layered,
        re.DOTALL,
    )
