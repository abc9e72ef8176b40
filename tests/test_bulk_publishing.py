"""Many records published at once are published by the rules, and with the traces, of one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.bulk_publishing import note_versions, publish_all, send_back_all, submit_all, withdraw_all
from portal.models import NewsItem, SearchEntry
from tests.makers import NewsDraft, attach

EVERY = NewsItem.objects.all


def one_and_many(people: Any) -> tuple[NewsItem, NewsItem]:
    return NewsDraft(created_by=people.alice), NewsDraft(created_by=people.alice)


def state(record: NewsItem) -> dict[str, Any]:
    """What verbs write, with times only as being there or not."""
    fresh = NewsItem.objects.filter(pk=record.pk).values().get()
    return {
        name: isinstance(value, dt.datetime) if name.endswith("_at") else value
        for name, value in fresh.items()
        if name not in ("id", "edition")
    }


@pytest.mark.django_db
def test_each_verb_leaves_one_of_many_as_it_leaves_one(people):
    one, many = one_and_many(people)
    only = NewsItem.objects.filter(pk=many.pk)
    one.submit(by=people.alice)
    submit_all(only, by=people.alice)
    assert state(one) == state(many)
    one.send_back(by=people.bob, reason="แก้ชื่อ")
    send_back_all(only, reason="แก้ชื่อ")
    assert state(one) == state(many)
    one.submit(by=people.alice)
    submit_all(only, by=people.alice)
    one.publish(by=people.bob, reason="ตรวจแล้ว")
    publish_all(only, by=people.bob, reason="ตรวจแล้ว")
    assert state(one) == state(many)
    one.withdraw(by=people.bob, reason="ผิด")
    withdraw_all(only, by=people.bob, reason="ผิด")
    assert state(one) == state(many)
    assert state(many)["status"] == "withdrawn"


@pytest.mark.django_db
def test_a_version_copied_by_the_database_is_the_version_that_saving_makes(people):
    one, many = one_and_many(people)
    for record in (one, many):
        record.submit(by=people.alice)
    one.publish(by=people.bob)
    publish_all(EVERY().filter(pk=many.pk), by=people.bob)
    versions = [record.history.values().first() for record in (one, many)]
    for version in versions:
        for name in [
            name for name in version if name.endswith("_at") or name in ("id", "history_id", "history_date")
        ]:
            del version[name]
    assert versions[0] == versions[1]
    assert (versions[1]["history_type"], versions[1]["history_change_reason"]) == ("~", "เผยแพร่")
    assert many.history.count() == one.history.count() == 2


@pytest.mark.django_db
def test_who_wrote_in_one_of_many_publishes_none(people):
    mine, _ = one_and_many(people)
    mine.note_author(people.bob)
    mine.save()
    submit_all(EVERY(), by=people.alice)
    with pytest.raises(PermissionDenied, match="ตนเอง"):
        publish_all(EVERY(), by=people.bob)
    assert not NewsItem.objects.published().exists()
    publish_all(EVERY(), by=people.dana)
    assert NewsItem.objects.published().count() == 2


@pytest.mark.django_db
def test_what_is_missing_in_any_is_told_at_once_and_nothing_is_sent(people):
    one_and_many(people)
    with pytest.raises(ValidationError) as refused:
        send_back_all(EVERY(), reason="ยังไม่ได้ส่ง")
    assert "ฉบับร่าง" in refused.value.messages[0]
    withdrawn = NewsDraft(created_by=people.alice, title="เรื่องที่สาม")
    withdrawn.submit(by=people.alice)
    with pytest.raises(ValidationError) as refused:
        submit_all(EVERY(), by=people.alice, name=lambda record: record.title)
    assert [message.partition(":")[0] for message in refused.value.messages] == ["เรื่องที่สาม"]
    assert NewsItem.objects.filter(status="draft").count() == 2


@pytest.mark.django_db
def test_a_working_copy_is_published_by_itself(people):
    record, _ = one_and_many(people)
    record.submit(by=people.alice)
    record.publish(by=people.bob)
    record.revise(by=people.alice).submit(by=people.alice)
    with pytest.raises(ValidationError, match="รายเรื่อง"):
        publish_all(NewsItem.objects.filter(status="in_review"), by=people.bob)


@pytest.mark.django_db
def test_the_search_and_the_files_of_withdrawn_records_follow(people):
    record, _ = one_and_many(people)
    document = attach(record, people)
    submit_all(EVERY(), by=people.alice)
    publish_all(EVERY(), by=people.bob)
    found = SearchEntry.objects.filter(object_type="portal.newsitem")
    assert found.count() == 2
    withdraw_all(EVERY(), by=people.bob, reason="ผิด")
    assert not found.exists()
    assert list(document.versions.all()) == [document.current]


@pytest.mark.django_db
def test_verbs_take_as_many_statements_for_many_as_for_few(people):
    counts = []
    for number in (3, 60):
        made = [NewsDraft(created_by=people.alice).pk for _ in range(number)]
        rows = NewsItem.objects.filter(pk__in=made)
        with CaptureQueriesContext(connection) as queries:
            submit_all(rows, by=people.alice)
            publish_all(rows, by=people.bob)
            withdraw_all(rows, by=people.bob, reason="ผิด")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_no_records_are_no_versions(people):
    note_versions([], by=people.alice, why="นำเข้า", at=timezone.now(), is_new=True)
    assert not NewsItem.history.exists()
