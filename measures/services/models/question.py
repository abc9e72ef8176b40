"""Questions from the public and the office's answers, read by somebody before everybody reads them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.services.models.service import Service
from portal.models.people import WorkGroup
from portal.models.search import SearchDocument
from portal.publishing import Publishable


class EnquiryState(models.TextChoices):
    """What became of a question that came in."""

    NEW = "new", "รอตอบ"
    ANSWERED = "answered", "ตอบแล้ว"
    DECLINED = "declined", "ไม่เผยแพร่"


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def waiting(self) -> Self:
        return self.filter(state=EnquiryState.NEW)


class Enquiry(models.Model):
    """A question as it came in; the public never sees this row, only an answer made from it."""

    subject = models.CharField("เรื่องที่ถาม", max_length=200)
    body = models.TextField("รายละเอียดคำถาม")
    email = models.EmailField("อีเมลสำหรับแจ้งเมื่อตอบแล้ว", blank=True)
    service = models.ForeignKey(
        Service,
        verbose_name="เกี่ยวกับบริการ",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    group = models.ForeignKey(
        WorkGroup,
        verbose_name="กลุ่มงานที่ตอบ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    token = models.CharField(max_length=43, unique=True, editable=False)
    """Of the form it came by, and of the address where the person sees what became of it."""
    asked_at = models.DateTimeField("ถามเมื่อ", default=timezone.now, db_index=True, editable=False)
    due_on = models.DateField("ควรตอบภายใน", editable=False)
    state = models.CharField(
        "สถานะ", max_length=8, choices=EnquiryState.choices, default=EnquiryState.NEW, editable=False
    )
    decided_at = models.DateTimeField("ตอบหรือปิดเมื่อ", null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    reason = models.TextField("เหตุผลที่ไม่เผยแพร่", blank=True, editable=False)
    """The person reads it."""

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "คำถามที่เข้ามา"
        verbose_name_plural = "คำถามที่เข้ามา"
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="declined_enquiry_has_a_reason",
                condition=~models.Q(state=EnquiryState.DECLINED)
                | ~models.Q(reason="") & models.Q(decided_at__isnull=False, decided_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Answer(Publishable):
    """A question with the office's answer, in public; the question's words are edited so that nobody is named."""

    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.SET_NULL, related_name="answers", null=True, blank=True, editable=False
    )
    question = models.CharField(
        "คำถาม", max_length=300, help_text="เรียบเรียงให้สั้น ตัดชื่อ เบอร์โทรศัพท์ และข้อมูลส่วนบุคคลออก"
    )
    detail = models.TextField("รายละเอียดของคำถาม", blank=True)
    answer = models.TextField("คำตอบ")
    service = models.ForeignKey(
        Service,
        verbose_name="เกี่ยวกับบริการ",
        on_delete=models.SET_NULL,
        related_name="answers",
        null=True,
        blank=True,
    )
    asked_on = models.DateField("ถามวันที่")
    is_faq = models.BooleanField(
        "คำถามที่พบบ่อย", default=False, help_text="แสดงในหน้าคำถามที่พบบ่อย และในหน้าบริการที่เกี่ยวข้อง"
    )
    order = models.PositiveSmallIntegerField("ลำดับในคำถามที่พบบ่อย", default=0)

    class Meta(Publishable.Meta):
        verbose_name = "คำถามและคำตอบ"
        verbose_name_plural = "คำถามและคำตอบ"
        ordering: ClassVar = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("services:answer", args=[self.revises_id or self.pk])

    def missing_for_publication(self) -> list[str]:
        return [] if self.answer.strip() else ["ยังไม่ได้เขียนคำตอบ"]

    def search_document(self) -> SearchDocument:
        kind = "คำถามที่พบบ่อย" if self.is_faq else "คำถามและคำตอบ"
        return SearchDocument(kind, self.question, f"{self.detail}\n{self.answer}")
