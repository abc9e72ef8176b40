"""The desk of a reviewer and of an author: what changed, who may write, what a button and a preview say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from measures.models import Measure, OitItem
from measures.oit import latest_year
from portal import work
from portal.admin import changes
from portal.models import WorkGroup
from tests.makers import DutyDraft, MeasureDraft, NewsDraft, attach, published

pytestmark = pytest.mark.django_db


def verb(client: Any, record: Any, name: str, **data: str) -> str:
    """What the page says after a workflow verb was asked for."""
    address = f"{work.admin_url(record).removesuffix('change/')}verb/{name}/"
    return str(client.post(address, data, follow=True).content.decode())


def document(measure: Measure, people: Any, title: str) -> Any:
    """A document of a measure, named."""
    made = attach(measure, people, f"{title}\n1\n")
    made.title = title
    made.save()
    return made


# ── what a working copy changes ──────────────────────────────────────────────
@pytest.fixture
def copy(people: Any) -> Measure:
    """A working copy with a new title and last step, a replaced, an added and a removed document, a new link."""
    measure = MeasureDraft(created_by=people.alice)
    for title in ("รายงาน", "แผน"):
        document(measure, people, title)
    measure.links.create(title="หน้าเดิม", address="/about/")
    copy: Measure = published(measure, people).revise(by=people.alice)
    copy.title, copy.steps = "ชื่อใหม่", [copy.steps[0], "ขั้นตอนใหม่"]
    copy.save()
    kept = copy.documents.get(title="รายงาน")
    kept.current = document(copy, people, "คู่มือ").current
    kept.save()
    copy.documents.get(title="แผน").delete()
    copy.links.create(title="หน้าใหม่", address="/contact/")
    return copy


def test_a_reviewer_sees_field_by_field_what_a_working_copy_changes(copy: Measure) -> None:
    assert copy.revises
    found = {change.label: (change.old, change.new) for change in changes.of_fields(copy.revises, copy)}
    assert found["มาตรการหรือกิจกรรม"] == ("การเผยแพร่รายงานผลการบริหารทรัพยากรบุคคล", "ชื่อใหม่")
    assert found["ขั้นตอนหรือวิธีการปฏิบัติ"][1] == "จัดทำรายงาน\nขั้นตอนใหม่"
    assert len(found) == 2


def test_a_reviewer_sees_which_documents_and_links_come_and_go(copy: Measure) -> None:
    assert copy.revises
    found = {(change.act, change.title) for change in changes.of_children(copy.revises, copy)}
    assert found == {("แทนที่ไฟล์", "รายงาน"), ("เพิ่ม", "คู่มือ"), ("นำออก", "แผน"), ("เพิ่ม", "หน้าใหม่")}


def test_the_comparison_stands_open_before_whoever_decides(
    copy: Measure, people: Any, signed_in: Any
) -> None:
    copy.submit(by=people.alice)
    page = signed_in(people.bob).get(work.admin_url(copy)).content.decode()
    assert '<details class="publishing-form changes" open>' in page
    assert "<ins>ชื่อใหม่</ins>" in page
    page = signed_in(people.bob).get(work.admin_url(copy.revises)).content.decode()
    assert "สิ่งที่เปลี่ยนจากฉบับที่เผยแพร่" not in page


def test_the_history_shows_lists_as_lines_and_choices_in_words(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    item.kind = "event"
    item.save()
    page = signed_in(people.alice).get(reverse("admin:portal_newsitem_history", args=[item.pk]))
    assert "<del>ข่าวประชาสัมพันธ์</del><ins>กิจกรรม</ins>" in page.content.decode()


# ── who may write in what is in review ───────────────────────────────────────
def test_whoever_decides_on_a_record_only_reads_it(people: Any, signed_in: Any) -> None:
    people.bob.groups.add(*people.alice.groups.all())  # even with the right to write
    item = NewsDraft(created_by=people.alice)
    item.submit(by=people.alice)
    client = signed_in(people.bob)
    assert 'name="_save"' not in client.get(work.admin_url(item)).content.decode()
    assert client.post(work.admin_url(item), {"title": "แก้ไข"}).status_code == 403
    item.refresh_from_db()
    assert item.authors == [people.alice.pk]


def test_an_author_is_told_before_saving_that_it_must_be_sent_again(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    client = signed_in(people.alice)
    sentence = "ถ้าบันทึกการแก้ไข เรื่องจะกลับเป็นฉบับร่าง"
    assert sentence not in client.get(work.admin_url(item)).content.decode()
    item.submit(by=people.alice)
    assert sentence in client.get(work.admin_url(item)).content.decode()


def test_only_the_button_that_saves_sends_a_draft_for_approval(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    page = signed_in(people.alice).get(work.admin_url(item)).content.decode()
    assert 'name="_submit"' in page
    assert "/verb/submit/" not in page


# ── what is said ─────────────────────────────────────────────────────────────
def test_a_refusal_says_whether_the_right_or_the_work_group_is_missing(people: Any, signed_in: Any) -> None:
    duty = DutyDraft(created_by=people.alice, owner_group=WorkGroup.objects.get(slug="planning"))
    assert "คุณไม่มีสิทธิ์แก้ไขเรื่องประเภทนี้" in verb(signed_in(people.erin), duty, "submit")
    assert "เป็นของกลุ่มงานอื่น" in verb(signed_in(people.charlie), duty, "submit")
    assert "คุณไม่มีสิทธิ์อนุมัติ" in verb(signed_in(people.alice), duty, "publish")


def test_what_was_only_scheduled_is_not_said_to_leave_the_site(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    item.submit(by=people.alice)
    item.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=2))
    page = verb(signed_in(people.bob), item, "withdraw", reason="เลื่อนงาน")
    assert "ยกเลิกการตั้งเวลาเผยแพร่แล้ว" in page


def test_the_link_to_the_public_page_is_there_only_when_there_is_one(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    client = signed_in(people.alice)
    assert "viewsitelink" not in client.get(work.admin_url(item)).content.decode()
    published(item, people)
    assert "viewsitelink" in client.get(work.admin_url(item)).content.decode()


def test_a_preview_says_so_and_leads_back(people: Any, signed_in: Any, client: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    response = signed_in(people.alice).get(item.get_preview_url())
    page = response.content.decode()
    assert "ตัวอย่าง ยังไม่เผยแพร่" in page
    assert f'href="{work.admin_url(item)}"' in page
    assert "หน้านี้มีประโยชน์หรือไม่" not in page
    assert "no-store" in response["Cache-Control"]
    published(item, people)
    page = client.get(item.get_absolute_url()).content.decode()
    assert "ตัวอย่าง ยังไม่เผยแพร่" not in page
    assert "หน้านี้มีประโยชน์หรือไม่" in page


# ── the desk ─────────────────────────────────────────────────────────────────
def test_an_author_sees_what_waits_for_somebody_else(people: Any) -> None:
    item = NewsDraft(created_by=people.alice, title="รอผู้อนุมัติ")
    heading = "งานของฉันที่รออนุมัติ"
    assert heading not in [box.heading for box in work.boxes(people.alice)]
    item.submit(by=people.alice)
    box = next(box for box in work.boxes(people.alice) if box.heading == heading)
    assert [waiting.title for waiting in box.items] == ["รอผู้อนุมัติ"]
    assert heading not in [box.heading for box in work.boxes(people.charlie)]


def test_the_box_of_missing_oit_items_leads_to_them(people: Any, signed_in: Any) -> None:
    year = latest_year()
    assert year
    box = next(box for box in work.boxes(people.alice) if box.heading == "OIT ที่ขาด")
    shown = signed_in(people.alice).get(box.more_url).context["cl"].queryset
    assert set(shown) == set(OitItem.objects.missing(year))


def test_lists_of_choices_open_with_a_word_and_both_days_say_how_to_type_them(
    people: Any, signed_in: Any
) -> None:
    page = signed_in(people.alice).get(reverse("admin:portal_eitsurvey_add")).content.decode()
    assert "---------" not in page
    assert page.count("เลือก…") == 2
    assert page.count("พิมพ์วัน/เดือน/พ.ศ.") == 2


def test_a_verb_that_the_database_gives_up_is_told_and_changes_nothing(
    people: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, news = signed_in(people.alice), NewsDraft(created_by=people.alice)

    def give_up(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("deadlock detected")

    monkeypatch.setattr("portal.audit.record", give_up)
    assert "มีผู้อื่นกำลังบันทึก ยังไม่มีสิ่งใดเปลี่ยนแปลง" in verb(client, news, "submit")
    news.refresh_from_db()
    assert news.status == "draft"
