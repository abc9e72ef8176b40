"""Nothing unpublished shows anywhere: hidden records of every kind are looked for in every public answer."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag

import factory
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from PIL import Image

from measures.actions import publish_report
from measures.authority.models import Duty, Referral
from measures.ethics.actions import add_picture as add_ethics_picture
from measures.ethics.models import (
    AssessmentDocument,
    CodeDocument,
    DeclarationDocument,
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsDocument,
    EthicsPicture,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
    Guideline,
    TeamDocument,
    TeamMember,
)
from measures.hr.models import (
    DisciplineCount,
    HeadcountRow,
    HrPlan,
    HrPlanDocument,
    HrProject,
    HrReport,
    HrReportDocument,
    HrRule,
    MovementCount,
    ProjectResult,
    Training,
)
from measures.manuals.models import Manual, ManualDocument, ManualEdition, ManualStep
from measures.models import (
    AcceptedSentence,
    AnnualReport,
    EvidenceDocument,
    EvidenceLink,
    Improvement,
    IndicatorScore,
    ItaResult,
    Measure,
    OitDisclosure,
    OitItem,
    OitLink,
    ReportVersion,
    Slug,
)
from measures.participation.models import (
    Activity,
    ActivityDocument,
    ActivityLink,
    ActivityPicture,
    Closure,
    Conclusion,
    Consultation,
    ConsultationDocument,
    Contribution,
    Outcome,
    Paragraph,
    ParticipantCount,
    Response,
    Tally,
)
from measures.risk.models import Progress as MeasureProgress
from measures.risk.models import ResultDocument, Risk, RiskResult, Treatment, TreatmentResult
from measures.services.models import Answer as PublicAnswer
from measures.services.models import (
    CounterEntry,
    FormField,
    MonthSum,
    Rating,
    RequestDraft,
    RequestForm,
    Requirement,
    Service,
    ServiceDocument,
    ServiceRequest,
    ServiceStep,
    Survey,
    SurveyQuestion,
    SurveyResponse,
    SurveyTally,
)
from portal.attachments import Attachment, store_upload
from portal.fiscal import FiscalYear
from portal.models import (
    EitSurvey,
    NewsDocument,
    NewsItem,
    NewsPicture,
    Office,
    Page,
    PageEdition,
    User,
)
from portal.news import add_picture
from portal.page_pictures import put_picture
from portal.pictures import clean_picture
from portal.publishing import Publishable
from portal.surveys import put_official_picture
from procurement.models import (
    Announcement,
    AnnouncementDocument,
    Bid,
    Contract,
    ContractDocument,
    Correction,
    Finding,
    PlanDocument,
    PlanItem,
    RegisterImport,
)
from tests import catalogue, makers
from tests.stage import Answer, ask, committed, stage

pytestmark = [pytest.mark.django_db, pytest.mark.pages, pytest.mark.xdist_group("leaks")]

SHOWN = "shown"
HIDDEN = ("draft", "review", "sentback", "later", "gone", "copy")
"""A draft; in review; sent back; approved for tomorrow; withdrawn; the working copy of a published record."""
STATES = (*HIDDEN, SHOWN)
UNSEEN = "zqunseenjw"
"""In files that were replaced before their record was published."""
ON_A_SHARED_PAGE = (
    Duty,
    Referral,
    OitDisclosure,
    PlanItem,
    RiskResult,
    HrPlan,
    HrReport,
    EthicsTeam,
    EthicsAssessment,
    GiftDeclaration,
    GiftCount,
)
"""Kinds whose page stands without them."""
TOLD_WHEN_WITHDRAWN = (Contract, PlanItem, Announcement)
"""Kinds whose withdrawal, with the reason, is public itself."""
STILL_TOLD = {"procurement:corrections", "procurement:ocds"}
"""Where that is told: the corrections of a year; open data, which never lets a process disappear."""
WORK = {ServiceRequest, RequestDraft, CounterEntry, Rating, MonthSum, SurveyResponse, SurveyTally}
"""What people send and staff count, about a record: never public in any state of it."""
YEARS = {state: 2561 + number for number, state in enumerate(STATES)}


def kinds() -> list[type[Publishable]]:
    """Every concrete kind of record that passes review."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def parts(kind: type[Publishable]) -> list[type[models.Model]]:
    """Every kind of row that is a part of a record of this kind; records and work about it are none."""
    related = [relation.related_model for relation in kind._meta.related_objects]
    return [
        model
        for model in related
        if model not in WORK
        and not issubclass(model, Publishable)
        and not model.__name__.startswith("Historical")
    ]


