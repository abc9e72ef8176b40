"""Standing pages: policies with their editions, the office, contact, how to report corruption, the sitemap."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from complaints import flows
from complaints.views.staff import gate
from portal.context import footer_nav
from portal.demonstration import pages as demonstration
from portal.models import Office, Page, PageEdition, WorkGroup
from portal.preferences import COOKIE
from portal.rich_text import plain_text
from tests.makers import NewsDraft, PageDraft, published, words

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def policy(people) -> Page:
    return published(PageDraft(created_by=people.alice, effective_on="2025-10-01"), people)


def correct(page: Page, people, reason: str, **changes) -> None:
    copy = page.revise(by=people.alice)
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    copy.submit(by=people.alice)
    copy.publish(by=people.bob, reason=reason)


# ── a page and its editions ──────────────────────────────────────────────────
def test_a_page_shows_its_text_version_and_day(client, office, policy):
    shown = words(client.get("/pages/trial-policy/").content)
    for text in ("นโยบายทดสอบ", "ข้อความของนโยบาย", "ฉบับที่ 1", "1 ตุลาคม 2568", "กลุ่มนโยบายและแผน"):
        assert text in shown
    assert "ฉบับก่อนหน้า" not in shown


def test_a_newer_edition_keeps_the_earlier_one_with_reasons(client, office, people, policy):
    correct(policy, people, "เพิ่มเรื่องคุกกี้", body="<p>ข้อความที่สอง</p>")
    correct(policy, people, "แก้ชื่อกฎหมาย", body="<p>ข้อความที่สาม</p>", version="2.1")
    now = words(client.get("/pages/trial-policy/").content)
    for text in ("ข้อความที่สาม", "ฉบับที่ 2.1", "แก้ชื่อกฎหมาย", "ฉบับก่อนหน้า", "ฉบับที่ 2", "เพิ่มเรื่องคุกกี้", "ฉบับที่ 1"):
        assert text in now
    assert [edition.version for edition in PageEdition.objects.all()] == ["2", "1"]
    second, first = PageEdition.objects.all()
    assert "<p>ข้อความของนโยบาย</p>" in client.get(first.get_absolute_url()).content.decode()
    shown = words(client.get(second.get_absolute_url()).content)
    for text in ("ข้อความที่สอง", "เพิ่มเรื่องคุกกี้", "ฉบับนี้ถูกแทนที่แล้ว", "อ่านฉบับปัจจุบัน"):
        assert text in shown


def test_an_edition_carries_the_day_it_was_published(people, policy):
    published_at = policy.published_at
    correct(policy, people, "แก้ไข", body="<p>ใหม่</p>")
    assert PageEdition.objects.get().published_at == published_at


def test_a_page_mended_while_it_was_withdrawn_keeps_what_the_public_had_read(people, policy):
    policy.withdraw(by=people.bob, reason="ตรวจทาน")
    policy.body, policy.version = "<p>ข้อความหลังตรวจทาน</p>", "2"
    policy.save()
    policy.submit(by=people.alice)
    policy.publish(by=people.bob)
    assert PageEdition.objects.get().body == "<p>ข้อความของนโยบาย</p>"


def test_a_page_published_again_unchanged_makes_no_edition(people, policy):
    policy.withdraw(by=people.bob, reason="เข้าใจผิด")
    policy.submit(by=people.alice)
    policy.publish(by=people.bob)
    assert not PageEdition.objects.exists()


def test_a_new_edition_needs_a_new_version(people, policy):
    copy = policy.revise(by=people.alice)
    assert copy.version == "2"
    copy.version = "1"
    copy.save()
    with pytest.raises(ValidationError, match="เลขฉบับใหม่"):
        copy.submit(by=people.alice)


def test_opening_the_working_copy_again_leaves_its_version_alone(people, policy):
    policy.revise(by=people.alice)
    copy = policy.revise(by=people.alice)
    assert copy.version == "2"


def test_a_long_reason_is_kept_whole(people, policy):
    correct(policy, people, "ก" * 1000, body="<p>สอง</p>")
    correct(Page.objects.get(pk=policy.pk), people, "ข" * 1000, body="<p>สาม</p>")
    assert PageEdition.objects.first().reason == "ก" * 1000


def test_a_page_without_text_cannot_be_submitted(people):
    with pytest.raises(ValidationError, match="ยังไม่ได้เขียนเนื้อหา"):
        PageDraft(body="<p> </p>", created_by=people.alice).submit(by=people.alice)


def test_a_draft_and_a_withdrawn_page_are_hidden_with_their_editions(client, office, people, policy):
    PageDraft(slug="secret", created_by=people.alice)
    assert client.get("/pages/secret/").status_code == 404
    correct(policy, people, "แก้ไข", body="<p>ใหม่</p>")
    edition = PageEdition.objects.get().get_absolute_url()
    assert client.get(edition).status_code == 200
    Page.objects.get(pk=policy.pk).withdraw(by=people.bob, reason="ผิดพลาด")
    assert client.get(edition).status_code == client.get("/pages/trial-policy/").status_code == 404


def test_an_edition_answers_at_its_own_page_only(client, office, people, policy):
    published(PageDraft(slug="other", created_by=people.alice), people)
    correct(policy, people, "แก้ไข", body="<p>ใหม่</p>")
    edition = PageEdition.objects.get()
    assert client.get(f"/pages/other/{edition.pk}/").status_code == 404
    assert client.get("/pages/trial-policy/999999/").status_code == 404


def test_staff_see_a_working_copy_before_the_public(people, policy, signed_in, client, office):
    copy = policy.revise(by=people.alice)
    copy.body = "<p>ข้อความที่กำลังแก้</p>"
    copy.save()
    address = copy.get_preview_url()
    assert "ข้อความที่กำลังแก้" in words(signed_in(people.alice).get(address).content)
    assert client.get(address).status_code == 404
    assert "ข้อความที่กำลังแก้" not in words(client.get("/pages/trial-policy/").content)


def test_stored_html_cannot_run(client, office, people, policy):
    Page.objects.filter(pk=policy.pk).update(
        body='<p onclick="x()">ก</p><script>alert(1)</script><a href="javascript:x()">ข</a>'
    )
    page = client.get("/pages/trial-policy/").content.decode()
    assert "alert(1)" not in page
    assert "onclick" not in page
    assert "javascript:" not in page


# ── footer ───────────────────────────────────────────────────────────────────
def test_policies_stand_in_the_footer_of_every_page_once_they_are_published(client, office, people):
    draft = PageDraft(title="นโยบายคุกกี้", created_by=people.alice)
    assert "นโยบายคุกกี้" not in words(client.get("/contact/").content)
    published(draft, people)
    published(PageDraft(title="การเข้าถึง", slug="accessibility", kind="help", created_by=people.alice), people)
    groups = {group["title"]: [link["title"] for link in group["links"]] for group in footer_nav()}
    assert groups["นโยบาย"] == ["นโยบายคุกกี้"]
    assert groups[""] == ["การเข้าถึง"]
    page = client.get("/contact/").content.decode()
    assert 'href="/pages/trial-policy/"' in page
    assert 'href="/pages/accessibility/"' in page


def test_an_empty_group_is_left_out_of_the_footer():
    assert [group["title"] for group in footer_nav()] == ["บริการ", "สำนักงาน", "ความโปร่งใส"]


def test_the_footer_costs_one_query(django_assert_num_queries, people):
    for number in range(5):
        published(PageDraft(slug=f"p{number}", created_by=people.alice), people)
    with django_assert_num_queries(1):
        footer_nav()


# ── the office ───────────────────────────────────────────────────────────────
@pytest.fixture
def chiang_rai(db) -> Office:
    office = Office(
        name="สำนักงานศึกษาธิการจังหวัดเชียงราย",
        province="เชียงราย",
        district="เมืองเชียงราย",
        address="ถนนสนามบิน อำเภอเมืองเชียงราย จังหวัดเชียงราย 57000",
        phone="0 5371 0000",
        email="office@chiangrai.example",
        map_url="https://maps.example/chiangrai",
        executive_name="นางสมมุติ ทดลอง",
        executive_title="ศึกษาธิการจังหวัดเชียงราย",
        history="ตั้งขึ้นเมื่อ พ.ศ. 2560",
        vision="การศึกษาที่ดีของทุกคน",
        legal_basis="คำสั่งที่ 19/2560",
        governor_contact="ศูนย์ดำรงธรรมจังหวัดเชียงราย",
    )
    office.save()
    return office


def test_the_office_tells_of_itself_from_its_own_data(client, chiang_rai):
    about = words(client.get("/about/").content)
    for text in (
        chiang_rai.history,
        chiang_rai.vision,
        chiang_rai.legal_basis,
        chiang_rai.executive_name,
        chiang_rai.executive_title,
        "8 กลุ่มงาน",
        "หน่วยตรวจสอบภายใน",
    ):
        assert text in about
    contact = words(client.get("/contact/").content)
    for text in (
        chiang_rai.address,
        chiang_rai.phone,
        chiang_rai.email,
        chiang_rai.governor_contact,
        "พบข้อมูลผิด",
    ):
        assert text in contact
    assert chiang_rai.map_url in client.get("/contact/").content.decode()
    assert "สุโขทัย" not in about + contact + words(client.get("/complaints/").content)


def test_empty_facts_leave_no_empty_headings(client):
    about = client.get("/about/").content.decode()
    for heading in ("ประวัติความเป็นมา", "วิสัยทัศน์", "กฎหมายจัดตั้ง", "ผู้บริหาร"):
        assert f">{heading}</h2>" not in about
    for path in ("/about/", "/contact/", "/complaints/"):
        assert client.get(path).status_code == 200


def test_work_groups_show_their_telephones(client, office):
    WorkGroup.objects.filter(slug="planning").update(phone="0 5561 1111")
    WorkGroup.objects.filter(slug="private").update(phone="0 5561 2222", is_active=False)
    contact = words(client.get("/contact/").content)
    assert "กลุ่มนโยบายและแผน 0 5561 1111" in contact
    assert "0 5561 2222" not in contact
    assert "กลุ่มส่งเสริมการศึกษาเอกชน" not in words(client.get("/about/").content)


def test_no_page_here_names_a_province():
    folders = [ROOT / "templates" / "portal", ROOT / "templates" / "complaints", ROOT / "portal" / "views"]
    files = [path for folder in folders for path in folder.rglob("*.*") if path.suffix in (".html", ".py")]
    assert files
    assert [path.name for path in files if "สุโขทัย" in path.read_text()] == []
    assert "สุโขทัย" not in Path(demonstration.__file__).read_text()


# ── how to report corruption ─────────────────────────────────────────────────
def test_the_complaints_page_names_every_way_and_takes_nothing_where_nobody_can_read(client, chiang_rai):
    page = client.get("/complaints/")
    shown = words(page.content)
    for text in (
        "1205",
        "1206",
        "1567",
        chiang_rai.governor_contact,
        chiang_rai.address,
        chiang_rai.phone,
    ):
        assert text in shown
    markup = page.content.decode()
    main = markup[markup.index("<main") : markup.index("</main>")]
    assert "<form" not in main
    assert "/complaints/new/" not in main, "no officer holds a key yet"
    assert client.get("/complaints/new/").status_code == 503
    for path in set(re.findall(r'href="(/[^"#]*)"', main)) - {"/static/icons.svg"}:
        assert client.get(path).status_code == 200, path


# ── sitemap ──────────────────────────────────────────────────────────────────
def test_the_sitemap_shows_pages_by_kind_and_where_the_rest_is(
    client, office, people, django_assert_max_num_queries
):
    for number in range(22):
        published(NewsDraft(title=f"ข่าวที่ {number}", created_by=people.alice), people)
    NewsDraft(title="ข่าวร่าง", created_by=people.alice)
    with django_assert_max_num_queries(4):
        page = client.get("/sitemap/")
    shown = words(page.content)
    assert "ข่าวที่ 21" in shown
    assert "ข่าวที่ 0" not in shown
    assert "ข่าวร่าง" not in shown
    assert "ทั้งหมด 22 รายการ" in shown
    rest = re.search(r'href="(/search/\?kind=[^"]+)"', page.content.decode())
    assert rest
    assert "พบ 22 รายการ" in words(client.get(rest[1]).content)


# ── demonstration pages: what they say is so ─────────────────────────────────
@pytest.fixture
def demonstrated(people) -> dict[str, Page]:
    demonstration.demonstrate({"editor": people.alice, "publisher": people.bob})
    return {page.slug: page for page in Page.objects.published()}


def test_the_four_policies_and_the_accessibility_statement_are_there(demonstrated, client, office):
    assert set(demonstrated) == {"website", "privacy", "cookies", "security", "accessibility"}
    for page in demonstrated.values():
        shown = words(client.get(page.get_absolute_url()).content)
        assert "ฉบับที่ 1" in shown
        assert "มีผลใช้บังคับ 1 ตุลาคม 2568" in shown


def test_links_in_the_policies_lead_somewhere(demonstrated, client, office):
    links = {link for page in demonstrated.values() for link in re.findall(r'href="([^"]+)"', page.body)}
    assert len(links) >= 4
    for link in links:
        assert client.get(link).status_code == 200, link


def test_the_cookie_policy_names_every_cookie_and_how_long_it_lasts(demonstrated):
    said = set(re.findall(r"<strong>([\w-]+)</strong>", demonstrated["cookies"].body))
    own = {COOKIE, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    own |= {flows.cookie_name(), gate.cookie_name()}
    assert said == {name.removeprefix("__Host-") for name in own}
    assert f"{settings.SESSION_COOKIE_AGE // 60} นาที" in plain_text(demonstrated["cookies"].body)


def test_no_page_sets_a_cookie_as_the_policy_says(demonstrated, client, office):
    paths = [
        "/",
        "/about/",
        "/contact/",
        "/complaints/",
        "/search/?q=ก",
        "/sitemap/",
        "/news/",
        "/authority/",
    ]
    for path in [*paths, *(page.get_absolute_url() for page in demonstrated.values())]:
        assert not client.get(path).cookies, path


# ── the admin ────────────────────────────────────────────────────────────────
def test_an_editor_makes_a_page_and_its_address_stays_once_public(people, signed_in, office):
    alice = signed_in(people.alice)
    form = {
        "title": "นโยบายข้อมูลเปิด",
        "kind": "policy",
        "slug": "open-data",
        "owner_group": str(WorkGroup.objects.get(slug="planning").pk),
        "order": "9",
        "lead": "",
        "body": "<p>ข้อความ</p>",
        "version": "1",
        "effective_on": "1/10/2568",
    }
    response = alice.post("/admin/portal/page/add/", {**form, "_submit": "1"})
    page = Page.objects.get(slug="open-data")
    assert response.status_code == 302
    assert page.effective_on.isoformat() == "2025-10-01"
    page.publish(by=people.bob)
    copy = page.revise(by=people.alice)
    alice.post(
        f"/admin/portal/page/{copy.pk}/change/",
        {**form, "slug": "elsewhere", "version": "2", "_edition": "0"},
    )
    copy.refresh_from_db()
    assert (copy.slug, copy.version) == ("open-data", "2")
    assert "ระบบเก็บฉบับเดิมไว้" in words(alice.get(f"/admin/portal/page/{copy.pk}/change/").content)
