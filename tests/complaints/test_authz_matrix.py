"""Every address of the site is asked by every role, and answers each as the table says; no address is left out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import factory
import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import models, transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints import quiet
from complaints.actions.entries import add_evidence
from complaints.actions.identities import ask_for_identity
from complaints.contents import Identity
from complaints.evidence import examine
from complaints.models import Case, ChannelRules, IdentityRequest, KeyHolder
from complaints.models.terms import HolderKind
from measures.services.actions import questions
from measures.services.actions.receiving import receive_request
from measures.services.models import CounterEntry, Rating, RequestFile, SurveyResponse
from measures.services.models.form import new_token
from portal import audit
from portal.attachments import store_made, store_upload
from portal.models import Feedback, Holiday, HomeTask, PopularSearch, User, WorkGroup
from portal.models.people import Role as RoleGroup
from portal.publishing import Publishable
from portal.roles import Role
from procurement.models import Contract, Correction, Layout, RegisterImport
from tests import catalogue, makers
from tests.complaints import stage
from tests.complaints.authz_table import CAST, TABLES, Row, row_of
from tests.complaints.stage import PASSPHRASE

pytestmark = pytest.mark.django_db

SIGN_IN = ("/accounts/login/", "/admin/login/")
SAMPLES = {
    "fy": "2566",
    "month": "2566-01",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "1",
    "number": "1",
    "path": "1",
    "str": "1",
    "slug": "1",
}
"""What stands in an address for each kind of argument, where no record of the stage does."""
MOST_MAY = frozenset({"visitor", "alice", "bob", "dana", "ivan"})
"""Between them they may open nearly every address; a second database is asked by them alone."""


@dataclass(frozen=True)
class Asked:
    """One route: its address on this stage, its row of the table, and the record that it is about."""

    name: str
    address: str
    row: Row | None
    record: models.Model | None


# ── the stage: one record of every kind ───────────────────────────────────────
@pytest.fixture
def cast(people: Any, office: Any, settings: Any) -> dict[str, User]:
    """The cast, Mallory, and somebody whose account is closed before anything is asked."""
    settings.DEMONSTRATION = True  # nobody of the cast has a second factor
    everybody: dict[str, User] = dict(vars(people))
    for name in ("mallory", "gone"):
        user = User.objects.create_user(name, first_name=name, is_staff=True, is_demonstration=True)
        user.groups.add(RoleGroup.objects.get(name=Role.INTEGRITY_OFFICER.value))
        user.work_groups.add(WorkGroup.objects.get(slug="administration"))
        everybody[name] = user
    return everybody


@pytest.fixture
def request_of_identity(cast: dict[str, User]) -> IdentityRequest:
    """A case that Ivan holds, with evidence and an identity, which he asks Judy for."""
    stage.holder(cast["ivan"])
    stage.holder(cast["gone"])
    stage.holder(cast["judy"], HolderKind.CUSTODIAN)
    case = stage.sent_report(identity=Identity(name="ผู้แจ้ง")).case
    file = dataclasses.replace(examine("บันทึก.txt", b"a note"), clean=b"a note", clean_name="สำเนา.txt")
    add_evidence(by=None, case=case, file=file, content=b"a note")
    stage.holder(cast["mallory"])
    return ask_for_identity(by=cast["ivan"], case=case, reason="ต้องสอบถามเพิ่ม")


@pytest.fixture
def records(cast: dict[str, User], request_of_identity: IdentityRequest) -> dict[str, models.Model]:
    """A record of each kind that the admin shows, by its label; publishable ones are drafts of Alice's."""
    alice = cast["alice"]
    found: dict[str, models.Model] = {}
    for maker in vars(makers).values():
        model = maker._meta.model if isinstance(maker, factory.base.FactoryMetaClass) else None
        if model is not None and issubclass(model, Publishable):
            found[model._meta.label_lower] = maker(created_by=alice)
    _send_request(found["services.requestform"])
    group = WorkGroup.objects.get(slug="administration")
    made: list[models.Model] = [
        Feedback.objects.create(path="/", is_useful=True, token="t"),
        Holiday.objects.create(day=dt.date(2026, 3, 9), name="วันหยุดพิเศษ"),
        HomeTask.objects.create(title="ติดต่อ", icon="shield", address="/contact/"),
        PopularSearch.objects.create(text="สอบ"),
        RegisterImport.objects.create(
            source=store_upload(makers.csv_file(), by=cast["grace"]),
            layout=Layout.REGISTER,
            owner_group=group,
            as_of=dt.date(2023, 10, 1),
            created_by=cast["grace"],
            confirmed_at=timezone.now(),
        ),
        Correction.objects.create(
            contract=Contract.objects.get(), year=2566, by=cast["bob"], subject="สัญญา", reason="พิมพ์ผิด"
        ),
        questions.ask(token=new_token(), subject="เปิดกี่โมง", body="วันเสาร์เปิดไหม"),
        audit.record(alice, "ทดลอง"),
        Rating.objects.create(
            service=found["services.service"],
            channel="walk_in",
            day=dt.date(2023, 1, 9),
            score=5,
            entry=CounterEntry.objects.create(
                service=found["services.service"], day=dt.date(2023, 1, 9), recorded_by=alice
            ),
        ),
        CounterEntry.objects.get(),
        SurveyResponse.objects.create(
            survey=found["services.survey"], token="t", day=dt.date(2023, 1, 9), answers={}
        ),
    ]
    ChannelRules().save()
    made.append(ChannelRules.load())
    found |= {record._meta.label_lower: record for record in made}
    for model in admin.site._registry:
        if model._meta.label_lower not in found:
            first = model._default_manager.first()
            assert first is not None, model
            found[model._meta.label_lower] = first
    return found