def mark(kind: type[models.Model], state: str) -> str:
    """A word that only records of this kind in this state carry."""
    return f"zq{list(apps.get_models()).index(kind)}{state}jw"


# ── making records that say their mark in every word ─────────────────────────
DRAFTS: dict[type[Publishable], Callable[[str], dict[str, Any]]] = {
    Measure: lambda state: {"year": 2568, "slug": list(Slug)[STATES.index(state)]},
    AnnualReport: lambda state: {"year": YEARS[state]},
    ItaResult: lambda state: {"year": YEARS[state]},
    OitDisclosure: lambda state: {
        "item": OitItem.objects.get(year=2566, scheme="NACC", number=STATES.index(state) + 1),
        "note": "จะเปิดเผยภายในปีนี้",
    },
    Page: lambda state: {"slug": f"page-{state}"},
    NewsItem: lambda state: {"is_pinned": True},
    EitSurvey: lambda state: {},
    Duty: lambda state: {},
    Referral: lambda state: {},
    Manual: lambda state: {},
    Risk: lambda state: {"number": 100 + STATES.index(state)},
    RiskResult: lambda state: {},
    Activity: lambda state: {},
    Consultation: lambda state: {},
    Response: lambda state: {"consultation": asked(f"a-{state}")},
    Conclusion: lambda state: {"consultation": asked(f"c-{state}")},
    HrPlan: lambda state: {"year": YEARS[state]},
    HrReport: lambda state: {
        "year": YEARS[state] - 10
    },  # a year without a plan, whose projects it would tell of
    EthicsCode: lambda state: {},
    EthicsTeam: lambda state: {"year": YEARS[state], "order_on": dt.date(2017, 10, 1)},
    EthicsActivity: lambda state: {"year": YEARS[state], "held_on": day_in(YEARS[state])},
    EthicsAssessment: lambda state: {"year": YEARS[state], "assessed_on": day_in(YEARS[state])},
    GiftDeclaration: lambda state: {"year": YEARS[state], "declared_on": day_in(YEARS[state])},
    GiftCount: lambda state: {"year": YEARS[state]},
    Contract: lambda state: {},
    PlanItem: lambda state: {},
    Announcement: lambda state: {},
    Service: lambda state: {},
    RequestForm: lambda state: {"service": public_service()},
    PublicAnswer: lambda state: {},
    Survey: lambda state: {},
}
"""What makes a record of a kind differ from the others beside it."""


def public_service() -> Service:
    """A service that the public sees, for a form of it."""
    alice, bob = User.objects.get(username="alice"), User.objects.get(username="bob")
    service = makers.ServiceDraft(created_by=alice)
    service.submit(by=alice)
    service.publish(by=bob)
    return service


def asked(title: str) -> Consultation:
    """A consultation in public, that is over."""
    cast = Cast(User.objects.get(username="alice"), User.objects.get(username="bob"))
    consultation = makers.ConsultationDraft(title=title, created_by=cast.alice)
    publish(consultation, cast)
    return Consultation.objects.get(pk=consultation.pk)


def contribution(owner: Consultation | Response, word: str, by: User) -> None:
    """What somebody said, of a consultation; an answer has one already."""
    if isinstance(owner, Consultation) and not owner.revises_id:
        makers.said(owner, by=by, text=word, name=word)


def activity_picture(owner: Activity, word: str, by: User) -> None:
    row = ActivityPicture(owner=owner, alt=word, caption=word, consent="nobody", consent_note=UNSEEN)
    put_picture(by=by, row=row, picture=clean_picture(picture())).save()


def day_in(year: int) -> dt.date:
    """New Year's Day of a fiscal year."""
    return dt.date(year - 543, 1, 1)


def draft_of(kind: type[Publishable], **values: Any) -> Publishable:
    """A draft made by the factory of its kind."""
    made = (maker for maker in vars(makers).values() if isinstance(maker, factory.base.FactoryMetaClass))
    return next(maker for maker in made if maker._meta.model is kind)(**values)


def write(row: models.Model, word: str) -> None:
    """Put the word into every text that staff can write in this row."""
    for at in row._meta.concrete_fields:
        if not at.editable or at.choices or at.is_relation:
            continue
        if isinstance(at, models.URLField) or at.name == "address":
            setattr(row, at.attname, f"https://{word}.example/{word}")
        elif isinstance(at, models.CharField | models.TextField):
            if not at.max_length or len(word) <= at.max_length:
                setattr(row, at.attname, word)
        elif at.name == "steps":
            setattr(row, at.attname, [word, f"{word} อีกข้อ"])


