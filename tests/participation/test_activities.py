"""Activities: four elements or nothing, photographs with consent, the year with its figures, tables and the form."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from measures.figures import figures_of as told_by_the_roof
from measures.models import Slug
from measures.offers import offers
from measures.participation.imports import ACTIVITIES
from measures.participation.models import Activity, ActivityPicture, Group, ParticipantCount
from portal.bulk_entry import template_xlsx
from portal.fiscal import FiscalYear
from portal.models import WorkGroup
from tests.makers import ActivityDraft, ConsultationDraft, fetch, published, said, words

pytestmark = pytest.mark.django_db


def page(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(words(response.content).split())


def jpeg() -> ContentFile[bytes]:
    output = io.BytesIO()
    Image.new("RGB", (900, 600), "#0b5a40").save(output, "JPEG")
    return ContentFile(output.getvalue(), name="ภาพ.jpg")


# ── four elements ─────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({"topic": " "}, "ประเด็น"),
        ({"counts": {}}, "จำนวนผู้มีส่วนร่วม"),
        ({"counts": {"parents": 0}}, "จำนวนผู้มีส่วนร่วม"),
        ({"result": ""}, "ผลจากการมีส่วนร่วม"),
        ({"use": ""}, "การนำผลไปปรับปรุง"),
        ({"held_on": dt.date(2023, 10, 1)}, "ไม่อยู่ในปีงบประมาณ"),
        ({"year": 2640, "held_on": dt.date(2097, 1, 1)}, "ยังไม่ได้จัด"),
    ],
)
def test_an_activity_without_one_of_its_elements_is_not_sent_for_review(
    people: Any, facts: Any, lacks: str
) -> None:
    draft = ActivityDraft(created_by=people.alice, **facts)
    with pytest.raises(ValidationError, match=lacks):
        draft.submit(by=people.alice)


def test_the_page_of_an_activity_tells_the_four_elements_with_people_by_group(
    people: Any, office: Any, client: Any
) -> None:
    draft = ActivityDraft(created_by=people.alice, counts={"teachers": 1200, "parents": 40})
    draft.links.create(title="แผนที่ปรับแล้ว", address="/procurement/2566/plan/")
    shown = published(draft, people)
    told = page(client, shown.get_absolute_url())
    for text in ("เวลารับส่งนักเรียน", "ครูและบุคลากรทางการศึกษา1,200", "ผู้ปกครอง40", "รวม1,240", "เสนอให้เลื่อนเวลารับส่ง",
                 "แจ้งเวลาใหม่แก่ทุกโรงเรียน", "แผนที่ปรับแล้ว", "20 มกราคม 2566"):  # fmt: skip
        assert text in told, text
    assert 'href="/procurement/2566/plan/"' in client.get(shown.get_absolute_url()).content.decode()


def test_counts_are_one_a_group_and_possible_numbers_in_the_database_too(people: Any) -> None:
    draft = ActivityDraft(created_by=people.alice)
    for row in (
        {"group": "parents", "number": 1},
        {"group": "heads", "number": 1_000_001},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ParticipantCount.objects.create(owner=draft, **row)


def test_a_picture_is_shown_with_the_word_on_consent_and_goes_with_its_activity(
    people: Any, office: Any, client: Any, signed_in: Any
) -> None:
    draft = ActivityDraft(created_by=people.alice)
    clerk, address = signed_in(people.alice), reverse("admin:participation_activity_change", args=[draft.pk])
    form = form_of(
        draft, **{"pictures-TOTAL_FORMS": "1", "pictures-0-upload": jpeg(), "pictures-0-order": "0"}
    )
    told = clerk.post(address, form).content.decode()
    assert "ยังไม่ได้เขียนคำบรรยายแทนภาพ" in told
    assert not ActivityPicture.objects.exists(), "nothing is half saved"
    form["pictures-0-alt"] = "ผู้ปกครองนั่งประชุม"
    form["pictures-0-upload"] = jpeg()
    assert clerk.post(address, form).status_code == 200, "consent is asked for"
    form |= {"pictures-0-consent": "told", "pictures-0-upload": jpeg(), "pictures-0-consent_note": "แฟ้ม 7"}
    assert clerk.post(address, form).status_code == 302
    row = ActivityPicture.objects.get()
    assert client.get(row.address("small")).status_code == 404
    shown = published(Activity.objects.get(), people)
    told = page(client, shown.get_absolute_url())
    assert "แจ้งก่อนถ่ายภาพว่าจะเผยแพร่" in told
    assert "แฟ้ม 7" not in told, "where consent is kept is the office's business"
    assert 'alt="ผู้ปกครองนั่งประชุม"' in client.get(shown.get_absolute_url()).content.decode()
    assert fetch(client, row.address("large"))[0] == 200
    shown.withdraw(by=people.bob, reason="มีผู้คัดค้าน")
    assert client.get(row.address("small")).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityPicture.objects.update(consent="")


# ── the year ──────────────────────────────────────────────────────────────────
def test_a_year_adds_up_what_is_public_and_leaves_other_years_alone(
    people: Any, office: Any, client: Any
) -> None:
    for number in (10, 30):
        published(ActivityDraft(created_by=people.alice, counts={"parents": number, "local": 2}), people)
    ActivityDraft(created_by=people.alice, counts={"parents": 999})
    other = ActivityDraft(created_by=people.alice, year=2567, held_on=dt.date(2023, 11, 1))
    published(other, people)
    told = page(client, "/participation/2566/")
    assert "ผู้มีส่วนร่วม 44 คน ใน 2 กิจกรรม" in told
    assert "ผู้ปกครอง40องค์กรปกครองส่วนท้องถิ่น4 รวม44" in told
    assert "999" not in told
    assert other.title not in told
    assert client.get("/participation/2565/").status_code == 404
    assert "2567" in told, "other years are led to"


def test_tables_hold_what_the_page_shows_with_real_dates_and_numbers(
    people: Any, office: Any, client: Any
) -> None:
    activity = published(ActivityDraft(created_by=people.alice, topic="=cmd|' /C calc'!A0"), people)
    _, content = fetch(client, "/participation/2566/activities.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0]["จัดเมื่อ"] == "2023-01-20"
    assert rows[0]["ผู้ปกครอง (คน)"] == "40"
    assert rows[0]["ประเด็นหรือเรื่อง"].startswith("'=")
    _, content = fetch(client, "/participation/2566/activities.json")
    items = json.loads(content)["items"]
    assert (items[0]["people"], items[0]["people_media"]) == (40, 0)
    assert items[0]["url"].endswith(activity.get_absolute_url())
    _, content = fetch(client, "/participation/2566/activities.xlsx")
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert any(isinstance(cell.value, dt.datetime) for row in sheet.iter_rows() for cell in row)


def test_the_participation_form_has_the_four_elements_and_says_what_is_to_be_checked(
    people: Any, office: Any, client: Any
) -> None:
    published(ActivityDraft(created_by=people.alice, counts={"parents": 40, "heads": 2}), people)
    status, content = fetch(client, "/participation/2566/o19.xlsx")
    assert status == 200
    assert fetch(client, "/participation/2566/o19.xlsx")[1] == content, "the same records give the same bytes"
    form, notes = load_workbook(io.BytesIO(content)).worksheets
    head, row = list(form.iter_rows(min_row=3, max_row=4, values_only=True))
    assert head[1:5] == (
        "ประเด็นหรือเรื่องในการมีส่วนร่วม",
        "สรุปข้อมูลของผู้มีส่วนร่วม",
        "ผลจากการมีส่วนร่วม",
        "การนำผลจากการมีส่วนร่วมไปปรับปรุงพัฒนาการดำเนินงาน",
    )
    assert row[2] == "ผู้ปกครอง 40 คน\nผู้บริหารสถานศึกษา 2 คน\nรวม 42 คน"
    assert row[5] == dt.datetime(2023, 1, 20)
    assert "o19_v3" in str(form["A1"].value)
    assert any("ต้องเทียบกับแบบฟอร์มฉบับจริง" in str(cell.value) for row in notes.iter_rows() for cell in row)
    assert client.get("/participation/2565/o19.xlsx").status_code == 404


def test_the_measure_and_the_checklist_are_told_of_the_year(people: Any, office: Any) -> None:
    assert told_by_the_roof(Slug.PARTICIPATION, FiscalYear(2566)) is None
    published(ActivityDraft(created_by=people.alice, counts={"parents": 40, "heads": 2}), people)
    consultation = published(ConsultationDraft(created_by=people.alice), people)
    said(consultation)
    found = told_by_the_roof(Slug.PARTICIPATION, FiscalYear(2566))
    assert found is not None
    assert [sentence.text.replace("\xa0", " ") for sentence in found.sentences] == [
        "จัดกิจกรรมการมีส่วนร่วม 1 กิจกรรม มีผู้ร่วม 42 คน",
        "ผู้มีส่วนร่วม ได้แก่ ผู้ปกครอง 40 คน ผู้บริหารสถานศึกษา 2 คน",
        "เปิดรับฟังความเห็นทางเว็บไซต์ 1 เรื่อง ได้รับความเห็น 1 รายการ",
    ]
    assert [offer.address for offer in offers(FiscalYear(2566), "o30")["o30"]] == [
        "/participation/2566/",
        "/participation/2566/o19.xlsx",
        "/participation/2566/activities.csv",
    ]


def test_pages_of_activities_cost_the_same_for_few_and_many(people: Any, office: Any, client: Any) -> None:
    published(ActivityDraft(created_by=people.alice), people)
    costs = []
    for _ in range(2):
        for address in ("/participation/", "/participation/2566/", "/participation/2566/activities.csv"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            costs.append(len(asked))
        for _ in range(4):
            published(ActivityDraft(created_by=people.alice, counts={"parents": 1, "heads": 2}), people)
    assert costs[:3] == costs[3:]
    assert max(costs) <= 12


# ── many at once ──────────────────────────────────────────────────────────────
def test_many_activities_come_in_by_one_file_with_people_in_columns(
    people: Any, office: Any, signed_in: Any
) -> None:
    clerk = signed_in(people.alice)
    group = WorkGroup.objects.get(slug="planning")
    book = load_workbook(io.BytesIO(clerk.get(reverse("admin:participation_activity_bulk_template")).content))
    sheet = book.active
    head = {str(cell.value): cell.column for cell in sheet[1]}
    at = 2
    facts = {
        "ปีงบประมาณ พ.ศ.": 2566,
        "ชื่อกิจกรรม": "ประชุมผู้ปกครอง",
        "ลักษณะการมีส่วนร่วม": "ร่วมวางแผน",
        "จัดเมื่อ": "20/1/2566",
        "สถานที่หรือช่องทาง": "ห้องประชุม",
        "ประเด็นหรือเรื่องในการมีส่วนร่วม": "เวลาเรียน",
        "ผลจากการมีส่วนร่วม": "ได้ข้อสรุป",
        "การนำผลจากการมีส่วนร่วมไปปรับปรุงพัฒนาการดำเนินงาน": "ปรับเวลา",
    }

    def write(row: int, **more: Any) -> None:
        for heading, value in {**facts, **more}.items():
            column = next(column for title, column in head.items() if title.startswith(heading))
            sheet.cell(row, column, value)

    def send() -> Any:
        output = io.BytesIO()
        book.save(output)
        upload = ContentFile(output.getvalue(), name="กิจกรรม.xlsx")
        return clerk.post(
            reverse("admin:participation_activity_bulk_upload"),
            {"file": upload, "owner_group": group.pk},
        )

    write(at)
    write(at + 1, **{"ชื่อกิจกรรม": "นอกปี", "จัดเมื่อ": "20/1/2567", "ผู้ปกครอง (คน)": -3})
    told = words(send().content)
    assert "ยังไม่มีจำนวนผู้มีส่วนร่วม" in told
    assert not Activity.objects.exists()
    write(at, **{"ผู้ปกครอง (คน)": 40, "สื่อมวลชน (คน)": 2})
    write(at + 1, **{"ชื่อกิจกรรม": "นอกปี", "จัดเมื่อ": "20/1/2567", "ผู้ปกครอง (คน)": 3})
    assert "ไม่อยู่ในปีงบประมาณ" in words(send().content)
    write(at + 1, ชื่อกิจกรรม="อีกเรื่อง", จัดเมื่อ="21/1/2566")
    preview = clerk.get(send()["Location"])
    seen = preview.context["seen"]
    confirmed = clerk.post(preview.request["PATH_INFO"], {"seen": seen})
    assert confirmed.status_code == 302
    assert {one.title: one.total_people for one in Activity.objects.all()} == {
        "ประชุมผู้ปกครอง": 42,
        "อีกเรื่อง": 3,
    }
    made = Activity.objects.get(title="ประชุมผู้ปกครอง")
    assert (made.status, made.owner_group) == ("draft", group)
    again = load_workbook(
        io.BytesIO(template_xlsx(ACTIVITIES, author="", created=made.created_at, records=[made]))
    )
    kept = dict(zip(head, next(again.active.iter_rows(min_row=2, values_only=True)), strict=False))
    assert (kept["ผู้ปกครอง (คน)"], kept["สื่อมวลชน (คน)"], kept["ภาคเอกชน (คน)"]) == (40, 2, None)


# ── the desk ──────────────────────────────────────────────────────────────────
def form_of(draft: Activity, **facts: Any) -> dict[str, Any]:
    """The change form of an activity as it stands, with other values."""
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    parts = {
        f"{prefix}-{name}": value
        for prefix in ("counts", "links", "pictures", "documents")
        for name, value in empty.items()
    }
    return {
        **parts,
        "year": str(draft.year),
        "title": draft.title,
        "kind": draft.kind,
        "held_on": "20/1/2566",
        "place": draft.place,
        "owner_group": str(draft.owner_group_id),
        "topic": draft.topic,
        "result": draft.result,
        "use": draft.use,
        **facts,
    }


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"held_on": "1/10/2566"}, "ไม่อยู่ในปีงบประมาณ"),
        ({"held_on": "31/2/2566"}, "วันที่"),
        ({"counts-TOTAL_FORMS": "1", "counts-0-group": "parents", "counts-0-number": "-1"}, "ต้องไม่น้อยกว่า 0"),
        ({"counts-TOTAL_FORMS": "1", "counts-0-group": "parents", "counts-0-number": "9999999"}, "ไม่เกิน"),
        (
            {
                "links-TOTAL_FORMS": "1",
                "links-0-title": "แผน",
                "links-0-address": "javascript:alert(1)",
                "links-0-order": "0",
            },
            "ขึ้นต้นด้วย /",
        ),
        ({"topic": "เลข 1234567890121"}, "เลขประจำตัวประชาชน"),
    ],
)  # fmt: skip
def test_what_is_typed_wrong_is_told_and_nothing_is_lost(
    people: Any, office: Any, signed_in: Any, facts: dict[str, str], told: str
) -> None:
    draft = ActivityDraft(created_by=people.alice, counts={})
    address = reverse("admin:participation_activity_change", args=[draft.pk])
    response = signed_in(people.alice).post(address, form_of(draft, **{"place": "ที่พิมพ์ใหม่", **facts}))
    assert response.status_code == 200
    assert told in words(response.content)
    assert "ที่พิมพ์ใหม่" in response.content.decode()
    assert Activity.objects.get().place == draft.place
    assert not ParticipantCount.objects.exists()


@pytest.mark.parametrize(
    ("address", "title", "told"),
    [
        ("/procurement/2599/plan/", "", "ไม่มีหน้านี้ในเว็บไซต์"),
        ("/admin/", "แผน", "ประชาชนเปิดหน้านี้ไม่ได้"),
        ("https://www.nacc.go.th/", "", "ใส่ชื่อหน้า"),
    ],
)
def test_a_link_to_a_page_that_nobody_can_open_is_refused_and_nothing_is_lost(
    people: Any, office: Any, signed_in: Any, address: str, title: str, told: str
) -> None:
    draft = ActivityDraft(created_by=people.alice)
    change = reverse("admin:participation_activity_change", args=[draft.pk])
    link = {
        "links-TOTAL_FORMS": "1",
        "links-0-order": "0",
        "links-0-title": title,
        "links-0-address": address,
    }
    response = signed_in(people.alice).post(change, form_of(draft, **link))
    assert response.status_code == 200
    assert told in words(response.content)
    assert f'value="{address}"' in response.content.decode()
    assert not draft.links.exists()


def test_a_link_to_this_site_takes_the_title_of_its_page_and_a_page_that_went_is_told_before_approval(
    people: Any, office: Any, signed_in: Any
) -> None:
    other = published(ActivityDraft(created_by=people.alice, title="กิจกรรมก่อนหน้า"), people)
    draft = ActivityDraft(created_by=people.alice)
    change = reverse("admin:participation_activity_change", args=[draft.pk])
    link = {"links-TOTAL_FORMS": "1", "links-0-order": "0", "links-0-address": other.get_absolute_url()}
    clerk = signed_in(people.alice)
    assert clerk.post(change, form_of(draft, **link)).status_code == 302
    (kept,) = draft.links.all()
    assert (kept.title, kept.address) == ("กิจกรรมก่อนหน้า", other.get_absolute_url())
    draft.refresh_from_db()
    draft.submit(by=people.alice)
    assert "ใช้ไม่ได้" not in words(clerk.get(change).content)
    other.withdraw(by=people.bob, reason="ซ้ำ")
    assert f"ลิงก์ {kept.address} ใช้ไม่ได้" in words(clerk.get(change).content)


def test_script_in_a_text_is_shown_as_text(people: Any, office: Any, client: Any) -> None:
    shown = published(ActivityDraft(created_by=people.alice, result="<script>alert(1)</script>"), people)
    source = client.get(shown.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in source
    assert "&lt;script&gt;" in source
    assert Group.PARENTS.label in words(source.encode())
