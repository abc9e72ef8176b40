"""The pages of keys, holders, custodians and the keeping of cases, as each person of the office sees them."""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from complaints.actions import identities
from complaints.contents import Identity
from complaints.models import Case, ChannelRules, Grant, IdentityRequest, KeyHolder
from complaints.models.terms import HolderKind, Outcome, Part, Progress, RetentionClass
from portal.models import AuditEvent, User
from portal.roles import Role
from tests.complaints import stage

pytestmark = pytest.mark.django_db

STAFF = "/complaints/staff/"
KEY, LOST, CHANGE, HOLDERS, IDENTITIES, DELETIONS = (
    f"{STAFF}{name}/" for name in ("key", "key/lost", "key/passphrase", "holders", "identities", "deletions")
)
FRESH = "ศาลาริมน้ำมีปลาเจ็ดตัว 42"
MAKE = {"passphrase": FRESH, "again": FRESH, "understood": "on"}
REASON = "ต้องสอบถามวันเกิดเหตุ"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def opened(signed_in: Any, user: User) -> Client:
    """A client whose key is open."""
    client: Client = signed_in(user)
    assert client.post(f"{STAFF}unlock/", {"passphrase": stage.PASSPHRASE}).status_code == 302
    return client


@pytest.fixture
def olga() -> User:
    """A second officer with a key."""
    user = stage.officer("olga")
    stage.holder(user)
    return user


@pytest.fixture
def case(people: Any, olga: User) -> Case:
    """A report with an identity; Ivan and Olga handle it, Judy keeps who it was."""
    stage.holder(people.ivan)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    stage.escrow()
    return stage.sent_report(identity=Identity(name="สมชาย ใจกล้า")).case


# ── who comes in ──────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        (KEY, "ivan judy"),
        (LOST, "ivan judy"),
        (CHANGE, "ivan judy"),
        (HOLDERS, "dana erin ivan judy"),
        (IDENTITIES, "judy"),
        (DELETIONS, "ivan judy"),
    ],
)
def test_each_page_is_for_whom_it_is(
    people: Any, signed_in: Any, case: Case, address: str, allowed: str
) -> None:
    assert Client().get(address).status_code == 302
    cast = {name: getattr(people, name) for name in people.__dataclass_fields__}
    for name, user in cast.items():
        response = signed_in(user).get(address)
        expected = (200, 302) if name in allowed.split() else (403,)
        assert response.status_code in expected, name
        if response.status_code == 200:
            assert "no-store" in response["Cache-Control"]
            assert case.locator not in text(response)


# ── one's own key ─────────────────────────────────────────────────────────────
def test_an_officer_makes_a_key_and_sees_its_fingerprint(people: Any, signed_in: Any) -> None:
    client = signed_in(people.ivan)
    assert "ไม่มีผู้ใดกู้คืน" in text(client.get(KEY))
    for wrong, message in (
        (MAKE | {"again": FRESH + "x"}, "สองครั้งไม่ตรงกัน"),
        (MAKE | {"passphrase": "สั้น", "again": "สั้น"}, "ต้องยาว 15"),
        ({**MAKE, "understood": ""}, "ยืนยันว่าเข้าใจก่อน"),
    ):
        response = client.post(KEY, wrong)
        assert response.status_code == 400
        assert message in text(response)
        assert FRESH not in text(response), "a passphrase is never sent back"
    assert not KeyHolder.objects.exists()
    assert client.post(KEY, MAKE).status_code == 302
    holder = KeyHolder.objects.get(user=people.ivan)
    assert holder.fingerprint in text(client.get(KEY))
    client.post(KEY, MAKE)
    assert KeyHolder.objects.count() == 1
    assert stage.keyring(holder, FRESH).user == people.ivan


def test_changing_the_passphrase_asks_for_the_old_one_and_locks(
    people: Any, signed_in: Any, case: Case
) -> None:
    assert signed_in(people.ivan).get(CHANGE).url.startswith(f"{STAFF}unlock/")
    client = opened(signed_in, people.ivan)
    wrong = client.post(CHANGE, MAKE | {"old": "ไม่ใช่วลีเดิมแน่นอน 1"})
    assert wrong.status_code == 400
    assert "วลีรหัสผ่านเดิมไม่ถูกต้อง" in text(wrong)
    assert client.post(CHANGE, MAKE | {"old": stage.PASSPHRASE}).status_code == 302
    assert client.get(CHANGE).status_code == 302, "locked"
    assert client.post(f"{STAFF}unlock/", {"passphrase": stage.PASSPHRASE}).status_code == 400
    assert client.post(f"{STAFF}unlock/", {"passphrase": FRESH}).status_code == 302


