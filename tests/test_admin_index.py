"""The first page of the admin: what waits for a person, the acts they do most; and the review queue."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from measures.models import OitItem
from measures.oit import latest_year
from portal import work
from portal.models import Office, StoredFile, WorkGroup
from portal.search import publishable_models
from portal.work import WaitingItem
from tests.makers import DutyDraft, NewsDraft, ResultDraft, published

pytestmark = pytest.mark.django_db


def headings(user: Any) -> dict[str, list[str]]:
    return {box.heading: [item.title for item in box.items] for box in work.boxes(user)}


def test_what_waits_for_a_publisher_is_on_the_first_page(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice, title="เปิดสอบธรรมศึกษา")
    assert "รออนุมัติ" not in headings(people.bob)
    item.submit(by=people.alice)
    assert headings(people.bob)["รออนุมัติ"] == ["เปิดสอบธรรมศึกษา"]
    page = signed_in(people.bob).get("/admin/").content.decode()
    assert f'href="/admin/portal/newsitem/{item.pk}/change/"' in page
    assert "รออนุมัติ" not in headings(people.alice)


def test_a_publisher_is_not_asked_to_publish_what_he_wrote(people: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    item.note_author(people.bob)
    item.save()
    item.submit(by=people.alice)
    assert "รออนุมัติ" not in headings(people.bob)


def test_what_was_sent_back_waits_for_its_author_with_the_reason(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice, title="อบรมครู")
    assert headings(people.alice)["งานร่างของฉัน"] == ["อบรมครู"]
    item.submit(by=people.alice)
    item.send_back(by=people.bob, reason="ขอภาพที่ชัดกว่านี้")
    assert headings(people.alice)["ส่งกลับให้แก้ไข"] == ["อบรมครู"]
    assert "งานร่างของฉัน" not in headings(people.alice)
    assert "เหตุผล: ขอภาพที่ชัดกว่านี้" in signed_in(people.alice).get("/admin/").content.decode()
    assert "ส่งกลับให้แก้ไข" not in headings(people.charlie)


def test_the_review_queue_lists_every_kind_with_its_preview(people: Any, signed_in: Any) -> None:
    news, duty = NewsDraft(created_by=people.alice), DutyDraft(created_by=people.alice)
    shown = published(NewsDraft(created_by=people.alice, title="เผยแพร่แล้ว"), people)
    for record in (news, duty):
        record.submit(by=people.alice)
    for person, words in (
        (people.bob, "ตรวจและตัดสิน"),
        (people.alice, "เปิดรายการ"),
        (people.erin, "เปิดรายการ"),
    ):
        page = signed_in(person).get("/admin/review/").content.decode()
        for record in (news, duty):
            assert escape(record.get_preview_url()) in page
            assert work.admin_url(record) in page
        assert words in page
        assert str(shown) not in page


def test_the_review_queue_costs_no_more_for_more_records(
    people: Any, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        NewsDraft(created_by=people.alice, title=f"ข่าวที่ {number}").submit(by=people.alice)
    client = signed_in(people.bob)
    with django_assert_max_num_queries(15 + len(list(publishable_models()))):  # each kind is asked once
        assert client.get("/admin/review/").content.decode().count("ตรวจและตัดสิน") == 12


def test_a_room_may_say_what_waits(people: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_providers", dict(work._providers))

    @work.register("ใกล้ครบกำหนด")
    def due(user: Any) -> list[WaitingItem]:
        return [WaitingItem(f"เรื่องที่ {n}", "/admin/", "ครบกำหนด 9 มี.ค. 2569") for n in range(8)]

    page = signed_in(people.heidi).get("/admin/").content.decode()
    assert "ใกล้ครบกำหนด" in page
    assert page.count("ครบกำหนด 9 มี.ค. 2569") == work.SHOWN
    assert "และอีก 2 รายการ" in page


def test_big_buttons_are_those_the_person_may_press(people: Any) -> None:
    assert "เขียนข่าว" in [act.title for act in work.acts(people.alice)]
    assert [act.title for act in work.acts(people.dana)][:2] == ["เพิ่มผู้ใช้", "ข้อมูลหน่วยงาน"]
    assert "เขียนข่าว" not in [act.title for act in work.acts(people.bob)]
    assert work.acts(people.frank) == []


def test_the_ground_floor_is_grouped_as_people_think_of_it(people: Any) -> None:
    from django.contrib import admin  # noqa: PLC0415  # the site is made by then

    request = RequestFactory().get("/admin/")
    request.user = people.dana
    names = [group["name"] for group in admin.site.get_app_list(request)]
    assert {"เนื้อหาเว็บไซต์", "หน่วยงานและผู้ใช้", "ความเห็นและการตรวจสอบ"} <= set(names)


def test_oit_items_that_nobody_sees_yet_are_counted(people: Any) -> None:
    year = latest_year()
    assert year
    box = next(box for box in work.boxes(people.alice) if box.heading == "OIT ที่ขาด")
    assert box.total == OitItem.objects.missing(year).count()
    assert box.total > 20


def test_an_improvement_that_is_due_waits_for_its_work_group(people: Any) -> None:
    result = ResultDraft(created_by=people.alice)
    today = timezone.localdate()
    for title, slug, days in (("สำรวจ", "planning", 20), ("อบรม", "personnel", -3), ("ปีหน้า", "planning", 90)):
        group = WorkGroup.objects.get(slug=slug)
        result.improvements.create(title=title, owner_group=group, due_on=today + timedelta(days=days))
    assert headings(people.alice)["ใกล้ครบกำหนด"] == ["สำรวจ"]
    box = next(box for box in work.boxes(people.charlie) if box.heading == "ใกล้ครบกำหนด")
    assert box.items[0].note.startswith("เลยกำหนดเมื่อ")


# ── the office's own page ────────────────────────────────────────────────────
def office_form(office: Office, **changes: Any) -> dict[str, Any]:
    names = [field.name for field in Office._meta.fields if field.editable and field.name != "id"]
    return {name: getattr(office, name) or "" for name in names} | changes


def test_the_office_opens_directly(office: Office, people: Any, signed_in: Any) -> None:
    response = signed_in(people.dana).get(reverse("admin:portal_office_changelist"))
    assert response["Location"] == reverse("admin:portal_office_change", args=[1])


def test_an_emblem_is_cleaned_and_shown_everywhere(
    office: Office, people: Any, signed_in: Any, client: Any, tmp_path: Path
) -> None:
    from PIL import Image  # noqa: PLC0415  # slow to import

    picture = tmp_path / "ตรา.png"
    Image.new("RGBA", (900, 900), "#006643").save(picture)
    address = reverse("admin:portal_office_change", args=[1])
    with picture.open("rb") as file:
        response = signed_in(people.dana).post(address, office_form(office, emblem_picture=file))
    assert response.status_code == 302
    office.refresh_from_db()
    assert office.emblem
    assert office.emblem.content_type == "image/webp"
    answer = client.get(office.emblem_url)
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    answer.close()
    assert client.get(office.emblem_url, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert f'src="{office.emblem_url}"' in client.get(reverse("portal:contact")).content.decode()


def test_an_svg_emblem_is_refused(office: Office, people: Any, signed_in: Any, tmp_path: Path) -> None:
    drawing = tmp_path / "emblem.svg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    with drawing.open("rb") as file:
        response = signed_in(people.dana).post(
            reverse("admin:portal_office_change", args=[1]), office_form(office, emblem_picture=file)
        )
    assert "ไม่ใช่ภาพ PNG หรือ WebP" in response.content.decode()
    assert not StoredFile.objects.exists()
