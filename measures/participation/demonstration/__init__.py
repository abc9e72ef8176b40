"""Participation in the demonstration: activities, a consultation that is done, and one that visitors can answer."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook

from measures.participation.actions import close_as_done
from measures.participation.actions.receiving import hash_of
from measures.participation.demonstration.activities import ACTIVITIES
from measures.participation.demonstration.activities import Facts as ActivityFacts
from measures.participation.demonstration.consultations import DONE, OPEN, Facts, Said
from measures.participation.models import (
    Activity,
    ActivityDocument,
    ActivityPicture,
    Closure,
    Conclusion,
    Consultation,
    Contribution,
    Response,
    State,
    Tally,
    new_token,
)
from portal import codes
from portal.attachments import store_upload
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.page_pictures import put_picture
from portal.pictures import clean_picture
from portal.spreadsheets import Column, Kind, workbook_bytes, write_table
from portal.thai import BANGKOK

LETTERS = "DEM0C0DE2570SAY5"
CODE = codes.in_groups(LETTERS + codes.check_character(LETTERS))
"""The code of the first contribution to the open consultation."""
NOTES = ("ความเห็นสาธิตในการรับฟังที่เปิดอยู่ ติดตามได้ที่ /participation/follow/", f"  รหัส {CODE}")
AN_HOUR, A_DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def demonstrate(people: dict[str, User]) -> None:
    """Publish the activities and consultations on the days of their stories."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    for facts in ACTIVITIES:
        _activity(facts, groups[facts.group], people)
    done = _consultation(DONE, groups[DONE.group], people)
    _conclude(done, DONE, people)
    now_open = _consultation(OPEN, groups[OPEN.group], people)
    first = now_open.contributions.earliest("received_at")
    Contribution.objects.filter(pk=first.pk).update(code_hash=hash_of(codes.cleaned(CODE)))


def _activity(facts: ActivityFacts, group: WorkGroup, people: dict[str, User]) -> None:
    activity = Activity(
        year=FiscalYear.containing(facts.day),
        title=facts.title,
        kind=facts.kind,
        held_on=facts.day,
        place=facts.place,
        topic=facts.topic,
        result=facts.result,
        use=facts.use,
        owner_group=group,
        created_by=people["editor"],
    )
    activity.full_clean(exclude=["created_by"])
    activity.save()
    for who, number in facts.people.items():
        activity.counts.create(group=who, number=number)
    for order, (title, address) in enumerate(facts.links):
        activity.links.create(title=title, address=address, order=order)
    if facts.drawing:
        row = ActivityPicture(owner=activity, alt=facts.alt, consent=facts.consent)
        put_picture(by=people["editor"], row=row, picture=clean_picture(facts.drawing())).save()
    if facts.summary:
        upload = ContentFile(_summary(facts), name="สรุปประเด็น.xlsx")
        ActivityDocument.objects.create(
            owner=activity, title="สรุปประเด็นที่เสนอ", current=store_upload(upload, by=people["editor"])
        )
    activity.submit(by=people["editor"])
    activity.publish(by=people["publisher"])
    dated(Activity.objects.filter(pk=activity.pk), _at(facts.day + dt.timedelta(days=8)))


def _summary(facts: ActivityFacts) -> bytes:
    book = Workbook()
    columns = [Column("ประเด็น", 44), Column("ผู้เสนอ (คน)", 14, Kind.INTEGER)]
    rows = [*facts.summary, ("รวม", sum(number for _, number in facts.summary))]
    note = "ข้อมูลสาธิต ตัวเลขสมมติเพื่อแสดงการทำงานของเว็บไซต์"
    write_table(book.worksheets[0], columns, rows, headings=[facts.title, note])
    return workbook_bytes(book, title=facts.title, author="", created=_at(facts.day))


