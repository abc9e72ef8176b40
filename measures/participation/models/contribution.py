"""What people say in a consultation, what the office answers, and how much there is of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from measures.participation.models.consultation import Consultation
from measures.participation.models.terms import State
from portal.models.search import SearchDocument
from portal.publishing import Publishable

if TYPE_CHECKING:
    import datetime as dt

    from portal.models import User

LONGEST_TEXT, LONGEST_NAME = 5_000, 100


class Response(Publishable):
    """The office's answer to one contribution, or to several that say alike; it stands beside each of them."""

    consultation = models.ForeignKey(
        Consultation,
        verbose_name="การรับฟังความเห็น",
        on_delete=models.PROTECT,
        related_name="responses",
        editable=False,
    )
    subject = models.CharField("เรื่องที่ตอบ", max_length=250, help_text="สรุปสิ่งที่ประชาชนเสนอในหนึ่งประโยค")
    text = models.TextField("คำตอบของสำนักงาน", help_text="จะทำหรือไม่ทำอะไร เพราะเหตุใด เมื่อใด")
    covered = models.PositiveIntegerField("จำนวนความเห็นที่ตอบ", default=0, editable=False)
    """Contributions beside which it stands; kept by `count_again`."""

    derived_fields = ("covered",)

    class Meta(Publishable.Meta):
        verbose_name = "คำตอบต่อความเห็น"
        verbose_name_plural = "คำตอบต่อความเห็น"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("participation:response", args=[self.revises_id or self.pk])

    def search_document(self) -> SearchDocument:
        return SearchDocument("คำตอบต่อความเห็น", self.subject, self.text)

    @property
    def answered(self) -> models.QuerySet[Contribution]:
        """The contributions it answers, those of the answer that a working copy revises."""
        return Contribution.objects.filter(response=self.revises_id or self.pk)

    def missing_for_publication(self) -> list[str]:
        missing = [] if self.text.strip() else ["ยังไม่ได้เขียนคำตอบ"]
        if not self.subject.strip():
            missing.append("ยังไม่ได้สรุปเรื่องที่ตอบ")
        if not self.answered.exists():
            missing.append(
                "ยังไม่ได้เลือกความเห็นที่จะตอบ ให้เลือกในหน้า “ความเห็นจากประชาชน” แล้วใช้คำสั่ง “ตอบความเห็นที่เลือก”"
            )
        return missing

    def _go_public(self, by: User, at: dt.datetime, reason: str) -> None:
        super()._go_public(by, at, reason)
        Tally.objects.count_again(self.consultation)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def waiting(self) -> Self:
        """Those that nobody has looked at yet."""
        return self.filter(state=State.NEW)

    def shown(self) -> Self:
        return self.filter(state=State.SHOWN)

    def decided(self) -> Self:
        """What the public sees: what is shown, and the reasons for what is not; the newest first.

        `decided_at` is set exactly when the state is no longer NEW, and leads an index: however many wait, a page
        of the list costs the same.
        """
        return self.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")

    def unanswered(self) -> Self:
        """Shown ones beside which no answer stands in public."""
        answered = Response.objects.published().values("pk")
        return self.shown().exclude(response__in=answered)


