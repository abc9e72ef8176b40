"""Plans an import: which rows are new, what the others change, and what stands in the way; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portal.bulk_publishing import chunks
from portal.publishing import Status
from procurement.actions.comparing import Difference, compare, compare_bids, empty_cells, facts_of
from procurement.actions.kept import as_imported, keep
from procurement.actions.matching import candidates, match
from procurement.models import Bid, Contract, Layout, Method, RegisterImport
from procurement.rows import Note, ReadRegister, Row

RECOGNISED_BY = (
    "project_number",
    "contract_number",
    "supplier_name",
    "tax_id",
    "title",
    "agreed_price",
    "signed_on",
    "ordinal",
)
"""What rows are matched with contracts by."""
MEANWHILE = "มีผู้แก้ไขหรือลบระหว่างที่นำเข้า ยังไม่ได้บันทึกสิ่งใด ดูตัวอย่างแล้วยืนยันอีกครั้ง"


@dataclass
class Change:
    """What a row changes in a contract: for people by label, for the register by field."""

    contract: Contract
    """The record itself, also where a working copy of it takes the change."""
    row: Row
    differences: tuple[tuple[str, str, str], ...]
    """Label, value before, value after, in words."""
    needs_reason: bool
    """Whether it corrects what is published, so that the public is told why."""
    values: dict[str, Any]
    working_copy: Contract | None = None
    """The working copy there is already, to which the change goes."""

    @property
    def target(self) -> Contract:
        """What the row was compared with."""
        return self.working_copy or self.contract


@dataclass(frozen=True)
class MethodTotal:
    """Rows of one method: its label, how many, and the sum of their agreed prices in baht."""

    label: str
    count: int
    agreed: Decimal


@dataclass(frozen=True)
class Totals:
    """Rows of a file: how many, the sum of the agreed prices in baht, and both by method, most rows first."""

    count: int
    agreed: Decimal
    by_method: tuple[MethodTotal, ...]


@dataclass
class ImportPlan:
    """What confirming an import would do."""

    totals: Totals
    """Of all rows of the file."""
    new: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    in_the_way: list[Note] = field(default_factory=list)
    """Why nothing of it can be confirmed now: contracts that wait for a decision, belong to another group, or were
    changed while they were compared."""
    findings: list[Note] = field(default_factory=list)
    """What comparing showed, beside the findings of the reader: cells empty where the register knows a value."""
    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    """The storable facts of new rows, by the identity of the row."""

    @property
    def totals_of_new(self) -> Totals:
        """Of the new rows alone."""
        return _totals([self.facts[id(row)] for row in self.new])

    @property
    def needs_reason(self) -> bool:
        return any(change.needs_reason for change in self.changed)


def plan_import(batch: RegisterImport, read: ReadRegister, *, is_locked: bool = False) -> ImportPlan:
    """Compare what was read with the register; a few queries whatever the number of rows.

    `batch` need not be saved: the group, the day and the kind of the file are all that is asked of it.
    `is_locked` keeps the contracts that the rows speak of, and their working copies, locked until the end of the
    transaction, and compares with what they say under the lock: what is planned is then true when it is written.
    """
    layout, as_of = Layout(read.layout), batch.as_of
    facts = [facts_of(row) for row in read.rows]
    known = match(facts, candidates(facts))
    matched = [contract for contract in known if contract]
    fresh = _locked(matched) if is_locked else {contract.pk: contract for contract in matched}
    copies = _working_copies(fresh.values(), is_locked=is_locked)
    offered = [
        copies.get(contract.pk, contract)
        for contract, row in zip(known, read.rows, strict=True)
        if contract and row.bids
    ]
    bids = _bids(offered)
    imported = as_imported(fresh.values())
    plan = ImportPlan(_totals(facts))
    for row, values, seen in zip(read.rows, facts, known, strict=True):
        if seen is None:
            plan.new.append(row)
            plan.facts[id(row)] = values
            continue
        contract = fresh.get(seen.pk)
        if contract is None or _is_another(seen, contract):
            plan.in_the_way.append(Note(row.place, "in_the_way", f"{_name(seen)} {MEANWHILE}"))
            continue
        copy = copies.get(contract.pk)
        target = copy or contract
        found = compare(target, row, values, layout=layout, as_of=as_of)
        compare_bids(bids[target.pk], row.bids, found)
        plan.findings += [*empty_cells(row, found), *keep(target, row, found, imported.get(contract.pk))]
        if not found.values:
            plan.unchanged += 1
        elif obstacle := _obstacle(batch, contract, target):
            plan.in_the_way.append(Note(row.place, "in_the_way", obstacle))
        else:
            plan.changed.append(_change(contract, copy, row, found))
    return plan


def _change(contract: Contract, copy: Contract | None, row: Row, found: Difference) -> Change:
    return Change(
        contract, row, tuple(found.told), contract.status == Status.PUBLISHED, found.values, working_copy=copy
    )


def _obstacle(batch: RegisterImport, contract: Contract, target: Contract) -> str:
    """Why this contract cannot be changed by the import now; nothing when it can."""
    name = _name(contract)
    if contract.owner_group_id != batch.owner_group_id:
        return f"ไฟล์มีข้อมูลต่างจากทะเบียนของสัญญา {name} ซึ่งอยู่ในความรับผิดชอบของกลุ่มงานอื่น ให้กลุ่มงานนั้นนำเข้าหรือแก้ไข"
    if target.status == Status.IN_REVIEW:
        what = "ฉบับแก้ไขของสัญญา" if target.revises_id else "สัญญา"
        return f"ไฟล์จะเปลี่ยน{what} {name} ซึ่งรออนุมัติอยู่ ให้ผู้อนุมัติเผยแพร่หรือส่งกลับก่อน แล้วนำเข้าใหม่"
    return ""


def _name(contract: Contract) -> str:
    return f"“{str(contract)[:120]}”"


def _locked(contracts: Sequence[Contract]) -> dict[int, Contract]:
    """These contracts as they stand under a lock, by primary key, without those that are gone.

    Their working copies are locked with them, all in the order of their keys, so that two cannot entangle.
    """
    keys = {contract.pk for contract in contracts}
    keys |= {copy.pk for copy in _working_copies(contracts).values()}
    found: dict[int, Contract] = {}
    for portion in chunks(sorted(keys)):
        rows = Contract.objects.select_for_update().filter(pk__in=portion).order_by("pk")
        found |= {contract.pk: contract for contract in rows}
    return {pk: contract for pk, contract in found.items() if contract.revises_id is None}


def _is_another(seen: Contract, contract: Contract) -> bool:
    """Whether what a row recognised the contract by was changed since."""
    return any(getattr(seen, name) != getattr(contract, name) for name in RECOGNISED_BY)


def _working_copies(contracts: Iterable[Contract], *, is_locked: bool = False) -> dict[int, Contract]:
    """The working copies of these contracts, by the primary key of the contract."""
    published = {contract.pk for contract in contracts if contract.status == Status.PUBLISHED}
    if not published:
        return {}
    every = Contract.objects.filter(revises__isnull=False).order_by("pk")
    keys = [pk for pk, original in every.values_list("pk", "revises_id") if original in published]
    found: dict[int, Contract] = {}
    for portion in chunks(keys):
        rows = Contract.objects.filter(pk__in=portion).order_by("pk")
        copies: Iterable[Contract] = rows.select_for_update() if is_locked else rows
        found |= {copy.revises_id: copy for copy in copies if copy.revises_id}
    return found


def _bids(contracts: Sequence[Contract]) -> defaultdict[int, list[Bid]]:
    found: defaultdict[int, list[Bid]] = defaultdict(list)
    for portion in chunks([contract.pk for contract in contracts]):
        for bid in Bid.objects.filter(contract__in=portion).order_by("order", "pk"):
            found[bid.contract_id].append(bid)
    return found


def _totals(rows: Sequence[dict[str, Any]]) -> Totals:
    counts: defaultdict[str, int] = defaultdict(int)
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for facts in rows:
        method = facts.get("method") or ""
        counts[method] += 1
        sums[method] += facts.get("agreed_price") or Decimal(0)
    by_method = tuple(
        MethodTotal(str(Method(method).label) if method else "ไม่ระบุวิธี", counts[method], sums[method])
        for method in sorted(counts, key=lambda method: -counts[method])
    )
    return Totals(len(rows), sum(sums.values(), Decimal(0)), by_method)
