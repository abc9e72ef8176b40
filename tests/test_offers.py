"""OIT items of procurement and of complaints lead to what their rooms publish; they tick nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from complaints.models import KeyHolder
from complaints.models.terms import HolderKind
from measures import oit
from measures.models import OitDisclosure, OitItem
from measures.models.oit import State
from measures.offers import _ASKED, offers
from portal.fiscal import FiscalYear
from portal.models import PageKind
from tests.makers import (
    AnnouncementDraft,
    ContractDraft,
    DisclosureDraft,
    PageDraft,
    PlanDraft,
    published,
    published_form,
    published_service,
    words,
)

pytestmark = pytest.mark.django_db

ROOMS = ("procurement", "complaints", "manuals", "services", "risk", "participation", "hr", "ethics")
OF_NO_MEASURE = "No Gift Policy"
"""In the titles of items that the room of ethics answers, though they belong to no measure of the report."""


def addresses(year: int, code: str) -> list[str]:
    return [offer.address for offer in offers(FiscalYear(year), code).get(code, [])]


def entry(year: int, code: str) -> oit.Entry:
    return oit.entry(OitItem.objects.get(year=year, code=code), OitDisclosure.objects.published())


def test_every_item_of_the_rooms_is_asked_for_and_no_other() -> None:
    items = json.loads((Path(settings.BASE_DIR) / "measures/data/oit_items.json").read_text())
    known = {
        (item["year"], item["code"])
        for item in items
        if item["measure"] in ROOMS or OF_NO_MEASURE in item["title"]
    }
    assert set(_ASKED) == known


def test_empty_rooms_offer_nothing(people: Any) -> None:
    for draft in (ContractDraft, PlanDraft, AnnouncementDraft):
        draft(created_by=people.alice)
    for year, code in _ASKED:
        assert addresses(year, code) == []


def test_each_item_gets_what_it_asks_for_of_the_year_it_asks_for(people: Any) -> None:
    for draft in (ContractDraft, PlanDraft, AnnouncementDraft):
        published(draft(created_by=people.alice), people)
    assert addresses(2566, "o19") == ["/procurement/2566/plan/", "/procurement/2566/plan.xlsx"]
    assert addresses(2566, "o20") == ["/procurement/2566/announcements/"]
    assert addresses(2566, "o21") == ["/procurement/2566/monthly/", "/procurement/2566/monthly.xlsx"]
    assert addresses(2566, "o22") == []  # asks for the year before
    assert addresses(2567, "o14") == []
    assert addresses(2567, "o16") == []
    assert addresses(2567, "o17") == [
        "/procurement/2567/ita-o17.xlsx",
        "/procurement/2566/",
        "/procurement/2566/summary.xlsx",
    ]


def test_the_services_offer_their_manuals_and_what_can_be_asked_for_online(people: Any) -> None:
    published_service(people)
    for year, code in ((2566, "o15"), (2567, "o11"), (2568, "o9"), (2569, "o9")):
        assert addresses(year, code) == ["/services/", "/services/services.xlsx"]
    assert addresses(2566, "o18") == []
    published_form(people)
    for year, code in ((2566, "o18"), (2567, "o13"), (2568, "o10"), (2569, "o10")):
        assert addresses(year, code) == ["/services/?online=1"]


def test_the_channel_offers_its_guide_itself_and_the_figures_that_are_due(
    people: Any, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2025, 4, 1, 3, tzinfo=dt.UTC), tick=False)
    published(PageDraft(created_by=people.alice, slug="complaint-guide", kind=PageKind.ABOUT), people)
    assert addresses(2568, "o17") == ["/pages/complaint-guide/"]
    assert addresses(2568, "o18") == addresses(2568, "o19") == []  # nobody could read a report
    KeyHolder.objects.create(kind=HolderKind.OFFICER, public_key=b"1" * 32, user=people.alice)
    KeyHolder.objects.update(created_at=dt.datetime(2024, 1, 9, tzinfo=dt.UTC))
    assert addresses(2568, "o18") == ["/complaints/", "/complaints/privacy/"]
    assert addresses(2568, "o19") == [
        "/complaints/statistics/2568/",
        "/complaints/statistics/2568.xlsx",
        "/complaints/statistics/2568.csv",
    ]
    assert addresses(2567, "o24") == [at.replace("2568", "2567") for at in addresses(2568, "o19")]
    assert addresses(2566, "o29") == []  # before there was a channel
    assert addresses(2569, "o18") == []  # asks for the whole of 2568
    time_machine.move_to(dt.datetime(2025, 9, 30, 17, tzinfo=dt.UTC), tick=False)
    assert addresses(2569, "o18") == addresses(2568, "o19")


def test_what_is_offered_is_shown_but_discloses_nothing(people: Any, office: Any, client: Any) -> None:
    published(PlanDraft(created_by=people.alice), people)
    found = entry(2566, "o19")
    assert found.state == State.OFFERED
    assert found.links_title == "ข้อมูลในระบบที่รอยืนยัน"
    assert found.row[5] == 0
    assert str(found.row[-1]).startswith("http")
    page = client.get("/ita/2566/o19/").content.decode()
    assert "มีข้อมูลในระบบแล้ว รอเจ้าหน้าที่ยืนยันความครบถ้วน" in page
    assert "กำลังจัดทำ" not in page
    assert "มีแล้ว 0 จาก" not in page
    checklist = oit.checklist(FiscalYear(2566))
    assert (checklist.full, checklist.part, checklist.offered, checklist.preparing) == (0, 0, 1, 42)
    assert 'href="/procurement/2566/plan/"' in page
    assert "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2566 (XLSX)" in words(page.encode())
    assert 'href="/procurement/2566/plan.xlsx"' in client.get("/ita/2566/").content.decode()


def test_the_newest_year_is_one_with_something_disclosed_else_offered(
    people: Any, office: Any, client: Any
) -> None:
    published(ContractDraft(created_by=people.alice, year=2567), people)
    assert client.get("/ita/")["Location"] == "/ita/2568/", (
        "the register has the form that o13 of 2568 asks for"
    )
    assert 'href="/ita/2568/"' in client.get("/").content.decode()
    published(DisclosureDraft(created_by=people.alice, note="กำลังจัดทำ"), people)
    assert oit.latest_year() == 2566
    assert 'href="/ita/2566/"' in client.get("/").content.decode()


def test_staff_confirm_by_ticking_and_need_not_type_an_address(people: Any) -> None:
    item = OitItem.objects.get(year=2566, code="o19")
    draft = DisclosureDraft(created_by=people.alice, item=item, met=[0, 1])
    with pytest.raises(ValidationError, match="ที่อยู่"):
        draft.submit(by=people.alice)
    published(PlanDraft(created_by=people.alice), people)
    published(draft, people)
    found = entry(2566, "o19")
    assert found.state == State.PARTIAL
    assert found.links_title == "ข้อมูลที่เปิดเผย"
    assert "/procurement/2566/plan/" in str(found.row[-1])


def test_an_address_that_staff_typed_too_stands_once_under_their_title(people: Any) -> None:
    published(PlanDraft(created_by=people.alice), people)
    item = OitItem.objects.get(year=2566, code="o19")
    draft = DisclosureDraft(created_by=people.alice, item=item, met=[0])
    draft.links.create(title="แผนของเรา", address="/procurement/2566/plan/")
    published(draft, people)
    assert [link.title for link in entry(2566, "o19").links if link.address == "/procurement/2566/plan/"] == [
        "แผนของเรา"
    ]