def test_a_lost_passphrase_gives_a_new_key_that_opens_nothing_yet(
    people: Any, signed_in: Any, case: Case
) -> None:
    client = opened(signed_in, people.ivan)
    address = f"{STAFF}cases/{case.locator}/"
    assert client.get(address).status_code == 200
    assert client.post(LOST, MAKE).status_code == 400, "it must be said that it is lost"
    assert client.post(LOST, MAKE | {"lost": "on"}).status_code == 302
    assert KeyHolder.objects.filter(user=people.ivan, retired_at=None).count() == 1
    assert client.get(address).status_code == 404


# ── comparing ─────────────────────────────────────────────────────────────────
def test_a_key_made_in_an_account_of_the_administrators_reads_no_report(
    people: Any, signed_in: Any, case: Case
) -> None:
    puppet = stage.officer("puppet")
    client = signed_in(puppet)
    made = text(client.post(KEY, MAKE, follow=True))
    assert "รอเทียบลายนิ้วมือ" in made
    assert "กุญแจของท่านรอการยืนยัน" in made
    assert client.post(f"{STAFF}unlock/", {"passphrase": FRESH}).status_code == 302
    later = stage.sent_report().case
    for one in (case, later):
        assert client.get(f"{STAFF}cases/{one.locator}/").status_code == 404
    theirs = KeyHolder.objects.get(user=puppet)
    address = f"{HOLDERS}{theirs.pk}/confirm/"
    assert client.post(address, {"compared": "on"}).status_code == 404, "not by oneself"
    for user in (people.dana, people.erin):
        assert signed_in(user).post(address, {"compared": "on"}).status_code == 403
    locked = signed_in(people.ivan).post(address, {"compared": "on"})
    assert locked.url.startswith(f"{STAFF}unlock/"), "a reset password is not enough"
    theirs.refresh_from_db()
    assert theirs.is_waiting
    assert "รอเทียบลายนิ้วมือ" in text(signed_in(people.ivan).get(STAFF))


def test_a_holder_compares_the_fingerprint_and_confirms(people: Any, signed_in: Any, case: Case) -> None:
    pim = stage.officer("pim")
    theirs = stage.holder(pim, is_confirmed=False)
    address = f"{HOLDERS}{theirs.pk}/confirm/"
    for user in (people.ivan, people.judy):
        page = text(opened(signed_in, user).get(HOLDERS))
        assert address in page
        assert "กุญแจที่รอการยืนยัน" in page
    assert address not in text(signed_in(people.dana).get(HOLDERS))
    client = opened(signed_in, people.ivan)
    assert theirs.fingerprint in text(client.get(address))
    assert f"{HOLDERS}{theirs.pk}/hand-over/" not in text(client.get(HOLDERS))
    assert client.get(f"{HOLDERS}{theirs.pk}/hand-over/").status_code == 404
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"compared": "on"}).status_code == 302
    assert client.get(address).status_code == 404
    theirs.refresh_from_db()
    assert theirs.confirmed_by == people.ivan
    assert "รอการยืนยัน" not in text(client.get(HOLDERS))
    assert "รอเทียบลายนิ้วมือ" not in text(signed_in(pim).get(KEY))


# ── holders ───────────────────────────────────────────────────────────────────
def test_all_see_the_fingerprints_and_what_is_missing(people: Any, signed_in: Any, case: Case) -> None:
    page = text(signed_in(people.erin).get(HOLDERS))
    for holder in KeyHolder.objects.all():
        assert holder.fingerprint in page
    assert "พร้อมใช้งาน" in page
    assert "hand-over" not in page
    assert "retire" not in page
    KeyHolder.objects.filter(kind=HolderKind.ESCROW).update(retired_at=timezone.now())
    page = text(signed_in(people.dana).get(HOLDERS))
    assert "ยังไม่มีกุญแจสำรอง" in page
    assert "พร้อมใช้งาน" not in page


def test_what_is_only_good_to_know_leaves_the_channel_ready(people: Any, signed_in: Any, case: Case) -> None:
    stage.officer("pim")
    page = text(signed_in(people.dana).get(HOLDERS))
    assert "ยังไม่ได้สร้างกุญแจ: pim" in page
    assert "พร้อมใช้งาน" in page


