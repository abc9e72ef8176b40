"""Powers and duties: what is in force, what has ended, where else to go, and who sees a draft."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.authority.demonstration import demonstrate
from measures.authority.models import Duty, Referral
from portal.models import WorkGroup
from portal.publishing import Publishable

pytestmark = pytest.mark.django_db
PAGE = "/authority/"


def duty(people: Any, **facts: Any) -> Duty:
    facts = {
        "title": "แผนพัฒนาการศึกษาของจังหวัด",
        "legal_reference": "คำสั่งหัวหน้า คสช. ที่ 19/2560 ข้อ 11 (2)",
        "effective_on": dt.date(2017, 4, 3),
        "owner_group": WorkGroup.objects.get(slug="planning"),
        "created_by": people.alice,
        **facts,
    }
    return Duty.objects.create(**facts)


def published(record: Publishable, people: Any) -> Any:
    record.submit(by=people.alice)
    record.publish(by=people.bob)
    return record


def text_of(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_duty_shows_its_law_its_date_and_an_explanation(client: Client, people: Any) -> None:
    published(duty(people, explanation="ทำแผนร่วมกับทุกหน่วยงาน", legal_url="https://law.example/19"), people)
    page = text_of(client)
    assert "แผนพัฒนาการศึกษาของจังหวัด" in page
    assert "ทำแผนร่วมกับทุกหน่วยงาน" in page
    assert '<a href="https://law.example/19">' in page
    assert '<time datetime="2017-04-03">' in page


def test_a_draft_is_hidden_from_the_public_and_shown_in_its_preview(
    client: Client, people: Any, signed_in: Any
) -> None:
    draft = duty(people, title="หน้าที่ที่ยังไม่อนุมัติ")
    published(duty(people), people)
    assert "หน้าที่ที่ยังไม่อนุมัติ" not in text_of(client)
    preview = text_of(signed_in(people.bob), draft.get_preview_url())
    assert "หน้าที่ที่ยังไม่อนุมัติ" in preview
    assert "แผนพัฒนาการศึกษาของจังหวัด" in preview
    assert client.get(draft.get_preview_url()).status_code == 404


def test_the_preview_of_a_changed_duty_stands_where_the_old_one_stood(people: Any, signed_in: Any) -> None:
    original = published(duty(people), people)
    copy = original.revise(by=people.alice)
    copy.title = "แผนพัฒนาการศึกษาฉบับปรับปรุง"
    copy.save()
    preview = text_of(signed_in(people.bob), copy.get_preview_url())
    assert "แผนพัฒนาการศึกษาฉบับปรับปรุง" in preview
    assert "แผนพัฒนาการศึกษาของจังหวัด" not in preview
    assert preview.count(f'id="duty-{original.pk}"') == 1


def test_the_preview_of_a_referral_does_not_show_a_draft_duty_with_the_same_number(
    people: Any, signed_in: Any
) -> None:
    draft = duty(people, title="หน้าที่ที่ยังไม่อนุมัติ")
    referral = Referral.objects.create(
        pk=draft.pk,
        subject="ใบอนุญาตประกอบวิชาชีพครู",
        agency="คุรุสภา",
        owner_group=draft.owner_group,
        created_by=people.alice,
    )
    preview = text_of(signed_in(people.bob), referral.get_preview_url())
    assert "ใบอนุญาตประกอบวิชาชีพครู" in preview
    assert "หน้าที่ที่ยังไม่อนุมัติ" not in preview


def test_a_duty_that_ended_is_folded_away_with_its_last_day(client: Client, people: Any) -> None:
    today = timezone.localdate()
    published(duty(people, title="หน้าที่เดิม", ends_on=today), people)
    published(duty(people, title="หน้าที่ที่จะสิ้นผลพรุ่งนี้", ends_on=today + dt.timedelta(days=1)), people)
    in_force, ended = text_of(client).split("หน้าที่ที่สิ้นผลแล้ว", 1)
    assert "หน้าที่ที่จะสิ้นผลพรุ่งนี้" in in_force
    assert "หน้าที่เดิม" not in in_force
    assert "หน้าที่เดิม" in ended
    assert f'<time datetime="{today.isoformat()}">' in ended


def test_the_demonstration_shows_duties_and_where_else_to_go(
    client: Client, people: Any, django_assert_max_num_queries: Any
) -> None:
    demonstrate({"editor": people.alice, "publisher": people.bob})
    with django_assert_max_num_queries(12):
        page = text_of(client)
    for words in ("19/2560", "คุรุสภา", "สพป.", "สพม.", "สช.", "สกสค.", "https://www.ksp.or.th/"):
        assert words in page
    assert "หน้าที่ที่สิ้นผลแล้ว" in page


def test_an_office_without_records_says_so(client: Client) -> None:
    assert "ยังไม่มีข้อมูลหน้าที่และอำนาจ" in text_of(client)


def test_an_editor_writes_a_duty_in_the_admin(people: Any, signed_in: Any) -> None:
    clerk = signed_in(people.alice)
    address = reverse("admin:authority_duty_add")
    assert clerk.get(address).status_code == 200
    response = clerk.post(
        address,
        {
            "title": "กำกับดูแลโรงเรียนเอกชน",
            "explanation": "",
            "order": "1",
            "owner_group": str(WorkGroup.objects.get(slug="planning").pk),
            "legal_reference": "พระราชบัญญัติโรงเรียนเอกชน พ.ศ. 2550",
            "legal_url": "",
            "effective_on": "3 เมษายน 2560",
            "ends_on": "2/4/2560",
        },
    )
    assert "วันสิ้นผลต้องไม่มาก่อนวันที่มีผล" in response.content.decode()
    assert not Duty.objects.exists()
    response = clerk.post(
        address,
        {
            "title": "กำกับดูแลโรงเรียนเอกชน",
            "order": "1",
            "owner_group": str(WorkGroup.objects.get(slug="planning").pk),
            "legal_reference": "พระราชบัญญัติโรงเรียนเอกชน พ.ศ. 2550",
            "effective_on": "3 เมษายน 2560",
        },
    )
    assert response.status_code == 302
    assert Duty.objects.get().effective_on == dt.date(2017, 4, 3)


def test_the_auditor_reads_and_changes_nothing(people: Any, signed_in: Any) -> None:
    record = duty(people)
    auditor = signed_in(people.erin)
    assert auditor.get(reverse("admin:authority_duty_change", args=[record.pk])).status_code == 200
    assert auditor.get(reverse("admin:authority_duty_add")).status_code == 403
