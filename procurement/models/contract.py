"""A contract in the register: what was bought, how, from whom, for how much and when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from portal.attachments import Attachment
from portal.fiscal import FiscalYear, FiscalYearField
from portal.models.search import SearchDocument
from portal.publishing import Publishable, PublishableQuerySet
from portal.thai import fold
from procurement.models.corrections import Corrected
from procurement.models.indexes import list_index
from procurement.models.process import Process, process_key
from procurement.models.supplier import Supplier
from procurement.models.terms import (
    ExpenseType,
    FundSource,
    Kind,
    LegalGroup,
    Method,
    MethodGroup,
    Progress,
    how_far,
)
from procurement.tax_numbers import masked, shown

if TYPE_CHECKING:
    from portal.models import User

FACTS = (
    "year",
    "project_number",
    "title",
    "kind",
    "method",
    "legal_group",
    "budget",
    "fund_source",
    "expense_type",
    "reference_price",
    "supplier_name",
    "tax_id",
    "agreed_price",
    "contract_number",
    "contract_value",
    "announced_on",
    "recorded_on",
    "signed_on",
    "ends_on",
    "stated_progress",
    "reason",
)
"""What is known of a contract: the fields that imports bring, exports write, and corrections are told of."""


SIGNED = (
    models.Q(signed_on__isnull=False) | models.Q(stated_progress__in=[Progress.ACTIVE, Progress.ENDED])
) & ~models.Q(stated_progress=Progress.CANCELLED)
"""Contracts that were signed: with a day, or by the word of a source that gives no days."""


class ContractQuerySet(PublishableQuerySet):
    def for_year(self, year: FiscalYear) -> Self:
        return self.filter(year=year)

    def years(self) -> list[FiscalYear]:
        """The fiscal years these are of, oldest first: two queries, each as quick for many rows as for few."""
        every = self.model._default_manager
        bounds = [models.Subquery(every.order_by(by).values("year")[:1]) for by in ("year", "-year")]
        known = every.order_by().values_list(*bounds).first()
        if known is None:
            return []
        first, last = known
        one_of_each = models.Q()
        for year in range(first, last + 1):
            newest = self.filter(year=year).order_by().values("pk")[:1]
            one_of_each |= models.Q(pk=models.Subquery(newest))
        return list(every.filter(one_of_each).order_by("year").values_list("year", flat=True))

    def signed(self) -> Self:
        """Those that were signed, see `SIGNED`."""
        return self.filter(SIGNED)

    def bought_by_others(self) -> Self:
        """Those that another office bought, see `Contract.other_office`."""
        return self.filter(source__all_offices=True, source_words__office__isnull=False)

    def in_progress(self, progress: Progress, *, on: dt.date | None = None) -> Self:
        """Those that `progress_on` says this of; the same rule, told to the database."""
        day = on or timezone.localdate()
        if progress == Progress.CANCELLED:
            return self.filter(stated_progress=Progress.CANCELLED)
        if progress == Progress.UNSIGNED:
            said = [Progress.ACTIVE, Progress.ENDED, Progress.CANCELLED]
            return self.filter(signed_on=None).exclude(stated_progress__in=said)
        ended = models.Q(ends_on__lt=day) | models.Q(stated_progress=Progress.ENDED) & (
            models.Q(ends_on=None) | models.Q(signed_on=None)
        )
        signed = self.signed()
        return signed.filter(ended) if progress == Progress.ENDED else signed.exclude(ended)

    def in_review(self) -> Self:
        """Those sent for review one by one; a whole import is reviewed as an import."""
        return super().in_review().one_by_one()

    def in_draft(self) -> Self:
        """Those worked on one by one; what an import brought waits as an import."""
        return super().in_draft().one_by_one()

    def one_by_one(self) -> Self:
        """Those that no import carries; a working copy made by hand keeps the source of its record."""
        return self.filter(models.Q(source=None) | models.Q(revises__source=models.F("source")))

    def carried(self) -> Self:
        """Those that an import carries through review: its rows, and the working copies that it made."""
        by_hand = models.Q(revises__isnull=False, revises__source=models.F("source"))
        return self.filter(source__isnull=False).exclude(by_hand)


class Contract(Corrected, Publishable):
    """One contract (or purchase order), with the facts of its e-GP project; a project may have several.

    Every source and every official form has one row for each contract, and so has the register. What the
    source wrote is kept as it was written; `source_words` has its own word for a status, method or kind.

    On SQLite triggers copy year and `words` of what is published into a full-text table (see migration
    0003_contract_lists): a later migration that makes this table anew has to make the triggers anew.
    """

    # what is bought
    year = FiscalYearField(db_index=True)
    project_number = models.CharField(
        "เลขที่โครงการในระบบ e-GP",
        max_length=20,
        blank=True,
        db_index=True,
        help_text="ตัวเลข 11 หลัก เว้นว่างได้เมื่อไม่ได้ซื้อผ่าน e-GP",
    )
    title = models.CharField("ชื่องานที่ซื้อหรือจ้าง", max_length=1000)
    kind = models.CharField("ประเภท", max_length=20, choices=Kind.choices, blank=True)
    method = models.CharField("วิธีการจัดซื้อจัดจ้าง", max_length=20, choices=Method.choices, blank=True)
    legal_group = models.CharField("กลุ่มวิธีตามกฎหมาย", max_length=10, choices=LegalGroup.choices, blank=True)
    # money
    budget = models.DecimalField(
        "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", max_digits=15, decimal_places=2, null=True, blank=True
    )
    fund_source = models.CharField(
        "แหล่งที่มาของงบประมาณ", max_length=12, choices=FundSource.choices, blank=True
    )
    expense_type = models.CharField("งบรายจ่าย", max_length=12, choices=ExpenseType.choices, blank=True)
    reference_price = models.DecimalField(
        "ราคากลาง (บาท)", max_digits=15, decimal_places=2, null=True, blank=True
    )
    agreed_price = models.DecimalField(
        "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="เว้นว่างเมื่อยังไม่ได้ตกลงราคา",
    )
    contract_value = models.DecimalField(
        "มูลค่าตามสัญญา (บาท)",
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="กรอกเมื่อสัญญามีมูลค่าต่างจากราคาที่ตกลง",
    )
    # with whom
    supplier_name = models.CharField("ผู้ประกอบการที่ได้รับการคัดเลือก", max_length=250, blank=True)
    tax_id = models.CharField(
        "เลขประจำตัวผู้เสียภาษี",
        max_length=13,
        blank=True,
        help_text="13 หลัก เลขของบุคคลธรรมดาจะถูกปิดสี่หลักท้ายเมื่อบันทึก",
    )
    supplier = models.ForeignKey(
        Supplier,
        verbose_name="ผู้ขายหรือผู้รับจ้าง",
        on_delete=models.PROTECT,
        related_name="contracts",
        null=True,
        blank=True,
        editable=False,
    )
    reason = models.TextField("เหตุผลที่คัดเลือกโดยสรุป", blank=True)
    # when
    contract_number = models.CharField("เลขที่สัญญาหรือใบสั่ง", max_length=100, blank=True)
    announced_on = models.DateField("วันที่ประกาศ", null=True, blank=True)
    recorded_on = models.DateField("วันที่เกิดรายการในระบบ e-GP", null=True, blank=True)
    signed_on = models.DateField("วันที่ลงนามในสัญญา", null=True, blank=True)
    ends_on = models.DateField("วันที่สิ้นสุดสัญญา", null=True, blank=True)
    stated_progress = models.CharField(
        "สถานะตามแหล่งข้อมูล",
        max_length=12,
        choices=Progress.choices,
        blank=True,
        help_text="สถานะที่ประชาชนเห็นคำนวณจากวันที่ ช่องนี้ใช้เมื่อไม่มีวันที่ หรือเมื่อยกเลิก",
    )
    dated_on = models.DateField("วันที่ใช้เรียงลำดับ", editable=False)
    # where it comes from
    source = models.ForeignKey(
        "procurement.RegisterImport",
        verbose_name="นำเข้าจากไฟล์",
        on_delete=models.PROTECT,
        related_name="contracts",
        null=True,
        blank=True,
        editable=False,
    )
    source_place = models.CharField("ตำแหน่งในไฟล์", max_length=120, blank=True, editable=False)
    source_words = models.JSONField("ถ้อยคำตามแหล่งข้อมูล", default=dict, blank=True, editable=False)
    natural_key = models.CharField("รหัสจับคู่", max_length=600, editable=False)
    ordinal = models.PositiveSmallIntegerField("ลำดับที่เมื่อรหัสซ้ำ", default=1, editable=False)
    words = models.TextField("คำสำหรับค้น", blank=True, editable=False)
    process_year = FiscalYearField("ปีงบประมาณเมื่อเผยแพร่ครั้งแรก", null=True, blank=True, editable=False)
    """Set once, by the first publication: what of a key without e-GP number must not change any more."""

    objects: ClassVar = ContractQuerySet.as_manager()
    revised_children = ("bids", "documents")
    corrected_fields = FACTS
    derived_fields = (
        "supplier", "dated_on", "source", "source_place", "source_words", "natural_key", "ordinal", "words",
        "process_year", "correction_reason",
    )  # fmt: skip
    source_id: int | None

    class Meta(Publishable.Meta):
        verbose_name = "สัญญาจัดซื้อจัดจ้าง"
        verbose_name_plural = "สัญญาจัดซื้อจัดจ้าง"
        ordering: ClassVar = ["-dated_on", "-pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="contract_is_one",
                fields=["natural_key", "ordinal"],
                condition=models.Q(revises=None),
                violation_error_message="มีสัญญานี้ในทะเบียนแล้ว (เลขที่โครงการ เลขที่สัญญา และผู้รับจ้างเดียวกัน)",
            ),
            models.CheckConstraint(
                name="contract_money_is_not_negative",
                condition=(models.Q(budget__isnull=True) | models.Q(budget__gte=0))
                & (models.Q(reference_price__isnull=True) | models.Q(reference_price__gte=0))
                & (models.Q(agreed_price__isnull=True) | models.Q(agreed_price__gte=0))
                & (models.Q(contract_value__isnull=True) | models.Q(contract_value__gte=0)),
                violation_error_message="จำนวนเงินต้องไม่ติดลบ",
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="contract_newest", fields=["status", "revises", "-dated_on", "-id"]),
            list_index("contract_list_by_day", "dated_on"),
            list_index("contract_list_by_price", "agreed_price"),
            list_index("contract_list_by_reference", "reference_price"),
            models.Index(name="contract_withdrawn", fields=["year", "withdrawn_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.contract_number})" if self.contract_number else self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what follows from the facts; a full citizen number never reaches the database."""
        self.tax_id = masked(self.tax_id.strip())
        self.supplier = Supplier.called(self.supplier_name, self.tax_id)
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set the fields that follow from the facts: the natural key, the day to sort by, words to search."""
        self.natural_key = natural_key(
            self.project_number,
            self.contract_number,
            self.tax_id or self.supplier_name,
            self.title,
            self.agreed_price,
            self.signed_on,
        )
        self.dated_on = (
            self.signed_on or self.recorded_on or self.announced_on or FiscalYear(self.year).starts_on
        )
        self.words = fold("\n".join((self.title, self.supplier_name, *self._numbers)))

    # ── what the record knows ────────────────────────────────────────────────
    @property
    def other_office(self) -> str:
        """The office that bought, where a file with the rows of all offices names another one; else empty."""
        return str(self.source_words.get("office", ""))

    @property
    def method_group(self) -> MethodGroup | None:
        return Method(self.method).group if self.method else None

    @property
    def shown_tax_id(self) -> str:
        """The tax number as the public may see it."""
        return shown(self.tax_id)

    @property
    def progress(self) -> Progress:
        """How far the contract is today."""
        return self.progress_on(timezone.localdate())

    def progress_on(self, day: dt.date) -> Progress:
        """How far the contract was on a day."""
        return how_far(self.stated_progress, self.signed_on, self.ends_on, day)

    @property
    def is_signed(self) -> bool:
        return self.progress in (Progress.ACTIVE, Progress.ENDED)

    @property
    def called(self) -> str:
        """Its number as a name: `สัญญา 1/2566`, but `ใบสั่งจ้าง 8/2566` as that says itself what it is."""
        number = self.contract_number
        return f"สัญญา {number}" if number[:1].isdigit() else number

    @property
    def siblings(self) -> ContractQuerySet:
        """The other contracts of the same e-GP project that the public sees."""
        if not self.project_number:
            return Contract.objects.none()
        return Contract.objects.published().filter(project_number=self.project_number).exclude(pk=self.pk)

    @property
    def process_key(self) -> str:
        """The contracting process it belongs to: the e-GP project, else the record itself, see `process_key`."""
        return process_key(self.project_number, self.process_year or self.year, self.revises_id or self.pk)

    @transaction.atomic
    def publish(self, *, by: User, at: dt.datetime | None = None, reason: str = "") -> Publishable:
        """As `Publishable.publish`; the contracting process it belongs to is remembered for good."""
        original = Contract.objects.get(pk=self.revises_id) if self.revises_id else None
        published = cast("Contract", super().publish(by=by, at=at, reason=reason))
        if original and original.process_key != published.process_key:
            Process.leave([original], at=timezone.now())
        Process.remember([published])
        return published

    @transaction.atomic
    def withdraw(self, *, by: User, reason: str) -> None:
        """As `Publishable.withdraw`; the process it leaves is named as long as the site stands."""
        super().withdraw(by=by, reason=reason)
        Process.leave([self], at=cast("dt.datetime", self.withdrawn_at))

    def get_absolute_url(self) -> str:
        return reverse("procurement:contract", args=[self.year, self.revises_id or self.pk])

    def missing_for_publication(self) -> list[str]:
        missing = super().missing_for_publication()
        if not self.title.strip():
            missing.append("ยังไม่มีชื่องานที่ซื้อหรือจ้าง")
        if not self.method:
            missing.append("ยังไม่ได้เลือกวิธีการจัดซื้อจัดจ้าง")
        if self.is_signed and not self.supplier_name.strip():
            missing.append("ลงนามแล้ว แต่ยังไม่มีชื่อผู้ประกอบการที่ได้รับการคัดเลือก")
        if self.is_signed and self.agreed_price is None:
            missing.append("ลงนามแล้ว แต่ยังไม่มีราคาที่ตกลงซื้อหรือจ้าง")
        return missing

    @property
    def _numbers(self) -> tuple[str, ...]:
        return self.contract_number, self.project_number, self.shown_tax_id

    def search_document(self) -> SearchDocument:
        return SearchDocument(
            "สัญญาจัดซื้อจัดจ้าง",
            self.title,
            " ".join(filter(None, (self.supplier_name, *self._numbers))),
        )


def natural_key(
    project_number: str,
    contract_number: str,
    supplier: str,
    title: str,
    agreed_price: Any,
    signed_on: dt.date | None,
) -> str:
    """What tells one contract from another: e-GP project, contract number, supplier's tax number (or name).

    Outside e-GP, the title, price and day take the project's place.
    """
    project = project_number.strip() or f"{fold(title)[:300]}|{agreed_price or ''}|{signed_on or ''}"
    return f"{project}|{fold(contract_number)}|{fold(supplier)}"[:600]


class ContractDocument(Attachment):
    """A paper of a contract: terms, summary of the contract (ม. 98), inspection record."""

    owner = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="documents")

    class Meta(Attachment.Meta):
        abstract = False