def test_an_officer_hands_cases_over_by_hand_of_the_compared_fingerprints(
    people: Any, signed_in: Any, case: Case
) -> None:
    pim = stage.officer("pim")
    theirs = stage.holder(pim)
    named = stage.sent_report(excluded=[pim.pk]).case
    Grant.objects.filter(holder=theirs).delete()
    address = f"{HOLDERS}{theirs.pk}/hand-over/"
    assert signed_in(people.ivan).get(address).url.startswith(f"{STAFF}unlock/")
    client = opened(signed_in, people.ivan)
    page = text(client.get(address))
    assert theirs.fingerprint in page
    assert KeyHolder.objects.get(user=people.ivan).fingerprint in page
    assert case.locator in page
    assert named.locator not in page
    assert "อีก 1" in page.replace("\u00a0", " ")
    for wrong in ({"cases": case.locator}, {"compared": "on"}, {"cases": named.locator, "compared": "on"}):
        assert client.post(address, wrong).status_code == 400
    assert not theirs.grants.exists()
    assert client.post(address, {"cases": case.locator, "compared": "on"}).status_code == 302
    assert opened(signed_in, pim).get(f"{STAFF}cases/{case.locator}/").status_code == 200
    assert not Grant.objects.filter(holder=theirs, key__case=named).exists()
    assert "ไม่มีเรื่องที่จะส่งมอบ" in text(client.get(address))


def test_nobody_hands_over_to_oneself_a_custodian_or_a_retired_key(
    people: Any, signed_in: Any, case: Case
) -> None:
    client = opened(signed_in, people.ivan)
    for holder in KeyHolder.objects.exclude(user=User.objects.get(username="olga")):
        assert client.get(f"{HOLDERS}{holder.pk}/hand-over/").status_code == 404
    assert client.get(f"{HOLDERS}999999/hand-over/").status_code == 404


def test_a_key_is_ended_by_its_owner_or_when_its_owner_left(people: Any, signed_in: Any, case: Case) -> None:
    olga = User.objects.get(username="olga")
    theirs = KeyHolder.objects.get(user=olga)
    address = f"{HOLDERS}{theirs.pk}/retire/"
    for user in (people.ivan, people.dana, people.erin):
        assert signed_in(user).post(address, {"sure": "on"}).status_code == 403
    olga.is_active = False
    olga.save()
    client = signed_in(people.dana)
    assert client.post(address, {}).status_code == 400
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert client.post(address, {"sure": "on"}).status_code == 404
    own = KeyHolder.objects.get(user=people.ivan)
    refused = signed_in(people.ivan).post(f"{HOLDERS}{own.pk}/retire/", {"sure": "on"})
    assert refused.status_code == 400
    assert "ไม่มีเจ้าหน้าที่คนอื่นเปิดอ่านได้" in text(refused)


# ── custodian ─────────────────────────────────────────────────────────────────
def test_a_custodian_reads_the_reason_decides_and_takes_back(people: Any, signed_in: Any, case: Case) -> None:
    asked = identities.ask_for_identity(by=people.ivan, case=case, reason=REASON)
    assert signed_in(people.judy).get(IDENTITIES).url.startswith(f"{STAFF}unlock/")
    client = opened(signed_in, people.judy)
    page = text(client.get(IDENTITIES))
    assert REASON in page
    assert "สมชาย" not in page
    address = f"{IDENTITIES}{asked.pk}/"
    assert client.post(address, {"decision": "approve"}).status_code == 400
    assert client.post(f"{address}withdraw/").status_code == 404, "nothing was approved yet"
    assert client.post(address, {"decision": "approve", "answer": "เห็นชอบ"}).status_code == 302
    assert client.get(address).status_code == 302, "decided already"
    who = f"{STAFF}cases/{case.locator}/identity/"
    officer = opened(signed_in, people.ivan)
    assert "สมชาย" in text(officer.post(who))
    assert client.get(f"{address}withdraw/").status_code == 405
    assert client.post(f"{address}withdraw/").status_code == 302
    assert "สมชาย" not in text(officer.post(who))
    assert "เปิดตัวตนไม่ได้แล้ว" in text(client.get(IDENTITIES))
    log = str(list(AuditEvent.objects.values_list("verb", "object_name", "detail")))
    assert REASON not in log
    assert "เห็นชอบ" not in log


def test_what_a_custodian_typed_stays_when_the_key_was_locked_meanwhile(
    people: Any, signed_in: Any, case: Case
) -> None:
    asked = identities.ask_for_identity(by=people.ivan, case=case, reason=REASON)
    client = opened(signed_in, people.judy)
    client.post(f"{STAFF}lock/")
    response = client.post(f"{IDENTITIES}{asked.pk}/", {"decision": "refuse", "answer": "ถามทางข้อความได้"})
    assert response.status_code == 400
    assert "ถามทางข้อความได้" in text(response)
    assert REASON not in text(response)
    assert IdentityRequest.objects.get().is_approved is None


