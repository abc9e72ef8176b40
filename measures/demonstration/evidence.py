"""Evidence for the demonstration measures: the workbook that the records of the year give."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile

from measures.models import EvidenceDocument, Measure, Slug
from measures.services.exports.statistics import TITLE, statistics_xlsx
from measures.services.figures.statistics import year_figures
from portal.attachments import store_upload
from portal.models import Office, User

MADE_ON = dt.date(2023, 10, 31)


def attach_evidence(measure: Measure, by: User) -> None:
    """The statistics of the year as they stood on the day of the report, for the measure that promises them."""
    if measure.slug != Slug.SERVICES:
        return
    content = statistics_xlsx(year_figures(measure.year, on=MADE_ON), Office.load())
    file = ContentFile(content, name=f"{measure.slug}-{measure.year}.xlsx")
    title = f"{TITLE} {measure.year.label} (ข้อมูลสาธิต)"
    EvidenceDocument(owner=measure, title=title, current=store_upload(file, by=by)).save()
