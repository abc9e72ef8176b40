"""Taking the answers to a survey: once for each form, counted in the same transaction, nothing of who answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from measures.services.models import Survey, SurveyResponse, SurveyTally
from portal import thai

Answers = Mapping[str, Any]
"""Key of a question → 1 to 5, the text of a choice, a list of them, or words; questions without answer are left out."""


@transaction.atomic
def answer(*, survey: Survey, token: str, answers: Answers) -> SurveyResponse:
    """Keep the answers, and count them; the same token twice is one response, and the first is given back.

    Raises ValidationError outside of the survey's days.
    """
    if known := SurveyResponse.objects.filter(token=token).first():
        return known
    today = timezone.localdate()
    if not survey.is_open(today):
        raise ValidationError(closed_words(survey), code="closed")
    try:
        with transaction.atomic():
            response = SurveyResponse.objects.create(
                survey=survey, token=token, day=today, answers=dict(answers)
            )
    except IntegrityError:  # the same form, sent twice in the same moment
        return SurveyResponse.objects.get(token=token)
    count(survey, answers)
    return response


def count(survey: Survey, answers: Answers) -> None:
    """Add one response to the tallies of a survey."""
    for key, text in sorted(_counted(answers)):
        SurveyTally.objects.get_or_create(survey=survey, key=key, answer=text)
        SurveyTally.objects.filter(survey=survey, key=key, answer=text).update(count=F("count") + 1)


def _counted(answers: Answers) -> Iterator[tuple[str, str]]:
    """What is counted of one response: that it is one, each question that was answered, each answer but free words."""
    yield "", ""
    for key, value in answers.items():
        yield key, ""
        if isinstance(value, int):
            yield key, str(value)
        elif isinstance(value, list):
            yield from ((key, text) for text in value)
        elif isinstance(value, Choice):
            yield key, str(value)


class Choice(str):
    """The text of a choice, which is counted, as free words are not."""

    __slots__ = ()


def closed_words(survey: Survey) -> str:
    """Why a survey takes no answers today."""
    today = timezone.localdate()
    if survey.opens_on > today:
        return f"แบบสำรวจนี้เปิดรับวันที่ {thai.long_date(survey.opens_on)}"
    return f"แบบสำรวจนี้ปิดรับแล้วเมื่อสิ้นวันที่ {thai.long_date(survey.closes_on)}"
