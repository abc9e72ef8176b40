"""The sealed words and files of a case. Columns in clear say what something is and on which day, nothing more."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from complaints.models.case import Case
from complaints.models.terms import EntryKind


class Entry(models.Model):
    """One sealed text of a case: the report, who reported, a message, a note, a decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    """Order within the case, from 1; the moment itself lies sealed."""
    kind = models.CharField(max_length=20, choices=EntryKind)
    day = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The officer who wrote it; none when it came from the reporter or the system."""
    sealed = models.BinaryField()
    """`Report`, `Identity` or `Words` of complaints.contents in an envelope."""

    class Meta:
        verbose_name = "ข้อความของเรื่อง"
        verbose_name_plural = "ข้อความของเรื่อง"
        ordering: ClassVar = ["case", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="complaints_entries_have_an_order")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.number}"

    @property
    def place(self) -> str:
        return f"complaints_entry.sealed|{self.pk}"


class Evidence(models.Model):
    """A file, sealed: what came in, a copy without metadata for viewing, and what is known of both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    number = models.PositiveIntegerField()
    day = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.BinaryField()
    """`FileFacts` of complaints.contents."""
    original = models.BinaryField()
    clean_copy = models.BinaryField(blank=True, default=b"")
    """Empty where no copy without metadata can be made."""

    class Meta:
        verbose_name = "หลักฐาน"
        verbose_name_plural = "หลักฐาน"
        ordering: ClassVar = ["case", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="complaints_evidence_has_an_order")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.number}"

    def place(self, column: str) -> str:
        return f"complaints_evidence.{column}|{self.pk}"


class IdentityRequest(models.Model):
    """An officer asks a custodian to open who the reporter is; both sides and every refusal are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="identity_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    reason = models.BinaryField()
    """Sealed to the part of the identity, which the custodian opens."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)
    answer = models.BinaryField(blank=True, default=b"")

    class Meta:
        verbose_name = "คำขอเปิดตัวตน"
        verbose_name_plural = "คำขอเปิดตัวตน"
        ordering: ClassVar = ["asked_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "asked_by"],
                condition=models.Q(is_approved=None),
                name="complaints_one_open_request_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.asked_by}"

    def place(self, column: str) -> str:
        return f"complaints_identityrequest.{column}|{self.pk}"
