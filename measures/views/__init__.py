"""Public pages of the roof."""

from measures.views import ita, measures, reports

__all__ = ["ita", "measures", "reports"]
