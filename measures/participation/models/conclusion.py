"""The end of a consultation: what people proposed and what the office made of it, and who closed it as done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.participation.models.consultation import Consultation
from measures.participation.models.contribution import Contribution
from measures.participation.models.terms import Decision, Stage
from portal.addresses import check_address
from portal.models.search import SearchDocument
from portal.publishing import Publishable


class Conclusion(Publishable):
    """«ท่านเสนอ – เราทำ» of one consultation."""

    consultation = models.ForeignKey(
        Consultation,
        verbose_name="การรับฟังความเห็น",
        on_delete=models.PROTECT,
        related_name="conclusions",
        limit_choices_to={"revises": None},
    )
    summary = models.TextField("สรุปความเห็น", help_text="ประชาชนเห็นอย่างไร เห็นตรงกันหรือต่างกันเรื่องใด")

    revised_children = ("outcomes",)

    class Meta(Publishable.Meta):
        verbose_name = "ผลสรุป “ท่านเสนอ – เราทำ”"
        verbose_name_plural = "ผลสรุป “ท่านเสนอ – เราทำ”"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="conclusion_is_one_of_a_consultation",
                fields=["consultation"],
                condition=models.Q(revises__isnull=True),
                violation_error_message="การรับฟังเรื่องนี้มีผลสรุปอยู่แล้ว ให้แก้ไขผลสรุปเดิม",
            ),
        ]

    def __str__(self) -> str:
        return f"ท่านเสนอ – เราทำ: {self.consultation}"

    def get_absolute_url(self) -> str:
        return reverse("participation:conclusion", args=[self.consultation_id])

    def missing_for_publication(self) -> list[str]:
        outcomes = list(self.outcomes.all())
        missing = [] if outcomes else ["ยังไม่มีแถว “ท่านเสนอ – เราทำ” ให้เพิ่มอย่างน้อยหนึ่งข้อ"]
        if not self.summary.strip():
            missing.append("ยังไม่ได้เขียนสรุปความเห็น")
        if self.consultation.closes_on >= timezone.localdate():
            missing.append("ยังไม่สิ้นวันปิดรับความเห็น ให้สรุปผลเมื่อปิดรับแล้ว")
        missing += [words for outcome in outcomes if (words := outcome.lack)]
        return missing

    def search_document(self) -> SearchDocument:
        rows = (f"{row.said} {row.did} {row.why_not}" for row in self.outcomes.all())
        return SearchDocument("ผลการรับฟังความเห็น", str(self), "\n".join((self.summary, *rows)))


class Outcome(models.Model):
    """One row: what people proposed, what was done about it, or why not, and where that can be seen."""

    owner = models.ForeignKey(Conclusion, on_delete=models.CASCADE, related_name="outcomes")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    said = models.TextField("ท่านเสนอ")
    decision = models.CharField("ผล", max_length=8, choices=Decision.choices)
    did = models.TextField("เราทำ", blank=True)
    why_not = models.TextField("เหตุที่ไม่ได้ทำ", blank=True)
    link_title = models.CharField(
        "ชื่อหน้าของแผนหรือการจัดซื้อ",
        max_length=250,
        blank=True,
        help_text="เว้นว่างไว้ ระบบใส่ชื่อหน้าในเว็บไซต์นี้ให้",
    )
    address = models.CharField(
        "ที่อยู่ของแผนหรือการจัดซื้อ",
        max_length=500,
        blank=True,
        help_text="คัดลอกจากแถบที่อยู่ เช่น /procurement/2566/plan/#plan-12 ระบบเปิดดูให้ว่ามีหน้านั้นและประชาชนเปิดได้",
    )

    class Meta:
        verbose_name = "ข้อ “ท่านเสนอ – เราทำ”"
        verbose_name_plural = "ท่านเสนอ – เราทำ"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outcome_tells_what_or_why_not",
                condition=models.Q(decision=Decision.NOT_DONE) & ~models.Q(why_not="")
                | ~models.Q(decision=Decision.NOT_DONE) & ~models.Q(did=""),
                violation_error_message="บอกสิ่งที่ทำหรือจะทำ ถ้าไม่ได้ทำ ให้บอกเหตุผล",
            )
        ]

    def __str__(self) -> str:
        return self.said[:80]

    @property
    def lack(self) -> str:
        """What the row still owes the public; nothing when it is whole."""
        if self.decision == Decision.NOT_DONE and not self.why_not.strip():
            return f"ข้อ “{self}” ยังไม่ได้บอกเหตุที่ไม่ได้ทำ"
        if self.decision != Decision.NOT_DONE and not self.did.strip():
            return f"ข้อ “{self}” ยังไม่ได้บอกว่าทำหรือจะทำอะไร"
        return ""

    @property
    def link_words(self) -> str:
        return self.link_title or "ดูแผนหรือการจัดซื้อที่เกี่ยวข้อง"

    def clean(self) -> None:
        super().clean()
        if self.decision == Decision.NOT_DONE and not self.why_not.strip():
            raise ValidationError({"why_not": "ไม่ได้ทำ ให้บอกเหตุผล"})
        if self.decision and self.decision != Decision.NOT_DONE and not self.did.strip():
            raise ValidationError({"did": "บอกสิ่งที่ทำหรือจะทำ"})
        if self.address:
            check_address(self.address)


class Closure(models.Model):
    """That a consultation was closed as done, with the conclusion that was public then.

    The database itself takes no row whose conclusion is not published (migration 0003).
    """

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="closure")
    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("ปิดเมื่อ", default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ผู้ปิด", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "การปิดการรับฟัง"
        verbose_name_plural = "การปิดการรับฟัง"

    def __str__(self) -> str:
        return str(self.consultation)


def hindrances(consultation: Consultation) -> list[str]:
    """Thai sentences on what keeps a consultation from being closed as done; none when it may be."""
    found = []
    if not consultation.is_published:
        found.append("การรับฟังเรื่องนี้ยังไม่ได้เผยแพร่")
    if consultation.stage in (Stage.COMING, Stage.OPEN):
        found.append(f"ยังไม่สิ้นวันปิดรับความเห็น ({consultation.window})")
    if not Conclusion.objects.published().filter(consultation=consultation).exists():
        found.append("ยังไม่ได้เผยแพร่ผลสรุป “ท่านเสนอ – เราทำ” ให้เขียนและเผยแพร่ก่อน จึงปิดเป็นเสร็จสิ้นได้")
    said = Contribution.objects.filter(consultation=consultation)
    if waiting := said.waiting().count():
        found.append(f"มีความเห็นที่ยังไม่ได้ตรวจ {waiting:,} รายการ")
    if unanswered := said.unanswered().count():
        found.append(f"มีความเห็นที่ยังไม่มีคำตอบ {unanswered:,} รายการ ตอบทีละรายการหรือตอบรวมเป็นกลุ่มก็ได้")
    return found
