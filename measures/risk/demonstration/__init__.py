"""Risks of a provincial education office for the demonstration: 2566 from plan to yearly result, the plan of 2570."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from django.core.files.base import ContentFile
from openpyxl import Workbook

from measures.risk.demonstration.story import Story, Told
from measures.risk.demonstration.year_2566 import OF_2566
from measures.risk.demonstration.year_2570 import OF_2570
from measures.risk.models import (
    Half,
    ResultDocument,
    Risk,
    RiskResult,
    Source,
    Treatment,
    TreatmentResult,
)
from portal.attachments import store_upload
from portal.demonstration.dates import dated
from portal.fiscal import FiscalYear
from portal.models import User, WorkGroup
from portal.publishing import Publishable
from portal.spreadsheets import Column, Value, write_table
from portal.thai import BANGKOK

PUBLISHED = {
    2566: dt.datetime(2023, 1, 31, 9, 30, tzinfo=BANGKOK),
    2570: dt.datetime(2026, 11, 24, 9, 30, tzinfo=BANGKOK),
}
TOLD = {
    Half.SIX_MONTHS: dt.datetime(2023, 4, 11, 10, 0, tzinfo=BANGKOK),
    Half.YEAR: dt.datetime(2023, 10, 17, 10, 0, tzinfo=BANGKOK),
}
PLAN = "แผนบริหารความเสี่ยงการทุจริตและประพฤติมิชอบ สำนักงานปลัดกระทรวงศึกษาธิการ ประจำปีงบประมาณ พ.ศ. {year}"


def demonstrate(people: dict[str, User]) -> None:
    """Write, review and publish the plans and the results, each on the day it would have come out."""
    groups = {group.slug: group for group in WorkGroup.objects.all()}
    for number, stories in ((2566, OF_2566), (2570, OF_2570)):
        for place, story in enumerate(stories, start=1):
            _tell(story, FiscalYear(number), place, groups[story.group], people)
        dated(Risk.objects.for_year(number), PUBLISHED[number])
    for half, moment in TOLD.items():
        dated(RiskResult.objects.filter(half=half), moment)


def _tell(story: Story, year: FiscalYear, place: int, group: WorkGroup, people: dict[str, User]) -> None:
    risk = Risk.objects.create(
        year=year,
        number=place,
        process=story.process,
        event=story.event,
        is_bribery=story.is_bribery,
        cause=story.cause,
        likelihood=story.before[0],
        impact=story.before[1],
        existing_control=story.control,
        source=Source.OWN if story.is_own else Source.PERMANENT_SECRETARY,
        source_detail="" if story.is_own else PLAN.format(year=year),
        owner_group=group,
        created_by=people["editor"],
    )
    for order, (title, responsible) in enumerate(story.measures, start=1):
        Treatment.objects.create(
            risk=risk,
            order=order,
            title=title,
            responsible=responsible,
            starts_on=year.starts_on,
            ends_on=year.ends_on,
        )
    _publish(risk, people)
    for half, told in ((Half.SIX_MONTHS, story.half), (Half.YEAR, story.year)):
        if told:
            _report(risk, half, told, people)


def _report(risk: Risk, half: Half, told: Told, people: dict[str, User]) -> None:
    result = RiskResult.objects.create(
        risk=risk,
        half=half,
        residual_likelihood=told.left[0],
        residual_impact=told.left[1],
        summary=told.summary,
        problems=told.problems,
        owner_group=risk.owner_group,
        created_by=people["editor"],
    )
    for treatment, (progress, done, evidence, address) in zip(risk.treatments.all(), told.rows, strict=True):
        TreatmentResult.objects.create(
            result=result,
            treatment=treatment,
            progress=progress,
            done=done,
            evidence=evidence,
            address=address,
        )
    if told.table:
        title, columns, rows = told.table
        file = ContentFile(_workbook(title, columns, rows), name=f"{title}.xlsx")
        stored = store_upload(file, by=people["editor"])
        ResultDocument.objects.create(owner=result, title=title, current=stored)
    _publish(result, people)


def _publish(record: Publishable, people: dict[str, User]) -> None:
    record.submit(by=people["editor"])
    record.publish(by=people["publisher"])


def _workbook(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> bytes:
    book = Workbook()
    write_table(book.worksheets[0], columns, rows, headings=[title])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
