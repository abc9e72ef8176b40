"""The demonstration holds together: its dates, its sums, and what it says beside what it shows."""

from __future__ import annotations

import datetime as dt
import html
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.urls import resolve
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from complaints import opening, sealing, statistics
from complaints.actions.tracking import messages, open_talk
from complaints.demonstration.channel import PASSPHRASE
from complaints.demonstration.stories import CODE
from complaints.models import Case, Entry, Grant, IdentityRequest, KeyHolder, Tombstone
from complaints.models.terms import EntryKind, HolderKind, Outcome, Part
from complaints.models.terms import Progress as CaseProgress
from measures import oit
from measures.demonstration.oit import DISCLOSURES
from measures.models import AnnualReport, EvidenceDocument, ItaResult, Measure, OitDisclosure, OitItem
from measures.models.oit import State
from measures.report_content import whole_address
from measures.report_files import PROOFS
from measures.sentences import moved
from measures.services.actions.following import find_request
from measures.services.demonstration.counter import WALK_IN
from measures.services.demonstration.requests import CODE as REQUEST_CODE
from measures.services.demonstration.requests import OF_2566
from measures.services.models import MonthSum, ServiceRequest
from measures.wording import numbers_in
from portal.audit import faults
from portal.demonstration.dates import NOTE
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, EitSurvey, NewsItem
from portal.search import publishable_models
from portal.working_days import is_working_day
from procurement.models import (
    Announcement,
    AnnouncementKind,
    Bid,
    Contract,
    Correction,
    PlanItem,
    Process,
    Progress,
    RegisterImport,
    Supplier,
)
from procurement.tax_numbers import Person, is_masked, is_right
from tests.makers import fetch
from tests.services.request_stage import kept_sums, sums_of_rows
from tests.stage import stage

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Path]:
    """The demonstration, loaded once for all these tests, which only look at it; the folder of its files."""
    folder = tmp_path_factory.mktemp("media")
    with stage(django_db_blocker, folder, DEMONSTRATION=True):
        call_command("load_demonstration", stdout=io.StringIO())
        yield folder


@pytest.fixture
def demonstration(loaded: Path, settings: Any) -> None:
    settings.DEMONSTRATION = True
    settings.MEDIA_ROOT = loaded
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": loaded}},
    }


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
def test_the_workbook_of_the_services_is_what_their_records_say() -> None:
    with EvidenceDocument.objects.get(owner__slug="services").current.file.open() as file:
        rows = list(load_workbook(file)["รายเดือน"].iter_rows(values_only=True))
    start = next(at for at, row in enumerate(rows) if str(row[0]).startswith("ตุลาคม"))
    months = rows[start : start + 12]
    assert [row[-2:] for row in months] == list(zip(WALK_IN[2566], OF_2566, strict=True))
    assert rows[start + 13][-2:] == (sum(WALK_IN[2566]), sum(OF_2566))
    assert rows[start + 13][-1] == ServiceRequest.objects.filter(year=2566).count()


@pytest.mark.usefixtures("demonstration")
def test_requests_follow_their_days_and_their_forms_and_add_up_to_the_months() -> None:
    assert kept_sums() == sums_of_rows()
    months = MonthSum.objects.filter(year=2566).values_list("month").annotate(number=Sum("online"))
    assert dict(months.order_by()) | {dt.date(2022, 10, 1): 0, dt.date(2022, 11, 1): 0} == {
        dt.date(2022 + (at > 2), (at + 9) % 12 + 1, 1): count for at, count in enumerate(OF_2566)
    }
    for request in ServiceRequest.objects.select_related("form", "service").prefetch_related("events"):
        assert request.service.first_published_at <= request.form.first_published_at < request.received_at
        moments = [event.at for event in request.events.all()]
        assert moments == sorted(moments), request
        assert moments[0] == request.received_at, request
        assert request.closed_at is None or request.closed_at in moments, request
        assert (request.erased_at is None) == (request.year == 2570), request
    open_now = ServiceRequest.objects.open()
    assert {"received", "working", "waiting"} == set(open_now.values_list("progress", flat=True))
    assert open_now.overdue(timezone.localdate()).exists()
    assert find_request(REQUEST_CODE).progress == "waiting"


