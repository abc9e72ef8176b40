"""What a working copy carries along: its child rows, copied out and put back in their place."""

from __future__ import annotations

from typing import Any

from django.db import models

_WORKFLOW_FIELDS = frozenset(
    "id status created_at created_by updated_at submitted_at submitted_by published_at first_published_at "
    "published_by withdrawn_at withdrawn_by status_reason revises authors edition".split()
)
"""Fields that a working copy does not bring into the record it replaces."""


def copy_fields(source: models.Model, target: models.Model) -> None:
    """Put into another record, not saved, all that a working copy brings along."""
    for field in source._meta.concrete_fields:
        if field.name not in _WORKFLOW_FIELDS:
            setattr(target, field.attname, getattr(source, field.attname))


def copy_child(child: models.Model, parent: models.Model) -> models.Model:
    """A copy of a child row under another parent; rows with `copied_from` remember the row they stand for."""
    values = {
        field.attname: getattr(child, field.attname)
        for field in child._meta.concrete_fields
        if not field.primary_key and field.name != "copied_from"
    }
    copy = type(child)(**values)
    setattr(copy, _parent_field(type(child), type(parent)), parent)
    if hasattr(child, "copied_from_id"):
        setattr(copy, "copied_from", child)  # noqa: B010  # no base class has the field
    copy.save(force_insert=True)
    return copy


def replace_children(old: Any, new: Any) -> None:
    """Let the rows of manager `new` take the place of those of manager `old`.

    Rows with `copied_from` (attachments) are written back into the row they were copied from, so that its
    address stays; others simply change their parent.
    """
    parent_field = _parent_field(old.model, type(old.instance))
    keeps_address = any(field.name == "copied_from" for field in old.model._meta.concrete_fields)
    if not keeps_address:
        old.all().delete()
        new.update(**{parent_field: old.instance})
        return
    kept = set()
    for row in new.select_related("copied_from"):
        if row.copied_from is None:
            setattr(row, parent_field, old.instance)
            row.save()
            kept.add(row.pk)
            continue
        known = row.copied_from
        for field in row._meta.concrete_fields:
            if not field.primary_key and field.name not in ("copied_from", parent_field):
                setattr(known, field.attname, getattr(row, field.attname))
        known.save()
        kept.add(known.pk)
        row.delete()
    old.exclude(pk__in=kept).delete()


def _parent_field(child: type[models.Model], parent: type[models.Model]) -> str:
    """The name of the child's foreign key to its parent. Raises LookupError when there is none."""
    for field in child._meta.concrete_fields:
        if field.is_relation and field.name != "copied_from" and field.related_model is parent:
            return str(field.name)
    raise LookupError(f"{child.__name__} has no parent {parent.__name__}")
