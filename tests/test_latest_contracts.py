"""The latest purchases on the home page: what is shown, in which order, and at what cost."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from portal.models import HomeBlock
from procurement.models import Contract
from tests.makers import AnnouncementDraft, ContractDraft, published, words

pytestmark = pytest.mark.django_db


def shown() -> str:
    return Template("{% load procurement %}{% latest_contracts %}").render(Context())


def contract(people: Any, day: str, title: str, **facts: Any) -> Contract:
    draft = ContractDraft(
        created_by=people.alice, title=title, signed_on=dt.date.fromisoformat(day), ends_on=None, **facts
    )
    made: Contract = published(draft, people)
    return made


def announcement(people: Any, day: str, title: str, **facts: Any) -> Any:
    draft = AnnouncementDraft(
        created_by=people.alice, title=title, announced_on=dt.date.fromisoformat(day), **facts
    )
    return published(draft, people)


def test_with_an_empty_register_there_is_no_section(people: Any) -> None:
    ContractDraft(created_by=people.alice, title="ร่างลับ")
    AnnouncementDraft(created_by=people.alice, title="ประกาศลับ")
    assert not shown().strip()


def test_the_five_newest_of_both_kinds_stand_by_their_own_days(people: Any) -> None:
    contract(people, "2023-03-01", "เรื่อง-4", year=2566)
    contract(people, "2023-01-05", "เรื่อง-6")
    announcement(people, "2023-03-09", "เรื่อง-2", kind="W0", amount="990000.00")
    announcement(people, "2023-03-01", "เรื่อง-5")
    contract(people, "2023-03-02", "เรื่อง-3", agreed_price="1234.50")
    newest = contract(people, "2023-11-02", "เรื่อง-1", year=2567)
    page = shown()
    assert re.findall(r"เรื่อง-\d", words(page.encode())) == [f"เรื่อง-{number}" for number in range(1, 6)]
    assert f'href="{newest.get_absolute_url()}"' in page
    assert 'href="/procurement/2567/contracts.csv"' in page
    said = " ".join(words(page.encode()).split())
    for told in (
        "9 มี.ค. 2566ประกาศรายชื่อผู้ชนะการเสนอราคา",
        "990,000.00 บาท",
        "2 มี.ค. 2566สัญญา",
        "1,234.50 บาท",
    ):
        assert told in said


def test_what_is_withdrawn_or_being_changed_is_not_news(people: Any) -> None:
    gone = contract(people, "2023-03-01", "ถอนแล้ว")
    gone.withdraw(by=people.bob, reason="บันทึกซ้ำ")
    kept = contract(people, "2023-02-01", "ชื่อเดิม")
    copy = kept.revise(by=people.alice)
    copy.title = "ชื่อใหม่ที่ยังไม่อนุมัติ"
    copy.save()
    said = words(shown().encode())
    assert "ชื่อเดิม" in said
    assert "ถอนแล้ว" not in said
    assert "ชื่อใหม่" not in said


def test_announcements_alone_make_the_section_too(people: Any) -> None:
    announcement(people, "2023-03-09", "ประกาศแรก")
    page = shown()
    assert "ประกาศแรก" in words(page.encode())
    assert "contracts.csv" not in page


def test_the_section_costs_two_queries_however_much_there_is(people: Any) -> None:
    contract(people, "2023-03-01", "งานแรก")
    announcement(people, "2023-03-09", "ประกาศแรก")
    with CaptureQueriesContext(connection) as few:
        shown()
    for number in range(8):
        contract(people, "2023-04-03", f"งาน {number}")
        announcement(people, "2023-04-04", f"ประกาศ {number}")
    with CaptureQueriesContext(connection) as many:
        shown()
    assert len(few) == len(many) == 2


def test_the_office_may_hide_the_section(people: Any, office: Any, client: Any) -> None:
    contract(people, "2023-03-01", "ซื้อกระดาษ")
    assert "จัดซื้อจัดจ้างล่าสุด" in words(client.get("/").content)
    HomeBlock.objects.filter(key="procurement").update(is_shown=False)
    assert "จัดซื้อจัดจ้างล่าสุด" not in words(client.get("/").content)
