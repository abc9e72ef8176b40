"""Addresses of this site that staff type: a page is there when a visitor gets it, and lends its title to the link."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from portal.admin.links import dead_links
from portal.own_pages import own_page
from tests.makers import ContractDraft, DutyDraft, PlanDraft, published

pytestmark = pytest.mark.django_db


def test_a_page_is_found_with_its_title_its_place_and_its_query(
    people: Any, office: Any, settings: Any
) -> None:
    settings.SITE_URL = "https://peo.example.go.th"
    item = published(PlanDraft(created_by=people.alice), people)
    place = f"/procurement/2566/plan/#plan-{item.pk}"
    found = own_page(place)
    assert found is not None
    assert (found.address, found.title) == (place, "แผนการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2566")
    assert own_page(f"https://PEO.example.go.th{place}") == found, "the whole address is cut to our own"
    contract = published(ContractDraft(created_by=people.alice), people)
    page = own_page(contract.get_absolute_url())
    assert page is not None
    assert contract.title in page.title
    listed = own_page("/procurement/2566/contracts/?method=specific")
    assert listed is not None
    assert listed.address.endswith("?method=specific")


def test_files_and_forms_are_there_without_a_title_and_other_websites_are_not_opened(
    people: Any, office: Any
) -> None:
    published(ContractDraft(created_by=people.alice), people)
    for address in ("/procurement/2566/contracts.csv", "/services/track/"):
        found = own_page(address)
        assert found is not None
        assert (found.address, found.title) == (address, "")
    assert own_page("https://www.nacc.go.th/") is None


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/procurement/2566/plan/", "ไม่มีหน้านี้"),
        ("/no/such/page/", "ไม่มีหน้านี้"),
        ("/procurement/2566/contracts/999999/", "ไม่มีหน้านี้"),
        ("/admin/", "ต้องลงชื่อเข้าใช้"),
        ("/authority/#nowhere", "ไม่มีตำแหน่ง “#nowhere”"),
    ],
)
def test_what_a_visitor_cannot_open_is_refused_in_thai(
    people: Any, office: Any, address: str, told: str
) -> None:
    published(DutyDraft(created_by=people.alice), people)
    with pytest.raises(ValidationError, match=told):
        own_page(address)
    (said,) = dead_links([address, "", "/authority/", "https://www.nacc.go.th/"])
    assert address in said
    assert told in said


def test_a_draft_is_not_there_and_a_redirect_is_followed(people: Any, office: Any) -> None:
    draft = ContractDraft(created_by=people.alice)
    with pytest.raises(ValidationError, match="ยังไม่เผยแพร่"):
        own_page(f"{draft.get_absolute_url()}?preview={draft.pk}")
    published(draft, people)
    found = own_page("/procurement/")
    assert found is not None
    assert "2566" in found.title
