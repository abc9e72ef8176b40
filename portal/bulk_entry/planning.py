"""What keeping a file would change, row by row: new, changed, unchanged, and what stands in the way. Writes nothing."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from portal import policies
from portal.bulk_entry.fields import Field, Kind
from portal.bulk_entry.lists import BulkList, Filing
from portal.bulk_entry.reading import ReadList, ReadRow, in_order
from portal.publishing import Publishable, Status
from portal.sheets.places import Note
from portal.thai import fold


class Act(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", "ใหม่"
    CHANGED = "changed", "แก้ไข"
    REVISED = "revised", "ทำฉบับแก้ไข"
    UNCHANGED = "unchanged", "เหมือนเดิม"


class Shown(NamedTuple):
    """One cell of a preview: heading, what it will be, what it was; `is_changed` where they differ."""

    heading: str
    text: str
    before: str
    is_changed: bool


@dataclass(frozen=True)
class PlannedRow:
    """A row, what becomes of it, and the record it finds: a draft, a working copy, or what is public."""

    row: ReadRow
    act: Act
    record: Any | None
    changed: tuple[str, ...] = ()
    """Columns in which it differs from the record."""


@dataclass
class Plan:
    """All rows of a file with what becomes of them, in the order of the file."""

    of: BulkList
    rows: Sequence[PlannedRow]
    faults: list[Note]
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by act: new, changed, revised, unchanged."""
        return {act.value: sum(planned.act is act for planned in self.rows) for act in Act}

    @property
    def differing(self) -> list[PlannedRow]:
        """Rows that change something."""
        return [planned for planned in self.rows if planned.act is not Act.UNCHANGED]

    @property
    def digest(self) -> str:
        """A fingerprint of all that would be written and of what it would replace; the same while nothing that
        matters has changed."""
        told = [
            [
                str(planned.row.place),
                planned.act.value,
                planned.record.pk if planned.record else None,
                [
                    [name, repr(one.plain(planned.row.values[name])), _before(one, planned.record)]
                    for name, one in ((one.name, one) for one in self.of.fields)
                    if name in planned.changed
                ],
            ]
            for planned in self.differing
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def shown(self, planned: PlannedRow) -> list[Shown]:
        """The cells of a row as the preview shows them: every column of the list."""
        cells = []
        for one in self.of.fields:
            before = "" if planned.record is None else one.shown(one.value_of(planned.record))
            after = one.shown(planned.row.values[one.name]) if one.name in planned.row.values else before
            is_changed = planned.record is not None and one.name in planned.changed
            cells.append(Shown(one.heading, after, before, is_changed))
        return cells


def _before(one: Field, record: Any | None) -> str:
    return "" if record is None else repr(one.plain(one.value_of(record)))


def plan_list(list_: BulkList, read: ReadList, filing: Filing) -> Plan:
    """Find the record of each row, and say what would become of it; faults of the file and of the rows together."""
    faulty = {(fault.place.sheet, fault.place.row) for fault in read.faults}
    matcher = _Matcher(list_, list_.present())
    own = set(policies.own_groups(filing.by).values_list("pk", flat=True))
    planned: list[PlannedRow] = []
    faults = list(read.faults)
    sound = [row for row in read.rows if (row.place.sheet, row.place.row) not in faulty]
    for row, record, fault in matcher.pair(sound):
        if fault:
            faults.append(fault)
            continue
        one = _planned(list_, row, record)
        planned.append(one)
        if one.act is not Act.UNCHANGED:
            faults += _objections(list_, one, filing, own)
    faults.sort(key=in_order)
    return Plan(list_, planned, faults, read.notes)


# ── which record a row means ─────────────────────────────────────────────────
class _Matcher:
    """Pairs rows with records: first those that are equal in every column, then by the key of the list."""

    def __init__(self, list_: BulkList, records: Sequence[Any]) -> None:
        self._list = list_
        self._fields = {one.name: one for one in list_.fields}
        self._by_key: dict[tuple[Any, ...], list[Any]] = {}
        for record in records:
            self._by_key.setdefault(self._key_of_record(record), []).append(record)

    def pair(self, rows: Sequence[ReadRow]) -> Iterator[tuple[ReadRow, Any | None, Note | None]]:
        """Each row with its record (None for a new one), or with a fault, in the order of the file."""
        taken: dict[int, Any] = {}
        waiting: dict[tuple[Any, ...], list[ReadRow]] = {}
        for row in rows:
            candidates = self._by_key.get(self._key_of_row(row), [])
            equal = next((record for record in candidates if self._is_equal(row, record)), None)
            if equal is None:
                waiting.setdefault(self._key_of_row(row), []).append(row)
            else:
                candidates.remove(equal)
                taken[id(row)] = equal
        for row in rows:
            if id(row) in taken:
                yield row, taken[id(row)], None
                continue
            key = self._key_of_row(row)
            left, alike = self._by_key.get(key, []), waiting[key]
            if row is not alike[0]:
                yield row, None, self._fault(row, f"ซ้ำกับ{alike[0].place} โปรดเหลือไว้แถวเดียว")
            elif len(left) > 1:
                what = f"ในระบบมีรายการนี้อยู่แล้ว {len(left)} รายการ จึงไม่แน่ว่าแก้ไขรายการใด โปรดแก้ไขทีละรายการในระบบ"
                yield row, None, self._fault(row, what)
            elif not left and self._was_equal(row, taken):
                yield row, None, self._fault(row, "ซ้ำกับอีกแถวหนึ่งของไฟล์ซึ่งตรงกับรายการที่มีอยู่แล้ว โปรดเหลือไว้แถวเดียว")
            else:
                yield row, left[0] if left else None, None

    def _was_equal(self, row: ReadRow, taken: dict[int, Any]) -> bool:
        key = self._key_of_row(row)
        return any(self._key_of_record(record) == key for record in taken.values())

    def _fault(self, row: ReadRow, what: str) -> Note:
        return Note(row.place_of(self._list.key[0]) if self._list.key else row.place, "twice", what)

    def _key_of_record(self, record: Any) -> tuple[Any, ...]:
        names = self._list.key or tuple(self._fields)
        return tuple(_folded(self._fields[name].plain(self._fields[name].value_of(record))) for name in names)

    def _key_of_row(self, row: ReadRow) -> tuple[Any, ...]:
        names = self._list.key or tuple(self._fields)
        return tuple(_folded(self._fields[name].plain(row.values.get(name))) for name in names)

    def _is_equal(self, row: ReadRow, record: Any) -> bool:
        return not _differences(self._list, row, record)


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _differences(list_: BulkList, row: ReadRow, record: Any) -> tuple[str, ...]:
    return tuple(
        one.name
        for one in list_.fields
        if one.name in row.values and one.plain(row.values[one.name]) != one.plain(one.value_of(record))
    )


def _planned(list_: BulkList, row: ReadRow, record: Any | None) -> PlannedRow:
    if record is None:
        return PlannedRow(row, Act.NEW, None, tuple(row.values))
    changed = _differences(list_, row, record)
    if not changed:
        return PlannedRow(row, Act.UNCHANGED, record)
    is_public = isinstance(record, Publishable) and not record.is_editable
    return PlannedRow(row, Act.REVISED if is_public else Act.CHANGED, record, changed)


# ── what stands in the way ───────────────────────────────────────────────────
def _objections(list_: BulkList, planned: PlannedRow, filing: Filing, own: set[int]) -> Iterator[Note]:
    """Why a row may not be kept: whose it is (`own`: keys of groups), where its record stands, and what the model
    says of its values."""
    row, record = planned.row, planned.record
    if what := _refusal(list_, planned, filing):
        yield Note(row.place_of(list_.key[0]) if list_.key else row.place, "refused", what)
        return
    group = row.values.get("owner_group")
    if list_.is_publishable and group is not None and group.pk not in own:
        what = f"คุณไม่ได้อยู่ใน{group} จึงนำเข้ารายการของกลุ่มงานนั้นไม่ได้ โปรดเลือกกลุ่มงานของคุณ"
        yield Note(row.place_of("owner_group"), "refused", what)
        return
    told = set()
    checked = list_.check(row.values, record) if list_.check else {}
    for name, what in checked.items():
        told.add(name)
        yield Note(row.place_of(name), "wrong", what)
    for name, messages in _model_errors(list_, planned, filing).items():
        if name not in told:
            yield Note(row.place_of(name), "wrong", " ".join(messages))


def _refusal(list_: BulkList, planned: PlannedRow, filing: Filing) -> str:
    record, by = planned.record, filing.by
    meta = list_.model._meta
    if record is None:
        return ""
    if not list_.is_publishable:
        allowed = by.has_perm(f"{meta.app_label}.change_{meta.model_name}")
        return "" if allowed else "รายการนี้มีอยู่แล้วและคุณไม่มีสิทธิ์แก้ไข โปรดลบแถวนี้ออกจากไฟล์"
    if not policies.may_edit(by, record):
        return f"รายการนี้เป็นของ{record.owner_group} ซึ่งคุณแก้ไขไม่ได้ ให้เจ้าหน้าที่ของกลุ่มงานนั้นแก้ไข หรือลบแถวนี้ออกจากไฟล์"
    if record.status == Status.IN_REVIEW:
        return "รายการนี้รออนุมัติอยู่ ให้ผู้อนุมัติเผยแพร่หรือส่งกลับก่อน แล้วนำเข้าใหม่ หรือลบแถวนี้ออกจากไฟล์"
    if planned.act is Act.REVISED and not list_.revises_published:
        return "รายการนี้เผยแพร่แล้ว แก้ไขจากไฟล์ไม่ได้ โปรดกด “แก้ไข” ที่รายการนั้น หรือลบแถวนี้ออกจากไฟล์"
    return ""


def _model_errors(list_: BulkList, planned: PlannedRow, filing: Filing) -> Mapping[str, list[str]]:
    """What the model's own checks say of the record as it would be, by column; "" for the whole row."""
    candidate = _candidate(list_, planned, filing)
    meta = list_.model._meta
    known = {one.name for one in meta.concrete_fields}
    ours = {name for name in planned.row.values if name in known}
    exclude = known - ours
    relations = {one.name for one in list_.fields if one.kind is Kind.REFERENCE}  # looked up already
    errors: dict[str, list[str]] = {}
    for check in (
        lambda: candidate.clean_fields(exclude=exclude | relations),
        candidate.clean,
        lambda: candidate.validate_unique(exclude=exclude),
        lambda: candidate.validate_constraints(exclude=exclude),
    ):
        try:
            check()
        except ValidationError as error:
            found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
            for name, messages in found.items():
                named = "" if name == NON_FIELD_ERRORS else name
                errors[named] = list(dict.fromkeys([*errors.get(named, []), *messages]))
    return errors


def _candidate(list_: BulkList, planned: PlannedRow, filing: Filing) -> Any:
    """The record as it would be, not saved."""
    if planned.record is None:
        candidate: Any = list_.model()
        if list_.is_publishable:
            candidate.created_by, candidate.owner_group = filing.by, filing.group
    else:
        candidate = copy.copy(planned.record)
        candidate._state = copy.copy(planned.record._state)
        candidate._state.fields_cache = dict(planned.record._state.fields_cache)
        if planned.act is Act.REVISED:
            candidate.revises = planned.record
    own = {field.name for field in list_.model._meta.concrete_fields}
    for name, value in planned.row.values.items():
        if name in own:  # what else a list has, its own `check` judges
            setattr(candidate, name, value)
    return candidate