def _consultation(facts: Facts, group: WorkGroup, people: dict[str, User]) -> Consultation:
    opens_on, closes_on = _day(facts.opens_on), _day(facts.closes_on)
    consultation = Consultation(
        year=FiscalYear.containing(opens_on),
        title=facts.title,
        introduction=facts.introduction,
        opens_on=opens_on,
        closes_on=closes_on,
        contact=facts.contact,
        owner_group=group,
        created_by=people["editor"],
    )
    consultation.full_clean(exclude=["created_by"])
    consultation.save()
    keys = [""]
    for order, (heading, text) in enumerate(facts.paragraphs, start=1):
        keys.append(consultation.paragraphs.create(order=order, heading=heading, text=text).key)
    consultation.submit(by=people["editor"])
    consultation.publish(by=people["publisher"])
    dated(Consultation.objects.filter(pk=consultation.pk), _at(opens_on - dt.timedelta(days=2)))
    consultation = Consultation.objects.get(pk=consultation.pk)
    made = [(said, _contribution(consultation, keys, said, people["editor"])) for said in facts.said]
    Tally.objects.count_again(consultation)
    for place, (day, subject, text) in enumerate(facts.answers):
        answered = [row.pk for said, row in made if said.answer == place]
        _answer(consultation, answered, subject, text, opens_on + dt.timedelta(days=day), people)
    return consultation


def _contribution(consultation: Consultation, keys: list[str], said: Said, by: User) -> Contribution:
    received = _at(consultation.opens_on + dt.timedelta(days=said.day))
    token = new_token()
    contribution = Contribution(
        consultation=consultation,
        paragraph_key=keys[said.paragraph],
        name=said.name,
        text=said.text,
        token=token,
        code_hash=hash_of(token),
        received_at=received,
    )
    if not said.is_new:
        contribution.state = State.HIDDEN if said.hidden else State.SHOWN
        contribution.reason = said.hidden
        contribution.decided_at, contribution.decided_by = received + 5 * AN_HOUR, by
    if said.name and consultation.names_until < timezone.localdate():
        contribution.name, contribution.name_erased_at = "", _at(consultation.names_until + A_DAY)
    contribution.save()
    return contribution


def _answer(
    consultation: Consultation,
    rows: list[int],
    subject: str,
    text: str,
    day: dt.date,
    people: dict[str, User],
) -> None:
    response = Response(
        consultation=consultation,
        owner_group=consultation.owner_group,
        subject=subject,
        text=text,
        created_by=people["editor"],
    )
    response.save()
    Contribution.objects.filter(pk__in=rows).update(response=response)
    response.submit(by=people["editor"])
    response.publish(by=people["publisher"])
    dated(Response.objects.filter(pk=response.pk), _at(day))


def _conclude(consultation: Consultation, facts: Facts, people: dict[str, User]) -> None:
    conclusion = Conclusion(
        consultation=consultation,
        owner_group=consultation.owner_group,
        summary=facts.summary,
        created_by=people["editor"],
    )
    conclusion.save()
    for order, row in enumerate(facts.outcomes, start=1):
        outcome = conclusion.outcomes.model(
            owner=conclusion,
            order=order,
            said=row.said,
            decision=row.decision,
            did=row.did,
            why_not=row.why_not,
            link_title=row.link[0],
            address=row.link[1],
        )
        outcome.full_clean()
        outcome.save()
    conclusion.submit(by=people["editor"])
    conclusion.publish(by=people["publisher"])
    at = _at(consultation.closes_on + dt.timedelta(days=26))
    dated(Conclusion.objects.filter(pk=conclusion.pk), at)
    close_as_done(by=people["editor"], consultation=consultation)
    Closure.objects.filter(consultation=consultation).update(closed_at=at + AN_HOUR)


def _day(of: dt.date | int) -> dt.date:
    """A day of the story, or one counted from today."""
    return timezone.localdate() + dt.timedelta(days=of) if isinstance(of, int) else of


def _at(day: dt.date) -> dt.datetime:
    """Half past nine of a day in Thailand, and never to come."""
    return min(dt.datetime.combine(day, dt.time(9, 30), BANGKOK), timezone.now() - AN_HOUR)
