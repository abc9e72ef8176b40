"""ITA results: the score as given, the sentence over the chart, weak points, actions, the card and the CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures import results
from measures.demonstration.results import RESULTS, demonstrate
from measures.models import Improvement, IndicatorScore, Instrument, ItaResult, Measure, Progress, Slug
from portal.fiscal import FiscalYear
from portal.models import WorkGroup


def score(year: int, value: str) -> ItaResult:
    return ItaResult(year=FiscalYear(year), score=Decimal(value), level="A", source="ป.ป.ช.")


def written(people: Any, year: int = 2566, **facts: Any) -> ItaResult:
    facts = {
        "score": Decimal("88.37"),
        "level": "A",
        "source": "ประกาศของสำนักงาน ป.ป.ช.",
        "owner_group": WorkGroup.objects.get(slug="planning"),
        "created_by": people.alice,
        **facts,
    }
    return ItaResult.objects.create(year=FiscalYear(year), **facts)


def publish(result: ItaResult, people: Any) -> ItaResult:
    result.submit(by=people.alice)
    result.publish(by=people.bob)
    return result


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    """The page without its tags."""
    return re.sub("<[^>]+>", "", page)


def card() -> str:
    template = engines["django"].from_string("{% load improvement %}{% ita_result_card %}")
    return template.render({}).strip()


# ── the sentence over the chart is true ──────────────────────────────────────
@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ([], "คะแนน ITA ของสำนักงาน"),
        ([(2566, "88.37")], "คะแนน ITA ปีงบประมาณ พ.ศ.\N{NO-BREAK SPACE}2566"),
        ([(2565, "84.90"), (2566, "88.37")], "คะแนน ITA เพิ่มขึ้นจากปี 2565 3.47 คะแนน"),
        ([(2564, "82.64"), (2565, "84.90"), (2566, "88.37")], "คะแนน ITA เพิ่มขึ้นทุกปีตั้งแต่ 2565"),
        (
            [(2563, "90.00"), (2564, "82.64"), (2565, "84.90"), (2566, "88.37")],
            "คะแนน ITA เพิ่มขึ้นทุกปีตั้งแต่ 2565",
        ),
        ([(2564, "80.00"), (2565, "90.00"), (2566, "88.37")], "คะแนน ITA ลดลงจากปี 2565 1.63 คะแนน"),
        ([(2565, "88.37"), (2566, "88.37")], "คะแนน ITA เท่ากับปี 2565"),
        ([(2564, "80.00"), (2566, "88.37")], "คะแนน ITA ปีงบประมาณ พ.ศ.\N{NO-BREAK SPACE}2566"),
        ([(2563, "70.00"), (2565, "80.00"), (2566, "88.37")], "คะแนน ITA เพิ่มขึ้นจากปี 2565 8.37 คะแนน"),
    ],
)
def test_the_headline_says_only_what_the_scores_say(years: list[tuple[int, str]], sentence: str) -> None:
    assert results.headline([score(*facts) for facts in years]) == sentence


def test_the_lowest_indicator_is_named_only_when_it_is_a_single_one() -> None:
    def indicators(*values: str) -> list[IndicatorScore]:
        return [
            IndicatorScore(number=n, name=f"ข้อ {n}", instrument=Instrument.IIT, score=Decimal(value))
            for n, value in enumerate(values, start=1)
        ]

    assert results.by_indicator(indicators("90.00", "84.05")).message == "คะแนนต่ำสุดคือตัวชี้วัดที่ 2 ข้อ 2"
    assert results.by_indicator(indicators("84.05", "84.05")).message == "คะแนนรายตัวชี้วัด"
    assert results.by_indicator(indicators("84.05")).message == "คะแนนรายตัวชี้วัด"
    assert results.by_indicator([]).rows == []


def test_every_source_is_named_with_its_years() -> None:
    old, new = score(2564, "80.00"), score(2566, "88.37")
    assert results.sources([old, new]) == "ป.ป.ช."
    old.source = "ค่าสาธิต"
    assert results.sources([old, new]) == "ป.ป.ช. (ปี 2566); ค่าสาธิต (ปี 2564)"


# ── the page ─────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_page_shows_score_level_source_and_announcement(client: Client, people: Any) -> None:
    result = publish(written(people, level="ผ่านดี", announced_on=dt.date(2023, 8, 1)), people)
    page = text_of(client, result.get_absolute_url())
    assert "88.37" in page
    assert "ระดับ ผ่านดี" in page
    assert "ประกาศของสำนักงาน ป.ป.ช." in page
    assert '<time datetime="2023-08-01">' in page
    assert "tag-ok" in page


@pytest.mark.django_db
def test_a_level_below_the_target_is_not_dressed_in_green(client: Client, people: Any) -> None:
    result = publish(written(people, level="ต้องปรับปรุง", score=Decimal("61.20")), people)
    assert "tag-ok" not in text_of(client, result.get_absolute_url())
    assert "tag-ok" not in card()


@pytest.mark.django_db
def test_indicators_stand_in_a_real_table_beside_their_chart(client: Client, people: Any) -> None:
    result = written(people)
    for number, (name, value) in enumerate((("การใช้อำนาจ", "90.38"), ("การเปิดเผยข้อมูล", "84.05")), start=1):
        IndicatorScore.objects.create(
            result=result, number=number, name=name, instrument=Instrument.IIT, score=Decimal(value)
        )
    publish(result, people)
    page = text_of(client, result.get_absolute_url())
    assert '<th scope="row">1 การใช้อำนาจ</th>' in page
    assert '<td class="end">84.05</td>' in page
    assert page.count('<svg class="chart"') == 2


@pytest.mark.django_db
def test_an_overdue_action_is_called_overdue_in_words_until_it_is_done(client: Client, people: Any) -> None:
    result = written(people, weak_points="การสื่อสาร\n\n การใช้งบประมาณ ")
    group = WorkGroup.objects.get(slug="private")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    action = Improvement.objects.create(
        result=result, title="ปรับเว็บไซต์", owner_group=group, due_on=yesterday, progress=Progress.ONGOING
    )
    publish(result, people)
    page = text_of(client, result.get_absolute_url())
    assert "<li>การสื่อสาร</li><li>การใช้งบประมาณ</li>" in page
    assert "ปรับเว็บไซต์" in words(page)
    assert str(group) in page
    assert "กำลังดำเนินการ" in page
    assert "เกินกำหนดแล้ว" in page
    Improvement.objects.filter(pk=action.pk).update(due_on=timezone.localdate())
    assert "เกินกำหนดแล้ว" not in text_of(client, result.get_absolute_url())
    Improvement.objects.filter(pk=action.pk).update(due_on=yesterday, progress=Progress.DONE)
    assert "เกินกำหนดแล้ว" not in text_of(client, result.get_absolute_url())


@pytest.mark.django_db
def test_the_page_leads_to_the_measure_of_its_year_once_that_is_published(
    client: Client, people: Any
) -> None:
    result = publish(written(people), people)
    measure = Measure.objects.create(
        year=FiscalYear(2566),
        slug=Slug.IMPROVEMENT,
        title="การปรับปรุงองค์กร",
        steps=["เข้าร่วมการประเมิน"],
        summary="เข้าร่วมแล้ว",
        outcome="ได้ผลการประเมิน",
        owner_group=result.owner_group,
        created_by=people.alice,
    )
    address = f'href="{measure.get_absolute_url()}"'
    assert address not in text_of(client, result.get_absolute_url())
    measure.submit(by=people.alice)
    measure.publish(by=people.bob)
    assert address in text_of(client, result.get_absolute_url())


@pytest.mark.django_db
def test_a_draft_result_shows_nowhere_but_in_its_preview(client: Client, people: Any, signed_in: Any) -> None:
    draft = written(people)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(draft.get_preview_url()).status_code == 404
    assert card() == ""
    assert "88.37" not in client.get("/ita/results.csv").content.decode("utf-8-sig")
    assert "88.37" in text_of(signed_in(people.bob), draft.get_preview_url())


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["2565", "2640", "9999", "๒๕๖๖", "25660"])
def test_a_year_without_a_result_is_a_thai_404(client: Client, people: Any, year: str) -> None:
    publish(written(people), people)
    response = client.get(f"/ita/{year}/result/")
    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in response.content.decode()


# ── the card, the CSV, the demonstration ─────────────────────────────────────
@pytest.mark.django_db
def test_the_card_on_the_home_page_shows_the_latest_score_with_the_years_before(people: Any) -> None:
    demonstrate({"editor": people.alice, "publisher": people.bob})
    shown = card()
    assert "<b>88.37</b>" in shown
    assert "ระดับ A" in shown
    assert "คะแนน ITA เพิ่มขึ้นทุกปีตั้งแต่ 2565" in words(shown)
    assert '<th scope="row">2564</th><td>82.64</td>' in shown
    assert "ค่าสาธิต" in shown
    assert 'href="/ita/2566/result/"' in shown


@pytest.mark.django_db
def test_the_csv_holds_every_published_year(client: Client, people: Any) -> None:
    demonstrate({"editor": people.alice, "publisher": people.bob})
    response = client.get("/ita/results.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [
        ["2564", "82.64", "B"],
        ["2565", "84.90", "B"],
        ["2566", "88.37", "A"],
    ]


def test_the_demonstration_indicators_add_up_to_the_total() -> None:
    """IIT and EIT weigh 30 per cent each, OIT 40 (ITA handbook)."""
    values = [Decimal(value) for value in RESULTS[2566]["scores"].split()]
    iit, eit, oit = sum(values[:5]) / 5, sum(values[5:8]) / 3, sum(values[8:]) / 2
    total = iit * 3 / 10 + eit * 3 / 10 + oit * 4 / 10
    assert total == Decimal(RESULTS[2566]["score"])
    assert "ค่าสาธิต" in RESULTS[2566]["source"]


@pytest.mark.django_db
def test_the_page_needs_few_queries_however_many_rows(
    client: Client, people: Any, django_assert_max_num_queries: Any
) -> None:
    demonstrate({"editor": people.alice, "publisher": people.bob})
    result = ItaResult.objects.get(year=2566)
    for number in range(40):
        Improvement.objects.create(
            result=result, title=f"งานที่ {number}", owner_group=result.owner_group, due_on=dt.date(2024, 1, 1)
        )
    with django_assert_max_num_queries(12):
        text_of(client, result.get_absolute_url())


@pytest.mark.django_db
def test_a_correction_keeps_scores_and_actions(people: Any) -> None:
    demonstrate({"editor": people.alice, "publisher": people.bob})
    result = ItaResult.objects.get(year=2566)
    copy = result.revise(by=people.alice)
    copy.level = "ผ่านดี"
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="แก้ระดับตามประกาศฉบับแก้ไข")
    result.refresh_from_db()
    assert result.level == "ผ่านดี"
    assert result.scores.count() == 10
    assert result.improvements.count() == 3
    assert IndicatorScore.objects.count() == 10


@pytest.mark.django_db
def test_a_score_above_one_hundred_is_refused(people: Any) -> None:
    with pytest.raises(ValidationError, match="100"):
        ItaResult(
            year=FiscalYear(2566),
            score=Decimal("100.01"),
            level="AA",
            source="ทดสอบ",
            owner_group=WorkGroup.objects.get(slug="planning"),
            created_by=people.alice,
        ).full_clean()


@pytest.mark.django_db
def test_an_editor_writes_a_result_with_its_indicators_in_the_admin(people: Any, signed_in: Any) -> None:
    clerk = signed_in(people.alice)
    address = reverse("admin:measures_itaresult_add")
    assert clerk.get(address).status_code == 200
    group = WorkGroup.objects.get(slug="planning").pk
    response = clerk.post(
        address,
        {
            "year": "2566",
            "score": "88.37",
            "level": "A",
            "source": "ประกาศผล",
            "owner_group": str(group),
            "weak_points": "",
            "scores-TOTAL_FORMS": "1",
            "scores-INITIAL_FORMS": "0",
            "scores-0-number": "1",
            "scores-0-name": "การปฏิบัติหน้าที่",
            "scores-0-instrument": "iit",
            "scores-0-score": "92.10",
            "improvements-TOTAL_FORMS": "1",
            "improvements-INITIAL_FORMS": "0",
            "improvements-0-title": "ปรับเว็บไซต์",
            "improvements-0-owner_group": str(group),
            "improvements-0-due_on": "31 มีนาคม 2567",
            "improvements-0-progress": "planned",
            "improvements-0-order": "0",
        },
    )
    assert response.status_code == 302, response.content.decode()
    result = ItaResult.objects.get()
    assert result.scores.get().score == Decimal("92.10")
    assert result.improvements.get().due_on == dt.date(2024, 3, 31)