def test_a_custodian_sees_no_request_of_a_case_they_do_not_keep(
    people: Any, signed_in: Any, olga: User
) -> None:
    stage.holder(people.ivan)
    stage.holder(people.judy, HolderKind.CUSTODIAN)
    stage.holder(stage.officer("มานพ", role=Role.IDENTITY_CUSTODIAN), HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=Identity(name="ก"), excluded=[people.judy.pk]).case
    asked = identities.ask_for_identity(by=people.ivan, case=case, reason=REASON)
    client = opened(signed_in, people.judy)
    assert case.locator not in text(client.get(IDENTITIES))
    answer = {"decision": "approve", "answer": "x"}
    assert client.post(f"{IDENTITIES}{asked.pk}/", answer).status_code == 404
    assert not Grant.objects.filter(key__part=Part.IDENTITY, holder__user=people.ivan).exists()


# ── the keeping of cases ──────────────────────────────────────────────────────
def test_the_page_shows_what_goes_when_and_a_hold_keeps_it(people: Any, signed_in: Any, case: Case) -> None:
    today = timezone.localdate()
    Case.objects.filter(pk=case.pk).update(
        progress=Progress.CLOSED,
        outcome=Outcome.OUT_OF_SCOPE,
        closed_on=today - dt.timedelta(days=360),
        retention_class=RetentionClass.SHORT,
        keep_until=today + dt.timedelta(days=5),
        warned_on=today - dt.timedelta(days=25),
    )
    client = signed_in(people.ivan)
    page = text(client.get(DELETIONS)).replace("\u00a0", " ")
    assert case.locator in page
    assert "จะถูกลบถาวร 1 เรื่อง" in page
    address = f"{DELETIONS}{case.locator}/hold/"
    assert case.locator in text(signed_in(people.judy).get(DELETIONS))
    assert signed_in(people.judy).post(address, {"reason": "x"}).status_code == 403
    pim = stage.officer("pim")
    stage.holder(pim)
    assert case.locator not in text(signed_in(pim).get(DELETIONS))
    assert signed_in(pim).post(address, {"reason": "x"}).status_code == 404
    assert client.post(address, {"reason": " "}).status_code == 400
    assert client.post(address, {"reason": "ศาลขอเอกสาร"}).status_code == 302
    page = text(client.get(DELETIONS)).replace("\u00a0", " ")
    assert "ระงับการลบ" in page
    assert "จะถูกลบถาวร" not in page
    case.refresh_from_db()
    assert case.is_held
    assert client.post(address, {"reason": "คดีถึงที่สุด"}).status_code == 302
    case.refresh_from_db()
    assert (case.is_held, case.warned_on) == (False, None)


def test_the_pages_cost_no_more_for_more_cases(
    people: Any, signed_in: Any, case: Case, django_assert_max_num_queries: Any
) -> None:
    def close_all() -> None:
        today = timezone.localdate()
        Case.objects.update(
            progress=Progress.CLOSED,
            closed_on=today,
            keep_until=today,
            outcome="insufficient",
            result="insufficient",
        )

    client = signed_in(people.ivan)
    close_all()
    client.get(DELETIONS)
    with django_assert_max_num_queries(30) as few:
        client.get(DELETIONS)
    for _ in range(8):
        stage.sent_report()
    close_all()
    with django_assert_max_num_queries(len(few)):
        client.get(DELETIONS)


# ── the periods in the admin ──────────────────────────────────────────────────
def test_the_administrator_sets_the_periods_and_finds_the_keys(people: Any, signed_in: Any) -> None:
    address = "/admin/complaints/channelrules/"
    client = signed_in(people.dana)
    assert client.get(address).url == f"{address}add/"
    periods = {
        "acknowledge_days": 5,
        "answer_days": 20,
        "short_days": 400,
        "normal_days": 800,
        "long_days": 3000,
    }
    assert client.post(f"{address}add/", periods | {"warn_days": 0}).status_code == 200, (
        "a warning of no days"
    )
    assert client.post(f"{address}add/", periods | {"warn_days": 45}).status_code == 302
    rules = ChannelRules.load()
    assert (rules.pk, rules.answer_days, rules.warn_days) == (1, 20, 45)
    assert client.get(address).url == f"{address}1/change/"
    assert HOLDERS in text(client.get(f"{address}1/change/"))
    assert client.post(f"{address}1/delete/", {"post": "yes"}).status_code == 403
    for user in (people.ivan, people.judy, people.alice):
        assert signed_in(user).get(f"{address}1/change/").status_code == 403
