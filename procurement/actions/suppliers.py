"""The suppliers of many contracts at once: those there are, and those made for the first contract with them."""

from __future__ import annotations

from collections.abc import Iterable

from portal.bulk_publishing import chunks
from procurement.models import Contract, Supplier
from procurement.tax_numbers import supplier_key


def settle(contracts: Iterable[Contract]) -> None:
    """Set the supplier of each contract, not saved, as `Supplier.called` would one by one."""
    wanted: dict[str, list[Contract]] = {}
    for contract in contracts:
        if contract.supplier_name.strip():
            key = supplier_key(contract.supplier_name, contract.tax_id)
            wanted.setdefault(key, []).append(contract)
        else:
            contract.supplier = None
    known = _known(list(wanted))
    missing = [key for key in wanted if key not in known]
    Supplier.objects.bulk_create(
        [
            Supplier(key=key, name=wanted[key][0].supplier_name, tax_id=wanted[key][0].tax_id)
            for key in missing
        ],
        ignore_conflicts=True,
        batch_size=300,
    )
    known |= _known(missing)
    for key, theirs in wanted.items():
        for contract in theirs:
            contract.supplier = known[key]


def _known(keys: list[str]) -> dict[str, Supplier]:
    return {
        supplier.key: supplier
        for portion in chunks(keys)
        for supplier in Supplier.objects.filter(key__in=portion)
    }
