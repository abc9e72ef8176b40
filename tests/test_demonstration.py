"""The demonstration holds together: its dates, its sums, and what it says beside what it shows."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from measures.models import AnnualReport, EvidenceDocument, ItaResult, Measure, OitDisclosure
from portal.audit import faults
from portal.demonstration.dates import NOTE
from portal.models import AuditEvent, EitSurvey, NewsItem
from portal.search import publishable_models


@pytest.fixture
def demonstration(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_demonstration", stdout=io.StringIO())


@pytest.mark.usefixtures("demonstration")
def test_no_record_came_out_before_it_was_written_and_its_versions_say_the_same() -> None:
    for model in publishable_models():
        for record in model.objects.all():
            assert record.created_at <= record.submitted_at <= record.published_at, record
            assert record.first_published_at <= record.published_at, record
            versions = list(record.history.order_by("history_id"))
            moments = [version.history_date for version in versions]
            assert moments == sorted(moments), record
            assert versions[-1].published_at == record.published_at, record


@pytest.mark.usefixtures("demonstration")
def test_versions_and_the_audit_log_say_that_dates_were_set_back() -> None:
    measure = Measure.objects.get(slug="services")
    assert measure.history.filter(history_change_reason=NOTE).exists()
    published = AuditEvent.objects.filter(verb="เผยแพร่", object_id=str(measure.pk)).earliest("seq")
    assert published.at > measure.published_at
    assert AuditEvent.objects.filter(verb="ตั้งวันที่ของข้อมูลสาธิตย้อนหลัง", detail__kind="มาตรการ").exists()
    assert not list(faults())


@pytest.mark.usefixtures("demonstration")
def test_nothing_is_disclosed_before_its_evidence_is_there() -> None:
    report = AnnualReport.objects.get().frozen.get()
    assert OitDisclosure.objects.get(item__code="o43").published_at.date() == report.published_at.date()
    privacy = OitDisclosure.objects.get(item__code="o10")
    assert privacy.published_at.year == 2025
    for result in ItaResult.objects.all():
        assert result.announced_on == result.first_published_at.date()
        done = [row.due_on for row in result.improvements.filter(progress="done")]
        assert all(day <= result.published_at.date() for day in done)
    news = NewsItem.objects.get(title__startswith="ผลประเมิน ITA")
    assert news.first_published_at == ItaResult.objects.get(year=2566).first_published_at


@pytest.mark.usefixtures("demonstration")
def test_evidence_adds_up() -> None:
    for slug in ("manuals", "services", "hr"):
        with EvidenceDocument.objects.get(owner__slug=slug).current.file.open() as file:
            sheet = load_workbook(file).worksheets[0]
        *rows, total = sheet.iter_rows(min_row=4, values_only=True)
        assert total[0] == "รวม"
        for index, value in enumerate(total[1:], start=1):
            if value is not None:
                assert value == pytest.approx(sum(row[index] for row in rows)), slug


@pytest.mark.usefixtures("demonstration")
def test_the_page_of_a_survey_leads_to_those_of_other_years(client: Any) -> None:
    now_open, past = EitSurvey.objects.order_by("-year")
    page = client.get(now_open.get_absolute_url()).content.decode()
    assert f'href="{past.get_absolute_url()}"' in page
    assert f'href="{now_open.get_absolute_url()}"' not in page
