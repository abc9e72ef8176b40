"""What staff corrected by hand since a file brought it, and the next file still says as before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.bulk_publishing import chunks
from procurement.actions.comparing import LABELS, Difference, told
from procurement.models import Contract, Correction
from procurement.models.contract import FACTS
from procurement.rows import Note, Row


def as_imported(contracts: Iterable[Contract]) -> dict[int, dict[str, Any]]:
    """The facts as the contract's file brought them, by primary key, of contracts somebody wrote in since.

    They are read from the first version that names the file. A few queries whatever the number of contracts.
    """
    imported = {contract.pk: contract for contract in contracts if contract.source_id}
    written_in = {pk for pk, contract in imported.items() if contract.edition}
    for portion in chunks(sorted(imported)):
        written_in |= set(Correction.objects.filter(contract__in=portion).values_list("contract", flat=True))
    found: dict[int, dict[str, Any]] = {}
    for portion in chunks(sorted(written_in)):
        versions = Contract.history.filter(id__in=portion).order_by("-history_id")
        for pk, source, *values in versions.values_list("id", "source", *FACTS):
            if source == imported[pk].source_id:
                found[pk] = dict(zip(FACTS, values, strict=True))  # the oldest of them stays
    return found


def keep(contract: Contract, row: Row, found: Difference, before: dict[str, Any] | None) -> list[Note]:
    """Take out of a difference what the file says as before and staff have corrected; tells of each by cell.

    `before` are the facts as an earlier file brought them. What the source itself has changed since stays in.
    """
    notes = []
    for name in [name for name in found.values if before and name in before and name in FACTS]:
        value = found.values[name]
        if before and value == before[name] and getattr(contract, name) != value:
            del found.values[name]
            now = told(name, getattr(contract, name))
            label = LABELS[name]
            found.told = [line for line in found.told if line[0] != label]
            what = (
                f"เจ้าหน้าที่แก้ไข{label}เป็น “{now}” แล้ว ไฟล์ยังเป็นค่าเดิม “{told(name, value)}” "
                "ระบบคงค่าที่แก้ไขไว้ ถ้าค่าในไฟล์ถูก ให้แก้ที่สัญญา"
            )
            notes.append(Note(row.place_of(name), "corrected_by_hand", what))
    return notes
