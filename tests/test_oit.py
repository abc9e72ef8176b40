"""The OIT checklist: its items, the state of each, the pages, the CSV, the card, and what staff do with it."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures import oit
from measures.models import Measure, OitDisclosure, OitItem, OitLink, Slug
from measures.models.oit import State
from portal import thai
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, WorkGroup

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2566)


def item(code: str, year: int = 2566) -> OitItem:
    return OitItem.objects.get(year=year, code=code)


def draft(people: Any, code: str = "o3", met: list[int] | None = None, year: int = 2566) -> OitDisclosure:
    disclosure = OitDisclosure.objects.create(
        item=item(code, year),
        met=[0, 1] if met is None else met,
        note="คำอธิบายของข้อนี้",
        owner_group=WorkGroup.objects.get(slug="planning"),
        created_by=people.alice,
    )
    OitLink.objects.create(disclosure=disclosure, title="หน้าที่และอำนาจของเรา", address="/authority/")
    return disclosure


def publish(disclosure: OitDisclosure, people: Any) -> OitDisclosure:
    disclosure.submit(by=people.alice)
    disclosure.publish(by=people.bob)
    return disclosure


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    """The page without its tags."""
    return re.sub("<[^>]+>", "", page)


def card() -> str:
    return engines["django"].from_string("{% load ita %}{% oit_card %}").render({}).strip()


# ── the items ────────────────────────────────────────────────────────────────
def test_four_years_of_items_come_with_the_program() -> None:
    assert oit.sizes() == {2566: 43, 2567: 35, 2568: 28, 2569: 26}
    for year in oit.sizes():
        numbers = OitItem.objects.for_year(year).values_list("number", flat=True)
        assert list(numbers) == list(range(1, len(numbers) + 1))
    assert not OitItem.objects.filter(elements=[]).exists()


def test_the_items_hold_the_gathered_facts(shared: Path) -> None:
    facts = json.loads((shared / "domain/oit_items.json").read_text(encoding="utf-8"))["items"]
    known = {(row.year, row.code): row for row in OitItem.objects.all()}
    assert len(known) == len(facts)
    for fact in facts:
        row = known[fact["year"], fact["code"]]
        assert {name: getattr(row, name) for name in fact} == fact


@pytest.mark.parametrize(
    ("year", "slug", "codes"),
    [
        (2566, Slug.SERVICES, "o15 o16 o17 o18"),
        (2566, Slug.IMPROVEMENT, "o42 o43"),
        (2567, Slug.PROCUREMENT, "o14 o15 o16 o17"),
        (2568, Slug.AUTHORITY, "o1"),
        (2569, Slug.COMPLAINTS, "o16 o17 o18"),
    ],
)
def test_items_know_the_measure_they_belong_to(year: int, slug: Slug, codes: str) -> None:
    rows = OitItem.objects.for_year(FiscalYear(year)).filter(measure=slug)
    assert " ".join(row.code for row in rows) == codes


def test_loading_the_items_again_changes_nothing_staff_have_confirmed(people: Any) -> None:
    oit.confirm_wording(by=people.bob, items=[item("o3")])
    import_module("measures.migrations.0004_oit_items").load(apps, connection.schema_editor(collect_sql=True))
    assert OitItem.objects.count() == 132
    assert item("o3").is_confirmed


# ── the state ────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("met", "state"),
    [([0, 1], State.COMPLETE), ([1], State.PARTIAL), ([], State.PREPARING), ([7], State.PREPARING)],
)
def test_the_state_follows_from_the_elements_that_are_there(
    people: Any, met: list[int], state: State
) -> None:
    assert oit.Entry(item("o3"), draft(people, met=met)).state == state


def test_an_item_without_disclosure_is_being_prepared() -> None:
    assert oit.Entry(item("o3")).state == State.PREPARING


def test_only_the_published_disclosure_counts(people: Any) -> None:
    disclosure = draft(people)
    assert oit.checklist(YEAR).full == 0
    publish(disclosure, people)
    assert oit.checklist(YEAR).full == 1
    copy = disclosure.revise(by=people.alice)
    copy.met = []
    copy.save()
    assert oit.checklist(YEAR).full == 1
    disclosure.withdraw(by=people.bob, reason="ข้อมูลไม่ถูกต้อง")
    assert oit.checklist(YEAR).full == 0


def test_missing_items_are_those_of_which_the_public_sees_nothing(people: Any) -> None:
    assert OitItem.objects.missing(YEAR).count() == 43
    draft(people, "o5", met=[0])
    publish(draft(people, "o3", met=[0]), people)
    publish(draft(people, "o7", met=[]), people)
    missing = {row.code for row in OitItem.objects.missing(YEAR)}
    assert "o3" not in missing
    assert {"o5", "o7"} <= missing


# ── the pages ────────────────────────────────────────────────────────────────
def test_the_checklist_groups_items_and_counts_whole_ones(client: Client, people: Any) -> None:
    publish(draft(people), people)
    publish(draft(people, "o5", met=[0]), people)
    page = text_of(client, "/ita/2566/")
    assert "<b>1/43</b>" in page
    assert "ครบถ้วน 1&nbsp;ข้อ" in page
    assert "ยังไม่ครบ 1&nbsp;ข้อ" in page
    assert "กำลังจัดทำ 41&nbsp;ข้อ" in page
    assert 'id="s9.1"' in page
    assert 'id="s10.2"' in page
    assert "1 จาก 10&nbsp;ข้อ" in page
    assert page.count('class="fold fold-oit"') == 43
    assert 'href="/authority/"' in page


def test_an_item_tells_what_is_there_what_is_not_and_where(client: Client, people: Any) -> None:
    publish(draft(people, "o5", met=[0, 2]), people)
    page = text_of(client, "/ita/2566/o5/")
    assert "มีแล้ว 2 จาก 4" in page
    assert "ยังไม่ครบ" in page
    assert page.count("<b>ยังไม่มี</b>") == 2
    assert "หน้าที่และอำนาจของเรา" in page
    assert "คำอธิบายของข้อนี้" in page
    assert "กลุ่มนโยบายและแผน" in page
    assert "9.1 ข้อมูลพื้นฐาน" in words(page)


def test_every_item_of_every_year_opens(client: Client) -> None:
    for row in OitItem.objects.all():
        assert client.get(row.get_absolute_url()).status_code == 200, row


def test_an_auditor_reaches_every_item_in_two_clicks_from_the_card(client: Client, people: Any) -> None:
    publish(draft(people), people)
    assert 'href="/ita/2566/"' in card()
    page = text_of(client, "/ita/2566/")
    for row in OitItem.objects.for_year(YEAR):
        assert f'href="{row.get_absolute_url()}"' in page


def test_a_published_measure_is_linked_from_its_items_by_itself(client: Client, people: Any) -> None:
    measure = Measure.objects.create(
        year=YEAR,
        slug=Slug.SERVICES,
        title="การให้บริการ",
        steps=["ปรับปรุงคู่มือ"],
        summary="ปรับปรุงแล้ว",
        outcome="รวดเร็วขึ้น",
        owner_group=WorkGroup.objects.get(slug="planning"),
        created_by=people.alice,
    )
    address = f'href="{measure.get_absolute_url()}"'
    assert address not in text_of(client, "/ita/2566/o16/")
    measure.submit(by=people.alice)
    measure.publish(by=people.bob)
    page = text_of(client, "/ita/2566/o16/")
    assert address in page
    assert "มาตรการที่เกี่ยวข้อง" in page
    assert "ข้อมูลที่เปิดเผย</h2>" not in page
    rows = csv.DictReader(io.StringIO(client.get("/ita/2566/items.csv").content.decode("utf-8-sig")))
    assert not any(row["ที่อยู่ของข้อมูล"] for row in rows)
    assert text_of(client, "/ita/2566/").count(address) == 4
    assert address not in text_of(client, "/ita/2567/o11/")


def test_a_draft_shows_nowhere_but_in_its_preview(client: Client, people: Any, signed_in: Any) -> None:
    disclosure = draft(people)
    for address in ("/ita/2566/", "/ita/2566/o3/", "/ita/2566/items.csv"):
        assert "คำอธิบายของข้อนี้" not in text_of(client, address)
        assert "หน้าที่และอำนาจของเรา" not in text_of(client, address)
    assert client.get(disclosure.get_preview_url()).status_code == 404
    assert "คำอธิบายของข้อนี้" in text_of(signed_in(people.bob), disclosure.get_preview_url())


UNCHECKED = "ถ้อยคำยังไม่ได้ตรวจกับคู่มือของสำนักงาน ป.ป.ช."


def test_the_public_is_told_of_wording_that_nobody_checked(client: Client, people: Any) -> None:
    assert UNCHECKED not in text_of(client, "/ita/2566/o3/")
    assert UNCHECKED in text_of(client, "/ita/2566/o4/")
    assert "ถ้อยคำของ 33 จาก 43&nbsp;ข้อยังไม่ได้ตรวจ" in text_of(client, "/ita/2566/")
    assert text_of(client, "/ita/2566/").count(UNCHECKED) == 33
    oit.confirm_wording(by=people.bob, items=OitItem.objects.for_year(YEAR))
    assert UNCHECKED not in text_of(client, "/ita/2566/o4/")
    assert "ยังไม่ได้ตรวจ" not in text_of(client, "/ita/2566/")


def test_a_year_without_any_disclosure_says_so(client: Client, people: Any) -> None:
    said = "ยังไม่เริ่มเปิดเผยข้อมูลของปีนี้"
    assert said in text_of(client, "/ita/2569/")
    publish(draft(people), people)
    assert said not in text_of(client, "/ita/2566/")
    assert said in text_of(client, "/ita/2569/")


def test_staff_see_how_sure_the_wording_is(people: Any, signed_in: Any) -> None:
    staff = text_of(signed_in(people.alice), reverse("admin:measures_oititem_change", args=[item("o4").pk]))
    assert "ยังไม่ได้ตรวจกับคู่มือ" in staff


@pytest.mark.parametrize(
    "address",
    ["/ita/2560/", "/ita/9999/", "/ita/๒๕๖๖/", "/ita/2566/o99/", "/ita/2566/x/", "/ita/2560/items.csv"],
)
def test_an_unknown_year_or_code_is_a_thai_404(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in response.content.decode()


def test_the_shortest_address_leads_to_the_newest_year_with_something_in_it(
    client: Client, people: Any
) -> None:
    assert client.get("/ita/").headers["Location"] == "/ita/2569/"
    draft(people, "o1", met=[0], year=2568)
    publish(draft(people), people)
    response = client.get("/ita/")
    assert (response.status_code, response.headers["Location"]) == (302, "/ita/2566/")


def test_the_csv_says_what_is_still_missing(client: Client, people: Any) -> None:
    publish(draft(people, "o5", met=[0, 1, 2]), people)
    response = client.get("/ita/2566/items.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 43
    row = next(row for row in rows if row["รหัส"] == "o5")
    assert row["สถานะ"] == "ยังไม่ครบ"
    assert row["องค์ประกอบที่ยังขาด"] == "แผนที่ตั้งหน่วยงาน"
    assert row["ที่อยู่ของข้อมูล"] == f"{settings.SITE_URL}/authority/"
    today = timezone.localdate()
    assert row["เผยแพร่ครั้งแรก (พ.ศ.)"] == thai.long_date(today).replace("\xa0", " ")
    assert row["เผยแพร่ครั้งแรก (ค.ศ. ตาม ISO 8601)"] == today.isoformat()


def test_the_checklist_needs_few_queries_however_much_is_disclosed(
    client: Client, people: Any, django_assert_max_num_queries: Any
) -> None:
    oit.start_year(by=people.alice, year=YEAR)
    for disclosure in OitDisclosure.objects.all():
        OitLink.objects.create(disclosure=disclosure, title="ข้อมูล", address="/about/")
        disclosure.met = [0]
        disclosure.save()
        publish(disclosure, people)
    with django_assert_max_num_queries(12):
        assert text_of(client, "/ita/2566/").count('href="/about/"') >= 43
    with django_assert_max_num_queries(8):
        card()


def test_the_card_counts_by_sub_indicator(people: Any) -> None:
    publish(draft(people), people)
    shown = card()
    assert "<b>1/43</b>" in shown
    assert 'href="/ita/2566/#s9.1"' in shown
    assert "1/10" in shown


# ── what staff do ────────────────────────────────────────────────────────────
def test_starting_a_year_makes_a_draft_for_each_item_once(people: Any) -> None:
    publish(draft(people, "o3"), people)
    made = oit.start_year(by=people.charlie, year=YEAR)
    assert len(made) == 42
    assert {str(row.owner_group) for row in made} == {"กลุ่มบริหารงานบุคคล"}
    assert oit.start_year(by=people.charlie, year=YEAR) == []
    assert oit.checklist(YEAR).full == 1


def test_a_new_year_keeps_the_group_that_answered_for_the_item_before(people: Any) -> None:
    publish(draft(people, "o3"), people)
    made = oit.start_year(by=people.charlie, year=FiscalYear(2567))
    groups = {row.item.title: row.owner_group.slug for row in made}
    assert groups["อำนาจหน้าที่"] == "planning"
    assert groups["โครงสร้าง"] == "personnel"


def test_a_person_without_a_group_cannot_start_a_year(people: Any) -> None:
    with pytest.raises(ValidationError, match="ยังไม่สังกัดกลุ่มงาน"):
        oit.start_year(by=people.frank, year=YEAR)
    assert not OitDisclosure.objects.exists()


def test_the_year_is_started_from_the_list_of_items(people: Any, signed_in: Any) -> None:
    address = reverse("admin:measures_oititem_changelist")
    chosen = {"action": "start_year", "_selected_action": [item("o1").pk]}
    assert "สร้างรายการเปิดเผยของทุกข้อในปีนี้" in text_of(signed_in(people.alice), address)
    signed_in(people.erin).post(address, chosen)
    assert not OitDisclosure.objects.exists()
    signed_in(people.alice).post(address, chosen)
    assert OitDisclosure.objects.filter(item__year=2566).count() == 43


def test_a_publisher_confirms_the_wording_and_the_log_says_who(people: Any, signed_in: Any) -> None:
    address = reverse("admin:measures_oititem_changelist")
    chosen = {"action": "confirm_wording", "_selected_action": [item("o4").pk]}
    signed_in(people.alice).post(address, chosen)
    assert not item("o4").is_confirmed
    signed_in(people.bob).post(address, chosen)
    assert item("o4").is_confirmed
    assert AuditEvent.objects.filter(verb="ยืนยันถ้อยคำของข้อ OIT").count() == 1


def test_an_editor_ticks_elements_and_adds_where_they_are(people: Any, signed_in: Any) -> None:
    clerk = signed_in(people.alice)
    add = reverse("admin:measures_oitdisclosure_add")
    group = str(WorkGroup.objects.get(slug="planning").pk)
    assert clerk.get(add).status_code == 200
    response = clerk.post(add, {"item": str(item("o3").pk), "owner_group": group, "note": ""})
    disclosure = OitDisclosure.objects.get()
    change = reverse("admin:measures_oitdisclosure_change", args=[disclosure.pk])
    assert response.headers["Location"] == change
    page = text_of(clerk, change)
    assert page.count('type="checkbox" name="met"') == 2
    assert "ต้องไม่เป็นการแสดงกฎหมายทั้งฉบับ" in page
    posted = {
        "met": ["1", "0"],
        "note": "",
        "owner_group": group,
        "links-TOTAL_FORMS": "1",
        "links-INITIAL_FORMS": "0",
        "links-0-title": "หน้าที่และอำนาจ",
        "links-0-order": "0",
    }
    refused = clerk.post(change, {**posted, "links-0-address": "javascript:alert(1)"})
    assert "ที่อยู่ต้องขึ้นต้นด้วย /" in refused.content.decode()
    assert clerk.post(change, {**posted, "met": ["2"], "links-0-address": "/authority/"}).status_code == 200
    assert clerk.post(change, {**posted, "links-0-address": "/authority/"}).status_code == 302
    disclosure.refresh_from_db()
    assert disclosure.met == [0, 1]
    publish(disclosure, people)
    published = text_of(clerk, change)
    assert "มีแล้ว: ต้องไม่เป็นการแสดงกฎหมายทั้งฉบับ" in published
    assert 'name="met"' not in published


def test_ticked_elements_need_an_address(people: Any) -> None:
    disclosure = draft(people)
    disclosure.links.all().delete()
    with pytest.raises(ValidationError, match="ยังไม่ได้ใส่ที่อยู่"):
        disclosure.submit(by=people.alice)


def test_an_element_the_item_does_not_have_is_refused(people: Any) -> None:
    with pytest.raises(ValidationError, match="เฉพาะองค์ประกอบของข้อนี้"):
        draft(people, met=[2]).clean()
