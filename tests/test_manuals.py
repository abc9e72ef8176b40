"""Work manuals: what the public reads, editions that stay, who acknowledged, and figures of a year as of its end."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from measures.figures import figures_of as told_by_the_roof
from measures.manuals.actions import acknowledge, draft_manual
from measures.manuals.durations import total_in_words
from measures.manuals.figures import Share, figures_of, years
from measures.manuals.models import Acknowledgement, Manual, ManualDocument, ManualEdition, Reader
from measures.models import Slug
from measures.offers import offers
from portal.attachments import store_upload
from portal.fiscal import FiscalYear
from portal.models import AuditEvent, User, WorkGroup
from tests.makers import ManualDraft, MeasureDraft, csv_file, fetch, published, words

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int) -> dt.datetime:
    """Nine o'clock in Thailand."""
    return dt.datetime(year, month, day, 2, tzinfo=dt.UTC)


def page(client: Any, address: str) -> str:
    status, body = fetch(client, address)
    assert status == 200, address
    return words(body)


def document(manual: Manual, people: Any, title: str = "แบบฟอร์ม", text: str = "a,b\n1,2\n") -> ManualDocument:
    stored = store_upload(csv_file(text), by=people.alice)
    return ManualDocument.objects.create(owner=manual, title=title, kind="form", current=stored)


def new_edition(manual: Manual, people: Any, version: str = "2", **facts: Any) -> Manual:
    """The manual after another edition was published."""
    copy = manual.revise(by=people.alice)
    for name, value in {"purpose": "วัตถุประสงค์ใหม่", "version": version, **facts}.items():
        setattr(copy, name, value)
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ปรับขั้นตอน")
    return Manual.objects.get(pk=manual.pk)


def edition_of(manual: Manual) -> ManualEdition:
    found = manual.newest_edition
    assert found is not None
    return found


@pytest.fixture
def manual(people: Any, office: Any) -> Any:
    return published(ManualDraft(created_by=people.alice), people)


# ── what everybody reads ──────────────────────────────────────────────────────
def test_a_manual_shows_its_steps_with_time_and_position_its_laws_forms_and_approval(
    people: Any, office: Any, client: Any
) -> None:
    steps = (
        {
            "title": "รับเรื่อง",
            "amount": 45,
            "unit": "minutes",
            "responsible": "เจ้าพนักงานธุรการ",
            "detail": "ลงทะเบียน",
        },
        {"title": "ตรวจเอกสาร", "amount": 30, "unit": "minutes", "responsible": "นักวิชาการศึกษา"},
        {"title": "เสนอความเห็น", "amount": 3, "unit": "working_days", "responsible": "ผู้อำนวยการกลุ่ม"},
    )
    draft = ManualDraft(
        created_by=people.alice, steps=steps, laws="กฎหมายหนึ่ง\nกฎหมายสอง", adapted_from="คู่มือของ สป.ศธ."
    )
    document(draft, people, "แบบคำขอ")
    shown = page(client, published(draft, people).get_absolute_url())
    for told in ("ลงทะเบียน", "45 นาที", "เจ้าพนักงานธุรการ", "3 วันทำการ", "กฎหมายหนึ่ง", "กฎหมายสอง", "แบบคำขอ"):
        assert told in shown
    assert "ระยะเวลารวม 3 วันทำการ 1 ชั่วโมง 15 นาที" in shown
    assert "ศึกษาธิการจังหวัดสุโขทัย" in shown
    assert "20 มกราคม 2566" in shown
    assert "คู่มือของ สป.ศธ." in shown
    assert "รับทราบฉบับนี้แล้ว 0 จาก 2 คน" in shown


def test_a_draft_shows_in_its_preview_only_and_a_working_copy_in_place_of_what_it_changes(
    people: Any, office: Any, client: Any, signed_in: Any
) -> None:
    manual = ManualDraft(created_by=people.alice)
    assert client.get(f"/manuals/{manual.pk}/").status_code == 404
    assert client.get(manual.get_preview_url()).status_code == 404
    assert "รวบรวมโครงการ" in page(signed_in(people.bob), manual.get_preview_url())
    published(manual, people)
    copy = manual.revise(by=people.alice)
    copy.steps.update(title="ขั้นตอนที่กำลังแก้")
    preview = page(signed_in(people.bob), copy.get_preview_url())
    assert "ขั้นตอนที่กำลังแก้" in preview
    assert "รับทราบฉบับนี้แล้ว" not in preview
    assert "ขั้นตอนที่กำลังแก้" not in page(client, f"/manuals/{manual.pk}/")


