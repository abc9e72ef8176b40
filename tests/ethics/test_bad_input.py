"""What staff type wrongly about ethics: a Thai message beside the field, nothing half saved, nothing lost."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from openpyxl import load_workbook
from PIL import Image

from measures.ethics.actions import add_picture
from measures.ethics.models import (
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsPicture,
    GiftCount,
    GiftDeclaration,
)
from portal.models import WorkGroup
from tests.makers import CodeDraft, DeclarationDraft, EthicsActivityDraft, GiftCountDraft, TeamDraft, words

pytestmark = pytest.mark.django_db
ADD = "/admin/ethics/ethicsactivity/add/"


def picture(name: str = "ภาพ.jpg") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.effect_noise((80, 60), 40).convert("RGB").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def rows(**totals: int) -> dict[str, Any]:
    return {
        f"{prefix}-{part}": value
        for prefix, total in totals.items()
        for part, value in {
            "TOTAL_FORMS": total,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        }.items()
    }


def activity(pictures: int = 0, **changes: Any) -> dict[str, Any]:
    return (
        rows(pictures=pictures, documents=0)
        | {
            "kind": "training",
            "title": "อบรมมาตรฐานทางจริยธรรม",
            "owner_group": WorkGroup.objects.get(slug="planning").pk,
            "year": 2566,
            "held_on": "14/3/2566",
            "ends_on": "",
            "place": "ห้องประชุม",
            "about": "เรียนรู้จากกรณีตัวอย่าง",
            "staff": 41,
            "staff_total": 46,
            "guests": 0,
            "result": "มีข้อควรระวังของตนเอง",
        }
        | changes
    )


def refused(client: Any, address: str, data: dict[str, Any]) -> str:
    """The page with the messages; nothing typed is lost."""
    response = client.post(address, data)
    assert response.status_code == 200
    return words(response.content)


@pytest.fixture
def clerk(office: Any, people: Any, signed_in: Any) -> Any:
    return signed_in(people.alice)


def test_a_clerk_writes_an_activity_with_a_picture(clerk: Any) -> None:
    shown = {
        "pictures-0-upload": picture(),
        "pictures-0-alt": "คนห้าคนนั่งประชุม",
        "pictures-0-order": 1,
        "pictures-0-consent": "given",
        "pictures-0-consent_note": "หนังสือยินยอมเลขที่ 7",
    }
    response = clerk.post(ADD, activity(1, **shown))
    assert response.status_code == 302, words(response.content)
    found = EthicsActivity.objects.get()
    assert (found.held_on, found.people) == (dt.date(2023, 3, 14), 41)
    assert found.pictures.get().consent == "given"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pictures-0-alt": ""}, "ยังไม่ได้เขียนคำบรรยายแทนภาพ"),
        ({"pictures-0-alt": "\u200b\u200b"}, "คำบรรยายแทนภาพมีแต่อักขระที่มองไม่เห็น"),
        ({"pictures-0-alt": "DSC_001.jpg"}, "ไม่ใช่ชื่อไฟล์"),
        ({"pictures-0-consent": ""}, "ยังไม่ได้บอกความยินยอมของผู้ที่ปรากฏในภาพ"),
        ({"pictures-0-consent": "given", "pictures-0-consent_note": ""}, "บอกว่าเก็บหนังสือยินยอมไว้ที่ใด"),
    ],
)
def test_a_picture_without_words_or_consent_is_refused(
    changes: dict[str, Any], message: str, clerk: Any
) -> None:
    shown = {
        "pictures-0-upload": picture(),
        "pictures-0-alt": "คนห้าคนนั่งประชุม",
        "pictures-0-order": 1,
        "pictures-0-consent": "nobody",
        "pictures-0-consent_note": "",
    }
    text = refused(clerk, ADD, activity(1, **(shown | changes)))
    assert message in text
    assert not EthicsActivity.objects.exists()
    assert not EthicsPicture.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"held_on": "30/9/2565"}, "30 กันยายน 2565 ไม่อยู่ในปีงบประมาณ พ.ศ. 2566"),
        ({"ends_on": "1/10/2566"}, "1 ตุลาคม 2566 ไม่อยู่ในปีงบประมาณ พ.ศ. 2566"),
        ({"ends_on": "13/3/2566"}, "วันสุดท้ายต้องไม่ก่อนวันแรกที่จัด"),
        ({"held_on": "31/2/2566"}, "ไม่มีวันที่ 31 กุมภาพันธ์ 2566"),
        ({"staff": 47}, "บุคลากรที่เข้าร่วมมากกว่าบุคลากรทั้งหมด"),
        ({"staff_total": 999_999}, "จำนวนต้องไม่เกิน 10,000 คน"),
        ({"title": "\u200b\u2060"}, "มีแต่อักขระที่มองไม่เห็น"),
        ({"about": "ก" * 340_000}, "ยาวได้ไม่เกิน 20000 ตัวอักษร"),
        ({"kind": "party"}, "party"),
    ],
)
def test_wrong_days_numbers_and_texts_are_told_beside_their_field(
    changes: dict[str, Any], message: str, clerk: Any
) -> None:
    text = refused(clerk, ADD, activity(**changes))
    assert message in text
    assert "ห้องประชุม" in text or 'value="ห้องประชุม"' in clerk.post(ADD, activity(**changes)).content.decode()
    assert not EthicsActivity.objects.exists()


def test_a_script_stays_text_and_a_code_keeps_no_script(clerk: Any, people: Any, client: Any) -> None:
    bad = "<script>alert(1)</script>"
    draft = EthicsActivityDraft(created_by=people.alice, title=f"อบรม {bad}", about=bad)
    draft.submit(by=people.alice)
    draft.publish(by=people.bob)
    body = client.get(draft.get_absolute_url()).content.decode()
    assert bad not in body
    assert "&lt;script&gt;" in body
    code = CodeDraft(created_by=people.alice, text=f"<p>ดี{bad}</p>")
    assert EthicsCode.objects.get(pk=code.pk).text == "<p>ดี</p>"


def test_gifts_that_do_not_add_up_are_refused_with_the_sum(clerk: Any) -> None:
    group = WorkGroup.objects.get(slug="planning").pk
    data = {
        "year": 2566,
        "half": 1,
        "owner_group": group,
        "total": 5,
        "declined": 1,
        "returned": 1,
        "handed_over": 1,
        "note": "",
    }
    text = refused(clerk, "/admin/ethics/giftcount/add/", data)
    assert "จำนวนไม่ตรงกัน" in text
    assert "สามช่องรวมกันได้ 3" in text
    assert not GiftCount.objects.exists()
    assert clerk.post("/admin/ethics/giftcount/add/", data | {"total": 3}).status_code == 302
    assert "รอบนี้มีจำนวนอยู่แล้ว" in refused(clerk, "/admin/ethics/giftcount/add/", data | {"total": 3})


def test_the_database_itself_keeps_what_adds_up(people: Any, office: Any) -> None:
    wrong: list[Any] = [
        lambda: GiftCountDraft(created_by=people.alice, total=2, declined=1),
        lambda: EthicsActivityDraft(created_by=people.alice, staff=47),
        lambda: EthicsActivityDraft(created_by=people.alice, ends_on=dt.date(2023, 3, 13)),
        lambda: TeamDraft(created_by=people.alice, until_year=2565),
    ]
    for make in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
    draft = EthicsActivityDraft(created_by=people.alice)
    with pytest.raises(ValidationError):
        add_picture(by=people.alice, activity=draft, file=picture(), alt="คนห้าคน", consent="")
    with pytest.raises(ValidationError):
        add_picture(by=people.alice, activity=draft, file=picture(), alt="", consent="nobody")
    row = add_picture(by=people.alice, activity=draft, file=picture(), alt="คนห้าคน", consent="nobody")
    with pytest.raises(IntegrityError), transaction.atomic():
        EthicsPicture.objects.filter(pk=row.pk).update(consent="")


def test_what_is_not_over_or_not_told_is_not_published(people: Any, office: Any, time_machine: Any) -> None:
    time_machine.move_to(dt.datetime(2023, 3, 14, 3, tzinfo=dt.UTC), tick=False)
    hindered: list[tuple[Any, str]] = [
        (GiftCountDraft(created_by=people.alice), "ให้เผยแพร่เมื่อพ้นรอบแล้ว"),
        (EthicsActivityDraft(created_by=people.alice, held_on=dt.date(2023, 3, 15)), "กิจกรรมยังไม่ได้จัด"),
        (EthicsActivityDraft(created_by=people.alice, result="  "), "ยังไม่ได้เขียนผลที่ได้"),
        (EthicsActivityDraft(created_by=people.alice, title="ว่าง", staff=0), "ยังไม่มีผู้เข้าร่วม"),
        (CodeDraft(created_by=people.alice, text=""), "ยังไม่มีเนื้อหา"),
        (TeamDraft(created_by=people.alice, seats=()), "ยังไม่ได้เพิ่มกรรมการ"),
        (DeclarationDraft(created_by=people.alice, declared_on=dt.date(2023, 3, 15)), "ยังมาไม่ถึง"),
    ]
    for draft, message in hindered:
        with pytest.raises(ValidationError, match=message):
            draft.submit(by=people.alice)


def test_an_assessment_of_more_than_there_are_and_a_declaration_of_another_year_are_refused(
    people: Any, office: Any
) -> None:
    group = WorkGroup.objects.get(slug="planning")
    assessment = EthicsAssessment(
        year=2566, assessed_on=dt.date(2023, 10, 1), assessed=9, staff_total=8, level="ดี", owner_group=group
    )
    with pytest.raises(ValidationError) as refusal:
        assessment.clean()
    assert set(refusal.value.message_dict) == {"assessed_on", "assessed"}
    declaration = GiftDeclaration(year=2566, declared_on=dt.date(2022, 9, 30))
    with pytest.raises(ValidationError, match="ไม่อยู่ในปีงบประมาณ"):
        declaration.clean()


# ── many at once ─────────────────────────────────────────────────────────────
def test_activities_come_in_by_a_filled_in_form_and_wrong_cells_are_named(clerk: Any, people: Any) -> None:
    home = "/admin/ethics/ethicsactivity/bulk/"
    book = load_workbook(io.BytesIO(clerk.get(f"{home}template/").content))
    sheet = book.worksheets[1]
    titles = [str(cell.value).removesuffix(" *") for cell in sheet[1]]
    facts: dict[str, Any] = {
        "ปีงบประมาณ พ.ศ.": 2566,
        "ประเภท": "อบรม",
        "ชื่อกิจกรรม": "อบรมผลประโยชน์ทับซ้อน",
        "จัดเมื่อ": "14 มีนาคม 2566",
        "สถานที่หรือช่องทาง": "ห้องประชุม",
        "สาระของกิจกรรม": "กรณีตัวอย่าง",
        "บุคลากรที่เข้าร่วม (คน)": 41,
        "บุคลากรทั้งหมด (คน)": 46,
    }

    def send(**changes: Any) -> Any:
        for place, title in enumerate(titles, start=1):
            sheet.cell(2, place, {**facts, **changes}.get(title))
        output = io.BytesIO()
        book.save(output)
        group = WorkGroup.objects.get(slug="planning").pk
        upload = SimpleUploadedFile("กิจกรรม.xlsx", output.getvalue())
        return clerk.post(home, {"file": upload, "owner_group": group})

    wrong = send(**{"จัดเมื่อ": "14 มีนาคม 2567", "บุคลากรที่เข้าร่วม (คน)": 50})
    told = " ".join(str(fault) for fault in wrong.context["faults"])
    assert "ไม่อยู่ใน" in told
    assert "มากกว่าบุคลากรทั้งหมด" in told
    assert not EthicsActivity.objects.exists()
    answer = send()
    assert answer.status_code == 302
    seen = clerk.get(answer["Location"]).context["seen"]
    clerk.post(answer["Location"], {"seen": seen}, follow=True)
    found = EthicsActivity.objects.get()
    assert (found.title, found.status, found.guests) == ("อบรมผลประโยชน์ทับซ้อน", "draft", 0)
