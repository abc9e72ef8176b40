"""What each role may do with each kind of record in the admin, as one table; and that the pages hold to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from portal.models import AuditEvent, NewsItem, Office, User
from tests.makers import NewsDraft, published

pytestmark = pytest.mark.django_db

V, VC, ALL, NONE = "v", "vc", "vacd", ""
CAST = ("alice", "bob", "dana", "erin", "frank", "grace", "heidi", "ivan", "judy")
CONTENT = (ALL, VC, V, V, NONE, V, V, NONE, NONE)
SETUP = (NONE, NONE, ALL, V, NONE, NONE, NONE, NONE, NONE)
READ_ONLY = (NONE, NONE, V, V, NONE, NONE, NONE, NONE, NONE)
PROCUREMENT = (V, VC, V, V, NONE, ALL, V, NONE, NONE)
MATRIX: dict[str, tuple[str, ...]] = {
    # editor, publisher, administrator, auditor, nobody, procurement, service desk, integrity, custodian
    "portal.newsitem": CONTENT,
    "portal.eitsurvey": CONTENT,
    "portal.page": CONTENT,
    "authority.duty": CONTENT,
    "authority.referral": CONTENT,
    "manuals.manual": CONTENT,
    "services.service": CONTENT,
    "services.requestform": CONTENT,
    "services.answer": (ALL, VC, V, V, NONE, V, ALL, NONE, NONE),
    "services.enquiry": (VC, NONE, NONE, V, NONE, NONE, VC, NONE, NONE),
    "risk.risk": CONTENT,
    "risk.riskresult": CONTENT,
    "participation.activity": CONTENT,
    "participation.consultation": CONTENT,
    "participation.conclusion": CONTENT,
    "participation.response": ("vcd", VC, V, V, NONE, V, V, NONE, NONE),
    "participation.contribution": (VC, V, NONE, V, NONE, NONE, VC, NONE, NONE),
    "hr.hrplan": CONTENT,
    "hr.hrreport": CONTENT,
    "hr.headcountrow": ("va", V, V, V, NONE, V, V, NONE, NONE),
    "hr.training": ("va", V, V, V, NONE, V, V, NONE, NONE),
    "ethics.ethicscode": CONTENT,
    "ethics.ethicsteam": CONTENT,
    "ethics.ethicsactivity": CONTENT,
    "ethics.ethicsassessment": CONTENT,
    "ethics.giftdeclaration": CONTENT,
    "ethics.giftcount": CONTENT,
    "measures.measure": CONTENT,
    "measures.annualreport": CONTENT,
    "measures.itaresult": CONTENT,
    "measures.oitdisclosure": CONTENT,
    "measures.oititem": (V, V, V, V, NONE, NONE, NONE, NONE, NONE),
    "procurement.contract": PROCUREMENT,
    "procurement.planitem": PROCUREMENT,
    "procurement.announcement": PROCUREMENT,
    "procurement.registerimport": (NONE, V, V, V, NONE, "va", NONE, NONE, NONE),
    "procurement.supplier": (NONE, V, V, V, NONE, V, NONE, NONE, NONE),
    "procurement.correction": (NONE, V, V, V, NONE, V, NONE, NONE, NONE),
    "services.counterentry": (V, V, V, V, NONE, NONE, V, NONE, NONE),
    "services.survey": CONTENT,
    "services.surveyresponse": (V, V, V, V, NONE, NONE, V, NONE, NONE),
    "services.monthsum": (V, V, V, V, NONE, NONE, V, NONE, NONE),
    "services.rating": (V, V, V, V, NONE, NONE, V, NONE, NONE),
    "portal.homeblock": (NONE, NONE, VC, V, NONE, NONE, NONE, NONE, NONE),
    "portal.hometask": SETUP,
    "portal.popularsearch": SETUP,
    "portal.holiday": SETUP,
    "portal.workgroup": (NONE, NONE, "vac", V, NONE, NONE, NONE, NONE, NONE),
    "portal.office": (NONE, NONE, VC, V, NONE, NONE, NONE, NONE, NONE),
    "portal.user": (NONE, NONE, "vac", V, NONE, NONE, NONE, NONE, NONE),
    "portal.role": READ_ONLY,
    "portal.auditevent": READ_ONLY,
    "portal.feedback": (V, V, VC, V, NONE, NONE, VC, NONE, NONE),
    "complaints.channelrules": (NONE, NONE, "vac", V, NONE, NONE, NONE, NONE, NONE),
}
ACTIONS = {"v": "view", "a": "add", "c": "change", "d": "delete"}


def request_of(user: User) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = User.objects.get(pk=user.pk)
    return request


@pytest.fixture
def _office(office: Office) -> None:
    """The office exists, so that nobody adds a second one."""


def test_every_page_of_the_admin_stands_in_the_table() -> None:
    assert {model._meta.label_lower for model in admin.site._registry} <= set(MATRIX)


@pytest.mark.usefixtures("_office")
def test_each_role_may_do_what_the_table_says_and_nothing_else(people: Any) -> None:
    wrong = []
    for model, model_admin in admin.site._registry.items():
        for name, allowed in zip(CAST, MATRIX.get(model._meta.label_lower, ()), strict=False):
            request = request_of(getattr(people, name))
            may = "".join(
                letter
                for letter, action in ACTIONS.items()
                if getattr(model_admin, f"has_{action}_permission")(request)
            )
            if may != allowed:
                wrong.append((model._meta.label_lower, name, "may", may, "should", allowed))
    assert wrong == []


@pytest.mark.usefixtures("_office")
def test_the_auditor_reads_everything_and_changes_nothing(people: Any, signed_in: Any) -> None:
    published(NewsDraft(created_by=people.alice), people)
    client = signed_in(people.erin)
    for model in admin.site._registry:
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{prefix}_changelist"), follow=True).status_code == 200, prefix
        assert client.post(reverse(f"{prefix}_add"), {}).status_code == 403, prefix
        record = model._default_manager.first()
        if record is not None:
            assert client.get(reverse(f"{prefix}_change", args=[record.pk])).status_code == 200, prefix
            for page in ("change", "delete"):
                response = client.post(reverse(f"{prefix}_{page}", args=[record.pk]), {"post": "yes"})
                assert response.status_code == 403, (prefix, page)


def test_the_auditor_cannot_press_a_workflow_button(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    item.submit(by=people.alice)
    for verb in ("submit", "publish", "send-back", "withdraw", "revise"):
        signed_in(people.erin).post(
            reverse("admin:portal_newsitem_verb", args=[item.pk, verb]), {"reason": "x"}
        )
    item.refresh_from_db()
    assert item.status == "in_review"


def test_the_administrator_publishes_nothing(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    item.submit(by=people.alice)
    signed_in(people.dana).post(reverse("admin:portal_newsitem_verb", args=[item.pk, "publish"]))
    item.refresh_from_db()
    assert item.status == "in_review"


def test_an_editor_changes_only_what_belongs_to_the_own_group(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice)
    address = reverse("admin:portal_newsitem_change", args=[item.pk])
    assert signed_in(people.charlie).post(address, {"title": "เปลี่ยน"}).status_code == 403
    assert NewsItem.objects.get(pk=item.pk).title == item.title


def test_whoever_has_no_role_sees_no_record(people: Any, signed_in: Any) -> None:
    client = signed_in(people.frank)
    assert "บัญชีของคุณยังไม่มีบทบาท" in client.get("/admin/").content.decode()
    assert client.get(reverse("admin:portal_newsitem_changelist")).status_code == 403
    assert client.get("/admin/review/").status_code == 403


def test_somebody_who_is_not_staff_does_not_enter(client: Any) -> None:
    visitor = User.objects.create_user("visitor")
    client.force_login(visitor)
    assert client.get("/admin/", follow=True).status_code in (200, 403)
    assert "ระบบจัดการเว็บไซต์" not in client.get("/admin/", follow=True).content.decode()


@pytest.mark.usefixtures("_office")
def test_the_roles_page_says_what_each_may_do(people: Any, signed_in: Any) -> None:
    client = signed_in(people.dana)
    listed = client.get(reverse("admin:portal_role_changelist")).content.decode()
    assert "เขียนและแก้ไขเนื้อหาของกลุ่มงานตนเอง แล้วส่งขออนุมัติ" in listed
    publisher = people.bob.groups.get()
    page = client.get(reverse("admin:portal_role_change", args=[publisher.pk])).content.decode()
    assert "<b>ข่าวและประกาศ</b> ดู แก้ไข" in page
    assert "<b>อนุมัติและเผยแพร่เนื้อหา</b> ได้" in page


def test_the_audit_log_is_taken_away_as_csv_and_that_is_noted(people: Any, signed_in: Any) -> None:
    item = NewsDraft(created_by=people.alice, title="=1+1")
    item.submit(by=people.alice)
    response = signed_in(people.erin).get(reverse("admin:portal_auditevent_csv") + "?q=ส่งขออนุมัติ")
    text = response.content.decode("utf-8-sig")
    assert text.startswith("ลำดับ,เวลา,ผู้กระทำ")
    assert "'=1+1" in text
    assert len(text.strip().splitlines()) == 2
    assert AuditEvent.objects.first().verb == "ส่งออกบันทึกการกระทำ"  # type: ignore[union-attr]
    for person in (people.alice, people.heidi):
        assert signed_in(person).get(reverse("admin:portal_auditevent_csv")).status_code == 403