@pytest.mark.usefixtures("demonstration")
def test_the_page_of_a_survey_leads_to_those_of_other_years(client: Any) -> None:
    now_open, past = EitSurvey.objects.order_by("-year")
    page = client.get(now_open.get_absolute_url()).content.decode()
    assert f'href="{past.get_absolute_url()}"' in page
    assert f'href="{now_open.get_absolute_url()}"' not in page


@pytest.mark.usefixtures("demonstration")
def test_the_register_has_each_story_once_and_quiet_months() -> None:
    of_2566 = Contract.objects.published().filter(year=2566)
    assert {row.progress for row in of_2566} == {Progress.ENDED, Progress.UNSIGNED, Progress.CANCELLED}
    assert {day.month for day in of_2566.signed().dates("signed_on", "month")} == {*range(1, 13)} - {4, 8}
    assert [row.title[:4] for row in Contract.objects.all() if row.progress == Progress.ACTIVE] == ["เช่า"]
    assert any(
        row.agreed_price > row.reference_price for row in of_2566.filter(reference_price__gt=0).signed()
    )
    late = of_2566.filter(stated_progress=Progress.ACTIVE, ends_on__lt=dt.date(2023, 10, 1))
    assert late.exists()
    computers = of_2566.filter(project_number="65109910025")
    assert computers.count() == 2
    assert set(Announcement.objects.values_list("kind", flat=True)) == set(AnnouncementKind.values)
    assert PlanItem.objects.filter(year=2566, budget__gt=500_000).count() == 3
    for contract in Contract.objects.exclude(bids=None):
        lowest = min(bid.price for bid in contract.bids.all())
        assert contract.agreed_price in (None, lowest)
        assert contract.agreed_price is None or contract.bids.get(price=lowest).name == contract.supplier_name


@pytest.mark.usefixtures("demonstration")
def test_days_of_a_purchase_follow_one_another() -> None:
    for contract in Contract.objects.all():
        known = [day for day in (contract.announced_on, contract.signed_on, contract.ends_on) if day]
        assert known == sorted(known), contract
        if contract.signed_on:
            assert contract.signed_on.weekday() < 5, contract
            assert contract.signed_on in contract.year, contract
            assert contract.first_published_at.date() > contract.signed_on, contract
        for announcement in Announcement.objects.filter(project_number=contract.project_number or "-"):
            assert announcement.announced_on <= contract.dated_on, announcement
        process = Process.objects.get(key=contract.process_key)
        assert process.first_published_at <= contract.first_published_at
    for announcement in Announcement.objects.all():
        assert announcement.announced_on.weekday() < 5, announcement
        assert announcement.published_at.date() == announcement.announced_on


@pytest.mark.usefixtures("demonstration")
def test_numbers_belong_to_nobody_and_are_right_or_masked() -> None:
    owners = [*Supplier.objects.all(), *Bid.objects.all()]
    assert len(owners) > 40
    for owner in owners:
        assert is_masked(owner.tax_id) or is_right(owner.tax_id), owner
        assert owner.tax_id.startswith(("0999999", "1000000")), owner
    assert {supplier.person for supplier in Supplier.objects.all()} == {Person.JURISTIC, Person.NATURAL}


@pytest.mark.usefixtures("demonstration")
def test_files_of_the_register_are_kept_with_what_they_brought() -> None:
    batches = list(RegisterImport.objects.order_by("as_of"))
    assert [batch.contracts.count() for batch in batches] == [25, 13, 21, 13]
    for batch in batches:
        assert batch.counts["other_offices"] == 1
        assert batch.as_of <= batch.created_at.date() <= batch.confirmed_at.date()
        with batch.source.open() as file:
            text = file.read().decode("utf-8-sig")
        for contract in batch.contracts.all():
            assert contract.project_number in text
            assert contract.published_at > batch.confirmed_at
    notes = {finding.code for batch in batches for finding in batch.findings.all()}
    assert {"over_reference", "no_reference_price"} <= notes
    assert {correction.contract_id for correction in Correction.objects.all()} == {
        contract.pk
        for contract in Contract.objects.all()
        if contract.published_at > contract.first_published_at
    }
    for correction in Correction.objects.all():
        assert correction.reason
        assert correction.at == correction.contract.published_at


