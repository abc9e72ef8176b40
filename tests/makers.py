"""Makes records for tests: a draft of any publishable kind, and takes it to the public."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from measures.authority.models import Duty, Referral
from measures.ethics.models import (
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
)
from measures.hr.models import HrPlan, HrReport
from measures.manuals.models import Manual
from measures.models import AnnualReport, EvidenceDocument, ItaResult, Measure, OitDisclosure, OitItem, Slug
from measures.participation.actions.receiving import code_of, hash_of
from measures.participation.models import (
    Activity,
    Conclusion,
    Consultation,
    Contribution,
    Response,
    State,
    Tally,
    new_token,
)
from measures.risk.models import Half, Progress, Risk, RiskResult
from measures.services.models import (
    Answer,
    FormField,
    RequestForm,
    Service,
    ServiceStep,
    Survey,
    SurveyQuestion,
)
from portal import codes
from portal.fiscal import FiscalYear
from portal.models import EitSurvey, NewsDocument, NewsItem, Page, User, WorkGroup
from portal.publishing import Publishable
from procurement.models import Announcement, Contract, PlanItem


class _Draft(factory.django.DjangoModelFactory):
    """A draft of the planning group; `created_by` is asked for."""

    class Meta:
        abstract = True

    owner_group = factory.LazyFunction(lambda: WorkGroup.objects.get(slug="planning"))


class MeasureDraft(_Draft):
    class Meta:
        model = Measure

    year = 2566
    slug = Slug.HR
    title = "การเผยแพร่รายงานผลการบริหารทรัพยากรบุคคล"
    steps = ("จัดทำรายงาน", "เผยแพร่บนเว็บไซต์")
    summary = "จัดทำและเผยแพร่รายงานแล้ว"
    outcome = "บุคลากรทราบผลการบริหารทรัพยากรบุคคล"

    @factory.lazy_attribute
    def authors(self) -> list[int]:
        return []

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs["steps"] = list(kwargs["steps"])
        return super()._create(model_class, *args, **kwargs)


class NewsDraft(_Draft):
    class Meta:
        model = NewsItem

    title = "เปิดอบรมครูผู้สอนลูกเสือ"
    summary = "รับสมัครถึงสิ้นเดือน"
    body = "<p>รายละเอียดการอบรม</p>"


class PageDraft(_Draft):
    class Meta:
        model = Page

    kind = "policy"
    slug = "trial-policy"
    title = "นโยบายทดสอบ"
    body = "<p>ข้อความของนโยบาย</p>"


class SurveyDraft(_Draft):
    class Meta:
        model = EitSurvey

    year = 2566
    whose = "office"
    address = "https://itas.nacc.go.th/go/eit/abc123"
    opens_on = "2020-01-01"
    closes_on = "2099-12-31"


class DutyDraft(_Draft):
    class Meta:
        model = Duty

    title = "ประสานงานการศึกษาในจังหวัด"
    legal_reference = "คำสั่ง คสช. ที่ 19/2560 ข้อ 11"
    effective_on = "2017-04-03"


class ReferralDraft(_Draft):
    class Meta:
        model = Referral

    subject = "ขอใบอนุญาตประกอบวิชาชีพครู"
    agency = "คุรุสภา"


class ManualDraft(_Draft):
    """A manual with one step of two working days; `steps` are the facts of others in its place."""

    class Meta:
        model = Manual

    title = "การจัดทำแผนปฏิบัติการประจำปี"
    purpose = "ให้สำนักงานมีแผนที่ทุกกลุ่มงานใช้ร่วมกัน"
    laws = "คำสั่งหัวหน้า คสช. ที่ 19/2560 ข้อ 11 (2)"
    approved_by = "ศึกษาธิการจังหวัดสุโขทัย"
    approved_on = dt.date(2023, 1, 20)
    review_on = dt.date(2099, 9, 30)
    in_force_from = 2566
    steps = ({"title": "รวบรวมโครงการ", "amount": 2, "responsible": "นักวิเคราะห์นโยบายและแผน"},)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        steps = kwargs.pop("steps")
        manual = super()._create(model_class, *args, **kwargs)
        for order, facts in enumerate(steps, start=1):
            manual.steps.create(order=order, **facts)
        return manual


class RiskDraft(_Draft):
    """A risk with one measure; `treatments` are the facts of others in its place."""

    class Meta:
        model = Risk

    year = 2566
    number = factory.Sequence(lambda n: n % 80 + 110)  # beside those that tests choose
    process = "การอนุญาตจัดตั้งโรงเรียนเอกชน"
    event = "เรียกรับเงินเพื่อเร่งการพิจารณาคำขอ"
    is_bribery = True
    likelihood = 3
    impact = 4
    existing_control = "มีคู่มือสำหรับประชาชนบอกระยะเวลา"
    treatments = ({"title": "แจ้งสถานะคำขอทุกขั้นตอน", "responsible": "ผู้อำนวยการกลุ่มส่งเสริมการศึกษาเอกชน"},)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        treatments = kwargs.pop("treatments")
        risk = super()._create(model_class, *args, **kwargs)
        days = {"starts_on": FiscalYear(risk.year).starts_on, "ends_on": FiscalYear(risk.year).ends_on}
        for order, facts in enumerate(treatments, start=1):
            risk.treatments.create(**{"order": order, **days, **facts})
        return risk


class RiskResultDraft(_Draft):
    """The result of a risk at the end of its year, of a public one by default, with a row for each measure."""

    class Meta:
        model = RiskResult

    half = Half.YEAR
    residual_likelihood = 1
    residual_impact = 4
    summary = "ไม่พบเหตุการณ์"

    @factory.lazy_attribute
    def risk(self) -> Any:
        return public_risk(self.created_by)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        result = super()._create(model_class, *args, **kwargs)
        for treatment in result.risk.treatments.all():
            result.rows.create(
                treatment=treatment,
                progress=Progress.DONE,
                done="แจ้งสถานะคำขอทุกฉบับ",
                evidence="สถิติคำขอ",
                address="/authority/",
            )
        return result


def public_risk(author: Any, **facts: Any) -> Any:
    """A public risk that this person wrote and a publisher of no group approved."""
    publisher, _ = User.objects.get_or_create(username="approver", defaults={"is_active": True})
    risk = RiskDraft(created_by=author, **facts)
    risk.submit(by=author)
    return risk.publish(by=publisher)


class ActivityDraft(_Draft):
    """An activity of 2566 with forty parents; `counts` are other numbers by group."""

    class Meta:
        model = Activity

    year = 2566
    title = factory.Sequence(lambda n: f"ประชุมผู้ปกครอง ครั้งที่ {n + 1}")
    kind = "discussing"
    held_on = dt.date(2023, 1, 20)
    place = "ห้องประชุมสำนักงาน"
    topic = "เวลารับส่งนักเรียน"
    result = "เสนอให้เลื่อนเวลารับส่ง"
    use = "แจ้งเวลาใหม่แก่ทุกโรงเรียน"
    counts = factory.LazyFunction(lambda: {"parents": 40})

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        counts = kwargs.pop("counts")
        activity = super()._create(model_class, *args, **kwargs)
        for group, number in counts.items():
            activity.counts.create(group=group, number=number)
        return activity


class ConsultationDraft(_Draft):
    """A consultation of 2566 that is over, on a draft of one paragraph; `paragraphs` are other headings."""

    class Meta:
        model = Consultation

    year = 2566
    title = "ร่างแผนพัฒนาการศึกษาจังหวัด"
    introduction = "สำนักงานจะเสนอแผนต่อคณะกรรมการ"
    opens_on = dt.date(2023, 1, 4)
    closes_on = dt.date(2023, 2, 3)
    contact = "โทรศัพท์สำนักงาน"
    paragraphs = ("ข้อ 1 เป้าหมาย",)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        headings = kwargs.pop("paragraphs")
        consultation = super()._create(model_class, *args, **kwargs)
        for order, heading in enumerate(headings, start=1):
            consultation.paragraphs.create(order=order, heading=heading, text=f"ข้อความของ{heading}")
        return consultation


def said(consultation: Consultation, by: Any = None, **facts: Any) -> Contribution:
    """A contribution as it came in, or as the person `by` decided on it; the tally knows of it."""
    token = new_token()
    if by is not None:
        facts = {"state": State.SHOWN, "decided_by": by, "decided_at": timezone.now(), **facts}
    made = Contribution.objects.create(
        consultation=consultation,
        token=token,
        code_hash=hash_of(codes.cleaned(code_of(token))),
        **{"text": "เห็นด้วยกับร่าง", **facts},
    )
    Tally.objects.count_again(consultation)
    return made


class ResponseDraft(_Draft):
    """An answer to one contribution."""

    class Meta:
        model = Response

    consultation = factory.LazyAttribute(lambda made: ConsultationDraft(created_by=made.created_by))
    subject = "เรื่องเป้าหมายของแผน"
    text = "สำนักงานเพิ่มตัวชี้วัดแล้ว"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        response = super()._create(model_class, *args, **kwargs)
        said(response.consultation, by=response.created_by, response=response)
        return response


class ConclusionDraft(_Draft):
    """What people proposed in a consultation that is over, with one row."""

    class Meta:
        model = Conclusion

    consultation = factory.LazyAttribute(lambda made: ConsultationDraft(created_by=made.created_by))
    summary = "ผู้ให้ความเห็นส่วนใหญ่เห็นด้วย"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        conclusion = super()._create(model_class, *args, **kwargs)
        conclusion.outcomes.create(order=1, said="เพิ่มตัวชี้วัด", decision="done", did="เพิ่มแล้วในหน้า 12")
        return conclusion


class HrPlanDraft(_Draft):
    """A plan with one project and one rule."""

    class Meta:
        model = HrPlan

    year = 2566
    policy = "พัฒนาบุคลากรให้ทำงานได้หลายด้าน"
    approved_by = "ศึกษาธิการจังหวัด"
    projects = ({"title": "อบรมการใช้งานดิจิทัล", "budget": "40000"},)

    @factory.lazy_attribute
    def approved_on(self) -> dt.date:
        return FiscalYear(self.year).starts_on

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        projects = kwargs.pop("projects")
        plan = super()._create(model_class, *args, **kwargs)
        year = FiscalYear(plan.year)
        for order, facts in enumerate(projects, start=1):
            common = {"starts_on": year.starts_on, "ends_on": year.ends_on, "owner_group": plan.owner_group}
            told = {"indicator": "ร้อยละของผู้ผ่านการอบรม", "target": "ร้อยละ 80"}
            plan.projects.create(order=order, **common, **told, **facts)
        plan.rules.create(topic="developing", text="พัฒนาปีละไม่น้อยกว่าหนึ่งเรื่อง")
        return plan


class HrReportDraft(_Draft):
    """A report of a whole year with one row of headcount and one training; of the plan, if there is one, nothing."""

    class Meta:
        model = HrReport

    year = 2566
    problems = "งบประมาณไม่พอ"
    suggestions = "ขอรับการจัดสรรเพิ่ม"
    no_discipline = True
    headcount = ({"authorised": 12, "filled": 10, "men": 4, "women": 6, "trained": 9},)
    trainings = ({"people": 9, "hours": 6, "money": 18500},)

    @factory.lazy_attribute
    def as_of(self) -> dt.date:
        return FiscalYear(self.year).ends_on

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        headcount, trainings = kwargs.pop("headcount"), kwargs.pop("trainings")
        report = super()._create(model_class, *args, **kwargs)
        for row in headcount:
            report.headcount.create(**{"personnel": "civil", "level": "k2", **row})
        day = FiscalYear(report.year).starts_on
        for training in trainings:
            common = {"topic": "การเขียนหนังสือราชการ", "starts_on": day, "ends_on": day}
            report.trainings.create(**{**common, **training})
        return report


class CodeDraft(_Draft):
    class Meta:
        model = EthicsCode

    title = "ประมวลจริยธรรมข้าราชการพลเรือน"
    legal_reference = "พระราชบัญญัติมาตรฐานทางจริยธรรม พ.ศ. 2562 มาตรา 5"
    text = "<p>ซื่อสัตย์สุจริตและรับผิดชอบต่อหน้าที่</p>"
    effective_on = dt.date(2021, 10, 15)


class TeamDraft(_Draft):
    """A team with one seat; `seats` are others in its place, as (role, position)."""

    class Meta:
        model = EthicsTeam

    year = 2566
    name = "คณะทำงานขับเคลื่อนจริยธรรม"
    order_number = "41/2565"
    order_on = dt.date(2022, 11, 21)
    duties = "ให้คำปรึกษาทางจริยธรรม\nรายงานผลต่อศึกษาธิการจังหวัด"
    seats = (("ประธาน", "ศึกษาธิการจังหวัด"),)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        seats = kwargs.pop("seats")
        team = super()._create(model_class, *args, **kwargs)
        for order, (role, position) in enumerate(seats, start=1):
            team.members.create(order=order, role=role, position=position)
        return team


class EthicsActivityDraft(_Draft):
    class Meta:
        model = EthicsActivity

    year = 2566
    kind = "training"
    title = "อบรมมาตรฐานทางจริยธรรม"
    held_on = dt.date(2023, 3, 14)
    place = "ห้องประชุมสำนักงาน"
    about = "เรียนรู้จากกรณีตัวอย่าง"
    staff = 41
    staff_total = 46
    result = "ทุกกลุ่มงานมีข้อควรระวังของตนเอง"


class AssessmentDraft(_Draft):
    class Meta:
        model = EthicsAssessment

    year = 2566
    assessed_on = dt.date(2023, 9, 20)
    about = "พฤติกรรมตามมาตรฐานทางจริยธรรมเจ็ดข้อ"
    assessed = 44
    staff_total = 46
    level = "ดีมาก"
    result = "ภาพรวมอยู่ในระดับดีมาก"
    use = "ใช้ประกอบการเลื่อนเงินเดือน"


class DeclarationDraft(_Draft):
    class Meta:
        model = GiftDeclaration

    year = 2566
    declared_on = dt.date(2023, 1, 9)
    signed_by = "นายสมมุติ ตัวอย่าง"
    position = "ศึกษาธิการจังหวัดสุโขทัย"
    text = "บุคลากรทุกคนจะไม่รับของขวัญหรือของกำนัลทุกชนิดจากการปฏิบัติหน้าที่"


class GiftCountDraft(_Draft):
    class Meta:
        model = GiftCount

    year = 2566
    half = 1
    total = 0


class ResultDraft(_Draft):
    class Meta:
        model = ItaResult

    year = 2566
    score = "88.37"
    level = "A"
    source = "ประกาศผลการประเมิน"


class DisclosureDraft(_Draft):
    class Meta:
        model = OitDisclosure

    item = factory.LazyFunction(lambda: OitItem.objects.get(year=2566, code="o3", scheme="NACC"))


class ReportDraft(_Draft):
    class Meta:
        model = AnnualReport

    year = 2566
    title = "รายงานผลการดำเนินการ"
    introduction = "สำนักงานดำเนินการสิบเอ็ดด้าน"
    signer_name = "นายสมมุติ ตัวอย่าง"
    signer_title = "ศึกษาธิการจังหวัดสุโขทัย"


class ContractDraft(_Draft):
    """A small contract of 2566, signed and ended."""

    class Meta:
        model = Contract

    owner_group = factory.LazyFunction(lambda: WorkGroup.objects.get(slug="administration"))
    year = 2566
    project_number = factory.Sequence(lambda n: f"{66010000000 + n}")
    title = "ซื้อวัสดุสำนักงาน โดยวิธีเฉพาะเจาะจง"
    kind = "buy"
    method = "specific"
    legal_group = "general"
    budget = "12000.00"
    reference_price = "12000.00"
    agreed_price = "11500.50"
    supplier_name = "ร้านสมมุติเครื่องเขียน"
    contract_number = "1/2566"
    signed_on = dt.date(2023, 1, 16)
    ends_on = dt.date(2023, 1, 31)


class PlanDraft(_Draft):
    class Meta:
        model = PlanItem

    owner_group = factory.LazyFunction(lambda: WorkGroup.objects.get(slug="administration"))
    year = 2566
    title = "จ้างปรับปรุงห้องประชุม"
    budget = "650000.00"
    expected_on = dt.date(2022, 12, 1)


class AnnouncementDraft(_Draft):
    class Meta:
        model = Announcement

    owner_group = factory.LazyFunction(lambda: WorkGroup.objects.get(slug="administration"))
    year = 2566
    kind = "D0"
    project_number = "66010000099"
    title = "ประกวดราคาจ้างปรับปรุงห้องประชุมด้วยวิธีประกวดราคาอิเล็กทรอนิกส์"
    announced_on = dt.date(2022, 12, 15)


class ServiceDraft(_Draft):
    """A service of one step, so that it can be submitted as it is."""

    class Meta:
        model = Service
        skip_postgeneration_save = True

    title = "ขออนุญาตจัดตั้งโรงเรียนเอกชนนอกระบบ"
    summary = "ผู้ประสงค์เปิดสถานศึกษานอกระบบขอรับใบอนุญาต"
    eligibility = "บุคคลธรรมดาหรือนิติบุคคล"
    legal_reference = "พระราชบัญญัติโรงเรียนเอกชน พ.ศ. 2550"
    channels = "ที่สำนักงาน วันจันทร์–ศุกร์ 08.30–16.30 น."
    standard_time = 15
    standard_unit = "working_days"

    @factory.post_generation
    def first_step(self: Any, create: bool, extracted: Any, **values: Any) -> None:
        ServiceStep.objects.create(
            owner=self, title="ตรวจสอบเอกสาร", duration=1, unit="working_days", responsible="นักวิชาการศึกษา"
        )


class OfficeSurveyDraft(_Draft):
    """A survey of the office, open for years, with one question."""

    class Meta:
        model = Survey
        skip_postgeneration_save = True

    year = 2566
    title = "แบบสำรวจความเห็นต่อเวลาเปิดบริการ"
    introduction = "ถามผู้มารับบริการเพื่อปรับเวลาเปิดทำการ"
    opens_on = dt.date(2020, 1, 1)
    closes_on = dt.date(2099, 12, 31)

    @factory.post_generation
    def first_question(self: Any, create: bool, extracted: Any, **values: Any) -> None:
        SurveyQuestion.objects.create(owner=self, key="first", order=1, text="พอใจเวลาเปิดบริการเพียงใด")


class RequestFormDraft(_Draft):
    """A form of one field; its service is a draft unless one is given."""

    class Meta:
        model = RequestForm
        skip_postgeneration_save = True

    service = factory.SubFactory(ServiceDraft, created_by=factory.SelfAttribute("..created_by"))
    title = "คำขอจัดตั้งโรงเรียนเอกชนนอกระบบ"
    how_to = "<p>กรอกแบบแล้วกดส่ง จดรหัสติดตามไว้</p>"
    purpose = "พิจารณาคำขอและแจ้งผล"

    @factory.post_generation
    def first_field(self: Any, create: bool, extracted: Any, **values: Any) -> None:
        FormField.objects.create(owner=self, label="ชื่อโรงเรียน", order=1)


class AnswerDraft(_Draft):
    class Meta:
        model = Answer

    question = "ขอใบแทนใบอนุญาตใช้เอกสารอะไร"
    answer = "ใช้ใบแจ้งความและสำเนาใบอนุญาตเดิม"
    asked_on = dt.date(2023, 1, 9)


def published_service(people: Any, **values: Any) -> Any:
    """A service that the public sees."""
    return published(ServiceDraft(created_by=people.alice, **values), people)


def published_form(people: Any, **values: Any) -> Any:
    """A request form that the public can send; of a service of its own unless one is given."""
    values.setdefault("service", None)
    values["service"] = values["service"] or published_service(people)
    return published(RequestFormDraft(created_by=people.alice, **values), people)


def published(draft: Publishable, people: Any) -> Any:
    """The draft, submitted by Alice and published by Bob."""
    draft.submit(by=people.alice)
    return draft.publish(by=people.bob)


def all_measures(people: Any, year: int = 2566) -> list[Measure]:
    """The eleven measures of a year, published."""
    return [
        published(
            MeasureDraft(year=year, slug=slug, title=f"มาตรการ {slug.label}", created_by=people.alice), people
        )
        for slug in Slug
    ]


def csv_file(text: str = "ปี,จำนวน\n2566,12\n", name: str = "สถิติ.csv") -> ContentFile[bytes]:
    return ContentFile(text.encode(), name=name)


def attach(owner: Measure | NewsItem, people: Any, text: str = "ปี,จำนวน\n2566,12\n") -> Any:
    """A document of a measure or a piece of news."""
    from portal.attachments import store_upload  # noqa: PLC0415  # after django.setup

    kind = EvidenceDocument if isinstance(owner, Measure) else NewsDocument
    document = kind(owner=owner, title="สถิติประจำปี", current=store_upload(csv_file(text), by=people.alice))
    document.save()
    return document


def fetch(client: Any, address: str) -> tuple[int, bytes]:
    """Status and whole body of an address; a streamed file is read and closed."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return response.status_code, body


def words(page: bytes) -> str:
    """What a page says, without its tags; a phrase that tags cut in two reads whole again."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.decode())).replace("\N{NO-BREAK SPACE}", " ")
