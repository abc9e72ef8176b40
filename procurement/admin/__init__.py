"""The staff side of procurement."""

from procurement.admin import contracts, imports, plans, records, waiting

__all__ = ["contracts", "imports", "plans", "records", "waiting"]