def test_minutes_make_hours_and_nothing_else_is_turned_into_anything() -> None:
    parts = [(50, "minutes"), (70, "minutes"), (9, "hours"), (2, "working_days"), (7, "days")]
    assert total_in_words(parts).replace("\xa0", " ") == "7 วันปฏิทิน 2 วันทำการ 11 ชั่วโมง"
    assert total_in_words([]) == ""


def test_what_is_missing_keeps_a_manual_from_review(people: Any) -> None:
    draft = ManualDraft(
        created_by=people.alice, steps=(), laws=" ", approved_by="", approved_on=None, review_on=None
    )
    with pytest.raises(ValidationError) as caught:
        draft.submit(by=people.alice)
    assert len(caught.value.messages) == 5
    early = ManualDraft(created_by=people.alice, approved_on=timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="ยังมาไม่ถึง"):
        early.submit(by=people.alice)
    with pytest.raises(ValidationError, match="ต้องอยู่หลังวันที่อนุมัติ"):
        Manual(approved_on=dt.date(2023, 1, 20), review_on=dt.date(2023, 1, 20)).validate_constraints()


def test_the_list_is_grouped_filtered_and_says_what_it_cannot_read(
    people: Any, manual: Manual, client: Any
) -> None:
    other = ManualDraft(
        created_by=people.charlie,
        title="การลาของข้าราชการ",
        owner_group=WorkGroup.objects.get(slug="personnel"),
    )
    other.submit(by=people.charlie)
    other.publish(by=people.bob)
    whole = page(client, "/manuals/")
    assert whole.index("การลาของข้าราชการ") < whole.index(manual.title), "groups stand in their order"
    assert manual.title not in page(client, "/manuals/?group=personnel")
    found = page(client, "/manuals/?q=รวบรวมโครงการ&group=planning")
    assert manual.title in found
    assert "พบ 1 เล่ม" in found
    assert "ไม่พบคู่มือที่ตรงกับตัวกรอง" in page(client, "/manuals/?q=ไม่มีคำนี้แน่นอน")
    assert "ไม่มีกลุ่มงานนี้ จึงแสดงทุกกลุ่มงาน" in page(client, "/manuals/?group=nowhere")
    for odd in (
        "/manuals/?page=x",
        "/manuals/?page=9",
        "/manuals/0/",
        "/manuals/years/2599/",
        "/manuals/years/2541/",
    ):
        assert client.get(odd).status_code == 404, odd


