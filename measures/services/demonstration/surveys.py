"""Two surveys for the demonstration: one of 2566 with its results, and one that a visitor can answer today."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from measures.services.actions import surveys as actions
from measures.services.actions.surveys import Choice
from measures.services.models import QuestionKind, Survey, SurveyQuestion, SurveyResponse
from measures.services.models.form import new_token
from portal.demonstration.dates import dated
from portal.models import User, WorkGroup
from portal.thai import BANGKOK

Asked = tuple[str, QuestionKind, bool, tuple[str, ...]]
HOURS: tuple[Asked, ...] = (
    ("ท่านมาติดต่อเรื่องใดบ่อยที่สุด", QuestionKind.CHOICE, True, ("โรงเรียนเอกชน", "ลูกเสือและยุวกาชาด", "ขอเอกสารหรือข้อมูล", "เรื่องอื่น")),
    ("เวลาเปิดบริการ 08.30–16.30 น. สะดวกเพียงใด", QuestionKind.SCALE, True, ()),
    (
        "ช่วงเวลาใดที่อยากให้เปิดเพิ่ม",
        QuestionKind.CHOICES,
        False,
        ("พักเที่ยง 12.00–13.00 น.", "หลัง 16.30 น.", "เช้าวันเสาร์", "ไม่ต้องเพิ่ม"),
    ),
    ("การแจ้งขั้นตอนและเอกสารก่อนมาติดต่อชัดเจนเพียงใด", QuestionKind.SCALE, True, ()),
    ("เรื่องที่อยากให้ปรับปรุง", QuestionKind.TEXT, False, ()),
)  # fmt: skip
WEBSITE: tuple[Asked, ...] = (
    ("ท่านเป็นใคร", QuestionKind.CHOICE, True, ("ผู้ปกครองหรือประชาชน", "ครูหรือบุคลากรของสถานศึกษา", "เจ้าหน้าที่ของรัฐ", "ผู้ค้า")),
    ("หาสิ่งที่ต้องการบนเว็บไซต์นี้ได้ง่ายเพียงใด", QuestionKind.SCALE, True, ()),
    (
        "บริการใดที่อยากยื่นออนไลน์ได้",
        QuestionKind.CHOICES,
        False,
        ("ขออนุญาตโรงเรียนเอกชน", "ขอหนังสือรับรอง", "จองห้องประชุม", "ขอข้อมูลข่าวสาร"),
    ),
    ("ข้อเสนอแนะ", QuestionKind.TEXT, False, ()),
)  # fmt: skip
WORDS = (
    "อยากให้มีป้ายบอกห้องตั้งแต่ทางเข้า",
    "ขอให้ส่งแบบฟอร์มทางไลน์ได้",
    "เจ้าหน้าที่อธิบายดีมาก",
    "ที่จอดรถน้อย",
)


def demonstrate(people: dict[str, User]) -> None:
    """Write, publish and answer both."""
    closed = _survey(
        people,
        year=2566,
        title="แบบสำรวจความเห็นต่อเวลาและจุดให้บริการ ปี 2566",
        introduction="ถามผู้มารับบริการที่สำนักงาน เพื่อใช้ปรับเวลาเปิดบริการและการแจ้งเอกสารก่อนมาติดต่อในปี 2567",
        days=(dt.date(2023, 8, 1), dt.date(2023, 8, 31)),
        asked=HOURS,
    )
    _respond(closed, 46, since=dt.date(2023, 8, 1), seed=2566)
    open_now = _survey(
        people,
        year=2570,
        title="แบบสำรวจการใช้เว็บไซต์และบริการออนไลน์",
        introduction="ถามผู้ใช้เว็บไซต์ว่าหาข้อมูลพบหรือไม่ และอยากให้เปิดบริการใดทางออนไลน์ก่อน ใช้เวลาไม่เกิน 2 นาที",
        days=(dt.date(2026, 11, 16), dt.date(2027, 1, 31)),
        asked=WEBSITE,
    )
    _respond(open_now, 7, since=dt.date(2026, 11, 16), seed=2570)


def _survey(
    people: dict[str, User],
    *,
    year: int,
    title: str,
    introduction: str,
    days: tuple[dt.date, dt.date],
    asked: tuple[Asked, ...],
) -> Survey:
    survey = Survey(
        year=year,
        title=title,
        introduction=introduction,
        opens_on=days[0],
        closes_on=days[1],
        owner_group=WorkGroup.objects.get(slug="administration"),
        created_by=people["editor"],
    )
    survey.save()
    for order, (text, kind, is_required, choices) in enumerate(asked, start=1):
        SurveyQuestion.objects.create(
            owner=survey,
            order=order,
            text=text,
            kind=kind,
            is_required=is_required,
            choices=list(choices),
        )
    survey.submit(by=people["editor"])
    survey.publish(by=people["publisher"])
    moment = dt.datetime.combine(days[0] - dt.timedelta(4), dt.time(9), BANGKOK)
    dated(Survey.objects.filter(pk=survey.pk), moment)
    survey.refresh_from_db()
    return survey


def _respond(survey: Survey, number: int, *, since: dt.date, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # the same demonstration every time, no secret
    questions = list(survey.questions.all())
    for at in range(number):
        answers = {question.key: value for question in questions if (value := _answer(question, at, chance))}
        SurveyResponse.objects.create(
            survey=survey,
            token=new_token(),
            day=since + dt.timedelta(days=at * 14 // number),
            answers=answers,
        )
        actions.count(survey, answers)


def _answer(question: SurveyQuestion, at: int, chance: Random) -> Any:
    if question.kind == QuestionKind.SCALE:
        return chance.choice((5, 5, 4, 4, 4, 3, 3, 2))
    if question.kind == QuestionKind.CHOICE:
        return Choice(chance.choice(question.choices))
    if question.kind == QuestionKind.CHOICES:
        return [text for text in question.choices[:-1] if chance.random() < 0.4]
    return WORDS[at // 6 % len(WORDS)] if at % 6 == 0 else ""
