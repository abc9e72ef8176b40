"""Bad intent and bad luck: two people at once, wrong roles, forged forms, lost files, hostile text."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from measures.actions import confirm_import, publish_report, start_year
from measures.models import EvidenceDocument, EvidenceLink, Measure, ReportVersion
from measures.report_reader import read_report
from portal import audit
from portal.admin.publishing import PublishableAdmin
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, StoredFile, WorkGroup
from portal.publishing import Status
from tests.makers import MeasureDraft, ReportDraft, all_measures, attach, csv_file, fetch, published
from tests.test_measures import change_address, form_of
from tests.test_report_import import batch_of, report_text

pytestmark = pytest.mark.django_db
ADDRESS = "/measures/2566/hr/"


@pytest.fixture
def draft(people, office):
    return MeasureDraft(created_by=people.alice)


def verb(record: Any, act: str) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_verb", args=[record.pk, act])


def inline(prefix: str, owner: Measure, initial: int = 0, **row: object) -> dict[str, object]:
    """The fields of one row of an inline as a browser sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": initial}
    row = {"owner": owner.pk, "order": 0, **row}
    return sent | {f"{prefix}-0-{name}": value for name, value in row.items()}


def no_room(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


# ── two at once ──────────────────────────────────────────────────────────────
def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave or raised, all started together in connections of their own."""
    ready = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(index: int, act: Callable[[], object]) -> None:
        try:
            ready.wait(20)
            results[index] = act()
        except Exception as error:  # noqa: BLE001  # what a test looks at
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def several(transactional_db):
    """Only where a second connection sees the same database."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database belongs to one thread")