def test_the_list_costs_the_same_however_many_manuals_there_are(
    people: Any, office: Any, client: Any, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    published(ManualDraft(created_by=people.alice), people)
    with django_assert_max_num_queries(12) as few:
        client.get("/manuals/")
    for number in range(5):
        published(ManualDraft(created_by=people.alice, title=f"คู่มือที่ {number}"), people)
    with django_assert_num_queries(len(few)):
        client.get("/manuals/")


def test_without_manuals_the_page_says_so(office: Any, client: Any) -> None:
    assert "ยังไม่มีคู่มือที่เผยแพร่" in page(client, "/manuals/")
    assert years() == []
    assert client.get("/manuals/years/2566/").status_code == 404


def test_the_tables_open_with_real_dates_and_numbers_and_the_filter_of_the_page(
    people: Any, manual: Manual, client: Any
) -> None:
    acknowledge(by=people.alice, edition=edition_of(manual))
    _, body = fetch(client, "/manuals/list.xlsx")
    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    titles = [cell.value for cell in sheet[3]]
    row = dict(zip(titles, (cell.value for cell in sheet[4]), strict=True))
    assert row["อนุมัติเมื่อ"] == dt.datetime(2023, 1, 20)
    assert (row["บุคลากรรับทราบแล้ว (คน)"], row["บุคลากรที่ต้องรับทราบ (คน)"]) == (1, 2)
    _, body = fetch(client, "/manuals/steps.csv")
    assert body.startswith(b"\xef\xbb\xbf")
    (step,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
    assert (step["ขั้นตอน"], step["ระยะเวลา"], step["หน่วยเวลา"]) == ("รวบรวมโครงการ", "2", "วันทำการ")
    told = json.loads(fetch(client, "/manuals/list.json")[1])
    assert told["items"][0]["approved_on"] == "2023-01-20"
    assert json.loads(fetch(client, "/manuals/list.json?group=personnel")[1])["items"] == []
    assert fetch(client, "/manuals/steps.xlsx")[0] == fetch(client, "/manuals/list.csv")[0] == 200
    for name in ("อลิสา", "บดินทร์"):
        assert name.encode() not in fetch(client, "/manuals/list.json")[1]


def test_text_that_looks_like_a_formula_stays_text(people: Any, office: Any, client: Any) -> None:
    published(ManualDraft(created_by=people.alice, title="=HYPERLINK(1)"), people)
    assert "'=HYPERLINK(1)" in fetch(client, "/manuals/list.csv")[1].decode()


# ── editions ──────────────────────────────────────────────────────────────────
def test_an_old_edition_stays_at_its_address_with_its_steps_and_files(
    people: Any, office: Any, client: Any
) -> None:
    draft = ManualDraft(created_by=people.alice)
    document(draft, people, "แบบเดิม", "a\nold\n")
    manual = published(draft, people)
    copy = manual.revise(by=people.alice)
    copy.documents.all().delete()
    copy.steps.update(title="ขั้นตอนใหม่", amount=1)
    copy.version = "2"
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason="ลดเวลา")
    current = page(client, f"/manuals/{manual.pk}/")
    assert "ขั้นตอนใหม่" in current
    assert "แบบเดิม" not in current
    assert f'href="/manuals/{manual.pk}/editions/1/"' in client.get(f"/manuals/{manual.pk}/").content.decode()
    old = page(client, f"/manuals/{manual.pk}/editions/1/")
    assert "มีฉบับใหม่แทนฉบับนี้แล้ว" in old
    assert "รวบรวมโครงการ" in old
    assert fetch(client, f"/manuals/{manual.pk}/editions/1/files/1/") == (200, b"a\nold\n")
    newest = page(client, f"/manuals/{manual.pk}/editions/2/")
    assert "ลดเวลา" in newest
    assert "มีฉบับใหม่แทน" not in newest
    for odd in ("editions/3/", "editions/0/", "editions/2/files/1/", "editions/1/files/2/"):
        assert client.get(f"/manuals/{manual.pk}/{odd}").status_code == 404, odd


def test_other_words_need_another_version_but_a_review_without_change_does_not(
    people: Any, manual: Manual
) -> None:
    acknowledge(by=people.alice, edition=edition_of(manual))
    with pytest.raises(ValidationError, match="ให้ใส่เลขฉบับใหม่"):
        new_edition(manual, people, version="1")
    manual.working_copy.delete()
    new_edition(manual, people, version="1", purpose=manual.purpose, review_on=dt.date(2098, 1, 1))
    assert manual.editions.count() == 1
    assert Reader.objects.filter(until=None).count() == 2
    copy = Manual.objects.get(pk=manual.pk).revise(by=people.alice)
    document(copy, people)
    with pytest.raises(ValidationError, match="ให้ใส่เลขฉบับใหม่"):
        copy.submit(by=people.alice)


def test_what_is_approved_for_later_is_no_edition_before_its_time(
    people: Any, office: Any, client: Any, time_machine: Any
) -> None:
    draft = ManualDraft(created_by=people.alice)
    draft.submit(by=people.alice)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    draft.publish(by=people.bob, at=tomorrow)
    assert client.get(f"/manuals/{draft.pk}/editions/1/").status_code == 404
    with pytest.raises(ValidationError, match="ไม่ได้บันทึก"):
        acknowledge(by=people.alice, edition=edition_of(draft))
    changed = new_edition(draft, people, version="1")
    assert [one.purpose for one in changed.editions.all()] == ["วัตถุประสงค์ใหม่"], "nobody had seen the first"
    changed.withdraw(by=people.bob, reason="ยังไม่พร้อม")
    assert not ManualEdition.objects.exists()
    changed.submit(by=people.alice)
    changed.publish(by=people.bob, at=tomorrow)
    time_machine.move_to(tomorrow + dt.timedelta(hours=1), tick=False)
    assert "วัตถุประสงค์ใหม่" in page(client, f"/manuals/{draft.pk}/editions/1/")
    assert acknowledge(by=people.alice, edition=edition_of(changed)).at >= tomorrow


def test_withdrawing_hides_every_edition_and_publishing_again_asks_again(
    people: Any, office: Any, client: Any
) -> None:
    draft = ManualDraft(created_by=people.alice)
    document(draft, people)
    manual = published(draft, people)
    acknowledge(by=people.alice, edition=edition_of(manual))
    manual.withdraw(by=people.bob, reason="มีข้อผิดพลาด")
    for address in ("", "editions/1/", "editions/1/files/1/"):
        assert client.get(f"/manuals/{manual.pk}/{address}").status_code == 404, address
    with pytest.raises(ValidationError):
        acknowledge(by=people.bob, edition=edition_of(manual))
    published(manual, people)
    assert [one.number for one in manual.editions.all()] == [2, 1]
    assert Reader.objects.filter(until=None, edition__number=2).count() == 2


# ── reading and acknowledging ─────────────────────────────────────────────────
def test_a_member_reads_and_acknowledges_once_and_a_new_edition_asks_again(
    people: Any, manual: Manual, signed_in: Any
) -> None:
    clerk = signed_in(people.alice)
    first = edition_of(manual)
    address = f"/manuals/staff/{first.pk}/"
    assert "คู่มือที่ต้องอ่าน" in page(clerk, "/admin/")
    assert "ยังไม่รับทราบ 1 เล่ม" in page(clerk, "/manuals/staff/")
    assert "รวบรวมโครงการ" in page(clerk, address)
    refused = clerk.post(address, {})
    assert refused.status_code == 400
    assert "อ่านคู่มือให้ครบ" in words(refused.content)
    said = clerk.post(address, {"has_read": "on"}, follow=True)
    assert "บันทึกการรับทราบ" in words(said.content)
    assert "ยังไม่รับทราบ 0 เล่ม" in words(said.content)
    noted = Acknowledgement.objects.get()
    clerk.post(address, {"has_read": "on"})
    assert Acknowledgement.objects.get() == noted, "said twice, noted once"
    assert AuditEvent.objects.filter(verb="รับทราบคู่มือ").count() == 1
    new_edition(manual, people)
    assert "ยังไม่รับทราบ 1 เล่ม" in page(clerk, "/manuals/staff/")
    late = signed_in(people.bob).post(address, {"has_read": "on"}, follow=True)
    assert "มีฉบับใหม่แทนแล้ว" in words(late.content)
    assert Acknowledgement.objects.count() == 1
    assert "รับทราบฉบับนี้แล้ว 0 จาก 2 คน" in page(clerk, f"/manuals/{manual.pk}/")


def test_whoever_is_not_of_the_group_is_not_asked_and_not_counted(
    people: Any, manual: Manual, signed_in: Any, client: Any
) -> None:
    stranger = signed_in(people.charlie)
    address = f"/manuals/staff/{edition_of(manual).pk}/"
    assert "คุณไม่ต้องรับทราบฉบับนี้" in page(stranger, address)
    stranger.post(address, {"has_read": "on"})
    assert not Acknowledgement.objects.exists()
    assert client.get(address)["Location"].startswith("/accounts/login/")
    assert client.post(address, {"has_read": "on"}).status_code == 302
    assert stranger.get("/manuals/staff/999999/").status_code == 404


def test_the_database_keeps_acknowledgements_as_they_are(people: Any, manual: Manual) -> None:
    noted = acknowledge(by=people.alice, edition=edition_of(manual))
    with pytest.raises(DatabaseError, match="acknowledgements"), transaction.atomic():
        Acknowledgement.objects.update(user=people.bob)
    with pytest.raises(DatabaseError, match="acknowledgements"), transaction.atomic():
        Acknowledgement.objects.filter(pk=noted.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Acknowledgement.objects.create(edition=noted.edition, user=people.alice)


def test_heads_and_overseers_see_who_has_not_and_the_public_sees_no_name(
    people: Any, manual: Manual, signed_in: Any, client: Any
) -> None:
    acknowledge(by=people.bob, edition=edition_of(manual))
    assert signed_in(people.alice).get("/manuals/staff/readers/").status_code == 403
    WorkGroup.objects.filter(slug="planning").update(head=people.alice)
    WorkGroup.objects.filter(slug="personnel").update(head=people.charlie)
    for person in (people.alice, people.erin, people.bob):
        shown = page(signed_in(person), "/manuals/staff/readers/")
        assert "ยังไม่รับทราบ 1 คน" in shown
        assert "อลิสา" in shown
    assert manual.title not in page(signed_in(people.charlie), "/manuals/staff/readers/")
    for address in ("/manuals/", f"/manuals/{manual.pk}/", f"/manuals/{manual.pk}/editions/1/"):
        shown = page(client, address)
        assert "อลิสา" not in shown
        assert "บดินทร์" not in shown
    assert "1 จาก 2 คน" in page(client, "/manuals/")


def test_joiners_are_asked_and_leavers_no_more(people: Any, manual: Manual) -> None:
    planning = WorkGroup.objects.get(slug="planning")

    def asked() -> set[str]:
        return set(Reader.objects.filter(until=None).values_list("user__username", flat=True))

    people.charlie.work_groups.add(planning)
    assert asked() == {"alice", "bob", "charlie"}
    planning.members.remove(people.alice)
    assert asked() == {"bob", "charlie"}
    people.charlie.is_active = False
    people.charlie.save()
    assert asked() == {"bob"}
    planning.members.clear()
    assert asked() == set()
    people.alice.work_groups.set([planning])
    assert asked() == {"alice"}


def test_the_administrator_names_a_head_among_the_members(people: Any, office: Any, signed_in: Any) -> None:
    group = WorkGroup.objects.get(slug="planning")
    form = {"name": group.name, "slug": group.slug, "order": "3", "phone": "", "is_active": "on"}
    address = reverse("admin:portal_workgroup_change", args=[group.pk])
    admin = signed_in(people.dana)
    assert admin.post(address, {**form, "head": people.charlie.pk}).status_code == 200
    assert admin.post(address, {**form, "head": people.alice.pk}).status_code == 302
    group.refresh_from_db()
    assert group.head == people.alice


# ── figures ───────────────────────────────────────────────────────────────────
def test_a_year_that_is_over_stays_as_it_was(
    people: Any, office: Any, client: Any, time_machine: Any
) -> None:
    time_machine.move_to(at(2023, 2, 1), tick=False)
    manual = published(ManualDraft(created_by=people.alice), people)
    acknowledge(by=people.alice, edition=edition_of(manual))
    time_machine.move_to(at(2023, 10, 2), tick=False)
    told = "มีคู่มือ 1 เล่ม ของ 1 กลุ่มงาน บุคลากรรับทราบคู่มือของกลุ่มงานครบทุกเล่มแล้ว 1 จาก 2 คน"
    assert told in page(client, "/manuals/years/2566/")
    _, before = fetch(client, "/manuals/years/2566.csv")
    acknowledge(by=people.bob, edition=edition_of(manual))
    people.charlie.work_groups.add(WorkGroup.objects.get(slug="planning"))
    new_edition(manual, people, in_force_from=2567, title="ชื่อใหม่")
    published(ManualDraft(created_by=people.alice, title="คู่มือของปีถัดไป"), people)
    shown = page(client, "/manuals/years/2566/")
    assert told in shown
    assert "30 กันยายน 2566" in shown
    assert "ชื่อใหม่" not in shown
    assert fetch(client, "/manuals/years/2566.csv")[1] == before
    assert [int(year) for year in years()] == [2566, 2567]
    now = figures_of(FiscalYear(2567))
    assert now is not None
    assert [(line.edition.title, line.share) for line in now.lines] == [
        ("คู่มือของปีถัดไป", Share(0, 3)),
        ("ชื่อใหม่", Share(0, 3)),
    ]
    Manual.objects.get(pk=manual.pk).withdraw(by=people.bob, reason="เลิกใช้")
    after = page(client, "/manuals/years/2566/")
    assert told in after
    assert manual.title not in after
    assert "ถอนออกจากเว็บไซต์ในภายหลัง" in after
    assert len(figures_of(FiscalYear(2567)).lines) == 1  # type: ignore[union-attr]


def test_an_edition_for_the_year_to_come_leaves_the_present_one_its_own(
    people: Any, office: Any, time_machine: Any
) -> None:
    time_machine.move_to(at(2023, 2, 1), tick=False)
    manual = published(ManualDraft(created_by=people.alice), people)
    acknowledge(by=people.alice, edition=edition_of(manual))
    time_machine.move_to(at(2023, 9, 20), tick=False)
    new_edition(manual, people, in_force_from=2567)
    time_machine.move_to(at(2023, 11, 1), tick=False)
    for year, version, share in ((2566, "1", Share(1, 2)), (2567, "2", Share(0, 2))):
        found = figures_of(FiscalYear(year))
        assert found is not None
        assert [(line.edition.version, line.share) for line in found.lines] == [(version, share)]


def test_the_measure_tells_the_figures_and_leads_to_the_year(
    people: Any, office: Any, client: Any, time_machine: Any
) -> None:
    time_machine.move_to(at(2023, 2, 1), tick=False)
    assert told_by_the_roof(Slug.MANUALS, FiscalYear(2566)) is None
    published(MeasureDraft(created_by=people.alice, slug=Slug.MANUALS), people)
    manual = published(ManualDraft(created_by=people.alice), people)
    acknowledge(by=people.alice, edition=edition_of(manual))
    shown = page(client, "/measures/2566/manuals/")
    assert "มีคู่มือการปฏิบัติงาน 1 เล่ม ของ 1 กลุ่มงาน" in shown
    assert "บุคลากรรับทราบคู่มือของกลุ่มงานครบทุกเล่มแล้ว 1 จาก 2 คน" in shown
    assert 'href="/manuals/years/2566/"' in client.get("/measures/2566/manuals/").content.decode()
    WorkGroup.objects.exclude(slug="planning").update(is_active=False)
    assert "ครบทั้ง 1 กลุ่มงาน" in page(client, "/measures/2566/manuals/")


def test_items_of_the_checklist_lead_to_the_manuals_of_their_year(
    people: Any, office: Any, client: Any, time_machine: Any
) -> None:
    time_machine.move_to(at(2024, 2, 1), tick=False)
    published(ManualDraft(created_by=people.alice), people)
    found = {
        year: [offer.address for offer in offers(FiscalYear(year), code).get(code, [])]
        for year, code in ((2566, "o14"), (2567, "o10"), (2568, "o8"))
    }
    assert found == {2566: [], 2567: ["/manuals/years/2567/", "/manuals/years/2567.xlsx"], 2568: []}
    for address in found[2567]:
        assert client.get(address).status_code == 200


# ── the desk ──────────────────────────────────────────────────────────────────
def form_of(**facts: str) -> dict[str, str]:
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    parts = {f"{prefix}-{name}": value for prefix in ("steps", "documents") for name, value in empty.items()}
    return {
        **parts,
        "title": "การรับหนังสือ",
        "owner_group": str(WorkGroup.objects.get(slug="planning").pk),
        "order": "0",
        "purpose": "ให้รับหนังสือครบ",
        "laws": "ระเบียบงานสารบรรณ",
        "version": "1",
        "approved_by": "ศึกษาธิการจังหวัด",
        "approved_on": "20/1/2566",
        "in_force_from": "2566",
        "review_on": "30/9/2642",
        "steps-TOTAL_FORMS": "1",
        "steps-0-order": "1",
        "steps-0-title": "ลงทะเบียน",
        "steps-0-amount": "15",
        "steps-0-unit": "minutes",
        "steps-0-responsible": "เจ้าพนักงานธุรการ",
        **facts,
    }


def test_an_editor_writes_a_manual_with_its_steps_on_one_page(
    people: Any, office: Any, signed_in: Any
) -> None:
    clerk, address = signed_in(people.alice), reverse("admin:manuals_manual_add")
    assert "เขียนหนึ่งงานต่อหนึ่งคู่มือ" in page(clerk, address)
    for wrong in (
        {"steps-0-amount": "0"},
        {"review_on": "1/1/2566"},
        {"in_force_from": "2023"},
        {"approved_on": "x"},
    ):
        assert clerk.post(address, form_of(**wrong)).status_code == 200, wrong
        assert not Manual.objects.exists(), "nothing is half saved"
    refused = clerk.post(address, form_of(**{"steps-0-amount": "0"})).content.decode()
    assert "ระยะเวลาต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป" in refused
    assert "ลงทะเบียน" in refused, "nothing typed is lost"
    assert clerk.post(address, form_of(_submit="1")).status_code == 302
    made = Manual.objects.get()
    assert made.status == "in_review"
    assert [str(step.told.time) for step in made.steps.all()] == ["15\xa0นาที"]
    assert page(clerk, reverse("admin:manuals_manual_changelist")).count("การรับหนังสือ") == 1


def test_reviews_whose_day_comes_are_spoken_of_to_the_group_and_its_head(
    people: Any, office: Any, signed_in: Any
) -> None:
    today = timezone.localdate()
    published(
        ManualDraft(created_by=people.alice, title="ใกล้ทบทวน", review_on=today + dt.timedelta(days=59)),
        people,
    )
    published(
        ManualDraft(created_by=people.alice, title="เลยกำหนด", review_on=today - dt.timedelta(days=1)), people
    )
    published(
        ManualDraft(created_by=people.alice, title="อีกนาน", review_on=today + dt.timedelta(days=61)), people
    )
    due = reverse("admin:manuals_manual_changelist", query={"review": "due"})
    clerk = signed_in(people.alice)
    assert "ใกล้ครบกำหนดทบทวน" in page(clerk, "/admin/")
    shown = page(clerk, due)
    assert "ใกล้ทบทวน" in shown
    assert "เลยกำหนด" in shown
    assert "อีกนาน" not in shown
    assert "ใกล้ครบกำหนดทบทวน" not in page(signed_in(people.charlie), "/admin/")
    WorkGroup.objects.filter(slug="planning").update(head=people.frank)
    assert "ใกล้ครบกำหนดทบทวน" in page(signed_in(User.objects.get(username="frank")), "/admin/")


def test_a_draft_is_made_from_plain_values_or_not_at_all(people: Any, office: Any) -> None:
    group = WorkGroup.objects.get(slug="planning")
    step = {"title": "รับเรื่อง", "amount": 1, "unit": "hours", "responsible": "เจ้าหน้าที่"}
    made = draft_manual(by=people.alice, owner_group=group, title="งาน", purpose="เพื่อ", steps=[step, step])
    assert [one.order for one in made.steps.all()] == [1, 2]
    with pytest.raises(ValidationError) as caught:
        draft_manual(
            by=people.alice,
            owner_group=group,
            title="งานที่ผิด",
            purpose="เพื่อ",
            steps=[step, {**step, "amount": 0}, {**step, "unit": "weeks", "responsible": ""}],
        )
    assert any(words_.startswith("ขั้นตอนที่ 2: ระยะเวลา") for words_ in caught.value.messages)
    assert sum(words_.startswith("ขั้นตอนที่ 3") for words_ in caught.value.messages) == 2
    with pytest.raises(ValidationError):
        draft_manual(by=people.alice, owner_group=group, title="", purpose="เพื่อ")
    for stranger in (people.charlie, people.bob, people.frank):
        with pytest.raises(PermissionDenied):
            draft_manual(by=stranger, owner_group=group, title="งาน", purpose="เพื่อ", steps=[step])
    assert Manual.objects.get() == made
