"""A year of personnel as files: open tables, a workbook with a sheet for each part, and the same on paper."""

from measures.hr.exports.paper import paper
from measures.hr.exports.tables import HEADCOUNT, TRAINING
from measures.hr.exports.workbook import workbook

__all__ = ["HEADCOUNT", "TRAINING", "paper", "workbook"]
