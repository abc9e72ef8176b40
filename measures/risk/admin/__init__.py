"""Staff pages of risks and of their results, and what of them waits for a person."""

from measures.risk.admin.results import RiskResultAdmin
from measures.risk.admin.risks import RiskAdmin
from measures.risk.admin.waiting import lacking_measures, lacking_results

__all__ = ["RiskAdmin", "RiskResultAdmin", "lacking_measures", "lacking_results"]
