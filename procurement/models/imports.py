"""Files brought into the register: kept as they came, what was read from them, and what was odd in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal import audit
from portal.models import StoredFile, WorkGroup
from portal.publishing import Status
from procurement.models.contract import Contract
from procurement.models.terms import ExpenseType, FundSource

if TYPE_CHECKING:
    from portal.models import User


class Layout(models.TextChoices):
    """What kind of file it was, recognised by its headers."""

    EGP_CSV = "egp_csv", "ข้อมูลเปิด e-GP (CSV)"
    EGP_JSON = "egp_json", "ข้อมูลเปิด e-GP (JSON)"
    ITA = "ita", "แบบ ITA (o16, o17, o12, o13)"
    MONTHLY = "monthly", "แบบ สขร.1"
    REGISTER = "register", "ตารางทะเบียนของเว็บไซต์นี้"


class Stage(models.TextChoices):
    """How far an import is; derived from the status of the contracts that it carries."""

    UNCONFIRMED = "unconfirmed", "รอยืนยัน"
    DRAFT = "draft", "ฉบับร่าง"
    IN_REVIEW = "in_review", "รออนุมัติ"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    WITHDRAWN = "withdrawn", "ถอนออกแล้ว"
    MIXED = "mixed", "หลายสถานะ"
    EMPTY = "empty", "ไม่มีสิ่งใดเปลี่ยน"


class RegisterImportQuerySet(models.QuerySet["RegisterImport"]):
    def unconfirmed(self) -> Self:
        """Files that differ from the register, or cannot be read, and were neither confirmed nor discarded."""
        differs = models.Q(counts__differing__isnull=True) | models.Q(counts__differing__gt=0)
        return self.filter(differs, confirmed_at=None)

    def with_rows_in(self, status: Status) -> Self:
        """Those that carry at least one contract of this status."""
        rows = Contract.objects.carried().filter(source=models.OuterRef("pk"), status=status)
        return self.filter(models.Exists(rows))

    def settled(self) -> Self:
        """Confirmed ones that wait for nothing: all their rows were decided on and some are public, or they
        changed nothing."""
        rows = Contract.objects.carried().filter(source=models.OuterRef("pk"))
        public = models.Q(status=Status.PUBLISHED, published_at__lte=timezone.now(), revises=None)
        waiting = rows.exclude(public).exclude(status=Status.WITHDRAWN)
        is_told = models.Exists(rows.filter(public)) | models.Q(counts__new=0, counts__changed=0)
        return self.filter(~models.Exists(waiting), is_told, confirmed_at__isnull=False)

    def with_row_counts(self) -> Self:
        """Each with the number of its contracts by status, which `row_counts` then tells without a query."""
        rows = Contract.objects.carried().filter(source=models.OuterRef("pk")).order_by().values("source")
        return self.annotate(
            **{
                f"_{status.value}_rows": Coalesce(
                    models.Subquery(rows.filter(status=status).annotate(n=models.Count("pk")).values("n")), 0
                )
                for status in Status
            }
        )


class RegisterImport(models.Model):
    """One file on its way into the register: uploaded, looked at, confirmed; then reviewed as a whole.

    The contracts it brought point back at it (`contracts`); their own status tells how far the review is.
    """

    source = models.ForeignKey(
        StoredFile, verbose_name="ไฟล์ต้นทาง", on_delete=models.PROTECT, related_name="+"
    )
    layout = models.CharField("ชนิดไฟล์", max_length=10, choices=Layout.choices)
    owner_group = models.ForeignKey(
        WorkGroup, verbose_name="กลุ่มงานที่รับผิดชอบ", on_delete=models.PROTECT, related_name="+"
    )
    as_of = models.DateField("ข้อมูล ณ วันที่", default=timezone.localdate)
    all_offices = models.BooleanField("รวมแถวของหน่วยงานอื่น", default=False)
    fund_source = models.CharField(
        "แหล่งที่มาของงบประมาณ", max_length=12, choices=FundSource.choices, blank=True
    )
    expense_type = models.CharField("งบรายจ่าย", max_length=12, choices=ExpenseType.choices, blank=True)
    reason = models.TextField("เหตุผลของการแก้ไขข้อมูลที่เผยแพร่แล้ว", blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้นำเข้า", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("อัปโหลดเมื่อ", auto_now_add=True)
    confirmed_at = models.DateTimeField("ยืนยันเมื่อ", null=True, blank=True)
    counts = models.JSONField("ผลการนำเข้า", default=dict, blank=True)
    """rows, other_offices, new, changed, unchanged: how many of each.

    Before it is confirmed only `differing`: how many contracts confirming would write, when last looked at.
    """
    covers = models.JSONField("เดือนที่ไฟล์ครอบคลุม", default=list, blank=True)
    """The months (`2023-01`) that the file holds whole: what it leaves empty had no purchase."""

    objects: ClassVar = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = "การนำเข้าทะเบียนจัดซื้อจัดจ้าง"
        verbose_name_plural = "การนำเข้าทะเบียนจัดซื้อจัดจ้าง"
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.source.original_name

    @property
    def row_counts(self) -> dict[Status, int]:
        """How many of the contracts that it carries have each status; statuses of none are left out."""
        if not hasattr(self, "_draft_rows"):
            counted = type(self).objects.with_row_counts().get(pk=self.pk)
            for status in Status:
                setattr(self, f"_{status.value}_rows", getattr(counted, f"_{status.value}_rows"))
        counts = {status: cast("Any", getattr(self, f"_{status.value}_rows")) for status in Status}
        return {status: count for status, count in counts.items() if count}

    @property
    def stage(self) -> Stage:
        """How far it is: what all of its contracts have in common."""
        if self.confirmed_at is None:
            return Stage.EMPTY if self.counts.get("differing") == 0 else Stage.UNCONFIRMED
        statuses = list(self.row_counts)
        if not statuses:
            return Stage.EMPTY
        return Stage(statuses[0].value) if len(statuses) == 1 else Stage.MIXED

    def note_differing(self, number: int) -> None:
        """Keep how many contracts confirming would write, while nobody has confirmed it."""
        counts = {"differing": number}
        if self.confirmed_at is None and self.counts != counts:
            type(self).objects.filter(pk=self.pk, confirmed_at=None).update(counts=counts)
            self.counts = counts

    @transaction.atomic
    def discard(self, *, by: User) -> None:
        """Drop a file that was never confirmed, with its bytes. Raises ValidationError once it is confirmed."""
        known = type(self).objects.select_for_update().filter(pk=self.pk).first()
        if known is None:
            raise ValidationError("ผู้อื่นลบไฟล์นี้ไปก่อนแล้ว")
        if known.confirmed_at is not None:
            raise ValidationError("ลบไม่ได้ เพราะยืนยันการนำเข้าไฟล์นี้ไปแล้ว")
        audit.record(by, "ลบไฟล์ที่ยังไม่ยืนยัน", self, sha256=known.source.sha256)
        stored = known.source
        known.delete()
        stored.delete()
        transaction.on_commit(lambda: stored.file.storage.delete(stored.file.name))


class Finding(models.Model):
    """Something odd but true in an imported row, for staff to look at; never mended by the portal."""

    batch = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="findings")
    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.CASCADE, related_name="findings", null=True
    )
    code = models.CharField("ชนิดข้อสังเกต", max_length=30)
    sheet = models.CharField("แผ่นงาน", max_length=120, blank=True)
    row = models.PositiveIntegerField("แถว")
    column = models.CharField("คอลัมน์", max_length=200, blank=True)
    what = models.TextField("ข้อสังเกต")

    class Meta:
        verbose_name = "ข้อสังเกตจากการนำเข้า"
        verbose_name_plural = "ข้อสังเกตจากการนำเข้า"
        ordering: ClassVar = ["batch", "sheet", "row", "pk"]

    def __str__(self) -> str:
        return self.what