def _send_request(form: Any) -> None:
    """A request to the planning group, with a file."""
    request = receive_request(by=None, form=form, answers=[], contact={}).request
    stored = store_made(b"%PDF-", name="ก.pdf", kind="pdf", content_type="application/pdf")
    RequestFile.objects.create(request=request, stored=stored)


@pytest.fixture
def asked(records: dict[str, models.Model], request_of_identity: IdentityRequest) -> list[Asked]:
    """Every route of the site."""
    case = request_of_identity.case
    return [_asked(name, path, records, case, request_of_identity) for name, path, _ in catalogue.routes()]


def _asked(
    name: str, path: str, records: dict[str, models.Model], case: Case, request: IdentityRequest
) -> Asked:
    record, label = None, ""
    if found := re.match(r"/admin/(\w+)/(\w+)/", path):
        label = ".".join(found.groups())
        record = records.get(label)
    address = path.replace("<str:locator>", case.locator).replace("<slug:act>", "note")
    address = address.replace("^(?P<app_label>", "(?P<app_label>").replace("<slug:verb>", "submit")
    address = re.sub(r"\(\?P<app_label>(\w+)[^)]*\)/\$", "portal/", address)
    address = re.sub(r"\^?\(\?P<url>[^)]*\)\$?", "nowhere/", address)
    address = re.sub(r"\(\?P<\w+>[^)]*\)|\$", "1", address).replace("^", "")
    if name == "admin:view_on_site":
        news = records["portal.newsitem"]
        address = reverse(name, args=[ContentType.objects.get_for_model(news).pk, news.pk])
    if record is not None:
        address = re.sub(r"<(path:object_id|int:pk)>", str(record.pk), address)
    if "/staff/counter/" in path:
        address = address.replace("<number:pk>", str(CounterEntry.objects.get().pk))
    if "/identities/" in path:
        address = re.sub(r"<uuid:\w+>", str(request.pk), address)
    if "/holders/" in path:
        whose = "mallory" if "/hand-over/" in path else "ivan"
        address = re.sub(r"<(int|number):\w+>", str(KeyHolder.objects.get(user__username=whose).pk), address)
    if path.startswith("/services/staff/requests/"):
        file = RequestFile.objects.get()
        address = address.replace("<number:pk>", str(file.request_id))
        address = address.replace("<number:number>", str(file.pk))
    address = re.sub(r"<(\w+):\w+>", lambda kind: SAMPLES[kind[1]], address)
    group = getattr(getattr(record, "owner_group", None), "slug", "")
    is_publishable = isinstance(record, Publishable)
    row = row_of(
        name,
        model=label if record is not None else "",
        group=group if is_publishable else "",
        is_single=label in ("portal.office", "complaints.channelrules"),
    )
    return Asked(name, address, row, record)


