"""Sentences that staff accepted from what the rooms count: words, figure, and the page that proves it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from measures import wording
from measures.models.measure import Measure
from portal import thai
from portal.fiscal import FiscalYear

LONGEST = 1000
"""Letters of one sentence."""


@dataclass(frozen=True)
class Offered:
    """A sentence that a room offers: what it counts, its words, and where and when it was counted."""

    key: str
    text: str
    address: str
    source: str
    counted_on: dt.date


class AcceptedSentence(models.Model):
    """One sentence of a measure's summary that was drawn from the records and accepted by a person."""

    owner = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="sentences")
    key = models.CharField("สิ่งที่นับ", max_length=wording.KEY_LENGTH, editable=False)
    text = models.CharField("ข้อความ", max_length=LONGEST)
    offered = models.CharField("ข้อความที่ระบบเสนอ", max_length=LONGEST, editable=False)
    source = models.CharField("ที่มา", max_length=250, editable=False)
    address = models.CharField("หน้าที่แสดงตัวเลข", max_length=500, editable=False)
    counted_on = models.DateField("นับเมื่อวันที่", editable=False)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0, editable=False)

    class Meta:
        verbose_name = "ข้อความจากข้อมูล"
        verbose_name_plural = "ข้อความจากข้อมูล"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="sentence_is_accepted_once", fields=["owner", "key"]),
            models.CheckConstraint(
                name="sentence_says_what_and_where",
                condition=~models.Q(key="")
                & ~models.Q(text="")
                & ~models.Q(offered="")
                & (models.Q(address__startswith="/") | models.Q(address__startswith="https://")),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def heading(self) -> str:
        """Where and when it was counted."""
        return heading(self.source, self.counted_on)

    @property
    def is_edited(self) -> bool:
        return self.text != self.offered

    @property
    def doubt(self) -> str:
        """What is odd about the numbers that somebody typed, in a Thai sentence; empty when they are the record's."""
        year: FiscalYear = self.owner.year
        added, left = wording.odd_numbers(
            self.text, self.offered, but=(str(year), *map(str, _written(self.counted_on)))
        )
        parts = []
        if added:
            parts.append(f"พิมพ์ตัวเลข {', '.join(added)} ซึ่งไม่ตรงกับข้อมูล")
        if left:
            parts.append(f"ไม่ได้บอกตัวเลข {', '.join(left)} ที่มีในข้อมูล")
        return " และ".join(parts)

    def take(self, offered: Offered, *, text: str = "") -> None:
        """Stand for what is offered now, in these words or in its own; not saved."""
        self.key, self.offered, self.source = offered.key, offered.text, offered.source
        self.address, self.counted_on = offered.address, offered.counted_on
        self.text = text or offered.text

    def renew(self, offered: Offered) -> bool:
        """Take over the figures of now, in the words that somebody wrote; not saved.

        False where the words must be looked at: it cannot be said which number takes the place of which.
        """
        text = wording.with_new_numbers(self.text, self.offered, offered.text)
        self.take(offered, text=text or self.text)
        return text is not None

    def frozen(self) -> dict[str, str]:
        """As plain JSON for a report: `text`, `heading`, `source`, `address`, `counted_on` (ISO)."""
        return {
            "text": self.text,
            "heading": self.heading,
            "source": self.source,
            "address": self.address,
            "counted_on": self.counted_on.isoformat(),
        }


def heading(source: str, counted_on: dt.date) -> str:
    """The line above figures: where and when they were counted."""
    return f"ข้อมูลจาก{source} นับเมื่อวันที่ {thai.long_date(counted_on)}"


def clean_words(text: str) -> str:
    """A sentence on one line, without what cannot be seen. Raises ValidationError where nothing is left to read."""
    seen = "".join(letter for letter in text if not _is_unseen(letter))
    words = " ".join(seen.replace(thai.NBSP, "\0").split()).replace("\0", thai.NBSP).strip()
    if not thai.fold(words):
        raise ValidationError("ยังไม่มีข้อความให้อ่าน พิมพ์ข้อความ หรือเลือกนำออกถ้าไม่ใช้")
    return words


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cf", "Cc", "Cs", "Co", "Cn") and letter not in "\t\r\n"


def _written(day: dt.date) -> tuple[str, str]:
    return thai.long_date(day), thai.short_date(day)
