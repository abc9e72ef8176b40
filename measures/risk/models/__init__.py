"""Risks with their measures, and the results of a period."""

from measures.risk.models.result import Progress, ResultDocument, RiskResult, TreatmentResult
from measures.risk.models.risk import BRIBERY_FROM, Half, Risk, Source, Treatment

__all__ = [
    "BRIBERY_FROM",
    "Half",
    "Progress",
    "ResultDocument",
    "Risk",
    "RiskResult",
    "Source",
    "Treatment",
    "TreatmentResult",
]
