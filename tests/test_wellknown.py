"""What machines read: sitemap.xml, robots.txt, security.txt, the sign of life."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest
from django.db import DatabaseError, connection
from django.urls import resolve

from measures.models import ItaResult
from portal.models import WorkGroup
from portal.search import publishable_models
from portal.views import wellknown
from tests.makers import DisclosureDraft, DutyDraft, MeasureDraft, NewsDraft, PageDraft, published

pytestmark = pytest.mark.django_db
NAMESPACE = f"{{{wellknown.NAMESPACE}}}"


def locations(response) -> dict[str, str]:
    """Address to day of last change, "" when there is none."""
    return {
        (row.findtext(f"{NAMESPACE}loc") or "").removeprefix("http://testserver"): row.findtext(
            f"{NAMESPACE}lastmod", ""
        )
        for row in ET.fromstring(response.content)
    }


# ── sitemap.xml ──────────────────────────────────────────────────────────────
def test_the_sitemap_names_what_is_published_of_every_room_and_every_page_opens(client, office, people):
    news = published(NewsDraft(created_by=people.alice), people)
    published(PageDraft(created_by=people.alice), people)
    published(MeasureDraft(created_by=people.alice), people)
    published(DutyDraft(created_by=people.alice), people)
    published(DisclosureDraft(created_by=people.alice, note="กำลังจัดทำ"), people)
    NewsDraft(title="ร่าง", created_by=people.alice)
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    found = locations(response)
    assert {
        "/",
        "/news/",
        f"/news/{news.pk}/",
        "/pages/trial-policy/",
        "/measures/2566/",
        "/measures/2566/hr/",
        "/ita/2566/",
        "/ita/2566/o3/",
        "/authority/",
        "/complaints/",
        "/contact/",
    } <= set(found)
    assert not [
        path for path in found if "#" in path or path.startswith(("/admin", "/accounts", "/documents"))
    ]
    assert found[f"/news/{news.pk}/"].startswith(news.published_at.strftime("%Y-"))
    for path in found:
        assert client.get(path).status_code == 200, path


def test_a_year_with_a_result_but_no_checklist_is_not_in_the_sitemap(client, office, people):
    result = ItaResult.objects.create(
        year=2565,
        score="84.90",
        level="B",
        source="ทดสอบ",
        owner_group=WorkGroup.objects.get(slug="planning"),
        created_by=people.alice,
    )
    result.submit(by=people.alice)
    result.publish(by=people.bob)
    page = client.get("/sitemap.xml").content.decode()
    assert "/ita/2565/result/</loc>" in page
    assert "/ita/2565/</loc>" not in page


def test_what_is_withdrawn_leaves_the_sitemap(client, office, people):
    news = published(NewsDraft(created_by=people.alice), people)
    news.withdraw(by=people.bob, reason="ผิดพลาด")
    assert f"/news/{news.pk}/" not in locations(client.get("/sitemap.xml"))


def test_a_large_sitemap_is_split_with_an_index_in_front(client, office, monkeypatch):
    whole = locations(client.get("/sitemap.xml"))
    monkeypatch.setattr(wellknown, "MOST_ADDRESSES", 3)
    index = client.get("/sitemap.xml")
    assert ET.fromstring(index.content).tag == f"{NAMESPACE}sitemapindex"
    parts = [locations(client.get(path)) for path in locations(index)]
    assert len(parts) == -(-len(whole) // 3)
    assert {path for part in parts for path in part} == set(whole)
    for wrong in ("0", "99", "x", "๑", "-1", "1.5"):
        assert client.get("/sitemap.xml", {"part": wrong}).status_code == 404


def test_the_sitemap_costs_the_same_for_few_and_many(client, office, people, django_assert_max_num_queries):
    published(NewsDraft(created_by=people.alice), people)
    kinds = len(list(publishable_models()))  # each is asked once, whatever there is of it
    with django_assert_max_num_queries(kinds) as few:
        client.get("/sitemap.xml")
    for _ in range(5):
        published(NewsDraft(created_by=people.alice), people)
    item_drafts = [("o1", 2566), ("o2", 2566), ("o4", 2566)]
    from measures.models import OitItem  # noqa: PLC0415  # after django.setup

    for code, year in item_drafts:
        item = OitItem.objects.get(code=code, year=year, scheme="NACC")
        published(DisclosureDraft(created_by=people.alice, item=item, note="กำลังจัดทำ"), people)
    with django_assert_max_num_queries(kinds) as many:
        client.get("/sitemap.xml")
    assert len(few) == len(many)


# ── robots.txt and security.txt ──────────────────────────────────────────────
def test_robots_are_shown_the_sitemap_and_no_staff_address(client):
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "admin" not in text
    assert "accounts" not in text
    for path in re.findall(r"Disallow: (\S+)", text):
        assert resolve(path)


def test_security_txt_says_whom_to_tell_and_for_how_long(client, office, people):
    published(PageDraft(slug="security", created_by=people.alice), people)
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == f"mailto:{office.email}"
    assert fields["Policy"] == "http://testserver/pages/security/"
    assert fields["Preferred-Languages"] == "th"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    left = dt.datetime.fromisoformat(fields["Expires"]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=30) < left < dt.timedelta(days=366)


def test_security_txt_names_no_policy_that_is_not_there_and_always_a_contact(client):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Policy:" not in text
    assert "Contact: http://testserver/contact/" in text


def test_security_txt_expires_within_a_year_whatever_the_day_and_seldom_changes():
    days = [dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=n) for n in range(4 * 366)]
    expiries = [wellknown._expiry(day) for day in days]
    assert all(
        dt.timedelta(days=180) < end - day < dt.timedelta(days=366)
        for day, end in zip(days, expiries, strict=True)
    )
    assert len(set(expiries)) <= 2 * 5


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/sitemap/"])
def test_an_unchanged_answer_is_not_sent_again(path, client, office):
    first = client.get(path)
    assert not first.cookies
    assert "max-age=60" in first.headers["Cache-Control"]
    again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


# ── the sign of life ─────────────────────────────────────────────────────────
def test_healthz_answers_and_is_never_kept(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_healthz_says_so_when_the_database_is_silent(client):
    def broken(execute, sql, params, many, context):
        raise DatabaseError

    with connection.execute_wrapper(broken):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