@pytest.fixture
def _status_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages are decided on and not drawn: what they show is asked elsewhere; refusals are not told to the console."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def client_of(user: User | None) -> Client:
    """Signed in, and with an open key where the person has one."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
        if user.complaint_keys.exists():
            answer = client.post("/complaints/staff/unlock/", {"passphrase": PASSPHRASE})
            assert answer.status_code == 302, "the key opens"
    return client


def ask(client: Client, route: Asked, method: str) -> tuple[str, int]:
    """The outcome and the status; whatever was done is undone."""
    cookies = client.cookies.copy()
    cache.clear()
    quiet.forget_budgets()
    with transaction.atomic():
        answer = getattr(client, method)(route.address)
        outcome = _outcome(answer, route)
        if answer.streaming:
            answer.close()
        if outcome == "in" and route.name.endswith("_verb") and isinstance(route.record, Publishable):
            now = type(route.record)._base_manager.get(pk=route.record.pk)
            outcome = "in" if now.status != route.record.status else "refused"
        transaction.set_rollback(True)
    client.cookies = cookies
    return outcome, answer.status_code


def _outcome(answer: Any, route: Asked) -> str:
    if answer.status_code >= 500:
        return "broken"
    if answer.status_code in (301, 302) and answer["Location"].startswith(SIGN_IN):
        return "sign-in"
    return {403: "refused", 404: "hidden", 405: "method"}.get(answer.status_code, "in")


_seen: dict[str, int] = {}


def seen(visitor: Client, route: Asked) -> int:
    """The status of a public page to a visitor; asked once, as nothing of what it depends on differs between tests."""
    if route.name not in _seen:
        _seen[route.name] = ask(visitor, route, "get")[1]
    return _seen[route.name]


# ── the matrix ────────────────────────────────────────────────────────────────
def test_every_address_of_the_site_has_a_row(asked: list[Asked]) -> None:
    assert [(route.name, route.address) for route in asked if route.row is None] == []
    there = {route.name for route in asked}
    assert [name for table in TABLES for name in table if name not in there] == []
    assert len(asked) > 300


@pytest.mark.usefixtures("_status_alone")
@pytest.mark.parametrize(
    "person", [pytest.param(one, marks=[] if one in MOST_MAY else pytest.mark.pages) for one in CAST]
)
def test_every_address_answers_a_person_as_the_table_says(
    cast: dict[str, User], asked: list[Asked], person: str
) -> None:
    client, visitor = client_of(cast.get(person)), client_of(None)
    if person == "gone":
        User.objects.filter(username="gone").update(is_active=False)
    wrong = []
    for route in asked:
        for method in ("get", "post"):
            assert route.row is not None, route.name
            should = route.row.outcome(person, method)
            outcome, status = ask(client, route, method)
            if should == "shown":
                should = (
                    outcome if outcome in ("in", "hidden") and status == seen(visitor, route) else "public"
                )
            if outcome != should:
                wrong.append((route.name, route.address, method, "is", outcome, status, "should be", should))
    assert not wrong, "\n".join(" ".join(map(str, row)) for row in wrong)
