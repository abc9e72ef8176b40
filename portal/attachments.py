"""Attachments: a document of a publishable record, with a permanent address and its old versions."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django_stubs_ext.db.models import TypedModelMeta

from portal import audit
from portal.models.files import StoredFile
from portal.personal_numbers import found_in
from portal.uploads import inspect_upload

if TYPE_CHECKING:
    from portal.models.people import User
    from portal.publishing import Publishable


@transaction.atomic
def store_upload(file: File[bytes], *, by: User | None, note: str = "") -> StoredFile:
    """Check an uploaded file, search it for citizen numbers, and keep it as it is.

    Raises ValidationError naming the file's fault; a number is none, but keeps the file's record from the public.
    """
    facts = inspect_upload(file)
    numbers, places = found_in(file, facts.kind)
    file.seek(0)
    stored = StoredFile(
        original_name=file.name or "",
        kind=facts.kind,
        content_type=facts.content_type,
        size=facts.size,
        pages=facts.pages,
        sha256=facts.sha256,
        uploaded_by=by,
        note=note,
        citizen_numbers=numbers,
        citizen_number_places=places,
    )
    stored.file.save(file.name or "upload", file, save=False)
    stored.save()
    return stored


def store_made(
    content: bytes,
    *,
    name: str,
    kind: str,
    content_type: str,
    pages: int | None = None,
    by: User | None = None,
) -> StoredFile:
    """Keep bytes as they are without judging them: what the portal made itself, or what an import read."""
    stored = StoredFile(
        original_name=name,
        kind=kind,
        content_type=content_type,
        size=len(content),
        pages=pages,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    stored.file.save(name, ContentFile(content), save=False)
    stored.save()
    return stored


class Attachment(models.Model):
    """A document of one owner; the concrete class adds the foreign key `owner`.

    The address `/documents/<id>/` always gives the newest file; `/documents/<id>/<n>/` an older one that was
    public. A file that was replaced before the public saw it is not to be had at any address.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("ชื่อเอกสาร", max_length=250, help_text="ชื่อที่ประชาชนเห็น ไม่ใช่ชื่อไฟล์")
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    current = models.ForeignKey(
        StoredFile, verbose_name="ไฟล์ปัจจุบัน", on_delete=models.PROTECT, related_name="+", editable=False
    )
    versions = models.ManyToManyField(StoredFile, related_name="+", editable=False)
    """Files that the public has seen here; the present one joins them when it is replaced or withdrawn."""
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    owner: models.ForeignKey[Publishable, Publishable]
    current_id: int

    class Meta(TypedModelMeta):
        abstract = True
        ordering: ClassVar = ["order", "pk"]
        verbose_name = "เอกสาร"
        verbose_name_plural = "เอกสาร"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:document", args=[self.pk])

    def replace(self, file: File[bytes], *, by: User, note: str) -> StoredFile:
        """Put a newer file at the same address; the old one stays reachable. Raises ValidationError."""
        newer = store_upload(file, by=by, note=note)
        if self.owner.is_published:
            self.versions.add(self.current)
        self.current = newer
        self.save()
        audit.record(by, "แทนที่ไฟล์", self, note=note, sha256=self.current.sha256)
        return self.current

    @transaction.atomic
    def clear_numbers(self, *, by: User, reason: str) -> None:
        """Say that the citizen numbers in the present file, or a file that cannot be searched, may be public, and
        why; holds for this file only.

        Raises ValidationError without a reason or when there is nothing to be said.
        """
        stored = StoredFile.objects.select_for_update().get(pk=self.current_id)
        if not stored.awaits_clearance:
            raise ValidationError("ไฟล์นี้ไม่มีเลขประจำตัวประชาชนที่ต้องยืนยัน")
        if not reason.strip():
            raise ValidationError("ต้องระบุเหตุผลที่เผยแพร่เลขประจำตัวประชาชนได้")
        stored.cleared_at, stored.cleared_by, stored.cleared_reason = timezone.now(), by, reason.strip()
        stored.save()
        self.current = stored
        audit.record(
            by,
            "ยืนยันให้เผยแพร่ไฟล์ที่มีเลขประจำตัวประชาชน",
            self,
            reason=reason.strip(),
            sha256=stored.sha256,
            numbers=stored.citizen_numbers,
        )

    def version(self, number: int) -> StoredFile | None:
        """The n-th version, counted from 1; the newest file is the last; None when there is none."""
        known = sorted({*self.versions.all(), self.current}, key=lambda stored: stored.pk)
        return known[number - 1] if 0 < number <= len(known) else None


def attachment_models() -> Iterator[type[Attachment]]:
    """Every concrete kind of attachment, in the order of the apps."""
    for model in apps.get_models():
        if issubclass(model, Attachment):
            yield model


def find_visible(pk: uuid.UUID, request: HttpRequest) -> Attachment | None:
    """The attachment with this id if its owner may be seen in this request; None otherwise."""
    for model in attachment_models():
        found = model._default_manager.select_related("current").filter(pk=pk).first()
        if found is None:
            continue
        owners = cast("Any", model._meta.get_field("owner").related_model)._default_manager
        if owners.visible_in(request).filter(pk=found.owner_id).exists():  # type: ignore[attr-defined]
            return found
    return None
