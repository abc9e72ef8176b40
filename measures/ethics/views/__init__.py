"""Pages of ethics and of the No Gift Policy, and their files."""

from measures.ethics.views.files import activities_csv, activities_json, part_pdf, part_xlsx
from measures.ethics.views.no_gift import declaration, gifts, no_gift
from measures.ethics.views.parts import (
    activities,
    activity,
    assessment,
    code,
    codes,
    guidelines,
    picture,
    team,
)
from measures.ethics.views.year import latest, year

__all__ = [
    "activities",
    "activities_csv",
    "activities_json",
    "activity",
    "assessment",
    "code",
    "codes",
    "declaration",
    "gifts",
    "guidelines",
    "latest",
    "no_gift",
    "part_pdf",
    "part_xlsx",
    "picture",
    "team",
    "year",
]