class Contribution(models.Model):
    """What somebody said, by a form without account and cookie; followed with a code of which only a hash is kept."""

    consultation = models.ForeignKey(
        Consultation, verbose_name="การรับฟังความเห็น", on_delete=models.PROTECT, related_name="contributions"
    )
    paragraph_key = models.CharField(max_length=16, blank=True, editable=False)
    """Of the paragraph it speaks of; empty for the draft as a whole."""
    name = models.CharField("ชื่อที่ให้แสดง", max_length=LONGEST_NAME, blank=True)
    name_erased_at = models.DateTimeField("ลบชื่อเมื่อ", null=True, editable=False)
    """When the name that somebody gave was erased, because its time was over."""
    text = models.TextField("ความเห็น", max_length=LONGEST_TEXT)
    token = models.CharField(max_length=43, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField("ได้รับเมื่อ", default=timezone.now, editable=False)
    state = models.CharField(
        "สถานะ", max_length=6, choices=State.choices, default=State.NEW, editable=False, db_index=True
    )
    reason = models.CharField("เหตุผลที่ไม่แสดง", max_length=300, blank=True, editable=False)
    """The public reads it."""
    decided_at = models.DateTimeField("ตรวจเมื่อ", null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ตรวจ",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    response = models.ForeignKey(
        Response,
        verbose_name="คำตอบ",
        on_delete=models.SET_NULL,
        related_name="contributions",
        null=True,
        editable=False,
    )

    objects: ClassVar = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "ความเห็นจากประชาชน"
        verbose_name_plural = "ความเห็นจากประชาชน"
        ordering: ClassVar = ["-received_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["consultation", "decided_at", "id"], name="contribution_list"),
            models.Index(
                fields=["consultation", "paragraph_key", "decided_at", "id"], name="contribution_of_paragraph"
            ),
            models.Index(fields=["response", "id"], name="contribution_of_response"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contribution_is_decided_by_someone",
                condition=models.Q(state=State.NEW, decided_at__isnull=True, decided_by__isnull=True)
                | ~models.Q(state=State.NEW) & models.Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="contribution_is_hidden_with_a_reason",
                condition=~models.Q(state=State.HIDDEN) | ~models.Q(reason=""),
            ),
            models.CheckConstraint(name="contribution_says_something", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="contribution_is_answered_when_shown",
                condition=models.Q(response__isnull=True) | models.Q(state=State.SHOWN),
            ),
            models.CheckConstraint(
                name="contribution_name_is_erased",
                condition=models.Q(name_erased_at__isnull=True) | models.Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        first = " ".join(self.text.split())
        return f"{first[:80]}…" if len(first) > 80 else first

    @property
    def author(self) -> str:
        if self.name_erased_at is not None:
            return "ลบชื่อแล้วเมื่อครบกำหนด"
        return self.name or "ไม่ระบุชื่อ"

    @property
    def answer(self) -> Response | None:
        """The answer that stands beside it in public."""
        return self.response if self.response is not None and self.response.is_published else None


@dataclass(frozen=True)
class Counts:
    """How many contributions came in, and what became of them."""

    received: int = 0
    shown: int = 0
    hidden: int = 0

    @property
    def waiting(self) -> int:
        return self.received - self.shown - self.hidden

    @property
    def listed(self) -> int:
        """Those in the public list: what is hidden stands there with its reason."""
        return self.shown + self.hidden

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.received + other.received, self.shown + other.shown, self.hidden + other.hidden)


class TallyQuerySet(models.QuerySet["Tally"]):
    def of(self, consultation: Consultation) -> dict[str, Counts]:
        """The counts by the key of the paragraph; one query of as many rows as there are paragraphs."""
        rows = self.filter(consultation=consultation.revises_id or consultation.pk)
        return {row.paragraph_key: row.counts for row in rows}

    def of_each(self, consultations: Iterable[Consultation]) -> dict[int, Counts]:
        """The counts of whole consultations by primary key; one query."""
        rows = self.filter(consultation__in=[one.pk for one in consultations]).order_by()
        found = rows.values_list("consultation").annotate(
            models.Sum("received"), models.Sum("shown"), models.Sum("hidden")
        )
        return {pk: Counts(*numbers) for pk, *numbers in found}

    def count_one(self, consultation: Consultation, paragraph_key: str) -> None:
        """Add one that came in; called with the consultation locked."""
        row, _ = self.get_or_create(consultation=consultation, paragraph_key=paragraph_key)
        self.filter(pk=row.pk).update(received=models.F("received") + 1)

    def count_again(self, consultation: Consultation) -> None:
        """Count the contributions anew after moderation or an answer; locks the consultation."""
        Consultation.objects.select_for_update().get(pk=consultation.pk)
        of_state = {state: models.Count("pk", filter=models.Q(state=state)) for state in State}
        rows: Any = Contribution.objects.filter(consultation=consultation).order_by()
        found = rows.values_list("paragraph_key").annotate(
            received=models.Count("pk"), shown=of_state[State.SHOWN], hidden=of_state[State.HIDDEN]
        )
        self.bulk_create(
            [
                Tally(
                    consultation=consultation,
                    paragraph_key=key,
                    received=received,
                    shown=shown,
                    hidden=hidden,
                )
                for key, received, shown, hidden in found
            ],
            update_conflicts=True,
            unique_fields=["consultation", "paragraph_key"],
            update_fields=["received", "shown", "hidden"],
        )
        covered = dict(
            rows.exclude(response=None).values_list("response").annotate(number=models.Count("pk"))
        )
        for response in Response.objects.filter(consultation=consultation, revises=None):
            if response.covered != covered.get(response.pk, 0):
                Response.objects.filter(pk=response.pk).update(covered=covered.get(response.pk, 0))


class Tally(models.Model):
    """How many contributions there are to a paragraph; kept so that public pages need not count them."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="tallies")
    paragraph_key = models.CharField(max_length=16, blank=True)
    received = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    hidden = models.PositiveIntegerField(default=0)

    objects: ClassVar = TallyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="tally_is_one_of_a_paragraph", fields=["consultation", "paragraph_key"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.paragraph_key}: {self.received}"

    @property
    def counts(self) -> Counts:
        return Counts(self.received, self.shown, self.hidden)
