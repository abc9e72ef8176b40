"""The staff side of the roof."""

from measures.admin import measures, oit, reports, results, waiting

__all__ = ["measures", "oit", "reports", "results", "waiting"]
