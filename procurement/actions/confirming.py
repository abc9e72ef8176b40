"""Confirms an import: writes its rows into the register as drafts and working copies, all of them or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from portal import audit
from portal.bulk_publishing import BUSY, MOST_FAULTS, chunks, note_versions, revise_all
from portal.models import Office
from procurement.actions import suppliers
from procurement.actions.comparing import BIDS
from procurement.actions.coverage import months_covered
from procurement.actions.matching import key_of
from procurement.actions.planning import Change, ImportPlan, plan_import
from procurement.actions.reading import reread
from procurement.actions.steps import Step
from procurement.models import Bid, Contract, Finding, RegisterImport
from procurement.models.contract import FACTS
from procurement.rows import Note, ReadRegister, Row

if TYPE_CHECKING:
    from portal.models import User

PORTION = 500
"""Rows between two tellings of progress."""
WHY = "นำเข้าจากไฟล์"


def confirm_import(
    *, by: User, batch: RegisterImport, progress: Callable[[Step], None] | None = None
) -> RegisterImport:
    """Write an import into the register at once; see `confirming`."""
    for step in confirming(by=by, batch=batch):
        if progress:
            progress(step)
    return batch


def confirming(*, by: User, batch: RegisterImport) -> Generator[Step, None, None]:
    """Write an import into the register, telling how far it is; closed early, it undoes everything.

    New rows become drafts, changed drafts are changed in place, and what is published gets working copies.
    Whoever confirms while another import is being written waits for it, then sees its rows as they are. What the
    import changes stays locked from the plan to the end, so that nothing another person does is written over.
    Raises ValidationError when the file has faults, was confirmed before, needs a reason, or changes what
    waits for a decision; UnreadableRegister when the kept file cannot be read any more.
    """
    yield Step("อ่านไฟล์", 0, 1)
    read = reread(batch)
    if read.faults:
        raise ValidationError(_few([str(fault) for fault in read.faults]))
    yield Step("อ่านไฟล์", 1, 1)
    with _one_at_a_time(batch):
        plan = plan_import(batch, read, is_locked=True)
        _expect_clear(batch, plan)
        total = len(plan.new) + len(plan.changed)
        yield Step("บันทึกลงทะเบียน", 0, total)
        done = 0
        for written in _write(plan, batch, by):
            done += written
            yield Step("บันทึกลงทะเบียน", done, total)
        _keep_findings(batch, read, plan)
        _finish(batch, read, plan, by)
    yield Step("บันทึกลงทะเบียนแล้ว", total, total)


@contextmanager
def _one_at_a_time(batch: RegisterImport) -> Iterator[None]:
    """A transaction in which no other import is written; the import itself is read again under a lock."""
    try:
        with transaction.atomic():
            if Office.objects.select_for_update().filter(pk=1).first() is None:
                raise ValidationError("ยังไม่ได้กรอกข้อมูลหน่วยงาน ให้ผู้ดูแลระบบกรอกก่อนนำเข้า")
            if not RegisterImport.objects.select_for_update().filter(pk=batch.pk).exists():
                raise ValidationError("ผู้อื่นลบไฟล์นี้ไปก่อนแล้ว")
            batch.refresh_from_db()
            if batch.confirmed_at is not None:
                raise ValidationError("ไฟล์นี้ยืนยันการนำเข้าไปแล้ว")
            yield
    except IntegrityError as error:
        raise ValidationError("มีผู้เพิ่มสัญญาเดียวกันระหว่างที่นำเข้า ยังไม่ได้บันทึกสิ่งใด ลองยืนยันใหม่อีกครั้ง") from error
    except OperationalError as error:
        if "locked" not in str(error) and "deadlock" not in str(error):
            raise
        raise ValidationError(BUSY) from error


def _expect_clear(batch: RegisterImport, plan: ImportPlan) -> None:
    if plan.in_the_way:
        raise ValidationError(_few([str(note) for note in plan.in_the_way]))
    if plan.needs_reason and not batch.reason.strip():
        raise ValidationError("ไฟล์นี้แก้ไขสัญญาที่เผยแพร่แล้ว ต้องระบุเหตุผลของการแก้ไขให้ประชาชนทราบ")


# ── writing ──────────────────────────────────────────────────────────────────
def _write(plan: ImportPlan, batch: RegisterImport, by: User) -> Iterator[int]:
    """Write new and changed rows portion by portion; gives how many each portion had."""
    ordinals = _Ordinals([*(plan.facts[id(row)] for row in plan.new), *map(_facts_after, plan.changed)])
    for start in range(0, len(plan.new), PORTION):
        portion = plan.new[start : start + PORTION]
        _create(portion, plan, batch, by, ordinals)
        yield len(portion)
    in_place = [change for change in plan.changed if not change.needs_reason]
    corrections = [change for change in plan.changed if change.needs_reason]
    for changes, write in ((in_place, _change_in_place), (corrections, _correct)):
        for start in range(0, len(changes), PORTION):
            of_these = changes[start : start + PORTION]
            write(of_these, batch, by, ordinals)
            yield len(of_these)


def _create(
    rows: Sequence[Row], plan: ImportPlan, batch: RegisterImport, by: User, ordinals: _Ordinals
) -> None:
    """New drafts with their bids and first versions."""
    now = timezone.now()
    contracts = []
    authors = sorted({by.pk, batch.created_by_id})
    of_all = {"owner_group_id": batch.owner_group_id, "created_by": by, "correction_reason": ""}
    for row in rows:
        contract = Contract(**of_all, authors=list(authors))
        facts = {name: value for name, value in plan.facts[id(row)].items() if value is not None}
        for name in ("fund_source", "expense_type"):
            facts[name] = facts.get(name) or getattr(batch, name)
        _set(contract, facts, row, batch)
        contract.ordinal = ordinals.take(contract.natural_key)
        contracts.append(contract)
    suppliers.settle(contracts)
    Contract.objects.bulk_create(contracts)
    _offer(list(zip(contracts, rows, strict=True)))
    note_versions(contracts, by=by, why=WHY, at=now, is_new=True)


def _change_in_place(changes: Sequence[Change], batch: RegisterImport, by: User, ordinals: _Ordinals) -> None:
    """Drafts and withdrawn contracts with their new values."""
    written = _change([(change.contract, change) for change in changes], batch, by, ordinals)
    note_versions(written, by=by, why=WHY, at=timezone.now(), is_new=False)


def _correct(changes: Sequence[Change], batch: RegisterImport, by: User, ordinals: _Ordinals) -> None:
    """Working copies of published contracts with their new values: those that there are, and new ones."""
    originals = [change.contract.pk for change in changes if change.working_copy is None]
    copies = revise_all(Contract.objects.filter(pk__in=originals), by=by)
    made = {copy.revises_id: copy for copy in copies}
    targets = [(change.working_copy or made[change.contract.pk], change) for change in changes]
    _change(targets, batch, by, ordinals)
    now, known = timezone.now(), [change.working_copy for change in changes if change.working_copy]
    note_versions(copies, by=by, why=WHY, at=now, is_new=True)
    note_versions(known, by=by, why=WHY, at=now, is_new=False)


def _change(
    targets: Sequence[tuple[Contract, Change]], batch: RegisterImport, by: User, ordinals: _Ordinals
) -> list[Contract]:
    """Write what each change changes into the contract beside it, which nobody else can write in meanwhile."""
    now = timezone.now()
    contracts = [contract for contract, _ in targets]
    for contract, change in targets:
        before = contract.natural_key
        _set(contract, change.values, change.row, batch)
        if contract.natural_key != before:
            contract.ordinal = ordinals.take(contract.natural_key)
        contract.note_author(by)
        contract.note_author(batch.created_by)
        contract.edition += 1
        contract.updated_at = now
    suppliers.settle(contracts)
    created = [contract.created_at for contract in contracts]
    Contract.objects.bulk_create(
        contracts, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGED
    )
    for contract, created_at in zip(contracts, created, strict=True):
        contract.created_at = created_at  # bulk_create takes every row for a new one
    offered = [(contract, change.row) for contract, change in targets if BIDS in change.values]
    Bid.objects.filter(contract__in=[contract for contract, _ in offered]).delete()
    _offer(offered)
    return contracts


_CHANGED = [
    *FACTS,
    "supplier",
    "dated_on",
    "natural_key",
    "ordinal",
    "words",
    "source",
    "source_place",
    "source_words",
    "authors",
    "edition",
    "updated_at",
]


def _set(contract: Contract, values: dict[str, Any], row: Row, batch: RegisterImport) -> None:
    """Put values and where they come from into a contract, not saved."""
    for name, value in values.items():
        if name != BIDS:
            setattr(contract, name, value)
    contract.source = batch
    contract.source_place = str(row.place)[:120]
    kept = {name: word for name, word in contract.source_words.items() if name not in values}
    contract.source_words = {**row.words, **kept}
    contract.derive()


def _offer(offered: Sequence[tuple[Contract, Row]]) -> None:
    """Store who offered what, in the order of the file."""
    Bid.objects.bulk_create(
        [
            Bid(contract=contract, order=order, name=bid.name[:250], price=bid.price, tax_id=bid.tax_id)
            for contract, row in offered
            for order, bid in enumerate(row.bids or ())
        ],
        batch_size=200,
    )


def _facts_after(change: Change) -> dict[str, Any]:
    """All facts of a contract as they will be after a change."""
    return {name: change.values.get(name, getattr(change.target, name)) for name in FACTS}


class _Ordinals:
    """Numbers for contracts of one natural key: 1, 2, … past those the register has."""

    def __init__(self, facts: Sequence[dict[str, Any]]) -> None:
        self.taken: defaultdict[str, set[int]] = defaultdict(set)
        for portion in chunks(sorted({key_of(known) for known in facts})):
            keys = Contract.objects.filter(natural_key__in=portion)
            for key, ordinal in keys.values_list("natural_key", "ordinal"):
                self.taken[key].add(ordinal)

    def take(self, key: str) -> int:
        """The next free number."""
        number = len(self.taken[key]) + 1
        while number in self.taken[key]:
            number += 1
        self.taken[key].add(number)
        return number


# ── what is kept beside ──────────────────────────────────────────────────────
def _keep_findings(batch: RegisterImport, read: ReadRegister, plan: ImportPlan) -> None:
    """Keep what is odd in new and changed rows; older findings of the same kind of file give way to them.

    A row that changes nothing has its findings from the import that brought it.
    """
    changed = {_line(change.row): change.contract.pk for change in plan.changed}
    brought = dict(Contract.objects.filter(source=batch, revises=None).values_list("source_place", "pk"))
    lines = {_line(row): brought.get(str(row.place)[:120]) for row in plan.new} | changed
    for portion in chunks(list(changed.values())):
        Finding.objects.filter(contract__in=portion, batch__layout=batch.layout).exclude(batch=batch).delete()
    notes: list[Note] = [*read.findings, *plan.findings]
    Finding.objects.bulk_create(
        [
            Finding(
                batch=batch,
                contract_id=lines[place.sheet, place.row],
                code=note.code[:30],
                sheet=place.sheet[:120],
                row=place.row,
                column=f"{place.column} {place.header}".strip()[:200],
                what=note.what,
            )
            for note in notes
            if ((place := note.place).sheet, place.row) in lines
        ],
        batch_size=120,
    )


def _line(row: Row) -> tuple[str, int]:
    return row.place.sheet, row.place.row


def _finish(batch: RegisterImport, read: ReadRegister, plan: ImportPlan, by: User) -> None:
    batch.counts = {
        "rows": len(read.rows),
        "other_offices": read.other_offices,
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "corrections": sum(change.needs_reason for change in plan.changed),
    }
    batch.covers = months_covered(batch, read, plan)
    batch.confirmed_at = timezone.now()
    batch.save(update_fields=["counts", "covers", "confirmed_at"])
    audit.record(by, "นำเข้าทะเบียนจัดซื้อจัดจ้าง", batch, sha256=batch.source.sha256, **batch.counts)


def _few(sentences: list[str]) -> list[str]:
    rest = len(sentences) - MOST_FAULTS
    return [*sentences[:MOST_FAULTS], f"และอีก {rest:,} แห่ง"] if rest > 0 else sentences
