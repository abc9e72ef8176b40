"""Pages of the manuals, and of reading them."""

from measures.manuals.views.files import (
    edition_file,
    list_csv,
    list_json,
    list_xlsx,
    steps_csv,
    steps_xlsx,
    year_csv,
    year_xlsx,
)
from measures.manuals.views.public import edition, index, manual, year

__all__ = [
    "edition",
    "edition_file",
    "index",
    "list_csv",
    "list_json",
    "list_xlsx",
    "manual",
    "steps_csv",
    "steps_xlsx",
    "year",
    "year_csv",
    "year_xlsx",
]