def picture() -> ContentFile[bytes]:
    drawn = io.BytesIO()
    Image.effect_noise((900, 600), 40).convert("RGB").save(drawn, "JPEG")
    return ContentFile(drawn.getvalue(), name="ภาพ.jpg")


def table(word: str) -> ContentFile[bytes]:
    return ContentFile(f"ปี,เรื่อง\n2566,{word}\n".encode(), name=f"{word}.csv")


def document(kind: type[Attachment], owner: Publishable, word: str, by: User) -> None:
    """A file, put in the place of one that nobody outside has seen."""
    made = kind(owner=owner, title=word, current=store_upload(table(UNSEEN), by=by, note=UNSEEN))
    made.save()
    made.replace(table(word), by=by, note=word)


def plain(kind: type[models.Model], /, **values: Any) -> Callable[[Any, str, User], None]:
    def make(owner: Any, word: str, by: User) -> None:
        parent = next(at.name for at in kind._meta.concrete_fields if at.related_model is type(owner))
        row = kind(**{parent: owner}, **values)
        if kind is Improvement:
            row.owner_group = owner.owner_group
        write(row, word)
        row.save()

    return make


def finding(owner: Contract, word: str, by: User) -> None:
    """What staff see as odd in an imported row, and the file it came from."""
    batch = RegisterImport(
        source=store_upload(table(word), by=by, note=word), layout="egp_csv", owner_group=owner.owner_group
    )
    batch.created_by = by
    batch.save()
    Finding.objects.create(batch=batch, contract=owner, code="odd", row=1, what=word)
    owner.source, owner.source_place, owner.source_words = batch, word, {"stated_progress": word}
    owner.save()


def treatment_result(owner: RiskResult, word: str, by: User) -> None:
    """What was done under the measure of the risk."""
    owner.rows.all().delete()
    row = TreatmentResult(result=owner, treatment=owner.risk.treatments.get(), progress=MeasureProgress.DONE)
    write(row, word)
    row.save()


def hr_project(owner: HrPlan, word: str) -> None:
    day = FiscalYear(owner.year).starts_on
    row = HrProject(plan=owner, starts_on=day, ends_on=day, owner_group=owner.owner_group)
    write(row, word)
    row.save()


def hr_case(owner: HrReport) -> None:
    owner.no_discipline = False
    owner.save()
    owner.discipline.create(kind="reprimand", cases=1)


def hr_training(owner: HrReport, word: str) -> None:
    day = FiscalYear(owner.year).starts_on
    row = Training(report=owner, starts_on=day, ends_on=day, people=1, hours=3)
    write(row, word)
    row.save()


PARTS: dict[type[models.Model], Callable[[Any, str, User], None]] = {
    NewsPicture: lambda owner, word, by: add_picture(
        by=by, item=owner, file=picture(), alt=word, caption=word
    ),
    NewsDocument: lambda owner, word, by: document(NewsDocument, owner, word, by),
    EvidenceDocument: lambda owner, word, by: document(EvidenceDocument, owner, word, by),
    EvidenceLink: plain(EvidenceLink),
    AcceptedSentence: plain(
        AcceptedSentence,
        key="a",
        offered="นับแล้ว",
        source="ทะเบียน",
        address="/",
        counted_on=dt.date(2025, 9, 30),
    ),
    ManualStep: plain(ManualStep, amount=1),
    ManualDocument: lambda owner, word, by: document(ManualDocument, owner, word, by),
    HrProject: lambda owner, word, by: hr_project(owner, word),
    HrRule: plain(HrRule, topic="recruiting"),
    HeadcountRow: plain(HeadcountRow, personnel="temporary", authorised=2, filled=1, men=1, women=0),
    Training: lambda owner, word, by: hr_training(owner, word),
    MovementCount: plain(MovementCount, kind="moved_in", people=1),
    DisciplineCount: lambda owner, word, by: hr_case(owner),
    ProjectResult: plain(ProjectResult, project_key="key", outcome="done"),
    Guideline: plain(Guideline, kind="do"),
    CodeDocument: lambda owner, word, by: document(CodeDocument, owner, word, by),
    TeamMember: plain(TeamMember),
    TeamDocument: lambda owner, word, by: document(TeamDocument, owner, word, by),
    EthicsPicture: lambda owner, word, by: add_ethics_picture(
        by=by, activity=owner, file=picture(), alt=word, caption=word, consent="told", consent_note=word
    ),
    EthicsDocument: lambda owner, word, by: document(EthicsDocument, owner, word, by),
    AssessmentDocument: lambda owner, word, by: document(AssessmentDocument, owner, word, by),
    DeclarationDocument: lambda owner, word, by: document(DeclarationDocument, owner, word, by),
    OitLink: plain(OitLink),
    Treatment: plain(Treatment, starts_on=dt.date(2022, 10, 1), ends_on=dt.date(2023, 9, 30)),
    TreatmentResult: treatment_result,
    ResultDocument: lambda owner, word, by: document(ResultDocument, owner, word, by),
    IndicatorScore: plain(IndicatorScore, number=1, instrument="iit", score=90),
    Improvement: plain(Improvement, due_on=dt.date(2030, 1, 1)),
    ParticipantCount: lambda owner, word, by: None,  # a number, without words
    HrPlanDocument: lambda owner, word, by: document(HrPlanDocument, owner, word, by),
    HrReportDocument: lambda owner, word, by: document(HrReportDocument, owner, word, by),
    ActivityLink: plain(ActivityLink),
    ActivityPicture: activity_picture,
    ActivityDocument: lambda owner, word, by: document(ActivityDocument, owner, word, by),
    Paragraph: plain(Paragraph),
    ConsultationDocument: lambda owner, word, by: document(ConsultationDocument, owner, word, by),
    Contribution: contribution,
    Outcome: plain(Outcome, decision="done"),
    Bid: plain(Bid, price=100),
    Finding: finding,
    ContractDocument: lambda owner, word, by: document(ContractDocument, owner, word, by),
    PlanDocument: lambda owner, word, by: document(PlanDocument, owner, word, by),
    AnnouncementDocument: lambda owner, word, by: document(AnnouncementDocument, owner, word, by),
    ServiceStep: plain(ServiceStep, duration=1),
    Requirement: plain(Requirement, copies=1),
    ServiceDocument: lambda owner, word, by: document(ServiceDocument, owner, word, by),
    FormField: plain(FormField),
    SurveyQuestion: plain(SurveyQuestion),
}
"""How to give a record each kind of part."""
MADE_BY_PUBLISHING = {
    ReportVersion,
    PageEdition,
    Correction,
    ManualEdition,
    Closure,
    Tally,
}


