"""What differs between two versions of a record, and between a published record and its working copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from portal.admin.facts import in_words
from portal.publishing import Publishable
from portal.rich_text import RichTextField, plain_text

QUIET = frozenset(
    "id created_at created_by status updated_at submitted_at submitted_by published_at first_published_at "
    "published_by withdrawn_at withdrawn_by status_reason authors edition revises copied_from".split()
)
"""Fields that say how a record came here, not what it says."""


@dataclass(frozen=True)
class Change:
    """One field: its Thai label, its words before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ChildChange:
    """One row of a record: its kind («เอกสารแนบข่าว»), what happened to it, its title and its fields."""

    kind: str
    act: str
    title: str
    changes: list[Change]


def between_versions(newer: Any, older: Any) -> list[Change]:
    """What a saved version changed in the one before it; nothing for the first."""
    if older is None:
        return []
    meta = newer.instance_type._meta
    quiet = _quiet(newer.instance_type)
    return [
        _change(meta.get_field(change.field), change.old, change.new)
        for change in newer.diff_against(older, foreign_keys_are_objs=True).changes
        if change.field not in quiet
    ]


def of_fields(old: models.Model, new: models.Model) -> list[Change]:
    """The fields in which two records of a kind differ, but for those that tell how they came here."""
    parents = {type(old)._meta.get_field(name) for name in _parents(type(old))}
    quiet = _quiet(type(old))
    return [
        _change(field, getattr(old, field.name), getattr(new, field.name))
        for field in old._meta.concrete_fields
        if field.name not in quiet
        and not field.primary_key
        and field not in parents
        and getattr(old, field.attname) != getattr(new, field.attname)
    ]


def of_children(original: Publishable, copy: Publishable) -> list[ChildChange]:
    """Rows that the working copy adds, takes away, replaces or changes (documents, links, pictures)."""
    return [
        change
        for accessor in copy.revised_children
        for change in _of_rows(list(getattr(original, accessor).all()), list(getattr(copy, accessor).all()))
    ]


def _of_rows(old: list[Any], new: list[Any]) -> Iterable[ChildChange]:
    left = list(old)
    for row in new:
        before = _before(row, left)
        if before is None:
            yield ChildChange(_kind(row), "เพิ่ม", str(row), [])
            continue
        left.remove(before)
        if changes := of_fields(before, row):
            replaced = getattr(before, "current_id", None) != getattr(row, "current_id", None)
            yield ChildChange(_kind(row), "แทนที่ไฟล์" if replaced else "แก้ไข", str(before), changes)
    for row in left:
        yield ChildChange(_kind(row), "นำออก", str(row), [])


def _before(row: Any, rows: list[Any]) -> Any:
    """The row that this one stands for: the one it was copied from, else one that says the same, else its name."""
    if hasattr(row, "copied_from_id"):
        return next((old for old in rows if old.pk == row.copied_from_id), None)
    same = next((old for old in rows if not of_fields(old, row)), None)
    return same or next((old for old in rows if str(old) == str(row)), None)


def _quiet(model: type[models.Model]) -> frozenset[str]:
    return QUIET.union(getattr(model, "derived_fields", ()))


def _kind(row: models.Model) -> str:
    return str(row._meta.verbose_name)


def _parents(model: type[models.Model]) -> list[str]:
    """The names of a row's foreign keys to the record it belongs to."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, Publishable)
    ]


def _change(field: Any, old: Any, new: Any) -> Change:
    before, after = _words(field, old), _words(field, new)
    if before == after:  # the same words in another dress
        before, after = str(old), str(new)
    return Change(str(getattr(field, "verbose_name", field.name)), before, after)


def _words(field: Any, value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(field, RichTextField):
        return plain_text(value or "")
    if field.choices and value not in (None, ""):
        return str(dict(field.flatchoices).get(value, value))
    return "" if value is None or value == "" else in_words(value)
