"""The eleven measures: their pages, starting a year, and the order that stands."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from measures.actions import start_year
from measures.models import EvidenceLink, Measure, Slug
from measures.views.measures import oit_codes
from portal.fiscal import FiscalYear
from tests.makers import MeasureDraft, all_measures, attach, published, words

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# ── pages ────────────────────────────────────────────────────────────────────
def test_the_year_shows_all_eleven_in_order(people, office, client):
    all_measures(people)
    text = words(client.get("/measures/2566/").content)
    places = [text.index(f"มาตรการ {slug.label}") for slug in Slug]
    assert places == sorted(places)
    assert "11 จาก 11" in text


def test_the_year_says_how_many_are_published(people, office, client):
    published(MeasureDraft(created_by=people.alice), people)
    MeasureDraft(created_by=people.alice, slug=Slug.NEWS, title="ยังเป็นร่าง")
    text = page(client, "/measures/2566/")
    assert "1 จาก 11" in text
    assert "ยังเป็นร่าง" not in text


def test_a_measure_shows_steps_summary_outcome_evidence_and_owner(people, office, client):
    draft = MeasureDraft(created_by=people.alice)
    EvidenceLink.objects.create(owner=draft, title="หน้าอำนาจหน้าที่", address="/authority/")
    document = attach(draft, people)
    published(draft, people)
    text = page(client, "/measures/2566/hr/")
    for said in ("จัดทำรายงาน", draft.summary, draft.outcome, "กลุ่มนโยบายและแผน"):
        assert said in words(text.encode())
    assert 'href="/authority/"' in text
    assert document.get_absolute_url() in text
    assert document.current.sha256 in text


def test_a_measure_names_its_oit_items_of_the_year(people, office, client):
    published(MeasureDraft(created_by=people.alice, slug=Slug.AUTHORITY), people)
    assert "/ita/2566/o3/" in page(client, "/measures/2566/authority/")


def test_codes_follow_the_year():
    assert oit_codes(FiscalYear(2566))["services"] == "OIT o15–o18"
    assert oit_codes(FiscalYear(2567))["procurement"] == "OIT o14–o17"
    assert oit_codes(FiscalYear(2568))["services"] == "OIT o9–o11"


def test_the_newest_year_is_where_the_menu_leads(people, office, client):
    published(MeasureDraft(created_by=people.alice), people)
    published(MeasureDraft(created_by=people.alice, year=2567), people)
    assert client.get("/measures/").url == "/measures/2567/"


@pytest.mark.parametrize(
    "address",
    [
        "/measures/",
        "/measures/2566/",
        "/measures/9999/",
        "/measures/2566/unknown/",
        "/measures/2566/hr/",
        "/measures/๒๕๖๖/",
    ],
)
def test_where_nothing_is_published_a_thai_404_offers_search_and_contact(office, client, address):
    response = client.get(address)
    assert response.status_code == 404
    text = response.content.decode()
    assert reverse("portal:search") in text
    assert reverse("portal:contact") in text


def test_a_year_with_two_measures_of_a_kind_is_refused(people, office):
    MeasureDraft(created_by=people.alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureDraft(created_by=people.alice)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/", "ftp://x/", "news/"])
def test_an_evidence_address_that_leads_nowhere_safe_is_refused(people, office, address):
    link = EvidenceLink(owner=MeasureDraft(created_by=people.alice), title="หลักฐาน", address=address)
    with pytest.raises(ValidationError, match="https"):
        link.full_clean()


# ── starting a year ──────────────────────────────────────────────────────────
def test_a_new_year_copies_structure_and_never_results(people, office):
    source = all_measures(people)[0]
    EvidenceLink.objects.create(owner=source, title="หลักฐานปีก่อน", address="/news/")
    made = start_year(by=people.alice, year=FiscalYear(2567), source=FiscalYear(2566))
    assert [measure.slug for measure in made] == [slug.value for slug in Slug]
    for measure in Measure.objects.filter(year=2567):
        assert (measure.title, measure.steps) != ("", [])
        assert (measure.summary, measure.outcome, measure.status) == ("", "", "draft")
        assert not measure.links.exists()
        assert not measure.documents.exists()


def test_a_new_year_leaves_alone_what_is_there(people, office):
    all_measures(people)
    MeasureDraft(created_by=people.alice, year=2567, title="เขียนไว้แล้ว")
    assert len(start_year(by=people.alice, year=FiscalYear(2567), source=FiscalYear(2566))) == 10
    assert Measure.objects.get(year=2567, slug=Slug.HR).title == "เขียนไว้แล้ว"
    with pytest.raises(ValidationError, match="อยู่แล้ว"):
        start_year(by=people.alice, year=FiscalYear(2567), source=FiscalYear(2566))


def test_a_new_year_needs_a_source_with_measures(people, office):
    with pytest.raises(ValidationError, match="ไม่พบมาตรการ"):
        start_year(by=people.alice, year=FiscalYear(2567), source=FiscalYear(2566))


# ── the clerk's way in the admin ─────────────────────────────────────────────
def form_of(measure: Measure, **changes: object) -> dict[str, object]:
    """What the browser sends when a clerk saves this measure's page."""
    inlines = {
        f"{prefix}-{name}": value
        for prefix in ("sentences", "links", "documents")
        for name, value in {
            "TOTAL_FORMS": 0,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        }.items()
    }
    return {
        "owner_group": measure.owner_group_id,
        "title": measure.title,
        "steps": "\n".join(measure.steps),
        "summary": measure.summary,
        "outcome": measure.outcome,
        "_edition": measure.edition,
        **inlines,
        **changes,
    }


