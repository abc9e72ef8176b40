"""Pages and files of the register of risks."""

from measures.risk.views.files import (
    register_xlsx,
    results_csv,
    results_json,
    results_pdf,
    risks_csv,
    risks_json,
)
from measures.risk.views.pages import latest, results, risk, year

__all__ = [
    "latest",
    "register_xlsx",
    "results",
    "results_csv",
    "results_json",
    "results_pdf",
    "risk",
    "risks_csv",
    "risks_json",
    "year",
]
