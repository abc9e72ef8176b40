"""Whose rows of a file are wanted: our own office's, or every office's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from portal.models import Office
from portal.sheets.sources import CellValue
from portal.thai import fold


@dataclass(frozen=True)
class Scope:
    """Whose rows are wanted: the office's own, or every office's."""

    office: Office
    all_offices: bool = False

    def includes(self, office: CellValue) -> bool:
        """Whether a row of that office is wanted; names are compared folded."""
        return self.all_offices or (isinstance(office, str) and _folded(office) == _folded(self.office.name))


_folded = lru_cache(maxsize=1024)(fold)
