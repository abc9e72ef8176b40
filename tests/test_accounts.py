"""Sign-in, the second factor, sessions, and what an administrator does with accounts."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.models import AuditEvent, User
from portal.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "ไผ่งามริมน้ำยม-2569"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def staff() -> User:
    """A member of staff with a password, a mail address and no second factor yet."""
    user = User.objects.create_user(
        "somchai", "somchai@example.go.th", PASSWORD, first_name="สมชาย", is_staff=True
    )
    user.groups.add(Group.objects.get(name=Role.EDITOR))
    return user


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client: Client, username: str = "somchai", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": username, "password": password})


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))


# ── signing in ───────────────────────────────────────────────────────────────
def test_the_admin_asks_to_sign_in(client: Client) -> None:
    response = client.get("/admin/portal/user/", follow=True)
    assert response.redirect_chain[-1] == ("/accounts/login/?next=/admin/portal/user/", 302)


def test_nobody_can_sign_up_and_unused_addresses_are_not_mounted(client: Client) -> None:
    for name in ("account_signup", "account_email", "mfa_login_webauthn", "socialaccount_connections"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert client.get("/accounts/signup/").status_code in (302, 404)


def test_a_wrong_password_is_refused_in_thai_and_noted(client: Client, staff: User) -> None:
    response = sign_in(client, password="wrong")
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in response.content.decode()
    assert verbs() == ["เข้าสู่ระบบไม่สำเร็จ"]


def test_what_is_typed_for_an_unknown_name_is_not_kept(client: Client, staff: User) -> None:
    sign_in(client, username=PASSWORD)
    assert verbs() == []


def test_guessing_is_slowed_down(client: Client, staff: User) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")
    response = sign_in(client)
    assert "โปรดรอ 5 นาทีแล้วลองใหม่" in response.content.decode()


def test_too_many_requests_get_a_thai_answer(client: Client, staff: User) -> None:
    answers = [client.post(reverse("account_reset_password"), {"email": "a@example.go.th"}) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert "ส่งคำขอถี่เกินไป" in answers[-1].content.decode()


def test_a_wrong_form_token_gets_a_thai_answer(staff: User) -> None:
    client = Client(enforce_csrf_checks=True)
    response = sign_in(client)
    assert response.status_code == 403
    assert re.search("[ก-๙]{4}", response.content.decode())


# ── the second factor ────────────────────────────────────────────────────────
def admin_addresses() -> list[str]:
    """Every address of the admin that needs no object, and the pages of object 1."""
    names = ["admin:index", "admin:review", "admin:jsi18n"]
    addresses = [reverse(name) for name in names if name != "admin:jsi18n"]
    for model in admin.site._registry:
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses += [reverse(f"{prefix}_changelist"), reverse(f"{prefix}_add")]
        addresses += [reverse(f"{prefix}_{page}", args=[1]) for page in ("change", "history", "delete")]
    return addresses


def test_no_admin_page_opens_without_a_second_factor(client: Client, staff: User) -> None:
    staff.is_superuser = True
    staff.save()
    client.force_login(staff)
    for address in admin_addresses():
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index")), address


def test_a_draft_is_not_previewed_without_a_second_factor(client: Client, staff: User) -> None:
    client.force_login(staff)
    assert client.get("/news/1/?preview=1")["Location"] == reverse("mfa_index")


def test_a_demonstration_account_may_skip_it_only_on_a_demonstration_site(
    client: Client, staff: User, settings: Any
) -> None:
    staff.is_demonstration = True
    staff.save()
    client.force_login(staff)
    assert client.get("/admin/").status_code == 302
    settings.DEMONSTRATION = True
    response = client.get("/admin/")
    assert "บัญชีสาธิต: ข้ามการยืนยันตัวตนขั้นที่สองได้เฉพาะบนเว็บไซต์สาธิต" in response.content.decode()


@pytest.mark.django_db(transaction=True)  # mail and log follow the commit
def test_setting_up_an_app_opens_the_admin_and_leaves_recovery_codes(client: Client, staff: User) -> None:
    sign_in(client)
    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp"))
    assert page["Location"].startswith(reverse("account_reauthenticate"))
    client.post(page["Location"], {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    text = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in text
    found = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', text)
    assert found
    code = format_hotp_value(hotp_value(found[1], next(iter(yield_hotp_counters_from_time()))))
    response = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert mail.outbox[-1].subject == "ตั้งค่าแอปยืนยันตัวตนแล้ว"
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(response["Location"]).content.decode().count("<li><code>") == 10
    assert client.get("/admin/").status_code == 200
    assert "เพิ่มการยืนยันตัวตนขั้นที่สอง" in verbs()


def test_signing_in_asks_for_the_code(client: Client, staff: User) -> None:
    TOTP.activate(staff, SECRET)
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "รหัสไม่ถูกต้องหรือหมดเวลาแล้ว" in wrong.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert client.get("/admin/").status_code == 200


def test_a_recovery_code_works_once(client: Client, staff: User) -> None:
    TOTP.activate(staff, SECRET)
    code = RecoveryCodes.activate(staff).get_unused_codes()[0]
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/admin/").status_code == 200
    client.logout()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/admin/").status_code == 302


def test_recovery_codes_alone_are_no_second_factor(client: Client, staff: User) -> None:
    RecoveryCodes.activate(staff)
    client.force_login(staff)
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_a_new_password_by_mail_does_not_stand_for_the_second_factor(client: Client, staff: User) -> None:
    TOTP.activate(staff, SECRET)
    client.post(reverse("account_reset_password"), {"email": staff.email})
    assert len(mail.outbox) == 1
    assert not re.search(r"[A-Za-z]{3,}", re.sub(r"https?://\S+|somchai", "", mail.outbox[0].body))
    link = re.search(r"https?://[^/]+(\S+)", mail.outbox[0].body)
    assert link
    page = client.get(link[1], follow=True)
    assert "ตั้งรหัสผ่าน" in page.content.decode()
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD + "ใหม่", "password2": PASSWORD + "ใหม่"})
    assert client.get("/admin/").status_code == 302
    assert sign_in(client, password=PASSWORD + "ใหม่")["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client, staff: User) -> None:
    response = client.post(reverse("account_reset_password"), {"email": "nobody@example.go.th"})
    assert response["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []


# ── sessions ─────────────────────────────────────────────────────────────────
@pytest.fixture
def at_work(client: Client, staff: User) -> Client:
    TOTP.activate(staff, SECRET)
    client.force_login(staff)
    assert client.get("/admin/").status_code == 200
    return client


def test_switching_an_account_off_ends_its_next_request(at_work: Client, staff: User) -> None:
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert at_work.get("/admin/")["Location"].startswith(("/accounts/login/", "/admin/login/"))


def test_an_account_that_is_switched_off_cannot_sign_in(client: Client, staff: User) -> None:
    User.objects.filter(pk=staff.pk).update(is_active=False)
    response = client.post(reverse("account_login"), {"login": "somchai", "password": PASSWORD}, follow=True)
    assert "บัญชีนี้ปิดใช้งาน" in response.content.decode()
    assert client.get("/admin/").status_code == 302


def test_a_session_ends_after_half_an_hour_without_use(at_work: Client) -> None:
    session = at_work.session
    assert session.get_expiry_age() == 30 * 60
    with time_machine.travel(time.time() + 29 * 60):
        assert at_work.get("/admin/").status_code == 200
    with time_machine.travel(time.time() + 58 * 60):
        assert at_work.get("/admin/").status_code == 200
    with time_machine.travel(time.time() + 90 * 60):
        assert at_work.get("/admin/").status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(at_work: Client) -> None:
    begin = time.time()
    for minutes in range(20, 12 * 60, 20):
        with time_machine.travel(begin + minutes * 60):
            assert at_work.get("/admin/").status_code == 200
    with time_machine.travel(begin + 12 * 3600 + 60):
        assert at_work.get("/admin/")["Location"].startswith(("/accounts/login/", "/admin/login/"))


def test_pages_of_signed_in_staff_are_kept_by_nobody(at_work: Client) -> None:
    for address in ("/admin/", "/admin/portal/newsitem/", "/accounts/2fa/", "/accounts/password/change/"):
        assert "no-store" in at_work.get(address)["Cache-Control"], address


# ── what an administrator does ───────────────────────────────────────────────
def new_account(**changes: Any) -> dict[str, Any]:
    editor = Group.objects.get(name=Role.EDITOR)
    return {"username": "malee", "first_name": "มาลี", "groups": [editor.pk], "is_active": "on", **changes}


def test_a_new_account_gets_its_password_by_a_link_shown_once(
    signed_in: Any, people: Any, client: Client
) -> None:
    response = signed_in(people.dana).post(reverse("admin:portal_user_add"), new_account())
    malee = User.objects.get(username="malee")
    assert malee.is_staff
    assert not malee.has_usable_password()
    link = re.search(r"<code>https?://[^/]+(\S+)</code>", response.content.decode())
    assert link
    page = client.get(link[1], follow=True)
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(client, "malee").status_code == 302
    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in Client().get(link[1], follow=True).content.decode()
    assert {"สร้างบัญชี", "ออกลิงก์ตั้งรหัสผ่าน", "ตั้งรหัสผ่านใหม่ด้วยลิงก์", "เข้าสู่ระบบ"} <= set(verbs())


def test_a_new_account_with_a_mail_address_gets_all_the_way_into_the_admin(
    signed_in: Any, people: Any, client: Client
) -> None:
    """Link, password, second factor, admin; allauth keeps the address as unverified on the way."""
    form = new_account(email="malee@example.go.th")
    response = signed_in(people.dana).post(reverse("admin:portal_user_add"), form)
    link = re.search(r"<code>https?://[^/]+(\S+)</code>", response.content.decode())
    assert link
    page = client.get(link[1], follow=True)
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert "เรียน มาลี" in mail.outbox[-1].body
    assert "บัญชี malee" in mail.outbox[-1].body
    sign_in(client, "malee")
    for way in ("mfa_activate_totp", "mfa_add_webauthn"):
        page = client.get(reverse(way), follow=True)
        assert page.request["PATH_INFO"] in (reverse(way), reverse("account_reauthenticate")), way
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert client.get(reverse(way)).status_code == 200, way
    found = re.search(
        r'id="authenticator_secret">([A-Z2-7]+)<', client.get(reverse("mfa_activate_totp")).content.decode()
    )
    assert found
    code = format_hotp_value(hotp_value(found[1], next(iter(yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert client.get("/admin/").status_code == 200


def test_a_new_link_ends_the_old_one_and_the_old_password(signed_in: Any, people: Any, staff: User) -> None:
    dana = signed_in(people.dana)
    address = reverse("admin:portal_user_password_link", args=[staff.pk])
    links = [
        re.search(r"<code>https?://[^/]+(\S+)</code>", dana.post(address).content.decode()) for _ in "ab"
    ]
    assert links[0]
    assert links[1]
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in Client().get(links[0][1], follow=True).content.decode()
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" not in Client().get(links[1][1], follow=True).content.decode()
    staff.refresh_from_db()
    assert not staff.check_password(PASSWORD)


def test_every_change_of_an_account_is_in_the_audit_log(signed_in: Any, people: Any, staff: User) -> None:
    publisher = Group.objects.get(name=Role.PUBLISHER)
    address = reverse("admin:portal_user_change", args=[staff.pk])
    signed_in(people.dana).post(address, new_account(username="somchai", groups=[publisher.pk]))
    event = AuditEvent.objects.get(verb="แก้ไขบัญชี")
    assert event.actor_name == people.dana.display_name
    assert event.detail["roles"] == ["ผู้อนุมัติเผยแพร่"]


def test_an_administrator_cannot_raise_himself(signed_in: Any, people: Any) -> None:
    address = reverse("admin:portal_user_change", args=[people.dana.pk])
    roles = [Group.objects.get(name=name).pk for name in (Role.ADMINISTRATOR, Role.PUBLISHER)]
    response = signed_in(people.dana).post(address, new_account(username="dana", groups=roles))
    assert "ให้หรือถอนบทบาทของตนเองไม่ได้" in response.content.decode()
    assert not people.dana.has_perm("portal.publish_content")


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ((Role.AUDITOR, Role.EDITOR), "ผู้ตรวจสอบอ่านได้อย่างเดียว"),
        ((Role.ADMINISTRATOR, Role.INTEGRITY_OFFICER), "ผู้ดูแลระบบต้องไม่เห็นเรื่องร้องเรียน"),
    ],
)
def test_roles_that_must_stay_apart_are_refused(
    signed_in: Any, people: Any, roles: tuple[Role, ...], sentence: str
) -> None:
    chosen = [Group.objects.get(name=role).pk for role in roles]
    response = signed_in(people.dana).post(reverse("admin:portal_user_add"), new_account(groups=chosen))
    assert sentence in response.content.decode()
    assert not User.objects.filter(username="malee").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"username": "มาลี"}, "ใช้ได้เฉพาะตัวอักษรอังกฤษ"),
        ({"username": "malee@office"}, "ใช้ได้เฉพาะตัวอักษรอังกฤษ"),
        ({"first_name": " "}, "ใส่ชื่อเจ้าของบัญชี"),
        ({"groups": []}, "เลือกอย่างน้อยหนึ่งบทบาท"),
    ],
)
def test_an_account_needs_a_plain_username_a_name_and_a_role(
    signed_in: Any, people: Any, changes: dict[str, Any], sentence: str
) -> None:
    response = signed_in(people.dana).post(reverse("admin:portal_user_add"), new_account(**changes))
    assert sentence in response.content.decode()
    assert not User.objects.filter(first_name="มาลี").exists()


def test_an_address_the_account_has_no_more_cannot_ask_for_a_password(
    signed_in: Any, people: Any, client: Client, staff: User
) -> None:
    sign_in(client)
    changed = new_account(username="somchai", email="new@example.go.th")
    signed_in(people.dana).post(reverse("admin:portal_user_change", args=[staff.pk]), changed)
    mail.outbox.clear()
    for address in ("somchai@example.go.th", "new@example.go.th"):
        Client().post(reverse("account_reset_password"), {"email": address})
    assert [message.to for message in mail.outbox] == [["new@example.go.th"]]


def test_nobody_gives_superuser_or_single_permissions(signed_in: Any, people: Any) -> None:
    text = signed_in(people.dana).get(reverse("admin:portal_user_add")).content.decode()
    for field in ("is_superuser", "user_permissions", "is_staff", "password", "is_demonstration"):
        assert f'name="{field}"' not in text
    signed_in(people.dana).post(reverse("admin:portal_user_add"), new_account(is_superuser="on"))
    assert not User.objects.get(username="malee").is_superuser


def test_a_lost_second_factor_is_reset_by_another_administrator_only(
    signed_in: Any, people: Any, staff: User
) -> None:
    TOTP.activate(staff, SECRET)
    dana = signed_in(people.dana)
    dana.post(reverse("admin:portal_user_reset_factor", args=[staff.pk]))
    assert not staff.authenticator_set.exists()
    assert "ล้างการยืนยันตัวตนขั้นที่สอง" in verbs()
    TOTP.activate(people.dana, SECRET)
    assert dana.post(reverse("admin:portal_user_reset_factor", args=[people.dana.pk])).status_code == 403
    assert people.dana.authenticator_set.exists()


def test_only_administrators_reach_the_buttons(signed_in: Any, people: Any, staff: User) -> None:
    for person in (people.alice, people.bob, people.erin, people.frank):
        for name in ("password_link", "reset_factor"):
            address = reverse(f"admin:portal_user_{name}", args=[staff.pk])
            assert signed_in(person).post(address).status_code == 403
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_an_account_cannot_be_deleted(signed_in: Any, people: Any, staff: User) -> None:
    assert signed_in(people.dana).get(reverse("admin:portal_user_delete", args=[staff.pk])).status_code == 403
