"""The search index: one row for each published record, in words that Thai search can find."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class SearchDocument:
    """What the search finds of a record: its kind in a word, its title, and its text without markup."""

    kind: str
    title: str
    body: str = ""


class SearchEntryQuerySet(models.QuerySet[Any]):
    def visible(self, at: dt.datetime | None = None) -> Self:
        """Entries of what the public sees at a moment (now by default)."""
        return self.filter(visible_from__lte=at or timezone.now())


class SearchEntry(models.Model):
    """What the public search finds; `portal.search` writes it when a record is published or withdrawn.

    On SQLite triggers copy `words` into a full-text table (see migration 0004_search): a later migration
    that makes this table anew has to make the triggers anew.
    """

    object_type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    url = models.CharField(max_length=300)
    kind = models.CharField("ประเภท", max_length=60)
    title = models.CharField("ชื่อเรื่อง", max_length=400)
    body = models.TextField("เนื้อหา", blank=True)
    words = models.TextField("คำสำหรับค้น")  # title, a line break, body; both folded by portal.thai.fold
    visible_from = models.DateTimeField(db_index=True)

    objects: ClassVar = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "รายการค้นหา"
        verbose_name_plural = "รายการค้นหา"
        constraints: ClassVar = [
            models.UniqueConstraint(name="search_entry_is_one", fields=["object_type", "object_id"])
        ]

    def __str__(self) -> str:
        return self.title