def get(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def bad(results: list[object]) -> list[object]:
    """Results that are neither success nor a refusal in Thai."""
    return [r for r in results if isinstance(r, Exception) and not isinstance(r, ValidationError)]


def test_two_who_press_publish_at_once_publish_once(several, draft, people):
    draft.submit(by=people.alice)
    results = at_once(partial(get(draft).publish, by=people.bob), partial(get(draft).publish, by=people.dana))
    assert not bad(results)
    assert AuditEvent.objects.filter(verb="เผยแพร่").count() == 1


def test_a_working_copy_published_twice_at_once_is_refused_in_thai_the_second_time(several, draft, people):
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.submit(by=people.alice)
    results = at_once(
        partial(get(copy).publish, by=people.bob, reason="ก"),
        partial(get(copy).publish, by=people.dana, reason="ข"),
    )
    assert not bad(results), results
    assert sum(isinstance(result, ValidationError) for result in results) == 1


def test_two_who_press_revise_at_once_share_one_working_copy(several, draft, people):
    published(draft, people)
    results = at_once(
        partial(get(draft).revise, by=people.alice), partial(get(draft).revise, by=people.charlie)
    )
    assert not bad(results), results
    assert Measure.objects.filter(revises=draft).count() == 1


def test_a_withdrawal_at_the_moment_of_publication_is_not_undone(several, draft, people):
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.submit(by=people.alice)
    results = at_once(
        partial(get(copy).publish, by=people.bob, reason="ก"),
        partial(get(draft).withdraw, by=people.dana, reason="ข"),
    )
    assert not bad(results), results
    assert get(draft).status == Status.WITHDRAWN or isinstance(results[1], ValidationError)


def test_a_report_published_twice_at_once_has_one_version(several, people, office):
    all_measures(people)
    report = ReportDraft(created_by=people.alice)
    report.submit(by=people.alice)
    results = at_once(
        partial(publish_report, by=people.bob, report=get(report)),
        partial(publish_report, by=people.dana, report=get(report)),
    )
    assert not bad(results), results
    assert ReportVersion.objects.count() == 1


def test_an_import_confirmed_twice_at_once_is_done_once(several, people, office):
    batch = batch_of(people, report_text())
    read = read_report(report_text(), "รายงาน.txt", expected_year=2566)
    results = at_once(*[lambda: confirm_import(by=people.alice, batch=batch, read=read)] * 2)
    assert not bad(results), results
    assert Measure.objects.count() == 11


def test_two_imports_into_one_year_at_once_make_eleven_measures(several, people, office):
    batches = [batch_of(people, report_text()) for _ in range(2)]
    read = read_report(report_text(), "รายงาน.txt", expected_year=2566)
    results = at_once(*[partial(confirm_import, by=people.alice, batch=b, read=read) for b in batches])
    assert not bad(results), results
    assert Measure.objects.count() == 11


def test_a_year_started_twice_at_once_has_eleven_measures(several, people, office):
    all_measures(people)
    results = at_once(
        *[lambda: start_year(by=people.alice, year=FiscalYear(2567), source=FiscalYear(2566))] * 2
    )
    assert not bad(results), results
    assert Measure.objects.filter(year=2567).count() == 11


def test_an_import_beside_verbs_does_not_deadlock(several, people, office):
    measures = all_measures(people)
    batch = batch_of(people, report_text())
    read = read_report(report_text(), "รายงาน.txt", expected_year=2566)
    results = at_once(
        lambda: confirm_import(by=people.alice, batch=batch, read=read),
        *[partial(get(m).withdraw, by=people.bob, reason="ก") for m in measures[3:]],
    )
    assert not bad(results), results


def test_a_save_that_began_before_publication_does_not_undo_it(
    several, draft, people, signed_in, monkeypatch
):
    draft.submit(by=people.alice)
    clients = signed_in(people.alice), signed_in(people.bob)
    saving, gone_on = threading.Event(), threading.Event()
    original = PublishableAdmin.save_model

    def slow(self, *args, **kwargs):
        saving.set()
        gone_on.wait(3)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(PublishableAdmin, "save_model", slow)

    def publish():
        saving.wait(10)
        answer = clients[1].post(verb(draft, "publish"))
        gone_on.set()
        return answer.status_code

    save = lambda: clients[0].post(change_address(draft), form_of(draft, summary="แก้")).status_code  # noqa: E731
    results = at_once(save, publish)
    assert not bad(results), results
    record = get(draft)
    acts = list(
        AuditEvent.objects.filter(object_id=str(draft.pk)).order_by("seq").values_list("verb", flat=True)
    )
    assert (record.status == "published") == ("เผยแพร่" in acts), (record.status, acts)


def test_eight_writers_make_one_chain(several):
    results = at_once(*[lambda: [audit.record(None, "พร้อมกัน", n=n) for n in range(10)]] * 8)
    assert not bad(results), results
    assert not list(audit.faults())
    assert AuditEvent.objects.count() == 80


# ── working copies and their originals ───────────────────────────────────────
def test_a_working_copy_of_a_withdrawn_record_does_not_bring_it_back(draft, people, client):
    published(draft, people)
    copy = draft.revise(by=people.alice)
    copy.submit(by=people.alice)
    draft.withdraw(by=people.bob, reason="ข้อมูลผิด")
    with pytest.raises(ValidationError, match="ถูกถอนออกหลังจากเริ่มแก้ไข"):
        copy.publish(by=people.bob, reason="แก้ไข")
    assert client.get(ADDRESS).status_code == 404


def test_a_working_copy_does_not_bring_a_scheduled_record_forward(draft, people, client):
    draft.submit(by=people.alice)
    morning = timezone.now() + dt.timedelta(days=3)
    draft.publish(by=people.bob, at=morning)
    copy = draft.revise(by=people.alice)
    copy.submit(by=people.alice)
    assert copy.publish(by=people.bob, reason="แก้คำผิด").published_at == morning
    assert client.get(ADDRESS).status_code == 404


def test_a_record_withdrawn_before_its_time_was_never_public(draft, people):
    draft.submit(by=people.alice)
    draft.publish(by=people.bob, at=timezone.now() + dt.timedelta(days=3))
    draft.withdraw(by=people.bob, reason="เปลี่ยนใจ")
    assert get(draft).first_published_at is None


# ── files ────────────────────────────────────────────────────────────────────
def test_a_file_replaced_before_publication_never_becomes_public(draft, people, client):
    document = attach(draft, people, "เลขประจำตัว,1\n")
    document.replace(csv_file("ปี,2\n"), by=people.alice, note="ลบข้อมูลส่วนบุคคล")
    published(draft, people)
    assert "ปี".encode() in fetch(client, f"{document.get_absolute_url()}1/")[1]
    assert fetch(client, f"{document.get_absolute_url()}2/")[0] == 404


def test_a_file_replaced_while_withdrawn_never_becomes_public(draft, people, client):
    document = attach(draft, people, "เก่า,1\n")
    published(draft, people)
    draft.withdraw(by=people.bob, reason="แก้ไฟล์")
    document = EvidenceDocument.objects.get(pk=document.pk)
    document.replace(csv_file("เลขประจำตัว,2\n"), by=people.alice, note="พลาด")
    document.replace(csv_file("ใหม่,3\n"), by=people.alice, note="ถูก")
    published(draft, people)
    bodies = [fetch(client, f"{document.get_absolute_url()}{n}/")[1] for n in (1, 2)]
    assert ["เก่า".encode() in bodies[0], "ใหม่".encode() in bodies[1]] == [True, True]
    assert fetch(client, f"{document.get_absolute_url()}3/")[0] == 404


def test_a_file_lost_from_the_disk_is_a_404(draft, people, client):
    document = attach(draft, people)
    published(draft, people)
    document.current.file.storage.delete(document.current.file.name)
    assert fetch(client, document.get_absolute_url())[0] == 404


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_a_version_that_cannot_be_is_a_404(draft, people, client, number):
    document = attach(draft, people)
    published(draft, people)
    assert fetch(client, f"{document.get_absolute_url()}{number}/")[0] == 404


def test_a_full_disk_saves_nothing_and_says_so(draft, people, signed_in, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", no_room)
    sent = form_of(draft, summary="ข้อความใหม่")
    sent |= inline("documents", draft, title="แผน", upload=SimpleUploadedFile("แผน.csv", b"a,b\n1,2\n"))
    response = signed_in(people.alice).post(change_address(draft), sent)
    assert response.status_code == 507
    assert "เก็บไฟล์ไม่ได้" in response.content.decode()
    assert get(draft).summary == draft.summary
    assert not StoredFile.objects.exists()


def test_a_full_disk_leaves_the_report_in_review(people, office, signed_in, monkeypatch):
    all_measures(people)
    report = ReportDraft(created_by=people.alice)
    report.submit(by=people.alice)
    monkeypatch.setattr(FileSystemStorage, "_save", no_room)
    page = signed_in(people.bob).post(verb(report, "publish"), follow=True)
    assert "เก็บไฟล์ไม่ได้" in page.content.decode()
    assert get(report).status == Status.IN_REVIEW
    assert not ReportVersion.objects.exists()


# ── forged forms and wrong hands ─────────────────────────────────────────────
def test_a_row_of_another_record_cannot_be_taken_or_changed(draft, people, signed_in):
    personnel = WorkGroup.objects.get(slug="personnel")
    other = MeasureDraft(created_by=people.charlie, slug="news", owner_group=personnel)
    theirs = EvidenceLink.objects.create(owner=other, title="ของเขา", address="/news/")
    EvidenceLink.objects.create(owner=draft, title="ของเรา", address="/news/")
    row = {"title": "ขโมย", "address": "/x/"}
    alice = signed_in(people.alice)
    alice.post(change_address(draft), form_of(draft) | inline("links", draft, 1, id=theirs.pk, **row))
    alice.post(change_address(draft), form_of(get(draft)) | inline("links", other, **row))
    assert list(other.links.values_list("title", flat=True)) == ["ของเขา"]


def test_fields_that_no_form_shows_are_not_read(draft, people, signed_in):
    forged = {"year": 2570, "slug": "news", "status": "published", "published_by": people.alice.pk}
    forged |= {"authors": "[]", "edition": 99, "created_by": people.bob.pk, "published_at": "2020-01-01"}
    signed_in(people.alice).post(change_address(draft), form_of(draft, **forged))
    now = get(draft)
    assert (now.year, now.slug, now.status, now.published_by) == (2566, "hr", "draft", None)
    assert (now.authors, now.edition, now.created_by) == ([people.alice.pk], 1, people.alice)


def test_a_record_cannot_be_given_to_another_group(draft, people, signed_in):
    elsewhere = WorkGroup.objects.get(slug="personnel").pk
    signed_in(people.alice).post(change_address(draft), form_of(draft, owner_group=elsewhere))
    assert get(draft).owner_group.slug == "planning"


def test_a_publisher_who_only_added_a_link_cannot_publish(draft, people, signed_in):
    bob = signed_in(people.bob)
    bob.post(change_address(draft), form_of(draft) | inline("links", draft, title="ก", address="/x/"))
    assert draft.links.count() == 1
    get(draft).submit(by=people.alice)
    bob.post(verb(draft, "publish"))
    assert get(draft).status == Status.IN_REVIEW


def test_an_import_does_not_write_in_another_groups_measure(people, office, signed_in):
    personnel = WorkGroup.objects.get(slug="personnel")
    theirs = MeasureDraft(created_by=people.charlie, owner_group=personnel)
    batch = batch_of(people, report_text())
    address = reverse("admin:measures_measure_import_preview", args=[batch.pk])
    assert "มาตรการที่ 8 เป็นของกลุ่มบริหารงานบุคคล" in signed_in(people.alice).post(address).content.decode()
    assert list(Measure.objects.values_list("pk", "summary")) == [(theirs.pk, theirs.summary)]


def test_a_file_to_import_may_have_any_ending(people, office, signed_in):
    sent = {"year": 2566, "owner_group": WorkGroup.objects.get(slug="planning").pk}
    sent["file"] = SimpleUploadedFile("รายงาน.ข้อความ", report_text())
    signed_in(people.alice).post(reverse("admin:measures_measure_import"), sent)
    assert StoredFile.objects.get().kind == "txt"


def test_a_second_measure_of_a_kind_is_refused_in_thai(draft, people, signed_in):
    sent = form_of(draft, year=2566, slug="hr")
    page = signed_in(people.alice).post(reverse("admin:measures_measure_add"), sent)
    assert "ปีงบประมาณนี้มีมาตรการนี้อยู่แล้ว" in page.content.decode()


@pytest.mark.parametrize("key", ["abc", "9" * 40, "1.5"])
def test_the_history_of_nothing_is_a_404(people, office, signed_in, key):
    address = reverse("admin:measures_measure_changelist") + f"{key}/history/"
    assert signed_in(people.alice).get(address).status_code == 404


# ── hostile text ─────────────────────────────────────────────────────────────
HOSTILE = "=cmd|' /C calc'!A0<script>alert(1)</script>{{ 7*7 }}\x07\x1f\u202etxt\ufffe"


def test_hostile_text_stays_text_on_the_page_and_in_the_files(people, office, client):
    for measure in all_measures(people):
        Measure.objects.filter(pk=measure.pk).update(title=HOSTILE, summary=HOSTILE, steps=[HOSTILE])
    report = ReportDraft(created_by=people.alice, title=HOSTILE, introduction=HOSTILE, signer_name=HOSTILE)
    report.submit(by=people.alice)
    publish_report(by=people.bob, report=report)
    for address in ("/measures/2566/", ADDRESS, "/measures/2566/report/"):
        status, page = fetch(client, address)
        assert status == 200
        assert b"<script>alert" not in page
    book = load_workbook(io.BytesIO(fetch(client, "/measures/2566/report.xlsx")[1]))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=cmd|' /C calc'!A0<script>alert(1)</script>{{ 7*7 }}\u202etxt" in {cell.value for cell in cells}


def test_control_characters_that_were_pasted_are_not_kept(draft, people, signed_in):
    sent = form_of(draft, title="ก\x07ข\u202eค", steps="หนึ่ง\x00\x01\nสอง", summary="ก\ufffeข")
    assert signed_in(people.alice).post(change_address(draft), sent).status_code == 302
    now = get(draft)
    assert (now.title, now.steps, now.summary) == ("กขค", ["หนึ่ง", "สอง"], "กข")
