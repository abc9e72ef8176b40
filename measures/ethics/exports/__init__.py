"""Ethics of a year to take away: its parts as PDF and workbook, and the activities as an open table."""

from measures.ethics.exports.activities import ACTIVITIES
from measures.ethics.exports.paper import part_pdf
from measures.ethics.exports.parts import PARTS, Part, sections_of
from measures.ethics.exports.workbook import part_xlsx

__all__ = ["ACTIVITIES", "PARTS", "Part", "part_pdf", "part_xlsx", "sections_of"]
