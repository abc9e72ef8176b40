"""What staff accept of what the rooms count: the offers of a measure, what has moved since, new figures taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.figures import figures_of
from measures.models import AcceptedSentence, Measure, Offered
from portal import audit
from portal.fiscal import FiscalYear
from portal.models import User
from portal.publishing import Status


@dataclass(frozen=True)
class Moved:
    """An accepted sentence whose figures are others now; `now` is None where the record is gone."""

    sentence: AcceptedSentence
    now: Offered | None


def offers_of(measure: Measure) -> list[Offered]:
    """The sentences that rooms offer for a measure now, from what the public sees."""
    figures = figures_of(measure.slug, FiscalYear(measure.year))
    return figures.sentences if figures else []


def public_figures(measure: Measure) -> dict[str, Any] | None:
    """What stands after the summary by itself, as a report keeps it (`Figures.frozen`): all that is counted, until
    staff have chosen sentences of it."""
    if measure.sentences.all():
        return None
    figures = figures_of(measure.slug, FiscalYear(measure.year))
    return figures.frozen() if figures else None


def moved(measure: Measure) -> list[Moved]:
    """The accepted sentences that the records say otherwise now."""
    accepted = list(measure.sentences.all())
    if not accepted:
        return []
    now = {offer.key: offer for offer in offers_of(measure)}
    found = [Moved(sentence, now.get(sentence.key)) for sentence in accepted]
    return [one for one in found if one.now is None or one.now.text != one.sentence.offered]


@transaction.atomic
def accept(*, by: User, measure: Measure, offered: Offered, text: str = "") -> AcceptedSentence:
    """Put a sentence into the measure, as it is offered or in somebody's words. Raises ValidationError."""
    sentence = AcceptedSentence(owner=measure, order=measure.sentences.count())
    sentence.take(offered, text=text)
    sentence.full_clean()
    sentence.save()
    note(by=by, act=ACCEPTED, sentence=sentence)
    return sentence


@transaction.atomic
def renew(*, by: User, measure: Measure) -> tuple[Measure, list[AcceptedSentence]]:
    """Take over the figures of now in the working copy of a published measure, made where there is none.

    Returns the working copy and its sentences that were renewed. Raises ValidationError while the copy is in review.
    """
    draft = measure.revise(by=by)
    draft = Measure.objects.select_for_update().get(pk=draft.pk)
    if draft.status == Status.IN_REVIEW:
        raise ValidationError("ฉบับแก้ไขของเรื่องนี้รออนุมัติอยู่ ให้ผู้อนุมัติเผยแพร่หรือส่งกลับก่อน จึงใช้ตัวเลขใหม่ได้")
    renewed = []
    for one in moved(draft):
        if one.now is None:
            continue
        one.sentence.renew(one.now)
        one.sentence.save()
        note(by=by, act=RENEWED, sentence=one.sentence)
        renewed.append(one.sentence)
    if renewed:
        draft.note_author(by)
        draft.edition += 1
        draft._history_user = by
        draft.save()
    return draft, renewed


ACCEPTED = "ใช้ข้อความจากข้อมูล"
RENEWED = "ใช้ตัวเลขใหม่จากข้อมูล"


def note(*, by: User, act: str, sentence: AcceptedSentence) -> None:
    """Write an acceptance into the audit log: the words, and what was counted, where and when."""
    audit.record(by, act, sentence.owner, **sentence.frozen(), offered=sentence.offered)