def change_address(measure: Measure) -> str:
    return reverse("admin:measures_measure_change", args=[measure.pk])


def test_a_clerk_writes_submits_and_another_publishes(people, office, client, signed_in):
    draft = MeasureDraft(created_by=people.alice)
    alice, bob = signed_in(people.alice), signed_in(people.bob)
    sent = form_of(draft, steps="1. สำรวจ\n๒. จัดทำ\n\n", summary="ทำครบแล้ว", _submit="1")
    response = alice.post(change_address(draft), sent, follow=True)
    assert "ส่งขออนุมัติแล้ว" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.steps, draft.summary, draft.status) == (["สำรวจ", "จัดทำ"], "ทำครบแล้ว", "in_review")
    verb = reverse("admin:measures_measure_verb", args=[draft.pk, "publish"])
    assert "เผยแพร่เองไม่ได้" in alice.post(verb, follow=True).content.decode() or draft.status == "in_review"
    assert client.get("/measures/2566/hr/").status_code == 404
    assert "เผยแพร่แล้ว" in bob.post(verb, follow=True).content.decode()
    assert client.get("/measures/2566/hr/").status_code == 200


def test_a_clerk_of_another_group_reads_and_changes_nothing(people, office, signed_in):
    draft = MeasureDraft(created_by=people.alice)
    charlie = signed_in(people.charlie)
    assert charlie.get(change_address(draft)).status_code == 200
    assert charlie.post(change_address(draft), form_of(draft, summary="ของกลุ่มอื่น")).status_code == 403
    draft.refresh_from_db()
    assert draft.summary != "ของกลุ่มอื่น"


def test_two_clerks_at_once_lose_nothing(people, office, signed_in):
    draft = MeasureDraft(created_by=people.alice)
    alice = signed_in(people.alice)
    first, second = form_of(draft, summary="ของคนแรก"), form_of(draft, summary="ของคนที่สอง")
    assert alice.post(change_address(draft), first).status_code == 302
    response = alice.post(change_address(draft), second)
    text = response.content.decode()
    assert "มีการบันทึกเรื่องนี้ไปแล้ว" in text
    assert "ของคนที่สอง" in text
    draft.refresh_from_db()
    assert draft.summary == "ของคนแรก"


def test_editing_in_review_takes_it_back_to_draft(people, office, signed_in):
    draft = MeasureDraft(created_by=people.alice)
    draft.submit(by=people.alice)
    text = (
        signed_in(people.alice)
        .post(change_address(draft), form_of(draft, summary="แก้อีก"), follow=True)
        .content
    )
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert "ต้องส่งขออนุมัติใหม่" in text.decode()


def test_a_published_measure_is_changed_through_a_working_copy(people, office, signed_in):
    measure = published(MeasureDraft(created_by=people.alice), people)
    alice = signed_in(people.alice)
    assert alice.post(change_address(measure), form_of(measure, summary="แก้ทันที")).status_code == 403
    response = alice.post(reverse("admin:measures_measure_verb", args=[measure.pk, "revise"]))
    copy = Measure.objects.get(revises=measure)
    assert response.url == change_address(copy)
    measure.refresh_from_db()
    assert measure.summary != "แก้ทันที"


def test_the_history_page_shows_versions_and_acts(people, office, signed_in):
    measure = published(MeasureDraft(created_by=people.alice), people)
    text = (
        signed_in(people.erin)
        .get(reverse("admin:measures_measure_history", args=[measure.pk]))
        .content.decode()
    )
    assert "ส่งขออนุมัติ" in text
    assert people.bob.display_name in text


def test_a_file_that_lies_is_named_and_nothing_is_stored(people, office, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    from portal.models import StoredFile  # noqa: PLC0415

    draft = MeasureDraft(created_by=people.alice)
    sent = form_of(draft)
    sent |= {
        "documents-TOTAL_FORMS": 1,
        "documents-0-title": "แผน",
        "documents-0-order": 0,
        "documents-0-owner": draft.pk,
        "documents-0-upload": SimpleUploadedFile("แผน.pdf", b"MZ\x90\x00 not a pdf", "application/pdf"),
    }
    text = signed_in(people.alice).post(change_address(draft), sent).content.decode()
    assert "แผน.pdf" in text
    assert not StoredFile.objects.exists()
    sent["documents-0-upload"] = SimpleUploadedFile("แผน.csv", "ปี,แผน\n2566,1\n".encode(), "text/csv")
    assert signed_in(people.alice).post(change_address(draft), sent).status_code == 302
    assert draft.documents.get().current.original_name == "แผน.csv"


def test_starting_a_year_in_the_admin(people, office, signed_in):
    all_measures(people)
    alice = signed_in(people.alice)
    address = reverse("admin:measures_measure_start_year")
    assert "2566" in alice.get(address).content.decode()
    response = alice.post(address, {"source": 2566, "year": 2567}, follow=True)
    assert "สร้างฉบับร่างแล้ว 11 มาตรการ" in response.content.decode()
    assert "ไม่ใช่ปีเดียวกับ" in alice.post(address, {"source": 2566, "year": 2566}).content.decode()
    assert "พิมพ์ปีเป็น พ.ศ." in alice.post(address, {"source": 2566, "year": 2024}).content.decode()
    assert signed_in(people.erin).get(address).status_code == 403
