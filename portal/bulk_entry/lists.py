"""The declaration of a list that is filled in many rows at once: its columns, its key, how a row is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.db import models

from portal.bulk_entry.fields import Field
from portal.models import User, WorkGroup
from portal.publishing import Publishable

MOST_ROWS = 2_000
"""Rows of one file, where a list does not say another number."""


@dataclass(frozen=True)
class Filing:
    """What is the same for all rows of one file: who confirms, who brought the file (an author too, so that neither
    may publish), for which work group, what the history says."""

    by: User
    brought_by: User
    group: WorkGroup | None
    why: str


class Save(Protocol):
    """Keeps one row: a new record for None, else the record that the row names; returns what was written."""

    def __call__(self, filing: Filing, record: Any | None, values: Mapping[str, Any]) -> models.Model: ...


@dataclass(frozen=True, kw_only=True)
class BulkList:
    """One list of a room; see the example in `portal.bulk_entry`.

    `key` names the columns by which a row finds its record; without one a row is either there already, equal in
    every column, or new. `records` gives the rows of the list (`originals` of publishable kinds by default).
    `revises_published`: a changed row of a published record makes a working copy; else it is refused.
    `check` sees the values of one row and the record it would change (None for a new one), and gives messages by
    column (under "" what concerns the whole row). `save` keeps a row, `save_kept` by default.
    `after` is called once with all records that were written. `called` is the list's name where the plural of its
    model says something else.
    """

    model: type[models.Model]
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    about: str = ""
    records: Callable[[], models.QuerySet[Any]] | None = None
    revises_published: bool = True
    check: Callable[[Mapping[str, Any], Any | None], Mapping[str, str]] | None = None
    save: Save | None = None
    after: Callable[[Filing, Sequence[Any]], None] | None = None
    most_rows: int = MOST_ROWS
    called: str = ""

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(set(names)) < len(names) or not set(self.key) <= set(names):
            raise ValueError(f"columns of {self.name}: {names}, key {self.key}")

    @property
    def name(self) -> str:
        """`authority.referral`, under which its files are kept."""
        return self.model._meta.label_lower

    @property
    def title(self) -> str:
        return self.called or str(self.model._meta.verbose_name_plural)

    @property
    def is_publishable(self) -> bool:
        return issubclass(self.model, Publishable)

    @property
    def asks_for_group(self) -> bool:
        """Whether new records need a work group that no column says."""
        return self.is_publishable and all(field.name != "owner_group" for field in self.fields)

    def rows(self) -> models.QuerySet[Any]:
        """The records of the list, without working copies."""
        if self.records:
            return self.records()
        manager: Any = self.model._default_manager
        return manager.originals() if self.is_publishable else manager.all()  # type: ignore[no-any-return]

    def present(self) -> list[Any]:
        """What a row is held against: each record, or its working copy where somebody works on one."""
        rows = list(self._with_related(self.rows()))
        if not self.is_publishable:
            return rows
        manager: Any = self.model._default_manager
        copies = {copy.revises_id: copy for copy in self._with_related(manager.filter(revises__isnull=False))}
        return [copies.get(record.pk, record) for record in rows]

    def _with_related(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        known = {field.name for field in self.model._meta.concrete_fields if field.is_relation}
        wanted = {field.name for field in self.fields} | ({"owner_group"} if self.is_publishable else set())
        # Without names Django would follow every relation.
        names = sorted(known & wanted)
        return rows.select_related(*names) if names else rows


def save_kept(list_: BulkList, filing: Filing, record: Any | None, values: Mapping[str, Any]) -> models.Model:
    """Write a row as the admin's form would: a new draft, a changed draft, or the working copy of what is public."""
    by = filing.by
    target: Any = record or list_.model()
    if list_.is_publishable:
        if record is None:
            target.created_by, target.owner_group = by, values.get("owner_group", filing.group)
        elif not record.is_editable:
            target = record.revise(by=by)
        target.note_author(by)
        target.note_author(filing.brought_by)
        target.edition += 1
    for name, value in values.items():
        setattr(target, name, value)
    target._history_user, target._change_reason = by, filing.why[:100]
    target.save()
    return cast(models.Model, target)
