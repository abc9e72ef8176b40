"""What visitors ask of the list of manuals, and what staff say when they have read one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import CharField
from django.db.models.functions import Cast

from measures.manuals.models import Manual
from portal.lists import WordsField
from portal.models import SearchEntry, WorkGroup
from portal.search import Query
from portal.word_index import holding


class ManualFilter(forms.Form):
    """Which manuals; what cannot be read is said beside its box and left out of account."""

    q = WordsField("ชื่อคู่มือ ขั้นตอน หรือกฎหมาย")
    group = forms.ChoiceField(
        label="กลุ่มงาน",
        required=False,
        error_messages={"invalid_choice": "ไม่มีกลุ่มงานนี้ จึงแสดงทุกกลุ่มงาน"},
    )

    def __init__(self, data: Any, groups: Iterable[WorkGroup]) -> None:
        super().__init__(data)
        self.groups = {group.slug: group for group in groups}
        choices = [("", "ทุกกลุ่มงาน"), *((slug, group.name) for slug, group in self.groups.items())]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.is_valid()
        self.query = Query.read(str(self.cleaned_data.get("q") or ""))

    @property
    def asked(self) -> dict[str, str]:
        """The filters in force, as an address says them."""
        parts = {
            "q": self.query.text if self.query.words else "",
            "group": str(self.cleaned_data.get("group") or ""),
        }
        return {name: text for name, text in parts.items() if text}

    def narrow(self, rows: Any) -> Any:
        """The manuals of that group that hold every word as the search knows them."""
        if group := self.asked.get("group"):
            rows = rows.filter(owner_group=self.groups[group])
        if self.query.words:
            entries = SearchEntry.objects.filter(object_type=Manual._meta.label_lower)
            found = holding(entries, self.query.words, table="portal_searchwords")
            rows = rows.alias(key=Cast("pk", CharField())).filter(key__in=found.values("object_id"))
        return rows

    def chips(self) -> list[tuple[str, str]]:
        """The filters in force: the name of each in the address, and what it says."""
        return [
            (name, str(self.groups[text]) if name == "group" else f"“{text}”")
            for name, text in self.asked.items()
        ]


class AcknowledgeForm(forms.Form):
    """The word of somebody who has read."""

    has_read = forms.BooleanField(
        label="ข้าพเจ้าได้อ่านคู่มือฉบับนี้ครบทุกขั้นตอนแล้ว และจะถือปฏิบัติตาม",
        error_messages={"required": "อ่านคู่มือให้ครบ แล้วเลือกช่องนี้ก่อนกดรับทราบ"},
    )
