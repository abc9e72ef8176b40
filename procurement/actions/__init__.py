"""What is done with an import of the register: opened, planned, confirmed, and carried through review."""

from procurement.actions.confirming import confirm_import, confirming
from procurement.actions.planning import Change, ImportPlan, MethodTotal, Totals, plan_import
from procurement.actions.reading import open_import, read_file, reread
from procurement.actions.reviewing import (
    publish_import,
    publishing,
    send_back_import,
    submit_import,
    take_back_import,
    withdraw_import,
)
from procurement.actions.steps import Step

__all__ = [
    "Change",
    "ImportPlan",
    "MethodTotal",
    "Step",
    "Totals",
    "confirm_import",
    "confirming",
    "open_import",
    "plan_import",
    "publish_import",
    "publishing",
    "read_file",
    "reread",
    "send_back_import",
    "submit_import",
    "take_back_import",
    "withdraw_import",
]
