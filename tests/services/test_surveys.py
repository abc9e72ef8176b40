"""Surveys: composed by staff, answered once without an account, counted as they come, told from ten answers on."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from measures.services.models import Survey, SurveyQuestion, SurveyResponse, SurveyTally
from measures.services.views import surveys as views
from portal import thai
from tests.makers import OfficeSurveyDraft, fetch, published, words

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _on_a_day(time_machine: Any) -> None:
    time_machine.move_to(dt.datetime(2026, 12, 1, 9, 30, tzinfo=thai.BANGKOK), tick=False)
    views.throttle.forget()


@pytest.fixture
def survey(people: Any, office: Any) -> Any:
    """One question of each kind; the first two must be answered."""
    draft = OfficeSurveyDraft(created_by=people.alice)
    for order, (key, text, kind, choices) in enumerate(
        (
            ("often", "มาติดต่อเรื่องใด", "choice", ["โรงเรียนเอกชน", "ลูกเสือ"]),
            ("more", "อยากให้เปิดเพิ่มเมื่อใด", "choices", ["เช้า", "เย็น", "วันเสาร์"]),
            ("words", "ข้อเสนอแนะ", "text", []),
        ),
        start=2,
    ):
        SurveyQuestion.objects.create(
            owner=draft, key=key, text=text, kind=kind, choices=choices, order=order, is_required=order == 2
        )
    return published(draft, people)


def token_of(page: bytes) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page.decode())
    assert found
    return found[1]


GOOD = {"q-first": "4", "q-often": "ลูกเสือ", "q-more": ["เช้า", "วันเสาร์"], "q-words": "ป้ายหน้าห้องเล็กไป"}


def send(client: Any, survey: Any, **typed: Any) -> Any:
    at = survey.get_absolute_url()
    values = {**GOOD, **{f"q-{key}": value for key, value in typed.items()}}
    return client.post(at, {"token": token_of(client.get(at).content), **values})


def tallies(survey: Any) -> dict[tuple[str, str], int]:
    return {(key, answer): n for key, answer, n in survey.tallies.values_list("key", "answer", "count")}


# ── answering ────────────────────────────────────────────────────────────────
def test_a_visitor_answers_without_an_account_or_a_cookie(client: Any, survey: Any) -> None:
    page = client.get(survey.get_absolute_url())
    assert "no-store" in page["Cache-Control"]
    answer = send(client, survey)
    assert answer.status_code == 303
    assert "ได้รับคำตอบของท่านแล้ว" in words(client.get(answer["Location"]).content)
    assert not client.cookies
    response = SurveyResponse.objects.get()
    assert response.day == TODAY
    assert response.answers == {
        "first": 4, "often": "ลูกเสือ", "more": ["เช้า", "วันเสาร์"], "words": "ป้ายหน้าห้องเล็กไป",
    }  # fmt: skip
    assert tallies(survey) == {
        ("", ""): 1, ("first", ""): 1, ("first", "4"): 1, ("often", ""): 1, ("often", "ลูกเสือ"): 1,
        ("more", ""): 1, ("more", "เช้า"): 1, ("more", "วันเสาร์"): 1, ("words", ""): 1,
    }  # fmt: skip


def test_the_same_form_sent_twice_is_one_response(client: Any, survey: Any) -> None:
    token = token_of(client.get(survey.get_absolute_url()).content)
    for _ in range(2):
        assert client.post(survey.get_absolute_url(), {"token": token, **GOOD}).status_code == 303
    assert SurveyResponse.objects.count() == 1
    assert tallies(survey)["", ""] == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first": ""}, "ข้อนี้ต้องตอบ โปรดเลือกคำตอบ"),
        ({"first": "6"}, "คำตอบที่เลือกไม่มีในแบบสำรวจแล้ว"),
        ({"often": "<script>alert(1)</script>"}, "คำตอบที่เลือกไม่มีในแบบสำรวจแล้ว"),
        ({"more": ["เช้า", "ดึก"]}, "คำตอบที่เลือกไม่มีในแบบสำรวจแล้ว"),
        ({"words": "ก" * 2001}, "ยาว 2,001 ตัวอักษร เกินกำหนด 2,000 ตัวอักษร"),
        ({"words": "a" * 1_000_000}, "ยาว 1,000,000 ตัวอักษร เกินกำหนด 2,000 ตัวอักษร"),
        ({"words": "ติดต่อ 1234567890121"}, "มีเลขประจำตัวประชาชนในข้อความ"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(
    client: Any, survey: Any, typed: dict[str, Any], said: str
) -> None:
    answer = send(client, survey, **typed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in words(answer.content)
    assert "พบข้อผิดพลาด 1" in words(answer.content)
    assert "<script>alert" not in page
    if "words" not in typed:
        assert "ป้ายหน้าห้องเล็กไป</textarea>" in page
        assert re.search(r'value="วันเสาร์"[^>]*checked', page) or "more" in typed
    assert not SurveyResponse.objects.exists()
    assert not SurveyTally.objects.exists()
    again = client.post(survey.get_absolute_url(), {"token": token_of(answer.content), **GOOD})
    assert again.status_code == 303


def test_what_nobody_sees_is_dropped_and_the_rest_stays_as_it_is(client: Any, survey: Any) -> None:
    send(client, survey, words="\u202eดี\u200bมาก\x07 <b>จริง</b>", more=[])
    assert SurveyResponse.objects.get().answers["words"] == "ดีมาก <b>จริง</b>"
    assert "more" not in SurveyResponse.objects.get().answers


def test_programs_are_let_go_and_floods_are_held(client: Any, survey: Any) -> None:
    token = token_of(client.get(survey.get_absolute_url()).content)
    trapped = client.post(survey.get_absolute_url(), {"token": token, "website": "x", **GOOD})
    assert trapped.status_code == 303
    assert not SurveyResponse.objects.exists()
    for _ in range(views.throttle.most):
        client.post(survey.get_absolute_url(), {})
    held = client.post(survey.get_absolute_url(), {"token": token, **GOOD})
    assert held.status_code == 429
    assert held["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("opens", "closes", "is_open", "said"),
    [
        (1, 9, False, "เปิดรับวันที่ 2 ธันวาคม 2569"),
        (0, 9, True, ""),
        (-9, 0, True, ""),
        (-9, -1, False, "ปิดรับแล้วเมื่อสิ้นวันที่ 30 พฤศจิกายน 2569"),
    ],
)
def test_it_is_answered_on_its_first_and_last_day_and_between(
    client: Any, survey: Any, opens: int, closes: int, is_open: bool, said: str
) -> None:
    at = survey.get_absolute_url()
    token = token_of(client.get(at).content)
    Survey.objects.filter(pk=survey.pk).update(
        opens_on=TODAY + dt.timedelta(opens), closes_on=TODAY + dt.timedelta(closes)
    )
    page = client.get(at)
    assert ("ส่งคำตอบ" in words(page.content)) is is_open
    assert said in words(page.content)
    answer = client.post(at, {"token": token, **GOOD})
    assert answer.status_code == (303 if is_open else 400)
    assert SurveyResponse.objects.count() == int(is_open)
    if not is_open:
        assert "จึงไม่ได้บันทึกคำตอบนี้" in words(answer.content)
        assert "ป้ายหน้าห้องเล็กไป" in words(answer.content)
    home = client.get("/").content.decode()
    assert (f'href="{at}"' in home) is is_open


def test_drafts_are_seen_before_publication_and_take_nothing(
    client: Any, people: Any, office: Any, signed_in: Any
) -> None:
    draft = OfficeSurveyDraft(created_by=people.alice)
    assert client.get(draft.get_absolute_url()).status_code == 404
    alice = signed_in(people.alice)
    page = alice.get(draft.get_preview_url())
    assert "พอใจเวลาเปิดบริการเพียงใด" in words(page.content)
    answer = alice.post(draft.get_preview_url(), {"token": token_of(page.content), "q-first": "5"})
    assert "นี่คือตัวอย่างก่อนเผยแพร่" in words(answer.content)
    assert not SurveyResponse.objects.exists()
    for end in ("results/", "results.csv", "thanks/"):
        assert client.get(f"{draft.get_absolute_url()}{end}").status_code == 404


# ── results ──────────────────────────────────────────────────────────────────
def test_results_are_told_from_ten_responses_on(client: Any, survey: Any) -> None:
    at = survey.get_absolute_url()
    for number in range(9):
        send(client, survey, first=str(1 + number % 5), words="ความลับของฉัน")
    page = words(client.get(f"{at}results/").content)
    assert "ผู้ตอบ 9 คน" in page
    assert "ยังแสดงผลไม่ได้" in page
    assert "โรงเรียนเอกชน" not in page
    for kind in ("csv", "xlsx"):
        assert client.get(f"{at}results.{kind}").status_code == 404
    send(client, survey, first="5", often="โรงเรียนเอกชน", more=[])
    page = words(client.get(f"{at}results/").content)
    assert "คะแนนเฉลี่ย3.00" in page
    assert "ลูกเสือ9" in page
    assert "ไม่แสดง เพราะมีผู้ตอบข้อนี้ไม่ถึง 10 คน" in page, "nine have said when"
    assert "คำตอบที่เขียนมีเจ้าหน้าที่เท่านั้นที่อ่าน" in page
    assert "ความลับของฉัน" not in page

    body = fetch(client, f"{at}results.csv")[1].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [(row["คำตอบ"], row["จำนวน (คน)"]) for row in rows if row["ข้อ"] == "2"] == [
        ("โรงเรียนเอกชน", "1"),
        ("ลูกเสือ", "9"),
    ]
    assert "ความลับของฉัน" not in body
    book = load_workbook(io.BytesIO(fetch(client, f"{at}results.xlsx")[1]))
    table = list(book.worksheets[0].iter_rows(values_only=True))
    assert sum(row[5] or 0 for row in table if row[0] == 1) == 10
    assert {row[6] for row in table if row[0] == 1} == {3}


def test_an_answer_that_is_no_longer_offered_stays_in_the_results(
    client: Any, survey: Any, people: Any
) -> None:
    for _ in range(10):
        send(client, survey)
    copy = survey.revise(by=people.alice)
    copy.questions.filter(key="often").update(choices=["โรงเรียนเอกชน", "ยุวกาชาด"])
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="แก้ตัวเลือก")
    page = words(client.get(f"{survey.get_absolute_url()}results/").content)
    assert "ยุวกาชาด0" in page
    assert "ลูกเสือ10" in page


def test_the_list_tells_what_is_open_to_come_and_over(client: Any, people: Any, survey: Any) -> None:
    published(
        OfficeSurveyDraft(created_by=people.alice, title="ของปีหน้า", opens_on=dt.date(2027, 1, 1)), people
    )
    published(
        OfficeSurveyDraft(created_by=people.alice, title="ของปีก่อน", closes_on=dt.date(2026, 1, 1)), people
    )
    page = words(client.get("/services/surveys/").content)
    assert page.index("เปิดรับคำตอบอยู่") < page.index(survey.title) < page.index("แบบสำรวจอื่น")
    assert "เปิดรับ 1 มกราคม 2570" in page
    assert "ผลการสำรวจ ของปีก่อน" in page


# ── composing ────────────────────────────────────────────────────────────────
def management(**rows: Any) -> dict[str, Any]:
    return {
        "questions-TOTAL_FORMS": "2",
        "questions-INITIAL_FORMS": "0",
        "questions-MIN_NUM_FORMS": "0",
        **rows,
    }


def typed_survey(group: Any, **changes: str) -> dict[str, Any]:
    facts = {
        "title": "แบบสำรวจใหม่", "introduction": "ถามเพื่อปรับปรุง", "year": "2570", "opens_on": "1/12/2569",
        "closes_on": "31 ธันวาคม 2569", "owner_group": str(group.pk),
        "questions-0-order": "1", "questions-0-text": "ชอบข้อใด", "questions-0-kind": "choice",
        "questions-0-choices": "ข้อแรก\nข้อสอง\n", "questions-0-is_required": "on",
        "questions-1-order": "2", "questions-1-text": "พอใจเพียงใด", "questions-1-kind": "scale",
    }  # fmt: skip
    return management(**facts) | changes


def test_staff_compose_a_survey_without_code(people: Any, signed_in: Any, office: Any) -> None:
    alice = signed_in(people.alice)
    answer = alice.post("/admin/services/survey/add/", typed_survey(people.alice.work_groups.get()))
    assert answer.status_code == 302, words(answer.content)
    survey = Survey.objects.get()
    assert [(one.text, one.choices) for one in survey.questions.all()] == [
        ("ชอบข้อใด", ["ข้อแรก", "ข้อสอง"]),
        ("พอใจเพียงใด", []),
    ]
    published(survey, people)
    assert survey.is_open()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"questions-0-choices": "ข้อเดียว"}, "ต้องมีตัวเลือกที่ต่างกันอย่างน้อยสองข้อ"),
        ({"questions-0-choices": ""}, "ต้องมีตัวเลือกที่ต่างกันอย่างน้อยสองข้อ"),
        ({"closes_on": "30/11/2569"}, "วันปิดรับต้องไม่มาก่อนวันเปิดรับ"),
        ({"opens_on": "1/12/2026"}, "เป็น ค.ศ."),
    ],
)
def test_a_survey_that_cannot_be_is_refused(
    people: Any, signed_in: Any, office: Any, changes: dict[str, str], said: str
) -> None:
    group = people.alice.work_groups.get()
    answer = signed_in(people.alice).post("/admin/services/survey/add/", typed_survey(group, **changes))
    assert answer.status_code == 200
    assert said in words(answer.content)
    assert not Survey.objects.exists()


def test_a_survey_without_a_question_is_not_published(people: Any) -> None:
    draft = OfficeSurveyDraft(created_by=people.alice)
    draft.questions.all().delete()
    with pytest.raises(ValidationError, match="แบบสำรวจไม่มีคำถาม"):
        draft.submit(by=people.alice)


def test_staff_read_what_was_written(client: Any, survey: Any, people: Any, signed_in: Any) -> None:
    send(client, survey)
    response = SurveyResponse.objects.get()
    for person in (people.heidi, people.erin):
        reader = signed_in(person)
        assert "ป้ายหน้าห้องเล็กไป" in words(reader.get("/admin/services/surveyresponse/").content)
        page = words(reader.get(f"/admin/services/surveyresponse/{response.pk}/change/").content)
        assert "มาติดต่อเรื่องใด" in page
        assert "เช้า, วันเสาร์" in page
    assert signed_in(people.frank).get("/admin/services/surveyresponse/").status_code == 403