@pytest.mark.usefixtures("demonstration")
def test_files_and_pages_that_measures_and_items_name_are_there(client: Any) -> None:
    addresses = set(Measure.objects.get(slug="procurement").links.values_list("address", flat=True))
    for code in ("o19", "o20", "o21", "o22"):
        addresses |= {
            link.address for link in oit.entry(OitItem.objects.get(year=2566, code=code), shown()).links
        }
    for item in OitItem.objects.filter(year__in=[2567, 2568, 2569], measure="procurement"):
        addresses |= {link.address for link in oit.entry(item, shown()).links}
    assert {
        "/procurement/2566/plan/",
        "/procurement/2567/ita-o17.xlsx",
        "/procurement/2568/ita-o13.xlsx",
    } <= addresses
    for address in sorted(addresses):
        assert client.get(address).status_code == 200, address
    later = OitItem.objects.filter(year__in=[2567, 2568], measure="procurement")
    assert {oit.entry(item, shown()).state for item in later} == {State.OFFERED}, "nobody has confirmed them"


@pytest.mark.usefixtures("demonstration")
def test_every_planned_project_leads_to_what_became_of_it(client: Any) -> None:
    for year in (2566, 2567, 2568):
        page = client.get(f"/procurement/{year}/plan/").content.decode()
        assert f"/procurement/{year}/contracts/" in page
        missing = PlanItem.objects.published().filter(year=year, project_number="")
        assert page.count("ยังไม่ได้เชื่อมกับประกาศหรือสัญญา") == missing.count()
        assert not missing.filter(title__contains="รักษาความปลอดภัย").exists()
        assert not missing.filter(title__contains="ทำความสะอาด").exists()


@pytest.mark.usefixtures("demonstration")
def test_the_report_of_the_year_tells_figures_of_all_eleven_measures_with_the_pages_that_prove_them(
    client: Any,
) -> None:
    content = AnnualReport.objects.get(year=2566).frozen.get().content
    told = {row["slug"]: row["sentences"] for row in content["rows"]}
    assert {slug: bool(sentences) for slug, sentences in told.items()} == {
        "manuals": True,
        "participation": True,
        "services": True,
        "authority": True,
        "news": True,
        "risk": True,
        "procurement": True,
        "hr": True,
        "ethics": True,
        "complaints": True,
        "improvement": True,
    }
    sentences = [(slug, one) for slug, found in told.items() for one in found]
    page = client.get("/measures/2566/report/").content.decode()
    paper = PdfReader(io.BytesIO(fetch(client, "/measures/2566/report.pdf")[1]))
    links = {
        note.get_object().get("/A", {}).get("/URI", "")
        for leaf in paper.pages
        for note in leaf.get("/Annots", [])
    }
    book = load_workbook(io.BytesIO(fetch(client, "/measures/2566/report.xlsx")[1]))
    proofs = {
        cell.hyperlink.target
        for row in book[PROOFS].iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }
    for slug, one in sentences:
        assert numbers_in(one["text"]), (slug, one["text"])
        assert one["source"], slug
        address = one["address"]
        assert client.get(address.partition("#")[0], follow=True).status_code == 200, (slug, address)
        assert f'href="{html.escape(address)}"' in page, (slug, address)
        assert whole_address(address) in links, (slug, address)
        assert whole_address(address) in proofs, (slug, address)
        if place := address.partition("#")[2]:
            assert f'id="{place}"' in client.get(address).content.decode(), address


@pytest.mark.usefixtures("demonstration")
def test_sentences_of_the_measures_still_say_what_the_records_say() -> None:
    for measure in Measure.objects.filter(year=2566):
        assert moved(measure) == [], measure


@pytest.mark.usefixtures("demonstration")
def test_a_visitor_follows_a_case_with_the_code_that_the_demonstration_tells(client: Any) -> None:
    talk = open_talk(CODE, network="here")
    assert talk is not None
    said = messages(talk, seen=0)
    assert {message.is_from_reporter for message in said} == {True, False}
    assert talk.case.evidence.count() == 1
    assert talk.case.progress == CaseProgress.EXAMINED


