"""The procurement register: contracts, the yearly plan, announcements, suppliers, imports and corrections."""

from procurement.models.announcement import Announcement, AnnouncementDocument, AnnouncementKind
from procurement.models.bid import Bid
from procurement.models.contract import Contract, ContractDocument
from procurement.models.corrections import Correction
from procurement.models.imports import Finding, Layout, RegisterImport, Stage
from procurement.models.plan import PlanDocument, PlanItem
from procurement.models.process import Process
from procurement.models.supplier import Person, Supplier
from procurement.models.terms import (
    ExpenseType,
    FundSource,
    Kind,
    LegalGroup,
    Method,
    MethodGroup,
    Progress,
)

__all__ = [
    "Announcement",
    "AnnouncementDocument",
    "AnnouncementKind",
    "Bid",
    "Contract",
    "ContractDocument",
    "Correction",
    "ExpenseType",
    "Finding",
    "FundSource",
    "Kind",
    "Layout",
    "LegalGroup",
    "Method",
    "MethodGroup",
    "Person",
    "PlanDocument",
    "PlanItem",
    "Process",
    "Progress",
    "RegisterImport",
    "Stage",
    "Supplier",
]
