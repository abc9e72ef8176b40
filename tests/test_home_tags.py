"""The parts of the home page that the ground floor offers: the latest news and the EIT survey."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth import get_user_model
from django.template import Context, Template
from django.utils import timezone

from portal.fiscal import FiscalYear
from portal.models import EitSurvey, NewsItem, SurveyOwner, User, WorkGroup
from portal.publishing import Publishable

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return get_user_model().objects.create_user("writer")


@pytest.fixture
def approver() -> User:
    return get_user_model().objects.create_user("approver")


@pytest.fixture
def group() -> WorkGroup:
    return WorkGroup.objects.get_or_create(slug="sample-group", defaults={"name": "กลุ่มตัวอย่าง"})[0]


def shown(tag: str, library: str) -> str:
    return Template(f"{{% load {library} %}}{{% {tag} %}}").render(Context())


def publish(record: Publishable, writer: User, approver: User) -> None:
    record.submit(by=writer)
    record.publish(by=approver)


def news(title: str, writer: User, group: WorkGroup, **fields: object) -> NewsItem:
    return NewsItem.objects.create(
        title=title, summary="สรุป", body="<p>เนื้อหา</p>", created_by=writer, owner_group=group, **fields
    )


def survey(
    writer: User, group: WorkGroup, opens: int, closes: int, whose: str = SurveyOwner.OFFICE
) -> EitSurvey:
    today = timezone.localdate()
    return EitSurvey.objects.create(
        year=FiscalYear.current(),
        whose=whose,
        address=f"https://example.go.th/{whose}",
        opens_on=today + dt.timedelta(days=opens),
        closes_on=today + dt.timedelta(days=closes),
        created_by=writer,
        owner_group=group,
    )


def test_without_news_there_is_no_news_section() -> None:
    assert not shown("latest_news", "news").strip()


def test_a_draft_is_not_news(writer: User, group: WorkGroup) -> None:
    news("ร่างลับ", writer, group)
    assert "ร่างลับ" not in shown("latest_news", "news")


def test_the_pinned_news_leads_and_four_follow(writer: User, approver: User, group: WorkGroup) -> None:
    for number in range(6):
        publish(news(f"เรื่อง-{number}", writer, group, is_pinned=number == 2), writer, approver)
    page = re.sub(r"</?span[^>]*>", "", shown("latest_news", "news"))
    assert re.findall(r"เรื่อง-\d", page) == ["เรื่อง-2", "เรื่อง-5", "เรื่อง-4", "เรื่อง-3", "เรื่อง-1"]
    assert page.count("<h3") == 1


@pytest.mark.parametrize(
    ("opens", "closes", "is_there"), [(0, 0, True), (-3, 3, True), (1, 9, False), (-9, -1, False)]
)
def test_the_survey_shows_only_inside_its_window(
    opens: int, closes: int, is_there: bool, writer: User, approver: User, group: WorkGroup
) -> None:
    publish(survey(writer, group, opens, closes), writer, approver)
    assert ("ตอบแบบวัด EIT" in shown("eit_card", "surveys")) is is_there


def test_an_unpublished_survey_never_shows(writer: User, group: WorkGroup) -> None:
    survey(writer, group, -1, 1)
    assert not shown("eit_card", "surveys").strip()


def test_the_office_asks_before_its_parent(writer: User, approver: User, group: WorkGroup) -> None:
    publish(survey(writer, group, -1, 1, SurveyOwner.PARENT), writer, approver)
    own = survey(writer, group, -2, 1, SurveyOwner.OFFICE)
    publish(own, writer, approver)
    page = shown("eit_card", "surveys")
    assert 'href="https://example.go.th/office"' in page
    assert f'src="/eit/{own.pk}/qr.svg"' in page