@dataclass
class World:
    """The records by kind and state, and what an anonymous visitor got from every address."""

    own: dict[tuple[type[Publishable], str], list[str]] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


@dataclass
class Cast:
    alice: User
    bob: User


def make(kind: type[Publishable], state: str, cast: Cast) -> Publishable:
    """A record of this kind in this state, every text of which carries the state's mark."""
    word = mark(kind, state)
    record = draft_of(kind, created_by=cast.alice, **DRAFTS[kind](state))
    if state == "copy":
        publish(record, cast)
        record = record.revise(by=cast.alice)
    write(record, word)
    if isinstance(record, EitSurvey):
        put_official_picture(by=cast.alice, survey=record, picture=clean_picture(picture()))
    record.save()
    for part in parts(kind):
        if part not in MADE_BY_PUBLISHING:
            PARTS[part](record, word, cast.alice)
    return move(record, state, cast)


def publish(record: Publishable, cast: Cast) -> None:
    record.submit(by=cast.alice)
    if isinstance(record, AnnualReport):
        publish_report(by=cast.bob, report=record)
    else:
        record.publish(by=cast.bob)


def move(record: Publishable, state: str, cast: Cast) -> Publishable:
    if state in ("review", "sentback", "later"):
        record.submit(by=cast.alice)
    if state == "sentback":
        record.send_back(by=cast.bob, reason=mark(type(record), state))
    if state == "later":
        record.publish(by=cast.bob, at=timezone.now() + dt.timedelta(days=1))
    if state in ("gone", SHOWN):
        publish(record, cast)
    if state == "gone":
        record.withdraw(by=cast.bob, reason=mark(type(record), state))
    return record


def own_addresses(record: Publishable) -> list[str]:
    """Addresses that belong to this record alone."""
    found = []
    if not isinstance(record, ON_A_SHARED_PAGE):
        found.append(urldefrag(record.get_absolute_url()).url)
    if record.revises_id:
        found.clear()  # its address is that of the record it revises, which stays public
    if isinstance(record, NewsItem):
        found.append(reverse("portal:news_item", args=[record.pk]))
    if isinstance(record, EitSurvey):
        found += [
            reverse(f"portal:{name}", args=[record.pk]) for name in ("eit", "eit_qr", "eit_official_qr")
        ]
    for part in parts(type(record)):
        for row in part._base_manager.filter(**{_parent(part, record): record}):
            if isinstance(row, Attachment):
                found += [row.get_absolute_url(), f"{row.get_absolute_url()}1/"]
            if isinstance(row, NewsPicture | ActivityPicture | EthicsPicture):
                found += [row.address("small"), row.address("large")]
            if isinstance(row, ManualEdition):
                found += [row.get_absolute_url(), *(file.get_absolute_url() for file in row.files.all())]
            if isinstance(row, ReportVersion):
                made = [record.year, row.number]
                found += [
                    reverse(f"measures:report_version{ending}", args=made) for ending in ("", "_pdf", "_xlsx")
                ]
    return found


