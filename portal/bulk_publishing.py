"""The verbs of publishing for many records of one kind at once: a few statements, by the rules of the single verbs.

Each function takes a queryset, reads it under a lock, asks every record by its own methods (`become_submitted` and
the like in `portal.publishing`), and writes all of them or none. The acts are not put into the audit log here: who
carries many records at once, such as an import, says so with one event of its own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from portal import personal_numbers, search
from portal.publishing import Publishable, Status, change_reason
from portal.working_copies import copy_child, copy_fields

if TYPE_CHECKING:
    from portal.models.people import User

Record = TypeVar("Record", bound=Publishable)
CHUNK = 5000
"""Primary keys in one statement."""
MOST_FAULTS = 200
"""Refusals that are told; the rest is counted."""
BUSY = "มีผู้อื่นกำลังบันทึก ยังไม่มีสิ่งใดเปลี่ยนแปลง ลองใหม่"
"""What is said when the database gave up waiting for somebody else, or would have waited for ever."""
_WRITTEN = (
    "status",
    "submitted_at",
    "submitted_by_id",
    "published_at",
    "first_published_at",
    "published_by_id",
    "withdrawn_at",
    "withdrawn_by_id",
    "status_reason",
    "authors",
)
"""What the verbs change; every other field stays as it is."""


@transaction.atomic
def submit_all(
    records: models.QuerySet[Record], *, by: User, name: Callable[[Record], str] = str
) -> list[Record]:
    """Ask for publication of all. Raises ValidationError with everything that is missing, by record."""
    now = timezone.now()
    locked = _locked(records)
    _each(locked, lambda record: record.become_submitted(by=by, at=now), name)
    _each(_with_children(locked), personal_numbers.expect_cleared, name)
    _write(locked, now)
    return locked


@transaction.atomic
def send_back_all(records: models.QuerySet[Record], *, reason: str) -> list[Record]:
    """Return all to their authors with a reason. Raises ValidationError without one."""
    locked = _locked(records)
    for record in locked:
        record.become_sent_back(reason=reason)
    _write(locked, timezone.now())
    return locked


@transaction.atomic
def publish_all(
    records: models.QuerySet[Record], *, by: User, reason: str = "", name: Callable[[Record], str] = str
) -> list[Record]:
    """Show all to the public now, each with a version in its history; returns the published records.

    Raises PermissionDenied when `by` wrote in one of them, ValidationError when one may not be published or is a
    working copy, which is published by itself.
    """
    now = timezone.now()
    personal_numbers.expect_none(reason)
    locked = _locked(records)
    if any(record.revises_id for record in locked):
        raise ValidationError("ฉบับแก้ไขต้องเผยแพร่เป็นรายเรื่อง")
    _each(locked, lambda record: record.expect_publisher(by), name)
    _each(_with_children(locked), personal_numbers.expect_cleared, name)
    for record in locked:
        record.become_public(by=by, at=now, reason=reason)
    _write(locked, now)
    note_versions(locked, by=by, why=change_reason(reason), at=now, is_new=False)
    search.put(locked)
    return locked


@transaction.atomic
def withdraw_all(records: models.QuerySet[Record], *, by: User, reason: str) -> list[Record]:
    """Take all off the public site, with their files. Raises ValidationError without a reason."""
    now = timezone.now()
    locked = _locked(records)
    public = [record for record in locked if record.is_published]
    for record in locked:
        record.become_withdrawn(by=by, at=now, reason=reason)
    for record in _with_children(public):
        record.remember_files()
    _write(locked, now)
    search.put(locked)
    return locked


@transaction.atomic
def revise_all(records: models.QuerySet[Record], *, by: User) -> list[Record]:
    """The working copies of published records that have none yet; the caller puts them into the history.

    Raises ValidationError when one is not published.
    """
    copies: dict[Any, Record] = {}
    for record in _locked(records):
        record._expect({Status.PUBLISHED}, "แก้ไข")
        copies[record.pk] = type(record)(revises=record, created_by=by, status=Status.DRAFT)
        copy_fields(record, copies[record.pk])
    model: Any = records.model
    model._default_manager.bulk_create(list(copies.values()))
    for accessor in model.revised_children if copies else ():
        relation: Any = model._meta.get_field(accessor)
        for portion in chunks(list(copies)):
            children = relation.related_model._default_manager.filter(
                **{f"{relation.field.name}__in": portion}
            )
            for child in children.order_by("pk"):
                copy_child(child, copies[getattr(child, relation.field.attname)])
    return list(copies.values())


def note_versions(
    records: Sequence[Publishable], *, by: User, why: str, at: dt.datetime, is_new: bool
) -> None:
    """Put a version of each record into the history of its kind, as the record stands in the database.

    The database copies the rows itself: writing ten thousand versions row by row takes longer than the records.
    """
    if not records:
        return
    model = type(records[0])
    past: Any = model.history.model
    quote = connection.ops.quote_name
    copied = ", ".join(quote(field.column) for field in past.tracked_fields)
    told = {
        "history_date": at,
        "history_change_reason": why[:100],
        "history_type": "+" if is_new else "~",
        "history_user_id": by.pk,
    }
    noted = ", ".join(quote(past._meta.get_field(name).column) for name in told)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    values = [past._meta.get_field(name).get_db_prep_save(value, connection) for name, value in told.items()]
    for portion in chunks([record.pk for record in records]):
        marks = ", ".join(["%s"] * len(portion))
        statement = (  # only names of our own tables are written into it
            f"INSERT INTO {quote(past._meta.db_table)} ({copied}, {noted})"  # noqa: S608
            f" SELECT {copied}, %s, %s, %s, %s FROM {table} WHERE {key} IN ({marks}) ORDER BY {key}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, *portion])


def lock(model: type[Publishable], keys: Iterable[int]) -> None:
    """Keep these rows locked until the end of the transaction, in the order that every verb for many keeps.

    For acts on several records that write to the audit log in between: the log is locked after the records.
    """
    for portion in chunks(sorted(keys)):
        rows = model._default_manager.select_for_update().filter(pk__in=portion).order_by("pk")
        list(rows.values_list("pk", flat=True))


def chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The keys in portions that one statement can hold."""
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def _locked(records: models.QuerySet[Record]) -> list[Record]:
    """The rows of a queryset as they stand, with their children, under a lock; always in the same order, so that
    two cannot entangle."""
    keys = list(records.order_by("pk").values_list("pk", flat=True))
    every: Any = records.model._default_manager
    return [
        record
        for portion in chunks(keys)
        for record in every.select_for_update()
        .filter(pk__in=portion)
        .prefetch_related(*records.model.revised_children)
        .order_by("pk")
    ]


