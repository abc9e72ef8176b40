"""A person sends a request: the form, putting it aside, the last look, exactly one request, and what goes wrong."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.services import codes
from measures.services.actions import drafts
from measures.services.actions.receiving import receive_request, send_draft
from measures.services.models import (
    Channel,
    FormField,
    MonthSum,
    RequestDraft,
    RequestFile,
    RequestForm,
    ServiceRequest,
)
from measures.services.views import requests as pages
from portal.models import StoredFile
from portal.thai import thai_digits
from portal.working_days import add_working_days
from tests.complaints.on_disk import database_in_a_file
from tests.makers import published_form, words
from tests.services.request_stage import (
    CITIZEN,
    CONTACT,
    KEYS,
    address,
    answers,
    begun,
    edition,
    kept_sums,
    now,
    on_the_day,
    paper,
    photograph,
    received,
    send,
    sums_of_rows,
    whole_form,
)

pytestmark = pytest.mark.django_db
SCHOOL, WHY, OPENS, PLAN = (f"f_{KEYS[name]}" for name in ("school", "why", "opens", "plan"))


@pytest.fixture(autouse=True)
def _on_a_day(db: None) -> Iterator[None]:
    with on_the_day():
        yield


@pytest.fixture(autouse=True)
def _unthrottled() -> None:
    pages.starts.forget()
    pages.uploads.forget()


@pytest.fixture
def form(people: Any, office: Any) -> RequestForm:
    return whole_form(people)


def media() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# ── from the first button to the receipt ──────────────────────────────────────
def test_a_request_is_sent_and_its_receipt_tells_number_code_day_and_what_comes_next(
    client: Client, form: RequestForm
):
    draft = begun(client, form)
    page = client.get(address(draft))
    said = words(page.content)
    for told in (form.purpose, form.legal_basis, "365 วัน", "กลับมากรอกต่อ", "15 ธันวาคม 2569", address(draft)):
        assert told in said or told in page.content.decode(), told
    answer = client.post(address(draft), {**answers(), "go": "1", "edition": edition(page.content)})
    assert answer.status_code == 303, words(answer.content)
    shown = words(client.get(answer["Location"]).content)
    for told in (
        "โรงเรียนสอนภาษาสุโขทัย",
        "1,250",
        "9 มีนาคม 2570",
        "ประถมศึกษา",
        "แผนผัง.pdf",
        "ยินยอม",
        "สมศรี ใจงาม",
    ):
        assert told in shown, told
    answer = send(client, draft)
    assert answer["Location"] == address(draft, "draft_receipt")
    one = ServiceRequest.objects.get()
    due = add_working_days(timezone.localdate(), 15)
    assert (one.reference, one.channel, one.due_on, one.group) == (
        "70/0001",
        "online",
        due,
        form.service.owner_group,
    )
    assert [answer["value"] for answer in one.answers] == [
        "โรงเรียนสอนภาษาสุโขทัย",
        "",
        "1250",
        "2027-03-09",
        "ประถมศึกษา",
        "",
        "ยินยอม",
    ]
    for _ in range(2):  # loaded again, it says the same
        receipt = client.get(answer["Location"])
        said = words(receipt.content)
        code = RequestDraft.objects.get().code
        assert code in said
        assert "70/0001" in said
        assert "ภายใน" in said
        assert "no-store" in receipt["Cache-Control"]
    assert codes.digest(code) == one.code_hash
    assert code not in str(ServiceRequest.objects.values())
    assert one.files.get().field_key == KEYS["plan"]
    assert RequestDraft.objects.get().answers == {}
    assert client.cookies == {}
    assert kept_sums() == sums_of_rows()
    assert MonthSum.objects.get().online == 1


def test_answers_are_kept_at_every_step_complete_or_not(client: Client, form: RequestForm):
    draft = begun(client, form)
    RequestDraft.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    answer = client.post(address(draft), {SCHOOL: "ชื่อเดียว", f"{OPENS}_0": "9", "save": "1"})
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    assert "บันทึกแล้ว" in words(page.content)
    assert 'value="ชื่อเดียว"' in page.content.decode()
    assert now(draft).expires_at > timezone.now() + dt.timedelta(days=13)
    answer = client.post(address(draft), {SCHOOL: "ชื่อใหม่", f"{OPENS}_0": "9", "go": "1"})
    assert answer.status_code == 400
    said = words(answer.content)
    for told in (
        "กรอกวัน เดือน และปี พ.ศ. ให้ครบทั้งสามช่อง",
        "เลือกหนึ่งข้อ",
        "แนบไฟล์ในช่องนี้",
        "กรอกชื่อและนามสกุล",
        "อย่างน้อยหนึ่งช่องทาง",
    ):
        assert told in said, told
    assert now(draft).answers[KEYS["school"]] == "ชื่อใหม่"
    assert client.get(address(draft, "draft_check"))["Location"].endswith("?check=1")
    assert "เลือกหนึ่งข้อ" in words(client.get(f"{address(draft)}?check=1").content)


def test_files_are_kept_with_the_draft_and_can_be_taken_out(client: Client, form: RequestForm):
    draft = begun(client, form)
    two = [paper("หนึ่ง.pdf"), photograph("สอง.jpg")]
    answer = client.post(address(draft), {PLAN: two, "save": "1"})
    assert answer.status_code == 303
    first, second = RequestFile.objects.order_by("pk")
    shown = words(client.get(address(draft)).content)
    assert "หนึ่ง.pdf" in shown
    assert "สอง.jpg" in shown
    with_commit = pytest.MonkeyPatch()
    with with_commit.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda act: act())
        client.post(address(draft), {"remove": [str(first.pk), "x", "9" * 30], "save": "1"})
    assert [file.pk for file in RequestFile.objects.all()] == [second.pk]
    assert StoredFile.objects.count() == len(media()) == 1


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("โปรแกรม.exe", b"MZ\x00\x00"), "โปรแกรม.exe"),
        (SimpleUploadedFile("ปลอม.pdf", b"MZ\x00\x00 not a pdf"), "ปลอม.pdf"),
        (SimpleUploadedFile("ว่าง.pdf", b""), "ว่าง.pdf"),
    ],
)
def test_a_file_of_the_wrong_kind_is_told_and_everything_else_is_kept(
    client: Client, form: RequestForm, file: Any, told: str
):
    draft = begun(client, form)
    answer = client.post(address(draft), {**answers(**{PLAN: [paper(), file]}), "go": "1"})
    assert answer.status_code == 400
    assert told in words(answer.content)
    assert RequestFile.objects.get().stored.original_name == "แผนผัง.pdf"
    assert now(draft).answers["name"] == "สมศรี ใจงาม"


def test_too_many_files_are_told_and_as_many_as_fit_are_kept(client: Client, form: RequestForm):
    draft = begun(client, form)
    answer = client.post(address(draft), {PLAN: [paper(f"{n}.pdf") for n in range(7)], "save": "1"})
    assert answer.status_code == 400
    assert "ไม่เกิน 5 ไฟล์" in words(answer.content)
    assert RequestFile.objects.count() == 5


# ── once ──────────────────────────────────────────────────────────────────────
def filled(client: Client, form: RequestForm) -> RequestDraft:
    draft = begun(client, form)
    answer = client.post(address(draft), {**answers(), "go": "1"})
    assert answer.status_code == 303, words(answer.content)
    return draft


def test_a_form_sent_twice_is_one_request(client: Client, form: RequestForm):
    draft = filled(client, form)
    page = client.get(address(draft, "draft_check")).content
    first, second = (client.post(address(draft, "draft_check"), {"edition": edition(page)}) for _ in range(2))
    assert first["Location"] == second["Location"] == address(draft, "draft_receipt")
    assert ServiceRequest.objects.count() == 1
    again = client.post(address(draft), {**answers(), "save": "1"})  # another tab
    assert again["Location"] == address(draft, "draft_receipt")
    stale = RequestDraft.objects.get()
    sent = send_draft(by=None, draft=stale, answers=[], contact={})
    assert (sent.request.number, sent.code) == (1, stale.code)
    RequestDraft.objects.all().delete()
    assert send_draft(by=None, draft=stale, answers=[], contact={}).code == ""
    assert ServiceRequest.objects.count() == 1
    gone = client.get(address(draft))
    assert gone.status_code == 200
    assert "70/0001" in words(gone.content)


@pytest.fixture
def on_disk(transactional_db: Any, tmp_path: Path, people: Any, office: Any) -> Iterator[RequestForm]:
    """A form in a database that many connections see, on SQLite as on PostgreSQL."""
    with database_in_a_file(tmp_path):
        yield whole_form(people)


def test_fifty_people_send_at_once_and_none_is_lost(on_disk: RequestForm):
    begun_drafts = [drafts.start_draft(by=None, form=on_disk) for _ in range(50)]
    twice = [*begun_drafts, *begun_drafts[:10]]  # ten press the button in two tabs
    ready, faults = threading.Barrier(len(twice)), []

    def run(draft: RequestDraft) -> None:
        try:
            ready.wait(30)
            send_draft(by=None, draft=draft, answers=[{"key": "a", "value": "b"}], contact=CONTACT)
        except Exception as error:  # noqa: BLE001  # what the test looks at
            faults.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(draft,)) for draft in twice]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    assert sorted(ServiceRequest.objects.values_list("number", flat=True)) == list(range(1, 51))
    assert kept_sums() == sums_of_rows()


def test_numbers_begin_anew_each_fiscal_year_and_a_failure_leaves_no_gap(people: Any, monkeypatch: Any):
    form = published_form(people)
    at = dt.datetime(2026, 9, 30, 16, 59, tzinfo=dt.UTC)  # 23.59 in Bangkok
    assert received(form=form, at=at).request.reference == "69/0001"
    assert received(form=form, at=at + dt.timedelta(minutes=1)).request.reference == "70/0001"
    with monkeypatch.context() as patch:
        patch.setattr("measures.services.actions.sums.add", lambda **amounts: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            receive_request(by=None, form=form, answers=[], contact={})
    assert received(form=form).request.reference == "70/0002"


# ── the form changes while somebody fills it in ───────────────────────────────
def test_a_form_that_was_changed_meanwhile_is_shown_again_with_the_answers(client: Client, form: RequestForm):
    draft = filled(client, form)
    page = client.get(address(draft)).content
    check = client.get(address(draft, "draft_check")).content
    FormField.objects.filter(key=KEYS["why"]).delete()
    FormField.objects.create(owner=form, key="0000beef", order=9, label="คำถามใหม่", is_required=False)
    answer = client.post(address(draft, "draft_check"), {"edition": edition(check)})
    assert answer.status_code == 409
    assert "สำนักงานแก้ไขแบบคำขอนี้" in words(answer.content)
    old = {**answers(**{WHY: "เหตุผลเดิม"}), "go": "1", "edition": edition(page)}
    answer = client.post(address(draft), old)
    said = words(answer.content)
    assert answer.status_code == 409
    for told in ("สำนักงานแก้ไขแบบคำขอนี้", "คำถามใหม่", "เหตุผลเดิม", "คำตอบของคำถามที่ถูกเอาออก"):
        assert told in said, told
    assert 'value="โรงเรียนสอนภาษาสุโขทัย"' in answer.content.decode()
    assert not ServiceRequest.objects.exists()


def test_a_form_that_was_closed_or_withdrawn_meanwhile_keeps_the_answers(
    client: Client, form: RequestForm, people: Any
):
    draft = filled(client, form)
    check = {"edition": edition(client.get(address(draft, "draft_check")).content)}
    RequestForm.objects.update(is_open=False)
    for page in (
        client.get(address(draft)),
        client.post(address(draft), {**answers(**{SCHOOL: "ชื่อล่าสุด"}), "go": "1"}),
        client.post(address(draft, "draft_check"), check),
    ):
        assert page.status_code == 409
        assert "ปิดรับแล้ว" in words(page.content)
    assert "ชื่อล่าสุด" in words(page.content)
    assert client.post(reverse("services:start", args=[form.service_id])).status_code == 409
    RequestForm.objects.update(is_open=True)
    form.refresh_from_db()
    form.withdraw(by=people.bob, reason="ปรับปรุง")
    assert client.get(address(draft)).status_code == 409
    assert client.post(reverse("services:start", args=[form.service_id])).status_code == 404
    assert not ServiceRequest.objects.exists()


# ── what is over, and what is wrong ───────────────────────────────────────────
def test_an_expired_link_says_so_and_gives_back_what_was_typed(client: Client, form: RequestForm):
    draft = begun(client, form)
    RequestDraft.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    page = client.get(address(draft))
    assert page.status_code == 410
    assert "14 วัน" in words(page.content)
    assert "เริ่มกรอกใหม่" in words(page.content)
    page = client.post(address(draft), answers())
    assert page.status_code == 410
    assert "โรงเรียนสอนภาษาสุโขทัย" in words(page.content)
    assert client.get(address(draft, "draft_check")).status_code == 410
    assert drafts.sweep() == 1
    assert client.get(address(draft)).status_code == 404
    assert not RequestDraft.objects.exists()


@pytest.mark.parametrize("token", ["a" * 43, "ก", "%00", "<script>"])
def test_a_forged_token_opens_nothing(client: Client, form: RequestForm, token: str):
    for page in ("", "check/", "receipt/"):
        answer = client.get(f"/services/requests/{token}/{page}")
        assert answer.status_code in (400, 404)
        assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (SCHOOL, f"เลขบัตร {CITIZEN}"),
        (WHY, f"{CITIZEN[0]}-{CITIZEN[1:5]}-{CITIZEN[5:10]}-{CITIZEN[10:12]}-{CITIZEN[12]}"),
        ("name", thai_digits(CITIZEN)),
        ("phone", CITIZEN),
    ],
)
def test_a_citizen_number_is_refused_and_never_kept(client: Client, form: RequestForm, field: str, text: str):
    draft = begun(client, form)
    for button in ("save", "go"):
        page = client.post(address(draft), {**answers(**{field: text}), button: "1"})
        assert page.status_code == 400
        assert "xxxx" in words(page.content)
        assert text in page.content.decode()  # what was typed stays in its box
    assert text not in str(now(draft).answers)
    assert now(draft).answers[KEYS["level"]] == "ประถมศึกษา"


def test_a_text_of_a_megabyte_is_told_and_stays_in_the_page(client: Client, form: RequestForm):
    draft = begun(client, form)
    client.post(address(draft), {SCHOOL: "เดิม", "save": "1"})
    page = client.post(address(draft), {**answers(**{WHY: "a" * 1_000_000}), "save": "1"})
    assert page.status_code == 400
    assert "1,000,000 ตัวอักษร" in words(page.content)
    assert "a" * 1_000_000 in page.content.decode()
    assert now(draft).answers[KEYS["school"]] == "โรงเรียนสอนภาษาสุโขทัย"
    page = client.post(address(draft), {WHY: "ก" * 1_000_000, "save": "1"})
    assert page.status_code == 413
    assert "ย้อนกลับ" in words(page.content)
    assert now(draft).answers[KEYS["school"]] == "โรงเรียนสอนภาษาสุโขทัย"


def test_marks_that_nobody_sees_are_left_out_and_tags_are_words(client: Client, form: RequestForm):
    draft = begun(client, form)
    text = "โรง\u200bเรียน\x00\x07\u202e<script>alert(1)</script>\ud800"
    client.post(address(draft), {**answers(), SCHOOL: text.encode("utf-8", "replace").decode(), "go": "1"})
    kept = now(draft).answers[KEYS["school"]]
    assert kept.startswith("โรงเรียน<script>alert(1)</script>")
    assert b"<script>" not in client.get(address(draft)).content
    assert b"<script>" not in client.get(address(draft, "draft_check")).content
    only = client.post(address(draft), {**answers(), SCHOOL: "\u200b\u200b", "go": "1"})
    assert "กรอกช่องนี้" in words(only.content)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("31", "2", "2570"), "ไม่มีวันที่ 31"),
        (("1", "1", "70"), "สองหลัก"),
        (("1", "1", "2027"), "ค.ศ."),
        (("ก", "1", "2570"), "อ่านวันที่"),
    ],
)
def test_a_day_that_is_none_is_told(client: Client, form: RequestForm, typed: tuple[str, ...], told: str):
    boxes = {f"{OPENS}_{number}": text for number, text in enumerate(typed)}
    draft = begun(client, form)
    page = client.post(address(draft), {**answers(**boxes), "go": "1"})
    assert told in words(page.content)
    assert all(f'value="{text}"' in page.content.decode() for text in typed)


def test_what_cannot_be_a_number_a_choice_a_telephone_or_an_address_is_told(
    client: Client, form: RequestForm
):
    wrong = {
        f"f_{KEYS['rooms']}": "สิบ",
        f"f_{KEYS['level']}": "อนุบาล",
        "phone": "โทรมา",
        "email": "ที่บ้าน",
    }
    page = words(client.post(address(begun(client, form)), {**answers(**wrong), "go": "1"}).content)
    for told in ("กรอกเป็นตัวเลขอย่างเดียว", "เลือกคำตอบจากรายการ", "หมายเลขโทรศัพท์ไม่ครบ", "อีเมลไม่ถูกต้อง"):
        assert told in page, told


@pytest.mark.parametrize("typed", ["1e99999", "NaN", "9" * 30])
def test_a_number_without_an_end_is_told(client: Client, form: RequestForm, typed: str):
    draft = begun(client, form)
    answer = client.post(address(draft), {**answers(**{f"f_{KEYS['rooms']}": typed}), "go": "1"})
    assert answer.status_code == 400


def test_programs_and_floods_are_kept_out(client: Client, form: RequestForm):
    start = reverse("services:start", args=[form.service_id])
    assert client.get(start)["Location"] == form.get_absolute_url()
    client.post(start, {"website": "https://spam.example"})
    assert not RequestDraft.objects.exists()
    while pages.starts.lets_through():
        pass
    answer = client.post(start)
    assert answer.status_code == 429
    assert answer["Retry-After"]


# ── at the counter ────────────────────────────────────────────────────────────
def test_staff_fill_in_a_form_with_a_person_who_came(people: Any, signed_in: Any, form: RequestForm):
    desk = signed_in(people.heidi)
    page = desk.get(reverse("services:staff_intake"))
    assert form.service.title in words(page.content)
    answer = desk.post(reverse("services:staff_intake"), {"form": str(form.pk)})
    draft = RequestDraft.objects.get()
    assert answer["Location"] == address(draft)
    person = Client()
    person.post(address(draft), {**answers(), "go": "1"})
    send(person, draft)
    one = ServiceRequest.objects.get()
    assert one.channel == Channel.WALK_IN
    assert one.events.get().by == people.heidi
    assert kept_sums() == sums_of_rows() == {}
    assert "กลับไปคิวคำขอ" in words(person.get(address(draft, "draft_receipt")).content)
    assert desk.post(reverse("services:staff_intake"), {"form": "0"}).status_code == 400
    assert "ยังไม่มีแบบคำขอ" in words(signed_in(people.charlie).get(reverse("services:staff_intake")).content)
