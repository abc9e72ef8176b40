"""Results of a survey, read from its tallies alone; below ten answers nothing is told but how many there were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from measures.services.figures.satisfaction import LEAST
from measures.services.models import QuestionKind, Survey, SurveyQuestion

LEVELS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")
SCALE = tuple((str(score), f"{score} {level}") for score, level in enumerate(LEVELS, start=1))


@dataclass(frozen=True)
class Line:
    """An answer, and how often it was given."""

    title: str
    count: int


@dataclass(frozen=True)
class Question:
    """A question with what is told of its answers."""

    text: str
    kind: QuestionKind
    answered: int
    lines: tuple[Line, ...] = ()
    """Empty for free words, and where fewer than LEAST have answered."""
    mean: Decimal | None = None
    """Of a scale, to two digits."""

    @property
    def is_told(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True)
class Results:
    """How many responded, and what is told of each question; nothing of them below LEAST responses."""

    number: int
    questions: tuple[Question, ...]

    @property
    def is_told(self) -> bool:
        return self.number >= LEAST


def results_of(survey: Survey) -> Results:
    """The results of a survey; two queries."""
    counts: dict[tuple[str, str], int] = {
        (key, answer): number for key, answer, number in survey.tallies.values_list("key", "answer", "count")
    }
    number = counts.get(("", ""), 0)
    return Results(
        number=number,
        questions=tuple(
            _question(question, counts, is_told=number >= LEAST) for question in survey.questions.all()
        ),
    )


def _question(question: SurveyQuestion, counts: Mapping[tuple[str, str], int], *, is_told: bool) -> Question:
    kind, answered = QuestionKind(question.kind), counts.get((question.key, ""), 0)
    if not is_told or answered < LEAST or kind == QuestionKind.TEXT:
        return Question(question.text, kind, answered)
    known = list(SCALE) if kind == QuestionKind.SCALE else [(text, text) for text in question.choices]
    titles = dict(known)
    given = [answer for key, answer in counts if key == question.key and answer]
    every = [*titles, *(answer for answer in given if answer not in titles)]
    lines = tuple(Line(titles.get(answer, answer), counts.get((question.key, answer), 0)) for answer in every)
    return Question(
        question.text, kind, answered, lines, _mean(lines) if kind == QuestionKind.SCALE else None
    )


def _mean(lines: tuple[Line, ...]) -> Decimal | None:
    points = sum(score * line.count for score, line in enumerate(lines[:5], start=1))
    number = sum(line.count for line in lines[:5])
    return (Decimal(points) / number).quantize(Decimal("0.01"), ROUND_HALF_UP) if number else None
