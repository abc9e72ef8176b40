"""Requests that people send to a service: the form being filled in, the request, what happened with it, its files."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.services.models.form import RequestForm, new_token
from measures.services.models.service import Service
from measures.services.models.terms import Channel, EventKind, Outcome, Progress
from portal.fiscal import FiscalYearField
from portal.models.files import StoredFile
from portal.models.people import WorkGroup

KEPT = dt.timedelta(days=14)
"""How long a form that is being filled in is kept after it was saved last."""


def random_turn() -> str:
    """The mark of one form as it is shown, by which the same form sent twice is one act."""
    return secrets.token_urlsafe(16)


class RequestDraftQuerySet(models.QuerySet["RequestDraft"]):
    def expired(self, at: dt.datetime | None = None) -> Self:
        return self.filter(expires_at__lte=at or timezone.now())


class RequestDraft(models.Model):
    """A form that somebody is filling in, or has just sent; the address with its token is all that leads to it.

    Kept until `expires_at`, then deleted with its files. `code` is the tracking code, in clear, of the request that it
    became, so that the page of the receipt can be loaded again for a short time; it goes with the draft.
    """

    token = models.CharField(max_length=43, unique=True, editable=False)
    form = models.ForeignKey(RequestForm, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    """Key of a field → what was typed, as text; `name`, `phone` and `email` beside them."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    code = models.CharField(max_length=32, blank=True, editable=False)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ONLINE, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    """Who fills it in at the counter, together with the person; None for a person alone."""

    objects = RequestDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "คำขอที่กำลังกรอก"
        verbose_name_plural = "คำขอที่กำลังกรอก"

    def __str__(self) -> str:
        return f"{self.form_id} {self.created_at:%Y-%m-%d}"

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_sent(self) -> bool:
        return bool(self.code)

    def get_absolute_url(self) -> str:
        return reverse("services:draft", args=[self.token])


class RequestNumber(models.Model):
    """The last number that was given to a request of a fiscal year; its row is locked while one is given out."""

    year = FiscalYearField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "เลขที่คำขอล่าสุด"
        verbose_name_plural = "เลขที่คำขอล่าสุด"

    def __str__(self) -> str:
        return f"{int(self.year)} {self.last}"


class ServiceRequestQuerySet(models.QuerySet["ServiceRequest"]):
    """Which requests."""

    def open(self) -> Self:
        return self.exclude(progress=Progress.CLOSED)

    def overdue(self, on: dt.date) -> Self:
        """Open ones whose day is over; those that wait for the person have no running clock."""
        return self.open().exclude(progress=Progress.WAITING).filter(due_on__lt=on)

    def due_between(self, first: dt.date, last: dt.date) -> Self:
        """Open ones with a running clock that ends within these days."""
        return self.open().exclude(progress=Progress.WAITING).filter(due_on__range=(first, last))

    def with_last_word(self) -> Self:
        """Each with `last_word`: the kind of the newest event that the person can see."""
        newest = RequestEvent.objects.filter(request=models.OuterRef("pk"), is_public=True).order_by("-pk")
        return self.annotate(last_word=models.Subquery(newest.values("kind")[:1]))

    def written_to(self) -> Self:
        """Open ones in which the person had the last word, after the first: somebody ought to read it."""
        return self.open().with_last_word().filter(last_word__in=[EventKind.ANSWERED, EventKind.WROTE])

    def due_for_erasure(self, on: dt.date) -> Self:
        return self.filter(erased_at=None, erase_on__lte=on)


class ServiceRequest(models.Model):
    """One request of one person; what is personal in it is erased at its time, what is counted stays."""

    number = models.PositiveIntegerField("เลขที่", editable=False)
    """Running number within the fiscal year, from 1."""
    year = FiscalYearField(editable=False)
    service = models.ForeignKey(
        Service, verbose_name="บริการ", on_delete=models.PROTECT, related_name="requests"
    )
    form = models.ForeignKey(
        RequestForm,
        verbose_name="แบบคำขอ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    channel = models.CharField(
        "ช่องทาง", max_length=8, choices=Channel.choices, default=Channel.ONLINE, editable=False
    )
    group = models.ForeignKey(
        WorkGroup, verbose_name="กลุ่มงานที่ดำเนินการ", on_delete=models.PROTECT, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้รับผิดชอบ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    """SHA-256 of the tracking code; whoever knows the code follows the request."""
    draft_token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    """Token of the draft it was sent from: the same draft sent twice is one request."""
    # what is personal
    answers = models.JSONField("คำตอบ", default=list, editable=False)
    """As sent, readable without the form: [{"key", "label", "kind", "value"}]."""
    name = models.CharField("ชื่อผู้ยื่น", max_length=200, blank=True)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    # how far
    progress = models.CharField(
        "สถานะ", max_length=8, choices=Progress.choices, default=Progress.RECEIVED, editable=False
    )
    received_at = models.DateTimeField("รับเมื่อ", db_index=True, editable=False)
    due_on = models.DateField("กำหนดแล้วเสร็จ", editable=False)
    """Counted in working days from the service's standard time; moved on by the working days that were waited."""
    waiting_since = models.DateField("รอผู้ยื่นตั้งแต่", null=True, editable=False)
    closed_at = models.DateTimeField("ปิดเมื่อ", null=True, editable=False)
    outcome = models.CharField("ผล", max_length=12, choices=Outcome.choices, blank=True, editable=False)
    is_within_standard = models.BooleanField("แล้วเสร็จในกำหนด", null=True, editable=False)
    erase_on = models.DateField("ลบข้อมูลส่วนบุคคลวันที่", null=True, editable=False)
    erased_at = models.DateTimeField("ลบข้อมูลส่วนบุคคลเมื่อ", null=True, editable=False)

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "คำขอรับบริการ"
        verbose_name_plural = "คำขอรับบริการ"
        ordering: ClassVar = ["-received_at", "-pk"]
        permissions: ClassVar = [
            ("handle_any_group", "ดำเนินการคำขอและคำถามของทุกกลุ่มงาน"),
            ("watch_clocks", "ดูกำหนดเวลาของคำขอโดยไม่เห็นข้อมูลของผู้ยื่น"),
        ]
        indexes: ClassVar = [
            models.Index(name="request_queue", fields=["progress", "due_on"]),
            models.Index(name="request_month", fields=["service", "received_at"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="request_number_is_one_a_year", fields=["year", "number"]),
            models.CheckConstraint(
                name="request_is_closed_with_an_outcome",
                condition=models.Q(progress=Progress.CLOSED, closed_at__isnull=False) & ~models.Q(outcome="")
                | ~models.Q(progress=Progress.CLOSED) & models.Q(closed_at__isnull=True, outcome=""),
            ),
            models.CheckConstraint(
                name="request_waits_since_a_day",
                condition=models.Q(progress=Progress.WAITING, waiting_since__isnull=False)
                | ~models.Q(progress=Progress.WAITING) & models.Q(waiting_since__isnull=True),
            ),
            models.CheckConstraint(
                name="erased_request_holds_nobody",
                condition=models.Q(erased_at__isnull=True)
                | models.Q(name="", phone="", email="", answers=[]),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What staff and the person call it: `70/0012`; no secret."""
        return f"{int(self.year) % 100:02d}/{self.number:04d}"

    @property
    def is_open(self) -> bool:
        return self.progress != Progress.CLOSED

    def is_overdue(self, on: dt.date | None = None) -> bool:
        day = on or timezone.localdate()
        return self.is_open and self.progress != Progress.WAITING and self.due_on < day

    def get_absolute_url(self) -> str:
        """Its page for staff; the person's is reached with the code alone."""
        return reverse("services:staff_request", args=[self.pk])


class RequestEvent(models.Model):
    """Something that happened with a request; the person reads those with `is_public`."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField("เหตุการณ์", max_length=12, choices=EventKind.choices)
    at = models.DateTimeField("เมื่อ", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """None for the person who sent the request, and for the system."""
    text = models.TextField("ข้อความ", blank=True)
    is_public = models.BooleanField(default=True)
    turn = models.CharField(max_length=43, unique=True, null=True, editable=False)  # noqa: DJ001  # NULL is unlike NULL
    """Of the form it came by: the same form sent twice is one event; None for what came by no form."""

    class Meta:
        verbose_name = "เหตุการณ์ของคำขอ"
        verbose_name_plural = "เหตุการณ์ของคำขอ"
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class RequestFile(models.Model):
    """A file of a draft, then of the request it became; never public."""

    draft = models.ForeignKey(
        RequestDraft, on_delete=models.SET_NULL, related_name="files", null=True, blank=True
    )
    request = models.ForeignKey(
        ServiceRequest, on_delete=models.CASCADE, related_name="files", null=True, blank=True
    )
    event = models.ForeignKey(
        RequestEvent, on_delete=models.CASCADE, related_name="files", null=True, blank=True
    )
    """The event it came with; none for a file of the form itself."""
    field_key = models.CharField(max_length=16, blank=True)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_from_staff = models.BooleanField(default=False)

    class Meta:
        verbose_name = "ไฟล์ของคำขอ"
        verbose_name_plural = "ไฟล์ของคำขอ"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.stored.original_name
