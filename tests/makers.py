"""Makes records for tests: a draft of any publishable kind, and takes it to the public."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import factory
from django.core.files.base import ContentFile

from measures.authority.models import Duty, Referral
from measures.ethics.models import (
    EthicsActivity,
    EthicsAssessment,
    EthicsCode,
    EthicsTeam,
    GiftCount,
    GiftDeclaration,
)
from measures.models import AnnualReport, EvidenceDocument, ItaResult, Measure, OitDisclosure, OitItem, Slug
from portal.models import EitSurvey, NewsDocument, NewsItem, Page, WorkGroup
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