@pytest.mark.usefixtures("demonstration")
def test_keys_of_the_demonstration_open_what_they_were_handed_and_nothing_else() -> None:
    rings = {}
    for holder in KeyHolder.objects.exclude(user=None).select_related("user"):
        rings[holder.user.username] = opening.unlocked(holder, PASSPHRASE)
        with pytest.raises(sealing.Unreadable):
            opening.unlocked(holder, PASSPHRASE + "?")
    assert set(rings) == {"integrity", "integrity2", "custodian"}
    assert KeyHolder.objects.get(user=None).kind == HolderKind.ESCROW
    for case in Case.objects.all():
        report = opening.read_report(rings["integrity"].key_of(case, Part.REPORT), case)
        assert report.what
        assert report.received_at.startswith(case.received_on.isoformat())
        assert set(case.keys.get(part=Part.REPORT).grants.values_list("holder__kind", flat=True)) == {
            HolderKind.OFFICER,
            HolderKind.ESCROW,
        }
        if report.excluded:
            with pytest.raises(opening.NotGranted):
                rings["integrity2"].key_of(case, Part.REPORT)
        with pytest.raises(opening.NotGranted):
            rings["custodian"].key_of(case, Part.REPORT)
    asked = IdentityRequest.objects.get()
    identity = asked.case.entries.get(kind=EntryKind.IDENTITY)
    read = opening.read_entry(rings["custodian"].key_of(asked.case, Part.IDENTITY), identity)
    assert read.name
    with pytest.raises(opening.NotGranted):
        rings["integrity"].key_of(asked.case, Part.IDENTITY)


@pytest.mark.usefixtures("demonstration")
def test_days_of_a_case_follow_one_another_and_offices_were_open() -> None:
    cases = list(Case.objects.all())
    assert {int(case.year) for case in cases} >= {2566, 2568, 2569}
    assert {case.outcome for case in cases} >= {Outcome.TRANSFERRED, Outcome.SUBSTANTIATED, ""}
    assert {case.progress for case in cases} == set(CaseProgress)
    assert any(case.is_late_to_answer for case in cases)
    for case in cases:
        known = [case.received_on, case.acknowledged_on, case.answered_on, case.closed_on]
        known = [day for day in known if day]
        assert known == sorted(known), case
        days = list(Entry.objects.filter(case=case).order_by("number").values_list("day", flat=True))
        assert days[0] == case.received_on
        for day in (*known, *days):
            assert is_working_day(day), (case, day)
        assert set(Grant.objects.filter(key__case=case).values_list("granted_on", flat=True)) == {
            case.received_on
        }
        assert case.locator.startswith(f"{int(case.year) % 100}-")
    for tomb in Tombstone.objects.all():
        assert tomb.received_month <= tomb.closed_month < tomb.deleted_month


@pytest.mark.usefixtures("demonstration")
def test_a_year_without_complaints_says_so_and_the_year_of_the_report_is_finished() -> None:
    counted = {int(year): statistics.figures_of(year) for year in statistics.opening().years()}
    assert counted[2567].is_none
    of_2566 = counted[2566].totals
    assert (of_2566.received, of_2566.finished) == (statistics.Shown(8, 8), statistics.Shown(8, 8))
    assert of_2566.in_progress == statistics.Shown(0, 0)


@pytest.mark.usefixtures("demonstration")
def test_loading_again_changes_nothing_in_the_channel() -> None:
    def rows() -> list[Any]:
        return [list(kind.objects.order_by("pk").values()) for kind in (Case, KeyHolder, Grant, Entry)]

    before, told = rows(), io.StringIO()
    call_command("load_demonstration", stdout=told)
    assert rows() == before
    assert CODE.written_secret in told.getvalue()
    assert PASSPHRASE in told.getvalue()


def shown() -> Any:
    return OitDisclosure.objects.published()


@pytest.mark.usefixtures("demonstration")
def test_the_disclosures_tick_elements_that_exist_and_link_to_addresses_of_this_site() -> None:
    of_2566 = {
        entry.item.code: entry for entry in oit.checklist(FiscalYear(2566)).entries if entry.disclosure
    }
    assert set(of_2566) == set(DISCLOSURES)
    for entry in of_2566.values():
        entry.disclosure.full_clean()
        assert entry.met == len(entry.disclosure.met)
        for link in entry.links:
            assert resolve(urlsplit(link.address).path)
    assert of_2566["o3"].state == State.COMPLETE