def _parent(part: type[models.Model], record: Publishable) -> str:
    return next(
        at.name
        for at in part._meta.concrete_fields
        if at.related_model is type(record) and at.name != "copied_from"
    )


def fill(world: World) -> None:
    cast = Cast(*(User.objects.create(username=name, is_staff=True) for name in ("alice", "bob")))
    Office.objects.create(name="สำนักงานศึกษาธิการจังหวัด", province="ตัวอย่าง", email="a@example.go.th")
    for year, slugs in {
        **{year: list(Slug) for year in YEARS.values()},
        2568: list(Slug)[len(STATES) :],
    }.items():
        for slug in slugs:
            publish(makers.MeasureDraft(year=year, slug=slug, created_by=cast.alice), cast)
    for kind in kinds():
        for state in STATES:
            record = make(kind, state, cast)
            world.own[kind, state] = own_addresses(record)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> World:
    """One record of every kind in every state, side by side; every public address asked once."""
    world = World()
    with stage(django_db_blocker, tmp_path_factory.mktemp("media")):
        with committed():
            fill(world)
        visitor = Client(raise_request_exception=False)
        searches = [
            reverse("portal:search", query={"q": mark(kind, state).removesuffix("jw")})
            for kind in kinds()
            for state in STATES
        ]
        own = [address for found in world.own.values() for address in found]
        older = [f"{at}{number}/" for at in catalogue.addresses("portal:document") for number in (1, 2, 3)]
        for address in dict.fromkeys([*catalogue.addresses(), *searches, *own, *older]):
            answer = ask(visitor, address)
            world.answers[address] = answer
            world.words[address] = answer.words.casefold()
    return world


CASES = [(kind, state) for kind in kinds() for state in HIDDEN]
NAMES = [f"{kind.__name__}-{state}" for kind, state in CASES]


# ── the tests ────────────────────────────────────────────────────────────────
def test_every_kind_of_record_and_part_is_tried():
    assert set(DRAFTS) == set(kinds())
    assert {part for kind in kinds() for part in parts(kind)} == set(PARTS) | MADE_BY_PUBLISHING
    assert {part for part in PARTS if issubclass(part, Attachment)} == set(catalogue.ATTACHMENTS)


@pytest.mark.parametrize(("kind", "state"), CASES, ids=NAMES)
def test_what_is_hidden_shows_nowhere(world: World, kind: type[Publishable], state: str):
    word = mark(kind, state).casefold()
    told = STILL_TOLD if state == "gone" and issubclass(kind, TOLD_WHEN_WITHDRAWN) else set()
    found = [address for address, words in world.words.items() if word in words]
    assert [address for address in found if resolve(address.partition("?")[0]).view_name not in told] == []


@pytest.mark.parametrize(("kind", "state"), CASES, ids=NAMES)
def test_what_is_hidden_has_no_address_that_answers(world: World, kind: type[Publishable], state: str):
    answers = {address: world.answers[address].status for address in world.own[kind, state]}
    assert set(answers.values()) <= {404}, answers


def test_a_file_that_was_replaced_before_the_public_saw_it_shows_nowhere(world: World):
    assert [address for address, words in world.words.items() if UNSEEN in words] == []


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_what_is_published_is_found_by_the_same_eyes(world: World, kind: type[Publishable]):
    """Without this the tests above could pass for want of looking."""
    word = mark(kind, SHOWN)
    found = {address for address, words in world.words.items() if word in words}
    assert {address for address in found if address.startswith("/search/")}, "the search finds it"
    assert found - set(world.own[kind, SHOWN]), "somewhere beside its own address"
    answers = {address: world.answers[address].status for address in world.own[kind, SHOWN]}
    assert set(answers.values()) <= {200}, answers


def test_the_old_text_stays_while_a_working_copy_waits(world: World):
    hr = reverse("measures:measure", args=[2568, list(Slug)[STATES.index("copy")].value])
    assert "จัดทำและเผยแพร่รายงานแล้ว" in world.words[hr]


def test_every_answer_was_a_page_or_a_clean_refusal(world: World):
    assert {at: one.status for at, one in world.answers.items() if one.status not in (200, 302, 404)} == {}