def _each(records: Iterable[Record], act: Callable[[Record], None], name: Callable[[Record], str]) -> None:
    """Do something to each; raises one ValidationError with what every record objects, beside its name."""
    faults: list[str] = []
    for record in records:
        try:
            act(record)
        except ValidationError as error:
            faults += [f"{name(record)}: {message}" for message in error.messages]
    if len(faults) > MOST_FAULTS:
        faults[MOST_FAULTS:] = [f"และอีก {len(faults) - MOST_FAULTS:,} แห่ง"]
    if faults:
        raise ValidationError(faults)


def _write(records: Sequence[Publishable], now: dt.datetime) -> None:
    """Save status and what goes with it: one statement for all records that get the same values."""
    alike: dict[str, tuple[dict[str, Any], list[Any]]] = {}
    for record in records:
        record.updated_at = now
        values = {name: getattr(record, name) for name in _WRITTEN}
        alike.setdefault(json.dumps(values, default=str), (values, []))[1].append(record.pk)
    for values, keys in alike.values():
        for portion in chunks(keys):
            type(records[0])._default_manager.filter(pk__in=portion).update(**values, updated_at=now)


def _with_children(records: Sequence[Record]) -> list[Record]:
    """Those records that own documents, asked in one statement for each kind and portion."""
    owners: set[Any] = set()
    for accessor in records[0].revised_children if records else ():
        relation: Any = type(records[0])._meta.get_field(accessor)
        if hasattr(relation.related_model, "versions"):
            for portion in chunks([record.pk for record in records]):
                rows = relation.related_model._default_manager.filter(
                    **{f"{relation.field.name}__in": portion}
                )
                owners.update(rows.values_list(relation.field.attname, flat=True))
    return [record for record in records if record.pk in owners]
